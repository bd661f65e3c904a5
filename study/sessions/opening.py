"""How a quiz begins: anew, or where it was left."""

from collections.abc import Callable

from decks.model import Deck
from progress.sessions.quizzing import QuizRecord, QuizSession
from study.core import NoQuestions, Study
from study.start import Start


def resuming(study: Study, record: QuizRecord) -> Callable[[], tuple[Deck, QuizSession]]:
    """A job that takes a quiz up again.

    The job raises DeckNotFound, DeckBroken, StoreProblem, or NoQuestions where the deck has none of its questions left;
    then the quiz is over, so that it is not offered again.
    """

    def begin() -> tuple[Deck, QuizSession]:
        session = study.resume(record)
        if session is None:
            study.store.finish_quiz(record.id, study.now())
            raise NoQuestions(
                "Nothing is left to ask in this quiz: the deck has changed since. It is closed now."
            )
        return study.deck(record.deck), session

    return begin


def starting(study: Study, start: Start) -> Callable[[], tuple[Deck, QuizSession]]:
    """A job that begins the quiz asked for on the command line; it raises what `Study.quiz` raises."""

    def begin() -> tuple[Deck, QuizSession]:
        deck = study.deck(start.deck) if start.deck else study.default_deck()
        if start.aim:
            from study.insights.insight import Insight

            insight = Insight(study, deck)
            if start.aim == "diagnose":
                return deck, insight.diagnose(start.seed, start.count, start.topic)
            return deck, insight.confused(start.count, start.seed)[1]
        if start.terms is not None:
            from study.sessions.quizzes import begin as begin_quiz

            return deck, begin_quiz(study, deck, start.terms)
        return deck, study.quiz(
            deck,
            topic=start.topic,
            role=start.role,
            count=start.count,
            seed=start.seed,
            kinds=start.kinds,
            difficulty=start.difficulty,
        )

    return begin
