"""The mark to expect, in sentences, for whoever asks without making a plan."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from decks.model import Deck
from progress.scheduling.exam_belief import QUESTIONS
from study.output import counted
from study.words.exam_plan import day

if TYPE_CHECKING:
    from progress.scheduling.exam_belief import Mark
    from progress.scheduling.exam_forecast import Forecast


def sentences(found: "Forecast", deck: Deck, exam: date | None) -> Iterator[str]:
    """What the mark is, on what it rests, and what it is not. `exam`: its day, if one is set."""
    yield (
        f"Expected mark, as things stand: {found.mean:.0%}; {found.low:.0%} to {found.high:.0%} with 80 % certainty, "
        f"for an exam of {QUESTIONS} questions without options to choose from."
    )
    if exam and found.stopping:
        ways = [f"{_ranged(found.stopping)} if you stop now"]
        if found.going_on:
            new = counted(found.new_per_day, "new card")
            limit = f"at your limit, {new} a day" if found.new_per_day else "reviewing what is due"
            ways.insert(0, f"{_ranged(found.going_on)} if you go on {limit}")
        yield f"On the day, {day(exam)}: {'; '.join(ways)}. study plan {deck.id} says what leads to which mark."
    yield f"If each question shows {found.options} options, as things stand: {_ranged(found.choosing)}."
    yield (
        "Topics count as the deck's exam weighs them."
        if weighed(deck)
        else "Topics count by their facts, for the deck does not say what its exam weighs."
    )
    if found.passing is not None:
        later = found.going_on.passing if found.going_on else None
        on_the_day = "" if later is None else f" as things stand, {later:.0%} on the day if you go on"
        yield f"Probability of passing: {found.passing:.0%}{on_the_day}."
    if found.unmet >= _LEAST:
        yield f"{found.unmet:.0%} of the exam is on what no card has taught you yet."
    if found.unseen >= _LEAST:
        yield f"{found.unseen:.0%} of the exam is on topics never answered, of which only your other topics tell."
    yield (
        "A mark counts all that the deck asks, and what is forgotten since you were asked. What study weak calls known is how "
        "you stood in a topic when you last answered."
    )


def weighed(deck: Deck) -> bool:
    """Whether a deck says what its exam weighs."""
    return bool(deck.exam and deck.exam.weights)


def _ranged(mark: "Mark") -> str:
    return f"{mark.mean:.0%} ({mark.low:.0%} to {mark.high:.0%})"


_LEAST = 0.005
"""A share that is not shown as 0 %."""
