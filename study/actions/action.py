"""What an action is, and where it can be taken."""

from dataclasses import dataclass
from enum import StrEnum


class Place(StrEnum):
    """Where an action can be taken."""

    EVERYWHERE = "everywhere"
    LIST = "list"
    HOME = "home"
    REVIEW = "review"
    LEARN = "learn"
    SETTINGS = "settings"
    KEYS = "keys"
    NOTE = "note"
    SETUP = "setup"
    QUIZ = "quiz"
    RESULT = "result"
    EXAM = "exam"
    NAVIGATOR = "navigator"
    LOOKBACK = "lookback"
    HISTORY = "history"
    WEAK = "weak"
    PLAN = "plan"
    BROWSE = "browse"
    STATISTICS = "statistics"
    READING = "reading"
    TROUBLE = "trouble"
    WATCH = "watch"


@dataclass(frozen=True, slots=True)
class About:
    """What a screen says of itself in the help."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """One of several keys of an action that takes a number, such as the four ratings."""

    keys: str
    title: str


@dataclass(frozen=True, slots=True)
class Action:
    """Something that a learner can do."""

    id: str
    """Stable, `place.name`; users will remap keys by it."""
    keys: str
    """Textual's names, separated by commas; empty where the steps have their own."""
    shown: str
    """The key as footer and help write it."""
    label: str
    """One or two words, for the footer."""
    help: str
    """One sentence, for help and palette."""
    footer: bool = True
    """Whether the footer names it."""
    priority: bool = False
    """Whether it goes before what a text field would do with the key."""
    palette: bool = True
    """Whether the palette offers it; moving a cursor is not worth a line there."""
    steps: tuple[Step, ...] = ()
    """For an action that takes a number: what each number is."""

    @property
    def place(self) -> Place:
        """Where it can be taken."""
        return Place(self.id.partition(".")[0])

    @property
    def name(self) -> str:
        """What Textual calls it: the method is `action_` with this name."""
        return self.id.partition(".")[2]


def scrolling(place: Place) -> tuple[Action, ...]:
    """What moves a text there: by lines, and by pages."""
    return (
        Action(f"{place}.up", "up,k", "↑ k", "Up", "Scroll up.", footer=False, palette=False),
        Action(f"{place}.down", "down,j", "↓ j", "Down", "Scroll down.", footer=False, palette=False),
        *paging(place),
    )


def paging(place: Place) -> tuple[Action, ...]:
    """What moves a text there by pages alone."""
    up, down = ("pageup,ctrl+b", "PgUp", "Page up"), ("pagedown,ctrl+f", "PgDn", "Page down")
    return (
        Action(f"{place}.page_up", *up, "Scroll up a page.", footer=False, palette=False),
        Action(f"{place}.page_down", *down, "Scroll a page.", footer=False, palette=False),
    )
