"""A search as one types it, read: words, `name:value`, `-`, `or`, brackets and quotation marks, as Anki's users know them."""

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from progress.events import FLAGS
from progress.searching.syntax import (
    All,
    Any,
    Flag,
    Is,
    Name,
    Named,
    Node,
    Not,
    Number,
    Property,
    Recent,
    State,
    Within,
    Words,
)

LONGEST = 2000
"""Characters that a search may have."""
_DEEPEST = 40
_MOST_DAYS = 36500
_PROPERTY = re.compile(r"([a-z]+)(<=|>=|!=|=|<|>)(-?[0-9]+(?:\.[0-9]+)?)(%?)", re.IGNORECASE)
_NAMED = re.compile(r"[A-Za-z]+")


class SearchWrong(Exception):
    """A search cannot be read; the message says what is wrong and at which character."""

    def __init__(self, what: str, place: int) -> None:
        """`place` counts characters from 1."""
        super().__init__(f"Character {place}: {what}")
        self.place = place


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    """Without quotation marks and escapes; of a bracket or minus, the character itself."""
    place: int
    """From 1."""
    kind: str
    """`(`, `)`, `-`, `word`, `phrase` (all of it in quotation marks), or `end`."""
    colon: int = -1
    """Where in `text` the colon stands that ends a name."""


def parse(text: str) -> Node:
    """What a search means; everything where it is empty. Raises SearchWrong."""
    if len(text) > LONGEST:
        raise SearchWrong(f"a search has at most {LONGEST} characters.", LONGEST + 1)
    return _Parser(list(_tokens(text))).whole()


class _Parser:
    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0

    def whole(self) -> Node:
        if self._now.kind == "end":
            return All()
        node = self._either()
        if self._now.kind == ")":
            raise SearchWrong("this bracket closes none; take it out or open one before.", self._now.place)
        return node

    @property
    def _now(self) -> _Token:
        return self._tokens[self._at]

    def _take(self) -> _Token:
        token = self._now
        self._at += 1
        return token

    def _joins(self, word: str) -> bool:
        return self._now.kind == "word" and self._now.text.lower() == word and self._now.colon != -2

    def _either(self) -> Node:
        parts = [self._each()]
        while self._joins("or"):
            self._take()
            parts.append(self._each())
        return parts[0] if len(parts) == 1 else Any(tuple(parts))

    def _each(self) -> Node:
        parts = [self._one()]
        while True:
            if self._joins("and"):
                self._take()
            elif self._now.kind in ("end", ")") or self._joins("or"):
                return parts[0] if len(parts) == 1 else All(tuple(parts))
            parts.append(self._one())

    def _one(self) -> Node:
        token = self._now
        if token.kind in ("end", ")") or self._joins("or") or self._joins("and"):
            before = self._tokens[self._at - 1] if self._at else None
            if before is None or before.kind == "(":
                raise SearchWrong("there has to be something to look for here.", token.place)
            raise SearchWrong(f"something to look for has to follow “{before.text}”.", token.place)
        self._take()
        if token.kind == "-":
            return Not(self._deeper(self._one))
        if token.kind == "(":
            node = self._deeper(self._either)
            if self._now.kind != ")":
                raise SearchWrong("this bracket is not closed.", token.place)
            self._take()
            return node
        return _term(token)

    def _deeper(self, part: Callable[[], Node]) -> Node:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise SearchWrong(f"brackets may be {_DEEPEST} deep at most.", self._now.place)
        node = part()
        self._depth -= 1
        return node


# -- tokens


def _tokens(text: str) -> Iterable[_Token]:
    at, end = 0, len(text)
    while at < end:
        c = text[at]
        if c.isspace():
            at += 1
        elif c in "()" or c == "-":
            yield _Token(c, at + 1, c)
            at += 1
        else:
            token, at = _word(text, at)
            yield token
    yield _Token("", end + 1, "end")


