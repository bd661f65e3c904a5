"""The screens as a learner meets them: keys in, text on the screen, answers in the real database."""

import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from textual.pilot import Pilot

from progress.days import StudyDays
from progress.locations import locate
from study.app import Opening, RolecallApp, Start
from study.core import Study
from study.screens import saving
from study.widgets.checklist import Checklist
from study.widgets.options import Options

MONDAY = datetime(2026, 3, 2, 22, 0, tzinfo=UTC)
HOSTILE = """\
deck: hostile
title: "[b]Bold[/b] \\e[31mred"
topics: {a: "[link=file:///]Topic[/link]"}
roles:
  - id: one
    title: "[red]One[/red]"
    topic: a
    definition: "\\e]0;title\\a[blink]%s"
    duties:
      - {id: first, text: "[bold]First[/]"}
      - {id: second, text: "%s"}
questions:
  - {id: q, topic: a, stem: "[b]Stem", key: "[i]key[/i]", distractors: ["\\e[2Jwrong", "[@click=app.quit]click[/]"]}
"""


class Stage:
    """An app under test, and what can be seen of it."""

    def __init__(self, app: RolecallApp, pilot: Pilot[None], home: Path, clock: list[datetime]) -> None:
        self.app, self.pilot, self.home, self._clock = app, pilot, home, clock

    @property
    def text(self) -> str:
        """The screen, line by line."""
        return "\n".join(strip.text for strip in self.app.screen._compositor.render_strips())

    async def sees(self, *wanted: str) -> str:
        """Wait until all of these are on the screen."""
        end = time.monotonic() + 60
        while not all(each in (text := self.text) or each in " ".join(text.split()) for each in wanted):
            assert time.monotonic() < end, f"{wanted} not in:\n{self.text}"
            await self.pilot.pause()
        return self.text

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    def later(self, time: timedelta) -> None:
        self._clock[0] += time

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """What the database holds."""
        with sqlite3.connect(f"file:{self.home / 'progress.db'}?mode=ro", uri=True) as connection:
            return connection.execute(query).fetchall()


Open = Callable[..., AbstractAsyncContextManager[Stage]]


