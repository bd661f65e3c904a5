"""The field that one searches with."""

from study.screens.together import Together
from study.widgets.field import Field


class SearchField(Field):
    """What is found comes to the screen with the letter that was typed, where it is found within a moment."""

    together: Together | None = None
    """Holds back the frame since the last change."""

    def watch_value(self) -> None:
        """Wait a moment."""
        if self.is_attached and self.screen.is_current:
            self.together = Together(self.screen)
