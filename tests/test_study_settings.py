"""The settings file: what is right holds, what is wrong is told with its line, and what is written keeps the rest."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from progress.scheduling.preferences import DeckPreferences, Order, Preferences
from study.settings.allowed import DECK_KEYS, KEYS
from study.settings.limits import quick_limits
from study.settings.settings import Settings, read_settings
from study.settings.writing import SettingRefused, change_setting, write_setting

MINUTE = timedelta(minutes=1)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "settings.toml"


def test_without_a_file_all_is_as_usual(file):
    assert read_settings(file) == Settings(Preferences(), ())
    file.write_text("")
    assert read_settings(file) == Settings(Preferences(), ())


def test_everything_can_be_set(file):
    file.write_text("""\
desired_retention = 0.92
new_per_day = 0
reviews_per_day = 50
learning_steps = ["30s", "5 m", "1h"]
relearning_steps = []
maximum_interval = 365
rollover_hour = 3
order = "due"
easy_days = {saturday = 0.5, sunday = 0}
leech_threshold = 0
suspend_leeches = true
bury_siblings = true
parameters = [0.2, 1, 2, 8, 6.4, 0.8, 3, 0.001, 1.9, 0.17, 0.8, 1.5, 0.06, 0.26, 1.6, 0.6, 1.9, 0.5, 0.1, 0.07, 0.15]
theme = "dark"

