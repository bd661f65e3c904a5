"""Roles that are kinds of roles: circles are found wherever they run, and no deck piles them up without end."""

from hypothesis import given
from hypothesis import strategies as st

from decks.reading.files import parse_deck
from decks.reading.kinds import in_circles, too_many_above

NAMES = st.sampled_from("abcdefgh")
GRAPHS = st.dictionaries(NAMES, st.lists(NAMES, max_size=3, unique=True), max_size=8).map(
    lambda graph: {role: [each for each in above if each != role] for role, above in graph.items()}
)


def reached(graph: dict[str, list[str]], start: str) -> set[str]:
    seen: set[str] = set()
    ahead = list(graph.get(start, ()))
    while ahead:
        role = ahead.pop()
        if role not in seen and role in graph:
            seen.add(role)
            ahead += graph[role]
    return seen


@given(GRAPHS)
def test_circles_are_the_roles_that_lead_back_to_themselves(graph: dict[str, list[str]]) -> None:
    assert in_circles(graph) == {role for role in graph if role in reached(graph, role)}


@given(GRAPHS, st.integers(0, 30))
def test_what_is_kept_stays_within_the_limit(graph: dict[str, list[str]], most: int) -> None:
    circles = in_circles(graph)
    free = {role: above for role, above in graph.items() if role not in circles}
    over = too_many_above(free, most)
    kept = {
        role: [each for each in above if each not in over] for role, above in free.items() if role not in over
    }
    assert sum(len(reached(kept, role)) for role in kept) <= most
    if sum(len(reached(free, role)) for role in free) <= most:
        assert over == frozenset()


def test_a_long_chain_needs_no_deep_recursion() -> None:
    chain = {str(number): [str(number + 1)] for number in range(50_000)}
    assert in_circles(chain) == frozenset()
    assert in_circles({**chain, "50000": ["0"]}) == frozenset(chain) | {"50000"}
    assert len(too_many_above(chain, 1_000)) > 40_000


def test_a_deck_with_too_many_kinds_of_kinds_leaves_the_last_out() -> None:
    roles = "".join(
        f"  - {{id: r{number}, title: R, broader: [{', '.join(f'r{above}' for above in range(number))}]}}\n"
        for number in range(330)
    )
    deck, problems = parse_deck(f"deck: d\ntitle: T\nroles:\n{roles}", "d.yaml")
    assert deck is not None
    assert len(deck.roles) == 330 - len(problems)
    assert str(problems[0]) == (
        "d.yaml:320:35: error D205: with “r316” the deck has too many roles that are kinds of kinds of others; "
        "name fewer roles in “broader”."
    )


def test_a_deck_of_too_many_texts_is_refused_where_they_begin_to_be_too_many() -> None:
    deck, problems = parse_deck("deck: d\ntitle: T\nroles:\n" + "- a\n" * 500_000, "d.yaml")
    assert deck is None
    assert [str(problem) for problem in problems] == [
        "d.yaml:499997:3: error D101: the deck holds more than 500,000 texts, lists and mappings; split it into several decks."
    ]
