"""What a quiz asks in which manner: difficulty and kinds of questions, each changed by its key."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TypeVar

from textual import events
from textual.content import Content
from textual.widgets import Static

from decks.model import Difficulty, QuestionKind
from study.sessions.terms import UNLIMITED, Terms

T = TypeVar("T")

NAMES = {
    QuestionKind.DUTY_OF_ROLE: "a role's duty",
    QuestionKind.ROLE_OF_DUTY: "whose duty",
    QuestionKind.ROLE_OF_DEFINITION: "definitions",
    QuestionKind.ROLE_OF_TITLE: "other titles",
    QuestionKind.ROLE_OF_EQUIPMENT: "equipment",
    QuestionKind.REQUIREMENT_OF_ROLE: "requirements",
    QuestionKind.SUPERVISOR_OF_ROLE: "who reports to whom",
    QuestionKind.ROLE_OF_DUTIES: "whose three duties",
    QuestionKind.ODD_ONE_OUT: "odd one out",
    QuestionKind.SELECT_DUTIES: "all that apply",
    QuestionKind.SORT_DUTIES: "sorting duties",
    QuestionKind.WRITTEN: "written by hand",
}
"""What each kind of question is called where one is chosen."""


class Only(StrEnum):
    """What a quiz keeps to, besides topics and roles."""

    ALL = "everything"
    WEAK = "weak topics"
    MISTAKES = "my last mistakes"
    DIAGNOSE = "find my weakest topics"
    CONFUSED = "roles I take for each other"


_LABELS = (12, 11, 6)
"""Cells for what is set, in each place of a line; values in the first place stand below one another, too."""
_VALUE = 16
_LINES = 3
"""Lines that it takes where there is room for two in one."""
_WIDE = 60
"""Cells from which on there is."""
_ACTIONS = {"d": "difficulty", "f": "kind", "o": "only", "c": "certainty", "m": "exam", "i": "time"}
"""What the screen does on each key, and on a click on what it changes."""
TIMES: tuple[int | None, ...] = (None, 5, 10, 15, 20, 30, 45, 60, 90, 120, UNLIMITED)
"""Minutes of an exam; None for a minute and a half a question."""


class Manner(Static):
    """How a quiz is held, and what it keeps to: everything that a key changes."""

    DEFAULT_CSS = "Manner { height: 3; margin: 0 0 1 0; padding: 0 2; }"

    def __init__(self) -> None:
        super().__init__(markup=False)
        self.difficulty = Difficulty.MEDIUM
        self.kind: QuestionKind | None = None
        """The only kind that is asked; None for all."""
        self.only = Only.ALL
        self.exam = False
        self.minutes: int | None = None
        self.certainty = False
        self._lines: list[list[tuple[str, str, str]]] = []
        """What is shown: names, keys and values, line by line."""
        self.passing = 0
        """Percent that an exam needs."""

    def on_mount(self) -> None:
        """Say what is set from the start."""
        self.write()

    def on_resize(self) -> None:
        """One below the other where there is no room for two."""
        self.write()

    def harder(self) -> None:
        """The next difficulty; after the hardest the easiest."""
        self.difficulty = _next(list(Difficulty), self.difficulty)
        self.write()

    def next_kind(self, kinds: Sequence[QuestionKind]) -> None:
        """The next of these kinds; after the last, all."""
        self.kind = _next([None, *kinds], self.kind)
        self.write()

    def next_only(self) -> None:
        """What to keep to next. A search for what is weak, or confused, chooses its questions by itself."""
        self.only = _next(list(Only), self.only)
        self.write()

    def next_time(self) -> None:
        """More time for the exam; after any time that which its questions are given."""
        self.minutes = _next(TIMES, self.minutes)
        self.write()

    def turn(self) -> None:
        """From practice to exam, or back."""
        self.exam = not self.exam
        self.write()

    def ask_certainty(self) -> None:
        """Ask how sure answers are, or no more."""
        self.certainty = not self.certainty
        self.write()

    @property
    def aimed(self) -> bool:
        """Whether the quiz chooses its questions by itself."""
        return self.only in (Only.DIAGNOSE, Only.CONFUSED)

    def terms(self, topics: tuple[str, ...], roles: tuple[str, ...], count: int) -> Terms:
        """What quiz is wanted, of so many questions on these topics and roles."""
        return Terms(
            topics=topics,
            roles=roles,
            count=count,
            kinds=(self.kind.value,) if self.kind else (),
            difficulty="" if self.difficulty is Difficulty.MEDIUM else self.difficulty.value,
            weak=self.only is Only.WEAK,
            mistakes=self.only is Only.MISTAKES,
            certainty=self.certainty,
            exam=self.exam,
            minutes=self.minutes,
        )

    def write(self) -> None:
        """Show what is set."""
        lines = [[("Only", "o", self.only.value)]]
        if not self.aimed:
            lines = [
                [
                    ("Difficulty", "d", self.difficulty.value),
                    ("Questions", "f", NAMES[self.kind] if self.kind else "all kinds"),
                ],
                [
                    ("Only", "o", self.only.value),
                    ("How sure", "c", "asked" if self.certainty else "not asked"),
                ],
            ]
            mode = [("Mode", "m", "exam" if self.exam else "practice")]
            if self.exam:
                mode.append(("Time", "i", self._time))
                if self.passing:
                    mode.append(("Pass", "", f"{self.passing} %"))
            lines.append(mode)
        if 0 < self.size.width < _WIDE:
            lines = [[each] for line in lines for each in line]
        self._lines = lines
        self.styles.height = max(_LINES, len(lines))
        self.update(
            Content("\n").join(
                Content.assemble(
                    *(
                        part
                        for place, (name, key, value) in enumerate(line)
                        for part in (
                            (f"{name:<{_LABELS[min(place, 2)]}}", "bold"),
                            (f"{key} " if key else "", "bold $primary"),
                            f"{value:<{_VALUE}}  " if place == 0 else f"{value}  ",
                        )
                    )
                )
                for line in lines
            ),
            layout=False,
        )

    async def on_click(self, event: events.Click) -> None:
        """Change what the mouse is on."""
        event.stop()
        at, x = event.y, event.x - self.styles.padding.left
        if not 0 <= at < len(self._lines) or x < 0:
            return
        end = 0
        for place, (_, key, value) in enumerate(self._lines[at]):
            width = max(_VALUE, len(value)) if place == 0 else len(value)
            end += _LABELS[min(place, 2)] + 2 * bool(key) + width + 2
            if x < end:
                if key:
                    await self.run_action(f"screen.{_ACTIONS[key]}")
                return

    @property
    def _time(self) -> str:
        if self.minutes is None:
            return "90 s a question"
        return f"{self.minutes} minutes" if self.minutes else "no limit"


def _next(order: Sequence[T], present: T) -> T:
    place = order.index(present) if present in order else -1
    return order[(place + 1) % len(order)]
