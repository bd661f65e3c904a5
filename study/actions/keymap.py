"""The keys of all actions, to be changed."""

from study.actions.action import About, Action

ABOUT = About(
    "Keys",
    "Every action with its keys, screen by screen. Press Enter on one and then the key that it is to have; Esc leaves it "
    "as it is. Two actions of one screen cannot have the same key. What you choose is written to the settings file, "
    'where an action can be given several: [keys], then "review.bury" = "x,f4".',
)

ACTIONS: tuple[Action, ...] = (
    Action(
        "keys.change",
        "enter",
        "⏎",
        "Change",
        "Give the chosen action another key: the next one that you press.",
    ),
    Action("keys.usual", "backspace,delete", "⌫", "As usual", "Give the chosen action its usual keys again."),
)
