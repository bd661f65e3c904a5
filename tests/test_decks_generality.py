"""Duties that too many roles have a share in to be asked whose they are."""

import pytest

from decks.choosing.generality import Generality
from decks.making.made import Reason
from decks.model import Deck, Fact, FactKind, QuestionKind, Role
from decks.questions import make

DUTIES = {
    "baker": (
        "Keep records of orders",
        "Knead dough",
        "Train new staff in safety rules",
        "Keep records of sourdough orders",
    ),
    "smith": (
        "Prepare reports on orders",
        "Forge iron",
        "Train staff in the rules of the forge",
        "Keep customers warm",
    ),
    "tailor": ("Keep new orders apart", "Cut cloth", "Report to staff on safety", "Train for customers"),
    "potter": ("Prepare clay", "Throw pots", "Fire the kiln", "Glaze bowls"),
}


def roles() -> tuple[Role, ...]:
    return tuple(
        Role(
            name,
            name.capitalize(),
            duties=tuple(Fact(f"d{n}", FactKind.DUTY, text, name, "t") for n, text in enumerate(texts)),
        )
        for name, texts in DUTIES.items()
    )


@pytest.mark.parametrize(
    "text", ["Keep records of orders", "Prepare reports on orders", "Train staff in safety"]
)
def test_a_general_duty_in_words_of_many_roles_tells_little(text: str) -> None:
    assert Generality(roles()).tells_little(text)


@pytest.mark.parametrize(
    "text",
    [
        "Keep records of sourdough orders",  # a word of one role
        "Train staff in safety rules for customers",  # many words
        "Cut cloth",  # nothing general
        "Keep records of kilns",  # a word of none
    ],
)
def test_a_special_one_tells_enough(text: str) -> None:
    assert not Generality(roles()).tells_little(text)


def test_it_is_not_asked_whose_duty_it_is() -> None:
    made = make(Deck("d", "D", "d.yaml", roles=roles()), only=[QuestionKind.ROLE_OF_DUTY])
    assert "d:baker/d0#role-of-duty" in {each.id for each in made.dropped if each.reason is Reason.GENERAL}
    assert "d:potter/d1#role-of-duty" in {each.id for each in made.questions}
