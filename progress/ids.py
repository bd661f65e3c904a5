"""Unique, sortable identities for events and sessions."""

import re
import uuid
from datetime import datetime
from random import Random

_UUID7 = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")


def uuid7(at: datetime, random: Random) -> str:
    """A UUID of version 7 (RFC 9562, 5.7): 48 bits of Unix milliseconds, then 74 random bits."""
    milliseconds = int(at.timestamp() * 1000) & (1 << 48) - 1
    value = (
        milliseconds << 80 | 0x7 << 76 | random.getrandbits(12) << 64 | 0b10 << 62 | random.getrandbits(62)
    )
    return str(uuid.UUID(int=value))


def uuid7_after(previous: str, at: datetime, random: Random) -> str:
    """A UUID of version 7 for `at` that sorts after `previous`, also when the clock stood still or was put back.

    RFC 9562, 6.2, method 2: the random part is raised by a random amount, and the time only when that overflows.
    A `previous` that is no UUID of version 7 is disregarded.
    """
    candidate = uuid7(at, random)
    if not is_uuid7(previous) or candidate > previous:
        return candidate
    value = int(previous.replace("-", ""), 16)
    raised = (value & (1 << 62) - 1) + random.getrandbits(32) + 1
    if raised >> 62:
        fresh = int(candidate.replace("-", ""), 16) & (1 << 80) - 1
        return str(uuid.UUID(int=((value >> 80) + 1) << 80 | fresh))
    return str(uuid.UUID(int=value >> 62 << 62 | raised))


def is_uuid7(id: str) -> bool:  # noqa: A002 - the field's name
    """Whether `id` is a UUID of version 7 in its usual lower-case form."""
    return _UUID7.fullmatch(id) is not None


def order_key(id: str, at: datetime) -> str:  # noqa: A002 - the field's name
    """What events are replayed in order of: the same on every device, whichever way their logs were merged.

    Our own ids (see `uuid7_after`) sort by when they were recorded even where the clock jumped, so they are their own
    key. An id from elsewhere says nothing; its event's time stands before it.
    """
    if is_uuid7(id):
        return id
    milliseconds = max(0, int(at.timestamp() * 1000))
    return f"{milliseconds >> 16:08x}-{milliseconds & 0xFFFF:04x}-{id}"
