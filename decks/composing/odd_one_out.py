"""“Three of these are duties of a sonographer. Which one is somebody else's?”"""

import math
from collections.abc import Sequence

from decks.choosing.candidates import Candidate
from decks.choosing.slots import Open, Ranked, Slot
from decks.composing.material import Material
from decks.composing.picking import CONSIDERED, Picker
from decks.english.similarity import families, normalised
from decks.making.made import Dropped, Reason
from decks.model import Fact, Option, Question, QuestionKind

KIND = QuestionKind.ODD_ONE_OUT
OWN = 3
"""Duties of the role among the options."""
_AMONG = 4
"""Of so many further duties of the role those are taken that are least like one another."""
_LENGTH = 0.3
"""What it costs to be of another length than the others; little, for the place among their lengths is drawn by lot."""
_RANK = 0.25
"""What it costs to be the next best candidate."""
_STRANGE = 2.0
"""What it costs to be of no role of the family."""
_FAR = 4.0
"""What it costs to be of another length than the middle one of the others, by its logarithm."""


class OddOneOut:
    """Makes questions whose right option is the only duty that is not the role's.

    The odd one must be safely not the role's, and must not show by its looks; which of the safe ones is taken is settled
    together with all other questions.
    """

    def __init__(self, material: Material) -> None:
        """Make questions of this material."""
        self._material = material
        self._picker = Picker(material)

    def ask(self, anchor: Fact) -> Open | Dropped:
        """Return the question named after `anchor`, or why there is none."""
        material, role = self._material, anchor.role
        own = material.varied(anchor, material.companions(anchor, KIND), OWN, among=_AMONG)
        if len(own) < OWN:
            return material.dropped(KIND, anchor, Reason.TOO_FEW)
        name = material.id_of(KIND, anchor)
        texts = [fact.text for fact in own]
        negative = material.deck.negative_stems
        # “Somebody else's” has to be true, so the deck must say whose it is.
        ranked = self._picker.ranked(
            name,
            role,
            texts,
            topic=anchor.topic,
            length=_LENGTH,
            wanted=lambda each: negative or bool(each.role),
        )
        pool = self._picker.safe(role, texts, ranked, CONSIDERED)
        if not pool:
            return material.dropped(KIND, anchor, Reason.TOO_FEW)
        kindred, family = material.options.kindred(role)
        middle = sorted(map(len, texts))[len(texts) // 2]
        slot = Slot(
            name,
            KIND.value,
            tuple(texts),
            [
                Ranked(
                    rank * _RANK
                    + _FAR * abs(math.log(len(each.text) / middle))
                    + _STRANGE * (kindred > 0 and not each.stated and each.role not in family),
                    each,
                )
                for rank, each in enumerate(pool)
            ],
            families(material.naming.name(role)),
            lambda _one, _other: False,
            count=1,
            fewest=1,
            key_open=True,
            facts=tuple(normalised(fact.text) for fact in own),
        )
        return Open(
            slot,
            lambda chosen: self._made(anchor, own, chosen[0]),
            material.dropped(KIND, anchor, Reason.TOO_FEW),
            material.dropped(KIND, anchor, Reason.REVEALED),
        )

    def _made(self, anchor: Fact, own: Sequence[Fact], odd: Candidate) -> Question:
        material, role = self._material, anchor.role
        phrase = material.naming.phrase(role)
        stem = (
            f"Which of these is NOT a duty of {phrase}?"
            if material.deck.negative_stems
            else f"Three of these are duties of {phrase}. Which one is somebody else's?"
        )
        fact = material.options.fact(odd)
        options = [
            Option(odd.text, odd.role, odd.ref, material.explainer.wrong_fact(fact)),
            *(Option(each.text, role, each.key, material.explainer.wrong_fact(each)) for each in own),
        ]
        return material.question(
            KIND, anchor, stem, options, stated=odd.stated, others=(*own, fact), subject=odd.text
        )
