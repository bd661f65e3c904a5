"""The options of a multiple-choice question, before and after it is answered."""

from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message

from decks.model import Option, Question
from study.widgets.columns import Hanging
from study.widgets.still import Still


class Options(Vertical):
    """Options to choose from; keys reach them through the screen."""

    DEFAULT_CSS = """
    Options { height: auto; }
    Options .option { padding: 0 1; margin: 0 0 1 0; }
    Options .option:hover { background: $surface; }
    Options .option.-cursor { background: $panel; }
    Options .option.-done { background: transparent; }
    Options .option.-key, Options .option.-missed { background: $surface; }
    """

    @dataclass
    class Chosen(Message):
        """An option was clicked."""

        number: int
        question: Question
        """Of which; by the time that this is heard, another one may be asked."""

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
            option.mark(cursor=option.number == 0)
        self.cursor = 0

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
        for number, option in enumerate(self._options):
            option.reveal(right=number == self._question.key, chosen=number == chosen)
        self._options[self._question.key].scroll_visible(animate=False)
        self._options[chosen].scroll_visible(animate=False)

    def on_option_clicked(self, message: "OptionClicked") -> None:
        """A click answers, unless other options have come in the meantime."""
        message.stop()
        if message.number < len(self._options) and self._options[message.number].shown is message.option:
            self.post_message(self.Chosen(message.number, self._question))

    @property
    def question(self) -> Question:
        """Whose options these are."""
        return self._question

    def _place(self, number: int) -> None:
        self._options[self.cursor].mark(cursor=False, chosen=self.cursor == self.chosen)
        self.cursor = number
        self._options[number].mark(cursor=True, chosen=number == self.chosen)
        self._options[number].scroll_visible(animate=False)


@dataclass
class OptionClicked(Message):
    """The mouse was clicked on an option."""

    number: int
    option: Option


class _Option(Still):
    def __init__(self, number: int, option: Option) -> None:
        super().__init__(classes="option")
        self._number = number
        self._option = option
        self._marked: tuple[Option, bool, bool] | None = None
        """What is shown while it can be chosen."""

    @property
    def number(self) -> int:
        return self._number

    @property
    def shown(self) -> Option:
        return self._option

    def mark(self, *, cursor: bool, chosen: bool = False) -> None:
        if self._marked == (self._option, cursor, chosen):
            return
        before, self._marked = self._marked, (self._option, cursor, chosen)
        self.update_classes({"-cursor": cursor, **dict.fromkeys(("-done", "-key", "-missed"), False)})
        sign = Content.assemble(
            "▸ " if cursor else "  ",
            (f"{self._number + 1} ", "bold $primary"),
            ("● " if chosen else " ", "bold $accent"),
        )
        said = Hanging(sign, Content.styled(self._option.text, "bold" if chosen else ""))
        # As large as before where only the cursor has come or gone.
        self.update(said, layout=before is None or (before[0], before[2]) != (self._option, chosen))

    def reveal(self, *, right: bool, chosen: bool) -> None:
        self._marked = None
        self.update_classes({"-done": True, "-key": right, "-missed": chosen and not right})
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
        self.post_message(OptionClicked(self._number, self._option))
