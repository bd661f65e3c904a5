"""Duties in one form, whatever form the deck has them in, so that their grammar gives nothing away."""

import re
from functools import lru_cache

from decks.english.coordination import coordinated
from decks.english.duty_words import (
    ADJECTIVAL,
    COMPOUND_SUBJECTS,
    FIRST_NOUNS,
    HEADS_OF_COMPOUNDS,
    PLURAL_SUBJECTS,
    TAKE_OF,
    TAKES,
    VERBAL_FIRST,
)
from decks.english.inflection import Form, base_of, is_gerund, readings
from decks.english.tidying import put_right, tidied
from decks.english.verb_words import MOSTLY_NOUNS, NOMINALS, NOT_ADVERBS, NOUNS_IN_ING, words
from decks.english.verbs import acts_as, form_of, strip_lead

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_WITH_PARTICLE = re.compile(r"[a-z]+ing-(?:up|out|off|down|in|over)")
_CHAIN = re.compile(
    r"(?:the\s+)?([^\W\d_]+ing(?:(?:,\s+(?:and\s+|or\s+)?|\s+(?:and|or|&)\s+|/)[^\W\d_]+ing)*)\s+of\s+(?=\S)",
    re.IGNORECASE,
)
_ACTIONS = re.compile(
    r"(?:the\s+)?([a-z-]+(?:(?:,\s+(?:and\s+|or\s+)?|\s+(?:and|or|&)\s+)[a-z-]+)*)\s+of\s+(?=\S)",
    re.IGNORECASE,
)
_FURTHER_ACTION = re.compile(r"((?:,\s+|\s+)and\s+)(?:the\s+)?([a-z]+)\s+of\s+", re.IGNORECASE)
_SETTING = re.compile(
    r"(?:as|at|during|for|from|if|in|on|under|upon|when|where|with|within)\s[^,;:]{2,60},\s+(?=[^\W\d_])",
    re.IGNORECASE,
)
"""What says when, where or as what before the verb: *When necessary, testifying in court*."""
_ACTION_WITH_HYPHEN = re.compile(
    r"([a-z]+)-(up|out|off|down|in|over)(?=(?:,\s+|\s+(?:and|or)\s+)([a-z]+ing)\b)", re.IGNORECASE
)
_DETERMINED = re.compile(
    r"\s+(?:the|an?|all|any|each|every|both|some|their|his|her|its|our|other|and|or)\b|,", re.IGNORECASE
)
_PAIR = re.compile(
    rf"(?:,?\s+(?:and|or|&)\s+|,\s*|/)(?:(?:{'|'.join(sorted(VERBAL_FIRST))})\s+)?([^\W\d_]+ing)\b"
)
_NO_OBJECT = words("by of from than were was are is if when")
_AFTER_NOUNS = words("and or for in at to with on")
_ON = words("on off up out down over away back")
_MOST_ROUNDS = 6


@lru_cache(maxsize=32_768)
def as_duty(text: str) -> str:
    """A duty as it is shown: its verbs in base form, a capital at the start, no full stop, tidy spaces and quotes.

    *Operates and maintains cranes.*, *operating and maintaining cranes*, *To operate and maintain cranes* and *Responsible
    for operating and maintaining cranes* are all *Operate and maintain cranes*. Names, numbers, acronyms and all other
    words stay; so does a text in which no verb can be told. What comes out goes in again unchanged.
    """
    shown = tidied(text)
    if _is_base(shown.partition(" ")[0]):
        return shown
    for _ in range(_MOST_ROUNDS):
        again = _in_base_form(shown)
        if again == shown:
            break
        shown = put_right(again)
    return shown


@lru_cache(maxsize=4_096)
def _is_base(word: str) -> bool:
    """Whether a text that begins with this word begins with a verb in base form, and so needs no further look."""
    return word.isalpha() and word[1:].islower() and _form(word) is Form.BASE


def _in_base_form(text: str) -> str:
    """The text with its leading verbs in base form, or as it is."""
    setting = _SETTING.match(text)
    if setting and _acts(text[setting.end() :]):
        return setting[0] + _in_base_form(text[setting.end() :])
    noun = _ACTION_WITH_HYPHEN.match(text)  # "Set-up, programming and operating"
    if noun and Form.BASE in readings(noun[1]) and is_gerund(noun[3]):
        return f"{noun[1]} {noun[2]}" + coordinated(text[noun.end() :], Form.GERUND, acts_as)
    start, rest = _adverbs(text)
    form = _form(rest)
    if form is Form.BASE:
        return text
    if form is None:
        stripped = strip_lead(text)
        if stripped == text:
            return start + _of_actions(rest)
        done = _in_base_form(stripped) if stripped else text
        return done if done != stripped or _form(_adverbs(done)[1]) is Form.BASE else text
    first = _WORD.match(rest)
    assert first is not None  # noqa: S101 - a form was found in it
    chain = _CHAIN.match(rest)
    if chain and form is Form.GERUND and not TAKE_OF & set(chain[1].casefold().split()):
        verbs = _WORD.sub(lambda one: _base_if_gerund(one[0]), chain[1])
        return start + verbs + " " + rest[chain.end() :]
    return start + base_of(first[0], form) + coordinated(rest[first.end() :], form, acts_as)


