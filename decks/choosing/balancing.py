"""Settling the options of all questions together, so that over a quiz neither looks nor memory tell which one is right.

For each kind of question the numbers of `sights` are added up, and each further question gets the options that bring the sums
nearest to nothing, as far as its other merits allow. Likewise it is counted how often each text is right and wrong; a text is
to be wrong three times as often as it is right. That is gone over again, one question after the other taken out and put in
anew, until it holds of all of them together.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from operator import add, mul, sub

from decks.choosing.candidates import WANTED
from decks.choosing.sights import OWN, SIGHTS, Look, Looks
from decks.choosing.slots import Ranked, Slot
from decks.similarity import normalised

_AMONG, _FEW_AMONG = 10, 8
"""So many of the best candidates of a question are tried in all combinations; fewer where there are many questions."""
_SIGHTS = 1.5
"""What it costs that the sums go away from nothing, by their squares."""
_WORN = 2.5
"""What it costs that a text is once more wrong than three times as often as it is right, over the spread of chance."""
_MOST_WORN = 12.0
_SAME_ROLE = 3.0
"""What it costs that two wrong options come of the same role."""
_LONGER = 70.0
"""What it costs, by its logarithm, that the longest option is longer than the key by more than …"""
_LONGER_FREE = 0.06
_MOST_LONGER = 0.3
"""Being longer by more than that costs no more."""
_ALL_STATED = 30.0
"""What it is worth that all wrong options are wrong by the deck's word, so that the question is beyond doubt."""
_ROUNDS = 3
"""How often all questions are gone over …"""
_FEW, _FEW_ROUNDS = 1500, 4
"""… and where there are few."""
_COMBINED, _FEW_COMBINED = 30, 16
"""So many combinations are looked at closely where there are few questions, and where there are many."""
_FREE = 0.8
"""The sums may be away from nothing by so much, times the root of the number of questions."""
_PULL = 0.8
"""A key stands out that adds so much to what is beyond that, in the same unit."""
_FEWEST = 60
"""Of a kind with fewer questions none is given up: a student cannot learn from them what keys are like."""
_MOST_GIVEN_UP = 0.15
"""So many of a kind are given up at most each time."""

Vector = list[float]


