"""What a learner meets on the way: numbers that agree from one place to the next, and sentences that hold."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest
from conftest import Staged
from conftest import Study as Command

from progress.days import StudyDays
from progress.events import Rating
from progress.glance.answer_time import times
from progress.locations import locate
from progress.marks import Marks
from progress.memory import Memory, Phase
from progress.reporting.card_info import card_info
from progress.searching.sorting import Sort
from progress.sessions.pace import minutes_text
from progress.sessions.reviewing import Mode
from study.browsing.browsing import Browser
from study.cli.browse import fields
from study.core import Study
from study.home.at_home import AtHome
from study.home.counts import DAYS, Counts, counted
from study.settings.settings import OTHERS, read_settings
from study.start import Opening, Start

NEW_YORK = StudyDays(ZoneInfo("America/New_York"))
EVENING = datetime(2026, 3, 3, 2, 0, tzinfo=UTC)
"""Of the second of March in New York, and of the third elsewhere."""
TODAY = date(2026, 3, 2)


def evening(home: Path) -> Study:
    """The program on an evening in New York."""
    where = locate({"STUDY_HOME": str(home)})
    settings = read_settings(home / "settings.toml", OTHERS)
    return Study(where, NEW_YORK, clock=lambda: EVENING, random=Random(4), settings=settings)


def test_cards_in_their_steps_come_today_where_the_learner_lives(home: Path) -> None:
    study = evening(home)
    deck = study.deck("kitchen")
    review, at = study.review(deck), EVENING
    study.remember(deck)
    for rating in (Rating.GOOD, Rating.AGAIN, Rating.GOOD):
        at += timedelta(seconds=5)
        review.answer(study.store, rating, at)
    found = Counts(study).of(deck)
    assert (found.learning, found.coming) == (3, (3, *[0] * (DAYS - 1)))
    assert counted(study, deck, EVENING).coming == found.coming


def test_a_step_of_half_a_day_comes_tomorrow_where_the_learner_lives(home: Path) -> None:
    (home / "settings.toml").write_text('learning_steps = ["12h", "20h"]\n')
    study = evening(home)
    deck = study.deck("kitchen")
    review = study.review(deck)
    study.remember(deck)
    card = review.current
    assert card is not None
    review.answer(study.store, Rating.AGAIN, EVENING)
    found = Counts(study).of(deck)
    assert found.coming == counted(study, deck, EVENING).coming == (0, 1, *[0] * (DAYS - 2))


@pytest.mark.parametrize(
    ("phase", "due", "said"),
    [
        (Phase.LEARNING, datetime(2026, 3, 3, 3, 5, tzinfo=UTC), "in its steps, 22:05"),
        (Phase.LEARNING, datetime(2026, 3, 2, 3, 5, tzinfo=UTC), "in its steps, 2026-03-01, yesterday"),
        (Phase.RELEARNING, datetime(2026, 3, 4, 3, 5, tzinfo=UTC), "in its steps, 2026-03-03, tomorrow"),
        (Phase.REVIEW, datetime(2026, 3, 1, tzinfo=UTC), "2026-03-01, yesterday"),
        (Phase.REVIEW, datetime(2026, 3, 2, tzinfo=UTC), "2026-03-02, today"),
        (Phase.REVIEW, datetime(2026, 3, 3, tzinfo=UTC), "2026-03-03, tomorrow"),
        (Phase.REVIEW, datetime(2026, 3, 12, tzinfo=UTC), "2026-03-12, in 10 days"),
        (Phase.REVIEW, datetime(2026, 2, 10, tzinfo=UTC), "2026-02-10, 20 days ago"),
    ],
)
def test_a_card_says_on_which_day_it_is_due(phase: Phase, due: datetime, said: str) -> None:
    memory = Memory(phase, 0, 2.0, 5.0, due, datetime(2026, 2, 1, tzinfo=UTC), 3, 1)
    told = dict(card_info(memory, 0.9, Marks(), [], NEW_YORK, TODAY).rows)
    assert (told["Next due"], told["Reviews"]) == (said, "3, forgotten once")


LIST = """\
deck: posts
title: Posts
topics: {work: Work}
default_topics: {duties: work}
roles:
  - id: cook
    title: Cook
    duties: [{id: chop, text: Chop onions}, {id: boil, text: Boil water}]
