"""What all checks look at: one deck, what is true in it, and how its texts compare."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from decks.checking.codes import severity_of
from decks.checking.likeness import Likeness
from decks.english.similarity import normalised
from decks.model import Deck, Fact, FactKind, Ignore, Mark, Role
from decks.problems import Problem, Severity
from decks.truth import Truth


class Subject:
    """One deck as the checks see it."""

    def __init__(self, deck: Deck, found: Iterable[Problem] = ()) -> None:
        """Look at a deck; `found` is what was wrong with its file, so that nothing is said of what was left out for it."""
        self.deck = deck
        self.truth = Truth(deck)
        self.roles: dict[str, Role] = {role.id: role for role in deck.roles}
        self.facts: tuple[Fact, ...] = tuple(fact for role in deck.roles for fact in role.facts())
        self._duties: dict[str, frozenset[str]] = {}
        self._errors: defaultdict[str, list[int]] = defaultdict(list)
        for each in sorted(found, key=lambda problem: problem.mark.line):
            if each.severity is Severity.ERROR:
                self._errors[each.mark.path].append(each.mark.line)

    @cached_property
    def likeness(self) -> Likeness:
        """How alike the deck's texts are."""
        kinds = (FactKind.DUTY, FactKind.NOT_DUTY, FactKind.DEFINITION)
        texts = dict.fromkeys(fact.text for fact in self.facts if fact.kind in kinds)
        return Likeness(texts)

    @cached_property
    def english(self) -> bool:
        """Whether its language is English, or not said: checks that know words are for English only."""
        language = self.deck.language.lower()
        return not language or language.startswith("en")

    def place(self, mark: Mark | None) -> Mark:
        """The mark, or the deck's first line where there is none."""
        return mark or Mark(self.deck.path, 1, 1)

    def problem(self, mark: Mark | None, code: str, what: str, advice: str) -> Problem:
        """A finding, as bad as its code says."""
        return Problem(self.place(mark), code, severity_of(code), what, advice)

    def duties_of(self, role: str) -> frozenset[str]:
        """The duties that are true of a role, normalised; none for no role."""
        if role not in self._duties:
            facts = self.truth.all_of(role, FactKind.DUTY) if role in self.roles else ()
            self._duties[role] = frozenset(normalised(fact.text) for fact in facts)
        return self._duties[role]

    def left_out_of(self, role: Role) -> bool:
        """Whether something of a role had to be left out because of an error."""
        return role.mark is not None and self._errors_in(role.mark.path, role.mark.line, role.last)

    def left_out_between(self, ignore: Ignore) -> bool:
        """Whether something had to be left out, because of an error, where an `ignore` holds."""
        if ignore.last == 0:
            return bool(self._errors)
        return self._errors_in(ignore.path, ignore.first, ignore.last)

    def _errors_in(self, path: str, first: int, last: int) -> bool:
        lines = self._errors.get(path, [])
        place = bisect_left(lines, first)
        return place < len(lines) and lines[place] <= last


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun: no duties, 1 duty, 2 duties."""
    return f"{number or 'no'} {one if number == 1 else many}"
