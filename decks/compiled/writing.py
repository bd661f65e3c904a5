"""What a file of the cache holds, and how it gets there. Loaded only when something is written."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import get_type_hints

from decks.compiled.deck import LATER
from decks.compiled.packing import Packer
from decks.model import Card, Deck, Question
from decks.problems import Problem

_CARDS = (
    "CREATE TABLE part (name TEXT PRIMARY KEY, body TEXT NOT NULL)",
    """CREATE TABLE card (
        place INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, topic TEXT NOT NULL, role TEXT NOT NULL,
        turn INTEGER NOT NULL, body TEXT NOT NULL)""",
    "CREATE INDEX card_turn ON card (turn, place, id, topic, role)",
    "CREATE TABLE list (place INTEGER PRIMARY KEY, lines TEXT NOT NULL)",
)
"""`turn` counts, from 0, the cards on the same fact; `list` has the parts of those that have some."""
_QUESTIONS = (
    """CREATE TABLE question (
        place INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, fact TEXT NOT NULL, kind TEXT NOT NULL,
        role TEXT NOT NULL, topic TEXT NOT NULL, others TEXT NOT NULL, options INTEGER NOT NULL,
        asks TEXT NOT NULL, body TEXT NOT NULL)""",
)


def fill_cards(
    db: sqlite3.Connection,
    meta: dict[str, str],
    deck: Deck,
    problems: tuple[Problem, ...],
    cards: Sequence[Card],
) -> None:
    """Write a deck with its cards; what goes with them is added to `meta`."""
    packer, hints = Packer(), get_type_hints(Deck)
    packed = {each.name: packer.packing(hints[each.name])(getattr(deck, each.name)) for each in fields(Deck)}
    meta["head"] = json.dumps({name: value for name, value in packed.items() if name not in LATER})
    meta["problems"] = json.dumps(packer.packing(tuple[Problem, ...])(problems))
    meta["count"] = str(len(cards))
    pack, turns = packer.packing(Card), Counter[str]()

    def rows() -> Iterator[tuple[object, ...]]:
        for place, card in enumerate(cards):
            yield place, card.id, card.topic, card.role, turns[card.fact], json.dumps(pack(card))
            turns[card.fact] += 1

    _create(db, _CARDS)
    db.executemany("INSERT INTO part VALUES (?, ?)", ((name, json.dumps(packed[name])) for name in LATER))
    db.executemany("INSERT INTO card VALUES (?, ?, ?, ?, ?, ?)", rows())
    db.executemany(
        "INSERT INTO list VALUES (?, ?)",
        (
            (place, json.dumps([(part.fact, part.text, part.topic) for part in card.parts]))
            for place, card in enumerate(cards)
            if card.parts
        ),
    )
    meta["files"] = json.dumps(packer.files)


def fill_questions(db: sqlite3.Connection, meta: dict[str, str], questions: Sequence[Question]) -> None:
    """Write questions; what goes with them is added to `meta`."""
    packer = Packer()
    pack = packer.packing(Question)
    meta["count"] = str(len(questions))
    _create(db, _QUESTIONS)
    db.executemany(
        "INSERT INTO question VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                place,
                question.id,
                question.fact,
                question.kind.value,
                question.role,
                question.topic,
                "\n".join(question.others),
                len(question.options),
                question.asks.value,
                json.dumps(pack(question)),
            )
            for place, question in enumerate(questions)
        ),
    )
    meta["files"] = json.dumps(packer.files)


def _create(db: sqlite3.Connection, tables: Sequence[str]) -> None:
    for table in tables:
        db.execute(table)
