"""What is appended to the log, and what follows from it for the memories and marks that are kept beside it.

Each of these is called within one transaction, so that the log and what is derived from it never part.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from progress.events import ANSWERS, MARKS, Event, EventKind
from progress.memory import Memory
from progress.storage import journal, notes, shelf
from progress.storage.batches import PAGE, batched
from progress.storage.replaying import fact_of, missed_lines
from progress.storage.states import States

MODEL = "model"
"""Under what it is noted by which rules the memories that are kept were worked out."""


def record(connection: Connection, states: States, event: Event) -> None:
    """Append an answer, what was done to a card by hand, or a fit; nothing where it is there already."""
    if not journal.append(connection, event):
        return
    if event.kind is EventKind.FIT:
        states.forget_names()
        renew(connection, states)
    else:
        states.follow(event)


def record_all(connection: Connection, states: States, events: Sequence[Event]) -> None:
    """Append what was done to many cards by hand, undos of such among it. Marks alone cost no replay of answers."""
    targets = [event.undoes for event in events if event.undoes]
    marking = journal.markings(connection, targets)
    marked: set[str] = set()
    undone: set[str] = set()
    for some in batched(events, PAGE):
        for event in journal.append_new(connection, some):
            if event.kind in MARKS or event.undoes in marking:
                marked.add(fact_of(event.card))
            elif event.undoes:
                undone.add(fact_of(event.card))
            else:
                states.follow(event)
    if targets:
        states.forget_names()
    states.replay(undone)
    states.mark(marked - undone)


def undo(connection: Connection, states: States, event: Event) -> Memory | None:
    """Append an undo; the memory of its card without what it takes back. Raises ValueError where there is no such event."""
    cards = journal.cards_of(connection, [event.undoes])
    if not cards:
        raise ValueError(f"There is no answer {event.undoes} to take back.")
    if journal.append(connection, event):
        states.forget_names()
        names = states.names()
        states.replay({fact_of(card) for card in cards} | names.concerned([event.undoes]))
        renew(connection, states)
    return states.memory(event.card)


def exchange(connection: Connection, states: States, event: Event, undo: Event) -> None:
    """Append an answer and the undo of the one that it takes the place of."""
    cards = journal.cards_of(connection, [undo.undoes])
    journal.append(connection, undo)
    journal.append(connection, event)
    facts = {fact_of(card) for card in {*cards, event.card}}
    states.replay(facts.union(missed_lines(event)))


def add(connection: Connection, states: States, events: Iterable[Event]) -> int:
    """Append those of another log's events that are not there yet; how many they were."""
    new = 0
    facts: set[str] = set()
    decks: set[str] = set()
    edits: set[str] = set()
    for some in batched(events, PAGE):
        fresh = journal.append_new(connection, some)
        new += len(fresh)
        # What an undo takes back may be on another card than it says.
        targets = journal.cards_of(connection, [event.undoes for event in fresh if event.undoes])
        facts.update(fact_of(card) for card in {*targets, *(event.card for event in fresh)})
        facts.update(fact for event in fresh for fact in missed_lines(event))
        decks.update(event.deck for event in fresh)
        edits.update(event.undoes or event.id for event in fresh if event.kind not in ANSWERS)
    states.forget_names()
    states.replay(facts | states.names().concerned(edits))
    renew(connection, states)
    # What came in may go by names that these decks had before.
    shelf.reopen(connection, decks)
    return new


def renew(connection: Connection, states: States) -> None:
    """Work all memories out anew where they are by the rules of another version, or by other parameters."""
    model = states.model
    if notes.read(connection, MODEL) != model:
        states.replay_all()
        notes.write(connection, MODEL, model)
