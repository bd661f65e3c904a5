"""`study quiz --plain`: multiple-choice questions line by line."""

import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from decks.model import Asks, Deck, Question
from progress.events import Certainty, Event
from progress.sessions.examining import ExamSession
from progress.sessions.quizzing import QuizMode, QuizRecord, QuizSession, QuizSummary
from study.output import counted, letter, text_width, write
from study.plain.answers import show_reason, show_verdict
from study.plain.dialogue import Dialogue, Quit
from study.plain.names import deck_name
from study.plain.words import option_of
from study.sessions.answers import (
    SIDES,
    amount,
    answer_lines,
    answer_text,
    fault,
    faults,
    several_in,
    sorted_in,
    verdict,
)
from study.sessions.quizzes import begin, follow_up
from study.sessions.terms import Terms
from study.words.exams import CERTAINTIES, coming, gone, sureness_lines, titles

if TYPE_CHECKING:
    from study.core import Study

Answer = TypeVar("Answer")

HELP = (
    "A, B, C or 1, 2, 3: choose that option",
    "1 3 4: where there may be several, all that are right",
    "1a 2b 3a: where lines are to be sorted, each to a or to b",
    "q: quit; the quiz can be taken up again",
    "?: this help",
)
"""The commands, one a line."""


def talk(study: "Study", deck: Deck, terms: Terms, again: bool | None) -> None:
    """Hold a quiz on standard input and output, until it is done or the input ends.

    `again`: whether an unfinished quiz is taken up; None where the learner is to be asked.
    Raises `NoQuestions` and `StoreProblem` as `begin` does.
    """
    dialogue = Dialogue(sys.stdin, write, text_width(), HELP)
    count = terms.count
    try:
        session = _taken_up(study, deck, terms, again, dialogue)
    except Quit:
        return
    if session is not None:
        count = session.total
    else:
        session = begin(study, deck, terms)
    if isinstance(session, ExamSession):
        from study.plain.exam import ExamTalk

        ExamTalk(study, deck, session, time.monotonic).hold(count)
    else:
        QuizTalk(study, deck, session, dialogue, time.monotonic).run(count)


def _taken_up(
    study: "Study", deck: Deck, terms: Terms, again: bool | None, dialogue: Dialogue
) -> QuizSession | None:
    """The latest unfinished quiz of the deck, where there is one and the learner wants it."""
    special = terms != Terms(count=terms.count, exam=terms.exam)
    if again is False or (special and again is None):
        return None
    for record in sorted(study.store.open_quizzes(deck.id), key=_started, reverse=True):
        if (record.mode is QuizMode.EXAM) is not terms.exam:
            continue
        session = study.resume(record, deck)
        if session is None:
            study.store.finish_quiz(record.id, study.now())
            continue
        if again or _wants(deck, record, session, dialogue):
            if lost := session.let_go(study.store):
                dialogue.say(gone(session, lost))
            return session
        session.finish(study.store, study.now())
        return None
    return None


def _started(record: QuizRecord) -> str:
    return record.started.isoformat()