[decks.kitchen]
desired_retention = 0.95
new_per_day = 5
reviews_per_day = 10
exam = 2026-12-10
wanted_mark = 75
""")
    found = read_settings(file, others=["theme"])
    assert found.problems == ()
    assert found.preferences == Preferences(
        desired_retention=0.92,
        new_per_day=0,
        reviews_per_day=50,
        learning_steps=(MINUTE / 2, 5 * MINUTE, 60 * MINUTE),
        relearning_steps=(),
        maximum_interval=365,
        rollover_hour=3,
        order=Order.DUE,
        easy_days=(1, 1, 1, 1, 1, 0.5, 0),
        leech_threshold=0,
        suspend_leeches=True,
        bury_siblings=True,
        parameters=(
            0.2,
            1,
            2,
            8,
            6.4,
            0.8,
            3,
            0.001,
            1.9,
            0.17,
            0.8,
            1.5,
            0.06,
            0.26,
            1.6,
            0.6,
            1.9,
            0.5,
            0.1,
            0.07,
            0.15,
        ),
        decks={"kitchen": DeckPreferences(0.95, 5, 10, date(2026, 12, 10), 75)},
    )
    text = file.read_text()
    assert all(key in text for key in (*KEYS, *DECK_KEYS))  # so that this test has them all


USUAL = "Until then, what is usual holds."


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("desired_retention = 90", "“desired_retention” has to be a number from 0.7 to 0.99, such as 0.9."),
        ("new_per_day = 2.5", "“new_per_day” has to be a whole number from 0 to 9999, such as 20."),
        ("reviews_per_day = true", "“reviews_per_day” has to be a whole number from 0 to 9999, such as 200."),
        ("rollover_hour = 24", "“rollover_hour” has to be a whole number from 0 to 23, such as 4."),
        (
            "maximum_interval = 0",
            "“maximum_interval” has to be a whole number from 1 to 36500, such as 36500.",
        ),
        ("leech_threshold = '8'", "“leech_threshold” has to be a whole number from 0 to 99, such as 8."),
        ('order = "best"', '“order” has to be "value", "due" or "random".'),
        *[
            (
                f"parameters = {wrong}",
                "“parameters” has to be the 21 numbers that study progress fit found; take it out to go back to the "
                "usual ones.",
            )
            for wrong in (
                "[]",
                "[1, 2]",
                "1",
                f"[{', '.join(['1'] * 21)}]",
                f"[{'9' * 400}]",
                "['a']",
                "[nan]",
            )
        ],
        ('bury_siblings = "yes"', "“bury_siblings” has to be true or false, without quotation marks."),
        *[
            (
                f"learning_steps = {steps}",
                '“learning_steps” has to be a list of waits shorter than a day, such as ["1m", "10m"].',
            )
            for steps in ('"1m"', "[1, 10]", '["1d"]', '["24h"]', '["0m"]', '["9999999h"]')
        ],
        *[
            (
                f"easy_days = {days}",
                "“easy_days” has to be days of the week with numbers from 0 to 1, such as {saturday = 0.5, sunday = 0}.",
            )
            for days in ("[6, 7]", "{sunday = 2}", "{domingo = 0}", "{sunday = true}")
        ],
    ],
)
def test_a_wrong_value_costs_that_setting_and_no_other(file, line, sentence):
    file.write_text(f"# mine\nnew_per_day = 7\n{line}\n" if "new_per" not in line else f"# mine\n\n{line}\n")
    found = read_settings(file)
    assert found.problems == (f"{file}:3: {sentence} {USUAL}",)
    assert found.preferences in (Preferences(new_per_day=7), Preferences())


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        ("new_per_dya = 3", 1, "There is no setting “new_per_dya”; did you mean “new_per_day”?"),
        ("[decks.a]\nexem = 2026-12-10", 2, "There is no setting “exem”; did you mean “exam”?"),
        (
            "[decks.a]\ncolour = 1",
            2,
            "There is no setting “colour”; there are desired_retention, new_per_day, reviews_per_day, exam, wanted_mark.",
        ),
        (
            "[decks.a]\n[decks.b]\nexam = 'soon'",
            3,
            f"“exam” has to be a date without quotation marks, such as 2026-12-10. {USUAL}",
        ),
        (
            "decks.a.exam = 5",
            1,
            f"“exam” has to be a date without quotation marks, such as 2026-12-10. {USUAL}",
        ),
        ("[decks]\na = 5", 2, f"“a” has to be a table: write [decks.a] and its settings below. {USUAL}"),
        ("decks = 5", 1, f"“decks” has to be a table for each deck, such as [decks.anatomy]. {USUAL}"),
        (
            '"new_per_day" = -1',
            1,
            f"“new_per_day” has to be a whole number from 0 to 9999, such as 20. {USUAL}",
        ),
    ],
)
def test_each_mistake_is_told_with_its_line(file, text, line, sentence):
    file.write_text(text)
    assert read_settings(file).problems == (f"{file}:{line}: {sentence}",)


def test_a_file_that_is_no_toml_is_told_where(file):
    file.write_text("new_per_day = 5\norder = due\n")
    assert read_settings(file).problems == (
        f"{file}:2:9: This is not TOML; the usual settings hold until it is put right.",
    )
    assert read_settings(file).preferences == Preferences()
    file.write_bytes(b"order = \xff")
    assert read_settings(file).problems == (
        f"{file} is not UTF-8; the usual settings hold until it is saved as such.",
    )
    file.unlink()
    file.mkdir()
    assert read_settings(file).problems == (
        f"{file} cannot be read (Is a directory); the usual settings hold.",
    )


def test_hostile_keys_are_shown_as_plain_text(file):
    file.write_text('"\\u001b[31mred" = 1')
    (problem,) = read_settings(file).problems
    assert "\x1b" not in problem


def test_a_changed_setting_leaves_the_rest_as_it_was(file):
    file.write_text(
        "# my settings\nnew_per_day = 7  # enough\n\n[decks.kitchen]  # soon\nexam = 2026-12-10\n"
    )
    change_setting(file, "new_per_day", 9)
    change_setting(file, "desired_retention", 0.92, deck="kitchen")
    change_setting(file, "exam", None, deck="kitchen")
    change_setting(file, "exam", None, deck="nowhere")
    assert file.read_text() == (
        "# my settings\nnew_per_day = 9  # enough\n\n[decks.kitchen]  # soon\ndesired_retention = 0.92\n"
    )
    assert read_settings(file).problems == ()


def test_the_first_change_makes_the_file(file):
    change_setting(file.parent / "new" / file.name, "exam", date(2026, 12, 10), deck="kitchen")
    assert (file.parent / "new" / file.name).read_text() == "[decks.kitchen]\nexam = 2026-12-10\n"
    write_setting(file, ("app", "theme"), "dark")
    change_setting(file, "learning_steps", ["1m"])
    assert read_settings(file, others=["app"]) == Settings(Preferences(learning_steps=(MINUTE,)))
    assert 'theme = "dark"' in file.read_text()


def test_what_cannot_be_written_is_refused_and_nothing_changes(file):
    refused = [
        (
            lambda: change_setting(file, "new_per_day", -1),
            "“new_per_day” has to be a whole number from 0 to 9999, such as 20.",
        ),
        (lambda: change_setting(file, "exam", date(2026, 1, 1)), "There is no setting “exam”."),
    ]
    for change, sentence in refused:
        with pytest.raises(SettingRefused) as caught:
            change()
        assert str(caught.value) == sentence
    assert not file.exists()
    for text, sentence in (
        ("order = due", f"{file} is not TOML: put it right first, then change settings."),
        ("decks = 5", f"{file} has something else than a table at “decks”: put it right first."),
    ):
        file.write_text(text)
        with pytest.raises(SettingRefused) as caught:
            change_setting(file, "new_per_day", 3, deck="kitchen")
        assert str(caught.value) == sentence
        assert file.read_text() == text


def test_the_command_line_tells_mistakes_and_goes_on(study, home):
    (home / "settings.toml").write_text("new_per_day = 3\nnew_per_dya = 4\n")
    found = study("due", "kitchen")
    problem = f"{home}/settings.toml:2: There is no setting “new_per_dya”; did you mean “new_per_day”?\n"
    assert (found.code, found.out, found.err) == (0, "0 due, 3 new\n", problem)


@given(
    st.dictionaries(
        st.sampled_from(["new_per_day", "reviews_per_day", "rollover_hour"]),
        st.sampled_from(["0", "7", "24", "9999", "10000", "-1", "true", "2.5", '"7"']),
    ),
    st.dictionaries(
        st.sampled_from(["new_per_day", "reviews_per_day"]), st.sampled_from(["0", "3", "-1", "1e3", "[]"])
    ),
    st.sampled_from(["", "[decks]\nb = 5\n", "decks = 1 # not TOML twice\n", "= 5\n"]),
)
def test_the_quick_look_finds_the_same_limits(tmp_path_factory, chosen, own, more):
    file = tmp_path_factory.mktemp("s") / "settings.toml"
    lines = [f"{key} = {value}" for key, value in chosen.items()]
    lines += ["[decks.a]", *(f"{key} = {value}" for key, value in own.items())] if own else []
    file.write_text("\n".join([*lines, more]))
    careful = read_settings(file).preferences
    rollover, limits = quick_limits(file)
    assert rollover == careful.rollover_hour
    for deck in "ab":
        assert limits(deck) == (careful.new_limit(deck), careful.review_limit(deck))


def test_a_shell_prompt_does_not_wait_for_the_careful_reader(home):
    (home / "settings.toml").write_text("new_per_day = 3\n")
    code = (
        "import sys; from study.due import quick_due; import os\n"
        "quick_due([], os.environ); print('study.settings.settings' in sys.modules, 'dataclasses' in sys.modules)"
    )
    shown = subprocess.run(
        [sys.executable, "-S", "-c", code], capture_output=True, text=True, check=True,
        cwd=Path(__file__).parent.parent, env=os.environ | {"STUDY_HOME": str(home)},
    ).stdout  # fmt: skip
    assert shown == "nothing studied yet\nFalse False\n"


def test_the_settings_in_the_readme_are_all_there_are_and_right(file):
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"^```toml\n(.*?)^```", readme, re.MULTILINE | re.DOTALL)
    file.write_text(example)
    found = read_settings(file)
    assert found.problems == ()
    weekend = Preferences(easy_days=(1, 1, 1, 1, 1, 0.5, 0.5))
    own = DeckPreferences(desired_retention=0.92, new_per_day=10, exam=date(2027, 6, 15), wanted_mark=75)
    assert found.preferences == replace(weekend, decks={"medical-imaging": own})
    fitted = {"parameters"}  # nobody writes these by hand
    assert {key for key in KEYS if not re.search(rf"^{key} = ", example, re.MULTILINE)} <= fitted
