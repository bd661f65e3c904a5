"""The keys of all actions: which does what, and another one for any of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual import events, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from study.actions.action import Action, Place
from study.actions.keys import default_keys, display
from study.actions.registry import ABOUT, ACTIONS, bindings
from study.desk import Desk
from study.screens.page import Notice, Page
from study.settings.choices import FILE, key_names, read_choices, taken_by
from study.settings.writing import SettingRefused, forget_setting, write_setting
from study.widgets.columns import Cell, Columns
from study.widgets.foot import Foot
from study.widgets.listing import Listing
from study.widgets.still import Still
from study.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from study.app import RolecallApp

_NAMES = {Place.EVERYWHERE: "Everywhere", Place.LIST: "In lists"}


@dataclass(frozen=True, slots=True)
class _Line:
    name: str
    """The action's id, with its step where it has such."""
    action: Action
    label: str


class KeysScreen(Page):
    """A list of actions, and what the chosen one does."""

    PLACE = Place.KEYS
    BINDINGS = bindings(Place.KEYS)
    CSS_PATH = "keys.tcss"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._lines = {line.name: line for line in _lines()}
        self._asking = False

    def compose(self) -> ComposeResult:
        """What is wrong, the actions, and the chosen one in words."""
        yield TopBar("Settings", "Keys")
        with Vertical(classes="body"):
            yield Notice()
            yield Listing()
            yield Still(id="words")
        yield Foot()

    def on_mount(self) -> None:
        """Screen by screen."""
        options: list[Option | None] = []
        place: Place | None = None
        for line in self._lines.values():
            if line.action.place is not place:
                place = line.action.place
                options.append(
                    Option(Columns(Cell(Content.styled(_title(place), "bold $muted"))), disabled=True)
                )
            options.append(Option(self._drawn(line), id=line.name))
        listing = self.query_one(Listing)
        listing.set_options(options)
        listing.highlighted = 1
        listing.focus()
        self._say()
        self.watch(listing, "highlighted", self._chose, init=False)

    def _drawn(self, line: _Line) -> Columns:
        chosen = self.desk.choices.keys
        keys = chosen.get(line.name, default_keys()[line.name])
        said = " ".join(display(key) for key in keys.split(","))
        style = "bold $accent" if line.name in chosen else "bold"
        shown = Content.styled(said, style)
        return Columns(Cell(Content(line.label)), Cell(shown, shown.cell_length, right=True))

    @property
    def _line(self) -> _Line | None:
        option = self.query_one(Listing).highlighted_option
        return self._lines.get(option.id or "") if option else None

    def _say(self) -> None:
        line = self._line
        text = line.action.help if line else ""
        if self._asking and line is not None:
            text = f"Press the new key for “{line.label}”; Esc leaves it as it is."
        name = Content.styled(line.name if line else "", "$muted")
        self.query_one("#words", Still).update(Content("\n").join([Content(text), name]))
        self.refresh_bindings()

    def _chose(self) -> None:
        """Say what it does."""
        self._asking = False
        self._say()

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        """A click only chooses, and asks for no key any more."""
        message.stop()
        self._asking = False
        self._say()

    # -- changes

    def action_change(self) -> None:
        """Take the next key."""
        if self._line is not None:
            self._asking = True
            self.query_one(Notice).say("")
            self.set_focus(None)
            self._say()

    async def on_key(self, event: events.Key) -> None:
        """The key that is to do it from now on."""
        if not self._asking:
            return
        event.stop()
        event.prevent_default()
        self._asking = False
        self.query_one(Listing).focus()
        line, key = self._line, event.key
        self._say()
        if line is None or key == "escape":
            return
        notice = self.query_one(Notice)
        if key_names(key) is None:
            notice.say("That key cannot be told from others by its name; choose another one.")
            return
        held = {**default_keys(), **self.desk.choices.keys}
        if other := taken_by(line.name, key, held):
            notice.say(
                f"{display(key)} is the key of “{self._lines[other].label}” there; choose another one."
            )
            return
        self._put(line, key)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """No key does anything else while one is wanted."""
        return super().check_action(action, parameters) and not self._asking

    def action_usual(self) -> None:
        """Take its keys out of the file."""
        if self._line is not None:
            self._put(self._line, None)

    @work(exclusive=True)
    async def _put(self, line: _Line, key: str | None) -> None:
        file = self.desk.study.locations.home / FILE

        def change() -> None:
            forget_setting(file, ("keys", *line.name.split(".")))
            write_setting(file, ("keys", line.name), key)

        async with self.turn:
            try:
                await self.desk.keep(change)
            except SettingRefused as refused:
                self.query_one(Notice).say(str(refused))
                return
            self.desk.choices = await self.desk.ask(partial(read_choices, file))
            app: RolecallApp = self.app  # type: ignore[assignment]
            app.show_keys()
            self.query_one(Listing).replace_option_prompt(line.name, self._drawn(line))
            self.query_one(Notice).say_all(self.desk.choices.problems)
            self._say()


def _lines() -> list[_Line]:
    found = []
    for action in ACTIONS:
        if action.place is Place.WATCH:
            continue  # a program of its own
        for number, step in enumerate(action.steps, 1):
            found.append(_Line(f"{action.id}.{number}", action, step.title))
        if not action.steps:
            found.append(_Line(action.id, action, action.label))
    return found


def _title(place: Place) -> str:
    return ABOUT[place].title if place in ABOUT else _NAMES[place]
