"""How a run of Learn begins."""

from decks.model import Card, Deck, Question
from progress.marks import NONE
from progress.scheduling.queueing import new_cards
from progress.sessions.ladder import Rung
from progress.sessions.learning_session import HOW_MANY, LearningSession, recognition
from progress.sessions.reviewing import Mode, ReviewSession
from study.core import Study

STEPS = {
    Rung.RECOGNISE: "1 of 3, Recognise",
    Rung.COMPLETE: "2 of 3, Complete",
    Rung.RECALL: "3 of 3, Recall",
}
"""What each step is called."""


def begin_learning(study: Study, deck: Deck) -> LearningSession:
    """A run through the deck's next new cards, as many as a day's limit still allows.

    Questions to recognise facts by are left out where making them would take minutes. Raises StoreProblem.
    """
    study.remember(deck)
    at = study.now()
    today = study.days.day_of(at)
    marks = study.marks(deck)
    hidden = {name for name, found in marks.items() if found.hides(today)}
    memories = study.memories(deck)
    found = new_cards(study.cards(deck), memories, hidden, min(HOW_MANY + 1, study.new_left(deck)))
    cards, more = found[:HOW_MANY], len(found) > HOW_MANY
    return LearningSession(cards, questions_on(study, deck, cards), *_sessions(study, deck, cards), more=more)


def questions_on(study: Study, deck: Deck, cards: list[Card]) -> dict[str, list[Question]]:
    """Questions on the facts of some cards, their options in an order of chance."""
    if not cards or not study.has_questions(deck):
        return {}
    from decks.making.shuffling import shuffled

    found = recognition(study.questions(deck), cards)
    seed = study.random.getrandbits(32)
    return {fact: [shuffled(question, seed) for question in some] for fact, some in found.items()}


def _sessions(study: Study, deck: Deck, cards: list[Card]) -> list[ReviewSession]:
    return [
        ReviewSession(
            cards,
            {},
            study.scheduler_of(deck),
            study.days,
            study.now(),
            new_left=len(cards),
            random=study.random,
            marks={card.id: NONE for card in cards},
            mode=mode,
            elsewhere=lambda: study.look.due_elsewhere("", study.days.day_of(study.now())),
        )
        for mode in (Mode.DUE, Mode.CRAM)
    ]


def learned(session: LearningSession) -> list[str]:
    """What a run brought, in sentences."""
    if not session.ladder.total:
        return ["There is nothing new to learn today: no new cards, or the day's limit is used up."]
    known, total = session.ladder.known, session.ladder.total
    answers = len(session.answered)
    said = [
        f"{known} of {total} new card{'' if total == 1 else 's'} recalled without help, in {answers} answer{'' if answers == 1 else 's'}."
    ]
    if known:
        many = "They come back in Review, where their intervals grow."
        said.append(many if known > 1 else "It comes back in Review, where its interval grows.")
    return said


def next_ways(name: str, *, more: bool = True) -> list[str]:
    """What can be done after a run, as commands on the deck that is called `name`; `more`: whether there are new cards."""
    return [
        f"study review {name} --plain: what is due now.",
        *([f"study learn {name} --plain: the next new cards."] if more else []),
        f"study review {name} --cram --plain: practise any cards; the schedule is left alone.",
    ]
