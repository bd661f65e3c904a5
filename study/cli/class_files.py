"""Exports of students as a source of answers for a class report."""

import stat
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from decks.text import one_line
from progress.classes.account import Account, Odd
from progress.classes.gathering import Gathered
from progress.classes.given import Given, Undoing, read_given
from progress.classes.report import Step
from study.cli.files import is_database

_UNDO = b'"undo"'
_LINES, _FILES = 100, 10


class Export(NamedTuple):
    """One file."""

    path: Path
    shown: str
    """The path as it is told."""
    alias: str
    """What its student is called where the file does not say."""


def exports(paths: Iterable[Path]) -> list[Export]:
    """The files, each once; two that have the same name keep apart by their whole path."""
    unique = list(dict.fromkeys(paths))
    stems = [path.stem for path in unique]
    return [
        Export(
            path,
            one_line(str(path)),
            f"file {path.stem if stems.count(path.stem) == 1 else one_line(str(path))}",
        )
        for path in unique
    ]


def likely_deck(files: Sequence[Export]) -> str:
    """The deck that most answers are on, as far as the beginnings of some files tell; empty where there are none."""
    decks: Counter[str] = Counter()
    for export in files:
        with suppress(OSError):
            _check(export.path)
            with export.path.open("rb") as stream:
                for line in islice(read_given(stream), _LINES):
                    if isinstance(line.found, Given):
                        decks[line.found.deck] += 1
        if decks.total() >= _LINES * _FILES:
            break
    return decks.most_common(1)[0][0] if decks else ""


def read_into(gathered: Gathered, files: Sequence[Export], step: Step) -> None:
    """Take in all answers of the files. Whatever is wrong with a file is noted, and the others still count."""
    sizes = [_size(export.path) for export in files]
    before = 0
    for export, size in zip(files, sizes, strict=True):
        try:
            _check(export.path)
            undone = set(_undone(export.path))
            for done in _read_one(gathered, export, undone):
                step(before + done, sum(sizes))
        except OSError as error:
            gathered.account.unreadable(export.shown, f"{error.strerror or error}.")
        before += size
        step(before, sum(sizes))


def _check(path: Path) -> None:
    """Raises OSError for what cannot be read more than once, such as a pipe, and for a database; a file is read for its deck first."""
    mode = path.stat().st_mode
    if is_database(path):
        raise OSError(22, "it is a database; study progress export writes what is wanted here")
    if not stat.S_ISREG(mode):
        raise OSError(22, "it is a folder" if stat.S_ISDIR(mode) else "it is no plain file")


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _undone(path: Path) -> Iterator[str]:
    """Ids of answers that the file itself takes back: a whole log has these after what they take back."""
    with path.open("rb") as stream:
        if not any(_UNDO in line for line in stream):
            return
        stream.seek(0)
        for line in read_given(stream):
            if isinstance(line.found, Undoing):
                yield line.found.undoes


def _read_one(gathered: Gathered, export: Export, undone: set[str]) -> Iterator[int]:
    """Take in one file; how many bytes of it are done, now and then."""
    account: Account = gathered.account
    answers = 0
    with export.path.open("rb") as stream:
        for number, found, done in read_given(stream):
            if isinstance(found, str):
                account.note(Odd.DAMAGED, export.shown, number, found)
            elif isinstance(found, Given):
                answers += 1
                if found.id in undone:
                    account.note(Odd.UNDONE, export.shown, number)
                    continue
                if not found.student:
                    account.note_once(Odd.UNNAMED, export.shown)
                gathered.take(found.student or export.alias, found, export.shown, number)
            if not number % 1000:
                yield done
    if not answers:
        account.note(Odd.EMPTY, export.shown)
