"""What making questions gives: the questions, and what was not asked and why."""

from dataclasses import dataclass
from enum import StrEnum

from decks.model import Mark, Question, QuestionKind


class Reason(StrEnum):
    """Why a question that could have been asked was not."""

    TOO_FEW = "too-few-wrong-options"
    IMPLAUSIBLE = "too-few-related"
    REVEALED = "gives-itself-away"
    DISPUTED = "disputed"
    DENIED = "denied"
    SHARED = "asked-already"
    COMMON = "others-have-all"
    GENERAL = "too-general"
    VAGUE = "says-too-little"
    WRITTEN_TOO_FEW = "too-few-options"

    @property
    def sentence(self) -> str:
        """The reason in plain words."""
        return _SENTENCES[self]


_SENTENCES = {
    Reason.TOO_FEW: "Too few wrong options are surely wrong.",
    Reason.IMPLAUSIBLE: "Too few wrong options come from related roles.",
    Reason.REVEALED: "The right option would give itself away.",
    Reason.DISPUTED: "The sources disagree on it.",
    Reason.DENIED: "The deck says elsewhere that it is not so.",
    Reason.SHARED: "The same text is asked about already.",
    Reason.GENERAL: "So many roles have it that it is no surely wrong option anywhere, and would show itself as the right one.",
    Reason.VAGUE: "The title says too little of what its holders do to be told from others.",
    Reason.COMMON: "Another role has all of these duties too.",
    Reason.WRITTEN_TOO_FEW: "It has too few wrong options that differ from one another and from the right one.",
}


@dataclass(frozen=True, slots=True)
class Dropped:
    """A question that could have been asked and was not."""

    id: str
    """The id that the question would have had."""
    kind: QuestionKind
    role: str
    """Id of the role that it would have been about; may be empty."""
    mark: Mark | None
    """Where the fact, or the hand-written question, stands."""
    reason: Reason


@dataclass(frozen=True, slots=True)
class Made:
    """The questions of a deck."""

    questions: tuple[Question, ...]
    """In the deck's order, with unique ids."""
    dropped: tuple[Dropped, ...]
    """What was not asked, in the deck's order."""
