"""Any other classification or list of roles: a table whose columns are found by their names, or named."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from decks.english.verbs import is_gerund
from decks.importing.bullets import items
from decks.importing.columns import Header, find_header, key_of, telling, value
from decks.importing.occupations import Imported, Occupation, Source, chosen, duty_id
from decks.importing.problems import Unimportable
from decks.importing.rows import Step, no_step, table
from decks.importing.table_columns import FIELDS
from decks.importing.texts import definition, duty, phrase
from decks.text import slug_of

_ADVICE = "name the one that holds the titles of the roles with --title-column"
SEVERAL = ("tasks", "aliases")
"""Fields that may be spread over several columns."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """How a table is to be understood, where that is not left to its names."""

    columns: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """By field, the names of its columns."""
    where: Sequence[tuple[str, str]] = ()
    """Only rows that have these texts in these columns."""
    bullet: str = ""
    separator: str = ""
    sheet: str = ""
    language: str = "en"
    """Only English tasks are put into base form."""


@dataclass(slots=True)
class Understood:
    """What was understood of a table, to be shown before a deck is made of it."""

    how: str
    header: Header
    rows: int = 0
    """Rows after the header that hold anything."""
    other: int = 0
    """Rows that were not asked for."""
    titleless: list[int] = field(default_factory=list)
    """Numbers of rows that name no role and follow none."""
    occupations: list[Occupation] = field(default_factory=list)
    topics: dict[str, str] = field(default_factory=dict)
    """Titles of topics by id."""
    language: str = "en"

    def unused(self) -> list[str]:
        """Names of columns that nothing was taken from."""
        taken = {place for places in self.header.places.values() for place in places}
        return [name for place, name in enumerate(self.header.names) if name and place not in taken]


def understand(path: Path, mapped: Mapped, step: Step = no_step) -> Understood:
    """Read a table of roles: one row a role, or several that repeat its title or code, or leave them empty.

    Raises:
        Unimportable: the file cannot be read, or lacks a column that was named or that titles would stand in.
    """
    named = {name: mapped.columns[name] for name in FIELDS if name in mapped.columns}
    synonyms = {**named, **{name: names for name, names in FIELDS.items() if name not in named}}
    several = (*SEVERAL, *(name for name in named if len(named[name]) > 1))
    required = ["title", *named]
    source = table(path, mapped.sheet, step, telling(synonyms, required, several))
    advice = {} if "title" in named else {"title": _ADVICE}
    header, rows = find_header(source, synonyms, required, several, advice)
    for name in (*(each for names in named.values() for each in names), *(name for name, _ in mapped.where)):
        if key_of(name) not in map(key_of, header.names):
            there = ", ".join(f"“{each}”" for each in header.names if each)
            raise Unimportable(
                f"{path}:{header.number}: there is no column “{name}”; the columns are {there}."
            )
    places = [key_of(name) for name in header.names]
    filters = [(places.index(key_of(name)), text) for name, text in mapped.where]
    found = Understood(source.how, header, language=mapped.language)
    by_key: dict[str, Occupation] = {}
    last: Occupation | None = None
    wanted = True
    for number, row in rows:
        found.rows += 1
        cells = {name: value(row, header, name) for name in FIELDS}
        title = " ".join(cells["title"].split())
        here = [row[place] if place < len(row) else "" for place, _ in filters]
        if title or any(here):  # else the row goes on with the one before
            wanted = here == [text for _, text in filters]
        if not wanted:
            found.other += 1
            last = None if title else last
            continue
        if title and not any(letter.isalpha() for letter in title):  # "Total: 1,234"
            found.titleless.append(number)
            last = None
            continue
        if title:
            code = " ".join(cells["code"].split())
            last = by_key.setdefault(f"{code}\n{title.casefold()}", Occupation(code, title))
        elif last is None or cells["code"] not in ("", last.code):
            found.titleless.append(number)
            continue
        _add(found, last, cells, mapped)
    found.occupations = list(by_key.values())
    if not found.occupations:
        raise Unimportable(f"{path}:{header.number}: no row after the header names a role.")
    return found


def _add(found: Understood, role: Occupation, cells: Mapping[str, str], mapped: Mapped) -> None:
    """Add what a row says of a role."""
    if cells["definition"] and not role.definition:
        role.definition = definition(cells["definition"], role.title)
    known = {text.casefold() for _, text in role.duties}
    tasks = items(cells["tasks"], bullet=mapped.bullet, separator=mapped.separator) if cells["tasks"] else []
    gerunds = sum(is_gerund(task.partition(" ")[0].lower()) for task in tasks) * 2 > len(tasks)
    for task in tasks:
        text = duty(task, gerunds) if mapped.language.startswith("en") else phrase(task)
        if text and text.casefold() not in known:
            known.add(text.casefold())
            role.duties.append((duty_id(text), text))
    for name, texts in (
        ("aliases", role.titles),
        ("equipment", role.equipment),
        ("requirements", role.requirements),
    ):
        if cells[name]:
            texts += [new for each in _listed(cells[name], mapped) if (new := phrase(each)) not in texts]
    role.uses = role.equipment
    if not role.topic and (topic := slug_of(cells["topic"])):
        role.topic = topic
        found.topics.setdefault(topic, phrase(cells["topic"]))


def _listed(text: str, mapped: Mapped) -> list[str]:
    """The things in a cell of short texts, where commas part them too if nothing else does."""
    found = items(text, bullet=mapped.bullet, separator=mapped.separator)
    if len(found) == 1 and not mapped.separator and not mapped.bullet:
        return [each.strip() for each in re.split(r",| [/|] ", found[0]) if each.strip()]
    return found


def read_table(
    path: Path,
    understood: Understood,
    codes: Sequence[str] = (),
    titles: Sequence[str] = (),
    scheme: str = "",
) -> Imported:
    """The roles of a table that was understood.

    Args:
        path: the file, for the deck's title and its source.
        understood: what was made of it.
        codes: patterns for codes, as for `chosen`.
        titles: patterns for titles, likewise.
        scheme: the classification whose codes they are; an id.

    Raises:
        Unimportable: no role matches.
    """
    kept = chosen(understood.occupations, codes, titles)
    for each in kept:
        if each.code:
            each.codes = {scheme or "code": each.code}
    notes = [f"row {number} was left out, for it names no role" for number in understood.titleless[:5]]
    if len(understood.titleless) > 5:
        notes.append(f"{len(understood.titleless) - 5} more rows were left out, for they name no role")
    idle = sum(not each.duties for each in kept)
    if idle:
        notes.append(f"no duties: {idle} of {len(kept)} roles")
    same = sum(count > 1 for count in Counter(each.title.casefold() for each in kept).values())
    if same:
        notes.append(f"{same} titles stand for several roles: give each a title of its own")
    name = slug_of(path.stem) or "table"
    return Imported(
        deck=name,
        title=path.stem.replace("_", " ").strip() or "Roles",
        description=f"What roles are and do, after the table {path.name}.",
        source=Source(id=name, title=path.name),
        attribution=f"Made from the table {path.name}. Say here whose it is, and under what terms.",
        occupations=kept,
        topics=understood.topics,
        language=understood.language,
        notes=tuple(notes),
    )
