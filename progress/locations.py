"""Where a learner's progress, own decks and log file are kept."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from progress.records import Record

HOME_VARIABLE = "STUDY_HOME"
"""The environment variable that puts everything below one folder."""


class Locations(Record):
    """The places on this computer."""

    __slots__ = ("database", "decks", "home", "log")

    home: Path
    """The folder that holds all the others."""
    database: Path
    """The SQLite file with the answer log."""
    decks: Path
    """The folder in which the learner's own decks are looked for."""
    log: Path
    """The file that an unexpected error's details go to."""

    def __init__(self, home: Path, database: Path, decks: Path, log: Path) -> None:
        super().__init__(database, decks, home, log)


def locate(environ: Mapping[str, str]) -> Locations:
    """The places that `environ` asks for; nothing is made on disk. An empty `STUDY_HOME` counts as none."""
    if chosen := environ.get(HOME_VARIABLE, ""):
        home = Path(chosen)
    else:
        from platformdirs import user_data_path  # 10 ms that STUDY_HOME saves

        home = user_data_path("rolecall", appauthor=False)
    return Locations(
        home=home, database=home / "progress.db", decks=home / "decks", log=home / "rolecall.log"
    )
