"""One flashcard: what it asks, and in time what it answers."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widgets import Input

from decks.model import Card, Deck
from decks.typing import Comparison, Stretch
from progress.marks import NONE, Marks
from study.widgets.checklist import Checklist
from study.widgets.columns import Hanging
from study.widgets.field import Field
from study.widgets.picture import Picture
from study.widgets.still import Parting, Scroll, Still

_AROUND = 7
"""Lines of a screen that are not a card's: its top, progress and keys."""
_PLACEHOLDER = "Type the answer, then Enter"


class CardView(Scroll, can_focus=False):
    """A flashcard that scrolls where it is long."""

    DEFAULT_CSS = """
    CardView { height: 1fr; scrollbar-size-vertical: 1; }
    CardView > .topic { color: $muted; }
    CardView > .prompt { margin: 1 0 0 0; text-style: bold; }
    CardView > Input { margin: 1 0 0 0; height: 1; padding: 0 1; background: $surface; display: none; }
    CardView > Input:focus { background: $panel; background-tint: transparent; }
    CardView > .said { display: none; }
    CardView > Rule { color: $faint; margin: 1 0; display: none; }
    CardView > .answer, CardView > .reason { display: none; }
    CardView > .reason { margin: 1 0 0 0; }
    CardView > Checklist { display: none; }
    """

    @dataclass
    class Typed(Message):
        """An answer was typed, and Enter pressed."""

        text: str

    _answered = False
    """Whether the answer is shown."""

    def compose(self) -> ComposeResult:
        """Everything that any kind of card needs."""
        yield Still(classes="topic")
        yield Still(classes="prompt")
        yield Picture()
        yield Field(placeholder=_PLACEHOLDER, select_on_focus=False, compact=True)
        yield Still(classes="said")
        yield Parting(classes="rule")
        yield Still(classes="answer")
        yield Checklist()
        yield Still(classes="reason")

    @property
    def checklist(self) -> Checklist | None:
        """The lines to tick, while there are any."""
        found = self.query_one(Checklist)
        return found if found.display else None

    @property
    def typed(self) -> str:
        """What stands in the text field."""
        return self.query_one(Input).value

    @typed.setter
    def typed(self, text: str) -> None:
        field = self.query_one(Input)
        field.value = text
        field.cursor_position = len(text)

    def ask(
        self,
        deck: Deck,
        card: Card,
        marks: Marks = NONE,
        *,
        types: bool | None = None,
        lines: bool = False,
        hint: str = "",
        pictures: bool = True,
    ) -> None:
        """Show what the card asks and nothing more.

        `types`: whether the answer is typed, `lines`: line by line, `pictures`: whether its picture is drawn where that can be.
        """
        types = bool(card.accept) if types is None else types
        self._answered = False
        self.show_marks(deck, card, marks, answered=False)
        self._show(".rule", ".answer", ".reason", ".said", "Checklist", shown=False)
        self.query_one(".prompt", Still).update(Content(card.prompt + hint))
        self.query_one(Picture).show(deck, card, drawn=pictures)
        field = self.query_one(Input)
        field.display = types
        field.value = ""
        if types:
            field.placeholder = "Type a line, then Enter; Enter alone shows all" if lines else _PLACEHOLDER
            self.screen.set_focus(field)
        self.scroll_home(animate=False)

    def _show(self, *parts: str, shown: bool) -> None:
        # Each by itself: a class on the card would be looked up for all that is in it.
        for part in parts:
            self.query_one(part).display = shown

    def show_marks(self, deck: Deck, card: Card, marks: Marks, *, answered: bool) -> None:
        """Show topic and flag; with the answer, the note."""
        flag = f"   ⚑ flag {marks.flag}" if marks.flag else ""
        self.query_one(".topic", Still).update(
            Content.assemble((deck.topic_title(card.topic), "$muted"), (flag, "bold $warning"))
        )
        if answered:
            self.query_one(".reason", Still).update(reasons(deck, card.why, card.sources, marks.note))

    def tell_lines(self, said: Sequence[str], total: int, unknown: str) -> None:
        """Show which lines of a list were typed, and what was typed and is none of them."""
        parts = [Content.assemble(("✓ ", "bold $success"), text) for text in said]
        if unknown:
            parts.append(
                Content.assemble(("✗ ", "bold $error"), unknown, (" is none of the lines", "$muted"))
            )
        parts.append(Content.styled(f"{len(said)} of {total}", "$muted"))
        self.query_one(".said", Still).update(Content("\n").join(parts))
        self._show(".said", shown=True)
        self.query_one(Input).value = ""

    def reveal(
        self,
        deck: Deck,
        card: Card,
        comparison: Comparison | None,
        recalled: Sequence[bool] = (),
        marks: Marks = NONE,
        *,
        lines: bool = True,
    ) -> None:
        """Show the answer, for a typed one where it differs, and for a list with the ticks of `recalled`."""
        answer = self.query_one(".answer", Still)
        if comparison is not None:
            answer.update(_compared(comparison))
        elif card.parts and lines:
            answer.update(Content.styled("Tick what you recalled.", "$muted"))
            self.query_one(Checklist).ask([part.text for part in card.parts], recalled)
            self._show("Checklist", shown=True)
        else:
            answer.update(Content(card.answer))
        self.show_marks(deck, card, marks, answered=True)
        self._show("Input", ".said", shown=False)
        self._show(".rule", ".answer", ".reason", shown=True)
        self._answered = True
        self.call_after_refresh(self._show_answer)

    def _show_answer(self) -> None:
        """Where a long prompt leaves no room for the answer, go to it."""
        if not (found := self.query(".answer")):
            return  # the card gave way to another before it was drawn
        answer = found.first().region
        if answer.y + min(answer.height, 3) > self.region.bottom:
            self.query_one(".rule").scroll_visible(animate=False, top=True)

    def on_resize(self) -> None:
        """A picture takes no more of the room than it may; the ratings, which come and go, do not change its size."""
        for picture in self.query(Picture):
            picture.fit(Size(self.outer_size.width, self.screen.size.height - _AROUND))

    def on_picture_drawn(self) -> None:
        """It may have pushed the answer out of sight."""
        if self._answered:
            self.call_after_refresh(self._show_answer)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the text field asks for the comparison."""
        event.stop()
        self.post_message(self.Typed(event.value))

    def on_paste(self, event: events.Paste) -> None:
        """Pasted text reaches the field and nothing else."""
        event.stop()


def reasons(deck: Deck, why: str, sources: tuple[str, ...], note: str = "") -> Content | Hanging:
    """The learner's own note, why the answer is right, and who says so."""
    said: list[Content] = []
    if note:
        said.append(Content.assemble(("Note: ", "bold $accent"), note))
    if why:
        said.append(Content.assemble(("Why: ", "bold $muted"), why))
    if sources:
        titles = "; ".join(deck.source_title(source) for source in sources)
        said.append(Content.assemble(("Source: ", "bold $muted"), (titles, "$muted")))
    return Hanging(Content(""), *said) if said else Content("")


