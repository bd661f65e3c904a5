"""The report on a learner as text, Markdown, HTML, CSV and JSON: what a reader sees, whatever a deck's texts are."""

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest

from decks.model import CardKind, QuestionKind
from progress.days import StudyDays
from progress.events import Certainty, Event, EventKind, Rating
from progress.locations import locate
from progress.scheduling.preferences import Preferences
from study.core import Study
from study.output import width_of
from study.reporting.heat import heat_map
from study.reporting.learner_markdown import escaped, learner_markdown
from study.reporting.learner_page import learner_page
from study.reporting.learner_pdf import NoPdf, learner_pdf
from study.reporting.learner_report import learner_report
from study.reporting.learner_tables import TABLES, csv_text, json_fields
from study.reporting.learner_text import learner_lines
from study.reporting.learner_view import learner_view
from study.settings.settings import Settings

NOW = datetime(2026, 5, 20, 18, tzinfo=UTC)
HOSTILE = (
    ("A kitchen brigade", '"<script>alert(1)</script> \\e[31m =1+1 | **x** [y](http://evil.example)"'),
    ("Sauces", '"=HYPERLINK(1)"'),
    ("Head chef", '"<img src=x onerror=alert(1)> | `x`"'),
    ("Plan the menu", '"</title></svg><script>alert(2)</script>"'),
    ("Taste every dish", '"@SUM(A1:A9) \\u202egnp.exe"'),
)


@pytest.fixture
def kitchens(home: Path) -> Iterator[Study]:
    study = Study(
        locate({"STUDY_HOME": str(home)}), StudyDays(UTC), clock=lambda: NOW, random=Random(1),
        settings=Settings(preferences=Preferences(leech_threshold=5)),
    )  # fmt: skip
    yield study
    study.close()


def learn(study: Study, days: int = 30) -> None:
    """Three questions and two cards a day: sauces hardly ever right, whose duty is whose mixed up, all else mostly right."""
    deck = study.deck("kitchen")
    # What was asked has to be the same whatever else a deck is made into.
    cards = sorted((c for c in study.cards(deck) if c.kind is CardKind.DUTY_ROLES), key=lambda c: c.id)
    questions = [q for q in study.questions(deck) if q.kind is QuestionKind.ROLE_OF_DUTY]
    questions.sort(key=lambda q: q.id)
    random, events = Random(5), []
    for number in range(days * 5):
        day, place = divmod(number, 5)
        at = NOW - timedelta(days=days - day, hours=6) + timedelta(minutes=place)
        common = {
            "id": f"00000000-0000-7000-8000-{number:012d}", "learner": "", "device": "", "at": at, "deck": deck.id,
            "latency_ms": 12_000, "day": at.date(),
        }  # fmt: skip
        if place < 2:
            card = cards[0] if place == 0 else cards[day % len(cards)]
            bad = card.topic == "cooking/sauces" or (place == 0 and day % 4 == 3)
            rating = Rating.AGAIN if bad else Rating.GOOD
            events.append(
                Event(kind=EventKind.REVIEW, card=card.id, correct=rating > 1, rating=rating, **common)
            )
            continue
        question = random.choice(questions)
        refs = tuple(option.ref for option in question.options)
        right = question.topic != "cooking/sauces" and random.random() < 0.8
        wrong = min(ref for ref in refs if ref != refs[question.key])
        chosen = question.key if right else refs.index(wrong)
        events.append(
            Event(
                kind=EventKind.QUIZ, card=question.id, correct=right, options=refs, chosen=chosen,
                certainty=Certainty.SURE if right else Certainty.GUESS, session="s", **common,
            )
        )  # fmt: skip
    study.store.add(events)


