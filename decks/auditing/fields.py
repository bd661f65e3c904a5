"""An audit as a record for programs.

    deck, title         the deck's id and title
    seed                what decided the order of options and the folds
    questions           how many there are; `by_kind`, `by_basis`: how many of each
    several             those with several right options or to sort: counted, and left out of all that follows
    verdicts            a list: id, demand, measured, reach, state (pass, watch, fail, not measured), value
    duties              all, asked, share
    dropped             count; by_reason; by_kind; first: a list of id, kind, role, reason, file, line
    true_wrong_options  wrong options that are true by the deck's own word
    solver              trained; overall and by_kind: a rate each; remembering: the rate of who knows how often each
                        text was right and wrong in other questions too; goes_by: the cues that help it, a list of id, pull (how much
                        each speaks for right options in the mean, in logits)
    cues                a list: id, takes (highest, lowest), told, overall and telling: a rate each; `telling` covers only
                        the questions in which the cue tells at least two options apart
    key_places          shown and listed: counts, expected, chi_squared, freedom, p
    length_ratio        lower, median, upper: quartiles of the key's length to the longest wrong option's
    repeated            count; questions: of each id the id that it repeats; nearly_repeated: the same
    texts               count, never_right, wrong_options, wrong_options_never_right, too_often_wrong and too_often_right:
                        lists of text, right, wrong, expected, deviation (in standard deviations)
    closeness           options, family, share: wrong options of roles whose family has three others or more; elsewhere:
                        those of other roles; mean: of what the questions say themselves
    worst               a list, worst first: id, kind, role, file, line, stem, options, key, likely, findings: a list of id,
                        what, advice

A rate is right, questions, share, chance, low, high: shares from 0 to 1, the limits those of 95 %. What could not be
measured is null.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from decks.auditing.audit import Audit
from decks.auditing.balance import Balance, Places
from decks.auditing.figures import Rate
from decks.auditing.worst import Poor
from decks.making.made import Dropped
from decks.model import Mark

Fields = dict[str, object]

_DIGITS = 4
_FIRST = 100
"""Dropped questions that are named one by one."""


def audit_fields(audit: Audit) -> Fields:
    """Return an audit under the names that programs rely on; see the module's own description."""
    return {
        "deck": audit.deck.id,
        "title": audit.deck.title,
        "seed": audit.seed,
        "questions": audit.questions,
        "by_kind": dict(audit.by_kind),
        "by_basis": dict(audit.by_basis),
        "several": audit.several,
        "verdicts": [
            {
                "id": each.id,
                "demand": each.demand,
                "measured": each.measured,
                "reach": each.reach,
                "state": each.state.value,
                "value": _rounded(each.value),
            }
            for each in audit.verdicts
        ],
        "duties": {
            "all": audit.duties.all,
            "asked": audit.duties.asked,
            "share": _rounded(audit.duties.share),
        },
        "dropped": _dropped(audit.dropped),
        "true_wrong_options": audit.true_wrong_options,
        "solver": {
            "trained": audit.solved.trained,
            "overall": _rate(audit.solved.overall),
            "remembering": _rate(audit.solved.remembering),
            "by_kind": {kind: _rate(found) for kind, found in audit.solved.by_kind.items()},
            "goes_by": [{"id": cue.id, "pull": _rounded(pull)} for cue, pull in audit.solved.goes_by],
        },
        "cues": [
            {
                "id": each.cue.id,
                "takes": "highest" if each.highest else "lowest",
                "told": each.told,
                "overall": _rate(each.rate),
                "telling": _rate(each.telling),
            }
            for each in audit.solved.cues
        ],
        "key_places": {"shown": _places(audit.shown_places), "listed": _places(audit.listed_places)},
        "length_ratio": audit.lengths
        and {
            "lower": _rounded(audit.lengths.lower),
            "median": _rounded(audit.lengths.median),
            "upper": _rounded(audit.lengths.upper),
        },
        "repeated": _repeats(audit.repeated),
        "nearly_repeated": _repeats(audit.nearly_repeated),
        "texts": {
            "count": audit.balances.texts,
            "never_right": audit.balances.never_right,
            "wrong_options": audit.balances.wrong_slots,
            "wrong_options_never_right": audit.balances.wrong_by_never_right,
            "too_often_wrong": _balances(audit.balances.too_often_wrong),
            "too_often_right": _balances(audit.balances.too_often_right),
        },
        "closeness": {
            "options": audit.closeness.options,
            "family": audit.closeness.family,
            "share": _rounded(audit.closeness.share),
            "elsewhere": audit.closeness.elsewhere,
            "mean": _rounded(audit.closeness.mean),
        },
        "worst": [_poor(each) for each in audit.worst],
    }


def _rate(found: Rate) -> Fields:
    return {
        "right": _rounded(found.right),
        "questions": found.questions,
        "share": _rounded(found.share) if found.questions else None,
        "chance": _rounded(found.chance) if found.questions else None,
        "low": _rounded(found.low),
        "high": _rounded(found.high),
    }


def _places(found: Places) -> Fields:
    return {
        "counts": list(found.counts),
        "expected": [_rounded(each) for each in found.expected],
        "chi_squared": _rounded(found.chi_squared),
        "freedom": found.freedom,
        "p": _rounded(found.p),
    }


def _repeats(found: Mapping[str, str]) -> Fields:
    return {"count": len(found), "questions": dict(found)}


def _balances(found: Sequence[Balance]) -> list[Fields]:
    return [
        {
            "text": each.text,
            "right": each.right,
            "wrong": each.wrong,
            "expected": _rounded(each.expected),
            "deviation": _rounded(each.deviation),
        }
        for each in found
    ]


def _dropped(found: Sequence[Dropped]) -> Fields:
    return {
        "count": len(found),
        "by_reason": dict(sorted(Counter(each.reason.value for each in found).items())),
        "by_kind": dict(sorted(Counter(each.kind.value for each in found).items())),
        "first": [
            {
                "id": each.id,
                "kind": each.kind.value,
                "role": each.role or None,
                "reason": each.reason.value,
                **_where(each.mark),
            }
            for each in found[:_FIRST]
        ],
    }


def _poor(poor: Poor) -> Fields:
    question = poor.question
    return {
        "id": question.id,
        "kind": question.kind.value,
        "role": question.role or None,
        **_where(question.mark),
        "stem": question.stem,
        "options": [option.text for option in question.options],
        "key": question.key,
        "likely": _rounded(poor.likely),
        "findings": [{"id": each.id, "what": each.what, "advice": each.advice} for each in poor.findings],
    }


def _where(mark: Mark | None) -> Fields:
    return {"file": mark.path if mark else None, "line": mark.line if mark else None}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS)
