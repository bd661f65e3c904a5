"""A shared folder: everybody gets everything, whatever the folder is put through, and nothing in it does harm."""

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from progress.devices.syncing import Synced, strangers, sync
from progress.events import Event, EventKind, Rating
from progress.exchange.exporting import to_json
from progress.problems import StoreProblem
from progress.storage.store import Store

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Device:
    """One computer with its database."""

    def __init__(self, home: Path, seed: int) -> None:
        home.mkdir(exist_ok=True)
        self.path = home / "progress.db"
        self.random = Random(seed)
        self.store = Store.open(self.path, random=self.random)
        self.at = NOON

    def answer(self, fact: str = "r/a") -> Event:
        self.at += timedelta(hours=5)
        rating = self.random.choice(list(Rating))
        event = Event(
            self.store.new_id(self.at),
            self.store.learner,
            self.store.device,
            self.at,
            EventKind.REVIEW,
            "d",
            f"d:{fact}#x",
            rating > 1,
            rating,
        )
        self.store.record(event, None)
        return event

    def sync(self, folder: Path, *others: "Device") -> Synced:
        return sync(self.store, folder, self.at, adopt=[other.store.learner for other in others])

    def ids(self) -> set[str]:
        return {event.id for event in self.store.events(undone=True)}

    def file(self, folder: Path) -> Path:
        return folder / f"rolecall-{self.store.device}.jsonl"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "shared").mkdir()
    return tmp_path / "shared"


@pytest.fixture
def devices(tmp_path: Path) -> Iterator[tuple[Device, Device]]:
    pair = Device(tmp_path / "one", 1), Device(tmp_path / "two", 2)
    yield pair
    for device in pair:
        device.store.close()


def test_each_writes_one_file_and_gets_what_the_other_has(
    folder: Path, devices: tuple[Device, Device]
) -> None:
    one, two = devices
    events = [one.answer(), one.answer()]
    assert one.sync(folder).sent == 2
    two.answer()
    done = two.sync(folder, one)
    assert (done.received, done.sent, done.complaints) == ({one.store.device: 2}, 1, [])
    assert one.sync(folder, two).received == {two.store.device: 1}
    assert one.ids() == two.ids()
    assert one.store.memories() == two.store.memories()
    assert sorted(folder.iterdir()) == sorted([one.file(folder), two.file(folder)])
    assert one.file(folder).read_text() == "".join(
        json.dumps(to_json(event), ensure_ascii=False) + "\n" for event in events
    )
    for device in devices:
        again = device.sync(folder)
        assert (again.received, again.sent, again.complaints) == ({}, 0, [])


def test_files_only_grow(folder: Path, devices: tuple[Device, Device]) -> None:
    one, two = devices
    before = b""
    for _ in range(5):
        one.answer()
        one.sync(folder)
        assert one.file(folder).read_bytes().startswith(before)
        before = one.file(folder).read_bytes()
        two.sync(folder, one)
    assert before.count(b"\n") == 5
    assert two.ids() == one.ids()


def test_who_is_somebody_else_is_left_out_until_said_to_be_the_same(
    folder: Path, devices: tuple[Device, Device]
) -> None:
    one, two = devices
    one.answer()
    one.sync(folder)
    done = two.sync(folder)
    assert (done.received, done.strangers) == ({}, {one.store.learner: 1})
    assert strangers(two.store, folder) == {one.store.learner: 1}
    assert two.sync(folder).strangers == {}  # said once
    assert two.sync(folder, one).received == {one.store.device: 1}
    one.answer()
    one.sync(folder)
    assert two.sync(folder).received == {one.store.device: 1}
    assert strangers(two.store, folder) == {}
    assert {event.learner for event in two.store.events()} == {two.store.learner}


def test_what_was_imported_goes_on_to_the_others(folder: Path, devices: tuple[Device, Device]) -> None:
    one, two = devices
    one.store.add([Event("old-1", "", "", NOON, EventKind.REVIEW, "d", "d:r/z#x", True, Rating.GOOD)])
    one.sync(folder)
    two.sync(folder, one)
    assert two.ids() == {"old-1"}


# -- what a folder goes through


def test_a_line_that_is_still_being_written_is_left_for_later(
    folder: Path, devices: tuple[Device, Device]
) -> None:
    one, two = devices
    one.answer()
    one.answer()
    one.sync(folder)
    whole = one.file(folder).read_bytes()
    one.file(folder).write_bytes(whole[:-20])
    assert two.sync(folder, one).received == {one.store.device: 1}
    one.file(folder).write_bytes(whole)
    done = two.sync(folder)
    assert (done.received, done.complaints) == ({one.store.device: 1}, [])


