"""What a deck's answers say, kept and brought forward: after a session, only what was answered in it is read."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection

from progress.events import EventKind
from progress.mastery.evidence import Answered
from progress.mastery.measures import Asked, Tally
from progress.storage import answers, evidence_queries, journal
from progress.storage.following import Names

_MANY = 1000
"""Events from which on all are read again as quickly."""
_SPARE = 200
"""Answers kept beyond those that count, to take the place of such as are taken back."""


class Evidence:
    """The tallies and the last answers of one deck, as `Store.totals` and `Store.answers` give them."""

    def __init__(self, deck: str) -> None:
        self._deck = deck
        self._point: tuple[int, str] = (0, "")
        """Sequence number and id of the last event that is in it."""
        self._asked: dict[str, list[Tally]] = {}
        """By card or question."""
        self._lines: dict[str, list[Tally]] = {}
        """By fact."""
        self._recent: list[tuple[datetime, int, Answered]] = []
        """When it was given, and the event's sequence number."""
        self._more = False
        """Whether there are older ones."""
        self.version = 0
        """Another one whenever something has changed."""

    @property
    def totals(self) -> list[Tally]:
        """All answers, counted."""
        return [tally for some in (*self._asked.values(), *self._lines.values()) for tally in some]

    @property
    def answers(self) -> list[Answered]:
        """The last of them one by one, the oldest first."""
        whole = sorted(sequence for _, sequence, answer in self._recent if answer.kind is not Asked.PART)
        first = whole[-answers.LATEST] if len(whole) > answers.LATEST else 0
        return [answer for _, sequence, answer in self._recent if sequence >= first]

    def follow(self, connection: Connection, names: Names) -> None:
        """Take in what has become of the log."""
        found = connection.execute(evidence_queries.LAST_POINT).first()
        point = (found.sequence, found.id) if found is not None else (0, "")
        if point == self._point and self.version:
            return
        if names.moved(self._deck) or not self._take_news(connection, names):
            self._read(connection, names)
        self._point = point

    def _read(self, connection: Connection, names: Names) -> None:
        """Read all of it."""
        self.version += 1
        self._asked, self._lines = {}, {}
        for tally in journal.tallies(connection, self._deck, names, apart=False):
            (self._lines if tally.kind is Asked.PART else self._asked).setdefault(tally.card, []).append(
                tally
            )
        most = answers.LATEST + _SPARE
        self._recent = answers.rows(connection, self._deck, names, most)
        self._more = sum(answer.kind is not Asked.PART for _, _, answer in self._recent) >= most

    def _take_news(self, connection: Connection, names: Names) -> bool:
        """Take in what is new; False where all has to be read."""
        after, last = self._point
        if not after or connection.execute(evidence_queries.ID_AT, {"at": after}).scalar() != last:
            return False
        new = connection.execute(evidence_queries.news(after, _MANY + 1)).all()
        undone = [row.undoes for row in new if row.undoes]
        was = connection.execute(evidence_queries.named(undone)).all() if undone else []
        if len(new) > _MANY or any(row.kind == EventKind.EDIT.value for row in (*new, *was)):
            return False
        start = f"{self._deck}:"
        cards = {row.card for row in (*new, *was) if row.card.startswith(start)}
        lines = {
            fact
            for (fact,) in connection.execute(
                evidence_queries.lines_in([row.sequence for row in (*new, *was)])
            )
            if fact.startswith(start)
        }
        if not cards and not lines:
            return True
        gone = {row.sequence for row in was}
        left = [row for row in self._recent if row[1] <= after and row[1] not in gone]
        if self._more and len({sequence for _, sequence, _ in left}) < answers.LATEST:
            return False
        self.version += 1
        self._recent = left
        added = answers.rows(connection, self._deck, names, _MANY, after)
        if added:
            self._recent = sorted([*left, *added], key=lambda row: row[:2])
        self._count(connection, cards, lines)
        return True

    def _count(self, connection: Connection, cards: Iterable[str], lines: Iterable[str]) -> None:
        """Count again how often these were asked."""
        asked, told = len(self._asked), len(self._lines)
        for card in cards:
            _put(self._asked, card, journal.tallies_of(connection, card))
        for fact in lines:
            _put(self._lines, fact, journal.tallies_of_line(connection, fact))
        # As they come from the database; what is worked out from them may depend on it.
        if len(self._asked) != asked:
            self._asked = dict(sorted(self._asked.items()))
        if len(self._lines) != told:
            self._lines = dict(sorted(self._lines.items()))


def _put(tallies: dict[str, list[Tally]], name: str, found: list[Tally]) -> None:
    if found:
        tallies[name] = found
    else:
        tallies.pop(name, None)
