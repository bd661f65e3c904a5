"""Pictures of cards: drawn where the terminal can, described everywhere else, whatever the file is."""

import io
import os
import re
import struct
import subprocess
import sys
import time
import zlib
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import pexpect
import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFile
from textual import _xterm_parser
from textual.geometry import Size
from textual.pilot import Pilot

from progress.days import StudyDays
from progress.locations import locate
from study.app import RolecallApp
from study.core import Study
from study.settings.settings import OTHERS, read_settings
from study.start import Opening, Start
from study.widgets import picture_terminal
from study.widgets.picture import LEAST, MOST, Picture, fitting
from study.widgets.picture_file import BYTES, PIXELS, SIDE, read_picture
from study.widgets.picture_terminal import Terminal

# Pillow announces for its next great version what textual-image still calls.
pytestmark = pytest.mark.filterwarnings("ignore:Image.Image.getdata:DeprecationWarning")

ROOT = Path(__file__).parents[1]
PATIENCE = 60.0
DECK = """\
deck: theatre
title: Theatre
cards:
  - {id: a-tray, front: What lies here?, back: Forceps, image: tray.png, alt: A clamp on a tray}
  - {id: b-word, front: Who counts the swabs?, back: The scrub nurse}
"""
BLOCK = "▀"


def chunk(kind: bytes, body: bytes) -> bytes:
    """A part of a PNG."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width: int, height: int, data: bytes = b"") -> bytes:
    """A PNG of one colour that claims to be of that size, whatever is in it."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b"")


def bytes_of(kind: str, image: Image.Image, **options: Any) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


TRAY = Image.new("RGB", (320, 160), (200, 60, 40))


# -- reading


MODES = {"PNG": "RGB RGBA L LA P 1 I;16", "JPEG": "RGB L CMYK", "GIF": "RGB RGBA L P 1", "WEBP": "RGB RGBA L"}


@pytest.mark.parametrize(("kind", "mode"), [(kind, mode) for kind in MODES for mode in MODES[kind].split()])
def test_every_usual_picture_is_read(tmp_path: Path, kind: str, mode: str):
    image = TRAY.resize((40, 20))
    (tmp_path / "a").write_bytes(
        bytes_of(kind, image.convert("I" if mode == "I;16" else "RGB").convert(mode))
    )
    found = read_picture(tmp_path, "a")
    assert found is not None
    assert (found.size, found.mode in ("RGB", "RGBA")) == ((40, 20), True)