def test_an_own_file_that_was_cut_is_made_whole_again(folder: Path, devices: tuple[Device, Device]) -> None:
    one, two = devices
    for _ in range(4):
        one.answer()
    one.sync(folder)
    whole = one.file(folder).read_bytes()
    for length in (len(whole) - 10, len(whole) // 2, 1, 0):
        one.file(folder).write_bytes(whole[:length])
        one.sync(folder)
        assert one.file(folder).read_bytes() == whole
    one.file(folder).unlink()
    one.sync(folder)
    assert one.file(folder).read_bytes() == whole
    two.sync(folder, one)
    assert two.ids() == one.ids()


def test_another_file_that_was_put_back_and_grew_again_is_read_anew(
    folder: Path, devices: tuple[Device, Device]
) -> None:
    one, two = devices
    one.answer()
    one.sync(folder)
    two.sync(folder, one)
    early = one.file(folder).read_bytes()
    one.answer()
    one.sync(folder)
    two.sync(folder)
    one.file(folder).write_bytes(early)
    assert two.sync(folder).complaints == []
    one.answer()
    one.sync(folder)
    two.sync(folder)
    assert two.ids() == one.ids()
    assert len(one.ids()) == 3


def test_conflict_copies_are_read_like_any_other(folder: Path, devices: tuple[Device, Device]) -> None:
    one, two = devices
    lost = one.answer()
    one.sync(folder)
    copy = folder / f"rolecall-{one.store.device}.sync-conflict-20260301-120000-ABCDEFG.jsonl"
    one.file(folder).rename(copy)
    two.sync(folder, one)
    assert two.ids() == {lost.id}
    one.sync(folder)
    assert one.file(folder).read_bytes() == copy.read_bytes()


def test_an_older_database_that_was_put_back_gets_its_later_answers_again(
    folder: Path, devices: tuple[Device, Device]
) -> None:
    one, two = devices
    one.answer()
    one.sync(folder)
    one.store.close()
    early = one.path.read_bytes()
    one.store = Store.open(one.path, random=one.random)
    one.answer()
    one.answer()
    one.sync(folder)
    late = one.ids()
    one.store.close()
    one.path.write_bytes(early)
    one.store = Store.open(one.path, random=one.random)
    mine = one.answer("r/b")
    one.sync(folder)
    assert one.ids() == {*late, mine.id}
    two.sync(folder, one)
    assert two.ids() == one.ids()


def test_a_git_repository_carries_it_without_conflicts(
    folder: Path, devices: tuple[Device, Device], tmp_path: Path
) -> None:
    one, two = devices
    clones = [tmp_path / "clone-1", tmp_path / "clone-2"]

    def git(*arguments: str, at: Path) -> None:
        options = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "init.defaultBranch=main"]
        subprocess.run(["git", *options, *arguments], cwd=at, check=True, capture_output=True)

    git("init", "--bare", at=folder)
    for clone in clones:
        git("clone", str(folder), str(clone), at=tmp_path)
    for _ in range(2):
        for device, other, clone in zip((one, two), (two, one), clones, strict=True):
            device.answer()
            device.sync(clone, other)
            git("add", ".", at=clone)
            git("commit", "-m", "answers", at=clone)
            git("pull", "--rebase", "origin", "main", at=clone) if device is two or len(
                one.ids()
            ) > 1 else None
            git("push", "origin", "HEAD:main", at=clone)
    for device, other, clone in zip((one, two), (two, one), clones, strict=True):
        git("pull", "--rebase", "origin", "main", at=clone)
        assert device.sync(clone, other).complaints == []
    assert one.ids() == two.ids()
    assert len(one.ids()) == 4


# -- what others put there


def link(path: Path) -> str:
    path.symlink_to("/etc/passwd")
    return "is a symbolic link; it was left out."


def pipe(path: Path) -> str:
    os.mkfifo(path)
    return "is no ordinary file; it was left out."


def directory(path: Path) -> str:
    path.mkdir()
    return "is no ordinary file; it was left out."


def binary(path: Path) -> str:
    path.write_bytes(bytes(range(256)) * 100)
    return "is no text; it was left out."


def prose(path: Path) -> str:
    path.write_text("Dear diary\n" * 1000)
    return "holds no answers; it was left out."


def huge(path: Path) -> str:
    with path.open("wb") as file:
        file.truncate((4 << 30) + 1)
    return "is larger than 4 GB; it was left out."


@pytest.mark.parametrize("make", [link, pipe, directory, binary, prose, huge])
def test_what_is_none_of_ours_is_named_and_left_out(
    folder: Path, devices: tuple[Device, Device], make: Callable[[Path], str]
) -> None:
    one, two = devices
    one.answer()
    one.sync(folder)
    path = folder / "evil.jsonl"
    sentence = make(path)
    done = two.sync(folder, one)
    assert done.complaints == [f"{path} {sentence}"]
    assert two.ids() == one.ids()


