"""The files of an O*NET release in text form: found under whatever spelling, and read by the names of their columns."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from decks.importing.columns import Synonyms, find_header, key_of, value
from decks.importing.problems import Unimportable
from decks.importing.rows import Step, tabbed

OCCUPATIONS = ("Occupation Data",)
"""Names of the table without which a folder is no release."""
TASKS = ("Task Statements",)
_READ_ME = ("Read Me", "readme")
_RELEASE = re.compile(r"O\*NET[^\n]{0,20}?\s(\d{1,2}\.\d)\s+Database")
_DATE = re.compile(
    r"\b((?:January|February|March|April|May|June|July|August|September|October|November|December)\s+\d{4})\s+Release"
)


class Release:
    """The folder of a release, its files found whatever their case and spaces."""

    def __init__(self, folder: Path) -> None:
        """Raises `Unimportable`."""
        if not folder.is_dir():
            what = (
                "is no folder; unpack the release and name the folder" if folder.exists() else "is not there"
            )
            raise Unimportable(f"{folder} {what}.")
        self.folder = folder
        self._files = self._in(folder)
        if key_of(OCCUPATIONS[0]) not in self._files:
            for inner in sorted(each for each in folder.iterdir() if each.is_dir()):
                found = self._in(inner)
                if key_of(OCCUPATIONS[0]) in found:
                    self.folder, self._files = inner, found
                    break

    @staticmethod
    def _in(folder: Path) -> dict[str, Path]:
        try:
            return {
                key_of(each.stem): each for each in sorted(folder.iterdir()) if each.suffix.lower() == ".txt"
            }
        except OSError as error:
            raise Unimportable(f"{folder} cannot be read: {error.strerror or error}.") from None

    def find(self, names: Sequence[str]) -> Path | None:
        """The file that goes by one of these names."""
        return next((self._files[key_of(name)] for name in names if key_of(name) in self._files), None)

    def release(self) -> tuple[str, str]:
        """Number and date of the release, as its Read Me says; empty where it does not."""
        path = self.find(_READ_ME)
        if path is None:
            return "", ""
        try:
            with path.open(encoding="utf-8", errors="replace") as file:
                text = file.read(4000)
        except OSError:
            return "", ""
        number, date = _RELEASE.search(text), _DATE.search(text)
        return number[1] if number else "", date[1] if date else ""


class Reading:
    """Reads tables by their columns, and counts what it could not use."""

    def __init__(self, files: Release, step: Step) -> None:
        self._files = files
        self._step = step
        self._short: Counter[str] = Counter()
        self._missing: list[str] = []
        self._strange: list[str] = []

    def path(self, names: Sequence[str]) -> Path:
        """Where the table of one of these names is, or should be."""
        return self._files.find(names) or self._files.folder / f"{names[0]}.txt"

    def has(self, names: Sequence[str]) -> bool:
        """Whether the release has this table; it is noted where it has not."""
        if self._files.find(names):
            return True
        self._missing.append(names[0])
        return False

    def rows(self, names: Sequence[str], columns: Synonyms, *needed: str) -> Iterator[tuple[str, ...]]:
        """The cells of the columns, row by row; rows without a needed one are left out.

        Of a table that an import can do without, nothing is read where its columns are not known; that is noted.

        Raises `Unimportable`.
        """
        path = self.path(names)
        if not path.is_file():
            raise Unimportable(f"{path} is not there; name the folder of O*NET's text release.")
        try:
            header, rows = find_header(tabbed(path, self._step), columns, needed)
        except Unimportable:
            if names in (OCCUPATIONS, TASKS):
                raise
            self._strange.append(path.name)
            return
        for _, row in rows:
            cells = {field: value(row, header, field) for field in columns}
            if all(cells[field] for field in needed):
                yield tuple(cells.values())
            else:
                self._short[path.name] += 1

    def notes(self) -> list[str]:
        """What could not be used, one sentence without a full stop each."""
        found = [f"there is no “{name}.txt”, so nothing was taken from it" for name in self._missing]
        found += [
            f"{name}: its columns are not known, so nothing was taken from it" for name in self._strange
        ]
        for name, count in self._short.items():
            rows = "1 row that is" if count == 1 else f"{count} rows that are"
            found.append(f"{name}: left out {rows} incomplete")
        return found
