"""What the entries of a section say: items under *Duties*, *Requirements*, *Also known as* and the like."""

import re
from collections.abc import Iterator

from decks.drafting.clauses import clauses, listed, sentences
from decks.drafting.grammar import Said, done, required, said_by, says_nothing
from decks.drafting.labels import Section
from decks.drafting.title_lists import other_titles
from decks.english.verbs import form_of, strip_lead
from decks.model import FactKind

_LIST_OF_DUTIES = re.compile(r"\s*;\s*|\s*•\s*|\n")
_NOBODY = re.compile(r"(?:none|n/?a|nobody|no\s?one|not\s+applicable|nil|-+|varies)$", re.IGNORECASE)
_YOU = re.compile(
    r"^(?:you(?:['’]ll)?|they(?:['’]ll)?|(?:he\s+or\s+she|he|she|we)\b|the\s+\w+\s+(?=(?:will|must|may|can|should|is)\b))\s*(?:will\s+|must\s+|should\s+)?",
    re.IGNORECASE,
)


def said_in(section: Section, text: str, *, sure: bool = True) -> Iterator[Said]:
    """The statements of one entry of a section."""
    text = text.strip(" .;")
    if not text or _NOBODY.match(text):
        return
    if section is Section.ALIASES:
        yield from (Said(FactKind.ALIAS, name) for name in other_titles(text))
    elif section is Section.EQUIPMENT:
        yield from _things(text, FactKind.EQUIPMENT)
    elif section is Section.WORKPLACE:
        yield from _things(text, FactKind.WORKPLACE)
    elif section is Section.SUPERVISION:
        yield Said(FactKind.SUPERVISOR, text)
    elif section is Section.REQUIREMENTS:
        yield from _requirements(text)
    elif section is Section.LIMITS:
        for part in _LIST_OF_DUTIES.split(text):
            bare = strip_lead(part)
            limits = said_by(part)
            if limits and limits[0].kind is FactKind.NOT_DUTY:
                yield from limits
            else:
                bare = re.sub(r"^(?:not\s+|does\s+not\s+)", "", bare, flags=re.IGNORECASE)
                yield from (Said(FactKind.NOT_DUTY, one) for one in clauses(bare))
    elif section in {Section.DUTIES, Section.ABOUT, Section.ROLES}:
        yield from _duties(text, sure)


def _duties(text: str, sure: bool) -> Iterator[Said]:
    parts = [part for piece in _LIST_OF_DUTIES.split(text) for part in sentences(piece)]
    for place, part in enumerate(parts):
        if says_nothing(part):
            continue
        plain = _YOU.sub("", part.strip(" .")) or part
        statements = said_by(plain)
        other = [said for said in statements if said.kind is not FactKind.DUTY]
        if other:
            yield from other
        elif form_of(strip_lead(plain)) is None and place > 0:
            continue  # a second sentence that explains the first
        elif form_of(strip_lead(plain)) is None:
            listed_works = done(plain)
            if (
                plain.count(",") >= 1
                and len(plain) > 60
                and len(listed_works) < 2
                and all(len(x.split()) < 7 for x in listed(plain))
            ):
                yield from (Said(FactKind.DUTY, thing, sure=False) for thing in listed(plain))
            else:
                yield from (
                    Said(said.kind, said.text, sure=False)
                    for said in listed_works or [Said(FactKind.DUTY, plain)]
                )
        else:
            yield from (Said(said.kind, said.text, said.sure and sure) for said in statements)


def _things(text: str, kind: FactKind) -> Iterator[Said]:
    statement = said_by(text)
    if statement and statement[0].kind is kind:
        yield from statement
        return
    yield Said(kind, text)


def _requirements(text: str) -> Iterator[Said]:
    for part in _LIST_OF_DUTIES.split(text):
        for sentence in sentences(part):
            plain = _YOU.sub("", sentence.strip(" .")) or sentence
            statements = said_by(plain, requirements=True)
            needs = [said for said in statements if said.kind is FactKind.REQUIREMENT]
            yield from needs or required(plain)
