"""What could stand as a wrong option for a role or a fact, and whether it is safe to."""

from collections.abc import Callable, Collection, Mapping, Sequence

from decks.choosing.candidates import Candidate
from decks.choosing.falsity import MOST_RISK, Falsity
from decks.choosing.plausibility import Plausibility
from decks.english.similarity import Weights, normalised, says_all_of, stems
from decks.making.naming import Naming
from decks.model import Deck, Difficulty, Fact, FactKind
from decks.truth import Truth

MOST_FACTS = 160
"""So many facts of other roles are considered for one role."""
_ROLE_RISK = 0.8
"""The share of the greatest risk that is taken where a role is the wrong option, and so not the safest of many duties."""
_FAMILY = 3
"""With fewer roles, a family is too small to supply wrong options."""
_RELATED = 2
"""So many of three wrong options are to be of the family."""
_OFFERED = 1
"""A duty tells roles apart when it is surely wrong of so many."""
_OUTSIDE = 30
"""Facts from outside its family are added while there are fewer than these."""


class Options:
    """The candidates of one deck.

    A candidate is never true by the deck's own word, nor said of somebody related to the role asked about, and where the
    deck is silent, its meaning speaks against it; that is settled when it is listed. Whether it says nearly the same as
    something true is settled when it is about to be chosen.
    """

    def __init__(
        self,
        deck: Deck,
        truth: Truth,
        naming: Naming,
        weights: Weights,
        *,
        difficulty: Difficulty = Difficulty.MEDIUM,
        prefer: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        """Find out which roles are near to which."""
        self._roles = {role.id: role for role in deck.roles}
        self._truth = truth
        self._naming = naming
        self._difficulty = difficulty
        self._plausibility = Plausibility(deck, difficulty, prefer)
        self._falsity = Falsity(deck, truth, weights)
        self._facts: dict[str, Fact] = {fact.key: fact for role in deck.roles for fact in role.facts()}
        self._known = {role.id for role in deck.roles if truth.all_of(role.id, FactKind.DUTY)}
        """Roles of whose duties the deck says something."""
        self._listings: dict[tuple[str, FactKind], tuple[Fact, ...]] = {}
        self._pools: dict[tuple[str, FactKind], list[Candidate]] = {}
        self._states = any(role.complete or role.not_duties for role in deck.roles)
        """Whether the deck says of anything that it is wrong of somebody."""
        self._offered: dict[str, int] = {}
        self._said_of: dict[str, Collection[frozenset[str]]] = {}
        self._as_wrong: dict[tuple[str, str], Candidate] = {}

    def fact(self, candidate: Candidate) -> Fact:
        """Return the fact that a candidate from `facts` states."""
        return self._facts[candidate.ref]

    def closeness(self, role: str, others: Sequence[str]) -> float:
        """Return how near other roles are to `role`: their mean, from 0 to 1; 0 without any."""
        return sum(self._plausibility.closeness(role, other) for other in others) / max(1, len(others))

    def kindred(self, role: str) -> tuple[int, frozenset[str]]:
        """Return how many of a question's wrong options are to be of the family of `role`, and that family.

        None is to be where so few of it are known, or none is asked for.
        """
        kin = self._plausibility.family(role)
        enough = len(kin) >= _FAMILY and self._difficulty is not Difficulty.EASY
        return (_RELATED if enough else 0), kin

    def forget(self) -> None:
        """Give back the memory of what only helps to find candidates; what is asked for later is looked up anew."""
        self._falsity.forget()
        self._pools.clear()
        self._as_wrong.clear()
        self._said_of.clear()

    def facts(self, role: str, kind: FactKind) -> list[Candidate]:
        """Return duties or requirements that can stand as wrong ones for `role`, each text once."""
        if (role, kind) not in self._pools:
            self._pools[role, kind] = self._listed(role, kind)
        return self._pools[role, kind]

    def tells(self, fact: Fact) -> bool:
        """Whether a duty is distinctive enough to be told from others: it is surely wrong of some other roles.

        One that never can stand as a wrong option is right wherever it stands, which shows.
        """
        if not self._offered:
            for role in self._roles:
                for each in self.facts(role, FactKind.DUTY):
                    text = normalised(each.text)
                    self._offered[text] = self._offered.get(text, 0) + 1
        return self._offered.get(normalised(fact.text), 0) >= _OFFERED

    def _listed(self, role: str, kind: FactKind) -> list[Candidate]:
        found: dict[str, Candidate] = {}
        if kind is FactKind.DUTY:
            for boundary in self._truth.all_of(role, FactKind.NOT_DUTY):
                duty = self._truth.as_duty(boundary)
                if not self._truth.contradicted(boundary, role):
                    found[normalised(boundary.text)] = Candidate(
                        boundary.text, duty.role if duty else "", boundary.key, True, 1.0, boundary.topic
                    )
        kin = self._plausibility.family(role)
        for other in self._plausibility.near(role):
            plausible = self._plausibility.plausible(role, other)
            for fact in self._said(other, kind):
                text = normalised(fact.text)
                if text in found or (other not in kin and len(found) >= _OUTSIDE):
                    continue
                stated = self._states and self._truth.is_false(fact, role)
                risk = 0.0 if stated else self._risk(role, fact)
                if risk <= 1 and self._may_be_wrong(fact, role):
                    found[text] = Candidate(fact.text, other, fact.key, stated, plausible, fact.topic, risk)
            if len(found) >= MOST_FACTS:
                break
        return list(found.values())

    def _said(self, role: str, kind: FactKind) -> tuple[Fact, ...]:
        if (role, kind) not in self._listings:
            self._listings[role, kind] = self._truth.listed(role, kind)
        return self._listings[role, kind]

    def _risk(self, role: str, fact: Fact) -> float:
        """The chance that a fact is in truth also one of `role`, as a share of the greatest that is taken."""
        if fact.kind is not FactKind.DUTY:
            return 0.0
        return self._falsity.risk(role, fact.text, self._truth.possible_roles(fact)) / MOST_RISK

    def is_safe_fact(self, candidate: Candidate, role: str, kind: FactKind) -> bool:
        """Whether a candidate from `facts` says nothing near to what is, or might be, true of `role`."""
        return not self._falsity.near(role, kind, candidate.text, stated=candidate.stated)

    def roles(self, fact: Fact) -> list[Candidate]:
        """Return roles that can stand as wrong answers to the question whose `fact` is."""
        return [
            self._wrong_role(fact.role, role, self._states and self._truth.is_false(fact, role))
            for role in self._plausibility.near(fact.role)
            if self._may_be_wrong(fact, role)
        ]

    def _may_be_wrong(self, fact: Fact, role: str) -> bool:
        """As `Truth.may_be_wrong`; sooner known where the deck states nothing to be wrong."""
        if self._states:
            return self._truth.may_be_wrong(fact, role)
        return not fact.disputed and self._truth.related(role).isdisjoint(self._truth.possible_roles(fact))

    def _wrong_role(self, asked: str, role: str, stated: bool) -> Candidate:
        if stated:
            return Candidate(
                self._naming.name(role), role, role, True, self._plausibility.plausible(asked, role)
            )
        found = self._as_wrong.get((asked, role))
        if found is None:
            name, plausible = self._naming.name(role), self._plausibility.plausible(asked, role)
            found = self._as_wrong[asked, role] = Candidate(name, role, role, False, plausible)
        return found

    def is_safe_role(self, candidate: Candidate, fact: Fact) -> bool:
        """Whether a candidate from `roles` has nothing near to `fact`, and is not named in it.

        Of a role of which the deck says nothing of the kind, nothing is known, so it is not safe.
        """
        role = candidate.role
        if says_all_of(fact.text, self._roles[role].title):
            return False
        return _CHECKS[fact.kind](self, role, fact, candidate.stated)

    def _safe_for_duty(self, role: str, fact: Fact, stated: bool) -> bool:
        if stated:
            return not self._falsity.near(role, FactKind.DUTY, fact.text, stated=True)
        return (
            role in self._known
            and self._risk(role, fact) <= _ROLE_RISK
            and not self._falsity.near(role, FactKind.DUTY, fact.text, stated=False)
        )

    def _safe_for_definition(self, role: str, fact: Fact, stated: bool) -> bool:
        kinds = (FactKind.DEFINITION, FactKind.DUTY)
        return (
            self._roles[role].definition is not None
            and not self._falsity.twins(role, fact.role)
            and not any(self._falsity.near(role, kind, fact.text, stated=stated) for kind in kinds)
        )

    def _safe_for_title(self, role: str, fact: Fact, _stated: bool) -> bool:
        related = self._truth.related(role)
        titles = [self._roles[each].title for each in related]
        titles += [alias.text for alias in self._truth.around(role, FactKind.ALIAS)]
        return not any(says_all_of(title, fact.text) or says_all_of(fact.text, title) for title in titles)

    def _safe_for_equipment(self, role: str, fact: Fact, stated: bool) -> bool:
        if not self._truth.own(role, FactKind.EQUIPMENT):
            return False
        if self._falsity.near(role, FactKind.EQUIPMENT, fact.text, stated=stated):
            return False
        words = stems(fact.text)
        return not words or not any(words <= said for said in self._sayings(role))

    def _sayings(self, role: str) -> Collection[frozenset[str]]:
        """The words of all that the deck says of `role` and of those related to it, text by text."""
        found = self._said_of.get(role)
        if found is None:
            facts = (fact for kind in FactKind for fact in self._truth.around(role, kind))
            found = self._said_of[role] = {stems(fact.text) for fact in facts}
        return found


_CHECKS: dict[FactKind, Callable[[Options, str, Fact, bool], bool]] = {
    FactKind.DUTY: Options._safe_for_duty,
    FactKind.DEFINITION: Options._safe_for_definition,
    FactKind.ALIAS: Options._safe_for_title,
    FactKind.EQUIPMENT: Options._safe_for_equipment,
}
