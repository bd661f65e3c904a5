"""Statements of work as phrases: with which verb they begin, in what form it stands, and the same in base form."""

import re

from decks.english.coordination import coordinated
from decks.english.inflection import Form, base_of, gerund, is_gerund, past, readings, third
from decks.english.sentences import capitalised
from decks.english.verb_words import ALSO_NOUNS, MOSTLY_NOUNS, NOMINALS, NOT_ADVERBS, NOUNS_IN_ING, words
from decks.text import one_line

__all__ = [
    "Form",
    "acts_as",
    "base_form",
    "base_of",
    "form_of",
    "gerund",
    "is_gerund",
    "pairs_up",
    "past",
    "readings",
    "strip_lead",
    "third",
]

_AFTER_NOUN = words("""about above across after against along among and are around as at because before behind below between but by during for
    from if in into is nor of off on onto or out over per so than that through to toward towards under until upon was were when where
    which while who with within without""")
"""Words before which a word that may be a noun or a verb is taken for a noun."""
_TAKES_PREPOSITION = words("""act advise aid answer appear assist attend belong call care collaborate comment communicate compete comply concentrate confer
    consult contribute cooperate correspond deal dispose engage focus follow go help interact invest liaise listen look
    negotiate officiate participate preside prepare refer rehearse rely report respond search serve sign speak specialise
    specialize study supervise talk test tend train travel wait walk watch work""")
"""Verbs after which a preposition stands as well as an object."""
_OFTEN = words("""also always commonly constantly continually currently directly either even frequently generally just largely likely mainly
    mostly normally occasionally often only possibly primarily principally probably regularly routinely simply sometimes still
    then therefore thus typically usually eventually initially ultimately""")
"""Adverbs that say how often or how much, not how: left out of a base form."""
_LEAD = re.compile(
    r"""(?:(?:is|are|be|been|being|was|were|[’']s|[’']re)\s+)?(?:\w+ly\s+|also\s+|often\s+)?(?:
        responsible\s+for | in\s+charge\s+of | accountable\s+for | tasked\s+with | charged\s+with | concerned\s+with
      | involved\s+in | engaged\s+in | skilled\s+in | (?:(?:are|is|be)\s+)(?:able|expected|required|asked|there|allowed|permitted|called\s+upon)\s+to
      | (?:has|have|needs?|ought)\s+to | (?:has|have)\s+the\s+(?:task|job|duty)\s+of
      | (?:will|may|can|must|should|shall|might|could|would|[’']ll)(?:\s+(?:also|often|sometimes|usually|typically|then))*(?:\s+be(?=\s+(?:\w+ly\s+)?\w+ing\b))?
      | (?:plays?|takes?)\s+(?:an?|the)?\s*(?:\w+\s+){0,2}(?:role|part)\s+in
      | (?:is|are|be)(?=\s+(?:\w+ly\s+)?\w+ing\b)
    )\s+""",
    re.IGNORECASE | re.VERBOSE,
)
_NOMINAL = re.compile(
    r"(?:the\s+)?((?:[a-z-]+(?:,\s+|\s+(?:and|or|&)\s+))*[a-z-]+)\s+of\s+(?=\S)", re.IGNORECASE
)
_TOKEN = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_BETWEEN = re.compile(r"(?:,|,?\s+(?:and|or|and/or|&)(?:\s+then)?)\s+", re.IGNORECASE)
_PARTNER = re.compile(r"(?:,|,?\s+(?:and|or))\s+([^\W\d_]+(?:-[^\W\d_]+)*)")
_DETERMINED = re.compile(
    r"\s+(?:the|an?|all|any|each|every|both|some|new|old|other|their|his|her|its|your|our|these|those|this|that|incoming|outgoing|damaged|used|clean|dirty|guests|patients|customers|visitors|clients|passengers|students|\w+ing)\b",
    re.IGNORECASE,
)


def acts_as(word: str, form: Form, after: str) -> bool:
    """Whether a word stands in a form as a verb, judged by what comes after it in the phrase.

    Words that may as well be nouns count as verbs only before what a verb takes.
    """
    base = readings(word).get(form)
    if base is None:
        return form is Form.GERUND and is_gerund(word)
    low = word.casefold()
    if base in MOSTLY_NOUNS and form is not Form.GERUND:
        return _DETERMINED.match(after) is not None
    doubtful = low in NOUNS_IN_ING if form is Form.GERUND else base in ALSO_NOUNS
    if not doubtful:
        return True
    follower = _TOKEN.match(after.lstrip()) if after[:1].isspace() else None
    if follower is None:
        return False
    nxt = follower.group().casefold()
    if nxt in _OFTEN or (
        nxt in {"has", "takes", "lasts", "varies", "requires", "includes", "may", "can", "will", "must"}
    ):
        return False
    if nxt not in _AFTER_NOUN:
        return True
    return (
        form is not Form.GERUND and nxt not in {"of", "and", "or", "is", "are"} and base in _TAKES_PREPOSITION
    )


