"""How history follows what a deck's edits renamed. The log keeps the names of its day; what they are called now is worked
out whenever it is read.

An edit holds for all that is before it in the log, in the order of the keys (`progress.ids.order_key`), and its names
change all at once. So the same events give the same names on every device, whichever way their logs were merged; a name
that is used again later means what it means then; and what one edit renamed, a later one can rename back.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from progress.events import Event, EventKind
from progress.storage.replaying import Answer, fact_of


class Edit(NamedTuple):
    """As much of an edit as names depend on."""

    key: str
    """The order key of the event."""
    id: str
    deck: str
    renamed: tuple[tuple[str, str], ...]
    again: tuple[str, ...]
    at: datetime
    undone: bool = False
    """Taken back: it renames nothing, and still says what it concerned."""


class _Step(NamedTuple):
    key: str
    to: str


class Names:
    """What the cards and facts of the log are called by now."""

    def __init__(self, edits: Iterable[Edit] = ()) -> None:
        """Take the edits in any order."""
        self._steps: defaultdict[str, list[_Step]] = defaultdict(list)
        self._neighbours: defaultdict[str, set[str]] = defaultdict(set)
        self._facts: set[str] = set()
        self._concerned: dict[str, set[str]] = {}
        ordered = sorted(edits)
        for edit in ordered:
            mentioned = (*(name for pair in edit.renamed for name in pair), *edit.again)
            self._concerned[edit.id] = {f"{edit.deck}:{fact_of(name)}" for name in mentioned}
            for old, new in edit.renamed:
                old, new = f"{edit.deck}:{old}", f"{edit.deck}:{new}"
                self._neighbours[fact_of(old)].add(fact_of(new))
                self._neighbours[fact_of(new)].add(fact_of(old))
                if not edit.undone:
                    self._steps[old].append(_Step(edit.key, new))
                    self._facts.add(fact_of(old))
        self.pulls: dict[str, list[Answer]] = {}
        """By fact, as it is called now: what edits brought back because it means something else."""
        self.pulls_of: dict[str, list[Answer]] = {}
        """The same by the edit's key."""
        for edit in ordered:
            if not edit.undone:
                self._pull(edit)

    def _pull(self, edit: Edit) -> None:
        for card in edit.again:
            now = self.now(f"{edit.deck}:{card}", edit.key)
            pull = Answer(now, None, edit.at, edit.key, only=True)
            self.pulls.setdefault(pull.fact, []).append(pull)
            self.pulls_of.setdefault(edit.key, []).append(pull)

    def now(self, card: str, key: str) -> str:
        """What the card, question or fact that an event of this order key names is called by now."""
        fact = fact_of(card)
        while fact in self._facts:
            whole = _after(self._steps.get(card), key)
            part = _after(self._steps.get(fact), key) if fact != card else None
            if part is not None and (whole is None or part.key < whole.key):
                key, card = part.key, part.to + card[len(fact) :]
            elif whole is not None:
                key, card = whole
            else:
                break
            fact = fact_of(card)
        return card

    def moved(self, deck: str | None = None) -> list[str]:
        """The facts, under their former names, of which something may be called otherwise now."""
        return sorted(fact for fact in self._facts if deck is None or fact.startswith(f"{deck}:"))

    def concerned(self, ids: Iterable[str]) -> set[str]:
        """The facts that those events of these ids are about that are edits."""
        return set().union(*(self._concerned.get(name, ()) for name in ids))

    def linked(self, fact: str) -> frozenset[str]:
        """All facts that have or had to do with `fact` by any edit, itself among them."""
        found, ahead = {fact}, [fact]
        while ahead:
            for other in self._neighbours.get(ahead.pop(), ()):
                if other not in found:
                    found.add(other)
                    ahead.append(other)
        return frozenset(found)


def _after(steps: Sequence[_Step] | None, key: str) -> _Step | None:
    return next((step for step in steps or () if step.key > key), None)


class DeckUpdate(NamedTuple):
    """What there is to record when a deck is opened that has changed."""

    known: str
    """The deck that was known when this was worked out: `Shelf.digest`."""
    digest: str
    """The deck as it is now: `progress.storage.digests.digest_of`."""
    contents: Mapping[str, str]
    """By card id: what each of its cards asks and wants, to judge later edits by."""
    renamed: tuple[tuple[str, str], ...] = ()
    """See `Event.renamed`; of facts or cards with answers only."""
    again: tuple[str, ...] = ()
    """See `Event.again`; of learned cards only."""


MOST_NAMES = 400
"""How many pairs, or cards, one event holds."""


def edit_events(deck: str, update: DeckUpdate, at: datetime) -> list[Event]:
    """The events, yet without ids, learner and device, that record an update; to be recorded in this order."""
    batches: list[tuple[Sequence[tuple[str, str]], Sequence[str]]] = []
    batches += [(pairs, ()) for pairs in in_batches(update.renamed)]
    again = sorted(update.again)
    for start in range(0, len(again), MOST_NAMES):
        some = again[start : start + MOST_NAMES]
        if start == 0 and batches:
            batches[-1] = (batches[-1][0], some)
        else:
            batches.append(((), some))
    return [
        Event(
            id="",
            learner="",
            device="",
            at=at,
            kind=EventKind.EDIT,
            deck=deck,
            card=f"{deck}:{pairs[0][0] if pairs else some[0]}",
            correct=False,
            renamed=tuple(pairs),
            again=tuple(some),
        )
        for pairs, some in batches
    ]


def in_batches(renamed: Iterable[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """The pairs cut into batches that may be done one after the other with the outcome of all at once.

    What a name becomes has moved on before the name comes to it; only names that go round in a circle stay together.
    """
    to = dict(renamed)
    groups: list[list[tuple[str, str]]] = []
    done: set[str] = set()
    for start in to:
        way: list[str] = []
        name = start
        while name in to and name not in done:
            done.add(name)
            way.append(name)
            name = to[name]
        circle = way[way.index(name) :] if name in way else []
        if circle:
            groups.append([(each, to[each]) for each in circle])
        groups += [[(each, to[each])] for each in reversed(way[: len(way) - len(circle)])]
    batches: list[list[tuple[str, str]]] = []
    for group in groups:
        if not batches or len(batches[-1]) + len(group) > MOST_NAMES:
            batches.append([])
        batches[-1] += group
    return batches
