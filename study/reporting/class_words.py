"""What a report on a class says in sentences: what it rests on, what may be the matter with a question and what to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from decks.model import Question, QuestionKind
from progress.classes.choosing import FIRM, SHOWN, Flag
from progress.classes.model import Basis, ClassReport, ItemReport
from study.reporting.figures import many, number

_HEADS = {
    Flag.WRONG_KEY: "The key may be wrong",
    Flag.NEGATIVE: "Strong students get it wrong",
    Flag.DEAD: "A distractor that distracts nobody",
    Flag.LOW: "Does not tell strong from weak",
    Flag.HARD: "Hard",
    Flag.EASY: "Easy",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that may be the matter with a question."""

    flag: str
    """Its name for programs."""
    head: str
    what: str
    """What was seen."""
    action: str
    """What to do."""


class _Asked(NamedTuple):
    """What there is to say something of."""

    report: ItemReport
    question: Question | None
    texts: Mapping[str, str]
    place: str


def flagged(
    report: ItemReport, question: Question | None, texts: Mapping[str, str], place: str
) -> tuple[Told, ...]:
    """What may be the matter with a question. `texts`: of its options by reference; `place`: where it stands."""
    told = []
    for flag in report.flags:
        what, action = _SAYING[flag](_Asked(report, question, texts, place))
        told.append(Told(flag.value, _HEADS[flag], what, action))
    return tuple(told)


def _at(place: str) -> str:
    return f" at {place}" if place else ""


def _listed(names: list[str]) -> str:
    quoted = [f"“{name}”" for name in names]
    return " and ".join(filter(None, (", ".join(quoted[:-1]), quoted[-1])))


def _wrong_key(on: _Asked) -> tuple[str, str]:
    key = next(o for o in on.report.options if o.key)
    other = max((o for o in on.report.options if o.suspect), key=lambda o: (o.strong, o.chosen))
    chosen, right = on.texts[other.ref], on.texts[key.ref]
    what = (
        f"Of the third that did best on everything else, {other.strong} of {other.strong_of} chose “{chosen}” "
        f"and {key.strong} of {key.strong_of} the key “{right}”."
    )
    if on.question is None or on.question.kind is QuestionKind.WRITTEN:
        return what, (
            f"Check the key{_at(on.place)}: if “{chosen}” is right, make it the key; if both are, take one out; "
            "if neither decides, let the stem say what does."
        )
    if "/" in other.ref:
        fact, role = other.ref, on.question.role
    else:
        fact, role = on.question.id.partition(":")[2].partition("#")[0], other.ref
    return what, (
        f"Check what the deck says{_at(on.place)}: if the fact {fact} is true of {role} as well, add {role} to its “also”; "
        "if it is true only of that role, move it there."
    )


def _negative(on: _Asked) -> tuple[str, str]:
    what = f"Who does better on everything else does worse here (discrimination index {number(on.report.item.discrimination, 0)}%)."
    return what, (
        f"Read it{_at(on.place)} as somebody who knows a lot would: a second right answer, a trick in the stem, or a wrong key. "
        "Count it in no exam until that is clear."
    )


def _dead(on: _Asked) -> tuple[str, str]:
    dead = [o for o in on.report.options if o.dead]
    names = _listed([on.texts[o.ref] for o in dead])
    shown = ", ".join(f"{o.chosen} of {o.shown}" for o in dead)
    what = f"{names}: chosen by fewer than 5% ({shown} students)."
    if on.question is None or on.question.kind is QuestionKind.WRITTEN:
        return what, (
            f"Replace {'it' if len(dead) == 1 else 'them'}{_at(on.place)} by what students do mix up, or leave "
            f"{'it' if len(dead) == 1 else 'them'} out: fewer options that work are better."
        )
    role = on.question.role or "the role asked about"
    return (
        what,
        f"The program chose {'it' if len(dead) == 1 else 'them'}: name the roles that are really taken for {role} in its “related”.",
    )


