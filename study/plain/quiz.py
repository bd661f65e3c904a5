"""`study quiz --plain`: multiple-choice questions line by line."""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from decks.model import Deck, Question
from progress.quizzing import QuizRecord, QuizSession
from study.output import counted, letter, text_width, write
from study.plain.dialogue import Dialogue, Quit
from study.plain.words import option_of

if TYPE_CHECKING:
    from study.core import Study

HELP = (
    "A, B, C or 1, 2, 3: choose that option",
    "q: quit; the quiz can be taken up again",
    "?: this help",
)
"""The commands, one a line."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What quiz was asked for."""

    topic: str = ""
    role: str = ""
    count: int = 10
    seed: int | None = None
    resume: bool | None = None
    """Whether an unfinished quiz is taken up again; None where the learner is to be asked."""


def talk(study: "Study", deck: Deck, wish: Wish) -> None:
    """Hold a quiz on standard input and output, until it is done or the input ends.

    Raises `NoQuestions` and `StoreProblem` as `Study.quiz` does.
    """
    dialogue = Dialogue(sys.stdin, write, text_width(), HELP)
    try:
        session = _taken_up(study, deck, wish, dialogue)
    except Quit:
        return
    if session is not None:
        wish = replace(wish, count=session.total)
    else:
        session = study.quiz(deck, topic=wish.topic, role=wish.role, count=wish.count, seed=wish.seed)
    QuizTalk(study, deck, session, dialogue, time.monotonic).run(wish.count)


def _taken_up(study: "Study", deck: Deck, wish: Wish, dialogue: Dialogue) -> QuizSession | None:
    """The latest unfinished quiz of the deck, where there is one and the learner wants it."""
    special = wish.topic or wish.role or wish.seed is not None
    if wish.resume is False or (special and wish.resume is None):
        return None
    for record in sorted(study.store.open_quizzes(deck.id), key=_started, reverse=True):
        session = study.resume(record, deck)
        if session is None:
            study.store.finish_quiz(record.id, study.now())
            continue
        if wish.resume or _wants(deck, record, session, dialogue):
            return session
        session.finish(study.store, study.now())
        return None
    return None


def _started(record: QuizRecord) -> str:
    return record.started.isoformat()


def _wants(deck: Deck, record: QuizRecord, session: QuizSession, dialogue: Dialogue) -> bool:
    about = f" on {deck.topic_title(record.topic)}" if record.topic else ""
    done = f"{len(session.answered)} of {counted(session.total, 'question')} answered"
    prompt = f"There is an unfinished quiz{about}, {done}. Take it up again? y, or n to close it and begin a new one."
    choices = {"y": 1, "yes": 1, "n": 0, "no": 0}
    return (
        dialogue.choose(prompt, lambda answer: choices.get(answer.casefold()), "Please answer y or n.") == 1
    )


class QuizTalk:
    """One quiz as a conversation."""

    def __init__(
        self,
        study: "Study",
        deck: Deck,
        session: QuizSession,
        dialogue: Dialogue,
        seconds: Callable[[], float],
    ) -> None:
        self._study = study
        self._deck = deck
        self._session = session
        self._dialogue = dialogue
        self._seconds = seconds

    def run(self, wanted: int) -> None:
        """Go through the questions that are left, then tell the result; `wanted` is how many were asked for."""
        say, record = self._dialogue.say, self._session.record
        about = f": {self._deck.topic_title(record.topic)}" if record.topic else ""
        say(f"{self._deck.title}{about}")
        fewer = "; no more fit" if self._session.total < wanted else ""
        say(f"{counted(self._session.total, 'question')}{fewer}. Enter ? for help, q to quit.")
        try:
            while (question := self._session.current) is not None:
                self._ask(question)
                self._session.next()
        except Quit:
            say()
            say(
                f"{len(self._session.answered)} of {self._session.total} answered. The quiz can be taken up again."
            )
            return
        self._session.finish(self._study.store, self._study.now())
        self._summary()

    def _ask(self, question: Question) -> None:
        say = self._dialogue.say
        say()
        place = f"Question {self._session.position + 1} of {self._session.total}"
        say(f"{place}. {self._deck.topic_title(question.topic)}.")
        say(question.stem)
        for index, option in enumerate(question.options):
            say(option.text, f"{letter(index)}. ")
        total = len(question.options)
        shown = self._seconds()
        chosen = self._dialogue.choose(
            f"Your answer, A to {letter(total - 1)}:",
            lambda answer: option_of(answer, total),
            f"Please answer with a letter from A to {letter(total - 1)}.",
        )
        latency = max(0, round((self._seconds() - shown) * 1000))
        at = self._study.now()
        day = self._study.days.day_of(at)
        event = self._session.answer(self._study.store, chosen, at, latency_ms=latency, day=day)
        self._feedback(question, chosen, right=event.correct)

    def _feedback(self, question: Question, chosen: int, *, right: bool) -> None:
        say, key = self._dialogue.say, question.options[question.key]
        if right:
            say("Right.")
        else:
            say(f"{letter(question.key)}. {key.text}", "Wrong. The answer is ", "  ")
            if question.options[chosen].explanation:
                say(question.options[chosen].explanation, f"{letter(chosen)}: ", "  ")
        if key.explanation:
            say(key.explanation, f"{letter(question.key)}: ", "  ")
        if question.why and question.why != key.explanation:
            say(question.why, "Why: ", "  ")
        if question.sources:
            say("; ".join(self._deck.source_title(source) for source in question.sources), "Source: ", "  ")

    def _summary(self) -> None:
        say, summary = self._dialogue.say, self._session.summary()
        roles = {role.id: role.title for role in self._deck.roles}
        say()
        say(f"Result: {summary.right} of {summary.total} right.")
        for topic, right, asked in summary.by_topic:
            say(f"{self._deck.topic_title(topic)}: {right} of {asked}", "  ")
        for asked_role, taken_for, times in summary.confusions:
            pair = f"{roles.get(asked_role, asked_role)} taken for {roles.get(taken_for, taken_for)}"
            say(f"{pair}{f', {times} times' if times > 1 else ''}", "Confused: ", "  ")
        for question, _ in summary.wrong:
            say(question.stem, "To look at again: ", "  ")
            say(question.options[question.key].text, "  Answer: ", "    ")
