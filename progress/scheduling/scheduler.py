"""When to show a card again: FSRS-6 by study days, learning steps by minutes.

Time between answers is counted in study days of the learner (`progress.days`), as Anki does it: a card answered at 23:50
and at 0:10 was answered twice on one day, and one answered in the evening and next morning on two. A card that has been
learned comes due on a day, from its beginning; one in its steps at a moment.

`Scheduler.review` decides, with the learner's settings and with regard to other cards. What it decided goes into the log
(`Event.due`, or `Event.step` and `wait_s`), and `Scheduler.settle` follows that on replay, so no change of settings moves
what has happened. A review whose event says nothing of it is settled by `STANDARD` settings, exactly on the day.
"""

from collections.abc import Collection, Sequence
from copy import copy
from datetime import UTC, date, datetime, timedelta

from progress.days import UNTOLD, StudyDays
from progress.events import Rating
from progress.memory import Memory as Memory
from progress.memory import Phase as Phase
from progress.memory import day_name
from progress.scheduling.deciding import UNDECIDED, Decision, decide, strength
from progress.scheduling.formulas import DEFAULT_PARAMETERS, Formulas
from progress.scheduling.parameters import fault
from progress.scheduling.preferences import Preferences
from progress.scheduling.spreading import Load

STANDARD = Preferences()
"""The settings for reviews that do not say what was decided: of logs from elsewhere, and of our own first versions."""

MODEL = "fsrs-6, study days"
"""The rules by which memories are worked out here, apart from the parameters."""

_AGAIN = int(Rating.AGAIN)


def parameters_of(model: str) -> tuple[float, ...]:
    """The parameters that a scheduler's `model` names; none where it names none."""
    if not model.startswith(f"{MODEL}, "):
        return ()
    try:
        found = tuple(float(number) for number in model.removeprefix(f"{MODEL}, ").split(", "))
    except ValueError:
        return ()
    return () if fault(found) else found


