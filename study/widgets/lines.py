"""The options of a question with several answers: lines to tick, or to give to one of two roles."""

from collections.abc import Collection
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from decks.model import Asks, Option, Question
from progress.sessions.quiz_summary import Line
from study.sessions.answers import SIDES, fault, side_name
from study.widgets.columns import Hanging
from study.widgets.still import Still

_MUCH = 320
"""With so many characters in all, lines stand close together so that all of them fit on a screen of 80×24."""


class Lines(Vertical):
    """Lines that are each answered by themselves; keys reach them through the screen."""

    DEFAULT_CSS = """
    Lines { height: auto; }
    Lines .sides { padding: 0 1; margin: 0 0 1 0; }
    Lines .line { padding: 0 1; margin: 0 0 1 0; }
    Lines .line:hover { background: $surface; }
    Lines .line.-cursor { background: $panel; }
    Lines.-dense .line, Lines.-dense .sides { margin: 0; }
    Lines.-answered .line { background: transparent; }
    Lines.-answered .line.-wrong { background: $surface; }
    """

    @dataclass
    class Clicked(Message):
        """A line was clicked."""

        number: int

    def __init__(self, question: Question) -> None:
        super().__init__()
        self._question = question
        self._lines = [_Line(number, question, option) for number, option in enumerate(question.options)]
        self.set_class(_much(question), "-dense")
        self._first: dict[int, bool] = {}
        """By index: whether the line is ticked, or given to the first role; without an entry, neither was said."""
        self.cursor = 0
        """Index of the line that keys act on."""

    def compose(self) -> ComposeResult:
        """The two roles where there are such, then one widget a line."""
        if self._question.asks is Asks.SORT:
            yield Static(_sides(self._question), classes="sides", markup=False)
        yield from self._lines

    def on_mount(self) -> None:
        """The cursor stands on the first line."""
        for number in range(len(self._lines)):
            self._write(number)

    def ask(self, question: Question) -> bool:
        """Be the lines of another question; False where that takes other widgets."""
        if question.asks is not self._question.asks or len(question.options) != len(self._lines):
            return False
        self._question, self._first, self.cursor = question, {}, 0
        self.set_class(_much(question), "-dense")
        self.remove_class("-answered")
        for sides in self.query(".sides").results(Static):
            sides.update(_sides(question))
        for number, (line, option) in enumerate(zip(self._lines, question.options, strict=True)):
            line.ask(question, option)
            self._write(number)
        return True

    @property
    def chosen(self) -> frozenset[int]:
        """Indices of the lines that are ticked, or given to the first role."""
        return frozenset(number for number, first in self._first.items() if first)

    @property
    def wanting(self) -> str:
        """What is still to be done before this is an answer, as a sentence; empty where nothing is."""
        if self._question.asks is Asks.SEVERAL:
            return "" if self.chosen else "Tick at least one line first."
        left = [str(number + 1) for number in range(len(self._lines)) if number not in self._first]
        if not left:
            return ""
        lines = f"line {left[0]}" if len(left) == 1 else f"lines {', '.join(left[:-1])} and {left[-1]}"
        return f"Give {lines} to one of the two first."

    def move(self, by: int) -> None:
        """Move the cursor, around the ends."""
        self.go_to((self.cursor + by) % len(self._lines))

    def go_to(self, number: int) -> None:
        """Put the cursor on a line."""
        before, self.cursor = self.cursor, number
        self._write(before)
        self._write(number)
        self._lines[number].scroll_visible(animate=False)

    def tick(self, number: int) -> None:
        """Tick a line, or take its tick away, and put the cursor on it."""
        self._first[number] = not self._first.get(number, False)
        self.go_to(number)

    def give(self, *, first: bool) -> None:
        """Give the line at the cursor to the first or the second role, and go on to the next that has none."""
        self._first[self.cursor] = first
        count = len(self._lines)
        ahead = [(self.cursor + step) % count for step in range(1, count)]
        self.go_to(next((number for number in ahead if number not in self._first), self.cursor))

    def preset(self, chosen: Collection[int]) -> None:
        """Start from an answer that was given before."""
        self._first = {number: number in chosen for number in range(len(self._lines))}
        self.go_to(0)
        for number in range(len(self._lines)):
            self._write(number)

    def reveal(self, chosen: Collection[int]) -> None:
        """Show for each line what was said of it and whether that is right, and for wrong ones why."""
        self.add_class("-answered")
        for number, line in enumerate(self._lines):
            first = number in chosen
            line.reveal(chosen=first, right=first == (number in self._question.keys))

    def on_line_clicked(self, message: "LineClicked") -> None:
        """A click ticks, or chooses the line to sort."""
        message.stop()
        self.post_message(self.Clicked(message.number))

    def _write(self, number: int) -> None:
        self._lines[number].show(self._first.get(number), cursor=number == self.cursor)


@dataclass
class LineClicked(Message):
    """The mouse was clicked on a line."""

    number: int


class _Line(Still):
    def __init__(self, number: int, question: Question, option: Option) -> None:
        super().__init__(classes="line")
        self._number = number
        self.ask(question, option)

    def ask(self, question: Question, option: Option) -> None:
        self._question = question
        self._option = option
        self.remove_class("-wrong")

    def show(self, first: bool | None, *, cursor: bool) -> None:
        self.set_class(cursor, "-cursor")
        sign = Content.assemble(
            "▸ " if cursor else "  ",
            (f"{self._number + 1} ", "bold $primary"),
            (f"{self._box(first)}  ", "bold" if first is not None else "$muted"),
        )
        self.update(Hanging(sign, Content(self._option.text)))

    def reveal(self, *, chosen: bool, right: bool) -> None:
        self.set_class(not right, "-wrong")
        style = "bold $success" if right else "bold $error"
        sign = Content.assemble(
            (f"{'✓' if right else '✗'} {self._number + 1} ", style), (f"{self._box(chosen)}  ", "bold")
        )
        told = self._number in self._question.keys or self._question.asks is Asks.SORT
        said = [Content.styled(self._option.text, "bold" if told else "$muted")]
        if not right:
            said.append(Content(self._fault(chosen)))
        self.update(Hanging(sign, *said))

    def _box(self, first: bool | None) -> str:
        if self._question.asks is Asks.SEVERAL:
            return "[x]" if first else "[ ]"
        return "·" if first is None else SIDES[not first].upper()

    def _fault(self, chosen: bool) -> str:
        said = fault(self._question, Line(self._option, chosen, right=False))
        if self._question.asks is Asks.SEVERAL:
            return said
        side = side_name(self._question, first=not chosen)
        return f"{SIDES[chosen].upper()}, {side}. {said}"

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.post_message(LineClicked(self._number))


def _much(question: Question) -> bool:
    return sum(len(option.text) for option in question.options) > _MUCH


def _sides(question: Question) -> Content:
    return Content("\n").join(
        Content.assemble((f"{key} {letter.upper()}  ", "bold $primary"), side_name(question, first=first))
        for key, letter, first in zip("←→", SIDES, (True, False), strict=True)
    )
