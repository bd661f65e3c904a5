"""An answer that could not be saved."""

from study.actions.action import About, Action

ABOUT = About("Not saved", "Your answer is kept while you decide.")

ACTIONS: tuple[Action, ...] = (
    Action("trouble.retry", "enter,r,space", "⏎", "Try again", "Save the answer again."),
    Action("trouble.leave", "escape,l", "esc", "Back", "Go back to it; this answer is not saved yet."),
    Action("trouble.up", "up,k", "↑ k", "Up", "Scroll up.", footer=False, palette=False),
    Action("trouble.down", "down,j", "↓ j", "Down", "Scroll down.", footer=False, palette=False),
    Action(
        "trouble.page_up",
        "pageup,ctrl+b",
        "PgUp",
        "Page up",
        "Scroll up a page.",
        footer=False,
        palette=False,
    ),
    Action(
        "trouble.page_down",
        "pagedown,ctrl+f",
        "PgDn",
        "Page down",
        "Scroll a page.",
        footer=False,
        palette=False,
    ),
)
