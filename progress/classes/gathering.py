"""A class's answers, taken in one by one and kept as counts: what a report on the class is made of. Pure.

Whatever answers come from is a source: it says which student, and hands over one answer at a time. Held of each student are how many
answers were right of every topic, and of each question the first answer: what was learned from being told the right one
is no longer what the question measures.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from progress.classes.account import Account, Odd
from progress.classes.catalogue import Catalogue
from progress.classes.given import Given
from progress.mastery.measures import YES_OR_NO, Asked

_VARIANT, _CHOICE = 12, 10  # bits
_OURS = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-[78][0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}").fullmatch
"""Ids that this program makes: UUIDs of version 7, and of version 8 in anonymous exports."""
_MOST_VARIANTS, _MOST_OPTIONS = 1 << _VARIANT, (1 << _CHOICE) - 1
_MOST_ORDERS = 100_000


class First(NamedTuple):
    """A student's first answer to a question."""

    question: int
    """Index into `Gathered.questions`."""
    day: int
    """`date.toordinal`."""
    correct: bool
    shown: tuple[str, ...]
    """The options, as the log calls them; empty where that is not known."""
    chosen: int | None
    """Index into `shown`."""


@dataclass(slots=True)
class Student:
    """What is kept of one student."""

    pseudonym: str
    number: int
    answers: int = 0
    days: set[int] = field(default_factory=set)
    tallies: dict[tuple[str, int], list[int]] = field(default_factory=dict)
    """Right and wrong answers by narrowest topic and number of options (0: recalled)."""
    firsts: dict[int, int] = field(default_factory=dict)
    """By question: the first answer, packed into one number that is the smaller the earlier it was given."""


