"""Reviews out of Anki's collections: of its older form and its newer, plain and packed, whole and damaged."""

import json
import sqlite3
import sys
import zipfile
from contextlib import closing
from datetime import UTC, datetime
from random import Random

import pytest

from decks.model import Card, CardKind
from progress.events import Event, EventKind, Rating
from progress.exchange import anki
from progress.exchange.anki_files import AnkiProblem, opened
from progress.exchange.anki_notes import NoteTypes
from progress.exchange.recognising import SEVERAL, UNKNOWN, Recognition
from progress.storage.store import Store

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
MS = int(NOON.timestamp()) * 1000
BASIC, BOTH, CLOZE, DRESSED = 1, 2, 3, 4
MODELS = {
    str(BASIC): {"type": 0, "flds": [{"name": "Front"}, {"name": "Back"}], "tmpls": [{"qfmt": "{{Front}}"}]},
    str(BOTH): {
        "type": 0,
        "flds": [{"name": "Front"}, {"name": "Back"}],
        "tmpls": [{"qfmt": "{{Front}}"}, {"qfmt": "{{#Back}}{{Back}}{{/Back}}"}],
    },
    str(CLOZE): {
        "type": 1,
        "flds": [{"name": "Text"}, {"name": "Extra"}],
        "tmpls": [{"qfmt": "{{cloze:Text}}"}],
    },
    str(DRESSED): {
        "type": 0,
        "flds": [{"name": "Answer"}, {"name": "Ask"}, {"name": "Why"}],
        "tmpls": [{"qfmt": "<b>{{furigana:Ask}}</b> {{type:Answer}}"}],
    },
}
TABLES = """
CREATE TABLE notes (id integer PRIMARY KEY, guid text, mid integer, mod integer, usn integer, tags text, flds text,
  sfld integer, csum integer, flags integer, data text);
CREATE TABLE cards (id integer PRIMARY KEY, nid integer, did integer, ord integer, mod integer, usn integer, type integer,
  queue integer, due integer, ivl integer, factor integer, reps integer, lapses integer, left integer, odue integer,
  odid integer, flags integer, data text);
CREATE TABLE revlog (id integer PRIMARY KEY, cid integer, usn integer, ease integer, ivl integer, lastIvl integer,
  factor integer, time integer, type integer);
"""


def card(name, prompt, answer, kind=CardKind.BASIC):
    return Card(f"d:{name}#basic", kind, "d", "", "", "", prompt, answer)


CARDS = Recognition(
    [
        card("r/chef", "What is a head chef?", "Leads the whole kitchen"),
        card("r/wash", "Whose duty is this: “Wash up”?", "Porter"),
        card("r/gap", "A […] boils in [how much?] water.", "stock"),
        card("c/one", "What is it?", "salt"),
        card("c/two", "What is it?", "pepper"),
    ]
)


