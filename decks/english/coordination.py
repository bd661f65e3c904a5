"""Which words of a phrase are verbs on a par with the one it begins with: *operating cranes and keeping logs*, but not
*listing new and existing goods* nor *guiding aircraft approaching and leaving*.

The phrase is read once from left to right. What decides is what joins a word to what comes before it, whether a phrase
within the phrase is still open there (*by checking …*, *such as …*), and, where two such words stand side by side, what
the first of them is. Where that leaves a doubt the word stays as it is.
"""

import re
from enum import Enum, auto

from decks.english.duty_words import (
    ADJECTIVAL,
    ATTRIBUTIVE,
    COMPOUNDING,
    COMPOUNDS,
    CONJUNCTIONS,
    DETERMINERS,
    HEADS_OF_COMPOUNDS,
    LISTING,
    PREPOSITIONS,
    RELATIVE,
    TAKE_OF,
    TAKES,
    VERBAL_FIRST,
    is_adjective,
)
from decks.english.inflection import Form, base_of, readings
from decks.english.verb_chains import Acts, Phrase
from decks.english.verb_words import MANNER, NOT_ADVERBS, NOUNS_IN_ING

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_GERUND_AFTER_TO = re.compile(
    r"\b(?:prior|addition|view|regard|respect|devoted|relates|relating|dedicated|due) to $"
)
_USING = re.compile(r"\busing\b[^,]*$")
_LISTED = re.compile(r",\s+[^\W_]+,\s+(?:and|or)\s+$|\bthe\s+[^\W_]+,[^,]+,\s+(?:and|or)\s+$")
_MEANS = frozenset(("by", "through"))
"""After these a word in -ing says how."""
_OR_USING = re.compile(r"\b(?:(?:by|in|with)(?:\s+[^\W_]+){1,2}|\w+ly),?\s+or\s+using$")


class _Is(Enum):
    """What a word that could be a verb in the form looked for is."""

    PAR = auto()
    """On a par with the first verb."""
    WITHIN = auto()
    """A verb of a phrase within the phrase."""
    OTHER = auto()
    """A noun, an adjective, a participle."""


def coordinated(rest: str, form: Form, acts_as: Acts) -> str:
    """Return what follows the first verb of a phrase with the verbs on a par with it in base form.

    Args:
        rest: the phrase after its first verb.
        form: the form of that verb.
        acts_as: whether a word in a form is a verb, judged by what comes after it.
    """
    return _Reader(rest, form, acts_as).changed() if _may_join(rest, form) else rest


def _may_join(rest: str, form: Form) -> bool:
    """Whether there is any word to look at: most phrases have one verb."""
    ending = {Form.GERUND: "ing", Form.THIRD: "s"}.get(form, "")
    return ending in rest and any(mark in rest for mark in (" and ", " or ", "/", ";", ". ", " & "))


