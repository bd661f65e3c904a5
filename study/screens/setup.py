"""What to ask in a quiz: topic and length."""

from dataclasses import dataclass

from textual import events, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from decks.library import DeckNotFound
from decks.model import Deck, in_topic
from study.actions import Place, bindings
from study.core import DeckBroken
from study.desk import Desk
from study.screens.going import ToQuiz
from study.screens.page import Notice, Page
from study.widgets.columns import Cell, Columns
from study.widgets.listing import Listing
from study.widgets.top_bar import TopBar

LENGTHS = (5, 10, 20, 40)
"""How many questions a quiz may be set to, besides all."""


class SetupScreen(Page):
    """Topic by the list, length by the arrows at its side."""

    PLACE = Place.SETUP
    BINDINGS = bindings(Place.SETUP)
    CSS_PATH = "setup.tcss"

    def __init__(self, desk: Desk, deck: str) -> None:
        super().__init__(desk)
        self._wanted = deck
        self._deck: Deck | None = None
        self._sizes: dict[str, int] = {}
        self._length = LENGTHS.index(10)

    def compose(self) -> ComposeResult:
        """Length above, topics below."""
        yield TopBar("New quiz")
        with Vertical(classes="body"):
            yield Notice()
            yield Length()
            yield Static("Topic", classes="heading")
            yield Listing()
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Make the questions while the screen is painted."""
        self._write()
        self._load()

    @work
    async def _load(self) -> None:
        study = await self.desk.open()
        try:
            deck = await self.desk.ask(lambda: study.deck(self._wanted))
        except (DeckNotFound, DeckBroken) as problem:
            self.query_one(Notice).say(str(problem))
            return
        questions = await self.desk.ask(lambda: study.questions(deck))
        self._deck = deck
        topics = [topic.id for topic in deck.topics]
        self._sizes = {
            topic: sum(1 for question in questions if in_topic(question.topic, topic))
            for topic in ["", *topics]
        }
        listing = self.query_one(Listing)
        listing.set_options(
            Option(
                Columns(
                    Cell(Content(deck.topic_title(topic) if topic else "All topics")),
                    Cell(Content.styled(_counted(size), "$muted"), 14, right=True),
                ),
                id=topic or None,
            )
            for topic, size in self._sizes.items()
            if size
        )
        listing.highlighted = 0
        listing.focus()
        self.query_one(TopBar).show("New quiz", deck.title)
        if not questions:
            self.query_one(Notice).say(
                f"The deck “{deck.id}” makes no questions; study decks check says why."
            )
        self._write()

    def on_option_list_option_highlighted(self) -> None:
        """Another topic has another number of questions."""
        self._write()

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        """A click chooses the topic; Enter starts."""
        message.stop()

    def on_length_clicked(self, message: "LengthClicked") -> None:
        """The arrows beside the length can be clicked."""
        self._change(message.by)

    def action_shorter(self) -> None:
        """Fewer questions."""
        self._change(-1)

    def action_longer(self) -> None:
        """More questions."""
        self._change(1)

    def action_start(self) -> None:
        """Begin."""
        deck, topic, study = self._deck, self._topic, self.desk.study
        if deck is None or not self._sizes.get(topic):
            return
        count = self._count
        self.post_message(ToQuiz(lambda: (deck, study.quiz(deck, topic=topic, count=count)), instead=True))

    @property
    def _topic(self) -> str:
        chosen = self.query_one(Listing).highlighted_option
        return chosen.id or "" if chosen else ""

    @property
    def _count(self) -> int:
        size = self._sizes.get(self._topic, 0)
        return min(LENGTHS[self._length], size) if self._length < len(LENGTHS) else size

    def _change(self, by: int) -> None:
        self._length = max(0, min(self._length + by, len(LENGTHS)))
        self._write()

    def _write(self) -> None:
        self.query_one(Length).show(
            "all" if self._length == len(LENGTHS) else str(LENGTHS[self._length]),
            _counted(self._count) if self._sizes else "",
            first=self._length == 0,
            last=self._length == len(LENGTHS),
        )


class Length(Static):
    """How many questions, between two arrows."""

    DEFAULT_CSS = "Length { height: 1; margin: 0 0 1 0; }"

    def show(self, length: str, asked: str, *, first: bool, last: bool) -> None:
        """Write the length, and how many questions that makes."""
        self.update(
            Content.assemble(
                ("Length  ", "bold"),
                ("◂" if not first else " ", "$primary"),
                (f"{length:^5}", "bold"),
                ("▸" if not last else " ", "$primary"),
                (f"   {asked}" if asked else "", "$muted"),
            )
        )

    def on_click(self, event: events.Click) -> None:
        """Left of the number is less, right of it more."""
        self.post_message(LengthClicked(-1 if event.x < 11 else 1))


@dataclass
class LengthClicked(Message):
    """The mouse was clicked beside the length."""

    by: int


def _counted(number: int) -> str:
    return f"{number} question{'' if number == 1 else 's'}"
