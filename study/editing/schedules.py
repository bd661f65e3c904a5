"""What an edit of a deck does to a learner's schedule, before it is done."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from decks.diffing.model import Difference, What
from progress.memory import Memory
from progress.storage.replaying import brought_back


class Fate(StrEnum):
    """What becomes of a learned card."""

    KEPT = "kept"
    """It is due when it would have been."""
    AGAIN = "again"
    """It means something else: it is due at once, and its memory stays."""
    UNITED = "united"
    """Its history becomes one with another card's, and its date is worked out from both."""
    WAITING = "waiting"
    """The deck has no place for it: its history waits until there is one again."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What becomes of one learned card. Names are without the deck."""

    was: str
    card: str
    """What it is called afterwards; as before where it waits."""
    fate: Fate
    reviews: int
    due: datetime
    """As things are: see `Memory.due`."""
    due_after: datetime | None
    """After the edit, if it is taken over at once; None where the date is still to be worked out."""


def schedule(difference: Difference, memories: Mapping[str, Memory], at: datetime) -> list[Planned]:
    """What becomes of every learned card, by name, if the deck is opened at `at`."""
    now: dict[str, str] = {}
    again: set[str] = set()
    for change in difference.changes:
        if change.old is not None and change.new is not None and change.old.card in memories:
            now[change.old.card] = change.new.card
            if change.what is What.CHANGED:
                again.add(change.new.card)
    sources: defaultdict[str, list[str]] = defaultdict(list)
    for was, card in now.items():
        sources[card].append(was)
    planned = []
    for was, memory in sorted(memories.items()):
        card = now.get(was, was)
        if was not in now:
            fate, due = Fate.WAITING, memory.due
        elif len(sources[card]) > 1:
            planned.append(Planned(was, card, Fate.UNITED, memory.reps, memory.due, None))
            continue
        else:
            fate = Fate.AGAIN if card in again else Fate.KEPT
            due = brought_back(memory, at).due if card in again else memory.due
        planned.append(Planned(was, card, fate, memory.reps, memory.due, due))
    return planned


def fates(planned: Iterable[Planned]) -> Counter[Fate]:
    """How many cards have each fate."""
    return Counter(each.fate for each in planned)
