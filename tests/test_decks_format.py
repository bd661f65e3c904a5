"""FORMAT.md is true: its example is a sound deck, and it documents every key with the words of the schema."""

import re
from pathlib import Path

import pytest

from decks.format import schema
from decks.model import FactKind
from decks.reading.files import parse_deck

FORMAT = (Path(__file__).parent.parent / "decks" / "FORMAT.md").read_text(encoding="utf-8")
TABLES = [value for value in vars(schema).values() if isinstance(value, schema.Table)]


def test_the_example_is_a_sound_deck_that_uses_every_key_of_a_role() -> None:
    examples = re.findall(r"```yaml\n(.*?)```", FORMAT, re.DOTALL)
    assert len(examples) == 1
    deck, problems = parse_deck(examples[0], "FORMAT.md")
    assert problems == []
    assert deck is not None
    assert {fact.kind for role in deck.roles for fact in role.facts()} == set(FactKind)
    assert (len(deck.roles), len(deck.cards), len(deck.questions)) == (4, 3, 1)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_key_is_documented(table: schema.Table) -> None:
    for key in table.keys:
        required = " (required)" if key.required else ""
        assert re.search(
            rf"^\| `{key.name}`{re.escape(required)} \| .+ \| {re.escape(key.doc)} \|$", FORMAT, re.MULTILINE
        ), key.name


def test_the_tables_are_all_there() -> None:
    assert len(TABLES) == 9
