"""Which duties say too little of whose they are to be asked for their role: *Assign duties to staff*, *Keep records*."""

from collections import Counter
from collections.abc import Iterable

from decks.choosing.activities import activity, vague
from decks.english.similarity import stems
from decks.model import Role

_SHARE = 0.01
"""A word that so small a share of the roles has among its duties, or one role alone, tells whose duty it is …"""
_WORDS = 3
"""… and so do more words than these together."""


class Generality:
    """How many roles of a deck speak of what."""

    def __init__(self, roles: Iterable[Role]) -> None:
        """Count each word once a role."""
        counts: Counter[str] = Counter()
        total = 0
        for role in roles:
            total += 1
            counts.update(frozenset().union(*(stems(duty.text) for duty in role.duties)))
        self._counts = counts
        self._few = max(1.0, _SHARE * total)

    def tells_little(self, text: str) -> bool:
        """Whether a duty is of a sort that nearly every occupation has a share in, and the few words of it are of many roles."""
        kind = activity(text)
        if not (kind.general or kind.common):
            return False
        said = stems(text) - vague()
        return len(said - {kind.verb}) <= _WORDS and all(self._counts[word] > self._few for word in said)
