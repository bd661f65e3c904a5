"""Making multiple-choice questions from a deck: exactly one right option, and wrong ones that are really wrong."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from decks.distractors import FEWEST, Candidate, Chooser, Wanted
from decks.explaining import Explainer
from decks.model import (
    Basis,
    Deck,
    Fact,
    FactKind,
    Option,
    Question,
    QuestionKind,
    WrittenQuestion,
)
from decks.naming import Naming, asking_for_role
from decks.options import Options
from decks.similarity import Weights, near, normalised, says_all_of, stems
from decks.text import digest
from decks.truth import Truth

MOST_WRONG = 4
"""Wrong options of a hand-written question; further ones are left out."""

_ASKED = {
    FactKind.DEFINITION: (QuestionKind.ROLE_OF_DEFINITION,),
    FactKind.ALIAS: (QuestionKind.ROLE_OF_TITLE,),
    FactKind.DUTY: (QuestionKind.DUTY_OF_ROLE, QuestionKind.ROLE_OF_DUTY),
    FactKind.EQUIPMENT: (QuestionKind.ROLE_OF_EQUIPMENT,),
    FactKind.REQUIREMENT: (QuestionKind.REQUIREMENT_OF_ROLE,),
}
_OF_ROLE = {
    QuestionKind.DUTY_OF_ROLE: "Which of these is a duty of {}?",
    QuestionKind.REQUIREMENT_OF_ROLE: "Which of these is required of {}?",
}


def make_questions(deck: Deck) -> tuple[Question, ...]:
    """Return all questions of a deck in its own order, with unique ids; disputed facts make none.

    The same deck makes the same questions. Options are in an order that a hash decides, the same each time.
    """
    maker = _Maker(deck)
    wanted = {f"{deck.id}:{fact.key}#{kind.value}": (kind, fact) for kind, fact in maker.to_ask()}
    # Each choice bears on later ones; in hashed order it does not matter where in the deck a role stands.
    made = {question: maker.ask(question, *wanted[question]) for question in sorted(wanted, key=_hashed)}
    found = [made[question] for question in wanted]
    found += [maker.written(written) for written in deck.questions]
    return tuple({question.id: question for question in found if question}.values())


def shuffled(question: Question, seed: int) -> Question:
    """Return the question with its options in an order that follows from `seed` and its id, the key moved along."""
    order = list(range(len(question.options)))
    Random(f"{seed}:{question.id}").shuffle(order)  # noqa: S311 (an order to show, no secret)
    return _ordered(question, order)


def _ordered(question: Question, order: list[int]) -> Question:
    options = tuple(question.options[place] for place in order)
    return replace(question, options=options, key=order.index(question.key))


def _hashed(text: str) -> tuple[str, str]:
    return digest(text), text


class _Maker:
    """Makes the questions of one deck."""

    def __init__(self, deck: Deck) -> None:
        self._deck = deck
        self._roles = {role.id: role for role in deck.roles}
        self._truth = Truth(deck)
        self._naming = Naming(deck, self._truth)
        self._explainer = Explainer(self._roles, self._truth, self._naming)
        weights = Weights(fact.text for role in deck.roles for fact in role.facts())
        self._options = Options(deck, self._truth, self._naming, weights)
        self._choosers = {
            kind: Chooser(
                (lambda one, other: near(one, other, weights)) if kind in _OF_ROLE else _titles_alike
            )
            for kind in QuestionKind
        }

    def to_ask(self) -> Iterator[tuple[QuestionKind, Fact]]:
        """Yield what could be asked, in deck order; a question for the role of a text once a text."""
        seen: set[tuple[QuestionKind, str]] = set()
        for role in self._roles.values():
            for fact in role.facts():
                if fact.disputed or self._truth.boundary(fact, role.id):
                    continue
                names_itself = says_all_of(fact.text, role.title)
                for kind in _ASKED.get(fact.kind, ()):
                    key = (kind, normalised(fact.text))
                    if kind in _OF_ROLE or not (names_itself or key in seen):
                        seen.add(key)
                        yield kind, fact

    def ask(self, question: str, kind: QuestionKind, fact: Fact) -> Question | None:
        """Return one question, or None where too few options are surely wrong or the answer would be given away."""
        if kind in _OF_ROLE:
            title = self._naming.name(fact.role)
            wanted = Wanted(question, key=fact.text, stem=title, topic=fact.topic)
            stem = _OF_ROLE[kind].format(self._naming.phrase(fact.role))
            pool = self._options.facts(fact.role, fact.kind)
            key = Option(fact.text, fact.role, fact.key, self._explainer.right(fact))
            chosen = self._choosers[kind].choose(
                wanted, pool, lambda each: self._options.is_safe_fact(each, fact.role, fact.kind)
            )
            wrong = [self._wrong_fact(each) for each in chosen]
        else:
            title = self._naming.name(fact.role)
            wanted = Wanted(question, key=title, stem=fact.text)
            stem = asking_for_role(fact)
            pool = self._options.roles(fact)
            key = Option(title, fact.role, fact.role, self._explainer.right(fact))
            chosen = self._choosers[kind].choose(
                wanted, pool, lambda each: self._options.is_safe_role(each, fact)
            )
            wrong = [
                Option(each.text, each.role, each.ref, self._explainer.wrong_role(kind, fact, each.role))
                for each in chosen
            ]
        if not wrong:
            return None
        return _in_hashed_order(
            Question(
                id=question,
                kind=kind,
                deck=self._deck.id,
                role=fact.role,
                role_title=self._naming.title(fact.role),
                topic=fact.topic,
                subject=fact.text,
                stem=stem,
                options=(key, *wrong),
                key=0,
                basis=Basis.STATED if all(each.stated for each in chosen) else Basis.PRESUMED,
                why=fact.why,
                sources=fact.sources,
                mark=fact.mark,
            )
        )

    def _wrong_fact(self, candidate: Candidate) -> Option:
        fact = self._options.fact(candidate)
        return Option(candidate.text, candidate.role, candidate.ref, self._explainer.wrong_fact(fact))

    def written(self, written: WrittenQuestion) -> Question | None:
        """Return a hand-written question, or None where it has too few wrong options that differ from the key."""
        texts = {normalised(written.key.text): (0, written.key)}
        for number, option in enumerate(written.distractors, start=1):
            texts.setdefault(normalised(option.text), (number, option))
        kept = list(texts.values())[: MOST_WRONG + 1]
        if len(kept) <= FEWEST:
            return None
        options = tuple(
            Option(
                option.text,
                option.role or (written.role if number == 0 else ""),
                f"option-{number + 1}",
                option.why or (written.why if number == 0 else ""),
            )
            for number, option in kept
        )
        return _in_hashed_order(
            Question(
                id=f"{self._deck.id}:questions/{written.id}#{QuestionKind.WRITTEN.value}",
                kind=QuestionKind.WRITTEN,
                deck=self._deck.id,
                role=written.role,
                role_title=self._naming.title(written.role),
                topic=written.topic,
                subject=written.key.text,
                stem=written.stem,
                options=options,
                key=0,
                basis=Basis.STATED,
                why=written.why,
                sources=written.sources,
                mark=written.mark,
            )
        )


def _in_hashed_order(question: Question) -> Question:
    places = range(len(question.options))
    return _ordered(
        question, sorted(places, key=lambda p: _hashed(f"{question.id} {question.options[p].ref}"))
    )


def _titles_alike(one: str, other: str) -> bool:
    return normalised(one) == normalised(other) or stems(one) == stems(other) or says_all_of(one, other)
