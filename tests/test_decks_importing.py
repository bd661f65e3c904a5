"""Reading tables, whatever their form: cells, headers, lists in cells, and what several occupations share."""

import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decks.importing.bullets import items
from decks.importing.columns import find_header, telling
from decks.importing.deck_text import deck_lines
from decks.importing.isco08 import read_isco08
from decks.importing.occupations import Imported, Occupation, Source, chosen, make_roles
from decks.importing.problems import Unimportable
from decks.importing.rows import cell, separated, sheet, tabbed
from decks.importing.texts import definition, duty, phrase
from decks.reading.files import parse_deck


def write_xlsx(path: Path, *sheets: Sequence[Sequence[str | float]]) -> Path:
    """A small Excel file, its texts inline."""
    with zipfile.ZipFile(path, "w") as book:
        numbers = range(1, len(sheets) + 1)
        parts = "".join(
            f'<Override PartName="/xl/worksheets/sheet{n}.xml" '
            'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
            for n in numbers
        )
        book.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/xl/workbook.xml" '
            'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
            f"{parts}</Types>",
        )
        package = "http://schemas.openxmlformats.org/package/2006/relationships"
        office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        book.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}"><Relationship Id="r" Type="{office}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        )
        listed = "".join(f'<sheet name="Sheet {n}" sheetId="{n}" r:id="r{n}"/>' for n in numbers)
        book.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>{listed}</sheets></workbook>',
        )
        related = "".join(
            f'<Relationship Id="r{n}" Type="{office}/worksheet" Target="worksheets/sheet{n}.xml"/>'
            for n in numbers
        )
        book.writestr(
            "xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{package}">{related}</Relationships>'
        )
        for number, rows in zip(numbers, sheets, strict=True):
            data = "".join(f"<row>{''.join(map(_cell_xml, row))}</row>" for row in rows)
            book.writestr(
                f"xl/worksheets/sheet{number}.xml",
                f'<worksheet xmlns="{main}"><sheetData>{data}</sheetData></worksheet>',
            )
    return path


def _cell_xml(value: str | float) -> str:
    if isinstance(value, str):
        return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    return f"<c><v>{value}</v></c>"


def rows_of(path: Path, text: bytes) -> list[tuple[int, list[str]]]:
    path.write_bytes(text)
    return list(separated(path).rows)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (421.0, "421"),
        (2.5, "2.5"),
        (None, ""),
        (" n/a ", ""),
        ("<blank>", ""),
        ("N/A", ""),
        ("  a \t b ", "a b"),
        ("a\r\n b", "a\nb"),
        ("a_x000D_\nb", "a\nb"),
        ("x\x1b[2J", "x␛[2J"),
        (True, "TRUE"),
        ("0110", "0110"),
    ],
)
def test_a_cell_is_a_harmless_text(value: object, text: str):
    assert cell(value) == text


def test_text_of_any_encoding_and_separator(tmp_path: Path):
    path = tmp_path / "t.csv"
    assert rows_of(path, b'\xef\xbb\xbfa,b\r\n1,"x, y"\r\n') == [(1, ["a", "b"]), (2, ["1", "x, y"])]
    assert rows_of(path, b"a;b\n1,5;2\n") == [(1, ["a", "b"]), (2, ["1,5", "2"])]
    assert rows_of(path, "a\tb\nCrème\tß\n".encode("cp1252"))[1] == (2, ["Crème", "ß"])
    assert rows_of(path, "a,b\nCrème,c\n".encode("utf-16"))[1] == (2, ["Crème", "c"])
    assert rows_of(path, b"a,b\r1,2\r") == [(1, ["a", "b"]), (2, ["1", "2"])]
    assert rows_of(path, b'"a\nb",c\n\n1,2\n') == [(2, ["a\nb", "c"]), (4, ["1", "2"])]


def test_quotes_in_a_text_release_are_only_quotes(tmp_path: Path):
    path = tmp_path / "t.txt"
    path.write_bytes(b'a\tb\r\n1\tSay "hello\r\n2\t"x"\r\n\r\n')
    assert list(tabbed(path).rows) == [(1, ["a", "b"]), (2, ["1", 'Say "hello']), (3, ["2", '"x"'])]


def test_a_sheet_is_the_first_that_holds_rows(tmp_path: Path):
    path = write_xlsx(
        tmp_path / "t.xlsx", [["only one row"]], [["Code", "Title"], ["0110", "a"], [4213, "b"]], []
    )
    table = sheet(path)
    assert table.how == "sheet “Sheet 2”"
    assert list(table.rows) == [(1, ["Code", "Title"]), (2, ["0110", "a"]), (3, ["4213", "b"])]
    assert list(sheet(path, "Sheet 1").rows) == [(1, ["only one row"])]


