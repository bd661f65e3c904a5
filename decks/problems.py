"""A problem found in a deck: what is wrong, where, and what to do about it."""

from dataclasses import dataclass
from enum import StrEnum

from decks.model import Mark


class Severity(StrEnum):
    """How bad a problem is."""

    ERROR = "error"
    """The part of the deck it stands in cannot be used."""
    WARNING = "warning"
    """It can be used, but will teach or ask something badly."""
    HINT = "hint"
    """It could be better."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding, in words for the person who wrote the deck."""

    mark: Mark
    code: str
    """Stable, such as `D102`."""
    severity: Severity
    what: str
    """One sentence without a full stop: what is wrong."""
    advice: str
    """One sentence without a full stop: what to do."""

    def __str__(self) -> str:
        return f"{self.mark}: {self.severity} {self.code}: {self.what}; {self.advice}."
