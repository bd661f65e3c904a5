"""Cards, questions and problems as records for programs and as lines for people."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, cast

from decks.model import Asks, Card, Deck, Question
from study.output import Fields, letter, text_width, wrapped

if TYPE_CHECKING:
    from decks.problems import Problem


def card_fields(card: Card) -> Fields:
    """A flashcard under the names that programs rely on."""
    return {
        "id": card.id,
        "kind": card.kind.value,
        "deck": card.deck,
        "role": card.role or None,
        "role_title": card.role_title or None,
        "topic": card.topic,
        "prompt": card.prompt,
        "answer": card.answer,
        "parts": [part.text for part in card.parts],
        "accept": list(card.accept),
        "why": card.why,
        "sources": list(card.sources),
    }


def card_lines(deck: Deck, records: Iterable[Fields]) -> Iterator[str]:
    """Flashcards for people: a paragraph each."""
    width = text_width()
    for record in records:
        yield from wrapped(str(record["id"]), width)
        yield from wrapped(deck.topic_title(str(record["topic"])), width, "  ", "  ")
        yield from wrapped(str(record["prompt"]), width, "  Q: ", "     ")
        yield from wrapped(str(record["answer"]), width, "  A: ", "     ")
        yield ""


def question_fields(question: Question) -> Fields:
    """A multiple-choice question under the names that programs rely on; `key` counts options from 0.

    Whoever reads `key` takes it that exactly one option is right, so it is null where there are several answers.
    """
    return {
        "id": question.id,
        "kind": question.kind.value,
        "deck": question.deck,
        "role": question.role or None,
        "role_title": question.role_title or None,
        "topic": question.topic,
        "subject": question.subject,
        "stem": question.stem,
        "options": [option.text for option in question.options],
        "key": question.key if question.asks is Asks.ONE else None,
        "keys": list(question.keys),
        "asks": question.asks.value,
        "sides": [{"role": role, "title": title} for role, title in question.sides],
        "explanations": [option.explanation for option in question.options],
        "roles": [option.role or None for option in question.options],
        "basis": question.basis.value,
        "why": question.why,
        "sources": list(question.sources),
    }


def question_lines(deck: Deck, records: Iterable[Fields]) -> Iterator[str]:
    """Questions for people: a paragraph each, right options marked with an asterisk.

    Options to be sorted are marked with `a` for the first role and `b` for the second.
    """
    width = text_width()
    for record in records:
        yield from wrapped(str(record["id"]), width)
        yield from wrapped(f"{deck.topic_title(str(record['topic']))}, {record['basis']}", width, "  ", "  ")
        yield from wrapped(str(record["stem"]), width, "  ", "  ")
        for index, text in enumerate(cast("list[str]", record["options"])):
            marks = "ab" if record["sides"] else "* "
            mark = marks[index not in cast("list[int]", record["keys"])]
            yield from wrapped(text, width, f"  {mark} {letter(index)}. ", "       ")
        yield ""


def problem_fields(problem: "Problem") -> Fields:
    """A problem under the names that programs rely on."""
    return {
        "file": problem.mark.path,
        "line": problem.mark.line,
        "column": problem.mark.column,
        "severity": problem.severity.value,
        "code": problem.code,
        "what": problem.what,
        "advice": problem.advice,
    }
