"""“Which role do these three duties belong to?”"""

from collections.abc import Sequence
from itertools import combinations

from decks.choosing.candidates import Candidate, Wanted
from decks.choosing.slots import Open
from decks.choosing.unrevealing import Chooser
from decks.composing.material import Material
from decks.english.similarity import normalised
from decks.making.made import Dropped, Reason
from decks.model import Fact, Option, Question, QuestionKind

KIND = QuestionKind.ROLE_OF_DUTIES
TOGETHER = 3
"""Duties told in one question."""
LACKING = 2
"""So many of them a wrong role must safely lack."""
KINDRED = 1
"""So many of the wrong roles are to be no strangers, where the family is large enough to ask for that."""
_MOST_TOLD = 6
"""Of so many other duties the most telling ones are taken."""


class ThreeDuties:
    """Makes questions for the only role that has all of three duties."""

    def __init__(self, material: Material, chooser: Chooser) -> None:
        """Make questions of this material; `chooser` chooses the wrong roles."""
        self._material = material
        self._chooser = chooser

    def ask(self, anchor: Fact) -> Open | Dropped:
        """Return the question named after `anchor`, or why there is none."""
        material, role = self._material, anchor.role
        triples = self._triples(anchor)
        told = next((triple for triple in triples if self._is_only(role, triple)), None)
        if told is None:
            return material.dropped(KIND, anchor, Reason.COMMON if triples else Reason.TOO_FEW)
        wanted = Wanted(
            material.id_of(KIND, anchor),
            key=material.naming.name(role),
            stem=" ".join(fact.text for fact in told),
        )
        kindred, _ = material.options.kindred(role)
        found = self._chooser.pool(
            wanted,
            self._candidates(told),
            lambda each: self._lacks(each, told),
            kind=KIND.value,
            facts=tuple(normalised(fact.text) for fact in told),
            kin=lambda each: each.stated or material.is_near(role, each.role),
            kindred=min(kindred, KINDRED),
        )
        if isinstance(found, Reason):
            return material.dropped(KIND, anchor, found)
        return Open(
            found,
            lambda chosen: self._made(anchor, told, chosen),
            material.dropped(KIND, anchor, Reason.TOO_FEW),
            material.dropped(KIND, anchor, Reason.REVEALED),
        )

    def _made(self, anchor: Fact, told: Sequence[Fact], chosen: Sequence[Candidate]) -> Question:
        material, role = self._material, anchor.role
        listed = "\n".join(f"• {fact.text.rstrip('.')}" for fact in told)
        options = [
            Option(
                material.naming.name(role),
                role,
                role,
                f"Yes: they are duties of {material.naming.phrase(role)}.",
            ),
            *(
                Option(each.text, each.role, each.ref, material.explainer.wrong_role(KIND, anchor, each.role))
                for each in chosen
            ),
        ]
        return material.question(
            KIND,
            anchor,
            f"Which role do these three duties belong to?\n{listed}",
            options,
            stated=all(each.stated for each in chosen),
            others=told,
        )

    def _triples(self, anchor: Fact) -> list[list[Fact]]:
        """The anchor with two other duties of its role, none of which names a role; the most telling ones first."""
        material = self._material
        others = [fact for fact in material.companions(anchor, KIND) if not material.names_a_role(fact.text)]
        others = sorted(others[:_MOST_TOLD], key=self._sharing)
        return [[anchor, *pair] for pair in combinations(others, TOGETHER - 1)]

    def _sharing(self, fact: Fact) -> tuple[int, float]:
        """How little a duty tells of whose it is: the roles that share it, then how common its words are."""
        material = self._material
        return len(material.truth.possible_roles(fact)), -material.weights.total(fact.text)

    def _is_only(self, role: str, told: list[Fact]) -> bool:
        """Whether nobody else, kinds of the role left out, has or might have all three."""
        truth = self._material.truth
        having = frozenset.intersection(*(truth.possible_roles(fact) for fact in told))
        return having <= {role} | truth.family(role).descendants

    def _candidates(self, told: list[Fact]) -> list[Candidate]:
        """Roles that may lack at least two of the duties; called wrong by the deck where it says so of one."""
        found: dict[str, list[Candidate]] = {}
        for fact in told:
            for role, each in self._material.lacking(fact).items():
                found.setdefault(role, []).append(each)
        return [
            max(each, key=lambda candidate: candidate.stated)
            for each in found.values()
            if len(each) >= LACKING
        ]

    def _lacks(self, candidate: Candidate, told: list[Fact]) -> bool:
        """Whether the role safely lacks at least two of the duties."""
        lacked = 0
        for left, fact in zip(range(len(told), 0, -1), told, strict=True):
            if lacked + left < LACKING:
                return False
            lacked += self._material.lacks(candidate.role, fact)
        return lacked >= LACKING
