"""Between what the tables hold and what the program speaks of."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import RowMapping

from progress.events import Event, EventKind, Rating
from progress.memory import Memory, Phase
from progress.quizzing import QuizRecord
from progress.replaying import State

MEMORY = ("phase", "step", "stability", "difficulty", "due", "last_review", "reps", "lapses")
"""The columns of a state that make its memory."""


def event_row(event: Event) -> dict[str, Any]:
    """The row of `event` without its parts and its sequence."""
    return {
        "id": event.id,
        "learner": event.learner,
        "device": event.device,
        "at": event.at,
        "day": event.day.isoformat() if event.day else "",
        "kind": event.kind.value,
        "deck": event.deck,
        "card": event.card,
        "correct": event.correct,
        "rating": None if event.rating is None else int(event.rating),
        "options": _options_text(event),
        "size": len(event.options) or len(event.parts),
        "chosen": event.chosen,
        "latency_ms": event.latency_ms,
        "session": event.session,
        "undoes": event.undoes,
    }


def _options_text(event: Event) -> str:
    if event.kind is EventKind.EDIT:
        return json.dumps({"renamed": event.renamed, "again": event.again}, ensure_ascii=False)
    return json.dumps(event.options, ensure_ascii=False) if event.options else ""


def edit_of(text: str) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """What an edit renamed, and what it wants asked again, from its column `options`."""
    found = json.loads(text)
    return tuple((str(old), str(new)) for old, new in found["renamed"]), tuple(map(str, found["again"]))


def part_rows(event: Event, sequence: int) -> list[dict[str, Any]]:
    """The rows of the lines of a list answer."""
    return [
        {"event": sequence, "position": i, "fact": f"{event.deck}:{fact}", "recalled": recalled}
        for i, (fact, recalled) in enumerate(event.parts)
    ]


def event_of(row: RowMapping, parts: Iterable[RowMapping]) -> Event:
    """The event of a row and the rows of its lines."""
    is_edit = row["kind"] == EventKind.EDIT.value
    renamed, again = edit_of(row["options"]) if is_edit else ((), ())
    return Event(
        id=row["id"],
        learner=row["learner"],
        device=row["device"],
        at=row["at"],
        kind=EventKind(row["kind"]),
        deck=row["deck"],
        card=row["card"],
        correct=row["correct"],
        rating=None if row["rating"] is None else Rating(row["rating"]),
        options=tuple(json.loads(row["options"])) if row["options"] and not is_edit else (),
        chosen=row["chosen"],
        parts=tuple(
            (str(part["fact"]).removeprefix(f"{row['deck']}:"), bool(part["recalled"])) for part in parts
        ),
        latency_ms=row["latency_ms"],
        session=row["session"],
        undoes=row["undoes"],
        renamed=renamed,
        again=again,
        day=date.fromisoformat(row["day"]) if row["day"] else None,
    )


def state_row(learner: str, card: str, state: State) -> dict[str, Any]:
    """The row of a card's state."""
    memory = state.memory
    return {
        "learner": learner,
        "card": card,
        "deck": card.partition(":")[0],
        "phase": memory.phase.value,
        "step": memory.step,
        "stability": memory.stability,
        "difficulty": memory.difficulty,
        "due": memory.due,
        "last_review": memory.last_review,
        "reps": memory.reps,
        "lapses": memory.lapses,
        "introduced": state.introduced,
        "through": state.through,
    }


_PHASES = {phase.value: phase for phase in Phase}


def memory_of(values: Sequence[Any]) -> Memory:
    """The memory in the columns `MEMORY` of a card's state."""
    phase, step, stability, difficulty, due, last_review, reps, lapses = values
    return Memory(_PHASES[phase], step, stability, difficulty, due, last_review, reps, lapses)


def state_of(row: RowMapping) -> State:
    """The state in a row."""
    return State(memory_of([row[name] for name in MEMORY]), row["introduced"], row["through"])


def quiz_row(quiz: QuizRecord, learner: str) -> dict[str, Any]:
    """The row of a quiz."""
    return {
        "id": quiz.id,
        "learner": learner,
        "deck": quiz.deck,
        "topic": quiz.topic,
        "role": quiz.role,
        "seed": quiz.seed,
        "questions": json.dumps(quiz.questions, ensure_ascii=False),
        "started": quiz.started,
        "finished": quiz.finished,
    }


def quiz_of(row: RowMapping) -> QuizRecord:
    """The quiz of a row."""
    return QuizRecord(
        id=row["id"],
        deck=row["deck"],
        topic=row["topic"],
        role=row["role"],
        seed=row["seed"],
        questions=tuple(json.loads(row["questions"])),
        started=row["started"],
        finished=row["finished"],
    )
