"""The further views of `study weak`: confusions, calibration, and the mark to expect."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from decks.model import Deck, Question
from study.output import (
    Column,
    Fields,
    counted,
    json_line,
    json_text,
    narrate,
    table,
    text_width,
    wrapped,
    write,
)

if TYPE_CHECKING:
    from progress.mastery.confusions import Confusion
    from progress.mastery.shares import Interval
    from progress.scheduling.exam_belief import Mark
    from progress.scheduling.exam_forecast import Forecast
    from study.insights.insight import Insight

_WAYS = {"both": "both ways", "one": "one way", "unknown": "not known"}
_CERTAINTIES = {1: "Guess", 2: "Unsure", 3: "Sure"}
_SHOWN = 12  # pairs that a person wants to read


def _confusions(deck: Deck, questions: Sequence[Question], insight: "Insight", form: str) -> None:
    from study.words.insights import pair_titles

    title = pair_titles(deck)
    found = insight.confusions
    subjects = {question.fact: question.subject for question in questions}
    pairs: list[Fields] = [
        {
            "role": pair.role,
            "role_title": title(pair.role),
            "taken": pair.taken,
            "taken_title": title(pair.taken),
            "times": pair.times,
            "of": pair.of,
            **_ends(pair.interval),
            "way": pair.way.value,
            "facts": [
                {"fact": fact, "text": subjects.get(fact, fact), "times": times} for fact, times in pair.facts
            ],
        }
        for pair in found.pairs
    ]
    hubs: list[Fields] = [
        {
            "role": hub.role,
            "role_title": title(hub.role),
            "times": hub.times,
            "of": hub.of,
            **_ends(hub.interval),
            "roles": list(hub.roles),
        }
        for hub in found.hubs
    ]
    if form == "json":
        write(json_text({"answers": found.answers, "wrong": found.wrong, "pairs": pairs, "hubs": hubs}))
        return
    if form == "jsonl":
        for fields in pairs:
            write(json_line(fields))
        return
    if not found.pairs:
        narrate(
            f"No role was taken for the same other one twice so far, in {counted(found.answers, 'question')} answered."
        )
        return
    columns = (
        Column("Asked about"), Column("Taken for"), Column("Times", right=True), Column("80% interval", right=True),
        Column("Direction"),
    )  # fmt: skip
    rows = [_pair_row(pair, title) for pair in found.pairs[:_SHOWN]]
    _write(table(columns, rows, text_width()))
    first = found.pairs[0]
    write("")
    about = "; ".join(subjects.get(fact, fact) for fact, _ in first.facts[:3])
    _say(f"{title(first.role)}, taken for {title(first.taken)}, where asked about: {about}.")
    for hub in found.hubs:
        ends = f"{hub.interval.low:.0%} to {hub.interval.high:.0%}"
        names = ", ".join(title(role) for role in hub.roles[:4])
        _say(
            f"{title(hub.role)} is what you take many roles for: {hub.times} of {hub.of} times ({ends}), for {names}."
        )
    _say(f"From {counted(found.answers, 'question')} answered. study quiz --confused drills the first pair.")


def _pair_row(pair: "Confusion", title: Callable[[str], str]) -> tuple[str, ...]:
    return (
        title(pair.role),
        title(pair.taken),
        f"{pair.times} of {pair.of}",
        f"{pair.interval.low:.0%} to {pair.interval.high:.0%}",
        _WAYS[pair.way.value],
    )


def _calibration(deck: Deck, questions: Sequence[Question], insight: "Insight", form: str) -> None:  # noqa: ARG001
    sure, curve = insight.surenesses(), insight.recall_curve()
    certainty: list[Fields] = [
        {"certainty": each.certainty, "right": each.right, "answers": each.answers, **_ends(each.interval)}
        for each in sure
    ]
    recall: list[Fields] = [
        {
            "predicted": round(point.predicted, 4),
            "recalled": point.recalled,
            "reviews": point.reviews,
            **_ends(point.interval),
        }
        for point in curve.points
    ]
    if form == "json":
        off = None if curve.off is None else round(curve.off, 4)
        write(json_text({"certainty": certainty, "recall": recall, "reviews": curve.reviews, "off": off}))
        return
    if form == "jsonl":
        for fields in [*certainty, *recall]:
            write(json_line(fields))
        return
    if sure:
        columns = (Column("You said"), Column("Right", right=True), Column("80% interval", right=True))
        rows = [
            (_CERTAINTIES[each.certainty], f"{each.right} of {each.answers}", _interval(each.interval))
            for each in sure
        ]
        _write(table(columns, rows, text_width()))
        write("")
    else:
        narrate("No question was answered with how sure you were so far.")
    if curve.points:
        columns = (
            Column("Recall expected", right=True), Column("Recalled", right=True), Column("80% interval", right=True)
        )  # fmt: skip
        rows = [
            (f"{p.predicted:.0%}", f"{p.recalled} of {p.reviews}", _interval(p.interval))
            for p in curve.points
        ]
        _write(table(columns, rows, text_width()))
        _say(
            f"Off by {curve.off or 0:.1%} on average, over {counted(curve.reviews, 'review')} a day or more after the last."
        )
    else:
        narrate("No card was reviewed a day or more after its last review so far.")


def _forecast(deck: Deck, questions: Sequence[Question], insight: "Insight", form: str) -> None:  # noqa: ARG001
    from progress.scheduling.exam_belief import QUESTIONS
    from study.words.forecast import sentences, weighed

    found = insight.forecast()
    if found is None:
        narrate("The deck asks nothing, so there is no exam to forecast.")
        return
    if form == "text":
        for sentence in sentences(found, deck, insight.exam_day):
            _say(sentence)
        return
    topics: list[Fields] = [{"topic": topic, "share": round(share, 4)} for topic, share in found.topics]
    record: Fields = {
        **_mark(found),
        "unseen": round(found.unseen, 4),
        "unmet": round(found.unmet, 4),
        "date": insight.exam_day.isoformat() if insight.exam_day else None,
        "stopping": _mark(found.stopping) if found.stopping else None,
        "going_on": _mark(found.going_on) if found.going_on else None,
        "new_per_day": found.new_per_day,
        "questions": QUESTIONS,
        "options": found.options,
        "choosing": _mark(found.choosing),
        "weights": "exam" if weighed(deck) else "facts",
        "topics": topics,
    }
    write(json_text(record) if form == "json" else json_line(record))


def _mark(found: "Mark | Forecast") -> Fields:
    passing = None if found.passing is None else round(found.passing, 4)
    return {
        "mean": round(found.mean, 4),
        "low": round(found.low, 4),
        "high": round(found.high, 4),
        "passing": passing,
    }


def _ends(interval: "Interval") -> Fields:
    return {"low": round(interval.low, 4), "high": round(interval.high, 4)}


def _interval(interval: "Interval") -> str:
    return f"{interval.low:.0%} to {interval.high:.0%}"


def _say(sentence: str) -> None:
    _write(wrapped(sentence, text_width()))


def _write(lines: Sequence[str]) -> None:
    for line in lines:
        write(line)


VIEWS: dict[str, Callable[[Deck, Sequence[Question], "Insight", str], None]] = {
    "confusions": _confusions,
    "calibration": _calibration,
    "forecast": _forecast,
}
"""What each view writes, by the name of its option."""
