"""From the bytes of a file to text that YAML allows."""

import codecs
import re

from decks.model import Mark
from decks.problems import Problem, Severity

_NOT_ALLOWED = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What YAML 1.1 does not allow in a stream, whichever way it is written."""


class Refused(Exception):
    """The text is no tree that a deck can be read from; carries the one problem that says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def refusal(shown: str, line: int, column: int, code: str, what: str, advice: str) -> Refused:
    """The exception that says, with one error at a place, why a text is no deck."""
    return Refused(Problem(Mark(shown, line, column), code, Severity.ERROR, what, advice))


def decode(raw: bytes, shown: str) -> str:
    """The text of a deck file.

    Raises:
        Refused: it is not UTF-8, or holds characters that YAML does not allow.
    """
    for bom, name in (
        (codecs.BOM_UTF32_LE, "UTF-32"),
        (codecs.BOM_UTF32_BE, "UTF-32"),
        (codecs.BOM_UTF16_LE, "UTF-16"),
        (codecs.BOM_UTF16_BE, "UTF-16"),
    ):
        if raw.startswith(bom):
            raise refusal(shown, 1, 1, "D102", f"the file is {name}", "save it as UTF-8")
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        raise refusal(
            shown, line, column, "D102", "the file is not UTF-8 from here on", "save it as UTF-8"
        ) from None
    bad = _NOT_ALLOWED.search(text)
    if bad:
        line = text.count("\n", 0, bad.start()) + 1
        column = bad.start() - text.rfind("\n", 0, bad.start())
        what = f"there is a control character (U+{ord(bad.group()):04X}) here"
        raise refusal(shown, line, column, "D103", what, "delete it")
    return text
