"""Choosing wrong options: from candidates that are surely wrong, the most plausible that do not give the answer away."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from decks.similarity import families, normalised
from decks.text import digest

WANTED = 3
"""Wrong options of a question."""
FEWEST = 2
"""With fewer safe ones, no question is asked."""

_OFTEN = 6.0
"""Having been used n times more often than the least used candidate costs n + n² / 6, so that no text wears out."""
_STATED = 2.0
"""A candidate that the deck calls wrong is chosen before others used so many times less often."""
_PLAUSIBLE = 3.0
"""And the most plausible candidate before the least plausible one used so many times less often."""
_SAME_TOPIC = 0.5
"""And one on the topic asked about before one on another topic used so many times less often."""
_LENGTH = 1.2
"""And one as long as the key before one of double or half the length used so many times less often."""
_COVER = 8.0
"""A candidate that shares all words with the stem by which the key would stand out goes before nearly all others."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that can stand as a wrong option."""

    text: str
    role: str
    """Id of the role it came from, or empty."""
    ref: str
    """What the log keeps of it."""
    stated: bool
    """Whether the deck says that it is wrong here."""
    plausible: float
    """From 0, as good as any, to 1, most like the right answer."""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What wrong options are wanted for."""

    question: str
    """The question's id, which decides between candidates that are equally good."""
    key: str
    """The right option."""
    stem: str
    """What the stem says of the matter: the words by which it could give the key away."""
    topic: str = ""
    """The topic asked about, where options have topics."""


class Chooser:
    """Chooses wrong options for one kind of question, using each text about equally often.

    What is chosen depends on what was chosen before, so questions should come in an order that does not depend on the
    deck's, such as by a hash of their ids.
    """

    def __init__(self, alike: Callable[[str, str], bool]) -> None:
        """Start with no text used; `alike` says which options are too near to stand beside one another."""
        self._alike = alike
        self._used: Counter[str] = Counter()
        self._numbers: dict[str, int] = {}

    def choose(
        self, wanted: Wanted, candidates: Sequence[Candidate], is_safe: Callable[[Candidate], bool]
    ) -> list[Candidate]:
        """Return up to `WANTED` candidates, or none where fewer than `FEWEST` are safe or the key would stand out.

        The key stands out when it shares words with the stem and no wrong option shares them all. `is_safe` is asked
        for as few candidates as possible, because it may be slow.
        """
        telling = families(wanted.key) & families(wanted.stem)
        mine = int(digest(wanted.question), 16)
        least = min((self._uses(each) for each in candidates), default=0)
        order = [
            (self._cost(each, wanted, telling, least), self._number(each.ref) ^ mine, place)
            for place, each in enumerate(candidates)
        ]
        ranked = [candidates[place] for _, _, place in sorted(order)]
        chosen: list[Candidate] = []
        while len(chosen) < WANTED:
            found = self._next(ranked, chosen, wanted.key, is_safe)
            if found is None:
                break
            chosen.append(found)
        if len(chosen) < FEWEST or (telling and not any(telling <= families(each.text) for each in chosen)):
            return []
        self._used.update(normalised(each.text) for each in chosen)
        return chosen

    def _next(
        self,
        ranked: Iterable[Candidate],
        chosen: Sequence[Candidate],
        key: str,
        is_safe: Callable[[Candidate], bool],
    ) -> Candidate | None:
        """Return the best safe candidate unlike the options so far, from a role of its own if there is one."""
        second: Candidate | None = None
        taken = [key, *(each.text for each in chosen)]
        origins = {each.role for each in chosen if each.role}
        for candidate in ranked:
            again = candidate.role in origins
            if again and second is not None:
                continue
            if any(self._alike(candidate.text, text) for text in taken) or not is_safe(candidate):
                continue
            if not again:
                return candidate
            second = candidate
        return second

    def _cost(self, candidate: Candidate, wanted: Wanted, telling: frozenset[str], least: int) -> float:
        ratio = (len(candidate.text) + 5) / (len(wanted.key) + 5)
        apart = (ratio if ratio > 1 else 1 / ratio) - 1
        more = self._uses(candidate) - least
        cost = more + more * more / _OFTEN + (_LENGTH * apart if apart < 2 else 2 * _LENGTH)
        cost -= _PLAUSIBLE * candidate.plausible
        if candidate.stated:
            cost -= _STATED
        if wanted.topic and candidate.topic == wanted.topic:
            cost -= _SAME_TOPIC
        if telling:
            cost -= _COVER * len(telling & families(candidate.text)) / len(telling)
        return cost

    def _uses(self, candidate: Candidate) -> int:
        return self._used.get(normalised(candidate.text), 0)

    def _number(self, ref: str) -> int:
        number = self._numbers.get(ref)
        if number is None:
            number = self._numbers[ref] = int(digest(ref), 16)
        return number
