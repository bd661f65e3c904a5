"""What is to come: the cards that fall due, and for how long cards will be remembered."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta

from progress.reporting.statistics import MATURE, STABILITIES
from study.output import Column, counted
from study.statistics.view import Series, View, short

_STRONG = bisect_left(STABILITIES, MATURE)
"""Which edge between groups of stabilities is the first that no young card is beyond."""


def forecast(counts: Sequence[int], today: date) -> View:
    """Cards due today, tomorrow, …"""
    days = [today + timedelta(days=ahead) for ahead in range(len(counts))]
    return View(
        "forecast",
        "Cards due",
        f"{counts[0]} due today, {counts[1]} tomorrow, {sum(counts[:7])} within a week and {sum(counts)} within "
        f"{len(counts)} days, without new cards and what is forgotten.",
        (Column("Day"), Column("Due", right=True)),
        tuple((f"{day:%Y-%m-%d}", str(count)) for day, count in zip(days, counts, strict=True) if count),
        short(days),
        (Series("due", tuple(map(float, counts))),),
        record=[{"day": day.isoformat(), "due": count} for day, count in zip(days, counts, strict=True)],
    )


def stability(counts: Sequence[int]) -> View:
    """Learned cards by their stability, in the groups of `STABILITIES`."""
    edges = [0.0, *STABILITIES]
    names = [f"{low:.0f}-{high:.0f} d" for low, high in zip(edges, STABILITIES, strict=False)]
    names = ["< 1 d", *names[1:], f"> {STABILITIES[-1]:.0f} d"]
    total = sum(counts)
    sentence = (
        f"Of {counted(total, 'learned card')}, {sum(counts[_STRONG + 1 :])} will be remembered for "
        f"{STABILITIES[_STRONG]:.0f} days or more: so long it takes until recall has fallen to 90 %."
        if total
        else "No card is learned yet."
    )
    return View(
        "stability",
        "Stability",
        sentence,
        (Column("Stability"), Column("Cards", right=True)),
        tuple((name, str(count)) for name, count in zip(names, counts, strict=True)),
        tuple(names),
        (Series("cards", tuple(map(float, counts))),),
        record=[
            {"from": low, "below": high, "cards": count}
            for low, high, count in zip(edges, [*STABILITIES, None], counts, strict=True)
        ],
    )
