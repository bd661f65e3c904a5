"""A walk through a long log, kept in a file between two looks at statistics: only what has come since is read then.

The log is the truth: the file may go at any time, and one that is damaged, or of something else, counts for nothing.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from progress.files import beside
from progress.reporting.long_log import Walk
from progress.scheduling.formulas import Formulas

if TYPE_CHECKING:
    from progress.storage.practice import Stand  # which loads the database

FORM = 1
"""Goes up with each change of what is kept, or of what it is reckoned by."""


def mark(**of: object) -> dict[str, Any]:
    """What a walk is of: where any of it is another, so is the walk."""
    found: dict[str, Any] = json.loads(json.dumps({"form": FORM, **of}))
    return found


def read(path: Path, of: Mapping[str, Any], formulas: Formulas) -> "tuple[Walk, Stand] | None":
    """The walk in a file and how far it went; None where there is none of what is asked for."""
    from progress.storage.practice import Stand

    try:
        with path.open(encoding="utf-8") as lines:
            head = json.loads(next(lines))
            if head["of"] != of:
                return None
            ids = {int(number): str(name) for number, name in head["ids"].items()}
            return Walk.again(formulas, map(json.loads, lines)), Stand(int(head["sequence"]), ids)
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError, StopIteration):
        return None


def write(path: Path, of: Mapping[str, Any], walk: Walk, at: "Stand") -> None:
    """Keep a walk; where that cannot be, there is none the next time."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside(path) as draft, draft.open("w", encoding="utf-8") as file:
            for piece in ({"of": of, "sequence": at.sequence, "ids": at.ids}, *walk.kept()):
                file.write(json.dumps(piece, separators=(",", ":")) + "\n")
