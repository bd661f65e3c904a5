"""Keys in the order in which they were pressed, however fast: each waits until the one before has done all that it does.

Textual hands a key to what has the focus at that moment, and only then does the key go its way up to the action it is bound
to. Keys that come in one burst would all be handed to what had the focus before the first of them: the letters after `/` to
the list, and not to the field that `/` leads to.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable
from typing import Any

from textual import events
from textual.app import App
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

from study.screens.page import Page

PATIENCE = 2.0
"""Seconds for which a key is waited for; what is stuck is no more stuck with another key to come."""
_LOOK = 0.05
"""Seconds after which it is asked whether what a key was handed to is still there."""

_Pressed = events.Key | events.Paste


class Through(Message):
    """Takes a key's way after it, from what it was handed to up to the app; whatever the key did is done then."""

    def __init__(self, screen: Screen[Any], more: bool) -> None:
        """`screen`: the one that was seen when it set out; `more`: whether another is to follow what the key has sent."""
        super().__init__()
        self.screen = screen
        self.more = more


class InTurn(App[None]):
    """Takes what is pressed one after the other."""

    def __init__(self) -> None:
        super().__init__()
        self._pressed: deque[_Pressed] = deque()
        """What waits."""
        self._sent: Through | None = None
        """What follows the key that is under way."""
        self._handed: Widget | None = None
        """What that key was handed to."""
        self._since = 0.0
        """When, by a clock that only runs forward."""

    async def on_event(self, event: events.Event) -> None:
        """Take a key if none is under way."""
        if not isinstance(event, _Pressed) or event.is_forwarded:
            await super().on_event(event)
            return
        self._pressed.append(event)
        if self._sent is None:
            await self._take()
        elif len(self._pressed) == 1:
            self.set_timer(_LOOK, self._look)

    def press_kept(self, kept: Iterable[events.Key]) -> None:
        """Take keys that a page has kept, before any others."""
        self._pressed.extendleft(reversed(list(kept)))
        if self._sent is None:
            self.call_later(self._take)

    async def _take(self) -> None:
        """The next key, or the next ones as long as nothing has to be waited for."""
        while self._pressed and self._sent is None:
            event, screen = self._pressed.popleft(), self.screen
            if isinstance(event, events.Key) and isinstance(screen, Page) and screen.keeps(event):
                continue
            handed = self.focused or screen
            self._since = time.monotonic()
            await super().on_event(event)
            self._send(handed, screen, more=True)
        if self._pressed:
            self.set_timer(_LOOK, self._look)

    def _send(self, to: Widget, screen: Screen[Any], *, more: bool) -> None:
        sent = Through(screen, more)
        sent.set_sender(self)  # or it would go only as far as whatever is at work now
        self._handed, self._sent = to, sent if to.post_message(sent) else None

    async def on_through(self, message: Through) -> None:
        """The key has been everywhere; have what it sent, and a screen that it opened, be there too before the next."""
        if message is not self._sent:
            return
        self._sent = None
        if self.screen_stack and (message.more or message.screen is not self.screen):
            self._send(self.focused or self.screen, self.screen, more=False)
        if self._sent is None:
            await self._take()

    async def _look(self) -> None:
        """Wait no longer where what the key was handed to has gone, or for what is stuck."""
        if self._sent is None or not self._pressed:
            return
        stuck = time.monotonic() - self._since > PATIENCE
        if stuck or self._handed is None or not self._handed.is_attached:
            self._sent = None
            await self._take()
        else:
            self.set_timer(_LOOK, self._look)


def press_again(app: App[Any], kept: Iterable[events.Key]) -> None:
    """Have keys that a page has kept pressed, before any that came after them."""
    if isinstance(app, InTurn):
        app.press_kept(kept)
