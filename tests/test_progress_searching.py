"""What a search means and what it finds."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from progress.marks import Marks
from progress.memory import Memory, Phase, day_name
from progress.scheduling.scheduler import Scheduler
from progress.searching.columns import Columns, Items, Situation
from progress.searching.matching import matching
from progress.searching.parsing import SearchWrong, parse
from progress.searching.sorting import Orders, Sort, order
from progress.searching.syntax import (
    All,
    Any,
    Flag,
    Is,
    Name,
    Named,
    Node,
    Not,
    Number,
    Property,
    Recent,
    State,
    Within,
    Words,
    written,
)

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
TODAY = AT.date()


# -- reading


def test_parts_beside_each_other_all_have_to_hold() -> None:
    assert parse('is:due topic:safety -word "a phrase"') == All(
        (Is(State.DUE), Name(Named.TOPIC, "safety"), Not(Words("word")), Words("a phrase", exact=True))
    )


def test_or_binds_less_than_and_and_brackets_most() -> None:
    assert parse("a b or c") == Any((All((Words("a"), Words("b"))), Words("c")))
    assert parse("a (b OR c)") == All((Words("a"), Any((Words("b"), Words("c")))))
    assert parse("a and b") == All((Words("a"), Words("b")))


def test_values_may_stand_in_quotation_marks_on_either_side() -> None:
    assert parse('topic:"two words"') == parse('"topic:two words"') == Name(Named.TOPIC, "two words")
    assert parse('"note: this"') == Name(Named.NOTE, " this")
    assert parse('"see also: this"') == Words("see also: this", exact=True)


def test_numbers_and_percentages() -> None:
    assert parse("prop:r<90%") == parse("prop:recall<0.9") == Property(Number.RECALL, "<", 0.9)
    assert parse("prop:s>=21") == Property(Number.STABILITY, ">=", 21)
    assert parse("added:7 rated:1 flag:2") == All((Within(Recent.ADDED, 7), Within(Recent.RATED, 1), Flag(2)))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("is:foo", "Character 4: nothing is “foo”; there are due, new, learn, review, learned, suspended, buried, "
         "leech, flagged, noted, card, question."),
        ("a is:suspend", "Character 6: nothing is “suspend”; did you mean “is:suspended”?"),
        ("tpic:x", "Character 1: there is no “tpic:”; did you mean “topic:”? Put words with a colon in quotation marks."),
        ("topic:", "Character 7: “topic:” needs something after it, such as topic:safety."),
        ("(a", "Character 1: this bracket is not closed."),
        ("a)", "Character 2: this bracket closes none; take it out or open one before."),
        ("()", "Character 2: there has to be something to look for here."),
        ("a or", "Character 5: something to look for has to follow “or”."),
        ("or a", "Character 1: there has to be something to look for here."),
        ("a -", "Character 4: something to look for has to follow “-”."),
        ('a "b', "Character 3: this quotation mark is not closed."),
        ('""', "Character 1: there is nothing between these quotation marks."),
        ("flag:8", "Character 6: a flag is a number from 0, for none, to 7, not “8”."),
        ("added:0", "Character 7: “added:” takes a number of days from 1, for today, not “0”."),
        ("prop:x", "Character 6: “prop:” takes a comparison, such as prop:r<0.9 or prop:s>21, not “x”."),
        ("prop:z<1", "Character 6: “prop:” compares r, s, d, lapses, reps, ivl, ago, due, not “z”."),
        ("prop:r>2", "Character 6: recall lies between 0 and 1, or 0% and 100%, not at “2”."),
        ("prop:s>2%", "Character 6: only recall, r, is a percentage."),
        ("(" * 41 + "a", "Character 42: brackets may be 40 deep at most."),
        ("a" * 2001, "Character 2001: a search has at most 2000 characters."),
    ],
)  # fmt: skip
def test_a_wrong_search_says_what_and_where(text: str, sentence: str) -> None:
    with pytest.raises(SearchWrong) as wrong:
        parse(text)
    assert str(wrong.value) == sentence


TEXT = st.text(min_size=1, max_size=8).filter(str.strip)
LEAVES = st.one_of(
    st.builds(Words, TEXT, exact=st.booleans()),
    st.builds(Name, st.sampled_from(Named), TEXT),
    st.builds(Is, st.sampled_from(State)),
    st.builds(Flag, st.integers(0, 7)),
    st.builds(
        Property,
        st.sampled_from([number for number in Number if number is not Number.RECALL]),
        st.sampled_from(["=", "!=", "<", ">", "<=", ">="]),
        st.integers(-1000, 1000).map(float),
    ),
    st.builds(Within, st.sampled_from(Recent), st.integers(1, 36500)),
)
NODES: st.SearchStrategy[Node] = st.recursive(
    LEAVES,
    lambda parts: st.one_of(
        st.builds(Not, parts),
        st.builds(All, st.lists(parts, min_size=2, max_size=3).map(tuple)),
        st.builds(Any, st.lists(parts, min_size=2, max_size=3).map(tuple)),
    ),
    max_leaves=6,
)


@given(NODES)
def test_what_is_written_is_read_as_the_same(node: Node) -> None:
    assert parse(written(node)) == node


@given(st.text(alphabet='ab -():"\\or*is:due<>=1', max_size=30) | st.text(max_size=20))
def test_any_text_is_read_or_refused_at_a_place_within_it(text: str) -> None:
    try:
        node = parse(text)
    except SearchWrong as found:
        wrong = found
    else:
        assert parse(written(node)) == node
        return
    assert 1 <= wrong.place <= len(text) + 1


# -- finding


def memory(**said: object) -> Memory:
    values: dict[str, object] = {
        "phase": Phase.REVIEW, "step": None, "stability": 10.0, "difficulty": 5.0, "due": day_name(TODAY),
        "last_review": AT - timedelta(days=10), "reps": 3, "lapses": 0,
    }  # fmt: skip
    return Memory(**(values | said))  # type: ignore[arg-type]


IDS = [
    "k:chef/plan#duty-roles",
    "k:chef/lead#duty-roles",
    "k:porter/wash#cloze",
    "m:one#basic",
    "k:chef/plan#duty-of-role",
]
TEXTS = ["plan the menu", "lead the brigade", "wash the pots", "one", "plan which menu"]


def find(words: Words) -> bytes:
    return bytes(words.text in text for text in TEXTS)


def columns(
    memories: dict[str, Memory] | None = None,
    marks: dict[str, Marks] | None = None,
    added: dict[str, date] | None = None,
) -> Columns:
    items = Items(
        ids=IDS,
        decks=["k", "k", "k", "m", "k"],
        topics=["k:cook/sauces", "k:lead", "k:cook", "m:cook", "k:cook/sauces"],
        roles=["k:chef", "k:chef", "k:porter", "m:", "k:chef"],
        kinds=["duty-roles", "duty-roles", "cloze", "basic", "duty-of-role"],
        questions=[False, False, False, False, True],
        titles={
            "k": "Kitchen",
            "m": "Music",
            "k:cook": "Cooking",
            "k:cook/sauces": "Sauces",
            "k:chef": "Head chef",
        },
        find=find,
    )
    situation = Situation(
        TODAY, lambda each: each.is_due(AT, TODAY), Scheduler(), memories or {}, marks or {},
        lambda each: each.lapses >= 8, lambda: added or {}, lambda: {IDS[4]: TODAY},
    )  # fmt: skip
    return Columns(items, situation)


LEARNED = {
    IDS[0]: memory(),
    IDS[1]: memory(due=day_name(TODAY + timedelta(days=5)), stability=40.0, lapses=8, last_review=AT),
    IDS[3]: memory(phase=Phase.LEARNING, step=0, due=AT + timedelta(hours=3), stability=0.5),
}
MARKED = {
    IDS[0]: Marks(suspended=True, note="use the Mnemonic"),
    IDS[1]: Marks(flag=2, buried_until=TODAY + timedelta(days=1)),
}


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("", [0, 1, 2, 3, 4]),
        ("plan", [0, 4]),
        ("plan is:card", [0]),
        ("-plan", [1, 2, 3]),
        ("plan or wash", [0, 2, 4]),
        ("deck:k", [0, 1, 2, 4]),
        ("deck:MUS*", [3]),
        ("topic:cook", [0, 2, 3, 4]),
        ("topic:Cooking", [0, 2, 4]),
        ("topic:cook/sauces", [0, 4]),
        ("topic:sauces", [0, 4]),
        ("topic:sauc", []),
        ("role:chef", [0, 1, 4]),
        ('role:"head chef"', [0, 1, 4]),
        ("role:*", [0, 1, 2, 4]),
        ("kind:duty*", [0, 1, 4]),
        ("id:*wash*", [2]),
        ("id:k:porter*", [2]),
        ("is:new", [2]),
        ("is:learned", [0, 1, 3]),
        ("is:learn", [3]),
        ("is:review", [0, 1]),
        ("is:question", [4]),
        ("is:suspended", [0]),
        ("is:buried", [1]),
        ("is:flagged", [1]),
        ("is:noted", [0]),
        ("is:leech", [1]),
        ("flag:2", [1]),
        ("flag:0", [0, 2, 3]),
        ("note:mnemonic", [0]),
        ("note:*", [0]),
        ("prop:s>21", [1]),
        ("prop:s<=10", [0, 3]),
        ("prop:r=0.9", [0]),
        ("prop:lapses!=0", [1]),
        ("prop:due=5", [1]),
        ("prop:due<=0", [0, 3]),
        ("prop:ivl=10", [0]),
        ("added:7", [2]),
        ("rated:1", [1, 4]),
        ("rated:11 is:card", [0, 1, 3]),
    ],
)
def test_what_a_search_finds(search: str, found: list[int]) -> None:
    shelf = columns(LEARNED, MARKED, {IDS[2]: TODAY - timedelta(days=6), IDS[0]: TODAY - timedelta(days=7)})
    assert matching(parse(search), shelf) == found


def test_due_leaves_out_what_was_put_away() -> None:
    assert matching(parse("is:due"), columns(LEARNED)) == [0]
    assert matching(parse("is:due"), columns(LEARNED, MARKED)) == []


@given(NODES, NODES)
def test_not_and_or_are_those_of_logic(one: Node, other: Node) -> None:
    shelf = columns(LEARNED, MARKED)
    everything = set(range(len(shelf)))
    a, b = set(matching(one, shelf)), set(matching(other, shelf))
    assert set(matching(Not(one), shelf)) == everything - a
    assert set(matching(All((one, other)), shelf)) == a & b
    assert set(matching(Any((one, other)), shelf)) == a | b


# -- order


def test_what_was_never_reviewed_comes_last_whichever_way_round() -> None:
    shelf = columns(LEARNED)
    assert order(shelf, Sort.STABILITY) == [3, 0, 1, 2, 4]
    assert order(shelf, Sort.STABILITY, backwards=True) == [1, 0, 3, 2, 4]


def test_by_title_and_as_in_the_deck() -> None:
    shelf = columns(LEARNED)
    assert order(shelf, Sort.DECK, backwards=True) == [4, 3, 2, 1, 0]
    assert order(shelf, Sort.ROLE) == [0, 1, 4, 2, 3]
    assert matching(parse("deck:k"), shelf, order(shelf, Sort.DUE)) == [0, 1, 2, 4]


@given(
    st.dictionaries(st.sampled_from(IDS), st.integers(1, 3), max_size=5),
    st.lists(st.dictionaries(st.sampled_from(IDS), st.none() | st.integers(1, 3), max_size=3), max_size=3),
    st.sampled_from(Sort),
    st.booleans(),
)
def test_what_changes_stands_as_if_everything_had_been_read_anew(
    first: dict[str, int], changes: list[dict[str, int | None]], by: Sort, backwards: bool
) -> None:
    known = {name: memory(stability=float(days)) for name, days in first.items()}
    shelf = columns(dict(known))
    orders = Orders(shelf)
    orders.of(by, backwards=backwards)
    for change in changes:
        for name, days in change.items():
            known.pop(name, None)
            if days is not None:
                known[name] = memory(stability=float(days))
        marks = {name: Marks(flag=days or 0, suspended=days is None) for name, days in change.items()}
        orders.move(
            shelf.change(list(change), {name: known[name] for name in change if name in known}, marks)
        )
        anew = columns(dict(known), dict(shelf.situation.marks))
        assert orders.of(by, backwards=backwards) == order(anew, by, backwards=backwards)
        assert orders.has(by, backwards=backwards)
        for search in ("is:due", "is:new", "is:suspended", "flag:2", "prop:s<2", "is:review"):
            assert matching(parse(search), shelf) == matching(parse(search), anew)
