"""`study decks new`, `schema`, `format`, `add`, `copy` and `remove`, as an instructor types them."""

import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pexpect
import pytest

from decks.format.json_schema import FILE, PART_FILE, schema_text
from decks.library import load_file
from study.cli.decks import decks

Study = Callable[..., Any]
"""What the `study` fixture is: returns exit code, output and errors."""
ROOT = Path(__file__).parents[1]
BARE = "deck: d\ntitle: T\nroles:\n  - {id: r, title: R, duties: [Wash], works_in: [ward]}\n"
SOUND = BARE.replace("[Wash]", "[{id: wash, text: Wash}]")


@pytest.fixture
def here(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def test_new_puts_a_deck_where_the_app_finds_it(study: Study, home: Path):
    answer = study(
        "decks", "new", "--title", "Operating theatre", "--role", "Scrub nurse", "--role", "Surgeon"
    )
    path = home / "decks" / "operating-theatre.yaml"
    assert answer == (0, f"{path}\n", f"Edit it, then: study decks check {path}\n")
    assert "operating-theatre" in study("decks", "list").out
    assert study("decks", "check", str(path)).code == 0
    assert (home / "decks" / FILE).read_text(encoding="utf-8") == schema_text()


def test_new_writes_an_example_that_can_be_learnt_at_once(study: Study, here: Path):
    assert study("decks", "new", "lib.yaml", "--title", "A library", "--slug", "lib").code == 0
    assert study("decks", "check", "lib.yaml", "--strict").err.startswith("0 errors, 0 warnings, 0 hints")
    assert json.loads(study("decks", "cards", "lib.yaml", "--format", "json").out)[0]["deck"] == "lib"


def test_new_makes_a_folder_of_what_is_no_yaml_file(study: Study, here: Path):
    assert study("decks", "new", "theatre", "--title", "T").out == "theatre/deck.yaml\n"
    assert sorted(path.name for path in (here / "theatre").iterdir()) == [FILE, "deck.yaml"]


def test_new_without_schema(study: Study, here: Path):
    study("decks", "new", "t.yaml", "--title", "T", "--no-schema")
    assert [path.name for path in here.iterdir()] == ["t.yaml"]
    assert "yaml-language-server" not in (here / "t.yaml").read_text(encoding="utf-8")


def test_new_never_overwrites_silently(study: Study, here: Path):
    (here / "t.yaml").write_text("mine")
    answer = study("decks", "new", "t.yaml", "--title", "T")
    assert answer == (
        1,
        "",
        "Error: There is a file t.yaml already; name another, or add --force to replace it.\n",
    )
    assert (here / "t.yaml").read_text() == "mine"
    forced = study("decks", "new", "t.yaml", "--title", "T", "--force")
    assert forced.err.splitlines()[0] == "What was there is now .t.yaml.old"
    assert (here / ".t.yaml.old").read_text() == "mine"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "Say what the deck is called: study decks new --title “Operating theatre”"),
        (("--title", " \n"), "Say what the deck is called: study decks new --title “Operating theatre”"),
        (("--title", "T", "--role", "A", "--role", "A"), "The role “A” is named twice."),
        (
            ("--title", "T", "--slug", "A b"),
            "“A b” is no id: an id has lower-case letters, digits and single hyphens; write it as a-b.",
        ),
        (
            ("--title", "T", "--slug", "Ж"),
            "“Ж” is no id: an id has lower-case letters, digits and single hyphens.",
        ),
    ],
)
def test_new_tells_what_is_wrong_with_its_arguments(
    study: Study, here: Path, arguments: tuple[str, ...], told: str
):
    assert study("decks", "new", "t.yaml", *arguments) == (2, "", f"Error: {told}\n")
    assert list(here.iterdir()) == []


def test_new_where_nothing_can_be_written(study: Study, here: Path):
    (here / "file").write_text("")
    answer = study("decks", "new", "file/x.yaml", "--title", "T")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("Error: file/x.yaml cannot be written: ")


