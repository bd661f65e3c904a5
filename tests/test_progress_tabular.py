"""CSV: the whole log out and in without loss, and the reviews that other programs write."""

import csv
import io
import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decks.model import Card, CardKind
from progress.events import Certainty, Event, EventKind, Rating, Taken
from progress.exchange.csv_records import Table, Unreadable
from progress.exchange.exporting import from_json, to_json
from progress.exchange.plain_reviews import NAMES, Reviews, understand
from progress.exchange.recognising import SEVERAL, UNKNOWN, Recognition, seen
from progress.exchange.tabular import COLUMNS, bare, csv_line, csv_lines, from_row, safe
from progress.scheduling.formulas import DEFAULT_PARAMETERS
from progress.storage.store import Store

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
REVIEW = Event("e1", "l", "v", NOON, EventKind.REVIEW, "d", "d:r/f#a", True, rating=Rating.GOOD)
words = st.one_of(
    st.sampled_from(
        ["=1+1", "-2", "+3", "@x", "'", "'=", "''", "a,b", 'a"b', '"', " a ", ";", "true", "7", "＝1", "[]"]
    ),
    st.text(st.characters(blacklist_categories=("Cc", "Cs", "Cf", "Zl", "Zp")), max_size=20),
)
names = words.filter(bool)
days = st.dates(date(1970, 1, 1), date(3199, 12, 31))
pairs = st.lists(st.tuples(words, words), max_size=3).map(tuple)


@st.composite
def events(draw):
    kind = draw(st.sampled_from(EventKind))
    rating = draw(st.sampled_from(Rating)) if kind is EventKind.REVIEW else None
    options = tuple(draw(st.lists(words, max_size=5))) if kind is EventKind.QUIZ else ()
    deck = draw(names)
    more = {}
    match kind:
        case EventKind.REVIEW:
            more = {"cram": draw(st.booleans()), **draw(st.sampled_from([{}, {"step": 1, "wait_s": 600}]))}
            if "step" not in more:
                more["due"] = draw(st.none() | days)
        case EventKind.QUIZ:
            more = {"certainty": draw(st.none() | st.sampled_from(Certainty))}
        case EventKind.BURY:
            more = {"due": draw(st.none() | days)}
        case EventKind.RESCHEDULE:
            taken = Taken(draw(st.floats(0.001, 36500)), draw(st.floats(1, 10)), 3, 1)
            more = draw(st.sampled_from([{}, {"due": draw(days)}, {"due": draw(days), "memory": taken}]))
        case EventKind.FIT:
            more = {"deck": "", "card": ":", "parameters": draw(st.sampled_from([(), DEFAULT_PARAMETERS]))}
        case EventKind.FLAG:
            more = {"flag": draw(st.integers(0, 7))}
        case EventKind.NOTE:
            more = {"note": "\n".join(draw(st.lists(words, max_size=4)))}
        case EventKind.EDIT:
            more = {"renamed": draw(pairs), "again": tuple(draw(st.lists(words, max_size=3)))}
        case EventKind.UNDO:
            more = {"undoes": draw(names)}
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
        chosen=draw(st.none() | st.integers(0, len(options) - 1)) if options else None,
        parts=tuple(draw(st.lists(st.tuples(words, st.booleans()), max_size=4))) if rating else (),
        latency_ms=draw(st.integers(0, 2**31 - 1)),
        session=draw(words),
        day=draw(st.none() | st.dates()),
    )
    return replace(event, **more)


def rows(text, **more):
    raw = text if isinstance(text, bytes) else text.encode()
    return [(row.number, row.found) for row in Table(io.BytesIO(raw)).rows()]


@given(st.lists(events(), max_size=4))
def test_the_whole_log_comes_back(log):
    text = "\r\n".join([*csv_lines(log), ""])
    assert [from_row(found) for _, found in rows(text)] == log


@given(st.lists(events(), max_size=4))
def test_any_reader_of_csv_gets_the_same_cells_and_no_formula(log):
    read = list(csv.reader(io.StringIO("\r\n".join([*csv_lines(log), ""]), newline=""), strict=True))
    assert tuple(read[0]) == COLUMNS
    assert [bare(row[1]) for row in read[1:]] == [event.card for event in log]
    assert not [cell for row in read for cell in row if cell.startswith(tuple("=+-@\t\r\n＝＋－＠"))]


@given(words)
def test_the_apostrophe_before_a_formula_comes_off_again(text):
    assert bare(safe(text)) == text


