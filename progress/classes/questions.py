"""A class's questions: item analysis of first answers, who chose what, and what may be the matter. Pure."""

from collections import defaultdict
from collections.abc import Sequence

from progress.classes.choosing import FIRM, SHOWN, Choice, Flag, flags, uses
from progress.classes.gathering import First, Gathered
from progress.classes.items import Analysis, Mark, analyse
from progress.classes.model import ItemReport

FEWEST = 5
"""Students who have to have answered a question before it counts for anybody's standing among the others."""


def item_analysis(firsts: Sequence[Sequence[First]], questions: int) -> tuple[Analysis, list[int]]:
    """Item analysis of the first answers, and which question each of its columns is."""
    answered = [0] * questions
    for row in firsts:
        for first in row:
            answered[first.question] += 1
    places = [number for number, students in enumerate(answered) if students >= FEWEST]
    column = {number: place for place, number in enumerate(places)}
    rows = [
        [Mark(column[f.question], float(f.correct)) for f in row if f.question in column] for row in firsts
    ]
    return analyse(rows, len(places)), places


def item_reports(
    gathered: Gathered, firsts: Sequence[Sequence[First]], analysis: Analysis, places: Sequence[int]
) -> tuple[ItemReport, ...]:
    """The questions that enough students answered for anything to be said of them, the gravest first.

    `analysis` and `places` are `item_analysis` of the same answers.
    """
    wanted = {number: place for place, number in enumerate(places) if analysis.items[place].students >= SHOWN}
    rests = {number: dict(analysis.rests[place]) for number, place in wanted.items()}
    choices: defaultdict[int, list[Choice]] = defaultdict(list)
    keys: defaultdict[int, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for student, row in enumerate(firsts):
        for first in row:
            if first.question in wanted and first.chosen is not None:
                ref = first.shown[first.chosen]
                choices[first.question].append(Choice(first.shown, ref, rests[first.question].get(student)))
                keys[first.question][ref] += first.correct
    reports = []
    for number, place in wanted.items():
        name, item = gathered.questions[number], analysis.items[place]
        key = gathered.catalogue.key_of(name)
        if key is None and not gathered.catalogue.known and keys[number]:
            # Without the deck, the right option is the one whose choosers were told that they were right.
            key = max(keys[number], key=lambda ref: (keys[number][ref], ref))
        options = uses(choices[number], key) if key is not None and choices[number] else []
        told = flags(item, options)
        reports.append(ItemReport(name, item, tuple(options), tuple(told), item.students < FIRM))
    order = list(Flag)
    return tuple(
        sorted(
            reports,
            key=lambda r: (
                order.index(r.flags[0]) if r.flags else len(order),
                _within(r),
                r.question,
            ),
        )
    )


def _within(report: ItemReport) -> float:
    """What is worst among questions with the same flag comes first: a dead distractor where many are wrong, else the index."""
    if report.flags[:1] == (Flag.DEAD,):
        return report.item.facility or 0.0
    return 101.0 if report.item.discrimination is None else report.item.discrimination
