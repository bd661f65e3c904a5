"""Rewriting a deck's files in one style and giving ids to entries that lack them; comments, order and words stay.

A formatter must not change what a deck says. So each result is read again and compared with what was there: where
anything but the new ids differs, or a comment got lost, the file is left alone and the place is told.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from decks.format.meaning import first_difference
from decks.format.roundtrip import RoundTrip, Untakeable, comments
from decks.format.schema import LISTS
from decks.model import Deck, Mark
from decks.problems import Problem, Severity
from decks.reading.decoding import Refused, decode
from decks.reading.files import DeckFile, deck_files, read_deck
from decks.reading.tree import parse_tree
from decks.text import is_slug, one_line, slug_of

BOM = "\ufeff"
WORDS = 5
"""So many words of a text make an id."""
_SINGULAR = {"duties": "duty", "not_duties": "boundary", "aliases": "alias", "equipment": "tool"}
_UNFIT = {"null", "true", "false", "yes", "no", "on", "off", "y", "n", *LISTS}
"""Words that cannot be ids, or that other programs would not take for texts."""
_PASSING = 5
"""So often at most a text is written and read again until it stays as it is."""


@dataclass(frozen=True, slots=True)
class Formatted:
    """One file of a deck, before and after."""

    path: Path
    shown: str
    """The file's name in messages."""
    before: str
    after: str
    added: tuple[str, ...]
    """The ids it was given, as `role/entry`."""


@dataclass(slots=True)
class Ids:
    """What ids are given from."""

    every: bool
    """Whether entries of lists other than `duties` get ids too."""
    roles: frozenset[str]
    """Ids of the deck's roles."""
    known: Mapping[tuple[str, str, str], str]
    """What entries without an id are known as so far, by role, list and text."""
    added: list[str]
    renames: dict[str, str]
    """Former and new names of entries that were known by their texts."""

    @classmethod
    def of(cls, deck: Deck | None, *, every: bool) -> "Ids":
        """The ids of a deck, as far as it could be read."""
        roles = deck.roles if deck else ()
        known = {
            (fact.role, fact.kind.value, fact.text): fact.id
            for role in roles
            for fact in role.facts()
            if fact.id.startswith("~")
        }
        return cls(every, frozenset(role.id for role in roles), known, [], {})


def format_deck(
    path: Path, shown: str | None = None, *, every: bool = False
) -> tuple[list[Formatted], list[Problem]]:
    """The files of a deck, the own one first, as they are and as they would be; none where a problem forbids it.

    Args:
        path: the deck's file or folder, or a file that decks include.
        shown: what to call it in messages; the path itself by default.
        every: give ids to the entries of all lists, not to duties alone. Entries without an id are known by their texts
            so far, so the deck's `renames` then says what they are called now, and learners keep their progress.
    """
    files, problems = deck_files(path, shown)
    problems = [problem for problem in problems if problem.code not in ("D110", "D111")]
    if problems:
        return [], problems
    ids = Ids.of(read_deck(path, shown)[0], every=every)
    found: list[Formatted] = []
    own, *parts = _each_once(files)
    for file in [*parts, own]:
        done = _format_file(file, ids, renames=file is own)
        if isinstance(done, Problem):
            return [], [done]
        found.insert(0, done)
    return found, []


def _each_once(files: list[DeckFile]) -> list[DeckFile]:
    """The files without those that are there under a second name."""
    first: dict[Path, DeckFile] = {}
    for file in files:
        first.setdefault(file.path.resolve(), file)
    return list(first.values())


def _format_file(file: DeckFile, ids: Ids, *, renames: bool) -> Formatted | Problem:
    text = decode(file.raw, file.shown)
    crlf = "\r\n" in text[: text.find("\n") + 1]
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    before_ids, before_names = len(ids.added), dict(ids.renames)
    try:
        after = plain if parse_tree(plain, file.shown) is None else _rewritten(plain, ids, renames=renames)
    except Untakeable as error:
        mark = Mark(file.shown, error.line, error.column)
        if "duplicate key" in str(error):
            return Problem(
                mark, "D108", Severity.ERROR, "this key stands here a second time", "keep one of the two"
            )
        return Problem(
            mark,
            "D104",
            Severity.ERROR,
            f"this cannot be formatted: {one_line(str(error))}",
            "quote the text",
        )
    added = tuple(ids.added[before_ids:])
    lost = _lost(plain, after, file.shown, added, ids.renames if renames else before_names)
    if lost is not None:
        return lost
    if crlf:
        after = after.replace("\n", "\r\n")
    had_bom = file.raw.startswith(BOM.encode())
    mark_of_order = BOM if had_bom else ""
    return Formatted(file.path, file.shown, mark_of_order + text, mark_of_order + after, added)


