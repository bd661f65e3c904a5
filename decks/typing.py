"""Typed answers: whether one counts as right, and where it differs from what was wanted. Pure.

What never counts: case, spacing, punctuation, accents on Latin and Greek letters, an article before a term, and the order
of a list. A slip of the keyboard is forgiven in proportion to the word (`forgiven`), but not in numbers or short words, and
not where it makes another word that the deck uses, or the opposite of the one wanted (hyper- for hypo-).
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from decks.model import Deck
from decks.slips import aligned, distance
from decks.text import folded

_ARTICLES = {
    "": {"a", "an", "the"},
    "en": {"a", "an", "the"},
    "de": {"der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer"},
    "fr": {"le", "la", "les", "l", "un", "une", "des", "du"},
    "es": {"el", "la", "los", "las", "un", "una", "unos", "unas"},
    "it": {"il", "lo", "la", "i", "gli", "le", "l", "un", "uno", "una"},
    "pt": {"o", "a", "os", "as", "um", "uma"},
    "nl": {"de", "het", "een"},
}
_OPPOSITES = (
    ("hyper", "hypo"), ("inter", "intra"), ("infra", "intra"), ("infra", "supra"), ("ante", "anti"), ("ante", "post"),
    ("macro", "micro"), ("endo", "exo"), ("endo", "ecto"), ("under", "over"), ("ab", "ad"), ("in", "ex"), ("im", "em"),
    ("ortho", "patho"), ("pre", "pro"), ("per", "pre"), ("homo", "hetero"), ("mono", "multi"),
)  # fmt: skip
_NEGATIONS = ("a", "an", "un", "in", "im", "ir", "il", "non", "dis", "de")
_NUMBER = re.compile(r"(?<![\w.,])[-\u2212+]?\d+(?:[.,]\d+)*|\d+(?:[.,]\d+)*")
_GROUPED = re.compile(r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_WORD = re.compile(r"\x00[^\x00]+\x00|[^\W_]+|[^\w\s]", re.UNICODE)
_SPACE = re.compile(r"(?<!\d) | (?!\d)")
"""One between two digits keeps numbers apart."""
_SEPARATORS = re.compile(r"[,;\n]|(?<=\s)(?:and|or|und|oder|et|ou|y|e)(?=\s)|[&]")
_KEPT = "%‰#"
"""Punctuation that means something."""
_FEWEST = 5
"""Letters of a word from which on one slip is forgiven, and one more for each so many."""


_TELLING = 4
"""Letters from which on a word of a line tells something."""
_MOST_OF = 0.6
"""Share of the words that two texts have in common where they are the same line."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of characters that all do, or all do not, stand in the other text."""

    text: str
    same: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """A typed answer beside the accepted one nearest to it."""

    right: bool
    typed: tuple[Stretch, ...]
    wanted: tuple[Stretch, ...]
    slip: bool = False
    """Whether it is right in spite of a slip, which is worth showing."""


def forgiven(letters: int) -> int:
    """How many slips a word of so many letters may have: one for every five of them, so none in the shortest."""
    return letters // _FEWEST


def compare(typed: str, accept: Sequence[str], deck: Deck | None = None) -> Comparison:
    """Compare a typed answer with those accepted, of which there is at least one.

    With its `deck`, a slip that makes another of the deck's own words is none, and the deck's language says what articles
    are. A wrong answer is set beside the accepted one that it resembles most, the first of those where several do.
    """
    right = next((each for each in accept if _bare(each) == _bare(typed)), None)
    if right is not None:
        return Comparison(True, (Stretch(typed, True),), (Stretch(right, True),))
    articles = _ARTICLES.get((deck.language if deck else "").casefold().partition("-")[0], _ARTICLES[""])
    items = _items(typed, articles)
    words: Collection[str] | None = None

    def known(word: str) -> bool:
        nonlocal words
        words = vocabulary(deck) if words is None and deck is not None else words
        return word in (words or ())

    near: str | None = None
    for each in accept:
        slips = _slips(items, _items(each, articles), known)
        if slips == 0:
            return Comparison(True, (Stretch(typed, True),), (Stretch(each, True),))
        if slips is not None and near is None:
            near = each
    wanted = near if near is not None else max(accept, key=lambda each: _likeness(typed, each))
    mine, theirs = _compared(typed, wanted)
    if near is None and not any(stretch.same for stretch in mine):
        theirs = (Stretch(accept[0], False),)
    return Comparison(near is not None, mine, theirs, slip=near is not None)


def line_named(typed: str, lines: Sequence[str]) -> int | None:
    """Index of the line of a list that a typed one says: its words, or most of them; None where it says none, or two alike.

    The share of the words in common is that of both texts (Dice), so that a word or two in passing name no line.
    """
    said = _content(typed)
    shares = [_shared(said, _content(line)) for line in lines]
    best = max(shares, default=0.0)
    return shares.index(best) if best >= _MOST_OF and shares.count(best) == 1 else None


def _content(text: str) -> list[str]:
    words = [word for item in _items(text, frozenset()) for word in item]
    return [word for word in words if len(word) >= _TELLING or word.isdigit()] or words


def _shared(one: Sequence[str], other: Sequence[str]) -> float:
    left, hits = list(other), 0
    for word in one:
        found = next((each for each in left if _word(word, each, lambda _: False) is not None), None)
        if found is not None:
            left.remove(found)
            hits += 1
    return 2 * hits / (len(one) + len(other)) if one and other else 0.0


