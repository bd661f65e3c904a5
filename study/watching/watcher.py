"""Looking at a deck again whenever its files were saved, and not while they are being written."""

import asyncio
from functools import partial
from pathlib import Path
from threading import Event

from decks.reading.files import MAIN_FILE
from study.desk import Desk
from study.watching.files import Stamps, stamps, vanished
from study.watching.looking import Look, look

GRACE = 1.0
"""Seconds that a file may be away, while an editor puts the new one in its place, before that is called a problem."""
SETTLING = 0.05
"""Seconds for which a file must stay as it is before it is read: some editors write it in pieces."""


class Left(Exception):
    """The preview is closed; what it was about to find out is wanted no more."""


class Watcher:
    """Watches the files of one deck."""

    def __init__(self, desk: Desk, path: Path, shown: str, every: float, leaving: Event) -> None:
        """`shown`: what problems call the path; `every`: seconds between two looks at the files' times."""
        self._desk, self._path, self._shown = desk, path, shown
        self.every, self._leaving = every, leaving
        self.main = path / MAIN_FILE if path.is_dir() else path
        """The file to begin with."""
        self.found: Look | None = None
        """What the deck was at the last look."""
        self._stamps: Stamps = {}
        self._away = 0.0

    async def saved(self) -> bool:
        """Whether files were saved since the last look; waits until whoever writes them is done."""
        now = await self._files()
        if now == self._stamps:
            self._away = 0.0
            return False
        if vanished(now, self._stamps) and self._away < GRACE:
            self._away += self.every
            return False
        self._away = 0.0
        for _ in range(20):
            await asyncio.sleep(SETTLING)
            before, now = now, await self._files()
            if now == before:
                break
        return True

    async def _files(self) -> Stamps:
        return await self._desk.ask(partial(stamps, tuple(self._stamps)))

    async def look(self) -> Look:
        """What the deck is now."""
        found, self._stamps = await self._desk.ask(partial(self._looked, self.found))
        self.found = found
        return found

    def _looked(self, before: Look | None) -> tuple[Look, Stamps]:
        """On the desk's thread. The stamps are from before the reading, so that no later change is missed."""
        first = stamps(before.files if before else (self.main,))
        found = look(self._path, self._shown, before, self._step)
        return found, {path: first.get(path, now) for path, now in stamps(found.files).items()}

    def _step(self) -> None:
        if self._leaving.is_set():
            raise Left
