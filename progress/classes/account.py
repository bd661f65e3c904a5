"""What was odd about the answers that came in: counted, named, and told in a sentence each. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

_NAMED = 3


class Odd(Enum):
    """What may be odd. The value is the sentence, with `n` of `what` and where they were found."""

    UNREADABLE = "{where} cannot be read: {why}"
    EMPTY = "{where} {holds} no answers."
    DAMAGED = "{n} cannot be read and {was} left out, the first at {first}: {why}"
    DOUBLED = "{n} came in more than once, in {where}, and {was} counted once."
    CONTRADICTED = (
        "{n} {has} the id of another answer of the same student that says something else, the first at {first}; "
        "the one that came first is counted, and somebody may have edited the file."
    )
    COPIED = (
        "{n} had come in for another student already, the first at {first} ({why}), and {was} left out; "
        "one of the two may have handed in a copy of the other's file."
    )
    FUTURE = "{n} {was} dated after the day of this report, the first at {first}, and {was} left out; a clock was wrong, or the file was edited."
    STRANGE_ID = "{n} {has} an id that this program does not make, in {where}; counted, but the file may have been edited."
    UNNAMED = "{where} {names} no student, so that each such file is taken for a student of its own."
    OTHER_DECK = (
        "{n} {was} on other decks than the one reported on, and {was} left out; --deck reports on another."
    )
    GONE = "{n} {was} on cards or questions that the deck does not have now, and {was} left out."
    RENAMED = "{n} {was} on cards or questions that go by another name now, and {was} counted under that."
    REMARKED = "{n} {was} marked otherwise than the choices and the deck's key say, the first at {first}; marked by these, for the key has changed or the file was edited."
    UNKEYED = "{n} {was} given among options that the deck's right one was not among, the first at {first}, and {was} left out."
    UNDONE = "{n} {was} taken back by the student and left out."
    ZONELESS = "{n} {does} not tell the student's own day, in {where}; counted to the day in UTC."
    VERSION = "{n} {comes} from another version of the deck than this report has ({why}); what both have is counted."
    VERSIONLESS = (
        "{n} {does} not say which version of the deck the answers are of; what this version has is counted."
    )


_WHAT = {Odd.DAMAGED: "line", Odd.VERSION: "export", Odd.VERSIONLESS: "export"}


@dataclass(slots=True)
class _Found:
    times: int = 0
    files: dict[str, None] = field(default_factory=dict)
    first: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Oddity:
    """One kind of oddity, told."""

    kind: str
    """Its name for programs, such as `doubled`."""
    times: int
    sentence: str
    files: tuple[str, ...]


class Account:
    """What was odd, by kind. It holds counts, not answers."""

    def __init__(self) -> None:
        self._found: dict[Odd, _Found] = {}
        self._unreadable: dict[str, str] = {}

    def note(self, odd: Odd, file: str, line: int = 0, why: str = "") -> None:
        """Something was odd in a file, at a line of it."""
        found = self._found.setdefault(odd, _Found())
        if not found.times:
            found.first, found.why = f"{file}:{line}" if line else file, why
        found.times += 1
        found.files[file] = None

    def note_once(self, odd: Odd, file: str) -> None:
        """Something is odd about a file as a whole, however often it is seen."""
        if odd not in self._found or file not in self._found[odd].files:
            self.note(odd, file)

    def times(self, odd: Odd) -> int:
        """How often."""
        if odd is Odd.UNREADABLE:
            return len(self._unreadable)
        return self._found[odd].times if odd in self._found else 0

    def told(self) -> tuple[Oddity, ...]:
        """A sentence for each kind, in the order of `Odd`, and for each file that could not be read."""
        unreadable = [
            Oddity(Odd.UNREADABLE.name.lower(), 1, Odd.UNREADABLE.value.format(where=file, why=why), (file,))
            for file, why in self._unreadable.items()
        ]
        others = [
            Oddity(odd.name.lower(), found.times, _sentence(odd, found), tuple(found.files))
            for odd in Odd
            if (found := self._found.get(odd))
        ]
        return (*unreadable, *others)

    def unreadable(self, file: str, why: str) -> None:
        """A file could not be read at all, for each its own reason."""
        self._unreadable[file] = why


def _sentence(odd: Odd, found: _Found) -> str:
    one = found.times == 1
    what = _WHAT.get(odd, "answer")
    return odd.value.format(
        n=f"{found.times:,} {what if one else what + 's'}",
        was="was" if one else "were",
        has="has" if one else "have",
        does="does" if one else "do",
        comes="comes" if one else "come",
        holds="holds" if len(found.files) == 1 else "hold",
        names="names" if len(found.files) == 1 else "name",
        where=_files(tuple(found.files)),
        first=found.first,
        why=found.why,
    )


def _files(files: Sequence[str]) -> str:
    if len(files) <= _NAMED:
        return " and ".join(filter(None, (", ".join(files[:-1]), files[-1])))
    return f"{', '.join(files[: _NAMED - 1])} and {len(files) - _NAMED + 1} other files"