def vocabulary(deck: Deck) -> frozenset[str]:
    """The words of a deck's titles and typed answers, as they are compared."""
    return _vocabulary(
        tuple(text for card in deck.cards for text in (card.answer, *card.accept) if text),
        tuple(text for role in deck.roles for text in (role.title, *role.aliases)),
    )


@lru_cache(maxsize=2)
def _vocabulary(answers: tuple[str, ...], titles: tuple[str, ...]) -> frozenset[str]:
    return frozenset(
        word for text in (*answers, *titles) for item in _items(text, frozenset()) for word in item
    )


def _bare(text: str) -> str:
    return _SPACE.sub("", folded(text))


def _items(text: str, articles: Collection[str]) -> list[tuple[str, ...]]:
    """The items of a list (of one, mostly), each as its words."""
    numbered = _NUMBER.sub(_number, folded(_unaccented(text)))
    found = []
    for item in _SEPARATORS.split(numbered):
        words = [word.strip("\x00") for word in _WORD.findall(item) if _counts(word)]
        if len(words) > 1 and words[0] in articles:
            del words[0]
        if words:
            found.append(tuple(words))
    return found


def _number(found: re.Match[str]) -> str:
    """A number as one word in which points and signs stay; 1,000 is 1000, and 0,5 is 0.5."""
    number = found[0].replace("\u2212", "-").lstrip("+")
    number = number.replace(",", "") if _GROUPED.fullmatch(number) else number.replace(",", ".")
    return f" \x00{number}\x00 "


def _unaccented(text: str) -> str:
    """Without the accents of Latin and Greek letters; in other scripts such marks make another letter."""
    kept: list[str] = []
    base = ""
    for char in unicodedata.normalize("NFD", text):
        if not unicodedata.combining(char):
            base = char
        elif unicodedata.name(base or " ", "").startswith(("LATIN", "GREEK")):
            continue
        kept.append(char)
    return unicodedata.normalize("NFC", "".join(kept))


def _counts(word: str) -> bool:
    return word in _KEPT or not unicodedata.category(word[0]).startswith("P")


def _slips(
    typed: Sequence[tuple[str, ...]], wanted: Sequence[tuple[str, ...]], known: Callable[[str], bool]
) -> int | None:
    """How many slips there are in a list, in whatever order; None where it is another answer."""
    if len(typed) != len(wanted) or not wanted:
        joined = [word for item in typed for word in item], [word for item in wanted for word in item]
        return 0 if joined[0] and _joined(joined[0]) == _joined(joined[1]) else None
    left, total = list(wanted), 0
    for item in typed:
        found = [(slips, each) for each in left if (slips := _item(item, each, known)) is not None]
        if not found:
            return None
        slips, each = min(found, key=lambda pair: pair[0])
        left.remove(each)
        total += slips
    return total


def _joined(words: Sequence[str]) -> str:
    """Words run together, but for numbers next to one another, which would make another number."""
    text = ""
    for word in words:
        text += " " + word if text[-1:].isdigit() and word[:1].isdigit() else word
    return text


def _item(typed: Sequence[str], wanted: Sequence[str], known: Callable[[str], bool]) -> int | None:
    if _joined(typed) == _joined(wanted):
        return 0
    if len(typed) != len(wanted):
        return None
    slips = [_word(*pair, known) for pair in zip(typed, wanted, strict=True)]
    return None if None in slips else sum(each for each in slips if each)


def _word(typed: str, wanted: str, known: Callable[[str], bool]) -> int | None:
    if typed == wanted:
        return 0
    most = forgiven(len(wanted))
    if not most or any(char.isdigit() for char in typed + wanted) or _opposed(typed, wanted):
        return None
    slips = distance(typed, wanted, most)
    return slips if slips <= most and not known(typed) else None


def _opposed(one: str, other: str) -> bool:
    """Whether two words differ in what turns the meaning round."""
    if any(one == prefix + other or other == prefix + one for prefix in _NEGATIONS):
        return True
    return any(
        (one.startswith(a) and other.startswith(b)) or (one.startswith(b) and other.startswith(a))
        for a, b in _OPPOSITES
    )


def _likeness(typed: str, wanted: str) -> float:
    pairs = aligned(_units(typed), _units(wanted))
    same = sum(one is not None and other is not None for one, other in pairs)
    return same / max(1, len(pairs))


def _compared(typed: str, wanted: str) -> tuple[tuple[Stretch, ...], tuple[Stretch, ...]]:
    """Both texts letter by letter; as wholes where no more than half of the shorter one stands in the other."""
    mine, theirs = _letters(typed), _letters(wanted)
    pairs = aligned(_units(typed), _units(wanted))
    same = [pair for pair in pairs if pair[0] is not None and pair[1] is not None]
    if 2 * len(same) <= min(len(mine), len(theirs)):
        same = []
    return (
        _stretches(mine, {one for one, _ in same if one is not None}),
        _stretches(theirs, {other for _, other in same if other is not None}),
    )


def _letters(text: str) -> list[str]:
    """Characters with the marks that are drawn on them."""
    found: list[str] = []
    for char in text:
        joins = unicodedata.category(char).startswith("M") or char == "\u200d"
        if found and (joins or found[-1].endswith("\u200d")):
            found[-1] += char
        else:
            found.append(char)
    return found


def _units(text: str) -> list[str]:
    return [letter.lower() for letter in _letters(text)]


def _stretches(letters: Sequence[str], same: Collection[int]) -> tuple[Stretch, ...]:
    found: list[Stretch] = []
    for place, letter in enumerate(letters):
        alike = place in same
        if found and found[-1].same is alike:
            found[-1] = Stretch(found[-1].text + letter, alike)
        else:
            found.append(Stretch(letter, alike))
    return tuple(found)
