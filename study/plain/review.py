"""`study review --plain`: flashcards line by line."""

import sys
import time
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from decks.model import Card, Deck
from progress.events import FLAGS, EventKind, Rating
from progress.sessions.reviewing import Mode, ReviewSession, suggested_rating
from progress.sessions.wording import backlog_text
from study.output import counted, text_width, write
from study.plain.answers import enter, show_answer, show_prompt, show_reasons
from study.plain.dialogue import Dialogue, Quit, TakeBack
from study.plain.lists import recalled_lines
from study.plain.names import deck_name
from study.plain.typed import typed
from study.plain.words import RATINGS, interval_words, rating_of
from study.words.reviews import brought

if TYPE_CHECKING:
    from study.core import Study

HELP = (
    "Enter: show the answer",
    "1, 2, 3, 4: rate it Again, Hard, Good, Easy",
    "u: take the last thing back",
    "With the answer shown: b buries the card until tomorrow, s suspends it, f flags it, n and a text notes that, i tells what is known of it",
    "r: after a typed answer, you were right all the same",
    "q: quit; nothing is lost",
    "?: this help",
)
"""The commands, one a line."""


def talk(study: "Study", deck: Deck, topic: str, mode: Mode = Mode.DUE) -> None:
    """Review on standard input and output what is due, or what `mode` says, until it is done or the input ends."""
    session = study.review(deck, topic, mode)
    study.remember(deck)
    if followed := study.followed.pop(deck.id, None):
        write(followed.sentence())
    dialogue = Dialogue(sys.stdin, write, text_width(), HELP, may_undo=True)
    ReviewTalk(study, deck, session, dialogue, time.monotonic).run(topic)


class _PutAway(Exception):
    """The card was buried or suspended, so that no rating is wanted."""


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
        self._new = session.counts.new

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
                except _PutAway as done:
                    say(str(done))
        except Quit:
            pass
        self._goodbye()

    def _done(self) -> None:
        """Say that nothing is left, and let the last answer be taken back."""
        self._dialogue.say()
        self._dialogue.say("Nothing more to review now.")
        name = deck_name(self._study, self._deck)
        if backlog := backlog_text(self._session.waiting, self._session.way_out()):
            self._dialogue.say(backlog)
        if self._session.wait(self._study.now()) is not None:
            self._dialogue.say(f"study review {name} --ahead --plain: what is due next, early.")
        self._dialogue.say(f"study weak {name} --plain: what you are weakest at.")
        self._dialogue.say(
            f"study review {name} --cram --plain: practise any cards; the schedule is left alone."
        )
        if self._session.undoable is not None:
            self._dialogue.ask("Press Enter to finish, or u to take the last answer back.")

    def _card(self, card: Card) -> None:
        say = self._dialogue.say
        say()
        say(f"{self._deck.topic_title(card.topic)}. {self._left()}")
        show_prompt(self._dialogue, card)
        shown = self._seconds()
        recalled: tuple[bool, ...] | None = None
        suggestion: Rating | None = None
        if card.accept:
            suggestion = self._typed(card)
            latency = self._since(shown)
        else:
            self._dialogue.ask(enter(card))
            latency = self._since(shown)
            show_answer(self._dialogue, card)
            self._reasons(card)
            if card.parts:
                recalled = recalled_lines(self._dialogue, card)
                suggestion = suggested_rating(recalled)
        rating = self._rating(suggestion)
        at = self._study.now()
        delay = self._session.preview(at).get(rating)
        self._session.answer(self._study.store, rating, at, latency_ms=latency, recalled=recalled)
        when = f"next in {interval_words(delay)}" if delay is not None else "as practice"
        say(f"Saved: {RATINGS[rating]}, {when}.")
        if advice := self._session.leech_advice:
            say(advice)

    def _left(self) -> str:
        counts = self._session.counts
        return f"{counted(counts.due + counts.learning + counts.new, 'card')} left."

    def _since(self, start: float) -> int:
        return max(0, round((self._seconds() - start) * 1000))

    def _typed(self, card: Card) -> Rating:
        answer, right = typed(self._dialogue, self._deck, card)
        self._reasons(card)
        if not right and answer:
            self._dialogue.say("r: I was right.")
        return Rating.GOOD if right else Rating.AGAIN

    def _reasons(self, card: Card) -> None:
        show_reasons(self._dialogue, self._deck, card, self._session.marks(card).note)

    def _rating(self, suggestion: Rating | None) -> Rating:
        ways = self._session.preview(self._study.now())
        prompt = "Rate: " + ", ".join(
            f"{rating.value} {word}" + (f" ({interval_words(ways[rating])})" if rating in ways else "")
            for rating, word in RATINGS.items()
        )
        if suggestion is not None:
            prompt += f". Enter for {RATINGS[suggestion]}"

        while True:
            answer = self._dialogue.ask(prompt + ".")
            if answer.casefold() == "r" and suggestion is Rating.AGAIN:
                return Rating.GOOD
            rating = rating_of(answer) if answer else suggestion
            if rating is not None:
                return rating
            if not self._by_hand(answer):
                self._dialogue.say("Please answer 1, 2, 3 or 4.")

    def _by_hand(self, answer: str) -> bool:
        """Do what a letter says to the current card; False where it says nothing. Raises `_PutAway` for a card put away."""
        session, store, at = self._session, self._study.store, self._study.now()
        card = session.current
        command, _, text = answer.partition(" ")
        command = command.casefold()
        if card is None or command not in ("b", "s", "f", "n", "i") or (text and command != "n"):
            return False
        if command == "b":
            session.bury(store, at)
            raise _PutAway("Buried until tomorrow.")
        if command == "s":
            session.suspend(store, at)
            raise _PutAway("Suspended.")
        if command == "f":
            number = (session.marks(card).flag + 1) % (FLAGS + 1)
            session.flag(store, number, at)
            self._dialogue.say(f"Flag {number}." if number else "No flag.")
        elif command == "n":
            session.note(store, text, at)
            self._dialogue.say("Noted." if text else "No note.")
        else:
            self._tell(card)
        return True

    def _tell(self, card: Card) -> None:
        from study.insights.cards_known import known_of

        info = known_of(self._study, self._session, card)
        for name, said in info.rows:
            self._dialogue.say(said, f"{name}: ", "  ")
        for when, what in info.history:
            self._dialogue.say(what, f"{when}: ", "  ")

    def _take_back(self) -> None:
        kind = self._session.undoable
        last = self._session.answered[-1:]
        card = self._session.undo(self._study.store, self._study.now())
        if card is None or kind is None:
            self._dialogue.say("There is no answer to take back.")
            return
        if kind is not EventKind.REVIEW:
            self._dialogue.say(f"Taken back: {kind.value}. Here is the card again.")
            return
        rating = last[0].rating
        self._dialogue.say(
            f"Taken back: {RATINGS[rating] if rating else 'the answer'}. Here is the card again."
        )

    def _goodbye(self) -> None:
        self._dialogue.say()
        for sentence in brought(self._session, self._new - self._session.counts.new):
            self._dialogue.say(sentence)
        if self._session.mode is Mode.CRAM and self._session.answered:
            self._dialogue.say("Practised; the schedule is as it was.")
        answered = self._session.answered
        ratings = Counter(event.rating for event in answered)
        told = ", ".join(f"{ratings[rating]} {word}" for rating, word in RATINGS.items() if ratings[rating])
        self._dialogue.say(f"{counted(len(answered), 'answer')}{': ' + told if told else ''}. {self._left()}")
