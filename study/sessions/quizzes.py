"""How quizzes begin and are taken up again: what to ask is looked up in decks and progress, and what was settled is kept."""

from collections.abc import Collection, Sequence
from random import Random
from typing import TYPE_CHECKING

from decks.compiled.cache import light, named
from decks.making.shuffling import shuffled
from decks.model import Deck, Question, in_topic
from progress.events import Event
from progress.ids import uuid7
from progress.sessions.examining import PASS_MARK, SECONDS_EACH, ExamSession
from progress.sessions.following_up import following_up, place_for
from progress.sessions.quiz_history import Past, past, told
from progress.sessions.quizzing import QuizMode, QuizRecord, QuizSession, choose
from study.core import NoQuestions, Study
from study.sessions.adapting import Swap, confused_roles, swapped, swaps_for
from study.sessions.terms import Terms

if TYPE_CHECKING:
    from progress.mastery.weak import TopicStanding

MOST_PAST = 1000
"""Former quizzes that are told of: several years of them, read in a tenth of a second."""


def begin(study: Study, deck: Deck, terms: Terms) -> QuizSession:
    """A quiz, saved at once so that it can be taken up again; an `ExamSession` where an exam is wanted.

    Raises:
        NoQuestions: no question fits.
        StoreProblem: the database cannot be opened or written.
    """
    seed = study.random.getrandbits(32) if terms.seed is None else terms.seed
    questions = study.questions(deck, difficulty=terms.difficulty)
    only: Collection[str] | None = None
    if terms.mistakes:
        study.catch_up(deck)
        only = study.store.missed(deck.id)
        if not only:
            raise NoQuestions(f"Of the deck “{deck.id}” no question was answered wrong the last time.")
    heads = choose(
        light(questions),
        count=terms.count,
        topics=_weak_topics(study, deck, terms) if terms.weak else terms.topics,
        roles=terms.roles,
        kinds=terms.kinds,
        only=only,
        random=Random(seed),  # noqa: S311
    )
    chosen = named(questions, (head.id for head in heads)).values()
    if not chosen:
        raise NoQuestions(_nothing_fits(deck, terms))
    swaps: tuple[Swap, ...] = ()
    if terms.seed is None:
        swaps = swaps_for(deck, chosen, confused_roles(study, deck), terms.difficulty)
    at = study.now()
    record = QuizRecord(
        id=uuid7(at, study.random),
        deck=deck.id,
        topic=" ".join(terms.topics),
        role=" ".join(terms.roles),
        seed=seed,
        questions=tuple(question.id for question in chosen),
        started=at,
        finished=None,
        mode=QuizMode.EXAM if terms.exam else QuizMode.PRACTICE,
        difficulty=terms.difficulty,
        limit_s=time_for(terms, len(chosen)) if terms.exam else None,
        pass_mark=pass_mark(terms, deck) if terms.exam else None,
        certainty=terms.certainty,
        kind=" ".join(terms.kinds),
        # who settles the questions by a seed gets those
        follows=terms.seed is None and not terms.exam,
        swaps=swaps,
    )
    study.remember(deck)
    study.store.save_quiz(record)
    return _session(record, as_asked(deck, record, list(chosen)))


def as_asked(deck: Deck, record: QuizRecord, questions: Sequence[Question]) -> list[Question]:
    """Questions of a deck as a quiz shows them: with the options that are its learner's own, in its order."""
    shown = swapped(deck, questions, record.swaps, record.difficulty)
    return [shuffled(question, record.seed) for question in shown]


def resume(study: Study, record: QuizRecord, deck: Deck | None = None) -> QuizSession | None:
    """A quiz taken up where it was left, or None where the deck no longer has what is left of it.

    Raises:
        DeckNotFound: the deck is gone.
        DeckBroken: the deck cannot be used.
        StoreProblem: the database cannot be opened or read.
    """
    deck = deck or study.deck(record.deck)
    known = named(study.questions(deck, difficulty=record.difficulty), record.questions)
    questions = as_asked(deck, record, list(known.values()))
    session = _session(record, questions, list(study.store.events(session=record.id)))
    return session if session.current is not None else None


def _session(
    record: QuizRecord, questions: Sequence[Question], answered: Sequence[Event] = ()
) -> QuizSession:
    make = ExamSession if record.mode is QuizMode.EXAM else QuizSession
    return make(record, questions, answered)


