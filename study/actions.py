"""Every action of the app, declared once: its key, palette entry, footer label and line of help all come from here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from textual.binding import Binding, BindingType
from textual.dom import DOMNode


class Place(StrEnum):
    """Where an action can be taken."""

    EVERYWHERE = "everywhere"
    LIST = "list"
    HOME = "home"
    REVIEW = "review"
    LEARN = "learn"
    SETTINGS = "settings"
    NOTE = "note"
    SETUP = "setup"
    QUIZ = "quiz"
    RESULT = "result"
    EXAM = "exam"
    NAVIGATOR = "navigator"
    LOOKBACK = "lookback"
    HISTORY = "history"
    WEAK = "weak"
    BROWSE = "browse"
    STATISTICS = "statistics"
    READING = "reading"
    TROUBLE = "trouble"
    WATCH = "watch"


@dataclass(frozen=True, slots=True)
class About:
    """What a screen says of itself in the help."""

    title: str
    text: str


ABOUT: dict[Place, About] = {
    Place.HOME: About(
        "Home",
        "Your decks, with what is due today, the new cards that today still allows, and how many of all cards you have "
        "met; → shows a deck's topics. Below stand the cards that come due this week, and a year of study days: the "
        "darker, the more was done. The first line says what to do next. A deck with a mistake shows where it is; the others stay usable.",
    ),
    Place.REVIEW: About(
        "Review",
        "Recall the answer, then look, then say honestly how it went. The time on each rating is when the card comes "
        "back. Tick the lines of a list that you recalled, and the rating follows from the ticks; what you missed of it "
        "comes back alone before the end. In a typed answer small slips are forgiven, but not in numbers or short words. "
        "Every answer is saved before the next card shows, so you can stop at any time. The clock stands still while "
        "another screen lies above this one.",
    ),
    Place.LEARN: About(
        "Learn",
        "New cards in small groups, each in three steps: recognise it among options, complete it from first letters, then "
        "recall it freely. What is right moves on a step, what is wrong goes back one and comes again soon. Only free "
        "recall counts as a review and starts the schedule; recognising and completing are practice.",
    ),
    Place.SETTINGS: About(
        "Settings",
        "What you choose here is written to the settings file, whose comments stay. What is wrong in that file is said at "
        "the top, with its line; until it is put right, what is usual holds. Backspace goes back to what is usual.",
    ),
    Place.NOTE: About("Note", "Enter keeps the note, Esc leaves it as it was."),
    Place.SETUP: About(
        "New quiz",
        "Tick topics and roles, or press Enter on one; topics take in the ones nested below them. Difficulty is how near to "
        "the right answer the wrong ones are. Only: weak topics, your last mistakes, a search for what you are weakest at, or "
        "the two roles that you take for each other. An exam tells nothing until you submit it. Asked how sure you are, "
        "you see in the end how well you know what you know.",
    ),
    Place.QUIZ: About(
        "Quiz",
        "One option is right; where several may be, tick all that are; where duties are to be sorted, give each to one of "
        "the two roles. You see at once why, and whose duty a wrong one really is. Of several lines each counts. A wrong answer brings the "
        "flashcards on the same fact back today; a right one changes no schedule, for recognising is not recalling. "
        "Leave whenever you like: Home offers to take the quiz up again.",
    ),
    Place.EXAM: About(
        "Exam",
        "Go through the questions in any order, flag those to come back to, and change answers as you like: the last one "
        "counts. Each is saved as it is given. In the line above, ✓ is answered, · unanswered, ⚑ flagged. When the time is "
        "up, the exam is submitted as it is. Leave, and Home offers to go on, but the clock does not wait.",
    ),
    Place.NAVIGATOR: About(
        "All questions", "Type a number, or move to a question, and press Enter to go there."
    ),
    Place.LOOKBACK: About(
        "Exam, question by question",
        "What was right, what you chose, why, and where it is written, a question a page.",
    ),
    Place.HISTORY: About(
        "Former quizzes",
        "The latest first, with the share that was right; ┃ on an exam's bar is the mark that passes it. Of an exam all "
        "questions count, of a practice quiz those that were answered.",
    ),
    Place.RESULT: About(
        "Quiz result",
        "How the quiz went by topic, which roles you took for one another, and every question missed. After an exam: the "
        "mark, and what chance alone would give.",
    ),
    Place.WEAK: About(
        "Weak topics",
        "Weakest first. The bar is the range in which your true level lies with 80 % certainty, guessing taken into "
        "account; ┃ inside it is the best estimate. Few answers make a long bar. Recall is the share of reviewed cards "
        "that you would know today; covered is the share of cards met at least once.",
    ),
    Place.BROWSE: About(
        "Browse",
        "Every card and question, searched as you type. A word finds what has a word that begins like it; quotation marks "
        "find exact words, * stands for any letters, - before something finds all but that, or and brackets join. "
        "deck: topic: role: kind: id: note: go by names; is: takes due, new, learn, review, suspended, buried, leech, "
        "flagged, noted, card and question; flag:1; prop:r<0.9 compares r, recall, s, stability, d, difficulty, lapses, "
        "reps, ivl and due, in days; added:7 and rated:1 count days back. What you do goes for all marked lines, else for the "
        "chosen one.",
    ),
    Place.STATISTICS: About(
        "Statistics",
        "How learning goes: what you remember, what you did, and what is to come. True retention counts the first review "
        "of a day of cards that had been learned: mature ones had stayed away for 21 days or more. Every plot stands "
        "there as a table as well.",
    ),
    Place.READING: About("Help", "Esc leads back."),
    Place.TROUBLE: About("Not saved", "Your answer is kept while you decide."),
    Place.WATCH: About(
        "Watch",
        "The deck is read and checked whenever one of its files is saved, in whatever editor. ✗ is an error: that part "
        "cannot be used. ! is a warning, · a hint. Cards and questions are shown as students will see them; while the "
        "deck cannot be read, they are those of its last good text.",
    ),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One of several keys of an action that takes a number, such as the four ratings."""

    keys: str
    title: str


