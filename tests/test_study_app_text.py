"""What the app makes of text before it is drawn: typed answers compared, lines fitted to a width, bars."""

from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from decks.typing import compare
from study.widgets.columns import Cell, Columns, Hanging
from study.widgets.interval import interval
from study.widgets.meter import bar

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=60)


@given(TEXT.filter(str.strip), TEXT)
def test_case_and_spacing_do_not_count(answer: str, other: str) -> None:
    assert compare(f"  {answer} ", [other, answer]).right
    assert compare(answer.replace(" ", "  "), [answer]).right
    if answer.isascii():
        assert compare(answer.swapcase(), [answer]).right


@given(TEXT, st.lists(TEXT, min_size=1, max_size=4))
def test_a_comparison_shows_both_texts_whole(typed: str, accept: list[str]) -> None:
    comparison = compare(typed, accept)
    assert "".join(stretch.text for stretch in comparison.typed) == typed
    wanted = "".join(stretch.text for stretch in comparison.wanted)
    assert wanted in accept
    same = ["".join(s.text for s in side if s.same).lower() for side in (comparison.typed, comparison.wanted)]
    assert comparison.right or same[0] == same[1]


def test_the_difference_is_set_beside_the_nearest_answer() -> None:
    comparison = compare("acheivaple thing", ["practicable", "achievable"])
    assert not comparison.right
    assert [(s.text, s.same) for s in comparison.typed] == [
        ("ach", True), ("ei", False), ("va", True), ("p", False), ("le", True), (" thing", False),
    ]  # fmt: skip
    assert [(s.text, s.same) for s in comparison.wanted] == [
        ("ach", True), ("ie", False), ("va", True), ("b", False), ("le", True),
    ]  # fmt: skip


@given(TEXT, TEXT, TEXT, st.integers(1, 120))
def test_no_line_is_wider_than_its_room(one: str, two: str, below: str, width: int) -> None:
    columns = Columns(
        Cell(Content(one)),
        Cell(Content(two), 7, right=True, drop=1),
        Cell(Content(two), 5, drop=2),
        below=Content(below),
    )
    for line in columns.fit(width).split("\n", allow_blank=True):
        assert line.cell_length <= width


@given(TEXT, st.integers(4, 120))
def test_hanging_text_loses_nothing_but_spaces(text: str, width: int) -> None:
    fitted = Hanging(Content("✓ "), Content(text)).fit(width)
    assert all(line.cell_length <= width for line in fitted.split("\n", allow_blank=True))
    assert "".join(fitted.plain.removeprefix("✓ ").split()) == "".join(text.split())


def test_columns_go_one_after_the_other_where_it_is_narrow() -> None:
    columns = Columns(
        Cell(Content("Radiation safety")),
        Cell(Content("12"), 5, right=True),
        Cell(Content("3 of 40"), 9, drop=1),
    )
    assert columns.fit(40).plain == "Radiation safety           12  3 of 40  "
    assert columns.fit(24).plain == "Radiation safety      12"
    assert columns.fit(20).plain == "Radiation sa…     12"


@given(st.integers(1, 60), st.tuples(*[st.floats(0, 1)] * 3).map(sorted))
def test_an_interval_is_as_wide_as_asked_and_marks_its_middle_once(width: int, shares: list[float]) -> None:
    drawn = interval(width, *shares).plain
    assert len(drawn) == width
    assert drawn.count("┃") == 1
    assert set(drawn) <= set("·━┃")


def test_an_interval_can_be_read() -> None:
    assert interval(21, 0.25, 0.5, 0.75).plain == "·····━━━━━┃━━━━━·····"
    assert interval(11, 0, 0, 1).plain == "┃━━━━━━━━━━"


@given(st.integers(0, 60), st.integers(0, 100), st.integers(0, 100))
def test_progress_is_as_wide_as_asked(width: int, done: int, total: int) -> None:
    drawn = bar(width, done, total).plain
    assert len(drawn) == width
    assert drawn == "━" * drawn.count("━") + "─" * drawn.count("─")
