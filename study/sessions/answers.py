"""Answers to questions in words: what both faces say of them, and how typed answers are read."""

import re
from collections.abc import Sequence

from decks.model import Asks, Question
from progress.events import Event
from progress.sessions.quiz_summary import Line, lines_of
from study.plain.dialogue import numbers_in

SIDES = "ab"
"""What the two roles of a question that asks to sort are called when an answer is typed."""
_SORTED = re.compile(r"([0-9]{1,3})[.):]?\s*([ab])", re.IGNORECASE)


def amount(right: float) -> str:
    """How many were right, as a number: `8`, or `8.6` where part of an answer counts."""
    return f"{right:.1f}".removesuffix(".0")


def verdict(question: Question, event: Event) -> str:
    """How much of an answer was right: *4 of 5 lines right*."""
    right = sum(hit for _, hit in event.parts)
    return f"{right} of {len(question.options)} lines right"


def fault(question: Question, line: Line) -> str:
    """What was wrong about a line, and why: that it was missed, that it is not one of them, or whose it really is."""
    why = line.option.explanation
    if question.asks is Asks.SORT:
        return why or f"{side_name(question, first=not line.chosen)}."
    return f"{'Not one of them.' if line.chosen else 'You missed this one.'} {why}".rstrip()


def side_name(question: Question, *, first: bool) -> str:
    """The role that lines are sorted to."""
    return question.sides[0 if first else 1][1]


def reason(question: Question) -> str:
    """Why the right answer is right; empty where what is shown beside the right option says so already."""
    said = question.asks is Asks.ONE and question.why == question.options[question.key].explanation
    return "" if said else question.why


def answer_text(question: Question) -> str:
    """The right answer as it would be typed: `1 3 4`, or `1a 2b 3a`."""
    places = range(len(question.options))
    if question.asks is Asks.SORT:
        return " ".join(f"{place + 1}{SIDES[place not in question.keys]}" for place in places)
    return " ".join(str(place + 1) for place in question.keys)


def answer_lines(question: Question) -> Sequence[str]:
    """The right answer in full, a line for each option that belongs in it."""
    if question.asks is Asks.SORT:
        return [
            f"{side_name(question, first=place in question.keys)}: {option.text}"
            for place, option in enumerate(question.options)
        ]
    return [question.options[place].text for place in question.keys]


def faults(question: Question, event: Event) -> Sequence[tuple[int, Line]]:
    """The lines that were answered wrong, each with its number from 1."""
    texts = [option.ref for option in question.options]
    return [(texts.index(line.option.ref) + 1, line) for line in lines_of(question, event) if not line.right]


def several_in(text: str, options: int) -> frozenset[int] | None:
    """The indices of the options that a text like `1 3 4`, `2-4` or `a c` names; None where it is no such text."""
    words = [
        str(ord(word) - ord("a") + 1) if len(word) == 1 and "a" <= word <= "z" else word
        for word in text.casefold().replace(",", " ").split()
    ]
    found = numbers_in(" ".join(words), options)
    return None if found is None else frozenset(number - 1 for number in found)


def sorted_in(text: str, options: int) -> frozenset[int] | None:
    """The indices of the options that a text like `1a 2b 3a` gives to the first role.

    Just the letters, in the lines' order, will do too: `a b a`. None where a line is left out or named twice.
    """
    bare = text.casefold().replace(",", " ")
    letters = "".join(bare.split())
    if set(letters) <= set(SIDES):
        given = dict(enumerate(letters))
    else:
        if _SORTED.sub("", bare).strip():
            return None
        pairs = [(int(number) - 1, letter) for number, letter in _SORTED.findall(bare)]
        given = dict(pairs)
        if len(given) < len(pairs):
            return None
    if sorted(given) != list(range(options)):
        return None
    return frozenset(place for place, letter in given.items() if letter == SIDES[0])
