"""An exam: what it has of a quiz, and what is its own."""

from collections.abc import Iterator
from dataclasses import replace

from study.actions import quiz
from study.actions.action import About, Action

ABOUT = About(
    "Exam",
    "Go through the questions in any order, flag those to come back to, and change answers as you like: the last one "
    "counts. Each is saved as it is given. In the line above, ✓ is answered, · unanswered, ⚑ flagged. When the time is "
    "up, the exam is submitted as it is. Leave, and Home offers to go on, but the clock does not wait.",
)

_SHORT = {"submit": ("⏎", "Answer"), "to_first": ("← a", "Role")}
"""Keys and labels where there are more of them than in a quiz, so that all fit into a footer of 80 columns."""


def _of_exam() -> Iterator[Action]:
    """What an exam has of the quiz, under its own name: answering and moving are the same."""
    shared = (
        "choose",
        "pick",
        "tick",
        "tick_marked",
        "line",
        "to_first",
        "to_second",
        "submit",
        "certain",
        "otherwise",
        "up",
        "down",
        "page_up",
        "page_down",
    )
    for action in quiz.ACTIONS:
        if action.name in shared:
            shown, label = _SHORT.get(action.name, (action.shown, action.label))
            footer = action.footer and action.name not in ("pick", "tick_marked", "to_second")
            yield replace(action, id=f"exam.{action.name}", shown=shown, label=label, footer=footer)


ACTIONS: tuple[Action, ...] = (
    *_of_exam(),
    Action("exam.hand_in", "s", "s", "Submit", "Submit the exam, and see how it went; press it twice."),
    Action("exam.next", "n", "n", "Next", "Go to the next question."),
    Action("exam.previous", "p", "p", "Previous", "Go to the question before.", footer=False),
    Action("exam.navigate", "g", "g", "Go to", "List all questions, to go to one by its number."),
    Action("exam.flag", "f", "f", "Flag", "Flag this question to come back to, or take the flag away."),
)