def _low(on: _Asked) -> tuple[str, str]:
    what = f"Strong students do no better here than weak ones (discrimination index {number(on.report.item.discrimination, 0)}%)."
    return what, (
        f"Look{_at(on.place)} whether it can be answered without knowing (study decks audit finds such cues), or asks for something "
        "that the rest of the deck does not."
    )


def _hard(on: _Asked) -> tuple[str, str]:
    return f"{on.report.item.facility:.0%} were right at first.", (
        "Teach it again if it is meant to be known; if not, it asks for a detail."
    )


def _easy(on: _Asked) -> tuple[str, str]:
    return f"{on.report.item.facility:.0%} were right at first.", (
        "Nothing to mend: it is known. It tells nobody apart, so an exam can do without it."
    )


_SAYING = {
    Flag.WRONG_KEY: _wrong_key,
    Flag.NEGATIVE: _negative,
    Flag.DEAD: _dead,
    Flag.LOW: _low,
    Flag.HARD: _hard,
    Flag.EASY: _easy,
}


def basis_sentences(basis: Basis, version: str, here: bool) -> tuple[str, ...]:
    """What the report rests on."""
    if not basis.students:
        return ("No answers: there is nothing to report.",)
    first, last = date.fromordinal(basis.first_day), date.fromordinal(basis.last_day)
    when = f"on {first}" if first == last else f"from {first} to {last}, on {many(basis.days, 'day')}"
    told = [
        f"{many(basis.answers, 'answer')} of {many(basis.students, 'student')}, {when}.",
        f"Questions are judged by {many(basis.first_answers, 'first answer')}: what each student said the first time. "
        f"{basis.shown} of {many(basis.asked, 'question')} asked were answered by {SHOWN} students or more.",
    ]
    if here:
        told.append(f"The deck as it is now, version {version}.")
    else:
        told.append("The deck is not at hand, so that topics and texts are not known.")
    return tuple(told)


def left_out(report: ClassReport, here: bool) -> tuple[str, ...]:
    """What the report does not say, and why."""
    basis = report.basis
    told = []
    hidden = basis.asked - basis.shown
    if hidden:
        told.append(
            f"{many(hidden, 'question')} answered by fewer than {SHOWN} students {'is' if hidden == 1 else 'are'} not judged."
        )
    provisional = sum(item.provisional for item in report.items)
    if provisional:
        told.append(
            f"What is said of {many(provisional, 'question')} is provisional: fewer than {FIRM} students answered "
            f"{'it' if provisional == 1 else 'each'}."
        )
    unknown = sum(topic.unknown for topic in report.topics)
    if unknown:
        told.append(
            f"In {many(unknown, 'pair')} of student and topic there are fewer than 5 answers: too few to say who is weak."
        )
    if report.windows is None:
        told.append(
            "Less than two weeks lie between the first answer and the last: too little to compare times."
        )
    if report.ungrouped:
        told.append(
            f"{many(report.ungrouped, 'student')} {'is' if report.ungrouped == 1 else 'are'} in no group of the list, and in no comparison."
        )
    if not here:
        told.append("Topics, and who needs help with what: that takes the deck.")
    return tuple(told)


def method(times: bool, groups: bool) -> tuple[str, ...]:
    """How the figures come about."""
    told = [
        "Mastery: the expected share known, guessing and slips taken out, from 0 to 100%, all of a student's answers "
        "alike, with an 80% interval. A student's few answers lean on the class. Weak: below 60% with a probability of at least 80%.",
        "Questions: Moodle's quiz statistics on first answers. Not all students answered all questions, so that a student is "
        "compared with the mean of the same questions; where all did, the figures are Moodle's.",
        "Strong and weak third: by how students did on everything else than the question itself.",
    ]
    if times or groups:
        told.append(
            "Differences: first answers only, with 95% intervals that allow for one student's answers being alike (Newcombe). "
            "Of twenty such intervals, one misses."
        )
    return tuple(told)
