"""On which of several nearly equal days a card comes due: spread, so that days are even and siblings apart.

An interval of days may be a little shorter or longer without harm; within that range a day is drawn, with the more weight
the less there is to do on it. The draw depends on the card and on how often it was reviewed, not on chance, so what is
shown before an answer is what happens. It depends on the other cards' days too, so the day is written into the log with
the answer (`Event.due`), and a replay does not draw again.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from hashlib import blake2b
from itertools import accumulate

_FROM = 2.5
_RANGES = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, float("inf"), 0.05))
"""Days from, to, and the share of them by which an interval may differ, beside one day: FSRS's and Anki's."""
_SIBLING = 0.1
"""What a day is worth on which another card on the same fact comes due."""


class Load:
    """How many cards come due on each day."""

    def __init__(self, days: Iterable[date] = ()) -> None:
        self._cards = Counter(days)

    def on(self, day: date) -> int:
        """Cards due on that day."""
        return self._cards[day]

    def add(self, cards: Mapping[date, int]) -> None:
        """So many more cards come due on these days."""
        self._cards.update(cards)

    def move(self, before: date | None, after: date | None) -> None:
        """One card comes due on another day than before; None for no day."""
        if before is not None:
            self._cards[before] -= 1
        if after is not None:
            self._cards[after] += 1


def bounds(interval: float, least: int, most: int) -> tuple[int, int]:
    """The fewest and the most days that an interval may be made, within `least` and `most`."""
    interval = min(max(interval, 1.0), float(most))
    least = min(max(least, 1), most)
    by = 0.0
    if interval >= _FROM:
        by = 1.0 + sum(share * max(0.0, min(interval, end) - start) for start, end, share in _RANGES)
    low = min(max(round(interval - by), least), most)
    high = min(max(round(interval + by), low), most)
    if by and low == high and 2 < high < most:
        high += 1
    return low, high


def spread(
    interval: float,
    seed: tuple[str, int],
    today: date,
    load: Load | None = None,
    *,
    least: int = 1,
    most: int = 36500,
    easy_days: Sequence[float] = (1.0,) * 7,
    apart: Collection[date] = (),
) -> int:
    """The days from `today`, within the bounds of `interval`, after which a card is to come.

    `seed`: the card and its reviews so far. A day with n cards weighs 1/(1+n)³, times its share in `easy_days` (from
    Monday on); one in `apart` weighs a tenth.
    """
    low, high = bounds(interval, least, most)
    if low == high:
        return low
    days = [today + timedelta(days=n) for n in range(low, high + 1)]
    weights = [
        easy_days[day.weekday()]
        * (_SIBLING if day in apart else 1.0)
        / (1 + (load.on(day) if load else 0)) ** 3
        for day in days
    ]
    sums = list(accumulate(weights if any(weights) else [1.0] * len(days)))
    drawn = _share(*seed) * sums[-1]
    return low + next((i for i, total in enumerate(sums) if drawn < total), len(sums) - 1)


def _share(card: str, reviews: int) -> float:
    """A number from 0 up to 1, the same wherever and whenever it is asked for."""
    digest = blake2b(f"{card}\0{reviews}".encode(errors="surrogatepass"), digest_size=8).digest()
    return (int.from_bytes(digest, "big") >> 11) / (1 << 53)