def _skip_adverbs(text: str) -> tuple[str, str]:
    """Adverbs of manner at the start, and the rest; adverbs of frequency are dropped."""
    kept: list[str] = []
    while (found := _TOKEN.match(text)) is not None:
        word = found.group().casefold()
        manner = word.endswith("ly") and word not in NOT_ADVERBS and not readings(word)
        if word not in _OFTEN and not manner:
            break
        if word not in _OFTEN:
            kept.append(word)
        text = text[found.end() :].lstrip(" ,")
    return " ".join(kept), text


def form_of(text: str) -> Form | None:
    """The form of the verb with which a phrase begins, adverbs aside; None where it begins with no verb."""
    _, rest = _skip_adverbs(text)
    found = _TOKEN.match(rest)
    if found is None:
        return None
    word, after = found.group(), rest[found.end() :]
    known = readings(word)
    if Form.BASE in known and (after or word.casefold() not in ALSO_NOUNS):
        nxt = _TOKEN.match(after.lstrip())
        noun = (
            known[Form.BASE] in ALSO_NOUNS
            and nxt is not None
            and (
                nxt.group().casefold() in {"of", "is", "are", "was"}
                or (nxt.group().casefold() in _AFTER_NOUN and not acts_as(word, Form.BASE, after))
            )
        )
        return None if noun and not _BETWEEN.match(after) else Form.BASE
    if Form.THIRD in known and after.strip():
        return Form.THIRD if acts_as(word, Form.THIRD, after) or _BETWEEN.match(after) else None
    if is_gerund(word):
        doubtful = word.casefold() in NOUNS_IN_ING and not acts_as(word, Form.GERUND, after)
        partner = _PARTNER.match(after)
        if not doubtful or (
            partner is not None
            and is_gerund(partner[1])
            and acts_as(partner[1], Form.GERUND, after[partner.end() :])
        ):
            return Form.GERUND
    return None


def strip_lead(text: str) -> str:
    """The phrase without what only says that somebody does it: *are responsible for*, *may also*, *is able to*."""
    before = None
    while before != text:
        before = text
        _, rest = _skip_adverbs(text)
        found = _LEAD.match(rest)
        if found:
            text = rest[found.end() :]
    to_do = re.match(r"to\s+(?=\w)", text, re.IGNORECASE)
    return text[to_do.end() :] if to_do and form_of(text[to_do.end() :]) is Form.BASE else text


def _from_nominal(text: str) -> str:
    """*maintenance and repair of pumps* as *maintain and repair pumps*; other texts unchanged."""
    found = _NOMINAL.match(text)
    if found is None:
        return text
    nouns = [word.casefold() for word in _TOKEN.findall(found.group(1))]
    if len(nouns) == 1 and is_gerund(nouns[0]):  # "the cleaning of cages"
        return f"{base_of(nouns[0], Form.GERUND)} {text[found.end() :]}"
    if not all(word in NOMINALS or word in {"and", "or"} for word in nouns):
        return text
    verbs = _TOKEN.sub(
        lambda one: NOMINALS.get(one.group().casefold(), one.group().casefold()), found.group(1)
    )
    rest = text[found.end() :]
    follow = re.match(r"(.*?\b(?:and|or)\s+)(?:then\s+)?(?:also\s+|sometimes\s+)?(\w+ing)\b", rest)
    if follow and acts_as(follow.group(2), Form.GERUND, rest[follow.end() :]):
        rest = follow.group(1) + base_of(follow.group(2), Form.GERUND) + rest[follow.end() :]
    return f"{verbs} {rest}"


def base_form(text: str) -> str:
    """A statement of work in base form, in sentence case and without a full stop.

    *is responsible for operating cranes* → *Operate cranes*; *Reviewing and filing claims.* → *Review and file claims*;
    *Maintenance of records* → *Maintain records*. A text that begins with no verb keeps its words.
    """
    text = one_line(text).rstrip(" .;,:")
    adverbs, rest = _skip_adverbs(strip_lead(text))
    if not rest:
        return capitalised(text)
    form = form_of(rest)
    if form is None:
        changed = _from_nominal(rest)
        return capitalised(changed if changed != rest or adverbs == "" else f"{adverbs} {rest}") or text
    first = _TOKEN.match(rest)
    assert first is not None  # noqa: S101 - form_of found a word there
    word = first.group()
    low = word if form is Form.BASE else base_of(word, form)
    done = (low if form is not Form.BASE or word[1:].islower() else word) + coordinated(
        rest[first.end() :], form, acts_as
    )
    return capitalised(f"{adverbs} {done}" if adverbs else done)


def pairs_up(before: str, form: Form) -> bool:
    """Whether *and* after this joins a verb to the word before it: *to wash* (and iron), *for cutting* (and sewing)."""
    found = re.search(
        r"\b(to|for|of|in|by|with|from|on|at|the|their|an?)\s+(?:\w+ly\s+)?([^\W\d_]+)$", before
    )
    if found is None or form not in readings(found.group(2)):
        return False
    return form is Form.GERUND or (form is Form.BASE and found.group(1) == "to")