class Balance:
    """The books of one deck's questions."""

    def __init__(self, looks: Looks) -> None:
        """Begin with nothing."""
        self._looks = looks
        self._sums: defaultdict[str, Vector] = defaultdict(lambda: [0.0] * SIGHTS)
        self._right: Counter[str] = Counter()
        self._wrong: Counter[str] = Counter()
        self._sets: Counter[frozenset[str]] = Counter()
        """How often the very same options stand together, where the right one is open."""

    def settle(
        self,
        slots: Sequence[Slot],
        asked: Mapping[str, int] | None = None,
        unasked: int = 0,
        step: Callable[[int, int], None] = lambda _done, _of: None,
    ) -> None:
        """Settle all questions, in the given order, or give them up.

        Args:
            slots: the questions.
            asked: how many questions beside these ask about each fact; where None, none of these is given up.
            unasked: of so many facts no question need be left, where the only one is on what is too general.
            step: told how many of how many have been gone over.
        """
        few = len(slots) <= _FEW
        rounds = _FEW_ROUNDS if few else _ROUNDS
        for slot in slots:
            self._fix(slot, 1)
        placed: dict[str, Vector] = {}
        done = 0
        for turn in range(rounds):
            for slot in slots:
                done += 1
                step(done, rounds * len(slots))
                if slot.given_up:
                    continue
                if turn:
                    self._take(slot, placed[slot.question], -1)
                slot.chosen, seen = self._best(slot, few)
                placed[slot.question] = seen
                self._take(slot, seen, 1)
            if asked is not None:
                unasked = self._give_up(slots, placed, asked, unasked)

    def _give_up(
        self, slots: Sequence[Slot], placed: dict[str, Vector], asked: Mapping[str, int], unasked: int
    ) -> int:
        """Give up questions whose key stands out the way that keys of their kind do, if others ask about the same facts.

        Questions on what is too general go first, `unasked` of them even if none other asks about it; return how many more of
        those may.
        """
        kinds: defaultdict[str, list[Slot]] = defaultdict(list)
        times = Counter(asked)
        self._sums.clear()
        for slot in slots:
            if slot.chosen and not slot.given_up:
                kinds[slot.kind].append(slot)
                times.update(slot.facts)
                # Counts have moved on since it was settled.
                seen = self._seen(slot, [self._looks.look(text) for text in slot.fixed], slot.chosen)
                placed[slot.question] = seen
                self._sums[slot.kind] = list(map(add, self._sums[slot.kind], seen))
        for kind, group in kinds.items():
            if len(group) < _FEWEST:
                continue
            root = math.sqrt(len(group))
            beyond = self._beyond(kind, _FREE * root)
            pulls = [(-sum(map(mul, beyond, placed[slot.question])), n) for n, slot in enumerate(group)]
            pulls.sort(key=lambda each: (not group[each[1]].general, each))
            left = int(_MOST_GIVEN_UP * len(group))
            for _, place in pulls:
                slot = group[place]
                lost = any(times[fact] < 2 for fact in slot.facts)
                if lost and not (slot.general and unasked):
                    continue
                if not slot.general:
                    pull = sum(map(mul, self._beyond(kind, _FREE * root), placed[slot.question]))
                    if not left or pull <= _PULL * root:
                        continue
                    left -= 1
                unasked -= lost
                times.subtract(slot.facts)
                self._take(slot, placed[slot.question], -1)
                self._fix(slot, -1)
                slot.given_up, slot.chosen = True, ()
        return unasked

    def _beyond(self, kind: str, free: float) -> Vector:
        """Return by how much the sums of a kind are further from nothing than chance would have them."""
        return [
            value - free if value > free else value + free if value < -free else 0.0
            for value in self._sums[kind]
        ]

    def _fix(self, slot: Slot, by: int) -> None:
        for text in slot.fixed:
            (self._wrong if slot.key_open else self._right)[normalised(text)] += by

    def _take(self, slot: Slot, seen: Vector, by: int) -> None:
        """Enter what was settled, or take it out again."""
        uses = self._right if slot.key_open else self._wrong
        for each in slot.chosen:
            uses[normalised(each.candidate.text)] += by
        if slot.key_open and slot.chosen:
            self._sets[self._set(slot, slot.chosen)] += by
        self._sums[slot.kind] = list(map(add if by > 0 else sub, self._sums[slot.kind], seen))

    def _best(self, slot: Slot, few: bool) -> tuple[tuple[Ranked, ...], Vector]:
        """Return the best of the combinations tried, with how far the key stands out in it; none where none is allowed."""
        sums = self._sums[slot.kind]
        fixed = [self._looks.look(text) for text in slot.fixed]
        tried = self._tried(slot, sums, fixed, _AMONG if few else _FEW_AMONG)
        combined = _COMBINED if few else _FEW_COMBINED
        near: dict[tuple[str, str], bool] = {}
        for count in range(min(slot.count, len(tried)), slot.fewest - 1, -1):
            groups: list[tuple[float, int, float, list[Ranked]]] = []
            for group in combinations(tried, count):
                chosen = [each for *_, each in group]
                cost = sum(cost for _, cost, _ in group) + self._together(slot, chosen)
                groups.append((cost + sum(lean for lean, *_ in group), len(groups), cost, chosen))
            groups.sort(key=lambda each: each[:2])
            best: tuple[float, list[Ranked], Vector] | None = None
            looked = 0
            for *_, cost, chosen in groups:
                if looked >= combined:
                    break
                if not self._allowed(slot, chosen, near):
                    continue
                looked += 1
                seen = self._seen(slot, fixed, chosen)
                cost += _SIGHTS * sum(
                    value * (2 * total + value) for value, total in zip(seen, sums, strict=True)
                )
                if best is None or cost < best[0]:
                    best = cost, chosen, seen
            if best is not None:
                return tuple(best[1]), best[2]
        return (), [0.0] * SIGHTS

    def _tried(
        self, slot: Slot, sums: Vector, fixed: Sequence[Look], among: int
    ) -> list[tuple[float, float, Ranked]]:
        """Return the candidates that are promising one by one, with what their looks and what they themselves cost."""
        own = sums[:OWN]
        pull = 2 * _SIGHTS / (slot.count + len(fixed)) * (1 if slot.key_open else -1)
        costs = []
        for place, each in enumerate(slot.pool):
            cost = each.cost + self._worn(each.candidate.text, slot.key_open)
            lean = pull * sum(map(mul, own, self._looks.look(each.candidate.text).own))
            costs.append((cost + lean, place, lean, cost))
        costs.sort()
        picked = [(lean, cost, slot.pool[place]) for _, place, lean, cost in costs]
        tried = picked[:among]
        rest = picked[among:]
        if not any(each.cover for *_, each in tried):
            tried += [pair for pair in rest if pair[2].cover][:2]
        if sum(each.kin for *_, each in tried) < slot.kin + 1:
            tried += [pair for pair in rest if pair[2].kin and pair not in tried][:3]
        return tried

    def _worn(self, text: str, as_key: bool) -> float:
        """What it costs that a text is once more wrong, or right."""
        text = normalised(text)
        right, wrong = self._right[text], self._wrong[text]
        due = WANTED * right
        if as_key:
            return max(
                -_MOST_WORN, min(_MOST_WORN, _WORN * (due + WANTED / 2 - wrong) / (1 + math.sqrt(due)))
            )
        return max(-_MOST_WORN, min(_MOST_WORN, _WORN * (wrong + 0.5 - due) / (1 + math.sqrt(due))))

    def _allowed(self, slot: Slot, group: Sequence[Ranked], near: dict[tuple[str, str], bool]) -> bool:
        if not any(each.cover for each in group):
            return False
        if slot.key_open and self._sets[self._set(slot, group)]:
            return False
        if sum(each.kin for each in group) < min(slot.kin, len(group)):
            return False
        texts = [each.candidate.text for each in group]
        for pair in combinations(texts, 2):
            found = near.get(pair)
            if found is None:
                found = near[pair] = slot.alike(*pair)
            if found:
                return False
        return True

    @staticmethod
    def _set(slot: Slot, group: Sequence[Ranked]) -> frozenset[str]:
        return frozenset(map(normalised, (*slot.fixed, *(each.candidate.text for each in group))))

    def _together(self, slot: Slot, group: Sequence[Ranked]) -> float:
        """What candidates cost beside one another."""
        if slot.key_open:
            return 0.0
        roles = [each.candidate.role for each in group if each.candidate.role]
        stated = sum(each.candidate.stated for each in group)
        cost = _SAME_ROLE * (len(roles) - len(set(roles))) - _ALL_STATED * (stated == len(group))
        longest = max(len(each.candidate.text) for each in group)
        longer = math.log((longest + 1) / (len(slot.fixed[0]) + 1))
        return cost + _LONGER * min(_MOST_LONGER, max(0.0, longer - _LONGER_FREE))

    def _seen(self, slot: Slot, fixed: Sequence[Look], group: Iterable[Ranked]) -> Vector:
        looks = [*fixed, *(self._looks.look(each.candidate.text) for each in group)]
        key = len(looks) - 1 if slot.key_open else 0
        texts = [*slot.fixed, *(each.candidate.text for each in group)]
        here = set(range(len(texts))) - {key}
        worn = [
            -math.log1p(max(0, self._wrong[normalised(text)] - (place in here and place < len(fixed))))
            for place, text in enumerate(texts)
        ]
        return self._looks.sights(looks, key, slot.said, worn)
