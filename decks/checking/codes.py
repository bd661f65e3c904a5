"""Every finding that the program can have about a deck: its code, how bad it is, and what to know about it.

The codes are stable: instructors name them in `ignore`, and other tools read them.
"""

from dataclasses import dataclass

from decks.problems import Severity


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of finding."""

    code: str
    """`D` and three digits: D1 for the file and its shape, D2 for what it refers to, D3 for what teaches or asks badly."""
    severity: Severity
    title: str
    """What is wrong, in a few words, as FORMAT.md lists it."""
    why: str
    """What it does to learners or to the deck, and what to do; one or more sentences."""
    wrong: str = ""
    """A piece of a deck that has the fault."""
    right: str = ""
    """The same piece, mended."""


def all_codes() -> dict[str, Code]:
    """Every kind of finding by its code, in the order of the codes."""
    from decks.checking.codes_reading import READING
    from decks.checking.codes_teaching import TEACHING

    return {each.code: each for each in (*READING, *TEACHING)}


def severity_of(code: str) -> Severity:
    """How bad a finding of D3 is.

    Raises:
        KeyError: there is no such code.
    """
    from decks.checking.codes_teaching import SEVERITIES

    return SEVERITIES[code]
