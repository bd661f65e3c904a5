"""`study progress fit` and `study progress simulate`, as somebody sees them."""

import json
import re
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from progress.scheduling.formulas import DEFAULT_PARAMETERS, Formulas

Study = Callable[..., Any]
START = datetime(2025, 1, 1, 12, tzinfo=UTC)
FORGETFUL = (0.05, 0.3, 0.8, 3.0, 7.0, *DEFAULT_PARAMETERS[5:8], 1.2, *DEFAULT_PARAMETERS[9:20], 0.3)


def learner(parameters, cards, seed, days=120):
    """Exported answers of somebody who forgets by these parameters, one a line."""
    random, truth, usual = Random(seed), Formulas(parameters), Formulas()
    rows = []
    for card in range(cards):
        day, gap = random.randrange(days), 0
        rating = random.choices((1, 2, 3, 4), (25, 8, 52, 15))[0]
        own, seen = truth.first(rating), usual.first(rating)
        while day < days:
            rows.append((day, len(rows), card, rating))
            gap = (
                0 if rating == 1 else max(1, round(usual.interval(seen[0], 0.9) * random.uniform(0.9, 1.15)))
            )
            recalled = rating == 1 or random.random() < truth.recall(own[0], gap)
            rating = random.choices((2, 3, 4), (10, 78, 12))[0] if recalled else 1
            day += gap
            own, seen = truth.after(*own, gap, rating), usual.after(*seen, gap, rating)
    rows.sort()
    lines = []
    for n, (day, _, card, rating) in enumerate(rows):
        at = START + timedelta(days=day, seconds=n)
        fields = {
            "id": f"made-up-{n:06}",
            "card": f"words:w/c{card}#basic",
            "deck": "words",
            "at": at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "kind": "review",
            "rating": rating,
            "correct": rating > 1,
            "chosen": None,
            "options": [],
            "latency_ms": 4000 + n % 5000,
        }
        lines.append(json.dumps(fields) + "\n")
    return "".join(lines)


@pytest.fixture
def imported(study: Study, tmp_path: Path) -> Callable[[str], None]:
    def take(lines: str) -> None:
        (tmp_path / "answers.jsonl").write_text(lines)
        assert study("progress", "import", str(tmp_path / "answers.jsonl")).code == 0

    return take


@pytest.fixture
def forgetful(imported: Callable[[str], None]) -> None:
    pytest.importorskip("scipy", reason="scipy is not installed")
    imported(learner(FORGETFUL, 110, 4))


def parameters(home: Path) -> list[float] | None:
    with closing(sqlite3.connect(home / "progress.db")) as database:
        found = database.execute("SELECT options FROM event WHERE kind = 'fit' ORDER BY sequence").fetchall()
    return json.loads(found[-1][0])["parameters"] if found and found[-1][0] else None


# Fit

USED = "Your own parameters are in use from now on, on every device that shares your answers.\n"
USUAL = USED.replace("Your own parameters", "The parameters that hold for everybody")
REMEMBERED = "What is remembered of {cards} cards was worked out anew.\n"


def test_what_is_better_is_kept_and_can_be_undone(study: Study, forgetful: None, home: Path):
    told = study("progress", "fit", "--format", "json")
    found = json.loads(told.out)
    assert told.code == 0
    assert told.err == USED + REMEMBERED.format(cards=110)
    assert (found["better"], found["kept"]) == (True, True)
    assert parameters(home) == found["parameters"]
    held = found["held_out"]
    assert held["fitted"]["log_loss"] < held["defaults"]["log_loss"]
    assert held["gain"] > held["gain_error"] > 0
    assert sum(point["answers"] for point in found["calibration"]["fitted"]) == held["answers"]
    assert (
        study("progress", "check").code == 0
    )  # replaying by the new parameters gives the states that are kept

    back = study("progress", "fit", "--defaults")
    assert back.err == USUAL + REMEMBERED.format(cards=110)
    assert parameters(home) is None
    assert study("progress", "check").code == 0
    again = study("progress", "fit", "--defaults")
    assert again == (0, "", "The parameters that hold for everybody are in use already.\n")


