"""Reading deck files: what is sound is kept, and every mistake is named with its place, word for word."""

from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decks.model import Deck
from decks.reading.files import MAX_BYTES, parse_deck, read_deck

SOUND = """\
deck: ward
title: Ward roles
topics: {care: Care}
sources: {book: {title: A book}}
roles:
  - id: nurse
    title: Nurse
    duties:
      - {id: wash, text: Wash hands, topic: care, source: book}
      - {id: feed, text: Feed the patient, topic: care, also: [helper]}
  - id: helper
    title: Helper
    duties:
      - {id: carry, text: Carry trays, topic: care}
"""


def messages(text: str | bytes) -> list[str]:
    return [str(problem) for problem in parse_deck(text, "f.yaml")[1]]


def deck_of(text: str) -> Deck:
    deck, problems = parse_deck(dedent(text), "f.yaml")
    assert problems == []
    assert deck is not None
    return deck


def test_a_sound_deck_has_no_problems_and_keeps_its_order() -> None:
    deck = deck_of(SOUND)
    assert [role.id for role in deck.roles] == ["nurse", "helper"]
    assert [duty.text for duty in deck.roles[0].duties] == ["Wash hands", "Feed the patient"]
    assert deck.roles[0].duties[1].also == ("helper",)
    assert deck.roles[0].duties[0].sources == ("book",)


def test_every_fact_knows_its_line_and_column() -> None:
    mark = deck_of(SOUND).roles[0].duties[1].mark
    assert str(mark) == "f.yaml:10:9"


@pytest.mark.parametrize(
    "text",
    ["NO", "no", "yes", "on", "true", "null", "~x", "2024-12-14", "3211", "0x1F", "1_000", "1e3", "12:30"],
)
def test_a_text_stays_the_text_that_was_written(text: str) -> None:
    deck = deck_of(
        f"deck: d\ntitle: {text}\nroles:\n- {{id: r, title: {text}, codes: {{isco-08: {text}}}}}\n"
    )
    assert (deck.title, deck.roles[0].title, deck.roles[0].codes) == (text, text, (("isco-08", text),))


def test_numbers_can_be_ids() -> None:
    assert deck_of("deck: 42\ntitle: T\n").id == "42"


def test_a_deck_may_come_with_a_byte_order_mark_and_windows_line_ends() -> None:
    deck, problems = parse_deck(b"\xef\xbb\xbf" + SOUND.replace("\n", "\r\n").encode(), "f.yaml")
    assert problems == []
    assert deck == deck_of(SOUND)


def test_topics_come_from_the_entry_then_the_role_then_the_list_then_general() -> None:
    deck = deck_of(
        """\
        deck: d
        title: T
        topics: {a: A, b: B, c: C}
        default_topics: {duties: c}
        roles:
          - id: one
            title: One
            topic: b
            duties: [{id: x, text: X, topic: a}, {id: y, text: Y}]
          - {id: two, title: Two, duties: [{id: z, text: Z}], equipment: [saw]}
        """
    )
    assert [fact.topic for role in deck.roles for fact in role.facts()] == ["a", "b", "c", "general"]
    assert [(topic.id, topic.title) for topic in deck.topics] == [
        ("a", "A"),
        ("b", "B"),
        ("c", "C"),
        ("general", "General"),
    ]


def test_a_deck_whose_facts_all_have_topics_has_no_general_one() -> None:
    assert [topic.id for topic in deck_of(SOUND).topics] == ["care"]


def test_an_entry_without_an_id_stands_for_its_text() -> None:
    first = (
        deck_of("deck: d\ntitle: T\nroles: [{id: r, title: R, aliases: [Tech A, Tech B]}]\n").roles[0].aliases
    )
    second = (
        deck_of("deck: d\ntitle: T\nroles: [{id: r, title: R, aliases: [New, tech  B]}]\n").roles[0].aliases
    )
    assert first[1].id == second[1].id
    assert first[1].id.startswith("~")
    assert len({fact.id for fact in (*first, *second)}) == 3


