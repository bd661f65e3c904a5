"""What was done in a review, one thing after another, and how to go back before it."""

from collections.abc import Mapping

from decks.model import Card
from progress.events import Event, EventKind, Rating
from progress.marks import NONE, Marks
from progress.memory import Memory
from progress.scheduling.waiting import Waiting
from progress.sessions.doing import Done, marked
from progress.sessions.remainders import Remainder, Remainders


class Trail:
    """Takes what was done out of what is left to do, and puts it back when it is undone."""

    done: list[Done]
    """In order, without what was undone."""
    missed: Remainders
    """The lines of lists that are to be asked again alone."""

    def __init__(self, left: Waiting, marks: Mapping[str, Marks]) -> None:
        """`marks` of the review's cards by their ids."""
        self.done = []
        self.missed = Remainders()
        self._left = left
        self._marks = dict(marks)
        self._asked: dict[str, Remainder] = {}
        """The lines that were asked alone, by the id of the answer."""

    def marks(self, card: Card) -> Marks:
        """What was done to a card by hand."""
        return self._marks.get(card.id, NONE)

    def took(self, card: Card, event: Event, marks: Marks | None = None, with_last: bool = False) -> None:
        """Take a card out of what is left, and note how to put it back."""
        place, learning = self._left.take(card)
        self.done.append(Done(event, card, place, learning, marks, with_last))

    def took_part(self, card: Card, event: Event) -> None:
        """The same of lines that were asked alone."""
        self._asked[event.id] = self.missed.take(card)
        self.done.append(Done(event, card, None, False, None, False))

    def put_away(self, card: Card, event: Event, marks: Marks | None = None, with_last: bool = False) -> None:
        """Take a card out with all that is still to be asked of it, whatever it is called by now."""
        self.missed.drop(card.id)
        self.took(self._left.cards.get(card.id, card), event, marks, with_last)

    def mark(self, card: Card, event: Event, with_last: bool = False) -> None:
        """Note what was done to a card by hand; one that was put away goes, another one stays."""
        before = self.marks(card)
        self._marks[card.id] = marked(before, event)
        if event.kind in (EventKind.BURY, EventKind.SUSPEND):
            self.put_away(card, event, before, with_last)
        else:
            self.done.append(Done(event, card, None, False, before, with_last))

    def replace(self, known: Mapping[str, Card]) -> None:
        """Take the texts of an edited deck."""
        self.missed.replace(known)
        self.done = [
            done if done.event.id in self._asked else done._replace(card=known.get(done.card.id, done.card))
            for done in self.done
        ]

    def go_back(self, memory: Memory | None) -> None:
        """Have everything as it was before the last thing done; `memory` is its card's then."""
        done = self.done.pop()
        card = done.card
        self.missed.forget(done.event.id)
        if asked := self._asked.pop(done.event.id, None):
            self.missed.put_back(asked)
            return
        if done.marks is not None:
            self._marks[card.id] = done.marks
        if (
            done.event.cram
            and done.event.rating is Rating.AGAIN
            and not any(hit for _, hit in done.event.parts)
        ):
            self._left.take(card)  # from where it was put to come again
        if not done.event.cram and done.marks is None:
            self._left.know(card, memory)
        self._left.put(card, done.place, done.learning)