def _wants(deck: Deck, record: QuizRecord, session: QuizSession, dialogue: Dialogue) -> bool:
    about = f" on {titles(deck, record)}" if record.topic else ""
    what = "exam" if record.mode is QuizMode.EXAM else "quiz"
    done = f"{len(session.answered)} of {counted(session.total, 'question')} answered"
    prompt = f"There is an unfinished {what}{about}, {done}. Take it up again? y, or n to close it and begin a new one."
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
        about = f": {titles(self._deck, record)}" if record.topic else ""
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
        say(f"{self._place()}. {self._deck.topic_title(question.topic)}.")
        say(question.stem)
        shown = self._seconds()
        chosen = self._chosen(question)
        certainty = self._certainty()
        latency = max(0, round((self._seconds() - shown) * 1000))
        at = self._study.now()
        day = self._study.days.day_of(at)
        event = self._session.answer(
            self._study.store, chosen, at, latency_ms=latency, day=day, certainty=certainty
        )
        if isinstance(chosen, int):
            show_verdict(self._dialogue, question, chosen)
        else:
            self._show_verdict_on_lines(question, event)
        show_reason(self._dialogue, self._deck, question)
        if type(self._session) is QuizSession and (
            found := follow_up(self._study, self._deck, self._session, event)
        ):
            self._dialogue.say(coming(found))

    def _certainty(self) -> Certainty | None:
        """How sure the learner is, where that is asked."""
        if not self._session.record.certainty:
            return None
        known = {word[:length]: level for level, word in CERTAINTIES.items() for length in (1, len(word))}
        known |= {str(level.value): level for level in CERTAINTIES}
        return self._read(
            "How sure are you? g for a guess, u for unsure, s for sure:",
            lambda answer: known.get(answer.casefold()),
            "Please answer g, u or s.",
        )

    def _place(self) -> str:
        return f"Question {self._session.position + 1} of {self._session.total}"

    def _chosen(self, question: Question) -> int | frozenset[int]:
        """Show the options and ask for the answer."""
        total = len(question.options)
        if question.asks is Asks.ONE:
            self._show(question, letter)
            last = letter(total - 1)
            return self._read(
                f"Your answer, A to {last}:",
                lambda answer: option_of(answer, total),
                f"Please answer with a letter from A to {last}.",
            )
        if question.asks is Asks.SEVERAL:
            self._show(question, _number)
            return self._read(
                "Your answer, such as 1 3 4:",
                lambda answer: several_in(answer, total),
                f"Please name one or more lines from 1 to {total}, such as 1 3 4.",
            )
        for side, (_, name) in zip(SIDES, question.sides, strict=True):
            self._dialogue.say(name, f"{side}: ")
        self._show(question, _number)
        return self._read(
            "Your answer, such as 1a 2b 3a:",
            lambda answer: sorted_in(answer, total),
            f"Please give each line from 1 to {total} to a or to b, such as 1a 2b 3a.",
        )

    def _show(self, question: Question, name: Callable[[int], str]) -> None:
        for index, option in enumerate(question.options):
            self._dialogue.say(option.text, f"{name(index)}. ")

    def _read(self, prompt: str, read: Callable[[str], Answer | None], complaint: str) -> Answer:
        while (found := read(self._dialogue.ask(prompt))) is None:
            self._dialogue.say(complaint)
        return found

    def _show_verdict_on_lines(self, question: Question, event: Event) -> None:
        say = self._dialogue.say
        if event.correct:
            say("Right.")
            return
        say(f"{answer_text(question)}.", f"{verdict(question, event)}. The answer is ", "  ")
        for place, line in faults(question, event):
            side = SIDES[line.chosen] if question.asks is Asks.SORT else ""
            say(fault(question, line), f"{place}{side}: ", "  ")

    def _summary(self) -> None:
        summary = self._session.summary()
        self._dialogue.say()
        self._dialogue.say(f"Result: {amount(summary.right)} of {summary.total} right.")
        self._found(summary)
        self._ways(missed=bool(summary.wrong))

    def _ways(self, *, missed: bool) -> None:
        """What can be done after a quiz, as commands."""
        say, name = self._dialogue.say, deck_name(self._study, self._deck)
        say()
        back = "; what you missed has come back into it" if missed else ""
        say(f"study review {name} --plain: what is due now{back}.")
        say(f"study weak {name} --plain: what you are weakest at.")
        say(f"study quiz {name} --plain: another quiz.")

    def _found(self, summary: QuizSummary) -> None:
        say = self._dialogue.say
        roles = {role.id: role.title for role in self._deck.roles}
        for line in sureness_lines(summary.sureness):
            say(line)
        for topic, right, asked in summary.by_topic:
            say(f"{self._deck.topic_title(topic)}: {amount(right)} of {asked}", "  ")
        for asked_role, taken_for, times in summary.confusions:
            pair = f"{roles.get(asked_role, asked_role)} taken for {roles.get(taken_for, taken_for)}"
            say(f"{pair}{f', {times} times' if times > 1 else ''}", "Confused: ", "  ")
        if isinstance(self._session, ExamSession):
            return
        for question, _ in summary.wrong:
            say(question.stem, "To look at again: ", "  ")
            for text in answer_lines(question):
                say(text, "  Answer: ", "    ")


def _number(index: int) -> str:
    return str(index + 1)