class Gathered:
    """All that came in."""

    def __init__(self, catalogue: Catalogue, deck: str, today: int) -> None:
        """`deck`: the slug that is reported on. `today`: the last study day that can be, as `date.toordinal`."""
        self.catalogue = catalogue
        self.deck = deck
        self.account = Account()
        self.students: dict[str, Student] = {}
        self.questions: list[str] = []
        """Ids of all questions that were answered."""
        self.first_day = self.last_day = 0
        self._today = today
        self._numbers: dict[str, int] = {}
        self._variants: list[dict[tuple[str, ...], int]] = []
        self._seen: dict[int, int] = {}
        self._versions: set[tuple[str, str]] = set()
        self._names: dict[str, str | None] = {}
        self._listed: dict[int, list[tuple[str, ...]]] = {}
        self._places: dict[tuple[str, bool, int], tuple[str, int] | None] = {}
        self._orders: dict[tuple[int, tuple[str, ...]], tuple[int, tuple[int, ...]]] = {}

    @property
    def answers(self) -> int:
        """How many answers are counted."""
        return sum(student.answers for student in self.students.values())

    def take(self, student: str, answer: Given, file: str, line: int = 0) -> None:
        """Count one answer of a student, unless it was counted already or cannot be; `file` and `line` say where it was."""
        if answer.deck != self.deck:
            self.account.note(Odd.OTHER_DECK, file, line)
            return
        self._version(answer, file)
        if answer.day > self._today:
            self.account.note(Odd.FUTURE, file, line)
            return
        mine = self.students.get(student)
        if mine is None:
            mine = self.students[student] = Student(student, len(self.students))
        if not self._is_new(mine, answer, file, line):
            return
        card = self._name(answer.card)
        if card is None:
            self.account.note(Odd.GONE, file, line)
            return
        if card != answer.card:
            self.account.note(Odd.RENAMED, file, line)
        marked = self._marked(card, answer, file, line)
        if marked is None:
            return
        correct, shown = marked
        if not answer.zoned:
            self.account.note(Odd.ZONELESS, file, line)
        mine.answers += 1
        mine.days.add(answer.day)
        self.first_day = min(self.first_day or answer.day, answer.day)
        self.last_day = max(self.last_day, answer.day)
        self._count(mine, card, answer, correct)
        if answer.quiz:
            self._keep(mine, card, answer, correct, shown)

    def _version(self, answer: Given, file: str) -> None:
        mark = (file, answer.version)
        if mark in self._versions:
            return
        self._versions.add(mark)
        if not self.catalogue.version or answer.version == self.catalogue.version:
            return
        if answer.version:
            self.account.note(Odd.VERSION, file, 0, f"{answer.version}, not {self.catalogue.version}")
        else:
            self.account.note(Odd.VERSIONLESS, file)

    def _is_new(self, mine: Student, answer: Given, file: str, line: int) -> bool:
        """Whether it came in for the first time. Ids are kept as hashes: half a million of them fit into 80 MB."""
        if not _OURS(answer.id):
            self.account.note(Odd.STRANGE_ID, file, line)
        said = hash((answer.card, answer.day, answer.correct, answer.chosen, answer.options)) & 0xFFFF
        mark = mine.number << 16 | said
        before = len(self._seen)
        known = self._seen.setdefault(hash(answer.id), mark)
        if known == mark and len(self._seen) > before:
            return True
        if known >> 16 != mine.number:
            other = next(s.pseudonym for s in self.students.values() if s.number == known >> 16)
            self.account.note(Odd.COPIED, file, line, f"{mine.pseudonym[:40]} after {other[:40]}")
        elif known != mark:
            self.account.note(Odd.CONTRADICTED, file, line)
        else:
            self.account.note(Odd.DOUBLED, file, line)
        return False

    def _name(self, card: str) -> str | None:
        if card not in self._names:
            self._names[card] = self.catalogue.name_of(card)
        return self._names[card]

    def _marked(self, card: str, answer: Given, file: str, line: int) -> tuple[bool, tuple[str, ...]] | None:
        """Whether it is right by the deck of now, and its options' names of now; None where that cannot be said."""
        if answer.quiz and answer.parts and answer.chosen is None:
            correct = all(right for _, right in answer.parts)
            if correct != answer.correct:
                self.account.note(Odd.REMARKED, file, line)
            return correct, answer.options
        key = self.catalogue.key_of(card)
        if not answer.quiz or key is None or answer.chosen is None or not answer.options:
            return answer.correct, answer.options
        shown = answer.options
        if key not in shown:
            shown = tuple(map(self.catalogue.option_now, shown))
            if key not in shown:
                self.account.note(Odd.UNKEYED, file, line)
                return None
        correct = shown[answer.chosen] == key
        if correct != answer.correct:
            self.account.note(Odd.REMARKED, file, line)
        return correct, shown

    def _count(self, mine: Student, card: str, answer: Given, correct: bool) -> None:
        subjects = self.catalogue.subjects
        size = len(answer.options) if answer.quiz else len(answer.parts)
        asked = (card, answer.quiz, size)
        if asked not in self._places:
            kind = Asked.QUESTION if answer.quiz else Asked.CARD
            subject = subjects.subject_of(card, kind, size)
            self._places[asked] = (
                None if subject is None else (subject, subjects.options_of(card, kind, size))
            )
        place = self._places[asked]
        if place is not None:
            mine.tallies.setdefault(place, [0, 0])[not correct] += 1
        if not answer.parts or (answer.quiz and answer.chosen is not None):
            return
        for fact, right in answer.parts:
            subject = subjects.subject_of(f"{self.deck}:{fact}", Asked.PART, 0)
            if subject is not None:
                tally = mine.tallies.setdefault((subject, YES_OR_NO if answer.quiz else 0), [0, 0])
                tally[not right] += 1

    def _keep(self, mine: Student, card: str, answer: Given, correct: bool, shown: tuple[str, ...]) -> None:
        number = self._numbers.get(card)
        if number is None:
            number = self._numbers[card] = len(self.questions)
            self.questions.append(card)
            self._variants.append({})
        variant = chosen = 0
        if answer.chosen is not None and answer.chosen < len(shown):  # options need not have been said
            variant, places = self._orders.get((number, shown)) or self._order(number, shown)
            chosen = places[answer.chosen] if variant else 0
        packed = int(answer.at * 1000) << 20 | answer.day & 0xFFFFF
        packed = ((packed << 1 | correct) << _VARIANT | variant) << _CHOICE | chosen
        known = mine.firsts.get(number)
        if known is None or packed < known:
            mine.firsts[number] = packed

    def _order(self, number: int, shown: tuple[str, ...]) -> tuple[int, tuple[int, ...]]:
        """The number of the set of options that was shown, and the place of each in it; 0 where it cannot be kept.

        The order in which options were shown does not matter, and is different each time.
        """
        variants = self._variants[number]
        options = tuple(sorted(shown))
        full = options not in variants and len(variants) >= _MOST_VARIANTS - 1
        if full or len(set(shown)) < len(shown) or len(shown) > _MOST_OPTIONS - 1:
            return 0, ()
        if len(self._orders) >= _MOST_ORDERS:
            self._orders.clear()
        variant = variants.setdefault(options, len(variants) + 1)
        places = tuple(options.index(ref) + 1 for ref in shown)
        self._orders[number, shown] = variant, places
        return variant, places

    def firsts(self, student: Student) -> Iterator[First]:
        """The first answer to each question that a student has answered."""
        for number, packed in student.firsts.items():
            chosen, rest = packed & _MOST_OPTIONS, packed >> _CHOICE
            variant, rest = rest & (_MOST_VARIANTS - 1), rest >> _VARIANT
            shown = self._options(number)[variant] if variant else ()
            yield First(number, rest >> 1 & 0xFFFFF, bool(rest & 1), shown, chosen - 1 if chosen else None)

    def _options(self, number: int) -> list[tuple[str, ...]]:
        known = self._listed.setdefault(number, [()])
        if len(known) <= len(self._variants[number]):
            known[1:] = self._variants[number]
        return known
