"""What comes of comparing two versions of a deck."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from decks.diffing.matching import Unclear
from decks.diffing.senses import Sense


class What(StrEnum):
    """What became of a card."""

    SAME = "same"
    """It is as it was."""
    REWORDED = "reworded"
    """It says the same in other words, and its progress is kept."""
    CHANGED = "changed"
    """It means something else: its progress is kept, and who learned it is asked again."""
    ADDED = "added"
    """It is new."""
    REMOVED = "removed"
    """The deck has it no more; what was learned waits for it to come back."""


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one card. Names are without the deck."""

    what: What
    old: Sense | None
    """None where it is new."""
    new: Sense | None
    """None where it is gone."""
    why: str = ""
    """Of one that changed: in what."""
    kin: str = ""
    """Of one added: the fact that it was split off from. Of one removed: the fact that it went into."""

    @property
    def renamed(self) -> bool:
        """Whether its history comes from another name."""
        return self.old is not None and self.new is not None and self.old.card != self.new.card

    @property
    def moved(self) -> bool:
        """Whether it counts towards another topic now."""
        return self.old is not None and self.new is not None and self.old.topic != self.new.topic


@dataclass(frozen=True, slots=True)
class Difference:
    """What an edit means."""

    changes: tuple[Change, ...]
    """Every card of both, in the new deck's order, then those that are gone; several where histories unite."""
    renamed: Mapping[str, str]
    """What each fact (`role/fact`) or card (`role/fact#kind`) that goes by another name now is called."""
    unclear: tuple[Unclear, ...] = ()
    """Facts that are gone and may be one of several; `renames` has to say which."""
    mistakes: tuple[str, ...] = ()
    """What is wrong with `renames`, a sentence each; such lines are not followed."""
    again: frozenset[str] = field(default_factory=frozenset)
    """Cards that mean something else now."""


@dataclass(frozen=True, slots=True)
class Former:
    """What the deck was like."""

    senses: Mapping[str, Sense]
    """By name, its cards, and those that it had earlier and that were answered."""
    names: frozenset[str]
    """The facts that it had when it was last opened."""
    answered: frozenset[str] = frozenset()
    """All facts, also such as no card is known of, that there are answers to; empty where two decks are compared."""
    links: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By a fact: the names that its history had earlier or, on another device, has."""
