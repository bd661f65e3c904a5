"""Which roles are plausible instead of a given one: those nearest to it in family, subjects, equipment and words."""

import math
from collections import defaultdict
from collections.abc import Iterator

from decks.model import Deck, Role
from decks.similarity import normalised, stems
from decks.text import digest

MOST_NEIGHBOURS = 24
"""So many roles are considered in place of one; more would make choosing slow in a deck of many hundred roles."""
_TOO_COMMON = 60
"""A feature that more roles share says little and is left out."""
_WEIGHTS = {"parent": 4.0, "topic": 1.0, "equipment": 1.5, "word": 1.0}


def neighbours(deck: Deck) -> dict[str, tuple[str, ...]]:
    """Return for each role up to `MOST_NEIGHBOURS` others, the most plausible first.

    Related roles (ancestors, descendants, namesakes) are among them, for a boundary may make a fact false of one; what
    may be asked is decided elsewhere. The order depends on ids and contents, not on the order of the deck.
    """
    features = {role.id: frozenset(_features(role)) for role in deck.roles}
    holders: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for role in sorted(features):
        for feature in features[role]:
            holders[feature].append(role)
    ring = sorted(features, key=lambda role: (digest(role), role))
    places = {role: place for place, role in enumerate(ring)}
    found: dict[str, tuple[str, ...]] = {}
    for role in features:
        likeness: defaultdict[str, float] = defaultdict(float)
        for feature in sorted(features[role]):
            sharing = holders[feature]
            if 1 < len(sharing) <= _TOO_COMMON:
                weight = _WEIGHTS[feature[0]] * math.log1p(len(features) / len(sharing))
                for other in sharing:
                    likeness[other] += weight
        likeness.pop(role, None)
        here = places[role]
        ranked = sorted(likeness, key=lambda other: (-likeness[other], (places[other] - here) % len(ring)))
        near = ranked[:MOST_NEIGHBOURS]
        # Whoever shares nothing fills up the rest, another stretch of the ring for each role.
        for step in range(1, len(ring)):
            if len(near) >= MOST_NEIGHBOURS:
                break
            other = ring[(here + step) % len(ring)]
            if other not in likeness:
                near.append(other)
        found[role] = tuple(near)
    return found


def _features(role: Role) -> Iterator[tuple[str, str]]:
    """Yield what makes a role comparable with others."""
    for parent in role.broader:
        yield "parent", parent
    for fact in role.facts():
        yield "topic", fact.topic
    for fact in role.equipment:
        yield "equipment", normalised(fact.text)
    for text in (role.title, role.definition.text if role.definition else ""):
        for word in stems(text):
            yield "word", word