class Scheduler:
    """Deterministic: the same memory, rating, time and other cards give the same next memory, to the last bit."""

    def __init__(
        self,
        desired_retention: float | None = None,
        *,
        preferences: Preferences | None = None,
        parameters: Sequence[float] | None = None,
        days: StudyDays = UNTOLD,
    ) -> None:
        """`desired_retention`, from 0.7 to 0.99, and `parameters` of FSRS-6, instead of those in `preferences`; `days`: the
        learner's, for what is asked with a moment only. Raises ValueError for what is out of its range.
        """
        if desired_retention is not None and not 0 < desired_retention < 1:
            raise ValueError(f"The desired retention lies between 0 and 1, not at {desired_retention}.")
        self.preferences = preferences or STANDARD
        self.days = days
        self._retention = desired_retention
        own = parameters or self.preferences.parameters
        self.is_set = bool(own)
        """Whether it was told its parameters; else it goes by those that the log holds, if any: see `following`."""
        self._use(own or DEFAULT_PARAMETERS)
        self._day_of: tuple[datetime | None, date] = (None, date.min)

    def _use(self, parameters: Sequence[float]) -> None:
        self._formulas = Formulas(parameters)
        self.model = MODEL
        """By what rules memories are worked out; those that a database keeps by other rules are worked out anew."""
        if self._formulas.parameters != DEFAULT_PARAMETERS:
            self.model += f", {', '.join(map(repr, self._formulas.parameters))}"

    @classmethod
    def of_model(cls, model: str) -> "Scheduler":
        """One that works memories out by the parameters of another one's `model`; by the usual ones if it names none."""
        try:
            return cls(parameters=parameters_of(model))
        except ValueError:
            return cls()

    @property
    def parameters(self) -> tuple[float, ...]:
        """Those of FSRS-6 that it goes by."""
        return self._formulas.parameters

    @property
    def is_own(self) -> bool:
        """Whether these are others than those that hold for everybody."""
        return self.parameters != DEFAULT_PARAMETERS

    def following(self, parameters: Sequence[float]) -> "Scheduler":
        """The same by the parameters that the log holds (none: the usual ones), unless it was told its own.

        Raises ValueError for what are none.
        """
        wanted = tuple(parameters) or DEFAULT_PARAMETERS
        if self.is_set or self.parameters == wanted:
            return self
        if wrong := fault(wanted):
            raise ValueError(f"The parameters of FSRS-6 {wrong}")
        other = copy(self)
        other._use(wanted)
        return other

    def with_exam(self, deck: str, day: date | None) -> "Scheduler":
        """The same for a deck that names the `day` of its exam by itself: see `Preferences.with_exam`."""
        chosen = self.preferences.with_exam(deck, day)
        if chosen is self.preferences:
            return self
        other = copy(self)
        other.preferences = chosen
        return other

    def review(
        self,
        memory: Memory | None,
        rating: Rating,
        at: datetime,
        *,
        day: date | None = None,
        card: str = "",
        load: Load | None = None,
        apart: Collection[date] = (),
    ) -> Memory:
        """The memory of a card (None: a new one) after it was answered with `rating` at the aware time `at`.

        `day`: its study day. With the id of the `card`, its deck's settings hold, and the day that it comes due is chosen
        among those nearby by `load` and off the days in `apart` (see `progress.scheduling.spreading`); else it is exact.
        """
        day = day or self._day_at(at)
        after = strength(self._formulas, memory, rating, day)
        chosen = self.preferences if card else STANDARD
        decided = decide(
            self._formulas, memory, rating, day, after[0], chosen, self._retention, card, load, apart
        )
        return self._settle(memory, rating, at, day, after, decided)

    def settle(
        self,
        memory: Memory | None,
        rating: Rating,
        at: datetime,
        day: date | None,
        decision: Decision = UNDECIDED,
    ) -> Memory:
        """The same for an answer in the log, with what was decided then."""
        day = day or UNTOLD.day_of(at)
        after = strength(self._formulas, memory, rating, day)
        if decision.due is None and decision.wait_s is None:
            decision = decide(self._formulas, memory, rating, day, after[0], STANDARD, self._retention)
        return self._settle(memory, rating, at, day, after, decision)

    def preview(
        self,
        memory: Memory | None,
        at: datetime,
        *,
        day: date | None = None,
        card: str = "",
        load: Load | None = None,
        apart: Collection[date] = (),
    ) -> dict[Rating, timedelta]:
        """For each rating, how long the card would stay away: whole days of a learned one, else the wait."""
        day = day or self._day_at(at)
        shown = {}
        for rating in Rating:
            after = self.review(memory, rating, at, day=day, card=card, load=load, apart=apart)
            learned = after.phase is Phase.REVIEW
            shown[rating] = after.due_day - day if learned else after.due - at
        return shown

    def recall(self, memory: Memory, at: datetime) -> float:
        """The probability, from 0 to 1, that the card would be recalled at `at` (FSRS retrievability)."""
        return self.recall_on(memory, self._day_at(at))

    def _day_at(self, at: datetime) -> date:
        known = self._day_of
        if known[0] != at:  # thousands of cards are asked about for the same moment
            known = self._day_of = (at, self.days.day_of(at))
        return known[1]

    def recall_on(self, memory: Memory, day: date) -> float:
        """The same on a study day."""
        return self._formulas.recall(memory.stability, max(0, (day - memory.last_day).days))

    def loss(self, memory: Memory, day: date, exam: date | None = None) -> float:
        """What is lost by not reviewing a learned card on this study day, in probability of recall.

        Before an exam: how much likelier it is recalled on its day if it is reviewed now. Else: by how much its recall
        falls until tomorrow, which is most for what is near the desired retention and forgotten quickly; what is all but
        forgotten already has little left to lose.
        """
        if exam is None or exam <= day:
            recall, since = self._formulas.recall, (day - memory.last_day).days
            return recall(memory.stability, max(0, since)) - recall(memory.stability, max(0, since + 1))
        now = self.recall_on(memory, day)
        left = (exam - day).days
        good, _ = strength(self._formulas, memory, int(Rating.GOOD), day)
        again, _ = strength(self._formulas, memory, _AGAIN, day)
        reviewed = now * self._formulas.recall(good, left) + (1 - now) * self._formulas.recall(again, left)
        return reviewed - self.recall_on(memory, exam)

    def _settle(
        self,
        memory: Memory | None,
        rating: Rating,
        at: datetime,
        day: date,
        after: tuple[float, float],
        decision: Decision,
    ) -> Memory:
        learned = memory is not None and memory.phase is Phase.REVIEW
        if at.tzinfo is not UTC:
            at = at.astimezone(UTC)
        if decision.due is not None:
            phase, due = Phase.REVIEW, day_name(decision.due)
        else:
            back = memory is not None and memory.phase is not Phase.LEARNING
            phase = Phase.RELEARNING if back else Phase.LEARNING
            due = at + timedelta(seconds=decision.wait_s or 0)
        return Memory(
            phase,
            decision.step if decision.due is None else None,
            *after,
            due,
            at,
            (memory.reps if memory else 0) + 1,
            (memory.lapses if memory else 0) + (learned and rating == _AGAIN),
            day,
        )
