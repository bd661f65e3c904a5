"""What tests share: time to spare and, for the command line, a small deck, a home of its own and a way to call `study`."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import settings

from study.cli.root import run

# A time limit for each example would make a busy machine fail tests.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

KITCHEN = """\
deck: kitchen
title: A kitchen brigade
sources:
  book: {title: The brigade book}
topics:
  cooking: Cooking
  cooking/sauces: Sauces
  order: Who is who
default_topics: {definition: order, aliases: order, duties: cooking, not_duties: order}
roles:
  - id: head-chef
    title: Head chef
    source: book
    definition: Leads the whole kitchen
    duties:
      - {id: plan-menu, text: Plan the menu, why: The menu decides what is bought.}
      - {id: lead, text: Lead the brigade, topic: order}
      - {id: taste, text: Taste every dish}
    not_duties: [{id: wash, text: Wash the dishes}]
  - id: sauce-cook
    title: Sauce cook
    source: book
    definition: Makes sauces and stews
    duties:
      - {id: stock, text: Boil down the stock, topic: cooking/sauces}
      - {id: mount, text: Finish the sauce with butter, topic: cooking/sauces}
      - {id: strain, text: Strain the sauce, topic: cooking/sauces}
  - id: pastry-cook
    title: Pastry cook
    source: book
    definition: Bakes cakes and bread
    duties:
      - {id: dough, text: Knead the dough}
      - {id: glaze, text: Glaze the cakes}
      - {id: cream, text: Whip the cream}
  - id: porter
    title: Kitchen porter
    source: book
    definition: Keeps pots and floors clean
    duties:
      - {id: wash-up, text: Wash up}
      - {id: peel, text: Peel the vegetables}
      - {id: sweep, text: Sweep the floor}
cards:
  - {id: pasta, topic: cooking, front: What goes into the water before the pasta?, answer: salt, accept: [sea salt]}
questions:
  - id: brigade
    topic: order
    stem: Who invented the brigade?
    key: Escoffier
    distractors: [Bocuse, Carême]
    why: After his time in the army.
"""


class Answer(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


Study = Callable[..., Answer]


@pytest.fixture
def kitchen() -> str:
    """The text of a small deck without any problem."""
    return KITCHEN


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A study home with the kitchen deck."""
    (tmp_path / "decks").mkdir()
    (tmp_path / "decks" / "kitchen.yaml").write_text(KITCHEN, encoding="utf-8")
    monkeypatch.setenv("STUDY_HOME", str(tmp_path))
    monkeypatch.delenv("COLUMNS", raising=False)
    return tmp_path


@pytest.fixture
def study(home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Study:
    """Calls the command line: `study("review", "--plain", typed="q\\n")`."""

    def command(*arguments: str, typed: str = "") -> Answer:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        code = run(list(arguments))
        captured = capsys.readouterr()
        return Answer(code, captured.out, captured.err)

    return command
