"""Front matter: the YAML block at the head of a Markdown file, which says who wrote it and may hold all of its text."""

import re

from decks.drafting.blocks import Document
from decks.reading.decoding import Refused
from decks.reading.tree import Mapping, Scalar, parse_tree

_HEAD = re.compile(r"\ufeff?---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_PLAIN_PAIR = re.compile(r"^([A-Za-z_][\w -]*):[ \t]*(\S.*)$", re.MULTILINE)
_TITLE = ("title", "article_title", "headline", "name", "question")
_AUTHOR = ("author", "authors", "byline", "writer", "written_by")
_DATE = (
    "date",
    "published",
    "publish_date",
    "pubdate",
    "date_published",
    "updated",
    "lastmod",
    "last_modified",
)
_PUBLISHER = ("publisher", "site_name", "site", "source", "organization", "organisation", "publication")
_URL = ("canonical", "canonical_url", "permalink", "link", "url")
_NO_TEXT = frozenset(
    (*_TITLE, *_AUTHOR, *_DATE, *_PUBLISHER, *_URL, "description", "excerpt", "summary", "keywords", "tags", "category",
     "subject", "categories", "image", "slug", "layout", "license", "licence", "file_name", "copyright", "disclaimer")
)  # fmt: skip
_LONG = 160
"""A value of so many characters is taken for text and not for a label."""
Part = tuple[str, int, bool]
"""A stretch of text, the line at which it begins, and whether all of it stands in that one line."""


def front_matter(text: str, document: Document) -> list[Part]:
    """The stretches of a file's text, what its front matter holds first; what that says of the file goes to `document`."""
    found = _HEAD.match(text)
    if found is None:
        return [(text, 1, False)]
    parts: list[Part] = []
    for key, value, line in _pairs(found.group(1)):
        low = key.casefold().replace("-", "_").replace(" ", "_")
        for name, keys in (
            ("title", _TITLE),
            ("author", _AUTHOR),
            ("date", _DATE),
            ("publisher", _PUBLISHER),
            ("url", _URL),
        ):
            if low in keys and len(value) < 400:
                document.know(**{name: value})
        if low not in _NO_TEXT and ("\\n" in value or "\n" in value.strip() or len(value) >= _LONG):
            written_out = (
                value.replace("\\r", "").replace("\\n", "\n").replace("\\t", " ").replace('\\"', '"')
            )
            parts.append((written_out, line, True))
    rest = text[found.end() :]
    parts.append((rest, text.count("\n", 0, found.end()) + 1, False))
    return parts


def _pairs(head: str) -> list[tuple[str, str, int]]:
    """Keys, values and lines in the file of the front matter's own texts, those of nested mappings named by the outer key."""
    try:
        root = parse_tree(head, "front matter")
    except Refused:  # not quite YAML, as templates write it
        return [
            (m[1], m[2].strip().strip("\"'"), head.count("\n", 0, m.start()) + 2)
            for m in _PLAIN_PAIR.finditer(head)
        ]
    if not isinstance(root, Mapping):
        return []
    found: list[tuple[str, str, int]] = []
    for key, value in root.pairs:
        if isinstance(value, Scalar):
            # A folded text begins in the line after its key.
            begins = (
                value.line + 1 + (not value.plain and value.line == key.line and _is_block(head, key.line))
            )
            found.append((key.value, value.value, begins))
        elif isinstance(value, Mapping) and key.value.casefold() in {"seo", "meta", "og", "metadata", "site"}:
            found += [
                ("site_name", inner.value, inner.line + 1)
                for name, inner in value.pairs
                if isinstance(inner, Scalar)
                and name.value.casefold() in {"title", "site_name", "publisher"}
                and len(inner.value) < 100
            ]
    return found


def _is_block(head: str, line: int) -> bool:
    written = head.split("\n")[line - 1].rstrip()
    return re.search(r":\s*[|>][+-]?\d?$", written) is not None