def test_a_record_is_what_it_is_documented_to_be():
    event = Event(
        "e2",
        "l",
        "v",
        NOON,
        EventKind.QUIZ,
        "d",
        "d:r/f#q",
        False,
        options=("=a", "b,c"),
        chosen=0,
        latency_ms=1500,
    )
    header, line = csv_lines([event])
    assert header == (
        "id,card,deck,at,kind,rating,correct,chosen,options,latency_ms,parts,session,undoes,day,learner,device,renamed,"
        "again,certainty,cram,due,step,wait_s,flag,note,memory,parameters,deck_version"
    )
    assert (
        line == 'e2,d:r/f#q,d,2026-03-01T12:00:00Z,quiz,,false,0,"[""=a"", ""b,c""]",1500,,,,,l,v,,,,,,,,,,,,'
    )
    assert csv_line(["=1", "+1", "-1", "@a", "\ta", "'a", "a", ""]) == "'=1,'+1,'-1,'@a,'\ta,''a,a,"


def test_the_documented_format_is_the_one_there_is():
    text = (Path(__file__).parent.parent / "progress" / "FORMAT.md").read_text("utf-8")
    fields = text.partition("## Fields")[2].partition("## CSV")[0]
    named = [
        name
        for row in re.findall(r"^\| (`.*?`) \|", fields, re.MULTILINE)
        for name in re.findall("`(.*?)`", row)
    ]
    assert tuple(named) == COLUMNS
    kinds = re.search(r"^\| `kind` \| (.*) \|$", fields, re.MULTILINE)
    assert re.findall("`(.*?)`", kinds[1]) == [kind.value for kind in EventKind]
    other = text.partition("Reviews of another program")[2]
    columns = dict(re.findall(r"^\| `(.*?)` \| (`.*?`) \|", other, re.MULTILINE))
    assert {what: tuple(re.findall("`(.*?)`", names)) for what, names in columns.items()} == NAMES
    (examples,) = re.findall(r"^```json\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    found = [from_json(line) for line in examples.splitlines()]
    assert [to_json(event) for event in found] == [json.loads(line) for line in examples.splitlines()]


def test_every_field_of_the_log_has_its_column():
    for kind in EventKind:
        event = Event(
            "e",
            "",
            "",
            NOON,
            kind,
            "d",
            "d:a",
            False,
            certainty=Certainty.SURE,
            cram=True,
            wait_s=1,
            step=1,
            note="n",
        )
        assert set(to_json(event)) <= set(COLUMNS)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"options": "[1"}, "“options” is not a list in JSON."),
        ({"options": "[" * 100_000}, "“options” is not a list in JSON."),
        ({"memory": "{"}, "“memory” is not an object in JSON."),
        ({"kind": "reschedule", "rating": "", "memory": "[]"}, "“memory” is not an object."),
        ({"kind": "reschedule", "rating": "", "memory": "{}"}, "“memory” needs a day in “due”."),
        (
            {"kind": "reschedule", "rating": "", "due": "2026-03-09", "memory": '{"stability": 0}'},
            "“stability” is not a number from 0.001 to 36500.",
        ),
        ({"kind": "fit", "rating": "", "parameters": "[1]"}, "“parameters” is not a list of 21 numbers."),
        (
            {"kind": "fit", "rating": "", "parameters": json.dumps(["x"] * 21)},
            "“parameters” holds something else than numbers.",
        ),
        (
            {"kind": "fit", "rating": "", "parameters": json.dumps([5000] * 21)},
            "The “parameters” have w0 from 0.001 to 100, not 5000.",
        ),
        ({"parts": '{"a": 1}'}, "“parts” is not a list of at most 1000."),
        ({"rating": "good"}, "“rating” is none of 1, 2, 3, 4."),
        ({"rating": "9" * 5000}, "“rating” is none of 1, 2, 3, 4."),
        ({"latency_ms": "-1"}, "“latency_ms” is not a whole number from 0 to 2147483647."),
        ({"card": ""}, "“card” is missing."),
        ({"cram": "yes"}, "“cram” is neither true nor false."),
    ],
)
def test_each_mistake_has_its_sentence(change, sentence):
    row = {"card": "d:r/f#a", "deck": "d", "at": "2026-03-01T12:00:00Z", "kind": "review", "rating": "3"}
    assert from_row(row | change) == sentence


def test_what_a_spreadsheet_saves_is_understood():
    text = "\ufeff" + ";".join(COLUMNS) + "\n" + "e1;d:r/f#a;d;2026-03-01T12:00:00Z;review;3;TRUE"
    ((number, found),) = rows(text)
    assert number == 2
    event = from_row(found)
    assert isinstance(event, Event)
    assert (event.rating, event.correct, event.id) == (Rating.GOOD, True, "e1")


def test_a_record_without_an_id_is_the_same_answer_each_time():
    row = {"card": "d:r/f#a", "deck": "d", "at": "2026-03-01T12:00:00Z", "kind": "review", "rating": "3"}
    assert from_row(row) == from_row(row | {"unknown": "x"})


