"""Between what the tables hold and what the program speaks of."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import RowMapping

from progress.events import Certainty, Event, EventKind, Rating, Taken
from progress.marks import Marking, Marks
from progress.memory import Memory, Phase
from progress.sessions.quiz_record import QuizMode, QuizRecord
from progress.storage.replaying import State

MEMORY = ("phase", "step", "stability", "difficulty", "due", "last_review", "reps", "lapses", "day")
"""The columns of a state that make its memory."""
_OTHERWISE = (EventKind.EDIT, EventKind.RESCHEDULE, EventKind.FIT)
"""The kinds whose column `options` holds something else, as an object."""


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
        "certainty": None if event.certainty is None else int(event.certainty),
        "cram": event.cram,
        "due": event.due.isoformat() if event.due else "",
        "step": event.step,
        "wait_s": event.wait_s,
        "flag": event.flag,
        "note": event.note,
    }


def _options_text(event: Event) -> str:
    if event.kind is EventKind.EDIT:
        return json.dumps({"renamed": event.renamed, "again": event.again}, ensure_ascii=False)
    if event.memory is not None:
        return json.dumps({"memory": event.memory})
    if event.parameters:
        return json.dumps({"parameters": event.parameters})
    return json.dumps(event.options, ensure_ascii=False) if event.options else ""


def edit_of(text: str) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """What an edit renamed, and what it wants asked again, from its column `options`."""
    found = json.loads(text)
    return tuple((str(old), str(new)) for old, new in found["renamed"]), tuple(map(str, found["again"]))


def taken_of(text: str) -> Taken | None:
    """The memory that a rescheduling gives a card, from its column `options`."""
    if not text:
        return None
    stability, difficulty, reps, lapses = json.loads(text)["memory"]
    return Taken(float(stability), float(difficulty), int(reps), int(lapses))


def parameters_of(text: str) -> tuple[float, ...]:
    """The parameters of a fit, from its column `options`."""
    return tuple(map(float, json.loads(text)["parameters"])) if text else ()


def part_rows(event: Event, sequence: int) -> list[dict[str, Any]]:
    """The rows of the lines of a list answer."""
    return [
        {"event": sequence, "position": i, "fact": f"{event.deck}:{fact}", "recalled": recalled}
        for i, (fact, recalled) in enumerate(event.parts)
    ]


def event_of(row: RowMapping, parts: Iterable[RowMapping]) -> Event:
    """The event of a row and the rows of its lines."""
    kind, options = EventKind(row["kind"]), row["options"]
    renamed, again = edit_of(options) if kind is EventKind.EDIT else ((), ())
    return Event(
        id=row["id"],
        learner=row["learner"],
        device=row["device"],
        at=row["at"],
        kind=kind,
        deck=row["deck"],
        card=row["card"],
        correct=row["correct"],
        rating=None if row["rating"] is None else Rating(row["rating"]),
        options=tuple(json.loads(options)) if options and kind not in _OTHERWISE else (),
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
        certainty=None if row["certainty"] is None else Certainty(row["certainty"]),
        cram=row["cram"],
        due=date.fromisoformat(row["due"]) if row["due"] else None,
        step=row["step"],
        wait_s=row["wait_s"],
        flag=row["flag"],
        note=row["note"],
        memory=taken_of(options) if kind is EventKind.RESCHEDULE else None,
        parameters=parameters_of(options) if kind is EventKind.FIT else (),
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
        "day": memory.day.isoformat() if memory.day else "",
    }


_PHASES = {phase.value: phase for phase in Phase}


def memory_of(values: Sequence[Any]) -> Memory:
    """The memory in the columns `MEMORY` of a card's state."""
    phase, step, stability, difficulty, due, last_review, reps, lapses, day = values
    return Memory(_PHASES[phase], step, stability, difficulty, due, last_review, reps, lapses, date_of(day))


def state_of(row: RowMapping) -> State:
    """The state in a row."""
    return State(memory_of([row[name] for name in MEMORY]), row["introduced"], row["through"])


@lru_cache(maxsize=4096)  # a replay reads a million of some thousand days
def date_of(text: str) -> date | None:
    """The day in a column that may be empty."""
    return date.fromisoformat(text) if text else None


def marking_of(row: RowMapping, key: str) -> Marking:
    """What an event with this order key does to its card."""
    return Marking(key, EventKind(row["kind"]), date_of(row["due"]), row["flag"], row["note"])


def mark_row(learner: str, card: str, marks: Marks) -> dict[str, Any]:
    """The row of a card's marks."""
    return {
        "learner": learner,
        "card": card,
        "deck": card.partition(":")[0],
        "suspended": marks.suspended,
        "buried_until": marks.buried_until.isoformat() if marks.buried_until else "",
        "flag": marks.flag,
        "note": marks.note,
    }


def marks_in(row: RowMapping) -> Marks:
    """The marks of a row."""
    return Marks(row["suspended"], date_of(row["buried_until"]), row["flag"], row["note"])


def quiz_row(quiz: QuizRecord, learner: str) -> dict[str, Any]:
    """The row of a quiz."""
    return {
        "id": quiz.id,
        "learner": learner,
        "deck": quiz.deck,
        "topic": quiz.topic,
        "role": quiz.role,
        "seed": quiz.seed,
        "started": quiz.started,
        "finished": quiz.finished,
        "mode": quiz.mode.value,
        "difficulty": quiz.difficulty,
        "limit_s": quiz.limit_s,
        "pass_mark": quiz.pass_mark,
        "certainty": quiz.certainty,
        "kinds": quiz.kind,
        "follows": quiz.follows,
        **quiz_changes(quiz),
    }


def quiz_changes(quiz: QuizRecord) -> dict[str, Any]:
    """Those columns of a quiz that change while it goes on."""
    return {
        "questions": json.dumps(quiz.questions, ensure_ascii=False),
        "flagged": json.dumps(quiz.flagged, ensure_ascii=False) if quiz.flagged else "",
        "added": json.dumps(quiz.added, ensure_ascii=False) if quiz.added else "",
        "swaps": json.dumps(quiz.swaps, ensure_ascii=False) if quiz.swaps else "",
        "spent_s": quiz.spent_s,
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
        mode=QuizMode(row["mode"]),
        difficulty=row["difficulty"],
        limit_s=row["limit_s"],
        spent_s=row["spent_s"],
        pass_mark=row["pass_mark"],
        certainty=row["certainty"],
        kind=row["kinds"],
        follows=row["follows"],
        flagged=tuple(json.loads(row["flagged"] or "[]")),
        added=tuple(json.loads(row["added"] or "[]")),
        swaps=tuple((str(name), str(out), str(put)) for name, out, put in json.loads(row["swaps"] or "[]")),
    )
