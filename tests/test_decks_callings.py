"""By which of its other titles a role can be asked about, and which say too little to ask for their role."""

import pytest

from decks.making.callings import Calling, Callings, holds_a_root, telling
from decks.making.made import Reason
from decks.model import Deck, Fact, FactKind, QuestionKind, Role
from decks.questions import make, make_questions
from decks.truth import Truth


def role(title: str, definition: str, *aliases: str, duties: tuple[str, ...] = ()) -> Role:
    name = title.casefold().replace(" ", "-").replace(",", "")
    return Role(
        name,
        title,
        definition=Fact("definition", FactKind.DEFINITION, definition, name, "t") if definition else None,
        aliases=tuple(
            Fact(f"title-{n}", FactKind.ALIAS, alias, name, "t") for n, alias in enumerate(aliases)
        ),
        duties=tuple(Fact(f"duty-{n}", FactKind.DUTY, duty, name, "t") for n, duty in enumerate(duties)),
    )


def callings(*roles: Role) -> list[Calling]:
    """How else the first of these roles can be called."""
    truth = Truth(Deck("d", "D", "d.yaml", roles=roles))
    return Callings({each.id: each for each in roles}, truth).of(roles[0].id)


def called(*roles: Role) -> list[str]:
    """By which other titles the first of these roles is surely meant."""
    return [each.title for each in callings(*roles) if each.sure]


@pytest.mark.parametrize(
    ("asked", "alias"),
    [
        (role("Sonographer", "Makes images with ultrasound", "Ultrasound technician"), "Ultrasound technician"),
        (role("Sonographer", "Makes images", "Ultrasonographer"), "Ultrasonographer"),
        (role("MRI technologist", "Scans", "Magnetic resonance imaging technologist"),
         "Magnetic resonance imaging technologist"),
        (role("CT technologist", "Scans", "CAT technologist", "Computer aided tomography technologist"),
         "Computer aided tomography technologist"),
        (role("Roofers", "Lay covers on roofs", "Slate layer", duties=("Lift slates", "Cut slate", "Carry slates")), "Slate layer"),
    ],
)  # fmt: skip
def test_a_title_that_means_the_role_stands_for_it(asked: Role, alias: str) -> None:
    assert alias in called(asked)


@pytest.mark.parametrize(
    "asked",
    [
        role("Mathematicians", "Study numbers and proofs", "Cryptographer"),
        role("Court, Municipal, and License Clerks", "Keep dockets and issue licenses", "License clerk"),
        role("Sonographer", "Makes images of vessels with ultrasound", "Vascular sonographer"),
        role("Managers, All Other", "Manage budgets", "Budget manager"),
        role("Radiographer", "Makes images with X-rays", "Technician (medical (X-ray))"),
        role("Radiographer", "Makes images with X-rays", "Technician, X-ray"),
        role("Radiographer", "Makes images with X-rays", "Medical technician"),
    ],
)  # fmt: skip
def test_a_narrower_odd_or_empty_title_does_not(asked: Role) -> None:
    assert called(asked) == []


def test_a_title_that_may_be_anothers_does_not() -> None:
    asked = role("Locomotive engineers", "Drive trains on rails", "Train driver")
    assert called(asked) == ["Train driver"]
    assert called(asked, role("Train and bus drivers", "Carry passengers")) == []


def test_those_that_surely_mean_the_role_come_first_and_others_are_only_what_it_is_also_called() -> None:
    names = "Technician (roof)", "Slate hanger", "Operations manager", "Tile worker"
    asked = role("Roofers", "Cover houses with slates or tiles", *names)
    assert [each.phrase for each in callings(asked)] == [
        "a tile worker",
        "the role that is also called “Slate hanger”",
        "the role that is also called “Technician (roof)”",
    ]
    assert callings(asked, role("Hangers", "Hang", "Tile worker"))[0].title == "Slate hanger"


def test_what_says_next_to_nothing_is_not_asked_in_a_large_deck() -> None:
    assert telling("Operations manager") == telling("Machine technician") == frozenset()
    assert telling("Welding manager") == frozenset({"weld"})
    many = tuple(
        role(
            f"Maker{n} of things{n}",
            f"Makes things{n}",
            f"Wright{n}",
            duties=(f"Make the things{n} quickly{n}",),
        )
        for n in range(70)
    )
    asked = role("Wheelers", "Make wheels", "Operations manager", "Wheelwright", duties=("Spoke a rim",))
    for roles, asks in ((many, False), (many[:5], True)):
        made = make(Deck("d", "D", "d.yaml", roles=(asked, *roles)), only=[QuestionKind.ROLE_OF_TITLE])
        subjects = {each.subject for each in made.questions}
        assert ("Operations manager" in subjects) is asks
        vague = [each.id for each in made.dropped if each.reason is Reason.VAGUE]
        assert vague == ([] if asks else ["d:wheelers/title-0#role-of-title"])
    assert Reason.VAGUE.sentence == "The title says too little of what its holders do to be told from others."


def test_a_title_holds_the_root_of_a_word() -> None:
    assert holds_a_root("Ultrasonographer", "Store suitable sonograms")
    assert holds_a_root("Mammography technician", "Read mammograms")
    assert not holds_a_root("Ultrasound technician", "Store suitable sonograms")
    assert not holds_a_root("Ultrasonographer", "Store images")


def test_a_definition_of_many_people_is_told_of_them() -> None:
    roles = tuple(
        role(title, f"Work with {thing}")
        for title, thing in (
            ("Bakers", "dough"),
            ("Smiths", "iron"),
            ("Tailors", "cloth"),
            ("Potters", "clay"),
        )
    )
    told = {
        each.options[each.key].text: each.options[each.key].explanation
        for each in make_questions(Deck("d", "D", "d.yaml", roles=roles))
    }
    assert told["Bakers"] == "Yes: those are bakers."
