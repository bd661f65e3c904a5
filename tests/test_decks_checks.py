from dataclasses import replace

import pytest

from decks.checking.checks import check
from decks.model import Deck, Fact, FactKind, Role, Topic, WrittenOption, WrittenQuestion
from decks.reading.files import parse_deck


def problems_of(text: str) -> list[str]:
    deck, problems = parse_deck(text, "d.yaml")
    assert deck is not None
    assert [str(problem) for problem in problems] == []
    return [str(problem) for problem in check(deck)]


SOUND = """
deck: d
title: D
sources:
  book: {title: The book}
topics:
  care: Care
default_topics: {duties: care, definition: care}
roles:
  - id: aide
    title: Aide
    source: book
    definition: Helps on the ward
    duties:
      - {id: wash, text: Wash patients}
      - {id: feed, text: Feed patients}
      - {id: walk, text: Walk with patients}
    not_duties: [{id: operate, text: Operate}]
  - id: night-aide
    title: Night aide
    broader: aide
    source: book
    duties:
      - {id: watch, text: Stay awake}
questions:
  - id: q
    topic: care
    source: book
    stem: What is it?
    key: This
    distractors: [That, Neither of them knows]
"""


def test_nothing_is_found_in_a_sound_deck() -> None:
    assert problems_of(SOUND) == []


def test_an_empty_deck_has_no_problems() -> None:
    assert check(Deck("d", "D", "d.yaml")) == []


FOUND = [
    (
        "duties in the same words, not shared",
        "{id: watch, text: Stay awake}",
        "{id: watch, text: 'feed PATIENTS'}",
        "d.yaml:24:27: warning D301: “feed PATIENTS” is listed for “night-aide” and, in the same words, for “aide”; "
        "take it out of “night-aide”, which has it from “aide”.",
    ),
    (
        "a duty that names its role",
        "text: Stay awake",
        "text: Wake the other night aides",
        "d.yaml:24:27: hint D302: the duty “Wake the other night aides” names its own role, so that no question can ask "
        "whose it is; say it without “Night aide”.",
    ),
    (
        "a definition that holds the title",
        "definition: Helps on the ward",
        "definition: An aide who helps on the ward",
        "d.yaml:13:17: warning D303: the definition of “aide” holds its title, so that no question can ask which role it "
        "is; say what the role is without “Aide”.",
    ),
    (
        "too few duties",
        "    broader: aide\n",
        "",
        "d.yaml:19:5: hint D304: “night-aide” has 1 duty, inherited ones included; list at least 3.",
    ),
    (
        "a boundary that is a duty",
        "text: Operate}",
        "text: Wash patients}",
        "d.yaml:18:38: error D305: “Wash patients” stands in “not_duties” of “aide”, but this role lists it as a duty; "
        "take it out of one of the two lists.",
    ),
    (
        "a boundary that is an inherited duty",
        "{id: watch, text: Stay awake}",
        "{id: watch, text: Stay awake}\n    not_duties: [{text: Feed patients}]",
        "d.yaml:25:25: error D305: “Feed patients” stands in “not_duties” of “night-aide”, but “aide”, from which it comes "
        "here, lists it as a duty; take it out of one of the two lists.",
    ),
    (
        "an unused topic",
        "  care: Care\n",
        "  care: Care\n  safety: Safety\n",
        "d.yaml:8:3: hint D306: nothing belongs to the topic “safety”; use it or take it out.",
    ),
    (
        "a topic of next to nothing",
        "  care: Care\ndefault_topics: {duties: care, definition: care}",
        "  care: Care\n  safety: Safety\ndefault_topics: {duties: care, definition: safety}",
        "d.yaml:8:3: hint D307: the topic “safety” has only 1 entry; give it at least 3, or join it with another topic.",
    ),
    (
        "an unused source",
        "sources:\n",
        "sources:\n  film: {title: The film}\n",
        "d.yaml:5:3: hint D308: nothing is taken from the source “film”; name it in a “source”, or take it out.",
    ),
    (
        "a fact without a source",
        "    broader: aide\n    source: book\n",
        "    broader: aide\n",
        "d.yaml:23:9: hint D309: “Stay awake” of “night-aide” has no source; add “source”, or give one to the whole role.",
    ),
    (
        "a key that stands out",
        "key: This",
        "key: This, which is much longer than the others are",
        "d.yaml:30:10: warning D312: the right option of “q” is by far the longest, which gives it away; "
        "shorten it, or word the others as fully.",
    ),
    (
        "an option that sums up",
        "Neither of them knows",
        "All of the above",
        "d.yaml:31:25: warning D313: “All of the above” in “q” says nothing once the options are shuffled; "
        "write a wrong option of its own.",
    ),
]


@pytest.mark.parametrize(
    ("change", "into", "expected"), [row[1:] for row in FOUND], ids=[row[0] for row in FOUND]
)
def test_what_is_odd_is_found_where_it_stands_with_what_to_do(change: str, into: str, expected: str) -> None:
    assert SOUND.count(change) == 1
    assert problems_of(SOUND.replace(change, into)) == [expected]


