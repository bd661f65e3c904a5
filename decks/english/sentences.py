"""Sentences and lists around a deck's own words."""

import re
from collections.abc import Sequence

_MOST_NAMED = 3
"""So many things are named where naming all would tire."""
_SENTENCE_END = re.compile(
    r"(?<!\b[A-Z]\.)(?<!\b[a-z]\.[a-z]\.)(?<!\betc\.)(?<!\bDr\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bSt\.)(?<!\bNo\.)(?<!\bvs\.)(?<=[.!?])\s+(?=[A-ZÀ-Þ])"
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def capitalised(text: str) -> str:
    """Return `text` as a sentence begins; a word such as `iPad` or `pH` keeps its own capitals."""
    found = _WORD.search(text)
    if not found or found.start() > 1 or any(letter.isupper() for letter in found.group()):
        return text
    return text[: found.start()] + text[found.start()].upper() + text[found.start() + 1 :]


def joined(items: Sequence[str], last: str = "and") -> str:
    """Return items as a list in a sentence: *a, b and c*."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def set_apart(items: Sequence[str], last: str = "and") -> str:
    """Return names as a list in which each can be told from the next, though it holds commas: *cooks; clerks, wages; and maids*."""
    if len(items) < 2 or not any(", " in item for item in items):
        return joined(items, last)
    return f"{'; '.join(items[:-1])}; {last} {items[-1]}"


def among(items: Sequence[str]) -> str:
    """Return the first of many items as a list in a sentence that says that there are more: *a, b, c and others*."""
    return set_apart([*items[:_MOST_NAMED], "others"] if len(items) > _MOST_NAMED else items)


def first_sentence(text: str) -> str:
    """Return the first sentence of `text`, as a sentence; it does not end at common abbreviations."""
    return sentence(_SENTENCE_END.split(text.strip(), maxsplit=1)[0])


def sentence(text: str) -> str:
    """Return `text` with a capital at its start and one closing mark at its end; empty stays empty."""
    bare = text.rstrip()
    if not bare:
        return ""
    return capitalised(bare if bare.endswith((".", "!", "?", "…", ".”", ".)")) else f"{bare}.")
