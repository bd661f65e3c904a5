"""One question beside its candidates: which of them suit it best, given what the other questions have come to."""

import math
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from operator import mul

from decks.choosing.sights import (
    OWN,
    SHARED,
    SHARED_SCALE,
    SIGHTS,
    STEP,
    WORN,
    WORN_SCALE,
    Beside,
    Looks,
    sights,
    worn,
)
from decks.choosing.slots import Slot
from decks.choosing.uses import Uses
from decks.english.similarity import normalised

_SIGHTS = 20.0
"""What it costs that the sums go away from nothing, by their squares, over the spread that chance would give them …"""
_MOST_SIGHTS = 0.5
"""… and at most, where questions are few."""
_MOST_BEYOND = 2.0
"""Sums that are further from nothing, in that spread, cost no more: what cannot be helped is not to crowd out the rest."""
_SAME_ROLE = 3.0
"""What it costs that two wrong options come of the same role."""
_LONGER = 140.0
"""What it costs, by its logarithm, that the longest option is longer than the key by more than …"""
_LONGER_FREE = 0.06
_MOST_LONGER = 0.4
"""Being longer by more than that costs no more."""
_ALL_STATED = 60.0
"""What it is worth that all wrong options are wrong by the deck's word, so that the question is beyond doubt."""
_UNKNOWN, _TOO_NEAR = -1.0, -2.0

Vector = list[float]


@dataclass(frozen=True, slots=True)
class Effort:
    """How closely one looks."""

    among: int
    """So many of the best candidates of a question are tried in all combinations …"""
    swapped: int
    """… and so many are tried later, each in the place of one that was chosen; 0 for all combinations anew."""
    close: int
    """So many of the combinations are looked at closely."""


