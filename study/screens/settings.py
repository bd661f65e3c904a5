"""Settings: what holds, changed here and kept in the settings file."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult, SuspendNotSupported
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from decks.model import Mark
from study.actions.action import Place
from study.actions.registry import bindings
from study.desk import Desk
from study.screens.loading import LoadingPage
from study.screens.page import Notice
from study.screens.together import Together
from study.settings.choices import FILE, Choices, read_choices
from study.settings.rows import KEYS_ROW, Row, moved, read, rows_of, shown, typed, value_of, write
from study.settings.settling import settle
from study.settings.writing import SettingRefused
from study.widgets.columns import Cell, Columns
from study.widgets.field import Field
from study.widgets.foot import Foot
from study.widgets.listing import Listing
from study.widgets.still import Still
from study.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from study.app import RolecallApp

_SAVED = 0.03
"""Seconds within which a setting is mostly written."""


class SettingsScreen(LoadingPage):
    """A list of settings, and what the chosen one means."""

    PLACE = Place.SETTINGS
    BINDINGS = bindings(Place.SETTINGS)
    CSS_PATH = "settings.tcss"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._rows: dict[str, Row] = {}
        self._editing = False

    def compose(self) -> ComposeResult:
        """Mistakes, settings, and the chosen one in words."""
        yield TopBar("Settings")
        with Vertical(classes="body"):
            yield Notice()
            yield Listing()
            yield Field(select_on_focus=False, compact=True)
            yield Still(id="words")
        yield Foot()

    def on_screen_resume(self) -> None:
        """Paint first; look anew whenever one comes here."""
        self.call_after_refresh(self._load)

    @work
    async def _load(self) -> None:
        study = await self.desk.open()
        loaded = await self.desk.ask(study.library)
        sections = rows_of([each.deck for each in loaded if each.deck is not None], study.called)
        self._rows = {row.id: row for _, rows in sections for row in rows}
        options: list[Option | None] = []
        for title, rows in sections:
            if rows:
                options.append(Option(Columns(Cell(Content.styled(title, "bold $muted"))), disabled=True))
                options += [Option(self._line(row), id=row.id) for row in rows]
        listing = self.query_one(Listing)
        kept = listing.highlighted or 1
        listing.set_options(options)
        listing.highlighted = kept
        listing.focus()
        self._say()
        self.ready()

    def _value(self, row: Row) -> object:
        choices = self.desk.choices
        if row.key == "parameters":  # they are in the log
            return self.desk.study.scheduler.is_own
        return (
            choices.keys if row is KEYS_ROW else value_of(row, self.desk.study.settings.preferences, choices)
        )

    def _line(self, row: Row) -> Columns:
        value = Content.styled(shown(row, self._value(row)), "bold")
        return Columns(Cell(Content(row.title)), Cell(value, value.cell_length, right=True))

    @property
    def _row(self) -> Row | None:
        option = self.query_one(Listing).highlighted_option
        return self._rows.get(option.id or "") if option else None

    def _say(self) -> None:
        if self.desk.opened is None:
            return
        study, row = self.desk.study, self._row
        self.query_one(Notice).say_all((*study.settings.problems, *self.desk.choices.problems))
        words = Content(row.help) if row else Content("")
        where = Content.styled(f"{study.locations.home / FILE}", "$muted")
        self.query_one("#words", Still).update(Content("\n").join([words, where]))
        self.refresh_bindings()

    def on_mount(self) -> None:
        """Say what the chosen one means as soon as it is chosen: a message of it would come after the frame."""
        self.watch(self.query_one(Listing), "highlighted", self._say, init=False)

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        """A click only chooses."""
        message.stop()

    # -- changes

    def action_change(self) -> None:
        """Switch it, or type another value."""
        row = self._row
        if row is KEYS_ROW:
            self._list_keys()
        elif row is not None and row.choices:
            self._put(row, moved(row, self._value(row), 1))
        elif row is not None and row.settable:
            field = self.query_one(Input)
            field.value = known = typed(row, self._value(row))
            field.cursor_position = len(known)
            field.placeholder = row.help
            self._edit(editing=True)

    def _edit(self, *, editing: bool) -> None:
        self._editing = editing
        self.set_class(editing, "-editing")
        (self.query_one(Input) if editing else self.query_one(Listing)).focus()
        self.refresh_bindings()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take what was typed."""
        event.stop()
        row = self._row
        if row is None:
            return
        try:
            value = read(row, event.value)
        except SettingRefused as refused:
            self.query_one(Notice).say(str(refused))
            return
        self._put(row, value)

    def action_less(self) -> None:
        """The value below."""
        self._step(-1)

    def action_more(self) -> None:
        """The value above."""
        self._step(1)

    def _step(self, by: int) -> None:
        if (row := self._row) is not None and (row.choices or row.step):
            usual = self.desk.study.settings.preferences
            self._put(row, moved(row, self._value(row), by, usual))

    def action_usual(self) -> None:
        """Take it out of the file."""
        if (row := self._row) is not None and row is not KEYS_ROW:
            self._put(row, None)

    def _put(self, row: Row, value: object) -> None:
        self._write(row, value, Together(self, _SAVED))

    @work
    async def _write(self, row: Row, value: object, together: Together) -> None:
        study = self.desk.study
        async with self.turn:
            try:
                await self.desk.keep(lambda: write(study.locations.home / FILE, row, value))
            except SettingRefused as refused:
                self.query_one(Notice).say(str(refused))
            else:
                if self._editing:
                    self._edit(editing=False)
                await self._take_over()
            together.now()

    async def _take_over(self) -> None:
        """Have what the file says hold from now on."""
        study, before = self.desk.study, self.desk.choices
        lines = {row.id: self._value(row) for row in self._rows.values()}

        def read() -> Choices:
            settle(study)
            return read_choices(study.locations.home / FILE)

        self.desk.choices = await self.desk.ask(read)
        app: RolecallApp = self.app  # type: ignore[assignment]
        app.show_choices()
        if self.desk.choices.keys != before.keys:
            app.show_keys()
        listing = self.query_one(Listing)
        for row in self._rows.values():
            if self._value(row) != lines[row.id]:
                listing.replace_option_prompt(row.id, self._line(row))
        self._say()

    @work
    async def action_file(self) -> None:
        """Edit the file, and take over what it says then."""
        from study.editing.editor import EditorProblem, edit

        path = self.desk.study.locations.home / FILE
        try:
            path.touch(exist_ok=True)
            edit(Mark(str(path), 1, 1), os.environ, self.app.suspend)
        except (EditorProblem, OSError) as problem:
            self.query_one(Notice).say(str(problem))
            return
        except SuspendNotSupported:
            self.query_one(Notice).say("No editor can be opened from here: this is no terminal of its own.")
            return
        await self._take_over()

    def _list_keys(self) -> None:
        from study.screens.keys import KeysScreen

        self.app.push_screen(KeysScreen(self.desk))

    async def action_leave_field(self) -> None:
        """Leave the text field without a change."""
        self._edit(editing=False)

    def on_key(self, event: object) -> None:
        """Esc first leaves the text field."""
        from textual.events import Key

        if self._editing and isinstance(event, Key) and event.key == "escape":
            event.stop()
            event.prevent_default()
            self._edit(editing=False)

    def allows(self, action: str) -> bool:
        """Which keys mean something for the chosen setting."""
        if self._editing:
            return False
        row = self._row if self.query(Listing) and self._rows else None
        if action in ("less", "more"):
            return row is not None and bool(row.choices or row.step)
        if action == "usual":
            return row is not None and row is not KEYS_ROW
        if action == "change" and row is not None:
            return row.settable
        return row is not None or action == "file"