class Page(HTMLParser):
    """What a browser makes of a page, as far as tests care."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.shown: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.shown.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.shown).split())


def hostile(home: Path, study: Study) -> None:
    path = home / "decks" / "kitchen.yaml"
    text = path.read_text(encoding="utf-8")
    for plain, evil in HOSTILE:
        assert plain in text
        text = re.sub(rf"(?<=: ){plain}(?=[,}}\n])", lambda _, evil=evil: evil, text)
    path.write_text(text, encoding="utf-8")


def first_page(study: Study) -> str:
    lines = list(learner_lines(learner_view(learner_report(study, study.deck("kitchen"))), 80))
    return "\n".join(lines[: lines.index("DETAILS")]).rstrip()


def test_the_first_page_of_a_fixed_history(kitchens: Study):
    learn(kitchens)
    on = learner_report(kitchens, kitchens.deck("kitchen")).basis
    said = first_page(kitchens).replace(on.version, "VERSION")
    said = said.replace(f"{on.cards} flashcards", "26 flashcards").replace(
        f"{on.questions} questions.", "34 questions."
    )
    assert said == EXPECTED


def test_every_line_of_text_fits_80_columns(kitchens: Study):
    learn(kitchens)
    lines = list(learner_lines(learner_view(learner_report(kitchens, kitchens.deck("kitchen"))), 80))
    assert max(map(width_of, lines)) <= 80


def test_without_answers_it_says_so_and_what_to_do(kitchens: Study):
    report = learner_report(kitchens, kitchens.deck("kitchen"))
    assert not report.answered
    view = learner_view(report)
    assert list(learner_lines(view, 80))[:6] == [
        "A kitchen brigade",
        "Progress report, 20 May 2026",
        "",
        "There are no answers on this deck yet, so there is nothing to report: neither",
        "strengths nor weak topics. That says nothing about you.",
        "",
    ]
    deck = kitchens.deck("kitchen")
    assert view.lead[1] == (
        f"What to do: begin with study review kitchen ({len(kitchens.cards(deck))} flashcards) or study quiz kitchen "
        f"({len(kitchens.questions(deck))} questions). Some 50 answers make a first report worth reading; study quiz kitchen "
        "--diagnose finds weak topics with the fewest."
    )
    assert "nothing to report" in Page(learner_page(view)).text
    assert json_fields(report)["forecast"] is None


def test_a_few_answers_are_not_enough_evidence(kitchens: Study):
    learn(kitchens, 1)
    said = first_page(kitchens)
    assert "- No topic is known to be weak." in said
    assert "- Too early to name any: no topic lies at 60% or above with its whole range." in said
    assert "Not enough evidence for a forecast" in said
    assert "mark to expect" not in said


def test_html_is_one_page_that_can_be_read_aloud(kitchens: Study):
    learn(kitchens)
    page = Page(learner_page(learner_view(learner_report(kitchens, kitchens.deck("kitchen")))))
    names = [tag for tag, _ in page.tags]
    assert "script" not in names
    assert not {"src", "href", "onload", "onerror"} & {name for _, attrs in page.tags for name in attrs}
    assert names.count("h1") == 1
    levels = [int(tag[1]) for tag in names if re.fullmatch("h[1-6]", tag)]
    assert all(b - a <= 1 for a, b in pairwise(levels))
    assert names.count("table") == names.count("caption") >= 8
    assert all("scope" in attrs for tag, attrs in page.tags if tag == "th")
    pictures = [attrs for tag, attrs in page.tags if tag == "svg"]
    assert len(pictures) > 8
    assert all(attrs["role"] == "img" and attrs["aria-label"] for attrs in pictures)
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert {attrs["aria-labelledby"] for tag, attrs in page.tags if tag == "section"} == set(ids)


def test_hostile_texts_stay_texts(home: Path, kitchens: Study):
    hostile(home, kitchens)
    learn(kitchens)
    report = learner_report(kitchens, kitchens.deck("kitchen"))
    view = learner_view(report)
    page = Page(learner_page(view))
    assert not {"script", "img", "a"} & {tag for tag, _ in page.tags}
    assert "<script>alert(1)</script> ␛[31m =1+1" in page.text
    for written in (learner_page(view), learner_markdown(view), "\n".join(learner_lines(view, 80))):
        assert "\x1b" not in written
        assert "\u202e" not in written
    markdown = learner_markdown(view)
    assert markdown.startswith("# \\<script\\>alert(1)\\</script\\>")
    assert not re.search(r"(?<!\\)<", markdown)
    assert "http:/" not in markdown
    for name in TABLES:
        for row in csv.reader(io.StringIO(csv_text(report, name))):
            assert not [cell for cell in row if cell.startswith(("=", "+", "@", "\t", "\r"))]
            assert all(re.fullmatch(r"-?[\d.]+", cell) for cell in row if cell.startswith("-"))
    assert "'=HYPERLINK(1)" in csv_text(report, "topics")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a | b", "a \\| b"),
        ("1. one", "1\\. one"),
        ("- one", "\\- one"),
        ("---", "\\---"),
        ("+ one", "\\+ one"),
        ("# one", "\\# one"),
        ("*b* _i_ `c` ~s~", "\\*b\\* \\_i\\_ \\`c\\` \\~s\\~"),
        ("[x](http://y)", "\\[x\\](http\\://y)"),
        ("WWW.evil.example", "WWW\\.evil.example"),
        ("me@evil.example &amp; $x$", "me\\@evil.example \\&amp; \\$x\\$"),
        ("one\ntwo", "one two"),
        ("a\\|b", "a\\\\\\|b"),
        ("64% (3.5 of 5)", "64% (3.5 of 5)"),
    ],
)
def test_markdown_is_escaped(text: str, written: str):
    assert escaped(text) == written


def test_json_holds_no_number_without_its_range(kitchens: Study):
    learn(kitchens)
    found = json.loads(json.dumps(json_fields(learner_report(kitchens, kitchens.deck("kitchen")))))
    assert found["basis"]["answers"] == 150
    assert found["topics"][0]["topic"] == "cooking/sauces"
    for topic in found["topics"] + found["roles"]:
        assert topic["low"] <= topic["mean"] <= topic["high"]
    for missed in found["missed"]:
        assert missed["low"] <= missed["wrong"] / missed["of"] <= missed["high"]
    assert found["forecast"]["low"] <= found["forecast"]["mean"] <= found["forecast"]["high"]
    assert {week["week"] for week in found["activity"]["weeks"]} == {
        "2026-04-20", "2026-04-27", "2026-05-04", "2026-05-11", "2026-05-18",
    }  # fmt: skip


def test_since_counts_later_days_and_leaves_the_standing(kitchens: Study):
    learn(kitchens)
    deck = kitchens.deck("kitchen")
    whole, part = learner_report(kitchens, deck), learner_report(kitchens, deck, date(2026, 5, 15))
    assert [each.standing for each in part.topics] == [each.standing for each in whole.topics]
    assert (part.activity.answers, part.activity.first) == (25, date(2026, 5, 15))
    said = "\n".join(learner_lines(learner_view(part), 200))
    assert (
        "What was done, the weeks and the questions missed count from 15 May 2026 on; where you stand rests on all answers"
        in said
    )
    later = learner_report(kitchens, deck, date(2026, 5, 20))
    assert "Nothing was answered since 20 May 2026." in learner_view(later).lead


def test_a_pseudonym_stands_in_an_anonymous_report(kitchens: Study):
    learn(kitchens)
    deck = kitchens.deck("kitchen")
    leech = learner_report(kitchens, deck).leeches[0].card
    at = NOW - timedelta(hours=1)
    kitchens.store.add(
        [
            Event(
                id="00000000-0000-7000-8000-100000000000", learner="", device="", at=at, kind=EventKind.NOTE,
                deck=deck.id, card=leech.id, correct=False, note="my secret hint",
            )
        ]
    )  # fmt: skip
    named, masked = learner_report(kitchens, deck), learner_report(kitchens, deck, anonymous=True)
    assert "my secret hint" in learner_page(learner_view(named))
    assert "my secret hint" not in learner_page(learner_view(masked))
    assert re.fullmatch(r"[a-z2-9]{5}-[a-z2-9]{5}", masked.basis.learner)
    assert learner_view(masked).subtitle.startswith(
        f"Progress report of learner {masked.basis.learner}, 20 May 2026"
    )
    assert learner_report(kitchens, deck, anonymous=True).basis.learner == masked.basis.learner


@pytest.mark.parametrize("exam", [None, date(2026, 6, 20)])
def test_the_report_on_answers_in_a_schools_database_is_the_same(
    kitchens: Study, home: Path, school: Any, exam: date | None
):
    if exam:
        path = home / "decks" / "kitchen.yaml"
        path.write_text(path.read_text(encoding="utf-8") + f"exam: {{date: {exam}}}\n", encoding="utf-8")
    places = locate({"STUDY_HOME": str(home), "STUDY_DATABASE": school.learner()})
    served = Study(places, StudyDays(UTC), clock=lambda: NOW, random=Random(1), settings=kitchens.settings)
    try:
        learn(kitchens)
        learn(served)
        expected, found = (
            json_fields(learner_report(study, study.deck("kitchen"))) for study in (kitchens, served)
        )
    finally:
        served.close()
    assert found == expected
    assert bool(exam) == bool(found["forecast"]["going_on"])


def test_the_heat_map_says_what_it_shows():
    days = [(date(2026, 5, 4), 3), (date(2026, 5, 6), 40), (date(2024, 1, 1), 9)]
    picture = str(heat_map(days, date(2026, 5, 20)))
    assert (
        'aria-label="Calendar of answers from 2026-05-04 to 2026-05-20: answers on 2 days, the most on 2026-05-06, 40. '
        'The table of weeks has the figures."'
    ) in picture
    assert "<title>2026-05-06: 40</title>" in picture
    assert "2026-05-21" not in picture
    assert str(heat_map([], date(2026, 5, 20))) == ""


@pytest.mark.usefixtures("pdf_writer")
def test_pdf_is_the_same_each_time_and_holds_the_report(kitchens: Study):
    pypdf = pytest.importorskip("pypdf")
    learn(kitchens)
    page = learner_page(learner_view(learner_report(kitchens, kitchens.deck("kitchen"))))
    data = learner_pdf(page)
    short = re.sub("<main>.*</main>", "<main><p>Short</p></main>", page, flags=re.DOTALL)
    assert learner_pdf(short) == learner_pdf(short) != data
    read = pypdf.PdfReader(io.BytesIO(data))
    assert read.metadata.title == "A kitchen brigade: progress report"
    first = read.pages[0].extract_text()
    assert "Weak topics" in first
    assert "What it rests on" in first
    assert "All topics" in read.pages[1].extract_text()


def test_without_the_extra_pdf_says_what_to_do(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(__import__("sys").modules, "weasyprint", None)
    with pytest.raises(NoPdf) as told:
        learner_pdf("<p>")
    assert str(told.value) == (
        "PDF needs WeasyPrint, which is not installed: pip install 'rolecall[pdf]', or write HTML and print that."
    )


EXPECTED = """\
A kitchen brigade
Progress report, 20 May 2026, on answers from 20 April 2026 to 19 May 2026