class Trial:
    """A question's fixed options and its candidates, looked at once; places count both, the fixed ones first."""

    __slots__ = ("_lengths", "_looks", "_names", "_pairs", "_seen", "_shared", "slot")

    def __init__(self, slot: Slot, looks: Looks) -> None:
        """Look at all texts of `slot`."""
        texts = [*slot.fixed, *(each.candidate.text for each in slot.pool)]
        self.slot = slot
        self._looks = looks
        self._seen = [looks.look(text) for text in texts]
        self._names = [normalised(text) for text in texts]
        self._lengths = [math.log(len(text) + 1) for text in texts]
        said = slot.said
        self._shared = [looks.weight(look.words & said) / STEP if said else 0.0 for look in self._seen]
        self._pairs = array("f", [_UNKNOWN]) * (len(texts) * (len(texts) - 1) // 2)

    def names(self, places: Sequence[int]) -> list[str]:
        """Return the texts at these places, `normalised`."""
        return [self._names[place] for place in places]

    @property
    def fixed(self) -> range:
        """The places of the options that are settled."""
        return range(len(self.slot.fixed))

    def together(self, places: Sequence[int]) -> frozenset[str]:
        """Return all texts of the question, with those at `places` chosen."""
        return frozenset(self.names((*self.fixed, *places)))

    def best(
        self, sums: Vector, fellows: int, uses: Uses, effort: Effort, chosen: Sequence[int]
    ) -> tuple[tuple[int, ...], Vector]:
        """Return the places of the best candidates found, with how far the key stands out; none where none is allowed.

        Args:
            sums: what the key stands out by in all other questions of the kind, added up.
            fellows: how many questions of the kind there are.
            uses: of texts in all other questions.
            effort: how closely to look.
            chosen: the places that were chosen before.
        """
        slot = self.slot
        spread = math.sqrt(fellows)
        pull, most = min(_MOST_SIGHTS, _SIGHTS / spread), _MOST_BEYOND * spread
        sums = [most if value > most else max(value, -most) for value in sums]
        leans, costs = self._alone(sums, pull, uses)
        order = sorted(self._open(), key=lambda place: (leans[place], place))
        for count in range(min(slot.count, len(order)), slot.fewest - 1, -1):
            groups = []
            for number, group in enumerate(self._groups(order, count, effort, chosen)):
                apart = self._cost_together(group)
                groups.append((sum([leans[place] for place in group]) + apart, number, apart, group))
            groups.sort()
            best: tuple[float, tuple[int, ...], Vector] | None = None
            looked = 0
            for _, _, cost, group in groups:
                if not self._allowed(group, uses):
                    continue
                looked += 1
                seen = self.sights(group, uses)
                cost += sum([costs[place] for place in group])
                cost += pull * sum(
                    [value * (2 * total + value) for value, total in zip(seen, sums, strict=True)]
                )
                if best is None or cost < best[0]:
                    best = cost, group, seen
                if looked >= effort.close:
                    break
            if best is not None:
                return best[1], best[2]
        return (), [0.0] * SIGHTS

    def _open(self) -> range:
        return range(len(self.slot.fixed), len(self._seen))

    def _alone(self, sums: Vector, pull: float, uses: Uses) -> tuple[list[float], list[float]]:
        """Return, for each place, what its candidate costs, first with what its looks would make of the sums."""
        slot = self.slot
        others = slot.count + len(slot.fixed) - 1
        pull *= 2 / (others + 1) * (others if slot.key_open else -1)
        own = [pull * value for value in sums[:OWN]]
        shared, seldom = pull * SHARED_SCALE * sums[SHARED], pull * WORN_SCALE * sums[WORN]
        leans = [0.0] * len(self._seen)
        costs = [0.0] * len(self._seen)
        for place, each in zip(self._open(), slot.pool, strict=True):
            name = self._names[place]
            cost = costs[place] = each.cost + uses.cost(name, as_right=slot.key_open)
            leans[place] = (
                cost
                + sum(map(mul, own, self._seen[place].own))
                + shared * self._shared[place]
                + seldom * worn(uses.wrong.get(name, 0))
            )
        return leans, costs

    def _groups(
        self, order: Sequence[int], count: int, effort: Effort, chosen: Sequence[int]
    ) -> Iterator[tuple[int, ...]]:
        """Yield the combinations to try, of candidates in order, the best one first."""
        if effort.swapped and len(chosen) == count:
            yield tuple(chosen)
            for other in self._tried(order, effort.swapped):
                if other not in chosen:
                    for out in range(count):
                        yield (*chosen[:out], other, *chosen[out + 1 :])
        else:
            yield from combinations(self._tried(order, effort.among), count)

    def _tried(self, order: Sequence[int], among: int) -> list[int]:
        """Return the places of the most promising candidates, with some that have what is needed if none of those has it."""
        slot, first = self.slot, len(self.slot.fixed)
        tried, rest = list(order[:among]), order[among:]
        if not any(slot.pool[place - first].cover for place in tried):
            tried += [place for place in rest if slot.pool[place - first].cover][:2]
        if slot.kin and sum(slot.pool[place - first].kin for place in tried) < slot.kin + 1:
            tried += [place for place in rest if slot.pool[place - first].kin and place not in tried][:3]
        return tried

    def _cost_together(self, group: Sequence[int]) -> float:
        """What candidates cost beside one another."""
        slot, first = self.slot, len(self.slot.fixed)
        if slot.key_open:
            return 0.0
        chosen = [slot.pool[place - first].candidate for place in group]
        roles = [each.role for each in chosen if each.role]
        cost = _SAME_ROLE * (len(roles) - len(set(roles)))
        if all(each.stated for each in chosen):
            cost -= _ALL_STATED
        # What the deck calls wrong is worth its length.
        longer = self.longer([place for place in group if not slot.pool[place - first].candidate.stated])
        longer -= _LONGER_FREE
        return cost + _LONGER * min(_MOST_LONGER, longer) if longer > 0 else cost

    def longer(self, group: Sequence[int]) -> float:
        """Return by how much the longest of these candidates is longer than the key, as a logarithm; 0 if the key is open."""
        if self.slot.key_open or not group:
            return 0.0
        return max([self._lengths[place] for place in group]) - self._lengths[0]

    def _allowed(self, group: Sequence[int], uses: Uses) -> bool:
        slot, first = self.slot, len(self.slot.fixed)
        chosen = [slot.pool[place - first] for place in group]
        if not any(each.cover for each in chosen):
            return False
        if slot.kin and sum([each.kin for each in chosen]) < min(slot.kin, len(group)):
            return False
        if slot.key_open and uses.has_set(self.together(group)):
            return False
        return all(self._pair(one, other) != _TOO_NEAR for one, other in combinations(group, 2))

    def _pair(self, one: int, other: int) -> float:
        """How much two texts have in common, or `_TOO_NEAR`."""
        if other < one:
            one, other = other, one
        at = other * (other - 1) // 2 + one
        found = self._pairs[at]
        if found == _UNKNOWN:
            slot, first = self.slot, len(self.slot.fixed)
            if one >= first and slot.alike(
                slot.pool[one - first].candidate.text, slot.pool[other - first].candidate.text
            ):
                found = _TOO_NEAR
            else:
                found = self._looks.alike(self._seen[one], self._seen[other])
            self._pairs[at] = found
        return found

    def sights(self, group: Sequence[int], uses: Uses) -> Vector:
        """Return how far the key stands out where the candidates at these places are chosen."""
        slot, first = self.slot, len(self.slot.fixed)
        places = (*range(first), *group)
        key = len(places) - 1 if slot.key_open else 0
        alike = [0.0] * len(places)
        for (i, one), (j, other) in combinations(enumerate(places), 2):
            value = self._pair(one, other)
            if value:
                alike[i] += value
                alike[j] += value
        seen, shared, wrong = self._seen, self._shared, uses.wrong
        # Its own wrong options do not count against it; of these only the settled ones are entered.
        own_use = first if slot.key_open else 0
        seldom = [worn(max(0, wrong.get(self._names[place], 0) - (place < own_use))) for place in places]
        beside = Beside(
            [seen[place].own for place in places],
            [seen[place].size for place in places],
            [shared[place] for place in places],
            alike,
            seldom,
        )
        return sights(beside, key)
