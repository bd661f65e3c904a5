"""All questions that are composed of several facts, and those on supervision, of one deck."""

from collections.abc import Callable, Collection, Iterator, Mapping

from decks.choosing.slots import Open
from decks.choosing.unrevealing import Chooser
from decks.composing.material import Material
from decks.composing.odd_one_out import OddOneOut
from decks.composing.selecting import Selecting
from decks.composing.sorting import Sorting
from decks.composing.supervision import Supervision
from decks.composing.three_duties import ThreeDuties
from decks.making.made import Dropped
from decks.model import Fact, Question, QuestionKind

_Asking = Callable[[Fact], Open | Question | Dropped]


class Composer:
    """Makes the composed questions of one deck."""

    def __init__(self, material: Material, choosers: Mapping[QuestionKind, Chooser]) -> None:
        """Compose of this material; `choosers` choose wrong roles."""
        self._material = material
        self._supervision = Supervision(material, choosers[QuestionKind.SUPERVISOR_OF_ROLE])
        self._asking: dict[QuestionKind, _Asking] = {
            QuestionKind.SUPERVISOR_OF_ROLE: self._supervision.ask,
            QuestionKind.ROLE_OF_DUTIES: ThreeDuties(material, choosers[QuestionKind.ROLE_OF_DUTIES]).ask,
            QuestionKind.ODD_ONE_OUT: OddOneOut(material).ask,
            QuestionKind.SELECT_DUTIES: Selecting(material).ask,
            QuestionKind.SORT_DUTIES: Sorting(material).ask,
        }

    @property
    def kinds(self) -> Collection[QuestionKind]:
        """The kinds of questions that are made here."""
        return self._asking.keys()

    def to_ask(self) -> Iterator[tuple[QuestionKind, Fact]]:
        """Yield what could be asked, in deck order."""
        for fact in self._supervision.facts():
            yield QuestionKind.SUPERVISOR_OF_ROLE, fact
        for role in self._material.roles:
            for kind in self._asking:
                if kind is not QuestionKind.SUPERVISOR_OF_ROLE:
                    for fact in self._material.anchors(role, kind):
                        yield kind, fact

    def ask(self, kind: QuestionKind, fact: Fact) -> Open | Question | Dropped:
        """Return one question, or why it is not asked; one whose options can be chosen is still open.

        Each choice bears on later ones, so questions should be asked for in an order that does not depend on the deck's.
        """
        return self._asking[kind](fact)


__all__ = ["Composer", "Material"]
