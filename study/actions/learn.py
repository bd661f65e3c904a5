"""Meeting new cards step by step."""

from study.actions.action import About, Action, Step

ABOUT = About(
    "Learn",
    "New cards in small groups, each in three steps: recognise it among options, complete it from first letters, then "
    "recall it freely. What is right moves on a step, what is wrong goes back one and comes again soon. Only free "
    "recall counts as a review and starts the schedule; recognising and completing are practice. The lines of a list "
    "take their steps one by one; then you recall the whole list and tick its lines, and those that are missing come again.",
)

ACTIONS: tuple[Action, ...] = (
    Action(
        "learn.show",
        "space,enter",
        "space",
        "Show answer",
        "Show the answer; in a text field, Enter compares it.",
    ),
    Action(
        "learn.choose",
        "",
        "1–5 a–e",
        "Answer",
        "Answer with this option at once.",
        steps=(
            Step("1,a", "Answer with the first option"),
            Step("2,b", "Answer with the second option"),
            Step("3,c", "Answer with the third option"),
            Step("4,d", "Answer with the fourth option"),
            Step("5,e", "Answer with the fifth option"),
        ),
    ),
    Action("learn.pick", "enter,space", "⏎", "Choose ▸", "Answer with the option marked ▸."),
    Action(
        "learn.tick",
        "space,x",
        "space",
        "Tick line",
        "Say that you recalled this line of a list, or take it back.",
    ),
    Action(
        "learn.all", "a", "a", "All or none", "Tick every line of a list, or none if all are.", footer=False
    ),
    Action("learn.knew", "y,1", "y 1", "I knew it", "Go on to the next step."),
    Action("learn.missed", "n,2", "n 2", "Not yet", "Take the card back a step; it comes again soon."),
    Action("learn.right", "r", "r", "I was right", "After a typed answer: count it as right all the same."),
    Action("learn.go_on", "enter,space", "⏎", "Next", "Go on."),
    Action("learn.undo", "u", "u", "Undo", "Take the last answer back; as often as there are answers."),
    Action("learn.review", "v", "v", "Review", "After the last card: review what is due."),
    Action("learn.more", "m", "m", "More new", "After the last card: learn the next new cards."),
    Action("learn.up", "up,k", "↑ k", "Up", "Mark the option above, or scroll.", footer=False, palette=False),
    Action(
        "learn.down",
        "down,j",
        "↓ j",
        "Down",
        "Mark the option below, or scroll.",
        footer=False,
        palette=False,
    ),
)
