"""O*NET, ISCO-08 and other tables: what becomes of them, on small files of their form and, where it is there, on real data."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decks.checking.checks import check
from decks.importing.deck_text import deck_lines
from decks.importing.isco08 import read_isco08
from decks.importing.occupations import Imported, Occupation, make_roles
from decks.importing.onet import onet_size, read_onet
from decks.importing.problems import Unimportable
from decks.importing.table import Mapped, read_table, understand
from decks.model import Deck, Fact, Role
from decks.problems import Severity
from decks.reading.files import parse_deck

READ_ME = "O*NET 31.2 Database\r\nFebruary 2027 Release\r\n"
FILES = {
    "Read Me.txt": READ_ME,
    "Occupation Data.txt": (
        "O*NET-SOC Code\tTitle\tDescription\r\n"
        "35-2014.00\tCooks, Restaurant\tPrepare soups, salads, or entrees in restaurants. May order supplies.\r\n"
        "51-3011.00\tBakers\tMix ingredients to produce breads. Includes bakers at sea.\r\n"
        "51-3099.00\tFood Processing Workers, All Other\tAll food processing workers not listed separately.\r\n"
    ),
    "Task Statements.txt": (
        "O*NET-SOC Code\tTask ID\tTask\tTask Type\tDate\r\n"
        '35-2014.00\t1\tCall out "order up" to waiters.\tCore\t01/2027\r\n'
        '35-2014.00\t2\tSay "when.\tCore\t01/2027\r\n'
        "35-2014.00\t3\tClean the oven.\tn/a\t01/2027\r\n"
        "51-3011.00\t7\tClean the oven.\tCore\t01/2027\r\n"
        "51-3011.00\t8\tKnead dough, rolls, etc.\tCore\t01/2027\r\n"
        "51-3011.00\t9\tn/a\tCore\t01/2027\r\n"
        "99-9999.00\t10\tFly.\tCore\t01/2027\r\n"
    ),
    "Alternate Titles.txt": (
        "O*NET-SOC Code\tAlternate Title\tShort Title\tSource(s)\r\n"
        "35-2014.00\tHC (Head Cook)\tHC\t02,04\r\n"
        "35-2014.00\tGrill Cook\tn/a\t08\r\n"
        "51-3011.00\tBaker\tn/a\t02\r\n"
        "51-3011.00\tOven Tender (OT)\tOT\t08\r\n"
        "51-3011.00\tGrill Cook\tn/a\t08\r\n"
    ),
    "Sample of Reported Titles.txt": (
        "O*NET-SOC Code\tReported Job Title\tShown in My Next Move\r\n"
        "35-2014.00\tLine Cook\tY\r\n35-2014.00\tHC (Head Cook)\tN\r\n"
    ),
    "Tools Used.txt": (
        "O*NET-SOC Code\tExample\tCommodity Code\tCommodity Title\r\n"
        "35-2014.00\tDeck ovens\t1\tOvens\r\n35-2014.00\tConvection ovens\t1\tOvens\r\n35-2014.00\tLadles\t2\tSpoons\r\n"
        "51-3011.00\tDeck ovens\t1\tOvens\r\n"
    ),
    "Technology Skills.txt": (
        "O*NET-SOC Code\tExample\tCommodity Code\tCommodity Title\tHot Technology\r\n51-3011.00\tReciPal\t3\tSoftware\tN\r\n"
    ),
    "Job Zones.txt": "O*NET-SOC Code\tJob Zone\tDate\r\n35-2014.00\t2\t01/2027\r\n",
    "Job Zone Reference.txt": (
        "Job Zone\tName\tExperience\tEducation\r\n"
        "2\tJob Zone Two: Some Preparation Needed\tSome.\tThese occupations usually require a high school diploma.\r\n"
    ),
}


def release(folder: Path, files: Mapping[str, str] = FILES) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).write_bytes(text.encode())
    return folder


def deck_of(imported: Imported) -> Deck:
    """The deck that is made of a source, after checking that it has no errors."""
    deck, problems = parse_deck(
        "\n".join(deck_lines(imported, make_roles(imported.occupations))), "deck.yaml"
    )
    assert deck is not None
    assert [each for each in check(deck, problems) if each.severity is Severity.ERROR] == []
    return deck


def defined(role: Role) -> str:
    return role.definition.text if role.definition else ""


def told(facts: tuple[Fact, ...]) -> list[tuple[str, tuple[str, ...]]]:
    return [(fact.text, tuple(fact.also)) for fact in facts]


def test_onet_becomes_a_deck(tmp_path: Path):
    deck = deck_of(read_onet(release(tmp_path / "onet")))
    cook, baker, other = deck.roles
    assert (deck.id, deck.title, deck.licence) == ("onet", "Occupations of O*NET 31.2", "CC BY 4.0")
    assert deck.attribution.startswith(
        "This deck includes information from the O*NET 31.2 Database by the U.S. Department"
    )
    assert [(each.id, each.title, each.date) for each in deck.sources] == [
        ("onet-31-2", "O*NET 31.2 Database", "February 2027")
    ]
    assert [(each.id, each.title) for each in deck.topics] == [
        ("soc-35", "Food preparation and serving related"),
        ("soc-35/35-2", "Cooks and food preparation workers"),
        ("soc-51", "Production"),
        ("soc-51/51-3", "Food processing workers"),
    ]
    assert (cook.id, cook.title, dict(cook.codes)) == (
        "cooks-restaurant",
        "Cooks, Restaurant",
        {"onet-soc": "35-2014.00", "soc": "35-2014"},
    )
    assert defined(cook) == "Prepare soups, salads, or entrees in restaurants. May order supplies"
    assert defined(baker) == "Mix ingredients to produce breads"
    assert [(each.id, each.text) for each in cook.duties] == [
        ("task-1", 'Call out "order up" to waiters'),
        ("task-2", 'Say "when'),
        ("task-3", "Clean the oven"),
    ]
    assert cook.duties[2].also == ("bakers",)
    assert [(each.id, each.text) for each in baker.duties] == [("task-8", "Knead dough, rolls, etc.")]
    assert told(cook.aliases) == [("Line Cook", ()), ("Head Cook", ()), ("Grill Cook", ("bakers",))]
    assert told(baker.aliases) == [("Oven Tender", ())]
    assert told(cook.equipment) == [("Ladles", ()), ("Deck ovens", ("bakers",))]
    assert told(baker.equipment) == [("ReciPal", ())]
    assert [each.text for each in cook.requirements] == [
        "Job zone 2: some preparation, usually a high school diploma"
    ]
    assert (defined(other), other.duties) == ("", ())


def test_a_title_that_many_bear_is_left_out_though_few_of_them_are_wanted(tmp_path: Path):
    many = "".join(f"99-000{n}.00\tHelper\tn/a\t02\r\n" for n in range(4))
    titles = FILES["Alternate Titles.txt"] + many + "51-3011.00\tHelper\tn/a\t02\r\n"
    baker = deck_of(read_onet(release(tmp_path / "o", FILES | {"Alternate Titles.txt": titles}), ["51-3011"]))
    assert [each.text for each in baker.roles[0].aliases] == ["Oven Tender", "Grill Cook"]


@pytest.mark.parametrize(
    ("tool", "told"),
    [
        ("Global positioning system GPS receivers", "Global positioning system (GPS) receivers"),
        ("Point of sale POS terminals", "Point of sale (POS) terminals"),
        ("Personal digital assistants PDA", "Personal digital assistants (PDA)"),
        ("Network interface cards NICs", "Network interface cards (NICs)"),
        ("Standing HEPA vacuums", "Standing HEPA vacuums"),
        ("Visible/UV light meters", "Visible/UV light meters"),
        ("Oracle JDBC", "Oracle JDBC"),
        ("Global positioning systems (GPS)", "Global positioning systems (GPS)"),
    ],
)
def test_an_acronym_after_its_words_stands_in_brackets(tmp_path: Path, tool: str, told: str):
    tools = f"O*NET-SOC Code\tExample\tCommodity Code\r\n51-3011.00\t{tool}\t1\r\n"
    deck = deck_of(read_onet(release(tmp_path / "o", FILES | {"Tools Used.txt": tools}), ["51-3011"]))
    assert told in [each.text for each in deck.roles[0].equipment]


def test_onet_of_another_release_and_form(tmp_path: Path):
    inner = release(
        tmp_path / "db",
        {
            "occupation_data.txt": "\ufeffTitle\tonetsoc_code\tDescription\n Bakers \t51-3011.00\tBake.\n\tX\tno title\n",
            "task_statements.txt": "Task\tonetsoc_code\nKnead dough.\t51-3011.00\n",
            "tools_and_technology.txt": "onetsoc_code\tT2 Type\tT2 Example\n51-3011.00\tTechnology\tExcel\n51-3011.00\tTools\tOven\n",
        },
    )
    imported = read_onet(inner.parent)
    (baker,) = deck_of(imported).roles
    assert [(each.id, each.text) for each in baker.duties] == [("task-1", "Knead dough")]
    assert [each.text for each in baker.equipment] == ["Oven", "Excel"]
    assert imported.notes == (
        "there is no “Alternate Titles.txt”, so nothing was taken from it",
        "there is no “Sample of Reported Titles.txt”, so nothing was taken from it",
        "there is no “Job Zones.txt”, so nothing was taken from it",
        "occupation_data.txt: left out 1 row that is incomplete",
    )


def test_onet_does_without_a_table_whose_columns_are_not_known(tmp_path: Path):
    files = FILES | {"Job Zones.txt": "Zone of\tWork\r\n35-2014.00\t2\r\n", "Tools Used.txt": "\r\n"}
    imported = read_onet(release(tmp_path / "o", files))
    cook = deck_of(imported).roles[0]
    assert (len(cook.duties), cook.equipment, cook.requirements) == (3, (), ())
    for name in ("Tools Used.txt", "Job Zones.txt"):
        assert f"{name}: its columns are not known, so nothing was taken from it" in imported.notes
    with pytest.raises(Unimportable) as caught:
        read_onet(release(tmp_path / "p", FILES | {"Task Statements.txt": "Code\tWork\r\n"}))
    assert str(caught.value) == (
        f"{tmp_path}/p/Task Statements.txt:1: there is no column “O*NET-SOC Code” and “Task”; "
        "the columns are “Code”, “Work”."
    )


def test_onet_tells_how_far_it_is_and_chooses(tmp_path: Path):
    folder = release(tmp_path / "onet")
    steps: list[int] = []
    imported = read_onet(folder, ["51-3011"], [], steps.append)
    assert [each.title for each in imported.occupations] == ["Bakers"]
    assert sum(steps) > 0
    assert sum(steps) >= onet_size(folder)


def test_what_is_no_release_is_told(tmp_path: Path):
    folder = release(tmp_path / "onet", {"Occupation Data.txt": "O*NET-SOC Code\tName\r\n1\tx\r\n"})
    bare = release(tmp_path / "bare", {"Occupation Data.txt": FILES["Occupation Data.txt"]})
    none = release(tmp_path / "none", {"Occupation Data.txt": "O*NET-SOC Code\tTitle\tDescription\r\n"})
    for path, sentence in (
        (tmp_path / "no", f"{tmp_path}/no is not there."),
        (
            folder / "Occupation Data.txt",
            f"{folder}/Occupation Data.txt is no folder; unpack the release and name the folder.",
        ),
        (
            folder,
            f"{folder}/Occupation Data.txt:1: there is no column “Title”; the columns are “O*NET-SOC Code”, “Name”.",
        ),
        (bare, f"{bare}/Task Statements.txt is not there; name the folder of O*NET's text release."),
        (none, f"{none}/Occupation Data.txt lists no occupation."),
    ):
        with pytest.raises(Unimportable) as caught:
            read_onet(path)
        assert str(caught.value) == sentence


ISCO = """\
Level,"ISCO 08
Code",Title EN,Definition,Tasks include,Included occupations,Excluded occupations,Notes
1,7,Craft Workers,Craft workers work by hand. Competent performance in most occupations requires skills at the second ISCO skill level.,Tasks include: working; resting.,"Occupations in this major group are classified into:
75 Food",,
2,75,Food Workers,Food workers make food.,,,,
3,751,Food Workers,Food workers make food.,,,,
4,7512,Bakers,Bakers make bread.,"Tasks include –
(a)  weighing flour;(b) serving on boards;
(c)  cleaning the oven.","Examples of the occupations classified here:
- Baker
- Bread maker","Some related occupations classified elsewhere:
- Flying baker- 0110
- Pastry chef - 3434",
4,7513,Cheesemakers,Cheesemakers make cheese.,"In such cases tasks would include -
(a)  curdling milk;
(b)  cleaning the oven.",,,
1,0,Armed Forces,Armed forces defend.,,,,
2,1,Officers,Officers lead.,,,,
3,11,Officers,Officers lead.,,,,
4,110,Officers,Officers lead.,,"Examples of the occupations here:
- Admiral",,
,,Rows of something else,,,,,
4,7512,Bakers again,,,,,
"""


def isco(folder: Path, text: str = ISCO) -> Path:
    path = folder / "isco.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_isco_becomes_a_deck(tmp_path: Path):
    imported = read_isco08(isco(tmp_path))
    deck = deck_of(imported)
    assert [(each.id, dict(each.codes)["isco-08"], each.broader) for each in deck.roles] == [
        ("craft-workers", "7", ()),
        ("food-workers", "751", ("craft-workers",)),
        ("bakers", "7512", ("food-workers",)),
        ("cheesemakers", "7513", ("food-workers",)),
        ("armed-forces", "0", ()),
        ("officers", "0110", ("armed-forces",)),
    ]
    craft, _, baker, cheese, _, officer = deck.roles
    assert (defined(craft), craft.duties) == ("Work by hand", ())
    assert defined(baker) == "Make bread"
    assert [(each.id, each.text, each.also) for each in baker.duties] == [
        ("task-a", "Weigh flour", ()),
        ("task-b", "Serve on boards", ()),
        ("task-c", "Clean the oven", ("cheesemakers",)),
    ]
    assert [each.id for each in cheese.duties] == ["task-a"]
    assert [each.text for each in baker.aliases] == ["Bread maker"]
    assert [each.text for each in officer.aliases] == ["Admiral", "Flying baker"]
    assert baker.duties[0].topic == "isco-7/isco-75/isco-751"
    assert "© International Labour Organization" in deck.attribution
    assert imported.notes == (
        "row 22 was left out, for it has no code or no title",
        "row 23 was left out, for code 7512 stands in an earlier row too",
        "no tasks: 1 of 3 unit groups",
    )


def test_isco_without_groups_and_in_part(tmp_path: Path):
    deck = deck_of(read_isco08(isco(tmp_path), ["75*"], [], groups=False))
    assert [(each.id, each.broader) for each in deck.roles] == [("bakers", ()), ("cheesemakers", ())]
    assert [each.id for each in deck.topics] == ["isco-7", "isco-7/isco-75", "isco-7/isco-75/isco-751"]


def test_what_is_not_isco_is_told(tmp_path: Path):
    path = isco(tmp_path, "Code,Title\n7,Craft\n")
    with pytest.raises(Unimportable) as caught:
        read_isco08(path)
    assert str(caught.value) == f"{path} lists no unit groups, which have codes of four digits."


TABLE = """\
National occupations;;;;;
Code;Job title;Kind;Summary;Main duties;Other titles
01;Porters;unit;Porters carry bags.;"• Carrying bags
• Sweeping floors";Carrier, Bearer
02;Cooks;unit;Make food;1. Cook soup 2. Sweep floors;<blank>
;;;;Taste soup;
03;Staff;group;Everybody;Work;
;;;;Rest;
04;;unit;No title;;
"""


def test_a_table_is_understood_by_its_names(tmp_path: Path):
    path = tmp_path / "jobs.csv"
    path.write_text(TABLE, encoding="utf-8")
    found = understand(path, Mapped(where=[("kind", "unit")]))
    assert (found.how, found.header.number, found.rows, found.other) == ("separated by semicolons", 2, 6, 2)
    assert found.unused() == ["Kind"]
    assert found.titleless == [9]
    imported = read_table(path, found, scheme="noc")
    porter, cook = deck_of(imported).roles
    assert defined(porter) == "Carry bags"
    assert [(each.id, each.text, each.also) for each in porter.duties] == [
        ("carry-bags", "Carry bags", ()),
        ("sweep-floors", "Sweep floors", ("cooks",)),
    ]
    assert [each.text for each in porter.aliases] == ["Carrier", "Bearer"]
    assert [each.text for each in cook.duties] == ["Cook soup", "Taste soup"]
    assert dict(cook.codes) == {"noc": "02"}
    assert imported.notes == ("row 9 was left out, for it names no role",)


def test_a_table_by_columns_that_are_named(tmp_path: Path):
    path = tmp_path / "jobs.tsv"
    path.write_text(
        "Wer\tDescription\tTools\tUnit\nKoch\tKocht; putzt\tTopf, Herd\tKüche\nKoch\tProbiert\t\t\n",
        encoding="utf-8",
    )
    mapped = Mapped({"title": ["Wer"], "tasks": ["description"], "topic": ["Unit"]}, language="de")
    deck = deck_of(read_table(path, understand(path, mapped)))
    (cook,) = deck.roles
    assert [each.text for each in cook.duties] == ["Kocht", "putzt", "Probiert"]
    assert [each.text for each in cook.equipment] == ["Topf", "Herd"]
    assert [(each.id, each.title) for each in deck.topics] == [("kuche", "Küche")]


def test_a_national_classification_is_understood_by_the_ends_of_its_names(tmp_path: Path):
    path = tmp_path / "nco.tsv"
    path.write_text(
        "\ufeffNational classification\t\t\t\n"
        "NCO Code\tPrincipal Title\tUsual duties\tAlso known as\r\n"
        "3211.01\tX-Ray Technician\t(i) Takes X-rays (ii) n/a (iii) keeps logs\tRadiographer / MR tech\n"
        "Total\t1,234\t\t\n",
        encoding="utf-8",
    )
    found = understand(path, Mapped())
    assert (found.header.number, found.unused(), found.titleless) == (2, [], [4])
    (role,) = deck_of(read_table(path, found)).roles
    assert (role.title, dict(role.codes)) == ("X-Ray Technician", {"code": "3211.01"})
    assert [each.text for each in role.duties] == ["Take X-rays", "Keep logs"]
    assert [each.text for each in role.aliases] == ["Radiographer", "MR tech"]


def test_a_table_without_the_named_columns_is_told(tmp_path: Path):
    path = tmp_path / "jobs.csv"
    path.write_text("Title,Duties\nCook,Cook\n", encoding="utf-8")
    empty = tmp_path / "empty.csv"
    empty.write_text("", encoding="utf-8")
    headed = tmp_path / "headed.csv"
    headed.write_text("Title,Duties\n", encoding="utf-8")
    other = tmp_path / "other.csv"
    other.write_text("Klassifikation,\nKode,Beruf\n1,Koch\n", encoding="utf-8")
    columns = "the columns are “Title”, “Duties”."
    for file, mapped, sentence in (
        (path, Mapped({"code": ["Nr"]}), f"{path}:1: there is no column “Nr”; {columns}"),
        (path, Mapped({"tasks": ["Duties", "More"]}), f"{path}:1: there is no column “More”; {columns}"),
        (path, Mapped(where=[("Level", "4")]), f"{path}:1: there is no column “Level”; {columns}"),
        (
            other,
            Mapped(),
            f"{other}:2: there is no column “Title”; the columns are “Kode”, “Beruf”; "
            "name the one that holds the titles of the roles with --title-column.",
        ),
        (empty, Mapped(), f"{empty} is empty."),
        (headed, Mapped(), f"{headed}:1: no row after the header names a role."),
    ):
        with pytest.raises(Unimportable) as caught:
            understand(file, mapped)
        assert str(caught.value) == sentence


@given(
    st.one_of(
        st.binary(max_size=300),
        st.lists(
            st.sampled_from(
                ["Title", "Code", "Tasks", ",", ";", "\n", "\r", '"', "(a) ", "x y", "\0", "é", "1"]
            )
        ).map(lambda parts: "".join(parts).encode()),
    )
)
def test_any_file_makes_a_sound_deck_or_is_told(raw: bytes):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "jobs.csv"
        path.write_bytes(raw)
        told = ""
        try:
            imported = read_table(path, understand(path, Mapped()))
        except Unimportable as error:
            told = str(error)
        assert (
            told.startswith(str(path)) if told else len(deck_of(imported).roles) == len(imported.occupations)
        )


def real(name: str) -> Path:
    """A folder of real data, which is never part of the project; skips where it is not there."""
    path = Path(os.environ.get("STUDY_TEST_DATA", "../shared/data")) / name
    if not path.is_dir():
        pytest.skip(f"there is no folder {path} with real data")
    return path


def _unique_ids(occupations: list[Occupation]) -> bool:
    return all(len({name for name, _ in each.duties}) == len(each.duties) for each in occupations)


def test_the_real_onet():
    imported = read_onet(real("onet-30.1"))
    deck = deck_of(imported)
    assert len(deck.roles) == len(imported.occupations) > 500
    assert _unique_ids(list(imported.occupations))
    shared = [fact for role in deck.roles for fact in role.duties if len(fact.also) >= 15]
    assert "Maintain student attendance records, grades, and other required records" in {
        fact.text for fact in shared
    }


def test_the_real_isco():
    (path,) = real("isco-08").glob("*.xlsx")
    deck = deck_of(read_isco08(path))
    by_code = {dict(role.codes)["isco-08"]: role for role in deck.roles}
    assert sum(len(code) == 4 for code in by_code) == 436
    assert {"4213", "0110"} <= by_code.keys()
    assert [len(by_code[code].duties) for code in ("3211", "7319")] == [8, 0]
    assert not [
        fact.text
        for role in deck.roles
        for fact in role.duties
        if fact.text.startswith(("(", "Tasks include"))
    ]


def test_onet_s_related_occupations_in_its_own_order_as_far_as_they_are_in_the_deck(tmp_path: Path):
    related = (
        "O*NET-SOC Code\tRelated O*NET-SOC Code\tRelatedness Tier\tIndex\r\n"
        "35-2014.00\t51-3099.00\tPrimary-Short\t2\r\n"
        "35-2014.00\t51-3011.00\tPrimary-Short\t1\r\n"
        "35-2014.00\t99-9999.00\tSupplemental\t3\r\n"
        "35-2014.00\t35-2014.00\tSupplemental\t4\r\n"
    )
    folder = release(tmp_path / "onet", {**FILES, "Related Occupations.txt": related})
    cook, baker, _ = deck_of(read_onet(folder)).roles
    assert cook.related == (baker.id, "food-processing-workers-all-other")
    assert baker.related == ()
    (alone,) = deck_of(read_onet(folder, codes=["35-2014"])).roles
    assert alone.related == ()
