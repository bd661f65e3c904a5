"""What an edit of a deck means, card by card."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decks.cards import make_cards
from decks.diffing.diffing import compare, former_of
from decks.diffing.meaning import difference, likeness
from decks.diffing.model import Difference, Former, What
from decks.diffing.senses import Sense, from_note, senses_of, to_note
from decks.english.similarity import Weights
from decks.model import Deck
from decks.problems import Severity
from decks.reading.files import parse_deck


def read(text: str) -> tuple[Deck, dict[str, Sense]]:
    deck, problems = parse_deck(text, "deck.yaml")
    assert deck is not None
    assert not [problem for problem in problems if problem.severity is Severity.ERROR]
    return deck, senses_of(deck, make_cards(deck))


def between(old: str, new: str) -> Difference:
    return compare(former_of(*read(old)), *read(new))


def told(difference: Difference) -> dict[str, tuple[str, str]]:
    """By the card's name of now: what became of it, and what it was called where that was otherwise."""
    return {
        change.new.card if change.new else f"-{change.old.card}": (
            change.what.value,
            change.old.card if change.renamed else "",
        )
        for change in difference.changes
        if change.what is not What.SAME or change.renamed or change.moved
    }


@pytest.fixture
def edit(kitchen):
    def edited(*pairs: tuple[str, str], more: str = "") -> Difference:
        text = kitchen
        for old, new in pairs:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        return between(kitchen, text + more)

    return edited


def test_nothing_edited_is_no_difference(edit):
    found = edit()
    assert told(found) == {}
    assert found.renamed == {}


def test_what_is_reworded_is_told_from_what_means_something_else(edit):
    assert told(edit(("Boil down the stock", "Boil the stock down"))) == {
        "sauce-cook/stock#duty-roles": ("reworded", ""),
        "sauce-cook/duties#role-duties": ("reworded", ""),
    }
    found = edit(("Boil down the stock", "Never boil down the stock"))
    assert told(found) == {
        "sauce-cook/stock#duty-roles": ("changed", ""),
        "sauce-cook/duties#role-duties": ("changed", ""),
    }
    assert found.again == {"sauce-cook/stock#duty-roles", "sauce-cook/duties#role-duties"}
    assert {change.why for change in found.changes if change.why} == {
        "a word that turns the meaning round",
        "2 of 3 lines are as before",
    }


def test_another_title_is_another_wording(edit):
    found = edit(("title: Pastry cook", "title: Confectioner"))
    assert {what for what, _ in told(found).values()} == {"reworded"}
    assert found.again == frozenset()


def test_a_role_is_recognised_by_what_it_does(edit):
    found = edit(("- id: pastry-cook\n    title: Pastry cook", "- id: confectioner\n    title: Confectioner"))
    assert found.renamed["pastry-cook/dough"] == "confectioner/dough"
    assert found.renamed["pastry-cook/duties"] == "confectioner/duties"
    assert found.renamed["pastry-cook/definition"] == "confectioner/definition"
    assert not found.unclear


def test_a_fact_is_recognised_by_what_it_says_even_reworded(edit):
    found = edit(("{id: plan-menu, text: Plan the menu", "{id: menus, text: Plan menus for the week"))
    assert found.renamed == {"head-chef/plan-menu": "head-chef/menus"}


def test_a_fact_without_an_id_is_recognised_when_reworded():
    old = "deck: d\ntitle: D\nroles:\n  - {id: r, title: Rigger, equipment: [steel wire rope of the hoist]}\n"
    found = between(old, old.replace("steel wire rope of the hoist", "steel wire ropes of the hoist"))
    (was, now), *_ = found.renamed.items()
    assert was.startswith("r/~")
    assert now.startswith("r/~")
    assert told(found) == {f"{now}#equipment-roles": ("reworded", f"{was}#equipment-roles")}


def test_a_duty_moved_to_another_role_is_asked_again(edit):
    found = edit(
        ("      - {id: sweep, text: Sweep the floor}\n", ""),
        (
            "      - {id: cream, text: Whip the cream}\n",
            "      - {id: cream, text: Whip the cream}\n      - {id: sweep, text: Sweep the floor}\n",
        ),
    )
    assert found.renamed == {"porter/sweep": "pastry-cook/sweep"}
    assert "pastry-cook/sweep#duty-roles" in found.again


