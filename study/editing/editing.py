"""Editing a deck in the midst of a session: what the session goes on with."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from decks.checking.checks import check
from decks.model import Deck
from decks.problems import Problem, Severity
from study.core import Study


@dataclass(frozen=True, slots=True)
class Reread:
    """An open deck, read again after it has been edited."""

    deck: Deck | None
    """The deck as it is now; None where the session has to go on with the deck as it was."""
    before: tuple[Problem, ...]
    """What was wrong with its file before."""
    problems: tuple[Problem, ...]
    """What is wrong with it now."""
    sentence: str
    """Why the session goes on with the deck as it was; else empty."""


def reread(study: Study, deck: Deck, asked: Callable[[Deck], Collection[str]]) -> Reread:
    """Read an open deck again.

    Where a new error has taken something out of it that is asked, the session goes on with the text as it was: an author who
    has left a quotation mark out is not to lose the cards of that role.

    Args:
        study: the composition root.
        deck: the deck as it was.
        asked: the ids of what is asked of a deck.
    """
    former, before = study.problems(deck), set(asked(deck))
    loaded = study.reload(deck)
    new = loaded.deck
    known = {(each.code, each.what) for each in former}
    errors = [each for each in loaded.problems if each.severity is Severity.ERROR]
    error = next((each for each in errors if (each.code, each.what) not in known), None)
    kept = "you go on with its former text"
    if new is None:
        return Reread(None, former, loaded.problems, f"The deck cannot be read now, so {kept}: {errors[0]}")
    if new.id != deck.id:
        return Reread(
            None, former, loaded.problems, f"The deck’s id is “{new.id}” now, no more “{deck.id}”, so {kept}."
        )
    if error is not None and before - set(asked(new)):
        return Reread(
            None, former, loaded.problems, f"An error leaves out part of the deck, so {kept}: {error}"
        )
    return Reread(new, former, loaded.problems, "")


def brought(before: Deck, after: Reread) -> str:
    """One sentence on the errors and warnings that an edit has brought; empty where there are none.

    It checks both decks, which for a large one takes long.
    """
    if after.deck is None:
        return ""
    known = Counter((each.code, each.what) for each in check(before, after.before))
    new: list[Problem] = []
    for problem in check(after.deck, after.problems):
        if problem.severity is Severity.HINT:
            continue
        if known[problem.code, problem.what] > 0:
            known[problem.code, problem.what] -= 1
        else:
            new.append(problem)
    return _sentence(new)


def _sentence(new: Sequence[Problem]) -> str:
    if not new:
        return ""
    more = (
        f" There are {len(new) - 1} more." if len(new) > 2 else " There is one more." if len(new) > 1 else ""
    )
    return f"Check this: {new[0]}{more}"
