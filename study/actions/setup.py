"""Setting up a quiz."""

from study.actions.action import About, Action

ABOUT = About(
    "New quiz",
    "Tick topics and roles, or press Enter on one; topics take in the ones nested below them. Difficulty is how near to "
    "the right answer the wrong ones are. Only: weak topics, your last mistakes, a search for what you are weakest at, or "
    "the two roles that you take for each other. An exam tells nothing until you submit it. Asked how sure you are, "
    "you see in the end how well you know what you know.",
)

ACTIONS: tuple[Action, ...] = (
    Action("setup.start", "enter", "⏎", "Start", "Start on what is ticked, or else on the marked line."),
    Action("setup.tick", "space,x", "space", "Tick", "Tick the marked topic or role, or take its tick away."),
    Action("setup.turn", "tab", "tab", "Topics or roles", "Turn from topics to roles, or back."),
    Action("setup.shorter", "left,h,minus", "← h", "Fewer", "Ask fewer questions.", footer=False),
    Action("setup.longer", "right,l,plus", "→ l", "More", "Ask more questions.", footer=False),
    Action("setup.exam", "m", "m", "Exam", "Practice, or an exam.", footer=False),
    Action("setup.time", "i", "i", "Time", "How long the exam may take.", footer=False),
    Action(
        "setup.only",
        "o",
        "o",
        "Only",
        "All, weak topics, mistakes, or a quiz that finds what you are weak at.",
        footer=False,
    ),
    Action(
        "setup.certainty", "c", "c", "How sure", "Be asked how sure you are of each answer.", footer=False
    ),
    Action(
        "setup.difficulty",
        "d",
        "d",
        "Difficulty",
        "Easy, medium or hard: how near the wrong answers are.",
        footer=False,
    ),
    Action(
        "setup.kind",
        "f",
        "f",
        "Kind",
        "Ask one kind of questions only, such as all that apply, or all.",
        footer=False,
    ),
    Action("setup.history", "y", "y", "History", "Former quizzes with their scores."),
)
