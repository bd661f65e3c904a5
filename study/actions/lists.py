"""Moving through any list."""

from study.actions.action import Action

ACTIONS: tuple[Action, ...] = (
    Action("list.cursor_up", "up,k", "↑ k", "Up", "Move up.", footer=False, palette=False),
    Action("list.cursor_down", "down,j", "↓ j", "Down", "Move down.", footer=False, palette=False),
    Action(
        "list.page_up", "pageup,ctrl+b", "PgUp", "Page up", "Move up a page.", footer=False, palette=False
    ),
    Action(
        "list.page_down",
        "pagedown,ctrl+f",
        "PgDn",
        "Page down",
        "Move down a page.",
        footer=False,
        palette=False,
    ),
    Action("list.first", "home,g", "Home g", "First", "Go to the first line.", footer=False, palette=False),
    Action("list.last", "end,G", "End G", "Last", "Go to the last line.", footer=False, palette=False),
)
