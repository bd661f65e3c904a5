"""Settings."""

from study.actions.action import About, Action

ABOUT = About(
    "Settings",
    "What you choose here is written to the settings file, whose comments stay. What is wrong in that file is said at "
    "the top, with its line; until it is put right, what is usual holds. Backspace goes back to what is usual.",
)

ACTIONS: tuple[Action, ...] = (
    Action(
        "settings.change",
        "enter,space",
        "⏎",
        "Change",
        "Change what is chosen: switch it, or type another value.",
    ),
    Action(
        "settings.usual", "backspace,delete", "⌫", "As usual", "Take it out of the file: what is usual holds."
    ),
    Action("settings.less", "left,h,minus", "← h", "Less", "The value below.", footer=False),
    Action("settings.more", "right,l,plus", "→ l", "More", "The value above.", footer=False),
    Action("settings.file", "e,f4", "e F4", "Edit file", "Open the settings file in your editor."),
)
