"""What there is to see of a deck that is being written: its problems, and what it would ask."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from decks.cards import make_cards
from decks.checking.checks import check
from decks.library import load_file
from decks.model import Card, Deck, Mark, Question
from decks.problems import Problem, Severity
from decks.questions import make_questions
from decks.reading.files import MAIN_FILE, deck_files

MISSING = ("D118", "D213")
"""Problems that a file makes which is not there: it may appear."""

Asked = TypeVar("Asked", bound=Card | Question)


@dataclass(frozen=True, slots=True)
class Look:
    """A deck as its files were at one moment."""

    problems: tuple[Problem, ...]
    """All that is wrong, file by file."""
    deck: Deck | None
    """The deck, or the last one that could be read; None where there never was one."""
    cards: tuple[Card, ...]
    questions: tuple[Question, ...]
    old: bool
    """Whether the files cannot be read now, so that deck, cards and questions are the last ones that could."""
    files: tuple[Path, ...]
    """What is to be watched."""

    def count(self, severity: Severity) -> int:
        """How many problems are that bad."""
        return sum(problem.severity is severity for problem in self.problems)


def look(
    path: Path,
    shown: str,
    before: Look | None = None,
    step: Callable[[], None] = lambda: None,
) -> Look:
    """Read and check a deck.

    Args:
        path: its file, or the folder of its `deck.yaml`.
        shown: what to call it in messages.
        before: what was seen last.
        step: called now and then, for whoever wants to stop it: what it raises comes out.
    """
    files = _files(path, shown)
    step()
    loaded = load_file(path, bundled=False, shown=shown)
    step()
    deck = loaded.deck
    if any(problem.code in MISSING for problem in loaded.problems):
        files = (*files, *dict.fromkeys(file.parent for file in files))
    if deck is None:
        if before is None:
            return Look(loaded.problems, None, (), (), old=True, files=files)
        files = tuple(dict.fromkeys((*files, *before.files)))
        return Look(loaded.problems, before.deck, before.cards, before.questions, old=True, files=files)
    problems = check(deck, loaded.problems, step)
    cards, questions = make_cards(deck), make_questions(deck)
    return Look(tuple(problems), deck, cards, questions, old=False, files=files)


def _files(path: Path, shown: str) -> tuple[Path, ...]:
    main = path / MAIN_FILE if path.is_dir() else path
    found, _ = deck_files(path, shown)
    return tuple(dict.fromkeys((main, *(file.path for file in found))))


def place_of(asked: Sequence[Asked], old: Asked | None, place: int) -> int:
    """Where a card or question stands after an edit.

    By its id; where that is gone, what stands now where it stood in its file; else as far down as before.
    """
    if old is not None:
        found = next((number for number, each in enumerate(asked) if each.id == old.id), None)
        if found is None:
            found = _nearest(asked, old.mark)
        if found is not None:
            return found
    return max(0, min(place, len(asked) - 1))


def _nearest(asked: Sequence[Asked], mark: Mark | None) -> int | None:
    if mark is None:
        return None
    away = [
        (abs(each.mark.line - mark.line), number)
        for number, each in enumerate(asked)
        if each.mark is not None and each.mark.path == mark.path
    ]
    return min(away)[1] if away else None
