"""From documents to the draft of a deck."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from decks.drafting.blocks import Document
from decks.drafting.finding import find
from decks.drafting.found import FoundRole, Unplaced
from decks.drafting.furniture import cleaned
from decks.drafting.merging import merged
from decks.drafting.opening import open_document
from decks.drafting.writing import id_of, rendered
from decks.text import one_line


@dataclass(frozen=True, slots=True)
class Draft:
    """What was made of documents."""

    text: str
    """The YAML of the deck."""
    documents: tuple[Document, ...]
    roles: tuple[FoundRole, ...]
    unplaced: tuple[Unplaced, ...]


def draft(sources: Sequence[tuple[Path, str]], *, title: str = "", slug: str = "") -> Draft:
    """Draft a deck from documents.

    Args:
        sources: files, each with what to call it.
        title: the deck's title; by default that of the first document.
        slug: the deck's id; by default made from its title.

    Raises:
        Unreadable: one of the documents cannot be read.
    """
    documents = [open_document(path, name) for path, name in sources]
    findings = []
    for number, document in enumerate(documents):
        cleaned(document)
        findings.append(find(document, number))
    roles = merged([found.roles for found in findings])
    unplaced = [one for found in findings for one in found.unplaced]
    title = (
        one_line(title)
        or next((one_line(d.title) for d in documents if d.title), "")
        or one_line(sources[0][0].stem)
        or "A draft"
    )
    slug = slug or "-".join(id_of(title).split("-")[:6]) or "draft"
    return Draft(
        rendered(slug, title, roles, documents, unplaced), tuple(documents), tuple(roles), tuple(unplaced)
    )
