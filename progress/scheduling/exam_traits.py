"""What a learner's answers say of how they keep things in mind, and of what they know beside their cards. Pure.

Each way of keeping (`progress.scheduling.exam_belief`) on a grid has a prior weight; reviews of some cards give its posterior one. So
have shares of what is known without a card, and of what is recognised, by answers to questions.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import exp, log
from typing import NamedTuple, TypeVar

from progress.fitting.histories import History
from progress.scheduling.exam_belief import UNSEEN, Belief, Keeping, curve
from progress.scheduling.formulas import Formulas

_LASTING = [exp(0.25 * n) for n in range(-8, 9)]
_SPREAD = 0.7
"""Standard deviation of ln c among learners: how far off parameters that hold for everybody are for one of them."""
_FITTED = 0.25
"""The same where the parameters were fitted to the learner."""
_BENDS = {0.7: 0.15, 1.0: 0.45, 1.7: 0.28, 3.0: 0.12}
_SLIPS = {0.01: 0.3, 0.03: 0.35, 0.06: 0.2, 0.1: 0.1, 0.16: 0.05}
_ALIKE = 0.1
"""How alike the answers to one card are beyond what the model says: n of them are worth n / (1 + (n − 1)·0.1)."""
_UNTAUGHT = {0.02: 0.3, 0.06: 0.22, 0.12: 0.2, 0.2: 0.13, 0.3: 0.07, 0.45: 0.04, 0.65: 0.025, 0.85: 0.015}
_RECOGNISED = {0.05: 0.12, 0.15: 0.2, 0.25: 0.22, 0.35: 0.18, 0.5: 0.15, 0.65: 0.08, 0.8: 0.05}
_KNOWING = 0.05
"""So many learners have learned elsewhere: any share of what no card has taught them is known, and what is recognised is known."""
_MISSED = (0.75, 2.25)
"""Days without and with study that count before any are known: people differ much, and few study every day."""
_TOPIC = 4.0
"""How many answers one topic's share of what is known without cards is held for beforehand, at what all topics show."""


class Recall(NamedTuple):
    """An answer to a card a day or more after the last."""

    stability: float
    """As the model had it then."""
    days: int
    """Since the last answer."""
    right: bool
    worth: float = 1.0


class Asked(NamedTuple):
    """A question with options that was answered."""

    topic: str
    options: int
    right: bool
    stability: float | None
    """Of the card on the same fact then; None where none was met."""
    days: int = 0
    """Since its last answer."""


def recalls_of(histories: Iterable[History], formulas: Formulas) -> list[Recall]:
    """What reviews of cards say of how well the model knows them."""
    found = []
    for history in histories:
        stability = difficulty = 0.0
        first, some = True, []
        for step in history:
            if first:
                stability, difficulty = formulas.first(step.rating)
                first = False
                continue
            if step.gap > 0:
                some.append((stability, step.gap, step.rating > 1))
            stability, difficulty = formulas.after(stability, difficulty, step.gap, step.rating)
        worth = 1 / (1 + (len(some) - 1) * _ALIKE)
        found += [Recall(*each, worth) for each in some]
    return found


def belief(
    recalls: Iterable[Recall],
    asked: Iterable[Asked],
    formulas: Formulas,
    *,
    fitted: bool = False,
    days: tuple[int, int] = (0, 0),
) -> Belief:
    """What answers let believe. `fitted`: whether the formulas' parameters were fitted to the learner; `days`: of the last
    days, how many without and with study."""
    keepings = _keepings(recalls, formulas, _FITTED if fitted else _SPREAD, fitted=fitted)
    untaught, recognised, topics = _beside(list(asked), formulas, keepings)
    misses = (_MISSED[0] + days[0], _MISSED[1] + days[1])
    return Belief(keepings, untaught, recognised, topics, misses)