class Collection:
    """A collection of Anki in the making."""

    def __init__(self, path, newer=False, scheduler=2, wal=False):
        self.path = path
        self.db = sqlite3.connect(path)
        self.db.create_collation("unicase", lambda a, b: (a > b) - (a < b))
        self.db.executescript(("PRAGMA journal_mode = WAL;" if wal else "") + TABLES)
        self.db.execute("CREATE TABLE col (id integer, ver integer, conf text, models text)")
        conf, models = json.dumps({"schedVer": scheduler}), json.dumps(MODELS)
        self.db.execute("INSERT INTO col VALUES (1, ?, ?, ?)", (18, "", "") if newer else (11, conf, models))
        if newer:
            self._tables()
        self.lines = 0

    def _tables(self):
        self.db.executescript("""
            CREATE TABLE notetypes (id integer PRIMARY KEY, name text COLLATE unicase, config blob);
            CREATE TABLE fields (ntid integer, ord integer, name text COLLATE unicase, PRIMARY KEY (ntid, ord)) WITHOUT ROWID;
            CREATE UNIQUE INDEX idx_fields_name_ntid ON fields (name, ntid);
            CREATE TABLE templates (ntid integer, ord integer, name text COLLATE unicase, config blob,
              PRIMARY KEY (ntid, ord)) WITHOUT ROWID;
        """)
        for mid, model in MODELS.items():
            config = b"\x08\x01\x1a\x00" if model["type"] else b"\x1a\x00"
            self.db.execute("INSERT INTO notetypes VALUES (?, ?, ?)", (int(mid), mid, config))
            for number, each in enumerate(model["flds"]):
                self.db.execute("INSERT INTO fields VALUES (?, ?, ?)", (int(mid), number, each["name"]))
            for number, each in enumerate(model["tmpls"]):
                text = each["qfmt"].encode() + b" " * 200  # a length of two bytes
                length = bytes([len(text) & 0x7F | 0x80, len(text) >> 7])
                self.db.execute(
                    "INSERT INTO templates VALUES (?, ?, ?, ?)",
                    (int(mid), number, str(number), b"\x0a" + length + text + b"\x12\x01x"),
                )

    def note(self, nid, *fields, mid=BASIC, tags="", cards=1):
        self.db.execute(
            "INSERT INTO notes (id, mid, tags, flds) VALUES (?, ?, ?, ?)",
            (nid, mid, tags, "\x1f".join(fields)),
        )
        for number in range(cards):
            self.db.execute(
                "INSERT INTO cards (id, nid, ord) VALUES (?, ?, ?)", (nid * 10 + number, nid, number)
            )

    def review(self, cid, ease=3, kind=1, factor=2500, time=4000, at=None):
        self.lines += 1
        self.db.execute(
            "INSERT INTO revlog (id, cid, ease, time, type, factor) VALUES (?, ?, ?, ?, ?, ?)",
            (MS + self.lines if at is None else at, cid, ease, time, kind, factor),
        )

    def done(self):
        self.db.commit()
        self.db.close()
        return self.path


def read(path):
    with opened(path) as connection:
        return anki.read(connection, CARDS)


def one(tmp_path, *fields, ord=0, newer=False, **more):  # noqa: A002
    """What the card of a single note is taken for."""
    made = Collection(tmp_path / f"{len(list(tmp_path.iterdir()))}.anki2", newer)
    made.note(1, *fields, cards=ord + 1, **more)
    made.review(10 + ord)
    found = read(made.done())
    return found.matched.get(10 + ord, "")[2:-6] or found.unmatched[10 + ord].reason


@pytest.mark.parametrize("newer", [False, True])
def test_reviews_become_events(tmp_path, newer):
    made = Collection(tmp_path / "collection.anki2", newer)
    made.note(1, "<b>What is</b> a head&nbsp;chef", "Leads the whole kitchen.")
    for ease in (1, 2, 3, 4):
        made.review(10, ease, kind=0 if ease == 1 else 1)
    path = made.done()
    before = path.read_bytes()
    found = read(path)
    assert [event.rating for event in found.events] == [Rating.AGAIN, Rating.HARD, Rating.GOOD, Rating.EASY]
    first = found.events[0]
    assert first == Event(
        first.id, "", "anki", NOON.replace(microsecond=1000), EventKind.REVIEW, "d", "d:r/chef#basic", False,
        rating=Rating.AGAIN, latency_ms=4000,
    )  # fmt: skip
    assert found.matched == {10: "d:r/chef#basic"}
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["collection.anki2"]


def test_what_is_no_answer_is_left_out_and_counted(tmp_path):
    made = Collection(tmp_path / "collection.anki2")
    made.note(1, "What is a head chef?", "")
    made.review(10, kind=3, factor=0)  # practice
    made.review(10, kind=3, factor=2500)  # in a filtered deck that moved the date
    made.review(10, ease=0, kind=4, factor=0)
    made.review(10, ease=0, kind=5)
    made.review(10, ease=3, kind=6)  # of a kind yet to come
    made.review(99)
    made.review(10, ease=7)
    made.review(10, at=-5)
    made.review(10, time=-1)
    made.review(10, time=2**40)
    made.review(10, time="long")
    found = read(made.done())
    assert [event.cram for event in found.events] == [True, False, False, False]
    assert [event.latency_ms for event in found.events[2:]] == [0, 2**31 - 1]
    assert (found.by_hand, found.orphaned, found.damaged) == (3, 1, 3)


