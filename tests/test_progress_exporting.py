"""The log as JSON Lines: out and in without loss, and whatever comes in does no harm."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from progress.events import Certainty, Event, EventKind, Rating, Taken
from progress.exchange.exporting import from_json, to_json
from progress.scheduling.parameters import BOUNDS
from progress.storage.store import Store

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
LINE = {
    "id": "e1",
    "card": "d:r/f#a",
    "deck": "d",
    "at": "2026-03-01T12:00:00Z",
    "kind": "review",
    "rating": 3,
    "correct": True,
    "chosen": None,
    "options": [],
    "latency_ms": 4000,
}
REST = [
    "parts",
    "session",
    "undoes",
    "day",
    "learner",
    "device",
    "certainty",
    "cram",
    "due",
    "step",
    "wait_s",
    "flag",
    "note",
]
words = st.text(st.characters(blacklist_categories=("Cc", "Cs", "Cf", "Zl", "Zp")), max_size=20)
names = words.filter(bool)


days = st.dates(date(1970, 1, 1), date(3199, 12, 31))


@st.composite
def particulars(draw, kind):
    """What only events of this kind have."""
    match kind:
        case EventKind.REVIEW:
            stays = [
                {},
                {"due": draw(days)},
                {"step": draw(st.integers(0, 9)), "wait_s": draw(st.integers(0, 86400))},
            ]
            return {"cram": draw(st.booleans()), **draw(st.sampled_from(stays))}
        case EventKind.QUIZ:
            return {"certainty": draw(st.none() | st.sampled_from(Certainty))}
        case EventKind.BURY:
            return {"due": draw(st.none() | days)}
        case EventKind.RESCHEDULE:
            taken = st.builds(
                Taken, st.floats(0.001, 36500), st.floats(1, 10), st.integers(0, 99), st.integers(0, 99)
            )
            return draw(
                st.sampled_from([{"due": None}, {"due": draw(days), "memory": draw(st.none() | taken)}])
            )
        case EventKind.FIT:
            fitted = st.tuples(*(st.floats(low, high) for low, high in BOUNDS))
            return {"deck": "", "card": ":", "parameters": draw(st.just(()) | fitted)}
        case EventKind.FLAG:
            return {"flag": draw(st.integers(0, 7))}
        case EventKind.NOTE:
            return {"note": "\n".join(draw(st.lists(words, max_size=3)))}
        case _:
            return {}


@st.composite
def events(draw):
    kind = draw(st.sampled_from(EventKind))
    rating = draw(st.sampled_from(Rating)) if kind is EventKind.REVIEW else None
    deck = draw(names)
    options = tuple(draw(st.lists(words, max_size=5))) if kind is EventKind.QUIZ else ()
    event = Event(
        id=draw(names),
        learner=draw(words),
        device=draw(words),
        at=draw(st.datetimes(datetime(1970, 1, 1), datetime(2999, 1, 1), timezones=st.just(UTC))),  # noqa: DTZ001
        kind=kind,
        deck=deck,
        card=f"{deck}:{draw(names)}",
        correct=rating > 1 if rating else kind is EventKind.QUIZ and draw(st.booleans()),
        rating=rating,
        options=options,
        chosen=draw(st.integers(0, len(options) - 1)) if options else None,
        parts=tuple(draw(st.lists(st.tuples(words, st.booleans()), max_size=4))) if rating else (),
        latency_ms=draw(st.integers(0, 2**31 - 1)),
        session=draw(words),
        undoes=draw(names) if kind is EventKind.UNDO else "",
        day=draw(st.none() | st.dates()),
    )
    return replace(event, **draw(particulars(kind)))


@given(events())
def test_what_goes_out_comes_in_again(event):
    assert from_json(json.dumps(to_json(event))) == event
    assert from_json(json.dumps(to_json(event), ensure_ascii=False)) == event


def test_the_fields_that_others_rely_on_come_first_and_keep_their_names():
    event = Event("e1", "l", "v", NOON, EventKind.QUIZ, "d", "d:r/f#q", True, options=("a", "b"), chosen=0)
    assert to_json(event) == {
        "id": "e1",
        "card": "d:r/f#q",
        "deck": "d",
        "at": "2026-03-01T12:00:00Z",
        "kind": "quiz",
        "rating": None,
        "correct": True,
        "chosen": 0,
        "options": ["a", "b"],
        "latency_ms": 0,
        "parts": [],
        "session": "",
        "undoes": "",
        "day": None,
        "learner": "l",
        "device": "v",
    }
    assert list(to_json(event))[:10] == list(LINE)


def test_a_sparse_line_is_understood():
    event = from_json(
        '{"card": "d:r/f#a", "deck": "d", "at": "2026-03-01T13:00:00+01:00", "kind": "review", "rating": 1}'
    )
    assert isinstance(event, Event)
    assert (event.at, event.correct, event.rating, event.learner) == (NOON, False, Rating.AGAIN, "")
    assert event.day is None


def test_a_line_without_an_id_is_the_same_answer_each_time_it_is_read():
    line = json.dumps({key: value for key, value in LINE.items() if key != "id"})
    first, again, other = from_json(line), from_json(line), from_json(line.replace("4000", "4001"))
    assert first == again
    assert first.id != other.id


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"card": None}, "“card” is missing."),
        ({"card": 7}, "“card” is not text."),
        ({"card": "e:r/f#a"}, "“card” does not begin with “deck” and a colon."),
        ({"card": "d:"}, "“card” does not begin with “deck” and a colon."),
        ({"card": "d:\x1b[31mred"}, "“card” holds control characters."),
        ({"card": "d:\ud800"}, "“card” holds control characters."),
        ({"card": "d:" + "x" * 1000}, "“card” is longer than 1000 characters."),
        ({"deck": ""}, "“deck” is missing."),
        (
            {"kind": "guess"},
            "“kind” is none of review, quiz, undo, edit, bury, suspend, unsuspend, flag, note, reschedule, fit; "
            "a newer Rolecall may know it.",
        ),
        ({"kind": ["review"]}, "“kind” is not text."),
        ({"at": "yesterday"}, "“at” is not a time such as 2026-03-01T18:05:09Z."),
        ({"at": "2026-03-01T12:00:00"}, "“at” has no time zone; 2026-03-01T18:05:09Z has."),
        ({"at": "0001-01-01T00:00:00+14:00"}, "“at” is not a time such as 2026-03-01T18:05:09Z."),
        ({"at": "1969-12-31T00:00:00Z"}, "“at” is not between the years 1970 and 2999."),
        ({"at": 1}, "“at” is not text."),
        ({"rating": 5}, "“rating” is none of 1, 2, 3, 4."),
        ({"rating": True}, "“rating” is none of 1, 2, 3, 4."),
        ({"rating": "3"}, "“rating” is none of 1, 2, 3, 4."),
        ({"rating": None}, "“rating” is none of 1, 2, 3, 4."),
        ({"kind": "quiz"}, "“rating” belongs to a review only."),
        ({"correct": False}, "“correct” contradicts “rating”."),
        ({"kind": "quiz", "rating": None, "correct": None}, "“correct” is neither true nor false."),
        ({"kind": "undo", "rating": None}, "“undoes” is missing."),
        ({"chosen": -1}, "“chosen” is not a whole number from 0 to 1000."),
        ({"chosen": 2, "options": ["a", "b"]}, "“chosen” is none of the options."),
        ({"options": "ab"}, "“options” is not a list of at most 1000."),
        ({"options": ["x"] * 1001}, "“options” is not a list of at most 1000."),
        ({"options": [None]}, "“options” is not text."),
        ({"parts": {}}, "“parts” is not a list of at most 1000."),
        ({"parts": [["a"]]}, "“parts” holds something else than a fact with true or false."),
        ({"parts": [[1, True]]}, "“parts” is not text."),
        ({"latency_ms": 2**31}, "“latency_ms” is not a whole number from 0 to 2147483647."),
        ({"latency_ms": 1.5}, "“latency_ms” is not a whole number from 0 to 2147483647."),
        ({"day": "first"}, "“day” is not a date such as 2026-03-01."),
        ({"due": "first"}, "“due” is not a date such as 2026-03-01."),
        ({"due": 5}, "“due” is not text."),
        ({"due": "3200-01-01"}, "“due” is not between the years 1970 and 3199."),
        ({"cram": 1}, "“cram” is neither true nor false."),
        ({"cram": "yes"}, "“cram” is neither true nor false."),
        ({"cram": []}, "“cram” is neither true nor false."),
        ({"step": -1, "wait_s": 60}, "“step” is not a whole number from 0 to 1000."),
        ({"wait_s": 86401}, "“wait_s” is not a whole number from 0 to 86400."),
        ({"kind": "quiz", "rating": None, "certainty": 4}, "“certainty” is none of 1, 2, 3."),
        ({"kind": "quiz", "rating": None, "certainty": True}, "“certainty” is none of 1, 2, 3."),
        ({"kind": "flag", "rating": None, "flag": 8}, "“flag” is not a whole number from 0 to 7."),
        ({"kind": "note", "rating": None, "note": 1}, "“note” is not text."),
        ({"kind": "note", "rating": None, "note": "x" * 4001}, "“note” is longer than 4000 characters."),
        ({"kind": "note", "rating": None, "note": "a\tb"}, "“note” holds control characters."),
        ({"kind": "bury"}, "“rating” belongs to a review only."),
    ],
)
def test_each_mistake_has_its_sentence(change, sentence):
    assert from_json(json.dumps(LINE | change)) == sentence


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("", "The line is not JSON."),
        ("{", "The line is not JSON."),
        ('{"latency_ms": NaN}', "The line is not JSON."),
        ('{"latency_ms": ' + "9" * 5000 + "}", "The line is not JSON."),
        ("[1]", "The line is not a JSON object."),
        ("null", "The line is not a JSON object."),
        ("[" * 100_000, "The line is nested too deeply."),
    ],
)
def test_what_is_no_record_is_said_to_be_none(line, sentence):
    assert from_json(line) == sentence


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from([*LINE, *REST]), junk), st.sampled_from(EventKind))
def test_any_line_gives_an_event_that_can_be_kept_or_a_sentence(tmp_path_factory, change, kind):
    line = LINE if kind is EventKind.REVIEW else LINE | {"kind": kind, "rating": None}
    found = from_json(json.dumps(line | change))
    if isinstance(found, str):
        assert found.endswith(".")
        assert "\x1b" not in found
        assert len(found) < 140
    else:
        assert from_json(json.dumps(to_json(found))) == found


def test_an_imported_log_is_the_same_log(tmp_path):
    first = Store.open(tmp_path / "a.db", random=Random(1))
    lines = [
        json.dumps(
            LINE | {"id": f"e{n}", "card": f"d:r/f{n % 3}#a", "rating": n % 4 + 1, "correct": n % 4 > 0}
        )
        for n in range(9)
    ]
    assert first.add(from_json(line) for line in lines) == 9
    exported = [json.dumps(to_json(event)) for event in first.events()]
    second = Store.open(tmp_path / "b.db", random=Random(2))
    assert second.add(from_json(line) for line in [*exported, *exported]) == 9
    assert [json.dumps(to_json(event)) for event in second.events()] == exported
    assert second.memories() == first.memories() != {}
    assert next(second.events()).day is None
    assert date(2026, 3, 1) == next(second.events()).at.date()
    first.close()
    second.close()
