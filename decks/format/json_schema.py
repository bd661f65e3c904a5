"""The deck format as JSON Schema, so that editors complete, explain and underline while a deck is written.

It is made from the tables of `decks.format.schema` and says what can be said of one file's form; what names refer to is for
`check` to find. Draft 7, which every yaml-language-server understands; 2020-12 came to it only with 1.20.

YAML's own types get in the way: an editor reads `2221` as a number and `true` as a truth value where a deck has a text.
So a text may be of any scalar type but null, which is how a key without a value reads. A plain `null` or `~` is thus the
one text that a deck can have and the schema does not take; and among ids those that read as fractions, such as `1e-5`.

`errorMessage`, `patternErrorMessage` and `defaultSnippets` are the language server's own keywords; others pass over them.
"""

import json

from decks.format.examples import Json, example_of, snippets, tabstops
from decks.format.schema import (
    CARD,
    DECK,
    DEFAULT_TOPICS,
    EXAM,
    ITEM,
    LISTS,
    OPTION,
    QUESTION,
    RESERVED_ROLES,
    ROLE,
    SOURCE,
    Key,
    Shape,
    Table,
)
from decks.reading.handwritten import MAX_DISTRACTORS, MAX_KEYS, MIN_DISTRACTORS
from decks.reading.including import LISTS as PART_LISTS
from decks.reading.including import MAPPINGS as PART_MAPPINGS

FILE = "deck.schema.json"
"""What the schema of a deck's own file is called."""
PART_FILE = "deck-part.schema.json"
"""What the schema of the files that `include` names is called."""
DIALECT = "http://json-schema.org/draft-07/schema#"

_SLUG = "[a-z0-9]+(-[a-z0-9]+)*"
_SCALAR = ["string", "number", "boolean"]
_TEXT: Json = {
    "type": _SCALAR,
    "pattern": r"\S",
    "errorMessage": "A text is expected here; put it in quotes if it starts with a bracket or brace.",
    "patternErrorMessage": "The text is empty: write one, or leave the key out.",
}


def _id(message: str, pattern: str = _SLUG, *, but: tuple[str, ...] = ()) -> Json:
    """An id. White space round it is no part of it; `but` are the names that the format uses itself."""
    taken = rf"(?!\s*({'|'.join(but)})\s*$)" if but else ""
    return {
        "type": ["string", "integer", "boolean"],
        "minimum": 0,
        "pattern": rf"^{taken}\s*{pattern}\s*$",
        "errorMessage": message,
    }


_ANY_ID = _id("An id: lower-case letters and digits in groups joined by single hyphens, such as scrub-nurse.")
_TOPIC = _id("The id of a topic, such as safety or safety/counts.", rf"{_SLUG}(/{_SLUG})*")
_CODE: Json = {
    "type": "string",
    "pattern": r"^\s*D[0-9]{3}\s*$",
    "errorMessage": "The code of a finding, such as D302.",
}
_PATH: Json = {
    **_TEXT,
    "pattern": r"^(?!/)(?!(.*/)?\.\.(/|$))[^\\]*[^\\\s][^\\]*$",
    "patternErrorMessage": "A path within the deck's folder, written with “/”.",
}
_NAMES: Json = {"pattern": rf"^\s*{_SLUG}\s*$", "errorMessage": _ANY_ID["errorMessage"]}
_TOPIC_NAMES: Json = {"pattern": rf"^{_SLUG}(/{_SLUG})*$", "errorMessage": _TOPIC["errorMessage"]}


_NUMBER: Json = {"type": ["number", "string"], "errorMessage": "A number above 0."}


def _ref(name: str) -> Json:
    return {"$ref": f"#/definitions/{name}"}


def _one_or_list(one: Json, *, empty: bool = True, most: int = 0) -> Json:
    """A list, its single entry without the list, or, where it may be empty, no value at all."""
    many: Json = {"items": one}
    if most:
        many["maxItems"] = most
    if not empty:
        many["minItems"] = 1
    single: Json = {"if": {"type": "null"}, "else": one} if empty else one
    return {"if": {"type": "array"}, "then": many, "else": single}


def _text_or(table: Json) -> Json:
    return {"if": {"type": "object"}, "then": table, "else": _TEXT}


_SPECIAL: dict[tuple[str, str], Json] = {
    (ROLE.name, "id"): _id(
        f"An id such as scrub-nurse, but not {' or '.join(RESERVED_ROLES)}.", but=RESERVED_ROLES
    ),
    (ITEM.name, "id"): _id("An id such as count-swabs, but not the name of a list.", but=LISTS),
    (ROLE.name, "definition"): _one_or_list(_ref("entry"), most=1),
    (ROLE.name, "duties"): _one_or_list(_ref("duty")),
    (DECK.name, "sources"): {
        "type": ["object", "null"],
        "propertyNames": _NAMES,
        "additionalProperties": _ref("source"),
    },
    (DECK.name, "topics"): {
        "type": ["object", "null"],
        "propertyNames": _TOPIC_NAMES,
        "additionalProperties": _TEXT,
    },
    (DECK.name, "default_topics"): _ref("default_topics"),
    (DECK.name, "exam"): _ref("exam"),
    (EXAM.name, "date"): {
        **_TEXT,
        "pattern": r"^\s*\d{4}-?\d{2}-?\d{2}\s*$",
        "patternErrorMessage": "A day such as 2027-06-14.",
    },
    (EXAM.name, "pass_mark"): _NUMBER,
    (EXAM.name, "weights"): {
        "type": ["object", "null"],
        "propertyNames": _TOPIC_NAMES,
        "additionalProperties": _NUMBER,
    },
    (DECK.name, "roles"): _one_or_list(_ref("role")),
    (DECK.name, "cards"): _one_or_list(_ref("card")),
    (DECK.name, "questions"): _one_or_list(_ref("question")),
    (DECK.name, "include"): _one_or_list(_PATH, empty=False),
    (QUESTION.name, "key"): _one_or_list(_ref("option"), empty=False, most=1),
    (QUESTION.name, "keys"): _one_or_list(_ref("option"), empty=False, most=MAX_KEYS),
    (QUESTION.name, "distractors"): _one_or_list(_ref("option"), empty=False, most=MAX_DISTRACTORS),
}
"""What the shape of a key alone does not tell."""


