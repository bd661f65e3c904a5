"""Asking and telling line by line, for pipes and screen readers: no colour, no cursor movement, no boxes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TextIO

from decks.text import one_line
from study.output import wrapped


class Quit(Exception):
    """The learner asked to stop, or the input has ended."""


class TakeBack(Exception):
    """The learner asked for the last answer to be taken back."""


@dataclass(frozen=True, slots=True)
class Dialogue:
    """One conversation: lines out, lines in."""

    source: TextIO
    """Where the learner's lines come from; its end means quit."""
    out: Callable[[str], None]
    """Takes a line and has it on its way when it returns."""
    width: int | None
    """Columns to wrap at; None for no limit."""
    help: tuple[str, ...]
    """What `?` shows."""
    may_undo: bool = False
    """Whether `u` takes the last answer back."""

    def say(self, text: str = "", first: str = "", rest: str | None = None) -> None:
        """Tell something, wrapped; `first` stands before its first line and `rest` (spaces, if None) before others."""
        for line in wrapped(text, self.width, first, " " * len(first) if rest is None else rest):
            self.out(line)

    def ask(self, prompt: str, *, literal: tuple[str, ...] = ()) -> str:
        """Ask for one line; returns it without surrounding white space.

        `?` is answered here. What stands in `literal` is an answer and no command.
        Raises `Quit` on `q` and at the end of the input, `TakeBack` on `u`.
        """
        while True:
            self.say(prompt)
            line = self.source.readline()
            if not line:
                raise Quit
            answer = one_line(line)
            command = answer.casefold()
            if answer in literal:
                return answer
            if command in ("q", "quit"):
                raise Quit
            if command in ("u", "undo") and self.may_undo:
                raise TakeBack
            if command not in ("?", "h", "help"):
                return answer
            for text in self.help:
                self.say(text, "  ")

    def choose(self, prompt: str, read: Callable[[str], int | None], complaint: str) -> int:
        """Ask until `read` makes a number of the answer; tells the complaint when it does not."""
        while True:
            chosen = read(self.ask(prompt))
            if chosen is not None:
                return chosen
            self.say(complaint)


def numbers_in(text: str, top: int) -> frozenset[int] | None:
    """The numbers named in a text like `1 3, 5-7`, each from 1 to `top`; None where it is no such text."""
    found: set[int] = set()
    for word in _words(text):
        low, dash, high = word.partition("-")
        if not (low.isdecimal() and low.isascii()) or (dash and not (high.isdecimal() and high.isascii())):
            return None
        if len(low) > 6 or len(high) > 6:
            return None
        first, last = int(low), int(high or low)
        if not 1 <= first <= last <= top:
            return None
        found.update(range(first, last + 1))
    return frozenset(found) if found else None


def _words(text: str) -> Iterator[str]:
    for piece in text.replace(" -", "-").replace("- ", "-").replace(",", " ").split():
        yield piece.removesuffix(".").removesuffix(")")
