"""The plan for a deck's exam."""

from study.actions.action import About, Action, Place, scrolling

ABOUT = About(
    "Exam plan",
    "When the exam on this deck is, the mark to expect on the day with its range, and what to do until then. The plan is made "
    "anew from what is left whenever you look: days left out make it ask for more on those that remain. The day that "
    "you set goes before the one that the deck names; no card is put off beyond the day before, and what had been comes sooner.",
)

ACTIONS: tuple[Action, ...] = (
    Action("plan.date", "d", "d", "Day", "Set the day of the exam, or none."),
    Action("plan.mark", "m", "m", "Mark", "Set the mark that you want to reach."),
    Action("plan.follow", "n", "n", "Follow plan", "Set your new cards a day to what the plan asks for."),
    Action("plan.review", "enter,r", "⏎", "Review", "Review what is due, then new cards."),
    *scrolling(Place.PLAN),
)
