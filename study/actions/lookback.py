"""An exam looked back on, question by question."""

from study.actions.action import About, Action, Place, scrolling

ABOUT = About(
    "Exam, question by question",
    "What was right, what you chose, why, and where it is written, a question a page.",
)

ACTIONS: tuple[Action, ...] = (
    Action("lookback.next", "n,right,l,space,enter", "n →", "Next", "The next question."),
    Action("lookback.previous", "p,left,h", "p ←", "Previous", "The question before."),
    Action("lookback.missed", "m", "m", "Only missed", "Only those that were not wholly right, or all."),
    *scrolling(Place.LOOKBACK),
)
