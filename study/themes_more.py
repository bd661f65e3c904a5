"""Themes besides the two usual ones: of high contrast, and of the terminal's own colours."""

from dataclasses import replace

from textual.theme import BUILTIN_THEMES, Theme

CONTRAST = Theme(
    name="rolecall-contrast",
    primary="#7fd4ff",
    secondary="#ffd24d",
    accent="#ffd24d",
    warning="#ffd24d",
    error="#ff8a8a",
    success="#7dff9b",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    dark=True,
    variables={
        "muted": "#e0e0e0",
        "faint": "#9a9a9a",
        "scrollbar": "#ffffff",
        "scrollbar-hover": "#ffd24d",
        "scrollbar-active": "#ffd24d",
        "scrollbar-background": "#000000",
        "scrollbar-background-hover": "#000000",
        "scrollbar-background-active": "#000000",
        "scrollbar-corner-color": "#000000",
        "footer-background": "#000000",
        "footer-key-foreground": "#ffd24d",
        "footer-description-foreground": "#ffffff",
        "input-selection-background": "#7fd4ff 50%",
    },
)
"""White on black, and every other colour at 7:1 or more against it."""
ANSI = replace(
    BUILTIN_THEMES["ansi-dark"],
    name="rolecall-ansi",
    accent="ansi_yellow",
    variables={
        **BUILTIN_THEMES["ansi-dark"].variables,
        "muted": "ansi_default",
        "faint": "ansi_bright_black",
        "footer-background": "ansi_default",
        "footer-key-foreground": "ansi_blue",
        "footer-description-foreground": "ansi_default",
    },
)
"""The sixteen colours as the terminal has them."""
