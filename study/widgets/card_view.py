"""One flashcard: what it asks, and in time what it answers."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Rule, Static

from decks.model import Card, Deck
from study.typed import Comparison, Stretch
from study.widgets.checklist import Checklist
from study.widgets.columns import Hanging


class CardView(VerticalScroll, can_focus=False):
    """A flashcard that scrolls where it is long."""

    DEFAULT_CSS = """
    CardView { height: 1fr; scrollbar-size-vertical: 1; }
    CardView > .topic { color: $muted; }
    CardView > .prompt { margin: 1 0 0 0; text-style: bold; }
    CardView > Input { margin: 1 0 0 0; height: 1; padding: 0 1; background: $surface; display: none; }
    CardView > Input:focus { background: $panel; background-tint: transparent; }
    CardView.-typed > Input { display: block; }
    CardView > Rule { color: $panel-lighten-2; margin: 1 0; display: none; }
    CardView > .answer, CardView > .reason { display: none; }
    CardView > .reason { margin: 1 0 0 0; }
    CardView > Checklist { margin: 0; }
    CardView.-shown > Rule, CardView.-shown > .answer, CardView.-shown > .reason { display: block; }
    """

    @dataclass
    class Typed(Message):
        """An answer was typed, and Enter pressed."""

        text: str

    checklist: Checklist | None = None
    """The lines to tick, while there are any."""

    def compose(self) -> ComposeResult:
        """Everything that any kind of card needs."""
        yield Static(classes="topic", markup=False)
        yield Static(classes="prompt", markup=False)
        yield Input(placeholder="Type the answer, then Enter", select_on_focus=False, compact=True)
        yield Rule()
        yield Static(classes="answer", markup=False)
        yield Static(classes="reason", markup=False)

    @property
    def typed(self) -> str:
        """What stands in the text field."""
        return self.query_one(Input).value

    @typed.setter
    def typed(self, text: str) -> None:
        field = self.query_one(Input)
        field.value = text
        field.cursor_position = len(text)

    def ask(self, deck: Deck, card: Card) -> None:
        """Show what the card asks and nothing more."""
        self.remove_class("-shown")
        if self.checklist is not None:
            self.checklist.remove()
            self.checklist = None
        self.query_one(".topic", Static).update(Content(deck.topic_title(card.topic)))
        picture = f"\n\nPicture: {card.alt}" if card.alt else ""
        self.query_one(".prompt", Static).update(Content(card.prompt + picture))
        field = self.query_one(Input)
        field.value = ""
        field.disabled = False
        self.set_class(bool(card.accept), "-typed")
        if card.accept:
            field.focus()
        self.scroll_home(animate=False)

    def reveal(
        self, deck: Deck, card: Card, comparison: Comparison | None, recalled: Sequence[bool] = ()
    ) -> None:
        """Show the answer, for a typed one where it differs, and for a list with the ticks of `recalled`."""
        field = self.query_one(Input)
        field.disabled = True
        self.remove_class("-typed")
        answer = self.query_one(".answer", Static)
        if comparison is not None:
            answer.update(_compared(comparison))
        elif card.parts:
            answer.update(Content.styled("Tick what you recalled.", "$muted"))
            self.checklist = Checklist([part.text for part in card.parts], recalled)
            self.mount(self.checklist, after=answer)
        else:
            answer.update(Content(card.answer))
        self.query_one(".reason", Static).update(reasons(deck, card.why, card.sources))
        self.add_class("-shown")
        self.call_after_refresh(self._show_answer)

    def _show_answer(self) -> None:
        """Where a long prompt leaves no room for the answer, go to it."""
        answer = self.query_one(".answer", Static).region
        if answer.y + min(answer.height, 3) > self.region.bottom:
            self.query_one(Rule).scroll_visible(animate=False, top=True)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the text field asks for the comparison."""
        event.stop()
        self.post_message(self.Typed(event.value))

    def on_paste(self, event: events.Paste) -> None:
        """Pasted text reaches the field and nothing else."""
        event.stop()


def reasons(deck: Deck, why: str, sources: tuple[str, ...]) -> Content | Hanging:
    """Why the answer is right and who says so."""
    said: list[Content] = []
    if why:
        said.append(Content.assemble(("Why: ", "bold $muted"), why))
    if sources:
        titles = "; ".join(deck.source_title(source) for source in sources)
        said.append(Content.assemble(("Source: ", "bold $muted"), (titles, "$muted")))
    return Hanging(Content(""), *said) if said else Content("")


def _compared(comparison: Comparison) -> Hanging | Content:
    wanted = _stretches(comparison.wanted, "bold underline $success")
    if comparison.right:
        return Hanging(Content.styled("✓ Right  ", "bold $success"), wanted)
    typed = _stretches(comparison.typed, "bold underline $error")
    lines = [Content.assemble(("  Answer  ", "$muted"), wanted)]
    if typed:
        lines.insert(0, Content.assemble(("✗ You     ", "bold $error"), typed))
    else:
        lines = [Content.assemble(("✗ Answer  ", "bold $error"), wanted)]
    return Content("\n").join(lines)


def _stretches(stretches: tuple[Stretch, ...], different: str) -> Content:
    return Content.assemble(*(s.text if s.same else (s.text, different) for s in stretches))
