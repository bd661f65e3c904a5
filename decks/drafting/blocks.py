"""What a document is made of once it is read: headings, paragraphs, list items and table rows, each with its line."""

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What a block was in its document."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    TERM = "term"
    """The term of a list of definitions; the paragraphs after it are what it means."""


_LONGEST_LABEL = 200


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a document."""

    kind: Kind
    text: str
    """On one line; without bullets, numbers and other marks."""
    line: int
    """Counted from 1, in the file or, where it has no lines of its own, in the text taken out of it."""
    page: int = 0
    """Counted from 1; 0 where there are no pages."""
    level: int = 1
    """Of a heading, from 1; of a list item, how deep it nests, from 1."""
    lead: str = ""
    """What stands in bold at its beginning and is followed by more; `text` is then that more."""
    cells: tuple[str, ...] = ()
    """Of a table row: its cells, the parts of one joined by newlines."""
    header: bool = False
    """Of a table row: whether it heads the table."""
    numbered: bool = False
    """Whether the item or heading bears a number."""


@dataclass(slots=True)
class Document:
    """A document that was read."""

    name: str
    """The file as the user named it."""
    blocks: list[Block] = field(default_factory=list)
    title: str = ""
    author: str = ""
    date: str = ""
    publisher: str = ""
    url: str = ""
    furniture: list[Block] = field(default_factory=list)
    """What was left out because it belongs to the page and not to its subject."""

    def know(self, **values: str) -> None:
        """Fill in what is not known yet of title, author, date, publisher or url."""
        for name, value in values.items():
            if value.strip() and not getattr(self, name):
                setattr(self, name, " ".join(value.split())[:_LONGEST_LABEL])
