"""Learning from questions what cues are worth, and answering others by it, in five folds grouped by role."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from decks.auditing.choice import Choices, chances, fit
from decks.auditing.cues import CUES
from decks.auditing.measures import TELLING, Values
from decks.model import Question
from decks.text import digest

FOLDS = 5
_FEWEST_OF_KIND = 100
"""A kind with fewer is learned together with the other small ones whose options are names too, or texts too."""
_MOST_TRAINED = 2500
"""Questions of a kind that a model is fitted to; more make it slower and hardly better."""
_REMEMBERED = frozenset(number for number, cue in enumerate(CUES) if cue.remembered)

Step = Callable[[int], None]
"""Told of work done, in questions."""


@dataclass(frozen=True, slots=True)
class Learned:
    """What is made of one question by what was learned from others."""

    likely: tuple[float, ...]
    """How likely each option is by its look; adds up to 1."""
    remembering: tuple[float, ...]
    """Likewise for who remembers the answers of other questions as well."""
    pull: tuple[float, ...]
    """How much each of `CUES` speaks for the right option over the mean of the wrong ones, in logits."""


def unlearned(question: Question) -> Learned:
    """Return what is made of a question without having learned anything."""
    even = (1 / len(question.options),) * len(question.options)
    return Learned(even, even, (0.0,) * len(CUES))


def folds_by_role(questions: Sequence[Question], seed: int) -> list[int]:
    """Return a fold, from 0, for each question: the same for all of a role, and the folds as even as that allows."""
    groups: Counter[str] = Counter(question.role or question.id for question in questions)
    sizes = [0] * FOLDS
    fold_of: dict[str, int] = {}
    for group in sorted(groups, key=lambda each: (-groups[each], digest(str(seed), each), each)):
        fold = min(range(FOLDS), key=lambda each: (sizes[each], each))
        fold_of[group] = fold
        sizes[fold] += groups[group]
    return [fold_of[question.role or question.id] for question in questions]


def learned(
    questions: Sequence[Question], values: Sequence[tuple[Values, ...]], seed: int, step: Step
) -> list[Learned]:
    """Return what is made of each question, learned from questions of other roles."""
    kinds = Counter(question.kind for question in questions)
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for place, question in enumerate(questions):
        alike = "texts" if question.kind in TELLING else "names"
        groups[alike if kinds[question.kind] < _FEWEST_OF_KIND else question.kind.value].append(place)
    folds = folds_by_role(questions, seed)
    found: dict[int, Learned] = {}
    for name in sorted(groups):
        for fold in range(FOLDS):
            asked = [place for place in groups[name] if folds[place] == fold]
            known = [place for place in groups[name] if folds[place] != fold]
            if len(known) > _MOST_TRAINED:
                known = sorted(Random(f"{seed}:{name}:{fold}").sample(known, _MOST_TRAINED))  # noqa: S311 (a sample, no secret)
            model = _fitted([values[p] for p in known], [questions[p].key for p in known])
            for place in asked:
                found[place] = model.answer(values[place], questions[place].key)
            step(len(asked))
    return [found[place] for place in range(len(questions))]


@dataclass(frozen=True, slots=True)
class _Model:
    spreads: list[float]
    by_look: list[float]
    remembering: list[float]

    def answer(self, values: tuple[Values, ...], key: int) -> Learned:
        likely = tuple(chances(values, self.spreads, self.by_look))
        same = self.remembering == self.by_look
        all_in_all = likely if same else tuple(chances(values, self.spreads, self.remembering))
        return Learned(likely, all_in_all, _pull(values, key, self.spreads, self.remembering))


def _fitted(values: Sequence[tuple[Values, ...]], keys: Sequence[int]) -> _Model:
    """Return what cues are worth; a remembered one that comes out against its meaning is left out.

    Where each text is right once, one that was right already is wrong here: that is arithmetic, and no cue that a learner has.
    """
    if not values:
        none = [0.0] * len(CUES)
        return _Model([1.0] * len(CUES), none, none)
    data = Choices(values, keys)
    left_out = frozenset(i for i in _REMEMBERED if data.speaks_against(i))
    by_look = weights = fit(data, _REMEMBERED)
    while left_out != _REMEMBERED:
        weights = fit(data, left_out, weights)
        against = {i for i in _REMEMBERED if weights[i] < 0}
        if not against:
            return _Model(data.spreads, by_look, weights)
        left_out |= against
    return _Model(data.spreads, by_look, by_look)


def _pull(
    values: Sequence[Values], key: int, spreads: Sequence[float], weights: Sequence[float]
) -> tuple[float, ...]:
    pulls = []
    for column, spread, weight in zip(values, spreads, weights, strict=True):
        others = [value for place, value in enumerate(column) if place != key]
        mean = sum(others) / len(others) if others else column[key]
        pulls.append(weight * (column[key] - mean) / spread)
    return tuple(pulls)