def test_three_buttons_of_the_first_scheduler(tmp_path):
    made = Collection(tmp_path / "collection.anki2", scheduler=1)
    made.note(1, "What is a head chef?", "")
    for kind in (0, 1, 2):
        for ease in (1, 2, 3):
            made.review(10, ease, kind)
    assert [int(event.rating) for event in read(made.done()).events] == [1, 3, 4, 1, 2, 3, 1, 3, 4]


@pytest.mark.parametrize("newer", [False, True])
def test_cards_are_known_by_what_they_ask(tmp_path, newer):
    assert one(tmp_path, "What is it?", "Pepper", newer=newer) == "c/two"
    assert one(tmp_path, "What is it?", "Sugar", newer=newer) == SEVERAL
    assert one(tmp_path, "Porter", "Whose duty is this: “Wash up”?", newer=newer) == UNKNOWN
    assert one(tmp_path, "Porter", "Whose duty is this: “Wash up”?", mid=BOTH, ord=1, newer=newer) == "r/wash"
    assert one(tmp_path, "salt", "What is <i>it</i>?", "because", mid=DRESSED, newer=newer) == "c/one"
    text = "A {{c2::stock}} boils in {{c2::much::how much?}} {{c1::water}}."
    assert one(tmp_path, text, "", mid=CLOZE, ord=1, newer=newer) == "r/gap"
    assert one(tmp_path, text, "", mid=CLOZE, ord=0, newer=newer) == UNKNOWN
    assert one(tmp_path, "What is a head chef?", "", mid=77, newer=newer) == "r/chef"
    assert one(tmp_path, "", "", newer=newer) == UNKNOWN


def test_cards_are_known_by_our_ids(tmp_path):
    assert one(tmp_path, "Something else", "", tags=" marked d:r/wash#basic ") == "r/wash"
    assert one(tmp_path, "Something else", "", "d:c/one#basic") == "c/one"
    assert one(tmp_path, "Else", "", tags="d:c/one#basic d:c/two#basic", mid=BOTH, ord=1) == "c/two"
    assert one(tmp_path, "Else", "", tags="d:c/one#basic", mid=BOTH, ord=1) == UNKNOWN


def test_the_rest_is_listed_with_its_reviews(tmp_path):
    made = Collection(tmp_path / "collection.anki2")
    made.note(1, "Capital of <b>France</b>?", "Paris")
    made.note(2, "Never answered", "")
    made.review(10)
    made.review(10)
    found = read(made.done())
    assert [(each.asks, each.reviews, each.reason) for each in found.unmatched.values()] == [
        ("Capital of France?", 2, UNKNOWN)
    ]
    assert found.events == []


def packed(tmp_path, path, name, *others):
    target = tmp_path / "export.colpkg"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for each in others:
            archive.writestr(each, b"Please update Anki.")
        archive.writestr(name, path if isinstance(path, bytes) else path.read_bytes())
    return target


def small(tmp_path, **more):
    made = Collection(tmp_path / "collection.anki2", **more)
    made.note(1, "What is a head chef?", "")
    made.review(10)
    return made


@pytest.mark.parametrize("name", ["collection.anki2", "collection.anki21"])
def test_packages_are_opened(tmp_path, name):
    path = small(tmp_path).done()
    others = ["media"] if name == "collection.anki2" else ["collection.anki2", "media"]
    assert len(read(packed(tmp_path, path, name, *others)).events) == 1


def test_the_newer_package_is_opened(tmp_path):
    zstandard = pytest.importorskip("zstandard", reason="The extra anki is not installed.")
    raw = small(tmp_path, newer=True).done().read_bytes()
    squeezed = zstandard.compress(raw[:5000]) + zstandard.compress(raw[5000:])
    package = packed(tmp_path, squeezed, "collection.anki21b", "collection.anki2", "meta")
    assert len(read(package).events) == 1
    broken = packed(tmp_path, b"\x28\xb5\x2f\xfd" + b"\xff" * 50, "collection.anki21b")
    with pytest.raises(AnkiProblem, match=r"^the archive is damaged or locked \(.*\)\.$"):
        read(broken)


