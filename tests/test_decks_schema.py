"""The JSON Schema of decks, judged by a validator that knows nothing of them, beside the loader."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from decks.format import schema
from decks.format.json_schema import FILE, PART_FILE, deck_schema, part_schema, schema_text
from decks.format.starter import starter
from decks.library import bundled_folder
from decks.problems import Severity
from decks.reading.files import deck_files, parse_deck
from decks.reading.tree import Mapping, Node, Scalar, Sequence, parse_tree

DECKS = Path(__file__).parents[1] / "decks"
TABLES = [value for value in vars(schema).values() if isinstance(value, schema.Table)]
FORMAT = (DECKS / "FORMAT.md").read_text(encoding="utf-8")


@cache
def validator(*, part: bool = False) -> Draft7Validator:
    return Draft7Validator(part_schema() if part else deck_schema())


def as_editor(node: Node | None) -> Any:
    """What a YAML 1.2 editor makes of a text: numbers, truth values and nulls where they look like that."""
    if isinstance(node, Mapping):
        return {key.value: as_editor(value) for key, value in node.pairs}
    if isinstance(node, Sequence):
        return [as_editor(item) for item in node.items]
    if node is None or not node.plain:
        return node and node.value
    return typed(node)


def typed(node: Scalar) -> Any:
    value = node.value
    if value in ("", "~", "null", "Null", "NULL"):
        return None
    if value in ("true", "True", "TRUE", "false", "False", "FALSE"):
        return value.lower() == "true"
    if re.fullmatch(r"[-+]?[0-9]+", value):
        return int(value)
    if re.fullmatch(r"0o[0-7]+|0x[0-9a-fA-F]+", value):
        return int(value, 0)
    if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", value):
        return float(value)
    return value


def complaints(text: str, *, part: bool = False) -> list[str]:
    """What the validator finds, as `path: message`."""
    found = validator(part=part).iter_errors(as_editor(parse_tree(text, "")))
    return [f"{error.json_path}: {error.message}" for error in found]


def errors(text: str) -> list[str]:
    return [p.code for p in parse_deck(text, "f.yaml")[1] if p.severity is Severity.ERROR]


@pytest.mark.parametrize("part", [False, True])
def test_the_shipped_schema_is_the_one_that_the_code_makes(part: bool):
    name = PART_FILE if part else FILE
    assert (DECKS / "format" / name).read_text(encoding="utf-8") == schema_text(part=part), (
        f"study decks schema -o decks/format/{name}"
    )


@pytest.mark.parametrize("part", [False, True])
def test_it_is_a_schema_of_draft_7(part: bool):
    Draft7Validator.check_schema(json.loads(schema_text(part=part)))


def keys_of(node: object) -> list[tuple[str, dict[str, Any]]]:
    """All keys that the schema declares, wherever, with what it says of them."""
    if isinstance(node, list):
        return [found for each in node for found in keys_of(each)]
    if not isinstance(node, dict):
        return []
    declared = node.get("properties", {})
    own = [(name, value) for name, value in declared.items() if value is not False]
    return own + [found for each in node.values() for found in keys_of(each)]


def test_every_key_has_a_title_a_description_and_an_example_that_is_valid():
    keys = keys_of(deck_schema())
    tables = [*TABLES, schema.ITEM]  # an entry's table stands there a second time, for duties
    assert sorted(name for name, _ in keys) == sorted(key.name for table in tables for key in table.keys)
    for name, value in keys:
        assert value["title"]
        assert value["description"]
        (example,) = value["examples"]
        within = {**value, "definitions": deck_schema()["definitions"]}
        assert not list(Draft7Validator(within).iter_errors(example)), name


def sound_decks() -> list[tuple[str, str]]:
    found = [
        (path.name, path.read_text(encoding="utf-8")) for path in sorted(bundled_folder().glob("*.yaml"))
    ]
    found += re.findall(r"()```yaml\n(.*?)```", FORMAT, re.DOTALL)
    return [*found, ("starter", starter("A deck", "a-deck")), ("own", starter("A deck", "a-deck", ["Cook"]))]


@pytest.mark.parametrize(("name", "text"), sound_decks(), ids=lambda value: value[:30] if value else "FORMAT")
def test_sound_decks_are_valid(name: str, text: str):
    assert complaints(text) == []


def test_bundled_folders_are_valid_file_by_file():
    for path in bundled_folder().iterdir():
        if not path.is_dir():
            continue
        own, *parts = deck_files(path)[0]
        assert complaints(own.raw.decode()) == []
        for file in parts:
            assert complaints(file.raw.decode(), part=True) == []


ROLE = "deck: d\ntitle: T\ntopics: {t: T}\nroles:\n  - {id: r, title: R, %s}\n"
CARD = "deck: d\ntitle: T\ncards:\n  - {id: c, %s}\n"
QUESTION = "deck: d\ntitle: T\nquestions:\n  - {id: q, stem: S, %s}\n"
BROKEN = {
    "no title": "deck: d",
    "no deck": "title: T",
    "empty title": "deck: d\ntitle:",
    "blank title": "deck: d\ntitle: '  '",
    "title is a list": "deck: d\ntitle: [T]",
    "id with capitals": "deck: D\ntitle: T",
    "id with two hyphens": "deck: a--b\ntitle: T",
    "negative id": "deck: -3\ntitle: T",
    "unknown key": "deck: d\ntitle: T\nrolls: []",
    "a list for a deck": "[deck, title]",
    "topic's id": "deck: d\ntitle: T\ntopics: {Bad Topic: x}",
    "topic's id ends with a slash": "deck: d\ntitle: T\ntopics: {a/: x}",
    "topic without title": "deck: d\ntitle: T\ntopics: {a: }",
    "topics as a list": "deck: d\ntitle: T\ntopics: [a]",
    "source without title": "deck: d\ntitle: T\nsources: {s: {url: u}}",
    "source is a text": "deck: d\ntitle: T\nsources: {s: Book}",
    "source's id": "deck: d\ntitle: T\nsources: {S s: {title: B}}",
    "default_topics for no list": "deck: d\ntitle: T\ntopics: {t: T}\ndefault_topics: {cards: t}",
    "default_topics is empty": "deck: d\ntitle: T\ndefault_topics:",
    "include out of the folder": "deck: d\ntitle: T\ninclude: ../x.yaml",
    "include absolute": "deck: d\ntitle: T\ninclude: [/x.yaml]",
    "include with backslash": "deck: d\ntitle: T\ninclude: ['a\\b.yaml']",
    "include of nothing": "deck: d\ntitle: T\ninclude: ['']",
    "renames is a text": "deck: d\ntitle: T\nrenames: a",
    "ignore is no code": "deck: d\ntitle: T\nignore: [302]",
    "role without id": "deck: d\ntitle: T\nroles: [{title: R}]",
    "role is a text": "deck: d\ntitle: T\nroles: [R]",
    "role called cards": "deck: d\ntitle: T\nroles: [{id: cards, title: R}]",
    "plain duty": ROLE % "duties: [Wash]",
    "duty without id": ROLE % "duties: [{text: Wash}]",
    "duty without text": ROLE % "duties: [{id: a}]",
    "entry called duties": ROLE % "aliases: [{id: duties, text: A}]",
    "empty entry": ROLE % "aliases: ['']",
    "entry with unknown key": ROLE % "aliases: [{text: A, also-of: r}]",
    "two definitions": ROLE % "definition: [a, b]",
    "complete in quotes": ROLE % "complete: 'true'",
    "complete as yes": ROLE % "complete: yes",
    "broader is a mapping": ROLE % "broader: {a: b}",
    "codes as a list": ROLE % "codes: ['2221']",
    "empty code": ROLE % "codes: {isco-08: }",
    "topic of capitals": ROLE % "topic: T",
    "list in a list": ROLE % "works_in: [[a]]",
    "card without form": CARD % "topic: general",
    "card with front alone": CARD % "front: F",
    "card with back alone": CARD % "back: B",
    "card of two forms": CARD % "front: F, back: B, cloze: '{{x}}'",
    "card with back and answer": CARD % "front: F, back: B, answer: A",
    "accept without answer": CARD % "front: F, back: B, accept: x",
    "image without alt": CARD % "front: F, back: B, image: x.png",
    "alt without image": CARD % "front: F, back: B, alt: x",
    "question without key": QUESTION % "distractors: [a, b]",
    "two keys": QUESTION % "key: [a, b], distractors: [c, d]",
    "no key": QUESTION % "key: [], distractors: [c, d]",
    "one distractor": QUESTION % "key: a, distractors: [b]",
    "a distractor without its list": QUESTION % "key: a, distractors: b",
    "five distractors": QUESTION % "key: a, distractors: [b, c, d, e, f]",
    "option without text": QUESTION % "key: a, distractors: [b, {why: c}]",
    "empty option": QUESTION % "key: a, distractors: [b, '']",
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_broken_decks_are_refused_by_both(text: str):
    assert errors(text)
    assert complaints(text)


def test_what_yaml_would_take_for_something_else_is_text():
    text = ROLE % "codes: {isco-08: 2221, on: NO}, aliases: [3.10, true, 2024-12-14, 0x1F], source: []"
    assert errors(text) == []
    assert complaints(text) == []


def test_a_part_has_no_title_but_what_can_be_added():
    part = "roles: [{id: r, title: R}]\ntopics: {a: A}\ninclude: further.yaml\n"
    assert complaints(part, part=True) == []
    assert complaints(part) != []
    assert complaints("title: T\n", part=True) != []


def test_messages_name_the_key_that_is_missing_or_out_of_place():
    assert complaints(CARD % "front: F") == ["$.cards[0]: 'back' is a required property"]
    assert complaints(CARD % "cloze: x, back: B") == ["$.cards[0]: False schema does not allow 'B'"]
    assert complaints(CARD % "front: F, back: B, alt: x") == ["$.cards[0]: 'image' is a dependency of 'alt'"]


# What the loader takes without an error, the schema takes too. Decks are made of the tables, with values that the format
# asks for in all the guises that YAML has for them.

NUMBERS = st.one_of(
    st.integers(0, 10**9).map(str), st.floats(0, 10**9).map(repr), st.integers(0, 999).map(hex)
)
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cn", "Cs", "Zl", "Zp"]), min_size=1
)
TEXTS = st.one_of(
    NUMBERS,
    WORDS.map(lambda text: json.dumps(text, ensure_ascii=False)),
    st.sampled_from(["NO", "true", "Ünï"]),
)
IDS = st.one_of(
    st.integers(0, 10**9).map(str), st.from_regex(r"[a-z]+(-[0-9]+){1,2}", fullmatch=True), st.just("' a '")
)
ROLES = st.sampled_from(["r", "s", "12", "' r '"])
SOURCES = st.sampled_from(["q", "q-2"])
TOPICS = st.sampled_from(["t", "t/u", "7"])
OTHERS = ("front", "back", "cloze", "answer", "accept", "image", "alt")
FORMS = (
    ("front", "back"),
    ("front", "answer"),
    ("front", "answer", "accept"),
    ("cloze",),
    ("front", "back", "image", "alt"),
)


def some(one: st.SearchStrategy[str], least: int = 0, most: int = 3) -> st.SearchStrategy[str]:
    return st.lists(one, min_size=least, max_size=most).map(lambda items: f"[{', '.join(items)}]")


def one_or_list(one: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(one, some(one), st.just("null"))


def values(table: schema.Table, key: schema.Key) -> st.SearchStrategy[str]:
    """Values for a key, as they could be written in brackets."""
    references = {"topic": TOPICS, "role": ROLES, "also": one_or_list(ROLES), "source": one_or_list(SOURCES)}
    options = st.one_of(TEXTS, mappings(schema.OPTION) if table is schema.QUESTION else TEXTS)
    special = {
        **references,
        "broader": one_or_list(st.sampled_from(["s", "12"])),
        "ignore": one_or_list(st.sampled_from(["D302", "'D101'"])),
        "cloze": st.just("'{{x}}'"),
        "key": st.one_of(options, some(options, 1, 1)),
        "distractors": some(options, 2, 4),
        "definition": TEXTS,
        "id": IDS,
    }
    if table is schema.DEFAULT_TOPICS:
        return TOPICS
    if key.name in special:
        return special[key.name]
    match key.shape:
        case schema.Shape.TEXT | schema.Shape.PROSE:
            return TEXTS
        case schema.Shape.TEXTS:
            return one_or_list(TEXTS)
        case schema.Shape.FLAG:
            return st.sampled_from(["true", "False", "TRUE"])
        case schema.Shape.TEXT_MAP:
            return st.dictionaries(st.sampled_from(["a", "b c", "3"]), TEXTS, max_size=2).map(flow)
    if key.name == "duties":
        return one_or_list(mappings(schema.ITEM, "id"))
    return one_or_list(st.one_of(TEXTS, mappings(schema.ITEM)))


def flow(mapping: dict[str, str]) -> str:
    return "{" + ", ".join(f"{name}: {value}" for name, value in mapping.items()) + "}"


@st.composite
def mappings(draw: st.DrawFn, table: schema.Table, *needed: str) -> str:
    """A mapping of a table with some of its keys."""
    form = draw(st.sampled_from(FORMS)) if table is schema.CARD else ()
    free = [key for key in table.keys if not key.required and key.name not in OTHERS]
    chosen = draw(st.lists(st.sampled_from(free), unique=True, max_size=3))
    keys = [key for key in table.keys if key.required or key.name in (*form, *needed) or key in chosen]
    return flow({key.name: draw(values(table, key)) for key in keys})


@st.composite
def decks(draw: st.DrawFn) -> str:
    lines = [
        "deck: d",
        "title: T",
        "sources: {q: {title: Q}, q-2: {title: 7}}",
        "topics: {t: T, t/u: NO, 7: x}",
    ]
    role = re.sub(r"^\{id: ('.*?'|[^,]*)", "{id: r", draw(mappings(schema.ROLE)))
    lines.append(f"roles: [{role}, {{id: s, title: S}}, {{id: 12, title: 3}}]")
    name, table = draw(st.sampled_from([("cards", schema.CARD), ("questions", schema.QUESTION)]))
    lines.append(f"{name}: {draw(one_or_list(mappings(table)))}")
    if draw(st.booleans()):
        lines.append(f"default_topics: {draw(mappings(schema.DEFAULT_TOPICS))}")
    return "\n".join(lines) + "\n"


@settings(max_examples=300)
@given(decks())
def test_the_schema_takes_whatever_the_loader_takes(text: str):
    if errors(text):
        event("refused by the loader")
        return
    event("sound")
    assert complaints(text) == [], text
