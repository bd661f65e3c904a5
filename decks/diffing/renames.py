"""What a deck's own `renames` say that roles and facts were called before; and what is wrong with it."""

from collections.abc import Iterator, Sequence, Set

from decks.diffing.senses import ASKED, WRITTEN


class Renames:
    """The word of the deck, which goes before all guessing."""

    mistakes: tuple[str, ...]
    """What is wrong, a sentence for each line that is not followed."""

    def __init__(self, renames: Sequence[tuple[str, str]], names: Set[str], roles: Set[str]) -> None:
        """`names` are the facts (`role/fact`) that the deck has now, and `roles` its roles."""
        self._names, self._all_roles = names, roles
        self._to: dict[str, str] = {}
        mistakes: list[str] = []
        for old, new in renames:
            line = f"“{old}: {new}” in “renames”"
            if old.count("/") != new.count("/") or old.count("/") > 1 or not all((old, new)):
                mistakes.append(f"{line} names a role and a fact; name two roles, or two facts as role/fact.")
            elif old in names or old in roles:
                mistakes.append(f"{line} is not followed: the deck still has “{old}”.")
            else:
                self._to[old] = new
        round_: set[str] = set()
        for old in list(self._to):
            end = self._end(old)
            if not end:
                steps = [old, *self._way(old)]
                way = " → ".join(steps)
                if not round_ & set(steps):
                    mistakes.append(f"“{old}” goes round in a circle in “renames”: {way}; take one line out.")
                round_.update(steps)
            elif end not in (names if "/" in end else {*roles, WRITTEN, ASKED}) and not self._continued(end):
                mistakes.append(
                    f"“{old}: {self._to[old]}” in “renames” leads to “{end}”, which the deck does not have."
                )
        self.mistakes = tuple(mistakes)

    def _way(self, name: str) -> Iterator[str]:
        seen: set[str] = set()
        while name in self._to and name not in seen:
            seen.add(name)
            name = self._to[name]
            yield name

    def _end(self, name: str) -> str:
        """Where the lines for this very name lead; empty where they go round."""
        end = name
        for end in self._way(name):
            if end == name:
                return ""
        return end if end not in self._to else ""

    def _continued(self, end: str) -> bool:
        """Whether a fact's name goes on because its role was renamed as well."""
        return bool("/" in end and self.now(end))

    def names(self, name: str) -> bool:
        """Whether a line names this very fact."""
        return name in self._to

    def now(self, name: str) -> str:
        """What a fact that is gone is called now; empty where the lines lead nowhere."""
        seen: set[str] = set()
        while name not in self._names and name not in seen:
            seen.add(name)
            role, _, fact = name.partition("/")
            if name in self._to:
                name = self._to[name]
            elif role in self._to:
                name = f"{self._to[role]}/{fact}"
        return name if name in self._names else ""

    def roles(self) -> Iterator[tuple[str, str]]:
        """The roles that the lines name, with what they are called now."""
        for old in self._to:
            if "/" not in old and (end := self._end(old)) in self._all_roles:
                yield old, end
