"""`study serve` in a real browser: Home, a card answered by keys, and what a closed tab leaves behind."""

import asyncio
import base64
import io
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing, suppress
from pathlib import Path
from typing import Any

import pyte
import pytest
from PIL import Image

aiohttp = pytest.importorskip("aiohttp", reason="The extra web is not installed.")
pytest.importorskip("textual_serve", reason="The extra web is not installed.")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="There is no Chromium.")

ROOT = Path(__file__).parents[1]
PATIENCE = 60.0
"""Seconds to wait for anything: far more than it takes, for a busy machine."""
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--window-size=900,600",
    "--remote-debugging-port=0",
]


class Browser:
    """One page of a browser, spoken to by the DevTools protocol; what its terminal is sent is drawn on a screen of ours, too."""

    def __init__(self, websocket: Any) -> None:
        self._websocket = websocket
        self._calls = 0
        self._screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self._screen)
        self.asked: list[str] = []
        """The addresses that the page asked for."""
        self.complaints: list[str] = []
        """What the page found wrong with itself."""

    async def call(self, method: str, **params: object) -> dict[str, Any]:
        self._calls += 1
        number = self._calls
        await self._websocket.send_json({"id": number, "method": method, "params": params})
        while True:
            message = await self._read()
            if message.get("id") == number:
                assert "error" not in message, message
                return message["result"]

    async def _read(self, timeout: float = PATIENCE) -> dict[str, Any]:
        message = await self._websocket.receive_json(timeout=timeout)
        params = message.get("params", {})
        match message.get("method"):
            case "Network.requestWillBeSent":
                self.asked.append(params["request"]["url"])
            case "Network.webSocketCreated":
                self.asked.append(params["url"])
                width, height = (
                    int(part.partition("=")[2]) for part in params["url"].partition("?")[2].split("&")
                )
                self._screen.resize(height, width)
            case "Network.webSocketFrameReceived" if params["response"]["opcode"] == 2:
                self._stream.feed(base64.b64decode(params["response"]["payloadData"]))
            case "Runtime.exceptionThrown":
                self.complaints.append(str(params["exceptionDetails"]))
            case "Log.entryAdded" if params["entry"]["level"] == "error":
                self.complaints.append(params["entry"]["text"])
        return message

    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self._screen.display)

    async def wait(self, what: str, seen: Callable[[str], bool]) -> str:
        deadline = time.monotonic() + PATIENCE
        while not seen(self.text()):
            assert time.monotonic() < deadline, f"never seen: {what}\n{self.text()}\n{self.complaints}"
            with suppress(TimeoutError):
                await self._read(deadline - time.monotonic())
        return self.text()

    async def see(self, *texts: str) -> str:
        return await self.wait(" and ".join(texts), lambda screen: all(text in screen for text in texts))

    async def press(self, text: str) -> None:
        key = {"\r": "Enter"}.get(text, text)
        code = ord(text.upper())
        await self.call(
            "Input.dispatchKeyEvent", type="keyDown", key=key, text=text, windowsVirtualKeyCode=code
        )
        await self.call("Input.dispatchKeyEvent", type="keyUp", key=key, windowsVirtualKeyCode=code)

    async def evaluate(self, script: str) -> Any:
        result = await self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        return result["result"].get("value")

    async def until(self, script: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while not await self.evaluate(script):
            assert time.monotonic() < deadline, f"never true: {script}\n{self.complaints}"

    async def picture(self) -> bytes:
        shot = await self.call("Page.captureScreenshot", format="png")
        return base64.b64decode(shot["data"])


@asynccontextmanager
async def browser(folder: Path, address: str) -> AsyncIterator[Browser]:
    """A fresh browser that has opened the address."""
    profile = folder / "profile"
    command = [str(CHROMIUM), *FLAGS, f"--user-data-dir={profile}", "about:blank"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            place = profile / "DevToolsActivePort"
            deadline = time.monotonic() + PATIENCE
            while not (place.exists() and len(place.read_text().splitlines()) == 2):
                assert process.poll() is None
                assert time.monotonic() < deadline, "Chromium never listened"
                await asyncio.sleep(0.05)
            port = place.read_text().split()[0]
            async with aiohttp.ClientSession() as client:
                async with client.get(f"http://127.0.0.1:{port}/json/list") as answer:
                    (page,) = [each for each in await answer.json() if each["type"] == "page"]
                async with client.ws_connect(page["webSocketDebuggerUrl"], max_msg_size=1 << 26) as websocket:
                    opened = Browser(websocket)
                    for domain in ("Network", "Runtime", "Log", "Page"):
                        await opened.call(f"{domain}.enable")
                    await opened.call("Page.navigate", url=address)
                    yield opened
        finally:
            process.terminate()


@asynccontextmanager
async def served(home: Path, *options: str) -> AsyncIterator[list[str]]:
    """The lines that a server writes on a free port."""
    env = {**os.environ, "STUDY_HOME": str(home), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "study.main", "serve", "--port", "0", *options]
    with subprocess.Popen(command, env=env, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield [process.stdout.readline() for _ in range(max(1, options.count("--learner")))]
        finally:
            process.terminate()
            process.wait(PATIENCE)


def ratings(home: Path) -> list[int]:
    """What is in a learner's log of answers."""
    with closing(sqlite3.connect(f"file:{home / 'progress.db'}?mode=ro", uri=True)) as database:
        return [rating for (rating,) in database.execute("select rating from event where kind = 'review'")]


DECK = """\
deck: a-theatre
title: A theatre
cards:
  - {id: a-tray, front: What lies here?, back: A clamp, image: tray.png, alt: A clamp on a tray}
  - {id: b-word, front: Who counts the swabs?, back: The scrub nurse}
"""


@pytest.fixture
def folder(home: Path) -> Path:
    """The folder of the first deck, with a picture of many colours."""
    place = home / "decks" / "a-theatre"
    place.mkdir()
    (place / "deck.yaml").write_text(DECK, encoding="utf-8")
    hues = Image.radial_gradient("L").resize((320, 160))
    Image.merge("HSV", (hues, Image.new("L", hues.size, 200), Image.new("L", hues.size, 230))).convert(
        "RGB"
    ).save(place / "tray.png")
    return place


async def test_a_learner_answers_a_card_in_a_browser(home: Path, folder: Path, tmp_path: Path):
    async with served(home, "--learner", "anna") as lines, browser(tmp_path, lines[0].split()[1]) as page:
        await page.see("A theatre", "2 new", "Help", "Quit")
        await page.until("document.body.classList.contains('-first-byte')")
        assert await page.evaluate("location.search") == ""
        assert await page.evaluate("document.fonts.check('16px \"Roboto Mono\"')")
        await page.press("\r")
        await page.see("What lies here?", "▀", "Picture: A clamp on a tray", "Show answer", "new 2")
        await keep(page, "browser-card")
        await page.press(" ")
        await page.see("A clamp", "1 Again", "4 Easy")
        await page.press("3")
        await page.see("Who counts the swabs?", "Show answer", "new 1", "learning 1")
        assert ratings(home / "learners" / "anna") == [3]
        # Nothing is fetched from anywhere else, and nothing was refused or broke.
        origin = await page.evaluate("location.host")
        asked = [url for url in page.asked if not url.startswith("data:")]
        assert {url.split("/")[2] for url in asked} == {origin}
        assert page.complaints == []
        await page.press("\x11")
        await page.until("document.body.classList.contains('-closed')")
        assert "Every answer is saved." in await page.evaluate("document.querySelector('#closed').innerText")
        assert await page.evaluate("document.activeElement.id") == "again"


async def keep(page: Browser, name: str) -> None:
    """See to it that the card's picture is painted; keep what is seen where ROLECALL_PICTURES says, to be looked at."""
    deadline = time.monotonic() + PATIENCE
    while True:
        shot = await page.picture()
        with Image.open(io.BytesIO(shot)) as opened:
            colours = opened.convert("RGB").getcolors(1 << 24) or []
        if sum(max(colour) - min(colour) > 100 for _, colour in colours) > 50:  # type: ignore[arg-type, type-var]
            break
        assert time.monotonic() < deadline, "the picture was never painted"
    if shown := os.environ.get("ROLECALL_PICTURES"):
        Path(shown, f"{name}.png").write_bytes(shot)


def test_the_page_names_nothing_outside():
    for file in (ROOT / "study" / "serving" / "web").iterdir():
        assert "//" not in file.read_text(encoding="utf-8").replace("// ", ""), file
