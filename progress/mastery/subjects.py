"""What a learner's standing is told for: topics, roles, or kinds of facts, and what of a deck belongs to each. Pure."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from decks.model import Asks, Card, CardKind, FactKind, Question, QuestionKind, Topic
from progress.mastery.measures import Asked


class By(StrEnum):
    """What a standing is told for."""

    TOPIC = "topic"
    """A topic, the ones nested in it included."""
    ROLE = "role"
    KIND = "kind"
    """A kind of fact."""


WRITTEN = "written"
"""What cards and questions that the instructor wrote are called as a kind of fact."""
_TITLES = {
    FactKind.DEFINITION.value: "Definitions",
    FactKind.DUTY.value: "Duties",
    FactKind.NOT_DUTY.value: "What a role does not do",
    FactKind.ALIAS.value: "Titles",
    FactKind.EQUIPMENT.value: "Equipment",
    FactKind.REQUIREMENT.value: "Requirements",
    FactKind.WORKPLACE.value: "Workplaces",
    FactKind.SUPERVISOR.value: "Supervisors",
    WRITTEN: "Written by hand",
}
_KINDS: dict[str, FactKind] = {
    CardKind.ROLE_DEFINITION: FactKind.DEFINITION,
    CardKind.DEFINITION_ROLE: FactKind.DEFINITION,
    CardKind.DUTY_ROLES: FactKind.DUTY,
    CardKind.ROLE_DUTIES: FactKind.DUTY,
    CardKind.TITLE_ROLE: FactKind.ALIAS,
    CardKind.EQUIPMENT_ROLES: FactKind.EQUIPMENT,
    CardKind.ROLE_REQUIREMENTS: FactKind.REQUIREMENT,
    CardKind.ROLE_BOUNDARIES: FactKind.NOT_DUTY,
    CardKind.ROLE_WORKPLACES: FactKind.WORKPLACE,
    CardKind.ROLE_SUPERVISORS: FactKind.SUPERVISOR,
    QuestionKind.DUTY_OF_ROLE: FactKind.DUTY,
    QuestionKind.ROLE_OF_DUTY: FactKind.DUTY,
    QuestionKind.ROLE_OF_DEFINITION: FactKind.DEFINITION,
    QuestionKind.ROLE_OF_TITLE: FactKind.ALIAS,
    QuestionKind.ROLE_OF_EQUIPMENT: FactKind.EQUIPMENT,
    QuestionKind.REQUIREMENT_OF_ROLE: FactKind.REQUIREMENT,
    QuestionKind.SUPERVISOR_OF_ROLE: FactKind.SUPERVISOR,
    QuestionKind.ROLE_OF_DUTIES: FactKind.DUTY,
    QuestionKind.ODD_ONE_OUT: FactKind.DUTY,
    QuestionKind.SELECT_DUTIES: FactKind.DUTY,
    QuestionKind.SORT_DUTIES: FactKind.DUTY,
}


def lineage(topic: str) -> list[str]:
    """A topic and all that it is nested in: `a/b/c`, `a/b`, `a`."""
    parts = topic.split("/")
    return ["/".join(parts[:n]) for n in range(len(parts), 0, -1)]


class _Lineages(dict[str, list[str]]):
    """The lineage of each topic, worked out once."""

    def __missing__(self, topic: str) -> list[str]:
        self[topic] = lineage(topic)
        return self[topic]


@dataclass
class Subjects:
    """A deck's cards, questions and lines by what a standing is told for."""

    by: By
    titles: dict[str, str]
    place: dict[tuple[bool, str], str] = field(default_factory=dict)
    """The narrowest subject of each card, question (False, id) and line (True, `deck:role/fact`)."""
    facts: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """By subject, wider ones too: the facts that are asked about."""
    own: dict[str, int] = field(default_factory=dict)
    """By narrowest subject: how many facts are asked about, without those of what is nested in it."""
    shown: dict[str, int] = field(default_factory=dict)
    """How many options each question has."""
    judged: set[str] = field(default_factory=set)
    """Questions whose options count one by one, and not the question."""
    _above: _Lineages = field(default_factory=_Lineages)

    def above(self, subject: str) -> list[str]:
        """A subject with all that it counts for too."""
        return self._above[subject] if self.by is By.TOPIC else [subject]

    def subject_of(self, card: str, kind: Asked, options: int) -> str | None:
        """Where an answer counts; None for one that does not: its lines do in its place, or the deck has it no more."""
        if (kind is Asked.CARD and options) or (kind is Asked.QUESTION and card in self.judged):
            return None
        return self.place.get((kind is Asked.PART, card)) or None

    def options_of(self, card: str, kind: Asked, options: int) -> int:
        """From how many options was chosen, 0 where the answer was recalled; a log from elsewhere may not say."""
        if kind is Asked.CARD:
            return 0
        return options or (self.shown.get(card, 0) if kind is Asked.QUESTION else 0)


def subjects_of(
    cards: Iterable[Card], questions: Iterable[Question], topics: Sequence[Topic], by: By = By.TOPIC
) -> Subjects:
    """Sort a deck's cards and questions by what they are about."""
    found = Subjects(by, {topic.id: topic.title for topic in topics} if by is By.TOPIC else {})
    naming, place = _NAMING[by], found.place
    narrow: defaultdict[str, set[str]] = defaultdict(set)
    for card in cards:
        subject, fact = naming(card), card.fact
        place[False, card.id] = subject
        place.setdefault((True, fact), subject)
        if not card.parts:
            narrow[subject].add(fact)
            continue
        narrow[subject].update(())
        for line in card.parts:
            fact = f"{card.deck}:{line.fact}"
            where = (
                line.topic if by is By.TOPIC else line.fact.partition("/")[0] if by is By.ROLE else subject
            )
            place.setdefault((True, fact), where)
            narrow[where].add(fact)
    for question in questions:
        subject, fact = naming(question), question.fact
        place[False, question.id] = subject
        place.setdefault((True, fact), subject)
        found.shown[question.id] = len(question.options)
        if question.asks is not Asks.ONE:
            found.judged.add(question.id)
        narrow[subject].add(fact)
    found.own = {subject: len(facts) for subject, facts in narrow.items()}
    for subject, facts in narrow.items():
        for name in found.above(subject) if subject else ():
            found.facts[name].update(facts)
    if by is By.ROLE:
        items: list[Card | Question] = [*questions, *cards]
        found.titles.update({item.role: item.role_title for item in items if item.role})
    elif by is By.KIND:
        found.titles.update(_TITLES)
    return found


def _topic(item: Card | Question) -> str:
    return item.topic


def _role(item: Card | Question) -> str:
    return item.role


def _kind(item: Card | Question) -> str:
    kind = _KINDS.get(item.kind.value)
    return kind.value if kind else WRITTEN


_NAMING: dict[By, Callable[[Card | Question], str]] = {By.TOPIC: _topic, By.ROLE: _role, By.KIND: _kind}
