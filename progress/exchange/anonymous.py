"""Answers as a learner gives them away: with a pseudonym for a name, and days for times.

What is left out, and why:

- The learner's and the device's ids. In their place stands a pseudonym, made from a secret that only the learner's own database
  has: the same at each export, and nobody who has an export can tell from it, or from another one, whose it is.
- Times of day. An answer has its study day, in the learner's own time zone, and its place among the answers of that day:
  that is what statistics need, while times of day tell when somebody sleeps and works, and let exports be matched with
  logins. For the same reason there is no time zone.
- The ids of answers and quizzes, for they hold the time to the millisecond. In their place stand others made from them and
  the secret, so that one answer has the same id in each export.
- Notes, flags, and whatever else is not an answer; and the schedule.

The texts of a deck are in no export: options, lines and cards go by the ids that the deck gives them.
"""

import hmac
import uuid
from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta

from progress.events import ANSWERS, Event
from progress.exchange.exporting import to_json

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without those that are taken for each other
_COARSE_MS = 100


class Mask:
    """One learner's way of becoming nobody."""

    def __init__(self, secret: str) -> None:
        """`secret`: random, at least 32 hexadecimal digits, the learner's own. Raises ValueError for a shorter one."""
        if len(secret) < 32:
            raise ValueError("A secret has at least 32 digits.")
        self._secret = secret.encode()
        self._of_day: defaultdict[date, int] = defaultdict(int)
        self.pseudonym = self._name()

    def _digest(self, purpose: str, text: str) -> bytes:
        return hmac.digest(self._secret, f"{purpose}\0{text}".encode(errors="surrogatepass"), "sha256")

    def _name(self) -> str:
        number = int.from_bytes(self._digest("pseudonym", ""))
        letters = []
        for _ in range(10):
            number, place = divmod(number, len(_LETTERS))
            letters.append(_LETTERS[place])
        return f"{''.join(letters[:5])}-{''.join(letters[5:])}"

    def id(self, purpose: str, former: str) -> str:
        """What an id becomes: a UUID of version 8 (RFC 9562, 5.8), as it says nothing of time."""
        value = int.from_bytes(self._digest(purpose, former)[:16])
        value = value & ~(0xF << 76) | 0x8 << 76
        return str(uuid.UUID(int=value & ~(0b11 << 62) | 0b10 << 62))

    def record(self, event: Event, day: date, version: str) -> dict[str, object] | None:
        """The answer as a JSON object; None for what is none. To be called in the order of the log.

        `day`: its study day. `version`: of its deck (see `progress.classes.given.deck_version`), or empty.
        """
        if event.kind not in ANSWERS:
            return None
        place = self._of_day[day]
        self._of_day[day] += 1
        at = datetime.combine(day, time(), UTC) + timedelta(seconds=min(place, 86_399))
        fields = to_json(event)
        for schedule in ("due", "step", "wait_s", "undoes", "device"):
            fields.pop(schedule, None)
        return fields | {
            "id": self.id("answer", event.id),
            "at": at.isoformat().replace("+00:00", "Z"),
            "day": day.isoformat(),
            "latency_ms": event.latency_ms // _COARSE_MS * _COARSE_MS,
            "session": self.id("quiz", event.session) if event.session else "",
            "learner": self.pseudonym,
            "deck_version": version,
        }
