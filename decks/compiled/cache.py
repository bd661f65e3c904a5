"""A cache of what decks make, so that a large one is read, and its questions are made, once and not at every start.

The decks' files stay the truth: what is here is used only where each file of the deck is as it was when it was read, and
this version of the program made it; else the deck is read again. Where the cache cannot be read or written, all works
without it, only slower. This is the only module by which the rest of the program uses the cache.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import sqlite3
import zlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from decks.compiled.deck import DeckSource, StoredDeck, StoredQuestions
from decks.compiled.deck import named as named
from decks.compiled.files import Damaged, Draft, Rows
from decks.compiled.light import few_in_turn, id_set, ids_of, in_turn, is_stored, light, light_named, siblings
from decks.compiled.packing import Packer, layout
from decks.library import Loaded, load_file
from decks.model import Card, Deck, Question
from decks.problems import Problem
from decks.reading.origins import Origins

if TYPE_CHECKING:
    from decks.compiled.full_text import FullText

Progress = Callable[[int, int], None]
SCHEMA = 1
"""Goes up when the tables change."""


class _Key(NamedTuple):
    """What a file of the cache is for."""

    path: Path
    """The deck's own file or folder, absolute."""
    shown: str
    """What it is called in messages, and so in every mark."""

    @property
    def name(self) -> str:
        """The stem of its files' names. Two decks that have the same by chance take turns."""
        stem = re.sub(r"[^A-Za-z0-9-]", "_", self.path.stem)[:40]
        both = f"{self.path}\0{self.shown}".encode("utf-8", "surrogatepass")
        return f"{stem}-{zlib.crc32(both):08x}"

    @property
    def meta(self) -> dict[str, str]:
        """How a file says what it is for."""
        return {"path": json.dumps(str(self.path)), "shown": json.dumps(self.shown)}


class _Reading(NamedTuple):
    """A deck as it was found."""

    deck: Deck
    key: _Key
    origins: Origins


class _Unkept(NamedTuple):
    """What is to be written with a deck once its cards are there."""

    deck: Deck
    problems: tuple[Problem, ...]
    origins: Origins
    draft: Draft


