"""The statistics of an audit, and its solver: planted cues are found, and where there are none it does no better than chance."""

import math
from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decks.auditing.balance import key_places, length_ratio, length_ratios, nearly_repeated, repeated
from decks.auditing.choice import Choices, chances, fit
from decks.auditing.cues import CUES
from decks.auditing.figures import chi_squared_p, quartiles, rate, upper_gamma, wilson
from decks.auditing.learning import folds_by_role
from decks.auditing.measures import asked_words, form
from decks.auditing.relations import group_of
from decks.auditing.solver import CueRate, Solved, solve
from decks.auditing.verdicts import State, percent, single_cue, solver
from decks.english.similarity import families
from decks.model import Basis, Option, Question, QuestionKind

WORDS = sorted({"".join(Random(seed).choices("bdfgklmnprt" + "aeiou" * 2, k=7)) for seed in range(400)})


def option(text: str, role: str = "") -> Option:
    return Option(text, role, text, "")


def question(
    number: int,
    texts: list[str],
    key: int,
    stem: str = "Which one?",
    kind: QuestionKind = QuestionKind.DUTY_OF_ROLE,
) -> Question:
    role = f"role-{number % 40}"
    return Question(
        id=f"d:{role}/fact-{number}#{kind.value}",
        kind=kind,
        deck="d",
        role=role,
        role_title=role,
        topic="t",
        subject=texts[key],
        stem=stem,
        options=tuple(option(text) for text in texts),
        key=key,
        basis=Basis.PRESUMED,
    )


def phrase(random: Random, words: int = 0) -> str:
    return " ".join(random.choices(WORDS, k=words or random.randint(3, 8)))


def questions(
    count: int, seed: int, plant: Callable[[Random, Question], Question] | None = None
) -> list[Question]:
    """Random questions without any pattern, and with what `plant` makes of each."""
    random = Random(seed)
    found = []
    for number in range(count):
        texts = [phrase(random) for _ in range(4)]
        made = question(number, texts, random.randrange(4), stem=f"{phrase(random, 6)}?")
        found.append(plant(random, made) if plant else made)
    return found


def with_texts(made: Question, change: Callable[[int, str], str]) -> Question:
    return question(
        int(made.fact.rpartition("-")[2]),
        [change(place, each.text) for place, each in enumerate(made.options)],
        made.key,
        made.stem,
    )


def solved(found: list[Question], seed: int = 1) -> Solved:
    return solve(found, [each.text for one in found for each in one.options], seed)


def cue(result: Solved, name: str, highest: bool = True) -> CueRate:
    return next(each for each in result.cues if each.cue.id == name and each.highest is highest)


class TestFigures:
    def test_wilson_limits_are_the_published_ones(self) -> None:
        low, high = wilson(81, 263)  # Newcombe 1998, table I
        assert (round(low, 4), round(high, 4)) == (0.2553, 0.3662)
        low, high = wilson(0, 20)
        assert (round(low, 4), round(high, 4)) == (0.0, 0.1611)

    def test_nothing_asked_leaves_everything_open(self) -> None:
        assert wilson(0, 0) == (0.0, 1.0)
        empty = rate([], [])
        assert (empty.share, empty.gain, empty.error) == (0.0, 0.0, 0.0)

    @given(st.integers(1, 5000), st.floats(0, 1))
    def test_wilson_limits_hold_the_share(self, total: int, share: float) -> None:
        low, high = wilson(share * total, total)
        assert 0 <= low <= share + 1e-9
        assert share - 1e-9 <= high <= 1

    @pytest.mark.parametrize(
        ("value", "freedom", "p"),
        [
            (3.841459, 1, 0.05),
            (7.814728, 3, 0.05),
            (11.34487, 3, 0.01),
            (18.30704, 10, 0.05),
            (0.3518463, 3, 0.95),
        ],
    )
    def test_chi_squared_is_that_of_the_tables(self, value: float, freedom: int, p: float) -> None:
        assert chi_squared_p(value, freedom) == pytest.approx(p, abs=1e-6)

    @given(st.floats(0, 200))
    def test_gamma_of_one_is_exponential_and_of_a_half_the_error_function(self, x: float) -> None:
        assert upper_gamma(1, x) == pytest.approx(math.exp(-x), abs=1e-12)
        assert upper_gamma(0.5, x) == pytest.approx(math.erfc(math.sqrt(x)), abs=1e-10)

    def test_quartiles_lie_between_values(self) -> None:
        found = quartiles([4, 1, 3, 2])
        assert found is not None
        assert (found.lower, found.median, found.upper) == (1.75, 2.5, 3.25)
        assert quartiles([]) is None


