"""Opening documents: from a file of any of the kinds that are understood to its blocks, within bounds."""

import codecs
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from decks.drafting.blocks import Block, Document
from decks.drafting.problems import Unreadable
from decks.text import one_line

MAX_BYTES = 20 * 1024 * 1024
"""What a document may hold. A book of 1,000 pages takes about 2 MB of text."""
MAX_TEXT = 1024 * 1024
"""Characters of text that are looked at in one document; the most that is worked through in a few seconds."""
MAX_BLOCKS = 20_000


def open_document(path: Path, name: str) -> Document:
    """Read a document.

    Args:
        path: the file.
        name: what to call it in messages and comments.

    Raises:
        Unreadable: it cannot be read, or is nothing that roles can be found in; its text is one sentence.
    """
    name = one_line(name)
    raw = _bytes_of(path, name)
    kind = kind_of(raw, path.suffix.lower())
    document = Document(name)
    if kind == "pdf":
        from decks.drafting.pdf import blocks_of_pdf

        blocks = blocks_of_pdf(raw, document, MAX_TEXT)
    elif kind == "docx":
        from decks.drafting.docx import blocks_of_docx

        blocks = blocks_of_docx(raw, document, MAX_TEXT)
    elif kind == "zip":
        raise Unreadable(f"{name} is no Word document (.docx) but another kind of archive.")
    else:
        blocks = _blocks_of_text(decoded(raw, name), kind, document)
    for block in blocks:
        document.blocks.append(block)
        if len(document.blocks) > MAX_BLOCKS:
            raise Unreadable(
                f"{name} has more than {MAX_BLOCKS} paragraphs; split it into several documents."
            )
    if not document.blocks:
        raise Unreadable(f"{name} holds no text{' (are its pages pictures?)' if kind == 'pdf' else ''}.")
    return document


def _bytes_of(path: Path, name: str) -> bytes:
    try:
        # Opening a pipe would wait for somebody to write into it.
        with os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise Unreadable(f"{name} is not a file.")
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise Unreadable(f"{name} cannot be read: {error.strerror or error}.") from None
    except ValueError as error:
        raise Unreadable(f"{name} cannot be read: {error}.") from None
    if len(raw) > MAX_BYTES:
        raise Unreadable(
            f"{name} is larger than {MAX_BYTES // 1024 // 1024} MB; split it into several documents."
        )
    return raw


def kind_of(raw: bytes, suffix: str) -> str:
    """What a document is, by its first bytes and else by the ending of its name: pdf, docx, zip, html or text."""
    if raw.startswith(b"%PDF-") or b"%PDF-" in raw[:1024]:
        return "pdf"
    if raw.startswith(b"PK\x03\x04"):
        return "docx" if suffix in {".docx", ".docm", ".dotx"} or b"word/" in raw else "zip"
    head = raw[:2048].lstrip(codecs.BOM_UTF8 + b" \t\r\n").lower().replace(b"\x00", b"")
    if head.startswith((b"<!doctype html", b"<html", b"<?xml")) or suffix in {".html", ".htm", ".xhtml"}:
        return "html"
    if head.startswith(b"<") and b"</" in head and suffix not in {".md", ".markdown", ".txt"}:
        return "html"
    return "text"


def decoded(raw: bytes, name: str) -> str:
    """The text of bytes in UTF-8, UTF-16 or UTF-32 with its mark, or else in Windows' encoding of western Europe.

    Raises:
        Unreadable: they are no text.
    """
    for bom, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if raw.startswith(bom):
            text = raw.decode(encoding, "replace").removeprefix("\ufeff")
            break
    else:
        if b"\x00" in raw:
            raise Unreadable(f"{name} is not a text, a web page, a Word document (.docx) or a PDF.")
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            text = raw.decode("cp1252", "replace")
    odd = sum(1 for char in text[:100_000] if (char < " " and char not in "\t\n\r\f\v") or char == "\ufffd")
    if odd * 20 > min(len(text), 100_000):
        raise Unreadable(f"{name} is not a text, a web page, a Word document (.docx) or a PDF.")
    if len(text) > MAX_TEXT:
        raise Unreadable(f"{name} has more than a million characters; split it into several documents.")
    return (
        text.replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\f", "\n")
        .replace("\v", "\n")
        .replace("\u2028", "\n")
    )


def _blocks_of_text(text: str, kind: str, document: Document) -> Iterator[Block]:
    if kind == "html":
        from decks.drafting.web import blocks_of_html

        yield from blocks_of_html(text, document)
        return
    from decks.drafting.front import front_matter
    from decks.drafting.lines import blocks_of, lines_of

    parts = front_matter(text, document)
    for part, first, same_line in parts:
        lines = lines_of(part, first)
        if same_line:
            lines = [type(line)(line.text, first, 0) for line in lines]
        yield from blocks_of(lines)