class Cache:
    """The cache in one folder."""

    def __init__(self, folder: Path, version: str) -> None:
        """`folder` is made when something is written; `version` is the program's."""
        self._folder = folder
        self._version = version
        self._form = ""
        self._readings: dict[_Key, _Reading] = {}
        self._unkept: dict[_Key, _Unkept] = {}
        self._open: list[Rows] = []

    def close(self) -> None:
        """Let go of all files; decks that came from them are of no use any more."""
        for rows in self._open:
            rows.close()
        self._open.clear()
        for unkept in self._unkept.values():
            unkept.draft.drop()
        self._unkept.clear()

    # -- decks and cards

    def load(self, path: Path, *, bundled: bool, shown: str | None = None, fresh: bool = False) -> Loaded:
        """What `load_file` gives, from the cache where nothing has changed, unless it is to be read `fresh`."""
        key = _Key(path.absolute(), str(path) if shown is None else shown)
        if not fresh:
            with contextlib.suppress(Damaged, LookupError, TypeError, ValueError):
                return self._stored(path, key, bundled=bundled)
        return self._fresh(path, key, bundled=bundled)

    def _stored(self, path: Path, key: _Key, *, bundled: bool) -> Loaded:
        rows = self._rows(f"{key.name}.cards", key.meta)
        said = json.loads(rows.meta["origins"])
        files = {name: (tuple(times), digest) for name, (times, digest) in said["files"].items()}
        origins = Origins(files, said["answers"])
        if not origins.unchanged(path if path.is_dir() else path.parent, int(rows.meta["begun"])):
            rows.close()
            raise Damaged("The deck has changed.")
        unpack = Packer(json.loads(rows.meta["files"])).unpacking(tuple[Problem, ...])
        problems: tuple[Problem, ...] = unpack(json.loads(rows.meta["problems"]))
        deck = StoredDeck.of(DeckSource(rows, lambda lost: _again(path, key.shown, lost)))
        self._readings[key] = _Reading(deck, key, origins)
        return Loaded(path, deck, problems, bundled)

    def _fresh(self, path: Path, key: _Key, *, bundled: bool) -> Loaded:
        origins, draft = Origins(), None
        with contextlib.suppress(OSError):
            draft = Draft(self._folder / f"{key.name}.cards")  # before the deck is read, for the time
        loaded = load_file(path, bundled=bundled, shown=key.shown, origins=origins)
        if unkept := self._unkept.pop(key, None):
            unkept.draft.drop()
        if draft is not None and loaded.deck is not None and origins.whole:
            self._readings[key] = _Reading(loaded.deck, key, origins)
            self._unkept[key] = _Unkept(loaded.deck, loaded.problems, origins, draft)
        elif draft is not None:
            draft.drop()
        return loaded

    def cards(self, deck: Deck) -> Sequence[Card] | None:
        """The flashcards of a deck that came from the cache; None for any other."""
        return deck.source.made if isinstance(deck, StoredDeck) else None

    def note(self, deck: Deck, name: str) -> str | None:
        """What was handed to `keep` by this name with a deck that came from the cache."""
        return deck.source.rows.meta.get(f"note:{name}") if isinstance(deck, StoredDeck) else None

    def keep(self, deck: Deck, cards: Sequence[Card], notes: Mapping[str, str]) -> None:
        """Write a deck that was read from its file, with its cards and some notes of the caller's; any other stays."""
        reading = self._reading(deck)
        unkept = self._unkept.pop(reading.key, None) if reading else None
        if reading is None or unkept is None:
            return
        from decks.compiled.writing import fill_cards

        origins = unkept.origins
        meta = reading.key.meta | {f"note:{name}": value for name, value in notes.items()}
        meta["form"] = self._form or self._find_form()
        meta["begun"] = str(unkept.draft.begun_ns)
        meta["origins"] = json.dumps({"files": origins.files, "answers": origins.answers})
        _write(unkept.draft, meta, lambda db: fill_cards(db, meta, deck, unkept.problems, cards))

    # -- questions

    def questions(self, deck: Deck, difficulty: str) -> StoredQuestions | None:
        """The questions that were kept for a deck; None where there are none of its present content."""
        reading = self._reading(deck)
        if reading is None:
            return None
        try:
            rows = self._rows(
                f"{reading.key.name}.{difficulty}", reading.key.meta | {"content": reading.origins.content}
            )
            unpack = Packer(json.loads(rows.meta["files"])).unpacking(Question)
            return StoredQuestions(rows, unpack, lambda: _asked_again(deck, difficulty))
        except (Damaged, LookupError, ValueError):
            return None

    def keep_questions(self, deck: Deck, difficulty: str, questions: Sequence[Question]) -> None:
        """Write the questions of a deck that was read by way of this cache."""
        reading = self._reading(deck)
        if reading is None:
            return
        from decks.compiled.writing import fill_questions

        meta = reading.key.meta | {
            "content": reading.origins.content,
            "form": self._form or self._find_form(),
        }
        with contextlib.suppress(OSError):
            draft = Draft(self._folder / f"{reading.key.name}.{difficulty}")
            _write(draft, meta, lambda db: fill_questions(db, meta, questions))

    # -- what is beside them

    def full_text(
        self,
        deck: Deck,
        cards: Sequence[Card],
        questions: Sequence[Question],
        report: Progress | None = None,
        *,
        fresh: bool = False,
    ) -> FullText:
        """The index of a deck's words; made where there is none of its present content, as `report` is told.

        It is closed with this cache. `questions` may be empty where they are not there yet.
        """
        from decks.compiled import full_text

        def fill(db: sqlite3.Connection) -> None:
            full_text.fill(db, deck, cards, questions, report)

        reading = self._reading(deck)
        if reading is None:
            return full_text.FullText(full_text.Memory(fill))
        name = f"{reading.key.name}.words"
        which = {
            "content": reading.origins.content,
            "words": full_text.FORM,
            "questions": str(len(questions)),
        }
        meta = reading.key.meta | which
        if not fresh:
            with contextlib.suppress(Damaged):
                return full_text.FullText(self._rows(name, meta))
        with contextlib.suppress(OSError, Damaged):
            draft = Draft(self._folder / name)
            _write(draft, meta | {"form": self._form or self._find_form()}, fill)
            return full_text.FullText(self._rows(name, meta))
        return full_text.FullText(full_text.Memory(fill))

    # -- files

    def _reading(self, deck: Deck) -> _Reading | None:
        return next((each for each in list(self._readings.values()) if each.deck is deck), None)

    def _rows(self, name: str, meta: Mapping[str, str]) -> Rows:
        """A file of the cache that says of itself what `meta` says. Raises `Damaged`."""
        rows = Rows(self._folder / name)
        if any(rows.meta.get(key) != value for key, value in meta.items()) or rows.meta.get("form") != (
            self._form or self._find_form()
        ):
            rows.close()
            raise Damaged("It is for something else.")
        self._open.append(rows)
        return rows

    def _find_form(self) -> str:
        """What a file has to be written by to be of use: this version, with these very modules."""
        stamp = 0
        for folder in (
            here := Path(__file__).parent.parent,
            *sorted(each for each in here.iterdir() if each.is_dir()),
        ):
            with os.scandir(folder) as entries:
                for entry in sorted(entries, key=lambda each: each.name):
                    if entry.name.endswith(".py"):
                        found = entry.stat()
                        said = f"{entry.name} {found.st_size} {found.st_mtime_ns}"
                        stamp = zlib.crc32(said.encode("utf-8", "surrogatepass"), stamp)
        self._form = f"{self._version} {SCHEMA} {stamp:08x}\n{layout(Deck, Card, Question, Problem)}"
        return self._form


def _write(draft: Draft, meta: dict[str, str], fill: Callable[[sqlite3.Connection], None]) -> None:
    with contextlib.suppress(OSError, sqlite3.Error):
        draft.write(meta, fill)


def _again(path: Path, shown: str, lost: Deck) -> tuple[Deck, Sequence[Card]]:
    """A deck whose file in the cache is damaged, from its own file. Where that is broken by now, nothing is left of it."""
    from decks.cards import make_cards

    deck = load_file(path, bundled=False, shown=shown).deck or Deck(lost.id, lost.title, lost.path)
    return deck, make_cards(deck)


def _asked_again(deck: Deck, difficulty: str) -> Sequence[Question]:
    from decks.model import Difficulty
    from decks.questions import make

    return make(deck, difficulty=Difficulty(difficulty)).questions


__all__ = [
    "Cache",
    "Damaged",
    "few_in_turn",
    "id_set",
    "ids_of",
    "in_turn",
    "is_stored",
    "light",
    "light_named",
    "named",
    "siblings",
]
