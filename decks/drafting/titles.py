"""Titles of roles: telling them from other words, and bringing them to one form, singular and in sentence case."""

import re
from dataclasses import dataclass
from functools import lru_cache

from decks.drafting.people import ends_like_one, names_person
from decks.drafting.plurals import one_of
from decks.english.similarity import stem
from decks.english.verb_words import words
from decks.english.wording import capitalised, within_sentence
from decks.text import slug_of

_GENERIC = words(
    "staff employee worker professional specialist practitioner person people individual member expert candidate applicant holder successful-candidate postholder incumbent jobholder"
)
"""Heads that may name any role spoken of."""
_GENERIC_PAIRS = frozenset(
    {
        "post holder",
        "job holder",
        "successful candidate",
        "successful applicant",
        "role holder",
        "ideal candidate",
    }
)
_SPLIT_HEAD = re.compile(
    r"\s*(?:,|\(|–|—|:|\b(?:of|in|at|for|to|with|de|du|d[’']|on|from)\b).*", re.IGNORECASE | re.DOTALL
)
_ARTICLE = re.compile(
    r"^(?:an?|the|each|every|any|some|many|most|all|your|our|both|these|those|this|that|another|few|several|one|two|three)\s+",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_SHARES = words(
    "technician technologist assistant operator worker clerk manager officer engineer attendant aide helper specialist supervisor tech"
)
"""Heads that, after a slash or *or*, share the words before the first one: *stores clerk or assistant*."""
_ACRONYMS = words(
    "IT HR TV VIP PR AV FOH BOH CEO CFO COO QA UX UI GP ER OR ICU VFX 2D 3D RN LPN EMT HGV VAT PA"
)
_SHORT = {
    "tech": "technician",
    "asst": "assistant",
    "mgr": "manager",
    "rep": "representative",
    "snr": "senior",
    "sr": "senior",
    "jr": "junior",
    "jnr": "junior",
    "engr": "engineer",
    "asst.": "assistant",
    "supt": "superintendent",
}
_CODE = re.compile(
    r"(?:(?P<scheme>[A-Z][A-Za-z*]{1,7}(?:[- ]?\d\d)?)[\s:-]+(?:code\s*:?\s*)?)?(?P<code>\d{2,6}(?:[.-]\d{1,5}){0,2})(?:\s*[-–—:.)]\s*|\s+)(?=[A-Za-z])"
)
_CODE_AFTER = re.compile(
    r"\s*[\(\[–—-]\s*(?:(?P<scheme>[A-Z][A-Za-z*]{1,9}(?:-\d\d)?)[\s:-]+(?:code\s*:?\s*)?)?(?P<code>\d{2,6}(?:[.-]\d{1,5}){0,2})\s*[\)\]]?\s*$"
)
_BRACKET = re.compile(r"\s*\(([^()]{2,60})\)\s*")
_ALIAS_LEAD = re.compile(
    r"^(?:also\s+)?(?:known\s+as|called|or|aka|a\.k\.a\.|abbreviated(?:\s+as)?|i\.e\.)\s*:?\s*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Title:
    """A role as a heading or sentence names it."""

    text: str
    """Singular, in sentence case."""
    aliases: tuple[str, ...] = ()
    """Other titles that stand with it: in brackets, after a slash or *or*."""
    codes: tuple[tuple[str, str], ...] = ()
    """Pairs of classification and code."""


@lru_cache(maxsize=16_384)
def singular(title: str) -> str:
    """The title of one holder: *Nurses* → *Nurse*, *Chefs de partie* → *Chef de partie*, *Salesmen* → *Salesman*."""
    tail = _SPLIT_HEAD.search(title)
    head, rest = (
        (title, "") if tail is None or tail.start() == 0 else (title[: tail.start()], title[tail.start() :])
    )
    parts = re.split(r"(\s+(?:and|or|&|/)\s+|\s*/\s*)", head)
    done = [
        one_of(part) if place == len(parts) - 1 or names_holder(one_of(part)) else part
        for place, part in enumerate(parts)
    ]
    return "".join(done) + rest


def _cased(title: str) -> str:
    """Sentence case; words in capitals throughout lose them unless they are acronyms."""
    letters = [char for char in title if char.isalpha()]
    if letters and all(char.isupper() for char in letters) and len(letters) > 4:
        title = " ".join(
            word if word.strip("(),/") in _ACRONYMS or not re.search("[AEIOUY]", word) else word.lower()
            for word in title.split()
        )
        return capitalised(title)
    return capitalised(within_sentence(title))


def names_holder(phrase: str) -> bool:
    """Whether a noun phrase in the singular ends with a word that names who holds a role."""
    words = [word.casefold() for word in _WORD.findall(phrase)]
    if not words:
        return False
    return names_person(words[-1], qualified=len(words) > 1)


@lru_cache(maxsize=16_384)
def heads_role(text: str) -> bool:
    """Whether a heading may be a title although its noun alone would not show it: *Guide*, *Porter*, *Server*.

    For headings below which work is described; elsewhere such words mean other things too often.
    """
    words = _WORD.findall(bare(text))
    if not words or len(words) > 5 or text.rstrip().endswith((".", "?", "!")):
        return False
    word = one_of((_SPLIT_HEAD.sub("", bare(text)) or bare(text)).split()[-1].casefold())
    return names_person(word, qualified=True) or (len(word) > 4 and ends_like_one(word))


def is_generic(phrase: str) -> bool:
    """Whether a phrase may name whatever role is spoken of: *these professionals*, *staff*, *the post holder*."""
    words = [word.casefold() for word in _WORD.findall(_ARTICLE.sub("", phrase.strip()))]
    return (len(words) == 1 and one_of(words[0]) in _GENERIC) or " ".join(words) in _GENERIC_PAIRS


@lru_cache(maxsize=16_384)
def is_title(text: str) -> bool:
    """Whether a phrase reads like the title of a role: a short noun phrase whose head names a person."""
    text = re.sub(r"^\d{1,2}[.)]\s+", "", bare(text))
    words = _WORD.findall(text)
    if not words or len(words) > 9 or len(text) > 90 or re.search(r"[.!?;]\s|[?!;]$", text):
        return False
    if "," in text:
        first, _, rest = text.partition(",")
        return is_title(first) and len(rest.split()) <= 6
    head = _SPLIT_HEAD.sub("", text) or text
    parts = re.split(r"\s+(?:and|or|&)\s+|\s*/\s*", head)
    return all(len(part.split()) <= 6 for part in parts) and names_holder(one_of(parts[-1].strip()))


def bare(phrase: str) -> str:
    """A phrase without the articles before it and the marks after it."""
    phrase = phrase.strip(" \t.,;:–—-*_“”\"'")
    before = None
    while before != phrase:
        before = phrase
        phrase = _ARTICLE.sub("", phrase, count=1).strip()
    return phrase


def title_of(text: str) -> Title | None:
    """The title, other titles and codes in a heading or the like; None where nothing is left of it."""
    text = re.sub(r"^(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4})[.)]\s+", "", " ".join(text.split()).strip(" .:*_"))
    codes: list[tuple[str, str]] = []
    for pattern in (_CODE, _CODE_AFTER):
        found = pattern.match(text) if pattern is _CODE else pattern.search(text)
        if found and not re.fullmatch(r"(?:19|20)\d\d", found["code"]):
            scheme = (found["scheme"] or "").casefold()
            codes.append((slug_of(scheme) or "code", found["code"]))
            text = (text[: found.start()] + " " + text[found.end() :]).strip()
    aliases: list[str] = []
    for inner in _BRACKET.findall(text):
        name = _ALIAS_LEAD.sub("", inner).strip()
        if (
            _ALIAS_LEAD.match(inner)
            or is_title(name)
            or (name.islower() and heads_role(name))
            or re.fullmatch(r"[A-Z][A-Za-z&]{1,7}s?", name)
        ):
            aliases += re.split(r"\s*(?:,|/|\bor\b)\s*", name)
            text = text.replace(f"({inner})", " ")
    text = bare(re.sub(r"\s+", " ", text))
    known = re.search(r",?\s+(?:also\s+(?:known\s+as|called)|aka|a\.k\.a\.)\s+(.*)$", text, re.IGNORECASE)
    if known:
        aliases += re.split(r"\s*(?:,|/|\bor\b)\s*", known.group(1))
        text = text[: known.start()]
    parts = re.split(r"\s*/\s*|\s+or\s+", text)
    if len(parts) > 1 and all(part and is_title(part) for part in parts):
        before_head = " ".join(parts[0].split()[:-1])
        shares = before_head and " / " not in text
        text = parts[0]
        aliases += [
            f"{before_head} {part}" if shares and singular(part).casefold() in _SHARES else part
            for part in parts[1:]
        ]
    if not text or not any(char.isalpha() for char in text):
        return None
    return Title(
        _cased(singular(text)), tuple(_cased(singular(bare(a))) for a in aliases if bare(a)), tuple(codes)
    )


@lru_cache(maxsize=16_384)
def key_of(title: str) -> frozenset[str]:
    """What two forms of one title have in common: its stems, whatever their order and number."""
    low = bare(title).casefold()
    words = [_SHORT.get(word, word) for word in _WORD.findall(low)]
    return frozenset(
        stem(one_of(word)) for word in words if word not in {"of", "and", "the", "a", "an", "for", "in", "or"}
    )


@lru_cache(maxsize=16_384)
def head_of(title: str) -> str:
    """The noun that a title is built on, in the singular: *technician* of *Technicians of light*."""
    text = title.split(",")[0] if "," in title else (_SPLIT_HEAD.sub("", title) or title)
    words = _WORD.findall(one_of(text.strip()).casefold())
    return _SHORT.get(words[-1], words[-1]) if words else ""
