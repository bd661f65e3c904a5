"""What the 21 parameters of FSRS-6 may be. Light: settings are checked by it."""

from collections.abc import Sequence

BOUNDS = (
    *((0.001, 100.0),) * 4,
    (1.0, 10.0),
    (0.001, 4.0),
    (0.001, 4.0),
    (0.001, 0.75),
    (0.0, 4.5),
    (0.0, 0.8),
    (0.001, 3.5),
    (0.001, 5.0),
    (0.001, 0.25),
    (0.001, 0.9),
    (0.0, 4.0),
    (0.0, 1.0),
    (1.0, 6.0),
    (0.0, 2.0),
    (0.0, 2.0),
    (0.0, 0.8),
    (0.1, 0.8),
)
"""The least and the most of each: those within which FSRS's authors fit (open-spaced-repetition/srs-benchmark)."""


def fault(parameters: Sequence[float]) -> str:
    """What is wrong with them, to be read after “The parameters of FSRS-6 …”; empty where nothing is."""
    if len(parameters) != len(BOUNDS):
        return f"are {len(BOUNDS)} numbers, not {len(parameters)}."
    for n, (value, (low, high)) in enumerate(zip(parameters, BOUNDS, strict=True)):
        if not low <= value <= high:
            return f"have w{n} from {low:g} to {high:g}, not {value:g}."
    return ""