def test_the_newer_package_without_what_unpacks_it(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "zstandard", None)
    with pytest.raises(AnkiProblem) as caught:
        read(packed(tmp_path, b"", "collection.anki21b", "collection.anki2"))
    assert str(caught.value) == (
        "it is packed the newer way. Export it from Anki with “Support older Anki versions” ticked, "
        "or install rolecall[anki]."
    )


def test_what_anki_has_not_yet_put_into_its_file_is_read_too(tmp_path):
    made = small(tmp_path, wal=True)
    made.db.commit()
    assert (tmp_path / "collection.anki2-wal").stat().st_size > 0
    assert len(read(made.path).events) == 1
    made.review(10)
    made.db.commit()
    assert len(read(made.path).events) == 2
    made.db.close()


def bad_package(tmp_path):
    package = packed(tmp_path, small(tmp_path).done(), "collection.anki2")
    raw = bytearray(package.read_bytes())
    raw[100:140] = b"\xaa" * 40
    package.write_bytes(raw)
    return package


def cut(tmp_path):
    path = small(tmp_path).done()
    path.write_bytes(path.read_bytes()[:5000])
    return path


def cut_package(tmp_path):
    package = packed(tmp_path, small(tmp_path).done(), "collection.anki2")
    package.write_bytes(package.read_bytes()[:-100])
    return package


def other_database(tmp_path):
    with closing(sqlite3.connect(tmp_path / "other.db")) as other:
        other.execute("CREATE TABLE cards (id)")
        other.execute("CREATE VIEW revlog AS SELECT 1")
    return tmp_path / "other.db"


def odd_columns(tmp_path):
    made = small(tmp_path)
    made.db.execute("ALTER TABLE revlog RENAME COLUMN ease TO button")
    return made.done()


def no_database(tmp_path):
    (tmp_path / "a.anki2").write_text("a note")
    return tmp_path / "a.anki2"


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (bad_package, r"the archive is damaged or locked \(.*\)\."),
        (cut_package, r"the archive is cut short\."),
        (cut, r"its database is damaged \(.*\)\."),
        (other_database, r"it is no collection of Anki: it has no table notes\."),
        (odd_columns, r"its database is damaged \(no such column: ease\)\."),
        (no_database, r"it is no collection of Anki \(\.anki2, \.apkg or \.colpkg\)\."),
        (lambda tmp: packed(tmp, b"", "media"), r"the archive holds no collection of Anki\."),
        (lambda tmp: tmp / "gone.anki2", r"it cannot be read: No such file or directory\."),
        (lambda tmp: tmp, r"it cannot be read: Is a directory\."),
    ],
)
def test_a_bad_file_is_one_sentence(tmp_path, make, sentence):
    with pytest.raises(AnkiProblem, match=f"^{sentence}$"):
        read(make(tmp_path))


@pytest.mark.parametrize(
    "text", ["", "[", "[]", '{"a": 1, "7": [], "8": {"flds": 3}}', "[" * 100_000, None, 5]
)
def test_note_types_that_are_none_do_no_harm(text):
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("CREATE TABLE col (models text, conf text, ver integer)")
        db.execute("INSERT INTO col VALUES (?, ?, 11)", (text, text))
        assert NoteTypes(db).sides(8, 1, ("a", "b")) == ("b", ["a"])


def test_odd_values_in_the_tables_of_note_types_do_no_harm(tmp_path):
    made = small(tmp_path, newer=True)
    made.db.execute("INSERT INTO notetypes VALUES (50, 'x', 7)")
    made.db.execute("INSERT INTO fields VALUES (50, 'first', 'Front')")
    made.db.execute("INSERT INTO templates VALUES (50, 0, 'x', x'0aff')")
    made.note(2, "What is it?", "salt", mid=50)
    made.review(20)
    assert len(read(made.done()).events) == 2


def test_the_same_reviews_are_not_doubled(tmp_path):
    path = small(tmp_path).done()
    store = Store.open(tmp_path / "a.db", random=Random(1))
    assert store.add(read(path).events) == 1
    assert store.add(read(packed(tmp_path, path, "collection.anki21")).events) == 0
    assert set(store.memories()) == {"d:r/chef#basic"}
    store.close()
