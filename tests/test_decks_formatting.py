"""Formatting: one style, the ids that were missing, and nothing else changed."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st

from decks.format.formatting import Formatted, format_deck
from decks.format.roundtrip import comments
from decks.library import bundled_folder
from decks.model import Deck
from decks.reading.decoding import Refused
from decks.reading.files import parse_deck, read_deck
from decks.reading.tree import parse_tree

FORMAT = (Path(__file__).parents[1] / "decks" / "FORMAT.md").read_text(encoding="utf-8")


def formatted(folder: Path, text: str, *, every: bool = False) -> Formatted:
    path = folder / "deck.yaml"
    path.write_bytes(text.encode())
    (done,), problems = format_deck(path, "deck.yaml", every=every)
    assert problems == []
    assert done.before == text
    return done


def refused(folder: Path, text: str) -> list[str]:
    path = folder / "deck.yaml"
    path.write_bytes(text.encode())
    done, problems = format_deck(path, "deck.yaml")
    assert done == []
    assert path.read_bytes() == text.encode()
    return [str(problem) for problem in problems]


def deck_of(text: str) -> Deck:
    deck, _ = parse_deck(text, "deck.yaml")
    assert deck is not None
    return deck


def test_missing_ids_of_duties_are_made_from_their_texts(tmp_path: Path):
    done = formatted(
        tmp_path,
        """\
# A deck.
deck: d
title: NO  # stays a text
roles:
  - id: nurse
    title: Nurse
    duties:
      # First of all:
      - Count the swabs  # twice
      - {text: Lay the table}
      - text: Open packs   # by hand
        why: >-
          So that nothing
          is touched.

      - id: record
        text: Write down when it begins
    works_in: [theatre, 3210]
""",
    )
    assert (
        done.after
        == """\
# A deck.
deck: d
title: NO  # stays a text
roles:
  - id: nurse
    title: Nurse
    duties:
      # First of all:
      - id: count-the-swabs
        text: Count the swabs # twice
      - {id: lay-the-table, text: Lay the table}
      - id: open-packs
        text: Open packs   # by hand
        why: >-
          So that nothing
          is touched.

      - id: record
        text: Write down when it begins
    works_in: [theatre, 3210]
"""
    )
    assert done.added == ("nurse/count-the-swabs", "nurse/lay-the-table", "nurse/open-packs")


def test_an_id_is_unique_in_its_role_and_no_word_of_the_format(tmp_path: Path):
    duties = [
        "Feed",
        "feed!",
        "{id: feed-2, text: Water}",
        "Duties",
        "123",
        "Кормит",
        "Поит",
        "no",
        "a b c d e f g",
    ]
    text = f"deck: d\ntitle: T\nroles:\n  - id: r\n    title: R\n    duties: [{', '.join(duties)}]\n    aliases: [{{id: walk, text: W}}]\n"
    assert [name.partition("/")[2] for name in formatted(tmp_path, text).added] == [
        *("feed", "feed-3", "duty-duties", "duty-123", "duty-1", "duty-2", "duty-no", "a-b-c-d-e"),
    ]


@pytest.mark.parametrize(
    ("entry", "after"),
    [
        ("duties: One only   # here\n", "duties:\n      - id: one-only\n        text: One only # here\n"),
        ("duties: {text: One only}\n", "duties: {id: one-only, text: One only}\n"),
        ("duties:\n      text: One only\n", "duties:\n      id: one-only\n      text: One only\n"),
        ('duties: ["a: b"]\n', 'duties: [{id: a-b, text: "a: b"}]\n'),
        ("duties:\n", "duties:\n"),
    ],
)
def test_a_single_entry_without_its_list(tmp_path: Path, entry: str, after: str):
    start = "deck: d\ntitle: T\nroles:\n  - id: r\n    title: R\n    "
    assert formatted(tmp_path, start + entry).after == start + after


def test_the_files_way_of_indenting_lists_is_kept(tmp_path: Path):
    text = "deck: d\ntitle: T\nroles:\n- id: r   # note\n  # note\n  title: R\n  duties:\n  - id: a\n    text: A\n  aliases:\n  - B\n"
    assert formatted(tmp_path, text).after == text


def test_what_stood_on_one_line_stays_there_however_long(tmp_path: Path):
    text = f"deck: d\ntitle: {'word ' * 40}end\ntopics: {{{', '.join(f'topic-{n}: Title' for n in range(20))}}}\n"
    assert formatted(tmp_path, text).after == text


def test_what_had_several_lines_in_brackets_is_broken_before_column_110(tmp_path: Path):
    text = """\
deck: d
title: T
roles:
  - id: r
    title: R
    aliases: [Somebody who counts, Somebody who lays the table,
         Somebody who opens packs, Somebody who writes down, Somebody who waits]
    duties:
      - {id: count, text: Count everything that lies on the table,
        why: Two people count so that one can miss an item and the other sees it}
