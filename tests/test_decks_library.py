"""Finding decks: bundled ones, a learner's own, and paths; a bad one leaves the others usable."""

from pathlib import Path

import pytest

from decks.library import DeckNotFound, Library, bundled_folder


def write(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_without_any_folder_the_bundled_decks_are_there(tmp_path: Path) -> None:
    decks = Library([tmp_path / "none"]).load_all()
    assert [loaded.name for loaded in decks] == [
        path.stem for path in sorted(bundled_folder().glob("*.yaml"))
    ]
    assert all(loaded.bundled for loaded in decks)


def test_a_broken_deck_leaves_the_others_usable(tmp_path: Path) -> None:
    broken = write(tmp_path, "broken.yaml", "deck: broken\n\ttitle: T\n")
    write(tmp_path, "sound.yml", "deck: sound\ntitle: Sound\n")
    write(tmp_path, "notes.txt", "not a deck")
    write(tmp_path, ".hidden.yaml", "not: [")
    decks = [loaded for loaded in Library([tmp_path]).load_all() if not loaded.bundled]
    assert [(loaded.name, loaded.deck is not None) for loaded in decks] == [
        ("broken", False),
        ("sound", True),
    ]
    assert (
        str(decks[0].problems[0])
        == f"{broken}:2:1: error D104: the line is indented with a tab; indent with spaces."
    )


def test_of_two_decks_with_one_id_the_second_is_reported(tmp_path: Path) -> None:
    first = write(tmp_path, "a.yaml", "deck: same\ntitle: First\n")
    second = write(tmp_path, "b.yaml", "deck: same\ntitle: Second\n")
    decks = [loaded for loaded in Library([tmp_path]).load_all() if not loaded.bundled]
    assert [loaded.deck.title if loaded.deck else None for loaded in decks] == ["First", None]
    assert [str(problem) for problem in decks[1].problems] == [
        f"{second}:1:1: error D201: the deck id “same” is taken by {first}; give each deck an id of its own."
    ]


def test_a_learners_own_deck_hides_the_bundled_one_of_its_id(tmp_path: Path) -> None:
    bundled = Library([]).load_all()[0]
    write(tmp_path, "own.yaml", f"deck: {bundled.name}\ntitle: My own\n")
    decks = [loaded for loaded in Library([tmp_path]).load_all() if loaded.name == bundled.name]
    assert [loaded.deck.title if loaded.deck else None for loaded in decks] == ["My own"]


def test_a_deck_is_found_by_id_and_by_path(tmp_path: Path) -> None:
    path = write(tmp_path / "decks", "sound.yaml", "deck: sound\ntitle: Sound\n")
    library = Library([tmp_path / "decks"])
    for name in ("sound", str(path)):
        loaded = library.load(name)
        assert loaded.deck is not None
        assert loaded.deck.title == "Sound"


def test_a_deck_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    write(tmp_path, "sound.yaml", "deck: sound\ntitle: Sound\n")
    library = Library([tmp_path])
    with pytest.raises(DeckNotFound) as missing:
        library.load("sond")
    assert str(missing.value) == "There is no deck “sond”; write “sound” if that is what was meant."
    with pytest.raises(DeckNotFound) as path:
        library.load("none/deck.yaml")
    assert str(path.value) == "There is no deck file none/deck.yaml; check the path."
    with pytest.raises(DeckNotFound) as other:
        library.load("zzzzzz")
    names = ["sound", *(loaded.name for loaded in Library([]).load_all())]
    assert str(other.value) == f"There is no deck “zzzzzz”; the decks are: {', '.join(names)}."
