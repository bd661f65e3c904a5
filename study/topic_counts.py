"""How a learner stands with each topic of a deck, in numbers of cards."""

from collections.abc import Mapping
from dataclasses import dataclass

from decks.compiled import light
from decks.model import Deck
from progress.marks import NONE
from progress.memory import Phase
from progress.sessions.reviewing import AHEAD
from study.core import Study


@dataclass(slots=True)
class TopicCounts:
    """Cards of one topic, and of those nested in it. No limit of the day is taken into account."""

    cards: int = 0
    due: int = 0
    new: int = 0
    learning: int = 0
    suspended: int = 0
    learned: int = 0


def topic_counts(study: Study, deck: Deck) -> Mapping[str, TopicCounts]:
    """The counts of each topic of a deck that has cards. Raises StoreProblem."""
    memories, marks = study.memories(deck), study.marks(deck)
    at = study.now()
    today = study.days.day_of(at)
    found: dict[str, TopicCounts] = {}
    within: dict[str, list[TopicCounts]] = {}
    for card in light(study.cards(deck)):
        if card.topic not in within:
            steps = card.topic.split("/")
            names = ("/".join(steps[:depth]) for depth in range(1, len(steps) + 1))
            within[card.topic] = [found.setdefault(name, TopicCounts()) for name in names]
        memory, mark = memories.get(card.id), marks.get(card.id, NONE)
        hidden = mark.hides(today)
        for counts in within[card.topic]:
            counts.cards += 1
            counts.suspended += mark.suspended
            if memory is None:
                counts.new += not hidden
                continue
            counts.learned += 1
            counts.learning += memory.phase is not Phase.REVIEW
            counts.due += not hidden and memory.is_due(at + AHEAD, today)
    return found
