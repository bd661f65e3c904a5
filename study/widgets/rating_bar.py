"""The four ratings, each with the time after which the card would come back."""

from collections.abc import Mapping
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from progress.events import Rating
from study.widgets.columns import Fitted

_STYLES = {Rating.AGAIN: "$error", Rating.HARD: "$warning", Rating.GOOD: "$success", Rating.EASY: "$primary"}

_ROOMY = 10


class RatingBar(Horizontal):
    """Four buttons; the one that Enter gives is marked."""

    DEFAULT_CSS = """
    RatingBar { height: 2; margin: 1 0; }
    RatingBar > .rating { width: 1fr; height: 2; padding: 0 1; margin: 0 1 0 0; background: $surface; }
    RatingBar > .rating.-last { margin: 0; }
    RatingBar > .rating:hover { background: $panel; }
    RatingBar > .rating.-marked { background: $panel; }
    """

    @dataclass
    class Chosen(Message):
        """A rating was clicked."""

        rating: Rating

    def __init__(self) -> None:
        super().__init__()
        self._buttons = {rating: _Button(rating) for rating in Rating}

    def compose(self) -> ComposeResult:
        """One button a rating."""
        yield from self._buttons.values()

    def show(self, times: Mapping[Rating, str], marked: Rating) -> None:
        """Write the times on the buttons and mark one; without a time, the schedule stays as it is."""
        for rating, button in self._buttons.items():
            button.show(times.get(rating, "practice"), marked=rating is marked)

    def on_button_clicked(self, message: "ButtonClicked") -> None:
        """A click rates."""
        message.stop()
        self.post_message(self.Chosen(message.rating))


@dataclass
class ButtonClicked(Message):
    """The mouse was clicked on a button."""

    rating: Rating


class _Face(Fitted):
    """What stands on a button, closer together where it is narrow."""

    def __init__(self, rating: Rating, time: str, *, marked: bool) -> None:
        self._rating, self._time, self._marked = rating, time, marked

    def fit(self, width: int) -> Content:
        """Two lines: the rating, and the time below it."""
        space = " " if width >= _ROOMY else ""
        name = Content.assemble(
            (("▸" if self._marked else " ") + space, "bold"),
            (f"{int(self._rating)} ", "bold"),
            (self._rating.name.capitalize(), f"bold {_STYLES[self._rating]}"),
        )
        time = Content.assemble(" " * (3 + len(space)), (self._time, "$muted"))
        return Content("\n").join([name.truncate(width), time.truncate(width)])


class _Button(Static):
    def __init__(self, rating: Rating) -> None:
        super().__init__(classes="rating -last" if rating is Rating.EASY else "rating")
        self._rating = rating
        self._shown: tuple[str, bool] | None = None

    def show(self, time: str, *, marked: bool) -> None:
        if self._shown != (time, marked):
            self._shown = time, marked
            self.set_class(marked, "-marked")
            self.update(_Face(self._rating, time, marked=marked), layout=False)

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.post_message(ButtonClicked(self._rating))
