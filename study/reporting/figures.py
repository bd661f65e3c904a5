"""Numbers as a report shows them: rounded to what they are worth, and nothing at all where nothing is known."""


def many(count: int, noun: str) -> str:
    """A number with its noun: 1 card, 1,000 cards."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def percent(share: float | None) -> str:
    """A share from 0 to 1 in whole percent."""
    return "" if share is None else f"{share:.0%}"


def number(value: float | None, digits: int = 1) -> str:
    """A number with so many decimals; never a negative zero."""
    if value is None:
        return ""
    text = f"{value:.{digits}f}"
    return text.removeprefix("-") if not text.strip("-0.") else text.replace("-", "−")


def signed(share: float | None) -> str:
    """A difference of shares in percentage points, with its sign."""
    if share is None:
        return ""
    points = round(share * 100)
    return "0" if not points else f"+{points}" if points > 0 else f"−{-points}"
