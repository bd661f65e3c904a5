"""Tables: each row taken apart into headings, labels and entries, so that what follows need not know of tables."""

import re
from collections.abc import Iterator, Sequence

from decks.drafting.blocks import Block, Kind
from decks.drafting.labels import Label, Section, label_of
from decks.drafting.titles import is_title


def unfolded(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks with table rows made into headings, labelled paragraphs and list items."""
    table: list[Block] = []
    for block in blocks:
        if block.kind is Kind.ROW and not (block.header and table):
            table.append(block)
            continue
        yield from _table(table)
        table = [block] if block.kind is Kind.ROW else []
        if not table:
            yield block
    yield from _table(table)


def _table(rows: list[Block]) -> Iterator[Block]:
    if not rows:
        return
    width = max(len(row.cells) for row in rows)
    heads = [label_of(cell) for cell in rows[0].cells]
    has_head = sum(head is not None for head in heads) * 2 >= len(heads) and len(rows) > 1 and width > 1
    if (
        width == 2
        and sum(label_of(row.cells[0]) is not None for row in rows if row.cells) * 2 > len(rows)
        and not (has_head and heads[0] is not None and heads[0].section in {Section.TITLE, Section.ROLES})
    ):
        yield from _labelled_rows(rows)
    elif has_head:
        names = [cell or "" for cell in rows[0].cells]
        role_at = _column_of_roles(rows, heads)
        if role_at is None:  # a table on the role being described
            for at, head in enumerate(heads):
                for row in rows[1:] if head is not None else ():
                    yield from _cell(names[at], row.cells[at] if at < len(row.cells) else "", row)
            return
        for row in rows[1:]:
            yield from _role_row(row, names, role_at)
    elif width >= 2 and all(is_title(row.cells[0]) for row in rows[1:] or rows):
        for row in rows[0 if is_title(rows[0].cells[0]) else 1 :]:
            yield from _role_row(row, ["", *["Duties"] * (len(row.cells) - 1)], 0)
    else:
        for row in rows:
            for cell in row.cells:
                for line in filter(str.strip, cell.split("\n")):
                    yield Block(Kind.PARAGRAPH, line.strip(), row.line, row.page)


def _column_of_roles(rows: Sequence[Block], heads: Sequence[Label | None]) -> int | None:
    """The column that names the roles; None where the table has none."""
    for at, head in enumerate(heads):
        if head is not None and head.section in {Section.TITLE, Section.ROLES}:
            return at
    titled = sum(is_title(row.cells[0]) for row in rows[1:]) * 2 > len(rows) - 1
    return 0 if heads[0] is None or titled else None


def _labelled_rows(rows: Sequence[Block]) -> Iterator[Block]:
    """Rows of a label and what belongs to it."""
    for row in rows:
        name = row.cells[0]
        value = row.cells[1] if len(row.cells) > 1 else ""
        yield from _cell(name, value, row)


def _role_row(row: Block, names: Sequence[str], role_at: int) -> Iterator[Block]:
    title = row.cells[role_at] if role_at < len(row.cells) else ""
    if not title.strip():
        return
    yield Block(Kind.HEADING, " ".join(title.split()), row.line, row.page, level=3, lead="")
    for at, cell in enumerate(row.cells):
        if at != role_at and cell.strip():
            yield from _cell(names[at] if at < len(names) else "", cell, row)


def _cell(name: str, value: str, row: Block) -> Iterator[Block]:
    label = label_of(name)
    if label is not None and label.section is Section.TITLE:
        yield Block(Kind.HEADING, " ".join(value.split()), row.line, row.page, level=3)
        return
    yield Block(Kind.HEADING, f"{name.rstrip(':')}:", row.line, row.page, level=5)
    parts = re.split(r"\s*\n\s*|\s*;\s*|\s*•\s*", value.strip())
    for part in filter(None, (re.sub(r"^(?:[-*–•]|\d+[.)])\s+", "", part) for part in parts)):
        yield Block(Kind.ITEM, part, row.line, row.page)
