"""Reading a page, such as the help."""

from study.actions.action import About, Action, Place, scrolling

ABOUT = About("Help", "Esc leads back.")

ACTIONS: tuple[Action, ...] = (
    *scrolling(Place.READING)[:-1],  # of which the last has a key more here
    Action(
        "reading.page_down", "pagedown,ctrl+f,space", "PgDn", "Page down", "Scroll a page.", palette=False
    ),
)