@dataclass(frozen=True, slots=True)
class Action:
    """Something that a learner can do."""

    id: str
    """Stable, `place.name`; users will remap keys by it."""
    keys: str
    """Textual's names, separated by commas; empty where the steps have their own."""
    shown: str
    """The key as footer and help write it."""
    label: str
    """One or two words, for the footer."""
    help: str
    """One sentence, for help and palette."""
    footer: bool = True
    """Whether the footer names it."""
    priority: bool = False
    """Whether it goes before what a text field would do with the key."""
    palette: bool = True
    """Whether the palette offers it; moving a cursor is not worth a line there."""
    steps: tuple[Step, ...] = ()
    """For an action that takes a number: what each number is."""

    @property
    def place(self) -> Place:
        """Where it can be taken."""
        return Place(self.id.partition(".")[0])

    @property
    def name(self) -> str:
        """What Textual calls it: the method is `action_` with this name."""
        return self.id.partition(".")[2]


_QUIZ: tuple[Action, ...] = (
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
    Action(
        "quiz.page_up", "pageup,ctrl+b", "PgUp", "Page up", "Scroll up a page.", footer=False, palette=False
    ),
    Action(
        "quiz.page_down",
        "pagedown,ctrl+f",
        "PgDn",
        "Page down",
        "Scroll a page.",
        footer=False,
        palette=False,
    ),
)


def _of_exam() -> Iterator[Action]:
    """What an exam has of the quiz, under its own name: answering and moving are the same."""
    shared = (
        "choose",
        "pick",
        "tick",
        "tick_marked",
        "line",
        "to_first",
        "to_second",
        "submit",
        "certain",
        "otherwise",
        "up",
        "down",
        "page_up",
        "page_down",
    )
    for action in _QUIZ:
        if action.name in shared:
            label = "Answer" if action.name == "submit" else action.label
            footer = action.footer and action.name != "pick"
            yield replace(action, id=f"exam.{action.name}", label=label, footer=footer)