def _keepings(
    recalls: Iterable[Recall], formulas: Formulas, spread: float, *, fitted: bool
) -> list[tuple[Keeping, float]]:
    # Answers after the same part of the stability say the same: the curve knows only t / S.
    counts: defaultdict[float, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for recall in recalls:
        counts[round(log(recall.days / recall.stability), 1)][recall.right] += recall.worth
    sums = {}
    for bend, p_bend in _BENDS.items():
        if fitted and bend != 1:
            continue
        rate = curve(formulas, bend).recall
        for c in _LASTING:
            rates = [(rate(c, exp(at)), wrong, right) for at, (wrong, right) in counts.items()]
            for slip, p_slip in _SLIPS.items():
                sums[Keeping(c, bend, slip)] = (
                    log(p_bend * p_slip)
                    - 0.5 * (log(c) / spread) ** 2
                    + sum(
                        right * log((1 - slip) * each) + wrong * log(1 - (1 - slip) * each)
                        for each, wrong, right in rates
                    )
                )
    found = [(keeping, weight) for keeping, weight in _normalised(sums).items() if weight > _NEGLIGIBLE]

    def later(pair: tuple[Keeping, float]) -> float:
        """How much is recalled after two stabilities."""
        return (1 - pair[0].slip) * curve(formulas, pair[0].bend).recall(pair[0].lasting, 2)

    return sorted(found, key=later)


def _beside(
    asked: Sequence[Asked], formulas: Formulas, keepings: Sequence[tuple[Keeping, float]]
) -> tuple[list[tuple[float, float]], list[tuple[float, float]], dict[str, float]]:
    """What is believed of u and r, and by how much topics differ in u."""
    slip = sum(keeping.slip * weight for keeping, weight in keepings)
    lasting = exp(sum(log(keeping.lasting) * weight for keeping, weight in keepings))
    counts: Counter[tuple[float | None, int, bool]] = Counter()
    by_topic: defaultdict[str, Counter[tuple[int, bool]]] = defaultdict(Counter)
    for each in asked:
        known = None
        if each.stability is None:
            by_topic[each.topic][each.options, each.right] += 1
        else:
            known = round(formulas.recall(each.stability * lasting, each.days), 1)
        counts[known, each.options, each.right] += 1

    def chance(known: float, recognised: float, options: int, right: bool) -> float:
        """Of answering so."""
        q = known + (1 - known) * recognised
        found = (1 - slip) * q + (1 - q) / options
        return found if right else 1 - found

    prior = {
        (u, r): (1 - _KNOWING) * p_u * p_r for u, p_u in _UNTAUGHT.items() for r, p_r in _RECOGNISED.items()
    }
    prior |= {(u, 0.0): _KNOWING / len(_EVENLY) for u in _EVENLY}
    weights = _normalised(
        {
            (u, r): log(weight)
            + sum(
                count * log(chance(*((u, UNSEEN * r) if known is None else (known, r)), options, right))
                for (known, options, right), count in counts.items()
            )
            for (u, r), weight in prior.items()
        }
    )
    untaught, recognised = _marginal(weights, 0), _marginal(weights, 1)
    usual, r = _mean(untaught), _mean(recognised)
    topics = {}
    for topic, answers in by_topic.items():
        own = _normalised(
            {
                (u, 0.0): (_TOPIC * usual - 1) * log(u)
                + (_TOPIC * (1 - usual) - 1) * log(1 - u)
                + sum(count * log(chance(u, UNSEEN * r, *answer)) for answer, count in answers.items())
                for u in _EVENLY
            }
        )
        here = _mean(_marginal(own, 0))
        topics[topic] = log(here / (1 - here)) - log(usual / (1 - usual))
    return untaught, recognised, topics


_EVENLY = [(n + 0.5) / 20 for n in range(20)]
_NEGLIGIBLE = 1e-5
_Key = TypeVar("_Key")


def _normalised(sums: Mapping[_Key, float]) -> dict[_Key, float]:
    top = max(sums.values())
    weights = {key: exp(each - top) for key, each in sums.items()}
    whole = sum(weights.values())
    return {key: weight / whole for key, weight in weights.items()}


def _marginal(weights: Mapping[tuple[float, float], float], place: int) -> list[tuple[float, float]]:
    found: defaultdict[float, float] = defaultdict(float)
    for key, weight in weights.items():
        found[key[place]] += weight
    return sorted(found.items())


def _mean(found: Iterable[tuple[float, float]]) -> float:
    return sum(value * weight for value, weight in found)
