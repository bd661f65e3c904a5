"""What a draft finds in documents of many forms and fields, against lists made by hand.

The documents and lists lie in `benchmarks/drafts`; those named seed-… have only their lists there and are read from a folder
beside the checkout, where it is.
"""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from decks.drafting.drafting import draft
from decks.problems import Severity
from decks.reading.files import parse_deck

HERE = Path(__file__).parent / "benchmarks"


def _bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_draft", HERE / "bench_draft.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["bench_draft"] = module
    spec.loader.exec_module(module)
    return module


BENCH = _bench()
GOLD = {path.stem: path for path in sorted((HERE / "drafts").glob("*.gold"))}
MISSED = {"seed-001": 1}
"""What is known not to be found in a document; nothing in the others."""
WRONG = {"seed-001": 1}


def _document(name: str) -> Path:
    found = [path for stem, path, _ in BENCH.documents([name]) if stem == name]
    if not found:
        pytest.skip(f"{name} is not here: it is read from {BENCH.SEEDS}")
    return Path(found[0])


@pytest.mark.parametrize("name", GOLD)
def test_finds_what_a_careful_reader_lists(name: str):
    result = BENCH.measured(name, _document(name), GOLD[name])
    assert len(result.missed) <= MISSED.get(name, 0), result.missed
    assert len(result.wrong) <= WRONG.get(name, 0), result.wrong
    assert result.found


@pytest.mark.parametrize("name", GOLD)
def test_drafts_are_sound_decks(name: str):
    made = draft([(_document(name), name)])
    deck, problems = parse_deck(made.text, "draft.yaml")
    assert [problem for problem in problems if problem.severity is Severity.ERROR] == []
    assert deck is not None
    assert len(deck.roles) == len(made.roles)
    assert sum(len(role.facts()) for role in deck.roles) == sum(len(role.facts) for role in made.roles)


def test_no_page_furniture_gets_into_a_draft():
    text = draft([(HERE / "drafts" / "library.html", "library.html")]).text
    assert "cookie" not in text.lower()
    assert "Facebook" not in text
    assert "must never run" not in text
    assert "How to join" not in text


def test_what_the_document_says_of_itself_becomes_the_source():
    text = draft([(HERE / "drafts" / "library.html", "library.html")]).text
    deck, _ = parse_deck(text, "draft.yaml")
    assert deck is not None
    source = deck.sources[0]
    assert (source.title, source.author, source.publisher) == (
        "Who works in a library?",
        "Joan Okafor",
        "City Libraries",
    )


def test_bylines_tell_author_and_date():
    made = draft([(HERE / "drafts" / "vet.txt", "vet.txt")])
    assert (made.documents[0].author, made.documents[0].date) == ("Paul Reed", "11 March 2018")


def test_each_fact_bears_its_line():
    lines = (HERE / "drafts" / "theatre.txt").read_text(encoding="utf-8").splitlines()
    made = draft([(HERE / "drafts" / "theatre.txt", "theatre.txt")])
    calls = next(
        fact
        for role in made.roles
        for fact in role.facts
        if fact.text == "Call the show from the prompt desk"
    )
    assert "calling the show" in lines[calls.places[0].line - 1]
    assert f"# line {calls.places[0].line}: calling the show from the …" in made.text


def test_two_documents_make_one_role_with_both_sources(tmp_path: Path):
    (tmp_path / "one.md").write_text(
        "# Ushers\n\n## Usher\n\n- Checks tickets\n- Shows guests to their seats\n"
    )
    (tmp_path / "two.txt").write_text(
        "What does an usher do?\n\nAn usher checks the tickets. Ushers sell programmes. An usher is also known as an attendant.\n"
    )
    made = draft([(tmp_path / "one.md", "one.md"), (tmp_path / "two.txt", "two.txt")], title="Front of house")
    deck, problems = parse_deck(made.text, "draft.yaml")
    assert problems == []
    assert deck is not None
    assert deck.title == "Front of house"
    assert [role.title for role in deck.roles] == ["Usher"]
    duties = {duty.text: duty.sources for duty in deck.roles[0].duties}
    assert duties == {
        "Check the tickets": ("ushers", "what-does-an-usher-do"),
        "Show guests to their seats": ("ushers",),
        "Sell programmes": ("what-does-an-usher-do",),
    }
    assert [alias.text for alias in deck.roles[0].aliases] == ["Attendant"]


