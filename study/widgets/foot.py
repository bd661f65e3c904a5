"""Keeping a screen's footer right: Textual makes it anew for every key, and that costs more than all else that a key does."""

from itertools import zip_longest
from typing import Any, NamedTuple

from textual.screen import Screen
from textual.widgets import Footer, KeyPanel
from textual.widgets._footer import FooterKey


class _Said(NamedTuple):
    """What the footer says of one key."""

    key: str
    shown: str
    """How it is written."""
    description: str
    action: str
    tooltip: str
    dim: bool
    """Whether it means nothing now."""


def mended(screen: Screen[Any]) -> bool:
    """Have the footers of a screen say what the keys do there now; False where that takes making them anew."""
    feet = list(screen.query(Footer))
    if not feet or screen.query(KeyPanel):
        return False
    wanted = _wanted(screen)
    for foot in feet:
        keys = list(foot.query(FooterKey))
        if len(keys) < len(wanted):
            return False
        for key, said in zip_longest(keys, wanted):
            if said is None:
                key.display = False
            elif said != _said(key) or not key.display:
                _say(key, said)
    return True


def _wanted(screen: Screen[Any]) -> list[_Said]:
    found: dict[str, _Said] = {}
    for _, binding, enabled, tooltip in screen.active_bindings.values():
        if binding.show and binding.action not in found:
            shown = screen.app.get_key_display(binding)
            found[binding.action] = _Said(
                binding.key, shown, binding.description, binding.action, tooltip, not enabled
            )
    return list(found.values())


def _said(key: FooterKey) -> _Said:
    tooltip = str(key.tooltip or "")
    return _Said(key.key, key.key_display, key.description, key.action, tooltip, key.has_class("-disabled"))


def _say(key: FooterKey, said: _Said) -> None:
    key.key, key.key_display, key.description, key.action, tooltip, key._disabled = said
    key.tooltip = tooltip or None
    key.set_class(said.dim, "-disabled")
    key.display = True
    key.refresh(layout=True)
