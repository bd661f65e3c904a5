"""What was found in documents: roles and the facts on them, each with its place."""

import re
from dataclasses import dataclass, field

from decks.drafting.titles import Title, head_of, key_of
from decks.model import FactKind


@dataclass(frozen=True, slots=True)
class Place:
    """Where in which document something stands."""

    document: int
    """Index of the document."""
    line: int
    page: int
    quote: str
    """A few of its words, to find it by."""


@dataclass(slots=True)
class FoundFact:
    """One fact, in the words of the deck."""

    kind: FactKind
    text: str
    places: list[Place]
    sure: bool = True
    also: list["FoundRole"] = field(default_factory=list)
    """Other roles of which the document says it in the same breath."""
    note: str = ""
    """What the instructor should know of it; empty for nothing."""


@dataclass(slots=True)
class FoundRole:
    """One role."""

    title: str
    places: list[Place]
    sure: bool = True
    """Whether a heading or the like names it; else a sentence only."""
    codes: dict[str, str] = field(default_factory=dict)
    facts: list[FoundFact] = field(default_factory=list)
    broader: list["FoundRole"] = field(default_factory=list)
    note: str = ""
    """What the instructor should know of it; empty for nothing."""
    names: set[frozenset[str]] = field(default_factory=set)
    """The keys of its title and other titles."""

    def take(self, title: Title, place: Place) -> None:
        """Take in codes and other titles that stand with its title."""
        self.codes.update({scheme: code for scheme, code in title.codes if scheme not in self.codes})
        self.names |= {key_of(title.text), key_of(re.sub(r"\s*\([^()]*\)", "", title.text))}
        for alias in title.aliases:
            if key_of(alias) not in self.names or alias.casefold() != self.title.casefold():
                self.add(FoundFact(FactKind.ALIAS, alias, [place]))
            self.names.add(key_of(alias))

    def add(self, fact: FoundFact) -> None:
        """Add a fact; one that it has already gains the places."""
        for known in self.facts:
            if known.kind is fact.kind and known.text.casefold() == fact.text.casefold():
                known.places += [place for place in fact.places if place not in known.places]
                known.sure = known.sure or fact.sure
                known.also += [role for role in fact.also if role not in known.also]
                return
        self.facts.append(fact)

    def of(self, kind: FactKind) -> list[FoundFact]:
        """Its facts of one kind."""
        return [fact for fact in self.facts if fact.kind is kind]

    @property
    def head(self) -> str:
        """The noun of its title."""
        return head_of(self.title)


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A part of a document of which nothing was made."""

    document: int
    line: int
    page: int
    quote: str
    why: str


@dataclass(slots=True)
class Findings:
    """What was found in one or several documents."""

    roles: list[FoundRole] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
