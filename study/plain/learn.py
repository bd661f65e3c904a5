"""`study learn --plain`: new cards step by step, line by line."""

import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from decks.model import Card, Deck
from progress.events import Rating
from progress.sessions.ladder import Rung, Task, cue
from progress.sessions.learning_session import LearningSession
from progress.sessions.reviewing import suggested_rating
from study.output import counted, letter, text_width, write
from study.plain.answers import enter, show_answer, show_prompt, show_reason, show_reasons, show_verdict
from study.plain.dialogue import Dialogue, Quit, TakeBack
from study.plain.lists import recalled_lines
from study.plain.names import deck_name
from study.plain.typed import typed
from study.plain.words import option_of
from study.sessions.learning import STEPS, begin_learning, learned, next_ways

if TYPE_CHECKING:
    from study.core import Study

HELP = (
    "A, B, C or 1, 2, 3: choose that option",
    "Enter: show the answer",
    "y or n: I knew it, or not yet",
    "1 3 4: of a list, the lines that you recalled",
    "u: take the last answer back",
    "q: quit; nothing is lost",
    "?: this help",
)
"""The commands, one a line."""


def talk(study: "Study", deck: Deck) -> None:
    """Learn new cards on standard input and output, until they are known or the input ends."""
    session = begin_learning(study, deck)
    dialogue = Dialogue(sys.stdin, write, text_width(), HELP, may_undo=True)
    LearnTalk(study, deck, session, dialogue, time.monotonic).run()


class LearnTalk:
    """One run through new cards as a conversation."""

    def __init__(
        self,
        study: "Study",
        deck: Deck,
        session: LearningSession,
        dialogue: Dialogue,
        seconds: Callable[[], float],
    ) -> None:
        self._study, self._deck, self._session, self._dialogue = study, deck, session, dialogue
        self._seconds = seconds

    def run(self) -> None:
        """Go through the steps, and say in the end what they brought."""
        say, ladder = self._dialogue.say, self._session.ladder
        say(self._deck.title)
        say(f"{counted(ladder.total, 'new card')}. Enter ? for help, q to quit.")
        try:
            while (task := self._session.current) is not None:
                say()
                say(
                    f"{self._deck.topic_title(task.card.topic)}. Step {STEPS[task.rung]}. "
                    f"{ladder.known} of {ladder.total} known."
                )
                try:
                    if task.rung is Rung.RECOGNISE:
                        self._recognise()
                    else:
                        self._recall(task)
                except TakeBack:
                    self._take_back()
        except Quit:
            pass
        say()
        for sentence in learned(self._session):
            say(sentence)
        if self._session.current is None:
            for way in next_ways(deck_name(self._study, self._deck), more=self._session.more):
                say(way)

    def _take_back(self) -> None:
        at = self._study.now()
        back = self._session.undo(self._study.store, at, self._study.days.day_of(at))
        self._dialogue.say(
            "Taken back. Here is the card again." if back else "There is no answer to take back."
        )

    def _since(self, start: float) -> int:
        return max(0, round((self._seconds() - start) * 1000))

    def _recognise(self) -> None:
        question = self._session.question
        if question is None:
            return
        say = self._dialogue.say
        say(question.stem)
        for number, option in enumerate(question.options):
            say(option.text, f"{letter(number)}. ")
        total, shown = len(question.options), self._seconds()
        last = letter(total - 1)
        chosen = self._dialogue.choose(
            f"Your answer, A to {last}:",
            lambda text: option_of(text, total),
            f"Please answer with a letter from A to {last}.",
        )
        at = self._study.now()
        self._session.recognise(
            self._study.store, chosen, at, latency_ms=self._since(shown), day=self._study.days.day_of(at)
        )
        show_verdict(self._dialogue, question, chosen)
        show_reason(self._dialogue, self._deck, question)

    def _recall(self, task: Task) -> None:
        card, say = task.card, self._dialogue.say
        show_prompt(self._dialogue, card)
        if task.rung is Rung.COMPLETE:
            say(cue(card.answer), "First letters: ", "  ")
        shown = self._seconds()
        right: bool | None = None
        recalled: tuple[bool, ...] | None = None
        if card.accept:
            _, right = typed(self._dialogue, self._deck, card)
            latency = self._since(shown)
        else:
            self._dialogue.ask(enter(card))
            latency = self._since(shown)
            show_answer(self._dialogue, card)
        show_reasons(self._dialogue, self._deck, card)
        if self._session.whole_list:
            recalled = recalled_lines(self._dialogue, card)
            rating = suggested_rating(recalled)
        else:
            rating = Rating.GOOD if self._knew(right) else Rating.AGAIN
        self._session.answer(
            self._study.store, rating, self._study.now(), latency_ms=latency, recalled=recalled
        )
        say(_saved(card, recalled))

    def _knew(self, right: bool | None) -> bool:
        choices = {"y": 1, "yes": 1, "n": 0, "no": 0} | ({"": int(right)} if right is not None else {})
        usual = "" if right is None else f" Enter for {'y' if right else 'n'}."
        asked = f"y: I knew it, n: not yet.{usual}"
        return (
            self._dialogue.choose(asked, lambda text: choices.get(text.casefold()), "Please answer y or n.")
            == 1
        )


def _saved(card: Card, recalled: tuple[bool, ...] | None) -> str:
    if recalled is None or all(recalled):
        return "Saved."
    missed = len(recalled) - sum(recalled)
    lines = "1 line comes" if missed == 1 else f"{missed} lines come"
    return f"Saved: {sum(recalled)} of {len(card.parts)} lines; {lines} again."
