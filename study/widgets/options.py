"""The options of a multiple-choice question, before and after it is answered."""

from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from decks.model import Option, Question
from study.widgets.columns import Hanging


class Options(Vertical):
    """Options to choose from; keys reach them through the screen."""

    DEFAULT_CSS = """
    Options { height: auto; }
    Options .option { padding: 0 1; margin: 0 0 1 0; }
    Options .option:hover { background: $surface; }
    Options .option.-cursor { background: $panel; }
    Options.-answered .option { background: transparent; }
    Options.-answered .option.-key, Options.-answered .option.-missed { background: $surface; }
    """

    @dataclass
    class Chosen(Message):
        """An option was clicked."""

        number: int

    def __init__(self, question: Question) -> None:
        super().__init__()
        self._question = question
        self._options = [_Option(number, option) for number, option in enumerate(question.options)]
        self.cursor = 0
        """Index of the option that Enter chooses."""
        self.chosen: int | None = None
        """Index of the option that is the answer so far, where answers can be changed."""

    def compose(self) -> ComposeResult:
        """One widget an option."""
        yield from self._options

    def on_mount(self) -> None:
        """The cursor stands on the first option."""
        for option in self._options:
            option.mark(cursor=False)
        self._place(0)

    def move(self, by: int) -> None:
        """Move the cursor, around the ends."""
        self._place((self.cursor + by) % len(self._options))

    def choose(self, number: int | None) -> None:
        """Show which option is the answer so far, without a word on whether it is right."""
        self.chosen = number
        if number is not None:
            self._place(number)
        for option in self._options:
            option.mark(cursor=option.number == self.cursor, chosen=option.number == number)

    def reveal(self, chosen: int) -> None:
        """Show which option is right, which was chosen, and what is to be said of both."""
        self.add_class("-answered")
        for number, option in enumerate(self._options):
            option.reveal(right=number == self._question.key, chosen=number == chosen)
        self._options[self._question.key].scroll_visible(animate=False)
        self._options[chosen].scroll_visible(animate=False)

    def on_option_clicked(self, message: "OptionClicked") -> None:
        """A click answers."""
        message.stop()
        self.post_message(self.Chosen(message.number))

    def _place(self, number: int) -> None:
        self._options[self.cursor].mark(cursor=False, chosen=self.cursor == self.chosen)
        self.cursor = number
        self._options[number].mark(cursor=True, chosen=number == self.chosen)
        self._options[number].scroll_visible(animate=False)


@dataclass
class OptionClicked(Message):
    """The mouse was clicked on an option."""

    number: int


class _Option(Static):
    def __init__(self, number: int, option: Option) -> None:
        super().__init__(classes="option")
        self._number = number
        self._option = option

    @property
    def number(self) -> int:
        return self._number

    def mark(self, *, cursor: bool, chosen: bool = False) -> None:
        self.set_class(cursor, "-cursor")
        sign = Content.assemble(
            "▸ " if cursor else "  ",
            (f"{self._number + 1} ", "bold $primary"),
            ("● " if chosen else " ", "bold $accent"),
        )
        self.update(Hanging(sign, Content.styled(self._option.text, "bold" if chosen else "")))

    def reveal(self, *, right: bool, chosen: bool) -> None:
        self.set_class(right, "-key")
        self.set_class(chosen and not right, "-missed")
        number = f"{self._number + 1}  "
        if not right and not chosen:
            sign = Content.styled(f"  {number}", "$muted")
            self.update(Hanging(sign, Content.styled(self._option.text, "$muted")))
            return
        style = "bold $success" if right else "bold $error"
        sign = Content.styled(f"{'✓' if right else '✗'} {number}", style)
        said = [Content.styled(self._option.text, "bold")]
        if self._option.explanation:
            said.append(Content(self._option.explanation))
        self.update(Hanging(sign, *said))

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.post_message(OptionClicked(self._number))
