"""Making flashcards from a deck.

A card is known by `deck:role/fact#kind`, made of ids only, so that rewording keeps what a learner knows of it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from decks.english.sentences import among
from decks.english.similarity import normalised, says_all_of
from decks.making.clozes import gaps, with_gaps
from decks.making.naming import Naming, asking_for_role
from decks.making.shown import shown_text
from decks.model import Card, CardKind, Deck, Fact, FactKind, Part, Role, WrittenCard
from decks.text import digest
from decks.truth import INHERITED, Truth

MOST_ROLES = 7
"""A fact that more roles than these are named for makes no card that asks for all of them."""

_LISTS = (
    (FactKind.DUTY, CardKind.ROLE_DUTIES),
    (FactKind.NOT_DUTY, CardKind.ROLE_BOUNDARIES),
    (FactKind.REQUIREMENT, CardKind.ROLE_REQUIREMENTS),
    (FactKind.WORKPLACE, CardKind.ROLE_WORKPLACES),
    (FactKind.SUPERVISOR, CardKind.ROLE_SUPERVISORS),
)
_NAMING_ROLES = {
    FactKind.DEFINITION: CardKind.DEFINITION_ROLE,
    FactKind.DUTY: CardKind.DUTY_ROLES,
    FactKind.ALIAS: CardKind.TITLE_ROLE,
    FactKind.EQUIPMENT: CardKind.EQUIPMENT_ROLES,
}


def make_cards(deck: Deck) -> tuple[Card, ...]:
    """Return all flashcards of a deck in its own order, with unique ids; disputed facts make none."""
    maker = _Maker(deck)
    found: dict[str, Card] = {}
    for role in deck.roles:
        for card in maker.of_role(role):
            found.setdefault(card.id, card)
    for written in deck.cards:
        for card in maker.of_written(written):
            found.setdefault(card.id, card)
    return tuple(found.values())


def fingerprint(*said: str) -> str:
    """Return a short hash of what the deck itself says for a card, by which a later edit of the deck is seen.

    It is not of the card's wording: a version of the program that words prompts or duties otherwise edits no deck.
    """
    return digest(*said)


class _Maker:
    """Makes the cards of one deck, and remembers which texts have been asked about already."""

    def __init__(self, deck: Deck) -> None:
        self._deck = deck
        self._truth = Truth(deck)
        self._naming = Naming(deck, self._truth)
        self._asked: set[tuple[FactKind, str]] = set()

    def of_role(self, role: Role) -> Iterator[Card]:
        """Yield the cards of one role: what it is, what it is called, and the lists, each before its single facts."""
        if role.definition and not role.definition.disputed:
            yield self._definition(role, role.definition)
        lists = {card.kind: card for card in self._lists(role)}
        for fact in role.facts():
            kind = _list_kind(fact.kind)
            if kind in lists:
                yield lists.pop(kind)
            if fact.kind in _NAMING_ROLES and not fact.disputed:
                yield from self._naming_roles(fact)
        yield from lists.values()

    def _definition(self, role: Role, fact: Fact) -> Card:
        prompt = self._prompt(CardKind.ROLE_DEFINITION, role.id)
        return self._card(fact, CardKind.ROLE_DEFINITION, prompt, fact.text, self._naming.name(role.id))

    def _naming_roles(self, fact: Fact) -> Iterator[Card]:
        """Yield the card that asks for the roles of a fact, once a text, and not where the text names the answer."""
        key = (fact.kind, normalised(fact.text))
        if key in self._asked:
            return
        self._asked.add(key)
        heads = self._truth.outermost(self._truth.holders(fact))
        if len(heads) > MOST_ROLES or all(says_all_of(fact.text, self._naming.title(role)) for role in heads):
            return
        named = self._truth.in_order(self._truth.roles_of(fact))
        said = (*map(self._naming.name, heads), "", *map(self._naming.name, named))
        kind = _NAMING_ROLES[fact.kind]
        yield self._card(fact, kind, asking_for_role(fact), self._naming.bearers(fact), *said)

    def _lists(self, role: Role) -> Iterator[Card]:
        for kind, card_kind in _LISTS:
            facts = self._truth.own(role.id, kind)
            if kind is FactKind.DUTY:
                # Others' duties can be many; what a role lists itself is what it is known by.
                facts = self._truth.listed(role.id, kind) or facts
            if facts:
                yield self._list(role, card_kind, facts)

    def _list(self, role: Role, kind: CardKind, facts: Sequence[Fact]) -> Card:
        parts = tuple(Part(fact.key, self._line(fact), fact.topic) for fact in facts)
        prompt = self._prompt(kind, role.id)
        answer = "\n".join(part.text for part in parts)
        own = [fact for fact in facts if fact.role == role.id] or list(facts)
        return Card(
            id=f"{self._deck.id}:{role.id}/{facts[0].kind.value}#{kind.value}",
            kind=kind,
            deck=self._deck.id,
            role=role.id,
            role_title=role.title,
            topic=Counter(fact.topic for fact in own).most_common(1)[0][0],
            prompt=prompt,
            answer=answer,
            parts=parts,
            why=self._besides(role, facts),
            sources=tuple(dict.fromkeys(source for fact in facts for source in fact.sources)),
            fingerprint=fingerprint(kind.value, self._naming.name(role.id), *map(self._own_line, facts)),
            mark=facts[0].mark if facts[0].role == role.id else role.mark,
        )

    def _line(self, fact: Fact) -> str:
        return self._naming.supervisor(fact) if fact.kind is FactKind.SUPERVISOR else shown_text(fact)

    def _own_line(self, fact: Fact) -> str:
        return self._naming.supervisor(fact) if fact.kind is FactKind.SUPERVISOR else fact.text

    def _besides(self, role: Role, facts: Sequence[Fact]) -> str:
        """Say what the role has besides the facts listed: what it inherits, and what it shares with roles that list it."""
        kind = facts[0].kind
        said = []
        above = self._truth.in_order(self._truth.family(role.id).ancestors) if kind in INHERITED else ()
        having = [each for each in above if self._truth.own(each, kind)]
        if having:
            start = "And the duties of" if kind is FactKind.DUTY else "And what lies outside the role of"
            said.append(f"{start} {self._naming.phrases(having)}.")
        others = {fact.role for fact in self._truth.own(role.id, kind) if fact not in facts}
        sharing = [self._naming.phrase(each) for each in self._truth.in_order(others)]
        if sharing:
            said.append(f"More duties are shared with {among(sharing)}.")
        return " ".join(said)

    def _prompt(self, kind: CardKind, role: str) -> str:
        name = self._naming.phrase(role)
        many = self._naming.plural(role)
        does = "do" if many else "does"
        prompts = {
            CardKind.ROLE_DEFINITION: f"What {'are' if many else 'is'} {name}?",
            CardKind.ROLE_DUTIES: f"What are the duties of {name}?",
            CardKind.ROLE_BOUNDARIES: f"What lies outside the role of {name}?",
            CardKind.ROLE_REQUIREMENTS: f"What is required of {name}?",
            CardKind.ROLE_WORKPLACES: f"Where {does} {name} work?",
            CardKind.ROLE_SUPERVISORS: f"Who {does} {name} report to?",
        }
        return prompts[kind]

    def _card(self, fact: Fact, kind: CardKind, prompt: str, answer: str, *said: str) -> Card:
        """Return a card on one fact; `said` is what the deck says for it besides the fact's own text."""
        return Card(
            id=f"{self._deck.id}:{fact.key}#{kind.value}",
            kind=kind,
            deck=self._deck.id,
            role=fact.role,
            role_title=self._naming.title(fact.role),
            topic=fact.topic,
            prompt=prompt,
            answer=answer,
            why=fact.why,
            sources=fact.sources,
            fingerprint=fingerprint(kind.value, fact.text, *said),
            mark=fact.mark,
        )

    def of_written(self, written: WrittenCard) -> Iterator[Card]:
        """Yield the cards of one written by hand: one, or one for each group of gaps."""
        if written.cloze:
            yield from self._gaps(written)
        elif written.answer:
            accept = tuple(dict.fromkeys((written.answer, *written.accept)))
            yield self._written(written, CardKind.TYPED, "typed", written.front, written.answer, accept)
        elif written.front and written.back:
            yield self._written(written, CardKind.BASIC, "basic", written.front, written.back)

    def _gaps(self, written: WrittenCard) -> Iterator[Card]:
        found = gaps(written.cloze)
        for group in sorted({gap.group for gap in found}):
            hidden = dict.fromkeys(gap.hidden for gap in found if gap.group == group)
            prompt = with_gaps(written.cloze, group)
            yield self._written(written, CardKind.CLOZE, f"cloze-{group}", prompt, ", ".join(hidden))

    def _written(
        self,
        written: WrittenCard,
        kind: CardKind,
        suffix: str,
        prompt: str,
        answer: str,
        accept: tuple[str, ...] = (),
    ) -> Card:
        return Card(
            id=f"{self._deck.id}:cards/{written.id}#{suffix}",
            kind=kind,
            deck=self._deck.id,
            role=written.role,
            role_title=self._naming.title(written.role),
            topic=written.topic,
            prompt=prompt,
            answer=answer,
            accept=accept,
            why=written.why,
            sources=written.sources,
            fingerprint=fingerprint(prompt, answer),
            image=written.image,
            alt=written.alt,
            mark=written.mark,
        )


def _list_kind(kind: FactKind) -> CardKind | None:
    return next((card for fact, card in _LISTS if fact is kind), None)
