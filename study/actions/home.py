"""Home: decks, what is due, what to do next."""

from study.actions.action import About, Action

ABOUT = About(
    "Home",
    "Your decks, with what is due today, the new cards that today still allows, and how many of all cards you have "
    "met; → shows a deck's topics, each with all of its new cards. Below stand the cards that come due this week, and "
    "a year of study days: the darker, the more was done. The first line says what to do next. A deck with a mistake "
    "shows where it is; the others stay usable.",
)

ACTIONS: tuple[Action, ...] = (
    Action("home.review", "enter,r", "⏎", "Review", "Review what is due in the chosen deck, then new cards."),
    Action("home.learn", "l", "l", "Learn", "Meet new cards step by step: recognise, complete, recall."),
    Action("home.quiz", "q", "q", "Quiz", "Set up a quiz on the chosen deck."),
    Action("home.weak", "w", "w", "Weak topics", "See what you are weakest at in the chosen deck."),
    Action("home.expand", "right,plus", "→", "Topics", "Show the topics of the chosen deck.", footer=False),
    Action("home.collapse", "left,minus", "←", "Hide topics", "Hide the topics again.", footer=False),
    Action("home.browse", "b,slash", "b", "Browse", "Look through all cards and questions."),
    Action("home.statistics", "s", "s", "Stats", "See how learning goes in the chosen deck."),
    Action(
        "home.plan",
        "x",
        "x",
        "Exam plan",
        "Set the day of the deck's exam; see what to expect then, and what to do until it.",
        footer=False,
    ),
    Action("home.resume", "c", "c", "Continue quiz", "Take the unfinished quiz up again.", footer=False),
    Action(
        "home.settings",
        "comma",
        ",",
        "Settings",
        "Change how much is asked, how it looks, and keys.",
        footer=False,
    ),
    Action("home.problems", "p", "p", "Problems", "Read what is wrong with the chosen deck."),
)
