"""What a quiz is to ask about: topics and roles that are ticked, a kind of questions, and how many."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from decks.model import COMPOSED, Deck, Question, QuestionKind, in_topic

LENGTHS = (5, 10, 20, 40)
"""How many questions a quiz may be set to, besides all."""
USUAL = LENGTHS.index(10)
"""Which of them it is set to at first."""


class Choice(NamedTuple):
    """A topic or role that can be ticked, or all of them."""

    name: str
    """Its id; empty for all."""
    title: str
    depth: int
    """How many topics it is nested in."""
    size: int
    """Questions on it, of the kind and on what is ticked among the others."""
    ticked: bool


class Reach(NamedTuple):
    """How many questions a quiz can have: no two of them tell of one fact, and some ask about several at once."""

    least: int
    most: int


class Chosen:
    """Topics and roles of a deck as they are chosen from two lists, of which one is seen.

    Nothing ticked means all; but the marked line of the list that is seen counts as ticked where nothing in it is.
    """

    def __init__(self, deck: Deck, questions: Iterable[Question]) -> None:
        self.deck = deck
        self.kind: QuestionKind | None = None
        """The only kind that is asked; None for all."""
        self.by_role = False
        """Whether roles are seen, and not topics."""
        self._ticked: dict[bool, set[str]] = {False: set(), True: set()}
        """Ids of what is ticked among topics, and among roles."""
        self._facts: defaultdict[tuple[str, QuestionKind, str], list[str]] = defaultdict(list)
        """What is asked about, question by question, by topic, nested ones left out, kind, and role."""
        for question in questions:
            self._facts[question.topic, question.kind, question.role].append(question.fact)
        self._reaches: dict[tuple[object, ...], Reach] = {}

    @cached_property
    def role_titles(self) -> dict[str, str]:
        """Titles of roles by id; there may be thousands, with all that they do, so that reading them takes a moment."""
        return {role.id: role.title for role in self.deck.roles}

    @property
    def kinds(self) -> set[QuestionKind]:
        """Those of which there are questions at all."""
        return {kind for _, kind, _ in self._facts}

    def tick(self, name: str) -> None:
        """Tick one in the list that is seen, or take its tick away; the empty name takes all ticks of that list away."""
        ticked = self._ticked[self.by_role]
        if name:
            ticked ^= {name}
        else:
            ticked.clear()

    def choices(self) -> list[Choice]:
        """The list that is seen: all first, then what is ticked or has questions."""
        ticked, others = self._ticked[self.by_role], self._ticked[not self.by_role]
        fitting = self._fitting(others, ()) if self.by_role else self._fitting((), others)
        if self.by_role:
            titles = self.role_titles
            sizes = dict.fromkeys(titles, 0)
            for _, _, role, facts in fitting:
                if role in sizes:
                    sizes[role] += len(facts)
        else:
            titles = {topic.id: self.deck.topic_title(topic.id) for topic in self.deck.topics}
            sizes = {
                topic: sum(len(facts) for name, *_, facts in fitting if in_topic(name, topic))
                for topic in titles
            }
        total = sum(len(facts) for *_, facts in fitting)
        return [
            Choice("", "All roles" if self.by_role else "All topics", 0, total, False),
            *(
                Choice(name, titles[name], 0 if self.by_role else name.count("/"), size, name in ticked)
                for name, size in sizes.items()
                if size or name in ticked
            ),
        ]

    def topics(self, marked: str) -> tuple[str, ...]:
        """Ids of the topics to ask about, none for all; `marked`: the line of the list that is seen."""
        return self._named(marked, of_roles=False)

    def roles(self, marked: str) -> tuple[str, ...]:
        """The same of roles."""
        return self._named(marked, of_roles=True)

    def reach(self, marked: str) -> Reach:
        """How many questions there can be in a quiz on what is chosen."""
        topics, roles = self.topics(marked), self.roles(marked)
        known = self._reaches.get((self.kind, topics, roles))
        if known is None:
            plain: set[str] = set()
            all_of: set[str] = set()
            for _, kind, _, facts in self._fitting(topics, roles):
                all_of.update(facts)
                if kind not in COMPOSED:
                    plain.update(facts)
            known = Reach(max(len(plain), min(1, len(all_of))), len(all_of))
            self._reaches[self.kind, topics, roles] = known
        return known

    def _named(self, marked: str, *, of_roles: bool) -> tuple[str, ...]:
        ticked = self._ticked[of_roles]
        if not ticked and of_roles == self.by_role and marked:
            return (marked,)
        return tuple(sorted(ticked))

    def _fitting(
        self, topics: Iterable[str], roles: Iterable[str]
    ) -> list[tuple[str, QuestionKind, str, list[str]]]:
        """Topic, kind, role and facts of the questions of the kind on some topics and roles; none of them for all."""
        topics, roles = tuple(topics), frozenset(roles)
        return [
            (topic, kind, role, facts)
            for (topic, kind, role), facts in self._facts.items()
            if self.kind in (None, kind)
            and (not topics or any(in_topic(topic, each) for each in topics))
            and (not roles or role in roles)
        ]


class Length:
    """How many questions a quiz is set to."""

    def __init__(self) -> None:
        self._place = USUAL

    def change(self, by: int) -> None:
        """More or fewer, as far as that goes."""
        self._place = max(0, min(self._place + by, len(LENGTHS)))

    @property
    def shown(self) -> str:
        """The number, or `all`."""
        return "all" if self.last else str(LENGTHS[self._place])

    @property
    def first(self) -> bool:
        """Whether it cannot be less."""
        return self._place == 0

    @property
    def last(self) -> bool:
        """Whether it cannot be more."""
        return self._place == len(LENGTHS)

    def of(self, questions: int) -> int:
        """How many are asked where there are so many."""
        return questions if self.last else min(LENGTHS[self._place], questions)

    def sure(self, reach: Reach) -> bool:
        """Whether there will be just so many, and not fewer."""
        return self.of(reach.least) == self.of(reach.most)
