"""Reading a page, such as the help."""

from study.actions.action import About, Action

ABOUT = About("Help", "Esc leads back.")

ACTIONS: tuple[Action, ...] = (
    Action("reading.up", "up,k", "↑ k", "Up", "Scroll up.", footer=False, palette=False),
    Action("reading.down", "down,j", "↓ j", "Down", "Scroll down.", footer=False, palette=False),
    Action(
        "reading.page_up",
        "pageup,ctrl+b",
        "PgUp",
        "Page up",
        "Scroll up a page.",
        footer=False,
        palette=False,
    ),
    Action(
        "reading.page_down", "pagedown,ctrl+f,space", "PgDn", "Page down", "Scroll a page.", palette=False
    ),
)
