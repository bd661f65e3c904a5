"""An exam looked back on, question by question."""

from study.actions.action import About, Action

ABOUT = About(
    "Exam, question by question",
    "What was right, what you chose, why, and where it is written, a question a page.",
)

ACTIONS: tuple[Action, ...] = (
    Action("lookback.next", "n,right,l,space,enter", "n →", "Next", "The next question."),
    Action("lookback.previous", "p,left,h", "p ←", "Previous", "The question before."),
    Action("lookback.missed", "m", "m", "Only missed", "Only those that were not wholly right, or all."),
    Action("lookback.up", "up,k", "↑ k", "Up", "Scroll up.", footer=False, palette=False),
    Action("lookback.down", "down,j", "↓ j", "Down", "Scroll down.", footer=False, palette=False),
    Action(
        "lookback.page_up",
        "pageup,ctrl+b",
        "PgUp",
        "Page up",
        "Scroll up a page.",
        footer=False,
        palette=False,
    ),
    Action(
        "lookback.page_down",
        "pagedown,ctrl+f",
        "PgDn",
        "Page down",
        "Scroll a page.",
        footer=False,
        palette=False,
    ),
)
