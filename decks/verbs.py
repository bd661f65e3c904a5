"""English verbs as descriptions of work use them: telling their forms apart, and bringing a phrase to its base form.

Lemmatisers that were weighed cost more than they give here: simplemma is a package of 19 MB, lemminflect needs numpy and
rests since 2022, and both lemmatise single words, while what is hard is to see which words of a phrase are its verbs. So
there are a list of verbs, the regular rules, a table of what is irregular, and rules for what may stand around a verb.
"""

import re
from enum import StrEnum
from functools import cache, lru_cache

from decks.text import one_line
from decks.verb_words import (
    ALSO_NOUNS,
    DOUBLING,
    DOUBLING_IN_BRITAIN,
    IRREGULAR_PASTS,
    MANNER,
    MOSTLY_NOUNS,
    NOMINALS,
    NOT_VERBS,
    NOUNS_IN_ING,
    VERBS,
    words,
)
from decks.wording import capitalised


class Form(StrEnum):
    """The form in which a verb stands."""

    BASE = "base"
    THIRD = "third"
    """Third person singular of the present: *operates*."""
    GERUND = "gerund"
    """Gerund or present participle: *operating*."""
    PAST = "past"
    """Past participle: *operated*."""


_VOWELS = "aeiou"
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
_NOT_ADVERBS = words(
    "apply assembly comply daily family friendly imply italy monthly multiply only rely reply supply weekly yearly early fly anomaly"
)
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
_LATER = re.compile(
    r"(?:(?P<comma>,)\s+|\s+)(?:(?:and|or)\s+(?:then\s+)?)?(?:\w+ly\s+)?(?P<verb>[^\W\d_]+(?:-[^\W\d_]+)*)"
)


_DETERMINED = re.compile(
    r"\s+(?:the|an?|all|any|each|every|both|some|new|old|other|their|his|her|its|your|our|these|those|this|that|incoming|outgoing|damaged|used|clean|dirty|guests|patients|customers|visitors|clients|passengers|students|\w+ing)\b",
    re.IGNORECASE,
)


def third(base: str) -> str:
    """The third person singular of a verb: *carries*, *washes*, *goes*."""
    special = {"be": "is", "have": "has", "do": "does", "go": "goes"}.get(base)
    if special:
        return special
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def _doubled(base: str) -> bool:
    if base in DOUBLING:
        return True
    one_syllable = re.fullmatch(r"(?:[^aeiou]|qu)*[aeiouy][^aeiouywx]", base)
    return one_syllable is not None or base.endswith(
        ("shop", "ship", "step", "stop", "plan", "trim", "drop", "wrap")
    )


def gerund(base: str) -> str:
    """The gerund of a verb: *making*, *running*, *tying*."""
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")) and base != "be":
        return base[:-1] + "ing"
    return base + (base[-1] if _doubled(base) else "") + "ing"


def past(base: str) -> str:
    """The past participle of a verb: *carried*, *planned*, *written*."""
    if base in IRREGULAR_PASTS:
        return IRREGULAR_PASTS[base]
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ied"
    return base + (base[-1] if _doubled(base) else "") + "ed"


@cache
def _forms() -> dict[str, dict[Form, str]]:
    """Every form of the verbs of the list, with its base."""
    found: dict[str, dict[Form, str]] = {}
    british = {verb[:-3] + "ise" for verb in VERBS if verb.endswith("ize")}
    british |= {verb[:-3] + "yse" for verb in VERBS if verb.endswith("yze")}
    for base in sorted(VERBS | british):
        forms = [
            (Form.BASE, base),
            (Form.THIRD, third(base)),
            (Form.GERUND, gerund(base)),
            (Form.PAST, past(base)),
        ]
        if base in DOUBLING_IN_BRITAIN:
            forms += [(Form.GERUND, base + base[-1] + "ing"), (Form.PAST, base + base[-1] + "ed")]
        for form, word in forms:
            found.setdefault(word, {}).setdefault(form, base)
    return found


@lru_cache(maxsize=16_384)
def readings(word: str) -> dict[Form, str]:
    """What forms a word can be, as far as the list of verbs knows, each with its base; empty for what is no verb in it."""
    low = word.casefold().replace("’", "'")
    known = _forms().get(low)
    if known is None and low.startswith(("re-", "co-", "pre-", "de-")):
        prefix, _, rest = low.partition("-")
        return {form: f"{prefix}-{base}" for form, base in _forms().get(rest, {}).items()}
    return known or _by_ending(low)


