"""What gives a question's right option away, in an instructor's words, with what helps against it."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from decks.auditing.cues import CUES
from decks.auditing.measures import asked_words
from decks.auditing.solver import Answered, CueRate
from decks.choosing.looks import ABSOLUTES
from decks.english.similarity import families
from decks.model import Option, Question

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_PULLS = 0.4
"""A cue that speaks so much for the right option, in logits, is worth a word …"""
_MOST_CUES = 2
"""… and so many of them."""
_SURE = 3.0
"""Standard errors from chance at which a cue is taken to work in a deck."""
_QUOTED = 4
_NUMBERS = {cue.id: number for number, cue in enumerate(CUES)}


@dataclass(frozen=True, slots=True)
class Told:
    """What a cue shows in one question."""

    cue: str
    what: str
    """What is wrong, as a sentence."""
    advice: str
    """What to do about it, as a sentence."""
    weight: float
    """How much it gives away, 0–1."""


def proven(cues: Iterable[CueRate]) -> frozenset[tuple[str, bool]]:
    """Return the cues that work in a deck beyond doubt, each with whether its highest value is right."""
    found = set()
    for each in cues:
        error = each.rate.error
        if error and each.rate.gain / error >= _SURE:
            found.add((each.cue.id, each.highest))
    return frozenset(found)


def told(each: Answered, works: Collection[tuple[str, bool]]) -> list[Told]:
    """Return what gives the right option of a question away: known faults first, then the cues that work in this deck."""
    found = _faults(each)
    known = {one.cue for one in found}
    pulls = sorted(
        ((pull, n) for n, pull in enumerate(each.learned.pull) if pull >= _PULLS), key=lambda p: (-p[0], p[1])
    )
    for pull, number in pulls:
        cue = CUES[number].id
        more = _is_more(each, number)
        if len(found) < _MOST_CUES and cue not in known and (cue, more) in works:
            what, advice = _worded(each, number, more)
            found.append(Told(cue, what, advice, min(pull, 2.0) / 2))
    return found


def _is_more(each: Answered, number: int) -> bool:
    column, key = each.values[number], each.question.key
    rest = [value for place, value in enumerate(column) if place != key]
    return column[key] > sum(rest) / max(len(rest), 1)


def _faults(each: Answered) -> list[Told]:
    """Return what textbooks warn of, whether it works in this deck or not."""
    found = []
    for cue, given_away in _FAULTS.items():
        column = each.values[_NUMBERS[cue]]
        key = column[each.question.key]
        rest = [value for place, value in enumerate(column) if place != each.question.key]
        if rest and given_away(key, rest):
            number = _NUMBERS[cue]
            found.append(Told(cue, *_worded(each, number, _is_more(each, number)), 0.5))
    return found


_FAULTS: dict[str, Callable[[float, Sequence[float]], bool]] = {
    "stem-overlap": lambda key, rest: key > 0 and not any(rest),
    "absolutes": lambda key, rest: key == 0 and all(rest),
    "article": lambda key, rest: key > max(rest),
    "number": lambda key, rest: key > max(rest),
}


def _worded(each: Answered, number: int, more: bool) -> tuple[str, str]:
    """Return what a cue shows in one question, and what helps."""
    question, cue = each.question, CUES[number]
    key = question.options[question.key]
    others = [option for place, option in enumerate(question.options) if place != question.key]
    match cue.id:
        case "length" | "middle-length" | "like-length":
            return _length(key, others, cue.high if more else cue.low)
        case "stem-overlap":
            return _overlap(question, key, others, more)
        case "convergence" if more:
            shared = _alike(key.text, frozenset().union(*(families(option.text) for option in others)))
            return (
                f"The right option is the one that the others are variants of: they share its {_quoted(shared)}.",
                "Reword it, so that it is not the pattern that the others vary.",
            )
        case "convergence":
            return (
                f"The right option is the odd one out: the wrong ones share {_quoted(_common(key, others))}, which it lacks.",
                "Give the related roles facts of the same field, so that wrong options can be like it.",
            )
        case "absolutes":
            words = sorted(
                {w.casefold() for o in ([key] if more else others) for w in ABSOLUTES.findall(o.text)}
            )
            return (
                f"Words that leave no exception stand {'in the right option' if more else 'in wrong options'}: "
                f"{_quoted(words)}.",
                "Leave “all”, “only” and “never” out where they are not needed.",
            )
        case "right-before":
            return (
                f"“{key.text}” is the right answer to other questions too, more often than the wrong options are.",
                "Give the other roles more facts, so that each is asked about as often.",
            )
        case "wrong-before":
            return (
                "The wrong options are wrong so often elsewhere that they are known to be.",
                "Add boundaries, or duties to the related roles, so that wrong options vary.",
            )
        case "article" | "number" | "verb-form" | "plural":
            return (
                f"Grammar gives it away: the right option is {_this(cue.high if more else cue.low)}.",
                "Bring the texts of the list to one form, such as “Operate the scanner”, and titles to the singular.",
            )
        case _:
            return (
                f"How it is worded sets it apart: the right option is {_this(cue.high if more else cue.low)}.",
                "Reword it, or give the role and its neighbours texts of like length and form.",
            )


def _this(told_as: str) -> str:
    """How a cue's option is called after “the right option is”."""
    return re.sub(r"^(?:the|an) option ", "the one ", told_as)


def _length(key: Option, others: Sequence[Option], told_as: str) -> tuple[str, str]:
    lengths = sorted(len(option.text) for option in others)
    listed = " and ".join(filter(None, (", ".join(map(str, lengths[:-1])), str(lengths[-1]))))
    return (
        f"The right option is {_this(told_as)}, as in most questions here: {len(key.text)} characters against {listed}.",
        like_length(key),
    )


def like_length(key: Option) -> str:
    """What helps where options differ in length."""
    if is_title(key):
        return "Shorten the longest titles among the related roles; the rest of them can go to other titles."
    return "Bring the texts of the role and of the related roles to a like length."


def is_title(option: Option) -> bool:
    """Whether an option names a role, and does not say something of it."""
    return bool(option.role) and option.ref == option.role


def _overlap(question: Question, key: Option, others: Sequence[Option], more: bool) -> tuple[str, str]:
    if more:
        shared = _alike(key.text, asked_words(question))
        return (
            f"The right option repeats the question's own {_quoted(shared)}.",
            "Say it in other words, so that matching words does not answer it.",
        )
    wrong = [word for option in others for word in _alike(option.text, asked_words(question))]
    return (
        f"The wrong options repeat the question's {_quoted(list(dict.fromkeys(wrong)))}, the right one does not.",
        "Use such words in the role's own texts too, or reword those of its neighbours.",
    )


def _alike(text: str, theirs: Collection[str]) -> list[str]:
    """Return the words of `text`, as written, that are of one of these families."""
    return [word for word in dict.fromkeys(_WORD.findall(text)) if not families(word).isdisjoint(theirs)]


def _common(key: Option, others: Sequence[Option]) -> list[str]:
    """Return words, as first written, that several wrong options have and the right one has not."""
    times = Counter(family for option in others for family in families(option.text))
    several = {family for family, count in times.items() if count > 1} - families(key.text)
    found: dict[str, str] = {}
    for word in (word for option in others for word in _WORD.findall(option.text)):
        for family in families(word) & several:
            found.setdefault(family, word)
    return list(found.values())


def _quoted(words: Sequence[str]) -> str:
    return ", ".join(f"“{word}”" for word in words[:_QUOTED]) or "words"
