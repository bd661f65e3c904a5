"""Asking how sure an answer is, between its being chosen and its being saved."""

from abc import abstractmethod

from textual import events
from textual.content import Content
from textual.widgets import Static

from progress.events import Certainty
from study.screens.asking import ANSWERING
from study.screens.quiz_lines import LinesPage
from study.widgets.columns import Fitted

_WORDS = ("guess", "unsure", "sure")


class Surenesses(Fitted):
    """What can be said, each with its keys, in a line."""

    def fit(self, width: int) -> Content:
        """With the letters before the words where there is room for that."""
        head, *words = _parts(width)
        return Content("").join([head, *words]).truncate(max(1, width))

    def at(self, x: int, width: int) -> int | None:
        """Which of them is there in the line, 0 for a guess."""
        head, *words = _parts(width)
        begin = head.cell_length
        for number, word in enumerate(words):
            if begin <= x < begin + word.rstrip().cell_length:
                return number
            begin += word.cell_length
        return None


def _parts(width: int) -> list[Content]:
    key = "bold $primary"
    parts = [
        Content.styled("How sure are you?  ", "bold"),
        *(Content.assemble((f"{n} {word[0]} ", key), f"{word}   ") for n, word in enumerate(_WORDS, 1)),
    ]
    if sum(part.cell_length for part in parts) - 3 <= width:
        return parts
    return [
        Content.styled("Sure?  ", "bold"),
        *(Content.assemble((f"{n} {word[0]}", key), f"{word[1:]}  ") for n, word in enumerate(_WORDS, 1)),
    ]


class SurePage(LinesPage):
    """A screen with questions of which the learner may have to say how sure they are."""

    _held: int | frozenset[int] | None = None
    """The answer of which that is being asked."""

    @property
    @abstractmethod
    def asks_certainty(self) -> bool:
        """Whether it is asked at all."""

    @abstractmethod
    async def give(self, chosen: int | frozenset[int], certainty: Certainty | None) -> None:
        """Save the answer; to be called by whoever holds `turn`."""

    @property
    def unsure(self) -> bool:
        """Whether it is being asked now."""
        return self._held is not None

    async def answer(self, chosen: int | frozenset[int]) -> None:
        """Save the answer to the open question, or first ask how sure it is."""
        async with self.turn:
            if self.unsure or not self.takes(chosen):
                return
            if not self.asks_certainty:
                await self.give(chosen, None)
                return
            self._held = chosen
            self.query_one(".reason", Static).update(Surenesses())
            self.query_one(".reason", Static).scroll_visible(animate=False)
            self.refresh_bindings()

    async def on_click(self, event: events.Click) -> None:
        """The words can be clicked."""
        reason = self.query_one(".reason", Static)
        at = event.screen_offset - reason.content_region.offset
        if not self.unsure or at.y != 0:
            return
        words = reason.visual
        number = words.at(at.x, reason.content_size.width) if isinstance(words, Surenesses) else None
        if number is not None:
            await self.action_certain(number)

    async def action_certain(self, number: int) -> None:
        """Say how sure the answer is, and save it: 0 is a guess."""
        async with self.turn:
            if self._held is None:
                return
            chosen, self._held = self._held, None
            self.query_one(".reason", Static).update("")
            await self.give(chosen, Certainty(number + 1))

    async def action_otherwise(self) -> None:
        """Answer otherwise after all."""
        async with self.turn:
            self._held = None
            self.query_one(".reason", Static).update("")
            self.refresh_bindings()

    def allows(self, action: str) -> bool:
        """While it is asked there is nothing else to answer."""
        if action in ("certain", "otherwise"):
            return self.unsure
        return not (self.unsure and action in ANSWERING) and super().allows(action)
