"""Making multiple-choice questions from a deck: exactly one right option, and wrong ones that are really wrong."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from decks.choosing.candidates import FEWEST
from decks.choosing.slots import Open
from decks.english.similarity import normalised
from decks.making.asking import Asking
from decks.making.made import Dropped, Made, Reason
from decks.making.shown import as_shown, with_own_subjects
from decks.making.shuffling import ordered
from decks.making.shuffling import shuffled as shuffled
from decks.model import (
    Asks,
    Basis,
    Deck,
    Difficulty,
    Fact,
    Option,
    Question,
    QuestionKind,
    WrittenQuestion,
)
from decks.text import digest

__all__ = ["Dropped", "Made", "Reason", "make", "make_questions", "shuffled"]

MOST_WRONG = 4
"""Wrong options of a hand-written question; further ones are left out."""

_STEP = 50
"""Possible questions between two reports of progress."""
_LOOKING = 0.7
"""The share of the work that it is to find candidates; to settle which of them are taken is the rest."""


def make_questions(deck: Deck) -> tuple[Question, ...]:
    """Return all questions of a deck in its own order, with unique ids; disputed facts make none.

    The same deck makes the same questions. Options are in an order that a hash decides, the same each time.
    """
    return make(deck).questions


def make(
    deck: Deck,
    *,
    difficulty: Difficulty = Difficulty.MEDIUM,
    prefer: Mapping[str, Sequence[str]] | None = None,
    only: Collection[QuestionKind] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Made:
    """Return the questions of a deck, and what was not asked and why.

    The same deck and settings make the same questions. Options are in an order that a hash decides, the same each time.

    Args:
        deck: what to ask about.
        difficulty: how near the roles of wrong options are to be.
        prefer: for a role, those that it is taken for, the oftenest first: they come first as wrong options, where safe.
        only: the kinds to make; all where None.
        progress: told how many of how many possible questions were looked at, every now and then.
    """
    asking = Asking(as_shown(deck), difficulty, prefer)
    known: dict[str, Question | Dropped] = {}
    wanted: dict[str, tuple[QuestionKind, Fact]] = {}
    for kind, fact, reason in asking.to_ask():
        name = f"{deck.id}:{fact.key}#{kind.value}"
        if only is None or kind in only:
            known[name] = Dropped(name, kind, fact.role, fact.mark, reason or Reason.TOO_FEW)
            if reason is None:
                wanted[name] = kind, fact
    # Each choice bears on others; in hashed order it does not matter where in the deck a role stands.
    opened: list[Open] = []
    names: list[str] = []
    steps = _Steps(len(wanted), progress or (lambda _done, _of: None))
    for name in sorted(wanted, key=_hashed):
        found = asking.ask(name, *wanted[name])
        if isinstance(found, Open):
            opened.append(found)
            names.append(name)
        else:
            known[name] = _in_hashed_order(found) if isinstance(found, Question) else found
        steps.looked()
    asked = Counter(fact for each in known.values() if isinstance(each, Question) for fact in _asked_by(each))
    asking.settle(opened, asked, lambda done, of: steps.reached(_LOOKING + (1 - _LOOKING) * done / of))
    for name, each in zip(names, opened, strict=True):
        chosen = each.slot.candidates
        if each.slot.given_up:
            known[name] = each.given_up
        else:
            known[name] = _in_hashed_order(each.close(chosen)) if chosen else each.too_few
    steps.finished()
    if only is None or QuestionKind.WRITTEN in only:
        known.update((each.id, each) for each in (_written(deck, each) for each in deck.questions))
    questions = [each for each in known.values() if isinstance(each, Question)]
    dropped = tuple(each for each in known.values() if isinstance(each, Dropped))
    return Made(with_own_subjects(questions, deck), dropped)


def _asked_by(question: Question) -> Iterator[str]:
    """Yield the facts that a question asks about: the one that it is named after, and others of the same roles."""
    yield question.fact.partition(":")[2]
    roles = {question.role, *(role for role, _ in question.sides)}
    yield from (fact for fact in question.others if fact.partition("/")[0] in roles)


class _Steps:
    """Tells of progress every now and then."""

    def __init__(self, of: int, told: Callable[[int, int], None]) -> None:
        self._of = of
        self._told = told
        self._looked = 0
        self._calls = 0

    def looked(self) -> None:
        """One more possible question has been looked at."""
        self._looked += 1
        self.reached(_LOOKING * self._looked / self._of)

    def reached(self, share: float) -> None:
        """So much of all the work is done."""
        self._calls += 1
        if self._calls % _STEP == 0:
            self._told(min(self._of - 1, int(share * self._of)), self._of)

    def finished(self) -> None:
        """All is done."""
        if self._of:
            self._told(self._of, self._of)


def _hashed(text: str) -> tuple[str, str]:
    return digest(text), text


def _written(deck: Deck, written: WrittenQuestion) -> Question | Dropped:
    """A hand-written question, or why it is not asked."""
    name = f"{deck.id}:questions/{written.id}#{QuestionKind.WRITTEN.value}"
    right = 1 + len(written.more)
    texts = {normalised(written.key.text): (0, written.key)}
    for number, option in enumerate(written.options[1:], start=1):
        texts.setdefault(normalised(option.text), (number, option))
    kept = list(texts.values())[: MOST_WRONG + 1]
    if len(kept) <= FEWEST:
        return Dropped(name, QuestionKind.WRITTEN, written.role, written.mark, Reason.WRITTEN_TOO_FEW)
    options = tuple(
        Option(
            option.text,
            option.role or (written.role if number < right else ""),
            f"option-{number + 1}",
            option.why or (written.why if number == 0 and not written.several else ""),
        )
        for number, option in kept
    )
    keys = tuple(place for place, (number, _) in enumerate(kept) if number < right)
    return _in_hashed_order(
        Question(
            id=name,
            kind=QuestionKind.WRITTEN,
            deck=deck.id,
            role=written.role,
            role_title=next((role.title for role in deck.roles if role.id == written.role), written.role),
            topic=written.topic,
            subject=written.key.text,
            stem=written.stem,
            options=options,
            key=0,
            basis=Basis.STATED,
            why=written.why,
            sources=written.sources,
            asks=Asks.SEVERAL if written.several else Asks.ONE,
            right=keys if written.several else (),
            mark=written.mark,
        )
    )


def _in_hashed_order(question: Question) -> Question:
    places = range(len(question.options))
    return ordered(
        question, sorted(places, key=lambda p: _hashed(f"{question.id} {question.options[p].ref}"))
    )
