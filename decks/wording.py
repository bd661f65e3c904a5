"""English around a deck's own words: articles, capitals and lists.

The library that knows most about this, inflect, costs more to import than all of a short command may take, and it cannot
know a deck's titles any better; the few rules that titles and lists need are here and tested.
"""

import re
from collections.abc import Sequence


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_LETTERS_SAID_WITH_A_VOWEL = frozenset("AEFHILMNORSX")
"""Letters whose names begin with a vowel sound: an MRI, an X-ray, but a CT, a US."""
_ACRONYMS_SAID_AS_WORDS = frozenset(
    {"LAN", "LASER", "NASA", "NATO", "RAM", "REM", "ROM", "SCUBA", "SIM", "SWAT"}
)
_LONGEST_SPELLED_OUT = 4
"""Acronyms of more letters are mostly said as words: a SPECT camera."""
_SILENT_H = re.compile(r"(?:heir|honest|honou?r|hour)")
_VOWEL_SAID_AS_CONSONANT = re.compile(
    r"(?:eu|ew|once\b|one\b|u(?:ni(?![mn]|de)|[bfk][aeiou]|r[aeio]|s[aeiu]|t[eio]))(?!nin)"
)
_PROPER = _words("""African American Arabic Asian Australian Braille British Canadian Chinese Christian Danish Dutch English European
    Finnish French German Greek Hebrew Hindi Indian Irish Islamic Italian Japanese Jewish Korean Latin Muslim Norwegian
    Polish Portuguese Romanian Russian Scottish Spanish Swedish Swiss Turkish Ukrainian Vietnamese Welsh""")
"""Adjectives that keep their capital inside a sentence; other proper nouns at the start of a title cannot be told."""
_SINGULAR_ENDINGS = ("ss", "us", "is", "ics", "ous")
_NOT_THE_HEAD = re.compile(r"\s*(?:,|\(|\b(?:at|by|except|for|from|in|of|on|to|with|who)\b).*", re.IGNORECASE)
_SMALL = _words("a an and as at by except for from in of on or the to with")
_MOST_NAMED = 3
"""So many things are named where naming all would tire."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def article(phrase: str) -> str:
    """Return `a` or `an`, as `phrase` sounds: *an MRI*, *a CT*, *an hour*, *a unit*; empty before nothing."""
    found = _WORD.search(phrase)
    if not found:
        return ""
    word = found.group()
    if _spelled_out(word):
        return "an" if word[0] in _LETTERS_SAID_WITH_A_VOWEL else "a"
    low = word.casefold()
    if _SILENT_H.match(low):
        return "an"
    if low.startswith(("8", "11", "18")):
        return "an"
    if _VOWEL_SAID_AS_CONSONANT.match(low):
        return "a"
    return "an" if low[0] in "aeiouàáâäèéêëìíîïòóôöùúûü" else "a"


def _spelled_out(word: str) -> bool:
    """Whether a word is said letter by letter, as `MRI` and the `X` of `X-ray` are."""
    letters = word.removesuffix("s")
    return (
        letters.isalpha()
        and letters.isupper()
        and len(letters) <= _LONGEST_SPELLED_OUT
        and letters not in _ACRONYMS_SAID_AS_WORDS
    )


def capitalised(text: str) -> str:
    """Return `text` as a sentence begins; a word such as `iPad` or `pH` keeps its own capitals."""
    found = _WORD.search(text)
    if not found or found.start() > 1 or any(letter.isupper() for letter in found.group()):
        return text
    return text[: found.start()] + text[found.start()].upper() + text[found.start() + 1 :]


def within_sentence(title: str) -> str:
    """Return a title as it stands inside a sentence: *sonographer*, *MRI technologist*, *European fund manager*.

    A title in title case (Radiologic Technologists and Technicians) loses the capitals of all its words, one in sentence
    case only the first; acronyms, proper adjectives and words with capitals inside stay as they are.
    """
    words = [word for word in _WORD.findall(title) if word.casefold() not in _SMALL]
    title_case = len(words) > 1 and all(not word[0].islower() for word in words)
    if title_case:
        return _WORD.sub(lambda found: _lowered(found.group()), title)
    return _WORD.sub(lambda found: _lowered(found.group()), title, count=1)


def _lowered(word: str) -> str:
    """Return `word` without its capital unless the capital belongs to it, as in `X-ray`, `CT`, `McKenzie`, `Braille`."""
    bare = re.split("['’]", word)[0]
    if (
        bare in _PROPER
        or len(bare) == 1
        or not bare[0].isupper()
        or any(letter.isupper() for letter in word[1:])
    ):
        return word
    return word[0].lower() + word[1:]


def is_plural(title: str) -> bool:
    """Whether a title names its holders in the plural: *Nurses*, *Teachers of English*, *Cutting, punching, and press setters*."""
    parts = title.split(", and ")
    heads = [title] if len(parts) == 1 else [title, parts[1]]
    return any(_ends_in_plural(_NOT_THE_HEAD.sub("", head, count=1) or head) for head in heads)


def _ends_in_plural(phrase: str) -> bool:
    words = _WORD.findall(phrase)
    if not words:
        return False
    last = words[-1]
    if last.casefold().endswith(("men", "people")):
        return last.casefold() not in {"specimen", "regimen", "abdomen"}
    return len(last) > 2 and last.endswith("s") and not last.endswith(_SINGULAR_ENDINGS)


def role_phrase(title: str) -> str:
    """Return a title as the sentence's object: *a sonographer*, *an MRI technologist*, *nurses*."""
    inside = within_sentence(title)
    return inside if is_plural(title) else f"{article(inside)} {inside}".strip()


def joined(items: Sequence[str], last: str = "and") -> str:
    """Return items as a list in a sentence: *a, b and c*."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def among(items: Sequence[str]) -> str:
    """Return the first of many items as a list in a sentence that says that there are more: *a, b, c and others*."""
    return joined([*items[:_MOST_NAMED], "others"] if len(items) > _MOST_NAMED else items)


def first_sentence(text: str) -> str:
    """Return the first sentence of `text`, as a sentence; abbreviations may end it early."""
    return sentence(re.split(r"(?<=[.!?])\s+(?=[A-ZÀ-Þ])", text.strip(), maxsplit=1)[0])


def sentence(text: str) -> str:
    """Return `text` with a capital at its start and one closing mark at its end; empty stays empty."""
    bare = text.rstrip()
    if not bare:
        return ""
    return capitalised(bare if bare.endswith((".", "!", "?", "…", ".”", ".)")) else f"{bare}.")
