"""The footer: what the keys do on a screen now, in one line that is drawn and nothing more.

Textual's own has a widget for every key. Those are made with each screen and laid out anew with each key that changes what
the others do, which takes longer than all else that a key does.
"""

from typing import Any, ClassVar, NamedTuple

from textual import events
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget


class Said(NamedTuple):
    """What the footer says of one key."""

    key: str
    shown: str
    """How it is written."""
    label: str
    help: str
    dim: bool
    """Whether it means nothing now."""


class Foot(Widget, can_focus=False):
    """The keys of the screen that it is on: a click on one presses it, and the wheel moves a line that is too long."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"foot--key", "foot--label", "foot--dim", "foot--hover"}
    DEFAULT_CSS = """
    Foot {
        dock: bottom;
        width: 1fr;
        height: 1;
        background: $footer-background;
        text-wrap: nowrap;
        text-overflow: clip;
        pointer: pointer;
    }
    Foot > .foot--key { color: $footer-key-foreground; background: $footer-key-background; text-style: bold; }
    Foot > .foot--label { color: $footer-description-foreground; background: $footer-description-background; }
    Foot > .foot--dim { text-style: dim; }
    Foot > .foot--hover { background: $block-hover-background; }
    """

    def __init__(self, *, compact: bool = False) -> None:
        """`compact`: whether the keys stand closer together."""
        super().__init__()
        self._compact = compact
        self._first = 0
        """Which key the line begins with."""
        self._pointed: int | None = None
        """Which key the mouse is on, counted from the first that is shown."""
        self._spans: list[tuple[int, Said]] = []
        """Where each key ends that is shown, in cells."""

    @property
    def said(self) -> list[Said]:
        """What is to be said now, from the line's beginning."""
        return said_on(self.screen) if self.screen.is_running else []

    def on_mount(self) -> None:
        """Follow the screen's keys."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed, immediate=True)

    def _changed(self, _screen: Screen[Any]) -> None:
        self._point(None)  # what is there now may be another key
        self.refresh()

    def render(self) -> Content:
        """All in one line; asked for just before it is drawn, so that it is right by then."""
        key, label, dim, hover = (
            self.get_visual_style(name, partial=True)
            for name in ("foot--key", "foot--label", "foot--dim", "foot--hover")
        )
        self._spans, parts, end = [], [], 0
        for number, said in enumerate(self.said[self._first :]):
            pieces = (
                ((said.shown, key), (f" {said.label}", label))
                if self._compact
                else ((f" {said.shown} ", key), (f"{said.label} ", label))
            )
            part = Content.assemble(*pieces)
            if said.dim:
                part = part.stylize(dim)
            if number == self._pointed:
                part = part.stylize_before(hover)
            end += part.cell_length
            self._spans.append((end, said))
            parts.append(part)
            if self._compact:
                parts.append(Content(" "))
                end += 1
        return Content("").join(parts)

    def found(self, x: int) -> int | None:
        """The place in the line, from what is seen of it, of the key in a column."""
        return next((number for number, (end, _) in enumerate(self._spans) if x < end), None)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Press the key."""
        number = self.found(event.x)
        if number is None:
            return
        said = self._spans[number][1]
        if said.dim or "–" in said.shown:  # one key of several: nobody can tell which is meant
            self.app.bell()
        else:
            self.app.simulate_key(said.key)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Say more of the key."""
        self._point(self.found(event.x))

    def on_leave(self) -> None:
        """No more of it."""
        self._point(None)

    def _point(self, number: int | None) -> None:
        if number != self._pointed:
            self._pointed = number
            self.tooltip = None if number is None else self._spans[number][1].help or None
            self.refresh()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Show what there is no room for."""
        if self._spans and self._spans[-1][0] > self.size.width:
            self._scroll(self._first + 1)
            event.stop()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Back to the beginning."""
        if self._first:
            self._scroll(self._first - 1)
            event.stop()

    def _scroll(self, first: int) -> None:
        self._first = first
        self._point(None)
        self.refresh()


def said_on(screen: Screen[Any]) -> list[Said]:
    """What the keys of a screen do now, each action once, in the order in which they are bound."""
    found: dict[str, Said] = {}
    for _, binding, enabled, tooltip in screen.active_bindings.values():
        if binding.show and binding.action not in found:
            shown = screen.app.get_key_display(binding)
            found[binding.action] = Said(binding.key, shown, binding.description, tooltip, not enabled)
    return list(found.values())
