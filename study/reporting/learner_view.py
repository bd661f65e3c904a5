"""A report on a learner as sections, for every way of writing it: sentences and tables, without any layout."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from progress.mastery.measures import THRESHOLD
from progress.reporting.reports import Report, Subject
from study.reporting import learner_words as words
from study.reporting.figures import many, percent
from study.reporting.learner_details import details
from study.reporting.learner_sections import Bar, Row, Section, Table

_SHOWN = 5
_PAIRS = 3
_OFF = 0.1
_CHECKED = 20


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure to be seen at once."""

    figure: str
    name: str
    range: str
    """How sure it is, or what it rests on."""


@dataclass(frozen=True, slots=True)
class LearnerView:
    """All that is shown."""

    report: Report
    title: str
    subtitle: str
    lead: tuple[str, ...]
    """What to read first: the next step, or why there is nothing to say."""
    tiles: tuple[Tile, ...]
    summary: tuple[Section, ...]
    """The first page."""
    details: tuple[Section, ...]
    footer: str


def learner_view(report: Report) -> LearnerView:
    """The report in sections."""
    on, done = report.basis, report.activity
    span = ""
    if done.first is not None and done.last is not None:
        span = f", on answers from {words.day(done.first)} to {words.day(done.last)}"
    who = f" of learner {on.learner}" if on.learner else ""
    footer = f"Made by Rolecall on {words.day(on.made)}. Deck {on.deck}, version {on.version}."
    if not report.answered:
        return LearnerView(
            report, on.title, f"Progress report{who}, {words.day(on.made)}", tuple(_nothing(report)), (), (), (), footer
        )  # fmt: skip
    lead = [report.next_step] if report.next_step else []
    if on.since and not done.answers:
        lead.append(f"Nothing was answered since {words.day(on.since)}.")
    return LearnerView(
        report,
        on.title,
        f"Progress report{who}, {words.day(on.made)}{span}",
        tuple(lead),
        tuple(_tiles(report)),
        tuple(_summary(report)),
        tuple(details(report)),
        footer,
    )


def _nothing(report: Report) -> Iterator[str]:
    on = report.basis
    yield (
        "There are no answers on this deck yet, so there is nothing to report: neither strengths nor weak topics. "
        "That says nothing about you."
    )
    if not on.questions:
        yield f"What to do: begin with study review {on.deck} ({many(on.cards, 'flashcard')})."
        return
    yield (
        f"What to do: begin with study review {on.deck} ({many(on.cards, 'flashcard')}) or study quiz {on.deck} "
        f"({many(on.questions, 'question')}). Some 50 answers make a first report worth reading; study quiz {on.deck} --diagnose "
        "finds weak topics with the fewest."
    )


def _tiles(report: Report) -> Iterator[Tile]:
    done = report.activity
    yield Tile(
        f"{done.answers:,}", "answer" if done.answers == 1 else "answers", f"on {many(len(done.days), 'day')}"
    )
    found = report.forecast
    if found is not None and report.foreseeable:
        on_the_day = found.going_on
        mark, name = (
            (on_the_day, "mark to expect in the exam") if on_the_day else (found, "mark to expect today")
        )
        yield Tile(percent(mark.mean), name, words.between(mark.low, mark.high))
    if report.recall:
        off = report.curve.off
        # An interval of the luck of the draw says nothing where the predictions themselves have turned out wrong.
        wrong = off is not None and off >= _OFF and report.curve.reviews >= _CHECKED
        sure = (
            f"predicted, off by {off * 100:.0f} points so far"
            if wrong and off is not None
            else words.interval(report.recall.interval)
        )
        yield Tile(percent(report.recall.share), "of cards recalled today", sure)
    weak = sum(each.standing.weak is True for each in report.topics)
    unknown = sum(each.standing.weak is None for each in report.topics)
    yield Tile(
        f"{weak} of {len(report.topics)}",
        "topics weak",
        f"{unknown} not known yet" if unknown else "with 80% certainty",
    )
    if report.coming.overdue:
        yield Tile(f"{report.coming.overdue:,}", "cards due today", "as things stand")


def _summary(report: Report) -> Iterator[Section]:
    weak = _foremost([each for each in report.topics if each.standing.weak])
    strong = sorted(
        (each for each in report.topics if each.strong and not each.standing.wide),
        key=lambda each: (-each.standing.low, each.standing.topic),
    )
    yield _named(
        "Weak topics",
        weak,
        "No topic is known to be weak.",
        "Weaker than 60% with a probability of at least 80%, the weakest first.",
    )
    yield _named(
        "Strengths",
        strong,
        "Too early to name any: no topic lies at 60% or above with its whole range.",
        "The surest first.",
    )
    unsure = list(_unsure(report))
    if unsure:
        yield Section("What is not known", tuple(unsure))
    yield Section("Confusions", tuple(_confusions(report)))
    yield Section("Activity", (*words.activity(report), words.coming(report)), picture="heat")
    yield Section("Forecast", tuple(words.forecast(report)))
    yield Section("What it rests on", (*words.basis(report), words.RANGES))


def _foremost(subjects: Sequence[Subject]) -> list[Subject]:
    """Without wider topics that are in the list only because of what is nested in them."""
    names = [each.standing.topic for each in subjects]
    return [
        each
        for each in subjects
        if not (each.standing.wide and any(name.startswith(each.standing.topic + "/") for name in names))
    ]


def _named(title: str, subjects: Sequence[Subject], none: str, note: str) -> Section:
    if not subjects:
        return Section(title, (none,))
    shown = subjects[:_SHOWN]
    rows = tuple(
        Row(
            (
                each.standing.title,
                words.ranged(each.standing.mean, each.standing.low, each.standing.high),
                words.trend(each.standing.trend),
                f"{each.standing.answers:,}",
            ),
            Bar(each.standing.mean, each.standing.low, each.standing.high, words.standing(each)),
        )
        for each in shown
    )
    left = len(subjects) - len(shown)
    more = (f"{left} more {'is' if left == 1 else 'are'} in the details.",) if left else ()
    heads = ("Topic", "Known (80% range)", "Trend", "Answers")
    return Section(
        title, (), Table(note, heads, rows, numbers=(3,), bars="0 to 100%", mark=THRESHOLD), notes=more
    )


def _unsure(report: Report) -> Iterator[str]:
    unknown = [each.standing.title for each in report.topics if each.standing.weak is None]
    if unknown:
        yield f"Not enough evidence yet on {many(len(unknown), 'topic')}: {words.listed(unknown)}."
    close = [each.standing.title for each in report.topics if each.standing.weak is False and not each.strong]
    if close:
        yield f"Too close to 60% to tell: {words.listed(close)}."


def _confusions(report: Report) -> Iterator[str]:
    found = report.confusions
    if not found.pairs:
        yield (
            f"No role was taken for the same other one twice, in {many(found.answers, 'question')} about roles."
            if found.answers
            else "Not enough evidence: no question about a role was answered yet."
        )
        return
    for pair in found.pairs[:_PAIRS]:
        yield words.confusion(pair, report)
    for hub in found.hubs[:1]:
        yield words.hub(hub, report)
    yield "study quiz --confused drills the first pair."
