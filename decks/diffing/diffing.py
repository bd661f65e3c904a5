"""What an edit of a deck means for those who learn from it, card by card. Pure: two decks, or what is known of the former one.

Progress is kept under ids. So a card goes on where its id is the same, where `renames` says what it is called now, and
where its fact plainly stands in the deck under another id. What says something else than before is to be asked again
soon; its history stays. Nothing is ever dropped: what has no place in the deck any more waits for it to come back.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property

from decks.diffing.matching import Unclear, Wholes, match_facts, match_roles
from decks.diffing.meaning import difference, likeness
from decks.diffing.model import Change, Difference, Former, What
from decks.diffing.renames import Renames
from decks.diffing.senses import WRITTEN, FactSense, Sense, facts_of, names_of, titles_of
from decks.english.similarity import Weights, normalised
from decks.model import Deck

LIST_SAME = 0.75
"""A list of which at least this share of the lines, of the longer one, is as before is asked when it would have been."""
KIN = 0.6
"""Of the weight of one text's words, how much stands in another one that it was split off from or went into."""


def former_of(deck: Deck, senses: Mapping[str, Sense]) -> Former:
    """A deck itself as the former one."""
    return Former(senses, names_of(deck))


def compare(old: Former, deck: Deck, senses: Mapping[str, Sense]) -> Difference:
    """What the step from `old` to `deck`, whose cards ask and want `senses`, means."""
    return _Comparison(old, deck, senses).result()


