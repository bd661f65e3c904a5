"""An index of all words of a deck's cards and questions, by SQLite's FTS5, with what a list of them shows.

It lies beside the cache of the deck and is made when somebody first searches it; where nothing can be written, in memory.
"""

from __future__ import annotations

import json
import sqlite3
import threading
import unicodedata
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, TypedDict

from decks.compiled.common_words import common_words
from decks.compiled.files import Damaged, Row
from decks.model import Card, Deck, Question

FORM = "1"
"""Goes up when the tables change."""
_LINE = 240
"""Characters of a prompt that a list shows at most."""
_WORDS = 400
"""Different words that are looked for at once, where a word with `*` in its midst stands for many."""
_REPORT = 500
_TABLES = (
    "CREATE TABLE item (place INTEGER PRIMARY KEY, id TEXT NOT NULL, line TEXT NOT NULL)",
    "CREATE TABLE head (name TEXT PRIMARY KEY, body TEXT NOT NULL)",
    "CREATE VIRTUAL TABLE words USING fts5(body, content='', tokenize=\"unicode61 remove_diacritics 2\")",
    "CREATE VIRTUAL TABLE vocabulary USING fts5vocab('words', 'row')",
    "CREATE TABLE common (word TEXT NOT NULL, exact INTEGER NOT NULL, flags BLOB NOT NULL, PRIMARY KEY (word, exact))",
)


class Tables(Protocol):
    """An open index, on disk or in memory."""

    def all(self, query: str, values: Iterable[object] = ()) -> list[Row]:
        """The rows of a query. Raises `Damaged`."""

    def close(self) -> None:
        """Let go of it."""


@dataclass(frozen=True, slots=True)
class Heads:
    """What is known at once of all items, place by place."""

    ids: list[str]
    topics: list[str]
    roles: list[str]
    kinds: list[str]
    cards: int
    """How many of them, from the first on, are cards; the rest are questions."""
    titles: dict[str, str]
    """Of roles, by id."""