def test_a_quote_that_is_not_closed_costs_its_own_line_only():
    assert rows('a,b\n1,"2\n3,4\n\n5,"6\n7"\n8,9,10\n8,x"y\n\xff,1\n'.encode("latin-1")) == [
        (2, "The line is not CSV: a quote is not closed, or not doubled."),
        (3, {"a": "3", "b": "4"}),
        (5, {"a": "5", "b": "6\n7"}),
        (7, "The line has 3 cells where the header has 2."),
        (8, {"a": "8", "b": 'x"y'}),
        (9, "The line is not UTF-8."),
    ]


def test_long_lines_are_named_and_passed_over():
    assert rows("a,b\n" + "x" * 1_100_000 + "\n1,2\n" + "y" * 200_000 + ",3\n") == [
        (2, "The line is longer than 1 MB."),
        (3, {"a": "1", "b": "2"}),
        (4, {"a": "y" * 200_000, "b": "3"}),
    ]


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "it is empty."),
        (b"\n \n", "it is empty."),
        ("card,at".encode("utf-16"), "it is not UTF-8; save it as CSV in UTF-8."),
        (b"c\xe4rd,at\n", "it is not UTF-8; save it as CSV in UTF-8."),
        (b'"card,at\n1,2\n', "its first line is no header: a quote is not closed."),
        (b"card,at,card\n", "its header names the column “card” twice."),
    ],
)
def test_a_file_that_is_no_table_is_said_to_be_none(raw, sentence):
    with pytest.raises(Unreadable) as caught:
        Table(io.BytesIO(raw))
    assert str(caught.value) == sentence


@given(st.binary(max_size=200))
def test_any_bytes_give_records_or_sentences(raw):
    for number, found in rows(b"card,deck,at,kind,rating\n" + raw):
        assert number > 1
        assert isinstance(from_row(found), Event | str) if not isinstance(found, str) else found.endswith(".")


def card(name, prompt, answer):
    return Card(f"d:{name}#basic", CardKind.BASIC, "d", "", "", "", prompt, answer)


CARDS = [
    card("r/chef", "What is a head chef?", "Leads the whole kitchen"),
    card("r/wash", "Whose duty is this: “Wash up”?", "Porter"),
    card("c/one", "What is it?", "salt"),
    card("c/two", "What is it?", "pepper"),
]


@pytest.mark.parametrize(
    ("asked", "answer", "found"),
    [
        ("d:r/chef#basic", "", "r/chef"),
        ("r/chef#basic", "", "r/chef"),
        ("what is a HEAD chef", "", "r/chef"),
        ("  What is\na head  chef ?", "anything", "r/chef"),
        ("What is it?", "Pepper!", "c/two"),
        ("Head chef", "Leads the whole kitchen.", "r/chef"),
        ("Wash up", "porter", "r/wash"),
        ("What is it?", "", SEVERAL),
        ("What is it?", "sugar", SEVERAL),
        ("Porter", "Wash up", UNKNOWN),
        ("Porter", "", UNKNOWN),
        ("Head chef", "", UNKNOWN),
        ("", "Porter", UNKNOWN),
    ],
)
def test_a_card_is_known_by_what_it_asks(asked, answer, found):
    recognised = Recognition(CARDS).find(asked, answer)
    assert (recognised if isinstance(recognised, str) else recognised.id[2:-6]) == found


def test_html_is_read_as_it_is_seen():
    html = "<style>b {}</style><div>What <b>is</b></div>a&nbsp;head<br/>chef?[sound:a.mp3]<!-- x -->"
    assert " ".join(seen(html).split()) == "What is a head chef?"


def reviews(header, *lines, zone=UTC, mapped=None):
    table = Table(io.BytesIO("\n".join([header, *lines]).encode()))
    made = Reviews(understand(table.columns, mapped or {}), Recognition(CARDS).find, zone)
    return [row.found if isinstance(row.found, str) else made.event(row.found) for row in table.rows()]


@pytest.mark.parametrize(
    ("header", "line"),
    [
        ("card,at,rating,latency_ms", "d:r/chef#basic,2026-03-01T12:00:00Z,3,2500"),
        ("Front;Review Time;Ease;Duration_s", "What is a head chef?;1772366400;good;2.5"),
        ("duration-ms\tdate\tgrade\tquestion", "2500\t1772366400000\tGood\twhat is a head chef"),
        ("card,at,rating,review_duration", "r/chef#basic,2026-03-01T13:00:00+01:00,3.0,2500"),
        ("card,date,rating,seconds", "r/chef#basic,2026-03-01,3,2.5"),
        ("card,date,rating,seconds", "r/chef#basic,20260301,3,2.5"),
    ],
)
def test_other_programs_reviews_are_understood(header, line):
    (event,) = reviews(header, line)
    assert isinstance(event, Event)
    assert (event.card, event.at, event.rating, event.latency_ms) == (
        "d:r/chef#basic",
        NOON,
        Rating.GOOD,
        2500,
    )
    assert (event.kind, event.deck, event.correct, event.learner) == (EventKind.REVIEW, "d", True, "")
    assert from_json(json.dumps(to_json(event))) == event