def _compared(comparison: Comparison) -> Hanging | Content:
    wanted = _stretches(comparison.wanted, "bold underline $success")
    if comparison.right and not comparison.slip:
        return Hanging(Content.styled("✓ Right  ", "bold $success"), Content(_text(comparison.wanted)))
    typed = _stretches(comparison.typed, "bold underline $error")
    lines = [Content.assemble(("  Answer  ", "$muted"), wanted)]
    if comparison.slip:
        right = Content.assemble(("✓ Right, but for a slip", "bold $success"))
        return Content("\n").join([right, Content.assemble(("  You     ", "$muted"), typed), *lines])
    if typed:
        lines.insert(0, Content.assemble(("✗ You     ", "bold $error"), typed))
    else:
        lines = [Content.assemble(("✗ Answer  ", "bold $error"), _text(comparison.wanted))]
    return Content("\n").join(lines)


def _text(stretches: tuple[Stretch, ...]) -> str:
    return "".join(stretch.text for stretch in stretches)


def _stretches(stretches: tuple[Stretch, ...], different: str) -> Content:
    # In brackets as well: an underlined space, or an underline on some terminals, is not seen.
    if not any(s.same for s in stretches):
        return Content.assemble(*((s.text, different) for s in stretches))
    return Content.assemble(*(s.text if s.same else (f"[{s.text}]", different) for s in stretches))