def test_a_split_is_told_and_what_stays_keeps_its_history(edit):
    found = edit(
        (
            "{id: glaze, text: Glaze the cakes}",
            "{id: glaze, text: Glaze the small cakes}\n      - {id: big, text: Glaze the cakes of weddings}",
        )
    )
    assert told(found)["pastry-cook/big#duty-roles"] == ("added", "")
    assert found.renamed == {}


def test_a_part_that_went_its_own_way_says_where_it_came_from(edit, kitchen):
    old = kitchen.replace("Peel the vegetables", "Peel the vegetables and scrub the stoves")
    new = kitchen.replace(
        "{id: peel, text: Peel the vegetables}",
        "{id: peel, text: Peel the vegetables}\n      - {id: scrub, text: Scrub the stoves}",
    )
    kin = {change.new.card: change.kin for change in between(old, new).changes if change.kin}
    assert kin == {"porter/scrub#duty-roles": "porter/peel"}
    kin = {change.old.card: change.kin for change in between(new, old).changes if change.kin}
    assert kin == {"porter/scrub#duty-roles": "porter/peel"}


def test_what_could_be_one_of_two_is_left_to_the_instructor(edit):
    pair = (
        "{id: peel, text: Peel the vegetables}",
        "{id: peel-a, text: Peel the old vegetables}\n      - {id: peel-b, text: Peel the new vegetables}",
    )
    found = edit(pair)
    assert "porter/peel" not in found.renamed
    assert [each.name for each in found.unclear] == ["porter/peel"]
    assert {name for name, _ in found.unclear[0].choices} == {"porter/peel-a", "porter/peel-b"}
    found = edit(pair, more="renames: {porter/peel: porter/peel-b}\n")
    assert found.renamed == {"porter/peel": "porter/peel-b"}
    assert found.unclear == ()


def test_the_word_of_the_deck_goes_before_what_texts_say(edit):
    found = edit(
        (
            "{id: peel, text: Peel the vegetables}",
            "{id: pare, text: Peel the vegetables}\n      - {id: other, text: Carry sacks}",
        ),
        more="renames: {porter/peel: porter/other}\n",
    )
    assert found.renamed == {"porter/peel": "porter/other"}
    assert "porter/other#duty-roles" in found.again


def test_names_are_followed_over_several_lines_and_with_their_role(edit):
    found = edit(
        ("id: pastry-cook", "id: confectioner"),
        ("id: dough", "id: pastry"),
        more="renames: {pastry-cook: baker, baker: confectioner, pastry-cook/dough: pastry-cook/paste, confectioner/paste: confectioner/pastry}\n",
    )
    assert found.renamed["pastry-cook/dough"] == "confectioner/pastry"
    assert found.renamed["pastry-cook/glaze"] == "confectioner/glaze"
    assert found.mistakes == ()


def test_what_is_wrong_with_renames_has_its_sentence(edit):
    found = edit(
        more="renames: {a: b, b: a, x: porter/peel, porter/old: porter/none, porter/peel: porter/sweep, q: nobody}\n"
    )
    assert found.mistakes == (
        "“x: porter/peel” in “renames” names a role and a fact; name two roles, or two facts as role/fact.",
        "“porter/peel: porter/sweep” in “renames” is not followed: the deck still has “porter/peel”.",
        "“a” goes round in a circle in “renames”: a → b → a; take one line out.",
        "“porter/old: porter/none” in “renames” leads to “porter/none”, which the deck does not have.",
        "“q: nobody” in “renames” leads to “nobody”, which the deck does not have.",
    )
    assert found.renamed == {}


def test_where_a_line_leads_nowhere_nothing_is_guessed(edit):
    found = edit(
        ("id: peel,", "id: pare,"),
        more="renames: {porter/peel: porter/none}\n",
    )
    assert found.renamed == {}


def test_a_card_of_equal_texts_moves_to_whoever_is_first():
    roles = [
        "  - {id: a, title: Alder keeper, duties: [{id: one, text: Count the birds}]}\n",
        "  - {id: b, title: Bridge warden, duties: [{id: two, text: Count the birds}]}\n",
    ]
    start = "deck: d\ntitle: D\nroles:\n"
    found = between(start + "".join(roles), start + "".join(reversed(roles)))
    assert found.renamed == {"a/one#duty-roles": "b/two#duty-roles"}
    assert told(found)["b/two#duty-roles"] == ("reworded", "a/one#duty-roles") or not found.again


