"""Whether two trees of a deck's file say the same."""

from collections.abc import Mapping as Map

from decks.format.schema import LISTS
from decks.model import Mark
from decks.reading.tree import Mapping, Node, Scalar, Sequence
from decks.text import one_line

_TYPED = {"", "~", "null", "true", "false"}
"""Texts that mean something else without quotes."""


def first_difference(before: Node, after: Node, added: frozenset[str], renames: Map[str, str]) -> Mark | None:
    """The first place of a file that says something else after a rewriting; None where all says the same.

    Args:
        before: the file's tree as it was.
        after: the tree of what was written.
        added: the ids that were put in, as `role/entry`: they are no difference, nor is a text that became a mapping.
        renames: the entries of `renames` that were put in or changed.
    """
    return _Comparing(added, renames).nodes(before, after, "", "")


class _Comparing:
    def __init__(self, added: frozenset[str], renames: Map[str, str]) -> None:
        self._added = added
        self._renames = renames

    def nodes(self, before: Node, after: Node, key: str, role: str) -> Mark | None:
        """Compare the values of a key."""
        here = Mark(before.path, before.line, before.column)
        if role and key in LISTS and not isinstance(before, Sequence) and isinstance(after, Sequence):
            before = Sequence(before.path, before.line, before.column, [before])
        if isinstance(before, Scalar) and isinstance(after, Mapping) and role and key in LISTS:
            text = Scalar("text", before.path, before.line, before.column, plain=True)
            before = Mapping(before.path, before.line, before.column, 0, [(text, before)])
        if isinstance(before, Scalar) and isinstance(after, Scalar):
            same_kind = before.plain == after.plain or before.value.lower() not in _TYPED
            return None if before.value == after.value and same_kind else here
        if isinstance(before, Sequence) and isinstance(after, Sequence):
            if len(before.items) != len(after.items):
                return here
            pairs = zip(before.items, after.items, strict=True)
            return next((lost for old, new in pairs if (lost := self.nodes(old, new, key, role))), None)
        if isinstance(before, Mapping) and isinstance(after, Mapping):
            return self._mappings(before, after, key, role)
        return here

    def _mappings(self, before: Mapping, after: Mapping, key: str, role: str) -> Mark | None:
        here = Mark(before.path, before.line, before.column)
        if key == "roles":
            role = next(
                (one_line(v.value) for k, v in before.pairs if k.value == "id" and isinstance(v, Scalar)), ""
            )
        news = [(k, v) for k, v in after.pairs if not self._is_new(k, v, key, role, before)]
        olds = before.pairs
        if key == "renames":
            olds = [(k, v) for k, v in olds if k.value not in self._renames]
        if [k.value for k, _ in olds] != [k.value for k, _ in news]:
            return here
        pairs = zip(olds, news, strict=True)
        within = role if key in ("roles", *LISTS) else ""
        return next(
            (lost for (k, old), (_, new) in pairs if (lost := self.nodes(old, new, k.value, within))), None
        )

    def _is_new(self, name: Scalar, value: Node, key: str, role: str, before: Mapping) -> bool:
        if key == "renames":
            return name.value in self._renames
        there = any(k.value == name.value for k, _ in before.pairs)
        if not key and name.value == "renames":
            return not there and bool(self._renames)
        if name.value != "id" or there or not isinstance(value, Scalar):
            return False
        return key in LISTS and f"{role}/{value.value}" in self._added
