"""What came of fitting, for people and for programs."""

from collections.abc import Iterator, Sequence
from math import floor
from typing import TYPE_CHECKING

from study.output import Column, Fields, table, text_width, wrapped

if TYPE_CHECKING:
    from progress.fitting.judging import Point, Score
    from progress.fitting.weighing import Held, Weighed

_SCALE = 41  # columns of the picture, so that a step of it is a round number


def fields(found: "Weighed", *, kept: bool) -> Fields:
    """Under the names that programs rely on; losses are in nats."""
    return {
        "answers": found.answers,
        "answers_in_all": found.of,
        "cards": found.cards,
        "held_out": _held(found.all),
        "held_out_last": _held(found.last),
        "better": found.better,
        "kept": kept,
        "parameters": list(found.parameters),
        "calibration": {"fitted": _points(found.calibration), "defaults": _points(found.before)},
    }


def _held(held: "Held") -> Fields:
    def both(score: "Score") -> Fields:
        return {"log_loss": round(score.log_loss, 5), "rmse_bins": round(score.rmse, 5)}

    return {
        "answers": held.answers,
        "recalled": held.recalled,
        "moving_average": both(held.average),
        "defaults": both(held.defaults),
        "fitted": both(held.fitted),
        "gain": round(held.gain, 5),
        "gain_error": round(held.error, 5),
    }


def _points(points: "Sequence[Point]") -> list[Fields]:
    return [
        {
            "predicted": round(point.predicted, 4),
            "recalled": point.recalled,
            "answers": point.answers,
            "low": round(point.interval.low, 4),
            "high": round(point.interval.high, 4),
        }
        for point in points
    ]


def lines(found: "Weighed", *, keep: bool, own: bool) -> Iterator[str]:
    """For people. `own`: whether parameters fitted before are in use."""
    width = text_width()
    looked = f"{found.answers:,} reviews of {found.cards:,} cards"
    if found.of > found.answers:
        looked += f" (of {found.of:,} reviews in all: more would say the same)"
    yield from wrapped(f"Learned from {looked}, each a day or more after the one before.", width)
    yield ""
    yield from table(
        (
            Column("Predicted by"),
            Column(f"Log loss of {found.all.answers:,} held out", right=True),
            Column("RMSE", right=True),
            Column(f"of the last {found.last.answers:,}", right=True),
            Column("RMSE", right=True),
        ),
        [
            _row("A moving average", found.all.average, found.last.average),
            _row("The usual parameters", found.all.defaults, found.last.defaults),
            _row("Your own parameters", found.all.fitted, found.last.fitted),
        ],
        width,
    )
    yield from wrapped(
        "Log loss, and RMSE in bins: by how much recall is off. Less is better. Each review was predicted from "
        "what came before it only, with parameters learned from earlier days.",
        width,
    )
    yield ""
    yield "What your own parameters expected, and what came of it:"
    yield from picture(found.calibration)
    yield ""
    yield from wrapped(_verdict(found, keep=keep, own=own), width)


def _row(name: str, all_: "Score", last: "Score") -> tuple[str, ...]:
    return name, f"{all_.log_loss:.4f}", f"{all_.rmse:.1%}", f"{last.log_loss:.4f}", f"{last.rmse:.1%}"


def picture(points: "Sequence[Point]") -> Iterator[str]:
    """Expected beside actual recall: | where it was expected, o where it was, - its 80 % interval, @ for | and o."""
    least = min(min(point.predicted, point.interval.low) for point in points)
    low = min(floor(least * 10) / 10, 0.9)
    ends = f"{low:.0%}".ljust(_SCALE - 4) + "100%"
    yield f"Expected  Recalled  Reviews  {ends}"
    for point in points:
        share = point.recalled / point.answers
        marks = [" "] * _SCALE
        for place in range(_place(point.interval.low, low), _place(point.interval.high, low) + 1):
            marks[place] = "-"
        expected, actual = _place(point.predicted, low), _place(share, low)
        marks[expected], marks[actual] = "|", "@" if actual == expected else "o"
        yield f"{point.predicted:8.0%}  {share:8.0%}  {point.answers:7,}  {''.join(marks)}".rstrip()
    yield "| expected, o recalled, @ both; the truth lies on - with a probability of 80 %"


def _place(share: float, low: float) -> int:
    return min(max(round((share - low) / (1 - low) * (_SCALE - 1)), 0), _SCALE - 1)


def _verdict(found: "Weighed", *, keep: bool, own: bool) -> str:
    told = _judged(found, keep=keep, own=own)
    if found.all.average.log_loss < min(found.all.fitted.log_loss, found.all.defaults.log_loss):
        told += " Yet a moving average, which knows nothing of cards, predicts better than either."
    return told


def _judged(found: "Weighed", *, keep: bool, own: bool) -> str:
    from progress.fitting.weighing import SURE

    gain, error = found.all.gain, found.all.error
    measured = f"{abs(gain):.4f} in log loss (standard error {error:.4f})"
    if found.better:
        told = f"Your own are better, by {measured}."
        return told if keep else f"{told} Nothing was changed."
    way = "better" if gain >= 0 else "worse"
    told = f"Your own are {way} by {measured}"
    if gain > SURE * error:
        told += ", but worse on the latest reviews."
    elif gain >= 0:
        told += ", which may be chance: it takes more than the standard error."
    else:
        told += "."
    now = (
        "those fitted before stay in use; --defaults goes back to the usual ones"
        if own
        else "the usual ones stay in use"
    )
    return f"{told} So {now}."
