"""Reading plain text and Markdown: lines to blocks.

One reader serves both, because people's plain text holds half of Markdown: bullets, numbers, rules under titles.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from decks.drafting.blocks import Block, Kind

_BULLET = re.compile(r"(?:[•‣▪●○◦∙·■□➢➤✓✔❖*+–—-]|o(?=\s{1,3}\S))\s+(?=\S)")
_NUMBER = re.compile(
    r"(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})\)|(?:\d{1,2}(?:\.\d{1,2})*\.|\d{1,2}(?:\.\d{1,2})+))\s+(?=\S)",
    re.IGNORECASE,
)
_LETTERED = re.compile(r"\(?(?:[a-z]|[ivx]{1,4})[.)]\s+(?=\S)")
_ATX = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_RULE = re.compile(r"\s*(?:={3,}|-{3,}|\*{3,}|_{3,}|(?:- ){3,}-?|(?:\* ){3,}\*?)\s*$")
_TABLE_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_BOLD_LEAD = re.compile(r"(\*\*|__)(?=\S)(.+?)\1\s*[:.–—-]*\s*(.*)$", re.DOTALL)
_BOLD = re.compile(r"(\*\*|__|~~)(?=\S)(.+?)(?<=\S)\1")
_ITALIC = re.compile(
    r"(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![\w*])|(?<!\w)_(?=[^\s_])([^_\n]+?)(?<=[^\s_])_(?!\w)"
)
_LINK = re.compile(r"!?\[([^\]\n]{0,300})\]\((?:[^()\n]|\([^()\n]*\)){0,500}\)")
_CODE = re.compile(r"`([^`\n]+)`")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_SENTENCE_END = (".", "!", "?", "…", ";", ".”", ".)", '."')


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and where it stands."""

    text: str
    line: int
    page: int = 0


def lines_of(text: str, first: int = 1) -> list[Line]:
    """The lines of a text, numbered from `first` as an editor does it."""
    return [
        Line(line.expandtabs(4).rstrip("\r"), number) for number, line in enumerate(text.split("\n"), first)
    ]


def blocks_of(lines: Sequence[Line]) -> Iterator[Block]:
    """The blocks of lines of plain text or Markdown."""
    reader = _Reader(lines)
    return reader.blocks()


def unmarked(text: str) -> str:
    """Text without Markdown's marks and entities, on one line."""
    text = html.unescape(_TAG.sub(" ", text)) if "<" in text or "&" in text else text
    for _ in range(2):
        text = _BOLD.sub(r"\2", text)
    text = _ITALIC.sub(lambda m: m.group(1) or m.group(2), _CODE.sub(r"\1", _LINK.sub(r"\1", text)))
    return " ".join(re.sub(r"\\([\\`*_{}\[\]()#+.!|-])", r"\1", text).split())


def with_lead(kind: Kind, raw: str, **places: object) -> Block:
    """A block from raw Markdown, its bold beginning taken apart."""
    found = _BOLD_LEAD.match(raw.strip())
    lead, text = ("", raw) if found is None else (found.group(2), found.group(3))
    lead, text = unmarked(lead).strip(" :.–—"), unmarked(text)
    if lead and not text:
        lead, text = "", lead
        if kind is Kind.PARAGRAPH:
            return Block(Kind.HEADING, text, level=5, **places)  # type: ignore[arg-type]
    elif lead and text[:1].islower() and ":" not in raw.split(lead, 1)[-1][:6]:
        lead, text = "", f"{lead} {text}"  # bold words that a sentence goes on from
    return Block(kind, text, lead=lead, **places)  # type: ignore[arg-type]


