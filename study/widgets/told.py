"""Text that is drawn anew only where it says something else."""

from collections.abc import Callable

from textual.visual import VisualType
from textual.widgets import Static


class Told(Static):
    """A text that takes no room while there is nothing to say; the class `-told` is on it while there is."""

    DEFAULT_CSS = "Told { display: none; &.-told { display: block; } }"

    def __init__(self, id: str, text: str = "") -> None:  # noqa: A002 - Textual's word
        """`text`: what it says at first."""
        super().__init__(text, id=id, classes="-told" if text else None, markup=False)
        self._said: object = text or None

    @property
    def shown(self) -> bool:
        """Whether it says anything."""
        return self._said is not None

    def tell(self, what: object, say: Callable[[], VisualType]) -> None:
        """Have it say something; `what` is None for nothing, else something that tells one saying from another."""
        if what == self._said:
            return
        self._said = what
        self.set_class(what is not None, "-told")
        if what is not None:
            self.update(say())
