"""Reading PDF files with pypdf (an optional package), within bounds.

pypdf is pure Python without dependencies, 0.4 MB, and limits what streams unpack to; pdfminer.six, which knows more of
layout, takes 6.6 MB and cryptography, and roles stand in running text and lists, for which pypdf's lines do.
"""

import io
import logging
import re
import time
from collections import Counter
from collections.abc import Iterator

from decks.drafting.blocks import Block, Document
from decks.drafting.lines import Line, blocks_of
from decks.drafting.problems import MISSING, Unreadable

_MOST_PAGES = 400
_MOST_SECONDS = 20.0
_PAGE_NUMBER = re.compile(
    r"\s*(?:page\s+)?[-–—|]?\s*\d{1,4}\s*(?:(?:of|/)\s*\d{1,4})?\s*[-–—|]?\s*$", re.IGNORECASE
)


def blocks_of_pdf(raw: bytes, document: Document, most: int) -> Iterator[Block]:
    """The blocks of a PDF, each with its page and its line on it; its properties go to `document`.

    Raises:
        Unreadable: it is damaged, encrypted, too long, or takes too long.
    """
    try:
        import pypdf
        from pypdf.errors import PyPdfError
    except ImportError:
        raise Unreadable(MISSING.format(name=document.name, what="a PDF")) from None
    logging.getLogger("pypdf").setLevel(
        logging.CRITICAL
    )  # its warnings on repaired files would stand among ours
    began = time.monotonic()
    pages: list[list[str]] = []
    try:
        reader = pypdf.PdfReader(io.BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable(f"{document.name} is protected by a password; save it without one.")
        if len(reader.pages) > _MOST_PAGES:
            raise Unreadable(
                f"{document.name} has more than {_MOST_PAGES} pages; take out those that describe roles."
            )
        about = reader.metadata
        if about is not None:
            document.know(
                title=_text(about.title), author=_text(about.author), date=_date(about.get("/CreationDate"))
            )
        total = 0
        for page in reader.pages:
            text = page.extract_text()
            total += len(text)
            if total > most or time.monotonic() - began > _MOST_SECONDS:
                raise Unreadable(
                    f"{document.name} takes too long to read; take out the pages that describe roles."
                )
            pages.append([line.expandtabs(4) for line in text.split("\n")])
    except (
        PyPdfError,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        IndexError,
        NotImplementedError,
        OSError,
        RecursionError,
        AssertionError,
        ArithmeticError,
        ImportError,
    ) as error:
        # pypdf lets what a damaged file provokes through as it comes.
        words = " ".join(str(error).split())[:120].rstrip(".") or type(error).__name__
        raise Unreadable(f"{document.name} is a damaged or unusual PDF ({words}).") from None
    return blocks_of(_kept(pages))


def _text(value: object) -> str:
    text = value if isinstance(value, str) else ""
    return (
        ""
        if text.casefold() in {"anonymous", "untitled", "unspecified", "(anonymous)", "(unspecified)"}
        else text
    )


def _date(value: object) -> str:
    found = re.match(r"(?:D:)?(\d{4})(\d\d)(\d\d)", value) if isinstance(value, str) else None
    return "-".join(found.groups()) if found else ""


def _kept(pages: list[list[str]]) -> list[Line]:
    """The lines of all pages without page numbers and what stands at the head or foot of most pages."""
    ends = Counter(line.strip() for page in pages for line in {*page[:2], *page[-2:]} if line.strip())
    often = {line for line, times in ends.items() if times >= 3 and times * 2 >= len(pages)}
    kept: list[Line] = []
    for number, page in enumerate(pages, 1):
        for place, line in enumerate(page, 1):
            at_end = place <= 2 or place > len(page) - 2
            if at_end and (line.strip() in often or (_PAGE_NUMBER.match(line) and line.strip())):
                continue
            kept.append(Line(line, place, number))
    return kept
