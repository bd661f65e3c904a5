"""The third demand on wrong options: they do not give the right one away, neither in one question nor over a quiz.

Here each question gets its candidates: safe ones, plausible, of the key's length and form, some that share words with the stem
where the key does. Which of them are taken is settled of all questions together, by `Balance`.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from decks.choosing.balancing import Balance
from decks.choosing.candidates import FEWEST, Candidate, Wanted
from decks.choosing.sights import Looks
from decks.choosing.slots import Ranked, Slot
from decks.english.similarity import families, normalised
from decks.making.made import Reason
from decks.text import digest

POOL = 14
"""So many safe candidates of a question are kept to choose from …"""
_MORE, _SOUGHT = 6, 4
"""… and so many more, until there are so many that have words in common with the stem."""
_STATED = 24.0
"""What it is worth that the deck calls a candidate wrong; the other worths are in the same unit."""
_PLAUSIBLE = 14.0
"""And that it is most plausible, over least."""
_STRANGER = 25.0
"""What it costs to be of no role of the family, where the family has enough of them."""
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
_LURE = 2.0
"""What it is worth to have some where the key has none."""
_SPREAD = 3.0
"""What it costs to be in as many pools as a text is to be on the average."""
_ABSOLUTE = re.compile(
    r"\b(?:all|always|any|each|every|entire|exactly|must|never|no|none|only)\b", re.IGNORECASE
)


class _Glance(NamedTuple):
    """What is to be known of a text beside many others."""

    size: int
    form: tuple[int, ...]
    words: frozenset[str]
    name: str
    """It, `normalised`."""
    spread: float
    """What it costs that it is in one more pool."""


class Chooser:
    """Finds candidates for one kind of question, each text about as often as it is right in others."""

    def __init__(
        self,
        alike: Callable[[str, str], bool],
        keyed: Mapping[str, int] | None = None,
        looks: Looks | None = None,
    ) -> None:
        """Start with no text used.

        Args:
            alike: says which options are too near to stand beside one another.
            keyed: how often each text, `normalised`, may be right in the whole deck; where None, all are taken for equal.
            looks: says what words weigh; where None, all weigh the same.
        """
        self._alike = alike
        self._keyed = keyed
        self._weigh: Callable[[frozenset[str]], int] = looks.weight if looks else len
        self._pooled: Counter[str] = Counter()
        self._numbers: dict[str, int] = {}
        self._glances: dict[str, _Glance] = {}

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
        kin: Callable[[Candidate], bool] | None = None,
        kindred: int = 0,
    ) -> Slot | Reason:
        """Return a question with its candidates, or why not: fewer than `FEWEST` are safe, or the key would stand out.

        The key stands out when it shares words with the stem and no wrong option shares as much. `is_safe` is asked
        for as few candidates as possible, because it may be slow.

        Args:
            wanted: the question.
            candidates: who could stand as a wrong option.
            is_safe: whether one is wrong indeed.
            kind: of the question.
            facts: the duties that it asks about, `normalised`.
            kin: whether one is of the family; where None, that is all one.
            kindred: so many must be of the family.
        """
        said = families(wanted.stem)
        telling = self._weigh(families(wanted.key) & said)
        mine = int(digest(wanted.question), 16)
        size, form = self._glance(wanted.key)[:2]
        pooled = self._pooled
        costs = []
        for place, each in enumerate(candidates):
            theirs, looks, words, text, spread = self._glances.get(each.text) or self._glance(each.text)
            apart = theirs / size - 1 if theirs > size else size / theirs - 1
            if apart > _TOO_FAR and place >= _MANY:
                continue
            cost = _RISK * each.risk - _PLAUSIBLE * min(each.plausible, 1.0) - _STATED * each.stated
            if each.plausible > 1:
                cost -= _PREFERRED
            elif kin and not kin(each):
                cost += _STRANGER
            if looks != form:
                cost += _FORM * sum([abs(one - other) for one, other in zip(looks, form, strict=True)])
            if each.topic and wanted.topic == each.topic:
                cost -= _SAME_TOPIC
            met = 0 if said.isdisjoint(words) else self._weigh(said & words)
            sought = _COVER * min(1.0, met / telling) if telling else _LURE * (met > 0)
            apart = min(2.0, apart)
            rough = cost + _LENGTH * apart - sought + min(4 * _SPREAD, spread * pooled.get(text, 0))
            costs.append((rough, self._number(each.ref) ^ mine, place, cost + _KEPT_LENGTH * apart, met))
        costs.sort()
        pool: list[Ranked] = []
        covers = searched = 0
        for *_, place, cost, met in costs:
            looked_for = met >= (telling or 1)
            if len(pool) >= POOL and (searched >= _SOUGHT or len(pool) >= POOL + _MORE):
                break
            each = candidates[place]
            if len(pool) >= POOL and not looked_for:
                continue
            if self._alike(each.text, wanted.key) or not is_safe(each):
                continue
            pool.append(Ranked(cost, each, met >= telling, kin is None or each.plausible > 1 or kin(each)))
            covers += met >= telling
            searched += looked_for
        if len(pool) < FEWEST:
            return Reason.TOO_FEW
        if not covers:
            return Reason.REVEALED
        if kindred and sum(each.kin for each in pool) < min(kindred, FEWEST):
            return Reason.IMPLAUSIBLE
        self._pooled.update(normalised(each.candidate.text) for each in pool)
        return Slot(
            wanted.question,
            kind,
            (wanted.key,),
            pool,
            said,
            self._alike,
            kin=kindred,
            facts=facts,
        )

    def _glance(self, text: str) -> "_Glance":
        found = self._glances.get(text)
        if found is None:
            name = normalised(text)
            due = 1.0 if self._keyed is None else self._keyed.get(name, 0) or 0.3
            found = self._glances[text] = _Glance(
                len(text) + 5, _form(text), families(text), name, _SPREAD / (POOL * due)
            )
        return found

    def _number(self, ref: str) -> int:
        number = self._numbers.get(ref)
        if number is None:
            number = self._numbers[ref] = int(digest(ref), 16)
        return number


def _form(text: str) -> tuple[int, ...]:
    """What one sees of a text without understanding it: commas, brackets, figures, absolute words."""
    return (
        min(text.count(","), 4),
        int("(" in text),
        int(any(letter.isdigit() for letter in text)),
        int(bool(_ABSOLUTE.search(text))),
    )
