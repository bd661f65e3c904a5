"""Of whom a sentence speaks: its subject, what stands before it, and its predicate."""

import re
from collections.abc import Callable, Iterator

from decks.english.verb_words import words
from decks.english.verbs import Form, readings

Resolve = Callable[[str], tuple[str, ...]]
"""From a noun phrase to the roles it names, as the finder knows them; empty where it names none."""

_TOKEN = re.compile(r"\S+")
_AUXILIARY = words("""is are was were can cannot can't may might must mustn't should shouldn't shall will won't would do does don't doesn't has have
    had 's 're 'll never need needs isn't aren't ought""")
_ADVERB = re.compile(
    r"(?:also|often|always|sometimes|usually|then|still|only|never|not|just|commonly|generally|typically|normally|mainly|mostly|primarily|(?!family|italy|supply|reply)\w+ly)$",
    re.IGNORECASE,
)
_BREAKS = re.compile(
    r"\s*[—–]\s*(?=[a-zA-Z])|(?<=[a-zA-Z’'])\s*;\s+|\s+--?\s+|,?\s+(?:whereas|while|but|though|although)\s+(?:overall\s+)?|,\s+and\s+(?=(?:the|an?|they|he|she|it|you|their|his|her|these|most|all|some|both|each)\b)|\s+and\s+(?=(?:they|he|she|you|it)\s)",
    re.IGNORECASE,
)
_LONGEST_SUBJECT = 14


def pieces(sentence: str) -> list[str]:
    """The parts of a sentence that may each have a subject of their own; a clause put before the subject stays with it."""
    sentence = sentence.strip()
    parts: list[str] = []
    begun = 0
    for found in _BREAKS.finditer(sentence):
        if found.start() == 0:
            begun = found.end()
            continue
        parts.append(sentence[begun : found.start()])
        begun = found.end()
    parts.append(sentence[begun:])
    return [part.strip(" ,;") for part in parts if part.strip(" ,;")]


def split_subject(text: str, resolve: Resolve) -> tuple[tuple[str, ...], str, str] | None:
    """Roles, predicate and introduction of a clause; None where its subject is no role.

    The introduction is what stands before the subject: *At night, the porter …*.
    """
    for begin in _starts(text):
        found = _at(text[begin:], resolve)
        if found is not None:
            return (*found, text[:begin].strip(" ,"))
    return None


def _starts(text: str) -> Iterator[int]:
    yield 0
    intro = re.match(
        r"(?:during|in|at|on|before|after|for|throughout|when|once|while)\s[^,]{3,60}?\s(?=(?:the|an?|they|he|she|you)\s)",
        text,
        re.IGNORECASE,
    )
    if intro:
        yield intro.end()
    commas = [found.end() for found in re.finditer(r",\s+", text)]
    yield from commas[:4]


def _at(text: str, resolve: Resolve) -> tuple[tuple[str, ...], str] | None:
    tokens = list(_TOKEN.finditer(text))
    for place in range(1, min(len(tokens), _LONGEST_SUBJECT)):
        word = tokens[place].group().strip(",;:()").replace("’", "'").casefold()
        joined = re.search(r"[a-z](?:'ll|'re|'s)$", tokens[place - 1].group().replace("’", "'").casefold())
        contracted = (
            joined is not None
            and place == 1
            and tokens[0].group()[0].isalpha()
            and re.match(r"(?:you|they|we|he|she|it)'", text.replace("’", "'"), re.IGNORECASE)
        )
        forms = readings(word)
        if (
            not contracted
            and word not in _AUXILIARY
            and not ({Form.BASE, Form.THIRD} & set(forms))
            and not _ADVERB.match(word)
        ):
            continue
        if not contracted and _ADVERB.match(word) and not _verb_follows(tokens, place):
            continue
        phrase = text[: tokens[place - 1].end()]
        if contracted:
            phrase = re.sub(r"['’](?:ll|re|s)$", "", phrase)
        phrase = re.sub(r"[,\s]+(?:who|which|that)$", "", phrase)
        roles = resolve(phrase.strip(" ,"))
        if not roles:
            continue
        if (
            not contracted
            and word not in _AUXILIARY
            and not _ADVERB.match(word)
            and not _agrees(phrase, roles, forms)
        ):
            continue
        predicate = text[tokens[place].start() :]
        return roles, (
            "will " + predicate if contracted and "ll" in (joined.group() if joined else "") else predicate
        )
    return None


def _verb_follows(tokens: list[re.Match[str]], place: int) -> bool:
    for later in tokens[place + 1 : place + 3]:
        word = later.group().strip(",;:()").replace("’", "'").casefold()
        if word in _AUXILIARY or {Form.BASE, Form.THIRD} & set(readings(word)):
            return True
        if not _ADVERB.match(word):
            return False
    return False


def _agrees(phrase: str, roles: tuple[str, ...], forms: dict[Form, str]) -> bool:
    """Whether the verb's form goes with the number of the subject."""
    low = phrase.casefold()
    last = low.split()[-1].rstrip(")")
    plural = (
        len(roles) > 1
        or low in {"they", "you", "we", "i"}
        or (last.endswith("s") and not last.endswith("ss"))
        or last.endswith(("men", "people", "staff", "crew"))
    )
    singular = not plural or last.endswith(("staff", "crew", "team", "commis", "boss"))
    return (plural and Form.BASE in forms) or (singular and Form.THIRD in forms)
