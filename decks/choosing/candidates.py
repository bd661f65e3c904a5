"""What could stand as a wrong option, and what wrong options are wanted for."""

from dataclasses import dataclass

WANTED = 3
"""Wrong options of a question."""
FEWEST = 2
"""With fewer safe ones, no question is asked."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that can stand as a wrong option."""

    text: str
    role: str
    """Id of the role it came from, or empty."""
    ref: str
    """What the log keeps of it."""
    stated: bool
    """Whether the deck says that it is wrong here."""
    plausible: float
    """From 0, as good as any, to 1, most like the right answer."""
    topic: str = ""
    risk: float = 0.0
    """The chance that it is right in truth, as a share of the greatest that is taken; 0 where the deck says that it is wrong."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What wrong options are wanted for."""

    question: str
    """The question's id, which decides between candidates that are equally good."""
    key: str
    """The right option."""
    stem: str
    """What the stem says of the matter: the words by which it could give the key away."""
    topic: str = ""
    """The topic asked about, where options have topics."""
