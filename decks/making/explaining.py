"""Why an option is right or wrong, in a sentence that names whose it is."""

from decks.english.wording import among, capitalised, first_sentence, sentence
from decks.making.naming import Naming
from decks.model import Fact, FactKind, QuestionKind, Role
from decks.truth import Truth


class Explainer:
    """Explains options by what the deck says, and claims no more than it says."""

    def __init__(self, roles: dict[str, Role], truth: Truth, naming: Naming) -> None:
        """Explain with the roles, by id, the truth and the names of one deck."""
        self._roles = roles
        self._truth = truth
        self._naming = naming

    def right(self, fact: Fact) -> str:
        """Explain the right option: the deck's own reason, or that the fact is true of whom."""
        many = fact.kind is FactKind.DEFINITION and self._naming.plural(fact.role)
        return sentence(fact.why) or f"Yes: {'those are' if many else 'that is'} {self._whose(fact)}."

    def wrong_fact(self, fact: Fact) -> str:
        """Explain a wrong option that is a fact of another role, or a boundary of the role asked about."""
        if fact.kind is not FactKind.NOT_DUTY:
            return f"That is {self._whose(fact)}."
        duty = self._truth.as_duty(fact)
        whose = f"That is {self._whose(duty)}." if duty else ""
        if fact.why:
            return f"{sentence(fact.why)} {whose}".strip()
        return whose or f"That lies outside the role of {self._naming.phrase(fact.role)}."

    def wrong_role(self, kind: QuestionKind, fact: Fact, role: str) -> str:
        """Explain why `role` is no right answer to whom `fact` is true of: what it is or has instead."""
        boundary = self._truth.boundary(fact, role) if fact.kind is FactKind.DUTY else None
        if boundary and boundary.why:
            return sentence(boundary.why)
        known = self._roles[role]
        if kind is QuestionKind.ROLE_OF_EQUIPMENT:
            named = [each.text for each in self._truth.own(role, FactKind.EQUIPMENT)]
            if named:
                works = "work" if self._naming.plural(role) else "works"
                return (
                    f"{capitalised(self._naming.phrase(role))} {works} with other equipment: {among(named)}."
                )
        if known.definition and not known.definition.disputed:
            return f"{self._naming.name(role)}: {first_sentence(known.definition.text)}"
        return f"That is {self._whose(fact)}; the deck does not say so of {self._naming.phrase(role)}."

    def _whose(self, fact: Fact) -> str:
        """Return whose the fact is, as what *that* is: *a duty of a sonographer*."""
        heads = self._truth.outermost(self._truth.holders(fact))
        others = [self._naming.phrase(role) for role in heads if role != fact.role]
        named = [self._naming.phrase(fact.role), *others]
        roles = among(named)
        return {
            FactKind.DEFINITION: roles,
            FactKind.DUTY: f"a duty of {roles}",
            FactKind.ALIAS: f"another title of {roles}",
            FactKind.EQUIPMENT: f"equipment of {roles}",
            FactKind.REQUIREMENT: f"required of {roles}",
        }[fact.kind]
