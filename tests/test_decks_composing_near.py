"""Composed questions of a large deck set a role against its family: nobody learns by telling bakers from sonographers."""

from functools import cache

import pytest

from decks.model import Deck, Fact, FactKind, Question, QuestionKind, Role
from decks.questions import make

FAMILIES, EACH = 16, 5
VERBS = ("Weld", "Paint", "Grow", "Fold", "Carve")
KINDS = (QuestionKind.SORT_DUTIES, QuestionKind.ROLE_OF_DUTIES)


def deck(alike: bool) -> Deck:
    """Many families of few roles each; `alike` ones do the same in slightly other words."""
    roles = []
    for family in range(FAMILIES):
        for number in range(EACH):
            name = f"role-{family}-{number}"
            own = f"{chr(97 + family)}{'' if alike else chr(97 + number)}"
            duties = tuple(
                Fact(
                    f"d{n}",
                    FactKind.DUTY,
                    f"{verb} the {own}zzle{verb.lower()} of {own}mmol{' well' * alike * number}",
                    name,
                    f"t-{family}",
                )
                for n, verb in enumerate(VERBS)
            )
            title = f"{chr(97 + family)}{chr(97 + number)}wright".capitalize()
            kin = tuple(f"role-{family}-{other}" for other in range(EACH) if other != number)
            roles.append(Role(name, title, duties=duties, topic=f"t-{family}", related=kin))
    return Deck("d", "D", "d.yaml", roles=tuple(roles))


@cache
def made(alike: bool, kind: QuestionKind) -> tuple[Question, ...]:
    return make(deck(alike), only=[kind]).questions


@pytest.mark.parametrize("kind", KINDS)
def test_some_wrong_option_is_of_the_family(kind: QuestionKind) -> None:
    questions = made(False, kind)
    assert len(questions) == FAMILIES * EACH
    for each in questions:
        family = each.role.rpartition("-")[0]
        others = {option.role for option in each.options} - {each.role}
        assert any(other.rpartition("-")[0] == family for other in others)


@pytest.mark.parametrize("kind", KINDS)
def test_where_nobody_of_the_family_can_be_told_apart_no_stranger_takes_the_place(kind: QuestionKind) -> None:
    assert made(True, kind) == ()
