"""Choosing wrong options: false, plausible and unrevealing."""

from collections import Counter
from collections.abc import Sequence

import pytest

from decks.choosing.activities import activity
from decks.choosing.balancing import Balance
from decks.choosing.candidates import Candidate, Wanted
from decks.choosing.falsity import MOST_RISK, Falsity
from decks.choosing.plausibility import KIN, Plausibility
from decks.choosing.sights import Looks
from decks.choosing.slots import Slot
from decks.choosing.unrevealing import Chooser
from decks.english.similarity import Weights, normalised
from decks.making.made import Reason
from decks.model import Deck, Difficulty, QuestionKind
from decks.questions import make
from decks.reading.files import parse_deck
from decks.truth import Truth


def read(text: str) -> Deck:
    deck, problems = parse_deck(text, "deck.yaml")
    assert deck is not None
    assert [str(problem) for problem in problems] == []
    return deck


def role(name: str, *duties: str, **keys: str) -> str:
    more = "".join(f"    {key}: {value}\n" for key, value in keys.items())
    listed = "".join(f"      - {{id: d{n}, text: {duty}}}\n" for n, duty in enumerate(duties))
    return f"  - id: {name}\n    title: {name.capitalize()}\n{more}    duties:\n{listed}"


def deck_of(*roles: str) -> Deck:
    return read("deck: d\ntitle: D\nroles:\n" + "".join(roles))


VILLAGE = deck_of(
    role(
        "beekeeper", "Smoke hives before they are opened", "Spin honey out of combs", "Keep records of swarms"
    ),
    role("potter", "Throw bowls on a wheel", "Glaze jugs with ash", "Fire kilns overnight", "Order clay"),
    role("farrier", "Nail shoes to hooves", "Rasp hooves level", "Forge horseshoes from bars"),
    role("thatcher", "Bundle reeds for roofs", "Comb straw on ridges", "Peg netting over thatch"),
    role("cooper", "Bend staves over steam", "Hoop casks with iron", "Char barrels inside"),
    role("miller", "Dress millstones with chisels", "Sift flour through silk", "Set sails to the wind"),
)


@pytest.mark.parametrize(
    ("text", "general"),
    [
        ("Keep records of sales", True),
        ("Order and stock medical supplies", True),
        ("Inspect equipment for defects", True),
        ("Supervise staff", True),
        ("Train new employees", True),
        ("Write reports", True),
        ("Clean work areas", True),
        ("Attend meetings to discuss plans", True),
        ("Nail shoes to hooves", False),
        ("Weld steel beams, using torches", False),
    ],
)
def test_what_nearly_every_occupation_does_is_general(text: str, general: bool) -> None:
    assert activity(text).general is general


def test_what_a_duty_is_done_to_ends_where_its_purpose_begins() -> None:
    known = activity("Cut bread to supply customers")
    assert known.verb == "cut"
    assert known.special == {"bread"}
    assert not known.matters & {"public"}


def falsity(deck: Deck) -> Falsity:
    return Falsity(deck, Truth(deck), Weights(fact.text for each in deck.roles for fact in each.facts()))


def test_the_risk_is_small_for_what_is_foreign_to_a_role_and_great_for_what_it_does_in_other_words() -> None:
    judge = falsity(VILLAGE)
    assert judge.risk("potter", "Nail shoes to hooves", ["farrier"]) < MOST_RISK
    assert judge.risk("potter", "Glaze bowls and jugs with salt", ["farrier"]) > MOST_RISK
    assert judge.risk("potter", "Fire a kiln through the night", ["farrier"]) > MOST_RISK


def test_a_general_duty_is_riskier_than_a_special_one() -> None:
    judge = falsity(VILLAGE)
    assert judge.risk("miller", "Keep records of deliveries") > judge.risk("miller", "Smoke hives at dusk")


def test_roles_that_do_the_same_are_taken_for_the_same() -> None:
    deck = deck_of(
        role("baker", "Knead dough by hand", "Bake loaves in ovens", "Weigh flour for dough"),
        role("confectioner", "Knead the dough", "Bake the loaves in an oven", "Weigh the flour"),
        role("farrier", "Nail shoes to hooves", "Rasp hooves level"),
    )
    judge = falsity(deck)
    assert judge.twins("baker", "confectioner")
    assert not judge.twins("baker", "farrier")
    assert judge.kinship("baker", "farrier") == judge.kinship("farrier", "baker")


def coded(name: str, code: str, **keys: str) -> str:
    return role(name, f"Do what a {name} does", codes=f'{{isco-08: "{code}"}}', **keys)


TRADES = deck_of(
    coded("alpha", "3211", related="[delta]"),
    coded("beta", "3212"),
    coded("gamma", "3213"),
    coded("delta", "7115"),
    coded("omega", "9999"),
)