def test_a_title_that_another_document_uses_as_other_title_is_the_same_role(tmp_path: Path):
    (tmp_path / "one.md").write_text("## Waiter (server)\n\n- Serves meals\n- Takes orders\n")
    (tmp_path / "two.md").write_text("## Server\n\n- Clears tables\n")
    made = draft([(tmp_path / "one.md", "one.md"), (tmp_path / "two.md", "two.md")])
    assert [role.title for role in made.roles] == ["Waiter"]
    assert [fact.text for fact in made.roles[0].facts if fact.kind == "duties"] == [
        "Serve meals",
        "Take orders",
        "Clear tables",
    ]


def test_a_duty_of_two_roles_stands_once_with_also(tmp_path: Path):
    (tmp_path / "a.md").write_text(
        "## Porter\n\n- Carries bags\n- Parks cars\n\n## Doorman\n\n- Carries bags\n- Opens doors\n"
    )
    deck, _ = parse_deck(draft([(tmp_path / "a.md", "a.md")]).text, "draft.yaml")
    assert deck is not None
    carry = next(duty for role in deck.roles for duty in role.duties if duty.text == "Carry bags")
    assert (carry.role, carry.also) == ("porter", ("doorman",))
    assert [duty.text for duty in deck.roles[1].duties] == ["Open doors"]


def test_supervision_by_a_role_of_the_deck_names_its_id(tmp_path: Path):
    (tmp_path / "a.md").write_text(
        "## Head chef\n\n- Plans menus\n\n## Cook\n\nReports to: Head chef\n\n- Cooks dishes\n"
    )
    deck, _ = parse_deck(draft([(tmp_path / "a.md", "a.md")]).text, "draft.yaml")
    assert deck is not None
    assert deck.roles[1].reports_to[0].target == "head-chef"


def test_what_is_uncertain_is_marked_and_the_rest_is_not(tmp_path: Path):
    (tmp_path / "a.md").write_text("## Guide\n\nGuides lead tours. They may sell postcards.\n")
    deck, _ = parse_deck(draft([(tmp_path / "a.md", "a.md")]).text, "draft.yaml")
    assert deck is not None
    assert {duty.text: duty.review for duty in deck.roles[0].duties} == {
        "Lead tours": False,
        "Sell postcards": True,
    }


def test_what_cannot_be_placed_is_named_with_its_line(tmp_path: Path):
    (tmp_path / "a.md").write_text("## Guide\n\n- Leads tours\n\nThe weather is often mild in spring.\n")
    made = draft([(tmp_path / "a.md", "a.md")])
    assert [(one.line, one.quote, one.why) for one in made.unplaced] == [
        (5, "The weather is often mild", "no statement on a role")
    ]
    assert made.text.endswith(
        "# Not placed:\n#   line 5: The weather is often mild … (no statement on a role)\n"
    )


def test_a_boundary_that_is_elsewhere_a_duty_is_kept_for_review(tmp_path: Path):
    (tmp_path / "a.md").write_text(
        "## Guide\n\n- Sells tickets\n- Leads tours\n\nGuides do not sell tickets.\n"
    )
    deck, problems = parse_deck(draft([(tmp_path / "a.md", "a.md")]).text, "draft.yaml")
    assert problems == []
    assert deck is not None
    assert [duty.text for duty in deck.roles[0].duties] == ["Lead tours"]
    assert [(limit.text, limit.review) for limit in deck.roles[0].not_duties] == [("Sell tickets", True)]


def test_the_same_documents_make_the_same_draft():
    paths = [(HERE / "drafts" / name, name) for name in ("kitchen.md", "museum.txt", "airline.html")]
    assert draft(paths).text == draft(paths).text
