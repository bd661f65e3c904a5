"""A new card that is completed or recalled: typed or not, a list line by line, and the verdict on it."""

from textual.content import Content

from decks.model import Card
from decks.typing import compare, line_named
from study.actions.action import Place
from study.actions.keys import shown_keys
from study.desk import Desk
from study.screens.learn_steps import LearningPage, State
from study.widgets.card_view import CardView
from study.widgets.still import Still


class RecallPage(LearningPage):
    """A screen with new cards of which the answers are shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._latency = 0
        self._named: list[bool] = []
        """Which lines of a list were typed."""

    def action_show(self) -> None:
        """Show the answer."""
        self._show("")

    def _types(self, card: Card) -> bool:
        """Whether the answer is typed: a short one, or the lines of a list one by one."""
        choices, session = self.desk.choices, self._session
        lists = session is not None and session.whole_list and choices.lists == "type"
        return (bool(card.accept) and choices.typed) or lists

    def on_card_view_typed(self, message: CardView.Typed) -> None:
        """Show the answer beside what was typed; of a list, take the lines one by one."""
        card = self._card
        if card is None or len(card.parts) < 2 or not message.text.strip():
            self._show(message.text)
            return
        lines = [part.text for part in card.parts]
        number = line_named(message.text, lines)
        if number is not None:
            self._named[number] = True
            if all(self._named):
                self._show("")
                return
        said = [text for text, named in zip(lines, self._named, strict=True) if named]
        unknown = "" if number is not None else message.text
        self.query_one(CardView).tell_lines(said, len(lines), unknown)

    def _show(self, typed: str) -> None:
        card, deck = self._card, self._deck
        if card is None or deck is None or self._state is not State.ASKED:
            return
        self._latency = self._since()
        types = bool(card.accept) and self.desk.choices.typed
        comparison = compare(typed, card.accept, deck) if types else None
        lists = self._session is not None and self._session.whole_list
        self._typed_right = comparison.right if comparison else None
        self.set_focus(None)
        self.query_one(CardView).reveal(deck, card, comparison, self._named, lines=lists)
        self._enter(State.SHOWN)
        self._say_verdict()

    def _say_verdict(self) -> None:
        keys = self.desk.choices.keys
        from study.actions.registry import ACTIONS

        shown = {action.name: shown_keys(action, keys) for action in ACTIONS if action.place is Place.LEARN}
        if self.query_one(CardView).checklist is not None:
            said = Content.assemble(
                (shown["tick"], "bold $primary"), "  Tick what you recalled     ",
                (shown["go_on"], "bold $primary"), "  Go on; what is missing comes again",
            )  # fmt: skip
            self.query_one("#verdict", Still).update(said)
            return
        usual = self._typed_right is not False
        self.query_one("#verdict", Still).update(
            Content.assemble(
                "▸ " if usual else "  ", (shown["knew"], "bold $primary"), "  I knew it     ",
                "  " if usual else "▸ ", (shown["missed"], "bold $primary"), "  Not yet",
            )
        )  # fmt: skip

    def action_tick(self) -> None:
        """Say that the line under the cursor was recalled."""
        if checklist := self.query_one(CardView).checklist:
            checklist.tick()

    def action_all(self) -> None:
        """Say so of all lines, or of none."""
        if checklist := self.query_one(CardView).checklist:
            checklist.tick_all()

    def action_right(self) -> None:
        """Count a typed answer as right all the same."""
        self._typed_right = True
        self._say_verdict()
        self.refresh_bindings()