class _Reader:
    """Goes through the lines once; `_at` is the line it is at."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._at = 0
        self._indents: list[int] = []
        """The indents of the list items that enclose this place."""

    def blocks(self) -> Iterator[Block]:
        while self._at < len(self._lines):
            line = self._lines[self._at]
            text = line.text.strip()
            if (
                not text
                or text in {"&nbsp;", "\xa0"}
                or (_RULE.match(line.text) and not self._is_item(line.text))
                or text.startswith(("```", "~~~"))
            ):
                self._at += 1
            elif atx := _ATX.match(text):
                self._indents = []
                self._at += 1
                heading = unmarked(atx.group(2))
                yield Block(
                    Kind.HEADING,
                    *self._number(heading),
                    line=line.line,
                    page=line.page,
                    level=len(atx.group(1)),
                )
            elif "|" in text and self._is_table():
                yield from self._table()
            elif self._is_item(line.text):
                yield self._item()
            else:
                yield from self._paragraphs()

    @staticmethod
    def _number(heading: str) -> tuple[str]:
        return (_NUMBER.sub("", heading, count=1) or heading,)

    @staticmethod
    def _is_item(text: str) -> re.Match[str] | None:
        bare = text.strip()
        if bare.startswith(("**", "__")):
            return None
        return _BULLET.match(bare) or _NUMBER.match(bare)

    def _is_table(self) -> bool:
        after = self._lines[self._at + 1].text.strip() if self._at + 1 < len(self._lines) else ""
        here = self._lines[self._at].text.strip()
        return bool(_TABLE_RULE.match(after) and "|" in after) or (
            here.startswith("|") and here.endswith("|") and here.count("|") > 2
        )

    def _table(self) -> Iterator[Block]:
        first = True
        while self._at < len(self._lines) and "|" in (text := self._lines[self._at].text.strip()):
            line = self._lines[self._at]
            self._at += 1
            if _TABLE_RULE.match(text):
                continue
            raw = re.split(r"(?<!\\)\|", text.removeprefix("|").removesuffix("|"))
            cells = tuple("\n".join(unmarked(part) for part in re.split(r"<br\s*/?>", cell)) for cell in raw)
            yield Block(Kind.ROW, " | ".join(cells), line.line, line.page, cells=cells, header=first)
            first = False

    def _item(self) -> Block:
        line = self._lines[self._at]
        indent = len(line.text) - len(line.text.lstrip())
        while self._indents and indent <= self._indents[-1] - (1 if len(self._indents) > 1 else 0):
            self._indents.pop()
        self._indents.append(indent)
        bare = line.text.strip()
        numbered = _NUMBER.match(bare) is not None
        for mark in (_BULLET, _NUMBER, _LETTERED):  # "• a) …"
            found = mark.match(bare)
            bare = bare[found.end() :] if found else bare
        bare = re.sub(r"^\[[ xX]\]\s+", "", bare)
        self._at += 1
        parts = [bare]
        width = max(len(line.text), 60)
        while self._at < len(self._lines):
            following = self._lines[self._at].text
            text = following.strip()
            deeper = len(following) - len(following.lstrip()) > indent
            lower = text[:1].islower() and len(self._lines[self._at - 1].text) > 0.6 * width
            if not text or self._is_item(following) or not (deeper or lower) or _ATX.match(text):
                break
            parts.append(text)
            self._at += 1
        return with_lead(
            Kind.ITEM,
            _joined(parts),
            line=line.line,
            page=line.page,
            level=len(self._indents),
            numbered=numbered,
        )

    def _paragraphs(self) -> Iterator[Block]:
        """The blocks of a run of lines without an empty one: hard-wrapped lines are joined, short ones stay apart."""
        run: list[Line] = []
        while self._at < len(self._lines):
            line = self._lines[self._at]
            text = line.text.strip()
            if not text or self._is_item(line.text) or _ATX.match(text) or _RULE.match(text):
                break
            run.append(line)
            self._at += 1
        under = self._lines[self._at].text.strip() if self._at < len(self._lines) else ""
        setext = len(run) == 1 and re.fullmatch(r"=+|-{3,}", under) is not None
        if self._at < len(self._lines) and run and run[0].text[:1].strip():
            self._indents = []
        if setext:
            self._at += 1
            yield Block(
                Kind.HEADING,
                unmarked(run[0].text),
                run[0].line,
                run[0].page,
                level=1 if under[0] == "=" else 2,
            )
            return
        width = max((len(line.text) for line in run), default=0)
        group: list[Line] = []
        for place, line in enumerate(run):
            group.append(line)
            after = run[place + 1].text.strip() if place + 1 < len(run) else ""
            if not after or not _runs_on(line.text, after, width):
                yield self._paragraph(group)
                group = []

    def _paragraph(self, group: Sequence[Line]) -> Block:
        raw = _joined([line.text.strip() for line in group])
        block = with_lead(Kind.PARAGRAPH, raw, line=group[0].line, page=group[0].page)
        if (
            block.kind is Kind.PARAGRAPH
            and not block.lead
            and len(group) == 1
            and looks_like_heading(block.text)
        ):
            return Block(
                Kind.HEADING, block.text, block.line, block.page, level=2 if block.text.isupper() else 4
            )
        return block


def looks_like_heading(text: str) -> bool:
    """Whether a line that stands alone reads like a heading: short, and no sentence."""
    words = text.split()
    if not words or len(text) > 90 or len(words) > 12:
        return False
    if text.endswith("?"):
        return True
    if ":" in text[:-1] or text.endswith((*_SENTENCE_END, ",")):
        return False
    return not words[0][:1].islower()


def _runs_on(text: str, after: str, width: int) -> bool:
    """Whether a line was wrapped, so that the next goes on with its sentence."""
    text = text.rstrip()
    if re.match(r"[A-Z][\w’' ]{2,40}\s[–—-]\s", after) and re.match(r"[A-Z][\w’' ]{2,40}\s[–—-]\s", text):
        return False  # lines of a list: "Usher - checks tickets"
    if text.endswith("-") and after[:1].islower():
        return True
    if text.endswith(":") and len(text) < 40:
        return False
    if re.match(r"[A-Z][\w /]{1,30}:(?:\s|$)", after) and text.endswith(_SENTENCE_END):
        return False
    full = len(text) + 1 + len(after.split()[0]) > width
    if after[:1].islower() and (text[:1].isupper() or len(text) >= 25) and not text.endswith(_SENTENCE_END):
        return True
    return full and width >= 45 and not (text.endswith(_SENTENCE_END) and len(text) < 0.6 * width)


def _joined(parts: Sequence[str]) -> str:
    """Lines as one, a word that a hyphen parts put together again."""
    out = parts[0]
    for part in parts[1:]:
        parted = re.search(r"[a-z]-$", out) is not None and part[:1].islower()
        out = out[:-1] + part if parted else f"{out} {part}"
    return out