def _rewritten(text: str, ids: Ids, *, renames: bool) -> str:
    """The text with ids put in, and then written until writing changes nothing more. Raises `Untakeable`."""
    taken = RoundTrip(text)
    if taken.root is None:
        return text
    for role in _mappings(taken.root.get("roles")):
        _give_ids(role, ids)
    if renames and ids.renames:
        own = taken.root.get("renames")
        if not isinstance(own, CommentedMap):
            own = taken.root["renames"] = CommentedMap()
        own.update(ids.renames)
    after = taken.text()
    for _ in range(_PASSING):
        again = RoundTrip(after).text()
        if again == after:
            return after
        after = again
    return after


def _mappings(value: object) -> Iterator[CommentedMap]:
    for each in value if isinstance(value, CommentedSeq) else [value]:
        if isinstance(each, CommentedMap):
            yield each


def _give_ids(role: CommentedMap, ids: Ids) -> None:
    """Put ids into the entries of a role's lists that need one."""
    name = one_line(str(role.get("id", "")))
    if not is_slug(name):
        return
    taken = {one_line(str(each["id"])) for key in LISTS for each in _mappings(role.get(key)) if "id" in each}
    taken |= {*LISTS, *(f"reports-to-{other}" for other in ids.roles)}
    for key in LISTS:
        if key == "definition" or not (key == "duties" or ids.every):
            continue
        entries = role.get(key)
        if isinstance(entries, str):
            entries = role[key] = CommentedSeq([entries])
            _hand_down(role, key, entries, 0)
        for index, entry in enumerate(entries if isinstance(entries, CommentedSeq) else [entries]):
            text = one_line(str(entry.get("text") or "")) if isinstance(entry, CommentedMap) else entry
            text = one_line(text) if isinstance(text, str) else ""
            if not text or (isinstance(entry, CommentedMap) and "id" in entry):
                continue
            if key == "reports_to" and text in ids.roles:
                continue  # known by that role's id already
            given = _new_id(text, key, taken)
            taken.add(given)
            if isinstance(entry, CommentedMap):
                entry.insert(0, "id", given)
            else:
                whole = CommentedMap({"id": given, "text": entry})
                if entries.fa.flow_style():
                    whole.fa.set_flow_style()
                entries[index] = whole
                _hand_down(entries, index, whole, "text")
            ids.added.append(f"{name}/{given}")
            if former := ids.known.get((name, key, text)):
                ids.renames.setdefault(f"{name}/{former}", f"{name}/{given}")


def _hand_down(
    outer: CommentedMap | CommentedSeq, key: object, inner: CommentedMap | CommentedSeq, at: object
) -> None:
    """Move the comment behind a text along with it, into the collection that now holds the text."""
    comment = outer.ca.items.pop(key, None)
    if not comment:
        return
    behind = comment[2] if isinstance(outer, CommentedMap) else comment[0]
    if isinstance(inner, CommentedMap):
        inner.ca.items[at] = [None, None, behind, None]
    else:
        inner.ca.items[at] = [behind, None]


def _new_id(text: str, key: str, taken: set[str]) -> str:
    """An id made of a text's first words, or of the list's name where the text has none in Latin letters."""
    near = "-".join(slug_of(text).split("-")[:WORDS])
    word = _SINGULAR.get(key, "entry")
    if not near or near in _UNFIT or near.replace("-", "").isdigit():
        near = f"{word}-{near or 1}"
    given, number = near, 1
    while given in taken:
        number += 1
        given = f"{word}-{number}" if near == f"{word}-1" else f"{near}-{number}"
    return given


def _lost(
    before: str, after: str, shown: str, added: tuple[str, ...], renames: Mapping[str, str]
) -> Problem | None:
    """Where formatting would change what the file says, or lose a comment; None where it does neither."""
    what = "formatting would change what stands here"
    old = parse_tree(before, shown)
    try:
        new = parse_tree(after, shown)
    except Refused as refused:
        place: Mark | None = Mark(shown, min(refused.problem.mark.line, before.count("\n") + 1), 1)
    else:
        place = first_difference(old, new, frozenset(added), renames) if old and new else None
    if place is None and sorted(comments(before)) != sorted(comments(after)):
        gone = next((each for each in comments(before) if each not in comments(after)), "")
        line = next((n for n, each in enumerate(before.split("\n"), 1) if gone in each), 1)
        place, what = Mark(shown, line, 1), "formatting would lose a comment here"
    if place is None:
        return None
    return Problem(place, "D104", Severity.ERROR, what, "write it more simply; the file was left as it was")
