"""Which questions a quiz asks."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from random import Random

from decks.model import COMPOSED, Question, in_topic

COMPOSED_SHARE = 4
"""At most one in so many questions of a quiz asks about several facts at once, unless that is what was asked for."""


def choose(
    questions: Sequence[Question],
    *,
    count: int,
    topic: str = "",
    role: str = "",
    kinds: Collection[str] = (),
    topics: Collection[str] = (),
    roles: Collection[str] = (),
    only: Collection[str] | None = None,
    random: Random,
) -> tuple[Question, ...]:
    """At most `count` questions on `topic` (nested ones included) and `role`, and of `kinds` if any are given, varied.

    `topics` and `roles` are further ones that will do; `only`: ids of the questions that may be asked at all.
    No two tell of one fact. Topics take turns, and among a topic's questions the kind asked least so far comes first. Unless
    kinds are given, those that ask about several facts at once make up a quarter at most, while there are others, and fewer
    where the quiz would otherwise be shorter than wanted: all facts that have a plain question can be asked about.
    Deterministic in `random`.
    """
    topics = {*topics, topic} - {""}
    roles = {*roles, role} - {""}
    pool = [
        q
        for q in questions
        if (not topics or any(in_topic(q.topic, each) for each in topics))
        and (not roles or q.role in roles)
        and (not kinds or q.kind in kinds)
        and (only is None or q.id in only)
    ]
    random.shuffle(pool)
    by_topic: defaultdict[str, list[Question]] = defaultdict(list)
    for question in pool:
        by_topic[question.topic].append(question)
    groups = list(by_topic.values())
    chosen = _picked(groups, count, count if kinds else count // COMPOSED_SHARE)
    if len(chosen) < count:
        # Few are left where one takes up several facts at once: rather as many as there are facts.
        chosen = max(chosen, _picked(groups, count, 0), key=len)
    random.shuffle(chosen)
    return tuple(chosen)


def _picked(groups: list[list[Question]], count: int, composed: int) -> list[Question]:
    """At most `count` questions, of which that many ask about several facts at once, or more where there are no others."""
    picked = _Picked(count, composed)
    picked.take_turns(groups)
    picked.composed_left = count
    picked.take_turns(groups)
    return picked.chosen


class _Picked:
    """What has been picked for a quiz so far."""

    def __init__(self, count: int, composed: int) -> None:
        self.chosen: list[Question] = []
        self.composed_left = composed
        self._count = count
        self._facts: set[str] = set()
        self._kinds: Counter[str] = Counter()

    def take_turns(self, turns: list[list[Question]]) -> None:
        """Pick a question of each group in turn, until there are enough or no group has one."""
        while turns and len(self.chosen) < self._count:
            rest = []
            for group in turns:
                left = [q for q in group if self._may_follow(q)]
                if left and len(self.chosen) < self._count:
                    self._pick(min(left, key=lambda q: self._kinds[q.kind]))
                    rest.append(left)
            turns = rest

    def _may_follow(self, question: Question) -> bool:
        """Whether a question gives away, or asks again, nothing of those picked."""
        if question.fact in self._facts or (question.kind in COMPOSED and not self.composed_left):
            return False
        # What plain ones tell of is just their fact; to ask them for more would cost much in a large deck.
        return question.kind not in COMPOSED or self._facts.isdisjoint(question.facts)

    def _pick(self, question: Question) -> None:
        self.chosen.append(question)
        self._facts |= question.facts if question.kind in COMPOSED else {question.fact}
        self._kinds[question.kind] += 1
        self.composed_left -= question.kind in COMPOSED
