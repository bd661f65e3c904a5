"""Reading deck files: the only module that opens them."""

import codecs
import os
import re
import stat
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path, PurePath

from decks.model import Deck, Mark
from decks.problems import Problem, Severity
from decks.reading.decoding import Refused, decode
from decks.reading.fields import Notes
from decks.reading.including import Unreadable, with_parts
from decks.reading.origins import MAIN_FILE as MAIN_FILE
from decks.reading.origins import Origins, missing
from decks.reading.parsing import build_deck
from decks.reading.tree import Node, Room, parse_tree

MAX_BYTES = 32 * 1024 * 1024
"""What all files of a deck may hold together. A deck of 900 roles with 18,000 duties takes about 5 MB."""
_LINE_ENDS = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What ends a line for the parser of YAML, by whose lines problems are placed."""


def read_deck(
    path: Path, shown: str | None = None, *, nameless: bool = False, origins: Origins | None = None
) -> tuple[Deck | None, list[Problem]]:
    """The deck in a file, or in the folder of a `deck.yaml`, and everything that is wrong with it.

    Args:
        path: the YAML file or the folder.
        shown: what to call it in messages; the path itself by default.
        nameless: to have a deck without an id or title too, so that the rest of it can be checked; it is of no other use.
        origins: notes which files were read, and how they were.

    Returns:
        The deck without its unsound parts, or None where nothing of it can be used; and the problems, file by file in
        the order of their lines.
    """
    shown = str(path) if shown is None else shown
    if path.is_dir():
        path, shown = path / MAIN_FILE, str(PurePath(shown) / MAIN_FILE)
    files = _Files(path.parent, PurePath(shown).parent, origins)
    try:
        raw = files.read(path)
    except Unreadable as unreadable:
        return None, [_unreadable(unreadable, shown)]
    return _parse(raw, shown, files, nameless=nameless)


def parse_deck(text: bytes | str, shown: str) -> tuple[Deck | None, list[Problem]]:
    """The deck in a text, as `read_deck`; never raises for what the text holds, and reads no file that it includes."""
    return _parse(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text, shown, None)


@dataclass(frozen=True, slots=True)
class DeckFile:
    """One of the files of a deck."""

    path: Path
    shown: str
    """The file's name in messages."""
    name: str
    """Its path from the deck's folder, with “/”."""
    raw: bytes


def deck_files(path: Path, shown: str | None = None) -> tuple[list[DeckFile], list[Problem]]:
    """The deck's own file and those that it includes, as they are; and why, where one cannot be had or is no YAML.

    Takes the same arguments as `read_deck`.
    """
    shown = str(path) if shown is None else shown
    if path.is_dir():
        path, shown = path / MAIN_FILE, str(PurePath(shown) / MAIN_FILE)
    files, notes = _Files(path.parent, PurePath(shown).parent), Notes(shown)
    found: list[DeckFile] = []

    def part(name: str) -> Node | None:
        raw = files.part_bytes(name)
        found.append(DeckFile(path.parent / name, files.shown(name), name, raw))
        return parse_tree(decode(raw, found[-1].shown), found[-1].shown)

    try:
        found.append(DeckFile(path, shown, path.name, files.read(path)))
        root = parse_tree(decode(found[0].raw, shown), shown)
        if root is not None:
            with_parts(root, part, notes)
    except Unreadable as unreadable:
        notes.problems.append(_unreadable(unreadable, shown))
    except Refused as refused:
        notes.problems.append(refused.problem)
    return found, notes.problems


def _unreadable(unreadable: Unreadable, shown: str) -> Problem:
    what = f"the file cannot be read ({unreadable})"
    return Problem(Mark(shown, 1, 1), "D101", Severity.ERROR, what, unreadable.advice)


def _parse(
    raw: bytes, shown: str, files: "_Files | None", *, nameless: bool = False
) -> tuple[Deck | None, list[Problem]]:
    notes = Notes(shown)
    try:
        root = parse_tree(decode(raw, shown), shown, files.room if files else None)
    except Refused as refused:
        return None, [refused.problem]
    if root is None:
        what, advice = "the file is empty", "start it with “deck: …” and “title: …”"
        return None, [Problem(Mark(shown, 1, 1), "D110", Severity.ERROR, what, advice)]
    with_parts(root, files.part if files else _no_files, notes)
    deck = build_deck(root, notes, files.missing if files else lambda _: "", nameless=nameless)
    order = {name: place for place, name in enumerate(dict.fromkeys(p.mark.path for p in notes.problems))}
    order[shown] = -1
    return deck, sorted(notes.problems, key=lambda p: (order[p.mark.path], p.mark.line, p.mark.column))


def _no_files(_: str) -> Node | None:
    raise Unreadable("the deck is not read from a file", "check the deck by its path")


class _Files:
    """The files of one deck: those in its folder, links that lead out of it left out."""

    def __init__(self, folder: Path, shown: PurePath, origins: Origins | None = None) -> None:
        self._folder = folder
        self._shown = shown
        self._origins = origins or Origins()
        self._left = MAX_BYTES
        self.room = Room()

    def part(self, name: str) -> Node | None:
        """The tree of an included file. Raises `Unreadable` or `Refused`."""
        shown = self.shown(name)
        return parse_tree(decode(self.part_bytes(name), shown), shown, self.room)

    def part_bytes(self, name: str) -> bytes:
        """The bytes of an included file. Raises `Unreadable`."""
        why = self.missing(name)
        if why:
            raise Unreadable(why, "name a file in the deck's folder")
        return self.read(self._folder / name)

    def shown(self, name: str) -> str:
        """What a file of the deck is called in messages."""
        return str(self._shown / name)

    def missing(self, name: str) -> str:
        """Why there is no such file in the deck's folder; empty where there is one."""
        why = self._origins.answers[name] = missing(self._folder, name)
        return why

    def read(self, path: Path) -> bytes:
        """The bytes of a file. Raises `Unreadable`."""
        try:
            return self._read(path)
        except Unreadable:
            self._origins.whole = False
            raise

    def _read(self, path: Path) -> bytes:
        advice = "check its name and permissions"
        try:
            # Opening a pipe would wait for somebody to write into it.
            with os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:
                before = os.fstat(file.fileno())
                if not stat.S_ISREG(before.st_mode):
                    raise Unreadable("it is not a file", advice)
                raw = file.read(self._left + 1)
                after = os.fstat(file.fileno())
        except OSError as error:
            raise Unreadable(error.strerror or str(error), advice) from None
        except ValueError as error:
            raise Unreadable(str(error), advice) from None
        self._left -= len(raw)
        if self._left < 0:
            raise Unreadable(
                f"the deck is larger than {MAX_BYTES // 1024 // 1024} MB", "split it into several decks"
            )
        self._origins.note(path.relative_to(self._folder).as_posix(), before, after, raw)
        return raw


def lines_of(path: Path, numbers: Collection[int]) -> dict[int, str]:
    """The lines of a deck file that have these numbers, counted from 1, as they stand; of a file that cannot be read, none."""
    try:
        raw = _Files(path.parent, PurePath(path).parent).read(path)
    except Unreadable:
        return {}
    encoding = "utf-16" if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    lines = _LINE_ENDS.split(raw.decode(encoding, "replace"))
    return {number: lines[number - 1] for number in numbers if 1 <= number <= len(lines)}