def test_memories_are_those_by_the_fitted_parameters(study: Study, forgetful: None, home: Path):
    def kept() -> dict[str, float]:
        with closing(sqlite3.connect(home / "progress.db")) as database:
            return dict(database.execute("SELECT card, stability FROM card_state"))

    usual = kept()
    study("progress", "fit")
    assert parameters(home)
    own = kept()
    assert own.keys() == usual.keys()
    assert sum(own.values()) < sum(usual.values()) / 2
    study("progress", "fit", "--defaults")
    assert kept() == usual


def test_a_dry_run_changes_nothing(study: Study, forgetful: None, home: Path):
    before = (home / "progress.db").read_bytes()
    told = study("progress", "fit", "words", "--dry-run")
    assert told == (2, "", told.err)  # a deck has to be there to be named
    told = study("progress", "fit", "--dry-run")
    assert told.code == 0
    assert told.err == ""
    assert re.search(
        r"^Your own are better, by 0\.\d{4} in log loss \(standard error 0\.\d{4}\)\. Nothing was changed\.$",
        told.out,
        re.MULTILINE,
    )
    assert parameters(home) is None
    assert (home / "progress.db").read_bytes() == before


def test_the_text_fits_a_terminal_and_has_a_picture(
    study: Study, forgetful: None, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("COLUMNS", "80")
    lines = study("progress", "fit", "--dry-run").out.splitlines()
    assert max(map(len, lines)) <= 80
    assert re.match(r"Learned from [\d,]+ reviews of 110 cards, each a day or more after the one", lines[0])
    text = "\n".join(lines)
    for name in ("A moving average", "The usual parameters", "Your own parameters"):
        assert re.search(rf"^{name} +0\.\d{{4}} +\d+\.\d% +0\.\d{{4}} +\d+\.\d%$", text, re.MULTILINE)
    assert re.search(r"^Expected  Recalled  Reviews  \d0%  +100%$", text, re.MULTILINE)
    drawn = re.findall(r"^ +\d+% +\d+% +\d+  ([ |o@-]+)$", text, re.MULTILINE)
    assert len(drawn) == 8
    assert all("@" in line or ("|" in line and "o" in line) for line in drawn)
    assert "| expected, o recalled, @ both; the truth lies on - with a probability of 80 %" in lines


def test_what_is_no_better_is_not_kept(study: Study, imported: Callable[[str], None], home: Path):
    pytest.importorskip("scipy", reason="scipy is not installed")
    imported(learner(DEFAULT_PARAMETERS, 110, 8))
    told = study("progress", "fit")
    assert told.err == ""
    assert re.search(
        r"^Your own are (better|worse) by .* So the usual ones stay in use\.$", told.out, re.MULTILINE
    )
    assert parameters(home) is None


def test_too_few_answers(study: Study, home: Path, imported: Callable[[str], None]):
    pytest.importorskip("scipy", reason="scipy is not installed")
    needed = "Error: To learn from, it takes 400 reviews of cards on a later day than the one before; so far there "
    assert study("progress", "fit") == (1, "", f"{needed}are 0.\n")
    assert not (home / "progress.db").exists()
    rows = [line for line in learner(DEFAULT_PARAMETERS, 40, 1).splitlines(keepends=True) if "/c3#" in line]
    imported("".join(rows[:2]))
    assert study("progress", "fit").err in (f"{needed}is 1.\n", f"{needed}are 0.\n")
    assert study("progress", "fit", "kitchen").err == f"{needed}are 0.\n"


@pytest.mark.parametrize("lacking", ["numpy", "scipy"])
def test_without_what_fitting_takes(study: Study, monkeypatch: pytest.MonkeyPatch, lacking: str):
    monkeypatch.setitem(sys.modules, lacking, None)
    assert study("progress", "fit") == (
        1,
        "",
        "Error: To fit, install what that takes: python -m pip install 'rolecall[fit]'.\n",
    )
    assert study("progress", "fit", "--defaults").code == 0


def test_defaults_goes_alone(study: Study):
    told = study("progress", "fit", "kitchen", "--defaults")
    assert told.code == 2
    assert "Error: --defaults goes alone." in told.err


def test_what_is_fitted_to_one_deck_is_told_and_not_kept(study: Study, forgetful: None, tmp_path: Path):
    (tmp_path / "words.yaml").write_text(
        "deck: words\ntitle: Words\nroles:\n  - {id: w, title: Word, duties: [{id: c1, text: Be said}]}\n"
    )
    told = study("progress", "fit", str(tmp_path / "words.yaml"))
    assert "Nothing was changed." in told.out
    assert (told.code, told.err) == (0, "")
    assert (
        "Forgetting is that of people in general"
        in study("progress", "simulate", "kitchen", "--days", "1").out
    )


def test_what_settings_name_goes_before_the_log_until_it_is_fitted_anew(
    study: Study, forgetful: None, home: Path
):
    others = [*DEFAULT_PARAMETERS[:4], 6.0, *DEFAULT_PARAMETERS[5:]]
    mine = "# mine\nnew_per_day = 3\n"
    (home / "settings.toml").write_text(f"{mine}parameters = {others}\n")
    assert study("progress", "check").err.count("memories") == 0
    told = study("progress", "fit")
    assert told.err == (
        f"{USED}Those that stood in {home}/settings.toml were taken out of it.\n{REMEMBERED.format(cards=110)}"
    )
    assert (home / "settings.toml").read_text() == mine
    assert study("progress", "check").code == 0
    with closing(sqlite3.connect(home / "progress.db")) as database:
        (model,) = database.execute("SELECT value FROM meta WHERE key = 'model'").fetchone()
    assert model.endswith(", ".join(map(repr, parameters(home))))


def test_they_follow_the_learner_to_other_devices(
    study: Study, forgetful: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def states(home: Path) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(home / "progress.db")) as database:
            columns = "card, phase, stability, difficulty, due"
            return database.execute(f"SELECT {columns} FROM card_state ORDER BY card").fetchall()

    shared, here, there = tmp_path / "shared", tmp_path / "here", tmp_path / "there"
    shared.mkdir()
    for home in (here, there):
        monkeypatch.setenv("STUDY_HOME", str(home))
        study("progress", "import", str(tmp_path / "answers.jsonl"))
        assert study("progress", "sync", str(shared), "--mine").code == 0
    study("progress", "fit")
    study("progress", "sync", str(shared), "--mine")
    monkeypatch.setenv("STUDY_HOME", str(here))
    assert states(here) != states(there)
    study("progress", "sync", str(shared), "--mine")
    assert states(here) == states(there)
    assert study("progress", "check").code == 0
    assert "people in general" not in study("progress", "simulate", "kitchen", "--days", "1").out
    study("progress", "fit", "--defaults")
    study("progress", "sync", str(shared))
    monkeypatch.setenv("STUDY_HOME", str(there))
    study("progress", "sync", str(shared))
    assert states(here) == states(there)
    assert (
        study("progress", "fit", "--defaults").err
        == "The parameters that hold for everybody are in use already.\n"
    )


# Simulate


def test_a_deck_that_was_never_answered(study: Study, monkeypatch: pytest.MonkeyPatch, home: Path):
    monkeypatch.setenv("COLUMNS", "80")
    told = study("progress", "simulate", "kitchen", "--days", "60")
    assert (told.code, told.err) == (0, "")
    lines = told.out.splitlines()
    cards = len(json.loads(study("decks", "cards", "kitchen", "--format", "json").out))
    assert lines[0] == f"A kitchen brigade: {cards} cards, 0 met, about 0 known today."
    assert lines[1] == "Imagined: 60 days, each with at most 20 new cards and 200 reviews."
    assert max(map(len, lines)) <= 80
    assert re.match(rf"Retention  Minutes a day +Known at the end, of {cards}$", lines[3])
    assert [line[:9] for line in lines[4:7]] == ["     85% ", "     90%*", "     95% "]
    assert all("#" in line for line in lines[4:7])
    assert lines[8] == "Minutes a day as time goes on, each column about 5 days:"
    assert all(len(line.split()) == 13 for line in lines[9:12])
    assert "* is your desired retention now." in lines
    assert "Times are guesses: nothing is known yet of how long you take." in lines
    assert lines[-1] == "Forgetting is that of people in general; `study progress fit` learns yours."
    assert not (home / "progress.db").exists()
    assert study("progress", "simulate", "kitchen", "--days", "60") == told


def test_numbers_for_programs(study: Study):
    found = json.loads(study("progress", "simulate", "kitchen", "--format", "json", "--days", "30").out)
    assert found["deck"] == "kitchen"
    assert (found["days"], found["new_per_day"], found["minutes"], found["timed"]) == (30, 20, None, 0)
    outcomes = found["outcomes"]
    assert [each["desired_retention"] for each in outcomes] == [0.85, 0.9, 0.95]
    assert all(len(each["course"]) == 12 and each["learned"] == found["cards"] for each in outcomes)
    assert outcomes[0]["minutes_a_day"] < outcomes[2]["minutes_a_day"]


def test_your_own_desired_retention_is_among_them(study: Study, home: Path):
    (home / "settings.toml").write_text("[decks.kitchen]\ndesired_retention = 0.8\nnew_per_day = 2\n")
    found = json.loads(study("progress", "simulate", "kitchen", "--format", "json", "--days", "3").out)
    assert [each["desired_retention"] for each in found["outcomes"]] == [0.8, 0.85, 0.9, 0.95]
    assert (found["desired_retention"], found["new_per_day"]) == (0.8, 2)
    assert [each["introduced"] for each in found["outcomes"]] == [6] * 4
    assert len(found["outcomes"][0]["course"]) == 3
    text = study("progress", "simulate", "kitchen", "--days", "3", "--new", "4").out
    assert "     80%*" in text
    assert "Minutes a day as time goes on, each column a day:" in text
    assert "at most 4 new cards" in text


def test_no_more_minutes_than_there_are(study: Study):
    arguments = ("progress", "simulate", "kitchen", "--days", "1", "--minutes", "0.1")
    found = json.loads(study(*arguments, "--format", "json").out)
    assert {each["introduced"] for each in found["outcomes"]} == {1}
    assert "at most 20 new cards and 200 reviews, 0.1 minutes." in study(*arguments).out
    assert study("progress", "simulate", "kitchen", "--minutes", "0").code == 2
    assert study("progress", "simulate", "kitchen", "--days", "0").code == 2


def test_your_own_times_and_cards(study: Study, imported: Callable[[str], None]):
    cards = json.loads(study("decks", "cards", "kitchen", "--format", "json").out)[:6]
    now = datetime.now(UTC)
    imported(
        "".join(
            json.dumps(
                {
                    "id": f"a-{n}",
                    "card": card["id"],
                    "deck": "kitchen",
                    "at": (now - timedelta(minutes=n)).strftime("%Y-%m-%dT%H:%M:%SZ"),
                    "kind": "review",
                    "rating": 4,
                    "correct": True,
                    "latency_ms": 3000,
                }
            )
            + "\n"
            for n, card in enumerate(cards)
        )
    )
    found = json.loads(study("progress", "simulate", "kitchen", "--format", "json", "--days", "5").out)
    assert found["met"] == 6
    assert 5 < found["known"] <= 6
    assert (found["timed"], found["seconds_new"][3]) == (6, 3)
    assert "Times are medians of your own, over 6 times that you took a card on a day." in (
        study("progress", "simulate", "kitchen", "--days", "5").out
    )