"""
    assert (
        formatted(tmp_path, text).after.partition("    aliases")[2]
        == """\
: [Somebody who counts, Somebody who lays the table, Somebody who opens packs,
      Somebody who writes down, Somebody who waits]
    duties:
      - {id: count, text: Count everything that lies on the table,
          why: Two people count so that one can miss an item and the other sees it}
"""
    )


def test_bundled_decks_say_the_same_and_stay_so(tmp_path: Path):
    for path in bundled_folder().iterdir():
        done, problems = format_deck(path)
        assert problems == []
        for file in done:
            target = tmp_path / file.path.name
            target.write_text(file.after, encoding="utf-8")
            assert file.added == ()
            assert comments(file.after) == comments(file.before)
        if len(done) == 1:
            (again,), _ = format_deck(target)
            assert again.after == again.before
            assert read_deck(target, "deck.yaml") == read_deck(path, "deck.yaml")


def test_the_example_of_the_format_is_formatted_already(tmp_path: Path):
    (example,) = re.findall(r"```yaml\n(.*?)```", FORMAT, re.DOTALL)
    assert formatted(tmp_path, example).after == example


@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_line_ends_and_byte_order_mark_stay(tmp_path: Path, start: str):
    text = start + "deck: d\r\ntitle: T\r\nroles:\r\n  - {id: r, title: R, duties: [Wash]}\r\n"
    assert formatted(tmp_path, text).after == text.replace("Wash", "{id: wash, text: Wash}")


def test_texts_that_other_programs_would_change_stay(tmp_path: Path):
    text = "deck: d\ntitle: True\ntopics: {a: ~, b: 0o17, c: 1_000, d: 010, e: 2001-12-14t21:59:43.10-05:00, f: 1e3}\n"
    assert formatted(tmp_path, text).after == text


ALL = """\
deck: d
title: T
roles:
  - id: nurse
    title: Nurse
    definition: Looks after the ill
    aliases: [Sister, {id: carer, text: Carer}]
    equipment: Tray # steel
    reports_to: [chief, The manager]
  - {id: chief, title: Chief}