SHARED = """
deck: d
title: D
sources: {s: {title: S}}
roles:
  - {id: a, title: Aide, source: s, duties: [{id: x, text: Wash}, {id: y, text: Cook}, {id: z, text: Run}]}
  - id: b
    title: Baker
    source: s
    duties: [{id: x, text: Wash}, {id: y, text: Bake}, {id: z, text: Sell}]
"""


def test_roles_that_share_a_duty_should_say_so() -> None:
    assert problems_of(SHARED) == [
        "d.yaml:10:28: warning D301: “Wash” is listed for “b” and, in the same words, for “a”; "
        "list it once, under “a”, with “also: [b]”."
    ]
    assert (
        problems_of(
            SHARED.replace("text: Wash}, {id: y, text: Bake", "text: Wash, also: [a]}, {id: y, text: Bake")
        )
        == []
    )


@pytest.mark.parametrize(
    "option",
    ["None of these", "all of the above!", "Both of the above", "None of the others", "Neither of these"],
)
def test_options_that_sum_up_are_found_however_they_are_put(option: str) -> None:
    found = problems_of(SOUND.replace("Neither of them knows", option))
    assert [problem.split(": ")[1] for problem in found] == ["warning D313"]


def test_a_nested_topic_fills_the_one_above_it() -> None:
    text = SOUND.replace("  care: Care\n", "  care: Care\n  care/night: Night\n  care/day: Day\n")
    text = text.replace("duties: care,", "duties: care/night,").replace(
        "definition: care}", "definition: care/day}"
    )
    assert problems_of(text) == [
        "d.yaml:9:3: hint D307: the topic “care/day” has only 1 entry; give it at least 3, or join it with another topic."
    ]


def test_a_written_question_needs_three_different_options() -> None:
    wrong = (WrittenOption("Right."), WrittenOption("Wrong"))
    question = WrittenQuestion("q", "t", "Which?", WrittenOption("right"), wrong)
    deck = Deck("d", "D", "d.yaml", questions=(question,))
    assert [str(problem) for problem in check(deck)] == [
        "d.yaml:1:1: error D310: “Right.” stands twice among the options of “q”; word one of them differently.",
        "d.yaml:1:1: warning D311: “q” has 2 different options, so it is not asked; give it at least 2 distractors.",
    ]
    fewer = replace(deck, questions=(replace(question, distractors=wrong[1:]),))
    assert [str(problem) for problem in check(fewer)] == [
        "d.yaml:1:1: warning D311: “q” has 2 different options, so it is not asked; give it at least 2 distractors."
    ]


def test_a_disputed_boundary_contradicts_nothing() -> None:
    assert problems_of(SOUND.replace("text: Operate}", "text: Wash patients, disputed: So they say.}")) == []


def test_problems_come_in_the_order_of_the_file_and_roles_in_circles_do_no_harm() -> None:
    duty = Fact("x", FactKind.DUTY, "Wash b", "b", "t")
    deck = Deck(
        "d",
        "D",
        "d.yaml",
        topics=(Topic("t", "T"),),
        roles=(Role("a", "A", broader=("b",)), Role("b", "B", broader=("a",), duties=(duty,))),
    )
    assert [(problem.code, problem.what) for problem in check(deck)] == [
        ("D302", "the duty “Wash b” names its own role, so that no question can ask whose it is"),
        ("D304", "“a” has 1 duty, inherited ones included"),
        ("D304", "“b” has 1 duty, inherited ones included"),
        ("D307", "the topic “t” has only 1 entry"),
        ("D334", "the deck names no source of its facts"),
    ]


REWORDED = """
deck: d
title: D
sources: {s: {title: S}}
roles:
  - id: a
    title: Aide
    source: s
    duties:
      - {id: x, text: Clean the beds after use}
      - {id: y, text: Cook}
      - {id: z, text: Run}
  - id: b
    title: Baker
    source: s
    duties:
      - {id: x, text: "After use, wash the beds"}
      - {id: y, text: Bake}
      - {id: z, text: Sell}
"""


@pytest.mark.parametrize(
    ("change", "into", "expected"),
    [
        (
            "",
            "",
            "17:23: warning D314: “After use, wash the beds” of “b” says nearly the same as “Clean the beds after use” of “a”; "
            "list it once, with “also: [b]” under “a”, or say what makes the difference.",
        ),
        (
            "    title: Baker\n",
            "    title: Baker\n    broader: a\n",
            "18:23: hint D315: “After use, wash the beds” says nearly the same as the duty of “a”, and so of “b”, “Clean the "
            "beds after use”; keep one of the two, or say what makes the difference.",
        ),
        (
            'beds"}',
            'beds", also: [a]}',
            "17:23: hint D315: “After use, wash the beds” says nearly the same as the duty of “a”, which has this one too, "
            "“Clean the beds after use”; keep one of the two, or say what makes the difference.",
        ),
    ],
    ids=["of two roles", "inherited", "shared"],
)
def test_duties_that_say_the_same_in_other_words(change: str, into: str, expected: str) -> None:
    assert problems_of(REWORDED.replace(change, into, 1)) == [f"d.yaml:{expected}"]


def test_disputed_duties_are_compared_with_nothing() -> None:
    disputed = REWORDED.replace(
        "text: Clean the beds after use}",
        "text: Clean the beds after use, disputed: Who knows}\n      - {id: w, text: Sew}",
    )
    assert problems_of(disputed) == []