def test_a_photograph_is_turned_and_made_smaller(tmp_path: Path):
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held upright
    (tmp_path / "a.jpg").write_bytes(bytes_of("JPEG", TRAY.resize((4000, 2000)), exif=exif))
    found = read_picture(tmp_path, "a.jpg")
    assert found is not None
    assert found.size == (SIDE // 2, SIDE)


def test_only_the_first_of_moving_pictures_is_shown(tmp_path: Path):
    frames = [Image.new("RGB", (30, 30), colour) for colour in ("red", "blue")]
    (tmp_path / "a.gif").write_bytes(bytes_of("GIF", frames[0], save_all=True, append_images=frames[1:]))
    found = read_picture(tmp_path, "a.gif")
    assert found is not None
    assert found.getpixel((3, 3))[:3] == (255, 0, 0)


HOSTILE: dict[str, bytes] = {
    "nothing": b"",
    "text": b"What is this?\n",
    "no end": bytes_of("PNG", TRAY)[:-60],
    "no pixels": png(32, 32),
    "no size": png(0, 7),
    "terabytes": png(1_000_000, 1_000_000),
    "more than it should": png(4001, 4000),
    "SVG": b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
    "PostScript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
    "a bitmap": bytes_of("BMP", TRAY),
    "an icon": bytes_of("ICO", TRAY.resize((16, 16))),
    "a bomb of text": bytes_of("PNG", TRAY)[:33]
    + chunk(b"zTXt", b"k\0\0" + zlib.compress(bytes(50_000_000))),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_else_is_shown_and_nothing_is_said_of_it(
    tmp_path: Path, name: str, recwarn: pytest.WarningsRecorder
):
    (tmp_path / "a.png").write_bytes(HOSTILE[name])
    start = time.process_time()
    assert read_picture(tmp_path, "a.png") is None
    assert time.process_time() - start < 5
    assert not recwarn.list


def test_the_limit_is_that_of_the_guard(tmp_path: Path):
    (tmp_path / "a.png").write_bytes(png(PIXELS // 4000, 4000, bytes((PIXELS // 4000 * 3 + 1) * 4000)))
    found = read_picture(tmp_path, "a.png")
    assert found is not None
    assert max(found.size) == SIDE


def test_only_a_file_in_the_decks_folder_is_read(tmp_path: Path):
    folder = tmp_path / "deck"
    (folder / "sub").mkdir(parents=True)
    (tmp_path / "out.png").write_bytes(bytes_of("PNG", TRAY))
    (folder / "in.png").write_bytes(bytes_of("PNG", TRAY))
    (folder / "link.png").symlink_to(tmp_path / "out.png")
    os.mkfifo(folder / "pipe.png")
    with (folder / "long.png").open("wb") as file:
        file.truncate(BYTES + 1)
    for name in (
        "../out.png",
        str(tmp_path / "out.png"),
        "link.png",
        "pipe.png",
        "sub",
        "none.png",
        "a\0b",
        "long.png",
    ):
        assert read_picture(folder, name) is None, name
    assert read_picture(folder, "sub/../in.png") is not None


SMALL = {
    kind: bytes_of(kind, Image.effect_noise((24, 16), 60).convert("RGB"))
    for kind in ("PNG", "JPEG", "GIF", "WEBP")
}


@given(
    kind=st.sampled_from(sorted(SMALL)),
    changes=st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 255)), max_size=12),
    end=st.integers(0, 4000),
)
def test_no_damage_to_a_file_is_more_than_no_picture(
    tmp_path_factory: pytest.TempPathFactory, kind: str, changes: list[tuple[int, int]], end: int
):
    data = bytearray(SMALL[kind])
    for at, value in changes:
        data[at % len(data)] = value
    folder = tmp_path_factory.getbasetemp()
    (folder / "damaged").write_bytes(data[: max(end, 1)])
    found = read_picture(folder, "damaged")
    assert found is None or max(found.size) <= SIDE


# -- its place in a card


@given(
    picture=st.tuples(st.integers(1, SIDE), st.integers(1, SIDE)),
    room=st.tuples(st.integers(0, 300), st.integers(0, 100)),
    cell=st.tuples(st.integers(1, 40), st.integers(1, 60)),
    coarse=st.booleans(),
)
def test_a_picture_fits_and_keeps_its_shape(
    picture: tuple[int, int], room: tuple[int, int], cell: tuple[int, int], coarse: bool
):
    found = fitting(Size(*picture), Size(*room), cell, coarse=coarse)
    if found is None:
        return
    assert 1 <= found.width <= min(room[0], MOST.width)
    assert 1 <= found.height <= min(room[1], MOST.height)
    assert room[0] >= LEAST.width
    wanted = picture[0] / picture[1]
    if found.height > 1 and found.width < min(room[0], MOST.width):
        across = found.width * cell[0]
        assert (found.width - 1.5) * cell[0] / (found.height + 1) / cell[1] <= wanted
        assert across > 0


# -- what the terminal says


@pytest.fixture(autouse=True)
def strict(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in the app: what makes PDF, imported by other tests, has Pillow take pictures that break off."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", False)


@pytest.fixture
def taught(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal whose answers are understood; what Textual is taught for that is forgotten again."""
    for name in ("ANSI_SEQUENCES_KEYS", "_MAX_SEQUENCE_SEARCH_THRESHOLD"):
        monkeypatch.setattr(_xterm_parser, name, getattr(_xterm_parser, name))
    terminal = Terminal()
    assert picture_terminal._teach(terminal._hear)
    return terminal


def keys(*typed: str) -> list[str]:
    parser = _xterm_parser.XTermParser()
    return [event.key for text in typed for event in parser.feed(text)]  # type: ignore[attr-defined]


def test_answers_are_no_keys_and_keys_stay_keys(taught: Terminal):
    long = f"\x1b[?64;{';'.join(str(number) for number in range(1, 29))}c"
    assert keys("a\x1b[6;18;9tb\x1b[?62;4c\x1b[A1" + long + "\x1b[13;5u\x1b[1;2H\r") == [
        *("a", "b", "up", "1", "ctrl+enter", "shift+home", "enter")
    ]
    assert taught._cell == (9, 18)
    assert taught._sixel


def test_an_answer_may_come_in_pieces(taught: Terminal):
    assert keys("\x1b[?6", "2;", "4", "c", "x") == ["x"]
    assert taught._sixel


@pytest.mark.parametrize("answer", ["\x1b[?1;2c", "\x1b[?62;14;40;22c", "\x1b[?c"])
def test_a_terminal_without_sixels_is_known_as_one(taught: Terminal, answer: str):
    assert keys(answer) == []
    assert not taught._sixel


def test_a_textual_that_cannot_be_taught_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(_xterm_parser, "ANSI_SEQUENCES_KEYS", None)
    assert not picture_terminal._teach(lambda _: True)
    assert _xterm_parser.ANSI_SEQUENCES_KEYS is None
    monkeypatch.undo()

    class Deaf(_xterm_parser.XTermParser):
        def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Any:
            return iter(())

    before = _xterm_parser.ANSI_SEQUENCES_KEYS
    monkeypatch.setattr(_xterm_parser, "XTermParser", Deaf)
    assert not picture_terminal._teach(lambda _: True)
    assert _xterm_parser.ANSI_SEQUENCES_KEYS is before


# -- in the app


class Stage:
    """An app under test, and what can be seen of it."""

    def __init__(self, app: RolecallApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot

    @property
    def text(self) -> str:
        return "\n".join(strip.text for strip in self.app.screen._compositor.render_strips())

    async def wait(self, what: str, seen: Callable[[str], bool]) -> str:
        end = time.monotonic() + PATIENCE
        while not seen(self.text):
            assert time.monotonic() < end, f"never seen: {what}\n{self.text}"
            await self.pilot.pause()
        return self.text

    async def sees(self, *wanted: str, without: str = "\0") -> str:
        return await self.wait(
            f"{wanted}, without {without!r}",
            lambda text: all(each in " ".join(text.split()) for each in wanted) and without not in text,
        )

    async def settled(self) -> str:
        """What is seen once the picture has been read, if one is to be."""
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()
        return self.text


Open = Callable[..., AbstractAsyncContextManager[Stage]]


@pytest.fixture
def folder(home: Path) -> Path:
    """The folder of a deck with a picture."""
    place = home / "decks" / "theatre"
    place.mkdir()
    (place / "deck.yaml").write_text(DECK, encoding="utf-8")
    (place / "tray.png").write_bytes(bytes_of("PNG", TRAY))
    return place


@pytest.fixture
def stage(home: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Opens a review of the deck with a picture."""
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)

    @asynccontextmanager
    async def opened(
        size: tuple[int, int] = (80, 24), opening: Opening = Opening.REVIEW, settings: str = ""
    ) -> AsyncIterator[Stage]:
        (home / "settings.toml").write_text(settings)
        locations = locate({"STUDY_HOME": str(home)})
        study = Study(
            locations,
            StudyDays(UTC),
            clock=lambda: datetime(2026, 3, 2, 22, 0, tzinfo=UTC),
            random=Random(1),
            settings=read_settings(home / "settings.toml", OTHERS),
        )
        app = RolecallApp(study, Start(opening, deck="theatre"))
        async with app.run_test(size=size) as pilot:
            yield Stage(app, pilot)

    return opened


async def test_a_picture_stands_between_question_and_description(stage: Open):
    async with stage() as it:
        text = await it.sees("What lies here?", BLOCK, "Picture: A clamp on a tray")
        assert text.index("What lies here?") < text.index(BLOCK) < text.index("Picture: A clamp")
        assert len(set(re.findall(f"{BLOCK}+", text))) == 1
        await it.pilot.press("space")
        await it.sees("Forceps", "1 Again", BLOCK)
        await it.pilot.press("3")
        await it.sees("Who counts the swabs?", without=BLOCK)
        assert "Picture:" not in it.text
        await it.pilot.press("u")
        await it.sees("What lies here?", BLOCK)


async def test_a_picture_that_comes_late_leaves_the_answer_in_sight(stage: Open):
    async with stage() as it:
        await it.sees("What lies here?")
        await it.pilot.press("space")
        await it.settled()
        await it.sees("Forceps", "1 Again", BLOCK)


async def test_a_picture_makes_room_where_there_is_little(stage: Open):
    async with stage() as it:
        await it.sees("What lies here?", BLOCK)
        for size in ((40, 12), (20, 8), (9, 3)):
            await it.pilot.resize_terminal(*size)
            await it.wait("no picture", lambda text: BLOCK not in text)
        await it.pilot.resize_terminal(40, 12)
        await it.sees("What lies here?", "Picture: A clamp on a tray", "Show answer", without=BLOCK)
        await it.pilot.resize_terminal(120, 40)
        await it.sees("What lies here?", BLOCK)


@pytest.mark.parametrize("data", [b"", HOSTILE["terabytes"], HOSTILE["no end"]])
async def test_a_picture_that_is_none_is_described(stage: Open, folder: Path, data: bytes):
    (folder / "tray.png").write_bytes(data)
    async with stage() as it:
        await it.sees("What lies here?", "Picture: A clamp on a tray")
        assert BLOCK not in await it.settled()
        await it.pilot.press("space")
        await it.sees("1 Again")


async def test_a_picture_that_has_gone_since_the_deck_was_read_is_described(stage: Open, folder: Path):
    async with stage() as it:
        await it.sees("What lies here?", BLOCK)
        (folder / "tray.png").unlink()
        await it.pilot.press("space", "3")
        await it.sees("Who counts")
        await it.pilot.press("u")
        await it.sees("What lies here?", "Picture: A clamp on a tray", without=BLOCK)
        assert BLOCK not in await it.settled()


async def test_without_colours_a_picture_is_described(stage: Open, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("NO_COLOR", "1")
    async with stage() as it:
        await it.sees("What lies here?", "Picture: A clamp on a tray")
        assert BLOCK not in await it.settled()


async def test_in_sixteen_colours_a_picture_is_described(stage: Open, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COLORTERM", "")
    monkeypatch.setenv("TERM", "xterm")
    async with stage() as it:
        await it.sees("What lies here?", "Picture: A clamp on a tray")
        assert BLOCK not in await it.settled()


async def test_who_wants_no_pictures_has_them_described(stage: Open):
    async with stage(settings="[app]\npictures = false\n") as it:
        await it.sees("What lies here?", "Picture: A clamp on a tray")
        assert BLOCK not in await it.settled()


async def test_pictures_are_in_learn_too(stage: Open):
    async with stage(opening=Opening.LEARN) as it:
        await it.sees("What lies here?", BLOCK, "Picture: A clamp on a tray")


async def test_a_picture_of_another_card_is_not_drawn_into_this_one(stage: Open):
    async with stage() as it:
        await it.wait("the question", lambda text: "What lies here?" in text)
        view = it.app.screen.query_one(Picture)
        for _ in range(2):  # before the first has been read
            await it.pilot.press("space", "3", "u")
        await it.pilot.press("space", "3")
        await it.sees("Who counts the swabs?")
        assert BLOCK not in await it.settled()
        assert len(view.children) == 1


# -- on a real terminal


class Terminals:
    """A terminal of 80 by 24 on which the app runs, and which answers what it is asked."""

    def __init__(self, home: Path, answers: dict[bytes, str], **environ: str) -> None:
        env = {**os.environ, "STUDY_HOME": str(home), "PYTHONPATH": str(ROOT), "COLORTERM": "truecolor"}
        for name in ("TMUX", "STY", "NO_COLOR", "LINES", "COLUMNS"):  # of whoever runs the tests
            env.pop(name, None)
        command = ["-m", "study.main", "review", "theatre"]
        self.child = pexpect.spawn(
            sys.executable, command, env={**env, **environ}, cwd=str(ROOT), dimensions=(24, 80)
        )
        self._answers = answers
        self._screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self._screen)
        self._left = b""
        self.raw = b""

    def text(self) -> str:
        """The screen but for the pictures, which the terminal draws over it."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def resize(self, rows: int, columns: int) -> None:
        self._screen.resize(rows, columns)
        self.child.setwinsize(rows, columns)

    def _show(self, data: bytes) -> None:
        """Let the screen show what is neither a picture nor the beginning of one."""
        shown = re.sub(rb"\x1b[P_].*?\x1b\\", b"", self._left + data, flags=re.DOTALL)
        begun = re.search(rb"\x1b([P_].*)?\Z", shown, flags=re.DOTALL)
        self._left = begun[0] if begun else b""
        self._stream.feed(shown[: len(shown) - len(self._left)])

    def wait(self, what: str, seen: Callable[[], Any]) -> None:
        deadline = time.monotonic() + PATIENCE
        while not seen():
            assert time.monotonic() < deadline, f"never seen: {what}\n{self.text()}"
            try:
                data = self.child.read_nonblocking(65536, timeout=1)
            except pexpect.TIMEOUT:
                continue
            self.raw += data
            self._show(data)
            for asked in [asked for asked in self._answers if asked in self.raw]:
                self.child.send(self._answers.pop(asked))

    def see(self, *texts: str) -> None:
        self.wait(" and ".join(texts), lambda: all(text in self.text() for text in texts))

    def pictures(self) -> list[bytes]:
        return re.findall(rb"\x1bP[^\x1b]*\x1b\\", self.raw)


@pytest.fixture
def terminals(home: Path, folder: Path) -> Iterator[Callable[..., Terminals]]:
    opened: list[Terminals] = []

    def start(answers: dict[bytes, str] | None = None, **environ: str) -> Terminals:
        opened.append(Terminals(home, answers or {}, **{"TERM": "xterm-256color", **environ}))
        return opened[-1]

    yield start
    for each in opened:
        each.child.close(force=True)


def sizes(pictures: list[bytes]) -> list[tuple[int, int]]:
    """Pixels across and down."""
    found = [re.search(rb'"1;1;(\d+);(\d+)', picture) for picture in pictures]
    return [(int(size[1]), int(size[2])) for size in found if size]


LONG = "\x1b[?64;1;2;4;6;9;15;16;17;18;21;22;28c"


def test_a_terminal_that_knows_sixels_gets_them_in_its_own_cells(terminals: Callable[..., Terminals]):
    app = terminals({b"\x1b[16t": "\x1b[6;20;10t" + LONG})
    app.see("What lies here?")
    app.wait("a sixel picture", app.pictures)
    width, height = sizes(app.pictures())[0]
    assert (width % 10, height % 20) == (0, 0)
    assert 0.9 < width / height / 2 < 1.1
    app.wait("no blocks, no description", lambda: BLOCK not in app.text() and "Picture:" not in app.text())
    assert "Show answer" in app.text()  # nothing that it said was taken for a key
    drawn = len(app.pictures())
    app.child.send("\x10")  # what lies over a picture for a while
    app.see("Show answer", "Search for commands")
    app.child.send("\x1b")
    app.wait("the picture again", lambda: len(app.pictures()) > drawn and "Search" not in app.text())
    app.resize(40, 120)
    app.wait("a larger picture", lambda: max(sizes(app.pictures()))[0] > width)
    app.resize(24, 80)
    app.child.send(" ")
    app.see("Forceps", "1 Again", "new 2")
    app.child.send("3")
    app.see("Who counts the swabs?", "new 1")
    assert app.raw.count(b"\x1b[c") == 1


def test_one_that_says_nothing_gets_blocks(terminals: Callable[..., Terminals]):
    app = terminals()
    app.see("What lies here?", BLOCK, "Picture: A clamp on a tray")
    app.child.send(" ")
    app.see("Forceps", "1 Again", "new 2")
    assert not app.pictures()


def test_sixels_are_not_guessed_into_cells_of_unknown_size(terminals: Callable[..., Terminals]):
    app = terminals({b"\x1b[c": LONG})
    app.see("What lies here?", BLOCK)
    app.child.send(" ")
    app.see("Forceps", "1 Again")
    assert not app.pictures()


def test_kitty_is_asked_nothing_and_gets_its_own(terminals: Callable[..., Terminals]):
    app = terminals(TERM="xterm-kitty")
    app.wait("a picture of Kitty's", lambda: b"\x1b_Gi=" in app.raw and "Show answer" in app.text())
    assert b"\x1b[c" not in app.raw
    assert BLOCK not in app.text()


def test_nothing_is_asked_or_loaded_before_there_is_a_picture(
    home: Path, terminals: Callable[..., Terminals]
):
    (home / "decks" / "theatre" / "deck.yaml").write_text(
        DECK.replace("  - {id: a-tray", "  # - {id: a-tray")
    )
    app = terminals()
    app.see("Who counts the swabs?", "Show answer")
    assert b"\x1b[c" not in app.raw
    assert b"\x1b[16t" not in app.raw
    code = "import sys, study.app, study.screens.review, study.screens.learn; print(*sys.modules)"
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    loaded = subprocess.run(
        [sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True
    ).stdout
    assert "study.widgets.picture" in loaded.split()
    assert not {name.partition(".")[0] for name in loaded.split()} & {"PIL", "textual_image"}