def test_the_family_is_what_a_classification_files_together_and_what_the_deck_relates() -> None:
    near = Plausibility(TRADES)
    assert near.family("alpha") == {"beta", "gamma", "delta"}
    assert near.family("delta") == {"alpha"}
    assert near.closeness("alpha", "beta") >= KIN > near.closeness("alpha", "omega")
    assert near.closeness("alpha", "alpha") == 0
    assert max(near.closeness("alpha", other) for other in near.family("alpha")) == 1


def test_difficulty_turns_round_which_roles_are_welcome() -> None:
    easy, hard = Plausibility(TRADES, Difficulty.EASY), Plausibility(TRADES, Difficulty.HARD)
    assert hard.plausible("alpha", "beta") > hard.plausible("alpha", "omega")
    assert easy.plausible("alpha", "beta") < easy.plausible("alpha", "omega")


def test_what_a_learner_takes_a_role_for_comes_first() -> None:
    near = Plausibility(TRADES, prefer={"alpha": ["omega", "nobody"]})
    assert near.near("alpha")[0] == "omega"
    assert "nobody" not in near.near("alpha")
    assert near.plausible("alpha", "omega") > near.plausible("alpha", "beta")


def options(*texts: str, stated: bool = False, risk: float = 0.0) -> list[Candidate]:
    return [Candidate(text, f"r{n}", f"r{n}/f", stated, 0.5, risk=risk) for n, text in enumerate(texts)]


def never(_one: str, _other: str) -> bool:
    return False


def always(_candidate: Candidate) -> bool:
    return True


def test_of_equal_candidates_the_safest_are_chosen() -> None:
    risky = [Candidate(f"Sew cap {n}", f"x{n}", f"x{n}/f", False, 0.5, risk=1.0) for n in range(5)]
    safe = options("Sew a hat", "Sew a bag", "Sew a tie")
    found = Chooser(never).pick(Wanted("q", "Sew a rug", "Tailor"), [*risky, *safe], always)
    assert isinstance(found, list)
    assert {each.text for each in found} == {each.text for each in safe}


def test_where_the_deck_calls_enough_options_wrong_only_those_are_chosen() -> None:
    stated = options("Close the wound", "Count the swabs twice a day", "Read", stated=True)
    others = [Candidate("Tie the gown", f"x{n}", f"x{n}/f", False, 1.0) for n in range(5)]
    found = Chooser(never).pick(Wanted("q", "Lay the table", "Porter"), [*others, *stated], always)
    assert isinstance(found, list)
    assert all(each.stated for each in found)


def test_a_key_that_alone_shares_a_word_with_the_stem_is_not_asked_for() -> None:
    pool = options("Bend staves", "Comb straw", "Sift flour")
    wanted = Wanted("q", "Repair pianos", "Piano tuner")
    assert Chooser(never).pick(wanted, pool, always) is Reason.REVEALED
    assert Chooser(never).choose(wanted, pool, always) == []
    shared = options("Bend staves", "Comb straw", "Move pianos", "Sift flour")
    found = Chooser(never).pick(wanted, shared, always)
    assert isinstance(found, list)
    assert "Move pianos" in {each.text for each in found}


def test_too_few_candidates_are_said_to_be_so() -> None:
    found = Chooser(never).pick(Wanted("q", "Sew", "Tailor"), options("Bake"), always)
    assert found is Reason.TOO_FEW
    assert Reason.TOO_FEW.sentence == "Too few wrong options are surely wrong."


def test_every_reason_has_a_sentence() -> None:
    assert all(reason.sentence.endswith(".") for reason in Reason)
    assert len({reason.sentence for reason in Reason}) == len(Reason)


def settled(chooser: Chooser, asked: Sequence[tuple[str, Sequence[Candidate]]]) -> list[Slot]:
    """Questions with these keys and candidates, settled together."""
    slots = []
    for number, (key, pool) in enumerate(asked):
        slot = chooser.pool(Wanted(f"q{number}", key, "Cook"), pool, always)
        assert isinstance(slot, Slot)
        slots.append(slot)
    Balance(Looks(key for key, _ in asked)).settle(slots)
    return slots


