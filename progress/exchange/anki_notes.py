"""What a card of Anki asks and answers: its note's fields as its note type's templates show them."""

import json
import re
import sqlite3
from dataclasses import dataclass, field
from typing import Any

from progress.exchange.recognising import seen

_SHOWN = re.compile(r"\{\{([^{}]*)\}\}")
_GAP = re.compile(r"\{\{c([0-9]{1,3})::(.*?)(?:::([^{}]*?))?\}\}", re.DOTALL | re.ASCII)
_CLOZE = 1


@dataclass(slots=True)
class _NoteType:
    cloze: bool = False
    fields: dict[int, str] = field(default_factory=dict)
    fronts: dict[int, str] = field(default_factory=dict)
    """By number of the card: its template."""


class NoteTypes:
    """The note types of a collection, of its older form (JSON in `col`) or its newer (tables)."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Raises sqlite3.Error."""
        self._types: dict[int, _NoteType] = {}
        there = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
        if {"notetypes", "fields", "templates"} <= there:
            self._from_tables(connection)
        elif "col" in there:
            row = connection.execute("SELECT models FROM col").fetchone()
            self._from_json(row[0] if row else "")

    def sides(self, mid: int, ord: int, fields: tuple[str, ...]) -> tuple[str, list[str]]:  # noqa: A002
        """What the card with this number of a note asks, and what may be its answer: all that is not asked, and each of it.

        Where the note type is not known, the n-th card asks for the n-th field.
        """
        known = self._types.get(mid, _NoteType())
        asked = self._asked(known, ord, len(fields))
        if known.cloze:
            text = next((each for each in fields if "{{c" in each), fields[0])
            hidden = [gap[2] for gap in _GAP.finditer(text) if int(gap[1]) == ord + 1]
            return _line(_GAP.sub(lambda gap: _gap(gap, ord + 1), text)), [_line(", ".join(hidden))]
        question = _line(" ".join(fields[number] for number in asked))
        rest = [line for number, each in enumerate(fields) if number not in asked and (line := _line(each))]
        return question, [*([_line(" ".join(rest))] if len(rest) > 1 else []), *rest]

    def _asked(self, known: _NoteType, ord: int, count: int) -> list[int]:  # noqa: A002
        numbers = {name: number for number, name in known.fields.items() if 0 <= number < count}
        shown = [name.strip() for name in _SHOWN.findall(known.fronts.get(ord, ""))]
        names = [
            each.rpartition(":")[2].strip() for each in shown if not each.startswith(("#", "^", "/", "type:"))
        ]
        found = list(dict.fromkeys(numbers[name] for name in names if name in numbers))
        return found or [ord if 0 <= ord < count else 0]

    def _from_json(self, text: object) -> None:
        try:
            models = json.loads(text) if isinstance(text, str) and text else {}
        except (ValueError, RecursionError):
            return
        for mid, model in models.items() if isinstance(models, dict) else ():
            if not isinstance(model, dict) or not str(mid).isdecimal():
                continue
            self._types[int(mid)] = _NoteType(
                model.get("type") == _CLOZE,
                {
                    number: str(each.get("name", ""))
                    for number, each in enumerate(_objects(model.get("flds")))
                },
                {
                    number: str(each.get("qfmt", ""))
                    for number, each in enumerate(_objects(model.get("tmpls")))
                },
            )

    def _from_tables(self, connection: sqlite3.Connection) -> None:
        for mid, config in connection.execute("SELECT id, config FROM notetypes"):
            # Field 1 of the message is the kind; it is not written where it is 0.
            self._types[mid] = _NoteType(isinstance(config, bytes) and config.startswith(b"\x08\x01"))
        for mid, number, name in connection.execute("SELECT ntid, ord, name FROM fields"):
            if mid in self._types and isinstance(number, int):
                self._types[mid].fields[number] = str(name)
        for mid, number, config in connection.execute("SELECT ntid, ord, config FROM templates"):
            if mid in self._types and isinstance(config, bytes):
                self._types[mid].fronts[number] = _first_text(config)


def _objects(value: object) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _first_text(message: bytes) -> str:
    """Field 1 of a message of Protocol Buffers where it is a text: a key, a length in groups of seven bits, the text."""
    if not message.startswith(b"\x0a"):
        return ""
    length = shift = 0
    for at, byte in enumerate(message[1:6], start=2):
        length |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return message[at : at + length].decode("utf-8", "replace")
    return ""


def _gap(gap: re.Match[str], hide: int) -> str:
    return gap[2] if int(gap[1]) != hide else f"[{gap[3] or '…'}]"


def _line(text: str) -> str:
    return " ".join(seen(text).split())
