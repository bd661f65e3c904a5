"""What a review session brought, in words, and what there is to do next."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from textual.content import Content

from progress.sessions.reviewing import Mode, interval_text
from progress.sessions.wording import backlog_text
from study.words.reviews import brought

if TYPE_CHECKING:
    from progress.sessions.reviewing import ReviewSession


def gained(session: ReviewSession, new: int, at: datetime, keys: Mapping[str, str]) -> Content:
    """The end of a session that met so many `new` cards: its answers, when the next card is due, and what can be done now."""
    from study.actions.keys import shown_keys
    from study.actions.registry import ACTIONS

    wait = session.wait(at)
    parts = [Content.styled(_head(session), "bold $success"), Content("")] + [
        Content(line) for line in summary(session, new)
    ]
    if wait is not None and session.mode is not Mode.CRAM:
        parts.append(Content(f"The next card comes back in {interval_text(wait)}."))
    parts += [Content(""), Content.styled("What now", "bold $muted")]
    shown = {action.id: shown_keys(action, keys) for action in ACTIONS}
    for name, said in choices(can_go_ahead=wait is not None):
        parts.append(Content.assemble((f"  {shown[name]:<5}", "bold $primary"), said))
    return Content("\n").join(parts)


def choices(*, can_go_ahead: bool) -> list[tuple[str, str]]:
    """What can be done when nothing is due, as ids of actions and what they do."""
    found = [
        ("review.weak", "see what you are weakest at, and practise that"),
        ("review.quiz", "a quiz on this deck"),
        ("review.cram", "cram: practise any cards, and the schedule is left alone"),
        ("everywhere.back", "back to where you came from"),
    ]
    if can_go_ahead:
        found.insert(0, ("review.ahead", "review ahead: what is due next, early"))
    return found


def _head(session: ReviewSession) -> str:
    if not session.answered:
        nothing = {Mode.DUE: "Nothing is due", Mode.AHEAD: "Nothing to review ahead", Mode.CRAM: "No cards"}
        return f"✓ {nothing[session.mode]}"
    return "✓ Practised; the schedule is as it was" if session.mode is Mode.CRAM else "✓ Done for now"


def summary(session: ReviewSession, new: int) -> list[str]:
    """What the session brought, in sentences; `new`: cards met for the first time."""
    said = brought(session, new)
    if said and (backlog := backlog_text(session.waiting, session.way_out())):
        said.append(backlog)
    return said
