"""Texts with gaps: `{{hidden}}`, `{{c1::hidden}}`, `{{c1::hidden::hint}}`."""

import re
from dataclasses import dataclass
from itertools import count

_GAP = re.compile(
    r"\{\{(?:c([1-9]\d?)::)?((?:(?!\{\{|\}\}|::).)+)(?:::((?:(?!\{\{|\}\}).)+))?\}\}", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Gap:
    """One hidden piece of a text. Groups are written as Anki writes them, so that `{{321::digits}}` has a hint, not a group."""

    group: int
    """Gaps of one group are hidden together; each unnumbered one takes the next number that no gap has."""
    hidden: str
    hint: str
    start: int
    end: int
    """Where it stands in the text, braces included."""


def gaps(text: str) -> tuple[Gap, ...]:
    """The gaps of a text in the order they stand; empty where it has none."""
    matches = [match for match in _GAP.finditer(text) if match[2].strip()]
    taken = {int(match[1]) for match in matches if match[1]}
    free = (number for number in count(1) if number not in taken)
    return tuple(
        Gap(
            int(match[1]) if match[1] else next(free),
            match[2].strip(),
            (match[3] or "").strip(),
            *match.span(),
        )
        for match in matches
    )


def with_gaps(text: str, hide: int | None) -> str:
    """The text with one group of gaps as `[…]` or `[hint]` and the others filled in; all filled in with None."""
    pieces: list[str] = []
    end = 0
    for gap in gaps(text):
        pieces.append(text[end : gap.start])
        pieces.append((f"[{gap.hint}]" if gap.hint else "[…]") if gap.group == hide else gap.hidden)
        end = gap.end
    pieces.append(text[end:])
    return "".join(pieces)
