"""The forms of English verbs: which forms a word can be, and the word for each form.

Lemmatisers that were weighed cost more than they give here: simplemma is a package of 19 MB, lemminflect needs numpy and
rests since 2022, and both lemmatise single words, while what is hard is to see which words of a phrase are its verbs. So
there are a list of verbs, the regular rules and a table of what is irregular; `decks.english.verbs` looks at phrases.
"""

import re
from enum import StrEnum
from functools import cache, lru_cache

from decks.english.verb_words import (
    DOUBLING,
    DOUBLING_IN_BRITAIN,
    IRREGULAR_PASTS,
    NOT_VERBS,
    NOUNS_IN_ING,
    VERBS,
    VERBS_IN_FORM,
)


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
_PARTICLES = frozenset(("up", "out", "off", "down", "in", "on", "over"))
_SILENT_E = re.compile(
    r"(?:[^aeiou]at|i[sz]|v|[aeirn]c|[dr]g|[aeiou]g|[^aeiou]u|[bdgkptz]l|[^aeiou][ai]r|az|rs|[aeiou]s"
    r"|[tc]ur|[^aeiou]ak)$"
)
"""What the stems end in of verbs that end in a silent *e*."""


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


@cache
def _further_forms() -> dict[Form, dict[str, str]]:
    """The inflected forms of the verbs that are known by those only, by form, with their bases."""
    found: dict[Form, dict[str, str]] = {Form.THIRD: {}, Form.GERUND: {}, Form.PAST: {}}
    for base in sorted(VERBS_IN_FORM):
        found[Form.THIRD][third(base)] = base
        found[Form.GERUND][gerund(base)] = base
        found[Form.PAST][past(base)] = base
    return found


@lru_cache(maxsize=16_384)
def readings(word: str) -> dict[Form, str]:
    """What forms a word can be, as far as the list of verbs knows, each with its base; empty for what is no verb in it."""
    low = word.casefold().replace("’", "'")
    known = _forms().get(low)
    if known is None and low.startswith(("re-", "co-", "pre-", "de-")):
        prefix, _, rest = low.partition("-")
        joined = _forms().get(prefix + rest)
        if joined is not None:  # "co-ordinates"
            return {form: f"{prefix}-{base[len(prefix) :]}" for form, base in joined.items()}
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


@lru_cache(maxsize=16_384)
def base_of(word: str, form: Form) -> str:
    """The base of a verb known to stand in a form; where the list lacks it, what the rules of spelling suggest."""
    low = word.casefold()
    if form is Form.BASE:
        return readings(low).get(form) or low
    known = readings(low).get(form) or _further_forms()[form].get(low)
    if known:
        return known
    prefix, hyphen, last = low.rpartition("-")
    if hyphen and last in _PARTICLES:  # "setting-up"
        return f"{base_of(prefix, form)} {last}"
    if hyphen:
        return f"{prefix}-{base_of(last, form)}"
    for again in ("re", "un", "over", "under", "out", "mis", "dis", "pre"):
        rest = low.removeprefix(again)
        known = readings(rest).get(form) or _further_forms()[form].get(rest) if rest != low else None
        if known:
            return again + known
    if form is Form.THIRD:
        if low.endswith("ies") and len(low) > 4:
            return low[:-3] + "y"
        return (
            low[:-2]
            if low.endswith(("sses", "shes", "ches", "xes", "zzes", "oes"))
            else low.removesuffix("s")
        )
    return _without_ending(low.removesuffix("ing") if form is Form.GERUND else low.removesuffix("ed"))


def _without_ending(stem: str) -> str:
    """The base of what is left of a verb without its ending: a doubled letter made single, or a silent *e* put back."""
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "lsfz":
        return stem[:-1]
    if re.search(r"[aeiouy].*[^aeiou][ae]ll$", stem) and len(stem) > 6:  # "enamelling"
        return stem[:-1]
    return stem + "e" if _SILENT_E.search(stem) else stem


def is_gerund(word: str) -> bool:
    """Whether a word is, by its form, a gerund of some verb."""
    low = word.casefold()
    return (
        Form.GERUND in readings(low)
        or low in _further_forms()[Form.GERUND]
        or (
            low.endswith("ing")
            and len(low) > 5
            and low not in NOUNS_IN_ING
            and re.search("[aeiouy]", low[:-3]) is not None
        )
    )
