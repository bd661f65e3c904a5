"""`study progress merge` and `sync` as a learner with two computers meets them."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Study = Callable[..., Any]


class Computers:
    """Two study homes, of which one at a time is used."""

    def __init__(self, study: Study, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._study = study
        self._monkeypatch = monkeypatch
        self.homes = (home / "desk", home / "lap")
        for each in self.homes:
            (each / "decks").mkdir(parents=True)
            (each / "decks" / "kitchen.yaml").write_bytes((home / "decks" / "kitchen.yaml").read_bytes())

    def __call__(self, number: int, *arguments: str, typed: str = "") -> Any:
        self._monkeypatch.setenv("STUDY_HOME", str(self.homes[number]))
        return self._study(*arguments, typed=typed)

    def review(self, number: int, *ratings: int) -> Any:
        typed = "".join(f"\na\n{rating}\n" for rating in ratings)
        return self(number, "review", "kitchen", "--plain", typed=f"{typed}q\n")

    def ids(self, number: int) -> list[str]:
        return sorted(re.findall(r'"id": "([^"]+)"', self(number, "progress", "export", "--all").out))


@pytest.fixture
def computers(study: Study, home: Path, monkeypatch: pytest.MonkeyPatch) -> Computers:
    computers = Computers(study, home, monkeypatch)
    computers.review(0, 3, 3)
    computers.review(1, 1)
    return computers


def test_a_second_computer_joins(computers: Computers) -> None:
    other = computers.homes[1] / "progress.db"
    dry = computers(0, "progress", "merge", "--dry-run", str(other))
    whose = re.search(r"1 answer belongs to another learner: [0-9a-f]{8} \(1\)\.", dry.err)
    assert dry.code == 0
    assert whose is not None
    assert dry.err.endswith(f"{whose[0]} You would be asked whether they are yours.\n")
    assert len(computers.ids(0)) == 2
    refused = computers(0, "progress", "merge", str(other))
    assert refused == (2, "", f"Error: {whose[0]} Nothing was merged. If they are yours, say --mine.\n")
    assert len(computers.ids(0)) == 2
    merged = computers(0, "progress", "merge", "--mine", str(other))
    assert merged.code == 0
    assert re.fullmatch(
        r"Added 1 event of device [0-9a-f]{8}\nAdded 1 event in all, 0 known already\n", merged.err
    )
    assert len(computers.ids(0)) == 3
    assert computers(0, "progress", "merge", str(other)).err == "Added 0 events in all, 1 known already\n"
    back = computers(1, "progress", "merge", "--mine", str(computers.homes[0] / "progress.db"))
    assert back.err.endswith("Added 2 events in all, 1 known already\n")
    assert computers.ids(0) == computers.ids(1)
    assert computers(0, "due").out == computers(1, "due").out
    for number in (0, 1):
        assert computers(number, "progress", "check").code == 0


def test_an_export_merges_and_its_bad_lines_are_named(computers: Computers, tmp_path: Path) -> None:
    file = tmp_path / "answers.jsonl"
    file.write_text(computers(1, "progress", "export", "--all").out + "nonsense\n")
    merged = computers(0, "progress", "merge", "--mine", str(file))
    assert merged.code == 1
    assert merged.err.startswith(f"{file}:2: The line is not JSON.\n")
    assert merged.err.endswith("Added 1 event in all, 0 known already\n")


def test_what_cannot_be_merged(computers: Computers, tmp_path: Path) -> None:
    gone = computers(0, "progress", "merge", str(tmp_path / "gone.db"))
    assert gone == (1, "", f"Error: {tmp_path}/gone.db cannot be read: No such file or directory.\n")
    folder = computers(0, "progress", "merge", str(tmp_path))
    assert folder == (1, "", f"Error: {tmp_path} cannot be read: Is a directory.\n")


def test_a_shared_folder(computers: Computers, tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    assert computers(0, "progress", "sync", str(folder)) == (0, "", "Received 0 events in all, wrote 2\n")
    stranger = computers(1, "progress", "sync", str(folder))
    assert stranger.err == (
        "The folder holds 2 answers of another learner. They are left out. If they are yours, say --mine.\n"
        "Received 0 events in all, wrote 1\n"
    )
    joined = computers(1, "progress", "sync", str(folder), "--mine")
    assert re.fullmatch(
        r"Received 2 events of device [0-9a-f]{8}\nReceived 2 events in all, wrote 0\n", joined.err
    )
    assert computers(0, "progress", "sync", str(folder), "--mine").code == 0
    assert computers.ids(0) == computers.ids(1)
    assert len(list(folder.iterdir())) == 2


def test_a_folder_that_is_kept_in_step_on_its_own(computers: Computers, tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    for number in (0, 1, 0):
        said = computers(number, "progress", "sync", str(folder), "--mine", "--always").err
        settings = computers.homes[number] / "sync.toml"
        assert f"From now on it is kept in step on its own, as {settings} says.\n" in said
        assert settings.read_text().splitlines()[-1] == f'folder = "{folder}"'
    assert computers.review(0, 4).err == ""
    assert computers.review(1).err == "1 answer came in from your other devices.\n"
    assert computers.ids(0) == computers.ids(1)
    never = computers(0, "progress", "sync", "--never")
    assert never.err == "From now on no folder is kept in step on its own.\n"
    computers.review(0, 4)
    assert computers.review(1).err == ""


def test_a_folder_that_has_gone_is_one_line_and_stops_nothing(computers: Computers, tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    computers(0, "progress", "sync", str(folder), "--always")
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    answer = computers.review(0, 3)
    assert answer.code == 0
    sentence = f"{folder} cannot be synchronised: No such file or directory.\n"
    assert answer.err == sentence
    assert computers(0, "progress", "sync").err == f"Error: There is no folder {folder}; make it first.\n"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("folder = ", "is no TOML: Invalid value (at end of document)."),
        ("[sync]\n", 'names no folder; it should hold a line such as: folder = "~/Sync/rolecall"'),
        ("folder = 3\n", 'names no folder; it should hold a line such as: folder = "~/Sync/rolecall"'),
    ],
)
def test_a_setting_that_cannot_be_understood(computers: Computers, text: str, sentence: str) -> None:
    file = computers.homes[0] / "sync.toml"
    file.write_text(text)
    assert computers.review(0).err == f"{file} {sentence}\n"
    assert computers(0, "progress", "sync").err == f"Error: {file} {sentence}\n"


def test_no_folder_named(computers: Computers) -> None:
    assert computers(0, "progress", "sync") == (
        2,
        "",
        "Error: Name the folder that your devices share: study progress sync DIR\n",
    )