def test_files_that_are_no_tables_are_told_in_a_sentence(tmp_path: Path):
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 and no more")
    empty = write_xlsx(tmp_path / "empty.xlsx", [], [])
    named = write_xlsx(tmp_path / "named.xlsx", [["a"], ["b"]])
    quoted = tmp_path / "quoted.csv"
    quoted.write_text("a,b\n" + '"' + "x" * 140_000, encoding="utf-8")
    for read, sentence in (
        (
            lambda: sheet(broken),
            f"{broken} is no sound Excel file (Cannot detect file format); save it again as .xlsx.",
        ),
        (lambda: sheet(empty), f"{empty} holds no sheet with rows."),
        (lambda: sheet(named, "X"), f"{named} has no sheet “X”; it has “Sheet 1”."),
        (lambda: sheet(tmp_path / "no.xlsx"), f"{tmp_path}/no.xlsx is not there."),
        (lambda: separated(tmp_path), f"{tmp_path} is a folder; name a file."),
        (
            lambda: separated(broken),
            f"{broken} is not text; name a text file, or give an Excel file its ending .xlsx.",
        ),
        (
            lambda: list(separated(quoted).rows),
            f"{quoted}:2: the table cannot be read (field larger than field limit (131072)); a quotation mark may be missing.",
        ),
    ):
        with pytest.raises(Unimportable) as caught:
            read()
        assert str(caught.value) == sentence


def test_of_several_sheets_the_one_with_the_header_is_read(tmp_path: Path):
    notes = [["About"], ["Made by", "somebody"], ["Code", "what stands for an occupation"]]
    told = [["n/a"], ["Group\nCode", "Title\n EN", "Tasks"], [1.0, "Bakers", "a) bake b) sell"]]
    path = write_xlsx(tmp_path / "t.xlsx", notes, told, [["Code", "Title"], ["1", "Bakers"]])
    columns = {"code": ("Group code",), "title": ("Title EN", "Title"), "tasks": ("Tasks",)}
    assert sheet(path, telling=telling(columns, ("title",))).how == "sheet “Sheet 2”"
    assert sheet(path, telling=telling(columns, ("code", "title"))).how == "sheet “Sheet 2”"
    assert sheet(path, "Sheet 1", telling=telling(columns, ("title",))).how == "sheet “Sheet 1”"
    assert sheet(path, telling=telling({"x": ("X",)}, ("x",))).how == "sheet “Sheet 1”"


def test_isco_from_a_sheet_among_others_its_columns_in_another_order_its_codes_numbers(tmp_path: Path):
    cover = [["About", "this file"], ["Released", 2012.0], ["Titles", "in English"]]
    rows = [
        ["ISCO-08"],
        [
            "Notes",
            "Tasks\ninclude",
            "Title\nEN",
            "ISCO 08\nCode",
            "Definition",
            "Included\noccupations",
            "Level",
        ],
        ["n/a", "<blank>", "Officers", 110.0, "Officers lead.", "- Admiral", 4.0],
        ["n/a", "(a)weighing flour;(b)serving on boards;(c) n/a", "Bakers", 7512.0, "n/a", "N/A", 4.0],
    ]
    officer, baker = read_isco08(write_xlsx(tmp_path / "isco.xlsx", cover, rows, [])).occupations
    assert (officer.code, officer.definition, officer.titles, officer.duties) == (
        "0110",
        "Lead",
        ["Admiral"],
        [],
    )
    assert (baker.code, baker.definition, baker.titles) == ("7512", "", [])
    assert baker.duties == [("task-a", "Weigh flour"), ("task-b", "Serve on boards")]


def test_without_the_package_for_sheets_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(__import__("sys").modules, "python_calamine", None)
    with pytest.raises(Unimportable) as caught:
        sheet(tmp_path / "t.xlsx")
    assert str(caught.value) == (
        f"{tmp_path}/t.xlsx is an Excel file; to read those, install what that takes: "
        "python -m pip install 'rolecall[xlsx]'."
    )


