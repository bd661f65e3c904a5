"""All actions together, and what Textual and the palette are to know of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from textual.binding import Binding, BindingType

from study.actions import (
    browse,
    everywhere,
    exam,
    history,
    home,
    keymap,
    learn,
    lists,
    lookback,
    navigator,
    note,
    plan,
    quiz,
    reading,
    result,
    review,
    settings,
    setup,
    statistics,
    trouble,
    watch,
    weak,
)
from study.actions.action import About, Action, Place, Step

ABOUT: dict[Place, About] = {
    Place.HOME: home.ABOUT,
    Place.REVIEW: review.ABOUT,
    Place.LEARN: learn.ABOUT,
    Place.SETTINGS: settings.ABOUT,
    Place.KEYS: keymap.ABOUT,
    Place.NOTE: note.ABOUT,
    Place.SETUP: setup.ABOUT,
    Place.QUIZ: quiz.ABOUT,
    Place.EXAM: exam.ABOUT,
    Place.NAVIGATOR: navigator.ABOUT,
    Place.LOOKBACK: lookback.ABOUT,
    Place.HISTORY: history.ABOUT,
    Place.RESULT: result.ABOUT,
    Place.WEAK: weak.ABOUT,
    Place.PLAN: plan.ABOUT,
    Place.BROWSE: browse.ABOUT,
    Place.STATISTICS: statistics.ABOUT,
    Place.READING: reading.ABOUT,
    Place.TROUBLE: trouble.ABOUT,
    Place.WATCH: watch.ABOUT,
}

ACTIONS: tuple[Action, ...] = (
    *lists.ACTIONS,
    *home.ACTIONS,
    *review.ACTIONS,
    *learn.ACTIONS,
    *settings.ACTIONS,
    *keymap.ACTIONS,
    *note.ACTIONS,
    *setup.ACTIONS,
    *quiz.ACTIONS,
    *exam.ACTIONS,
    *navigator.ACTIONS,
    *lookback.ACTIONS,
    *result.ACTIONS,
    *weak.ACTIONS,
    *plan.ACTIONS,
    *browse.ACTIONS,
    *statistics.ACTIONS,
    *reading.ACTIONS,
    *trouble.ACTIONS,
    *watch.ACTIONS,
    *everywhere.ACTIONS,
)
"""In the order in which settings list them."""


def actions_at(place: Place) -> Iterator[Action]:
    """The actions of one place, in the order in which footer and help list them."""
    return (action for action in ACTIONS if action.place is place)


def bindings(place: Place) -> list[BindingType]:
    """What Textual is to bind at a place."""
    return [binding for action in actions_at(place) for binding in _bindings(action)]


def _bindings(action: Action) -> Iterator[Binding]:
    steps = action.steps or (Step(action.keys, action.label),)
    for number, step in enumerate(steps):
        for key in step.keys.split(","):
            yield Binding(
                key,
                f"{action.name}({number})" if action.steps else action.name,
                action.label,
                show=action.footer and number == 0,
                key_display=written(key, step.keys, action.shown),
                priority=action.priority,
                tooltip=action.help,
                id=f"{action.id}.{number + 1}" if action.steps else action.id,
            )


def written(key: str, keys: str, shown: str) -> str:
    """What the footer writes for a key that is one of several: all of them, but the function key alone by itself.

    In a text field the others are text, and the footer then has only that one.
    """
    return key.upper() if key[1:].isdigit() and key[0] == "f" and not keys.startswith(key) else shown


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