class TestChoice:
    def test_weights_are_those_that_the_choices_were_drawn_with(self) -> None:
        random = Random(3)
        true = [1.2, -0.7, 0.0]
        seen, keys = [], []
        for _ in range(3000):
            values = [[random.gauss(0, 1) for _ in range(4)] for _ in true]
            likely = chances(values, [1.0] * 3, true)
            seen.append(values)
            keys.append(random.choices(range(4), likely)[0])
        data = Choices(seen, keys)
        weights = [w / spread for w, spread in zip(fit(data), data.spreads, strict=True)]
        assert weights == pytest.approx(true, abs=0.1)

    def test_a_cue_that_settles_everything_gets_a_finite_weight(self) -> None:
        data = Choices([[[1.0, 0.0, 0.0]]] * 50, [0] * 50)
        (weight,) = fit(data)
        assert 1 < weight < 20

    def test_a_cue_that_tells_nothing_gets_none(self) -> None:
        assert fit(Choices([[[1.0, 1.0]], [[2.0, 2.0]]], [0, 1])) == [0.0]

    def test_questions_may_have_different_numbers_of_options(self) -> None:
        data = Choices([[[1.0, 0.0]], [[0.0, 0.0, 1.0]], [[0.0, 1.0, 0.0, 0.0, 0.0]]] * 30, [0, 2, 1] * 30)
        (weight,) = fit(data)
        assert chances([[0.0, 1.0]], data.spreads, [weight])[1] > 0.9


class TestSolver:
    def test_without_a_pattern_it_does_no_better_than_chance(self) -> None:
        result = solved(questions(600, seed=5))
        assert result.overall.low <= 0.25 <= result.overall.high
        assert solver(result.overall, result.trained).state is State.PASS

    def test_the_longest_option_is_found(self) -> None:
        def longest(random: Random, made: Question) -> Question:
            return with_texts(made, lambda p, text: phrase(random, 12 if p == made.key else 5))

        result = solved(questions(300, 7, longest))
        assert result.overall.share > 0.97
        assert cue(result, "length").rate.share > 0.97
        assert result.goes_by[0][0].id in {"length", "middle-length", "like-length"}

    def test_a_word_of_the_stem_in_the_key_is_found(self) -> None:
        def overlapping(random: Random, made: Question) -> Question:
            word = random.choice(made.stem.rstrip("?").split())
            return with_texts(
                made, lambda p, text: f"{word} {text}" if p == made.key else f"{random.choice(WORDS)} {text}"
            )

        result = solved(questions(300, 11, overlapping))
        assert result.overall.share > 0.85
        assert cue(result, "stem-overlap").rate.share > 0.85

    def test_a_key_that_always_stands_third_is_found(self) -> None:
        def third(random: Random, made: Question) -> Question:
            return question(int(made.fact.rpartition("-")[2]), [o.text for o in made.options], 2, made.stem)

        result = solved(questions(300, 13, third))
        assert result.overall.share > 0.97
        assert cue(result, "place-3").rate.share == 1.0

    def test_absolutes_in_wrong_options_are_found(self) -> None:
        def always(random: Random, made: Question) -> Question:
            return with_texts(made, lambda p, text: text if p == made.key else f"always {text}")

        result = solved(questions(300, 17, always))
        assert result.overall.share > 0.97
        assert cue(result, "absolutes", highest=False).rate.share == 1.0

    def test_wrong_options_that_are_wrong_everywhere_are_found(self) -> None:
        drawn = Random(23)
        junk = [phrase(drawn, 5) for _ in range(30)]

        def worn(random: Random, made: Question) -> Question:
            wrong = iter(random.sample(junk, 3))
            return with_texts(made, lambda p, text: phrase(random, 5) if p == made.key else next(wrong))

        found = questions(300, 19, worn)
        result = solve(found, sorted({each.text for one in found for each in one.options}), 1)
        assert result.remembering.share > 0.97
        assert result.overall.share < 0.6
        assert cue(result, "wrong-before").rate.share > 0.97

    def test_texts_that_are_right_once_and_wrong_three_times_are_no_cue(self) -> None:
        random = Random(29)
        found = []
        for role in range(40):
            own = [phrase(random, 5) for _ in range(10)]
            for number, text in enumerate(own):
                wrong = [own[(number + step) % 10] for step in (1, 2, 3)]
                texts = [text, *wrong]
                random.shuffle(texts)
                found.append(question(role + 40 * number, texts, texts.index(text)))
        result = solved(found)
        assert result.remembering.share < 0.31
        assert "wrong-before" not in {each.id for each, _ in result.goes_by}

    def test_a_fitting_article_is_found(self) -> None:
        def fitting(random: Random, made: Question) -> Question:
            texts = [f"{'engine' if p == made.key else 'lamp'} {phrase(random, 3)}" for p in range(4)]
            return question(int(made.fact.rpartition("-")[2]), texts, made.key, "He is an …")

        result = solved(questions(120, 31, fitting))
        assert cue(result, "article").rate.share == 1.0

    def test_it_is_the_same_each_time_and_follows_the_seed(self) -> None:
        found = questions(120, seed=37)
        first, again, other = solved(found, 1), solved(found, 1), solved(found, 2)
        assert [each.learned.likely for each in first.answered] == [
            each.learned.likely for each in again.answered
        ]
        assert [each.learned.likely for each in first.answered] != [
            each.learned.likely for each in other.answered
        ]

    def test_a_role_is_never_in_two_folds(self) -> None:
        found = questions(203, seed=41)
        folds = folds_by_role(found, 1)
        assert len({(one.role, fold) for one, fold in zip(found, folds, strict=True)}) == 40
        sizes = [folds.count(fold) for fold in range(5)]
        assert max(sizes) - min(sizes) <= 6

    def test_few_questions_teach_nothing(self) -> None:
        result = solved(questions(12, seed=43))
        assert not result.trained
        assert result.overall.share == pytest.approx(0.25)
        assert solver(result.overall, result.trained).state is State.UNKNOWN

    def test_no_questions_at_all(self) -> None:
        result = solve([], [], 1)
        assert (result.overall.questions, result.answered, result.trained) == (0, (), False)

    def test_progress_is_told_of_three_times_each_question(self) -> None:
        steps: list[int] = []
        solve(questions(60, seed=47), [], 1, steps.append)
        assert sum(steps) == 180


