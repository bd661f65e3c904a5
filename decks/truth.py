"""What a deck's own word makes true, false or open.

Roles share duties, so that a duty is not listed for a role does not make it false. A fact is **true** of the roles that list
it or that it names in `also`, of the roles that list the same words, and, if it is a duty or a boundary, of all kinds of
those. It is **false** where a boundary says so, or where the role's duties are complete. Everything else is **open**.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from decks.english.similarity import normalised
from decks.model import Deck, Fact, FactKind, Role

INHERITED = frozenset({FactKind.DUTY, FactKind.NOT_DUTY})
"""Kinds of facts that a role has from the roles it specialises."""


@dataclass(frozen=True, slots=True)
class Family:
    """The roles above and below a role, itself left out, however `broader` runs (a circle does no harm)."""

    ancestors: frozenset[str]
    descendants: frozenset[str]


class Truth:
    """What the deck's own word makes true, false or open. Roles that the deck does not have are left out silently."""

    def __init__(self, deck: Deck) -> None:
        """Work through the deck once; later questions are look-ups."""
        self._roles: dict[str, Role] = {role.id: role for role in deck.roles}
        self._order = {role: place for place, role in enumerate(self._roles)}
        parents = {role.id: [p for p in role.broader if p in self._roles] for role in deck.roles}
        children: defaultdict[str, list[str]] = defaultdict(list)
        for role, above in parents.items():
            for parent in above:
                children[parent].append(role)
        self._families = {
            role: Family(_reached(role, parents), _reached(role, children)) for role in self._roles
        }
        self._said: defaultdict[tuple[FactKind, str], list[Fact]] = defaultdict(list)
        self._told: defaultdict[tuple[FactKind, str], list[Fact]] = defaultdict(list)
        for role_ in self._roles.values():
            for fact in role_.facts():
                self._said[_text_key(fact)].append(fact)
                for holder in self._named(fact):
                    self._told[fact.kind, holder].append(fact)
        self._true: dict[tuple[FactKind, str], frozenset[str]] = {}
        self._possible: dict[tuple[FactKind, str], frozenset[str]] = {}
        self._related: dict[str, frozenset[str]] = {}

    def family(self, role: str) -> Family:
        """Return the roles above and below `role`."""
        return self._families.get(role, Family(frozenset(), frozenset()))

    @cached_property
    def _named_alike(self) -> Mapping[str, frozenset[str]]:
        """For each title, as title or as another title, the roles that have it."""
        named: defaultdict[str, set[str]] = defaultdict(set)
        for role in self._roles.values():
            for title in (role.title, *(alias.text for alias in role.aliases)):
                named[normalised(title)].add(role.id)
            for alias in role.aliases:
                named[normalised(alias.text)].update(other for other in alias.also if other in self._roles)
        return {title: frozenset(roles) for title, roles in named.items()}

    def named(self, title: str) -> frozenset[str]:
        """Return the roles that have `title`, as their title or as another one."""
        return self._named_alike.get(normalised(title), frozenset())

    def namesakes(self, role: str) -> frozenset[str]:
        """Return the roles that share a title with `role`, as title or as another one; itself left out."""
        if role not in self._roles:
            return frozenset()
        known = self._roles[role]
        titles = (known.title, *(fact.text for fact in self._told[FactKind.ALIAS, role]))
        return frozenset().union(*(self.named(title) for title in titles)) - {role}

    def related(self, role: str) -> frozenset[str]:
        """Return where what is said of one is open for another: `role`, those of its name or of a broader role's name,
        and the families of all of them.
        """
        if role not in self._related:
            above = self.family(role).ancestors
            same = {role}.union(*(self.namesakes(each) for each in (role, *above)))
            families = (self.family(each) for each in same)
            self._related[role] = frozenset(same).union(*(f.ancestors | f.descendants for f in families))
        return self._related[role]

    def holders(self, fact: Fact) -> tuple[str, ...]:
        """Return the roles that the deck names for this very text, in deck order, those that inherit it left out."""
        undisputed = (same for same in self._said[_text_key(fact)] if not same.disputed)
        return self.in_order({role for same in undisputed for role in self._named(same)})

    def in_order(self, roles: Iterable[str]) -> tuple[str, ...]:
        """Return roles of the deck in its own order."""
        return tuple(sorted((role for role in roles if role in self._order), key=self._order.__getitem__))

    def roles_of(self, fact: Fact) -> frozenset[str]:
        """Return all roles the fact is true of: those named for it or for the same text, and for duties their kinds."""
        key = _text_key(fact)
        if key not in self._true:
            self._true[key] = self._with_kinds(fact.kind, self.holders(fact))
        return self._true[key]

    def possible_roles(self, fact: Fact) -> frozenset[str]:
        """Return all roles the fact is true of, or would be if a disputed fact were true."""
        key = _text_key(fact)
        if key not in self._possible:
            named = {role for same in self._said[key] for role in self._named(same)}
            self._possible[key] = self._with_kinds(fact.kind, named | set(self._named(fact)))
        return self._possible[key]

    def is_true(self, fact: Fact, role: str) -> bool:
        """Whether the deck says that the fact is true of `role`; a disputed fact is true of none."""
        return role in self.roles_of(fact)

    def is_false(self, fact: Fact, role: str) -> bool:
        """Whether the deck says that the fact is not true of `role`: a boundary says so, or its duties are complete.

        For a boundary: whether the deck lists it among the role's duties. False where the deck contradicts itself.
        """
        if role not in self._roles or role in self.possible_roles(fact):
            return False
        if fact.kind is FactKind.NOT_DUTY:
            return any(role in self.roles_of(duty) for duty in self._said_as(FactKind.DUTY, fact))
        if fact.kind is not FactKind.DUTY:
            return False
        return self._roles[role].complete or self.boundary(fact, role) is not None

    def boundary(self, fact: Fact, role: str) -> Fact | None:
        """Return the undisputed boundary of `role`, its own or inherited, with the words of `fact`; None without one."""
        said = self._said_as(FactKind.NOT_DUTY, fact)
        holding = [b for b in said if not b.disputed and role in self._with_kinds(b.kind, self._named(b))]
        return min(holding, key=lambda b: (b.role != role, not b.why), default=None)

    def contradicted(self, boundary: Fact, role: str) -> bool:
        """Whether `role` has, or by a disputed fact might have, the very duty that a boundary denies it."""
        return any(role in self.possible_roles(duty) for duty in self._said_as(FactKind.DUTY, boundary))

    def as_duty(self, fact: Fact) -> Fact | None:
        """Return an undisputed duty, of whichever role, with the words of `fact`; None without one."""
        said = (duty for duty in self._said_as(FactKind.DUTY, fact) if not duty.disputed)
        return min(said, key=lambda duty: duty.key, default=None)

    def may_be_wrong(self, fact: Fact, role: str) -> bool:
        """Whether the fact can serve as a wrong option for `role`.

        It can where the deck says that it is false, and where it says nothing and nobody related to `role` (ancestors,
        descendants, namesakes) has it either. A disputed fact never can.
        """
        if fact.disputed or role not in self._roles:
            return False
        possible = self.possible_roles(fact)
        if role in possible:
            return False
        return self.is_false(fact, role) or not (self.related(role) & possible)

    def listed(self, role: str, kind: FactKind) -> tuple[Fact, ...]:
        """Return the undisputed facts that `role` itself lists; each text once."""
        return _undisputed(fact for fact in self._told.get((kind, role), ()) if fact.role == role)

    def own(self, role: str, kind: FactKind) -> tuple[Fact, ...]:
        """Return the undisputed facts named for `role`, by itself or in another role's `also`; each text once."""
        return _undisputed(self._told.get((kind, role), ()))

    def all_of(self, role: str, kind: FactKind) -> tuple[Fact, ...]:
        """Return the undisputed facts of `role`, its own first, then, of duties and boundaries, the inherited ones."""
        above = self.in_order(self.family(role).ancestors) if kind in INHERITED else ()
        return _undisputed(fact for each in (role, *above) for fact in self._told.get((kind, each), ()))

    def around(self, role: str, kind: FactKind) -> tuple[Fact, ...]:
        """Return the facts, disputed ones too, of `role` and all it is related to: nothing like them is surely wrong."""
        return tuple(
            fact for each in self.in_order(self.related(role)) for fact in self._told.get((kind, each), ())
        )

    def outermost(self, roles: Iterable[str]) -> tuple[str, ...]:
        """Return `roles` in deck order without those that are a kind of another one among them."""
        among = set(roles)
        return tuple(
            role
            for role in self.in_order(among)
            if not (self.family(role).ancestors - self.family(role).descendants) & among
        )

    def _named(self, fact: Fact) -> tuple[str, ...]:
        return tuple(dict.fromkeys(role for role in (fact.role, *fact.also) if role in self._roles))

    def _said_as(self, kind: FactKind, fact: Fact) -> list[Fact]:
        return self._said.get((kind, normalised(fact.text)), [])

    def _with_kinds(self, kind: FactKind, roles: Iterable[str]) -> frozenset[str]:
        named = frozenset(roles)
        if kind not in INHERITED:
            return named
        return named.union(*(self.family(role).descendants for role in named))


def _text_key(fact: Fact) -> tuple[FactKind, str]:
    return fact.kind, normalised(fact.text)


def _undisputed(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    found: dict[str, Fact] = {}
    for fact in facts:
        if not fact.disputed:
            found.setdefault(normalised(fact.text), fact)
    return tuple(found.values())


def _reached(start: str, edges: Mapping[str, list[str]]) -> frozenset[str]:
    """Return all that can be reached from `start` along `edges`, itself left out."""
    seen: set[str] = set()
    ahead = list(edges.get(start, ()))
    while ahead:
        role = ahead.pop()
        if role not in seen:
            seen.add(role)
            ahead.extend(edges.get(role, ()))
    return frozenset(seen - {start})
