"""Headings: whether one names a role, announces what is said of it, or is a statement itself."""

import re
from collections.abc import Sequence
from dataclasses import replace

from decks.drafting.blocks import Block, Kind
from decks.drafting.labels import LABELLED, Label, Section, label_of
from decks.drafting.stating import Statements
from decks.drafting.titles import heads_role, is_title
from decks.drafting.whereabouts import Whereabouts
from decks.english.verbs import Form, form_of


class Headings:
    """Reads the headings among the blocks of one document."""

    def __init__(self, blocks: Sequence[Block], here: Whereabouts, statements: Statements) -> None:
        self._blocks = blocks
        self._here = here
        self._statements = statements

    def read(self, block: Block, place: int) -> bool:
        """Take in the heading at a place; whether that needs no word to the instructor even if it gave no fact."""
        text = block.text.rstrip(":").strip()
        weak = block.level in {4, 6}
        label = label_of(block.text)
        if (
            label is None
            and (own := LABELLED.match(block.text))
            and (label := label_of(own["label"])) is not None
        ):
            if label.section is Section.TITLE:
                self._here.open_role(own["rest"], block.level)
                return True
            if label.section not in {Section.ROLES, Section.OTHER, Section.ABOUT}:
                self._here.enter(label)
                self._statements.make(replace(block, kind=Kind.PARAGRAPH, text=own["rest"]))
                return True
        if self._here.awaits_title and label is None:
            return self._here.take_title(block)
        if label is not None:
            return self._labelled(label, block)
        if (
            self._here.section is Section.ALIASES
            and weak
            and not begins_role(self._blocks, place, self._here.section)
        ):
            return self._statements.make(block)
        opens = begins_role(self._blocks, place, self._here.section)
        if is_title(text) and (
            opens
            or not weak
            or not self._here.roster.roles
            or self._here.listed_roles
            or self._here.section in {None, Section.ROLES, Section.OTHER}
        ):
            self._here.open_role(text, block.level)
            return True
        if (
            opens
            and (place > 0 or block.level > 1)
            and len(text.split()) <= 6
            and self._here.role_level in {0, block.level}
            and not text.endswith("?")
        ):
            self._here.open_role(text, block.level, sure=is_title(text) or heads_role(text))
            return True
        if weak and self._here.roster.current:  # a line without a full stop may still be a statement
            before = self._statements.made
            self._statements.make(replace(block, kind=Kind.PARAGRAPH))
            if self._statements.made > before:
                return True
        if block.level <= self._here.role_level and not weak:
            self._here.leave_role()
        if self._here.section is not Section.ROLES:
            self._here.section = None
        return place == 0 or not self._here.roster.roles or block.level > 1

    def _labelled(self, label: Label, block: Block) -> bool:
        if label.section is Section.TITLE:
            self._here.awaits_title = True
            self._here.section = None
            return True
        if label.role:
            self._here.open_role(label.role, block.level if block.level not in {4, 6} else 0)
        elif (
            0 < block.level <= self._here.role_level
            and block.level not in {4, 6}
            and label.section in {Section.ROLES, Section.OTHER}
        ):
            self._here.leave_role()
        self._here.enter(label)
        return True


def begins_role(blocks: Sequence[Block], place: int, section: Section | None) -> bool:
    """Whether what follows a heading reads like the description of one role: labels, or its work without a subject."""
    here = blocks[place]
    for after in blocks[place + 1 : place + 3]:
        if after.kind is Kind.HEADING:
            label = label_of(after.text)
            if label is None:
                return False
            return label.section in {
                Section.ABOUT,
                Section.DUTIES,
                Section.SUPERVISION,
                Section.REQUIREMENTS,
                Section.WORKPLACE,
                Section.ALIASES,
                Section.EQUIPMENT,
                Section.LIMITS,
                Section.CODE,
            } and (
                after.level > here.level
                or here.level in {4, 6}
                or here.level == after.level == 5
                or is_title(here.text)
            )
        labelled = LABELLED.match(f"{after.lead}: {after.text}" if after.lead else after.text)
        label = (
            label_of(labelled["label"])
            if labelled
            else (label_of(after.text) if after.text.endswith(":") else None)
        )
        if label is not None:
            return label.section not in {Section.ROLES, Section.OTHER, Section.SOURCE}
        if is_title(here.text):
            if (
                after.kind is Kind.PARAGRAPH
                and after.text.endswith((".", "!"))
                and len(after.text.split()) > 5
            ):
                return True
            return (
                after.kind is Kind.ITEM and section is not Section.ALIASES and form_of(after.text) is not None
            )
        own = re.match(rf"(?:an?\s+|the\s+)?{re.escape(here.text)}(?:e?s)?\s", after.text, re.IGNORECASE)
        works = after.kind is Kind.ITEM and form_of(after.text) is Form.THIRD
        return heads_role(here.text) and here.level not in {4, 6} and (own is not None or works)
    return False