def test_times_without_a_zone_are_local():
    zone = timezone(timedelta(hours=2))
    (event,) = reviews("card,at,rating", "r/chef#basic,2026-03-01 14:00:00,again", zone=zone)
    assert (event.at, event.rating, event.correct) == (NOON, Rating.AGAIN, False)
    (elsewhere,) = reviews("card,at,rating", "r/chef#basic,2026-03-01 14:00:00,again")
    assert elsewhere.id == event.id


def test_columns_can_be_named():
    (event,) = reviews(
        "x,when,stars", "r/chef#basic,2026-03-01,4", mapped={"card": "X", "at": "when", "rating": "stars"}
    )
    assert event.rating is Rating.EASY


@pytest.mark.parametrize(
    ("header", "mapped", "sentence"),
    [
        ("a,b", {}, "no column is known for “card”, “at”, “rating” among a, b; name it with --map card=COLUMN --map at=COLUMN --map rating=COLUMN."),
        ("card,at,stars", {}, "no column is known for “rating” among card, at, stars; name it with --map rating=COLUMN."),
        ("card,at,rating", {"rating": "stars"}, "it has no column “stars”; it has card, at, rating."),
    ],
)  # fmt: skip
def test_columns_that_are_not_there(header, mapped, sentence):
    with pytest.raises(Unreadable) as caught:
        reviews(header, mapped=mapped)
    assert str(caught.value) == sentence


def test_a_long_header_is_repeated_in_part():
    with pytest.raises(Unreadable) as caught:
        understand(["x" * 100, *(f"c{number}" for number in range(30))], {"card": "y"})
    assert str(caught.value) == (
        f"it has no column “y”; it has {'x' * 40}…, {', '.join(f'c{number}' for number in range(19))}, …."
    )


NO_TIME = "The time is not one such as 2026-03-01T18:05:09Z, or seconds or milliseconds since 1970."


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (",2026-03-01,3,1", "The cell with the card is empty."),
        ("What?,2026-03-01,3,1", UNKNOWN),
        ("What is it?,2026-03-01,3,1", SEVERAL),
        ("r/chef#basic,2026-03-01,5,1", "The rating is none of 1, 2, 3, 4, again, hard, good, easy."),
        ("r/chef#basic,2026-03-01,,1", "The rating is none of 1, 2, 3, 4, again, hard, good, easy."),
        ("r/chef#basic,1 March,3,1", NO_TIME),
        ("r/chef#basic,12345,3,1", NO_TIME),
        ("r/chef#basic,9999999999999999,3,1", NO_TIME),
        ("r/chef#basic,,3,1", NO_TIME),
        ("r/chef#basic,3026-03-01,3,1", "The time is not between the years 1970 and 2999."),
        ("r/chef#basic,2026-03-01,3,long", "The duration is not a number, or is longer than 24 days."),
        ("r/chef#basic,2026-03-01,3,9999999999", "The duration is not a number, or is longer than 24 days."),
    ],
)
def test_each_bad_review_has_its_sentence(line, sentence):
    assert reviews("card,at,rating,latency_ms", line) == [sentence]


def test_reviews_have_the_same_ids_whenever_they_are_read(tmp_path):
    lines = [
        "r/chef#basic,2026-03-01,3",
        "r/chef#basic,2026-03-01,3",
        "r/wash#basic,1772366400,1",
        "r/wash#basic,1772366400,1",
    ]
    first = reviews("card,at,rating", *lines)
    again = reviews(
        "rating,card,at",
        *["3,What is a head chef?,2026-03-01"] * 2,
        "again,r/wash#basic,2026-03-01T12:00:00Z",
    )
    assert [event.id for event in again] == [event.id for event in first[:3]]
    assert first[0].id != first[1].id  # two reviews of one day, no time known
    assert first[2].id == first[3].id  # one moment
    store = Store.open(tmp_path / "a.db", random=Random(1))
    assert store.add(first) == 3
    assert store.add(again) == 0
    assert set(store.memories()) == {"d:r/chef#basic", "d:r/wash#basic"}
    store.close()


@given(st.lists(st.text(max_size=12), min_size=3, max_size=4))
def test_any_cells_give_a_review_or_a_sentence(cells):
    made = Reviews(understand(("card", "at", "rating", "duration"), {}), Recognition(CARDS).find, UTC)
    found = made.event(dict(zip(("card", "at", "rating", "duration"), cells, strict=False)))
    assert isinstance(found, Event) or found.endswith(".")
