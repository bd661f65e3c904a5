"""Reading Word documents with python-docx (an optional package), within bounds.

mammoth turns them into HTML by styles and drops what list a paragraph belongs to unless the styles are named in English;
python-docx gives paragraphs and tables in their order with their numbering, and has type hints of its own.
"""

import io
import re
import zipfile
from collections.abc import Iterator

from decks.drafting.blocks import Block, Document, Kind
from decks.drafting.lines import looks_like_heading
from decks.drafting.problems import MISSING, Unreadable

_MOST_UNPACKED = 60 * 1024 * 1024
_BULLET = re.compile(r"^(?:[•‣▪●○◦·■*–-]|\(?[a-z0-9]{1,2}[.)])\s+")


def blocks_of_docx(raw: bytes, document: Document, most: int) -> Iterator[Block]:
    """The blocks of a Word document, each numbered by its paragraph; its properties go to `document`.

    Raises:
        Unreadable: it is none, is protected, or would unpack to more than is safe.
    """
    try:
        import docx
        from docx.opc.exceptions import PackageNotFoundError
        from docx.table import Table
        from docx.text.paragraph import Paragraph
        from lxml.etree import LxmlError  # type: ignore[import-untyped,unused-ignore]
    except ImportError:
        raise Unreadable(MISSING.format(name=document.name, what="a Word document")) from None
    _check_archive(raw, document.name)
    try:
        opened = docx.Document(io.BytesIO(raw))
        _take_properties(opened, document)
        line = total = 0
        blocks: list[Block] = []
        for part in opened.iter_inner_content():
            if isinstance(part, Paragraph):
                line += 1
                blocks += _block(part, line)
            elif isinstance(part, Table):
                first = True
                for row in part.rows:
                    line += 1
                    cells = tuple(
                        " ".join(cell.text.split("\n")) if first else cell.text.strip() for cell in row.cells
                    )
                    blocks.append(
                        Block(
                            Kind.ROW, " | ".join(cells).replace("\n", "; "), line, cells=cells, header=first
                        )
                    )
                    first = False
            total += sum(len(block.text) for block in blocks[-1:])
            if total > most:
                raise Unreadable(
                    f"{document.name} has more than a million characters; split it into several documents."
                )
    except (
        PackageNotFoundError,
        LxmlError,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        AttributeError,
        IndexError,
        NotImplementedError,
        OSError,
    ) as error:
        raise Unreadable(f"{document.name} is a damaged Word document ({_words(error)}).") from None
    return iter(blocks)


def _words(error: Exception) -> str:
    return " ".join(str(error).split())[:120].rstrip(".") or type(error).__name__


def _check_archive(raw: bytes, name: str) -> None:
    """Refuse an archive that is broken, encrypted or unpacks to too much, by what its table of contents says."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            entries = archive.infolist()
            if any(entry.flag_bits & 1 for entry in entries):
                raise Unreadable(f"{name} is protected by a password; save it without one.")
            # python-docx unpacks every part. zipfile never gives more bytes of one than its entry announces.
            if sum(entry.file_size for entry in entries) > _MOST_UNPACKED or len(entries) > 5000:
                raise Unreadable(
                    f"{name} unpacks to more than {_MOST_UNPACKED // 1024 // 1024} MB; take pictures out of it, or split it."
                )
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Unreadable(f"{name} is a damaged Word document ({_words(error)}).") from None


def _take_properties(opened: object, document: Document) -> None:
    properties = getattr(opened, "core_properties", None)
    if properties is None:
        return
    created = properties.created
    author = properties.author or ""
    document.know(
        title=properties.title or "",
        author="" if author.casefold() == "python-docx" else author,
        date=created.date().isoformat() if created and author.casefold() != "python-docx" else "",
    )


def _block(paragraph: object, line: int) -> list[Block]:
    """The blocks of one paragraph."""
    text = " ".join(str(getattr(paragraph, "text", "")).split())
    if not text:
        return []
    style = str(getattr(getattr(paragraph, "style", None), "name", "") or "").casefold()
    heading = re.fullmatch(r"(?:heading|titre|überschrift|título|rubrik|kop)\s*(\d)", style)
    if heading or style in {"title", "subtitle"}:
        return [Block(Kind.HEADING, text, line, level=int(heading.group(1)) if heading else 1)]
    level = _list_level(paragraph)
    bullet = _BULLET.match(text)
    if level or style.startswith("list") or bullet:
        text = text[bullet.end() :] if bullet else text
        nested = re.search(r"\s(\d)$", style)
        depth = int(nested.group(1)) if nested and not level else max(level, 1)
        return [_led(paragraph, Block(Kind.ITEM, text, line, level=depth, numbered="number" in style))]
    runs = [run for run in getattr(paragraph, "runs", ()) if run.text.strip()]
    if runs and all(run.bold for run in runs) and looks_like_heading(text.rstrip(":")):
        return [Block(Kind.HEADING, text, line, level=5)]
    if looks_like_heading(text) and len(text.split()) <= 8 and runs:
        return [Block(Kind.HEADING, text, line, level=6)]
    return [_led(paragraph, Block(Kind.PARAGRAPH, text, line))]


def _list_level(paragraph: object) -> int:
    """How deep the paragraph's numbering nests, from 1; 0 where it has none."""
    properties = getattr(getattr(paragraph, "_p", None), "pPr", None)
    numbering = getattr(properties, "numPr", None)
    if numbering is None:
        return 0
    level = getattr(getattr(numbering, "ilvl", None), "val", 0)
    return (level if isinstance(level, int) else 0) + 1


def _led(paragraph: object, block: Block) -> Block:
    """The block with its bold beginning, if it has one, taken apart."""
    bold = ""
    for run in getattr(paragraph, "runs", ()):
        if run.text.strip() and not run.bold:
            break
        bold += run.text
    lead = " ".join(bold.split())
    if not lead or not block.text.startswith(lead) or len(lead) > 80 or lead == block.text:
        return block
    rest = block.text[len(lead) :]
    if rest.lstrip()[:1].islower() and not lead.endswith((":", "–", "—", ".")):
        return block
    return Block(
        block.kind,
        rest.strip(" :.–—-"),
        block.line,
        level=block.level,
        lead=lead.strip(" :.–—"),
        numbered=block.numbered,
    )
