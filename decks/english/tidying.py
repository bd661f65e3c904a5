"""Texts as a list shows them: on one line, without bullets and full stops, spaces and quotes set right."""

import re

from decks.english.sentences import capitalised
from decks.text import one_line

_BULLET = re.compile(r"^(?:[-–—•*·▪◦‣]\s+)+")
_SPACED = re.compile(r"\s+([,;])(?=\s|$)")
_ENDS = " ;,:–—-"
_BULLETS = frozenset("-–—•*·▪◦‣")
_QUOTES = frozenset('“"«„')
_ABBREVIATED = re.compile(
    r"\b(?:etc|e\.g|i\.e|inc|ltd|co|jr|sr|no|nos|approx|dept|st|vs|al)\.$|\b[a-z](?:\.[a-z])+\.$|\.\.+$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“\"«„]([^“”\"«»„]*)[”\"»“]")


def tidied(text: str) -> str:
    """A text on one line as a list shows it: a capital at the start, no full stop or bullet, spaces and quotes set right.

    What holds nothing else is left as it is.
    """
    return put_right(
        text.strip() if text.isascii() and text.isprintable() and "  " not in text else one_line(text)
    )


def trimmed(text: str) -> str:
    """A text as `tidied` makes it, but for its first letter, which stays: a thing or a place, named in mid-sentence too."""
    line = one_line(text)
    return _trimmed(line) or line


def put_right(line: str) -> str:
    """A text that is on one line already, as `tidied` makes it."""
    return capitalised(_trimmed(line)) or line


def _trimmed(line: str) -> str:
    done = _BULLET.sub("", line) if line[:1] in _BULLETS else line
    if " ," in done or " ;" in done:
        done = _SPACED.sub(r"\1", done)
    done = done.rstrip(_ENDS)
    while done.endswith(".") and not _ABBREVIATED.search(done, done.rfind(" ") + 1):
        done = done[:-1].rstrip(_ENDS)
    if done[:1] in _QUOTES and (quoted := _QUOTED.fullmatch(done)) and quoted[1].strip():
        return _trimmed(quoted[1].strip())
    return done


def within_quotes(text: str) -> str:
    """A text to stand between double quotes: its own become single ones."""
    return _QUOTED.sub(r"‘\1’", text)