def heads_of(study: Study, deck: Deck, session: QuizSession) -> Sequence[Question]:
    """What wrong answers of a quiz are followed up from: all of its deck's questions, by what they are chosen by."""
    return light(study.questions(deck, difficulty=session.record.difficulty))


def follow_up(
    study: Study, deck: Deck, session: QuizSession, event: Event, heads: Sequence[Question] | None = None
) -> Question | None:
    """Put a question on the role that was chosen wrongly into a practice quiz, some places on, where the deck has one.

    Returns it. `heads`: what `heads_of` gives, where it is at hand, for in a large deck it takes a moment.
    Raises StoreProblem where that could not be saved; the answer itself is safe.
    """
    question = session.current
    if event.correct or question is None or (place := place_for(session, question.id)) is None:
        return None
    record, questions = session.record, study.questions(deck, difficulty=session.record.difficulty)

    def fits(head: Question) -> bool:
        return (
            (not record.topics or any(in_topic(head.topic, topic) for topic in record.topics))
            and (not record.roles or head.role in record.roles)
            and (not record.kinds or head.kind in record.kinds)
        )

    found = following_up(
        question,
        event,
        light(questions) if heads is None else heads,
        lambda ids: named(questions, ids).values(),
        session.questions,
        fits,
    )
    if found is None:
        return None
    shown = shuffled(found, record.seed)
    session.swap(study.store, shown, place)
    return shown


def history(study: Study, deck: Deck | None = None, most: int = MOST_PAST) -> list[Past]:
    """The last quizzes that are over (of a deck), the latest first.

    Raises:
        StoreProblem: the database cannot be opened or read.
    """
    store = study.store
    records = store.quizzes(deck.id if deck else None, most)
    answers = store.events_in([record.id for record in records])
    return told([past(record, answers[record.id]) for record in records])


def time_for(terms: Terms, questions: int) -> int | None:
    """Seconds that an exam may take; None for any time."""
    if terms.minutes is None:
        return questions * SECONDS_EACH
    return terms.minutes * 60 or None


def pass_mark(terms: Terms, deck: Deck) -> int:
    """Percent needed to pass: as wanted, or else as the deck says of its exam."""
    if terms.pass_mark is not None:
        return terms.pass_mark
    own = deck.exam.pass_mark if deck.exam else None
    return round(own) if own else PASS_MARK


def weakest(standings: "Sequence[TopicStanding]") -> tuple[str, ...]:
    """Ids of the topics that are known to be weak."""
    return tuple(each.topic for each in standings if each.weak)


def _weak_topics(study: Study, deck: Deck, terms: Terms) -> tuple[str, ...]:
    weak = weakest(study.weak(deck))
    if terms.topics:
        weak = tuple(topic for topic in weak if any(in_topic(topic, wanted) for wanted in terms.topics))
    if not weak:
        where = "of these topics" if terms.topics else f"of the deck “{deck.id}”"
        raise NoQuestions(
            f"Nothing {where} is known to be weak; Weak topics (study weak) tells how much is known."
        )
    return weak


def _nothing_fits(deck: Deck, terms: Terms) -> str:
    if terms.mistakes:
        return f"No question of the deck “{deck.id}” that was answered wrong the last time fits the other choices."
    return _nothing_on(deck, ", ".join(terms.topics), ", ".join(terms.roles), terms.kinds)


def none_made(deck: Deck) -> str:
    """The sentence for a deck without questions."""
    return (
        f"The deck “{deck.id}” makes no questions: that takes several roles with duties, or questions written by hand. "
        "Its flashcards can be reviewed and learned."
    )


def _nothing_on(deck: Deck, topic: str, role: str, kinds: Collection[str] = ()) -> str:
    """The sentence for a choice that leaves no question."""
    about = " and ".join([f"topic “{topic}”"] * bool(topic) + [f"role “{role}”"] * bool(role))
    if kinds:
        which = f"of kind {' or '.join(sorted(kinds))}{f' about {about}' if about else ''}"
        return f"The deck “{deck.id}” has no question {which}; study decks questions {deck.id} --several lists them all."
    if not about:
        return none_made(deck)
    return (
        f"The deck “{deck.id}” has no question about {about}; study decks questions {deck.id} lists them all."
    )
