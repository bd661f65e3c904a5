"""What good questions must reach, demand by demand, and whether a deck's do."""

from dataclasses import dataclass
from enum import StrEnum
from statistics import NormalDist

from decks.auditing.figures import Rate


class State(StrEnum):
    """How a demand is met."""

    PASS = "pass"  # noqa: S105 (no password)
    WATCH = "watch"
    """Not met, but with so few questions that it may be chance; or near the limit."""
    FAIL = "fail"
    UNKNOWN = "not measured"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A demand with what was measured."""

    id: str
    """Its stable name."""
    demand: str
    """What is demanded, in a few words."""
    measured: str
    """What was measured, as text; empty where nothing could be."""
    reach: str
    """What is to be reached, as text."""
    state: State
    value: float | None
    """The figure that was judged; None where nothing could be measured."""


ENOUGH = 500
"""With fewer questions, missing a limit narrowly is no proof."""
SOLVER_GAIN = 0.03
CUE_GAIN = 0.04
RATIO = (0.9, 1.1)
FAMILY_SHARE = 0.8
DUTIES = 0.9
UNEVEN, VERY_UNEVEN = 0.01, 0.0001


def true_by_the_deck(count: int, questions: int) -> Verdict:
    """No wrong option may be true by the deck's own word."""
    state = State.UNKNOWN if not questions else State.FAIL if count else State.PASS
    return Verdict(
        "false",
        "Wrong options that are true by the deck",
        f"{count}",
        "0",
        state,
        float(count) if questions else None,
    )


def solver(found: Rate, trained: bool, *, remembering: bool = False) -> Verdict:
    """Who knows nothing must not get more right than 3 points above chance, nor who remembers other answers as well."""
    name, demand = "solver", "Solver that goes by the look of options"
    if remembering:
        name, demand = "remembering", "… and remembers other questions' answers"
    limit = found.chance + SOLVER_GAIN
    reach = f"≤ {percent(limit)}"
    if not trained:
        return Verdict(name, demand, "", reach, State.UNKNOWN, None)
    state = State.PASS
    if found.share > limit:
        state = State.WATCH if found.questions < ENOUGH and found.low <= limit else State.FAIL
    return Verdict(name, demand, spanned(found), reach, state, found.share)


def single_cue(found: Rate, remembered: bool, cues: int) -> Verdict:
    """No single cue may be further than 4 points from chance; `found` is the furthest of so many `cues`.

    Of many cues one is far off by chance alone, so the limits for a failure are those of all of them (Bonferroni).
    """
    gap = found.gain if remembered else abs(found.gain)
    reach = f"{percent(found.chance)} ± {CUE_GAIN * 100:.0f}"
    state = State.PASS
    if not found.questions:
        state = State.UNKNOWN
    elif gap > CUE_GAIN:
        sure = NormalDist().inv_cdf(1 - 0.05 / (2 * max(cues, 1)))
        state = State.FAIL if gap > sure * found.error else State.WATCH
    measured = spanned(found) if found.questions else ""
    value = found.share if found.questions else None
    return Verdict("cue", "The single cue furthest from chance", measured, reach, state, value)


def uneven_places(p: float | None, questions: int) -> Verdict:
    """The right option must stand in each place equally often."""
    state = State.UNKNOWN
    if p is not None and questions:
        state = State.FAIL if p < VERY_UNEVEN else State.WATCH if p < UNEVEN else State.PASS
    measured = "" if p is None else f"p = {p:.3f}"
    return Verdict("places", "Places of the right option, χ²", measured, f"p ≥ {UNEVEN}", state, p)


def lengths(median: float | None) -> Verdict:
    """The right option must be as long as the longest wrong one, in the median."""
    low, high = RATIO
    state = State.UNKNOWN if median is None else State.PASS if low <= median <= high else State.FAIL
    measured = "" if median is None else f"{median:.2f}"
    return Verdict(
        "length", "Length of key to longest wrong option", measured, f"{low}–{high}", state, median
    )


def same_family(share: float | None) -> Verdict:
    """Wrong options must come from the asked role's family."""
    state = State.UNKNOWN if share is None else State.PASS if share >= FAMILY_SHARE else State.FAIL
    measured = "" if share is None else percent(share)
    return Verdict(
        "family", "Wrong options from the role's family", measured, f"≥ {percent(FAMILY_SHARE)}", state, share
    )


def duties_asked(share: float | None) -> Verdict:
    """Nearly all duties must be asked about."""
    state = State.UNKNOWN if share is None else State.PASS if share >= DUTIES else State.FAIL
    measured = "" if share is None else percent(share)
    return Verdict("duties", "Duties with a question", measured, f"≥ {percent(DUTIES)}", state, share)


def repeats(again: int, questions: int) -> Verdict:
    """No question may be there twice."""
    state = State.UNKNOWN if not questions else State.FAIL if again else State.PASS
    return Verdict(
        "repeats",
        "Questions that repeat another",
        f"{again}",
        "0",
        state,
        float(again) if questions else None,
    )


def spanned(found: Rate) -> str:
    """A rate with its limits: *25.8 % (24.1–27.6)*."""
    return f"{percent(found.share)} ({found.low * 100:.1f}–{found.high * 100:.1f})"


def percent(share: float) -> str:
    """A share as text: *25.8 %*, and *25 %* where it is whole."""
    text = f"{share * 100:.1f}"
    return f"{text.removesuffix('.0')} %"
