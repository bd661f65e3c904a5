"""Reading deck files: the only module that opens them."""

from pathlib import Path

from decks.decoding import Refused, decode
from decks.fields import Notes
from decks.model import Deck, Mark
from decks.parsing import build_deck
from decks.problems import Problem, Severity
from decks.tree import parse_tree

MAX_BYTES = 32 * 1024 * 1024
"""A deck of 900 roles with 18,000 duties takes about 5 MB."""


def read_deck(path: Path, shown: str | None = None) -> tuple[Deck | None, list[Problem]]:
    """The deck in a file and everything that is wrong with it.

    Args:
        path: the YAML file.
        shown: what to call it in messages; the path itself by default.

    Returns:
        The deck without its unsound parts, or None where nothing of it can be used; and the problems in file order.
    """
    shown = str(path) if shown is None else shown
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        what = f"the file cannot be read ({error.strerror or error})"
        return None, [
            Problem(Mark(shown, 1, 1), "D101", Severity.ERROR, what, "check its name and permissions")
        ]
    if len(raw) > MAX_BYTES:
        what = f"the file is larger than {MAX_BYTES // 1024 // 1024} MB"
        return None, [Problem(Mark(shown, 1, 1), "D101", Severity.ERROR, what, "split the deck into several")]
    return parse_deck(raw, shown)


def parse_deck(text: bytes | str, shown: str) -> tuple[Deck | None, list[Problem]]:
    """The deck in a text, as `read_deck`; never raises for what the text holds."""
    notes = Notes(shown)
    try:
        root = parse_tree(
            decode(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text, shown), shown
        )
    except Refused as refused:
        return None, [refused.problem]
    if root is None:
        what, advice = "the file is empty", "start it with “deck: …” and “title: …”"
        return None, [Problem(Mark(shown, 1, 1), "D110", Severity.ERROR, what, advice)]
    deck = build_deck(root, notes)
    return deck, sorted(notes.problems, key=lambda problem: (problem.mark.line, problem.mark.column))
