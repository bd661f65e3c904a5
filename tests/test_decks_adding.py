"""Bringing decks into the deck folder: whole, linked, in place of others, and never over them."""

import os
from pathlib import Path

import pytest

from decks.adding import NotAdded, add_deck, copy_deck, own_deck, remove_deck
from decks.aside import set_aside
from decks.library import Library, Loaded, Origin, bundled_folder, load_file
from decks.model import Deck

ROLES = "roles:\n  - {id: r, title: R, duties: [{id: a, text: Wash}]}\n"


def deck_file(path: Path, name: str = "d", more: str = ROLES) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"deck: {name}\ntitle: T\n{more}")
    return path


def whole_deck(folder: Path) -> Path:
    """A deck of two files, with a picture and things that do not belong to it."""
    card = "cards:\n  - {id: c, front: F, back: B, image: pics/a.png, alt: A}\n"
    deck_file(folder / "deck.yaml", more=f"include: parts/r.yaml\n{card}")
    (folder / "parts").mkdir()
    (folder / "parts" / "r.yaml").write_text(ROLES)
    (folder / "pics").mkdir()
    (folder / "pics" / "a.png").write_bytes(b"\x89PNG")
    (folder / "pics" / "unused.png").write_bytes(b"\x89PNG")
    (folder / "deck.schema.json").write_text("{}")
    return folder


def read(path: Path) -> Deck:
    deck = load_file(path, bundled=False).deck
    assert deck is not None
    return deck


def own(folder: Path, name: str = "d") -> Loaded:
    loaded = own_deck(folder, name)
    assert loaded is not None
    return loaded


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())


def test_a_deck_of_one_file_is_copied_under_its_id(tmp_path: Path):
    path, folder = deck_file(tmp_path / "mine.yml"), tmp_path / "decks"
    added = add_deck(path, read(path), folder)
    assert (added.path, added.kept) == (folder / "d.yaml", None)
    assert added.path.read_bytes() == path.read_bytes()
    assert files(folder) == ["d.yaml"]
    assert own(folder).origin is Origin.OWN


@pytest.mark.parametrize("named", ["deck", "deck/deck.yaml"])
def test_a_folder_is_copied_as_far_as_the_deck_uses_it(tmp_path: Path, named: str):
    source, folder = whole_deck(tmp_path / "deck"), tmp_path / "decks"
    add_deck(tmp_path / named, read(source), folder)
    assert files(folder) == ["d/deck.schema.json", "d/deck.yaml", "d/parts/r.yaml", "d/pics/a.png"]
    assert own(folder).problems == ()
    assert read(folder / "d").roles == read(source).roles


def test_a_file_with_others_becomes_a_folder(tmp_path: Path):
    source, folder = whole_deck(tmp_path / "deck"), tmp_path / "decks"
    (source / "deck.yaml").rename(source / "main.yaml")
    add_deck(source / "main.yaml", read(source / "main.yaml"), folder)
    assert files(folder) == ["d/deck.yaml", "d/parts/r.yaml", "d/pics/a.png"]
    assert own(folder).problems == ()


def test_a_link_shows_edits_at_once(tmp_path: Path):
    path, folder = deck_file(tmp_path / "mine.yaml"), tmp_path / "decks"
    added = add_deck(path, read(path), folder, link=True)
    assert added.path.is_symlink()
    assert own(folder).origin is Origin.LINKED
    deck_file(path, more=ROLES.replace("Wash", "Dry"))
    assert read(added.path).roles[0].duties[0].text == "Dry"


def test_a_folder_can_be_linked(tmp_path: Path):
    source, folder = whole_deck(tmp_path / "deck"), tmp_path / "decks"
    add_deck(source, read(source), folder, link=True)
    assert own(folder).origin is Origin.LINKED
    assert own(folder).problems == ()


def test_a_file_with_others_is_linked_by_its_folder_only(tmp_path: Path):
    source, folder = whole_deck(tmp_path / "deck"), tmp_path / "decks"
    (source / "deck.yaml").rename(source / "main.yaml")
    with pytest.raises(NotAdded) as refusal:
        add_deck(source / "main.yaml", read(source / "main.yaml"), folder, link=True)
    assert str(refusal.value) == (
        "A deck of several files can be linked when its own file is called deck.yaml; rename it."
    )


def test_a_deck_of_the_same_id_is_not_overwritten(tmp_path: Path):
    path, folder = deck_file(tmp_path / "mine.yaml"), tmp_path / "decks"
    other = deck_file(folder / "other-name.yaml", more="")
    with pytest.raises(NotAdded) as refusal:
        add_deck(path, read(path), folder)
    assert str(refusal.value) == (
        f"You have a deck “d” already: {other}. With --replace this one takes its place, and that one is kept beside it."
    )
    assert files(folder) == ["other-name.yaml"]


def test_one_that_is_replaced_is_kept(tmp_path: Path):
    path, folder = deck_file(tmp_path / "mine.yaml"), tmp_path / "decks"
    for number in ("", "-2"):
        before = (
            own(folder).path.read_bytes() if number else deck_file(folder / "d.yaml", more="").read_bytes()
        )
        added = add_deck(path, read(path), folder, replace=True)
        assert added.kept == folder / f".d.yaml.old{number}"
        assert added.kept.read_bytes() == before
    assert own(folder).path.read_bytes() == path.read_bytes()
    assert [path.name for path, bundled in Library([folder]).files() if not bundled] == ["d.yaml"]