@pytest.mark.parametrize("title", ['Die "Küche": #1\n- und mehr', "{a: b}", "NO", "手術室", "🫀 & Co", "'"])
def test_any_title_is_read_back(study: Study, here: Path, title: str):
    assert study("decks", "new", "t.yaml", "--title", title, "--role", title).code == 0
    deck = load_file(here / "t.yaml", bundled=False).deck
    assert deck is not None
    assert deck.title == deck.roles[0].title == " ".join(title.split())


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_new_asks_on_a_terminal(here: Path, home: Path):
    code = "import sys; from study.main import main; sys.exit(main())"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "STUDY_HOME": str(home), "TERM": "dumb"}
    child = pexpect.spawn(
        sys.executable,
        ["-c", code, "decks", "new", "t.yaml"],
        cwd=str(here),
        env=environment,
        encoding="utf-8",
        timeout=30,
    )
    child.expect("Title of the deck: ")
    child.sendline("A kitchen")
    child.expect("Role 1: ")
    child.sendline("Cook")
    child.expect("Role 2: ")
    child.sendline("")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    deck = load_file(here / "t.yaml", bundled=False).deck
    assert deck is not None
    assert (deck.id, deck.title, [role.id for role in deck.roles]) == ("a-kitchen", "A kitchen", ["cook"])


def test_schema_is_written_out_or_to_a_file(study: Study, here: Path):
    assert study("decks", "schema").out == schema_text()
    assert study("decks", "schema", "--part").out == schema_text(part=True)
    assert study("decks", "schema", "-o", "s.json") == (0, "", "Wrote s.json\n")
    assert study("decks", "schema", "--part", "-o", ".").err == f"Wrote {PART_FILE}\n"
    assert (here / "s.json").read_text(encoding="utf-8") == schema_text()
    assert (here / PART_FILE).read_text(encoding="utf-8") == schema_text(part=True)


@pytest.mark.parametrize("part", [(), ("--part",)])
def test_schema_says_where_it_lies(study: Study, part: tuple[str, ...]):
    path = Path(study("decks", "schema", "--path", *part).out.strip())
    assert path.read_text(encoding="utf-8") == schema_text(part=bool(part))


def test_format_puts_in_ids_and_tells(study: Study, here: Path):
    (here / "d.yaml").write_text(BARE)
    assert study("decks", "format", "d.yaml") == (0, "", "Formatted d.yaml with 1 new id: r/wash\n")
    assert (here / "d.yaml").read_text() == SOUND
    assert study("decks", "format", "d.yaml") == (0, "", "Nothing to change\n")


def test_format_check_and_diff_write_nothing(study: Study, here: Path):
    (here / "d.yaml").write_text(BARE)
    assert study("decks", "format", "d.yaml", "--check") == (1, "d.yaml\n", "1 file would change\n")
    answer = study("decks", "format", "d.yaml", "--diff")
    assert (answer.code, answer.err) == (0, "1 file would change\n")
    assert "-" + BARE.splitlines()[-1] in answer.out.splitlines()
    assert "+" + SOUND.splitlines()[-1] in answer.out.splitlines()
    assert (here / "d.yaml").read_text() == BARE
    (here / "d.yaml").write_text(SOUND)
    assert study("decks", "format", "d.yaml", "--check") == (0, "", "Nothing would change\n")


def test_format_all_ids_says_what_was_renamed(study: Study, here: Path):
    (here / "d.yaml").write_text(SOUND)
    assert study("decks", "format", "d.yaml", "--all-ids").err == "Formatted d.yaml with 1 new id: r/ward\n"
    assert "renames:\n  r/~" in (here / "d.yaml").read_text()


def test_format_leaves_alone_what_is_no_deck(study: Study, here: Path):
    (here / "a.yaml").write_text("deck: a\n\ttitle: b\n")
    (here / "b.yaml").write_text(BARE)
    answer = study("decks", "format", "a.yaml", "b.yaml", "no.yaml")
    assert answer.code == 1
    assert [line.split(" ", 1)[0] for line in answer.out.splitlines()] == ["a.yaml:2:1:", "no.yaml:1:1:"]
    assert answer.err == "Formatted b.yaml with 1 new id: r/wash\n"
    assert (here / "a.yaml").read_text() == "deck: a\n\ttitle: b\n"


def test_add_copies_a_deck_and_list_shows_where_it_came_from(study: Study, here: Path, home: Path):
    (here / "d.yaml").write_text(SOUND)
    answer = study("decks", "add", "d.yaml")
    assert answer == (0, f"{home}/decks/d.yaml\n", "Added “d”; learn with it: study review d\n")
    (here / "e.yaml").write_text(SOUND.replace("deck: d", "deck: e"))
    assert study("decks", "add", "e.yaml", "--link").err == "Linked “e”; learn with it: study review e\n"
    listed = {
        row["deck"]: row["origin"] for row in json.loads(study("decks", "list", "--format", "json").out)
    }
    assert (listed["d"], listed["e"], listed["medical-imaging"]) == ("own", "linked", "bundled")