def test_bad_lines_are_named_once_and_the_good_ones_taken(
    folder: Path, devices: tuple[Device, Device]
) -> None:
    one, two = devices
    event = one.answer()
    path = folder / "by-hand.jsonl"
    good = json.dumps(to_json(event)).encode()
    bad = [b"{", b"[]", b"\xff", b'{"kind": "\x1b[2J"}', b"x" * 1_200_000]
    path.write_bytes(b"\n".join([good, *bad]) + b"\n")
    done = two.sync(folder, one)
    assert done.complaints == [
        f"{path}:2: The line is not JSON.",
        f"{path}:3: The line is not a JSON object.",
        f"{path}:4: The line is not UTF-8.",
        f"{path} holds 2 more bad lines.",
    ]
    assert two.ids() == {event.id}
    with path.open("ab") as file:
        file.write(b"nonsense\n")
    assert two.sync(folder).complaints == [f"{path}:7: The line is not JSON."]
    assert two.sync(folder).complaints == []


def test_names_in_events_lead_nowhere_else(folder: Path, devices: tuple[Device, Device]) -> None:
    one, _ = devices
    event = Event("e", "", "../../etc/x", NOON, EventKind.REVIEW, "d", "d:r/z#x", True, Rating.GOOD)
    one.store.add([event])
    one.sync(folder)
    assert [path.name for path in folder.iterdir()] == [one.file(folder).name]


def test_an_own_file_that_is_a_link_is_not_written_through(
    folder: Path, devices: tuple[Device, Device], tmp_path: Path
) -> None:
    one, _ = devices
    target = tmp_path / "target"
    target.write_text("precious\n")
    one.file(folder).symlink_to(target)
    one.answer()
    with pytest.raises(StoreProblem) as caught:
        one.sync(folder)
    assert str(caught.value) == (
        f"{one.file(folder)} cannot be synchronised: Too many levels of symbolic links."
    )
    assert target.read_text() == "precious\n"


def test_a_folder_that_is_not_there(devices: tuple[Device, Device], tmp_path: Path) -> None:
    one, _ = devices
    with pytest.raises(StoreProblem) as caught:
        one.sync(tmp_path / "gone")
    assert str(caught.value) == f"{tmp_path}/gone cannot be synchronised: No such file or directory."


# -- anything at all


class Sharing(RuleBasedStateMachine):
    """Three devices that answer, synchronise, and whose files are cut, put back, copied and thrown away."""

    @initialize()
    def begin(self) -> None:
        import tempfile

        self.home = tempfile.TemporaryDirectory()
        self.folder = Path(self.home.name) / "shared"
        self.folder.mkdir()
        self.devices = [Device(Path(self.home.name) / str(n), n) for n in range(3)]
        self.everything: set[str] = set()
        self.former: list[tuple[Path, bytes]] = []

    @rule(n=st.integers(0, 2), fact=st.sampled_from(["r/a", "r/b"]))
    def answer(self, n: int, fact: str) -> None:
        self.everything.add(self.devices[n].answer(fact).id)

    @rule(n=st.integers(0, 2))
    def synchronise(self, n: int) -> None:
        before = self.devices[n].ids()
        self.devices[n].sync(self.folder, *self.devices)
        assert before <= self.devices[n].ids() <= self.everything

    @rule(data=st.data())
    def remember(self, data: st.DataObject) -> None:
        if files := sorted(self.folder.iterdir()):
            path = data.draw(st.sampled_from(files))
            self.former.append((path, path.read_bytes()))

    @rule(data=st.data(), copied=st.booleans())
    def put_back(self, data: st.DataObject, copied: bool) -> None:
        if self.former:
            path, content = data.draw(st.sampled_from(self.former))
            (path.with_suffix(".sync-conflict-1.jsonl") if copied else path).write_bytes(content)

    @rule(data=st.data(), share=st.floats(0, 1))
    def cut(self, data: st.DataObject, share: float) -> None:
        if files := sorted(self.folder.iterdir()):
            path = data.draw(st.sampled_from(files))
            path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])

    @rule(data=st.data())
    def throw_away(self, data: st.DataObject) -> None:
        if files := sorted(self.folder.iterdir()):
            data.draw(st.sampled_from(files)).unlink()

    @invariant()
    def nobody_loses_anything(self) -> None:
        if hasattr(self, "devices"):
            assert set().union(*(device.ids() for device in self.devices)) == self.everything

    def teardown(self) -> None:
        if not hasattr(self, "devices"):
            return
        for _ in range(2):
            for device in self.devices:
                device.sync(self.folder, *self.devices)
        for device in self.devices:
            assert device.ids() == self.everything
            assert device.store.memories() == self.devices[0].store.memories()
        for device in self.devices:
            device.store.close()
        self.home.cleanup()


LONG = bool(os.environ.get("ROLECALL_LONG_TESTS"))
TestSharing = Sharing.TestCase
TestSharing.settings = settings(max_examples=300 if LONG else 8, stateful_step_count=25)
