"""Finding the row of a table that names its columns, and which column is which, under whatever name."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from decks.importing.problems import Unimportable
from decks.importing.rows import DEEPEST, Row, Table, Telling

_LETTERS = re.compile(r"[^a-z0-9]+")

Synonyms = Mapping[str, Sequence[str]]
"""By field: the names that its column may have, the likeliest first; `* code` stands for any name that ends in *code*."""


def key_of(name: str) -> str:
    """What two spellings of a column's name have in common: its letters and digits, whatever the case and line breaks."""
    return _LETTERS.sub("", name.casefold()) or name.casefold().strip()


@dataclass(frozen=True, slots=True)
class Header:
    """The row of a table that names its columns."""

    number: int
    """The row's number."""
    names: tuple[str, ...]
    """The names as they stand, on one line each."""
    places: Mapping[str, tuple[int, ...]]
    """By field, where its columns are, counted from 0; fields without one are missing."""

    def name(self, field: str) -> str:
        """What the column of a field is called in the table."""
        return ", ".join(f"“{self.names[place]}”" for place in self.places[field])


def _is_name(key: str, name: str) -> bool:
    end = name.removeprefix("* ")
    return key == key_of(name) if end == name else key.endswith(key_of(end)) and key != key_of(end)


def places_in(row: Row, synonyms: Synonyms, several: Sequence[str] = ()) -> dict[str, tuple[int, ...]]:
    """Where the columns of fields are in a row of names; fields in `several` may have more than one column."""
    keys = [key_of(name) for name in row]
    found: dict[str, tuple[int, ...]] = {}
    taken: set[int] = set()
    for field, names in synonyms.items():
        for name in names:
            here = [place for place, key in enumerate(keys) if _is_name(key, name) and place not in taken]
            here = here if field in several else here[:1]
            if here:
                found[field] = (*found.get(field, ()), *here)
                taken.update(here)
                if field not in several:
                    break
    return found


def telling(synonyms: Synonyms, required: Sequence[str], several: Sequence[str] = ()) -> Telling:
    """What says of a row how many fields it names; 0 where it lacks a required one."""

    def told(row: Row) -> int:
        places = places_in(row, synonyms, several)
        return len(places) if all(field in places for field in required) else 0

    return told


def find_header(
    table: Table,
    synonyms: Synonyms,
    required: Sequence[str],
    several: Sequence[str] = (),
    advice: Mapping[str, str] | None = None,
) -> tuple[Header, Iterator[tuple[int, Row]]]:
    """The header and the rows after it.

    It is the row among the first ones that names most fields, all required ones among them. `advice` says by field what to do
    where its column is missing.

    Raises:
        Unimportable: no row names the required fields.
    """
    rows, ahead = table.rows, []
    best: Header | None = None
    for number, row in rows:
        ahead.append((number, row))
        places = places_in(row, synonyms, several)
        if all(field in places for field in required) and (best is None or len(places) > len(best.places)):
            best = Header(number, tuple(" ".join(name.split()) for name in row), places)
        if len(ahead) >= DEEPEST or (best and len(best.places) == len(synonyms)):
            break
    if best is None:
        if not ahead:
            raise Unimportable(f"{table.name} is empty.")
        fullest = max(
            ahead,
            key=lambda each: (len(places_in(each[1], synonyms, several)), len(list(filter(None, each[1])))),
        )
        has = places_in(fullest[1], synonyms, several)
        missing = [field for field in required if field not in has]
        lacking = " and ".join(f"“{synonyms[field][0]}”" for field in missing)
        advised = "".join(f"; {advice[field]}" for field in missing if advice and field in advice)
        there = ", ".join(f"“{' '.join(name.split())}”" for name in fullest[1][:12] if name)
        raise Unimportable(
            f"{table.name}:{fullest[0]}: there is no column {lacking}; the columns are {there}{advised}."
        )
    at = best.number

    def rest() -> Iterator[tuple[int, Row]]:
        yield from (each for each in ahead if each[0] > at)
        yield from rows

    return best, rest()


def value(row: Row, header: Header, field: str) -> str:
    """The text of a field in a row; empty where there is none. Several columns are joined by line breaks."""
    places = header.places.get(field, ())
    return "\n".join(row[place] for place in places if place < len(row) and row[place])