ACTIONS: tuple[Action, ...] = (
    Action("list.cursor_up", "up,k", "↑ k", "Up", "Move up.", footer=False, palette=False),
    Action("list.cursor_down", "down,j", "↓ j", "Down", "Move down.", footer=False, palette=False),
    Action(
        "list.page_up", "pageup,ctrl+b", "PgUp", "Page up", "Move up a page.", footer=False, palette=False
    ),
    Action(
        "list.page_down",
        "pagedown,ctrl+f",
        "PgDn",
        "Page down",
        "Move down a page.",
        footer=False,
        palette=False,
    ),
    Action("list.first", "home,g", "Home g", "First", "Go to the first line.", footer=False, palette=False),
    Action("list.last", "end,G", "End G", "Last", "Go to the last line.", footer=False, palette=False),
    Action("home.review", "enter,r", "⏎", "Review", "Review what is due in the chosen deck, then new cards."),
    Action("home.learn", "l", "l", "Learn", "Meet new cards step by step: recognise, complete, recall."),
    Action("home.quiz", "q", "q", "Quiz", "Set up a quiz on the chosen deck."),
    Action("home.weak", "w", "w", "Weak topics", "See what you are weakest at in the chosen deck."),
    Action("home.expand", "right,plus", "→", "Topics", "Show the topics of the chosen deck.", footer=False),
    Action("home.collapse", "left,minus", "←", "Hide topics", "Hide the topics again.", footer=False),
    Action("home.browse", "b,slash", "b", "Browse", "Look through all cards and questions."),
    Action("home.statistics", "s", "s", "Stats", "See how learning goes in the chosen deck."),
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
    Action("review.ahead", "a", "a", "Review ahead", "After the last card: review what is due next, early."),
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
    Action(
        "review.page_up", "pageup,ctrl+b", "PgUp", "Page up", "Scroll up a page.", footer=False, palette=False
    ),
    Action(
        "review.page_down",
        "pagedown,ctrl+f",
        "PgDn",
        "Page down",
        "Scroll a page.",
        footer=False,
        palette=False,
    ),
    Action("review.quiz", "q", "q", "Quiz", "After the last card: set up a quiz on this deck."),
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
    Action(
        "settings.change",
        "enter,space",
        "⏎",
        "Change",
        "Change what is chosen: switch it, or type another value.",
    ),
    Action(
        "settings.usual", "backspace,delete", "⌫", "As usual", "Take it out of the file: what is usual holds."
    ),
    Action("settings.less", "left,h,minus", "← h", "Less", "The value below.", footer=False),
    Action("settings.more", "right,l,plus", "→ l", "More", "The value above.", footer=False),
    Action("settings.file", "e,f4", "e F4", "Edit file", "Open the settings file in your editor."),
    Action("note.leave", "escape", "esc", "Back", "Leave the note as it was."),
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
    *_QUIZ,
    *_of_exam(),
    Action("exam.hand_in", "s", "s", "Submit", "Submit the exam, and see how it went; press it twice."),
    Action("exam.next", "n", "n", "Next", "Go to the next question."),
    Action("exam.previous", "p", "p", "Previous", "Go to the question before.", footer=False),
    Action("exam.navigate", "g", "g", "Go to", "List all questions, to go to one by its number."),
    Action("exam.flag", "f", "f", "Flag", "Flag this question to come back to, or take the flag away."),
    Action("navigator.open", "enter", "⏎", "Go there", "Go to the marked question."),
    Action(
        "navigator.digit",
        "",
        "0–9",
        "Number",
        "Mark the question of this number.",
        palette=False,
        steps=tuple(Step(str(digit), f"Digit {digit}") for digit in range(10)),
    ),
    Action("lookback.next", "n,right,l,space,enter", "n →", "Next", "The next question."),
    Action("lookback.previous", "p,left,h", "p ←", "Previous", "The question before."),
    Action("lookback.missed", "m", "m", "Only missed", "Only those that were not wholly right, or all."),
    Action("lookback.up", "up,k", "↑ k", "Up", "Scroll up.", footer=False, palette=False),
    Action("lookback.down", "down,j", "↓ j", "Down", "Scroll down.", footer=False, palette=False),
    Action(
        "lookback.page_up",
        "pageup,ctrl+b",
        "PgUp",
        "Page up",
        "Scroll up a page.",
        footer=False,
        palette=False,
    ),
    Action(
        "lookback.page_down",
        "pagedown,ctrl+f",
        "PgDn",
        "Page down",
        "Scroll a page.",
        footer=False,
        palette=False,
    ),
    Action(
        "result.lookback", "v", "v", "Questions", "After an exam: look at every question with its answer."
    ),
    Action("result.again", "n", "n", "New quiz", "Set up another quiz on this deck."),
    Action("result.review", "r", "r", "Review", "Review this deck; what you missed has come back into it."),
    Action("result.weak", "w", "w", "Weak topics", "See what you are weakest at in this deck."),
    Action("result.history", "y", "y", "History", "Former quizzes with their scores.", footer=False),
    Action("result.home", "enter", "⏎", "Home", "Go back to the decks."),
    Action("result.up", "up,k", "↑ k", "Up", "Scroll up.", footer=False, palette=False),
    Action("result.down", "down,j", "↓ j", "Down", "Scroll down.", footer=False, palette=False),
    Action(
        "result.page_up", "pageup,ctrl+b", "PgUp", "Page up", "Scroll up a page.", footer=False, palette=False
    ),
    Action(
        "result.page_down",
        "pagedown,ctrl+f",
        "PgDn",
        "Page down",
        "Scroll a page.",
        footer=False,
        palette=False,
    ),
    Action("weak.quiz", "enter,q", "⏎", "Quiz on it", "Start a quiz of ten on the chosen topic."),
    Action("weak.review", "r", "r", "Review it", "Review the flashcards of the chosen topic."),
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
    Action("browse.undo", "u", "u", "Undo", "Take the last thing back that you did here."),
    Action(
        "browse.sort",
        "o",
        "o",
        "Order",
        "Sort by due, role, topic, stability, difficulty, lapses, recall, or as in the deck.",
    ),
    Action("browse.reverse", "O", "O", "Reverse", "Turn the order round.", footer=False),
    Action("statistics.next", "right,l,tab,space", "→ l", "Next", "Go on to the next statistic."),
    Action(
        "statistics.previous",
        "left,h,shift+tab",
        "← h",
        "Before",
        "Go back to the statistic before.",
    ),
    Action("statistics.table", "v,enter", "v", "Plot or table", "Show it as a plot or as a table."),
    Action("statistics.up", "up,k", "↑ k", "Up", "Scroll the table up.", footer=False, palette=False),
    Action("statistics.down", "down,j", "↓ j", "Down", "Scroll the table down.", footer=False, palette=False),
    Action(
        "statistics.page_up",
        "pageup,ctrl+b",
        "PgUp",
        "Page up",
        "Scroll the table up a page.",
        footer=False,
        palette=False,
    ),
    Action(
        "statistics.page_down",
        "pagedown,ctrl+f",
        "PgDn",
        "Page down",
        "Scroll the table down a page.",
        footer=False,
        palette=False,
    ),
    Action("reading.up", "up,k", "↑ k", "Up", "Scroll up.", footer=False, palette=False),
    Action("reading.down", "down,j", "↓ j", "Down", "Scroll down.", footer=False, palette=False),
    Action(
        "reading.page_up",
        "pageup,ctrl+b",
        "PgUp",
        "Page up",
        "Scroll up a page.",
        footer=False,
        palette=False,
    ),
    Action(
        "reading.page_down", "pagedown,ctrl+f,space", "PgDn", "Page down", "Scroll a page.", palette=False
    ),
    Action("trouble.retry", "enter,r,space", "⏎", "Try again", "Save the answer again."),
    Action("trouble.leave", "escape,l", "esc", "Back", "Go back to it; this answer is not saved yet."),
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
    Action(
        "watch.page_up", "pageup,ctrl+b", "PgUp", "Page up", "Scroll up a page.", footer=False, palette=False
    ),
    Action(
        "watch.page_down",
        "pagedown,ctrl+f",
        "PgDn",
        "Page down",
        "Scroll a page.",
        footer=False,
        palette=False,
    ),
    Action("watch.leave", "q,escape", "q esc", "Leave", "End the preview.", palette=False),
    Action("everywhere.back", "escape", "esc", "Back", "Go back to where you came from."),
    Action("everywhere.help", "question_mark,f1", "?", "Help", "Explain the screen you are on and its keys."),
    Action(
        "everywhere.shade",
        "t",
        "t",
        "Light or dark",
        "Change between the light and the dark theme.",
        footer=False,
    ),
    Action(
        "everywhere.help_quit",
        "ctrl+c",
        "^c",
        "How to quit",
        "Copy what is selected; otherwise say how to quit.",
        footer=False,
        palette=False,
    ),
    Action(
        "everywhere.command_palette",
        "ctrl+p",
        "^p",
        "Palette",
        "Find an action by its name.",
        palette=False,
        footer=False,
    ),
    Action(
        "everywhere.suspend_process",
        "ctrl+z",
        "^z",
        "To the shell",
        "Go to the shell and come back with fg; nothing is lost.",
        footer=False,
        palette=False,
    ),
    Action("everywhere.quit", "ctrl+q", "^q", "Quit", "Quit; every answer is saved already.", priority=True),
)


