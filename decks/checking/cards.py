"""Cards as they fill a screen, and what is typed on them."""

import unicodedata
from collections.abc import Iterator

from decks.checking.subject import Subject
from decks.making.clozes import with_gaps
from decks.model import FactKind, Mark, WrittenCard, WrittenQuestion
from decks.problems import Problem
from decks.text import folded

COLUMNS = 76
"""Columns that a text has on a screen of 80."""
CARD_LINES = 16
"""Lines that question, answer and reason of a card have on a screen of 24; the rest holds place, progress and ratings."""
QUESTION_LINES = 18
"""Lines that question, options and reason have."""


def check_cards(subject: Subject) -> Iterator[Problem]:
    """Yield cards and questions that do not fit a screen, and answers that are accepted twice."""
    for fact in subject.facts:
        if fact.kind in (FactKind.DEFINITION, FactKind.DUTY, FactKind.ALIAS, FactKind.EQUIPMENT):
            size = lines(f"Whose duty is this: “{fact.text}”?") + 1 + lines(fact.why)
            yield from _too_long(subject, fact.mark, f"“{fact.id}” of “{fact.role}”", size, CARD_LINES)
    for card in subject.deck.cards:
        yield from _too_long(subject, card.mark, f"the card “{card.id}”", _size_of_card(card), CARD_LINES)
        yield from _accepted_twice(subject, card)
    for question in subject.deck.questions:
        size = _size_of_question(question)
        yield from _too_long(subject, question.mark, f"the question “{question.id}”", size, QUESTION_LINES)


def _too_long(subject: Subject, mark: Mark | None, what: str, size: int, most: int) -> Iterator[Problem]:
    if size > most:
        yield subject.problem(
            mark,
            "D321",
            f"{what} takes {size} lines of 80 columns, but a screen has room for {most}",
            "shorten it, or split it",
        )


def _size_of_card(card: WrittenCard) -> int:
    if card.cloze:
        whole = with_gaps(card.cloze, None)
        return 2 * lines(whole) + lines(card.why)
    return lines(card.front) + lines(card.answer or card.back) + lines(card.why)


def _size_of_question(question: WrittenQuestion) -> int:
    options = question.options
    reasons = max(lines(option.why) for option in options)
    return (
        lines(question.stem)
        + sum(lines(f"  A. {option.text}") for option in options)
        + reasons
        + lines(question.why)
    )


def lines(text: str) -> int:
    """How many lines of a screen a text fills, broken between words; none for no text."""
    total = 0
    for paragraph in text.splitlines():
        used, total = 0, total + 1
        for word in paragraph.split():
            columns = sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in word)
            if used and used + 1 + columns > COLUMNS:
                total, used = total + 1, 0
            total += (columns - 1) // COLUMNS if not used else 0
            used = (used + 1 if used else 0) + columns % (COLUMNS + 1)
    return total


def _accepted_twice(subject: Subject, card: WrittenCard) -> Iterator[Problem]:
    seen = {folded(card.answer)}
    for other in card.accept:
        if folded(other) in seen:
            yield subject.problem(
                card.mark,
                "D328",
                f"the card “{card.id}” accepts “{other}” twice; case and spaces make no difference",
                "take it out of “accept”",
            )
        seen.add(folded(other))
