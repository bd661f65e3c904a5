"""Text from decks is harmless to a terminal and comparable."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from decks.making.clozes import gaps, with_gaps
from decks.text import folded, is_plain, is_slug, one_line, plain, slug_of


@given(st.text())
def test_plain_text_holds_nothing_that_acts(text: str) -> None:
    shown = plain(text)
    assert is_plain(shown)
    assert plain(shown) == shown
    assert not any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in shown if sign not in "\n\t")


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp"])))
def test_harmless_text_is_not_touched(text: str) -> None:
    assert plain(text) == text


def test_escapes_show_as_signs() -> None:
    assert plain("\x1b]0;title\x07 \x9b31m \x7f") == "␛]0;title␇ \ufffd31m ␡"


def test_right_to_left_text_and_emoji_stay() -> None:
    assert plain("טכנאי רנטגן 👩‍⚕️ é") == "טכנאי רנטגן 👩‍⚕️ é"


@given(st.text())
def test_a_suggested_slug_is_one(text: str) -> None:
    assert slug_of(text) == "" or is_slug(slug_of(text))


def test_slugs() -> None:
    assert slug_of("Échographie (cœur) – 2") == "echographie-cur-2"
    assert [is_slug(text) for text in ("a-b", "a--b", "-a", "A", "", "a_b", "é")] == [True] + [False] * 6


def test_texts_compare_by_what_they_say() -> None:
    assert folded("Ａ  Straße\n") == folded("a STRASSE")
    assert one_line(" a\n b\tc ") == "a b c"


def test_gaps_of_a_cloze() -> None:
    text = "The {{tube::what}} goes through {{c2::larynx}} and {{c2::trachea}}."
    assert [(gap.group, gap.hidden, gap.hint) for gap in gaps(text)] == [
        (1, "tube", "what"),
        (2, "larynx", ""),
        (2, "trachea", ""),
    ]
    assert with_gaps(text, 1) == "The [what] goes through larynx and trachea."
    assert with_gaps(text, 2) == "The tube goes through […] and […]."
    assert with_gaps(text, None) == "The tube goes through larynx and trachea."
    assert gaps("{{}} {x} }}{{") == ()
    assert gaps("{{ }} {{ ::x}}") == ()
    assert [gap.group for gap in gaps("{{a}} {{c1::b}} {{c}} {{c4::d}}")] == [2, 1, 3, 4]
    assert [(gap.group, gap.hidden, gap.hint) for gap in gaps("{{321::three digits}}")] == [
        (1, "321", "three digits")
    ]
