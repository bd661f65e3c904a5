"""Whether parameters fitted to a learner predict better than those that hold for everybody. Needs numpy and scipy.

Told by answers that were held out: the reviews are cut by study days into five parts of about equally many answers, and
each part but the first is predicted with what was learned from all before it (forward chaining). A later answer never
bears on an earlier prediction. The last part alone is the usual split in time, four fifths to learn from and one to tell.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from progress.fitting.fit import fit
from progress.fitting.histories import History, before, cut, predicted
from progress.fitting.judging import (
    Answer,
    Point,
    Score,
    answers_of,
    calibration,
    gain,
    log_losses,
    moving_average,
    score,
)
from progress.fitting.layout import Batch
from progress.fitting.losses import predictions
from progress.scheduling.formulas import DEFAULT_PARAMETERS

ENOUGH = 400
"""Answers a day or more after the last from which on a fit is tried: with fewer, what is learned from four fifths of them
can hardly be told from chance on the rest."""
MOST = 60_000
"""Answers that are looked at: more say the same, and take longer. Of more, cards are left out evenly."""
PARTS = 5
SURE = 1.0
"""By how many standard errors the fitted parameters have to be better. On made-up learners one is enough for those that are
kept to be better in truth, for what is fitted is held near the defaults; with two, half of those better are refused."""


class TooFew(Exception):
    """There are not enough answers to learn from."""

    def __init__(self, answers: int) -> None:
        super().__init__(answers)
        self.answers = answers
        """How many there are."""


@dataclass(frozen=True, slots=True)
class Held:
    """How well some held-out answers were predicted."""

    answers: int
    recalled: int
    defaults: Score
    fitted: Score
    average: Score
    """Of the moving average."""
    gain: float
    """By how much the mean log loss of the fitted parameters is below that of the defaults."""
    error: float
    """The standard error of that."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """What came of it."""

    parameters: tuple[float, ...]
    """Fitted to all answers."""
    answers: int
    """How many there were to learn from."""
    cards: int
    of: int
    """How many answers there are in all: more than were looked at, where cards were left out."""
    all: Held
    """Over all parts but the first."""
    last: Held
    """Over the last part."""
    calibration: tuple[Point, ...]
    """Of the fitted parameters, over all parts but the first."""
    before: tuple[Point, ...]
    """Of the defaults, over the same answers."""

    @property
    def better(self) -> bool:
        """The rule: better on all held-out answers by more than a standard error, and on the latest not worse by one."""
        return self.all.gain > SURE * self.all.error and self.last.gain > -self.last.error


def weigh(histories: Sequence[History], report: Callable[[int, int], None] | None = None) -> Weighed:
    """Fit, and judge. `report` is told how far that is. Raises TooFew."""
    of = predicted(histories)
    if of < ENOUGH:
        raise TooFew(of)
    looked_at = thinned(histories, of)
    answers = answers_of(looked_at)
    cuts = sorted({cut(looked_at, part / PARTS) for part in range(1, PARTS)})
    last = cuts[-1]
    if last <= answers[0].day:
        raise TooFew(0)  # all on one day: nothing to learn from before it
    usual = dict(zip((a.order for a in answers), moving_average(answers), strict=True))
    fitted: dict[int, float] = {}
    runs = len(cuts) + 1

    def part_of(run: int) -> Callable[[int, int], None] | None:
        # The n-th run learns from n parts.
        done, whole = sum(range(run + 1)), sum(range(runs + 1))
        return report and (
            lambda at, total: report(round(1000 * (done + (run + 1) * at / total)), 1000 * whole)
        )

    ends: list[int | None] = [*cuts[1:], None]
    for run, (since, end) in enumerate(zip(cuts, ends, strict=True)):
        parameters = fit(before(looked_at, since), part_of(run))
        fitted |= _predicted(looked_at if end is None else before(looked_at, end), parameters, since)
    parameters = fit(looked_at, part_of(runs - 1))
    plain = _predicted(looked_at, DEFAULT_PARAMETERS, cuts[0])
    held = [answer for answer in answers if answer.order in fitted and answer.order in plain]
    latest = [answer for answer in held if answer.day >= last]
    return Weighed(
        parameters,
        len(answers),
        len(looked_at),
        of,
        _held(held, plain, fitted, usual),
        _held(latest, plain, fitted, usual),
        calibration(held, [fitted[answer.order] for answer in held]),
        calibration(held, [plain[answer.order] for answer in held]),
    )


def thinned(histories: Sequence[History], of: int) -> Sequence[History]:
    """The histories of every n-th card, so that about `MOST` answers of these `of` are left."""
    every = -(-of // MOST)
    return histories[::every]


def _predicted(histories: Sequence[History], parameters: Sequence[float], since: int) -> dict[int, float]:
    order, expected, _ = predictions(Batch(histories, since), parameters)
    return dict(zip(order.tolist(), expected.tolist(), strict=True))


def _held(
    answers: Sequence[Answer],
    plain: dict[int, float],
    fitted: dict[int, float],
    usual: dict[int, float],
) -> Held:
    one, other, third = ([of[answer.order] for answer in answers] for of in (plain, fitted, usual))
    better, error = gain(answers, log_losses(answers, one), log_losses(answers, other))
    return Held(
        answers=len(answers),
        recalled=sum(answer.recalled for answer in answers),
        defaults=score(answers, one),
        fitted=score(answers, other),
        average=score(answers, third),
        gain=better,
        error=error,
    )
