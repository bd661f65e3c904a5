"""Where keys stand, how long they are, which questions repeat another, and how often each text is right and wrong."""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from decks.auditing.figures import Quartiles, chi_squared, chi_squared_p, quartiles
from decks.english.similarity import normalised, stems
from decks.model import Question

NEARLY = 0.8
"""Two texts asked about in the same way are nearly one when they share this part of their words."""
_OFTEN = 4
"""A text that stands in fewer questions is not looked at for balance."""


@dataclass(frozen=True, slots=True)
class Places:
    """How often the right option stands in each place."""

    counts: tuple[int, ...]
    """Questions whose key is first, second, …"""
    expected: tuple[float, ...]
    """What an even spread would give."""
    chi_squared: float
    freedom: int
    p: float
    """How likely so uneven a spread is by chance alone."""


@dataclass(frozen=True, slots=True)
class Balance:
    """How often a text is right and wrong."""

    text: str
    right: int
    wrong: int
    expected: float
    """How often it would be right if every option of its questions were right as often as the others."""
    deviation: float
    """How far `right` is from that, in standard deviations."""


@dataclass(frozen=True, slots=True)
class Balances:
    """How even the texts of options are."""

    texts: int
    """Different texts."""
    never_right: int
    """Of those, texts that are never right."""
    wrong_slots: int
    """All wrong options."""
    wrong_by_never_right: int
    """Of those, options with a text that is never right: who has seen them a few times rules them out."""
    too_often_wrong: tuple[Balance, ...]
    """The texts that are wrong most beyond what is even, worst first."""
    too_often_right: tuple[Balance, ...]


def key_places(questions: Sequence[Question]) -> Places:
    """Return how evenly keys are spread over places, with Pearson's χ² test; questions may differ in their options."""
    most = max((len(question.options) for question in questions), default=0)
    counts, expected = [0] * most, [0.0] * most
    for question in questions:
        counts[question.key] += 1
        for place in range(len(question.options)):
            expected[place] += 1 / len(question.options)
    value = chi_squared(counts, expected)
    freedom = max(sum(each > 0 for each in expected) - 1, 0)
    return Places(tuple(counts), tuple(expected), value, freedom, chi_squared_p(value, freedom))


def length_ratio(question: Question) -> float:
    """Return the key's length divided by the longest wrong option's, in characters."""
    longest = max(len(option.text) for place, option in enumerate(question.options) if place != question.key)
    return len(question.options[question.key].text) / max(longest, 1)


def length_ratios(questions: Sequence[Question]) -> Quartiles | None:
    """Return the quartiles of `length_ratio`; None without questions."""
    return quartiles([length_ratio(question) for question in questions])


def repeated(questions: Sequence[Question]) -> dict[str, str]:
    """Return, for each question with the stem and the options of an earlier one, that one's id."""
    first: dict[tuple[str, frozenset[str]], str] = {}
    again: dict[str, str] = {}
    for question in questions:
        options = frozenset(normalised(option.text) for option in question.options)
        original = first.setdefault((normalised(question.stem), options), question.id)
        if original != question.id:
            again[question.id] = original
    return again


def nearly_repeated(questions: Sequence[Question]) -> dict[str, str]:
    """Return, for each question that asks the same of the same role about nearly the same text as an earlier one, its id."""
    alike: defaultdict[tuple[str, str], list[Question]] = defaultdict(list)
    for question in questions:
        alike[question.kind.value, question.role].append(question)
    again: dict[str, str] = {}
    for group in alike.values():
        words = [stems(question.subject) for question in group]
        for i, question in enumerate(group):
            for j in range(i):
                shared = len(words[i] & words[j])
                if shared and shared >= NEARLY * len(words[i] | words[j]):
                    again[question.id] = group[j].id
                    break
    return again


def balances(questions: Sequence[Question], worst: int) -> Balances:
    """Return how often each text is right and wrong, with the `worst` imbalances each way."""
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    expected: defaultdict[str, float] = defaultdict(float)
    variance: defaultdict[str, float] = defaultdict(float)
    spelled: dict[str, str] = {}
    for question in questions:
        even = 1 / len(question.options)
        for place, option in enumerate(question.options):
            text = normalised(option.text)
            spelled.setdefault(text, option.text)
            (right if place == question.key else wrong)[text] += 1
            expected[text] += even
            variance[text] += even * (1 - even)
    found = [
        Balance(
            spelled[text],
            right[text],
            wrong[text],
            expected[text],
            (right[text] - expected[text]) / math.sqrt(variance[text]),
        )
        for text in expected
        if right[text] + wrong[text] >= _OFTEN and variance[text] > 0
    ]
    found.sort(key=lambda each: (each.deviation, each.text))
    never = {text for text in expected if not right[text]}
    return Balances(
        texts=len(expected),
        never_right=len(never),
        wrong_slots=wrong.total(),
        wrong_by_never_right=sum(wrong[text] for text in never),
        too_often_wrong=tuple(each for each in found[:worst] if each.deviation < 0),
        too_often_right=tuple(each for each in reversed(found[-worst:]) if each.deviation > 0)
        if worst
        else (),
    )
