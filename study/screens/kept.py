"""Screens that are made once: to make one takes several times as long as to show it."""

from collections.abc import Callable
from typing import Any, TypeVar

from textual.app import App
from textual.screen import Screen

S = TypeVar("S", bound=Screen[Any])


def kept(app: App[Any], kind: type[S], make: Callable[[], S], again: Callable[[S], None]) -> S:
    """The screen of a kind that is kept, to be pushed.

    Args:
        app: what keeps it.
        kind: its class.
        make: makes it, the first time; and another where that one is open already.
        again: has it show something else.
    """
    name = kind.__name__
    if not app.is_screen_installed(name):
        made = make()
        app.install_screen(made, name)
        return made
    screen = app.get_screen(name)
    if not isinstance(screen, kind) or screen in app.screen_stack:
        return make()
    again(screen)
    return screen
