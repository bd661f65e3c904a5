"""Bringing decks into the learner's own deck folder: whole, checked for what is there, and without overwriting."""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from decks.aside import set_aside
from decks.format.json_schema import FILE, PART_FILE, schema_text
from decks.format.starter import MODELINE
from decks.library import Library, Loaded, load_file
from decks.model import Deck
from decks.reading.decoding import decode
from decks.reading.files import MAIN_FILE, DeckFile, deck_files
from decks.reading.tree import Mapping, Scalar, parse_tree


class NotAdded(Exception):
    """The deck was not added and nothing was changed; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Added:
    """A deck that is now in the folder."""

    path: Path
    """Its file, folder or link there."""
    kept: Path | None
    """Where the deck is now that was there under its id."""


def own_deck(folder: Path, name: str) -> Loaded | None:
    """The deck of that id in the folder, if there is one."""
    own = (load_file(path, bundled=False) for path, bundled in Library([folder]).files() if not bundled)
    return next((each for each in own if each.deck is not None and each.deck.id == name), None)


def add_deck(path: Path, deck: Deck, folder: Path, *, link: bool = False, replace: bool = False) -> Added:
    """Copy a deck into the folder, or put a link to it there.

    A deck of one file becomes `<id>.yaml`; one of several files, or with pictures, the folder `<id>`. What is copied is
    what the deck uses: its own file, those it includes, its pictures, and the schemas for editors beside it.

    Args:
        path: the deck's file, or its folder.
        deck: what was read from there.
        folder: the learner's deck folder; made if it is not there.
        link: put a symbolic link there, so that edits at `path` are seen at once.
        replace: take the place of a deck of the same id, which is kept beside under a hidden name.

    Raises:
        NotAdded: there is a deck of that id or a file in its place already, or it cannot be written.
    """
    path = path.parent if path.name == MAIN_FILE and path.is_file() else path
    whole = path.is_dir()
    own = own_deck(folder, deck.id)
    if own and own.path.samefile(path):
        raise NotAdded(f"The deck “{deck.id}” is in your deck folder already: {own.path}.")
    if own and not replace:
        raise NotAdded(
            f"You have a deck “{deck.id}” already: {own.path}. With --replace this one takes its place, and that one is kept beside it."
        )
    files = [] if whole and link else _used(path, deck)
    several = whole or len(files) > 1
    if link and several and not whole:
        raise NotAdded(
            f"A deck of several files can be linked when its own file is called {MAIN_FILE}; rename it."
        )
    target = folder / (deck.id if several else f"{deck.id}.yaml")
    if _there(target) and not (own and own.path == target):
        raise NotAdded(f"{target} is in the way, and is no deck “{deck.id}”; rename it first.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".adding-", dir=folder) as place:
            new = Path(place) / target.name
            if link:
                new.symlink_to(path.resolve(), target_is_directory=whole)
            elif several:
                _write_files(files, new)
            else:
                _write(new, files[0].raw)
            return _put(new, target, own.path if own else None)
    except OSError as error:
        raise NotAdded(f"{target} cannot be written: {error.strerror or error}.") from None


def copy_deck(path: Path, deck: Deck, folder: Path, name: str) -> Added:
    """Copy a deck into the folder to be edited there, under an id of its own or its old one; with the schema for editors.

    Raises:
        NotAdded: as `add_deck`; or the line with the deck's id cannot be rewritten.
    """
    path = path.parent if path.name == MAIN_FILE and path.is_file() else path
    own = own_deck(folder, name)
    target = folder / (name if path.is_dir() else f"{name}.yaml")
    if own or _there(target):
        there = own.path if own else target
        raise NotAdded(f"You have “{name}” already: {there}. Give the copy an id of its own with --as.")
    first, *rest = _used(path, deck)
    raw = _with_modeline(_renamed(first.raw, name) if name != deck.id else first.raw)
    files = [DeckFile(first.path, first.shown, first.name, raw), *rest]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".adding-", dir=folder) as place:
            several = path.is_dir() or len(files) > 1
            target = folder / (name if several else f"{name}.yaml")
            new = Path(place) / target.name
            if several:
                _write_files(files, new)
            else:
                _write(new, raw)
            schema = (new if several else folder) / FILE
            if not schema.exists():
                _write(schema, schema_text().encode())
            return _put(new, target, None)
    except OSError as error:
        raise NotAdded(f"{target} cannot be written: {error.strerror or error}.") from None


def remove_deck(loaded: Loaded, folder: Path) -> Path | None:
    """Take a deck out of the folder: a link goes, a file or folder gets a hidden name, which is returned.

    Raises:
        NotAdded: it is not in the folder, or cannot be renamed.
    """
    if loaded.bundled:
        raise NotAdded(f"The deck “{loaded.name}” comes with the program and stays.")
    if loaded.path.parent.resolve() != folder.resolve():
        raise NotAdded(f"{loaded.path} is not in your deck folder.")
    try:
        if loaded.path.is_symlink():
            loaded.path.unlink()
            return None
        return set_aside(loaded.path)
    except OSError as error:
        raise NotAdded(f"{loaded.path} cannot be removed: {error.strerror or error}.") from None


def _there(path: Path) -> bool:
    return path.exists() or path.is_symlink()


def _used(path: Path, deck: Deck) -> list[DeckFile]:
    """The files that a deck uses, the own one first. Raises `NotAdded` where one cannot be read."""
    files, _ = deck_files(path)
    if not files:
        raise NotAdded(f"{path} cannot be read.")
    folder = files[0].path.parent
    names = {card.image for card in deck.cards if card.image}
    if path.is_dir():
        names |= {name for name in (FILE, PART_FILE) if (folder / name).is_file()}
    try:
        more = [DeckFile(folder / name, name, name, (folder / name).read_bytes()) for name in sorted(names)]
    except OSError as error:
        raise NotAdded(f"{error.filename} cannot be read: {error.strerror or error}.") from None
    return [*files, *more]


def _write_files(files: list[DeckFile], folder: Path) -> None:
    folder.mkdir()
    for number, file in enumerate(files):
        target = folder / (MAIN_FILE if number == 0 else file.name)
        target.parent.mkdir(parents=True, exist_ok=True)
        _write(target, file.raw)


def _write(path: Path, raw: bytes) -> None:
    with path.open("wb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())


def _put(new: Path, target: Path, old: Path | None) -> Added:
    """Give what was written its place, in one step; what was there is kept under another name."""
    kept = set_aside(old) if old else None
    try:
        new.rename(target)
    except OSError:
        if old and kept:
            kept.rename(old)
        raise
    return Added(target, kept)


def _renamed(raw: bytes, name: str) -> bytes:
    """The deck's file with another id. Raises `NotAdded`."""
    text = decode(raw, "")
    root = parse_tree(text, "")
    pairs = root.pairs if isinstance(root, Mapping) else []
    node = next((value for key, value in pairs if key.value == "deck"), None)
    lines = text.splitlines(keepends=True)
    if isinstance(node, Scalar) and node.line <= len(lines):
        line = lines[node.line - 1]
        before, rest = line[: node.column - 1], line[node.column - 1 :]
        for written in (node.value, f'"{node.value}"', f"'{node.value}'"):
            if rest.startswith(written):
                lines[node.line - 1] = before + name + rest.removeprefix(written)
                return "".join(lines).encode()
    raise NotAdded(
        "The line with the deck's id is written in an unusual way; write it as “deck: id” and try again."
    )


def _with_modeline(raw: bytes) -> bytes:
    """The deck's file with the comment that tells editors of the schema."""
    text = decode(raw, "")
    if "yaml-language-server:" in text.partition("\ndeck:")[0]:
        return raw
    return f"{MODELINE}{FILE}\n{text}".encode()
