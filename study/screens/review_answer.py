"""The answer to a card of a review: typed or not, a list line by line, and the rating that goes with it."""

from collections.abc import Sequence

from decks.model import Card
from decks.typing import Comparison, compare, line_named
from progress.events import Rating
from progress.sessions.reviewing import ReviewSession, interval_text, suggested_rating
from study.desk import Desk
from study.screens.review_end import EndPage
from study.screens.sitting import Sitting, State
from study.widgets.card_view import CardView
from study.widgets.checklist import Checklist
from study.widgets.rating_bar import RatingBar
from study.widgets.still import Scroll


class AnswerPage(EndPage):
    """A screen with a review of which the answers are shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._latency = 0
        self._typed = ""
        self._marked = Rating.GOOD
        self._comparison: Comparison | None = None
        self._named: list[bool] = []
        """Which lines of a list were typed."""

    def _types(self, card: Card) -> bool:
        """Whether the answer is typed."""
        choices = self.desk.choices
        return (bool(card.accept) and choices.typed) or (bool(card.parts) and choices.lists == "type")

    def action_reveal(self) -> None:
        """Show the answer."""
        self._reveal("")

    def on_card_view_typed(self, message: CardView.Typed) -> None:
        """Show the answer beside what was typed; of a list, take the lines one by one."""
        card = self._card
        if card is None or not card.parts or not message.text.strip():
            self._reveal(message.text)
            return
        view, lines = self.query_one(CardView), [part.text for part in card.parts]
        number = line_named(message.text, lines)
        if number is not None:
            self._named[number] = True
            if all(self._named):
                self._reveal("")
                return
        said = [text for text, named in zip(lines, self._named, strict=True) if named]
        view.tell_lines(said, len(lines), "" if number is not None else message.text)

    def _reveal(self, typed: str) -> None:
        sitting, card = self._sitting, self._card
        if sitting is None or card is None or self._state is not State.ASKED:
            return
        self._latency = self._since()
        self._typed = typed
        self._show_answer(sitting, card, self._named)

    def _show_answer(self, sitting: Sitting, card: Card, recalled: Sequence[bool]) -> None:
        typed = bool(card.accept) and self._types(card)
        comparison = self._comparison = compare(self._typed, card.accept, sitting.deck) if typed else None
        self.set_focus(None)
        self.query_one(CardView).reveal(sitting.deck, card, comparison, recalled, sitting.session.marks(card))
        if card.parts:
            marked = suggested_rating(recalled)
        else:
            marked = Rating.GOOD if comparison is None or comparison.right else Rating.AGAIN
        self._mark(sitting.session, marked)
        self._enter(State.SHOWN)

    def _mark(self, session: ReviewSession, rating: Rating) -> None:
        self._marked = rating
        times = session.preview(self.desk.study.now())
        self.query_one(RatingBar).show({each: interval_text(time) for each, time in times.items()}, rating)

    def marked(self) -> None:
        """Show flag and note."""
        if self._sitting is not None and (card := self._card) is not None:
            marks = self._sitting.session.marks(card)
            shown = self._state is State.SHOWN
            self.query_one(CardView).show_marks(self._sitting.deck, card, marks, answered=shown)
            self.refresh_bindings()

    def action_right(self) -> None:
        """Count a typed answer as right all the same."""
        if self._sitting is not None:
            self._mark(self._sitting.session, Rating.GOOD)
            self.refresh_bindings()

    def on_checklist_changed(self, _message: Checklist.Changed) -> None:
        """A click on a line."""
        if checklist := self.query_one(CardView).checklist:
            self._follow(checklist)

    def action_tick(self) -> None:
        """Tick the line under the cursor."""
        if checklist := self.query_one(CardView).checklist:
            checklist.tick()
            self._follow(checklist)

    def action_all(self) -> None:
        """Tick all lines, or none."""
        if checklist := self.query_one(CardView).checklist:
            checklist.tick_all()
            self._follow(checklist)

    def _follow(self, checklist: Checklist) -> None:
        """Mark the rating that the ticks ask for."""
        if self._state is State.SHOWN and self._sitting is not None:
            self._mark(self._sitting.session, suggested_rating(checklist.recalled))

    def _recalled(self, rating: Rating) -> tuple[bool, ...] | None:
        """Which lines of a list were recalled: the ticks, or all where it went well and nobody ever ticked one."""
        checklist = self.query_one(CardView).checklist
        if checklist is None:
            return None
        if rating >= Rating.GOOD and not checklist.touched:
            return (True,) * len(checklist.recalled)
        return checklist.recalled

    def action_up(self) -> None:
        """Up a line."""
        self._move(-1)

    def action_down(self) -> None:
        """Down a line."""
        self._move(1)

    def _move(self, by: int) -> None:
        view = self.query_one(CardView)
        if checklist := view.checklist:
            checklist.move(by)
        else:
            self._scrolled().scroll_relative(y=by, animate=False)

    def action_page_up(self) -> None:
        """Up a page."""
        self._scrolled().scroll_page_up(animate=False)

    def action_page_down(self) -> None:
        """Down a page."""
        self._scrolled().scroll_page_down(animate=False)

    def _scrolled(self) -> Scroll:
        return self.query_one("#over", Scroll) if self._state is State.OVER else self.query_one(CardView)

    def allows(self, action: str) -> bool:
        """The same, and what only some answers have."""
        if action in ("tick", "all"):
            return self._state is State.SHOWN and self._card is not None and bool(self._card.parts)
        if action == "right":
            wrong = self._comparison is not None and not self._comparison.right
            return self._state is State.SHOWN and wrong and self._marked is not Rating.GOOD
        return super().allows(action)
