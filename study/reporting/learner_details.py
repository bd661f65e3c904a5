"""The details of a report on a learner: every topic and role, and all that the first page is drawn from."""

from collections.abc import Iterator, Sequence

from progress.mastery.measures import THRESHOLD
from progress.reporting.report_activity import Missed
from progress.reporting.reports import Leech, Report, Subject
from study.reporting import learner_words as words
from study.reporting.figures import many, percent
from study.reporting.learner_sections import Bar, Row, Section, Table

_MOST = 15
"""Rows of what could go on for ever; data for programs holds all."""
_WEEKS = 26
_MINUTES = 10


def details(report: Report) -> Iterator[Section]:
    """Everything after the first page."""
    yield Section("How to read it", words.reading(), listed=True)
    yield _subjects("All topics", "Topic", report.topics)
    if report.roles:
        yield _subjects("All roles", "Role", report.roles)
    for part in (_confusions, _certainty, _recall, _weeks, _missed, _leeches, _exam, _steps):
        section = part(report)
        if section is not None:
            yield section
    yield Section("How it is worked out", words.method(), listed=True)


def _subjects(title: str, head: str, subjects: Sequence[Subject]) -> Section:
    verdicts = (
        ("Weak", [each for each in subjects if each.standing.weak]),
        (
            f"Too close to {THRESHOLD:.0%} to tell",
            [s for s in subjects if s.standing.weak is False and not s.strong],
        ),
        ("Strong", [each for each in subjects if each.strong]),
        ("Not enough evidence yet", [s for s in subjects if s.standing.weak is None and s.standing.answers]),
    )
    rows: list[Row] = []
    for verdict, found in verdicts:
        if found:
            rows.append(Row((verdict,)))
            rows += map(_subject, found)
    never = [each.standing.title for each in subjects if not each.standing.answers]
    notes = (f"Not asked about yet: {', '.join(never)}.",) if never else ()
    if not rows:
        return Section(title, notes)
    heads = (head, "Known (80% range)", "Trend", "Answers", "Recall today", "Seen")
    caption = "Weakest first within each group."
    table = Table(caption, heads, tuple(rows), numbers=(3, 5), bars="0 to 100%", mark=THRESHOLD)
    return Section(title, (), table, notes)


def _subject(each: Subject) -> Row:
    known = each.standing
    return Row(
        (
            known.title,
            words.ranged(known.mean, known.low, known.high),
            words.trend(known.trend),
            f"{known.answers:,}",
            words.ranged(each.recall.share, *each.recall.interval) if each.recall else "",
            percent(known.coverage),
        ),
        Bar(known.mean, known.low, known.high, words.standing(each)),
    )


def _confusions(report: Report) -> Section | None:
    found = report.confusions
    if not found.pairs:
        return None
    rows = tuple(
        Row(
            (
                report.titles.get(pair.role, pair.role),
                report.titles.get(pair.taken, pair.taken),
                f"{pair.times} of {pair.of}",
                words.interval(pair.interval),
                words.WAYS[pair.way],
            )
        )
        for pair in found.pairs[:_MOST]
    )
    heads = ("Asked about", "Taken for", "Times", "80% range", "Direction")
    caption = (
        f"The surest {len(rows)} of {len(found.pairs)}, from {many(found.answers, 'question')} about roles, of which "
        f"{found.wrong:,} were answered with another role."
    )
    notes = [words.behind(pair, report) for pair in found.pairs[:5]]
    notes += [words.hub(each, report) for each in found.hubs]
    return Section(
        "Which role was taken for which", (), Table(caption, heads, rows, numbers=(2,)), tuple(notes)
    )


def _certainty(report: Report) -> Section:
    title = "How sure, and how often right"
    if not report.surenesses:
        return Section(title, ("Not enough evidence: no question was answered with how sure you were.",))
    rows = tuple(
        Row(
            (words.CERTAINTIES[each.certainty], f"{each.right:,} of {each.answers:,}", words.interval(each.interval)),
            Bar(
                each.right / each.answers, *each.interval,
                f"{words.CERTAINTIES[each.certainty]}: {words.ranged(each.right / each.answers, *each.interval)} right",
            ),
        )
        for each in report.surenesses
    )  # fmt: skip
    caption = "Whoever judges themselves well is right oftener the surer they are."
    return Section(title, (), Table(caption, ("You said", "Right", "80% range"), rows, (1,), "0 to 100%"))


def _recall(report: Report) -> Section:
    title, curve = "Recall: predicted and actual", report.curve
    if not curve.points:
        return Section(title, (words.recall(report),))
    rows = tuple(
        Row((percent(p.predicted), f"{p.recalled:,} of {p.reviews:,}", words.interval(p.interval)))
        for p in curve.points
    )
    caption = "Reviews a day or more after the last one, by what the schedule predicted for them."
    table = Table(caption, ("Predicted", "Recalled", "80% range"), rows, (1,))
    return Section(title, (words.recall(report),), table, picture="curve")


