"""Browsing cards and questions."""

from study.actions.action import About, Action, Step

ABOUT = About(
    "Browse",
    "Every card and question, searched as you type. A word finds what has a word that begins like it; quotation marks "
    "find exact words, * stands for any letters, - before something finds all but that, or and brackets join. "
    "deck: topic: role: kind: id: note: go by names; is: takes due, new, learn, review, suspended, buried, leech, "
    "flagged, noted, card and question; flag:1; prop:r<0.9 compares r, recall, s, stability, d, difficulty, lapses, "
    "reps, ivl and due, in days; added:7 and rated:1 count days back. What you do goes for all marked lines, else for the "
    "chosen one.",
)

ACTIONS: tuple[Action, ...] = (
    Action("browse.search", "slash", "/", "Search", "Type what to look for."),
    Action("browse.results", "down", "↓", "Results", "Go from the search to what it found."),
    Action("browse.leave", "escape", "esc", "List", "Go back to the list.", palette=False),
    Action("browse.read", "enter", "⏎", "Read", "Show all of it on the whole screen, or the list again."),
    Action("browse.mark", "space,x", "space", "Mark", "Mark the line, or take its mark away."),
    Action("browse.mark_all", "a", "a", "Mark all", "Mark all that was found, or none.", footer=False),
    Action(
        "browse.suspend", "s", "s", "Suspend", "Put cards away until you take them out; again takes them out."
    ),
    Action(
        "browse.bury", "b", "b", "Bury", "Put cards away until tomorrow; again takes them out.", footer=False
    ),
    Action(
        "browse.flag",
        "",
        "0–7",
        "Flag",
        "Give cards one of seven flags; 0 takes it away.",
        footer=False,
        steps=(
            Step("0", "Take the flag away"),
            *(Step(str(number), f"Give flag {number}") for number in range(1, 8)),
        ),
    ),
    Action("browse.note", "n", "n", "Note", "Write a note to cards.", footer=False),
    Action("browse.reschedule", "d", "d", "Day", "Say in how many days cards are due.", footer=False),
    Action("browse.forget", "f", "f", "Forget", "Make cards new again.", footer=False),
    Action(
        "browse.edit",
        "e,f4",
        "e F4",
        "Edit",
        "Open the deck in your editor where it comes from, and read it again.",
        footer=False,
    ),
    Action("browse.undo", "u", "u", "Undo", "Take the last thing back that you did here."),
    Action(
        "browse.sort",
        "o",
        "o",
        "Order",
        "Sort by due, role, topic, stability, difficulty, lapses, recall, or as in the deck.",
    ),
    Action("browse.reverse", "O", "O", "Reverse", "Turn the order round.", footer=False),
)
