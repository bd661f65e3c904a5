"""An answer that could not be saved."""

from study.actions.action import About, Action

ABOUT = About("Not saved", "Your answer is kept while you decide.")

ACTIONS: tuple[Action, ...] = (
    Action("trouble.retry", "enter,r,space", "⏎", "Try again", "Save the answer again."),
    Action("trouble.leave", "escape,l", "esc", "Back", "Go back to it; this answer is not saved yet."),
)
