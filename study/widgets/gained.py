"""What a review session brought, in words."""

from collections.abc import Sequence
from datetime import timedelta

from textual.content import Content

from progress.events import Event
from progress.reviewing import interval_text


def gained(answered: Sequence[Event], new: int, wait: timedelta | None) -> Content:
    """The end of a session: its answers, how many cards were `new`, and the time until the next card is due."""
    parts: list[Content] = []
    if answered:
        recalled = sum(event.correct for event in answered)
        cards = len({event.card for event in answered})
        parts += [
            Content.styled("✓ Done for now", "bold $success"),
            Content(""),
            Content(
                f"{_counted(len(answered), 'answer')} on {_counted(cards, 'card')}, {recalled} recalled."
            ),
        ]
        if new:
            parts.append(Content(f"{_counted(new, 'new card')} met for the first time."))
    else:
        parts.append(Content.styled("✓ Nothing is due", "bold $success"))
    parts.append(Content(""))
    if wait is not None:
        parts.append(Content(f"The next card comes back in {interval_text(wait)}."))
    parts.append(
        Content.assemble(
            "Now: ", ("q", "bold $primary"), " a quiz on this deck, or ", ("esc", "bold $primary"), " home."
        )
    )
    return Content("\n").join(parts)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
