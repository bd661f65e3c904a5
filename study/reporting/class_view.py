"""The report on a class as its readers see it: with names, titles, places in the deck, and what to do, in words."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import PurePath

from decks.model import Deck, Question
from decks.text import one_line
from progress.classes.model import Change, ClassReport, ItemReport, Need, TopicSpread
from study.reporting.class_rows import (
    ChangeRow,
    ClassView,
    GroupRows,
    NeedRow,
    OptionRow,
    QuestionRow,
    TopicRow,
    WeakTopic,
)
from study.reporting.class_words import basis_sentences, flagged, left_out, method

_LONGEST = 60
ALL_TOPICS = "All topics"


def class_view(
    report: ClassReport,
    deck_id: str,
    deck: Deck | None,
    questions: Mapping[str, Question],
    version: str,
    made: date,
    names: Mapping[str, str],
) -> ClassView:
    """The report in words. `deck` is None where it is not at hand; `names` has the name of each pseudonym known."""
    title_of = deck.topic_title if deck else str
    shown = {} if deck is None else {role.id: role.title for role in deck.roles}
    facts = {} if deck is None else {fact.key: fact.text for role in deck.roles for fact in role.facts()}

    def text_of(ref: str, question: Question | None) -> str:
        options = question.options if question else ()
        known = next((option.text for option in options if option.ref == ref), "")
        return one_line(known or shown.get(ref, "") or facts.get(ref, "") or ref)

    def topic_title(topic: str) -> str:
        return one_line(title_of(topic)) if topic else ALL_TOPICS

    basis = report.basis
    rows = tuple(_topic(topic, topic_title) for topic in report.topics)
    days = [date.fromordinal(d).isoformat() if d else None for d in (basis.first_day, basis.last_day)]
    return ClassView(
        title=one_line(deck.title) if deck else deck_id,
        deck=deck_id,
        version=version,
        made=made.isoformat(),
        students=basis.students,
        answers=basis.answers,
        first_answers=basis.first_answers,
        days=basis.days,
        first_day=days[0],
        last_day=days[1],
        basis=basis_sentences(basis, version, deck is not None),
        topics=rows,
        common=tuple(row for row in rows if row.topic in report.common),
        needs=tuple(_need(need, names, topic_title) for need in report.needs),
        whole=report.whole,
        questions=tuple(
            _question(item, questions.get(item.question), topic_title, text_of) for item in report.items
        ),
        between=tuple(f"{_day(window[0])} to {_day(window[1])}" for window in report.windows or ()),
        changes=tuple(_change(change, topic_title) for change in report.changes),
        groups=tuple(
            GroupRows(_short(g.group), g.students, tuple(_change(c, topic_title) for c in g.changes))
            for g in report.groups
        ),
        oddities=tuple(
            {
                "kind": odd.kind,
                "times": odd.times,
                "sentence": one_line(odd.sentence),
                "files": list(odd.files),
            }
            for odd in report.oddities
        ),
        method=method(report.windows is not None, bool(report.groups)),
        left_out=left_out(report, deck is not None),
    )


def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()


def _short(text: str) -> str:
    text = one_line(text)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _topic(topic: TopicSpread, title_of: Callable[[str], str]) -> TopicRow:
    return TopicRow(
        topic.topic, title_of(topic.topic), topic.depth, topic.spread.mean, topic.spread.low, topic.spread.high,
        topic.students, topic.answers, topic.weak, topic.strong, topic.unknown, topic.quartiles, topic.histogram,
    )  # fmt: skip


def _need(need: Need, names: Mapping[str, str], title_of: Callable[[str], str]) -> NeedRow:
    name = names.get(need.student)
    return NeedRow(
        student=_short(need.student),
        name=_short(name) if name else None,
        answers=need.answers,
        topics=tuple(
            WeakTopic(topic, title_of(topic), s.mastery.mean, s.mastery.low, s.mastery.high, s.answers)
            for topic, s in need.topics
        ),
    )


def _question(
    report: ItemReport,
    question: Question | None,
    title_of: Callable[[str], str],
    text_of: Callable[[str, Question | None], str],
) -> QuestionRow:
    item = report.item
    mark = question.mark if question else None
    options = tuple(
        OptionRow(
            o.ref, text_of(o.ref, question), o.key, o.shown, o.chosen, o.strong, o.strong_of, o.weak, o.weak_of, o.rest,
            o.dead, o.suspect,
        )
        for o in report.options
    )  # fmt: skip
    place = f"{PurePath(mark.path).name}:{mark.line}" if mark else ""
    texts = {row.ref: row.text for row in options}
    return QuestionRow(
        question=report.question,
        stem=one_line(question.stem) if question else report.question,
        topic=question.topic if question else "",
        topic_title=title_of(question.topic) if question else "",
        file=mark.path if mark else None,
        line=mark.line if mark else None,
        students=item.students,
        provisional=report.provisional,
        facility=item.facility,
        deviation=item.deviation,
        discrimination_index=item.discrimination,
        discriminative_efficiency=item.efficiency,
        intended_weight=item.intended_weight,
        effective_weight=item.effective_weight,
        findings=flagged(report, question, texts, place),
        options=options,
    )


def _change(change: Change, title_of: Callable[[str], str]) -> ChangeRow:
    told = change.difference
    return ChangeRow(
        change.topic, title_of(change.topic), told.first.share, told.first.answers, told.second.share,
        told.second.answers, told.change, told.low, told.high, told.clear,
    )  # fmt: skip
