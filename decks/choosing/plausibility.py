"""The second demand on a wrong option: it is plausible, for it comes from a role that is near to the one asked about.

Roles are near when the deck relates them (`related`, the same `broader`), when a classification files them together, and when
they share subjects, equipment or words. How near is a number, the closeness, from 0 to 1.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from decks.english.similarity import normalised, stems
from decks.model import Deck, Difficulty, Role
from decks.text import digest

MOST_NEIGHBOURS = 28
"""So many roles are considered in place of one; more would make choosing slow in a deck of many hundred roles."""
KIN = 0.5
"""Roles of one family are at least so close, all others less."""
_TOO_COMMON = 60
"""A feature that more roles share says little and is left out."""
_MINOR = 3
"""Digits of a code that name the minor group, of longer codes."""
_WEIGHTS = {"parent": 4.0, "unit": 2.0, "minor": 2.0, "topic": 1.0, "equipment": 1.5, "word": 1.0}
_RELATED = 3.0
"""What it is worth that the deck names a role as related, first of all; the last of them half of it."""
_PREFERRED = 1.5
"""As close as what the learner takes the role for; nothing else is more than 1."""
_NOT_DIGITS = re.compile(r"[^0-9A-Za-z]")


class Plausibility:
    """Which roles could be taken for which."""

    def __init__(
        self,
        deck: Deck,
        difficulty: Difficulty = Difficulty.MEDIUM,
        prefer: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        """Hold all roles against one another, by what they share.

        Args:
            deck: the deck; the outcome depends on ids and contents, not on its order.
            difficulty: how near the roles are to be that `plausible` favours.
            prefer: for a role, those that the learner takes it for.
        """
        self._difficulty = difficulty
        self._prefer = prefer or {}
        self._features = {role.id: frozenset(_features(role)) for role in deck.roles}
        self._holders: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for role in sorted(self._features):
            for feature in self._features[role]:
                self._holders[feature].append(role)
        self._ring = sorted(self._features, key=lambda role: (digest(role), role))
        self._places = {role: place for place, role in enumerate(self._ring)}
        self._links = _links(deck)
        self._relatives = _relatives(deck)
        self._closeness: dict[str, Mapping[str, float]] = {}
        self._families: dict[str, frozenset[str]] = {}
        self._near: dict[str, tuple[str, ...]] = {}

    def closeness(self, role: str, other: str) -> float:
        """Return how near `other` is to `role`: at least `KIN` within its family, 1 for the nearest of all."""
        return self._known(role).get(other, 0.0)

    def family(self, role: str) -> frozenset[str]:
        """Return the roles of the same family: related by the deck, above, below or beside it, or filed together by a classification."""
        found = self._families.get(role)
        if found is None:
            found = frozenset(other for other, value in self._known(role).items() if value >= KIN)
            self._families[role] = found
        return found

    def near(self, role: str) -> tuple[str, ...]:
        """Return up to `MOST_NEIGHBOURS` others, the most plausible first, whoever the learner prefers before all.

        Related roles (ancestors, descendants, namesakes) are among them, for a boundary may make a fact false of one; what
        may be asked is decided elsewhere.
        """
        if role not in self._near:
            self._near[role] = self._nearest(role)
        return self._near[role]

    def plausible(self, role: str, other: str) -> float:
        """Return how welcome `other` is in the place of `role` at the difficulty asked for, from 0 to 1; more if preferred."""
        if other in self._prefer.get(role, ()):
            return _PREFERRED
        close = self.closeness(role, other)
        if self._difficulty is Difficulty.HARD:
            return close
        if self._difficulty is Difficulty.EASY:
            return 1 - close
        return 0.8 + 0.2 * close if close >= KIN else 0.5 * close

    def _nearest(self, role: str) -> tuple[str, ...]:
        known = self._known(role)
        here = self._places[role]
        preferred = [each for each in self._prefer.get(role, ()) if each in self._places and each != role]
        ranked = sorted(
            known, key=lambda other: (-known[other], (self._places[other] - here) % len(self._ring))
        )
        if self._difficulty is Difficulty.EASY:
            strangers = [other for other in ranked if known[other] < KIN]
            kin = [other for other in ranked if known[other] >= KIN]
            ranked = [*strangers[: MOST_NEIGHBOURS - min(8, len(kin))], *kin]
        near = list(dict.fromkeys([*preferred, *ranked]))[:MOST_NEIGHBOURS]
        taken = set(near) | {role}
        # Whoever shares nothing fills up the rest, another stretch of the ring for each role.
        for step in range(1, len(self._ring)):
            if len(near) >= MOST_NEIGHBOURS:
                break
            other = self._ring[(here + step) % len(self._ring)]
            if other not in taken:
                near.append(other)
        return tuple(near)

    def _known(self, role: str) -> Mapping[str, float]:
        """The closeness of all roles that share something with `role`."""
        if role not in self._closeness:
            self._closeness[role] = self._measured(role)
        return self._closeness[role]

    def _measured(self, role: str) -> Mapping[str, float]:
        likeness: defaultdict[str, float] = defaultdict(float)
        kin: set[str] = set()
        for feature in sorted(self._features.get(role, ())):
            sharing = self._holders[feature]
            if feature[0] in ("parent", "minor", "unit"):
                kin.update(sharing)
            if 1 < len(sharing) <= _TOO_COMMON:
                weight = _WEIGHTS[feature[0]] * math.log1p(len(self._features) / len(sharing))
                for other in sharing:
                    likeness[other] += weight
        for other, worth in self._links.get(role, {}).items():
            likeness[other] += _RELATED * worth * math.log1p(len(self._features) / 10)
        kin.update(self._relatives.get(role, ()))
        likeness.pop(role, None)
        kin.discard(role)
        most = max(likeness.values(), default=1.0)
        return {
            other: KIN + (1 - KIN) * likeness[other] / most
            if other in kin
            else KIN * min(0.99, likeness[other] / most)
            for other in likeness.keys() | kin
        }


def _links(deck: Deck) -> Mapping[str, Mapping[str, float]]:
    """For each role those that the deck relates it to, in either direction, and how much that is worth, from 0.5 to 1."""
    found: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for role in deck.roles:
        for place, other in enumerate(role.related):
            worth = 1 - 0.5 * place / len(role.related)
            found[role.id][other] = max(worth, found[role.id].get(other, 0.0))
            found[other].setdefault(role.id, 0.5)
    return found


def _relatives(deck: Deck) -> Mapping[str, set[str]]:
    """For each role those that the deck names as related, or as broader, in either direction."""
    known = {role.id for role in deck.roles}
    found: defaultdict[str, set[str]] = defaultdict(set)
    for role in deck.roles:
        for other in (*role.related, *role.broader):
            if other in known:
                found[role.id].add(other)
                found[other].add(role.id)
    return found


def _features(role: Role) -> Iterator[tuple[str, str]]:
    """Yield what makes a role comparable with others."""
    for parent in role.broader:
        yield "parent", parent
    for scheme, code in role.codes:
        digits = _NOT_DIGITS.sub("", code)
        minor = digits[: min(_MINOR, len(digits) - 1)]
        if minor:
            yield "minor", f"{scheme} {minor}"
            yield "unit", f"{scheme} {digits[: len(minor) + 1]}"
    for fact in role.facts():
        yield "topic", fact.topic
    for fact in role.equipment:
        yield "equipment", normalised(fact.text)
    for text in (role.title, role.definition.text if role.definition else ""):
        for word in stems(text):
            yield "word", word
