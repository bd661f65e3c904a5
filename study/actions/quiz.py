"""A practice quiz."""

from study.actions.action import About, Action, Place, Step, paging

ABOUT = About(
    "Quiz",
    "One option is right; where several may be, tick all that are; where duties are to be sorted, give each to one of "
    "the two roles. You see at once why, and whose duty a wrong one really is. Of several lines each counts. A wrong answer brings the "
    "flashcards on the same fact back today; a right one changes no schedule, for recognising is not recalling. "
    "Leave whenever you like: Home offers to take the quiz up again.",
)

ACTIONS: tuple[Action, ...] = (
    Action(
        "quiz.choose",
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
    Action("quiz.pick", "enter,space", "⏎", "Choose ▸", "Answer with the option marked ▸."),
    Action(
        "quiz.tick",
        "",
        "1–5 a–e",
        "Tick",
        "Where several options may be right: tick this line, or take its tick away.",
        steps=(
            Step("1,a", "Tick the first line"),
            Step("2,b", "Tick the second line"),
            Step("3,c", "Tick the third line"),
            Step("4,d", "Tick the fourth line"),
            Step("5,e", "Tick the fifth line"),
        ),
    ),
    Action("quiz.tick_marked", "space,x", "space", "Tick ▸", "The same for the line marked ▸."),
    Action(
        "quiz.line",
        "",
        "1–5",
        "Line",
        "Where lines are to be sorted: mark this line.",
        footer=False,
        steps=(
            Step("1", "Mark the first line"),
            Step("2", "Mark the second line"),
            Step("3", "Mark the third line"),
            Step("4", "Mark the fourth line"),
            Step("5", "Mark the fifth line"),
        ),
    ),
    Action(
        "quiz.to_first",
        "left,a,h",
        "← a",
        "First role",
        "Give the line marked ▸ to the first of the two roles.",
    ),
    Action("quiz.to_second", "right,b,l", "→ b", "Second role", "Give the line marked ▸ to the second."),
    Action("quiz.submit", "enter", "⏎", "Submit", "Answer with the lines as they are."),
    Action(
        "quiz.certain",
        "",
        "1–3 g u s",
        "How sure",
        "Where it is asked: say that the answer is a guess, unsure or sure.",
        steps=(Step("1,g", "It is a guess"), Step("2,u", "I am unsure"), Step("3,s", "I am sure")),
    ),
    Action("quiz.otherwise", "backspace", "backspace", "Otherwise", "Answer otherwise after all."),
    Action("quiz.go_on", "enter,space", "⏎", "Next", "Go on to the next question."),
    Action(
        "quiz.edit",
        "f4,e",
        "F4 e",
        "Edit",
        "Open the deck in your editor where this question comes from; before the answer, with F4.",
        footer=False,
    ),
    Action(
        "quiz.up",
        "up,k",
        "↑ k",
        "Up",
        "Mark the option above; after the answer, scroll.",
        footer=False,
        palette=False,
    ),
    Action(
        "quiz.down",
        "down,j",
        "↓ j",
        "Down",
        "Mark the option below; after that, scroll.",
        footer=False,
        palette=False,
    ),
    *paging(Place.QUIZ),
)
