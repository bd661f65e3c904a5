"""An interval drawn as a bar, readable without colour."""

from textual.content import Content


def interval(width: int, low: float, mean: float, high: float) -> Content:
    """Where a share from 0 to 1 lies: a heavy line from `low` to `high`, with ┃ at `mean`, on a dotted ground."""
    first, middle, last = (max(0, min(width - 1, round(share * (width - 1)))) for share in (low, mean, high))
    return Content.assemble(
        ("·" * first, "$muted"),
        ("━" * (middle - first), "$primary"),
        ("┃", "bold $foreground"),
        ("━" * (last - middle), "$primary"),
        ("·" * (width - 1 - last), "$muted"),
    )


def unknown(width: int) -> Content:
    """The ground alone, where nothing is known."""
    return Content.styled("·" * width, "$muted")
