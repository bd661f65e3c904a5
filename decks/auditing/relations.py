"""Which roles of a deck are of one family, and whether a question's wrong options come from the family asked about."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from decks.model import Deck, Question, QuestionKind, Role

FAMILY = 3
"""Only a family with so many other roles can fill a question."""

_NOT_JUDGED = frozenset({QuestionKind.WRITTEN, QuestionKind.SUPERVISOR_OF_ROLE})
_SOC = re.compile(r"(\d\d-\d)\d\d\d(?:\.\d\d)?")
_ISCO = re.compile(r"\d{3,4}")
_PARTS = re.compile(r"[.\-/ ]")


def group_of(code: str) -> str:
    """Return the next wider group of a classification's code; empty where there is none.

    29-2034.00 is of 29-2 and 3211 of 321, the minor groups of SOC and ISCO; other codes lose their last part or digit.
    """
    soc = _SOC.fullmatch(code)
    if soc:
        return soc.group(1)
    if _ISCO.fullmatch(code):
        return code[:3]
    parts = _PARTS.split(code)
    return code[: -len(parts[-1]) - 1] if len(parts) > 1 else code[:-1]


@dataclass(frozen=True, slots=True)
class Closeness:
    """Whose the wrong options are."""

    options: int
    """Wrong options that come from a role of the deck, where the asked role's family has at least `FAMILY` others."""
    family: int
    """Of those, from the asked role's family, or from its own boundaries."""
    elsewhere: int
    """Wrong options of questions on roles whose family is smaller; not judged."""
    mean: float | None
    """The mean of what the questions say of their own closeness, 0–1; None without questions."""

    @property
    def share(self) -> float | None:
        """The share from the family, 0–1; None where nothing can be judged."""
        return self.family / self.options if self.options else None


class Relations:
    """The families of a deck's roles: the same parent, the same group of a classification, or named as related."""

    def __init__(self, deck: Deck) -> None:
        """Find the families once."""
        together: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for role in deck.roles:
            for group in _groups(role):
                together[group].add(role.id)
        related: defaultdict[str, set[str]] = defaultdict(set)
        known = {role.id for role in deck.roles}
        for role in deck.roles:
            for other in (*role.related, *role.broader):
                if other in known:
                    related[role.id].add(other)
                    related[other].add(role.id)
        self._families = {
            role.id: frozenset(related[role.id].union(*(together[group] for group in _groups(role))))
            - {role.id}
            for role in deck.roles
        }
        self._boundaries = {fact.key for role in deck.roles for fact in role.not_duties}

    def family(self, role: str) -> frozenset[str]:
        """Return the other roles of a role's family."""
        return self._families.get(role, frozenset())

    def strangers(self, question: Question) -> list[int]:
        """Return the wrong options whose role is not of the asked role's family; none where the family is small."""
        family = self.family(question.role)
        if len(family) < FAMILY:
            return []
        return [
            place
            for place in _judged(question)
            if question.options[place].role not in family | {question.role}
            and not self._is_own_boundary(question, place)
        ]

    def _is_own_boundary(self, question: Question, place: int) -> bool:
        """Whether an option is a boundary of the role asked about: there the deck itself sets the two roles beside each other."""
        ref = question.options[place].ref
        return ref in self._boundaries and ref.partition("/")[0] == question.role

    def closeness(self, questions: Sequence[Question]) -> Closeness:
        """Return whose the wrong options of questions are; hand-written ones are left out."""
        options = family = elsewhere = 0
        made = [question for question in questions if question.kind is not QuestionKind.WRITTEN]
        for question in made:
            judged = len(_judged(question))
            if len(self.family(question.role)) < FAMILY:
                elsewhere += judged
                continue
            options += judged
            family += judged - len(self.strangers(question))
        mean = sum(question.closeness for question in made) / len(made) if made else None
        return Closeness(options, family, elsewhere, mean)


def _judged(question: Question) -> list[int]:
    """Return the options whose roles are to be near: the wrong ones, and of an odd one out the odd one."""
    if question.kind in _NOT_JUDGED:
        return []
    if question.kind is QuestionKind.ODD_ONE_OUT:
        places = [question.key]
    else:
        places = [place for place in range(len(question.options)) if place not in question.keys]
    return [place for place in places if question.options[place].role]


def _groups(role: Role) -> list[tuple[str, str]]:
    groups = [(f"code {scheme}", group_of(code)) for scheme, code in role.codes]
    return [pair for pair in groups if pair[1]] + [("broader", parent) for parent in role.broader]
