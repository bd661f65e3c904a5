"""Audits of whole decks: what is counted, what is judged, and what an instructor is told of single questions."""

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from decks.auditing.audit import WORK, Audit, audit
from decks.auditing.fields import audit_fields
from decks.auditing.relations import Relations
from decks.auditing.truths import Truths
from decks.auditing.verdicts import State
from decks.library import bundled_folder
from decks.making.made import Dropped, Made, Reason
from decks.model import Asks, Basis, Deck, Mark, Option, Question, QuestionKind
from decks.questions import make
from decks.reading.files import parse_deck, read_deck

FAMILIES = """\
deck: yard
title: A yard
roles:
  - {id: a, title: Smith, codes: {soc: 51-4021}, duties: [{id: hammer, text: Hammer the iron flat}, {id: fire, text: Light the fire}]}
  - {id: b, title: Welder, codes: {soc: 51-4121}, duties: [{id: weld, text: Weld two sheets}, {id: fire, text: Light the fire}]}
  - {id: c, title: Turner, codes: {soc: 51-4034}, duties: [{id: turn, text: Turn a shaft}]}
  - {id: d, title: Founder, codes: {soc: 51-4052}, duties: [{id: pour, text: Pour the bronze}]}
  - {id: e, title: Baker, codes: {soc: 51-3011}, duties: [{id: knead, text: Knead the dough}]}
  - {id: f, title: Apprentice smith, broader: [a], duties: [{id: fetch, text: Fetch the coal}]}
"""


def deck_of(text: str) -> Deck:
    deck, problems = parse_deck(text, "yard.yaml")
    assert deck is not None, problems
    return deck


def asked(
    deck: Deck,
    fact: str,
    options: list[tuple[str, str, str]],
    kind: QuestionKind = QuestionKind.DUTY_OF_ROLE,
    stem: str = "Which of these is a duty of a smith?",
    others: tuple[str, ...] = (),
) -> Question:
    """A question whose right option is the first; options are text, role and reference."""
    role = fact.partition("/")[0]
    return Question(
        id=f"{deck.id}:{fact}#{kind.value}",
        kind=kind,
        deck=deck.id,
        role=role,
        role_title=role,
        topic="t",
        subject=options[0][0],
        stem=stem,
        options=tuple(Option(*each, "") for each in options),
        key=0,
        basis=Basis.PRESUMED,
        others=others,
        mark=Mark("yard.yaml", 4, 7),
    )


HAMMER = ("Hammer the iron flat", "a", "a/hammer")
WELD = ("Weld two sheets", "b", "b/weld")
TURN = ("Turn a shaft", "c", "c/turn")
POUR = ("Pour the bronze", "d", "d/pour")
KNEAD = ("Knead the dough", "e", "e/knead")
FIRE = ("Light the fire", "b", "b/fire")


def audited(deck: Deck, *questions: Question, dropped: tuple[Dropped, ...] = ()) -> Audit:
    return audit(deck, Made(questions, dropped))


def state(found: Audit, name: str) -> State:
    return next(verdict.state for verdict in found.verdicts if verdict.id == name)


class TestTruths:
    def test_a_wrong_option_with_a_text_of_the_role_is_true(self) -> None:
        deck = deck_of(FAMILIES)
        found = asked(deck, "a/hammer", [HAMMER, WELD, FIRE, TURN])
        assert Truths(deck).true_wrong_options(found) == [2]
        assert state(audited(deck, found), "false") is State.FAIL

    def test_a_kind_of_the_role_is_no_wrong_answer(self) -> None:
        deck = deck_of(FAMILIES)
        found = asked(
            deck,
            "a/hammer",
            [("Smith", "a", "a"), ("Welder", "b", "b"), ("Apprentice smith", "f", "f"), ("Baker", "e", "e")],
            QuestionKind.ROLE_OF_DUTY,
        )
        assert Truths(deck).true_wrong_options(found) == [2]

    def test_an_odd_one_out_that_is_the_roles_own_is_wrong_and_so_is_a_stranger_among_the_others(
        self,
    ) -> None:
        deck = deck_of(FAMILIES)
        found = asked(deck, "a/hammer", [FIRE, HAMMER, TURN], QuestionKind.ODD_ONE_OUT)
        assert Truths(deck).true_wrong_options(found) == [0, 2]

    def test_who_has_all_the_duties_is_no_wrong_answer(self) -> None:
        deck = deck_of(FAMILIES)
        options = [("Smith", "a", "a"), ("Welder", "b", "b"), ("Turner", "c", "c")]
        kind = QuestionKind.ROLE_OF_DUTIES
        assert Truths(deck).true_wrong_options(asked(deck, "a/fire", options, kind)) == [1]
        assert (
            Truths(deck).true_wrong_options(asked(deck, "a/fire", options, kind, others=("a/hammer",))) == []
        )

    def test_a_second_supervisor_is_no_wrong_answer(self) -> None:
        deck = deck_of(FAMILIES.replace("Turn a shaft}]}", "Turn a shaft}], reports_to: [Smith, Foreman]}"))
        options = [("Foreman", "", "c/x"), ("Smith", "a", "a"), ("Welder", "b", "b")]
        assert Truths(deck).true_wrong_options(
            asked(deck, "c/turn", options, QuestionKind.SUPERVISOR_OF_ROLE)
        ) == [1]


