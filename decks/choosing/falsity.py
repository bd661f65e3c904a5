"""The first demand on a wrong option: it is false. Where the deck is silent, whether it is judged by meaning.

Roles share duties, and a list of duties is seldom exhaustive. So a duty passes for false only where it speaks of something that is
foreign to all that the role is known to do, and is no duty that most roles have.
"""

import math
from collections.abc import Iterable

from decks.choosing.activities import activity
from decks.choosing.evidence import Evidence, Profile
from decks.english.similarity import Heap, Weights, stems
from decks.model import Deck, FactKind
from decks.truth import Truth

MOST_RISK = 0.08
"""A text that is with a greater chance true of a role is not offered as wrong of it."""
_TOO_MUCH = math.log(MOST_RISK / (1 - MOST_RISK))
_TWINS = 0.6
"""Roles whose duties together are so much alike are taken for the same in all but name."""
_START = -4.3
_LIKEST = 8.0
_FITS = 6.0
_KINSHIP = 2.7
_FOREIGN = -2.0
_SPECIAL = -0.4
_GENERAL = 1.2
_COMMON = 0.4
_WORDS = 0.07
_VERB = 1.0
"""What it counts that the role does something by the same verb, such as *prescribe*, if the verb is rare."""
_TELLING_VERB = 5.0


class Falsity:
    """Judges by their meaning whether texts are false of the roles of one deck."""

    def __init__(self, deck: Deck, truth: Truth, weights: Weights) -> None:
        """Count the words of the deck; what a role does is looked at when it is first asked about."""
        self._roles = {role.id: role for role in deck.roles}
        self._truth = truth
        self._weights = weights
        self._evidence = Evidence(
            fact.text for role in deck.roles for fact in role.duties if fact.role == role.id
        )
        self._profiles: dict[str, Profile] = {}
        self._done: dict[str, frozenset[str]] = {}
        self._known: dict[str, frozenset[str]] = {}
        self._heaps: dict[tuple[str, FactKind, bool], tuple[Heap, dict[str, bool]]] = {}
        self._kinship: dict[tuple[str, str], float] = {}
        self._risks: dict[str, dict[str, float]] = {}

    def risk(self, role: str, text: str, owners: Iterable[str] = ()) -> float:
        """Return the chance, from 0 to 1, that a duty which the deck does not tell of `role` is in truth also its duty.

        A general duty with no word more special is taken for everybody's, and so is one whose owner is the same as `role`
        in all but name. Where it is too great to matter, only that it is greater than `MOST_RISK` is sure. The weights are
        those of a logistic regression on pairs of occupations and tasks of related ones, rounded; that general duties count
        more was settled by reading questions.

        Args:
            role: id of the role.
            text: the duty.
            owners: ids of the roles whose duty it is, the same each time that the text is asked about.
        """
        known = self._risks.get(role)
        if known is None:
            known = self._risks[role] = {}
        found = known.get(text)
        if found is None:
            # What is equal stays so, in whatever order it was added up.
            found = known[text] = round(self._risk(role, text, owners), 6)
        return found

    def _risk(self, role: str, text: str, owners: Iterable[str]) -> float:
        kinship = max([self.kinship(role, owner) for owner in owners], default=0.0)
        if kinship >= _TWINS:
            return 1.0
        words = self._words(role)
        kind = activity(text)
        special = not kind.special <= words
        if kind.general and not special:
            return 1.0
        profile = self._profile(role)
        value = _START + _FITS * profile.fits(text) + _WORDS * len(stems(text)) + _KINSHIP * kinship
        if special:
            value += _SPECIAL
        if kind.general:
            value += _GENERAL
        if kind.common:
            value += _COMMON
        if kind.verb and kind.verb in self._verbs(role):
            value += _VERB * min(1.0, self._evidence.rarity(kind.verb) / _TELLING_VERB)
        if value + _FOREIGN <= _TOO_MUCH:
            value += _FOREIGN * self._evidence.foreign(text, words)
        if value <= _TOO_MUCH:
            value += _LIKEST * profile.likest(text)
        return 1 / (1 + math.exp(-value))

    def forget(self) -> None:
        """Give back the memory of what was worked out."""
        for known in (self._profiles, self._done, self._known, self._heaps, self._kinship, self._risks):
            known.clear()

    def twins(self, role: str, other: str) -> bool:
        """Whether two roles are the same in all but name, so that what is told of one may be true of the other."""
        return self.kinship(role, other) >= _TWINS

    def kinship(self, role: str, other: str) -> float:
        """Return how much alike the duties of two roles are, all together, from 0 to 1."""
        key = (role, other) if role < other else (other, role)
        found = self._kinship.get(key)
        if found is None:
            found = self._kinship[key] = self._profile(role).kinship(self._profile(other))
        return found

    def near(self, role: str, kind: FactKind, text: str, *, stated: bool) -> bool:
        """Whether `text` says nearly the same as something of the kind that is, or might be, true of `role`.

        That is all that is true, or disputed, of the role and those related to it; of the role alone where the deck itself
        says what is wrong.
        """
        key = (role, kind, stated)
        heap = self._heaps.get(key)
        if heap is None:
            facts = self._truth.around(role, kind)
            texts = [f.text for f in facts if not stated or role in self._truth.possible_roles(f)]
            heap = self._heaps[key] = Heap(texts, self._weights), {}
        found = heap[1].get(text)
        if found is None:
            found = heap[1][text] = heap[0].near(text)
        return found

    def _profile(self, role: str) -> Profile:
        found = self._profiles.get(role)
        if found is None:
            duties = self._truth.around(role, FactKind.DUTY)
            found = self._profiles[role] = Profile((fact.text for fact in duties), self._evidence)
        return found

    def _verbs(self, role: str) -> frozenset[str]:
        """The first verbs of what `role` and those related to it do."""
        found = self._done.get(role)
        if found is None:
            duties = self._truth.around(role, FactKind.DUTY)
            found = self._done[role] = frozenset(activity(fact.text).verb for fact in duties)
        return found

    def _words(self, role: str) -> frozenset[str]:
        """The stems of all that the deck tells of `role` and of those related to it."""
        found = self._known.get(role)
        if found is None:
            related = self._truth.in_order(self._truth.related(role))
            texts = [self._roles[each].title for each in related]
            texts += [fact.text for kind in _TELLING for fact in self._truth.around(role, kind)]
            found = self._known[role] = frozenset().union(*map(stems, texts)) if texts else frozenset()
        return found


_TELLING = (FactKind.DEFINITION, FactKind.DUTY, FactKind.ALIAS, FactKind.EQUIPMENT, FactKind.REQUIREMENT)
"""Lists whose words are known to a role; boundaries tell of others."""
