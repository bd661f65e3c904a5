"""Exams and what is left of quizzes in words: what both faces say of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import floor

from decks.english.wording import role_phrase
from decks.model import Asks, Deck, Question
from progress.events import Certainty, Event
from progress.sessions.examining import ExamResult, ExamSession
from progress.sessions.quizzing import QuizMode, QuizRecord, QuizSession
from study.output import counted
from study.sessions.answers import amount, answer_lines, faults, side_name

CERTAINTIES = {Certainty.GUESS: "guess", Certainty.UNSURE: "unsure", Certainty.SURE: "sure"}
"""What the learner says of an answer."""
TIME_IS_UP = "Time is up: the exam is submitted with the answers that were given."
_SAID = {
    Certainty.SURE: "you were sure of",
    Certainty.UNSURE: "you were unsure of",
    Certainty.GUESS: "you guessed",
}


def clock(seconds: float) -> str:
    """Time left, rounded up, so that 0:00 is the end: `14:59`, or `1:02:03`."""
    whole = -int(-seconds // 1)
    hours, rest = divmod(whole, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"


def percent(mark: float) -> str:
    """A mark, never rounded up to what it does not reach: `59.9 %`."""
    return f"{floor(mark * 10 + 1e-6) / 10:.1f}".removesuffix(".0") + " %"


def mark_lines(result: ExamResult) -> list[str]:
    """How an exam went, in sentences."""
    lines = [f"Mark: {percent(result.mark)}, {amount(result.right)} of {result.total} right."]
    if result.pass_mark is not None:
        lines.append(f"{'Passed' if result.passed else 'Not passed'}: {result.pass_mark} % was needed.")
    if result.total:
        lines.append(f"Chance alone would give about {round(100 * result.chance / result.total)} %.")
    left = result.total - result.answered
    if left:
        lines.append(f"{counted(left, 'question')} had no answer, which counts as wrong.")
    return lines


def sureness_lines(sureness: Sequence[tuple[Certainty, int, int]]) -> list[str]:
    """How often the learner was right, by how sure they were."""
    return [
        f"Of {total} {_SAID[certainty]}, {right or 'none'} {'was' if right < 2 else 'were'} right."
        for certainty, right, total in sureness
    ]


def coming(question: Question) -> str:
    """That a question follows a wrong answer up."""
    return f"Later in this quiz comes a question about {role_phrase(question.role_title)}."


def titles(deck: Deck, record: QuizRecord) -> str:
    """The topics and roles that a quiz keeps to; empty where it keeps to none."""
    roles = {role.id: role.title for role in deck.roles} if record.roles else {}
    return ", ".join(
        [
            *(deck.topic_title(topic) for topic in record.topics),
            *(roles.get(role, role) for role in record.roles),
        ]
    )


def warning(session: ExamSession) -> str:
    """What is still open before an exam is handed in; empty where nothing is."""
    parts = []
    for places, one, many in (
        (session.unanswered, "has no answer", "have no answer"),
        (session.flagged, "is flagged", "are flagged"),
    ):
        if places:
            numbers = [str(place + 1) for place in places]
            which = (
                f"Question {numbers[0]}"
                if len(numbers) == 1
                else f"Questions {', '.join(numbers[:-1])} and {numbers[-1]}"
            )
            parts.append(f"{which} {one if len(numbers) == 1 else many}.")
    return " ".join(parts)


@dataclass(frozen=True, slots=True)
class Item:
    """One question of an exam looked back on."""

    question: Question
    event: Event | None
    """The answer; None where there is none."""
    verdict: str
    """*Right*, *Wrong*, *Partly right* or *No answer*."""
    lines: tuple[tuple[str, str], ...]
    """What was answered, what is right and why, each with what it is."""


def items(deck: Deck, session: ExamSession) -> list[Item]:
    """All questions of an exam with their answers, in the order asked."""
    return [_item(deck, question, session.given.get(question.id)) for question in session.questions]


def _item(deck: Deck, question: Question, event: Event | None) -> Item:
    verdict = "No answer"
    if event is not None:
        some = any(right for _, right in event.parts)
        verdict = "Right" if event.correct else "Partly right" if some else "Wrong"
    return Item(question, event, verdict, tuple(_lines(deck, question, event)))


def _lines(deck: Deck, question: Question, event: Event | None) -> Iterator[tuple[str, str]]:
    one = question.asks is Asks.ONE
    if event is not None and not event.correct:
        yield from _chosen(question, event) if one else _faulty(question, event)
    for text in answer_lines(question):
        yield "Answer", text
    key = question.options[question.key]
    whys = [key.explanation] if one else []
    for why in dict.fromkeys([*whys, question.why]):
        if why:
            yield "Why", why
    if question.sources:
        yield "Source", "; ".join(deck.source_title(source) for source in question.sources)
    if event is not None and event.certainty is not None:
        yield "You said", CERTAINTIES[event.certainty]


def _chosen(question: Question, event: Event) -> Iterator[tuple[str, str]]:
    if event.chosen is None or not event.chosen < len(event.options):
        return
    ref = event.options[event.chosen]
    for option in question.options:
        if option.ref == ref:
            yield "You chose", option.text
            if option.explanation:
                yield "But", option.explanation


def _faulty(question: Question, event: Event) -> Iterator[tuple[str, str]]:
    for _, line in faults(question, event):
        said = line.option.text
        if question.asks is Asks.SORT:
            said = f"{side_name(question, first=line.chosen)}: {said}"
        missed = not line.chosen and question.asks is Asks.SEVERAL
        yield ("You missed" if missed else "You chose"), said
        if why := line.option.explanation:
            yield ("Why" if missed else "But"), why


def gone(session: QuizSession, lost: int) -> str:
    """What a quiz that is taken up has lost."""
    quiz = "exam" if session.record.mode is QuizMode.EXAM else "quiz"
    whole, are = counted(session.total + lost, "question"), "is" if lost == 1 else "are"
    return f"{lost} of the {whole} of this {quiz} {are} gone: the deck has changed since."
