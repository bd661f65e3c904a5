"""One mark for one day: what the exam plan, `study weak --forecast` and `study report` say is the same."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from decks.model import Asks
from progress.days import StudyDays
from progress.events import Rating
from progress.locations import locate
from progress.scheduling.exam_belief import QUESTIONS, mark
from progress.scheduling.exam_forecast import shares_of
from study.cli.weak_views import VIEWS
from study.core import Study
from study.insights.exam_plan import exam_plan
from study.insights.insight import Insight
from study.reporting.learner_report import learner_report
from study.reporting.learner_tables import json_fields
from study.reporting.learner_text import learner_lines
from study.reporting.learner_view import learner_view
from study.settings.settling import settle
from study.words.exam_plan import rows
from study.words.forecast import sentences

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)
EXAM = date(2026, 4, 14)
ONLY_QUESTIONS = """\
deck: kitchen
title: Only questions
topics: {{a: A, b: B}}
questions:
{questions}
"""


class Learner:
    """Studies the kitchen deck for two weeks: some cards, and a quiz on every other day."""

    def __init__(self, home: Path) -> None:
        self.home, self.at = home, NOON
        self.study = Study(
            locate({"STUDY_HOME": str(home)}), StudyDays(UTC), clock=lambda: self.at, random=Random(5)
        )  # fmt: skip

    def write(self, line: str) -> None:
        """Have the deck name its exam."""
        path = self.home / "decks" / "kitchen.yaml"
        path.write_text(path.read_text(encoding="utf-8") + line, encoding="utf-8")

    def set_exam(self) -> None:
        """Set its day in the settings."""
        (self.home / "settings.toml").write_text(f"[decks.kitchen]\nexam = {EXAM}\n")
        settle(self.study)

    def learn(self, days: int = 14, cards: int = 3) -> None:
        deck, random = self.study.deck("kitchen"), Random(3)
        self.study.remember(deck)
        for day in range(days):
            session = self.study.review(deck)
            for _ in range(cards if day % 5 else 1):
                if session.current is not None:
                    session.answer(self.study.store, Rating(random.choice([1, 3, 3, 3])), self.at)
            if day % 2:
                self.quiz(5, random)
            self.at += DAY

    def quiz(self, count: int, random: Random) -> None:
        session = self.study.quiz(self.study.deck("kitchen"), count=count)
        while session.current is not None:
            if session.current.asks is Asks.ONE:
                wrong = (session.current.key + 1) % len(session.current.options)
                session.answer(self.study.store, random.choice([session.current.key, wrong]), self.at)
            session.next()

    @property
    def insight(self) -> Insight:
        return Insight(self.study, self.study.deck("kitchen"))

    def weak(self, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
        """What `study weak --forecast --format json` writes."""
        deck = self.study.deck("kitchen")
        capsys.readouterr()
        VIEWS["forecast"](deck, self.study.questions(deck), self.insight, "json")
        return json.loads(capsys.readouterr().out)  # type: ignore[no-any-return]


@pytest.fixture
def learner(home: Path) -> Iterator[Learner]:
    found = Learner(home)
    yield found
    found.study.close()


def rounded(found: Any) -> dict[str, float | None]:
    """A mark as JSON has it."""
    return {
        name: None if getattr(found, name) is None else round(getattr(found, name), 4)
        for name in ("mean", "low", "high", "passing")
    }


def test_where_an_exam_is_set_reports_say_the_marks_of_its_plan(
    learner: Learner, capsys: pytest.CaptureFixture[str]
) -> None:
    learner.write(f"exam: {{date: {EXAM}, pass_mark: 60}}\n")
    learner.learn()
    deck = learner.study.deck("kitchen")
    plan = exam_plan(learner.study, deck)
    assert plan is not None
    assert plan.stopping is not None
    assert plan.going_on is not None
    report = learner_report(learner.study, deck)
    told = json_fields(report)["forecast"]
    assert isinstance(told, dict)
    for fields in (learner.weak(capsys), told):
        assert {name: fields[name] for name in ("mean", "low", "high", "passing")} == rounded(plan.now)
        assert fields["stopping"] == rounded(plan.stopping)
        assert fields["going_on"] == rounded(plan.going_on.mark)
        assert fields["choosing"] == rounded(plan.now_choosing)
        assert (fields["options"], fields["new_per_day"]) == (plan.options, plan.limit)
    assert plan.stopping.mean < plan.now.mean < plan.going_on.mark.mean
    by_label = dict(rows(plan))
    on_the_day = by_label["At your limit, 20 new a day"].partition(" (")[0].replace(" ", "")
    stopped = by_label["If you stop now"].partition(" (")[0].replace(" ", "")
    forecast = learner.insight.forecast()
    assert forecast is not None
    said = " ".join(sentences(forecast, deck, EXAM))
    assert f"On the day, Tuesday, 14 April 2026: {on_the_day} (" in said
    assert f"if you go on at your limit, 20 new cards a day; {stopped} (" in said
    assert "study plan kitchen says what leads to which mark." in said
    page = " ".join("\n".join(learner_lines(learner_view(report), 500)).split())
    assert f"In the exam on 14 April 2026, a mark of {on_the_day} (" in page
    assert f"with 20 new cards a day, the limit set; {stopped} (" in page
    assert f"{on_the_day} mark to expect in the exam" in page


def test_where_every_card_is_met_one_goes_on_reviewing(learner: Learner) -> None:
    learner.write(f"exam: {{date: {EXAM}}}\n")
    learner.learn(days=24, cards=9)
    deck, found = learner.study.deck("kitchen"), learner.insight.forecast()
    plan = exam_plan(learner.study, deck)
    assert plan is not None
    assert found is not None
    assert plan.met == plan.cards
    assert (found.unmet, found.new_per_day) == (0, 0)
    assert "if you go on reviewing what is due; " in " ".join(sentences(found, deck, EXAM))
    assert "If you review what is due" in dict(rows(plan))
    page = " ".join("\n".join(learner_lines(learner_view(learner_report(learner.study, deck)), 500)).split())
    assert "is to be expected if learning goes on by reviews; " in page


def test_setting_a_day_does_not_change_what_is_expected_today(
    learner: Learner, capsys: pytest.CaptureFixture[str]
) -> None:
    learner.learn()
    before = learner.weak(capsys)
    assert (before["date"], before["stopping"], before["going_on"], before["passing"]) == (None,) * 4
    assert 0 < before["low"] < before["mean"] < before["high"] < 1
    learner.set_exam()
    after = learner.weak(capsys)
    assert after["date"] == EXAM.isoformat()
    assert after["going_on"] is not None
    assert [after[name] for name in ("mean", "low", "high")] == [
        before[name] for name in ("mean", "low", "high")
    ]


@pytest.mark.parametrize("day", [NOON.date() + 14 * DAY, date(2030, 1, 1)])
def test_a_day_that_has_come_or_is_far_away_has_no_way_there(learner: Learner, day: date) -> None:
    learner.write(f"exam: {{date: {day}}}\n")
    learner.learn()
    found = learner.insight.forecast()
    assert found is not None
    assert (found.stopping, found.going_on) == (None, None)
    report = learner_report(learner.study, learner.study.deck("kitchen"))
    assert "In an exam today, a mark of " in "\n".join(learner_lines(learner_view(report), 500))


def test_what_was_learned_long_ago_is_partly_forgotten(learner: Learner) -> None:
    learner.learn()
    soon = learner.insight.forecast()
    learner.at += 365 * DAY
    late = learner.insight.forecast()
    assert soon is not None
    assert late is not None
    assert late.mean < soon.mean - 0.05
    assert late.unmet == soon.unmet


def test_what_no_card_has_taught_is_told(learner: Learner) -> None:
    learner.learn(days=1, cards=1)
    found, deck = learner.insight.forecast(), learner.study.deck("kitchen")
    assert found is not None
    assert 0.8 < found.unmet < 1
    assert f"{found.unmet:.0%} of the exam is on what no card has taught you yet." in list(
        sentences(found, deck, None)
    )


def test_a_deck_without_cards_is_forecast_by_its_questions(learner: Learner) -> None:
    lines = [
        f"  - {{id: q{n}, topic: {'ab'[n % 2]}, stem: What is {n}?, key: {{text: It is {n}}}, "
        f"distractors: [{{text: Is {n} one}}, {{text: Is {n} two}}, {{text: Is {n} three}}]}}"
        for n in range(30)
    ]
    path = learner.home / "decks" / "kitchen.yaml"
    path.write_text(ONLY_QUESTIONS.format(questions="\n".join(lines)), encoding="utf-8")
    before = learner.insight.forecast()
    assert before is not None
    assert before.unmet == pytest.approx(1)
    assert before.unseen == 1
    assert before.topics == (("a", 0.5), ("b", 0.5))
    session = learner.study.quiz(learner.study.deck("kitchen"), count=30)
    learner.study.remember(learner.study.deck("kitchen"))
    while session.current is not None:
        session.answer(learner.study.store, session.current.key, learner.at)
        session.next()
    after = learner.insight.forecast()
    assert after is not None
    assert after.unseen == 0
    assert after.mean > before.mean + 0.2
    learner.set_exam()
    plan = exam_plan(learner.study, learner.study.deck("kitchen"))
    assert plan is not None
    assert plan.now.mean == after.mean


def test_a_topic_that_only_questions_ask_about_has_its_weight(learner: Learner) -> None:
    path = learner.home / "decks" / "kitchen.yaml"
    text = path.read_text(encoding="utf-8")
    text = text.replace("topics:\n", "topics:\n  lore: Lore\n", 1)
    text = text.replace("id: brigade\n    topic: order", "id: brigade\n    topic: lore")
    path.write_text(text + "exam: {weights: {cooking/sauces: 3, lore: 1}}\n", encoding="utf-8")
    found = learner.insight.forecast()
    assert found is not None
    assert found.topics == (("cooking/sauces", 0.75), ("lore", 0.25))
    learner.learn()
    later = learner.insight.forecast()
    assert later is not None
    assert later.unmet >= 0.25


def test_passing_is_a_whole_number_of_questions() -> None:
    sure = [0.5] * 5
    assert mark(sure).passing is None
    half = mark(sure, pass_mark=0.5).passing
    assert half is not None
    assert 0.55 < half < 0.57  # 20 of 40 pass, which is the likeliest number
    assert mark(sure, pass_mark=19.5 / QUESTIONS).passing == half
    assert mark(sure, pass_mark=20.1 / QUESTIONS).passing == mark(sure, pass_mark=21 / QUESTIONS).passing
    assert mark([1.0] * 5, pass_mark=1.0).passing == pytest.approx(1)
    assert mark(sure, pass_mark=1.0).passing == pytest.approx(0, abs=1e-6)


def test_an_exam_weighs_something() -> None:
    assert shares_of({"care": 1, "safety": 3, "none": 0}) == {"safety": 0.75, "care": 0.25}
    with pytest.raises(ValueError, match=r"^An exam weighs at least one topic\.$"):
        shares_of({"care": 0})
