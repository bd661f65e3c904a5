"""`study quiz --exam --plain`: an exam line by line."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from decks.model import Asks, Deck, Question
from progress.sessions.examining import ExamClock, ExamSession, Moment
from study.output import counted, letter, text_width, write
from study.plain.dialogue import Dialogue, Quit
from study.plain.quiz import QuizTalk
from study.plain.words import option_of
from study.sessions.answers import several_in, sorted_in
from study.words.exams import TIME_IS_UP, clock, items, mark_lines, warning

if TYPE_CHECKING:
    from study.core import Study

HELP = (
    "A, B, C or 1, 2, 3: choose that option, in place of what you chose before",
    "1 3 4: where there may be several, all that are right",
    "1a 2b 3a: where lines are to be sorted, each to a or to b",
    "n and p: the next and the previous question; g 5: go to question 5",
    "f: flag this question to come back to it, or take the flag away",
    "l: list which questions are answered and flagged",
    "s: submit the exam and hear the result",
    "q: quit; the exam can be taken up again, and its clock goes on",
    "?: this help",
)
"""The commands, one a line."""


class _Over(Exception):
    """The exam was handed in."""


class ExamTalk(QuizTalk):
    """One exam as a conversation."""

    def __init__(
        self, study: "Study", deck: Deck, session: ExamSession, seconds: Callable[[], float]
    ) -> None:
        super().__init__(study, deck, session, Dialogue(sys.stdin, write, text_width(), HELP), seconds)
        self._exam = session
        self._clock = ExamClock(session.record, self._now(), session.known)

    def hold(self, wanted: int) -> None:
        """Go through the questions until the exam is handed in or its time is up, then tell the result."""
        say, exam = self._dialogue.say, self._exam
        fewer = "; no more fit" if exam.total < wanted else ""
        left = self._clock.left(self._now())
        time = f", {clock(left)} left" if left is not None else ""
        say(f"{self._deck.title}: exam")
        say(f"{counted(exam.total, 'question')}{fewer}{time}. Enter ? for help, s to submit.")
        try:
            while exam.current is not None:
                self._turn(exam.current)
        except Quit:
            exam.note_time(self._study.store, self._clock.spent(self._now()))
            say()
            say(
                f"{len(exam.answered)} of {exam.total} answered. The exam can be taken up again with "
                "study quiz --exam --plain --resume"
                f"{'; its clock goes on.' if left is not None else '.'}"
            )
            return
        except _Over:
            pass
        exam.finish(self._study.store, self._study.now())
        self._result()

    def _now(self) -> Moment:
        return Moment(self._study.now(), self._seconds())

    def _check_time(self) -> None:
        if self._clock.left(self._now()) == 0:
            self._dialogue.say()
            self._dialogue.say(TIME_IS_UP)
            raise _Over

    def _turn(self, question: Question) -> None:
        """Show a question and do what is said to it."""
        self._check_time()
        say, exam = self._dialogue.say, self._exam
        left = self._clock.left(self._now())
        time = f" {clock(left)} left." if left is not None else ""
        flag = " Flagged." if exam.position in exam.flagged else ""
        say()
        say(f"{self._place()}.{time}{flag} {self._deck.topic_title(question.topic)}.")
        say(question.stem)
        if question.asks is Asks.SORT:
            for side, (_, name) in zip("ab", question.sides, strict=True):
                say(name, f"{side}: ")
        self._show(question, letter if question.asks is Asks.ONE else lambda index: str(index + 1))
        if (before := exam.chosen(question)) is not None:
            say(f"Your answer so far: {_shown(question, before)}.")
        shown = self._seconds()
        while (found := self._asked(question)) is None:
            pass
        if not isinstance(found, bool):
            self._take(question, found, shown)

    def _asked(self, question: Question) -> int | frozenset[int] | bool | None:
        """Ask for an answer or a command; the answer, whether a command was done, or None where it was neither."""
        total = len(question.options)
        prompt, complaint = _PROMPTS[question.asks]
        last = letter(total - 1)
        text = self._dialogue.ask(prompt.format(last=last))
        self._check_time()
        if (done := self._commanded(text.casefold())) is not None:
            return done
        found: int | frozenset[int] | None
        if question.asks is Asks.ONE:
            found = option_of(text, total)
        else:
            found = (several_in if question.asks is Asks.SEVERAL else sorted_in)(text, total)
        if found is None:
            self._dialogue.say(complaint.format(last=last, total=total))
        return found

    def _commanded(self, text: str) -> bool | None:
        """Do what a command says; None where it is none."""
        say, exam = self._dialogue.say, self._exam
        if text in ("n", "next"):
            exam.next()
        elif text in ("p", "previous"):
            exam.previous()
        elif text in ("f", "flag"):
            now = exam.flag(self._study.store, self._clock.spent(self._now()))
            say("Flagged." if now else "Flagged no more.")
        elif text in ("l", "list"):
            self._list()
        elif text in ("s", "submit"):
            self._submit()
        elif text[:1] == "g" and text.lstrip("go").strip().isdecimal():
            number = int(text.lstrip("go").strip())
            if not 1 <= number <= exam.total:
                say(f"There are questions 1 to {exam.total}.")
            else:
                exam.go_to(number - 1)
        else:
            return None
        return True

    def _take(self, question: Question, chosen: int | frozenset[int], shown: float) -> None:
        certainty = self._certainty()
        self._check_time()
        at = self._study.now()
        exam = self._exam
        exam.choose(
            self._study.store,
            chosen,
            at,
            latency_ms=max(0, round((self._seconds() - shown) * 1000)),
            day=self._study.days.day_of(at),
            certainty=certainty,
        )
        exam.note_time(self._study.store, self._clock.spent(self._now()))
        self._dialogue.say(f"Noted: {_shown(question, chosen)}.")
        exam.next()
        if not exam.unanswered:
            self._dialogue.say("All questions are answered; s submits the exam.")

    def _list(self) -> None:
        exam = self._exam
        for place in range(exam.total):
            answered = "no answer" if place in exam.unanswered else "answered"
            self._dialogue.say(f"{place + 1}: {answered}{', flagged' if place in exam.flagged else ''}", "  ")

    def _submit(self) -> None:
        open_ = warning(self._exam)
        if open_:
            choices = {"y": 1, "yes": 1, "n": 0, "no": 0}
            sure = self._dialogue.choose(
                f"{open_} Submit all the same? y or n",
                lambda answer: choices.get(answer.casefold()),
                "Please answer y or n.",
            )
            if not sure:
                return
        raise _Over

    def _result(self) -> None:
        say = self._dialogue.say
        say()
        for line in mark_lines(self._exam.result()):
            say(line)
        self._found(self._exam.summary())
        say()
        say("All questions:")
        for number, item in enumerate(items(self._deck, self._exam), 1):
            say(f"{item.verdict}. {item.question.stem}", f"{number}. ", "   ")
            for label, text in item.lines:
                say(text, f"   {label}: ", "     ")


_PROMPTS = {
    Asks.ONE: (
        "Your answer, A to {last}, or n, p, f, l, g, s:",
        "Please answer with a letter from A to {last}, or ? for help.",
    ),
    Asks.SEVERAL: (
        "Your answer, such as 1 3 4, or n, p, f, l, g, s:",
        "Please name one or more lines from 1 to {total}, such as 1 3 4, or ? for help.",
    ),
    Asks.SORT: (
        "Your answer, such as 1a 2b 3a, or n, p, f, l, g, s:",
        "Please give each line from 1 to {total} to a or to b, such as 1a 2b 3a, or ? for help.",
    ),
}


def _shown(question: Question, chosen: int | frozenset[int]) -> str:
    """An answer as it would be typed."""
    if isinstance(chosen, int):
        return letter(chosen)
    if question.asks is Asks.SORT:
        return " ".join(
            f"{place + 1}{'a' if place in chosen else 'b'}" for place in range(len(question.options))
        )
    return " ".join(str(place + 1) for place in sorted(chosen)) or "none"
