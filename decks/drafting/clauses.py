"""Taking running text apart: sentences, clauses, and what is coordinated in them."""

import re

from decks.english.verb_words import MANNER
from decks.english.verbs import (
    Form,
    acts_as,
    base_form,
    base_of,
    form_of,
    is_gerund,
    pairs_up,
    readings,
    third,
)
from decks.english.wording import capitalised, joined

_ABBREVIATION = re.compile(
    r"\b(?:e\.g|i\.e|etc|vs|cf|approx|dept|est|no|nos|fig|st|mr|mrs|ms|dr|prof|sr|jr|inc|ltd|co|u\.s|u\.k|a\.m|p\.m|a\.k\.a|[A-Z])\.$",
    re.IGNORECASE,
)
_END = re.compile(r"(?<=[.!?…])[”\"’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])")
_HEAD = re.compile(
    r"(?P<comma>,)?\s+(?P<and>(?:and|&|as\s+well\s+as|then|plus)\s+)?(?:then\s+|also\s+|sometimes\s+|often\s+|may\s+(?:also\s+)?|can\s+(?:also\s+)?|will\s+(?:also\s+)?|must\s+(?:also\s+)?|to\s+|for\s+|in\s+)?(?P<adverb>(?!only|family|supply|apply|reply)\w+ly\s+)?(?P<verb>(?!(?:and|or)\b)[^\W\d_]+(?:-[^\W\d_]+)*)"
)
_BACKWARD = re.compile(
    r"\s*(?:\w+\s+)?(?:them|it|these|those|this|that|one|both|each|so)\b(?:\s*$|\s+(?!\w+(?:s|ing)\b))",
    re.IGNORECASE,
)
_TAILS = (re.compile(r"\s*\((?![^()]*\bor\b)[^()]*\)"),)
_WHERE_TO_CUT = re.compile(
    r"""(?:,\s+(?:such\s+as|including|for\s+(?:example|instance)|e\.g\.|like|especially|particularly|using|following|ensuring|making\s+sure|with|by|depending|based|and|so)
    |,?\s+(?:which|who|whom|although|though|whereas|while|because|since|so\s+that|so\s+(?=they|the|it|he|she|you)|even\s+if|unless|if|when|where|before|until|once|in\s+order\s+to|in\s+case|as\s+well\s+as
    |according\s+to|as\s+per|in\s+accordance\s+with|including|such\s+as|like|during|throughout|or\s+(?:is|are|if|when)|in\s+an?\s+(?:given|timely|particular)|to\s+(?!the\b|an?\b|their\b|his\b|her\b|patients\b)[a-z]+))\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""Where a statement that is too long may end."""
_ALWAYS_CUT = re.compile(
    r",\s+(?:which|although|though|whereas|while|because|since|even\s+if|and\s+(?:they|it|this|he|she|are|is|may\s+be)|but|is|are)\b.*$|\s+and\s+(?:is|are)\s.*$|\s+(?:whereas|although)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
_LEAST_LEFT = 50
"""A statement cut to less has lost too much …"""
_LEAST_AT_ALL = 30
"""(so much has to be left in any case)"""
_SOME_MORE = 20
"""… unless it exceeds what is wanted by more than this."""
LONGEST = 90
"""Characters that a duty may well have."""


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph."""
    found: list[str] = []
    begun = 0
    for end in _END.finditer(text):
        if _ABBREVIATION.search(text[begun : end.start()]):
            continue
        found.append(text[begun : end.start()] + text[end.start() : end.end()].rstrip())
        begun = end.end()
    found.append(text[begun:])
    return [sentence.strip() for sentence in found if sentence.strip()]


def clauses(text: str) -> list[str]:
    """The parts of a predicate that each have a verb and an object of their own: *plans menus and trains cooks* is two.

    What shares a verb or an object stays together: *band saws and pillar drills*; *cleans and oils the parts*.
    """
    text = text.strip()
    form = form_of(text)
    first = re.match(r"(?:\w+ly\s+)?[^\W\d_]+(?:-[^\W\d_]+)*", text)
    if form is None or first is None:
        return [text]
    heads = [found for found in _HEAD.finditer(text, first.end()) if _is_head(found, text, form)]
    if not heads and form is Form.BASE:  # "position the lamps, focusing them and checking the cables"
        heads = [found for found in _HEAD.finditer(text, first.end()) if _is_head(found, text, Form.GERUND)]
        heads = heads if heads and heads[-1]["and"] and heads[-1]["comma"] else []
    kept: list[re.Match[str]] = []
    paired = -1
    for head in heads:
        if pairs_up(text[: head.start()], form) or head.start() == paired:
            paired = head.end()
        else:
            kept.append(head)
    heads = kept
    last_and = max((head.start() for head in heads if head["and"]), default=-1)
    parts: list[str] = []
    begun, verb_end = 0, first.end()
    for place, head in enumerate(heads):
        between = text[verb_end : head.start()]
        if (
            not head["and"]
            and head.start() > last_and
            and not (form is Form.GERUND and head["verb"].casefold() not in MANNER)
        ):
            continue
        shared = not re.search(r"\w", between) or re.fullmatch(r"\s*(?:,\s*)?(?:and|or)?\s*", between)
        following = heads[place + 1].start() if place + 1 < len(heads) else len(text)
        rest = text[head.end() : following]
        alone = not re.search(r"\w", rest)
        if shared or (alone and place + 1 == len(heads)) or _BACKWARD.match(rest):
            verb_end = head.end() if shared else verb_end
            continue
        parts.append(text[begun : head.start()])
        begun = head.start("adverb") if head["adverb"] else head.start("verb")
        verb_end = head.end()
    parts.append(text[begun:])
    return [part.strip(" ,;") for part in parts if part.strip(" ,;")]


def _is_head(found: re.Match[str], text: str, form: Form) -> bool:
    """Whether a word begins a further clause in the form of the first one."""
    if not (found["comma"] or found["and"]):
        return False
    word, after = found["verb"], text[found.end() :]
    if acts_as(word, form, after):
        return not (
            form is Form.BASE
            and re.search(r"\b(?:the|an?|of|for|with|to|their|his|her|its|in)\s+\w+$", text[: found.start()])
            and word[0].isupper()
        )
    after_this = re.match(r"(?:,|,?\s+and)\s+([^\W\d_]+)", after)
    return (
        after_this is not None
        and form in readings(word)
        and acts_as(after_this.group(1), form, after[after_this.end() :])
    )


def shortened(text: str, longest: int = LONGEST) -> str:
    """A statement without clauses that only explain it and, where it is too long, without further details."""
    cut = _ALWAYS_CUT.sub("", text)
    text = cut if len(cut.split()) >= 2 else text
    if len(text) > longest:
        cuts = {
            text[: found.start()] + text[found.end() :] for tail in _TAILS for found in tail.finditer(text)
        }
        cuts |= {text[: found.start()] for found in _WHERE_TO_CUT.finditer(text)}
        fitting = [cut for cut in cuts if len(cut) <= longest and len(cut.split()) >= 3]
        best = max(sorted(fitting), key=len, default="")
        if len(best) >= _LEAST_LEFT:
            text = best
        elif len(text) > longest + _SOME_MORE:
            fuller = [cut for cut in cuts if len(cut) >= _LEAST_LEFT]
            text = best if len(best) >= _LEAST_AT_ALL else min(sorted(fuller), key=len, default=best or text)
    return text.strip(" ,;:.–—-")


def listed(text: str) -> list[str]:
    """The things of a list in a sentence: *a, b and c* → three."""
    text = text.strip(" .;:")
    parts: list[str] = []
    depth, begun = 0, 0
    for found in re.finditer(
        r"[()]|\s*;\s*|\s*,\s*(?:and/or|and|or|as\s+well\s+as|even)\s+|\s*,\s*|\s+(?:and/or|and|or|as\s+well\s+as)\s+(?:even\s+)?|\s*/\s*",
        text,
    ):
        mark = found.group()
        if mark in "()":
            depth += 1 if mark == "(" else -1
        elif depth <= 0:
            parts.append(text[begun : found.start()])
            begun = found.end()
    parts.append(text[begun:])
    return [
        part
        for part in (
            re.sub(r"^(?:either|both|even|also|sometimes|often)\s+", "", part.strip(" .,;:"))
            for part in parts
        )
        if part
    ]


def work_listed(text: str) -> list[str]:
    """The works in a list of gerunds, nouns of action or infinitives: *maintenance of files and answering calls* → two."""
    text = text.strip(" .;:")
    parts = re.split(r"\s*;\s*", text) if ";" in text else [text]
    found: list[str] = []
    for part in parts:
        if form_of(part) is not None:
            found += clauses(part)
            continue
        begun = 0
        nominal = re.match(r"(?:the\s+)?(?:[a-z-]+(?:,\s+|\s+(?:and|or)\s+))+[a-z-]+\s+of\s", part)
        for mark in re.finditer(
            r",?\s+(?:and|as\s+well\s+as)\s+(?:sometimes\s+|often\s+|also\s+|for\s+)?|,\s+", part
        ):
            if nominal is not None and mark.end() < nominal.end():
                continue
            word = re.match(r"(?:the\s+)?([^\W\d_]+)(?:\s+(of)\b)?", part[mark.end() :])
            if word and (
                word.group(2)
                or (
                    is_gerund(word.group(1))
                    and acts_as(word.group(1), Form.GERUND, part[mark.end() + word.end() :])
                )
            ):
                found.append(part[begun : mark.start()])
                begun = mark.end()
        found.append(part[begun:])
    return [part.strip(" ,.") for part in found if part.strip(" ,.")]


def third_person(text: str) -> str:
    """A predicate as a definition begins with it: *gather images and label them* → *Gathers images and labels them*."""
    parts = [_in_third_person(part) for part in clauses(base_form(text))]
    return capitalised(joined([parts[0], *(part[0].lower() + part[1:] for part in parts[1:])]))


def _in_third_person(text: str) -> str:
    based = base_form(text)
    words = re.match(r"((?:\w+ly\s+)?)([^\W\d_]+(?:-[^\W\d_]+)*)(.*)$", based, re.DOTALL)
    if form_of(based) is None or words is None:
        return text
    rest = words.group(3)
    partner = re.match(r"((?:,\s+|,?\s+(?:and|or)\s+))([a-z-]+)(?=\s)(.*)$", rest, re.DOTALL)
    if partner and Form.BASE in readings(partner.group(2)):
        rest = f"{partner.group(1)}{third(base_of(partner.group(2), Form.BASE))}{partner.group(3)}"
    return f"{words.group(1).lower()}{third(base_of(words.group(2), Form.BASE))}{rest}"