def _acts(text: str) -> bool:
    """Whether a text begins with a verb in -ing or -s that is surely none of the nouns that look like it."""
    _, rest = _adverbs(text)
    return rest.partition(" ")[0].casefold() not in NOUNS_IN_ING and _form(rest) in (Form.GERUND, Form.THIRD)


def _base_if_gerund(word: str) -> str:
    return base_of(word, Form.GERUND) if word.casefold() not in {"and", "or"} else word


def _adverbs(text: str) -> tuple[str, str]:
    """The adverbs with which a text begins, and the rest."""
    at = 0
    while (found := _WORD.match(text, at)) is not None:
        low = found[0].casefold()
        if not low.endswith("ly") or low in NOT_ADVERBS or readings(low):
            break
        end = found.end()
        gap = re.match(r",?\s+(?:and\s+(?=\w+ly\b))?", text[end:])
        if gap is None:
            break
        at = end + gap.end()
    return text[:at], text[at:]


def _form(rest: str) -> Form | None:
    """The form of the verb that a duty begins with. A duty begins with one more likely than not, unlike other text."""
    found = _WORD.match(rest)
    if found is None:
        return None
    word, after = found[0], rest[found.end() :]
    if any(letter.isupper() for letter in word[1:]) or (after and after[0] not in " ,/-"):
        return None
    low = word.casefold()
    if low in FIRST_NOUNS:
        return None
    if _WITH_PARTICLE.fullmatch(low):
        return Form.GERUND
    known = readings(low)
    if Form.BASE in known:
        return Form.BASE
    nxt = _next(after)
    if low.endswith("ing"):
        return _gerund(low, nxt, rest, after)
    if Form.THIRD in known:
        return _third(low, known[Form.THIRD], nxt, rest)
    if form_of(rest) is not None:
        return form_of(rest)
    if Form.PAST in known and known[Form.PAST] != low and nxt and nxt not in _NO_OBJECT:
        return Form.PAST if low not in ADJECTIVAL or _DETERMINED.match(after) else None
    return None


def _gerund(low: str, nxt: str, rest: str, after: str) -> Form | None:
    """Whether a word in -ing at the start is a verb: not in *Nursing care of the dying* or *Record keeping*."""
    if not is_gerund(low) and Form.GERUND not in readings(low) and low not in NOUNS_IN_ING:
        return None
    if not nxt:
        return None
    if low in COMPOUND_SUBJECTS and nxt in HEADS_OF_COMPOUNDS:
        return None
    if nxt in TAKES.get(low, ()):
        return Form.GERUND
    chain = _CHAIN.match(rest)
    if chain or form_of(rest) is Form.GERUND:
        return Form.GERUND
    pair = _PAIR.match(after)
    if pair:
        rest, after = after[pair.start(1) :], after[pair.end() :]
        return _gerund(pair[1].casefold(), _next(after), rest, after)
    return None


def _next(after: str) -> str:
    """The next word, whatever stands before it."""
    found = _WORD.match(after.lstrip(" ,/&"))
    return found[0].casefold() if found else ""


def _third(low: str, base: str, nxt: str, rest: str) -> Form | None:
    """Whether a word in -s at the start is a verb: not in *Records management* or *Claims and appeals*."""
    if low in PLURAL_SUBJECTS and (
        nxt in NOMINALS
        or nxt in NOUNS_IN_ING
        or (nxt != "information" and nxt.endswith(("ment", "tion", "able")))
    ):
        return None
    if form_of(rest) is Form.THIRD:
        return Form.THIRD
    if nxt in _ON:
        return Form.THIRD
    noun_before = not nxt or nxt in _NO_OBJECT or nxt in _AFTER_NOUNS
    return None if noun_before or base not in MOSTLY_NOUNS else Form.THIRD


def _of_actions(text: str) -> str:
    """*Maintenance and repair of pumps* as *Maintain and repair pumps*; other texts unchanged."""
    found = _ACTIONS.match(text)
    if found is None:
        return text
    nouns = [word.casefold() for word in _WORD.findall(found[1])]
    if not all(noun in NOMINALS or noun in {"and", "or"} for noun in nouns):
        return text
    verbs = _WORD.sub(lambda one: NOMINALS.get(one[0].casefold(), one[0].casefold()), found[1])
    rest = _FURTHER_ACTION.sub(_further, text[found.end() :])
    return f"{verbs} {rest}"


def _further(found: re.Match[str]) -> str:
    low = found[2].casefold()
    if low in NOMINALS:
        return f"{found[1]}{NOMINALS[low]} "
    if low.endswith("ing") and is_gerund(low):
        return f"{found[1]}{base_of(low, Form.GERUND)} "
    return found[0]
