"""How a quiz went."""

from study.actions.action import About, Action, Place, scrolling

ABOUT = About(
    "Quiz result",
    "How the quiz went by topic, which roles you took for one another, and every question missed. After an exam: the "
    "mark, and what chance alone would give.",
)

ACTIONS: tuple[Action, ...] = (
    Action(
        "result.lookback", "v", "v", "Questions", "After an exam: look at every question with its answer."
    ),
    Action("result.again", "n", "n", "New quiz", "Set up another quiz on this deck."),
    Action("result.review", "r", "r", "Review", "Review this deck; what you missed has come back into it."),
    Action("result.weak", "w", "w", "Weak topics", "See what you are weakest at in this deck."),
    Action("result.history", "y", "y", "History", "Former quizzes with their scores.", footer=False),
    Action("result.home", "enter", "⏎", "Home", "Go back to the decks.", footer=False),
    *scrolling(Place.RESULT),
)
