"""Making one deck of what several documents say: the same role is one role, the same fact one fact with all its places."""

from collections.abc import Sequence

from decks.drafting.found import FoundFact, FoundRole, Place
from decks.drafting.titles import key_of
from decks.english.similarity import Weights, near, normalised, says_all_of, stems
from decks.model import FactKind

_MOST_COMPARED = 800
_NEAR_KINDS = frozenset({FactKind.DUTY, FactKind.NOT_DUTY, FactKind.REQUIREMENT})


def merged(documents: Sequence[Sequence[FoundRole]]) -> list[FoundRole]:
    """The roles of all documents, each once, in the order in which they first come up."""
    roles: list[FoundRole] = []
    became: dict[int, FoundRole] = {}
    by_title: dict[frozenset[str], FoundRole] = {}
    by_name: dict[frozenset[str], FoundRole] = {}
    for found in documents:
        for role in found:
            key = key_of(role.title)
            known = (
                by_title.get(key)
                or by_name.get(key)
                or next((by_title[n] for n in role.names if n in by_title), None)
            )
            if known is None:
                roles.append(role)
                by_title[key] = known = role
            else:
                _join(known, role)
            became[id(role)] = known
            for name in role.names:
                by_name.setdefault(name, known)
    for role in roles:
        for fact in role.facts:
            fact.also = list(
                {
                    id(became.get(id(other), other)): became.get(id(other), other) for other in fact.also
                }.values()
            )
            fact.also = [other for other in fact.also if other is not role]
    weights = Weights(fact.text for role in roles for fact in role.facts)
    for role in roles:
        _settle(role, weights)
    kept = [role for role in roles if role.sure or role.facts]
    _share(kept, weights)
    for place, role in enumerate(kept[:_MOST_COMPARED]):
        twin = next((other for other in kept[:place] if _alike(role.title, other.title)), None)
        if twin is not None:
            role.note = f"may be the same as “{twin.title}”"
    return kept


def _alike(title: str, other: str) -> bool:
    """Whether two titles are so much alike that they may be one role: *Theatre nurse* and *Theatrical nurse*."""
    mine, theirs = title.casefold().split(), other.casefold().split()
    if len(mine) != len(theirs) or len(mine) < 2:
        return False
    return all(
        one == two or (one[:5] == two[:5] and len(one) > 5) for one, two in zip(mine, theirs, strict=True)
    )


def _join(known: FoundRole, role: FoundRole) -> None:
    for scheme, code in role.codes.items():
        known.codes.setdefault(scheme, code)
    known.places += role.places
    known.sure = known.sure or role.sure
    known.names |= role.names
    if role.title.casefold() != known.title.casefold() and key_of(role.title) != key_of(known.title):
        known.add(FoundFact(FactKind.ALIAS, role.title, list(role.places)))
    for fact in role.facts:
        known.add(fact)


def _settle(role: FoundRole, weights: Weights) -> None:
    """Join what a role says twice in nearly the same words, and keep one definition."""
    kept: list[FoundFact] = []
    for fact in role.facts:
        if fact.kind is FactKind.ALIAS and normalised(fact.text) == normalised(role.title):
            continue
        if (
            fact.kind is FactKind.DEFINITION
            and (first := next((k for k in kept if k.kind is fact.kind), None)) is not None
        ):
            if fact.sure and not first.sure:
                first.text, first.sure, first.places = fact.text, True, fact.places
            continue
        twin = next(
            (known for known in kept if known.kind is fact.kind and _twins(known, fact, weights)), None
        )
        if twin is None:
            kept.append(fact)
            continue
        if len(fact.text) > len(twin.text) and not (twin.sure and not fact.sure):
            twin.text = fact.text
        twin.places += [place for place in fact.places if place not in twin.places]
        twin.sure = twin.sure or fact.sure
        twin.also += [other for other in fact.also if other not in twin.also]
    work = [fact.text for fact in kept if fact.kind in {FactKind.DUTY, FactKind.DEFINITION}]
    kept = [
        # "Audio", among the titles of who operates audio desks, is no title and would give each question away.
        fact
        for fact in kept
        if fact.kind is not FactKind.ALIAS
        or fact.sure
        or not any(says_all_of(text, fact.text) for text in work)
    ]
    denied = {normalised(fact.text): fact for fact in kept if fact.kind is FactKind.NOT_DUTY}
    role.facts = []
    for fact in kept:
        contrary = denied.get(normalised(fact.text)) if fact.kind is FactKind.DUTY else None
        if contrary is None:
            role.facts.append(fact)
        else:
            contrary.sure = False
            contrary.note = "elsewhere it stands as a duty"
            contrary.places += fact.places


def _twins(known: FoundFact, fact: FoundFact, weights: Weights) -> bool:
    if normalised(known.text) == normalised(fact.text):
        return True
    if fact.kind not in _NEAR_KINDS:
        return False
    # What stands in one list of one document differs, however alike: only other places may say the same again.
    apart = _lines(known.places).isdisjoint(_lines(fact.places))
    return apart and near(known.text, fact.text, weights) and _whole(known.text, fact.text, weights)


def _lines(places: Sequence[Place]) -> set[int]:
    return {place.document for place in places}


def _whole(one: str, other: str, weights: Weights) -> bool:
    return min(weights.total(one), weights.total(other)) * 2 > max(weights.total(one), weights.total(other))


def _share(roles: Sequence[FoundRole], weights: Weights) -> None:
    """Say of duties that several roles have in the same or nearly the same words that they share them."""
    first: dict[frozenset[str] | str, tuple[FoundRole, FoundFact]] = {}
    for role in roles:
        kept: list[FoundFact] = []
        for fact in role.facts:
            key = stems(fact.text) or normalised(fact.text)
            if fact.kind is FactKind.DUTY and key in first and first[key][0] is not role:
                owner = first[key][1]
                owner.places += [place for place in fact.places if place not in owner.places]
                owner.also += [
                    other
                    for other in (role, *fact.also)
                    if other not in owner.also and other is not first[key][0]
                ]
                continue
            if fact.kind is FactKind.DUTY:
                first.setdefault(key, (role, fact))
            kept.append(fact)
        role.facts = kept
    duties = [(role, fact) for role in roles for fact in role.facts if fact.kind is FactKind.DUTY]
    if len(duties) > _MOST_COMPARED:  # comparing all pairs would take longer than the rest
        return
    for place, (role, fact) in enumerate(duties):
        for other, later in duties[place + 1 :]:
            if other is not role and near(fact.text, later.text, weights):
                fact.also += [other] if other not in fact.also else []
                later.also += [role] if role not in later.also else []
                fact.note = fact.note or f"nearly the same as a duty of “{other.title}”"
                fact.sure = later.sure = False