"""


def test_with_all_ids_other_entries_get_them_and_are_known_by_their_former_names(tmp_path: Path):
    done = formatted(tmp_path, ALL, every=True)
    before, after = deck_of(ALL), deck_of(done.after)
    former = {fact.text: fact.key for role in before.roles for fact in role.facts()}
    now = {fact.text: fact.key for role in after.roles for fact in role.facts()}
    assert done.added == ("nurse/sister", "nurse/tray", "nurse/the-manager")
    assert after.renames == tuple((former[text], now[text]) for text in ("Sister", "Tray", "The manager"))
    for text in ("Looks after the ill", "Carer", "chief"):
        assert now[text] == former[text]
    assert formatted(tmp_path, done.after, every=True).after == done.after


def test_former_names_are_added_to_those_that_are_there(tmp_path: Path):
    done = formatted(tmp_path, ALL + "renames: {a: b}  # old\n", every=True)
    assert deck_of(done.after).renames[0] == ("a", "b")
    assert len(deck_of(done.after).renames) == 4


def test_included_files_are_formatted_with_the_deck(tmp_path: Path):
    (tmp_path / "deck.yaml").write_text("deck: d\ntitle: T\ninclude: parts/r.yaml\n")
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "r.yaml").write_text(
        "roles:\n  - {id: r, title: R, duties: [Wash], works_in: [ward]}\n"
    )
    (own, part), problems = format_deck(tmp_path, "d", every=True)
    assert problems == []
    assert own.added == ()
    assert re.fullmatch(r"deck: d\ntitle: T\ninclude: parts/r.yaml\nrenames:\n  r/~\w+: r/ward\n", own.after)
    assert part.added == ("r/wash", "r/ward")
    assert part.shown == "d/parts/r.yaml"


def test_an_included_file_can_be_formatted_by_itself(tmp_path: Path):
    text = "roles:\n  - {id: r, title: R, duties: [Wash], works_in: [ward]}\n"
    assert formatted(tmp_path, text).after == text.replace("Wash", "{id: wash, text: Wash}")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "deck: [a\nb: c\n",
            "deck.yaml:2:2: error D104: a bracket that was opened is not closed, or a comma is missing; close it, or put the comma.",
        ),
        (
            "deck: d\ndeck: e\n",
            "deck.yaml:2:1: error D108: this key stands here a second time; keep one of the two.",
        ),
        (
            "a: &x b\n",
            "deck.yaml:1:4: error D105: “&x” is an anchor, which decks do without; leave it out, or put the text in quotes.",
        ),
        (
            "deck: d\ntopics: {a: , b: c}\n",
            "deck.yaml:2:13: error D104: formatting would change what stands here; write it more simply; the file was left as it was.",
        ),
        (
            "deck: d\ninclude: x.yaml\n",
            "deck.yaml:2:10: error D118: “x.yaml” cannot be included: there is no such file; name a file in the deck's folder.",
        ),
    ],
)
def test_what_cannot_be_formatted_is_left_alone_and_told(tmp_path: Path, text: str, told: str):
    assert refused(tmp_path, text) == [told]


def test_a_file_that_is_not_there_is_told(tmp_path: Path):
    _, problems = format_deck(tmp_path / "no.yaml", "no.yaml")
    assert [str(problem) for problem in problems] == [
        "no.yaml:1:1: error D101: the file cannot be read (No such file or directory); check its name and permissions."
    ]


@pytest.mark.parametrize("text", ["", "# only a comment\n", "[a, b]\n"])
def test_what_is_no_mapping_stays(tmp_path: Path, text: str):
    assert formatted(tmp_path, text).after == text


# Decks in many hands' styles: what is written back says the same, in the deck's words, with all comments, and stays.

WORDS = st.text(st.sampled_from("ab é#:-,'\"[]{}&*!|>%@~0"), min_size=1, max_size=12)
SCALARS = st.one_of(
    st.sampled_from(
        [
            "Wash",
            "NO",
            "~",
            "3.10",
            '"a: b"',
            "'it''s'",
            "Two\n{i}  lines",
            ">-\n{i}  folded\n{i}  text",
            "|\n{i}  kept\n\n{i}   as is",
            "{text: Walk, why: Because}",
            "{text: Walk,\n{i}  why: [in, brackets]}",
            "{text: " + "Walk " * 30 + ", why:\n{i}  x}",
        ]
    ),
    WORDS.map(
        lambda text: (
            f'"{text}"'.replace('"', "'", 0) if '"' not in text else f"'{text.replace(chr(39), chr(39) * 2)}'"
        )
    ),
    WORDS,
)
COMMENTS = st.sampled_from(["", "", "", "  # note", " # a: b"])


@st.composite
def decks(draw: st.DrawFn) -> str:
    """A deck file written by somebody with ways of their own."""
    dash, lines = draw(st.sampled_from(["", "  ", "    "])), ["deck: d", f"title: T{draw(COMMENTS)}"]
    lines += draw(st.sampled_from([[], [""], ["# alone"], ["", "  # indented", ""]]))
    lines.append(f"roles:{draw(COMMENTS)}")
    for number in range(draw(st.integers(1, 2))):
        inner = dash + "  "
        lines += draw(st.sampled_from([[], [f"{dash}# before a role"]]))
        lines += [f"{dash}- id: r{number}{draw(COMMENTS)}", f"{inner}title: R"]
        for key in draw(st.lists(st.sampled_from(["duties", "aliases", "works_in"]), unique=True)):
            lines.append(f"{inner}{key}:{draw(COMMENTS)}")
            for _ in range(draw(st.integers(0, 3))):
                deep = inner + dash
                value = draw(SCALARS).replace("{i}", deep + "  ")
                lines.append(
                    f"{deep}- {draw(st.sampled_from(['', 'text: ']))}{value}{'' if chr(10) in value else draw(COMMENTS)}"
                )
                lines += draw(st.sampled_from([[], [], [""], [f"{deep}  # after"]]))
    return "\n".join(lines) + draw(st.sampled_from(["\n", "", "\n# end\n"]))


@settings(
    max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much]
)
@given(decks(), st.booleans())
def test_whatever_the_style_the_deck_stays_the_same(tmp_path: Path, text: str, every: bool):
    path = tmp_path / "deck.yaml"
    path.write_text(text, encoding="utf-8", newline="")
    try:
        parse_tree(text, "")
    except Refused:
        assume(False)
    done, problems = format_deck(path, "deck.yaml", every=every)
    if problems:
        event("left alone")
        assert path.read_bytes().decode() == text
        return
    event("formatted")
    (file,) = done
    assert sorted(comments(file.after)) == sorted(comments(text))
    before, after = deck_of(text), deck_of(file.after)
    named = dict(after.renames)
    kept = {named.get(fact.key, fact.key) for role in before.roles for fact in role.facts()}
    assert kept <= {fact.key for role in after.roles for fact in role.facts()}
    assert [(fact.kind, fact.text) for role in before.roles for fact in role.facts()] == [
        (fact.kind, fact.text) for role in after.roles for fact in role.facts() if fact.key in kept
    ]
    path.write_text(file.after, encoding="utf-8", newline="")
    (again,), _ = format_deck(path, "deck.yaml", every=every)
    assert again.after == file.after
    assert again.added == ()
