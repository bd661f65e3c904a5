"""`study quiz --history`: former quizzes with their scores."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from study.cli.context import opened
from study.cli.exits import Exit
from study.output import Fields, text_width, wrapped, write

if TYPE_CHECKING:
    from progress.sessions.quiz_history import Past
    from study.core import Study


def show(deck: str | None, form: str) -> int:
    """Write the former quizzes, the latest first; of all decks where none is named."""
    with opened() as study:
        from study.sessions.quizzes import history

        quizzes = history(study, study.deck(deck) if deck else None)
        if form == "json":
            write(json.dumps([fields(quiz) for quiz in quizzes], ensure_ascii=False, indent=2))
        elif not quizzes:
            write("No quiz is finished yet; study quiz begins one.")
        else:
            for line in lines(study, quizzes):
                write(line)
    return Exit.FINE


def fields(quiz: "Past") -> Fields:
    """A quiz under the names that programs rely on; `mark` is in percent."""
    record = quiz.record
    return {
        "id": record.id,
        "deck": record.deck,
        "mode": record.mode.value,
        "started": record.started.isoformat(),
        "finished": record.finished.isoformat() if record.finished else None,
        "topics": list(record.topics),
        "roles": list(record.roles),
        "difficulty": record.difficulty or "medium",
        "questions": quiz.total,
        "answered": quiz.answered,
        "right": round(quiz.right, 2),
        "mark": None if quiz.mark is None else round(quiz.mark, 2),
        "pass_mark": record.pass_mark,
        "passed": quiz.passed,
    }


def lines(study: "Study", quizzes: "list[Past]") -> Iterator[str]:
    """A quiz a line, the latest first."""
    from study.words.quizzes import past_line

    for quiz in quizzes:
        yield from wrapped(past_line(study, quiz), text_width(), "", "    ")
