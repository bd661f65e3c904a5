"""Typed answers: whether one counts as right, and where it differs from what was wanted."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from decks.text import folded


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of characters that all do, or all do not, stand in the other text."""

    text: str
    same: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """A typed answer beside the accepted one nearest to it."""

    right: bool
    typed: tuple[Stretch, ...]
    wanted: tuple[Stretch, ...]


def compare(typed: str, accept: Sequence[str]) -> Comparison:
    """Compare a typed answer with those accepted; case, spacing and compatibility forms of letters do not count.

    `accept` holds at least one text. A wrong answer is set beside the accepted one that it resembles most, the first
    of those where several do.
    """
    right = next((each for each in accept if _bare(each) == _bare(typed)), None)
    if right is not None:
        return Comparison(True, (Stretch(typed, True),), (Stretch(right, True),))
    wanted = max(accept, key=lambda each: _matcher(typed, each).ratio())
    blocks = _matcher(typed, wanted).get_matching_blocks()
    return Comparison(
        False,
        _stretches(typed, [(block.a, block.size) for block in blocks]),
        _stretches(wanted, [(block.b, block.size) for block in blocks]),
    )


def _bare(text: str) -> str:
    return folded(text).replace(" ", "")


def _matcher(one: str, other: str) -> SequenceMatcher[str]:
    # lower() alone keeps positions: folding may change the number of characters
    return SequenceMatcher(None, _aligned(one), _aligned(other), autojunk=False)


def _aligned(text: str) -> str:
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


def _stretches(text: str, same: list[tuple[int, int]]) -> tuple[Stretch, ...]:
    found: list[Stretch] = []
    at = 0
    for start, size in same:
        if start > at:
            found.append(Stretch(text[at:start], False))
        if size and found and found[-1].same:
            found[-1] = Stretch(found[-1].text + text[start : start + size], True)
        elif size:
            found.append(Stretch(text[start : start + size], True))
        at = start + size
    return tuple(found)
