"""Which decks there are: the bundled ones and those in the learner's own folders."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from decks.model import Deck, Mark
from decks.problems import Problem, Severity
from decks.reading.origins import MAIN_FILE, Origins

SUFFIXES = (".yaml", ".yml")


class DeckNotFound(Exception):
    """No deck of that name or path; the message says what there is."""


class Origin(StrEnum):
    """Where a deck came from."""

    OWN = "own"
    """It lies in the learner's deck folder, or was named by its path."""
    LINKED = "linked"
    """A link in the learner's deck folder leads to it."""
    BUNDLED = "bundled"


@dataclass(frozen=True, slots=True)
class Loaded:
    """One deck file, as far as it could be read."""

    path: Path
    deck: Deck | None
    problems: tuple[Problem, ...]
    bundled: bool

    @property
    def name(self) -> str:
        """The deck's id, or the file's name where the deck could not be read."""
        return self.deck.id if self.deck else self.path.stem

    @property
    def origin(self) -> Origin:
        """Where it came from."""
        if self.bundled:
            return Origin.BUNDLED
        return Origin.LINKED if self.path.is_symlink() else Origin.OWN


def bundled_folder() -> Path:
    """Where the decks lie that come with the program."""
    return Path(__file__).parent / "bundled"


class Library:
    """The decks in a list of folders, the bundled ones last; a learner's own deck hides a bundled one of the same id."""

    def __init__(self, folders: Sequence[Path], read: "Reader | None" = None) -> None:
        """`read` reads a deck's file; `load_file` by default."""
        self._folders = tuple(folders)
        self._read: Reader = read or load_file

    def files(self) -> list[tuple[Path, bool]]:
        """The deck files, sorted within each folder, each with whether it is bundled."""
        found: list[tuple[Path, bool]] = []
        for folder, bundled in [*((folder, False) for folder in self._folders), (bundled_folder(), True)]:
            try:
                names = sorted(
                    entry
                    for entry in folder.iterdir()
                    if entry.suffix.lower() in SUFFIXES or (entry / MAIN_FILE).is_file()
                )
            except OSError:
                continue  # a folder that is not there holds no decks
            found += [(path, bundled) for path in names if not path.name.startswith(".")]
        return found

    def load_all(self) -> list[Loaded]:
        """Every deck; one whose id an earlier file has is reported and not offered, unless it is a bundled one."""
        return list(self.each())

    def each(self) -> Iterator[Loaded]:
        """What `load_all` gives, each deck read when it is come to."""
        first: dict[str, Path] = {}
        for path, bundled in self.files():
            loaded = self._read(path, bundled=bundled)
            if loaded.deck is not None and loaded.deck.id in first:
                if bundled:
                    continue
                what = f"the deck id “{loaded.deck.id}” is taken by {first[loaded.deck.id]}"
                problem = Problem(
                    Mark(str(path), 1, 1), "D201", Severity.ERROR, what, "give each deck an id of its own"
                )
                loaded = replace(loaded, deck=None, problems=(problem, *loaded.problems))
            elif loaded.deck is not None:
                first[loaded.deck.id] = path
            yield loaded

    def load(self, name: str) -> Loaded:
        """The deck with this id, or in the file at this path.

        Raises:
            DeckNotFound: there is neither.
        """
        path = Path(name)
        if path.suffix.lower() in SUFFIXES or path.is_file() or (path / MAIN_FILE).is_file():
            if not path.exists():
                raise DeckNotFound(f"There is no deck file {name}; check the path.")
            return self._read(path, bundled=False, shown=name)
        names = []
        for loaded in self.each():
            if loaded.name == name:
                return loaded
            names.append(loaded.name)
        from decks.reading.fields import (
            nearest,  # with the whole reading of decks, which the cache mostly spares
        )

        advice = nearest(name, names) or (
            "the decks are: " + ", ".join(names) if names else "there are no decks"
        )
        raise DeckNotFound(f"There is no deck “{name}”; {advice}.")


class Reader(Protocol):
    """What reads one deck file."""

    def __call__(self, path: Path, *, bundled: bool, shown: str | None = None) -> Loaded:
        """The deck, as far as it can be read, with its problems."""


def load_file(
    path: Path, *, bundled: bool, shown: str | None = None, origins: Origins | None = None
) -> Loaded:
    """One deck file with its problems; `origins` notes what was read."""
    from decks.reading.files import read_deck  # with the parser of YAML, which the cache mostly spares

    deck, problems = read_deck(path, shown, origins=origins)
    return Loaded(path, deck, tuple(problems), bundled)
