"""README: what it claims about commands, keys and places is so."""

import re
import shlex
from pathlib import Path

import click
import pytest

from study.actions.action import Place
from study.actions.registry import ABOUT, ACTIONS
from study.cli.root import root

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SHELL = [block.strip() for block in re.findall(r"^```sh\n(.*?)^```", README, re.MULTILINE | re.DOTALL)]
COMMANDS = re.findall(r"^\$ study (.*?)\s*(?:#.*)?$", README, re.MULTILINE)
KEYS = re.findall(r"^\| `(.+?)` \| (.+?) \| (.+?) \|$", README, re.MULTILINE)


def test_the_first_two_shell_blocks_run_and_test_it():
    run, test = SHELL
    assert "\n" not in run
    assert "\n" not in test
    assert run.startswith("python3 -m venv .venv && ")
    assert run.endswith(".venv/bin/study")
    assert test.startswith("python3 -m venv .venv && ")
    assert ".venv/bin/python -m pytest" in test


def test_ci_runs_the_test_command_of_readme():
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "README.md" in ci
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111
    for check in ("ruff check", "ruff format --check", "mypy --strict", "lint-imports"):
        assert check in ci


@pytest.mark.parametrize("line", COMMANDS)
def test_every_command_shown_is_understood(line: str):
    arguments = shlex.split(line)
    command: click.Command = root
    context = click.Context(root, info_name="study")
    while isinstance(command, click.Group) and arguments:
        found = command.get_command(context, arguments[0])
        assert found is not None, f"there is no command {arguments[0]}"
        context = click.Context(found, info_name=arguments.pop(0), parent=context)
        command = found
    command.parse_args(context, arguments)
    assert context.args == []


def test_readme_shows_every_command():
    shown = {line.split()[0] for line in COMMANDS}
    assert shown == set(root.list_commands(click.Context(root)))


@pytest.mark.parametrize(("key", "where", "told"), KEYS)
def test_every_key_shown_does_what_is_told(key: str, where: str, told: str):
    title = {ABOUT[place].title: place for place in ABOUT} | {"everywhere": Place.EVERYWHERE}
    labels = [action.label for action in ACTIONS if action.place is title[where] and action.shown == key]
    assert told.partition(":")[0] in labels


def test_the_tour_has_keys():
    assert len(KEYS) >= 10


def test_links_within_the_project_lead_somewhere():
    links = [link for link in re.findall(r"\]\((.+?)\)", README) if "://" not in link]
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_picture_is_a_screen_of_80_by_24():
    (picture,) = re.findall(r"^```text\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    lines = picture.splitlines()
    assert len(lines) <= 24
    assert max(map(len, lines)) <= 80
    assert "Rolecall" in lines[0]
