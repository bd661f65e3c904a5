"""“Which of these are duties of a sonographer? There may be several.”"""

from dataclasses import replace

from decks.composing.material import Material, number
from decks.composing.picking import Picker
from decks.making.made import Dropped, Reason
from decks.model import Asks, Fact, Option, Question, QuestionKind

KIND = QuestionKind.SELECT_DUTIES
LINES = 5
"""Options of a question."""
MOST_RIGHT = LINES - 1
_AMONG = 2
"""Of so many further duties of the role the one is taken that is least like those before; with more, right ones would show
by their variety."""
_FEWEST = 3
"""A role with fewer duties is not asked about: how many are right would be known beforehand."""


class Selecting:
    """Makes questions in which any number of options from one to four is right, as the lot has it."""

    def __init__(self, material: Material) -> None:
        """Make questions of this material."""
        self._material = material
        self._picker = Picker(material)

    def ask(self, anchor: Fact) -> Question | Dropped:
        """Return the question named after `anchor`, or why there is none."""
        material, role = self._material, anchor.role
        name = material.id_of(KIND, anchor)
        own = material.varied(anchor, material.companions(anchor, KIND), MOST_RIGHT, among=_AMONG)
        if len(own) < _FEWEST:
            return material.dropped(KIND, anchor, Reason.TOO_FEW)
        right = own[: 1 + number(f"{name} right", min(MOST_RIGHT, len(own)))]
        texts = [fact.text for fact in right]
        ranked = self._picker.ranked(name, role, texts, topic=anchor.topic)
        wrong = self._picker.take(role, texts, ranked, LINES - len(right))
        if len(wrong) < LINES - len(right):
            return material.dropped(KIND, anchor, Reason.TOO_FEW)
        facts = [material.options.fact(each) for each in wrong]
        options = [
            *(Option(each.text, role, each.key, material.told(each)) for each in right),
            *(
                Option(each.text, each.role, each.ref, material.explainer.wrong_fact(fact))
                for each, fact in zip(wrong, facts, strict=True)
            ),
        ]
        made = material.question(
            KIND,
            anchor,
            f"Which of these are duties of {material.naming.phrase(role)}? There may be several.",
            options,
            stated=all(each.stated for each in wrong),
            others=(*right, *facts),
        )
        return replace(made, asks=Asks.SEVERAL, right=tuple(range(len(right))))
