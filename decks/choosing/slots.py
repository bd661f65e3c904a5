"""A question whose options are still to be settled among candidates."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from decks.choosing.candidates import FEWEST, WANTED, Candidate
from decks.making.made import Dropped
from decks.model import Question


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate that is safe, with what speaks against it apart from how it looks beside the others."""

    cost: float
    candidate: Candidate
    cover: bool = True
    """Whether it has as much in common with the stem as the key."""
    kin: bool = True
    """Whether it counts as one of the family."""


@dataclass(slots=True)
class Slot:
    """What is wanted of one question, and who could fill it."""

    question: str
    """The question's id."""
    kind: str
    """Questions of one kind are balanced together."""
    fixed: tuple[str, ...]
    """Options that are settled: the right one; or, where the candidates are for the right one, the wrong ones."""
    pool: Sequence[Ranked]
    """Safe candidates, best first; each differs from the fixed options."""
    said: frozenset[str]
    """Families of the words of the stem by which an option could give itself away."""
    alike: Callable[[str, str], bool]
    """Whether two options are too near to stand beside one another."""
    count: int = WANTED
    """So many are wanted …"""
    fewest: int = FEWEST
    """… and with fewer there is no question."""
    key_open: bool = False
    """Whether the candidates are for the right option."""
    kin: int = 0
    """So many are to be of the family."""
    facts: tuple[str, ...] = ()
    """What it asks about, `normalised`: duties that few questions may lose."""
    role: str = ""
    """Id of the role it asks about, which is to keep a question of its kind; empty where that is all one."""
    general: bool = False
    """Whether its key can hardly be a wrong option anywhere, and so shows itself; it is given up before others."""
    strange: bool = False
    """Whether too few candidates are of the family, though that is large enough; it is given up first of all."""
    chosen: tuple[Ranked, ...] = field(default=())
    """What has been settled on so far."""

    given_up: bool = False
    """Whether the right option would stand out among any, so that there is no question."""

    @property
    def candidates(self) -> list[Candidate]:
        """What has been settled on."""
        return [each.candidate for each in self.chosen]


@dataclass(frozen=True, slots=True)
class Open:
    """A question whose options are still to be settled."""

    slot: Slot
    close: Callable[[Sequence[Candidate]], Question]
    """Makes the question with the options that were settled on."""
    too_few: Dropped
    """What to say where there are none."""
    given_up: Dropped
    """What to say where the right option would stand out among any."""