class _Reader:
    """Reads one phrase."""

    def __init__(self, rest: str, form: Form, acts_as: Acts) -> None:
        self._rest = rest
        self._form = form
        self._acts_as = acts_as
        self._phrase = Phrase(rest, form, acts_as)
        self._found: list[tuple[re.Match[str], bool]] = []
        """Verbs on a par, and whether nothing but a comma joins them."""
        self._before, self._status = "", _Is.PAR
        """The word before, and what it is."""
        self._last = ""
        """The last verb found on a par."""
        self._open = ""
        """What phrase within the phrase is open: a `list`, the `means`, another `clause` after a preposition, a `relative` clause."""
        self._items = False
        """Whether that list has items with verbs of their own, set off by commas."""

    def changed(self) -> str:
        self._read()
        last = max((place for place, (_, comma) in enumerate(self._found) if not comma), default=-1)
        out: list[str] = []
        at = 0
        for found, _ in self._found[: last + 1]:
            base = base_of(found[0], self._form)
            out += [
                self._rest[at : found.start()],
                base[0].upper() + base[1:] if found[0][0].isupper() else base,
            ]
            at = found.end()
        return "".join(out) + self._rest[at:]

    def _read(self) -> None:
        joins, comma, depth, end = False, False, 0, 0
        stopped = False
        for found in _WORD.finditer(self._rest):
            gap, word = self._rest[end : found.start()], found[0].casefold()
            end = found.end()
            depth = max(0, depth + gap.count("(") - gap.count(")"))
            if "," in gap or ";" in gap:
                comma = True
            if ";" in gap:
                joins = True
            if ":" in gap or gap.startswith((" - ", " – ", " — ")):
                self._open, self._items = "list", False
            if gap.strip() in {"/", "&"}:
                joins = True
            if ". " in gap and found[0][0].isupper():
                stopped, self._open = True, ""
            if word in CONJUNCTIONS:
                joins = True
                continue
            if (joins or comma) and (
                word in {"then", "also"}
                or (word.endswith("ly") and word not in NOT_ADVERBS and self._form not in readings(word))
            ):
                continue
            if (
                (joins or comma)
                and word in VERBAL_FIRST
                and self._phrase.pairs(f", {self._rest[end:].lstrip()}")
            ):
                continue
            status = _Is.OTHER
            could = self._phrase.could(word)
            if depth:
                pass
            elif stopped:
                if could and self._acts_as(word, self._form, self._rest[end:]):
                    status = _Is.PAR
                    self._found.append((found, False))
            elif joins or comma:
                if self._open == "ended":
                    self._open = "" if joins else "list"
                status = self._joined(found, word, joins, comma) if could else _Is.OTHER
                if status is _Is.PAR:
                    self._open, self._items = "", False
                    side_by_side = not self._before or self._before == self._last
                    self._found.append((found, not joins and not side_by_side))
                    self._last = word
                elif not could and joins and not comma and self._open == "list":
                    self._open = "ended"
            if self._opens(found, word, could) and status is _Is.OTHER:
                status = _Is.WITHIN
            self._before, self._status = word, status
            joins = comma = stopped = False

    def _opens(self, found: re.Match[str], word: str, could: bool) -> bool:
        """Note that a phrase within the phrase begins; whether it begins with this very word."""
        if word in LISTING or (word == "as" and self._before == "such"):
            self._open, self._items = "list", False
        elif self._form is Form.GERUND:
            if could and self._takes_gerund(found.start()) and self._is_verb(word, self._rest[found.end() :]):
                if self._open != "list":
                    self._open, self._items = ("means" if self._before in _MEANS else "clause"), False
                return True
        elif word in RELATIVE and self._status is not _Is.PAR:  # but "ensures that"
            self._open, self._items = "relative", False
        return False

    def _is_verb(self, word: str, after: str) -> bool:
        """Whether a word in -ing after a preposition has an object, or is one of several in a row."""
        if word in ATTRIBUTIVE or "-" in word:
            return False
        if self._phrase.pairs(after):
            return True
        follower = _WORD.match(after.lstrip()) if after[:1].isspace() else None
        low = follower[0].casefold() if follower else ""
        if not low or low in CONJUNCTIONS or low in {"by", "in", "at", "of", "from"}:
            return False
        if self._before in _MEANS:
            return True
        return low in DETERMINERS if word in NOUNS_IN_ING else self._acts_as(word, self._form, after)

    def _takes_gerund(self, start: int) -> bool:
        """Whether the word before can have a verb in -ing after it; *to* seldom has one."""
        if self._before == "to":
            return _GERUND_AFTER_TO.search(self._rest, max(0, start - 20), start) is not None
        return self._before in PREPOSITIONS

    def _joined(self, found: re.Match[str], word: str, joins: bool, comma: bool) -> _Is:
        """What a word is that a comma or a conjunction joins to what was before it."""
        after = self._rest[found.end() :]
        nxt = _WORD.match(after.lstrip()) if after[:1].isspace() else None
        follower = nxt[0].casefold() if nxt else ""
        if self._before in PREPOSITIONS:  # "advising on and designing"
            return _Is.WITHIN if self._open else _Is.PAR
        if not self._before or self._before in NOUNS_IN_ING or self._phrase.could(self._before):
            if self._status in (_Is.PAR, _Is.WITHIN):
                return self._status
            if self._form is not Form.THIRD and self._before not in NOUNS_IN_ING and not (joins and comma):
                return _Is.WITHIN if self._open else _Is.OTHER
            listed = not (joins and comma) or _LISTED.search(self._rest[: found.start()])
            if self._form is Form.GERUND and listed and self._phrase.head(word, after) in HEADS_OF_COMPOUNDS:
                return _Is.OTHER
        pending = bool(self._found) and self._found[-1][1]
        if word in MANNER and not joins and not self._phrase.pairs(after) and not pending:
            if word != "using" and not self._open:
                self._open, self._items = "list", True
            return _Is.OTHER
        if word == "using" and _OR_USING.search(self._rest, max(0, found.end() - 40), found.end()):
            return _Is.OTHER
        if not self._acts(word, follower, after):
            return _Is.OTHER
        if self._names_a_thing(word, follower, after, comma):
            return _Is.OTHER
        return self._by_phrase(joins, comma)

    def _names_a_thing(self, word: str, follower: str, after: str, comma: bool) -> bool:
        """Whether a word belongs to the noun behind it: *existing goods*, *processing agents*, *operating systems*."""
        if follower in COMPOUNDS.get(word, ()):
            return True
        head = self._phrase.head(word, after)
        if head in HEADS_OF_COMPOUNDS and word in NOUNS_IN_ING:
            return head != "staff" or not comma
        if follower in HEADS_OF_COMPOUNDS and _USING.search(self._rest[: len(self._rest) - len(after)]):
            return True
        if not follower or follower in DETERMINERS or follower in PREPOSITIONS:
            return False
        if word in ATTRIBUTIVE or ("-" in word and word.partition("-")[0] not in COMPOUNDING):
            return True
        return not comma and is_adjective(self._before)

    def _acts(self, word: str, follower: str, after: str) -> bool:
        """Whether a word that something joins to what is before it is a verb there."""
        if follower in TAKES.get(word, ()):
            return True
        last, end = self._phrase.chain(word, after)
        if self._form is Form.PAST:  # not "and damaged pipes", "or degraded soils"
            plain = bool(follower) and word not in ADJECTIVAL and follower not in PREPOSITIONS
            return follower in DETERMINERS or end != after or (plain and self._after_and(word, after))
        if self._form is Form.THIRD:
            return self._phrase.acts_in_third(last, follower, end)
        if self._form is Form.GERUND:
            then = _WORD.match(end.lstrip()) if end[:1].isspace() else None
            low = then[0].casefold() if then else ""
            if (
                not low or low in CONJUNCTIONS or (low == "of" and last not in TAKE_OF)
            ):  # "nutrition and feeding"
                return False
        if end != after:
            return True
        if self._found and self._found[-1][1] and follower in PREPOSITIONS and follower != "of":
            return True
        return self._acts_as(word, self._form, after)

    def _after_and(self, word: str, after: str) -> bool:
        before = self._rest[: len(self._rest) - len(after) - len(word)]
        return before.endswith("and ") and not is_adjective(self._before)

    def _by_phrase(self, joins: bool, comma: bool) -> _Is:
        """What a verb is, going by the phrase that is open."""
        if not self._open:
            return _Is.PAR
        if self._open in ("list", "means", "relative"):
            if joins and comma:
                return _Is.WITHIN if self._items else _Is.PAR
            self._items = not joins
            return _Is.WITHIN
        pending = bool(self._found) and self._found[-1][1]
        return _Is.PAR if comma or pending else _Is.WITHIN
