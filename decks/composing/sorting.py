"""“Sort these duties: which belong to a sonographer, and which to an MRI technologist?”"""

from collections import Counter, defaultdict
from dataclasses import replace

from decks.choosing.candidates import Candidate
from decks.composing.material import MOST_RISK, Material, hashed, number
from decks.english.similarity import families
from decks.making.made import Dropped, Reason
from decks.model import Asks, Fact, FactKind, Option, Question, QuestionKind

KIND = QuestionKind.SORT_DUTIES
LINES = 5
FEWEST_LINES = 4
_AMONG = 3
"""Of so many further duties of the role the one is taken that is least like those before."""
_PARTNERS = 8
"""So many other roles are tried, those first that are nearest."""
_LOT = 3
"""Which of so many nearest roles comes first is drawn by lot, so that not all are set against the same one."""


class Sorting:
    """Makes questions that set a role against a near one; each duty is one's and safely not the other's."""

    def __init__(self, material: Material) -> None:
        """Make questions of this material."""
        self._material = material
        self._used: Counter[str] = Counter()

    def ask(self, anchor: Fact) -> Question | Dropped:
        """Return the question named after `anchor`, or why there is none."""
        material, role = self._material, anchor.role
        name = material.id_of(KIND, anchor)
        others = material.companions(anchor, KIND)
        ours = material.varied(anchor, others, len(others) + 1, among=_AMONG)
        theirs: defaultdict[str, list[Candidate]] = defaultdict(list)
        for each in material.options.facts(role, FactKind.DUTY):
            if each.role and each.risk <= MOST_RISK:
                theirs[each.role].append(each)
        # The order of candidates is that of their roles' nearness.
        near = [other for other in list(theirs)[:_PARTNERS] if material.is_near(role, other)]
        lot = sorted(near[:_LOT], key=lambda other: (self._used[other], hashed(f"{name} {other}")))
        for other in [*lot, *near[_LOT:]]:
            made = self._against(name, anchor, ours, other, theirs[other])
            if made is not None:
                self._used[other] += 1
                return made
        return material.dropped(KIND, anchor, Reason.TOO_FEW)

    def _against(
        self, name: str, anchor: Fact, ours: list[Fact], other: str, theirs: list[Candidate]
    ) -> Question | None:
        material, role = self._material, anchor.role
        titles = families(material.naming.name(role)) | families(material.naming.name(other))
        if families(anchor.text) & titles:
            return None
        mine = [(fact, stated) for fact in ours if (stated := self._lacks(other, fact, titles)) is not None]
        if not mine or mine[0][0] != anchor:
            return None
        candidates = sorted(theirs, key=lambda each: hashed(f"{name} {each.ref}"))
        yours: list[tuple[Fact, bool]] = []
        for each in candidates:
            fact = material.options.fact(each)
            if len(yours) == LINES - 1:
                break
            if fact.role != other or fact.kind is not FactKind.DUTY or families(each.text) & titles:
                continue
            if material.alike(each.text, (said.text for said, _ in (*mine, *yours))):
                continue
            if material.options.is_safe_fact(each, role, FactKind.DUTY):
                yours.append((fact, each.stated))
        splits = [
            (left, lines - left)
            for lines in (LINES, FEWEST_LINES)
            for left in range(1, lines)
            if left <= len(mine) and lines - left <= len(yours)
        ]
        longest = [split for split in splits if sum(split) == sum(splits[0])]
        if not longest:
            return None
        left, right = longest[number(f"{name} split", len(longest))]
        first, second = mine[:left], yours[:right]
        facts = [fact for fact, _ in (*first, *second)]
        both = (material.naming.phrase(role), material.naming.phrase(other))
        made = material.question(
            KIND,
            anchor,
            f"Sort these duties: which belong to {both[0]}, and which to {both[1]}?",
            [Option(fact.text, fact.role, fact.key, material.told(fact)) for fact in facts],
            stated=all(stated for _, stated in (*first, *second)),
            others=facts,
        )
        sides = tuple((each, material.naming.name(each)) for each in (role, other))
        return replace(made, asks=Asks.SORT, right=tuple(range(left)), sides=sides)

    def _lacks(self, other: str, fact: Fact, titles: frozenset[str]) -> bool | None:
        """Whether the deck says that `other` does not have the duty; None where it is not safe to say so at all."""
        if families(fact.text) & titles or not self._material.hardly_has(other, fact):
            return None
        return self._material.lacking(fact)[other].stated
