"""Decks of several files: the parts that `include` names are read into the tree of the deck's own file."""

from collections.abc import Callable
from pathlib import PurePosixPath

from decks.reading.decoding import Refused
from decks.reading.fields import Notes
from decks.reading.tree import Mapping, Node, Scalar, Sequence
from decks.text import one_line

MAX_FILES = 500
"""Files that one deck may have."""
LISTS = ("roles", "cards", "questions")
MAPPINGS = ("sources", "topics")
"""The keys that a part may have besides `include`; what stands there is added to what the deck's own file has."""

Reader = Callable[[str], Node | None]
"""Reads the file at a path relative to the deck's folder; raises `Refused` with a problem in that file, or `Unreadable`."""


class Unreadable(Exception):
    """A file that `include` names cannot be had; the message says why, and `advice` what to do."""

    def __init__(self, why: str, advice: str) -> None:
        super().__init__(why)
        self.advice = advice


def with_parts(root: Node, read: Reader, notes: Notes) -> None:
    """Add to a deck's tree what its included files, and those that they include, hold."""
    if not isinstance(root, Mapping):
        return
    seen: set[str] = set()
    ahead = _included(root, "", notes)
    while ahead:
        place, name = ahead.pop(0)
        if name in seen:
            notes.error(
                place, "D119", f"“{one_line(name)}” is included a second time", "include each file once"
            )
            continue
        seen.add(name)
        if len(seen) > MAX_FILES:
            notes.error(place, "D119", f"the deck has more than {MAX_FILES} files", "join some")
            return
        try:
            part = read(name)
        except Unreadable as unreadable:
            notes.error(
                place, "D118", f"“{one_line(name)}” cannot be included: {unreadable}", unreadable.advice
            )
            continue
        except Refused as refused:
            notes.problems.append(refused.problem)
            continue
        if isinstance(part, Mapping):
            _add(root, part, notes)
            ahead += _included(part, str(PurePosixPath(name).parent), notes)
        elif part is not None:
            notes.error(
                part, "D110", "a part of a deck is a mapping", "write “roles:” and, below it, the roles"
            )


def _included(mapping: Mapping, folder: str, notes: Notes) -> list[tuple[Scalar, str]]:
    """The files that a mapping includes, by their paths from the deck's folder."""
    found: list[tuple[Scalar, str]] = []
    for key, value in mapping.pairs:
        if key.value != "include":
            continue
        for item in value.items if isinstance(value, Sequence) else [value]:
            if not isinstance(item, Scalar) or not item.value.strip():
                notes.error(item, "D110", "“include” is a list of paths", "write “include: [roles.yaml]”")
                continue
            path = PurePosixPath(item.value)
            if path.is_absolute() or ".." in path.parts or "\\" in item.value:
                what = f"“{one_line(item.value)}” leads out of the deck's folder"
                notes.error(item, "D117", what, "include files of this folder and those in it, with “/”")
                continue
            found.append((item, str(PurePosixPath(folder) / path)))
    return found


def _add(root: Mapping, part: Mapping, notes: Notes) -> None:
    for key, value in part.pairs:
        if key.value == "include":
            continue
        if key.value not in (*LISTS, *MAPPINGS):
            what = f"a part of a deck has no key “{one_line(key.value)}”"
            notes.error(key, "D111", what, "the keys are include, " + ", ".join((*MAPPINGS, *LISTS)))
            continue
        own = next((node for name, node in root.pairs if name.value == key.value), None)
        if own is None:
            root.pairs.append((key, value))
        elif isinstance(own, Sequence):
            own.items += value.items if isinstance(value, Sequence) else [value]
        elif isinstance(own, Mapping) and isinstance(value, Mapping):
            own.pairs += value.pairs
        else:
            kind = "list" if key.value in LISTS else "mapping"
            notes.error(
                value, "D110", f"“{key.value}” is a {kind}, in each file", "write it as FORMAT.md shows"
            )
