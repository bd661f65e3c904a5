"""The lines of the preview: problems, tabs, counts, and where a card or question comes from."""

from pathlib import PurePath

from textual.content import Content

from decks.model import Card, Question
from decks.problems import Problem, Severity
from decks.text import one_line
from study.watching.looking import Look
from study.widgets.columns import Hanging

SIGNS = {
    Severity.ERROR: ("✗", "bold $error"),
    Severity.WARNING: ("!", "bold $warning"),
    Severity.HINT: ("·", "bold $primary"),
}
"""How bad a problem is: a sign that is told from the others without its colour too."""


def problem_row(problem: Problem) -> Hanging:
    """A problem: how bad, where, what is wrong and what to do."""
    sign, style = SIGNS[problem.severity]
    mark = problem.mark
    return Hanging(
        Content.styled(f"{sign} ", style),
        Content.assemble(
            (f"{one_line(PurePath(mark.path).name)}:{mark.line}:{mark.column} {problem.code}  ", "$muted"),
            f"{_sentence(problem.what)} ",
            (f"{_sentence(problem.advice)}", "$muted"),
        ),
    )


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def counts(look: Look) -> Content:
    """How many problems of each kind, or that there are none."""
    if not look.problems:
        return Content.styled("✓ no problems", "bold $success")
    parts = [
        Content.assemble((f"{SIGNS[severity][0]} ", SIGNS[severity][1]), str(look.count(severity)))
        for severity in Severity
    ]
    return Content("  ").join(parts)


def tabs(look: Look, current: int) -> Content:
    """The names of the views with how much is in each; the current one is marked."""
    old = " (old)" if look.old and look.deck is not None else ""
    names = [
        f"Problems {len(look.problems)}",
        f"Cards {len(look.cards)}{old}",
        f"Questions {len(look.questions)}{old}",
    ]
    return Content("   ").join(
        Content.styled(f"▸ {name}", "bold $primary")
        if number == current
        else Content.styled(f"  {name}", "$muted")
        for number, name in enumerate(names)
    )


def whereabouts(asked: Card | Question, place: int, number: int) -> Content:
    """Which one it is of how many, its id, and its line."""
    mark = asked.mark
    line = f"   {one_line(PurePath(mark.path).name)}:{mark.line}" if mark else ""
    return Content.assemble(
        (f"{place + 1} of {number}", "bold"), (f"   {asked.id.partition(':')[2]}{line}", "$muted")
    )
