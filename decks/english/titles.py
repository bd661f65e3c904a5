"""Titles of roles inside sentences: their articles, capitals and number.

The library that knows most about this, inflect, costs more to import than all of a short command may take, and it looks at
words alone: it cannot tell that *Cooks, Fast Food* are several people and that *Clerk, wages and records* is one. The few
rules that titles need are here and tested.
"""

import re
from functools import lru_cache

from decks.english.title_words import (
    ACRONYMS_SAID_AS_WORDS,
    FIELD_ENDINGS,
    FIELDS,
    NO_FIELDS,
    PEOPLE,
    PEOPLE_IN_ICS,
    PERSON_ENDINGS,
    PLURALS,
    PROPER,
    THING_ENDINGS,
    THINGS,
)
from decks.english.verb_words import words

_LETTERS_SAID_WITH_A_VOWEL = frozenset("AEFHILMNORSX")
"""Letters whose names begin with a vowel sound: an MRI, an X-ray, but a CT, a US."""
_LONGEST_SPELLED_OUT = 4
"""Acronyms of more letters are mostly said as words: a SPECT camera."""
_SILENT_H = re.compile(r"(?:heir|honest|honou?r|hour)")
_VOWEL_SAID_AS_CONSONANT = re.compile(
    r"(?:eu|ew|once\b|one\b|ouija|unesco\b|u(?:nani|ni(?![mn]|de|ss)|[bfk][aeiou]|r[aeio]|s[aeu]|sin[eg]|t[eio]|v[aeu]))"
)
_EIGHTS = re.compile(r"8|(?:11|18)(?!\d)|(?:11|18)(?:\d{2}|[ ,.]?\d{3})(?!\d)")
"""Numbers said *eight …*, *eleven …* or *eighteen …*."""
_LETTER_AND_NUMBER = re.compile(r"[A-Z]\d")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_COMPOUND = re.compile(r"[^\W_]+(?:[-–'’/&][^\W_]+)*")
_SMALL = words(
    "a an and as at by de du except excluding for from in including la not of on or the to und with"
)
_AFTER_HEAD = re.compile(
    r"\s*(?:[(\[]|(?<!\S)(?:at|by|de|du|except|excluding|for|from|in|including|not|of|on|to|under|who|with)(?!\S)|--|\s[-–—]\s).*",
    re.IGNORECASE | re.DOTALL,
)
_ALL_OTHER = re.compile(r",?\s+(?:all other|n\.?e\.?c\.?|not elsewhere classified)\b.*", re.IGNORECASE)
_SINGULAR_ENDINGS = ("ss", "us", "is")
_LONGEST_WORD_IN_CAPITALS = 5
"""A word of more capital letters is no acronym where all of the title is in capitals."""


def article(phrase: str) -> str:
    """Return `a` or `an`, as `phrase` sounds: *an MRI*, *a CT*, *an hour*, *a unit*; empty before nothing."""
    found = _WORD.search(phrase)
    if not found:
        return ""
    word = found.group()
    if _spelled_out(word):
        return "an" if word[0].upper() in _LETTERS_SAID_WITH_A_VOWEL else "a"
    low = word.casefold()
    if low[0].isdigit():
        return "an" if _EIGHTS.match(phrase, found.start()) else "a"
    if _SILENT_H.match(low):
        return "an"
    if _VOWEL_SAID_AS_CONSONANT.match(low):
        return "a"
    return "an" if low[0] in "aeiouàáâäèéêëìíîïòóôöùúûü" else "a"


def _spelled_out(word: str) -> bool:
    """Whether a word is said letter by letter, as `MRI`, `mRNA`, `MSc` and the `X` of `X-ray` are."""
    if _LETTER_AND_NUMBER.match(word):
        return True
    letters = word.removesuffix("s")
    if not letters.isalpha() or letters in ACRONYMS_SAID_AS_WORDS:
        return False
    if len(letters) > 1 and letters[0].islower():
        return letters[1:].isupper() and len(letters) <= _LONGEST_SPELLED_OUT
    return len(letters) <= _LONGEST_SPELLED_OUT and (letters.isupper() or letters in {"BSc", "MSc", "MBChB"})


@lru_cache(maxsize=8_192)
def within_sentence(title: str) -> str:
    """Return a title as it stands inside a sentence: *sonographer*, *MRI technologist*, *European fund manager*.

    A title in title case (Radiologic Technologists and Technicians) loses the capitals of all its words, one in sentence
    case only the first; one in capitals throughout loses all but those of acronyms. Acronyms, proper adjectives and words
    with capitals inside stay as they are.
    """
    if title.isupper() and any(len(word) > _LONGEST_WORD_IN_CAPITALS for word in _WORD.findall(title)):
        return _WORD.sub(lambda found: _if_shouted(found.group()), title)
    found = [word for word in _COMPOUND.findall(title) if word.casefold() not in _SMALL]
    capitals = sum(not word[0].islower() for word in found[1:])
    if len(found) > 1 and 2 * capitals > len(found) - 1:
        return _WORD.sub(lambda found: _lowered(found.group()), title)
    first = _COMPOUND.search(title)
    end = first.end() if first else 0
    return _WORD.sub(lambda found: _lowered(found.group()), title[:end]) + title[end:]


