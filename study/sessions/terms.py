"""What quiz is wanted, as the command line and the app's set-up say it. Imported before the first paint, so it imports little."""

from dataclasses import dataclass

UNLIMITED = 0
"""Minutes of an exam that may take as long as it likes."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What to ask, and how."""

    topics: tuple[str, ...] = ()
    """Ids, nested ones included; all where empty."""
    roles: tuple[str, ...] = ()
    count: int = 10
    seed: int | None = None
    """Settles which questions are asked and the order of their options; None for chance."""
    kinds: tuple[str, ...] = ()
    difficulty: str = ""
    """`easy`, `medium` or `hard`; medium where it is empty."""
    weak: bool = False
    """Only topics that are weak."""
    mistakes: bool = False
    """Only questions that were answered wrong the last time."""
    certainty: bool = False
    """Whether to ask how sure each answer is."""
    exam: bool = False
    minutes: int | None = None
    """How long an exam may take; None for as long as its questions are given, `UNLIMITED` for any time."""
    pass_mark: int | None = None
    """Percent needed to pass an exam; None for the deck's own, or else the usual."""
