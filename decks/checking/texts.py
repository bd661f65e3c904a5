"""Single texts of roles: what gives a question away, and how a fact should be worded."""

import re
from collections import defaultdict
from collections.abc import Iterator

from decks.checking.subject import Subject, counted
from decks.english.similarity import normalised, says_all_of
from decks.model import Fact, FactKind, Role
from decks.problems import Problem

_MOST_TITLES = 50
"""Other titles of a role that its duties are searched for."""
FEWEST_DUTIES = 3
"""A role with fewer cannot be asked about in earnest."""
_THIRD_PERSON = re.compile(r"[a-z]{2,}(?<![siua])s")
_BASE_IN_S = frozenset(("lens", "process"))
_GERUND = re.compile(r"[a-z]{2,}ing")
_BASE_IN_ING = frozenset(
    (
        "bring",
        "cling",
        "fling",
        "king",
        "ping",
        "ring",
        "sing",
        "sling",
        "spring",
        "sting",
        "string",
        "swing",
        "wing",
        "wring",
    )
)
_NO_VERB = frozenset(
    re.findall(
        r"\w+", "a an he it must responsible she should the their they this these to was were will with"
    )
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:etc|approx|dr|e\.g|i\.e|inc|jr|ltd|no|p\.a|prof|sr|st|vs)|\b[a-z](?:\.[a-z])*|\.\.)\.",
    re.IGNORECASE,
)


def check_texts(subject: Subject) -> Iterator[Problem]:
    """Yield what is odd about the texts of roles."""
    for role in subject.deck.roles:
        yield from _role(subject, role)
        for fact in role.facts():
            yield from _wording(subject, fact)
    yield from _titles(subject)
    yield from _definitions(subject)


def _role(subject: Subject, role: Role) -> Iterator[Problem]:
    duties = subject.truth.all_of(role.id, FactKind.DUTY)
    if len(duties) < FEWEST_DUTIES and not subject.left_out_of(role):
        yield subject.problem(
            role.mark,
            "D304",
            f"“{role.id}” has {counted(len(duties), 'duty', 'duties')}, inherited ones included",
            f"list at least {FEWEST_DUTIES}",
        )
    for duty in role.duties:
        title = _named_in(duty.text, role)
        if title:
            yield subject.problem(
                duty.text_mark or duty.mark,
                "D302",
                f"the duty “{duty.text}” names its own role, so that no question can ask whose it is",
                f"say it without “{title}”",
            )
    definition = role.definition
    title = _named_in(definition.text, role) if definition else ""
    if definition and title:
        yield subject.problem(
            definition.text_mark or definition.mark,
            "D303",
            f"the definition of “{role.id}” holds its title, so that no question can ask which role it is",
            f"say what the role is without “{title}”",
        )


def _named_in(text: str, role: Role) -> str:
    """Return the title of a role, or another of its titles, that a text holds; empty where it holds none."""
    if says_all_of(text, role.title):
        return role.title
    words = f" {normalised(text)} "
    others = (alias.text for alias in role.aliases[:_MOST_TITLES] if not alias.disputed)
    return next((title for title in others if f" {normalised(title)} " in words), "")


def _wording(subject: Subject, fact: Fact) -> Iterator[Problem]:
    mark = fact.text_mark or fact.mark
    if subject.english and fact.kind in (FactKind.DUTY, FactKind.NOT_DUTY):
        first = fact.text.split(" ", 1)[0]
        if _is_no_base_form(first.strip(",;:").lower()):
            yield subject.problem(
                mark,
                "D322",
                f"“{fact.text}” does not begin with what is done, but with “{first}”",
                "begin with a verb in its base form, such as “Count”",
            )
    if fact.text.endswith(("。", ".")) and not _ABBREVIATED.search(fact.text[-12:].split(" ")[-1]):
        yield subject.problem(mark, "D323", f"“{fact.text}” ends with a full stop", "leave the full stop out")


def _is_no_base_form(word: str) -> bool:
    if word in _NO_VERB:
        return True
    if _GERUND.fullmatch(word):
        return word not in _BASE_IN_ING
    return _THIRD_PERSON.fullmatch(word) is not None and word not in _BASE_IN_S


def _titles(subject: Subject) -> Iterator[Problem]:
    """Yield titles that a role has twice, or that two roles have without a word that they share them."""
    bearers: defaultdict[str, list[tuple[str, Fact | None]]] = defaultdict(list)
    for role in subject.deck.roles:
        title = normalised(role.title)
        bearers[title].append((role.id, None))
        for alias in role.aliases:
            if normalised(alias.text) == title:
                yield subject.problem(
                    alias.mark,
                    "D329",
                    f"“{alias.text}” is the title of “{role.id}” itself",
                    "take it out of “aliases”",
                )
            elif not alias.disputed:
                bearers[normalised(alias.text)].append((role.id, alias))
    for shared in bearers.values():
        first = shared[0]
        named = {role for _, alias in shared if alias for role in alias.also}
        for role_id, as_alias in shared[1:]:
            if role_id in (first[0], *named) or (as_alias and first[0] in as_alias.also):
                continue
            role = subject.roles[role_id]
            title = as_alias.text if as_alias else role.title
            advice = (
                f"list it once, under “{first[0]}”, with “also: [{role_id}]”, or take it out of one of them"
                if as_alias and first[1]
                else "give each role a title of its own, or name the other role in “also” of the alias"
            )
            yield subject.problem(
                (as_alias.text_mark or as_alias.mark) if as_alias else role.mark,
                "D330",
                f"“{title}” is a title of “{role_id}” and of “{first[0]}”, and neither says that they share it",
                advice,
            )


def _definitions(subject: Subject) -> Iterator[Problem]:
    """Yield definitions that would fit another role as well."""
    facts = [
        role.definition for role in subject.deck.roles if role.definition and not role.definition.disputed
    ]
    for first, later in subject.likeness.pairs([fact.text for fact in facts]):
        one, other = facts[first], facts[later]
        if one.role in other.also or other.role in one.also:
            continue
        yield subject.problem(
            other.text_mark or other.mark,
            "D333",
            f"the definition of “{other.role}” says nearly the same as that of “{one.role}”, “{one.text}”",
            "say in each what sets the role apart",
        )
