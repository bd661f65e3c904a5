"""What is known of a card, as rows to read: its memory, its marks, and what happened to it. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from progress.days import StudyDays
from progress.events import Event, EventKind
from progress.marks import Marks
from progress.memory import Memory, Phase

_KINDS = {
    EventKind.QUIZ: "quiz",
    EventKind.BURY: "buried",
    EventKind.SUSPEND: "suspended",
    EventKind.UNSUSPEND: "taken out again",
    EventKind.NOTE: "note",
    EventKind.EDIT: "deck edited",
}


@dataclass(frozen=True, slots=True)
class CardInfo:
    """Rows of a name and what is to be said under it."""

    rows: tuple[tuple[str, str], ...]
    history: tuple[tuple[str, str], ...]
    """The latest first: when, and what."""


def card_info(
    memory: Memory | None,
    recall: float | None,
    marks: Marks,
    events: Iterable[Event],
    days: StudyDays,
    today: date,
) -> CardInfo:
    """`events`: all about the card that were not taken back. `recall`: its retrievability today, 0 to 1."""
    rows = [("State", _state(memory, marks, today))]
    if memory is not None:
        rows += [
            ("Next due", _due(memory, days, today)),
            ("Recall today", "" if recall is None else f"{round(recall * 100)} %"),
            ("Stability", f"{memory.stability:.1f} days: then recall will have fallen to 90 %"),
            ("Difficulty", f"{memory.difficulty:.1f} of 10"),
            (
                "Reviews",
                f"{memory.reps}, forgotten {'once' if memory.lapses == 1 else f'{memory.lapses} times'}",
            ),
        ]
    if marks.flag:
        rows.append(("Flag", str(marks.flag)))
    if marks.note:
        rows.append(("Note", marks.note))
    history = [(days.day_of(event.at).isoformat(), _happened(event)) for event in events]
    return CardInfo(tuple((name, said) for name, said in rows if said), tuple(reversed(history)))


def _state(memory: Memory | None, marks: Marks, today: date) -> str:
    if marks.suspended:
        return "suspended"
    if marks.hides(today):
        return f"buried until {marks.buried_until}"
    if memory is None:
        return "new"
    return {Phase.LEARNING: "in learning", Phase.REVIEW: "learned", Phase.RELEARNING: "in relearning"}[
        memory.phase
    ]


def _due(memory: Memory, days: StudyDays, today: date) -> str:
    steps, day = "", memory.due_on(days)
    if memory.phase is not Phase.REVIEW:
        steps = "in its steps, "
        if day == today:
            return f"{steps}{memory.due.astimezone(days.timezone):%H:%M}"
    left = (day - today).days
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    when = near.get(left) or (f"in {left} days" if left > 0 else f"{-left} days ago")
    return f"{steps}{day.isoformat()}, {when}"


def _happened(event: Event) -> str:
    if event.kind is EventKind.REVIEW and event.rating is not None:
        said = event.rating.name.capitalize()
        if event.parts:
            said += f", {sum(hit for _, hit in event.parts)} of {len(event.parts)} lines"
        if event.latency_ms:
            said += f", after {event.latency_ms / 1000:.0f} s"
        return said + (", practice only" if event.cram else "")
    if event.kind is EventKind.FLAG:
        return f"flag {event.flag}" if event.flag else "flag taken away"
    if event.kind is EventKind.RESCHEDULE:
        return f"moved to {event.due.isoformat()}" if event.due else "made new again"
    return _KINDS.get(event.kind, event.kind.value)
