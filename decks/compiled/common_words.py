"""Of a full-text index: the words, and beginnings of words, that so many items have that reading their places one by one
would take longer than a learner who types should wait. Their places are kept ready.
"""

import sqlite3
import zlib
from collections import Counter
from collections.abc import Iterator

FEW = 2000
"""Items that are read so quickly that nothing has to be kept ready."""
_MANY = 40
"""A word is common where one of so many items has it."""


def common_words(db: sqlite3.Connection, items: int) -> Iterator[tuple[str, bool, bytes]]:
    """Each common word (True) and beginning (False) with one packed byte for each place: 1 where an item has it.

    `db` has the tables `words` and `vocabulary` of `full_text`.
    """
    least = max(FEW, items // _MANY)
    if items < least:
        return
    # An upper bound: an item with two words of one beginning counts twice.
    starts: Counter[str] = Counter()
    for word, count in db.execute("SELECT term, doc FROM vocabulary"):
        for end in range(1, len(word) + 1):
            starts[word[:end]] += count
    db.execute("CREATE VIRTUAL TABLE temp.place USING fts5vocab('main', 'words', 'instance')")
    open_: dict[str, bytearray] = {}
    for word, count in db.execute("SELECT term, doc FROM vocabulary ORDER BY term").fetchall():
        for start in [start for start in open_ if not word.startswith(start)]:
            yield from _kept(start, open_.pop(start), least, exact=False)
        wanted = [word[:end] for end in range(1, len(word) + 1) if starts[word[:end]] >= least]
        if not wanted and count < least:
            continue
        places = [place for (place,) in db.execute("SELECT doc FROM temp.place WHERE term = ?", (word,))]
        for start in wanted:
            _mark(open_.setdefault(start, bytearray(items)), places)
        if count >= least:
            flags = bytearray(items)
            _mark(flags, places)
            yield from _kept(word, flags, least, exact=True)
    for start, flags in open_.items():
        yield from _kept(start, flags, least, exact=False)


def _mark(flags: bytearray, places: list[int]) -> None:
    for place in places:
        flags[place] = 1


def _kept(word: str, flags: bytearray, least: int, *, exact: bool) -> Iterator[tuple[str, bool, bytes]]:
    if sum(flags) >= least:
        yield word, exact, zlib.compress(flags, 1)
