"""The third demand on wrong options: they do not give the right one away, neither in one question nor over a quiz.

Here each question gets its candidates: safe ones, plausible, of the key's length and form, some that share words with the stem
where the key does. Which of them are taken is settled of all questions together, by `Balance`.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from decks.choosing.activities import vague_families
from decks.choosing.balancing import Balance
from decks.choosing.candidates import FEWEST, Candidate, Wanted
from decks.choosing.sights import Looks
from decks.choosing.slots import Ranked, Slot
from decks.made import Reason
from decks.similarity import families, normalised
from decks.text import digest

POOL = 14
"""So many safe candidates of a question are kept to choose from."""
_STATED = 8.0
"""What it is worth that the deck calls a candidate wrong; the other worths are in the same unit."""
_PLAUSIBLE = 14.0
"""And that it is most plausible, over least."""
_PREFERRED = 40.0
"""And that the learner takes it for the right one."""
_RISK = 4.0
"""What it costs that a candidate is just safe enough."""
_SAME_TOPIC = 0.5
_LENGTH = 16.0
"""What it costs to be of double or half the key's length; that counts for the pool."""
_KEPT_LENGTH = 8.0
"""What it costs when one of the pool is chosen."""
_TOO_FAR, _MANY = 0.9, 60
"""Of many candidates those are left out, after so many of the most plausible ones, whose length is further off."""
_FORM = 0.5
"""What it costs to have another comma, bracket or the like."""
_COVER = 9.0
"""What it is worth to have as many words in common with the stem as the key."""
_LURE, _LURED = 2.0, 2
"""What that is worth in one of so many questions whose key has none."""
_SPREAD = 3.0
"""What it costs to be in as many pools as a text is to be on the average."""
_ABSOLUTE = re.compile(
    r"\b(?:all|always|any|each|every|entire|exactly|must|never|no|none|only)\b", re.IGNORECASE
)


class Chooser:
    """Finds candidates for one kind of question, each text about as often as it is right in others."""

    def __init__(self, alike: Callable[[str, str], bool], keyed: Mapping[str, int] | None = None) -> None:
        """Start with no text used.

        Args:
            alike: says which options are too near to stand beside one another.
            keyed: how often each text, `normalised`, may be right in the whole deck; where None, all are taken for equal.
        """
        self._alike = alike
        self._keyed = keyed
        self._pooled: Counter[str] = Counter()
        self._numbers: dict[str, int] = {}

    def choose(
        self, wanted: Wanted, candidates: Sequence[Candidate], is_safe: Callable[[Candidate], bool]
    ) -> list[Candidate]:
        """As `pick`, but none where there is a reason not to ask."""
        found = self.pick(wanted, candidates, is_safe)
        return [] if isinstance(found, Reason) else found

    def pick(
        self, wanted: Wanted, candidates: Sequence[Candidate], is_safe: Callable[[Candidate], bool]
    ) -> list[Candidate] | Reason:
        """Return wrong options for one question by itself, or why there are none."""
        found = self.pool(wanted, candidates, is_safe)
        if isinstance(found, Reason):
            return found
        texts = [wanted.key, *(each.text for each in candidates)]
        Balance(Looks(texts)).settle([found])
        return found.candidates or Reason.TOO_FEW

    def pool(
        self,
        wanted: Wanted,
        candidates: Sequence[Candidate],
        is_safe: Callable[[Candidate], bool],
        *,
        kind: str = "",
        facts: tuple[str, ...] = (),
        kin: Callable[[Candidate], bool] = lambda _: True,
        kindred: int = 0,
    ) -> Slot | Reason:
        """Return a question with its candidates, or why not: fewer than `FEWEST` are safe, or the key would stand out.

        The key stands out when it shares words with the stem and no wrong option shares as many. `is_safe` is asked
        for as few candidates as possible, because it may be slow.

        Args:
            wanted: the question.
            candidates: who could stand as a wrong option.
            is_safe: whether one is wrong indeed.
            kind: of the question.
            facts: the duties that it asks about, `normalised`.
            kin: whether one is of the family.
            kindred: so many are to be of the family.
        """
        said = _telling(wanted.stem)
        telling = len(_telling(wanted.key) & said)
        mine = int(digest(wanted.question), 16)
        lure = bool(said) and not telling and mine // 8 % _LURED == 0
        size, form = len(wanted.key) + 5, _form(wanted.key)
        costs = []
        for place, each in enumerate(candidates):
            ratio = (len(each.text) + 5) / size
            apart = min(2.0, max(ratio, 1 / ratio) - 1)
            if apart > _TOO_FAR and place >= _MANY:
                continue
            cost = _RISK * each.risk - _PLAUSIBLE * min(each.plausible, 1.0) - _STATED * each.stated
            cost -= _PREFERRED * (each.plausible > 1)
            theirs = _form(each.text)
            if theirs != form:
                cost += _FORM * sum(abs(one - other) for one, other in zip(theirs, form, strict=True))
            if wanted.topic and each.topic == wanted.topic:
                cost -= _SAME_TOPIC
            met = len(said & _telling(each.text)) if telling or lure else 0
            sought = (_COVER if telling else _LURE) * min(1.0, met / (telling or 1))
            spread = self._spread(each.text)
            rough = cost + _LENGTH * apart - sought + spread
            costs.append(
                (rough, self._number(each.ref) ^ mine, place, cost + _KEPT_LENGTH * apart, met >= telling)
            )
        costs.sort()
        pool: list[Ranked] = []
        covers = 0
        for *_, place, cost, cover in costs:
            if len(pool) >= POOL and (covers or len(pool) >= POOL + 6):
                break
            each = candidates[place]
            if (len(pool) >= POOL and not cover) or self._alike(each.text, wanted.key) or not is_safe(each):
                continue
            pool.append(Ranked(cost, each, cover, kin(each)))
            covers += cover
        if len(pool) < FEWEST:
            return Reason.TOO_FEW
        if not covers:
            return Reason.REVEALED
        if sum(each.kin for each in pool) < min(kindred, FEWEST):
            return Reason.IMPLAUSIBLE
        self._pooled.update(normalised(each.candidate.text) for each in pool)
        return Slot(
            wanted.question,
            kind,
            (wanted.key,),
            pool,
            families(wanted.stem),
            self._alike,
            kin=kindred,
            facts=facts,
        )

    def _spread(self, text: str) -> float:
        """What it costs that a text is in many pools for one that is so often right."""
        text = normalised(text)
        due = 1.0 if self._keyed is None else self._keyed.get(text, 0) or 0.3
        return min(4 * _SPREAD, _SPREAD * self._pooled[text] / (POOL * due))

    def _number(self, ref: str) -> int:
        number = self._numbers.get(ref)
        if number is None:
            number = self._numbers[ref] = int(digest(ref), 16)
        return number


@lru_cache(maxsize=65_536)
def _telling(text: str) -> frozenset[str]:
    """The words by which a text could be told to belong to another, as `families`; vague ones tell nothing."""
    return families(text) - vague_families()


@lru_cache(maxsize=65_536)
def _form(text: str) -> tuple[int, ...]:
    """What one sees of a text without understanding it: commas, brackets, figures, absolute words."""
    return (
        min(text.count(","), 4),
        int("(" in text),
        int(any(letter.isdigit() for letter in text)),
        int(bool(_ABSOLUTE.search(text))),
    )
