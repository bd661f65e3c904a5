"""Which facts of a changed deck are former ones under another id: by what they say, one to one, and only where it is clear.

Two facts are taken for one where each is the other's best match and no other comes near. What is not clear is for the
instructor to say, in `renames`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import nlargest

from decks.diffing.meaning import likeness
from decks.diffing.senses import FactSense
from decks.english.similarity import Weights, normalised, stems

LEAST = 0.6
"""Likeness of two texts below which they are not taken for the same fact."""
MARGIN = 0.1
"""By how much a match has to be better than the next best."""
_SAME_ROLE = 0.15
"""What it counts that two facts are of the same role."""
_SAME_ID = 0.05
_ROLE_LEAST = 0.4
_COMPARED = 12
"""With so many facts a fact is compared word by word, those with most words in common."""
_COMMON = 200
"""A word that stands in more facts than these tells nothing that is worth the search."""


@dataclass(frozen=True, slots=True)
class Unclear:
    """A fact that is gone and could be one of several."""

    name: str
    choices: tuple[tuple[str, float], ...]
    """Names that it might go by now, the likeliest first, with the likeness of their texts."""


@dataclass(frozen=True, slots=True)
class Matches:
    """What was found."""

    pairs: Mapping[str, str]
    unclear: tuple[Unclear, ...]


def match_roles(
    old: Mapping[str, FactSense],
    new: Mapping[str, FactSense],
    titles: Mapping[str, str],
    new_titles: Mapping[str, str],
    weights: Weights,
) -> dict[str, str]:
    """The roles of `old` facts that are called otherwise in `new`; both hold facts of such roles only as may be paired."""
    said: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    size: defaultdict[str, int] = defaultdict(int)
    for fact in new.values():
        said[fact.kind, normalised(fact.text)].add(fact.role)
        said[fact.kind, fact.id].add(fact.role)
        size[fact.role] += 1
    shared: defaultdict[tuple[str, str], int] = defaultdict(int)
    sizes: defaultdict[str, int] = defaultdict(int)
    for fact in old.values():
        sizes[fact.role] += 1
        for role in said.get((fact.kind, normalised(fact.text)), set()) | said.get(
            (fact.kind, fact.id), set()
        ):
            shared[fact.role, role] += 1
    scores = {}
    for one in sizes:
        for other in size:
            alike = likeness(titles.get(one, ""), new_titles.get(other, ""), weights)
            share = 2 * shared.get((one, other), 0) / (sizes[one] + size[other])
            score = max(share, (share + alike) / 2)
            if score >= _ROLE_LEAST:
                scores[one, other] = score
    return _best(scores)


def match_facts(
    old: Mapping[str, FactSense], new: Mapping[str, FactSense], roles: Mapping[str, str], weights: Weights
) -> Matches:
    """The facts of `old` that stand in `new` under another name; `roles` says what roles are called by now."""
    plain = _word_for_word(old, new, roles)
    found = set(plain.values())
    left_new = {name: fact for name, fact in new.items() if name not in found}
    scores: dict[tuple[str, str], float] = {}
    alike: dict[tuple[str, str], float] = {}
    places = _Places(left_new.values(), weights)
    for fact in old.values():
        if fact.name in plain:
            continue
        role = roles.get(fact.role, fact.role)
        for other in places.near(fact, role):
            like = 1.0 if fact.prints & other.prints else likeness(fact.text, other.text, weights)
            same = role == other.role
            # In a role that is only called otherwise, the id says as much as the text does.
            if like < LEAST and not (same and role != fact.role and fact.id == other.id):
                continue
            alike[fact.name, other.name] = like
            scores[fact.name, other.name] = (
                like + same * _SAME_ROLE + (fact.id == other.id) * (1.0 if same else _SAME_ID)
            )
    pairs = plain | _best(scores)
    taken = set(pairs.values())
    left: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
    for names in sorted(scores, key=lambda pair: (-scores[pair], pair)):
        if names[0] not in pairs and names[1] not in taken:
            left[names[0]].append((names[1], alike[names]))
    return Matches(pairs, tuple(Unclear(name, tuple(choices)) for name, choices in left.items()))


def _best(scores: Mapping[tuple[str, str], float]) -> dict[str, str]:
    """The pairs that are each other's best by a margin; again and again, for what is paired is out of others' way."""
    left = dict(scores)
    found: dict[str, str] = {}
    while True:
        best: dict[tuple[bool, str], tuple[float, str]] = {}
        second: defaultdict[tuple[bool, str], float] = defaultdict(float)
        for (one, other), score in sorted(left.items()):
            for end, name in (((False, one), other), ((True, other), one)):
                if score > best.get(end, (0.0, ""))[0]:
                    second[end] = best.get(end, (0.0, ""))[0]
                    best[end] = (score, name)
                else:
                    second[end] = max(second[end], score)
        clear = {
            one: other
            for (side, one), (score, other) in best.items()
            if not side
            and best[True, other][1] == one
            and score - max(second[False, one], second[True, other]) >= MARGIN
        }
        if not clear:
            return found
        found |= clear
        taken = set(clear.values())
        left = {pair: score for pair, score in left.items() if pair[0] not in clear and pair[1] not in taken}


def _word_for_word(
    old: Mapping[str, FactSense], new: Mapping[str, FactSense], roles: Mapping[str, str]
) -> dict[str, str]:
    """The facts that stand in the same role in the same words, once."""
    there: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
    here: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
    for fact in new.values():
        there[fact.kind, fact.role, normalised(fact.text)].append(fact.name)
    for fact in old.values():
        if fact.text:
            here[fact.kind, roles.get(fact.role, fact.role), normalised(fact.text)].append(fact.name)
    return {
        names[0]: there[key][0] for key, names in here.items() if len(names) == 1 == len(there.get(key, ()))
    }


class _Places:
    """Finds the facts of a kind that have most words in common with another."""

    def __init__(self, facts: Iterable[FactSense], weights: Weights) -> None:
        self._weights = weights
        self._facts: dict[str, FactSense] = {}
        self._by_word: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        self._by_sign: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for fact in facts:
            self._facts[fact.name] = fact
            for sign in (normalised(fact.text), *fact.prints):
                self._by_sign[fact.kind, sign].append(fact.name)
            for word in sorted(stems(fact.text)):
                self._by_word[fact.kind, word].append(fact.name)

    def near(self, fact: FactSense, role: str) -> list[FactSense]:
        """Those worth comparing with `fact`, whose role is called `role` now."""
        found = {f"{role}/{fact.id}"}
        for sign in (normalised(fact.text), *fact.prints):
            found.update(self._by_sign.get((fact.kind, sign), ()))
        shared: defaultdict[str, float] = defaultdict(float)
        for word in sorted(stems(fact.text)):
            there = self._by_word.get((fact.kind, word), [])
            if len(there) <= _COMMON:
                for name in there:
                    shared[name] += self._weights.of(word)
        found.update(nlargest(_COMPARED, shared, key=lambda name: (self._share(shared[name], name), name)))
        some = (self._facts[name] for name in sorted(found) if name in self._facts)
        return [each for each in some if each.kind == fact.kind]

    def _share(self, shared: float, name: str) -> float:
        """How much of a text is in common; that of the other text is the same for all."""
        return shared / (1 + self._weights.total(self._facts[name].text))


class Wholes:
    """Facts that another fact may be a part of."""

    def __init__(self, facts: Iterable[FactSense], weights: Weights) -> None:
        """Index `facts` by their words."""
        self._weights = weights
        self._by_word: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for fact in facts:
            for word in sorted(stems(fact.text)):
                self._by_word[fact.kind, word].append(fact.name)

    def of(self, kind: str, text: str, but: str, least: float) -> str:
        """The fact that holds most of the weight of `text`, and `least` at least; empty where none does."""
        shares: defaultdict[str, float] = defaultdict(float)
        for word in sorted(stems(text)):
            there = self._by_word.get((kind, word), [])
            if len(there) <= _COMMON:
                for name in there:
                    shares[name] += self._weights.of(word)
        shares.pop(but, None)
        best = max(sorted(shares), key=shares.__getitem__, default="")
        return best if best and shares[best] >= least * self._weights.total(text) else ""
