"""What is wrong with single questions, in an instructor's words, and what can be done in the deck about it."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from decks.auditing.balance import length_ratio
from decks.auditing.relations import Relations
from decks.auditing.solver import Answered
from decks.auditing.telling import is_title, like_length, told
from decks.auditing.truths import Truths
from decks.model import Option, Question

_LONG, _SHORT = 1.5, 0.5
_REPEATED, _NEARLY = 1.5, 0.7
_OF_A_ROLE = 2
"""So many of the worst questions are of one role, as long as there are others."""
_TRUE = 5.0
_STRANGE = 0.6


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with a question."""

    id: str
    """A stable name: `true-wrong-option`, `key-long`, `key-short`, `cue-…`, `repeated`, `nearly-repeated` or `far-fetched`."""
    what: str
    """What is wrong, as a sentence."""
    advice: str
    """What to do about it, as a sentence."""
    weight: float
    """How bad it is, to order by."""


@dataclass(frozen=True, slots=True)
class Poor:
    """A question with what is wrong with it."""

    question: Question
    likely: float
    """How sure a solver without knowledge is of the right option, 0–1."""
    findings: tuple[Finding, ...]
    """Worst first."""

    @property
    def weight(self) -> float:
        """How bad it is, to order by."""
        even = 1 / len(self.question.options)
        return sum(finding.weight for finding in self.findings) + (self.likely - even)


def worst(
    answered: Sequence[Answered],
    truths: Truths,
    relations: Relations,
    again: Mapping[str, str],
    nearly: Mapping[str, str],
    works: Collection[tuple[str, bool]],
    most: int,
) -> tuple[Poor, ...]:
    """Return the `most` worst questions, worst first, at most one for each fact and few of one role; those without any finding are left out.

    Args:
        answered: what the solver made of each question.
        truths: to look up wrong options in.
        relations: to look up families in.
        again: for each question that repeats another, that one's id.
        nearly: likewise for those that nearly do.
        works: the cues that work in this deck, from `proven`.
        most: how many to return.
    """
    found = []
    for each in answered:
        question = each.question
        cues = [Finding(f"cue-{one.cue}", one.what, one.advice, one.weight) for one in told(each, works)]
        findings = [*_true(question, truths), *_length(question), *cues, *_far(question, relations)]
        for repeats, weight, how in (
            (again, _REPEATED, "the same as"),
            (nearly, _NEARLY, "nearly the same as"),
        ):
            if question.id in repeats:
                findings.append(
                    Finding(
                        "repeated" if repeats is again else "nearly-repeated",
                        f"It asks {how} {repeats[question.id]}.",
                        "Make one fact of the two, or say in the text what tells them apart.",
                        weight,
                    )
                )
                break
        if findings:
            findings.sort(key=lambda finding: (-finding.weight, finding.id))
            found.append(Poor(question, each.learned.likely[question.key], tuple(findings)))
    found.sort(key=lambda poor: (-poor.weight, poor.question.id))
    return tuple(_varied(found, most))


def _varied(found: Sequence[Poor], most: int) -> list[Poor]:
    """Return the first of each fact, and few of each role as long as there are other roles."""
    facts: set[str] = set()
    roles: Counter[str] = Counter()
    chosen: list[Poor] = []
    later: list[Poor] = []
    for poor in found:
        if poor.question.fact in facts:
            continue
        facts.add(poor.question.fact)
        roles[poor.question.role] += 1
        (chosen if roles[poor.question.role] <= _OF_A_ROLE else later).append(poor)
        if len(chosen) == most:
            break
    picked = {poor.question.id for poor in [*chosen, *later][:most]}
    return [poor for poor in found if poor.question.id in picked]


def _true(question: Question, truths: Truths) -> list[Finding]:
    return [
        Finding(
            "true-wrong-option",
            f"“{question.options[place].text}” counts as wrong, and the deck says that it is right.",
            "Report it: no question may be made like this.",
            _TRUE,
        )
        for place in truths.true_wrong_options(question)
    ]


def _length(question: Question) -> list[Finding]:
    ratio = length_ratio(question)
    key = len(question.options[question.key].text)
    longest = max(len(o.text) for p, o in enumerate(question.options) if p != question.key)
    if ratio >= _LONG:
        return [
            Finding(
                "key-long",
                f"The right option is by far the longest: {key} characters, the next {longest}.",
                "Shorten the role's title; the rest of it can go to another title."
                if is_title(question.options[question.key])
                else "Shorten its text: move what explains it to “why”.",
                ratio - 1,
            )
        ]
    shortest = min(len(o.text) for p, o in enumerate(question.options) if p != question.key)
    if ratio <= _SHORT and key < shortest:
        return [
            Finding(
                "key-short",
                f"The right option is by far the shortest: {key} characters, the others {shortest} to {longest}.",
                like_length(question.options[question.key])
                if is_title(question.options[question.key])
                else "Say it more fully, as fully as the other roles' texts.",
                (1 - ratio) / 2,
            )
        ]
    return []


def _far(question: Question, relations: Relations) -> list[Finding]:
    strange = [question.options[place] for place in relations.strangers(question)]
    if len(strange) < len(question.options) - 1:
        return []
    return [
        Finding(
            "far-fetched",
            f"All wrong options come from roles of other families ({_roles(strange)}).",
            "Give the related roles more duties of their own, or name the likeliest ones in “related”.",
            _STRANGE,
        )
    ]


def _roles(options: Sequence[Option]) -> str:
    return ", ".join(dict.fromkeys(option.role for option in options))
