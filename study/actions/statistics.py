"""Statistics."""

from study.actions.action import About, Action

ABOUT = About(
    "Statistics",
    "How learning goes: what you remember, what you did, and what is to come. True retention counts the first review "
    "of a day of cards that had been learned: mature ones had stayed away for 21 days or more. Every plot stands "
    "there as a table as well.",
)

ACTIONS: tuple[Action, ...] = (
    Action("statistics.next", "right,l,tab,space", "→ l", "Next", "Go on to the next statistic."),
    Action(
        "statistics.previous",
        "left,h,shift+tab",
        "← h",
        "Before",
        "Go back to the statistic before.",
    ),
    Action("statistics.table", "v,enter", "v", "Plot or table", "Show it as a plot or as a table."),
    Action(
        "statistics.report",
        "e",
        "e",
        "Report",
        "Write the report on the deck to a file, as a page for a browser.",
    ),
    Action("statistics.up", "up,k", "↑ k", "Up", "Scroll the table up.", footer=False, palette=False),
    Action("statistics.down", "down,j", "↓ j", "Down", "Scroll the table down.", footer=False, palette=False),
    Action(
        "statistics.page_up",
        "pageup,ctrl+b",
        "PgUp",
        "Page up",
        "Scroll the table up a page.",
        footer=False,
        palette=False,
    ),
    Action(
        "statistics.page_down",
        "pagedown,ctrl+f",
        "PgDn",
        "Page down",
        "Scroll the table down a page.",
        footer=False,
        palette=False,
    ),
)
