"""What could stand as a wrong option for a role or a fact, and whether it is safe to."""

from collections.abc import Callable

from decks.distractors import Candidate
from decks.model import Deck, Fact, FactKind
from decks.naming import Naming
from decks.neighbours import neighbours
from decks.similarity import Heap, Weights, normalised, says_all_of
from decks.truth import Truth

MOST_FACTS = 240
"""So many facts of other roles are considered for one role."""


class Options:
    """The candidates of one deck.

    A candidate is never true by the deck's own word, nor said of somebody related to the role asked about; that is
    settled when it is listed. Whether it says nearly the same as something true is settled when it is about to be
    chosen, because it costs more.
    """

    def __init__(self, deck: Deck, truth: Truth, naming: Naming, weights: Weights) -> None:
        """Find out which roles are near to which."""
        self._roles = {role.id: role for role in deck.roles}
        self._truth = truth
        self._naming = naming
        self._weights = weights
        self._neighbours = neighbours(deck)
        self._facts: dict[str, Fact] = {fact.key: fact for role in deck.roles for fact in role.facts()}
        self._pools: dict[tuple[str, FactKind], list[Candidate]] = {}
        self._heaps: dict[tuple[str, FactKind, bool], Heap] = {}
        self._safe: dict[tuple[str, FactKind, str], bool] = {}

    def fact(self, candidate: Candidate) -> Fact:
        """Return the fact that a candidate from `facts` states."""
        return self._facts[candidate.ref]

    def facts(self, role: str, kind: FactKind) -> list[Candidate]:
        """Return duties or requirements that can stand as wrong ones for `role`, each text once."""
        if (role, kind) not in self._pools:
            self._pools[role, kind] = self._listed(role, kind)
        return self._pools[role, kind]

    def _listed(self, role: str, kind: FactKind) -> list[Candidate]:
        found: dict[str, Candidate] = {}
        if kind is FactKind.DUTY:
            for boundary in self._truth.all_of(role, FactKind.NOT_DUTY):
                duty = self._truth.as_duty(boundary)
                if not self._truth.contradicted(boundary, role):
                    found[normalised(boundary.text)] = Candidate(
                        boundary.text, duty.role if duty else "", boundary.key, True, 1.0, boundary.topic
                    )
        near = self._neighbours[role]
        for place, other in enumerate(near):
            for fact in self._truth.listed(other, kind):
                text = normalised(fact.text)
                if text not in found and self._truth.may_be_wrong(fact, role):
                    stated = self._truth.is_false(fact, role)
                    found[text] = Candidate(
                        fact.text, other, fact.key, stated, 1 - place / len(near), fact.topic
                    )
            if len(found) >= MOST_FACTS:
                break
        return list(found.values())

    def is_safe_fact(self, candidate: Candidate, role: str, kind: FactKind) -> bool:
        """Whether a candidate from `facts` says nothing near to what is, or might be, true of `role`."""
        key = (role, kind, candidate.ref)
        if key not in self._safe:
            self._safe[key] = not self._heap(role, kind, candidate.stated).near(candidate.text)
        return self._safe[key]

    def roles(self, fact: Fact) -> list[Candidate]:
        """Return roles that can stand as wrong answers to the question whose `fact` is."""
        near = self._neighbours[fact.role]
        return [
            Candidate(
                self._naming.name(role), role, role, self._truth.is_false(fact, role), 1 - place / len(near)
            )
            for place, role in enumerate(near)
            if self._truth.may_be_wrong(fact, role)
        ]

    def is_safe_role(self, candidate: Candidate, fact: Fact) -> bool:
        """Whether a candidate from `roles` has nothing near to `fact`, and is not named in it.

        Of a role of which the deck says nothing of the kind, nothing is known, so it is not safe.
        """
        role = candidate.role
        if says_all_of(fact.text, self._roles[role].title):
            return False
        return _CHECKS[fact.kind](self, role, fact, candidate.stated)

    def _safe_for_duty(self, role: str, fact: Fact, stated: bool) -> bool:
        if not stated and not self._truth.all_of(role, FactKind.DUTY):
            return False
        return not self._heap(role, FactKind.DUTY, stated).near(fact.text)

    def _safe_for_definition(self, role: str, fact: Fact, stated: bool) -> bool:
        kinds = (FactKind.DEFINITION, FactKind.DUTY)
        return self._roles[role].definition is not None and not any(
            self._heap(role, kind, stated).near(fact.text) for kind in kinds
        )

    def _safe_for_title(self, role: str, fact: Fact, _stated: bool) -> bool:
        related = self._truth.related(role)
        titles = [self._roles[each].title for each in related]
        titles += [alias.text for alias in self._truth.around(role, FactKind.ALIAS)]
        return not any(says_all_of(title, fact.text) or says_all_of(fact.text, title) for title in titles)

    def _safe_for_equipment(self, role: str, fact: Fact, stated: bool) -> bool:
        if not self._truth.own(role, FactKind.EQUIPMENT):
            return False
        if self._heap(role, FactKind.EQUIPMENT, stated).near(fact.text):
            return False
        return not any(
            says_all_of(said.text, fact.text) for kind in FactKind for said in self._truth.around(role, kind)
        )

    def _heap(self, role: str, kind: FactKind, stated: bool) -> Heap:
        """Return what a wrong option must not be near to.

        That is all that is true, or disputed, of the role and those related to it; of the role alone where the deck
        itself says what is wrong.
        """
        key = (role, kind, stated)
        if key not in self._heaps:
            facts = self._truth.around(role, kind)
            texts = [f.text for f in facts if not stated or role in self._truth.possible_roles(f)]
            self._heaps[key] = Heap(texts, self._weights)
        return self._heaps[key]


_CHECKS: dict[FactKind, Callable[[Options, str, Fact, bool], bool]] = {
    FactKind.DUTY: Options._safe_for_duty,
    FactKind.DEFINITION: Options._safe_for_definition,
    FactKind.ALIAS: Options._safe_for_title,
    FactKind.EQUIPMENT: Options._safe_for_equipment,
}