def test_reports_to_can_name_a_role_or_anybody() -> None:
    role = deck_of(
        "deck: d\ntitle: T\nroles: [{id: r, title: R, reports_to: [s, The ward manager]}, {id: s, title: S}]\n"
    ).roles[0]
    assert [(fact.target, fact.text) for fact in role.reports_to] == [("s", "s"), ("", "The ward manager")]
    assert role.reports_to[0].id == "reports-to-s"


CASES = {
    "an empty file": (
        "",
        ["f.yaml:1:1: error D110: the file is empty; start it with “deck: …” and “title: …”."],
    ),
    "UTF-16": (
        "deck: d".encode("utf-16"),
        ["f.yaml:1:1: error D102: the file is UTF-16; save it as UTF-8."],
    ),
    "Latin-1": (
        "deck: d\ntitle: caf\xe9".encode("latin-1"),
        ["f.yaml:2:11: error D102: the file is not UTF-8 from here on; save it as UTF-8."],
    ),
    "a NUL byte": (
        b"deck: d\ntitle: a\x00b",
        ["f.yaml:2:9: error D103: there is a control character (U+0000) here; delete it."],
    ),
    "a tab": (
        "deck: d\n\ttitle: T",
        ["f.yaml:2:1: error D104: the line is indented with a tab; indent with spaces."],
    ),
    "a second colon": (
        "deck: d\ntitle: Roles: all of them",
        ["f.yaml:2:13: error D104: there is a second “: ” in this line, or it is indented wrongly; put the text in quotes, or mend the indentation."],
    ),
    "a quote left open": (
        "deck: d\ntitle: 'T\n",
        ["f.yaml:2:8: error D104: a quote that was opened is never closed; close it, or put the whole text in the other kind of quotes."],
    ),
    "a forbidden start": (
        "deck: d\ntitle: @T\n",
        ["f.yaml:2:8: error D104: a text cannot start with this character; put the text in quotes."],
    ),
    "a bracket left open": (
        "deck: d\ntopics: [a, b\n",
        ["f.yaml:3:1: error D104: a bracket that was opened is not closed, or a comma is missing; close it, or put the comma."],
    ),
    "a line out of place": (
        "deck: d\nroles:\n  - id: a\n - id: b\n",
        ["f.yaml:4:2: error D104: the line does not fit the ones above it; line it up with the entry it belongs to, or quote the text above it."],
    ),
    "a key without a value": (
        "deck: d\ntitle\nlicence: x\n",
        ["f.yaml:3:1: error D104: a key stands here without “: ” and a value; write “key: value”, or indent the line below the text it belongs to."],
    ),
    "an anchor": (
        "deck: &d x",
        ["f.yaml:1:7: error D105: “&d” is an anchor, which decks do without; leave it out, or put the text in quotes."],
    ),
    "an alias": (
        "deck: *d",
        ["f.yaml:1:7: error D105: “*d” is an alias, which decks do without; write the text out, or put it in quotes."],
    ),
    "a tag that would run code": (
        "deck: !!python/object/apply:os.system [id]",
        ["f.yaml:1:7: error D106: “!!python/object/apply:os.system” is a tag, which decks do without; leave it out, or put the text in quotes."],
    ),
    "deep nesting": (
        "[" * 50,
        ["f.yaml:1:13: error D107: lists and mappings nest more than 12 deep; write it as FORMAT.md shows."],
    ),
    "a second document": (
        "deck: d\n---\ndeck: e\n",
        ["f.yaml:2:1: error D109: a second document starts here; put it in a file of its own."],
    ),
    "a list for a key": (
        "? [a]\n: b",
        ["f.yaml:1:3: error D110: a list or mapping stands where a key is expected; write “key: value”."],
    ),
    "a list for a deck": (
        "- a\n- b",
        ["f.yaml:1:1: error D110: a deck is a mapping; write “deck: …, title: …”."],
    ),
    "a key twice": (
        "deck: d\ntitle: T\ntitle: U\n",
        ["f.yaml:3:1: error D108: “title” stands here a second time (first in line 2); keep one of the two."],
    ),
    "a topic twice": (
        "deck: d\ntitle: T\ntopics:\n  a: A\n  a: B\n",
        ["f.yaml:5:3: error D108: “a” stands here a second time (first in line 4); keep one of the two."],
    ),
    "an unknown key": (
        "deck: d\ntitle: T\ntopisc: {}\n",
        ["f.yaml:3:1: error D111: a deck has no key “topisc”; write “topics” if that is what was meant."],
    ),
    "an unknown key like no other": (
        "deck: d\ntitle: T\nsources: {a: {title: A, zzz: 1}}\n",
        ["f.yaml:3:25: error D111: a source has no key “zzz”; the keys are title, publisher, author, date, url, licence."],
    ),
    "a merge key": (
        "deck: d\ntitle: T\n<<: {a: b}\n",
        ["f.yaml:3:1: error D111: a deck has no key “<<”; the keys are deck, title, description, language, licence, attribution, sources, topics, default_topics, roles, cards, questions, include, renames, exam, negative_stems, ignore."],
    ),
    "no title": (
        "deck: d\n",
        ["f.yaml:1:1: error D112: a deck needs “title”; add “title: Roles in the operating theatre”."],
    ),
    "a duty without an id": (
        "deck: d\ntitle: T\nroles: [{id: r, title: R, duties: [{text: Wash the hands}, Feed the patient]}]\n",
        [
            "f.yaml:3:36: error D112: a duty needs “id”, under which progress is kept; add “id: wash-the-hands”.",
            "f.yaml:3:60: error D112: a duty needs “id”, under which progress is kept; write “- id: feed-the-patient” and, below it, “text: …”.",
        ],
    ),
    "an empty text": (
        "deck: d\ntitle: ''\n",
        ["f.yaml:2:8: error D113: “title” is empty; write a text, or leave the key out."],
    ),
    "a deck id that is none": (
        "deck: Medical Imaging\ntitle: T\n",
        ["f.yaml:1:7: error D114: “Medical Imaging” is not an id (lower-case letters, digits, single hyphens); write it as “medical-imaging”."],
    ),
    "an id without a letter": (
        "deck: 医学\ntitle: T\n",
        ["f.yaml:1:7: error D114: “医学” is not an id (lower-case letters, digits, single hyphens); write it with lower-case letters, digits and hyphens."],
    ),
    "a topic id that is none": (
        "deck: d\ntitle: T\ntopics: {Care/Night shift: N}\n",
        ["f.yaml:3:10: error D114: “Care/Night shift” is not the id of a topic; write it as “care/night-shift”."],
    ),
    "a role with a reserved id": (
        "deck: d\ntitle: T\nroles: [{id: cards, title: C}]\n",
        ["f.yaml:3:14: error D114: “cards” cannot be the id of a role, because the format uses it itself; choose another."],
    ),
    "an entry with a reserved id": (
        "deck: d\ntitle: T\nroles: [{id: r, title: R, equipment: [{id: duties, text: X}]}]\n",
        ["f.yaml:3:44: error D114: “duties” cannot be an id here, because the format uses it itself; choose another."],
    ),
    "a flag that is none": (
        "deck: d\ntitle: T\nroles: [{id: r, title: R, complete: yes}]\n",
        ["f.yaml:3:37: error D115: “complete” is true or false; write one of the two, without quotes."],
    ),
    "an escape for the terminal": (
        'deck: d\ntitle: "\\e[31mred"\n',
        ["f.yaml:2:8: warning D116: “title” holds control characters, which are shown as signs; take them out."],
    ),
    "a list for a text": (
        "deck: d\ntitle: [T]\n",
        ["f.yaml:2:8: error D110: “title” is a text, not a list; put it in quotes if it starts with a bracket."],
    ),
    "a list for a mapping": (
        "deck: d\ntitle: T\ntopics: [a]\n",
        ["f.yaml:3:9: error D110: “topics” is a mapping; write “key: value” lines below it."],
    ),
    "two definitions": (
        "deck: d\ntitle: T\nroles: [{id: r, title: R, definition: [One, Two]}]\n",
        ["f.yaml:3:45: error D110: a role has one definition; join them in one text."],
    ),
    "a role id twice": (
        "deck: d\ntitle: T\nroles:\n- {id: r, title: R}\n- {id: r, title: S}\n",
        ["f.yaml:5:8: error D201: the id “r” is taken by the role in line 4; give each role an id of its own."],
    ),
    "a fact id twice": (
        "deck: d\ntitle: T\nroles:\n- id: r\n  title: R\n  duties: [{id: a, text: A}]\n  equipment: [{id: a, text: B}]\n",
        ["f.yaml:7:20: error D201: the id “a” is taken by line 6 of this role; give each entry of the role an id of its own."],
    ),
    "a text twice": (
        "deck: d\ntitle: T\nroles:\n- id: r\n  title: R\n  aliases:\n  - Tech\n  - tech\n",
        ["f.yaml:8:5: error D201: the role lists this text already in line 7; keep one of the two."],
    ),
    "an unknown role": (
        SOUND.replace("[helper]", "[helpr]"),
        ["f.yaml:10:64: error D202: the deck has no role “helpr”; write “helper” if that is what was meant."],
    ),
    "an unknown role like no other": (
        SOUND.replace("[helper]", "[zzz]"),
        ["f.yaml:10:64: error D202: the deck has no role “zzz”; name a role by its “id”."],
    ),
    "an unknown topic": (
        "deck: d\ntitle: T\ntopics: {care: Care}\nroles: [{id: r, title: R, topic: cure}]\n",
        ["f.yaml:4:34: error D203: the deck has no topic “cure”; write “care” if that is what was meant."],
    ),
    "a topic of a deck without topics": (
        "deck: d\ntitle: T\nroles: [{id: r, title: R, topic: care}]\n",
        ["f.yaml:3:34: error D203: the deck has no topic “care”; add it to “topics”: “care: …”."],
    ),
    "an unknown source": (
        "deck: d\ntitle: T\nroles: [{id: r, title: R, source: book}]\n",
        ["f.yaml:3:35: error D204: the deck has no source “book”; add it to “sources”: “book: {title: …}”."],
    ),
    "a circle": (
        "deck: d\ntitle: T\nroles:\n- {id: a, title: A, broader: b}\n- {id: b, title: B, broader: a}\n- {id: c, title: C, broader: b}\n",
        [
            "f.yaml:4:30: error D205: “a” is, through “broader”, a kind of itself; take one link of the circle out.",
            "f.yaml:5:30: error D205: “b” is, through “broader”, a kind of itself; take one link of the circle out.",
        ],
    ),
    "a role that names itself": (
        "deck: d\ntitle: T\nroles: [{id: r, title: R, duties: [{id: a, text: A, also: r}]}]\n",
        ["f.yaml:3:59: warning D206: “r” is this very role; take it out."],
    ),
    "a card of two forms": (
        "deck: d\ntitle: T\ncards: [{id: c, front: F, back: B, cloze: 'x {{y}}'}]\n",
        ["f.yaml:3:9: error D207: a card has either “front” and “back”, or “front” and “answer”, or “cloze”; keep the keys of one of the three."],
    ),
    "accept without an answer": (
        "deck: d\ntitle: T\ncards: [{id: c, front: F, back: B, accept: [x]}]\n",
        ["f.yaml:3:36: error D207: “accept” goes with “answer”; write “answer” in place of “back”."],
    ),
    "a cloze without a gap": (
        "deck: d\ntitle: T\ncards: [{id: c, cloze: no gap}]\n",
        ["f.yaml:3:24: error D208: the text has no gap; put what is to be hidden between “{{” and “}}”."],
    ),
    "one distractor": (
        "deck: d\ntitle: T\nquestions: [{id: q, stem: S?, key: K, distractors: [A]}]\n",
        ["f.yaml:3:39: error D209: a question has 2 to 4 distractors, this one 1; add or take out some."],
    ),
    "two keys": (
        "deck: d\ntitle: T\nquestions: [{id: q, stem: S?, key: [K, L], distractors: [A, B]}]\n",
        ["f.yaml:3:31: error D209: a question has exactly one right option; name one as “key”."],
    ),
    "an option twice": (
        "deck: d\ntitle: T\nquestions: [{id: q, stem: S?, key: Two, distractors: [One, two]}]\n",
        ["f.yaml:3:13: error D210: the option “Two” stands there twice; word one of them differently."],
    ),
    "an empty option": (
        "deck: d\ntitle: T\nquestions: [{id: q, stem: S?, key: K, distractors: [A, B, '']}]\n",
        ["f.yaml:3:59: error D113: an option is empty; write a text, or leave it out."],
    ),
    "a way out of the folder": (
        "deck: d\ntitle: T\ninclude: [/etc/passwd, ../x.yaml, 'a\\b.yaml', [x]]\n",
        [
            "f.yaml:3:11: error D117: “/etc/passwd” leads out of the deck's folder; include files of this folder and those in it, with “/”.",
            "f.yaml:3:24: error D117: “../x.yaml” leads out of the deck's folder; include files of this folder and those in it, with “/”.",
            "f.yaml:3:35: error D117: “a\\b.yaml” leads out of the deck's folder; include files of this folder and those in it, with “/”.",
            "f.yaml:3:47: error D110: “include” is a list of paths; write “include: [roles.yaml]”.",
        ],
    ),
    "no code": (
        "deck: d\ntitle: T\nignore: [all]\n",
        ["f.yaml:3:1: error D211: “all” is not the code of a finding; write it as “D302”."],
    ),
    "a picture nobody can hear": (
        "deck: d\ntitle: T\ncards: [{id: c, front: F, back: B, image: a.png}, {id: d, front: F, back: B, alt: A}]\n",
        [
            "f.yaml:3:36: error D212: a picture needs “alt” for whoever does not see it; add “alt: …”.",
            "f.yaml:3:78: error D212: “alt” goes with “image”; add “image: …”, or take it out.",
        ],
    ),
    "a question id twice": (
        "deck: d\ntitle: T\nquestions:\n- {id: q, stem: S?, key: K, distractors: [A, B]}\n- {id: q, stem: S?, key: K, distractors: [A, B]}\n",
        ["f.yaml:5:8: error D201: the id “q” is taken by line 4; give each an id of its own."],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_mistake_is_named_with_its_place(case: str) -> None:
    text, expected = CASES[case]
    assert messages(text) == expected


def test_every_code_is_tried_and_documented() -> None:
    folder = Path(__file__).parent.parent / "decks"
    tried = {
        line.split("error ")[-1].split("warning ")[-1][:4] for _, lines in CASES.values() for line in lines
    }
    modules = (
        "decoding",
        "including",
        "tree",
        "fields",
        "facts",
        "names",
        "parsing",
        "handwritten",
        "files",
    )
    source = "".join((folder / "reading" / f"{name}.py").read_text(encoding="utf-8") for name in modules)
    used = {
        word[:4] for word in source.split('"') if len(word) == 4 and word[0] == "D" and word[1:].isdigit()
    }
    documented = (folder / "FORMAT.md").read_text(encoding="utf-8")
    assert used - tried == {"D101", "D118", "D119", "D213"}  # what depends on files has tests of its own
    assert all(f"| {code} |" in documented for code in used)


def test_the_rest_of_a_deck_with_mistakes_still_works() -> None:
    text = (
        SOUND.replace("also: [helper]", "also: [helpr]")
        + "cards:\n- {id: c, front: F}\n- {id: d, front: F, back: B}\n"
    )
    deck, problems = parse_deck(text, "f.yaml")
    assert deck is not None
    assert [problem.code for problem in problems] == ["D202", "D207"]
    assert [duty.id for role in deck.roles for duty in role.duties] == ["wash", "carry"]
    assert [card.id for card in deck.cards] == ["d"]


def test_a_list_that_lost_a_duty_is_complete_no_more() -> None:
    text = "deck: d\ntitle: T\nroles: [{id: r, title: R, complete: true, duties: [{id: a, text: A}%s]}]\n"
    whole, _ = parse_deck(text % "", "f")
    broken, _ = parse_deck(text % ", {text: B}", "f")
    assert whole is not None
    assert broken is not None
    assert (whole.roles[0].complete, broken.roles[0].complete) == (True, False)


def test_a_role_whose_broader_role_is_unknown_is_left_out() -> None:
    deck, problems = parse_deck(
        "deck: d\ntitle: T\nroles: [{id: a, title: A, broader: b}, {id: c, title: C}]\n", "f.yaml"
    )
    assert deck is not None
    assert [role.id for role in deck.roles] == ["c"]
    assert [problem.code for problem in problems] == ["D202"]


def test_hostile_text_becomes_visible_signs() -> None:
    deck, _ = parse_deck('deck: d\ntitle: "a\\e[2J\\x07b\\u202ec [red]x[/]"\n', "f.yaml")
    assert deck is not None
    assert deck.title == "a␛[2J␇b\ufffdc [red]x[/]"


def test_a_file_that_cannot_be_read_is_one_sentence(tmp_path: Path) -> None:
    missing = tmp_path / "none.yaml"
    deck, problems = read_deck(missing, "none.yaml")
    assert deck is None
    assert [str(p) for p in problems] == [
        "none.yaml:1:1: error D101: the file cannot be read (No such file or directory); check its name and permissions."
    ]


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    large = tmp_path / "large.yaml"
    with large.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    deck, problems = read_deck(large, "large.yaml")
    assert deck is None
    assert [str(p) for p in problems] == [
        "large.yaml:1:1: error D101: the file cannot be read (the deck is larger than 32 MB); split it into several decks."
    ]


def test_ten_thousand_characters_are_kept() -> None:
    text = "long " * 2000
    deck = deck_of(f"deck: d\ntitle: T\ncards: [{{id: c, front: F, back: '{text}'}}]\n")
    assert deck.cards[0].back == text.strip()


PIECES = """deck: d|title: T|roles:|  - id: r|    title: R|    duties:|      - {id: a, text: b|}|, also: [r]|cards: [|]|{|&a |*a|!!|'
"|{{x}}|: |- |? |>|#|%|questions:|key: |distractors: [1, 2]|broader: r|<<: |---|...|~"""
pieces = st.sampled_from(
    [*PIECES.split("|"), "\n", "\t", "|", "\x00", "\ud800", "\x1b", "é", "\r", "\u2028", "\\"]
)


@given(st.one_of(st.text(), st.lists(pieces, max_size=40).map("".join)))
@settings(max_examples=600, deadline=None)
def test_no_text_breaks_the_reader(text: str) -> None:
    deck, problems = parse_deck(text, "f.yaml")
    assert deck is not None or problems
    assert all(problem.mark.line >= 1 and problem.mark.column >= 1 for problem in problems)


@given(st.binary())
@settings(max_examples=300, deadline=None)
def test_no_bytes_break_the_reader(raw: bytes) -> None:
    deck, problems = parse_deck(raw, "f.yaml")
    assert deck is not None or problems


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_a_damaged_deck_keeps_its_reader_whole(data: st.DataObject) -> None:
    text = list(SOUND)
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(text) - 1))
        text[place] = data.draw(st.one_of(st.just(""), pieces, st.characters()))
    deck, problems = parse_deck("".join(text), "f.yaml")
    assert deck is not None or problems
