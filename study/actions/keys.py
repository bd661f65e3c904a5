"""The keys of actions: those that are usual, those chosen instead, and how footer and help write them."""

from collections.abc import Mapping

from textual.binding import Binding
from textual.dom import DOMNode

from study.actions.action import Action, Step
from study.actions.registry import ACTIONS, written


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
                keys = chosen.get(name, usual[name])
                for key in keys.split(","):
                    shown = written(key, keys, shown_keys(action, chosen))
                    moved = known[name].with_key(key=key, key_display=shown)
                    kept.setdefault(key, []).append(moved)
    node._bindings.key_to_bindings = kept
