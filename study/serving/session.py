"""One browser's tab: a process of its own for the app, and the two ways between them."""

import asyncio
import json
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

from aiohttp import web
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from progress.locations import DATABASE_VARIABLE, DECKS_VARIABLE, HOME_VARIABLE, locate
from study.output import narrate
from study.serving.learners import Learner

PATIENCE = 10.0
"""Seconds that the app has to save what it is at, and to end."""
_COMPLAINT = 2000
_BEGIN = b"__GANGLION__\n"
"""After this, the app writes packets: a letter, four bytes of length, and so many bytes."""
_KEPT = (
    *("PATH", "LANG", "LC_ALL", "LC_CTYPE", "LC_TIME", "TZ", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT"),
    *("PYTHONPATH", "PYTHONHOME", "PYTHONUTF8", "VIRTUAL_ENV"),
)
"""What any program needs to run; everything else that this process was given stays here."""
_PLACES = (
    *("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA", "APPDATA", "USERPROFILE"),
    *(HOME_VARIABLE, DATABASE_VARIABLE, DECKS_VARIABLE, "PGPASSWORD", "PGPASSFILE", "PGSSLROOTCERT"),
)
"""What says where the only learner's progress is."""


class Session(AppService):
    """The app of one tab."""

    def __init__(
        self, learner: Learner, environ: Mapping[str, str], websocket: web.WebSocketResponse
    ) -> None:
        """`environ`: that of this process, of which the app gets what it needs."""

        async def write_bytes(data: bytes) -> None:
            with suppress(
                ConnectionError, RuntimeError
            ):  # the tab is closed: what it would show is read and dropped
                await websocket.send_bytes(data)

        async def write_str(_data: str) -> None:
            """Addresses to open and files to take: the app has neither, so none get through."""

        async def close() -> None:
            with suppress(ConnectionError, RuntimeError):
                await websocket.close()

        super().__init__(
            "",  # no shell is asked to run anything
            write_bytes=write_bytes,
            write_str=write_str,
            close=close,
            download_manager=DownloadManager(),
        )
        self._learner = learner
        self._environ = environ

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        return {
            **environment_of(self._learner, self._environ),
            "TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver",
            "TEXTUAL_FPS": "60",
            "TEXTUAL_COLOR_SYSTEM": "truecolor",
            "TERM": "xterm-256color",
            "TERM_PROGRAM": "textual",
            "TERM_PROGRAM_VERSION": version("textual-serve"),
            "COLUMNS": str(width),
            "ROWS": str(height),
        }

    async def _open_app_process(self, width: int = 80, height: int = 24) -> asyncio.subprocess.Process:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "study.serving.child"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=self._build_environment(width, height),
            cwd=self._learner.home,
            start_new_session=True,  # Ctrl+C at the server's terminal is the server's business
        )
        if process.stdin is None:
            raise RuntimeError("a pipe was asked for")
        self._process, self._stdin = process, process.stdin
        return process

    async def run(self) -> None:
        """Pass on what the app shows until it ends; then close the tab's connection, however it ended."""
        process = self._process
        if process is None or process.stdout is None or process.stderr is None:
            raise RuntimeError("the app is to be started first")
        complaints = asyncio.ensure_future(_last(process.stderr))
        try:
            with suppress(asyncio.IncompleteReadError, ConnectionError, ValueError):
                await process.stdout.readuntil(_BEGIN)
                while True:
                    head = await process.stdout.readexactly(5)
                    payload = await process.stdout.readexactly(int.from_bytes(head[1:], "big"))
                    if head[:1] == b"D":
                        await self.on_data(payload)
                    elif head[:1] == b"M" and json.loads(payload).get("type") == "exit":
                        await self.remote_close()
        finally:
            await self.remote_close()
            for line in (await complaints).splitlines():
                narrate(f"{self._learner.name or 'The app'}: {line}")

    async def stop(self) -> None:
        """Let the app save what it is at, and end; one that does not is ended."""
        process = self._process
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await super().stop()
        if process is None:
            return
        try:
            async with asyncio.timeout(PATIENCE):
                await process.wait()
        except TimeoutError:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()


def environment_of(learner: Learner, environ: Mapping[str, str]) -> dict[str, str]:
    """What the app of a learner is told of its surroundings.

    It has the progress and the settings of that learner and of nobody else, and the decks that all share.
    """
    kept = {name: environ[name] for name in _KEPT if name in environ}
    if learner.home is None:
        return {**kept, **{name: environ[name] for name in _PLACES if name in environ}}
    own = {HOME_VARIABLE: str(learner.home), DECKS_VARIABLE: str(locate(environ).decks.absolute())}
    if learner.database:
        own[DATABASE_VARIABLE] = learner.database
    return {**kept, "HOME": str(learner.home), "PYTHONPATH": _import_path(environ), **own}


def _import_path(environ: Mapping[str, str]) -> str:
    """Where the app is imported from; relative places hold from here, not from the learner's folder."""
    places = environ.get("PYTHONPATH", "").split(os.pathsep)
    return os.pathsep.join(str(Path(place).absolute()) for place in places if place)


async def _last(stream: asyncio.StreamReader) -> str:
    """The last of what an app writes beside its screen, which is what it dies of."""
    kept = b""
    while some := await stream.read(1 << 12):
        kept = (kept + some)[-_COMPLAINT:]
    return kept.decode("utf-8", "replace")
