"""The sentences at the top of Home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from study.widgets.columns import Cell, Columns

if TYPE_CHECKING:
    from progress.sessions.quizzing import QuizRecord
    from study.home.counts import DeckSummary


def what_next(
    summary: DeckSummary | None, weakest: str, *, time: str = "", exam_in: int | None = None
) -> Content:
    """What to do next with a deck, in one line.

    `time` is how long that takes, where it is known; `exam_in`, in how many days its exam is, where one is to come.
    """
    if summary is None:
        return Content.styled("Counting …", "$muted")
    if not summary.cards:
        return Content("This deck makes no cards yet; p shows what is wrong with it.")
    parts = []
    if summary.due:
        parts.append(Content.styled(f"{summary.due} due", "bold $primary"))
    if summary.new:
        parts.append(Content.styled(f"{summary.new} new", "bold"))
    if time and parts:
        parts.append(Content(f"about {time}"))
    if weakest:
        parts.append(Content.assemble("weakest: ", (weakest, "bold")))
    if exam_in is not None:
        when = {0: "today", 1: "tomorrow"}.get(exam_in, f"in {exam_in} days")
        parts.append(Content.assemble("exam ", (when, "bold")))
    line = Content.styled(" · ", "$muted").join(parts)
    if summary.due or summary.new:
        return line
    done = Content.assemble(("✓ All done for today", "bold $success"), "; a quiz finds out what holds")
    return Content.styled(" · ", "$muted").join([done, *parts])


def faults(number: int) -> str:
    """That settings are not as they can be, where there is no room for the sentences."""
    from study.output import counted  # which the first paint can do without

    return f"Your settings hold {counted(number, 'fault')}; the comma key shows {'it' if number == 1 else 'them'}."


def welcome(*, brief: bool = False) -> Content:
    """Three lines for whoever is here for the first time; the last of them where there is room for no more."""
    if brief:
        return Content.assemble(
            "Press ", ("Enter", "bold $primary"), " to begin, or ", ("?", "bold $primary"), " for all keys."
        )
    return Content.assemble(
        "Rolecall asks what each role does, and what it does not do.\n",
        "Recall, look, rate yourself: each card comes back before you forget it.\n",
        "Press ",
        ("Enter", "bold $primary"),
        " to begin with the first cards, or ",
        ("?", "bold $primary"),
        " for all keys.",
    )


def plan_row(text: str, brief: str) -> Columns:
    """What the exam asks for; `brief` where there is too little room for all of that."""
    key = Content.assemble(("x", "bold $primary"), " tells more")
    return Columns(
        Cell(
            Content.assemble(("◷ ", "bold $accent"), "Exam plan: ", (text, "bold")),
            brief=Content.assemble(("◷ ", "bold $accent"), "Exam: ", (brief, "bold")),
        ),
        Cell(key, key.cell_length, right=True, drop=1),
        least=50,
    )


def unfinished(record: QuizRecord, answered: int, about: str) -> Columns:
    """The offer to take a quiz up again."""
    done = Content(f"{answered} of {len(record.questions)} answered")
    key = Content.assemble(("c", "bold $primary"), " continues")
    return Columns(
        Cell(Content.assemble(("◔ ", "bold $accent"), "Unfinished quiz: ", (about, "bold"))),
        Cell(done, done.cell_length, right=True, drop=1),
        Cell(key, key.cell_length, right=True),
        least=30,
    )
