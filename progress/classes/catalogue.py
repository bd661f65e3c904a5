"""What a class report needs of a deck: whether it has a card, what that is about, and which option is right. Pure."""

from collections.abc import Iterable, Sequence

from decks.model import Asks, Card, Question, Topic
from progress.mastery.subjects import Subjects, subjects_of


class Catalogue:
    """A deck as the answers to it are looked up in. Without cards and questions it knows nothing and takes everything."""

    def __init__(
        self,
        cards: Iterable[Card] = (),
        questions: Sequence[Question] = (),
        topics: Sequence[Topic] = (),
        renames: Iterable[tuple[str, str]] = (),
        version: str = "",
    ) -> None:
        cards = list(cards)
        self.version = version
        self.known = bool(cards or questions)
        self.subjects: Subjects = subjects_of(cards, questions, topics)
        self.questions = {question.id: question for question in questions}
        self._cards = {card.id for card in cards}
        self._renames = dict(renames)
        self._keys = {q.id: q.options[q.key].ref for q in questions if q.asks is Asks.ONE}

    def name_of(self, card: str) -> str | None:
        """What the card or question is called now; None where the deck has it no more."""
        if not self.known or card in self.questions or card in self._cards:
            return card
        now = self._now(card)
        return now if now in self.questions or now in self._cards else None

    def _now(self, card: str) -> str:
        """Under the names that the deck says it has now for a fact or, failing that, for its role."""
        deck, _, rest = card.partition(":")
        fact, sign, kind = rest.partition("#")
        role, _, own = fact.partition("/")
        now = self._renames.get(fact) or f"{self._renames.get(role, role)}/{own}"
        return f"{deck}:{self._renames.get(now, now)}{sign}{kind}"

    def key_of(self, question: str) -> str | None:
        """What the right option is called in the log; None where there is not just one, or the deck is not known."""
        return self._keys.get(question)

    def option_now(self, ref: str) -> str:
        """What an option is called now."""
        if ref in self._renames:
            return self._renames[ref]
        role, slash, own = ref.partition("/")
        return f"{self._renames[role]}/{own}" if slash and role in self._renames else ref