def actions_at(place: Place) -> Iterator[Action]:
    """The actions of one place, in the order in which footer and help list them."""
    return (action for action in ACTIONS if action.place is place)


def default_keys() -> dict[str, str]:
    """The keys of every action by its id, with the number of its step where it has steps."""
    return {
        f"{action.id}.{number}" if action.steps else action.id: step.keys
        for action in ACTIONS
        for number, step in enumerate(action.steps or (Step(action.keys, action.label),), 1)
    }


def shown_keys(action: Action, chosen: Mapping[str, str]) -> str:
    """The keys of an action as footer and help write them, where some are chosen otherwise."""
    names = [f"{action.id}.{number}" for number in range(1, len(action.steps) + 1)] or [action.id]
    if not any(name in chosen for name in names):
        return action.shown
    usual = default_keys()
    return " ".join(display(key) for name in names for key in chosen.get(name, usual[name]).split(","))


def display(key: str) -> str:
    """One key as footer and help write it."""
    from textual.keys import format_key

    before, plus, last = key.rpartition("+")
    return before.replace("ctrl", "^").replace("+", "") * bool(plus) + format_key(last)


def rekey(node: DOMNode, chosen: Mapping[str, str]) -> None:
    """Give a node's bindings the keys chosen for their actions, and all others those that are usual.

    Textual's own keymap takes a whole key away from every action that shares it.
    """
    usual = default_keys()
    known: dict[str, Binding] = {}
    kept: dict[str, list[Binding]] = {}
    for key, there in node._bindings.key_to_bindings.items():
        for binding in there:
            if binding.id in usual:
                known[binding.id] = binding
            else:
                kept.setdefault(key, []).append(binding)
    for action in ACTIONS:
        for name in [f"{action.id}.{n}" for n in range(1, len(action.steps) + 1)] or [action.id]:
            if name in known:
                for key in chosen.get(name, usual[name]).split(","):
                    moved = known[name].with_key(key=key, key_display=shown_keys(action, chosen))
                    kept.setdefault(key, []).append(moved)
    node._bindings.key_to_bindings = kept


def bindings(place: Place) -> list[BindingType]:
    """What Textual is to bind at a place."""
    return [binding for action in actions_at(place) for binding in _bindings(action)]


def _bindings(action: Action) -> Iterator[Binding]:
    steps = action.steps or (Step(action.keys, action.label),)
    for number, step in enumerate(steps):
        yield Binding(
            step.keys,
            f"{action.name}({number})" if action.steps else action.name,
            action.label,
            show=action.footer and number == 0,
            key_display=action.shown,
            priority=action.priority,
            tooltip=action.help,
            id=f"{action.id}.{number + 1}" if action.steps else action.id,
        )


@dataclass(frozen=True, slots=True)
class Command:
    """One entry of the palette."""

    title: str
    help: str
    does: str
    """Textual's action string."""


def commands(place: Place) -> Iterator[Command]:
    """What the palette offers at a place: its own actions, then those that are everywhere."""
    for action in (*actions_at(place), *actions_at(Place.EVERYWHERE)):
        if not action.palette:
            continue
        if not action.steps:
            yield Command(action.label, action.help, action.name)
        for number, step in enumerate(action.steps):
            yield Command(step.title, action.help, f"{action.name}({number})")
