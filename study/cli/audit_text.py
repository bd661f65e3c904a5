"""An audit for people: a verdict for each demand on one screen, the details after it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from study.output import Column, counted, letter, table, wrapped

if TYPE_CHECKING:
    from decks.auditing.audit import Audit
    from decks.auditing.balance import Balance, Places
    from decks.auditing.solver import CueRate
    from decks.auditing.worst import Poor

_WIDTH = 80
_CUES = 10
_PLACES_DROPPED = 5
_STATES = {"pass": "pass", "watch": "WATCH", "fail": "FAIL", "not measured": "–"}


def audit_lines(audit: "Audit", width: int | None) -> Iterator[str]:
    """The audit in lines of at most `width` columns, 80 where there is no limit."""
    width = min(width or _WIDTH, 100)
    yield from summary(audit, width)
    yield from _heading("Questions")
    yield from _questions(audit, width)
    yield from _heading("What cues give away")
    yield from _solver(audit, width)
    yield from _heading("Places and lengths")
    yield from _places(audit, width)
    yield from _heading("How often each text is right and wrong")
    yield from _texts(audit, width)
    if audit.worst:
        yield from _heading(f"The {counted(len(audit.worst), 'question')} to look at first")
        for number, poor in enumerate(audit.worst, start=1):
            yield from _poor(number, poor, width)


def summary(audit: "Audit", width: int) -> Iterator[str]:
    """The first screen: what was asked of the questions, what they reach, and what that means."""
    from decks.auditing.audit import worst_cue
    from decks.auditing.verdicts import percent, spanned

    yield from wrapped(f"{audit.deck.title} ({audit.deck.id}): {counted(audit.questions, 'question')}", width)
    yield ""
    columns = (Column(""), Column("Demand"), Column("Measured"), Column("Reach"))
    rows = [[_STATES[v.state.value], v.demand, v.measured or "–", v.reach] for v in audit.verdicts]
    yield from table(columns, rows, width)
    yield ""
    overall = audit.solved.overall
    if audit.solved.trained:
        told = (
            f"A student who knows nothing of the subject, and has an eye for how options look, gets "
            f"{spanned(overall)} right; chance is {percent(overall.chance)}."
        )
        if audit.solved.remembering.share > overall.share:
            told += (
                " One who also remembers which options were wrong or right in other questions gets "
                f"{spanned(audit.solved.remembering)}."
            )
    else:
        told = f"There are too few questions ({overall.questions}) to tell what their look gives away."
    yield from wrapped(told, width)
    furthest = worst_cue(audit.solved)
    if furthest.rate.questions:
        yield from wrapped(
            f"The single cue furthest from chance: always taking {furthest.told} gets {spanned(furthest.rate)}.",
            width,
        )
    if audit.several:
        yield from wrapped(
            f"{counted(audit.several, 'question')} with several right options "
            f"{'is' if audit.several == 1 else 'are'} counted and not measured.",
            width,
        )


def _heading(text: str) -> Iterator[str]:
    yield ""
    yield text
    yield "─" * len(text)


def _questions(audit: "Audit", width: int) -> Iterator[str]:
    from decks.auditing.verdicts import percent

    dropped = Counter(each.kind.value for each in audit.dropped)
    kinds = sorted({*audit.by_kind, *dropped})
    rows = []
    for kind in kinds:
        found = audit.solved.by_kind.get(kind)
        told = (
            [percent(found.share), f"{found.low * 100:.1f}–{found.high * 100:.1f}"] if found else ["–", "–"]
        )
        rows.append([kind, str(audit.by_kind.get(kind, 0)), str(dropped[kind]), *told])
    columns = (
        Column("Kind"),
        Column("Asked", right=True),
        Column("Dropped", right=True),
        Column("Solver", right=True),
        Column("95 %", right=True),
    )
    yield from table(columns, rows, width)
    yield ""
    bases = audit.by_basis
    yield from wrapped(
        f"The deck states that all wrong options are wrong in {bases.get('stated', 0)}; "
        f"in {bases.get('presumed', 0)} that is presumed.",
        width,
    )
    if audit.duties.share is not None:
        yield from wrapped(
            f"{audit.duties.asked} of {audit.duties.all} duties have at least one question ({percent(audit.duties.share)}).",
            width,
        )
    close = audit.closeness
    if close.share is not None:
        yield from wrapped(
            f"{percent(close.share)} of {close.options} wrong options are of the asked role's family "
            f"(same parent, same group of a classification, or named as related).",
            width,
        )
    if close.elsewhere:
        yield from wrapped(
            f"{close.elsewhere} more wrong options are of roles whose family has fewer than three others; not judged.",
            width,
        )
    if close.mean is not None:
        yield from wrapped(
            f"Closeness of wrong options, as chosen: {close.mean:.2f} in the mean (0–1).", width
        )
    yield from _dropped(audit, width)


def _dropped(audit: "Audit", width: int) -> Iterator[str]:
    if not audit.dropped:
        return
    reasons = Counter(each.reason for each in audit.dropped)
    for reason, times in sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0])):
        yield ""
        yield from wrapped(f"Dropped {times}: {reason.sentence}", width)
        places = [each for each in audit.dropped if each.reason is reason]
        for each in places[:_PLACES_DROPPED]:
            where = f"{each.mark.path}:{each.mark.line}: " if each.mark else ""
            yield from wrapped(f"{where}{each.id}", width, "  ", "    ")
        if times > _PLACES_DROPPED:
            yield f"  … and {times - _PLACES_DROPPED} more (--format json names the first hundred)"


def _solver(audit: "Audit", width: int) -> Iterator[str]:
    from decks.auditing.verdicts import percent

    def far(each: "CueRate") -> float:
        return each.rate.gain if each.cue.remembered else abs(each.rate.gain)

    if audit.solved.goes_by:
        helpful = ", ".join(f"{cue.id} {pull:.2f}" for cue, pull in audit.solved.goes_by[:6])
        yield from wrapped(f"What the solver goes by (mean logits for the right option): {helpful}", width)
        yield ""
    shown = sorted(audit.solved.cues, key=lambda each: (-far(each), each.cue.id))[:_CUES]
    yield from wrapped(
        "Going by one cue alone, in the order of how far it is from chance. “Tells” counts the questions in which it "
        "tells options apart.",
        width,
    )
    yield ""
    rows = [
        [
            each.told,
            percent(each.rate.share),
            f"{each.rate.low * 100:.1f}–{each.rate.high * 100:.1f}",
            str(each.telling.questions),
            percent(each.telling.share) if each.telling.questions else "–",
        ]
        for each in shown
    ]
    columns = (
        Column("Choose"),
        Column("Right", right=True),
        Column("95 %", right=True),
        Column("Tells", right=True),
        Column("Right there", right=True),
    )
    yield from table(columns, rows, width)


def _places(audit: "Audit", width: int) -> Iterator[str]:
    for name, places in (("As a learner sees them", audit.shown_places), ("As listed", audit.listed_places)):
        yield from wrapped(f"{name}: {_spread(places)}", width)
    ratio = audit.lengths
    if ratio:
        yield from wrapped(
            f"Length of the right option to the longest wrong one: median {ratio.median:.2f}, "
            f"half of all between {ratio.lower:.2f} and {ratio.upper:.2f}",
            width,
        )
    for what, found in (("repeat another", audit.repeated), ("nearly repeat another", audit.nearly_repeated)):
        yield from wrapped(f"Questions that {what}: {len(found)}{_first(found)}", width)


def _first(found: Mapping[str, str]) -> str:
    for one, other in found.items():
        return f", such as {one} ({other})"
    return ""


def _spread(places: "Places") -> str:
    counts = ", ".join(f"{letter(place)} {count}" for place, count in enumerate(places.counts))
    return f"{counts or '–'} (χ² {places.chi_squared:.1f}, {places.freedom} degrees of freedom, p = {places.p:.3f})"


def _texts(audit: "Audit", width: int) -> Iterator[str]:
    from decks.auditing.verdicts import percent

    found = audit.balances
    if found.wrong_slots:
        yield from wrapped(
            f"{found.never_right} of {found.texts} texts are never right; they fill "
            f"{percent(found.wrong_by_never_right / found.wrong_slots)} of all wrong options.",
            width,
        )
    for told, balances in (("wrong", found.too_often_wrong), ("right", found.too_often_right)):
        if balances:
            yield ""
            yield f"Most often {told}, beyond what is even:"
            yield from _balanced(balances[:5], width)


def _balanced(balances: "Sequence[Balance]", width: int) -> Iterator[str]:
    rows = [[str(each.right), str(each.wrong), f"{each.expected:.1f}", each.text] for each in balances]
    columns = (
        Column("Right", right=True),
        Column("Wrong", right=True),
        Column("Even", right=True),
        Column("Text"),
    )
    yield from table(columns, rows, width)


def _poor(number: int, poor: "Poor", width: int) -> Iterator[str]:
    question = poor.question
    if number > 1:
        yield ""
    where = f"{question.mark.path}:{question.mark.line}: " if question.mark else ""
    yield from wrapped(f"{where}{question.id}", width, f"{number}. ", "   ")
    yield from wrapped(question.stem, width, "   ", "   ")
    for place, option in enumerate(question.options):
        mark = "*" if place == question.key else " "
        yield from wrapped(option.text, width, f"   {mark} {letter(place)}. ", "        ")
    for finding in poor.findings:
        yield from wrapped(finding.what, width, "   – ", "     ")
        yield from wrapped(finding.advice, width, "     → ", "       ")