class TestRelations:
    def test_a_family_has_the_same_group_or_parent(self) -> None:
        relations = Relations(deck_of(FAMILIES))
        assert relations.family("a") == {"b", "c", "d", "f"}
        assert relations.family("e") == frozenset()

    def test_the_share_of_wrong_options_from_the_family(self) -> None:
        deck = deck_of(FAMILIES)
        near = asked(deck, "a/hammer", [HAMMER, WELD, TURN, POUR])
        far = asked(deck, "a/fire", [FIRE, KNEAD, TURN, POUR])
        closeness = Relations(deck).closeness([near, far])
        assert (closeness.options, closeness.family, closeness.elsewhere) == (6, 5, 0)
        small = asked(deck, "e/knead", [KNEAD, TURN, POUR])
        assert Relations(deck).closeness([small]).share is None

    def test_of_an_odd_one_out_the_odd_one_is_judged(self) -> None:
        deck = deck_of(FAMILIES)
        odd = asked(deck, "a/hammer", [KNEAD, HAMMER, FIRE], QuestionKind.ODD_ONE_OUT)
        closeness = Relations(deck).closeness([odd])
        assert (closeness.options, closeness.family) == (1, 0)


class TestWorst:
    def told(self, question: Question) -> list[tuple[str, str, str]]:
        found = audited(deck_of(FAMILIES), question)
        return [(each.id, each.what, each.advice) for poor in found.worst for each in poor.findings]

    def test_a_true_wrong_option_comes_first(self) -> None:
        deck = deck_of(FAMILIES)
        good = asked(deck, "c/turn", [TURN, WELD, HAMMER, POUR])
        bad = asked(deck, "a/hammer", [HAMMER, FIRE, WELD, TURN])
        found = audited(deck, good, bad)
        assert found.worst[0].question.fact == "yard:a/hammer"
        first = found.worst[0].findings[0]
        assert (first.id, first.what) == (
            "true-wrong-option",
            "“Light the fire” counts as wrong, and the deck says that it is right.",
        )

    def test_a_long_key(self) -> None:
        options = [("Hammer the iron flat and quench it in oil", "a", "a/hammer"), WELD, TURN, POUR]
        assert self.told(asked(deck_of(FAMILIES), "a/hammer", options)) == [
            (
                "key-long",
                "The right option is by far the longest: 41 characters, the next 15.",
                "Shorten its text: move what explains it to “why”.",
            )
        ]

    def test_a_short_key(self) -> None:
        options = [("Forge", "a", "a/hammer"), WELD, TURN, POUR]
        assert self.told(asked(deck_of(FAMILIES), "a/hammer", options)) == [
            (
                "key-short",
                "The right option is by far the shortest: 5 characters, the others 12 to 15.",
                "Say it more fully, as fully as the other roles' texts.",
            )
        ]

    def test_a_title_is_shortened_otherwise_than_a_text(self) -> None:
        options = [
            ("Smith of anvils, hinges and gates", "a", "a"),
            ("Welder", "b", "b"),
            ("Turner", "c", "c"),
            ("Founder", "d", "d"),
        ]
        found = asked(
            deck_of(FAMILIES), "a/hammer", options, QuestionKind.ROLE_OF_DUTY, stem="Whose duty is it?"
        )
        assert self.told(found) == [
            (
                "key-long",
                "The right option is by far the longest: 33 characters, the next 7.",
                "Shorten the role's title; the rest of it can go to another title.",
            )
        ]

    def test_a_key_that_alone_repeats_the_stem(self) -> None:
        found = asked(deck_of(FAMILIES), "a/hammer", [HAMMER, WELD, TURN, POUR], stem="Who works the iron?")
        assert self.told(found) == [
            (
                "cue-stem-overlap",
                "The right option repeats the question's own “iron”.",
                "Say it in other words, so that matching words does not answer it.",
            )
        ]

    def test_absolutes_in_all_wrong_options(self) -> None:
        wrong = [
            ("Weld all sheets", "b", "b/weld"),
            ("Never turn a shaft", "c", "c/turn"),
            ("Only pour it", "d", "d/pour"),
        ]
        assert self.told(asked(deck_of(FAMILIES), "a/hammer", [HAMMER, *wrong])) == [
            (
                "cue-absolutes",
                "Words that leave no exception stand in wrong options: “all”, “never”, “only”.",
                "Leave “all”, “only” and “never” out where they are not needed.",
            )
        ]

    def test_an_odd_key_where_that_works_in_the_deck(self) -> None:
        random, found = Random(3), []

        def word() -> str:
            return "".join(random.choices("bdfgklmnprtaeiou", k=5))

        for number in range(120):
            key, *wrong = [(f"{word()} {noun}", "b", word()) for noun in (word(), "goods", "goods", "goods")]
            one = asked(deck_of(FAMILIES), f"a/{number}", [key, *wrong])
            found.append(replace(one, role=f"role-{number % 20}"))
        result = audited(deck_of(FAMILIES), *found)
        assert (
            "The right option is the odd one out: the wrong ones share “goods”, which it lacks.",
            "Give the related roles facts of the same field, so that wrong options can be like it.",
        ) in {(each.what, each.advice) for poor in result.worst for each in poor.findings}

    def test_wrong_options_from_nowhere_near(self) -> None:
        deck = deck_of(FAMILIES)
        found = audited(deck, asked(deck, "a/hammer", [HAMMER, KNEAD, ("Bake the bread", "e", "e/x")]))
        assert [(each.what, each.advice) for each in found.worst[0].findings] == [
            (
                "All wrong options come from roles of other families (e).",
                "Give the related roles more duties of their own, or name the likeliest ones in “related”.",
            )
        ]

    def test_a_repeated_question_names_the_other(self) -> None:
        deck = deck_of(FAMILIES)
        one = asked(deck, "a/hammer", [HAMMER, WELD, TURN, POUR])
        two = replace(one, id="yard:a/fire#duty-of-role")
        found = audited(deck, one, two)
        assert [(each.what, each.advice) for poor in found.worst for each in poor.findings] == [
            (
                "It asks the same as yard:a/hammer#duty-of-role.",
                "Make one fact of the two, or say in the text what tells them apart.",
            )
        ]
        assert state(found, "repeats") is State.FAIL

    def test_a_sound_question_is_not_among_them(self) -> None:
        assert self.told(asked(deck_of(FAMILIES), "a/hammer", [HAMMER, WELD, TURN, POUR])) == []


