"""Whether a wrong option is true by the deck's own word: looked up afresh, whatever made the question."""

from collections import defaultdict

from decks.model import Deck, Fact, FactKind, Question, QuestionKind
from decks.truth import Truth

_FACTS = frozenset({QuestionKind.DUTY_OF_ROLE, QuestionKind.REQUIREMENT_OF_ROLE})
_ROLES = frozenset(
    {
        QuestionKind.ROLE_OF_DUTY,
        QuestionKind.ROLE_OF_DEFINITION,
        QuestionKind.ROLE_OF_TITLE,
        QuestionKind.ROLE_OF_EQUIPMENT,
    }
)


class Truths:
    """Looks up the options of one deck's questions."""

    def __init__(self, deck: Deck) -> None:
        """Read what the deck says."""
        self._truth = Truth(deck)
        self._facts = {f"{deck.id}:{fact.key}": fact for role in deck.roles for fact in role.facts()}
        self._over: defaultdict[str, set[str]] = defaultdict(set)
        for role in deck.roles:
            for fact in role.reports_to:
                for each in (role.id, *fact.also):
                    self._over[each].add(fact.target or fact.text)

    def true_wrong_options(self, question: Question) -> list[int]:
        """Return the options that a question counts as wrong though the deck says that they are right.

        Of an odd one out, the options that are the wrong way round. Hand-written questions have none, nor have those that
        ask for several.
        """
        wrong = [place for place in range(len(question.options)) if place != question.key]
        if question.kind in _FACTS:
            return [place for place in wrong if self._is_true(question, place)]
        if question.kind in _ROLES or question.kind is QuestionKind.ROLE_OF_DUTIES:
            roles = self._holders(question)
            return [place for place in wrong if question.options[place].role in roles]
        if question.kind is QuestionKind.ODD_ONE_OUT:
            known = [p for p in range(len(question.options)) if self._fact(question, p) is not None]
            return [p for p in known if self._is_true(question, p) == (p == question.key)]
        if question.kind is QuestionKind.SUPERVISOR_OF_ROLE:
            over = self._over[question.role]
            return [p for p in wrong if question.options[p].role in over or question.options[p].text in over]
        return []

    def _holders(self, question: Question) -> frozenset[str]:
        """Return the roles of which all is true that a question tells."""
        keys = [question.fact]
        if question.kind is QuestionKind.ROLE_OF_DUTIES:
            keys += [f"{question.deck}:{other}" for other in question.others]
        found = [self._roles_of(self._facts[key]) for key in keys if key in self._facts]
        return frozenset.intersection(*found) if found else frozenset()

    def _roles_of(self, fact: Fact) -> frozenset[str]:
        named = self._truth.named(fact.text) if fact.kind is FactKind.ALIAS else frozenset[str]()
        return self._truth.roles_of(fact) | named

    def _fact(self, question: Question, place: int) -> Fact | None:
        return self._facts.get(f"{question.deck}:{question.options[place].ref}")

    def _is_true(self, question: Question, place: int) -> bool:
        fact = self._fact(question, place)
        if fact is None:
            return False
        if fact.kind is FactKind.NOT_DUTY:
            return self._truth.contradicted(fact, question.role)
        return self._truth.is_true(fact, question.role)
