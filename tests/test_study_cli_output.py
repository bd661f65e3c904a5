"""Text for people: harmless, aligned by what a screen shows, never wider than asked. JSON: the same data, harmless."""

import io
import json
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from study.output import (
    Column,
    ReaderGone,
    json_line,
    json_text,
    speak_any_encoding,
    table,
    text_width,
    width_of,
    wrapped,
    write,
)

ANY_TEXT = st.text(st.characters(codec=None), max_size=200)


@pytest.mark.parametrize(
    ("text", "columns"),
    [("", 0), ("abc", 3), ("放射線", 6), ("e\u0301", 1), ("naïve", 5), ("\u200b", 0), ("🩻", 2)],
)
def test_width_is_what_a_terminal_shows(text: str, columns: int):
    assert width_of(text) == columns


def test_wrapping_keeps_prefixes_and_paragraphs():
    lines = wrapped("one two three\nfour", 11, "1. ", "   ")
    assert lines == ["1. one two", "   three", "   four"]


def test_a_word_longer_than_a_line_is_broken():
    assert wrapped("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]


def test_wide_characters_count_double_when_wrapping():
    assert wrapped("放射線技師", 6) == ["放射線", "技師"]


def test_without_a_width_a_paragraph_is_a_line():
    assert wrapped("word " * 100, None) == [("word " * 100).rstrip()]


@example("\x1b[31mred\x1b[0m \x9b2J \u202eevil", 20)
@given(ANY_TEXT, st.integers(4, 90) | st.none())
def test_nothing_that_a_terminal_acts_on_gets_through(text: str, width: int | None):
    for line in wrapped(text, width):
        assert not [char for char in line if unicodedata.category(char) in ("Cc", "Cs")]
        assert not set(line) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
        assert width is None or width_of(line) <= width


@given(st.text(st.characters(categories=("L", "N", "P")), max_size=300), st.integers(4, 40))
def test_wrapping_loses_no_character(text: str, width: int):
    assert "".join("".join(wrapped(text, width)).split()) == text


def test_escape_sequences_become_visible():
    assert wrapped("\x1b]0;title\x07", None) == ["␛]0;title␇"]


def test_columns_align_by_display_width():
    lines = table(
        (Column("Role"), Column("Cards", right=True)), [("放射線", "7"), ("Sonographer", "12")], None
    )
    assert lines == [
        "Role         Cards",
        "放射線           7",
        "Sonographer     12",
    ]


def test_a_table_wraps_its_widest_column():
    rows = [("a", "one two three four five six"), ("b", "short")]
    lines = table((Column("X"), Column("Text")), rows, 20)
    assert lines == ["X  Text", "a  one two three", "   four five six", "b  short"]


def test_a_table_may_have_headings():
    assert table((Column("A"), Column("B")), ["A long heading:", ("x", "y")], None) == [
        "A  B",
        "A long heading:",
        "x  y",
    ]


def test_a_cell_with_newlines_stays_in_its_row():
    assert table((Column("A"),), [("x\n\ny",)], None) == ["A", "x y"]


@given(ANY_TEXT)
def test_json_is_the_same_text_and_harmless(text: str):
    for document in (json_line({"t": text}), json_text({"t": text})):
        assert json.loads(document) == {"t": text}
        assert not [char for char in document.replace("\n", "") if unicodedata.category(char) in ("Cc", "Cs")]
    assert "\n" not in json_line({"t": text})


def test_json_is_ascii_where_the_output_is_not_utf8(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(io.BytesIO(), encoding="latin-1"))
    assert json_line("é放🩻\x7f") == '"\\u00e9\\u653e\\ud83e\\ude7b\\u007f"'


def test_other_encodings_get_ascii_for_what_they_lack(monkeypatch: pytest.MonkeyPatch):
    raw = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(raw, encoding="ascii"))
    speak_any_encoding()
    write("“So” – it’s 放 …")
    assert raw.getvalue() == b'"So" - it\'s ? ...\n'


def test_a_closed_pipe_is_an_error_of_its_own():
    class Closed(io.StringIO):
        def flush(self) -> None:
            raise BrokenPipeError

    with pytest.raises(ReaderGone):
        write("line", Closed())


def test_width_is_that_of_COLUMNS_or_unlimited(monkeypatch: pytest.MonkeyPatch):  # noqa: N802 - the variable's name
    monkeypatch.setattr("sys.stdout", io.StringIO())
    monkeypatch.delenv("COLUMNS", raising=False)
    assert text_width() is None
    monkeypatch.setenv("COLUMNS", "72")
    assert text_width() == 72
    monkeypatch.setenv("COLUMNS", "3")
    assert text_width() == 20
