"""Finding roles and statements: a walk through a document's blocks that knows of which role and of what it speaks."""

import re
from collections.abc import Sequence
from dataclasses import replace

from decks.drafting.blocks import Block, Document, Kind
from decks.drafting.clauses import sentences
from decks.drafting.found import Findings, FoundFact, FoundRole, Place, Unplaced
from decks.drafting.grammar import Said
from decks.drafting.labels import Label, Section, label_of
from decks.drafting.prose import Prose
from decks.drafting.roster import Roster, quoted_words
from decks.drafting.sections import said_in
from decks.drafting.shaping import shaped
from decks.drafting.tables import unfolded
from decks.drafting.titles import heads_role, is_title, key_of, title_of
from decks.english.verbs import Form, form_of
from decks.model import FactKind

_LABELLED = re.compile(r"(?P<label>[^:.!?]{2,70}?)\s*(?::|\s[–—-])\s+(?P<rest>\S.*)$", re.DOTALL)
_DASHED = re.compile(r"(?P<title>[^:–—.!?]{3,70}?)\s*(?::|\s[–—-])\s+(?P<rest>\S.*)$", re.DOTALL)

_OPEN = frozenset({None, Section.ROLES, Section.ABOUT, Section.OTHER})
"""Sections in which a new role may be described."""
_LONGEST_BLOCK = 20_000


def find(document: Document, index: int) -> Findings:
    """The roles of a cleaned document; `index` is its number among the documents of the deck."""
    finder = _Finder(document, index)
    finder.walk()
    roles = [role for role in finder.roster.roles if role.sure or role.facts]
    return Findings(roles, finder.unplaced)


