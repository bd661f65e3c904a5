"""Ambiguities planted in a deck: what is true of a role in other words, or by another way, is never a wrong option for it."""

import pytest

from decks.choosing.options import Options
from decks.english.similarity import Weights, normalised
from decks.making.naming import Naming
from decks.model import Deck, Fact, FactKind, QuestionKind, Role
from decks.questions import make
from decks.truth import Truth

HOUSE = ("nurse", "cook", "porter", "gardener", "clerk", "plumber", "driver", "teacher")
"""Roles of one family, so that any of them is plausible in place of any other."""

OWN = {
    "nurse": "Dress wounds; Give injections; Take the pulse; Turn bedridden patients; Change drips; Chart fevers",
    "cook": "Fry onions; Whisk egg whites; Fillet trout; Reduce stock; Knead dough; Carve roasts",
    "porter": "Push trolleys; Fetch oxygen cylinders; Wheel beds to theatre; Carry post bags; Shift wardrobes",
    "gardener": "Prune roses; Mow lawns; Graft apple trees; Sow lettuce; Rake gravel; Trim hedges",
    "clerk": "Stamp passports; Sort index cards; Enter invoices; Answer the switchboard; File deeds",
    "plumber": "Solder copper pipes; Unblock drains; Fit radiators; Bleed boilers; Thread steel tubes",
    "driver": "Reverse lorries; Check tyre pressure; Secure cargo with straps; Refuel buses; Log mileage",
    "teacher": "Mark essays; Set spelling tests; Coach readers; Lead choirs; Explain fractions",
}

OTHER_WORDS = [
    ("nurse", "Dress wounds", "Dress and bandage wounds"),
    ("nurse", "Give injections", "Give patients their injections"),
    ("nurse", "Take the pulse", "Take a patient's pulse"),
    ("nurse", "Turn bedridden patients", "Turn patients who are bedridden"),
    ("nurse", "Change drips", "Changing of drips"),
    ("nurse", "Chart fevers", "Chart fever"),
    ("nurse", "Wash patients in bed", "Wash the patients in their beds"),
    ("nurse", "Measure blood pressure", "Measure patients' blood pressure"),
    ("cook", "Fry onions", "Fry an onion"),
    ("cook", "Whisk egg whites", "Whisk the whites of eggs"),
    ("cook", "Fillet trout", "Fillet and bone trout"),
    ("cook", "Reduce stock", "Reduce the stock"),
    ("cook", "Knead dough", "Knead bread dough"),
    ("cook", "Carve roasts", "Carve the roast"),
    ("cook", "Season soups and sauces", "Season sauces and soups"),
    ("cook", "Plan weekly menus", "Plan the menus for the week"),
    ("porter", "Push trolleys", "Push the trolley"),
    ("porter", "Fetch oxygen cylinders", "Fetch cylinders of oxygen"),
    ("porter", "Wheel beds to theatre", "Wheel beds into the theatre"),
    ("porter", "Carry post bags", "Carry bags of post"),
    ("porter", "Shift wardrobes", "Shift heavy wardrobes"),
    ("gardener", "Prune roses", "Prune the roses in spring"),
    ("gardener", "Mow lawns", "Mow a lawn"),
    ("gardener", "Graft apple trees", "Graft apples and other trees"),
    ("gardener", "Sow lettuce", "Sow the lettuce"),
    ("gardener", "Rake gravel", "Rake the gravel level"),
    ("gardener", "Trim hedges", "Trim the hedge"),
    ("gardener", "Water seedlings at dawn", "Water the seedlings"),
    ("clerk", "Stamp passports", "Stamp the passports of travellers"),
    ("clerk", "Sort index cards", "Sort cards for the index"),
    ("clerk", "Enter invoices", "Enter invoices in the ledger"),
    ("clerk", "Answer the switchboard", "Answer calls at the switchboard"),
    ("clerk", "File deeds", "File the deeds"),
    ("plumber", "Solder copper pipes", "Solder pipes of copper"),
    ("plumber", "Unblock drains", "Unblock the drain"),
    ("plumber", "Fit radiators", "Fit new radiators"),
    ("plumber", "Bleed boilers", "Bleed the boiler"),
    ("plumber", "Thread steel tubes", "Thread tubes made of steel"),
    ("driver", "Reverse lorries", "Reverse a lorry"),
    ("driver", "Check tyre pressure", "Check the pressure of tyres"),
    ("driver", "Secure cargo with straps", "Strap cargo to secure it"),
    ("driver", "Refuel buses", "Refuel the bus"),
    ("driver", "Log mileage", "Log the mileage"),
    ("teacher", "Mark essays", "Mark pupils' essays"),
    ("teacher", "Set spelling tests", "Set tests in spelling"),
    ("teacher", "Coach readers", "Coach slow readers"),
    ("teacher", "Lead choirs", "Lead the choir"),
    ("teacher", "Explain fractions", "Explain the fractions"),
]

GENERAL = [
    "Keep records",
    "Keep records of work done",
    "Maintain records",
    "Write reports",
    "Prepare reports",
    "Supervise staff",
    "Train new staff",
    "Train new employees",
    "Order supplies",
    "Order and stock supplies",
    "Maintain inventory of supplies",
    "Inspect equipment for defects",
    "Clean equipment",
    "Clean work areas",
    "Maintain equipment",
    "Attend meetings",
    "Attend training courses",
    "Report problems to supervisors",
    "Confer with colleagues to discuss problems",
    "Follow safety rules",
    "Schedule appointments",
    "Assign work to staff",
    "Answer questions from the public",
    "Keep up with new developments in the field",
    "Advise customers",
]


