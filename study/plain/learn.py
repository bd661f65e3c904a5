"""`study learn --plain`: new cards step by step, line by line."""

import sys
from typing import TYPE_CHECKING

from decks.model import Card, Deck
from decks.typing import compare
from progress.events import Rating
from progress.sessions.ladder import Rung, cue
from progress.sessions.learning_session import LearningSession
from study.learning import begin_learning, learned
from study.output import letter, text_width, write
from study.plain.dialogue import Dialogue, Quit, TakeBack
from study.plain.words import option_of

if TYPE_CHECKING:
    from study.core import Study

HELP = (
    "a, b, c or a number: answer with that option",
    "Enter: show the answer",
    "y or n: whether you knew it",
    "u: take the last answer back",
    "q: quit; nothing is lost",
    "?: this help",
)
"""The commands, one a line."""
STEPS = {Rung.RECOGNISE: "Recognise", Rung.COMPLETE: "Complete", Rung.RECALL: "Recall"}
"""What each step is called."""


def talk(study: "Study", deck: Deck) -> None:
    """Learn new cards on standard input and output, until they are known or the input ends."""
    session = begin_learning(study, deck)
    dialogue = Dialogue(sys.stdin, write, text_width(), HELP, may_undo=True)
    _Talk(study, deck, session, dialogue).run()


class _Talk:
    def __init__(self, study: "Study", deck: Deck, session: LearningSession, dialogue: Dialogue) -> None:
        self._study, self._deck, self._session, self._dialogue = study, deck, session, dialogue

    def run(self) -> None:
        say, ladder = self._dialogue.say, self._session.ladder
        say(self._deck.title)
        say(f"{ladder.total} new cards. Enter ? for help, q to quit.")
        try:
            while (task := self._session.current) is not None:
                say()
                say(f"{STEPS[task.rung]}. {ladder.known} of {ladder.total} known.")
                try:
                    if task.rung is Rung.RECOGNISE:
                        self._recognise()
                    else:
                        self._recall(task.card, task.rung)
                except TakeBack:
                    back = self._session.undo(self._study.store, self._study.now())
                    say("Taken back. Here it is again." if back else "There is no answer to take back.")
        except Quit:
            pass
        say()
        for sentence in learned(self._session):
            say(sentence)

    def _recognise(self) -> None:
        question = self._session.question
        if question is None:
            return
        say = self._dialogue.say
        say(question.stem)
        for number, option in enumerate(question.options):
            say(option.text, f"{letter(number)}. ")
        total = len(question.options)
        chosen = self._dialogue.choose(
            "Which one?",
            lambda text: option_of(text, total),
            f"Please answer with a letter from {letter(0)} to {letter(total - 1)}.",
        )
        self._session.recognise(self._study.store, chosen, self._study.now())
        right = chosen == question.key
        say(
            "Right." if right else f"Not right: {letter(question.key)}. {question.options[question.key].text}"
        )
        if explanation := question.options[chosen].explanation:
            say(explanation)
        if question.why:
            say(question.why, "Why: ", "  ")

    def _recall(self, card: Card, rung: Rung) -> None:
        say = self._dialogue.say
        say(card.prompt)
        if rung is Rung.COMPLETE:
            say("First letters:")
            for line in cue(card.answer).split("\n"):
                say(line, "  ")
        right: bool | None = None
        if card.accept:
            typed = self._dialogue.ask("Type the answer and press Enter.", literal=card.accept)
            right = compare(typed, card.accept, self._deck).right
            say("Right." if right else "Not right.")
        else:
            self._dialogue.ask("Press Enter to see the answer.")
        for line in card.answer.split("\n"):
            say(line, "" if card.parts else "Answer: ", "  ")
        if card.why:
            say(card.why, "Why: ", "  ")
        choices = {"y": 1, "yes": 1, "n": 0, "no": 0} | ({"": int(right)} if right is not None else {})
        usual = "" if right is None else f", Enter for {'y' if right else 'n'}"
        knew = self._dialogue.choose(
            f"Did you know it? y or n{usual}.",
            lambda text: choices.get(text.casefold()),
            "Please answer y or n.",
        )
        self._session.answer(self._study.store, Rating.GOOD if knew else Rating.AGAIN, self._study.now())
        say("Saved.")
