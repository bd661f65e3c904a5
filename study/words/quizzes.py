"""A former quiz in words: what both faces say of it."""

from decks.library import DeckNotFound
from decks.model import Deck
from progress.sessions.quiz_history import Past
from progress.sessions.quizzing import QuizMode
from study.core import DeckBroken, Study
from study.sessions.answers import amount
from study.words.exams import percent, titles


def when(study: Study, quiz: Past) -> str:
    """The minute in which it began, where the learner lives."""
    return f"{quiz.record.started.astimezone(study.days.timezone):%Y-%m-%d %H:%M}"


def score(quiz: Past) -> str:
    """How it went, in a few words."""
    if quiz.mark is None:
        return "nothing answered"
    outcome = "" if quiz.passed is None else ", passed" if quiz.passed else ", not passed"
    return f"{amount(quiz.right)} of {quiz.total} right, {percent(quiz.mark)}{outcome}"


def about(study: Study, quiz: Past) -> str:
    """Its deck, and what of it was asked about."""
    deck = known(study, quiz.record.deck)
    what = titles(deck, quiz.record) if deck else ", ".join([*quiz.record.topics, *quiz.record.roles])
    return f"{study.called(deck) if deck else quiz.record.deck}{f': {what}' if what else ''}"


def kind(quiz: Past) -> str:
    """*exam* or *practice*."""
    return "exam" if quiz.record.mode is QuizMode.EXAM else "practice"


def past_line(study: Study, quiz: Past) -> str:
    """All of that in a line."""
    return f"{when(study, quiz)}  {kind(quiz):<8}  {score(quiz)}  {about(study, quiz)}"


def known(study: Study, deck: str) -> Deck | None:
    """The deck, where it is still there and can be used."""
    try:
        return study.deck(deck)
    except (DeckNotFound, DeckBroken):
        return None
