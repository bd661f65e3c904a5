"""A page that must read something before most of its keys mean anything."""

from typing import ClassVar

from textual import events

from study.desk import Desk
from study.in_turn import press_again
from study.screens.page import Page


class LoadingPage(Page):
    """Keeps keys that are pressed before it is `ready`, and has them pressed again then; but one can go elsewhere."""

    ANYWAY: ClassVar[frozenset[str]] = frozenset()
    """Actions that need nothing of what is read."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._reading = True
        self._kept: list[events.Key] = []

    def keeps(self, pressed: events.Key) -> bool:
        """Until all is read, whatever needs it, and what was pressed after that."""
        if not self._reading:
            return False
        bound = self.active_bindings.get(pressed.key)
        if bound is not None and (
            bound.node is self.app or (not self._kept and bound.binding.action in self.ANYWAY)
        ):
            return False
        self._kept.append(pressed)
        return True

    def ready(self) -> None:
        """All is read, or cannot be. Where one has gone on to something else meanwhile, nothing is pressed any more."""
        self._reading = False
        if self._kept and self.is_current:
            press_again(self.app, self._kept)
        self._kept = []
