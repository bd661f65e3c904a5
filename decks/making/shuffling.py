"""The order in which a question's options are shown. Light to import: a quiz from the cache needs nothing else of making questions."""

from dataclasses import replace
from random import Random

from decks.model import Question


def shuffled(question: Question, seed: int) -> Question:
    """Return the question with its options in an order that follows from `seed` and its id, the key moved along."""
    order = list(range(len(question.options)))
    Random(f"{seed}:{question.id}").shuffle(order)  # noqa: S311 (an order to show, no secret)
    return ordered(question, order)


def ordered(question: Question, order: list[int]) -> Question:
    """Return the question with the options at these places, in this order, the key moved along."""
    options = tuple(question.options[place] for place in order)
    right = tuple(sorted(order.index(place) for place in question.right))
    key = right[0] if right else order.index(question.key)
    return replace(question, options=options, key=key, right=right)
