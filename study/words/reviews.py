"""What a review session brought, in sentences, the same in the app and line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from progress.memory import Phase
from progress.sessions.reviewing import Mode

if TYPE_CHECKING:
    from progress.sessions.reviewing import ReviewSession


def brought(session: ReviewSession, new: int) -> list[str]:
    """What the session brought; `new`: cards met for the first time. Nothing where nothing was answered."""
    answered = session.answered
    if not answered:
        return []
    recalled = sum(event.correct for event in answered)
    names = {event.card for event in answered}
    said = [f"{_counted(len(answered), 'answer')} on {_counted(len(names), 'card')}, {recalled} recalled."]
    if new > 0:
        said.append(f"{_counted(new, 'new card')} met for the first time.")
    learned = sum(memory.phase is Phase.REVIEW for memory in map(session.known, names) if memory is not None)
    if learned and session.mode is not Mode.CRAM:
        said.append(f"{_counted(learned, 'card')} will hold for a day or longer.")
    return said


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun if number == 1 else noun + 's'}"
