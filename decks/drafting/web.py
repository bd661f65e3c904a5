"""Reading web pages with the standard library's parser, which takes any page as it comes and runs nothing in it."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from decks.drafting.blocks import Block, Document, Kind
from decks.english.verb_words import words

_SKIPPED = words("""aside audio button canvas code datalist dialog embed figcaption footer form head iframe input label link map math menu
    nav noscript object option picture pre script select style svg template textarea video""") - {
    "head",
    "code",
    "pre",
    "label",
}
_VOID = words("area base br col embed hr img input link meta source track wbr")
_BLOCK = words("""address article blockquote body caption center dd details div dl dt fieldset figure h1 h2 h3 h4 h5 h6 header hgroup hr html li main
    ol p pre section summary table tbody td tfoot th thead title tr ul""")
_FURNITURE = re.compile(
    r"""(?:^|[\s_-])(?:ad|ads|advert\w*|banner|breadcrumbs?|byline-share|comments?|consent|cookies?|footer|gdpr|login|masthead|menu|modal|nav|navbar|
    navigation|newsletter|pagination|popup|promo|recommend\w*|related(?:-\w+)?|share|sharing|sidebar|signup|skip-?link|social|subscribe|toolbar|
    widget)(?:$|[\s_-])""",
    re.IGNORECASE | re.VERBOSE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_DEEPEST = 400


def blocks_of_html(text: str, document: Document) -> Iterator[Block]:
    """The blocks of a page; its title, author, date and publisher go to `document`."""
    page = _Page(document)
    page.feed(_without_comments(text))
    page.close()
    page.flush()
    return iter(page.found)


def _without_comments(text: str) -> str:
    """The page without comments and the like, their lines kept; the parser takes quadratic time over those left open."""
    kept: list[str] = []
    at = 0
    while (begins := text.find("<!--", at)) >= 0:
        ends = text.find("-->", begins + 4)
        kept += [text[at:begins], "\n" * text.count("\n", begins, ends if ends >= 0 else len(text))]
        at = ends + 3 if ends >= 0 else len(text)
    kept.append(text[at:])
    return re.sub(r"<(?=[?!\[](?!doctype))", "", "".join(kept), flags=re.IGNORECASE)


class _Page(HTMLParser):
    """Gathers blocks as tags open and close."""

    def __init__(self, document: Document) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Block] = []
        self._document = document
        self._open: list[tuple[str, bool]] = []
        """The open tags, each with whether what is in it is left out."""
        self._text: list[str] = []
        self._bold: list[str] = []
        self._line = 0
        self._lists = 0
        self._cells: list[str] | None = None
        self._heads = 0
        self._rows = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "meta":
            self._meta(values)
        if tag == "time" and values.get("datetime"):
            self._document.know(date=values["datetime"][:10])
        if tag == "br":
            self._text.append("\n")
        if tag in _BLOCK and self._cells is None:
            self.flush()
        self._cells = None if len(self._open) > _DEEPEST else self._cells
        if tag in _VOID or len(self._open) > _DEEPEST:
            return
        if tag in {"li", "dt", "dd", "p", "tr", "td", "th"}:
            self._close_unclosed(tag)
        self._open.append((tag, self._left_out or self._is_furniture(tag, values)))
        if tag in {"ul", "ol"}:
            self._lists += 1
        if tag == "table":
            self._rows = 0
        if tag == "tr" and self._cells is None:
            self._cells, self._heads, self._line = [], 0, self.getpos()[0]
        elif tag in {"td", "th"} and self._cells is not None:
            self._text = []
            self._heads += tag == "th"
        elif tag in {"li", "p", "div"} and self._cells is not None:
            self._text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if not any(name == tag for name, _ in self._open):
            return
        while self._open:
            name = self._open[-1][0]
            self._ends(name)
            self._open.pop()
            if name == tag:
                return

    def _ends(self, tag: str) -> None:
        """What the end of a tag brings about; the tag is still open."""
        if tag in {"td", "th"} and self._cells is not None:
            lines = "".join(self._text).split("\n")
            self._cells.append(
                "" if self._left_out else "\n".join(filter(None, (" ".join(line.split()) for line in lines)))
            )
            self._text, self._bold = [], []
        elif tag == "tr" and self._cells is not None:
            cells = tuple(self._cells)
            self._cells = None
            self._text, self._bold = [], []
            if any(cells):
                header = self._rows == 0 and self._heads == len(cells)
                text = " | ".join(cell.replace("\n", "; ") for cell in cells)
                self.found.append(Block(Kind.ROW, text, self._line, cells=cells, header=header))
                self._rows += 1
            self._line = 0
        elif tag in _BLOCK and self._cells is None:
            self.flush()
        if tag in {"ul", "ol"}:
            self._lists -= 1

    def _close_unclosed(self, tag: str) -> None:
        """Close a list item, cell or paragraph that the page left open before the next one."""
        fellows = {"dt": {"dt", "dd"}, "dd": {"dt", "dd"}, "td": {"td", "th"}, "th": {"td", "th"}}.get(
            tag, {tag}
        )
        walls = {"ul", "ol", "dl", "table", "div", "section", "article"}
        for name, _ in reversed(self._open):
            if name in walls:
                return
            if name in fellows:
                self.handle_endtag(name)
                return

    @property
    def _left_out(self) -> bool:
        return bool(self._open) and self._open[-1][1]

    @staticmethod
    def _is_furniture(tag: str, values: dict[str, str]) -> bool:
        if tag in _SKIPPED or "hidden" in values or values.get("aria-hidden") == "true":
            return True
        if _HIDDEN.search(values.get("style", "")) or values.get("role") in {
            "navigation",
            "banner",
            "contentinfo",
            "search",
            "dialog",
        }:
            return True
        named = f"{values.get('class', '')} {values.get('id', '')}"
        return (
            tag not in {"body", "html", "main", "article", "header"} and _FURNITURE.search(named) is not None
        )

    def handle_data(self, data: str) -> None:
        tags = [name for name, _ in self._open]
        if "title" in tags:
            self._document.know(title=re.split(r"\s+[|»–—]\s+", data)[0])
            return
        if self._left_out or not data:
            return
        if not self._line and data.strip():
            self._line = self.getpos()[0] + data[: len(data) - len(data.lstrip())].count("\n")
        bold = any(name in {"b", "strong"} for name in tags)
        if (bold and not "".join(self._text).strip()) or (
            bold and self._bold and "".join(self._text).strip() == "".join(self._bold).strip()
        ):
            self._bold.append(data)
        self._text.append(re.sub(r"\s+", " ", data))

    def _meta(self, values: dict[str, str]) -> None:
        name = (values.get("name") or values.get("property") or values.get("itemprop") or "").casefold()
        content = values.get("content", "")
        known = {
            "author": "author", "article:author": "author", "og:site_name": "publisher", "publisher": "publisher",
            "article:published_time": "date", "date": "date", "dc.date": "date", "og:title": "title", "og:url": "url",
            "dc.creator": "author", "dc.publisher": "publisher", "datepublished": "date",
        }.get(name)  # fmt: skip
        if known and len(content) < 400:
            self._document.know(**{known: content[:10] if known == "date" and "T" in content else content})

    def flush(self) -> None:
        """Make a block of the text gathered since the last one."""
        text, bold, line = "".join(self._text), " ".join("".join(self._bold).split()), self._line
        self._text, self._bold, self._line = [], [], 0
        if not text.strip():
            return
        tags = [name for name, _ in self._open]
        heading = next((tag for tag in reversed(tags) if re.fullmatch("h[1-6]", tag)), "")
        for part in filter(str.strip, text.split("\n") if not heading else [text]):
            self.found.append(self._block(" ".join(part.split()), bold, line, heading, tags))
            bold = ""

    def _block(self, text: str, bold: str, line: int, heading: str, tags: list[str]) -> Block:
        if heading:
            return Block(Kind.HEADING, text, line, level=int(heading[1]))
        if "dt" in tags:
            return Block(Kind.TERM, text.rstrip(":"), line)
        kind = Kind.ITEM if "li" in tags else Kind.PARAGRAPH
        numbered = (
            kind is Kind.ITEM and next((tag for tag in reversed(tags) if tag in {"ul", "ol"}), "") == "ol"
        )
        level = max(self._lists, 1)
        if bold and text.startswith(bold):
            rest = text[len(bold) :]
            if not rest.strip(" :.–—-"):
                if kind is Kind.PARAGRAPH and len(text) < 90:
                    return Block(Kind.HEADING, text, line, level=5)
            elif (
                rest.lstrip()[:1] in ":–—-."
                or bold.endswith((":", ".", "–", "—"))
                or not rest.strip()[:1].islower()
            ):
                return Block(
                    kind, rest.strip(" :.–—-"), line, level=level, lead=bold.strip(" :.–—"), numbered=numbered
                )
        return Block(kind, text, line, level=level, numbered=numbered)