class _Comparison:
    """Finds names first, then what became of each card."""

    def __init__(self, old: Former, deck: Deck, senses: Mapping[str, Sense]) -> None:
        self._old = old
        self._new = senses
        self._names = names_of(deck)
        self._roles = frozenset(role.id for role in deck.roles)
        self._old_facts = facts_of(old.senses.values())
        self._facts = facts_of(senses.values())
        self._weights = Weights(fact.text for fact in self._facts.values())
        self._renames = Renames(deck.renames, self._names, self._roles)
        self._pairs: dict[str, str] = {}
        self._unclear: tuple[Unclear, ...] = ()
        self._role_pairs: dict[str, str] = {}
        self._find_names()
        self._cards = self._cards_moved()

    # What things are called now

    def _find_names(self) -> None:
        known = {*self._old_facts, *(sense.fact for sense in self._old.senses.values()), *self._old.answered}
        gone = {name for name in known if name not in self._names}
        told: set[str] = set()
        for name in sorted(gone):
            if target := self._renames.now(name):
                self._pairs[name] = target
            if target or self._renames.names(name):
                told.add(name)  # also where it leads nowhere: then it waits, and nothing is guessed
        gone -= told
        for name in sorted(gone):
            if target := self._linked(name):
                self._pairs[name] = target
        gone -= self._pairs.keys()
        taken = set(self._pairs.values()) | self._old.names | self._old.answered
        fresh = {name: fact for name, fact in self._facts.items() if name not in taken}
        lost = {name: fact for name, fact in self._old_facts.items() if name in gone}
        self._role_pairs = self._find_roles(lost, fresh)
        matches = match_facts(lost, fresh, self._role_pairs, self._weights)
        self._pairs |= matches.pairs
        self._unclear = matches.unclear
        for name in sorted(gone - self._pairs.keys()):
            role, _, rest = name.partition("/")  # a whole list, which has no text of its own
            target = f"{self._role_pairs.get(role, role)}/{rest}"
            if name not in self._old_facts and target != name and target in self._names:
                self._pairs[name] = target

    def _linked(self, name: str) -> str:
        """Where the history of a fact goes that has had other names before; empty where that is not clear."""
        there = sorted(other for other in self._old.links.get(name, ()) if other in self._names)
        if len(there) != 1:
            return ""
        mine, other = self._old_facts.get(name), self._facts.get(there[0])
        if mine and other and mine.text and not self._akin(mine, other):
            return ""
        return there[0]

    def _akin(self, one: FactSense, other: FactSense) -> bool:
        return likeness(one.text, other.text, self._weights) >= KIN

    def _find_roles(self, lost: Mapping[str, FactSense], fresh: Mapping[str, FactSense]) -> dict[str, str]:
        told = dict(self._renames.roles())
        mine = {
            n: f for n, f in lost.items() if f.role not in self._roles | told.keys() and f.role != WRITTEN
        }
        former = {name.partition("/")[0] for name in self._old.names}
        theirs = {n: f for n, f in fresh.items() if f.role not in former and f.role not in told.values()}
        titles = titles_of(self._old.senses.values()), titles_of(self._new.values())
        return told | match_roles(mine, theirs, *titles, self._weights)

    def _cards_moved(self) -> dict[str, str]:
        """Cards that stand with another fact of the same words now: of equal texts, only the first makes a card."""
        places: defaultdict[tuple[str, str, tuple[str, ...]], list[str]] = defaultdict(list)
        for sense in self._new.values():
            if sense.roles and sense.card not in self._old.senses:
                places[sense.suffix, normalised(sense.text), sense.roles].append(sense.card)
        found: dict[str, str] = {}
        for sense in self._old.senses.values():
            now = self._now(sense.card)
            if now in self._new or now.partition("#")[0] not in self._names or not sense.roles:
                continue
            there = places.get((sense.suffix, normalised(sense.text), self._roles_now(sense.roles)), [])
            if len(there) == 1 and there[0] not in found.values():
                found[sense.card] = there[0]
        return found

    def _now(self, card: str) -> str:
        fact, mark, kind = card.partition("#")
        return f"{self._pairs.get(fact, fact)}{mark}{kind}"

    def _roles_now(self, roles: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted({self._role_now(role) for role in roles}))

    def _role_now(self, role: str) -> str:
        return role if role in self._roles else self._role_pairs.get(role, role)

    # What became of the cards

    def result(self) -> Difference:
        sources: defaultdict[str, list[Sense]] = defaultdict(list)
        gone: list[Sense] = []
        for sense in self._old.senses.values():
            name = self._cards.get(sense.card) or self._now(sense.card)
            if name in self._new:
                sources[name].append(sense)
            else:
                gone.append(sense)
        changes: list[Change] = []
        for card, new in self._new.items():
            ordered = sorted(sources[card], key=lambda sense: (sense.card != card, sense.card))
            changes += [self._change(old, new) for old in ordered] or [
                Change(What.ADDED, None, new, kin=self._split_off(new))
            ]
        changes += [Change(What.REMOVED, old, None, kin=self._gone_into(old)) for old in gone]
        return Difference(
            changes=tuple(changes),
            renamed={**self._pairs, **self._cards},
            unclear=self._unclear,
            mistakes=self._renames.mistakes,
            again=frozenset(
                change.new.card for change in changes if change.what is What.CHANGED and change.new
            ),
        )

    def _change(self, old: Sense, new: Sense) -> Change:
        if not old.noted:
            same = old.fingerprint == new.fingerprint
            return Change(What.SAME if same else What.REWORDED, old, new)
        why = self._why(old, new)
        if why:
            return Change(What.CHANGED, old, new, why)
        same = old.fingerprint == new.fingerprint or (old.shown == new.shown and old.title == new.title)
        return Change(What.SAME if same else What.REWORDED, old, new)

    def _why(self, old: Sense, new: Sense) -> str:
        if new.is_list:
            return self._lines(old, new)
        why = difference(old.text, new.text, self._weights) or difference(
            old.answer, new.answer, self._weights
        )
        if not why and self._roles_now(old.roles) != new.roles:
            return "other roles"
        return why

    def _lines(self, old: Sense, new: Sense) -> str:
        now = dict(new.parts)
        kept = 0
        for fact, text in old.parts:
            line = now.get(self._pairs.get(fact, fact))
            if line is None:
                line = next((each for each in now.values() if normalised(each) == normalised(text)), None)
            kept += line is not None and not difference(text, line, self._weights)
        if kept >= LIST_SAME * max(len(old.parts), len(new.parts)):
            return ""
        return f"{kept} of {max(len(old.parts), len(new.parts))} lines are as before"

    @cached_property
    def _shrunk(self) -> Wholes:
        """The former facts of which, by their names of now, something was taken out."""
        return Wholes(
            (
                replace(fact, name=now)
                for name, fact in self._old_facts.items()
                if (now := self._pairs.get(name, name)) in self._facts
                and _less(fact.text, self._facts[now].text)
            ),
            self._weights,
        )

    @cached_property
    def _grown(self) -> Wholes:
        """The facts that are new, or to which something was added."""
        back = {self._pairs.get(name, name): fact.text for name, fact in self._old_facts.items()}
        return Wholes(
            (fact for name, fact in self._facts.items() if name not in back or _less(fact.text, back[name])),
            self._weights,
        )

    def _split_off(self, new: Sense) -> str:
        """The fact that a new one was a part of."""
        return "" if new.is_list else self._shrunk.of(new.kind, new.text, new.fact, KIN)

    def _gone_into(self, old: Sense) -> str:
        """The fact that one that is gone is a part of now."""
        return "" if old.is_list else self._grown.of(old.kind, old.text, old.fact, KIN)


def _less(whole: str, part: str) -> bool:
    """Whether a text has lost words against another."""
    return bool(set(normalised(whole).split()) - set(normalised(part).split()))