class TestCues:
    def test_every_cue_has_a_name_of_its_own(self) -> None:
        assert len({each.id for each in CUES}) == len(CUES)

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Operating lamps", "ing"),
            ("Operates lamps", "s"),
            ("Operated", "ed"),
            ("Operate", "base"),
            ("", "base"),
            ("Press", "base"),
        ],
    )
    def test_the_form_of_a_text_is_that_of_its_first_word(self, text: str, expected: str) -> None:
        assert form(text) == expected

    def test_words_that_only_ask_are_not_the_questions_own(self) -> None:
        made = question(
            1, ["Do the duty round", "Sweep"], 0, "Which of these is a duty of a customs officer?"
        )
        assert asked_words(made) == families("customs officer")
        quoted = question(
            1, ["Porter", "Cook"], 0, "Whose duty is this: “Do the duty round”?", QuestionKind.ROLE_OF_DUTY
        )
        assert asked_words(replace(quoted, subject="Do the duty round.")) == families("Do the duty round")

    def test_the_furthest_of_many_cues_is_no_failure_where_chance_explains_it(self) -> None:
        few = rate([1.0] * 20 + [0.0] * 40, [0.25] * 60)
        many = rate([1.0] * 200 + [0.0] * 400, [0.25] * 600)
        assert single_cue(few, remembered=False, cues=40).state is State.WATCH
        assert single_cue(many, remembered=False, cues=40).state is State.FAIL


class TestBalance:
    def test_places_of_keys(self) -> None:
        found = [question(n, ["a", "b", "c", "d"], 2) for n in range(40)]
        places = key_places(found)
        assert (places.counts, places.freedom) == ((0, 0, 40, 0), 3)
        assert places.chi_squared == pytest.approx(120)
        assert places.p < 1e-20
        even = key_places([question(n, ["a", "b", "c", "d"], n % 4) for n in range(40)])
        assert (even.chi_squared, even.p) == (0.0, 1.0)
        assert key_places([]).p == 1.0

    def test_length_ratio_is_against_the_longest_wrong_option(self) -> None:
        assert length_ratio(question(1, ["abcdef", "abc", "abcd"], 0)) == 1.5
        found = length_ratios([question(1, ["ab", "abcd"], 0), question(2, ["ab", "abcd"], 1)])
        assert found is not None
        assert found.median == 1.25

    def test_repeated_questions(self) -> None:
        one = question(1, ["Cut the bread", "Wash up"], 0)
        two = question(2, ["wash up", "Cut the bread!"], 1)
        three = question(3, ["Cut the bread", "Sweep"], 0)
        assert repeated([one, two, three]) == {two.id: one.id}

    def test_nearly_repeated_questions(self) -> None:
        one = question(1, ["Cut the white bread into slices", "Wash up"], 0)
        two = question(41, ["Cut white bread into slices", "Sweep"], 0)
        other_role = question(2, ["Cut the white bread into slices", "Sweep"], 0)
        assert nearly_repeated([one, two, other_role]) == {two.id: one.id}


@pytest.mark.parametrize(
    ("code", "group"),
    [
        ("29-2034.00", "29-2"),
        ("29-2034", "29-2"),
        ("3211", "321"),
        ("321", "321"),
        ("A1.2.3", "A1.2"),
        ("X", ""),
        ("52", "5"),
    ],
)
def test_the_group_of_a_code(code: str, group: str) -> None:
    assert group_of(code) == group


def test_percentages_are_written_without_needless_zeros() -> None:
    assert [percent(0.25), percent(0.2576), percent(1.0), percent(0)] == ["25 %", "25.8 %", "100 %", "0 %"]