def _weeks(report: Report) -> Section | None:
    weeks = report.activity.weeks
    if not weeks:
        return None
    shown = weeks[-_WEEKS:]
    rows = tuple(
        Row(
            (
                week.begins.isoformat(), str(week.days), f"{week.reviews:,}", f"{week.questions:,}", f"{week.minutes:.0f}",
                words.share(week.recalled, counted=False), words.share(week.right, counted=False),
            )
        )
        for week in shown
    )  # fmt: skip
    heads = ("Week of", "Days", "Reviews", "Questions", "Minutes", "Recalled", "Right")
    caption = "Recalled: cards asked again a day or more later. Right: questions, guessing included. Both with their 80% ranges."
    notes = (
        (f"{len(weeks) - len(shown)} earlier weeks are left out here.",) if len(weeks) > len(shown) else ()
    )
    return Section("Week by week", (), Table(caption, heads, rows, (1, 2, 3, 4)), notes)


def _missed(report: Report) -> Section:
    title, found = "Questions most often missed", report.activity.missed
    if not found:
        return Section(title, ("No question was answered wrong twice.",))
    rows = tuple(map(_missed_row, found[:_MOST]))
    caption = f"The surest {len(rows)} of {len(found)} that were answered wrong at least twice."
    return Section(
        title, (), Table(caption, ("Question", "Right answer", "Wrong", "80% range", "Last time"), rows, (2,))
    )


def _missed_row(each: Missed) -> Row:
    question = each.question
    keys = "; ".join(question.options[key].text for key in question.keys if key < len(question.options))
    last = f"{'right' if each.last_right else 'wrong'}, {each.last.isoformat()}"
    return Row(
        (
            question.stem,
            keys,
            f"{each.wrong.times} of {each.wrong.of}",
            words.interval(each.wrong.interval),
            last,
        )
    )


def _leeches(report: Report) -> Section:
    title, threshold = "Cards that will not stick", report.basis.leech_threshold
    if not threshold:
        return Section(title, ("Your settings say that no card is to be called a leech.",))
    if not report.leeches:
        return Section(title, (f"No card was forgotten {threshold} times or oftener.",))
    rows = tuple(map(_leech_row, report.leeches[:_MOST]))
    caption = f"{len(rows)} of {many(len(report.leeches), 'leech').replace('leechs', 'leeches')}: forgotten {threshold} times or oftener."
    notes = (
        "Add a note with a hint, reword the card or split it in two, or suspend it and come back later.",
    )
    return Section(title, (), Table(caption, ("Card", "Answer", "Forgotten", "State"), rows, (2,)), notes)


def _leech_row(each: Leech) -> Row:
    state = "suspended" if each.suspended else "in use"
    return Row(
        (
            each.card.prompt, each.card.answer.replace("\n", "; "), f"{each.lapses} times in {each.reps}",
            f"{state}; your note: {each.note}" if each.note else state,
        )
    )  # fmt: skip


def _exam(report: Report) -> Section | None:
    found = report.forecast
    if found is None or not report.foreseeable:
        return None
    by_id = {each.standing.topic: each.standing for each in report.topics}
    rows = tuple(
        Row(
            (
                by_id[topic].title, percent(share),
                words.ranged(by_id[topic].mean, by_id[topic].low, by_id[topic].high) if by_id[topic].answers else "not asked yet",
            )
        )
        for topic, share in found.topics
        if topic in by_id
    )  # fmt: skip
    caption = (
        "As the deck's exam weighs them."
        if report.basis.weighed
        else "By how many of the deck's facts are theirs."
    )
    heads = ("Topic", "Share of the exam", "Known (80% range)")
    return Section("What the forecast weighs", (), Table(caption, heads, rows, (1,)))


def _steps(report: Report) -> Section | None:
    titled: list[Row] = [
        Row(
            (
                each.title,
                f"{min(each.low * _MINUTES, each.facts):.1f} to {min(each.high * _MINUTES, each.facts):.1f}",
                percent(each.forgetting),
            )
        )
        for each in report.steps[:_MOST]
    ]
    if not titled:
        return None
    until = (
        f"until the exam on {words.day(report.basis.exam)}"
        if report.basis.exam and report.basis.exam > report.basis.made
        else "within a week"
    )
    caption = f"Facts more that will be known {until}, for each {_MINUTES} minutes of practice; roughly."
    table = Table(caption, ("Topic", "Facts gained", "Of it keeping what is known"), tuple(titled), (1, 2))
    return Section("What practice gains most", (), table)
