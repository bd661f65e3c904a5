"""Reading deck files: the only module that opens them."""

import os
import stat
from pathlib import Path, PurePath

from decks.decoding import Refused, decode
from decks.fields import Notes
from decks.including import Unreadable, with_parts
from decks.model import Deck, Mark
from decks.parsing import build_deck
from decks.problems import Problem, Severity
from decks.tree import Node, parse_tree

MAX_BYTES = 32 * 1024 * 1024
"""What all files of a deck may hold together. A deck of 900 roles with 18,000 duties takes about 5 MB."""
MAIN_FILE = "deck.yaml"
"""The deck's own file in a folder that is a deck."""


def read_deck(path: Path, shown: str | None = None) -> tuple[Deck | None, list[Problem]]:
    """The deck in a file, or in the folder of a `deck.yaml`, and everything that is wrong with it.

    Args:
        path: the YAML file or the folder.
        shown: what to call it in messages; the path itself by default.

    Returns:
        The deck without its unsound parts, or None where nothing of it can be used; and the problems, file by file in
        the order of their lines.
    """
    shown = str(path) if shown is None else shown
    if path.is_dir():
        path, shown = path / MAIN_FILE, str(PurePath(shown) / MAIN_FILE)
    files = _Files(path.parent, PurePath(shown).parent)
    try:
        raw = files.read(path)
    except Unreadable as unreadable:
        what = f"the file cannot be read ({unreadable})"
        return None, [Problem(Mark(shown, 1, 1), "D101", Severity.ERROR, what, unreadable.advice)]
    return _parse(raw, shown, files)


def parse_deck(text: bytes | str, shown: str) -> tuple[Deck | None, list[Problem]]:
    """The deck in a text, as `read_deck`; never raises for what the text holds, and reads no file that it includes."""
    return _parse(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text, shown, None)


def _parse(raw: bytes, shown: str, files: "_Files | None") -> tuple[Deck | None, list[Problem]]:
    notes = Notes(shown)
    try:
        root = parse_tree(decode(raw, shown), shown)
    except Refused as refused:
        return None, [refused.problem]
    if root is None:
        what, advice = "the file is empty", "start it with “deck: …” and “title: …”"
        return None, [Problem(Mark(shown, 1, 1), "D110", Severity.ERROR, what, advice)]
    with_parts(root, files.part if files else _no_files, notes)
    deck = build_deck(root, notes, files.missing if files else lambda _: "")
    order = {name: place for place, name in enumerate(dict.fromkeys(p.mark.path for p in notes.problems))}
    order[shown] = -1
    return deck, sorted(notes.problems, key=lambda p: (order[p.mark.path], p.mark.line, p.mark.column))


def _no_files(_: str) -> Node | None:
    raise Unreadable("the deck is not read from a file", "check the deck by its path")


class _Files:
    """The files of one deck: those in its folder, links that lead out of it left out."""

    def __init__(self, folder: Path, shown: PurePath) -> None:
        self._folder = folder
        self._shown = shown
        self._left = MAX_BYTES

    def part(self, name: str) -> Node | None:
        """The tree of an included file. Raises `Unreadable` or `Refused`."""
        shown = str(self._shown / name)
        why = self.missing(name)
        if why:
            raise Unreadable(why, "name a file in the deck's folder")
        return parse_tree(decode(self.read(self._folder / name), shown), shown)

    def missing(self, name: str) -> str:
        """Why there is no such file in the deck's folder; empty where there is one."""
        path = self._folder / name
        try:
            inside = path.resolve().is_relative_to(self._folder.resolve())
            if not inside:
                return "it leads out of the deck's folder"
            return "" if path.is_file() else "there is no such file"
        except (OSError, RuntimeError, ValueError) as error:  # links in a circle, names that no file can have
            return str(error)

    def read(self, path: Path) -> bytes:
        """The bytes of a file. Raises `Unreadable`."""
        advice = "check its name and permissions"
        try:
            # Opening a pipe would wait for somebody to write into it.
            with os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:
                if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                    raise Unreadable("it is not a file", advice)
                raw = file.read(self._left + 1)
        except OSError as error:
            raise Unreadable(error.strerror or str(error), advice) from None
        except ValueError as error:
            raise Unreadable(str(error), advice) from None
        self._left -= len(raw)
        if self._left < 0:
            raise Unreadable(
                f"the deck is larger than {MAX_BYTES // 1024 // 1024} MB", "split it into several decks"
            )
        return raw