def test_the_key_is_about_as_often_the_longest_as_the_shortest() -> None:
    words = ["stir " * (3 + n % 12) + "x" * (1 + n // 12) + chr(97 + n // 12) for n in range(240)]
    pool = options(*words)
    chooser = Chooser(lambda one, other: one == other)
    keys = ["stir " * (5 + number % 8) + "k" * (4 + number % 9) for number in range(200)]
    longest = shortest = 0.0
    for slot in settled(chooser, [(key, pool) for key in keys]):
        sizes = [len(text) for text in (slot.fixed[0], *(each.text for each in slot.candidates))]
        longest += (sizes[0] == max(sizes)) / sizes.count(sizes[0])
        shortest += (sizes[0] == min(sizes)) / sizes.count(sizes[0])
    assert 0.19 <= longest / 200 <= 0.31
    assert 0.19 <= shortest / 200 <= 0.31


def test_each_text_is_wrong_about_three_times_as_often_as_it_is_right() -> None:
    pool = options(*(f"Task {chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(40)))
    asked = [(key.text, [each for each in pool if each != key]) for key in pool]
    wrong: Counter[str] = Counter()
    for slot in settled(Chooser(never), asked):
        wrong.update(each.text for each in slot.candidates)
    assert len(wrong) >= 38
    assert max(wrong.values()) <= 5


def test_a_question_is_given_up_only_where_another_asks_about_the_same() -> None:
    """All keys are far the longest: that shows, and only those that others ask about too may be dropped."""
    pool = options("Sew", "Bake", "Draw", "Knit", "Weld")
    chooser = Chooser(never)
    slots = []
    for number in range(80):
        wanted = Wanted(f"q{number}", f"Inspect the boilers of steamship {number} with great care", "Cook")
        slot = chooser.pool(wanted, pool, always, facts=(f"f{number}",))
        assert isinstance(slot, Slot)
        slots.append(slot)
    Balance(Looks(["Sew"])).settle(slots, {f"f{number}": 1 for number in range(30)})
    given_up = [number for number, slot in enumerate(slots) if slot.given_up]
    assert given_up
    assert max(given_up) < 30
    assert all(bool(slot.chosen) is not slot.given_up for slot in slots)


def test_what_is_not_asked_is_told_with_its_reason_and_place() -> None:
    deck = read(
        "deck: d\ntitle: D\nroles:\n"
        + role("potter", "Throw bowls on a wheel")
        + "      - {id: x, text: Glaze jugs, disputed: One says so}\n"
    )
    made = make(deck)
    assert made.questions == ()
    told = {(each.id, each.reason, each.mark.line if each.mark else 0) for each in made.dropped}
    assert ("d:potter/x#duty-of-role", Reason.DISPUTED, 8) in told
    assert all(each.role == "potter" for each in made.dropped)


def test_only_the_kinds_asked_for_are_made_and_progress_is_told() -> None:
    steps: list[tuple[int, int]] = []
    made = make(VILLAGE, only={QuestionKind.DUTY_OF_ROLE}, progress=lambda done, of: steps.append((done, of)))
    assert {each.kind for each in made.questions} == {QuestionKind.DUTY_OF_ROLE}
    assert len(made.questions) + len(made.dropped) == 19
    assert steps[-1] == (19, 19)
    assert steps == sorted(set(steps))
    assert {of for _, of in steps} == {19}


def test_difficulty_and_preference_are_felt_in_the_questions() -> None:
    sorts = ["sonar", "radar", "laser"]
    roles = [
        role(
            f"{kind}{n}",
            *(
                f"{verb} {thing}{place}{n}s"
                for verb, thing in (("Wax", "cog"), ("Tune", "fin"), ("Oil", "hub"))
            ),
            codes=f'{{isco-08: "{5 + place}11{n}"}}',
        )
        for place, kind in enumerate(sorts)
        for n in range(5)
    ]
    deck = deck_of(*roles)
    mean = {}
    for level in Difficulty:
        asked = make(deck, difficulty=level, only={QuestionKind.DUTY_OF_ROLE}).questions
        mean[level] = sum(each.closeness for each in asked) / len(asked)
    assert mean[Difficulty.EASY] < mean[Difficulty.MEDIUM] <= mean[Difficulty.HARD]
    asked = make(deck, prefer={"sonar0": ["laser3"]}, only={QuestionKind.DUTY_OF_ROLE}).questions
    from_preferred = [
        any(option.role == "laser3" for option in each.options) for each in asked if each.role == "sonar0"
    ]
    assert from_preferred
    assert all(from_preferred)


def test_the_same_deck_gives_the_same_questions() -> None:
    assert make(VILLAGE) == make(VILLAGE)
    assert {normalised(option.text) for each in make(VILLAGE).questions for option in each.options}


def test_related_roles_must_be_there_and_are_kept_in_their_order() -> None:
    deck = deck_of(
        role("potter", "Glaze jugs", related="[cooper, miller]"),
        role("miller", "Sift flour"),
        role("cooper", "Bend staves"),
    )
    assert deck.roles[0].related == ("cooper", "miller")
    found, problems = parse_deck(
        "deck: d\ntitle: D\nroles:\n"
        + role("potter", "Glaze jugs", related="[coper]")
        + role("cooper", "Bend staves"),
        "deck.yaml",
    )
    assert [str(problem) for problem in problems] == [
        "deck.yaml:6:15: error D202: the deck has no role “coper”; write “cooper” if that is what was meant."
    ]
    assert found is not None
    assert [(each.id, each.related) for each in found.roles] == [("potter", ()), ("cooper", ())]