def deck_schema() -> Json:
    """The schema of a deck's own file."""
    return {
        "$schema": DIALECT,
        "$comment": "Made by study decks schema; to change the format, change decks/format/schema.py.",
        **_table(DECK, "A deck of roles", "What roles are and do, for flashcards and quizzes."),
        "definitions": _definitions(),
    }


def part_schema() -> Json:
    """The schema of a file that a deck includes."""
    table = _table(DECK, "A part of a deck", "What a deck's own file includes.")
    properties = table["properties"]
    assert isinstance(properties, dict)  # noqa: S101 - for the type checker
    taken = ("include", *PART_MAPPINGS, *PART_LISTS)
    table["properties"] = {name: value for name, value in properties.items() if name in taken}
    del table["required"]
    return {
        "$schema": DIALECT,
        "$comment": "Made by study decks schema --part; to change the format, change decks/format/schema.py.",
        **table,
        "definitions": _definitions(),
    }


def schema_text(*, part: bool = False) -> str:
    """The schema as the text of its file."""
    return json.dumps(part_schema() if part else deck_schema(), ensure_ascii=False, indent=1) + "\n"


def _definitions() -> Json:
    duty = _table(ITEM, "A duty with its id and text", "Something that the role does.")
    duty["required"] = ["id", "text"]
    role = _table(ROLE, "A role with its id and title", "An occupation or function, with what is said of it.")
    card = _table(CARD, "A card of one of the three forms", "A flashcard written by hand.")
    return {
        "source": _table(SOURCE, "A source with its title", "A document that facts were taken from."),
        "default_topics": _table(DEFAULT_TOPICS, "Default topics", "The topic of facts that name none."),
        "exam": _table(EXAM, "An exam", "The exam that the deck prepares for."),
        "entry": _text_or(_table(ITEM, "An entry with its text", "One fact about the role.")),
        "duty": duty,
        "role": {**role, **snippets(ROLE, {"a role": "id title definition duties"})},
        "card": {**card, **_CARD_FORMS, **snippets(CARD, _CARDS)},
        "option": _text_or(_table(OPTION, "An option with its text", "One option.")),
        "question": {
            **_table(QUESTION, "A question with its options", "A multiple-choice question."),
            **_QUESTION_FORMS,
        },
    }


_CARDS = {
    "front and back": "id front back",
    "a typed answer": "id front answer",
    "a text with gaps": "id cloze",
}


_CARD_FORMS: Json = {
    # Not “one of three”: an editor can then say which key is missing or out of place.
    "dependencies": {"accept": ["answer"], "image": ["alt"], "alt": ["image"]},
    "if": {"required": ["cloze"]},
    "then": {"properties": {"front": False, "back": False, "answer": False}},
    "else": {
        "required": ["front"],
        "if": {"required": ["answer"]},
        "then": {"properties": {"back": False}},
        "else": {"required": ["back"]},
    },
}


_QUESTION_FORMS: Json = {
    "if": {"required": ["keys"]},
    "then": {"properties": {"key": False}},
    "else": {
        "required": ["key"],
        "patternProperties": {
            "^distractors$": {
                "type": "array",
                "minItems": MIN_DISTRACTORS,
                "errorMessage": f"A list of {MIN_DISTRACTORS} to {MAX_DISTRACTORS} wrong options.",
            }
        },
    },
}


def _table(table: Table, title: str, description: str) -> Json:
    """The schema of a mapping."""
    return {
        "title": title,
        "description": description,
        "type": "object",
        "additionalProperties": False,
        "required": [key.name for key in table.keys if key.required],
        "properties": {key.name: _key(table, key) for key in table.keys},
    }


def _key(table: Table, key: Key) -> Json:
    example = example_of(key)
    found: Json = {
        "title": key.name.replace("_", " ").capitalize(),
        "description": key.doc,
        **(_SPECIAL.get((table.name, key.name)) or _shape(key)),
        "examples": [example],
    }
    if isinstance(example, list) and isinstance(example[0], dict):
        # Without this the language server offers such an example as “[object Object]”.
        found["defaultSnippets"] = [{"label": key.name, "body": tabstops(example)}]
    return found


def _shape(key: Key) -> Json:
    """The schema of a value, as far as its shape tells."""
    if key.name == "topic" or key.doc.startswith("The topic of `"):
        return _TOPIC
    match key.shape:
        case Shape.TEXT | Shape.PROSE:
            return _TEXT
        case Shape.SLUG:
            return _ANY_ID
        case Shape.SLUGS:
            return _one_or_list(_ANY_ID)
        case Shape.TEXTS:
            return _one_or_list(_CODE if key.name == "ignore" else _TEXT)
        case Shape.FLAG:
            return {"type": "boolean", "errorMessage": "true or false, without quotes."}
        case Shape.TEXT_MAP:
            return {"type": ["object", "null"], "additionalProperties": _TEXT}
        case Shape.MAP | Shape.LIST:
            return _one_or_list(_ref("entry"))
