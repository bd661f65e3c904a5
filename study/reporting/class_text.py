"""The report on a class as lines for a terminal or a text file."""

from collections.abc import Iterator, Sequence

from study.output import Column, table, wrapped
from study.reporting.class_rows import ChangeRow, ClassView, QuestionRow
from study.reporting.figures import many, number, percent, signed

_BARS = " ▁▂▃▄▅▆▇█"
_NEEDS, _TOPICS, _GRAVE, _MINOR, _ALL = 20, 5, 20, 10, 40  # what a person wants to read in a terminal
_ELSEWHERE = "(all with --format html, csv or json)"


def class_lines(view: ClassView, width: int | None) -> Iterator[str]:
    """The report. `width`: of the terminal; None where lines may be as long as they are."""
    yield from wrapped(f"{view.title}: a class of {many(view.students, 'student')}", width)
    for sentence in view.basis:
        yield from wrapped(sentence, width, "", "  ")
    for odd in view.oddities:
        yield from wrapped(str(odd["sentence"]), width, "! ", "  ")
    for part in (_topics, _grave, _needs, _changes, _groups, _minor, _questions, _whole):
        lines = list(part(view, width))
        if lines:
            yield ""
            yield from lines
    for title, sentences in (("Left out", view.left_out), ("How it is worked out", view.method)):
        if sentences:
            yield ""
            yield title
        for sentence in sentences:
            yield from wrapped(sentence, width, "- ", "  ")


def _topics(view: ClassView, width: int | None) -> Iterator[str]:
    if not view.topics:
        return
    columns = (
        Column("Topic"), Column("Known", right=True), Column("80% interval", right=True), Column("0-100%"),
        Column("Weak", right=True), Column("Not", right=True), Column("Unknown", right=True), Column("Answers", right=True),
    )  # fmt: skip
    rows = [
        (
            f"{'· ' * t.depth}{t.title}", percent(t.mean), f"{percent(t.low)} to {percent(t.high)}", _spark(t.histogram),
            str(t.weak), str(t.not_weak), str(t.unknown), f"{t.answers:,}",
        )
        for t in view.topics
    ]  # fmt: skip
    yield "Topics, weakest first"
    yield from table(columns, rows, width)


