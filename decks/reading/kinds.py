"""Roles that are kinds of other roles: which of them cannot be, because they run in a circle or pile up without end."""

from collections.abc import Mapping, Sequence

MOST_ABOVE = 50_000
"""Pairs of a role and one above it that a deck may have, so that a hostile deck cannot fill the memory with them."""


def in_circles(broader: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """Return the roles that are, through others, kinds of themselves; takes time in proportion to the links.

    They are the strongly connected components of more than one role, found as R. Tarjan does (“Depth-first search and linear
    graph algorithms”, SIAM Journal on Computing 1, 1972), with a stack of our own in place of recursion.
    """
    number: dict[str, int] = {}
    lowest: dict[str, int] = {}
    path: list[str] = []
    on_path: set[str] = set()
    found: set[str] = set()
    for start in broader:
        ahead = [] if start in number else [(start, iter(broader[start]))]
        while ahead:
            role, rest = ahead[-1]
            if role not in number:
                number[role] = lowest[role] = len(number)
                path.append(role)
                on_path.add(role)
            for above in rest:
                if above not in broader:
                    continue
                if above not in number:
                    ahead.append((above, iter(broader[above])))
                    break
                if above in on_path:
                    lowest[role] = min(lowest[role], number[above])
            else:
                ahead.pop()
                if ahead:
                    below = ahead[-1][0]
                    lowest[below] = min(lowest[below], lowest[role])
                if lowest[role] == number[role]:
                    circle = _taken(path, role)
                    on_path.difference_update(circle)
                    if len(circle) > 1:
                        found.update(circle)
    return frozenset(found)


def _taken(path: list[str], role: str) -> list[str]:
    """Take off the end of a path all from `role` on."""
    taken: list[str] = []
    while not taken or taken[-1] != role:
        taken.append(path.pop())
    return taken


def too_many_above(broader: Mapping[str, Sequence[str]], most: int = MOST_ABOVE) -> frozenset[str]:
    """Return the roles with which the roles above roles, counted once for each, come to more than `most`.

    `broader` must be free of circles. Roles are counted from the topmost down.
    """
    above: dict[str, frozenset[str]] = {}
    over: set[str] = set()
    left = most
    for start in broader:
        ahead = [start]
        while ahead:
            role = ahead[-1]
            parents = [each for each in broader[role] if each in broader]
            unknown = [each for each in parents if each not in above]
            if role in above or not unknown:
                ahead.pop()
            if role in above:
                continue
            if unknown:
                ahead += unknown
                continue
            above[role] = frozenset(parents).union(*(above[each] for each in parents))
            if len(above[role]) > left:
                over.add(role)
                above[role] = frozenset()
            left -= len(above[role])
    return frozenset(over)
