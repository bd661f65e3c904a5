"""Picking duties of other roles to stand among a role's own, so that nothing but knowledge tells them apart."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from decks.choosing.candidates import Candidate
from decks.composing.material import MOST_RISK, Material, hashed
from decks.english.similarity import families, normalised
from decks.model import FactKind

CONSIDERED = 16
"""So many of the most plausible candidates are weighed against one another for how they look beside the others."""
_OFTEN = 0.5
_MOST_WORN = 6.0
_PLAUSIBLE = 3.0
_STATED = 2.0
_RISK = 2.5
_LENGTH = 1.5
_TOPIC = 0.5
"""What a use more costs, what plausibility, being wrong by the deck's word and the anchor's topic are worth, and what
the risk of being right in truth and another length cost; in the same unit."""


class Picker:
    """Picks other roles' duties for one kind of question, using each text about equally often."""

    def __init__(self, material: Material) -> None:
        """Start with no text used."""
        self._material = material
        self._used: Counter[str] = Counter()

    def ranked(
        self,
        question: str,
        role: str,
        beside: Sequence[str],
        *,
        topic: str = "",
        length: float = _LENGTH,
        wanted: Callable[[Candidate], bool] = lambda _: True,
    ) -> list[Candidate]:
        """Return candidates that may stand among the duties `beside` of `role`, the best first; not all are safe yet.

        Those that have a word with the role's title in common are left out, as the role's own duties with one are.
        """
        title = families(self._material.naming.name(role))
        pool = [
            each
            for each in self._material.options.facts(role, FactKind.DUTY)
            if wanted(each) and each.risk <= MOST_RISK and not families(each.text) & title
        ]
        least = min((self._used[normalised(each.text)] for each in pool), default=0)
        usual = sum(map(len, beside)) / len(beside)

        def cost(each: Candidate) -> float:
            more = self._used[normalised(each.text)] - least
            ratio = (len(each.text) + 5) / (usual + 5)
            apart = max(ratio, 1 / ratio) - 1
            worth = _PLAUSIBLE * each.plausible + _STATED * each.stated - _RISK * each.risk
            worth += _TOPIC * bool(topic and each.topic == topic)
            return min(_OFTEN * more * (more + 1), _MOST_WORN) + length * min(apart, 2) - worth

        return sorted(pool, key=lambda each: (cost(each), hashed(f"{question} {each.ref}")))

    def safe(
        self, role: str, beside: Sequence[str], ranked: Iterable[Candidate], most: int
    ) -> list[Candidate]:
        """Return the first `most` candidates that are safe and unlike each of `beside`, or fewer; note their use."""
        found: list[Candidate] = []
        for each in ranked:
            if len(found) == most:
                break
            if not self._material.alike(each.text, beside) and self._material.options.is_safe_fact(
                each, role, FactKind.DUTY
            ):
                found.append(each)
        self._used.update(normalised(each.text) for each in found)
        return found

    def take(
        self, role: str, beside: Sequence[str], ranked: Iterable[Candidate], count: int
    ) -> list[Candidate]:
        """Return the first `count` candidates that are safe and say something of their own, or fewer; note their use."""
        found: list[Candidate] = []
        texts = list(beside)
        origins: set[str] = set()
        second: list[Candidate] = []

        def add(each: Candidate) -> None:
            safe = self._material.options.is_safe_fact
            if not self._material.alike(each.text, texts) and safe(each, role, FactKind.DUTY):
                found.append(each)
                texts.append(each.text)
                origins.add(each.role)

        for each in ranked:
            if len(found) == count:
                break
            if (
                each.role in origins
            ):  # several of one role would show, by their likeness, that they are not this one's
                second.append(each)
            else:
                add(each)
        for each in second:
            if len(found) == count:
                break
            add(each)
        if len(found) == count:
            self._used.update(normalised(each.text) for each in found)
        return found

    def place(
        self, text: str, others: Sequence[str], measure: Callable[[str, Sequence[str]], float]
    ) -> float:
        """Return how many of `others` measure less than `text` does among them; equal ones count half."""
        mine = measure(text, others)
        rest = [measure(other, [text, *(each for each in others if each != other)]) for other in others]
        return sum(1.0 if each < mine else 0.5 * (each == mine) for each in rest)


def length(text: str, _others: Sequence[str]) -> float:
    """Return how long `text` is."""
    return float(len(text))