def _spark(counts: Sequence[int]) -> str:
    most = max(counts, default=0)
    return "".join(
        _BARS[-(-n * (len(_BARS) - 1) // most)] if n else "." for n in counts
    )  # a dot: nobody; whoever is there is seen


def _needs(view: ClassView, width: int | None) -> Iterator[str]:
    if not view.needs and not view.common:
        return
    yield "Who needs help with what"
    if view.common:
        yield from wrapped(common_sentence(view), width, "", "  ")
    for need in view.needs[:_NEEDS]:
        topics = [f"{t.title} ({percent(t.low)} to {percent(t.high)})" for t in need.topics[:_TOPICS]]
        if len(need.topics) > _TOPICS:
            topics.append(f"and {len(need.topics) - _TOPICS} more")
        yield from wrapped(f"{need.called}: {', '.join(topics)}", width, "", "  ")
    if len(view.needs) > _NEEDS:
        yield f"… and {many(len(view.needs) - _NEEDS, 'student')} more {_ELSEWHERE}"


def common_sentence(view: ClassView) -> str:
    """Which topics are a matter for the class."""
    topics = "; ".join(f"{t.title} ({t.weak} of {t.weak + t.not_weak} are weak at it)" for t in view.common)
    return f"To teach again, before single students are looked at: {topics}."


def _grave(view: ClassView, width: int | None) -> Iterator[str]:
    if not view.questions:
        return
    if not view.grave:
        yield f"No question in doubt, of {len(view.questions)} that enough students answered"
        return
    yield "Questions in doubt, the gravest first"
    for row in view.grave[:_GRAVE]:
        yield from _finding(row, width)
        yield from _options(row, width)
    if len(view.grave) > _GRAVE:
        yield f"… and {many(len(view.grave) - _GRAVE, 'question')} more {_ELSEWHERE}"


def _minor(view: ClassView, width: int | None) -> Iterator[str]:
    if not view.minor:
        return
    yield "Smaller matters with questions"
    for row in view.minor[:_MINOR]:
        yield from _finding(row, width)
    if len(view.minor) > _MINOR:
        yield f"… and {many(len(view.minor) - _MINOR, 'question')} more {_ELSEWHERE}"


def _finding(row: QuestionRow, width: int | None) -> Iterator[str]:
    yield from wrapped(row.stem, width, "", "  ")
    place = f"{row.place}: " if row.place else ""
    about = (
        f"{place}{row.question}, {many(row.students, 'student')}{', provisional' if row.provisional else ''}"
    )
    yield from wrapped(about, width, "  ", "  ")
    for told in row.findings:
        yield from wrapped(f"{told.head}. {told.what} {told.action}", width, "  - ", "    ")


def _options(row: QuestionRow, width: int | None) -> Iterator[str]:
    if not row.options:
        return
    columns = (
        Column("Option"), Column("Chosen", right=True), Column("Strong", right=True), Column("Weak", right=True), Column(""),
    )  # fmt: skip
    rows = [
        (
            o.text, f"{o.chosen} of {o.shown}", f"{o.strong} of {o.strong_of}", f"{o.weak} of {o.weak_of}",
            "key" if o.key else "may be right" if o.suspect else "dead" if o.dead else "",
        )
        for o in row.options
    ]  # fmt: skip
    for line in table(columns, rows, None if width is None else width - 4):
        yield f"    {line}"


def _questions(view: ClassView, width: int | None) -> Iterator[str]:
    if not view.questions:
        return
    if len(view.questions) > _ALL:
        yield f"All {len(view.questions)} questions one by one: --format html, csv or json."
        return
    columns = (
        Column("Question"), Column("Students", right=True), Column("Facility", right=True), Column("SD", right=True),
        Column("Index", right=True), Column("Efficiency", right=True), Column("Weight", right=True), Column("Effective", right=True),
    )  # fmt: skip
    rows = [
        (
            row.question, str(row.students), percent(row.facility), percent(row.deviation),
            number(row.discrimination_index), number(row.discriminative_efficiency), number(row.intended_weight, 2),
            number(row.effective_weight, 2),
        )
        for row in view.questions
    ]  # fmt: skip
    yield "All questions: facility index, standard deviation, discrimination index and efficiency (%), weights (%)"
    yield from table(columns, rows, width)


def _whole(view: ClassView, width: int | None) -> Iterator[str]:
    whole = view.whole
    if not view.questions or whole.average is None:
        return
    yield f"All questions together: {many(whole.questions, 'question')}, {many(whole.students, 'student')}"
    for title, value in whole_figures(view):
        yield from wrapped(f"{title}: {value}", width, "  ", "    ")


def whole_figures(view: ClassView) -> list[tuple[str, str]]:
    """Moodle's statistics of the whole, each with its name."""
    whole = view.whole
    return [
        ("Average mark", f"{number(whole.average)} of {whole.questions}"),
        ("Median mark", number(whole.median)),
        ("Standard deviation", number(whole.deviation)),
        ("Skewness", number(whole.skewness, 2)),
        ("Kurtosis", number(whole.kurtosis, 2)),
        ("Coefficient of internal consistency", percent_of(whole.consistency)),
        ("Error ratio", percent_of(whole.error_ratio)),
        ("Standard error", number(whole.standard_error)),
    ]


def percent_of(value: float | None) -> str:
    """A value that is in percent already."""
    return "" if value is None else f"{number(value)}%"


def _changes(view: ClassView, width: int | None) -> Iterator[str]:
    if not view.changes:
        return
    yield f"Then and now: right at first, {view.between[0]} against {view.between[1]}"
    yield from _compared(view.changes, ("Then", "Now"), width)


def _groups(view: ClassView, width: int | None) -> Iterator[str]:
    for place, group in enumerate(view.groups):
        if place:
            yield ""
        yield f"{group.group} ({many(group.students, 'student')}) against all others: right at first"
        yield from _compared(group.topics, ("Others", "Group"), width)


def _compared(rows: Sequence[ChangeRow], heads: tuple[str, str], width: int | None) -> list[str]:
    columns = (
        Column("Topic"), Column(heads[0], right=True), Column(heads[1], right=True), Column("Difference", right=True),
        Column("95% interval", right=True), Column(""),
    )  # fmt: skip
    cells = [
        (
            r.title, percent(r.before), percent(r.after), signed(r.change), f"{signed(r.low)} to {signed(r.high)}",
            ("higher" if r.change > 0 else "lower") if r.clear else "",
        )
        for r in rows
    ]  # fmt: skip
    return table(columns, cells, width)
