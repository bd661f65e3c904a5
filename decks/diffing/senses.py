"""What a card asks and wants, as far as a later edit of its deck is judged by it: taken from a deck, or kept from earlier."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from decks.model import Card, CardKind, Deck, Fact, FactKind, Part
from decks.truth import Truth

_NAMING_ROLES = {
    CardKind.DEFINITION_ROLE: FactKind.DEFINITION,
    CardKind.DUTY_ROLES: FactKind.DUTY,
    CardKind.TITLE_ROLE: FactKind.ALIAS,
    CardKind.EQUIPMENT_ROLES: FactKind.EQUIPMENT,
}
_KINDS = {kind.value: fact.value for kind, fact in _NAMING_ROLES.items()} | {
    CardKind.ROLE_DEFINITION.value: FactKind.DEFINITION.value
}
WRITTEN = "cards"
"""What stands in the place of a role in the names of cards written by hand."""
ASKED = "questions"
"""The same for questions."""


@dataclass(frozen=True, slots=True)
class Sense:
    """What one card asks and wants. Names are without the deck."""

    card: str
    """`role/fact#kind`."""
    topic: str
    fingerprint: str
    title: str = ""
    """The title of its role."""
    text: str = ""
    """The fact's own text, or the front of a card written by hand; empty for a list."""
    answer: str = ""
    """Of a card written by hand."""
    roles: tuple[str, ...] = ()
    """The roles that the answer names, sorted, where it names roles."""
    parts: tuple[tuple[str, str], ...] = ()
    """The lines of a list: `role/fact` and text."""
    noted: bool = True
    """False where nothing but id, topic and fingerprint is known."""

    @property
    def fact(self) -> str:
        """`role/fact`, of a list `role/list`."""
        return self.card.partition("#")[0]

    @property
    def role(self) -> str:
        """The role's id, `cards` for a card written by hand."""
        return self.card.partition("/")[0]

    @property
    def suffix(self) -> str:
        """The kind of card."""
        return self.card.partition("#")[2]

    @property
    def kind(self) -> str:
        """The list of the role that the fact stands in; `cards` for a card written by hand."""
        return _KINDS.get(self.suffix, WRITTEN if self.role == WRITTEN else self.fact.partition("/")[2])

    @property
    def is_list(self) -> bool:
        """Whether it asks for a whole list."""
        return self.role != WRITTEN and self.suffix not in _KINDS

    @property
    def shown(self) -> str:
        """What it is about, on one line or, for a list, on several."""
        if self.is_list:
            return "\n".join(text for _, text in self.parts)
        return f"{self.text} → {self.answer}" if self.answer else self.text


def senses_of(deck: Deck, cards: Sequence[Card]) -> dict[str, Sense]:
    """What the deck's cards ask and want, by their names without the deck."""
    truth = Truth(deck)
    facts = {fact.key: fact for role in deck.roles for fact in role.facts()}
    found: dict[str, Sense] = {}
    for card in cards:
        name = card.id.removeprefix(f"{deck.id}:")
        fact = facts.get(name.partition("#")[0])
        roles: tuple[str, ...] = ()
        if fact is not None and card.kind in _NAMING_ROLES:
            roles = tuple(sorted(truth.outermost(truth.holders(fact))))
        by_hand = name.startswith(f"{WRITTEN}/")
        found[name] = Sense(
            card=name,
            topic=card.topic,
            fingerprint=card.fingerprint,
            title=card.role_title,
            text=card.prompt if by_hand else fact.text if fact is not None else "",
            answer=card.answer if by_hand else "",
            roles=roles,
            parts=tuple((part.fact, _own_text(part, facts)) for part in card.parts),
        )
    return found


def _own_text(part: Part, facts: Mapping[str, Fact]) -> str:
    """The deck's own text of a line, which may be shown in other words; a supervisor's is the title shown."""
    fact = facts.get(part.fact)
    return part.text if fact is None or fact.kind is FactKind.SUPERVISOR else fact.text


def names_of(deck: Deck) -> frozenset[str]:
    """All that progress of the deck can be kept under: facts, whole lists, and what was written by hand."""
    lists = (f"{role.id}/{kind.value}" for role in deck.roles for kind in FactKind)
    facts = (fact.key for role in deck.roles for fact in role.facts())
    cards = (f"{WRITTEN}/{card.id}" for card in deck.cards)
    questions = (f"{ASKED}/{question.id}" for question in deck.questions)
    return frozenset([*lists, *facts, *cards, *questions])


def to_note(sense: Sense) -> str:
    """The sense, less id, topic and fingerprint, as a text to keep."""
    fields = {"title": sense.title, "text": sense.text, "answer": sense.answer, "roles": sense.roles}
    filled: dict[str, object] = {name: value for name, value in fields.items() if value}
    if sense.parts:
        filled["parts"] = sense.parts
    return json.dumps(filled, ensure_ascii=False, separators=(",", ":"))


def from_note(card: str, topic: str, fingerprint: str, note: str) -> Sense:
    """The sense of a card that was kept; one that makes no sense is as one that was never noted."""
    try:
        found = json.loads(note)
        return Sense(
            card,
            topic,
            fingerprint,
            title=str(found.get("title", "")),
            text=str(found.get("text", "")),
            answer=str(found.get("answer", "")),
            roles=tuple(map(str, found.get("roles", ()))),
            parts=tuple((str(fact), str(text)) for fact, text in found.get("parts", ())),
        )
    except (ValueError, TypeError, AttributeError):
        return Sense(card, topic, fingerprint, noted=False)


@dataclass(frozen=True, slots=True)
class FactSense:
    """A fact as its cards and lists show it."""

    name: str
    """`role/fact`."""
    kind: str
    """The list of the role that it stands in, or `cards`."""
    text: str
    prints: frozenset[str] = frozenset()
    """Fingerprints of its cards."""

    @property
    def role(self) -> str:
        """The role's id, or `cards`."""
        return self.name.partition("/")[0]

    @property
    def id(self) -> str:
        """Its id within the role."""
        return self.name.partition("/")[2]


def facts_of(senses: Iterable[Sense]) -> dict[str, FactSense]:
    """The facts that cards are about, and those that stand in lists only; whole lists are none."""
    found: dict[str, FactSense] = {}
    several = list(senses)
    for sense in several:
        if not sense.is_list:
            before = found.get(sense.fact)
            prints = (before.prints if before else frozenset()) | {sense.fingerprint}
            text = f"{sense.text} {sense.answer}".strip()
            found[sense.fact] = FactSense(sense.fact, sense.kind, before.text if before else text, prints)
    for sense in several:
        for name, text in sense.parts:
            found.setdefault(name, FactSense(name, sense.fact.partition("/")[2], text))
    return found


def titles_of(senses: Iterable[Sense]) -> Mapping[str, str]:
    """The titles of the roles that cards are about, by id."""
    return {sense.role: sense.title for sense in senses if sense.title and sense.role != WRITTEN}
