"""The options of a quiz's or exam's question, whose place the next one's take in the same widgets: to make new ones takes
longer than all else that a key does.
"""

from decks.model import Asks, Question
from study.widgets.lines import Lines
from study.widgets.options import Options


class AskedOptions(Options):
    """Options of which one is to be chosen."""

    def __init__(self, question: Question) -> None:
        super().__init__(question)
        self._made = list(self._options)
        """One for each option of the question with the most so far; those that are too many are hidden."""

    def ask(self, question: Question) -> bool:
        """Be those of another question; False where that takes other widgets."""
        if question.asks is not Asks.ONE or len(question.options) > len(self._made):
            return False
        self._question = question
        self.cursor, self.chosen = 0, None
        for number, shown in enumerate(self._made):
            shown.display = number < len(question.options)
        self._options = self._made[: len(question.options)]
        for shown, option in zip(self._options, question.options, strict=True):
            shown._option = option
            shown.mark(cursor=shown.number == 0)
        return True


def options_of(question: Question) -> AskedOptions | Lines:
    """The options of a question."""
    return AskedOptions(question) if question.asks is Asks.ONE else Lines(question)