def _if_shouted(word: str) -> str:
    short = len(word) <= 3 and word.casefold() not in _SMALL
    if short:
        return word
    return word.title() if word.title() in PROPER else word.lower() if word.lower().upper() == word else word


def _lowered(word: str) -> str:
    """Return `word` without its capital unless the capital belongs to it, as in `X-ray`, `CT`, `McKenzie`, `Braille`."""
    bare = re.split("['’]", word)[0]
    if (
        bare in PROPER
        or len(bare) == 1
        or not bare[0].isupper()
        or any(letter.isupper() for letter in word[1:])
    ):
        return word
    return word[0].lower() + word[1:]


@lru_cache(maxsize=8_192)
def is_plural(title: str) -> bool:
    """Whether a title names its holders in the plural: *Nurses*, *Teachers of English*, *Cooks, Fast Food*, *Police*."""
    return _ends_in_plural(_head(title))


def is_field(title: str) -> bool:
    """Whether a title names a field and not those who work in it: *Logistics*, *Customer service*, *Nursing*."""
    found = _WORD.findall(_head(title))
    low = found[-1].casefold() if found else ""
    if low in FIELDS:
        return True
    return low.endswith(FIELD_ENDINGS) and len(low) > 5 and low not in PEOPLE_IN_ICS and low not in NO_FIELDS


def _head(title: str) -> str:
    """The part of a title that ends in the noun for its holders.

    That is the first part, and what follows its commas qualifies it, *Clerk, wages and records*, unless the parts list what
    the last noun is about: *Car, taxi and van drivers*.
    """
    bare = _ALL_OTHER.sub("", title)
    parts = [_AFTER_HEAD.sub("", part, count=1).strip() for part in bare.split(",")]
    parts = [part for part in parts if part]
    if not parts:
        return title
    if len(parts) == 1 or _is_people(parts[0]):
        return parts[0]
    return next((part for part in reversed(parts) if _is_people(part)), parts[0])


def _is_people(phrase: str) -> bool:
    """Whether a phrase ends in a noun for people, one or several."""
    found = _WORD.findall(phrase)
    if not found:
        return False
    low = found[-1].casefold()
    if low in PLURALS or low in PEOPLE_IN_ICS:
        return True
    one = low[:-3] + "y" if low.endswith("ies") else low.removesuffix("s") if not low.endswith("ss") else low
    if one in PEOPLE or low in PEOPLE:
        return True
    return (
        one not in THINGS
        and one.endswith(PERSON_ENDINGS)
        and not one.endswith(THING_ENDINGS)
        and len(one) > 3
    )


def _ends_in_plural(phrase: str) -> bool:
    found = _WORD.findall(phrase)
    if not found:
        return False
    low = found[-1].casefold()
    if low in PLURALS or low in PEOPLE_IN_ICS:
        return True
    if low.endswith("men"):
        return low not in {"specimen", "regimen", "abdomen", "acumen"}
    if low.endswith(("people", "wives")):
        return True
    plural = len(low) > 2 and low.endswith("s") and not low.endswith(_SINGULAR_ENDINGS)
    return plural and not low.endswith("ics") and low not in FIELDS


@lru_cache(maxsize=8_192)
def role_phrase(title: str) -> str:
    """Return a title as the sentence's object: *a sonographer*, *an MRI technologist*, *nurses*, *logistics*.

    A single qualifier after a comma goes before the noun: *physicists, medical* are *medical physicists*.
    """
    inside = _turned(_without_dashes(within_sentence(title)))
    bare = is_plural(title) or is_field(title)
    return inside if bare else f"{article(inside)} {inside}".strip()


def _without_dashes(title: str) -> str:
    """*Helpers--Electricians* as *electricians' helpers*; other double hyphens as dashes."""
    first, dashes, second = title.partition("--")
    if not dashes or not first.strip() or not second.strip():
        return title
    first, second = first.strip(), second.strip()
    if first.casefold() == "helpers" and second.endswith("s") and _is_people(second):
        return f"{second}' {first}"
    return f"{first} – {second}"


_QUALIFIED = re.compile(r"([^,()\[\]]+),\s+([^\W\d_]+(?:[-/ ][^\W\d_]+){0,2})")


def _turned(title: str) -> str:
    """A title whose noun for people comes first, with its one short qualifier before it; other titles unchanged."""
    found = _QUALIFIED.fullmatch(title)
    if found is None or not _is_people(found[1]) or _is_people(found[2]):
        return title
    if _AFTER_HEAD.search(found[1]) or {word.casefold() for word in found[2].split()} & _NO_QUALIFIER:
        return title
    return title if found[2].isupper() else f"{found[2]} {found[1]}"


_NO_QUALIFIER = words(
    "all and any by except excluding for general-purpose if in including jr not of or other others sr to with without"
)