def fact(role: str, name: str, text: str, also: tuple[str, ...] = ()) -> Fact:
    return Fact(name, FactKind.DUTY, text, role, "t", also)


def house(*extra: Fact, more: tuple[Role, ...] = (), twin: str = "") -> Deck:
    """The house, with further duties put to the roles that they name, and with further roles."""
    roles = []
    for name, listed in OWN.items():
        duties = [fact(name, f"d{n}", text) for n, text in enumerate(listed.split("; "))]
        duties += [each for each in extra if each.role == name and each.text not in {d.text for d in duties}]
        roles.append(
            Role(
                name,
                name.capitalize(),
                related=tuple(each for each in HOUSE if each != name),
                duties=tuple(duties),
                aliases=(Fact("namesake", FactKind.ALIAS, twin, name, "t"),)
                if twin and name == "nurse"
                else (),
            )
        )
    return Deck("d", "D", "d.yaml", roles=(*roles, *more))


def wrongly_offered(deck: Deck, role: str, text: str) -> list[str]:
    """How `text` is offered as wrong for `role`, or `role` as wrong for `text`: in questions made, or as a safe candidate."""
    truth = Truth(deck)
    weights = Weights(each.text for one in deck.roles for each in one.facts())
    options = Options(deck, truth, Naming(deck, truth), weights)
    found = [
        f"safe for {role}: {candidate.text}"
        for candidate in options.facts(role, FactKind.DUTY)
        if normalised(candidate.text) == normalised(text)
        and options.is_safe_fact(candidate, role, FactKind.DUTY)
    ]
    for one in deck.roles:
        for each in one.duties:
            if normalised(each.text) == normalised(text):
                roles = [c for c in options.roles(each) if c.role == role and options.is_safe_role(c, each)]
                found += [f"{each.text}: {c.text}" for c in roles]
    for question in make(deck, only={QuestionKind.DUTY_OF_ROLE, QuestionKind.ROLE_OF_DUTY}).questions:
        for place, option in enumerate(question.options):
            if place != question.key:
                of_role = question.kind is QuestionKind.DUTY_OF_ROLE
                if (
                    (question.role, option.text) == (role, text)
                    if of_role
                    else (option.role, question.subject) == (role, text)
                ):
                    found.append(f"{question.stem} {option.text}")
    return found


def other_than(role: str) -> str:
    return HOUSE[(HOUSE.index(role) + 3) % len(HOUSE)]


@pytest.mark.parametrize(("role", "own", "planted"), OTHER_WORDS)
def test_the_same_in_other_words(role: str, own: str, planted: str) -> None:
    deck = house(fact(role, "own", own), fact(other_than(role), "planted", planted))
    assert wrongly_offered(deck, role, planted) == []


@pytest.mark.parametrize("text", GENERAL)
def test_what_most_roles_do(text: str) -> None:
    deck = house(fact("porter", "planted", text))
    for role in ("nurse", "clerk"):
        assert wrongly_offered(deck, role, text) == []


@pytest.mark.parametrize("role", HOUSE)
def test_a_duty_that_also_belongs_to_the_role(role: str) -> None:
    text = "Wind the tower clock"
    deck = house(fact(other_than(role), "planted", text, also=(role,)))
    assert wrongly_offered(deck, role, text) == []


@pytest.mark.parametrize("role", HOUSE)
def test_a_duty_that_a_kind_of_the_role_has_or_that_it_inherits(role: str) -> None:
    chief = Role(
        f"chief-{role}",
        f"Chief of {role}s",
        broader=(role,),
        duties=(fact(f"chief-{role}", "x", "Wind the tower clock"),),
    )
    deck = house(more=(chief,))
    assert wrongly_offered(deck, role, "Wind the tower clock") == []
    for inherited in OWN[role].split("; "):
        assert wrongly_offered(deck, chief.id, inherited) == []


@pytest.mark.parametrize("text", ["Wind the tower clock", "Polish brass lamps", "Feed swans"])
def test_a_duty_of_a_namesake(text: str) -> None:
    namesake = Role("matron", "Sister", duties=(fact("matron", "x", text),))
    deck = house(more=(namesake,), twin="Sister")
    assert wrongly_offered(deck, "nurse", text) == []


@pytest.mark.parametrize("role", HOUSE)
def test_a_duty_of_a_role_that_is_the_same_in_all_but_name(role: str) -> None:
    same = tuple(fact("twin", f"d{n}", f"{text} daily") for n, text in enumerate(OWN[role].split("; ")))
    twin = Role(
        "twin", "Stranger", related=(role,), duties=(*same, fact("twin", "x", "Wind the tower clock"))
    )
    deck = house(more=(twin,))
    assert wrongly_offered(deck, role, "Wind the tower clock") == []


def test_there_are_a_hundred_and_what_is_foreign_is_still_offered() -> None:
    assert len(OTHER_WORDS) + len(GENERAL) * 2 + len(HOUSE) * 3 + 3 >= 100
    deck = house()
    asked = make(deck, only={QuestionKind.DUTY_OF_ROLE}).questions
    assert len(asked) >= 0.8 * sum(len(role.duties) for role in deck.roles)
    assert sum(len(question.options) == 4 for question in asked) >= 0.9 * len(asked)
