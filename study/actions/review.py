"""Reviewing flashcards."""

from study.actions.action import About, Action, Place, Step, paging

ABOUT = About(
    "Review",
    "Recall the answer, then look, then say honestly how it went. The time on each rating is when the card comes "
    "back. Tick the lines of a list that you recalled, and the rating follows from the ticks; Good or Easy without "
    "any tick stands for all lines. What you missed of it comes back alone before the end. In a typed answer small "
    "slips are forgiven, but not in numbers or short words. Every answer is saved before the next card shows, so you "
    "can stop at any time. The clock stands still while another screen lies above this one.",
)

ACTIONS: tuple[Action, ...] = (
    Action(
        "review.reveal",
        "space,enter",
        "space",
        "Show answer",
        "Show the answer; in a text field, Enter compares it.",
    ),
    Action("review.accept", "enter", "⏎", "Rate as marked", "Give the rating that is marked ▸."),
    Action(
        "review.tick", "space,x", "space", "Tick line", "Say that you recalled this line, or take it back."
    ),
    Action("review.all", "a", "a", "All or none", "Tick every line, or none if all are.", footer=False),
    Action(
        "review.rate",
        "",
        "1–4",
        "Rate",
        "Say how it went; the card comes back after the time shown.",
        steps=(
            Step("1", "Rate: again"),
            Step("2", "Rate: hard"),
            Step("3", "Rate: good"),
            Step("4", "Rate: easy"),
        ),
    ),
    Action(
        "review.edit",
        "e,f4",
        "e F4",
        "Edit",
        "Open the deck in your editor where this card comes from; while you type an answer, with F4.",
        footer=False,
    ),
    Action("review.undo", "u", "u", "Undo", "Take back the last thing done; as often as there was one."),
    Action(
        "review.right",
        "r",
        "r",
        "I was right",
        "After a typed answer: count it as right all the same, and mark Good.",
    ),
    Action("review.bury", "b", "b", "Bury", "Put the card away until tomorrow.", footer=False),
    Action(
        "review.suspend", "s", "s", "Suspend", "Put the card away until you take it out again.", footer=False
    ),
    Action(
        "review.flag", "f", "f", "Flag", "Give the card the next flag, 1 to 7; after 7, none.", footer=False
    ),
    Action(
        "review.note", "n", "n", "Note", "Write a note to yourself; it shows with the answer.", footer=False
    ),
    Action(
        "review.info",
        "i",
        "i",
        "Card info",
        "See the card's history, stability, difficulty, recall and next date.",
        footer=False,
    ),
    Action("review.pause", "p", "p", "Pause", "Cover the card and stop the clock.", footer=False),
    Action("review.ahead", "a", "a", "Ahead", "After the last card: review what is due next, early."),
    Action("review.weak", "w", "w", "Weak topics", "After the last card: see what you are weakest at."),
    Action(
        "review.cram",
        "m",
        "m",
        "Cram",
        "After the last card: practise any cards; the schedule is left alone.",
    ),
    Action("review.up", "up,k", "↑ k", "Up", "Move up in a list, or scroll up.", footer=False, palette=False),
    Action(
        "review.down", "down,j", "↓ j", "Down", "Move down in a list, or scroll.", footer=False, palette=False
    ),
    *paging(Place.REVIEW),
    Action("review.quiz", "q", "q", "Quiz", "After the last card: set up a quiz on this deck."),
)