class FullText:
    """The index of one deck."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    @cached_property
    def heads(self) -> Heads:
        """Ids and what they are about. Raises `Damaged`."""
        try:
            found = {name: json.loads(body) for name, body in self._tables.all("SELECT name, body FROM head")}
            ids = [name for (name,) in self._tables.all("SELECT id FROM item ORDER BY place")]
            topics, roles, kinds = (_unpacked(found[name]) for name in ("topics", "roles", "kinds"))
            if not len(ids) == len(topics) == len(roles) == len(kinds):
                raise Damaged("It is not whole.")
            return Heads(ids, topics, roles, kinds, int(found["cards"]), dict(found["titles"]))
        except (LookupError, TypeError, ValueError) as error:
            raise Damaged(str(error)) from None

    def lines(self, places: Sequence[int]) -> dict[int, str]:
        """What a list shows of the items at these places. Raises `Damaged`."""
        marks = ",".join("?" * len(places))
        return dict(self._tables.all(f"SELECT place, line FROM item WHERE place IN ({marks})", places))  # noqa: S608

    def find(self, text: str, *, exact: bool) -> bytes:
        """One byte for each place: 1 where a word begins like this, or exactly these words stand in this order.

        Upper and lower case and accents are the same; `*` stands for any letters of a word. Raises `Damaged`.
        """
        count = len(self.heads.ids)
        bare = text if exact else text.rstrip("*")
        known = self._tables.all(
            "SELECT flags FROM common WHERE word = ? AND exact = ?", (folded(bare), exact)
        )
        if known and folded(bare) == bare.lower():
            return zlib.decompress(known[0][0], bufsize=count)
        flags = bytearray(count)
        for query in [_phrase(text)] if exact else self._begun(bare, open_end=text.endswith("*")):
            for (place,) in self._tables.all("SELECT rowid FROM words WHERE words MATCH ?", (query,)):
                flags[place] = 1
        return bytes(flags)

    def _begun(self, bare: str, *, open_end: bool) -> list[str]:
        if "*" not in bare:
            return [f"{_phrase(bare)} *"] if bare else []
        pattern = f"{folded(bare)}{'*' if open_end else ''}"
        found = self._tables.all("SELECT term FROM vocabulary WHERE term GLOB ?", (pattern,))
        words = [_phrase(word) for (word,) in found]
        return [" OR ".join(words[start : start + _WORDS]) for start in range(0, len(words), _WORDS)]

    def close(self) -> None:
        """Let go of it."""
        self._tables.close()


class Memory:
    """An index in memory."""

    def __init__(self, fill: Callable[[sqlite3.Connection], None]) -> None:
        self._connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self._lock = threading.Lock()
        fill(self._connection)

    def all(self, query: str, values: Iterable[object] = ()) -> list[Row]:
        """As `Tables` says."""
        try:
            with self._lock:
                return self._connection.execute(query, tuple(values)).fetchall()
        except sqlite3.Error as error:
            raise Damaged(str(error)) from None

    def close(self) -> None:
        """As `Tables` says."""
        self._connection.close()


def fill(
    db: sqlite3.Connection,
    deck: Deck,
    cards: Sequence[Card],
    questions: Sequence[Question],
    report: Callable[[int, int], None] | None = None,
) -> None:
    """Write the index; `report` is told now and then how many items of how many are in it."""
    for table in _TABLES:
        db.execute(table)
    topics: list[str] = []
    roles: list[str] = []
    kinds: list[str] = []
    titles: dict[str, str] = {}
    total = len(cards) + len(questions)

    lines: list[tuple[int, str, str]] = []

    def read() -> Iterator[tuple[int, str]]:
        for place, item in enumerate(_both(cards, questions)):
            topics.append(item.topic)
            roles.append(item.role)
            kinds.append(item.kind.value)
            if item.role:
                titles.setdefault(item.role, item.role_title)
            line = item.prompt if isinstance(item, Card) else item.stem
            lines.append((place, item.id, " ".join(line.split())[:_LINE]))
            yield place, _body(deck, item)
            if report is not None and place % _REPORT == 0:
                report(place, total)

    db.executemany("INSERT INTO words (rowid, body) VALUES (?, ?)", read())
    db.executemany("INSERT INTO item VALUES (?, ?, ?)", lines)
    db.execute("INSERT INTO words (words) VALUES ('optimize')")
    db.executemany("INSERT INTO common VALUES (?, ?, ?)", common_words(db, total))
    for name, value in (
        ("topics", _packed(topics)), ("roles", _packed(roles)), ("kinds", _packed(kinds)),
        ("cards", len(cards)), ("titles", titles),
    ):  # fmt: skip
        db.execute("INSERT INTO head VALUES (?, ?)", (name, json.dumps(value)))
    if report is not None:
        report(total, total)


def _both(cards: Sequence[Card], questions: Sequence[Question]) -> Iterator[Card | Question]:
    yield from cards
    yield from questions


def _body(deck: Deck, item: Card | Question) -> str:
    said = [item.role_title, item.why, *map(deck.source_title, item.sources)]
    if isinstance(item, Card):
        said += [item.prompt, item.answer, item.alt, *item.accept]
    else:
        said += [item.stem, *(option.text for option in item.options)]
    return "\n".join(filter(None, said))


class _Packed(TypedDict):
    values: list[str]
    places: list[int]


def _packed(column: list[str]) -> _Packed:
    """A column of few different values."""
    numbers = {value: number for number, value in enumerate(dict.fromkeys(column))}
    return {"values": list(numbers), "places": [numbers[value] for value in column]}


def _unpacked(packed: _Packed) -> list[str]:
    return list(map(packed["values"].__getitem__, packed["places"]))


def _phrase(text: str) -> str:
    escaped = text.replace('"', '""').replace("\0", " ")
    return f'"{escaped}"'


def folded(text: str) -> str:
    """As the index holds words: in lower case, without accents and what is no letter or number."""
    plain = unicodedata.normalize("NFD", text.lower())
    return "".join(c for c in plain if c.isalnum() or c == "*")