def _word(text: str, start: int) -> tuple[_Token, int]:
    """A word, which may have a name before and quotation marks around all or its value."""
    found: list[str] = []
    at, colon, escaped, quotes, closed = start, -1, False, 0, -1
    while at < len(text) and not text[at].isspace() and text[at] not in "()":
        c = text[at]
        if c == '"':
            opened, quotes = at, quotes + 1
            at += 1
            while at < len(text) and text[at] != '"':
                at += text[at] == "\\" and at + 1 < len(text)
                if quotes == 1 and opened == start and colon < 0 and text[at] == ":" and text[at - 1] != "\\":
                    # "deck:two words" is a name with a value, as Anki has it; a phrase that only holds one is not.
                    colon = len(found) if _NAMED.fullmatch("".join(found)) else colon
                found.append(text[at])
                at += 1
            if at >= len(text):
                raise SearchWrong("this quotation mark is not closed.", opened + 1)
            closed = at
            at += 1
            continue
        if c == "\\" and at + 1 < len(text):
            at, escaped = at + 1, True
        elif c == ":" and colon < 0:
            colon = len(found)
        found.append(text[at])
        at += 1
    said = "".join(found)
    if colon >= 0 and text[start] == '"' and said[:colon].lower() not in _NAMES:
        colon = -1
    whole = quotes == 1 and text[start] == '"' and closed == at - 1 and colon < 0
    if whole or (colon < 0 and (escaped or quotes) and said.lower() in ("or", "and")):
        return _Token(said, start + 1, "phrase" if whole else "word", -1 if whole else -2), at
    return _Token(said, start + 1, "word", colon), at


# -- terms


def _term(token: _Token) -> Node:
    if token.kind == "phrase":
        if not token.text.strip():
            raise SearchWrong("there is nothing between these quotation marks.", token.place)
        return Words(token.text, exact=True)
    if token.colon < 0:
        return Words(token.text)
    name, value = token.text[: token.colon].lower(), token.text[token.colon + 1 :]
    place = token.place + token.colon + 1
    read = _NAMES.get(name)
    if read is None:
        known = (
            f"did you mean “{near[0]}:”?"
            if (near := get_close_matches(name, _NAMES, 1))
            else _there_are(_NAMES)
        )
        raise SearchWrong(
            f"there is no “{name}:”; {known} Put words with a colon in quotation marks.", token.place
        )
    if not value:
        raise SearchWrong(f"“{name}:” needs something after it, such as {_EXAMPLES[name]}.", place)
    return read(name, value, place)


def _there_are(names: Iterable[str]) -> str:
    return f"there are {', '.join(names)}."


def _named(name: str, value: str, place: int) -> Node:  # noqa: ARG001
    return Name(Named(name), value)


def _is(name: str, value: str, place: int) -> Node:  # noqa: ARG001
    try:
        return Is(State(value.lower()))
    except ValueError:
        near = get_close_matches(value.lower(), list(State), 1)
        hint = f"did you mean “is:{near[0]}”?" if near else _there_are(State)
        raise SearchWrong(f"nothing is “{value}”; {hint}", place) from None


def _flag(name: str, value: str, place: int) -> Node:  # noqa: ARG001
    if not (value.isascii() and value.isdecimal() and len(value) == 1 and int(value) <= FLAGS):
        raise SearchWrong(f"a flag is a number from 0, for none, to {FLAGS}, not “{value}”.", place)
    return Flag(int(value))


def _within(name: str, value: str, place: int) -> Node:
    if not (value.isascii() and value.isdecimal() and len(value) <= 5 and 1 <= int(value) <= _MOST_DAYS):
        raise SearchWrong(f"“{name}:” takes a number of days from 1, for today, not “{value}”.", place)
    return Within(Recent(name), int(value))


def _property(name: str, value: str, place: int) -> Node:  # noqa: ARG001
    found = _PROPERTY.fullmatch(value)
    if found is None:
        raise SearchWrong(
            f"“prop:” takes a comparison, such as {_EXAMPLES['prop']} or prop:s>21, not “{value}”.", place
        )
    which, sign, number, per_cent = found.groups()
    which = {"stability": "s", "difficulty": "d", "recall": "r", "interval": "ivl"}.get(
        which.lower(), which.lower()
    )
    if which not in tuple(Number):
        raise SearchWrong(f"“prop:” compares {', '.join(Number)}, not “{which}”.", place)
    amount = float(number) / (100 if per_cent else 1)
    if not math.isfinite(amount) or (which == Number.RECALL and not 0 <= amount <= 1):
        raise SearchWrong(f"recall lies between 0 and 1, or 0% and 100%, not at “{number}{per_cent}”.", place)
    if per_cent and which != Number.RECALL:
        raise SearchWrong("only recall, r, is a percentage.", place)
    return Property(Number(which), sign, amount)


_NAMES: dict[str, Callable[[str, str, int], Node]] = {
    **dict.fromkeys(map(str, Named), _named),
    "is": _is,
    "flag": _flag,
    "prop": _property,
    **dict.fromkeys(map(str, Recent), _within),
}
_EXAMPLES = {
    "deck": "deck:medical*",
    "topic": "topic:safety",
    "role": "role:chef",
    "kind": "kind:cloze",
    "id": "id:*definition*",
    "note": "note:*",
    "is": "is:due",
    "flag": "flag:1",
    "prop": "prop:r<0.9",
    "added": "added:7",
    "rated": "rated:1",
}
