"""Former quizzes."""

from study.actions.action import About

ABOUT = About(
    "Former quizzes",
    "The latest first, with the share that was right; ┃ on an exam's bar is the mark that passes it. Of an exam all "
    "questions count, of a practice quiz those that were answered.",
)
