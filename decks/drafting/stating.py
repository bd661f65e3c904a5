"""What a block of a document states, by the section that it stands in, given to the roles of which it is true."""

from collections.abc import Sequence
from dataclasses import replace

from decks.drafting.blocks import Block, Kind
from decks.drafting.clauses import sentences
from decks.drafting.found import FoundFact, FoundRole
from decks.drafting.grammar import Said
from decks.drafting.labels import Section
from decks.drafting.sections import said_in
from decks.drafting.shaping import shaped
from decks.drafting.titles import key_of, title_of
from decks.drafting.whereabouts import Whereabouts
from decks.model import FactKind


class Statements:
    """Makes them of what a walk through a document comes by."""

    made: int
    """How many so far."""

    def __init__(self, here: Whereabouts) -> None:
        self.made = 0
        self._here = here

    def make(self, block: Block) -> bool:
        """Make what statements a block holds; whether it held any, or is of a kind that needs none."""
        before = self.made
        if self._here.section in {Section.OTHER, Section.SOURCE}:
            self._here.prose.read(block.text, self._add, strict=True)
            return self._here.section is Section.SOURCE or self.made > before
        if self._here.section is Section.CODE:
            return self._code(block.text)
        subject_first = self._here.section in {None, Section.ABOUT, Section.ROLES} or (
            block.kind is Kind.PARAGRAPH and self._here.section in {Section.DUTIES, Section.REQUIREMENTS, Section.LIMITS, Section.WORKPLACE, Section.SUPERVISION, Section.EQUIPMENT}
        )  # fmt: skip
        if subject_first and (
            block.kind is Kind.PARAGRAPH
            or len(sentences(block.text)) > 1
            or self._here.section in {Section.ABOUT, Section.ROLES}
        ):
            self._here.prose.read(block.text, self._add, section=self._here.section)
            if self.made > before or self._here.section in {None, Section.ABOUT, Section.ROLES}:
                return self.made > before
        if not self._here.roster.current:
            return False
        for said in said_in(
            self._here.section or Section.DUTIES,
            block.text,
            sure=self._here.section is not None or block.kind is Kind.ITEM,
        ):
            self._add(self._here.roster.current, said)
            self._here.prose.silent = []
        return self.made > before

    def _code(self, text: str) -> bool:
        title = title_of(f"{text.strip()} worker")
        for role in self._here.roster.current:
            for scheme, code in title.codes if title else ():
                role.codes.setdefault(scheme, code)
                self.made += 1
        return bool(title and title.codes)

    def _add(self, roles: Sequence[FoundRole], said: Said) -> None:
        """Give a statement, shaped, to the roles of which it is true."""
        if not roles:
            return
        first, *others = roles
        for kind, text, sure in shaped(said, first.title):
            self.made += 1
            fact = FoundFact(kind, text, [self._here.roster.place], sure, also=list(others))
            if kind is FactKind.ALIAS:
                for role in roles:
                    other = title_of(text)
                    if other and role.title.casefold() != other.text.casefold():
                        role.add(replace(fact, also=[], places=list(fact.places)))
                        self._here.roster.call(role, key_of(text))
            else:
                first.add(fact)
