"""Checking what a deck says, beyond its syntax: contradictions, hidden duplicates, answers that give themselves away."""

from collections.abc import Callable, Iterator, Sequence

from decks.checking.cards import check_cards
from decks.checking.duties import check_duties
from decks.checking.holdings import check_holdings
from decks.checking.ignoring import wanted
from decks.checking.questions import check_questions
from decks.checking.subject import Subject
from decks.checking.texts import check_texts
from decks.model import Deck
from decks.problems import Problem

_CHECKS: tuple[Callable[[Subject], Iterator[Problem]], ...] = (
    check_texts,
    check_duties,
    check_holdings,
    check_questions,
    check_cards,
)
STEPS = len(_CHECKS)
"""How many steps `check` takes."""


def check(
    deck: Deck, found: Sequence[Problem] = (), step: Callable[[], None] = lambda: None
) -> list[Problem]:
    """Return all that is wrong with a deck that could be read, but for what it asks to ignore.

    Args:
        deck: the deck.
        found: what reading it found already; it comes back among the rest, once.
        step: called after each of `STEPS` steps, for whoever shows progress.

    Returns:
        Problems file by file, the deck's own file first, in the order of their lines.
    """
    subject = Subject(deck, found)
    problems = list(found)
    for look in _CHECKS:
        problems += look(subject)
        step()
    kept = list(dict.fromkeys(wanted(subject, problems)))
    files = {
        path: place for place, path in enumerate(dict.fromkeys([deck.path, *(p.mark.path for p in kept)]))
    }
    return sorted(kept, key=lambda p: (files[p.mark.path], p.mark.line, p.mark.column, p.code))