class TestAudit:
    def test_duties_with_a_question_are_counted(self) -> None:
        deck = deck_of(FAMILIES)
        found = audited(
            deck, asked(deck, "a/hammer", [HAMMER, WELD, TURN, POUR], others=("a/fire", "c/turn"))
        )
        assert (found.duties.all, found.duties.asked) == (8, 2)
        assert state(found, "duties") is State.FAIL

    def test_questions_with_several_right_options_are_counted_and_not_measured(self) -> None:
        deck = deck_of(FAMILIES)
        one = asked(deck, "a/hammer", [HAMMER, WELD, TURN, POUR])
        several = replace(one, id="yard:a/hammer#select-duties", asks=Asks.SEVERAL, right=(0, 1))
        found = audited(deck, one, several)
        assert (found.questions, found.several, found.solved.overall.questions) == (2, 1, 1)

    def test_what_was_dropped_is_kept(self) -> None:
        deck = deck_of(FAMILIES)
        lost = Dropped(
            "yard:e/knead#duty-of-role",
            QuestionKind.DUTY_OF_ROLE,
            "e",
            Mark("yard.yaml", 8, 3),
            Reason.TOO_FEW,
        )
        fields = audit_fields(audited(deck, dropped=(lost,)))
        assert fields["dropped"] == {
            "count": 1,
            "by_reason": {"too-few-wrong-options": 1},
            "by_kind": {"duty-of-role": 1},
            "first": [
                {
                    "id": "yard:e/knead#duty-of-role",
                    "kind": "duty-of-role",
                    "role": "e",
                    "reason": "too-few-wrong-options",
                    "file": "yard.yaml",
                    "line": 8,
                }
            ],
        }

    def test_a_deck_without_questions_passes_nothing_and_fails_only_its_duties(self) -> None:
        found = audited(deck_of(FAMILIES))
        assert {each.id: each.state for each in found.verdicts} == {
            "false": State.UNKNOWN,
            "solver": State.UNKNOWN,
            "remembering": State.UNKNOWN,
            "cue": State.UNKNOWN,
            "length": State.UNKNOWN,
            "places": State.UNKNOWN,
            "family": State.UNKNOWN,
            "duties": State.FAIL,
            "repeats": State.UNKNOWN,
        }
        assert found.worst == ()

    @pytest.mark.parametrize("name", ["professional-kitchen.yaml", "medical-imaging.yaml"])
    def test_bundled_decks(self, name: str) -> None:
        deck, _ = read_deck(Path(str(bundled_folder())) / name)
        assert deck is not None
        made, steps = make(deck), list[int]()
        found = audit(deck, made, seed=1, step=steps.append)
        assert found.questions == len(made.questions) > 100
        assert found.true_wrong_options == 0
        assert state(found, "repeats") is State.PASS
        assert sum(steps) == WORK * (found.questions - found.several)