def test_cards_written_by_hand(edit):
    found = edit(("id: pasta, ", "id: noodles, "), ("answer: salt", "answer: Salt"))
    assert told(found) == {"cards/noodles#typed": ("reworded", "cards/pasta#typed")}
    found = edit(("answer: salt", "answer: oil"))
    assert told(found) == {"cards/pasta#typed": ("changed", "")}


def test_what_was_never_noted_is_judged_by_its_fingerprint(kitchen):
    deck, senses = read(kitchen)
    bare = {name: Sense(name, sense.topic, sense.fingerprint, noted=False) for name, sense in senses.items()}
    names = frozenset(sense.fact for sense in bare.values())
    assert told(compare(Former(bare, names), deck, senses)) == {}
    renamed = read(kitchen.replace("id: stock", "id: broth"))
    found = compare(Former(bare, names), *renamed)
    assert found.renamed == {"sauce-cook/stock": "sauce-cook/broth"}
    reworded = read(kitchen.replace("Boil down the stock", "Never touch it"))
    assert told(compare(Former(bare, names), *reworded))["sauce-cook/stock#duty-roles"] == ("reworded", "")


def test_a_note_gives_the_sense_back(kitchen):
    for sense in read(kitchen)[1].values():
        assert from_note(sense.card, sense.topic, sense.fingerprint, to_note(sense)) == sense


@given(st.text())
def test_a_note_of_anything_does_no_harm(note):
    assert from_note("r/f#k", "t", "f", note).card == "r/f#k"


@pytest.mark.parametrize("note", ["", "5", "[]", '{"parts": 3}', '{"parts": [["a"]]}', '{"roles": null}'])
def test_a_note_that_makes_no_sense_is_as_none(note):
    assert from_note("r/f#k", "t", "f", note) == Sense("r/f#k", "t", "f", noted=False)


# What texts say

WEIGHTS = Weights([])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Plan the menu", "Plan the menus"),
        ("Open sterile packs", "Open the sterile packs."),
        ("Hold the laringoscope ready", "Hold the laryngoscope ready"),
        ("Lead the brigade", "Lead the whole brigade"),
        ("Wait 2 hours", "Wait two hours"),
        ("Record times in the operation book", "Times are recorded in the operation book"),
        ("", ""),
        ("salt", "Salt"),
    ],
)
def test_the_same_in_other_words(old, new):
    assert difference(old, new, WEIGHTS) == ""


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("Wait 2 hours", "Wait 3 hours", "another number"),
        ("Wait two hours", "Wait three hours", "another number"),
        ("Give the injection", "Do not give the injection", "a word that turns the meaning round"),
        ("Work with a mask", "Work without a mask", "a word that turns the meaning round"),
        ("Count before the cut", "Count after the cut", "an opposite"),
        ("Mark the left leg of a patient", "Mark the right leg of a patient", "an opposite"),
        ("Open sterile packs on the table", "Open unsterile packs on the table", "an opposite"),
        ("Treat hypertension in older patients", "Treat hypotension in older patients", "an opposite"),
        ("Whip the cream", "Whip the eggs", "another statement"),
        ("salt", "oil", "another statement"),
    ],
)
def test_another_meaning(old, new, why):
    assert difference(old, new, WEIGHTS) == why
    assert difference(new, old, WEIGHTS) == why


@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_is_the_same_either_way_and_whole_with_itself(one, other):
    assert 0 <= likeness(one, other, WEIGHTS) <= 1
    assert likeness(one, one, WEIGHTS) == 1
    assert difference(one, one, WEIGHTS) == ""


def test_a_large_deck_all_of_whose_duties_got_other_ids_takes_seconds():
    words = [f"w{n}x" for n in range(400)]

    def deck(mark: str) -> str:
        lines = ["deck: d", "title: D", "roles:"]
        for role in range(100):
            lines += [f"  - id: r{role}", f"    title: Role {role}", "    duties:"]
            for duty in range(20):
                n = role * 20 + duty
                text = f"{words[n % 400]} {words[n * 7 % 400]} {words[n * 13 % 400]} n{n}"
                lines.append(f"      - {{id: {mark}{duty}, text: {text}}}")
        return "\n".join(lines) + "\n"

    old, new = read(deck("a")), read(deck("b"))
    start = time.perf_counter()
    found = compare(former_of(*old), *new)
    assert time.perf_counter() - start < 20
    assert len(found.renamed) == 2000
    assert not found.unclear
