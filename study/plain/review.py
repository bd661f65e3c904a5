"""`study review --plain`: flashcards line by line."""

import sys
import time
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from decks.model import Card, Deck
from progress.events import Rating
from progress.reviewing import ReviewSession, suggested_rating
from study.output import counted, text_width, write
from study.plain.dialogue import Dialogue, Quit, TakeBack, numbers_in
from study.plain.words import RATINGS, interval_words, rating_of
from study.typed import compare

if TYPE_CHECKING:
    from study.core import Study

HELP = (
    "Enter: show the answer",
    "1, 2, 3, 4: rate it Again, Hard, Good, Easy",
    "u: take the last answer back",
    "q: quit; nothing is lost",
    "?: this help",
)
"""The commands, one a line."""

_LIST_PROMPT = "Which lines did you recall? Numbers such as 1 3 4, a for all, n for none, Enter to be asked line by line."


def talk(study: "Study", deck: Deck, topic: str) -> None:
    """Review what is due on standard input and output, until it is done or the input ends."""
    session = study.review(deck, topic)
    study.remember(deck)
    dialogue = Dialogue(sys.stdin, write, text_width(), HELP, may_undo=True)
    ReviewTalk(study, deck, session, dialogue, time.monotonic).run(topic)


class ReviewTalk:
    """One review as a conversation."""

    def __init__(
        self,
        study: "Study",
        deck: Deck,
        session: ReviewSession,
        dialogue: Dialogue,
        seconds: Callable[[], float],
    ) -> None:
        self._study = study
        self._deck = deck
        self._session = session
        self._dialogue = dialogue
        self._seconds = seconds

    def run(self, topic: str) -> None:
        """Go through the session."""
        say, counts = self._dialogue.say, self._session.counts
        say(f"{self._deck.title}{': ' + self._deck.topic_title(topic) if topic else ''}")
        say(
            f"{counts.due} due, {counts.learning} in learning, {counts.new} new. Enter ? for help, q to quit."
        )
        try:
            while True:
                try:
                    if self._session.current is None:
                        self._done()
                        break
                    self._card(self._session.current)
                except TakeBack:
                    self._take_back()
        except Quit:
            pass
        self._goodbye()

    def _done(self) -> None:
        """Say that nothing is left, and let the last answer be taken back."""
        self._dialogue.say()
        self._dialogue.say("Nothing more to review now.")
        if self._session.answered:
            self._dialogue.ask("Press Enter to finish, or u to take the last answer back.")

    def _card(self, card: Card) -> None:
        say = self._dialogue.say
        say()
        say(f"{self._deck.topic_title(card.topic)}. {self._left()}")
        say(card.prompt)
        if card.alt:
            say(card.alt, "Picture: ", "  ")
        shown = self._seconds()
        recalled: tuple[bool, ...] | None = None
        suggestion: Rating | None = None
        if card.accept:
            suggestion = self._typed(card)
            latency = self._since(shown)
        else:
            self._dialogue.ask(_enter(card))
            latency = self._since(shown)
            self._answer(card)
            if card.parts:
                recalled = self._recalled(card)
                suggestion = suggested_rating(recalled)
        rating = self._rating(suggestion)
        at = self._study.now()
        delay = self._session.preview(at)[rating]
        self._session.answer(self._study.store, rating, at, latency_ms=latency, recalled=recalled)
        say(f"Saved: {RATINGS[rating]}, next in {interval_words(delay)}.")

    def _left(self) -> str:
        counts = self._session.counts
        return f"{counted(counts.due + counts.learning + counts.new, 'card')} left."

    def _since(self, start: float) -> int:
        return max(0, round((self._seconds() - start) * 1000))

    def _answer(self, card: Card) -> None:
        if card.parts:
            for number, part in enumerate(card.parts, 1):
                self._dialogue.say(part.text, f"{number}. ")
        else:
            self._dialogue.say(card.answer, "Answer: ", "  ")
        self._reasons(card)

    def _reasons(self, card: Card) -> None:
        if card.why:
            self._dialogue.say(card.why, "Why: ", "  ")
        if card.sources:
            titles = "; ".join(self._deck.source_title(source) for source in card.sources)
            self._dialogue.say(titles, "Source: ", "  ")

    def _typed(self, card: Card) -> Rating:
        answer = self._dialogue.ask("Type the answer and press Enter.", literal=card.accept)
        right = compare(answer, card.accept).right
        if right:
            self._dialogue.say(f"Right: {card.answer}")
        elif answer:
            self._dialogue.say(f"You typed: {answer}")
            self._dialogue.say(f"The answer is: {card.answer}")
        else:
            self._dialogue.say(f"The answer is: {card.answer}")
        self._reasons(card)
        return Rating.GOOD if right else Rating.AGAIN

    def _recalled(self, card: Card) -> tuple[bool, ...]:
        """Which lines of the list were recalled."""
        total = len(card.parts)
        while True:
            answer = self._dialogue.ask(_LIST_PROMPT).casefold()
            if not answer:
                return tuple(self._was_recalled(part.text) for part in card.parts)
            if answer in ("a", "all", "n", "none"):
                return (answer[0] == "a",) * total
            numbers = numbers_in(answer, total)
            if numbers is not None:
                return tuple(number in numbers for number in range(1, total + 1))
            self._dialogue.say(f"Please name lines from 1 to {total}.")

    def _was_recalled(self, text: str) -> bool:
        choices = {"y": 1, "yes": 1, "n": 0, "no": 0}
        prompt = f"{text}: recalled? y or n"
        return (
            self._dialogue.choose(
                prompt, lambda answer: choices.get(answer.casefold()), "Please answer y or n."
            )
            == 1
        )

    def _rating(self, suggestion: Rating | None) -> Rating:
        ways = self._session.preview(self._study.now())
        prompt = "Rate: " + ", ".join(
            f"{rating.value} {word} ({interval_words(ways[rating])})" for rating, word in RATINGS.items()
        )
        if suggestion is not None:
            prompt += f". Enter for {RATINGS[suggestion]}"

        def read(answer: str) -> int | None:
            return rating_of(answer) if answer else suggestion

        return Rating(self._dialogue.choose(prompt + ".", read, "Please answer 1, 2, 3 or 4."))

    def _take_back(self) -> None:
        last = self._session.answered[-1:]
        card = self._session.undo(self._study.store, self._study.now())
        if card is None or not last:
            self._dialogue.say("There is no answer to take back.")
            return
        rating = last[0].rating
        self._dialogue.say(
            f"Taken back: {RATINGS[rating] if rating else 'the answer'}. Here is the card again."
        )

    def _goodbye(self) -> None:
        answered = self._session.answered
        ratings = Counter(event.rating for event in answered)
        told = ", ".join(f"{ratings[rating]} {word}" for rating, word in RATINGS.items() if ratings[rating])
        self._dialogue.say()
        self._dialogue.say(
            f"{counted(len(answered), 'card')} answered{': ' + told if told else ''}. {self._left()}"
        )


def _enter(card: Card) -> str:
    if card.parts:
        return f"{counted(len(card.parts), 'line')}. Press Enter to see the answer."
    return "Press Enter to see the answer."
