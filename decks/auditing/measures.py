"""What can be seen of a question's options, as a number for each: length, wording, form, place."""

import math
import re
import statistics
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from decks.choosing.looks import Vocabulary, form
from decks.english.similarity import families, normalised
from decks.english.wording import article, is_plural
from decks.model import Question, QuestionKind

_ENDS_IN_ARTICLE = re.compile(r"\b(an?)\s*(?:…|\.{2,}|_+)?\s*[:?.]?\s*$", re.IGNORECASE)
_MANY = re.compile(r"\b(?:are|were|do|have|these|those|they)\b", re.IGNORECASE)
_ONE = re.compile(r"\b(?:is|was|does|has|this|that|an?)\b", re.IGNORECASE)
TELLING = frozenset({QuestionKind.DUTY_OF_ROLE, QuestionKind.REQUIREMENT_OF_ROLE, QuestionKind.ODD_ONE_OUT})
"""Kinds whose options are no names, and so neither singular nor plural."""


@dataclass(frozen=True, slots=True)
class Seen:
    """How often a text was right and wrong in the questions that a solver has seen before."""

    right: Counter[str]
    wrong: Counter[str]


@dataclass(frozen=True, slots=True)
class Shown:
    """A question as it is looked at, with what several cues need worked out once."""

    question: Question
    texts: tuple[str, ...]
    words: tuple[frozenset[str], ...]
    """Families of each option's words that carry meaning."""
    stem: str
    stem_words: frozenset[str]
    vocabulary: Vocabulary
    seen: Seen


_FRAME = families(
    "Which of these is a duty or among the duties of this role? Whose is it, who works with this equipment, who belongs to it, "
    "what is it called, required, who reports to whom, three of these are somebody else's, which one is not?"
)
"""Words that questions have in common, whatever they ask about."""


def asked_words(question: Question) -> frozenset[str]:
    """Return the families of a stem's words, those left out that only ask."""
    words = families(question.stem)
    if question.kind is QuestionKind.WRITTEN:
        return words
    told = families(question.subject) if question.subject.rstrip(".") in question.stem else frozenset()
    return words - (_FRAME - told)


def shown(question: Question, vocabulary: Vocabulary, seen: Seen) -> Shown:
    """Return a question prepared for the cues."""
    texts = tuple(option.text for option in question.options)
    words = tuple(families(text) for text in texts)
    return Shown(question, texts, words, question.stem, asked_words(question), vocabulary, seen)


Values = list[float]
"""A number for each option of a question."""


def length(s: Shown) -> Values:
    """The logarithm of each option's length."""
    return [math.log(max(len(text), 1)) for text in s.texts]


def middle_length(s: Shown) -> Values:
    """How near each option's length is to the middle one."""
    lengths = [len(text) for text in s.texts]
    middle = statistics.median(lengths)
    return [-abs(length - middle) / (middle or 1) for length in lengths]


def like_length(s: Shown) -> Values:
    """How near each option's length is to another's."""
    lengths = [len(text) for text in s.texts]
    nearest = [
        min((abs(one - other) for j, other in enumerate(lengths) if j != i), default=0)
        for i, one in enumerate(lengths)
    ]
    return [-math.log1p(each) for each in nearest]


def stem_overlap(s: Shown) -> Values:
    """How much of the stem's words each option has, rarer words counting for more."""
    return [s.vocabulary.weight(sorted(words & s.stem_words)) for words in s.words]


def convergence(s: Shown) -> Values:
    """How much each option has in common with the others: shared weight over the geometric mean of both, in the mean."""
    weights = [s.vocabulary.weight(sorted(words)) or 1.0 for words in s.words]
    found = []
    for i, words in enumerate(s.words):
        shared = [
            s.vocabulary.weight(sorted(words & other)) / math.sqrt(weights[i] * weights[j])
            if words & other
            else 0.0
            for j, other in enumerate(s.words)
            if j != i
        ]
        found.append(math.fsum(shared) / max(len(shared), 1))
    return found


def fitting_article(s: Shown) -> Values:
    """Whether each option fits the “a” or “an” that the stem ends in."""
    asked = _ENDS_IN_ARTICLE.search(s.stem)
    if not asked:
        return [0.0] * len(s.texts)
    return [float(article(text) == asked.group(1).casefold()) for text in s.texts]


def fitting_number(s: Shown) -> Values:
    """Whether each option is a name in the number that the stem asks for."""
    if s.question.kind in TELLING:
        return [0.0] * len(s.texts)
    many, one = len(_MANY.findall(s.stem)), len(_ONE.findall(s.stem))
    if many == one:
        return [0.0] * len(s.texts)
    return [float(is_plural(text) == (many > one)) for text in s.texts]


def verb_form(s: Shown) -> Values:
    """How many options begin in the same form."""
    forms = Counter(form(text) for text in s.texts)
    return [float(forms[form(text)]) for text in s.texts]


def plural(s: Shown) -> Values:
    """Whether each option is a name in the plural."""
    if s.question.kind in TELLING:
        return [0.0] * len(s.texts)
    return [float(is_plural(text)) for text in s.texts]


def counting(pattern: re.Pattern[str]) -> Callable[[Shown], Values]:
    """A measure: how often a pattern stands in each option."""
    return lambda s: [float(len(pattern.findall(text))) for text in s.texts]


def capitals(s: Shown) -> Values:
    """How many capitals each option has after its first letter."""
    return [float(sum(char.isupper() for char in text[1:])) for text in s.texts]


def digits(s: Shown) -> Values:
    """How many digits each option has."""
    return [float(sum(char.isdigit() for char in text)) for text in s.texts]


def full_stop(s: Shown) -> Values:
    """Whether each option ends in a full stop."""
    return [float(text.rstrip()[-1:] in {".", "!", "?", ";"}) for text in s.texts]


def specific(s: Shown) -> Values:
    """How rare each option's words are in the mean."""
    return [s.vocabulary.weight(sorted(words)) / max(len(words), 1) for words in s.words]


def rarest_word(s: Shown) -> Values:
    """How rare each option's rarest word is."""
    return [max((s.vocabulary.rarity(word) for word in words), default=0.0) for words in s.words]


def right_before(s: Shown) -> Values:
    """How often each text was right in the questions seen before."""
    return [math.log1p(s.seen.right[normalised(text)]) for text in s.texts]


def seldom_wrong_before(s: Shown) -> Values:
    """How seldom each text was wrong in the questions seen before."""
    return [-math.log1p(s.seen.wrong[normalised(text)]) for text in s.texts]


def at_place(place: int) -> Callable[[Shown], Values]:
    """A measure: whether an option stands in this place."""
    return lambda s: [float(i == place) for i in range(len(s.texts))]