Next best step: 10 minutes of Sauces gain about 3 facts, mostly by learning what
you do not know yet.

   150  answers, on 30 days
   54%  mark to expect today, 37–76%
   86%  of cards recalled today, predicted, off by 27 points so far
1 of 3  topics weak, with 80% certainty
     5  cards due today, as things stand

WEAK TOPICS
Weaker than 60% with a probability of at least 80%, the weakest first.
Topic   Known (80% range)  Trend  Answers
Sauces  18% (2–43%)                    13

STRENGTHS
The surest first.
Topic       Known (80% range)  Trend  Answers
Who is who  79% (63–95%)                   45

WHAT IS NOT KNOWN
- Too close to 60% to tell: Cooking.

CONFUSIONS
- Sauce cook, taken for Head chef 7 of 7 times (81–100% of such questions).
  Rarely the other way round.
- Pastry cook, taken for Head chef 13 of 36 times (27–47% of such questions).
  The other way round as well.
- Head chef, taken for Pastry cook 10 of 33 times (21–41% of such questions).
  The other way round as well.
- Head chef is what many roles are taken for: 23 of 57 times that it was a wrong
  option (32–49%), for Pastry cook, Sauce cook and Kitchen porter.
- study quiz --confused drills the first pair.

ACTIVITY
- 150 answers on 30 days from 20 April 2026 to 19 May 2026: 60 cards reviewed,
  90 questions answered; about 30 minutes in all.
- Days on end: now 30 days; at most 30.
- Of cards asked again a day or more later, recalled: 78% (69–85%) of 45.
- Of questions, answered right: 63% (57–70%) of 90; guessing included.
- 5 cards due today, and 1 more in the 7 days after, as things stand; new cards
  and what is forgotten on the way come on top.

FORECAST
- In an exam today, a mark of 54% is to be expected; 37–76% with a probability
  of 80%, the luck of the day included.
- 45% of the exam is on what no card has taught yet.
- For an exam of 40 questions without options to choose from; topics count by
  their facts, for the deck does not say what its exam weighs. With 4 options
  each, 68% (53–85%) if it were today.

WHAT IT RESTS ON
- 150 answers on 30 days, on the deck “kitchen”, version VERSION, as of 20
  May 2026. The deck makes 26 flashcards (12 reviewed so far) and 34 questions.
- Left out: answers that were taken back, and whatever was learned elsewhere.
- Every range holds the truth with a probability of 80%. How to read the rest is
  told in the details."""