def _by_ending(word: str) -> dict[Form, str]:
    """What a word outside the list can be when its ending is one that verbs are made with: *annotates*, *pacifying*."""
    if word in NOT_VERBS or word.removesuffix("s") in NOT_VERBS:
        return {}
    for form, ending in ((Form.THIRD, "s"), (Form.GERUND, "ing"), (Form.PAST, "d"), (Form.BASE, "")):
        stem = word.removesuffix(ending) if ending and word.endswith(ending) else ("" if ending else word)
        for base in (
            stem,
            stem + "e" if form is Form.GERUND else "",
            stem[:-2] + "y" if stem.endswith("ie") else "",
        ):
            if len(base) > 5 and base.endswith(("ate", "ify", "ize", "ise")) and base not in NOT_VERBS:
                return {form: base}
    return {}


def base_of(word: str, form: Form) -> str:
    """The base of a verb known to stand in a form; where the list lacks it, what the rules of spelling suggest."""
    low = word.casefold()
    known = readings(low).get(form)
    if known or form is Form.BASE:
        return known or low
    if form is Form.THIRD:
        if low.endswith("ies") and len(low) > 4:
            return low[:-3] + "y"
        return (
            low[:-2]
            if low.endswith(("sses", "shes", "ches", "xes", "zzes", "oes"))
            else low.removesuffix("s")
        )
    stem = low.removesuffix("ing") if form is Form.GERUND else low.removesuffix("ed")
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "lsfz":
        return stem[:-1]
    silent = re.search(
        r"(?:[^aeiou]at|i[sz]|[aeiou]v|[^aeiou]v|[aeirn]c|[dr]g|[aeiou]g|u|[bdgkptz]l|[^aeiou][ai]r|[aeo]s|rs|at|[aeiou]s)$",
        stem,
    )
    return stem + "e" if silent else stem


def is_gerund(word: str) -> bool:
    """Whether a word is, by its form, a gerund of some verb."""
    low = word.casefold()
    return Form.GERUND in readings(low) or (
        low.endswith("ing")
        and len(low) > 5
        and low not in NOUNS_IN_ING
        and re.search("[aeiouy]", low[:-3]) is not None
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
        manner = word.endswith("ly") and word not in _NOT_ADVERBS and not readings(word)
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
    done = (low if form is not Form.BASE or word[1:].islower() else word) + _others(rest[first.end() :], form)
    return capitalised(f"{adverbs} {done}" if adverbs else done)


def pairs_up(before: str, form: Form) -> bool:
    """Whether *and* after this joins a verb to the word before it: *to wash* (and iron), *for cutting* (and sewing)."""
    found = re.search(
        r"\b(to|for|of|in|by|with|from|on|at|the|their|an?)\s+(?:\w+ly\s+)?([^\W\d_]+)$", before
    )
    if found is None or form not in readings(found.group(2)):
        return False
    return form is Form.GERUND or (form is Form.BASE and found.group(1) == "to")


def _others(rest: str, form: Form) -> str:
    """What follows the first verb, with the verbs coordinated with it in base form too."""
    if form is Form.BASE:
        return rest
    last = max((m.start() for m in _LATER.finditer(rest) if _joins(m) and _same(m, rest, form)), default=-1)
    out: list[str] = []
    at = 0
    for found in _LATER.finditer(rest):
        if found.start() > last or not (_joins(found) or found["comma"]) or not _same(found, rest, form):
            continue
        if pairs_up(rest[: found.start()], form) or (
            not _joins(found) and found["verb"].casefold() in MANNER
        ):
            continue
        out += [rest[at : found.start("verb")], base_of(found["verb"], form)]
        at = found.end("verb")
    return "".join(out) + rest[at:]


def _joins(found: re.Match[str]) -> bool:
    return re.search(r"\b(?:and|or)\b", found.group()) is not None


def _same(found: re.Match[str], rest: str, form: Form) -> bool:
    return acts_as(found["verb"], form, rest[found.end() :]) or (
        _BETWEEN.match(rest[found.end() :]) is not None and form in readings(found["verb"])
    )
