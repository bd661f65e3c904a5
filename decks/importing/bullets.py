"""Taking apart cells that hold several things: tasks with letters, bullets, numbers, or run together."""

import re

from decks.importing.problems import Unimportable
from decks.importing.rows import is_nothing

_LETTER = re.compile(r"\(\s*([a-z]{1,2})\s*\)\s*", re.IGNORECASE)
_NUMBER = re.compile(r"(?:^|(?<=[\s;.]))\(?(\d{1,2})[.)]\s+")
_ROMAN = re.compile(r"\(\s*([ivxl]{1,6})\s*\)\s*", re.IGNORECASE)
_HALF = re.compile(r"(?:^|(?<=[\s;.]))([a-z])\)\s+")
_NUMERALS = {"i": 1, "v": 5, "x": 10, "l": 50}
_BULLET = re.compile(r"(?:^|\n)\s*[•·▪‣◦●○■*►➢–—-]\s*|\s*[•▪‣◦●■►➢]\s*")
_LEAD_IN = re.compile(
    r"^[^:;(•]{0,120}?(?:\btasks?\b|\bduties\b|\bincluded?\b|\bresponsibilities\b|\bperforms?\b|\bclassified\b|\boccupations\b)[^:;(•]{0,60}?\s*:\s*",
    re.IGNORECASE,
)
_FARTHEST = 40
"""A sign out of order that would stand for more things than these is none: (in) is a word."""
_AND = re.compile(r"^(?:and|or)\s+(?=[a-z])")


def items(text: str, *, bullet: str = "", separator: str = "") -> list[str]:
    """The things that a cell lists, without their signs and without what leads in to them.

    Letters count where they come in order, (a), (b), …, wherever they stand, glued to the word before or not; so do
    numbers, (i), (ii), … and a), b), …; then signs such as •; else semicolons; else lines.

    Args:
        text: the cell.
        bullet: a regular expression for what stands before each thing, in place of all this.
        separator: one for what stands between two things.

    Raises:
        Unimportable: one of them is no regular expression.
    """
    if bullet or separator:
        return _by_pattern(text, bullet, separator)
    for sign in (_LETTER, _NUMBER, _ROMAN, _HALF):
        if found := _in_order(text, sign):
            return found
    body = _LEAD_IN.sub("", text.strip())
    parts = _BULLET.split(body)
    if len(parts) > 1 and not (len(parts) == 2 and parts[0].strip()):
        # What stands before the first sign leads in to them.
        return _clean(parts[1:])
    if ";" in body:
        return _clean(re.split(r";", body))
    return _clean(body.split("\n"))


def _in_order(text: str, sign: re.Pattern[str]) -> list[str]:
    """What stands after signs that come in order; nothing where there are fewer than two, or the first is not the first.

    A sign out of order (sources skip letters, and give one twice) counts where a line or a part begins.
    """
    last = 0
    ends: list[tuple[int, int]] = []
    for found in sign.finditer(text):
        place = (_roman if sign is _ROMAN else _place)(found[1].lower())
        begins = text[: found.start()].rstrip(" \t")[-1:] in ("", "\n", ";", ".")
        if place == last + 1 or (ends and (place == last or (begins and place <= _FARTHEST))):
            ends.append(found.span())
            last = place
    if len(ends) < 2:
        return []
    stops = [start for start, _ in ends[1:]] + [len(text)]
    return _clean([text[end:stop] for (_, end), stop in zip(ends, stops, strict=True)])


def _place(sign: str) -> int:
    """Where a number, or a letter, stands in its order; (aa) follows (z)."""
    if sign.isdecimal():
        return int(sign)
    place = 0
    for char in sign:
        place = place * 26 + ord(char) - ord("a") + 1
    return place


def _roman(sign: str) -> int:
    """What a Roman numeral stands for."""
    values = [_NUMERALS[letter] for letter in sign]
    return sum(-value if value < max(values[place:]) else value for place, value in enumerate(values))


def _by_pattern(text: str, bullet: str, separator: str) -> list[str]:
    parts = [text]
    if bullet:
        split = _compiled(bullet).split(text)
        parts = split[1:] if len(split) > 1 else split
    if separator:
        pattern = _compiled(separator)
        parts = [piece for part in parts for piece in pattern.split(part)]
    return _clean([part for part in parts if part])


def _compiled(pattern: str) -> re.Pattern[str]:
    """The pattern, its groups not captured, so that splitting by it gives only what stands between."""
    try:
        compiled = re.compile(pattern, re.MULTILINE)
        if compiled.groups:
            compiled = re.compile(re.sub(r"(?<!\\)\((?!\?)", "(?:", pattern), re.MULTILINE)
    except re.error as error:
        raise Unimportable(f"“{pattern}” is no regular expression: {error}.") from None
    if compiled.groups:
        raise Unimportable(f"“{pattern}” names groups; write it without.")
    return compiled


def _clean(parts: list[str]) -> list[str]:
    tidy = (" ".join(part.split()).strip(" ;,\t") for part in parts)
    return [
        _AND.sub("", part) for part in tidy if any(char.isalpha() for char in part) and not is_nothing(part)
    ]
