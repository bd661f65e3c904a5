"""What in a phrase could be a verb in a given form, and whether several such words in a row are verbs."""

import re
from collections.abc import Callable

from decks.english.duty_words import NO_VERBS, RELATIVE
from decks.english.inflection import Form, is_gerund, readings
from decks.english.verb_words import ALSO_NOUNS, MOSTLY_NOUNS

Acts = Callable[[str, Form, str], bool]
"""Whether a word in a form is a verb, judged by what comes after it."""
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_CHAINED = re.compile(r"(?:,?\s+(?:and|or|&)\s+|,\s*|/)(?:\w+ly\s+)?([^\W\d_]+(?:-[^\W\d_]+)*)")
_IN_LIST = re.compile(r",[^,]*,\s*(?:\w+\s+)?$|\b(?:using|with|of|such as|including)\b[^,]*,?[^,]*$")


class Phrase:
    """What follows the first verb of a phrase, looked at for others in the same form."""

    def __init__(self, rest: str, form: Form, acts_as: Acts) -> None:
        """Look at `rest` for verbs in `form`."""
        self._rest = rest
        self._form = form
        self._acts_as = acts_as

    def could(self, word: str) -> bool:
        """Whether a word, by its form, could be such a verb."""
        if self._form is Form.GERUND:
            return word.endswith("ing") and word not in NO_VERBS and is_gerund(word)
        return self._form in readings(word)

    def chain(self, word: str, after: str) -> tuple[str, str]:
        """The last of the words that could be verbs in a row from `word` on, and what comes after it."""
        while (found := _CHAINED.match(after)) is not None and self.could(found[1].casefold()):
            word, after = found[1].casefold(), after[found.end() :]
        return word, after

    def head(self, word: str, after: str) -> str:
        """The word after the last of the words that could be verbs in a row."""
        found = _WORD.match(self.chain(word, after)[1].lstrip())
        return found[0].casefold() if found else ""

    def pairs(self, after: str) -> bool:
        """Whether another verb in the same form follows at once: *cleaning* (*and sterilising tools*)."""
        return self.chain("", after)[1] != after

    def acts_in_third(self, last: str, follower: str, end: str) -> bool:
        """Whether a word in -s is a verb: what follows it, or the last of several in a row, is its object."""
        if not self._acts_as(last, self._form, end):
            return False
        if readings(last).get(self._form) not in ALSO_NOUNS | MOSTLY_NOUNS:
            return follower not in RELATIVE or (follower == "that" and last != "analyses")
        then = _WORD.match(end.lstrip()) if end[:1].isspace() else None
        low = then[0].casefold() if then else ""
        return low not in RELATIVE and not low.endswith(("ed", "ing")) and not self._in_list(last, end)

    def _in_list(self, last: str, end: str) -> bool:
        """Whether a word stands in a list of things: *using films, charts, or slides shown …*."""
        before = self._rest[: len(self._rest) - len(end)].removesuffix(last)
        return _IN_LIST.search(before) is not None
