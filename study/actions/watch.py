"""Watching a deck as it is written."""

from study.actions.action import About, Action, Place, Step, paging

ABOUT = About(
    "Watch",
    "The deck is read and checked whenever one of its files is saved, in whatever editor. ✗ is an error: that part "
    "cannot be used. ! is a warning, · a hint. Cards and questions are shown as students will see them; while the "
    "deck cannot be read, they are those of its last good text.",
)

ACTIONS: tuple[Action, ...] = (
    Action("watch.next_view", "tab,right,l", "Tab → l", "Next view", "Go on: problems, cards, questions."),
    Action(
        "watch.previous_view",
        "shift+tab,left,h",
        "← h",
        "View before",
        "Go back: questions, cards, problems.",
        footer=False,
    ),
    Action("watch.edit", "e,enter", "e ⏎", "Edit", "Go to the line of what is chosen, in your editor."),
    Action("watch.answer", "space", "space", "Answer", "Show the answer as students see it, or hide it."),
    Action(
        "watch.choose",
        "",
        "1–5",
        "Choose",
        "Answer the question with this option.",
        footer=False,
        steps=tuple(
            Step(str(number), f"Choose the {name} option")
            for number, name in enumerate(("first", "second", "third", "fourth", "fifth"), 1)
        ),
    ),
    Action(
        "watch.up",
        "up,k",
        "↑ k",
        "Before",
        "Go to the problem, card or question before.",
        footer=False,
        palette=False,
    ),
    Action(
        "watch.down",
        "down,j",
        "↓ j",
        "After",
        "Go to the problem, card or question after it.",
        footer=False,
        palette=False,
    ),
    Action("watch.first", "home,g", "Home g", "First", "Go to the first.", footer=False, palette=False),
    Action("watch.last", "end,G", "End G", "Last", "Go to the last.", footer=False, palette=False),
    *paging(Place.WATCH),
    Action("watch.leave", "q,escape", "q esc", "Leave", "End the preview.", palette=False),
)