class _Finder:
    """Walks the blocks of one document."""

    def __init__(self, document: Document, index: int) -> None:
        self.roster = Roster()
        self.unplaced: list[Unplaced] = []
        self._index = index
        self._blocks = list(unfolded(document.blocks))
        self._prose = Prose(self.roster)
        self._section: Section | None = None
        self._await_title = False
        self._role_level = 0
        """The level of the heading that named the current role; 0 where none did."""
        self._stack: list[tuple[int, tuple[FoundRole, ...], Section | None]] = []
        """What held before list items that name a role or a section: their levels, roles and sections."""
        self._listed_roles = False
        self._added = 0
        """How many statements were made of what was read so far."""

    def walk(self) -> None:
        """Go through all blocks."""
        for place, block in enumerate(self._blocks):
            whole = f"{block.lead}: {block.text}" if block.lead else block.text
            quote = quoted_words(whole)
            self.roster.place = Place(self._index, block.line, block.page, quote)
            if block.kind is not Kind.ITEM:
                self._unwind(0)
            before = self._count()
            self._prose.silent = []
            handled = len(whole) <= _LONGEST_BLOCK and self._block(block, place)
            if self._count() > before:
                for sentence in self._prose.silent:
                    self._leave(block, quoted_words(sentence))
            elif not handled:
                self._leave(block, quote)

    def _leave(self, block: Block, quote: str) -> None:
        """Note that nothing was made of a block or of a sentence in it."""
        self.unplaced.append(Unplaced(self._index, block.line, block.page, quote, self._why()))

    def _count(self) -> int:
        return self._added

    def _why(self) -> str:
        if self._section is Section.OTHER:
            return "of no use in a deck"
        return "no statement on a role" if self.roster.roles else "before any role is named"

    def _block(self, block: Block, place: int) -> bool:
        """Take in one block; whether that needs no word to the instructor even if it gave no fact."""
        if block.kind is Kind.HEADING:
            return self._heading(block, place)
        if self._await_title:
            return self._title_line(block)
        if block.kind is Kind.TERM:
            return self._term(block)
        if block.kind is Kind.ITEM:
            return self._item(block, place)
        return self._paragraph(block, place)

    # Headings

    def _heading(self, block: Block, place: int) -> bool:
        text = block.text.rstrip(":").strip()
        weak = block.level in {4, 6}
        label = label_of(block.text)
        if (
            label is None
            and (own := _LABELLED.match(block.text))
            and (label := label_of(own["label"])) is not None
        ):
            if label.section is Section.TITLE:
                self._open_role(own["rest"], block.level)
                return True
            if label.section not in {Section.ROLES, Section.OTHER, Section.ABOUT}:
                self._enter(label)
                self._content(replace(block, kind=Kind.PARAGRAPH, text=own["rest"]))
                return True
        if self._await_title and label is None:
            return self._title_line(block)
        if label is not None:
            return self._label_heading(label, block)
        if self._section is Section.ALIASES and weak and not self._begins_role(place):
            return self._content(block)
        opens = self._begins_role(place)
        if is_title(text) and (
            opens
            or not weak
            or not self.roster.roles
            or self._listed_roles
            or self._section in {None, Section.ROLES, Section.OTHER}
        ):
            self._open_role(text, block.level)
            return True
        if (
            opens
            and (place > 0 or block.level > 1)
            and len(text.split()) <= 6
            and self._role_level in {0, block.level}
            and not text.endswith("?")
        ):
            self._open_role(text, block.level, sure=is_title(text) or heads_role(text))
            return True
        if weak and self.roster.current:  # a line without a full stop may still be a statement
            before = self._count()
            self._content(replace(block, kind=Kind.PARAGRAPH))
            if self._count() > before:
                return True
        if block.level <= self._role_level and not weak:
            self.roster.current, self._role_level = (), 0
        if self._section is not Section.ROLES:
            self._section = None
        return place == 0 or not self.roster.roles or block.level > 1

    def _label_heading(self, label: Label, block: Block) -> bool:
        if label.section is Section.TITLE:
            self._await_title = True
            self._section = None
            return True
        if label.role:
            self._open_role(label.role, block.level if block.level not in {4, 6} else 0)
        elif (
            0 < block.level <= self._role_level
            and block.level not in {4, 6}
            and label.section in {Section.ROLES, Section.OTHER}
        ):
            self.roster.current, self._role_level = (), 0
        self._enter(label)
        return True

    def _enter(self, label: Label) -> None:
        if label.role:
            known = self.roster.named(label.role)
            if known is not None:
                self.roster.current = (known,)
        self._section = label.section
        self._listed_roles = self._listed_roles or label.section is Section.ROLES

    def _begins_role(self, place: int) -> bool:
        """Whether what follows a heading reads like the description of one role: labels, or its work without a subject."""
        here = self._blocks[place]
        for after in self._blocks[place + 1 : place + 3]:
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
            labelled = _LABELLED.match(f"{after.lead}: {after.text}" if after.lead else after.text)
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
                    after.kind is Kind.ITEM
                    and self._section is not Section.ALIASES
                    and form_of(after.text) is not None
                )
            own = re.match(rf"(?:an?\s+|the\s+)?{re.escape(here.text)}(?:e?s)?\s", after.text, re.IGNORECASE)
            works = after.kind is Kind.ITEM and form_of(after.text) is Form.THIRD
            return heads_role(here.text) and here.level not in {4, 6} and (own is not None or works)
        return False

    def _open_role(self, text: str, level: int, *, sure: bool = True) -> None:
        role = self.roster.named(text, sure=sure)
        if role is not None:
            self.roster.current = (role,)
            self._role_level = level
            self._section = None
            self._prose.begin()

    def _title_line(self, block: Block) -> bool:
        self._await_title = False
        self._open_role(f"{block.lead} {block.text}".strip(), 3)
        return True

    # Lists of definitions, list items, paragraphs

    def _term(self, block: Block) -> bool:
        label = label_of(block.text)
        if label is not None and (self.roster.current or label.section is Section.TITLE):
            if label.section is Section.TITLE:
                self._await_title = True
            else:
                self._enter(label)
        else:
            self._open_role(block.text, 5, sure=is_title(block.text))
            self._section = Section.ABOUT
        return True

    def _unwind(self, level: int) -> None:
        """Go back to what held before list items of this level or deeper."""
        while self._stack and self._stack[-1][0] >= max(level, 1):
            _, self.roster.current, self._section = self._stack.pop()

    def _item(self, block: Block, place: int) -> bool:
        self._unwind(block.level)
        following = self._blocks[place + 1] if place + 1 < len(self._blocks) else None
        has_children = following is not None and following.kind is Kind.ITEM and following.level > block.level
        held = (block.level, self.roster.current, self._section)
        if block.lead:
            return self._led(block, held)
        label = label_of(block.text) if has_children or block.text.endswith(":") else None
        if label is not None and (self.roster.current or label.role):
            self._stack.append(held)
            self._enter(label)
            return True
        parts = _LABELLED.match(block.text)
        if parts and (label := label_of(parts["label"])) is not None and self._may_be_label(label):
            self._stack.append(held)
            return self._labelled(label, replace(block, text=parts["rest"]))
        if self._section not in {
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
                dashed and is_title(dashed["title"]) and self._section is Section.ROLES
            ):
                self._stack.append(held)
                return self._role_with(dashed["title"], replace(block, text=dashed["rest"]))
            if is_title(block.text) and (has_children or self._section is Section.ROLES):
                self._stack.append(held)
                self._open_role(block.text, self._role_level)
                return True
        if is_title(block.text) and has_children and form_of(block.text) is None:
            self._stack.append(held)
            self._open_role(block.text, self._role_level)
            return True
        if (
            has_children
            and form_of(block.text) is None
            and (block.text.endswith(":") or len(block.text.split()) <= 4)
        ):
            return True
        return self._content(block)

    def _may_be_label(self, label: Label) -> bool:
        return label.section is Section.TITLE or (
            bool(self.roster.current) and label.section is not Section.ROLES
        )

    def _led(self, block: Block, held: tuple[int, tuple[FoundRole, ...], Section | None]) -> bool:
        """A block with a bold beginning: a role, a label, or the subject of what follows."""
        label = label_of(block.lead)
        titled = is_title(block.lead) or (label is None and heads_role(block.lead) and self._section in _OPEN)
        bracket = re.match(r"\([^()]{2,60}\)\s*[:.–—-]*\s*", block.text)
        if titled and bracket:  # "**Usher** (attendant): …"
            block = replace(
                block,
                lead=f"{block.lead} {bracket.group().rstrip(' :.–—-')}",
                text=block.text[bracket.end() :],
            )
        if label is not None and not (titled and self._section is Section.ROLES):
            self._stack.append(held)
            return self._labelled(label, block)
        explained = len(block.text.split()) > 3 and self._section in {
            None,
            Section.ROLES,
            Section.ABOUT,
            Section.OTHER,
        }
        if titled or (self._section is Section.ROLES and explained and len(block.lead.split()) <= 5):
            if block.kind is Kind.ITEM:
                self._stack.append(held)
            return self._role_with(block.lead, block, sure=titled)
        if self._section in {Section.DUTIES, Section.LIMITS, None} and form_of(block.text) is not None:
            return self._content(replace(block, lead=""))
        if self._section in {Section.DUTIES, Section.LIMITS} and form_of(block.lead) is not None:
            return self._content(replace(block, lead="", text=block.lead))
        if self._section in {None, Section.ROLES, Section.ABOUT}:
            return self._content(replace(block, lead="", text=block.text))
        return self._content(replace(block, lead="", text=f"{block.lead}: {block.text}"))

    def _role_with(self, title: str, block: Block, *, sure: bool = True) -> bool:
        """A role whose description stands in the same block."""
        self._open_role(title, self._role_level, sure=sure)
        self._prose.begin()
        self._section = Section.ABOUT
        self._content(replace(block, lead=""))
        self._section = None
        return True

    def _labelled(self, label: Label, block: Block) -> bool:
        """A label with its content in the same block."""
        if label.section is Section.TITLE and form_of(block.text) is not None and not is_title(block.text):
            label = Label(Section.ABOUT)  # "Role: sells tickets"
        if label.section is Section.TITLE:
            self._open_role(block.text, self._role_level or 5)
            return True
        before = self._section
        self._enter(label)
        done = self._content(replace(block, lead="")) if block.text else True
        if block.kind is Kind.PARAGRAPH:
            ends_open = block.text.endswith(":") or not block.text
            self._section = self._section if ends_open else before
        return done

    def _paragraph(self, block: Block, place: int) -> bool:
        following = self._blocks[place + 1] if place + 1 < len(self._blocks) else None
        held = (1, self.roster.current, self._section)
        if block.lead:
            done = self._led(block, held)
            self._stack.clear()
            return done
        parts = _LABELLED.match(block.text)
        if parts:
            label = label_of(parts["label"])
            if label is not None and len(parts["label"].split()) <= 8 and self._may_be_label(label):
                return self._labelled(label, replace(block, text=parts["rest"]))
            if (
                is_title(parts["label"])
                and len(parts["rest"].split()) > 2
                and self._section is not Section.REQUIREMENTS
                and not (label and self.roster.current)
            ):
                return self._role_with(parts["label"], replace(block, text=parts["rest"]))
        if (self._section is Section.DUTIES and len(sentences(block.text)) > 1) or (
            self._section is Section.DUTIES and following is not None and following.kind is Kind.ITEM
        ):
            return self._intro(block, following)
        if block.text.endswith(":") or (
            following is not None and following.kind is Kind.ITEM and self._announces(block.text)
        ):
            return self._intro(block, following)
        return self._content(block)

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
            self._prose.mention(last)
            for section, words in ((Section.REQUIREMENTS, r"\b(?:need|require|qualif|must have|should have|certif|licen)"), (Section.EQUIPMENT, r"\b(?:equipment|tools|machines)\b"), (Section.LIMITS, r"\b(?:not|never)\b"), (Section.ROLES, r"\b(?:roles|positions|jobs|people|team|crew|titles)\b"), (Section.ALIASES, r"\b(?:called|known)\b"), (Section.DUTIES, r"\b(?:duties|tasks|responsib|include|following|involve|will|can|may|must|day|do|to)\b")):  # fmt: skip
                if re.search(words, low):
                    label = Label(section)
                    break
        body = said[:-1] if label is not None else said
        before = self._count()
        if body:
            self._content(replace(block, text=" ".join(body)))
        if label is not None:
            self._enter(label)
            return self._count() > before or not body
        return self._count() > before

    def _content(self, block: Block) -> bool:
        """Statements of a block, by the section it stands in."""
        before = self._count()
        if self._section in {Section.OTHER, Section.SOURCE}:
            self._prose.read(block.text, self._add, strict=True)
            return self._section is Section.SOURCE or self._count() > before
        if self._section is Section.CODE:
            return self._code(block.text)
        subject_first = self._section in {None, Section.ABOUT, Section.ROLES} or (
            block.kind is Kind.PARAGRAPH and self._section in {Section.DUTIES, Section.REQUIREMENTS, Section.LIMITS, Section.WORKPLACE, Section.SUPERVISION, Section.EQUIPMENT}
        )  # fmt: skip
        if subject_first and (
            block.kind is Kind.PARAGRAPH
            or len(sentences(block.text)) > 1
            or self._section in {Section.ABOUT, Section.ROLES}
        ):
            self._prose.read(block.text, self._add, section=self._section)
            if self._count() > before or self._section in {None, Section.ABOUT, Section.ROLES}:
                return self._count() > before
        if not self.roster.current:
            return False
        for said in said_in(
            self._section or Section.DUTIES,
            block.text,
            sure=self._section is not None or block.kind is Kind.ITEM,
        ):
            self._add(self.roster.current, said)
            self._prose.silent = []
        return self._count() > before

    def _code(self, text: str) -> bool:
        title = title_of(f"{text.strip()} worker")
        for role in self.roster.current:
            for scheme, code in title.codes if title else ():
                role.codes.setdefault(scheme, code)
                self._added += 1
        return bool(title and title.codes)

    def _add(self, roles: Sequence[FoundRole], said: Said) -> None:
        """Give a statement, shaped, to the roles of which it is true."""
        if not roles:
            return
        first, *others = roles
        for kind, text, sure in shaped(said, first.title):
            self._added += 1
            fact = FoundFact(kind, text, [self.roster.place], sure, also=list(others))
            if kind is FactKind.ALIAS:
                for role in roles:
                    other = title_of(text)
                    if other and role.title.casefold() != other.text.casefold():
                        role.add(replace(fact, also=[], places=list(fact.places)))
                        self.roster.call(role, key_of(text))
            else:
                first.add(fact)
