"""Where a learner's progress, own decks and log file are kept."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from progress.records import Record

HOME_VARIABLE = "STUDY_HOME"
"""The environment variable that puts everything below one folder."""
DATABASE_VARIABLE = "STUDY_DATABASE"
"""The environment variable that names a school's database, or another file to keep progress in."""
DECKS_VARIABLE = "STUDY_DECKS"
"""The environment variable that names another folder of decks, such as one that several learners share."""


class Locations(Record):
    """The places on this computer."""

    __slots__ = ("address", "cache", "database", "decks", "home", "log")

    address: str
    """Of the database server that holds the answer log, with the password; empty where `database` does."""
    cache: Path
    """The folder for what can be made anew at any time."""
    home: Path
    """The folder that holds all the others but, where the platform has a place for it, the cache."""
    database: Path
    """The SQLite file with the answer log."""
    decks: Path
    """The folder in which the learner's own decks are looked for."""
    log: Path
    """The file that an unexpected error's details go to."""

    def __init__(
        self, home: Path, database: Path, decks: Path, log: Path, cache: Path | None = None, address: str = ""
    ) -> None:
        super().__init__(address, cache or home / "cache", database, decks, home, log)

    def __repr__(self) -> str:
        return f"Locations({str(self.home)!r})"  # a password may be in the rest

    @property
    def has_progress(self) -> bool:
        """Whether there may be any answers."""
        return bool(self.address) or self.database.exists()


def locate(environ: Mapping[str, str]) -> Locations:
    """The places that `environ` asks for; nothing is made on disk. An empty `STUDY_HOME` counts as none."""
    if chosen := environ.get(HOME_VARIABLE, ""):
        home, cache = Path(chosen), None
    else:
        from platformdirs import user_cache_path, user_data_path  # 10 ms that STUDY_HOME saves

        home = user_data_path("rolecall", appauthor=False)
        cache = user_cache_path("rolecall", appauthor=False)
    kept = environ.get(DATABASE_VARIABLE, "")
    is_address = "://" in kept
    return Locations(
        home=home,
        database=home / "progress.db" if is_address or not kept else Path(kept),
        decks=Path(environ.get(DECKS_VARIABLE, "") or home / "decks"),
        log=home / "rolecall.log",
        cache=cache,
        address=kept if is_address else "",
    )