"""


@pytest.mark.parametrize(
    ("keys", "lines"),
    [
        (("3",), [1, 1]),
        (("4",), [1, 1]),
        (("1",), [0, 0]),
        (("2",), [0, 0]),
        (("enter",), [0, 0]),
        (("space", "3"), [1, 0]),
        (("space", "up", "space", "3"), [0, 0]),
        (("a", "a", "3"), [0, 0]),
    ],
)
async def test_good_without_a_tick_is_said_of_the_whole_list(
    staged: Staged, home: Path, keys: tuple[str, ...], lines: list[int]
) -> None:
    (home / "decks" / "kitchen.yaml").write_text(LIST)
    async with staged(Start(Opening.REVIEW, "posts")) as s:
        await s.sees("What are the duties of a cook?")
        await s.press("space")
        await s.sees("Tick what you recalled.")
        await s.press(*keys)
        await s.sees("new 2")
        assert [hit for (hit,) in s.rows("select recalled from event_part order by position")] == lines


async def test_the_chosen_deck_stays_in_sight_where_the_list_shrinks(staged: Staged, home: Path) -> None:
    for number in range(14):
        deck = f"deck: d{number}\ntitle: Number {number}\ncards: [{{id: a, front: A, back: B}}]\n"
        (home / "decks" / f"d{number}.yaml").write_text(deck)
    async with staged(size=(80, 24)) as s:
        await s.sees("Number 0", "1 new")
        await s.press("end")
        await s.sees("▌ ▸ The brigade")
        await s.pilot.resize_terminal(80, 14)
        await s.pilot.pause()
        await s.sees("▌ ▸ The brigade")


ONE = "deck: one\ntitle: One\ncards: [{id: a, front: Which is the only card?, back: This one}]\n"


def test_one_card_is_one_card(study: Command, home: Path) -> None:
    (home / "decks" / "one.yaml").write_text(ONE)
    out = study("learn", "one", "--plain", typed="\ny\n\ny\n").out.splitlines()
    assert out[1] == "1 new card. Enter ? for help, q to quit."
    assert out[-4:-2] == [
        "1 of 1 new card recalled without help, in 2 answers.",
        "It comes back in Review, where its interval grows.",
    ]


def test_what_a_review_brought_agrees_with_itself(study: Command, home: Path) -> None:
    (home / "decks" / "one.yaml").write_text(ONE)
    out = study("review", "one", "--plain", typed="\n1\n\n4\n").out.splitlines()
    assert out[-4:] == [
        "2 answers on 1 card, 1 recalled.",
        "1 new card met for the first time.",
        "1 card will hold for a day or longer.",
        "2 answers: 1 Again, 1 Easy. 0 cards left.",
    ]


def test_a_report_without_answers_names_no_quiz_that_there_is_not(study: Command, home: Path) -> None:
    (home / "decks" / "one.yaml").write_text(ONE)
    out = study("report", "one").out
    assert "What to do: begin with study review one (1 flashcard).\n" in out
    assert "study quiz" not in out


@pytest.mark.parametrize("exam", [False, True])
def test_a_quiz_says_what_it_has_lost_with_its_deck(study: Command, home: Path, exam: bool) -> None:
    kind = ("--exam",) if exam else ()
    study("quiz", "kitchen", *kind, "--plain", "--count", "40", typed="a\n")
    deck = home / "decks" / "kitchen.yaml"
    whole, text = study("quiz", "kitchen", *kind, "--plain", "--resume", typed="").out, deck.read_text()
    assert "gone" not in whole
    deck.write_text(text[: text.index("questions:")])
    lost = study("quiz", "kitchen", *kind, "--plain", "--resume", typed="").out
    asked = int(whole.split(" question")[0].split()[-1])
    name = "exam" if exam else "quiz"
    assert lost.startswith(
        f"1 of the {asked} questions of this {name} is gone: the deck has changed since.\n"
    )


async def test_the_app_says_what_a_quiz_has_lost(staged: Staged, study: Command, home: Path) -> None:
    study("quiz", "kitchen", "--plain", "--count", "40", typed="a\n")
    deck = home / "decks" / "kitchen.yaml"
    text = deck.read_text()
    deck.write_text(text[: text.index("questions:")])
    async with staged() as s:
        await s.sees("c continues")
        await s.press("c")
        await s.sees("1 of the 13 questions of this quiz", "is gone: the deck has changed since.")


async def test_however_much_is_wrong_with_the_settings_the_page_is_there(staged: Staged, home: Path) -> None:
    wrong = {"desired_retention": 2, "new_per_day": -1, "order": 3, "rollover_hour": 25, "one_more": 1}
    (home / "settings.toml").write_text("\n".join(f"{key} = {value}" for key, value in wrong.items()))
    async with staged() as s:
        for page in ("▌ ▸ A kitchen", "▌ Desired retention"):
            text = await s.sees(page, "And 3 more.")
            assert [f"“{key}”" in text for key in wrong] == [True, True, False, False, False]
            await s.press("comma")
        await s.pilot.resize_terminal(80, 14)
        await s.press("down")
        await s.sees("And 4 more.", "▌ New cards a day")


def test_statistics_leave_out_what_the_deck_has_no_more(study: Command, home: Path) -> None:
    deck = home / "decks" / "one.yaml"
    two = ONE.replace("}]", "}, {id: b, front: Another, back: That one}]")
    deck.write_text(two)
    study("review", "one", "--plain", typed="\n4\n\n4\n")
    before = study("stats", "one", "--plain").out
    assert "2 within 30 days" in before
    assert "Of 2 learned cards" in before
    deck.write_text(ONE)
    after = study("stats", "one", "--plain").out
    assert "1 within 30 days" in after
    assert "Of 1 learned card" in after


OF_ONE = ("--count", "4", "--kind", "duty-of-role", "--seed", "5")
"""Questions with one right option each."""


def scored(study: Command) -> tuple[str, str]:
    """What the history says of the last quiz, and what statistics do."""
    history = study("quiz", "--history").out.splitlines()[0]
    stats = next(
        line for line in study("stats", "kitchen", "--plain").out.splitlines() if "the last one" in line
    )
    return history, stats


def test_history_and_statistics_agree_on_an_exam(study: Command) -> None:
    out = study("quiz", "kitchen", "--exam", *OF_ONE, "--plain", typed="a\ns\ny\n").out
    right = "Mark: 25 %" in out
    history, stats = scored(study)
    assert f"{int(right)} of 4 right, {25 * right} %" in history
    assert f"the last one, of 4, went {25 * right}%" in stats


def test_a_changed_answer_counts_once(study: Command) -> None:
    typed = "a\ng 1\nb\ng 1\nc\ng 1\nd\ns\ny\n"
    study("quiz", "kitchen", "--exam", *OF_ONE, "--plain", typed=typed)
    assert "the last one, of 4," in scored(study)[1]


def test_an_exam_is_of_the_questions_that_its_deck_still_has(study: Command, home: Path) -> None:
    study("quiz", "kitchen", "--exam", "--plain", "--count", "40", typed="a\n")
    deck = home / "decks" / "kitchen.yaml"
    text = deck.read_text()
    deck.write_text(text[: text.index("questions:")])
    out = study("quiz", "kitchen", "--exam", "--plain", "--resume", typed="s\ny\n").out
    result = next(line for line in out.splitlines() if line.startswith("Mark: "))
    history, stats = scored(study)
    mark, right, total = re.fullmatch(r"Mark: (.*) %, (.*) of (.*) right\.", result).groups()  # type: ignore[union-attr]
    assert total == "12"
    assert f"exam      {right} of {total} right, {mark} %, " in history
    assert f"the last one, of {total}, went {round(float(mark))}%" in stats


async def test_home_counts_the_questions_that_have_an_answer(staged: Staged, study: Command) -> None:
    typed = "a\ng 1\nb\ng 1\nc\n"
    study("quiz", "kitchen", "--exam", *OF_ONE, "--plain", typed=typed)
    async with staged() as s:
        await s.sees("1 of 4 answered", "c continues")


async def test_home_counts_no_answer_to_what_the_deck_has_no_more(
    staged: Staged, study: Command, home: Path
) -> None:
    study("quiz", "kitchen", "--exam", "--plain", "--count", "40", "--seed", "1", typed="a\n1\n" * 6)
    deck = home / "decks" / "kitchen.yaml"
    text = deck.read_text()
    deck.write_text(text[: text.index("questions:")])
    study("quiz", "kitchen", "--exam", "--plain", "--resume", typed="")
    async with staged() as s:
        counted = "select count(*) from event where kind = 'quiz' and id not in (select undoes from event)"
        left = s.rows(f"{counted} and card not like '%questions/%'")
        assert s.rows(counted) > left > [(0,)]
        await s.sees(f"{left[0][0]} of 12 answered", "c continues")


def test_browse_takes_steps_for_the_day_on_which_they_end_where_the_learner_lives(home: Path) -> None:
    study = evening(home)
    deck = study.deck("kitchen")
    review = study.review(deck)
    study.remember(deck)
    card = review.current
    assert card is not None
    review.answer(study.store, Rating.AGAIN, EVENING)
    browser = Browser(study, [deck])
    browser.open()
    for search in ("prop:due=0", "prop:due<1", "prop:due<=0"):
        assert [line.id for line in browser.lines(browser.search(search, Sort.DUE))] == [card.id]
    (line,) = browser.lines(browser.search("prop:due=0", Sort.DUE))
    assert fields(study, browser, line)["due"] == "2026-03-02"


def test_a_list_of_which_lines_are_missing_is_one_card(study: Command, home: Path) -> None:
    (home / "decks" / "kitchen.yaml").write_text(LIST)
    out = study("review", "posts", "--plain", typed="\n1\n1\n\n3\n\n3\n").out
    assert "Saved: Again, next in 1 minute." in out
    assert re.findall(r"(\d+) cards? left", out) == ["3"] * 5


def test_learn_offers_no_more_new_cards_where_there_are_none(study: Command, home: Path) -> None:
    (home / "decks" / "one.yaml").write_text(ONE)
    more = "study learn one --plain: the next new cards."
    assert more not in study("learn", "one", "--plain", typed="\ny\n\ny\n").out
    assert more not in study("learn", "one", "--plain").out
    cards = "".join(f"  - {{id: c{n}, front: Number {n}?, back: It is {n}}}\n" for n in range(11))
    (home / "decks" / "one.yaml").write_text(f"deck: one\ntitle: One\ncards:\n{cards}")
    assert more in study("learn", "one", "--plain", typed="\ny\n" * 20).out


async def test_the_app_offers_no_more_new_cards_where_there_are_none(staged: Staged, home: Path) -> None:
    (home / "decks" / "one.yaml").write_text(ONE)
    async with staged(Start(Opening.LEARN, "one")) as s:
        for step in ("2 of 3", "3 of 3"):
            await s.sees(step, "Show answer")
            await s.press("space")
            await s.sees("I knew it")
            await s.press("y")
        text = await s.sees("✓ Learned for now", "v review what is due, esc back.")
        assert "more new" not in text.lower()
        await s.press("m")
        await s.sees("✓ Learned for now")


@pytest.mark.parametrize(
    ("thought", "apart", "said"), [(2, 15, "7 min"), (20, 600, "10 min"), (2, 2, "1 min")]
)
def test_home_and_review_expect_cards_to_take_the_same_time(
    home: Path, thought: int, apart: int, said: str
) -> None:
    now = [EVENING]
    study = Study(locate({"STUDY_HOME": str(home)}), NEW_YORK, clock=lambda: now[0], random=Random(4))
    review = study.review(deck := study.deck("kitchen"))
    study.remember(deck)
    for _ in range(10):
        review.answer(study.store, Rating.EASY, now[0], latency_ms=thought * 1000)
        now[0] += timedelta(seconds=apart)
    at_home = AtHome(study)
    at_home.begin(study.library())
    at_home.look_back()
    summary = at_home.summaries["kitchen"]
    assert (summary.due, summary.new) == (0, 10)
    assert at_home.time(summary) == said
    assert study.review(deck).time_left == f"~{said}"
    assert review.time_left.startswith("~")


def test_where_nothing_is_known_of_the_learner_review_goes_by_what_is_usual(home: Path) -> None:
    study = evening(home)
    assert study.review(study.deck("kitchen")).time_left == "~12 min"
    (home / "settings.toml").write_text("learning_steps = []\n")
    study = evening(home)
    assert study.review(study.deck("kitchen")).time_left == "~4 min"
    assert study.review(study.deck("kitchen"), mode=Mode.CRAM).time_left == "~5 min"


@pytest.mark.parametrize(
    ("answers", "seconds"),
    [
        ([], []),
        ([(0, 4)], [4]),
        ([(0, 4), (9, 5)], [4, 9]),
        ([(0, 4), (600, 5), (601, 8), (500, 3)], [4, 5, 8, 3]),
        ([(0, 0), (91, 300), (100, 0)], [90, 9]),
    ],
)
def test_an_answer_takes_the_time_since_the_last_one_unless_nobody_was_there(
    answers: list[tuple[int, int]], seconds: list[int]
) -> None:
    found = times((EVENING + timedelta(seconds=at), ms * 1000) for at, ms in answers)
    assert found == [timedelta(seconds=each) for each in seconds]


@pytest.mark.parametrize(("minutes", "said"), [(0.2, "1 min"), (89, "89 min"), (150, "2 h"), (240, "4 h")])
def test_long_times_are_told_in_hours(minutes: float, said: str) -> None:
    assert minutes_text(timedelta(minutes=minutes)) == said
