"""The texts of a deck as learners see them: duties in one form, and nothing that stands in lists with a full stop.

Cards and questions show these; what is told apart, remembered and written back is the deck's own text.
"""

from collections.abc import Iterable
from dataclasses import replace

from decks.english.phrasing import as_duty
from decks.english.tidying import trimmed
from decks.model import Deck, Fact, FactKind, Question, QuestionKind, Role

_DUTIES = (FactKind.DUTY, FactKind.NOT_DUTY)
_AS_WRITTEN = (FactKind.ALIAS, FactKind.SUPERVISOR, FactKind.DEFINITION)
"""Names, of people or roles, and whole sentences."""


def shown_text(fact: Fact) -> str:
    """The text of a fact as a card or a question shows it."""
    if fact.kind in _DUTIES:
        return as_duty(fact.text)
    return fact.text if fact.kind in _AS_WRITTEN else trimmed(fact.text)


def as_shown(deck: Deck) -> Deck:
    """The deck with the texts of its facts as they are shown; ids and all else stay."""
    return replace(deck, roles=tuple(_role(role) for role in deck.roles))


def with_own_subjects(questions: Iterable[Question], deck: Deck) -> tuple[Question, ...]:
    """Questions made of `as_shown(deck)`, each with the deck's own text as its subject."""
    own: dict[str, str] = {}
    for role in deck.roles:
        for fact in role.facts():
            shown = shown_text(fact)
            if shown != fact.text:
                own[f"{deck.id}:{fact.key}"] = fact.text
                own.setdefault(shown, fact.text)
    if not own:
        return tuple(questions)
    return tuple(_with_own_subject(question, own) for question in questions)


def _with_own_subject(question: Question, own: dict[str, str]) -> Question:
    if question.kind is QuestionKind.WRITTEN:
        return question
    of_fact = own.get(question.fact)
    if of_fact is not None and question.subject in (as_duty(of_fact), trimmed(of_fact)):
        return replace(question, subject=of_fact)
    return replace(question, subject=own.get(question.subject, question.subject))


def _role(role: Role) -> Role:
    return replace(
        role,
        duties=_facts(role.duties),
        not_duties=_facts(role.not_duties),
        equipment=_facts(role.equipment),
        requirements=_facts(role.requirements),
        works_in=_facts(role.works_in),
    )


def _facts(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    return tuple(
        fact if (text := shown_text(fact)) == fact.text else replace(fact, text=text) for fact in facts
    )
