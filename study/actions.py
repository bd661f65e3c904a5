"""Every action of the app, declared once: its key, palette entry, footer label and line of help all come from here."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from textual.binding import Binding, BindingType


class Place(StrEnum):
    """Where an action can be taken."""

    EVERYWHERE = "everywhere"
    LIST = "list"
    HOME = "home"
    REVIEW = "review"
    SETUP = "setup"
    QUIZ = "quiz"
    RESULT = "result"
    WEAK = "weak"
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
        "met. The first line says what to do next. A deck with a mistake shows where it is; the others stay usable.",
    ),
    Place.REVIEW: About(
        "Review",
        "Recall the answer, then look, then say honestly how it went. The time on each rating is when the card comes "
        "back. Tick the lines of a list that you recalled, and the rating follows from the ticks. Every answer is saved "
        "before the next card shows, so you can stop at any time.",
    ),
    Place.SETUP: About(
        "New quiz", "Choose a topic and how many questions to ask. Topics take in the ones nested below them."
    ),
    Place.QUIZ: About(
        "Quiz",
        "One option is right. You see at once why, and whose duty the one you chose really is. A wrong answer brings the "
        "flashcards on the same fact back today; a right one changes no schedule, for recognising is not recalling. "
        "Leave whenever you like: Home offers to take the quiz up again.",
    ),
    Place.RESULT: About(
        "Quiz result",
        "How the quiz went by topic, which roles you took for one another, and every question missed.",
    ),
    Place.WEAK: About(
        "Weak topics",
        "Weakest first. The bar is the range in which your true level lies with 80 % certainty, guessing taken into "
        "account; ┃ inside it is the best estimate. Few answers make a long bar. Recall is the share of reviewed cards "
        "that you would know today; covered is the share of cards met at least once.",
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
    Action(
        "home.review", "enter,r,l", "⏎", "Review", "Review what is due in the chosen deck, then new cards."
    ),
    Action("home.quiz", "q", "q", "Quiz", "Set up a quiz on the chosen deck."),
    Action("home.weak", "w", "w", "Weak topics", "See what you are weakest at in the chosen deck."),
    Action("home.resume", "c", "c", "Continue quiz", "Take the unfinished quiz up again."),
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
    Action("review.undo", "u", "u", "Undo", "Take the last answer back; as often as there are answers."),
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
    Action("setup.start", "enter,space", "⏎", "Start", "Start the quiz."),
    Action("setup.shorter", "left,h,minus", "← h", "Fewer", "Ask fewer questions."),
    Action("setup.longer", "right,l,plus", "→ l", "More", "Ask more questions."),
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
    Action("result.again", "n", "n", "New quiz", "Set up another quiz on this deck."),
    Action("result.review", "r", "r", "Review", "Review this deck; what you missed has come back into it."),
    Action("result.weak", "w", "w", "Weak topics", "See what you are weakest at in this deck."),
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
    Action("everywhere.quit", "ctrl+q", "^q", "Quit", "Quit; every answer is saved already.", priority=True),
)


def actions_at(place: Place) -> Iterator[Action]:
    """The actions of one place, in the order in which footer and help list them."""
    return (action for action in ACTIONS if action.place is place)


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
