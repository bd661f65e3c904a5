"""An exam's questions at a glance."""

from study.actions.action import About, Action, Step

ABOUT = About("All questions", "Type a number, or move to a question, and press Enter to go there.")

ACTIONS: tuple[Action, ...] = (
    Action("navigator.open", "enter", "⏎", "Go there", "Go to the marked question."),
    Action(
        "navigator.digit",
        "",
        "0–9",
        "Number",
        "Mark the question of this number.",
        palette=False,
        steps=tuple(Step(str(digit), f"Digit {digit}") for digit in range(10)),
    ),
)
