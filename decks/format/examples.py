"""The examples of the format's tables as JSON, and as snippets for an editor to offer."""

from collections.abc import Iterator
from itertools import count

from decks.format.schema import Key, Shape, Table
from decks.reading.tree import Node, Scalar, Sequence, parse_tree

Json = dict[str, object]
"""A JSON object."""


def snippets(table: Table, names_of: dict[str, str]) -> Json:
    """Whole entries for an editor to offer: keys by the label that stands for them."""
    found = []
    for label, names in names_of.items():
        body = {key.name: example_of(key) for key in table.keys if key.name in names.split()}
        found.append({"label": label, "body": tabstops(body)})
    return {"defaultSnippets": found}


def example_of(key: Key) -> object:
    """The example of a key, with its texts as texts."""
    node = parse_tree(key.example, key.name)
    assert node is not None, key.name  # noqa: S101 - a key without an example is a slip in decks.format.schema
    return key.example == "true" if key.shape is Shape.FLAG else _value(node)


def _value(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [_value(item) for item in node.items]
    return {key.value: _value(value) for key, value in node.pairs}


def tabstops(value: object) -> object:
    """The value as the body of a snippet: each text is a place to type at, numbered in their order."""
    return _tabstops(value, count(1))


def _tabstops(value: object, number: Iterator[int]) -> object:
    if isinstance(value, dict):
        return {name: _tabstops(each, number) for name, each in value.items()}
    if isinstance(value, list):
        return [_tabstops(each, number) for each in value]
    return f"${{{next(number)}:{str(value).replace('}', chr(92) + '}')}}}"
