"""Hand-written questions: flaws that let learners find the right option without knowing it, or miss it knowing it.

The flaws are those of T. M. Haladyna, S. M. Downing and M. C. Rodriguez, “A review of multiple-choice item-writing guidelines
for classroom assessment”, Applied Measurement in Education 15 (2002), as far as a program can see them.
"""

import re
from collections import Counter
from collections.abc import Iterator

from decks.checking.subject import Subject, counted
from decks.choosing.candidates import FEWEST
from decks.english.similarity import normalised, stems
from decks.model import Mark, WrittenOption, WrittenQuestion
from decks.problems import Problem

_FAR_LONGER = 1.5
"""A key so many times as long as the longest distractor stands out."""
_LEAST_LONGER = 10
"""And longer by so many characters at least."""
_SUMMING_UP = re.compile(
    r"(?:all|none|both|neither|any) of (?:the |these|those)(?:above|others?|options|answers)?"
)
_ABSOLUTE = re.compile(
    r"\b(?:always|never|invariably|under no circumstances|in all cases|without exception|at all times|at no time)\b"
)
_NEGATIVE = re.compile(
    r"\b(?:not|never|except|(?:is|are|do|does|did|was|were|ca|wo|should|must|could|would)n['’]t|cannot)\b"
)
"""In the writer's own case: NOT in capitals stands out."""
_ASKS = re.compile(
    r"\b(?:which|what|who|whom|whose|where|when|why|how|all|each|these|following)\b", re.IGNORECASE
)
_SUBORDINATE = re.compile(
    r"(?<=\w)[,;:]?\s+(?:if|because|although|unless|until|while|when|where|who|whom|that|which|so that|before|after|once|as)\b"
)
_SENTENCE = re.compile(r"(?<=[.?!:])\s+|\n+")
_FEWEST_STEMS = 4
_FEWEST_LETTERS = 4
"""Shorter words are repeated by chance."""


def check_questions(subject: Subject) -> Iterator[Problem]:
    """Yield what is wrong with hand-written questions."""
    for question in subject.deck.questions:
        yield from _options(subject, question)
        yield from _right_twice(subject, question)
        yield from _standing_out(subject, question)
        if subject.english:
            yield from _clues(subject, question)
            if asks_negatively(question.stem):
                yield subject.problem(
                    question.stem_mark or question.mark,
                    "D317",
                    f"“{question.id}” asks for what is not so, and readers in a hurry miss that",
                    "ask for what is so, or write NOT in capitals",
                )


def _mark(question: WrittenQuestion, option: WrittenOption) -> Mark | None:
    return option.mark or question.mark


def _options(subject: Subject, question: WrittenQuestion) -> Iterator[Problem]:
    options = question.options
    seen: set[str] = set()
    told: set[str] = set()
    for option in options:
        text = normalised(option.text)
        if text in seen and text not in told:
            told.add(text)
            yield subject.problem(
                _mark(question, option),
                "D310",
                f"“{option.text}” stands twice among the options of “{question.id}”",
                "word one of them differently",
            )
        seen.add(text)
        if subject.english and _SUMMING_UP.fullmatch(text):
            yield subject.problem(
                _mark(question, option),
                "D313",
                f"“{option.text}” in “{question.id}” says nothing once the options are shuffled",
                "write a wrong option of its own",
            )
    different = len(seen)
    if different <= FEWEST:
        yield subject.problem(
            question.mark,
            "D311",
            f"“{question.id}” has {counted(different, 'different option', 'different options')}, so it is not asked",
            f"give it at least {FEWEST} distractors",
        )


def _right_twice(subject: Subject, question: WrittenQuestion) -> Iterator[Problem]:
    """Yield distractors that are right by the deck's own word, or say what the key says."""
    for key in (question.key, *question.more):
        yield from _right_as(subject, question, key)


def _right_as(subject: Subject, question: WrittenQuestion, key: WrittenOption) -> Iterator[Problem]:
    """The same for one of the right options."""
    truth = subject.truth
    true = subject.duties_of(question.role)
    asked_of_role = normalised(key.text) in true
    names = truth.named(key.text)
    for wrong in question.distractors:
        if normalised(wrong.text) == normalised(key.text):
            continue
        why = ""
        if asked_of_role and normalised(wrong.text) in true:
            why = f"the deck lists it as a duty of “{question.role}” too"
        elif names & truth.named(wrong.text):
            why = f"it is another title of “{min(names & truth.named(wrong.text))}”, as is “{key.text}”"
        elif key.role and key.role == wrong.role:
            why = f"it is taken from “{key.role}”, as is the right one"
        elif _says_much(key) and _says_much(wrong) and subject.likeness.alike(key.text, wrong.text):
            why = f"it says nearly the same as the right one, “{key.text}”"
        if why:
            yield subject.problem(
                _mark(question, wrong),
                "D320",
                f"the wrong option “{wrong.text}” of “{question.id}” may be right: {why}",
                "replace it by an option that is surely wrong",
            )


def _says_much(option: WrittenOption) -> bool:
    """Whether an option has words enough to be compared in other words; short ones differ by the smallest of them."""
    return len(stems(option.text)) >= _FEWEST_STEMS


def _standing_out(subject: Subject, question: WrittenQuestion) -> Iterator[Problem]:
    longest = max((len(each.text) for each in question.options[1:]), default=0)
    length = len(question.key.text)
    if longest and length >= _FAR_LONGER * longest and length >= longest + _LEAST_LONGER:
        yield subject.problem(
            _mark(question, question.key),
            "D312",
            f"the right option of “{question.id}” is by far the longest, which gives it away",
            "shorten it, or word the others as fully",
        )


def _clues(subject: Subject, question: WrittenQuestion) -> Iterator[Problem]:
    options = question.options
    absolute = [option for option in options if _ABSOLUTE.search(normalised(option.text))]
    if absolute and len(absolute) < len(options):
        found = _ABSOLUTE.search(normalised(absolute[0].text))
        yield subject.problem(
            _mark(question, absolute[0]),
            "D318",
            f"“{found[0] if found else ''}” in an option of “{question.id}” is a clue, for little is so without exception",
            "leave it out, or let every option have such a word",
        )
    asked = {word for word in stems(question.stem) if len(word) >= _FEWEST_LETTERS}
    elsewhere = frozenset().union(*(stems(each.text) for each in question.options[1:]))
    echoed = (stems(question.key.text) & asked) - elsewhere
    # Where a wrong option echoes a word of its own, the echo leads nowhere.
    misled = any((stems(each.text) & asked) - stems(question.key.text) for each in question.distractors)
    if echoed and not misled:
        word = next(w for w in normalised(question.key.text).split() if stems(w) & echoed)
        yield subject.problem(
            _mark(question, question.key),
            "D319",
            f"only the right option of “{question.id}” repeats “{word}” from the question, which is a clue",
            "word it differently, or let a wrong option have the word too",
        )


def asks_negatively(stem: str) -> bool:
    """Whether a question, in what it asks and not in a clause about the case, holds a “not” that does not stand out."""
    for sentence in _SENTENCE.split(stem):
        words = Counter(sentence.split())
        asked = _ASKS.search(sentence)
        if not words or asked is None:
            continue
        clause = _SUBORDINATE.split(sentence[asked.start() :], maxsplit=1)[0]
        if _NEGATIVE.search(clause):
            return True
    return False