def test_a_folder_takes_the_place_of_a_file(tmp_path: Path):
    source, folder = whole_deck(tmp_path / "deck"), tmp_path / "decks"
    deck_file(folder / "d.yaml")
    assert add_deck(source, read(source), folder, replace=True).kept == folder / ".d.yaml.old"
    assert own(folder).path == folder / "d"


def test_another_deck_in_its_place_stays(tmp_path: Path):
    path, folder = deck_file(tmp_path / "mine.yaml"), tmp_path / "decks"
    other = deck_file(folder / "d.yaml", name="other")
    with pytest.raises(NotAdded) as refusal:
        add_deck(path, read(path), folder, replace=True)
    assert str(refusal.value) == f"{other} is in the way, and is no deck “d”; rename it first."
    assert read(other).id == "other"


def test_what_is_there_cannot_be_added_to_itself(tmp_path: Path):
    path = deck_file(tmp_path / "decks" / "d.yaml")
    with pytest.raises(NotAdded) as refusal:
        add_deck(path, read(path), tmp_path / "decks", replace=True)
    assert str(refusal.value) == f"The deck “d” is in your deck folder already: {path}."


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
def test_a_folder_that_is_closed(tmp_path: Path):
    path, folder = deck_file(tmp_path / "mine.yaml"), tmp_path / "decks"
    folder.mkdir(mode=0o500)
    with pytest.raises(NotAdded, match="cannot be written: Permission denied"):
        add_deck(path, read(path), folder)


def test_a_folder_that_is_a_file(tmp_path: Path):
    path, folder = deck_file(tmp_path / "mine.yaml"), tmp_path / "decks"
    folder.write_text("")
    with pytest.raises(NotAdded) as refusal:
        add_deck(path, read(path), folder)
    assert str(refusal.value) == f"{folder / 'd.yaml'} cannot be written: File exists."


def test_a_copy_keeps_the_id_and_knows_the_schema(tmp_path: Path):
    bundled = bundled_folder() / "medical-imaging.yaml"
    copied = copy_deck(bundled, read(bundled), tmp_path, "medical-imaging")
    first, rest = copied.path.read_text(encoding="utf-8").split("\n", 1)
    assert first == "# yaml-language-server: $schema=deck.schema.json"
    assert rest == bundled.read_text(encoding="utf-8")
    assert files(tmp_path) == ["deck.schema.json", "medical-imaging.yaml"]


@pytest.mark.parametrize("written", ["d", '"d"', "'d'", "d  # its id"])
def test_a_copy_can_have_an_id_of_its_own(tmp_path: Path, written: str):
    path = tmp_path / "d.yaml"
    path.write_bytes(f"\ufefftitle: T\r\ndeck: {written}\r\n".encode())
    copied = copy_deck(path, read(path), tmp_path / "decks", "other")
    assert read(copied.path).id == "other"
    assert copied.path.read_bytes().count(b"\r\n") == 2


def test_an_id_that_cannot_be_rewritten(tmp_path: Path):
    path = tmp_path / "d.yaml"
    path.write_text("deck: >-\n  d\ntitle: T\n")
    with pytest.raises(NotAdded) as refusal:
        copy_deck(path, read(path), tmp_path / "decks", "other")
    assert str(refusal.value) == (
        "The line with the deck's id is written in an unusual way; write it as “deck: id” and try again."
    )


def test_a_copy_of_a_folder_is_a_folder(tmp_path: Path):
    source, folder = whole_deck(tmp_path / "deck"), tmp_path / "decks"
    copy_deck(source, read(source), folder, "other")
    assert files(folder) == [
        "other/deck.schema.json",
        "other/deck.yaml",
        "other/parts/r.yaml",
        "other/pics/a.png",
    ]
    assert own(folder, "other").problems == ()


def test_a_copy_overwrites_nothing(tmp_path: Path):
    path = deck_file(tmp_path / "decks" / "d.yaml")
    with pytest.raises(NotAdded) as refusal:
        copy_deck(path, read(path), tmp_path / "decks", "d")
    assert str(refusal.value) == f"You have “d” already: {path}. Give the copy an id of its own with --as."


def test_a_removed_deck_is_kept_out_of_sight(tmp_path: Path):
    path = deck_file(tmp_path / "d.yaml")
    kept = remove_deck(own(tmp_path), tmp_path)
    assert kept == tmp_path / ".d.yaml.old"
    assert kept.is_file()
    assert not path.exists()
    assert own_deck(tmp_path, "d") is None


def test_of_a_linked_deck_only_the_link_goes(tmp_path: Path):
    source, folder = whole_deck(tmp_path / "deck"), tmp_path / "decks"
    add_deck(source, read(source), folder, link=True)
    assert remove_deck(own(folder), folder) is None
    assert list(folder.iterdir()) == []
    assert (source / "deck.yaml").is_file()


def test_a_deck_elsewhere_is_not_removed(tmp_path: Path):
    path = deck_file(tmp_path / "d.yaml")
    with pytest.raises(NotAdded) as refusal:
        remove_deck(load_file(path, bundled=False), tmp_path / "decks")
    assert str(refusal.value) == f"{path} is not in your deck folder."
    assert path.is_file()


def test_setting_aside_never_hits_what_is_there(tmp_path: Path):
    names = []
    for text in "abc":
        (tmp_path / "x").write_text(text)
        names.append(set_aside(tmp_path / "x").name)
    assert names == [".x.old", ".x.old-2", ".x.old-3"]
    assert [(tmp_path / name).read_text() for name in names] == ["a", "b", "c"]
