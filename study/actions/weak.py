"""Weak topics."""

from study.actions.action import About, Action

ABOUT = About(
    "Weak topics",
    "Weakest first. The bar is the range in which your true level lies with 80 % certainty, guessing taken into "
    "account; ┃ inside it is the best estimate. Few answers make a long bar. ≈ is too close to 60 % to tell. Recall is the share of reviewed cards "
    "that you would know today; covered is the share of cards met at least once.",
)

ACTIONS: tuple[Action, ...] = (
    Action("weak.quiz", "enter,q", "⏎", "Quiz on it", "Start a quiz of ten on the chosen topic."),
    Action("weak.review", "r", "r", "Review it", "Review the flashcards of the chosen topic."),
    Action(
        "weak.report", "e", "e", "Report", "Write the report on the deck to a file, as a page for a browser."
    ),
)
