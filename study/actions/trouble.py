"""An answer that could not be saved."""

from study.actions.action import About, Action, Place, scrolling

ABOUT = About(
    "Not saved",
    "What you did last, an answer or something done to a card, could not be saved, for the reason that the page tells; all "
    "that was saved before it is safe. It is kept while you decide. Where the reason can be mended, such as a full disk or "
    "another program that uses the progress file, mend it and try again. Back leads to the question as it was before.",
)

ACTIONS: tuple[Action, ...] = (
    Action("trouble.retry", "enter,r,space", "⏎", "Try again", "Save the answer again."),
    Action("trouble.leave", "escape,l", "esc", "Back", "Go back to it; this answer is not saved yet."),
    Action("trouble.help", "question_mark,f1", "?", "Help", "Explain this page and its keys.", palette=False),
    *scrolling(Place.TROUBLE),
)
