"""What a report on one learner and one deck holds: figures, each with how sure it is, and what they rest on. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt

from decks.model import Card
from progress.marks import Marks
from progress.mastery.calibration import Curve, Sureness
from progress.mastery.confusions import Confusions
from progress.mastery.gaining import Step
from progress.mastery.shares import EIGHTY, Interval
from progress.mastery.weak import TopicStanding
from progress.memory import Memory, Phase
from progress.reporting.report_activity import Activity
from progress.scheduling.exam_forecast import Forecast
from progress.scheduling.leeches import is_leech

COMING = 7
"""Days ahead for which due cards are counted."""


@dataclass(frozen=True, slots=True)
class Recall:
    """How many of the learned cards would be recalled if all were asked now, as the schedule predicts."""

    share: float
    """The expected share, 0 to 1."""
    interval: Interval
    """Of the share: the luck of so many cards. That the prediction may be off is what calibration tells."""
    cards: int
    """How many are learned."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A topic, role or kind of fact with all that is known of it."""

    standing: TopicStanding
    recall: Recall | None
    """None where no card of it is learned."""

    @property
    def strong(self) -> bool:
        """Whether the whole interval lies above the threshold of what is weak."""
        return self.standing.weak is False and not self.standing.close


@dataclass(frozen=True, slots=True)
class Leech:
    """A card that is forgotten again and again."""

    card: Card
    lapses: int
    reps: int
    suspended: bool
    note: str
    """What the learner wrote to it."""


@dataclass(frozen=True, slots=True)
class Coming:
    """Learned cards that come due, as things stand; what is forgotten on the way and new cards come on top."""

    overdue: int
    """Due today, what was left from earlier days included."""
    days: tuple[tuple[date, int], ...]
    """The `COMING` days after today, each with its cards."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What a report rests on."""

    deck: str
    """The deck's id."""
    title: str
    version: str
    """Of the deck: see `progress.classes.given.deck_version`."""
    made: date
    since: date | None
    """The first study day counted in what happened when; None for all."""
    learner: str
    """A pseudonym, or empty."""
    cards: int
    """Flashcards that the deck makes."""
    learned: int
    """How many of them were ever reviewed."""
    questions: int
    """Questions that the deck makes."""
    leech_threshold: int
    """Lapses from which on a card is called a leech; 0 for never."""
    exam: date | None
    """When the exam is."""
    weighed: bool
    """Whether the deck says what its exam weighs."""


@dataclass(frozen=True, slots=True)
class Report:
    """All of it."""

    basis: Basis
    activity: Activity
    topics: tuple[Subject, ...]
    """Weakest first, those never asked about last."""
    roles: tuple[Subject, ...]
    recall: Recall | None
    """Over all learned cards; None without any."""
    confusions: Confusions
    surenesses: tuple[Sureness, ...]
    curve: Curve
    forecast: Forecast | None
    steps: tuple[Step, ...]
    next_step: str
    """In one sentence; empty where nothing was answered."""
    leeches: tuple[Leech, ...]
    """The worst first."""
    coming: Coming
    texts: Mapping[str, str]
    """What the facts behind confusions say, by `deck:role/fact`."""
    titles: Mapping[str, str]
    """What roles are called, by id."""

    @property
    def foreseeable(self) -> bool:
        """Whether enough is known for a forecast: of the topics that make up at least half of the exam.

        Where an exam is to come, its plan names a mark and how little that may rest on, and so does the report.
        """
        if self.forecast and self.forecast.stopping:
            return True
        told = {each.standing.topic for each in self.topics if each.standing.weak is not None}
        topics = self.forecast.topics if self.forecast else ()
        return sum(share for topic, share in topics if topic in told) >= 0.5

    @property
    def answered(self) -> bool:
        """Whether there are any answers at all, of whatever day."""
        return self.activity.ever > 0


def recall_of(recalls: Sequence[float]) -> Recall | None:
    """The recall of cards with these probabilities, as independent draws; the interval is the normal one."""
    if not recalls:
        return None
    count = len(recalls)
    share = sum(recalls) / count
    reach = EIGHTY * sqrt(sum(p * (1 - p) for p in recalls)) / count
    return Recall(share, Interval(max(share - reach, 0.0), min(share + reach, 1.0)), count)


def leeches_of(
    cards: Sequence[Card],
    memories: Mapping[str, Memory],
    marks: Mapping[str, Marks],
    threshold: int,
    *,
    notes: bool = True,
) -> tuple[Leech, ...]:
    """The cards forgotten `threshold` times or oftener; with what the learner wrote to them where `notes` are wanted."""
    found = []
    for card in cards if threshold > 0 else ():
        memory = memories.get(card.id)
        if memory is not None and is_leech(memory, threshold):
            mark = marks.get(card.id, Marks())
            found.append(Leech(card, memory.lapses, memory.reps, mark.suspended, mark.note if notes else ""))
    return tuple(sorted(found, key=lambda leech: (-leech.lapses, leech.card.id)))


def coming_of(
    cards: Sequence[Card], memories: Mapping[str, Memory], marks: Mapping[str, Marks], today: date
) -> Coming:
    """Which learned cards come due when. Suspended ones are left out, buried ones wait for their day."""
    last = today + timedelta(days=COMING)
    counts = {today + timedelta(days=n): 0 for n in range(COMING + 1)}
    for card in cards:
        memory, mark = memories.get(card.id), marks.get(card.id)
        if memory is None or (mark is not None and mark.suspended):
            continue
        day = memory.due_day if memory.phase is Phase.REVIEW else today
        if mark is not None and mark.buried_until is not None:
            day = max(day, mark.buried_until)
        if day <= last:
            counts[max(day, today)] += 1
    overdue = counts.pop(today)
    return Coming(overdue, tuple(counts.items()))
