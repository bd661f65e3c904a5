"""Packing: whatever the model can hold comes back as it was, fields that are added later too."""

import json
from dataclasses import dataclass, fields, make_dataclass
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decks.compiled.light import LightCard
from decks.compiled.packing import Packer, layout
from decks.model import Card, Deck, Mark, Question
from decks.problems import Problem

anything = st.one_of(*(st.from_type(kind) for kind in (Deck, Card, Question, Problem)))


@settings(max_examples=60)
@given(value=anything)
def test_every_field_comes_back(value: Deck | Card | Question | Problem) -> None:
    packer = Packer()
    text = json.dumps(packer.packing(type(value))(value))
    files = json.loads(json.dumps(packer.files))
    found = Packer(files).unpacking(type(value))(json.loads(text))
    assert repr(found) == repr(value)  # with the marks, and with what is no number


@pytest.mark.parametrize("kind", [Deck, Card, Question])
def test_a_field_that_is_added_is_packed_and_changes_the_layout(kind: type) -> None:
    bigger = make_dataclass(kind.__name__, [("added", str, "")], bases=(kind,), frozen=True)
    bigger.__qualname__ = kind.__qualname__
    assert [each.name for each in fields(bigger)][-1] == "added"
    assert layout(bigger) != layout(kind)


def test_a_type_that_cannot_be_packed_is_told() -> None:
    @dataclass
    class Dated:
        day: date

    with pytest.raises(TypeError) as error:
        Packer().packing(Dated)
    assert str(error.value) == "Values of <class 'datetime.date'> cannot be packed."


def test_values_of_another_shape_are_refused() -> None:
    with pytest.raises(ValueError, match=r"^2 values for the 16 fields of Card$"):
        Packer().unpacking(Card)([1, 2])


def test_a_file_is_named_once_however_many_marks_are_in_it() -> None:
    packer = Packer()
    pack = packer.packing(Mark)
    assert [pack(Mark("a", 1, 2)), pack(Mark("b", 3, 4)), pack(Mark("a", 5, 6))] == [
        [0, 1, 2],
        [1, 3, 4],
        [0, 5, 6],
    ]
    assert packer.files == ["a", "b"]


def test_a_light_card_looks_up_every_field_that_it_does_not_know() -> None:
    known = {"id", "deck", "role", "topic"}
    looked_up = {name for name in dir(LightCard) if isinstance(getattr(LightCard, name), property)}
    assert {each.name for each in fields(Card)} - known <= looked_up
