"""Settling the options of all questions together, so that over a quiz neither looks nor memory tell which one is right.

For each kind of question the numbers of `sights` are added up, and each further question gets the options that bring the sums
nearest to nothing, as far as its other merits allow. Likewise it is counted how often each text is right and wrong; a text is
to be wrong three times as often as it is right. That is gone over again, one question after the other taken out and put in
anew, until it holds of all of them together.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from operator import add, mul, sub

from decks.choosing.sights import SIGHTS, Looks
from decks.choosing.slots import Slot
from decks.choosing.trials import Effort, Trial, Vector
from decks.choosing.uses import Uses

_FEW = 1500
"""So many questions are few: there is time to look at them more closely."""
_EFFORT_FEW, _ROUNDS_FEW = Effort(among=10, swapped=0, close=30), 4
_EFFORT, _ROUNDS = Effort(among=7, swapped=9, close=8), 3
"""How closely the questions are looked at, and how often all are gone over."""
_FREE = 0.8
"""The sums may be away from nothing by so much, times the root of the number of questions."""
_MOST_BEYOND = 3.0
"""What is beyond that counts up to so many times as much: one thing that cannot be helped is not to decide alone."""
_PULL = 0.8
"""A key stands out that adds so much to what is beyond that, in the same unit."""
_UNLIKE, _UNLIKE_FREE = 4.0, 0.1
"""What it counts beside that, by its logarithm, that the longest option is longer than the key by more than so much."""
_FEWEST = 60
"""Of a kind with fewer questions none is given up: a student cannot learn from them what keys are like."""
_MOST_GIVEN_UP = 0.15
"""So many of a kind are given up at most each time."""


class _Settled:
    """A question with what was settled on last."""

    __slots__ = ("chosen", "seen", "trial")

    def __init__(self, trial: Trial) -> None:
        self.trial = trial
        self.chosen: tuple[int, ...] = ()
        self.seen: Vector = [0.0] * SIGHTS


class Balance:
    """The books of one deck's questions."""

    def __init__(self, looks: Looks) -> None:
        """Begin with nothing."""
        self._looks = looks
        self._sums: defaultdict[str, Vector] = defaultdict(lambda: [0.0] * SIGHTS)
        self._uses = Uses()

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
        effort, rounds = (_EFFORT_FEW, _ROUNDS_FEW) if len(slots) <= _FEW else (_EFFORT, _ROUNDS)
        all_settled = [_Settled(Trial(slot, self._looks)) for slot in slots]
        for each in all_settled:
            self._fix(each, 1)
        fellows = Counter(slot.kind for slot in slots)
        done = 0
        for turn in range(rounds):
            for each in all_settled:
                done += 1
                step(done, rounds * len(slots))
                slot = each.trial.slot
                if slot.given_up:
                    continue
                if turn:
                    self._take(each, -1)
                each.chosen, each.seen = each.trial.best(
                    self._sums[slot.kind], fellows[slot.kind], self._uses, effort, each.chosen
                )
                self._take(each, 1)
            if asked is not None:
                unasked = self._give_up(all_settled, asked, unasked)
        for each in all_settled:
            slot = each.trial.slot
            slot.chosen = tuple(slot.pool[place - len(slot.fixed)] for place in each.chosen)

    def _give_up(self, all_settled: Sequence[_Settled], asked: Mapping[str, int], unasked: int) -> int:
        """Give up questions whose key stands out the way that keys of their kind do, if others ask about the same facts.

        Questions without related wrong options and those on what is too general go first, `unasked` of them even if none
        other asks about it, but never the last of a role; return how many more of those may.
        """
        kinds: defaultdict[str, list[_Settled]] = defaultdict(list)
        times = Counter(asked)
        self._sums.clear()
        for each in all_settled:
            slot = each.trial.slot
            if each.chosen and not slot.given_up:
                kinds[slot.kind].append(each)
                times.update(slot.facts)
                # Counts have moved on since it was settled.
                each.seen = each.trial.sights(each.chosen, self._uses)
                self._sums[slot.kind] = list(map(add, self._sums[slot.kind], each.seen))
        for kind, group in kinds.items():
            root = math.sqrt(len(group))
            beyond = self._beyond(kind, _FREE * root)
            unlike = [_UNLIKE * max(0.0, each.trial.longer(each.chosen) - _UNLIKE_FREE) for each in group]
            pulls = [
                (-sum(map(mul, beyond, each.seen)) - unlike[n] * root, n) for n, each in enumerate(group)
            ]
            pulls.sort(key=lambda pull: (-_unfit(group[pull[1]].trial.slot), pull))
            left = int(_MOST_GIVEN_UP * len(group)) if len(group) >= _FEWEST else 0
            roles = Counter(each.trial.slot.role for each in group)
            for _, place in pulls:
                each = group[place]
                slot = each.trial.slot
                lost = any(times[fact] < 2 for fact in slot.facts)
                if (lost and not (_unfit(slot) and unasked)) or (slot.role and roles[slot.role] < 2):
                    continue
                if not _unfit(slot):
                    pull = sum(map(mul, self._beyond(kind, _FREE * root), each.seen))
                    if not left or pull <= (_PULL - unlike[place]) * root:
                        continue
                    left -= 1
                unasked -= lost
                times.subtract(slot.facts)
                roles[slot.role] -= 1
                self._take(each, -1)
                self._fix(each, -1)
                slot.given_up, each.chosen = True, ()
        return unasked

    def _beyond(self, kind: str, free: float) -> Vector:
        """Return by how much the sums of a kind are further from nothing than chance would have them, the furthest capped."""
        most = _MOST_BEYOND * free
        return [
            min(value - free, most) if value > free else max(value + free, -most) if value < -free else 0.0
            for value in self._sums[kind]
        ]

    def _fix(self, each: _Settled, by: int) -> None:
        trial = each.trial
        self._uses.take(trial.names(trial.fixed), by, right=not trial.slot.key_open)

    def _take(self, each: _Settled, by: int) -> None:
        """Enter what was settled, or take it out again."""
        trial = each.trial
        key_open, kind = trial.slot.key_open, trial.slot.kind
        self._uses.take(trial.names(each.chosen), by, right=key_open)
        if key_open and each.chosen:
            self._uses.take_set(trial.together(each.chosen), by)
        self._sums[kind] = list(map(add if by > 0 else sub, self._sums[kind], each.seen))


def _unfit(slot: Slot) -> int:
    """How little one would miss a question, whatever the others are."""
    return 2 * slot.strange + slot.general