@pytest.fixture
def stage(home: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Opens the app: `async with stage(start, size=…) as s`. Keys wait in line however slow the machine is."""
    monkeypatch.setattr(saving, "SOON", 60.0)
    clock = [MONDAY]

    @asynccontextmanager
    async def opened(start: Start | None = None, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Stage]:
        study = Study(
            locate({"STUDY_HOME": str(home)}), StudyDays(UTC), clock=lambda: clock[0], random=Random(5)
        )
        app = RolecallApp(study, start or Start())
        async with app.run_test(size=size) as pilot:
            yield Stage(app, pilot, home, clock)

    return opened


REVIEW = Start(Opening.REVIEW, "kitchen")

# -- home


async def test_home_first_run_explains_itself_and_starts_with_one_key(stage: Open) -> None:
    async with stage() as s:
        text = await s.sees("20 new", "A kitchen brigade", "Press Enter to begin with the first cards")
        assert "Rolecall asks what each role does, and what it does not do." in text
        assert "due    new  learning  susp.      learned" in text
        await s.press("enter")
        await s.sees("What is a head chef?", "Show answer")


async def test_home_counts_what_was_learned_and_says_what_is_next(stage: Open) -> None:
    async with stage() as s:
        await s.sees("20 new")
        await s.press("enter")
        await s.sees("What is a head chef?")
        await s.press("space", "4")
        await s.sees("new 19")
        await s.press("escape")
        text = await s.sees("19 new", "1 of 26")
        assert "Press Enter to begin" not in text
        s.later(timedelta(days=30))
        await s.press("enter", "escape")
        await s.sees("1 due · 20 new")


async def test_home_shows_a_broken_deck_and_keeps_the_others_usable(stage: Open, home: Path) -> None:
    path = home / "decks" / "aaa.yaml"
    path.write_text("deck: [\n", encoding="utf-8")
    async with stage(size=(160, 30)) as s:
        text = await s.sees("20 new", "aaa.yaml:2:1: error", "0 of 26")
        assert "✗ " in text
        await s.press("up")
        await s.sees("This deck cannot be used yet: p shows what is wrong with it.")
        await s.press("enter", "q", "w")
        assert s.app.screen_stack == [s.app.screen]
        await s.press("p")
        await s.sees("aaa.yaml  ›  Problems", f"{path}:2:1: error D")
        await s.press("escape", "down", "enter")
        await s.sees("What is a head chef?")


async def test_home_without_a_usable_database_says_so_and_changes_nothing(stage: Open, home: Path) -> None:
    database = home / "progress.db"
    database.write_bytes(b"this is no database, and it is somebody's" * 40)
    before = database.read_bytes()
    async with stage(size=(140, 24)) as s:
        sentence = (
            f"{database} is not a progress file of Rolecall. It was left as it is: move it away, or set"
        )
        await s.sees(f"✗ {sentence}", "A kitchen brigade")
        await s.press("enter")
        await s.sees("is not a progress file of Rolecall")
        await s.press("escape")
        await s.sees("A kitchen brigade")
        await s.press("ctrl+q")
    assert s.app.return_code == 0
    assert database.read_bytes() == before


# -- review


async def test_review_saves_each_answer_before_the_next_card_shows(stage: Open) -> None:
    async with stage(REVIEW) as s:
        await s.sees("What is a head chef?", "new 20  learning 0  due 0")
        assert "Leads the whole kitchen" not in s.text
        s.later(timedelta(seconds=7))
        await s.press("space")
        text = await s.sees("Leads the whole kitchen", "Source: The brigade book")
        assert "▸ 3 Good" in text
        assert all(time in text for time in ("1m", "6m", "10m", "7d"))
        await s.press("2")
        await s.sees("new 19  learning 1  due 0")
        assert s.rows("select kind, rating, correct, latency_ms from event") == [("review", 2, 1, 7000)]
        assert str(s.rows("select card from event")[0][0]).startswith("kitchen:head-chef/")


async def test_review_keys_pressed_fast_are_neither_lost_nor_given_twice(stage: Open) -> None:
    async with stage(REVIEW) as s:
        await s.sees("What is a head chef?")
        await s.press("space", "4", "4", "space", "4", "space", "4")
        await s.sees("new 17")
        assert s.rows("select count(*), count(distinct card) from event") == [(3, 3)]


async def test_review_enter_gives_the_marked_rating_and_a_click_any(stage: Open) -> None:
    async with stage(REVIEW) as s:
        await s.sees("What is a head chef?")
        await s.press("enter", "enter")
        await s.sees("new 19")
        await s.press("enter")
        await s.sees("What are the duties of a head chef?", "▸ 1 Again")
        await s.pilot.click("RatingBar > .rating")
        await s.sees("new 18")
        assert s.rows("select rating from event order by sequence") == [(3,), (1,)]


async def test_review_undo_goes_back_to_the_first_answer(stage: Open) -> None:
    async with stage(REVIEW) as s:
        first = await s.sees("What is a head chef?")
        await s.press("space", "4", "space", "4", "space", "1")
        await s.sees("new 17")
        await s.press("u", "u", "u", "u")
        await s.sees("What is a head chef?", "new 20  learning 0  due 0")
        assert s.text.splitlines()[5] == first.splitlines()[5]
        assert "Undo" not in s.text
        assert s.rows("select kind, count(*) from event group by kind") == [("review", 3), ("undo", 3)]
        assert s.rows("select count(*) from card_state") == [(0,)]


async def _go_to(s: Stage, prompt: str) -> None:
    """Answer cards until this one is asked."""
    await s.sees("Show answer")
    for _ in range(60):
        if prompt in s.text:
            return
        count = s.text.splitlines()[0]
        if "Type the answer" in s.text:
            await s.press("enter")
        await s.press("enter", "4")
        while s.text.splitlines()[0] == count:
            await s.pilot.pause()
    raise AssertionError(f"{prompt} is not asked")


async def test_review_list_is_marked_line_by_line(stage: Open) -> None:
    async with stage(REVIEW) as s:
        await _go_to(s, "What are the duties of a head chef?")
        await s.press("space")
        text = await s.sees("Tick what you recalled.", "▸ [·] Plan the menu", "[·] Taste every dish")
        assert "▸ 1 Again" in text
        await s.press("space", "j", "space")
        text = await s.sees("[✓] Plan the menu", "[·] Lead the brigade", "[✓] Taste every dish", "▸ 2 Hard")
        await s.press("k")
        await s.pilot.click(Checklist, offset=(8, 1))
        await s.sees("[✓] Lead the brigade", "▸ 3 Good")
        await s.press("a")
        await s.sees("[·] Plan the menu", "▸ 1 Again")
        await s.press("a", "up", "up", "up", "space")
        await s.sees("[·] Plan the menu", "▸ 2 Hard")
        await s.press("enter")
        while s.app.screen.query_one(Checklist).display:
            await s.pilot.pause()
        assert s.rows("select fact, recalled from event_part order by position") == [
            ("kitchen:head-chef/plan-menu", 0),
            ("kitchen:head-chef/lead", 1),
            ("kitchen:head-chef/taste", 1),
        ]
        assert s.rows("select rating from event order by sequence desc limit 1") == [(2,)]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("S a L t", ("✓ Right  salt", "▸ 3 Good")),
        ("sea  salt", ("✓ Right  sea salt", "▸ 3 Good")),
        ("sault", ("✗ You     sa[u]lt", "Answer  salt", "▸ 1 Again")),
        ("", ("✗ Answer  salt", "▸ 1 Again")),
    ],
)
async def test_review_compares_what_was_typed(
    stage: Open, home: Path, typed: str, shown: tuple[str, ...]
) -> None:
    deck = (home / "decks" / "kitchen.yaml").read_text()
    roles, cards = deck.index("roles:"), deck.index("cards:")
    (home / "decks" / "kitchen.yaml").write_text(deck[:roles] + deck[cards : deck.index("questions:")])
    async with stage(REVIEW) as s:
        await s.sees("What goes into the water before the pasta?", "Type the answer, then Enter")
        await s.press(*("space" if char == " " else char for char in typed), "enter")
        await s.sees(*shown)
        await s.press("enter")
        await s.sees("learning 1")
        right = int("Right" in shown[0])
        assert s.rows("select correct from event") == [(right,)]


async def test_review_ends_with_what_was_gained_and_what_is_next(stage: Open, home: Path) -> None:
    deck = (home / "decks" / "kitchen.yaml").read_text()
    roles, cards = deck.index("roles:"), deck.index("cards:")
    (home / "decks" / "kitchen.yaml").write_text(deck[:roles] + deck[cards:])
    async with stage(REVIEW) as s:
        await s.sees("Type the answer")
        await s.press("s", "a", "l", "t", "enter", "4")
        text = await s.sees(
            "✓ Done for now", "1 answer on 1 card, 1 recalled.", "1 new card met for the first time."
        )
        assert "The next card comes back in 8d." in text
        await s.press("u")
        await s.sees("Type the answer")
        await s.press("enter", "4", "q")
        await s.sees("New quiz", "Length")
        await s.press("escape")
        await s.sees("All done for today; a quiz finds out what holds")


async def test_review_that_cannot_be_saved_keeps_the_answer(stage: Open, home: Path) -> None:
    async with stage(REVIEW) as s:
        await s.sees("What is a head chef?")
        await s.press("space", "3")
        await s.sees("learning 1")
        other = sqlite3.connect(home / "progress.db", isolation_level=None)
        other.execute("alter table event rename to hidden")
        await s.press("space", "4")
        await s.sees("✗ Not saved", f"{home / 'progress.db'}"[:40], "Try again", "Back")
        await s.press("escape")
        await s.sees("4 Easy", "new 19  learning 1")
        await s.press("4")
        await s.sees("Not saved")
        other.execute("alter table hidden rename to event")
        other.close()
        await s.press("enter")
        await s.sees("new 18  learning 1")
        assert s.rows("select rating from event order by sequence") == [(3,), (4,)]


async def test_review_waits_for_another_program_and_takes_no_second_answer(
    stage: Open, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "SOON", 0.1)
    async with stage(REVIEW) as s:
        await s.sees("What is a head chef?")
        await s.press("space", "4")
        await s.sees("new 19")
        await s.press("space")
        other = sqlite3.connect(home / "progress.db", isolation_level=None)
        other.execute("begin immediate")
        await s.press("4")
        await s.sees("Saving … Another program may be using the progress file.")
        await s.press("1", "u", "enter", "2")
        other.execute("rollback")
        other.close()
        await s.sees("new 18")
        assert "Saving" not in s.text
        assert s.rows("select kind, rating from event order by sequence") == [("review", 4), ("review", 4)]


# -- quiz


async def test_quiz_set_up_asks_for_topic_and_length(stage: Open) -> None:
    async with stage() as s:
        await s.sees("20 new")
        await s.press("q")
        await s.sees("New quiz", "All topics", "◂ 10  ▸   10 questions", "Sauces")
        await s.press("left")
        await s.sees(" 5  ▸   5 questions")
        await s.press("l", "l", "l", "l", "l")
        await s.sees("◂ all")
        await s.press("h", "h", "h", "j", "j")
        await s.press("enter")
        await s.sees("1 of ", "Sauces")
        assert s.rows("select topic from quiz") == [("cooking/sauces",)]


async def test_quiz_says_at_once_what_is_right_and_why(stage: Open) -> None:
    async with stage(Start(Opening.QUIZ, "kitchen", count=2, seed=1)) as s:
        await s.sees("1 of 2", "✓ 0  ✗ 0", "▸ 1")
        options = s.app.screen.query_one(Options)
        key = options._question.key
        await s.press(str((key + 1) % len(options._question.options) + 1))
        text = await s.sees(
            "✓ 0  ✗ 1", f"✗ {(key + 1) % len(options._question.options) + 1}  ", f"✓ {key + 1}  "
        )
        assert options._question.options[key].explanation.split()[0] in text
        assert s.rows("select kind, correct, chosen from event") == [
            ("quiz", 0, (key + 1) % len(options._question.options))
        ]
        await s.press("enter")
        await s.sees("2 of 2")
        question = s.app.screen.query_one(Options)._question
        await s.press("abcde"[question.key])
        await s.sees("✓ 1  ✗ 1")
        await s.press("space")
        text = await s.sees("1 of 2 right", "By topic", "Missed, and back in your reviews today")
        assert "You took" in text or not options._question.options[0].role
        assert s.rows("select count(*) from quiz where finished is not null") == [(1,)]
        await s.press("n")
        await s.sees("Length")


async def test_quiz_by_arrows_and_mouse(stage: Open) -> None:
    async with stage(Start(Opening.QUIZ, "kitchen", count=2, seed=1)) as s:
        await s.sees("1 of 2", "▸ 1")
        await s.press("down", "j", "up")
        await s.sees("▸ 2")
        await s.press("enter")
        await s.sees("Next")
        await s.press("enter")
        await s.sees("2 of 2")
        await s.pilot.click(list(s.app.screen.query(".option"))[2])
        await s.sees("Next")
        assert s.rows("select chosen from event order by sequence") == [(1,), (2,)]


async def test_quiz_left_in_the_middle_is_taken_up_again(stage: Open) -> None:
    kinds = ("duty-of-role", "role-of-duty", "role-of-definition")
    async with stage(Start(Opening.QUIZ, "kitchen", count=5, seed=2, kinds=kinds)) as s:
        await s.sees("1 of 5", "▸ 1")
        await s.press("1", "enter", "1")
        await s.sees("2 of 5", "Next")
        await s.press("escape")
        await s.sees("Unfinished quiz: A kitchen brigade", "2 of 5 answered", "c continues")
    async with stage() as s:
        await s.sees("2 of 5 answered")
        await s.press("c")
        await s.sees("3 of 5", "▸ 1")
        await s.press("1", "enter", "1", "enter", "1", "enter")
        await s.sees(" of 5 right")
        await s.press("enter")
        await s.sees("A kitchen brigade", "20 new")
        assert "Unfinished" not in s.text
        assert s.rows("select count(*), count(distinct card), count(distinct session) from event") == [
            (5, 5, 1)
        ]


async def test_quiz_on_what_the_deck_does_not_have_says_so(stage: Open) -> None:
    async with stage(Start(Opening.QUIZ, "kitchen", topic="nonsense"), size=(140, 24)) as s:
        await s.sees(
            "✗ The deck “kitchen” has no question about topic “nonsense”; "
            "study decks questions kitchen lists them all."
        )
        await s.press("escape")
        await s.sees("A kitchen brigade")


# -- weak topics


async def test_weak_topics_are_honest_about_little_evidence_and_start_a_quiz(stage: Open) -> None:
    async with stage(Start(Opening.QUIZ, "kitchen", topic="cooking", count=3, seed=2)) as s:
        await s.sees("1 of 3", "▸ 1")
        for _ in range(3):
            key = s.app.screen.query_one(Options)._question.key
            await s.press("2" if key == 0 else "1")
            await s.sees("Next")
            await s.press("enter")
        await s.sees("0 of 3 right")
        await s.press("w")
        text = await s.sees("Topic", "level  answers  recall  covered", "Sauces", "not enough evidence")
        cooking = next(line for line in text.splitlines() if "? Cooking" in line)
        assert "━" in cooking
        assert "┃" in cooking
        untouched = next(line for line in text.splitlines() if "Who is who" in line)
        assert "·" * 16 in untouched
        await s.press("r")
        await s.sees("Review  ›  Cooking", "Show answer")
        await s.press("escape")
        await s.sees("covered")
        await s.press("enter")
        await s.sees("1 of ", "▸ 1")
        assert s.rows("select topic from quiz order by started desc limit 1") == [("cooking",)]


# -- hostile text


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_hostile_deck_text_is_shown_as_text_everywhere(
    stage: Open, home: Path, size: tuple[int, int]
) -> None:
    (home / "decks" / "aaa.yaml").write_text(HOSTILE % ("x" * 10_000, "long words " * 1000), encoding="utf-8")
    async with stage(size=size) as s:
        await s.sees("[b]Bold[/b] ␛")
        await s.press("enter")
        await s.sees("What is a [red]One[/red]?")
        await s.press("space")
        await s.sees("[blink]xxx")
        await s.press("pagedown", "pagedown", "G", "j", "3")
        for _ in range(3):
            await s.sees("Show answer")
            await s.press("space", "pagedown", "3")
        await s.press("escape", "w")
        await s.sees("[link=file:///]")
        await s.press("escape", "q")
        await s.sees("All topics")
        await s.press("enter")
        await s.sees("1 of 1", "[b]Stem", "[i]key[/i]", "␛[2Jwrong")
        await s.press("1", "enter")
        await s.sees(" of 1 right")
        assert "\x1b" not in s.text
