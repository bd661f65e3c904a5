"""Which role is taken for which: from the wrong options that a learner chose. Pure."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from decks.model import Asks, Question
from progress.mastery.evidence import Choice
from progress.mastery.shares import Interval, difference_interval, share_interval

LEAST = 2
"""Times that a role has to be taken for another before it is called a confusion: once is chance."""
SPREAD = 3
"""Roles that have to be taken for one before it is called a hub."""


class Way(StrEnum):
    """Whether two roles are taken for each other."""

    BOTH = "both"
    ONE = "one"
    """One for the other, and less often or never the other way round."""
    UNKNOWN = "unknown"
    """Too few questions the other way round to say."""


@dataclass(frozen=True, slots=True)
class Confusion:
    """One role taken for another."""

    role: str
    """The one that was asked about."""
    taken: str
    """The one that it was taken for."""
    times: int
    of: int
    """Questions about `role` that had `taken` among their options."""
    interval: Interval
    """Of the share `times` / `of`."""
    way: Way
    facts: tuple[tuple[str, int], ...]
    """`deck:role/fact` of what was asked when it happened, and how often; the oftenest first."""


@dataclass(frozen=True, slots=True)
class Hub:
    """A role that many others are taken for."""

    role: str
    times: int
    of: int
    """Times that it was among the wrong options."""
    interval: Interval
    """Of the share `times` / `of`."""
    roles: tuple[str, ...]
    """Those that were taken for it, the oftenest first."""


@dataclass(frozen=True, slots=True)
class Confusions:
    """What a learner takes for what."""

    pairs: tuple[Confusion, ...]
    """Those that are surest to happen often first."""
    hubs: tuple[Hub, ...]
    answers: int
    """Questions that it rests on."""
    wrong: int
    """How many of them were answered with another role's option."""


def confusions(choices: Iterable[Choice], questions: Sequence[Question]) -> Confusions:
    """What `choices` show; questions that the deck has no more are left out."""
    by_id = {question.id: question for question in questions if question.asks is Asks.ONE}
    known = {question.role for question in questions} - {""}
    shown: Counter[tuple[str, str]] = Counter()
    taken: Counter[tuple[str, str]] = Counter()
    facts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    answers = 0
    for choice in choices:
        question = by_id.get(choice.card)
        meant = role_of(question) if question else ""
        if question is None or not meant or choice.chosen >= len(choice.options):
            continue
        answers += 1
        roles = _roles(question, choice.options, known)
        for other in {role for role in roles if role and role != meant}:
            shown[meant, other] += 1
        picked = roles[choice.chosen]
        if not choice.correct and picked and picked != meant:
            taken[meant, picked] += 1
            facts[meant, picked][question.fact] += 1
    pairs = [
        Confusion(
            role, other, times, shown[role, other], share_interval(times, shown[role, other]),
            _way((role, other), taken, shown),
            tuple(sorted(facts[role, other].items(), key=lambda item: (-item[1], item[0]))),
        )
        for (role, other), times in taken.items()
        if times >= LEAST
    ]  # fmt: skip
    pairs.sort(key=lambda each: (-each.interval.low, -each.times, each.role, each.taken))
    return Confusions(tuple(pairs), _hubs(taken, shown), answers, taken.total())


def role_of(question: Question) -> str:
    """The role that the right answer is about, or nothing."""
    return question.role or question.options[question.key].role


def head_to_head(questions: Iterable[Question], one: str, other: str) -> list[Question]:
    """Questions about either of two roles that have the other among their wrong options."""
    pair = {one, other}
    return [
        question
        for question in questions
        if question.asks is Asks.ONE
        and (meant := role_of(question)) in pair
        and pair - {meant} <= {option.role for option in question.options}
    ]


def _roles(question: Question, refs: Sequence[str], all_roles: Collection[str]) -> list[str]:
    """The role of each option that was shown: as the deck says by now, else as its reference does.

    It may have been shown options that are the learner's own, which the deck's question has not.

    A log from elsewhere may name roles where options stand for their facts.
    """
    shown: Mapping[str, str] = {option.role: option.role for option in question.options} | {
        option.ref: option.role for option in question.options
    }
    return [
        shown.get(ref) or (ref.partition("/")[0] if "/" in ref else ref if ref in all_roles else "")
        for ref in refs
    ]


def _way(pair: tuple[str, str], taken: Counter[tuple[str, str]], shown: Counter[tuple[str, str]]) -> Way:
    back = pair[1], pair[0]
    if difference_interval(taken[pair], shown[pair], taken[back], shown[back]).low > 0:
        return Way.ONE
    return Way.BOTH if taken[back] >= LEAST else Way.UNKNOWN


def _hubs(taken: Counter[tuple[str, str]], shown: Counter[tuple[str, str]]) -> tuple[Hub, ...]:
    """Roles taken for by several others, and surely oftener than a wrong option is in general."""
    usual = taken.total() / shown.total() if shown else 0.0
    found = []
    for role in sorted({other for _, other in taken}):
        by = Counter({meant: times for (meant, other), times in taken.items() if other == role})
        of = sum(times for (_, other), times in shown.items() if other == role)
        interval = share_interval(by.total(), of)
        if len(by) >= SPREAD and interval.low > usual:
            roles = tuple(meant for meant, _ in sorted(by.items(), key=lambda item: (-item[1], item[0])))
            found.append(Hub(role, by.total(), of, interval, roles))
    return tuple(sorted(found, key=lambda hub: (-hub.interval.low, hub.role)))
