"""What activity a duty is: its deeds, what they are done to, and whether nearly every occupation has a share in it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from decks.choosing.activity_words import COMMON, DEEDS, GENERAL, MATTERS, VAGUE
from decks.english.similarity import families, normalised, stem, stems

_PURPOSE = re.compile(
    r"\b(?:to|using|by|such as|including|in order|so that|according|based on|when|while|if|for use|with|through|during)\b"
)
"""Where the activity itself ends, and why, how or when it is done begins."""
_FIRST_TWO = re.compile(r"\S+(?: (?:up|abreast|informed|current|in|out|along))?(?: \S+)?")
"""Words that belong to the activity in any case: *confer with* and *keep up with* are none of its ends."""


@cache
def _classes(matters: bool) -> Mapping[str, frozenset[str]]:
    """For each stem the classes it stands in."""
    found: dict[str, set[str]] = {}
    for name, line in (MATTERS if matters else DEEDS).items():
        for word in line.split():
            found.setdefault(stem(word), set()).add(name)
    return {word: frozenset(names) for word, names in found.items()}


@cache
def vague() -> frozenset[str]:
    """Stems that tell roles apart least."""
    return frozenset(map(stem, VAGUE.split()))


@cache
def vague_families() -> frozenset[str]:
    """Their families, as of `families`."""
    return families(VAGUE)


@dataclass(frozen=True, slots=True)
class Activity:
    """One duty, taken apart."""

    verb: str
    """The stem of its first word."""
    deeds: frozenset[str]
    """Classes of what is done; see `DEEDS`."""
    matters: frozenset[str]
    """Classes of what it is done to; see `MATTERS`."""
    special: frozenset[str]
    """Stems of what it is done to that stand in no class and are not vague."""
    common: bool
    """Whether its deed is one that nearly every occupation has a share in, whatever it is done to."""
    general: bool
    """Whether deed and matter together are what nearly every occupation does: *keep records*, *order supplies*."""


@cache
def _general() -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((deed, frozenset(matters.split())) for deed, matters in GENERAL)


@lru_cache(maxsize=65_536)
def activity(text: str) -> Activity:
    """Take a duty apart: its first words are deeds as long as the table knows them as such, the first in any case."""
    whole = normalised(text)
    first = _FIRST_TWO.match(whole)
    end = _PURPOSE.search(whole, first.end() if first else 0)
    words = [stem(word) for word in (whole[: end.start()] if end else whole).split()]
    deeds, matters = _classes(False), _classes(True)
    telling = stems(text)
    done: set[str] = set()
    rest: list[str] = []
    leading, after = True, ""
    for place, word in enumerate(words):
        joined = after in ("or", "and")
        if word in telling and (
            place == 0 or (word in deeds and (joined or (leading and word not in matters)))
        ):
            done |= deeds.get(word, frozenset())
        elif word in telling:
            leading = False
            rest.append(word)
        after = word
    of = frozenset().union(*(matters.get(word, frozenset()) for word in rest)) if rest else frozenset()
    special = frozenset(word for word in rest if word not in matters and word not in vague())
    general = any(deed in done and (not matters or of & matters) for deed, matters in _general())
    return Activity(
        words[0] if words else "", frozenset(done), of, special, not COMMON.isdisjoint(done), general
    )
