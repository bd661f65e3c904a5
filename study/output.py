"""What the command line writes: lines for people, aligned and harmless, and JSON for programs.

Nothing that a terminal would act on gets through, wherever the text came from: a deck, a file's name or a message of the
operating system.
"""

import codecs
import json
import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import TextIO

from decks.text import one_line, plain

Fields = dict[str, object]
"""One record of a listing: what `json.dumps` takes, by field name."""

_WORD = re.compile(r"\S+")
_ACTED_ON = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_ASCII = str.maketrans(
    {
        "…": "...",
        "–": "-",
        "—": "-",
        "→": "->",
        "‘": "'",
        "’": "'",
        "“": '"',
        "”": '"',
        "·": "-",
        "•": "*",
        "\xa0": " ",
    }
)


class ReaderGone(Exception):
    """Whoever read standard output has closed it; there is nobody left to write for."""


def speak_any_encoding() -> None:
    """Let standard output take any character: what its encoding lacks is written in ASCII, or as a question mark.

    Standard input likewise takes any bytes.
    """
    codecs.register_error("study-ascii", _in_ascii)
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "study-ascii"), (sys.stderr, "study-ascii")):
        reconfigure: Callable[..., None] | None = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors=errors)


def _in_ascii(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost = error.object[error.start : error.end].translate(_ASCII)
    return "".join(char if char.isascii() else "?" for char in lost), error.end


def write(text: str, stream: TextIO | None = None) -> None:
    """Write one line, or several, to standard output (or another stream) and let a reader have it at once.

    Raises `ReaderGone` when the stream is a pipe that nobody reads.
    """
    target = sys.stdout if stream is None else stream
    try:
        target.write(text + "\n")
        target.flush()
    except BrokenPipeError:
        raise ReaderGone from None


def narrate(text: str) -> None:
    """Write to standard error what is not data: one line, which a terminal gets broken between words."""
    width = max(shutil.get_terminal_size().columns, 20) if sys.stderr.isatty() else None
    write(plain(text) if width is None else "\n".join(wrapped(text, width)), sys.stderr)


def counted(number: int, name: str) -> str:
    """A number with its noun: 1 card, 2 cards."""
    return f"{number} {name}" if number == 1 else f"{number} {name}s"


def letter(index: int) -> str:
    """What an option of a question is called: A for the first."""
    return chr(ord("A") + index)


def text_width() -> int | None:
    """Columns to fit text for people into: the terminal's, or those named in COLUMNS; None, no limit, where it goes elsewhere."""
    if sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdecimal():
        return max(shutil.get_terminal_size().columns, 20)
    return None


def width_of(text: str) -> int:
    """How many columns of a terminal a line takes: two for wide East Asian characters and emoji, none for combining marks."""
    if text.isascii():
        return len(text)
    return sum(_columns(char) for char in text)


def _columns(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def wrapped(text: str, width: int | None, first: str = "", rest: str = "") -> list[str]:
    """The text in lines of at most `width` columns, or one line a paragraph where the width is None.

    `first` stands before the first line and `rest` before the others. Words longer than a line are broken.
    """
    lines: list[str] = []
    for paragraph in plain(text).split("\n"):
        lines += _paragraph(paragraph.expandtabs(4), width, rest if lines else first, rest)
    return lines


def _paragraph(text: str, width: int | None, first: str, rest: str) -> list[str]:
    if width is None:
        return [(first + text).rstrip()]
    lines, line, used, empty = [], first, width_of(first), True
    for word in _WORD.findall(text):
        for piece in _pieces(word, max(width - width_of(rest), 2)):
            columns = width_of(piece)
            if not empty and used + 1 + columns > width:
                lines.append(line)
                line, used, empty = rest, width_of(rest), True
            line += piece if empty else " " + piece
            used += columns + (not empty)
            empty = False
    return [*lines, line.rstrip()]


def _pieces(word: str, width: int) -> Iterable[str]:
    if width_of(word) <= width:
        return [word]
    pieces, start, used = [], 0, 0
    for at, char in enumerate(word):
        columns = _columns(char)
        if used + columns > width:
            pieces.append(word[start:at])
            start, used = at, 0
        used += columns
    return [*pieces, word[start:]]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    title: str
    right: bool = False
    """Whether its cells stand at its right edge, as numbers do."""


def table(columns: Sequence[Column], rows: Sequence[Sequence[str] | str], width: int | None) -> list[str]:
    """A table as lines, aligned by what the characters take on a screen; a row that is a text is a heading.

    Where it is wider than `width`, the widest columns are wrapped within themselves.
    """
    header = [column.title for column in columns]
    cells = [row if isinstance(row, str) else [one_line(cell) for cell in row] for row in [header, *rows]]
    full = [row for row in cells if not isinstance(row, str)]
    widths = [max(width_of(row[i]) for row in full) for i in range(len(columns))]
    if width is not None:
        for _ in range(sum(widths) + 2 * (len(widths) - 1) - width):
            widest = widths.index(max(widths))
            widths[widest] = max(widths[widest] - 1, 4)
    lines: list[str] = []
    for row in cells:
        if isinstance(row, str):
            lines += wrapped(row, width)
            continue
        folded = [wrapped(cell, size) for cell, size in zip(row, widths, strict=True)]
        for parts in zip_longest(*folded, fillvalue=""):
            placed = (_placed(*what) for what in zip(parts, widths, columns, strict=True))
            lines.append("  ".join(placed).rstrip())
    return lines


def _placed(text: str, width: int, column: Column) -> str:
    gap = " " * (width - width_of(text))
    return gap + text if column.right else text + gap


def json_line(value: object) -> str:
    """The value as JSON on one line."""
    return _harmless(json.dumps(value, ensure_ascii=False))


def json_text(value: object) -> str:
    """The value as an indented JSON document."""
    return _harmless(json.dumps(value, ensure_ascii=False, indent=2))


def _harmless(document: str) -> str:
    if (sys.stdout.encoding or "").lower().replace("-", "") != "utf8":
        return re.sub(r"[^\x00-\x7e]", _escaped, document)
    return _ACTED_ON.sub(_escaped, document)


def _escaped(match: re.Match[str]) -> str:
    return json.dumps(match.group())[1:-1] if match.group() != "\x7f" else "\\u007f"
