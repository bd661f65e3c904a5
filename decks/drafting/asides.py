"""What a sentence says by the way of a role that is not its subject."""

import re
from collections.abc import Callable, Sequence

from decks.drafting.found import FoundRole
from decks.drafting.grammar import Said, said_by
from decks.drafting.roster import Roster
from decks.drafting.titles import is_title

Add = Callable[[Sequence[FoundRole], Said], None]
"""Takes a statement and the roles of which it is made."""
_BOTH_WAYS = re.compile(
    r"(?P<who>(?:an?|the)\s+(?:[\w’'-]+\s+){0,4}[\w’'-]+),\s+(?P<what>an?\s+[^,;.]*?\s+(?:who|that)\s+[^;.]+)",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"(?P<who>(?:(?:an?|the|by|of|have|has|with|and|to)\s+)(?:[\w’'-]+\s+){0,4}?[\w’'-]+),?\s+who\s+(?P<does>[^;.]+)",
    re.IGNORECASE,
)


def take_asides(sentence: str, roster: Roster, add: Add) -> None:
    """What a sentence says by the way of a role that is not its subject: *the valet, who …*; *a valet, a man who …*."""
    aside = _BOTH_WAYS.search(sentence)
    if aside:
        name = re.sub(r"^.*\b(?:as|by|to|with|from)\s+(?=(?:an?|the)\s)", "", aside["who"])
        roles = roster.resolve(name)
        if roles and roles != roster.current:
            for said in said_by(f"is {aside['what']}"):
                add(roles, said)
        return
    relative = _RELATIVE.search(sentence)
    if relative:
        name = re.sub(
            r"^(?:by|of|have|has|with|and|to)\s+(?:multiple\s+|many\s+|several\s+|some\s+)?",
            "",
            relative["who"],
            flags=re.IGNORECASE,
        )
        words = name.split()
        for begin in range(len(words)):
            candidate = " ".join(words[begin:])
            known = roster.known(candidate) or next(
                (
                    role
                    for role in roster.roles
                    if is_title(candidate)
                    and len(words) - begin == 1
                    and role.head == candidate.casefold().rstrip("s")
                ),
                None,
            )
            if known is not None:
                for said in said_by(relative["does"]):
                    add((known,), Said(said.kind, said.text, sure=False))
                return
