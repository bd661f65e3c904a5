"""`study due`: counts for a shell prompt, so fast that a prompt can afford it.

It reads the database through `progress.glance.quick` alone; the full command line takes over where that is not enough.
"""

import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from progress.days import LocalTime, StudyDays
from progress.glance.looking import look
from progress.glance.quick import DueCounts
from progress.locations import locate
from progress.problems import StoreProblem
from study.settings.limits import quick_limits


def quick_due(arguments: Sequence[str], environ: Mapping[str, str]) -> int | None:
    """Answer `study due ARGUMENTS`; returns the exit code, or None where the full command line has to look at it.

    That is so for wrong usage, for a deck given by its path and for one that was never opened.
    """
    wanted = _wanted(arguments)
    if wanted is None:
        return None
    form, deck = wanted
    at = datetime.now(UTC)
    locations = locate(environ)
    rollover, limits = quick_limits(locations.home / "settings.toml")
    try:
        counts = look(locations).due_counts(at, StudyDays(LocalTime(), rollover), deck, limits=limits)
    except StoreProblem as problem:
        from decks.text import one_line

        sys.stderr.write(one_line(f"Error: {problem}") + "\n")
        return 1
    if deck is not None and deck not in counts:
        return None
    sys.stdout.write(due_json(counts) if form == "json" else due_text(counts))
    return 0


def _wanted(arguments: Sequence[str]) -> tuple[str, str | None] | None:
    """Format and deck of a simple call; None where it is not one."""
    form, decks, rest = "text", [], list(arguments)
    while rest:
        argument = rest.pop(0)
        if argument == "--format" and rest:
            form = rest.pop(0)
        elif argument.startswith("--format="):
            form = argument.removeprefix("--format=")
        else:
            decks.append(argument)
    simple = form in ("text", "json") and all(
        name.replace("-", "").isalnum() and name[0] != "-" for name in decks
    )
    return (form, decks[0] if decks else None) if simple and len(decks) < 2 else None


def due_text(counts: Mapping[str, DueCounts]) -> str:
    """One line for a prompt."""
    if not counts:
        return "nothing studied yet\n"
    return f"{sum(c.due for c in counts.values())} due, {sum(c.new for c in counts.values())} new\n"


def due_json(counts: Mapping[str, DueCounts]) -> str:
    """One JSON document: `due` and `new` over all, and the same for each deck in `decks`."""
    import json  # costs some milliseconds that the text form need not pay

    decks = [{"deck": deck, "due": c.due, "new": c.new} for deck, c in counts.items()]
    whole = {
        "due": sum(c.due for c in counts.values()),
        "new": sum(c.new for c in counts.values()),
        "decks": decks,
    }
    return json.dumps(whole) + "\n"