def test_the_header_is_the_row_that_names_most(tmp_path: Path):
    path = tmp_path / "t.csv"
    path.write_text('List of titles,,\nTitle,,\n"JOB\nTitle",Code ,Extra\nPorter,01,x\n', encoding="utf-8")
    synonyms = {"title": ("Job title", "Title"), "code": ("Code",)}
    header, rows = find_header(separated(path), synonyms, ["title"])
    assert (header.number, header.names) == (4, ("JOB Title", "Code", "Extra"))
    assert dict(header.places) == {"title": (0,), "code": (1,)}
    assert list(rows) == [(5, ["Porter", "01", "x"])]
    with pytest.raises(Unimportable) as caught:
        find_header(separated(path), {"tasks": ("Tasks",)}, ["tasks"])
    assert str(caught.value) == (
        f"{path}:4: there is no column “Tasks”; the columns are “JOB Title”, “Code”, “Extra”."
    )


def test_a_column_is_known_by_the_end_of_its_name_where_no_other_is(tmp_path: Path):
    path = tmp_path / "t.csv"
    path.write_text("NCO Code,Code,Principal\n1,2,Porter\n", encoding="utf-8")
    synonyms = {"code": ("Code", "* code"), "title": ("* title", "Principal")}
    header, _ = find_header(separated(path), synonyms, ["code"])
    assert dict(header.places) == {"code": (1,), "title": (2,)}
    header, _ = find_header(separated(path), {"code": ("* code",)}, ["code"])
    assert dict(header.places) == {"code": (0,)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Tasks include -\n(a)  mixing dough;\n(b)  baking (in ovens);\n(c) selling bread.",
            ["mixing dough", "baking (in ovens)", "selling bread."],
        ),
        ("In such cases tasks would include:\n(a) one;(b) two(c) three", ["one", "two", "three"]),
        (
            "Tasks performed usually include: one thing; two things; and three things.",
            ["one thing", "two things", "three things."],
        ),
        (
            "1. Cooks soup 2. Bakes bread for 3 people 3) Rests",
            ["Cooks soup", "Bakes bread for 3 people", "Rests"],
        ),
        ("• Carries bags• Sweeps floors\n• n/a", ["Carries bags", "Sweeps floors"]),
        (
            "Examples of the occupations classified here:\n- Sous-chef\n- Cook, ship's",
            ["Sous-chef", "Cook, ship's"],
        ),
        ("Cook\nBake", ["Cook", "Bake"]),
        ("Check (a) the oven and (c) the sink", ["Check (a) the oven and (c) the sink"]),
        (
            "(a) one;\n(b) two\n(b) three;\n(e) four (in full)(f) five",
            ["one", "two", "three", "four (in full)", "five"],
        ),
        ("(b) two (c) three", ["(b) two (c) three"]),
        ("(i) one (ii) two;(iii)three (iv) n/a (v) four", ["one", "two", "three", "four"]),
        ("a) bake b) sell", ["bake", "sell"]),
        ("Work in shifts (i) and teams", ["Work in shifts (i) and teams"]),
        ("", []),
    ],
)
def test_things_in_a_cell(text: str, found: list[str]):
    assert items(text) == found


def test_things_in_a_cell_by_patterns_of_ones_own():
    assert items("lead in #1 Cook #2 Bake", bullet=r"#(\d+)") == ["Cook", "Bake"]
    assert items("Cook / Bake/Rest", separator=" ?/ ?") == ["Cook", "Bake", "Rest"]
    with pytest.raises(Unimportable) as caught:
        items("x", bullet="(")
    assert (
        str(caught.value) == "“(” is no regular expression: missing ), unterminated subpattern at position 0."
    )


@given(st.text(max_size=200))
def test_any_cell_can_be_taken_apart(text: str):
    assert all(each.strip() for each in items(text))


def test_texts_get_the_form_of_decks():
    assert phrase("  Wash the pots , pans etc. ; ") == "Wash the pots, pans etc."
    assert phrase("Rest. .") == "Rest"
    assert duty("Plan, direct, or coordinate work.") == "Plan, direct, or coordinate work"
    assert duty("planning and buying meals;", gerunds=True) == "Plan and buy meals"
    assert duty("Dressing in robes", gerunds=True) == "Dress in robes"
    assert definition("Bakers bake bread. Bakers of cakes are included.", "Bakers") == "Bake bread"
    assert definition("Bakers include all who bake.", "Bakers") == "Bakers include all who bake"
    assert definition("Bakes bread. They rise early.", "Baker") == "Bakes bread. They rise early"


