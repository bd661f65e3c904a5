"""Finding roles and statements: a walk through a document's blocks, telling what its list items and paragraphs are."""

import re
from dataclasses import replace

from decks.drafting.blocks import Block, Document, Kind
from decks.drafting.clauses import sentences
from decks.drafting.found import Findings, Place, Unplaced
from decks.drafting.headings import Headings
from decks.drafting.labels import LABELLED, Label, Section, label_of
from decks.drafting.roster import quoted_words
from decks.drafting.stating import Statements
from decks.drafting.tables import unfolded
from decks.drafting.titles import heads_role, is_title
from decks.drafting.whereabouts import Held, Whereabouts
from decks.english.verbs import form_of

_DASHED = re.compile(r"(?P<title>[^:–—.!?]{3,70}?)\s*(?::|\s[–—-])\s+(?P<rest>\S.*)$", re.DOTALL)

_OPEN = frozenset({None, Section.ROLES, Section.ABOUT, Section.OTHER})
"""Sections in which a new role may be described."""
_LONGEST_BLOCK = 20_000


def find(document: Document, index: int) -> Findings:
    """The roles of a cleaned document; `index` is its number among the documents of the deck."""
    return _Finder(document, index).walk()


class _Finder:
    """Walks the blocks of one document."""

    def __init__(self, document: Document, index: int) -> None:
        self._unplaced: list[Unplaced] = []
        self._index = index
        self._blocks = list(unfolded(document.blocks))
        self._here = Whereabouts()
        self._statements = Statements(self._here)
        self._headings = Headings(self._blocks, self._here, self._statements)

    def walk(self) -> Findings:
        """Go through all blocks."""
        for place, block in enumerate(self._blocks):
            whole = f"{block.lead}: {block.text}" if block.lead else block.text
            quote = quoted_words(whole)
            self._here.roster.place = Place(self._index, block.line, block.page, quote)
            if block.kind is not Kind.ITEM:
                self._here.unwind(0)
            before = self._statements.made
            self._here.prose.silent = []
            handled = len(whole) <= _LONGEST_BLOCK and self._block(block, place)
            if self._statements.made > before:
                for sentence in self._here.prose.silent:
                    self._leave(block, quoted_words(sentence))
            elif not handled:
                self._leave(block, quote)
        roles = [role for role in self._here.roster.roles if role.sure or role.facts]
        return Findings(roles, self._unplaced)

    def _leave(self, block: Block, quote: str) -> None:
        """Note that nothing was made of a block or of a sentence in it."""
        self._unplaced.append(Unplaced(self._index, block.line, block.page, quote, self._why()))

    def _why(self) -> str:
        if self._here.section is Section.OTHER:
            return "of no use in a deck"
        return "no statement on a role" if self._here.roster.roles else "before any role is named"

    def _block(self, block: Block, place: int) -> bool:
        """Take in one block; whether that needs no word to the instructor even if it gave no fact."""
        if block.kind is Kind.HEADING:
            return self._headings.read(block, place)
        if self._here.awaits_title:
            return self._here.take_title(block)
        if block.kind is Kind.TERM:
            return self._term(block)
        if block.kind is Kind.ITEM:
            return self._item(block, place)
        return self._paragraph(block, place)

    def _term(self, block: Block) -> bool:
        label = label_of(block.text)
        if label is not None and (self._here.roster.current or label.section is Section.TITLE):
            if label.section is Section.TITLE:
                self._here.awaits_title = True
            else:
                self._here.enter(label)
        else:
            self._here.open_role(block.text, 5, sure=is_title(block.text))
            self._here.section = Section.ABOUT
        return True

    def _item(self, block: Block, place: int) -> bool:
        self._here.unwind(block.level)
        following = self._blocks[place + 1] if place + 1 < len(self._blocks) else None
        has_children = following is not None and following.kind is Kind.ITEM and following.level > block.level
        held = self._here.held(block.level)
        if block.lead:
            return self._led(block, held)
        label = label_of(block.text) if has_children or block.text.endswith(":") else None
        if label is not None and (self._here.roster.current or label.role):
            self._here.stack.append(held)
            self._here.enter(label)
            return True
        parts = LABELLED.match(block.text)
        if parts and (label := label_of(parts["label"])) is not None and self._may_be_label(label):
            self._here.stack.append(held)
            return self._labelled(label, replace(block, text=parts["rest"]))
        if self._here.section not in {
            Section.ALIASES,
            Section.OTHER,
            Section.REQUIREMENTS,
            Section.EQUIPMENT,
            Section.SUPERVISION,
            Section.WORKPLACE,
            Section.DUTIES,
        }:
            dashed = _DASHED.match(block.text)
            if (dashed and is_title(dashed["title"]) and form_of(dashed["title"]) is None) or (
                dashed and is_title(dashed["title"]) and self._here.section is Section.ROLES
            ):
                self._here.stack.append(held)
                return self._role_with(dashed["title"], replace(block, text=dashed["rest"]))
            if is_title(block.text) and (has_children or self._here.section is Section.ROLES):
                self._here.stack.append(held)
                self._here.open_role(block.text, self._here.role_level)
                return True
        if is_title(block.text) and has_children and form_of(block.text) is None:
            self._here.stack.append(held)
            self._here.open_role(block.text, self._here.role_level)
            return True
        if (
            has_children
            and form_of(block.text) is None
            and (block.text.endswith(":") or len(block.text.split()) <= 4)
        ):
            return True
        return self._statements.make(block)

    def _may_be_label(self, label: Label) -> bool:
        return label.section is Section.TITLE or (
            bool(self._here.roster.current) and label.section is not Section.ROLES
        )

    def _led(self, block: Block, held: Held) -> bool:
        """A block with a bold beginning: a role, a label, or the subject of what follows."""
        label = label_of(block.lead)
        titled = is_title(block.lead) or (
            label is None and heads_role(block.lead) and self._here.section in _OPEN
        )
        bracket = re.match(r"\([^()]{2,60}\)\s*[:.–—-]*\s*", block.text)
        if titled and bracket:  # "**Usher** (attendant): …"
            block = replace(
                block,
                lead=f"{block.lead} {bracket.group().rstrip(' :.–—-')}",
                text=block.text[bracket.end() :],
            )
        if label is not None and not (titled and self._here.section is Section.ROLES):
            self._here.stack.append(held)
            return self._labelled(label, block)
        explained = len(block.text.split()) > 3 and self._here.section in {
            None,
            Section.ROLES,
            Section.ABOUT,
            Section.OTHER,
        }
        if titled or (self._here.section is Section.ROLES and explained and len(block.lead.split()) <= 5):
            if block.kind is Kind.ITEM:
                self._here.stack.append(held)
            return self._role_with(block.lead, block, sure=titled)
        if self._here.section in {Section.DUTIES, Section.LIMITS, None} and form_of(block.text) is not None:
            return self._statements.make(replace(block, lead=""))
        if self._here.section in {Section.DUTIES, Section.LIMITS} and form_of(block.lead) is not None:
            return self._statements.make(replace(block, lead="", text=block.lead))
        if self._here.section in {None, Section.ROLES, Section.ABOUT}:
            return self._statements.make(replace(block, lead="", text=block.text))
        return self._statements.make(replace(block, lead="", text=f"{block.lead}: {block.text}"))

    def _role_with(self, title: str, block: Block, *, sure: bool = True) -> bool:
        """A role whose description stands in the same block."""
        self._here.open_role(title, self._here.role_level, sure=sure)
        self._here.prose.begin()
        self._here.section = Section.ABOUT
        self._statements.make(replace(block, lead=""))
        self._here.section = None
        return True

    def _labelled(self, label: Label, block: Block) -> bool:
        """A label with its content in the same block."""
        if label.section is Section.TITLE and form_of(block.text) is not None and not is_title(block.text):
            label = Label(Section.ABOUT)  # "Role: sells tickets"
        if label.section is Section.TITLE:
            self._here.open_role(block.text, self._here.role_level or 5)
            return True
        before = self._here.section
        self._here.enter(label)
        done = self._statements.make(replace(block, lead="")) if block.text else True
        if block.kind is Kind.PARAGRAPH:
            ends_open = block.text.endswith(":") or not block.text
            self._here.section = self._here.section if ends_open else before
        return done

    def _paragraph(self, block: Block, place: int) -> bool:
        following = self._blocks[place + 1] if place + 1 < len(self._blocks) else None
        held = self._here.held(1)
        if block.lead:
            done = self._led(block, held)
            self._here.stack.clear()
            return done
        parts = LABELLED.match(block.text)
        if parts:
            label = label_of(parts["label"])
            if label is not None and len(parts["label"].split()) <= 8 and self._may_be_label(label):
                return self._labelled(label, replace(block, text=parts["rest"]))
            if (
                is_title(parts["label"])
                and len(parts["rest"].split()) > 2
                and self._here.section is not Section.REQUIREMENTS
                and not (label and self._here.roster.current)
            ):
                return self._role_with(parts["label"], replace(block, text=parts["rest"]))
        if (self._here.section is Section.DUTIES and len(sentences(block.text)) > 1) or (
            self._here.section is Section.DUTIES and following is not None and following.kind is Kind.ITEM
        ):
            return self._intro(block, following)
        if block.text.endswith(":") or (
            following is not None and following.kind is Kind.ITEM and self._announces(block.text)
        ):
            return self._intro(block, following)
        return self._statements.make(block)

    def _announces(self, text: str) -> bool:
        last = sentences(text)[-1]
        return len(last.split()) <= 14 and label_of(last.rstrip(".")) is not None

    def _intro(self, block: Block, following: Block | None) -> bool:
        """A paragraph that ends by announcing a list."""
        said = sentences(block.text)
        last = said[-1]
        announces = last.endswith(":") or (following is not None and following.kind is Kind.ITEM)
        label = label_of(last.rstrip(".")) if announces else None
        if label is None and last.endswith(":"):
            low = last.casefold()
            self._here.prose.mention(last)
            for section, words in ((Section.REQUIREMENTS, r"\b(?:need|require|qualif|must have|should have|certif|licen)"), (Section.EQUIPMENT, r"\b(?:equipment|tools|machines)\b"), (Section.LIMITS, r"\b(?:not|never)\b"), (Section.ROLES, r"\b(?:roles|positions|jobs|people|team|crew|titles)\b"), (Section.ALIASES, r"\b(?:called|known)\b"), (Section.DUTIES, r"\b(?:duties|tasks|responsib|include|following|involve|will|can|may|must|day|do|to)\b")):  # fmt: skip
                if re.search(words, low):
                    label = Label(section)
                    break
        body = said[:-1] if label is not None else said
        before = self._statements.made
        if body:
            self._statements.make(replace(block, text=" ".join(body)))
        if label is not None:
            self._here.enter(label)
            return self._statements.made > before or not body
        return self._statements.made > before
