"""Duties and boundaries of roles against each other: what is said twice, or both said and denied."""

from collections import defaultdict
from collections.abc import Iterator

from decks.checking.subject import Subject
from decks.english.similarity import normalised
from decks.model import Fact, FactKind, Role
from decks.problems import Problem


def check_duties(subject: Subject) -> Iterator[Problem]:
    """Yield duties that stand twice, in the same words or others, and boundaries that are duties."""
    listed: dict[str, list[Fact]] = defaultdict(list)
    for fact in subject.facts:
        if fact.kind is FactKind.DUTY:
            listed[normalised(fact.text)].append(fact)
    for same in listed.values():
        yield from _repeated(subject, same)
    yield from _reworded(subject, list(listed.values()))
    yield from _shared_with_kinds(subject)
    for role in subject.deck.roles:
        yield from _boundaries(subject, role)


def _repeated(subject: Subject, same: list[Fact]) -> Iterator[Problem]:
    """Yield the duties of `same`, all in the same words, that two roles list without a word that they share them."""
    named = {role for fact in same for role in fact.also}
    listing = {fact.role for fact in same}
    first = same[0]
    seen = {first.role}
    for fact in same[1:]:
        if fact.role in seen:
            yield subject.problem(
                fact.text_mark or fact.mark,
                "D315",
                f"“{fact.text}” stands twice among the duties of “{fact.role}”",
                "keep one of the two",
            )
            continue
        seen.add(fact.role)
        if fact.role != first.role and fact.role not in named and not listing.intersection(fact.also):
            yield subject.problem(
                fact.text_mark or fact.mark,
                "D301",
                f"“{fact.text}” is listed for “{fact.role}” and, in the same words, for “{first.role}”",
                _sharing(subject, first.role, fact.role),
            )


def _sharing(subject: Subject, first: str, later: str) -> str:
    """Return how two roles come to share a duty."""
    for above, below in ((first, later), (later, first)):
        if above in subject.truth.family(below).ancestors:
            return f"take it out of “{below}”, which has it from “{above}”"
    return f"list it once, under “{first}”, with “also: [{later}]”"


def _reworded(subject: Subject, listed: list[list[Fact]]) -> Iterator[Problem]:
    """Yield duties that say in other words what an earlier one says; of each, only against the first such."""
    asked = [same[0] for same in listed if not same[0].disputed]
    for first, later in subject.likeness.pairs([duty.text for duty in asked]):
        one, other = asked[first], asked[later]
        mark = other.text_mark or other.mark
        whose = _of_both(subject, one, other)
        if whose:
            yield subject.problem(
                mark,
                "D315",
                f"“{other.text}” says nearly the same as the duty {whose} “{one.text}”",
                "keep one of the two, or say what makes the difference",
            )
        else:
            yield subject.problem(
                mark,
                "D314",
                f"“{other.text}” of “{other.role}” says nearly the same as “{one.text}” of “{one.role}”",
                f"list it once, with “also: [{other.role}]” under “{one.role}”, or say what makes the difference",
            )


def _of_both(subject: Subject, one: Fact, other: Fact) -> str:
    """Return whose duty `one` is, seen from a role that has `other` too; empty where no role is said to have both."""
    if one.role == other.role:
        return "of this role"
    if subject.truth.is_true(one, other.role):
        return f"of “{one.role}”, and so of “{other.role}”,"
    if subject.truth.is_true(other, one.role):
        return f"of “{one.role}”, which has this one too,"
    return ""


def _shared_with_kinds(subject: Subject) -> Iterator[Problem]:
    """Yield what names in `also` a kind of a role that has it already."""
    for fact in subject.facts:
        if fact.kind not in (FactKind.DUTY, FactKind.NOT_DUTY):
            continue
        for role in fact.also:
            above = subject.truth.family(role).ancestors & {fact.role, *fact.also}
            if above:
                broader = fact.role if fact.role in above else min(above)
                yield subject.problem(
                    fact.mark,
                    "D327",
                    f"“{fact.text}” names “{role}” in “also”, which has it anyway as a kind of “{broader}”",
                    f"take “{role}” out of “also”",
                )


def _boundaries(subject: Subject, role: Role) -> Iterator[Problem]:
    """Yield boundaries that the role lists or inherits as duties, in the same words or in others."""
    if not role.not_duties:
        return
    duties = subject.truth.all_of(role.id, FactKind.DUTY)
    by_text = {normalised(duty.text): duty for duty in duties}
    for boundary in role.not_duties:
        if boundary.disputed:
            continue
        duty = by_text.get(normalised(boundary.text))
        mark = boundary.text_mark or boundary.mark
        if duty:
            where = "this role" if duty.role == role.id else f"“{duty.role}”, from which it comes here,"
            yield subject.problem(
                mark,
                "D305",
                f"“{boundary.text}” stands in “not_duties” of “{role.id}”, but {where} lists it as a duty",
                "take it out of one of the two lists",
            )
            continue
        near = next((each for each in duties if subject.likeness.alike(each.text, boundary.text)), None)
        if near:
            whose = "of this role" if near.role == role.id else f"that it has from “{near.role}”"
            yield subject.problem(
                mark,
                "D316",
                f"“{boundary.text}” stands in “not_duties” of “{role.id}”, but says nearly the same as the duty {whose}, "
                f"“{near.text}”",
                "take one of them out, or say in both what makes the difference",
            )