def test_add_refuses_a_deck_with_errors(study: Study, here: Path, home: Path):
    (here / "d.yaml").write_text(BARE)
    answer = study("decks", "add", "d.yaml")
    assert answer.code == 1
    assert answer.out.startswith("d.yaml:4:")
    assert answer.err == "Error: The deck “d” was not added, for it has 1 error; mend it, or add --force.\n"
    assert not (home / "decks" / "d.yaml").exists()
    assert study("decks", "add", "d.yaml", "--force").code == 0
    assert (home / "decks" / "d.yaml").read_text() == BARE


def test_add_refuses_what_is_no_deck(study: Study, here: Path):
    (here / "d.yaml").write_text("title: T\n")
    answer = study("decks", "add", "d.yaml")
    assert answer.code == 1
    assert answer.err == "Error: d.yaml is no deck that can be used.\n"
    assert study("decks", "add", "no.yaml").out.startswith("no.yaml:1:1: error D101: ")


def test_add_replaces_only_when_told_to(study: Study, here: Path, home: Path):
    (here / "d.yaml").write_text(SOUND)
    study("decks", "add", "d.yaml")
    assert study("decks", "add", "d.yaml").code == 1
    assert study("decks", "add", "d.yaml", "--replace").err.splitlines()[0] == (
        f"The one that was there is now {home}/decks/.d.yaml.old; cards whose ids are the same keep their progress."
    )


def test_a_deck_with_the_id_of_a_bundled_one_says_so(study: Study, here: Path):
    (here / "d.yaml").write_text(SOUND.replace("deck: d", "deck: medical-imaging"))
    assert study("decks", "add", "d.yaml").err.splitlines()[0] == (
        "It takes the place of the bundled deck “medical-imaging”; cards whose ids are the same keep their progress."
    )


def test_a_bundled_deck_is_copied_edited_and_removed(study: Study, home: Path):
    path = home / "decks" / "medical-imaging.yaml"
    cards = study("decks", "cards", "medical-imaging", "--format", "json").out
    assert study("decks", "copy", "medical-imaging") == (
        0,
        f"{path}\n",
        "It takes the place of the bundled deck, and progress goes on: change words, but no ids.\n",
    )
    assert study("decks", "cards", "medical-imaging", "--format", "json").out == cards
    again = study("decks", "copy", "medical-imaging")
    assert again == (
        1,
        "",
        f"Error: You have “medical-imaging” already: {path}. Give the copy an id of its own with --as.\n",
    )
    assert study("decks", "remove", "medical-imaging") == (
        0,
        "",
        f"Its file is now {home}/decks/.medical-imaging.yaml.old\nThe bundled deck “medical-imaging” is to be seen again.\n",
    )
    refused = study("decks", "remove", "medical-imaging")
    assert refused == (1, "", "Error: The deck “medical-imaging” comes with the program and stays.\n")


def test_a_copy_with_an_id_of_its_own(study: Study, home: Path):
    answer = study("decks", "copy", "kitchen", "--as", "canteen")
    assert answer == (
        0,
        f"{home}/decks/canteen.yaml\n",
        "A deck of its own: “canteen” has no progress yet.\n",
    )
    assert study("decks", "cards", "canteen", "--format", "jsonl").code == 0
    assert study("decks", "copy", "kitchen", "--as", "The canteen").err == (
        "Error: “The canteen” is no id: an id has lower-case letters, digits and single hyphens; write it as the-canteen.\n"
    )


def test_of_a_linked_deck_only_the_link_is_removed(study: Study, here: Path):
    (here / "d.yaml").write_text(SOUND)
    study("decks", "add", "d.yaml", "--link")
    assert study("decks", "remove", "d").err == "Only the link was removed; the deck is where it was.\n"
    assert (here / "d.yaml").read_text() == SOUND


def test_a_deck_that_there_is_not(study: Study):
    for command in ("copy", "remove"):
        answer = study("decks", command, "kichen")
        assert (answer.code, answer.out) == (2, "")
        assert answer.err.startswith("Error: There is no deck “kichen”; ")


def test_the_commands_that_format_names_are_understood():
    text = (ROOT / "decks" / "FORMAT.md").read_text(encoding="utf-8")
    commands = [found.split() for found in re.findall(r"`study decks ([^`]+)`", text)]
    assert {"new", "schema", "format", "check"} <= {name for name, *_ in commands}
    for name, *arguments in commands:
        command = decks.get_command(click.Context(decks), name)
        assert command is not None, name
        known = {option for parameter in command.params for option in parameter.opts}
        assert {argument for argument in arguments if argument.startswith("-")} <= known
