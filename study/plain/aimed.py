"""`study quiz --diagnose` and `--confused`, line by line."""

import sys
import time
from typing import TYPE_CHECKING

from decks.model import Deck
from progress.mastery.diagnosing import DiagnosticSession
from study.insights.insight import Insight
from study.output import counted, text_width, write
from study.plain.dialogue import Dialogue, Quit
from study.plain.quiz import HELP, QuizTalk
from study.words.insights import found, in_words, pair_titles

if TYPE_CHECKING:
    from study.core import Study

DIAGNOSIS_HELP = (
    *(line for line in HELP if not line.startswith("q")),
    "q: stop here and hear what was found",
)
"""The commands of a diagnosis, one a line."""


def diagnose(study: "Study", deck: Deck, topic: str, most: int | None, seed: int | None) -> None:
    """Find out on standard input and output which topics are weakest.

    Raises `NoQuestions` and `StoreProblem` as `Insight.diagnose` does.
    """
    session = Insight(study, deck).diagnose(seed, most, topic)
    DiagnosisTalk(study, deck, session, Dialogue(sys.stdin, write, text_width(), DIAGNOSIS_HELP)).hold()


def drill(study: "Study", deck: Deck, count: int, seed: int | None) -> None:
    """Ask about the two roles that are taken for each other, on standard input and output.

    Raises `NoQuestions` and `StoreProblem` as `Insight.confused` does.
    """
    insight, title = Insight(study, deck), pair_titles(deck)
    (role, taken), session = insight.confused(count, seed)
    dialogue = Dialogue(sys.stdin, write, text_width(), HELP)
    for pair in insight.confusions.pairs:
        if (pair.role, pair.taken) == (role, taken):
            dialogue.say(in_words(pair, title))
    QuizTalk(study, deck, session, dialogue, time.monotonic).run(session.total)


class DiagnosisTalk(QuizTalk):
    """A diagnosis as a conversation."""

    def __init__(self, study: "Study", deck: Deck, session: DiagnosticSession, dialogue: Dialogue) -> None:
        super().__init__(study, deck, session, dialogue, time.monotonic)
        self._diagnostic = session

    def hold(self) -> None:
        """Ask until enough is known, and say what was found."""
        say = self._dialogue.say
        say(f"{self._deck.title}: which topics are your weakest?")
        say(
            f"At most {counted(self._diagnostic.total, 'question')}, each asked where it tells most. "
            "Enter ? for help, q to stop."
        )
        try:
            while (question := self._diagnostic.current) is not None:
                self._ask(question)
                self._diagnostic.next()
        except Quit:
            say()
        self._diagnostic.finish(self._study.store, self._study.now())
        for line in found(self._deck, self._diagnostic):
            say(line)

    def _place(self) -> str:
        return f"Question {self._diagnostic.position + 1}"