@pytest.mark.parametrize(
    ("title", "text", "without"),
    [
        ("Heavy Truck Drivers", "Heavy-truck drivers drive vehicles.", "Drive vehicles"),
        ("Food and Related Machine Operators", "Food machine operators set machines.", "Set machines"),
        ("Human Resource Managers", "Human resource managers, plan policies.", "Plan policies"),
        (
            "Information Technology Trainers",
            "Information technology (IT) trainers teach users.",
            "Teach users",
        ),
        ("Medical Doctors", "Medical doctors (physicians) treat illness.", "Treat illness"),
        ("Ships' Engineers", "Ships’ engineers control engines.", "Control engines"),
        ("Roofers", "Roofers cover, apply or install roofs.", "Cover, apply or install roofs"),
        ("Surveyors", "Surveyors cover all who measure.", "Surveyors cover all who measure"),
        ("Food Managers", "Food process managers work hard.", "Food process managers work hard"),
        ("Cooks", "Cooks, waiters and others serve guests.", "Cooks, waiters and others serve guests"),
        ("Work Study Officers", "Work study plans.", "Work study plans"),
    ],
)
def test_a_definition_is_told_without_its_subject(title: str, text: str, without: str):
    assert definition(text, title) == without


def test_what_occupations_share_stands_once():
    one = Occupation(
        "1", "Bakers", duties=[("a", "Knead dough"), ("a", "Sell bread")], titles=["Baker", "Oven hand"]
    )
    two = Occupation(
        "2",
        "Bakers",
        duties=[("x", "Knead the dough"), ("b", "knead dough.")],
        titles=["Oven hands", "Miller"],
    )
    first, second = make_roles([one, two])
    assert (first.id, second.id) == ("bakers", "bakers-2")
    assert [(each.id, each.text, each.also) for each in first.duties] == [
        ("a", "Knead dough", ("bakers-2",)),
        ("a-2", "Sell bread", ()),
    ]
    assert [each.id for each in second.duties] == ["x"]
    assert [(each.text, each.also) for each in first.aliases] == [("Oven hand", ("bakers-2",))]
    assert [each.text for each in second.aliases] == ["Miller"]


def test_titles_are_bounded_and_those_of_many_left_out():
    everyone = [
        Occupation(str(n), f"Role {n}", titles=["Worker", f"One {n}", f"Two {n}", f"Three {n}"])
        for n in range(6)
    ]
    for role in make_roles(everyone, other_titles=2):
        assert [each.text.split()[0] for each in role.aliases] == ["One", "Two"]


def test_things_that_others_use_too_name_them():
    one = Occupation("1", "Cooks", equipment=["Oven"], uses=["Oven", "Pot"])
    two = Occupation("2", "Bakers", equipment=["Mixer"], uses=["Mixer", "Oven", "Pot"])
    first, second = make_roles([one, two])
    assert [(each.text, each.also) for each in first.equipment] == [("Oven", ("bakers",))]
    assert [(each.text, each.also) for each in second.equipment] == [("Mixer", ())]


def test_occupations_are_chosen_by_code_or_title():
    everyone = [
        Occupation("29-2032.00", "Sonographers"),
        Occupation("29-2034.00", "Technologists"),
        Occupation("31-1", "Aides"),
    ]
    assert [each.code for each in chosen(everyone, ["29-*"], [])] == ["29-2032.00", "29-2034.00"]
    assert [each.code for each in chosen(everyone, ["29-2034"], ["SONO"])] == ["29-2032.00", "29-2034.00"]
    assert chosen(everyone, [], []) == everyone
    with pytest.raises(Unimportable) as caught:
        chosen(everyone, ["99"], ["pilot"])
    assert str(caught.value) == (
        "No occupation matches “99”, “pilot”; there are 3, such as “29-2032.00”, “Sonographers”."
    )


@given(st.lists(st.tuples(st.text(max_size=30), st.text(min_size=1, max_size=60)), min_size=1, max_size=5))
def test_any_texts_make_a_deck_without_errors(pairs: list[tuple[str, str]]):
    everyone = [
        Occupation(
            str(number),
            f"{title} {number}",
            definition=text if text.strip() else "x",
            duties=[("d", f"Do {text}")],
        )
        for number, (title, text) in enumerate(pairs)
    ]
    imported = Imported("made-up", "Made up", "A deck", Source("s", "S: #1"), "Whoever", everyone, {})
    deck, problems = parse_deck("\n".join(deck_lines(imported, make_roles(everyone))), "deck.yaml")
    assert deck is not None
    assert [each for each in problems if each.severity == "error"] == []
    assert len(deck.roles) == len(everyone)
