"""Writing a draft as the YAML of a deck, with where each fact stands as comments."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from decks.drafting.blocks import Document
from decks.drafting.found import FoundFact, FoundRole, Place, Unplaced
from decks.english.similarity import says_all_of
from decks.english.verb_words import words
from decks.format.schema import LISTS, RESERVED_ROLES
from decks.model import FactKind
from decks.text import digest, one_line, slug_of

_SAFE = re.compile(r"[A-Za-zÀ-ÿ][\w À-ÿ,.;’‘“”'()/&+–—-]*", re.ASCII)
_RESOLVED = words("true false yes no on off null y n")
_NOT_IN_YAML = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]|[\x85\u2028\u2029]"
)
_SMALL = words("a an and as at by for from in into of on or the their to with that his her its")
_TOPICS = (
    ("duties", "Duties", (FactKind.DUTY,)),
    ("limits", "What a role does not do", (FactKind.NOT_DUTY,)),
    ("titles", "Roles and titles", (FactKind.DEFINITION, FactKind.ALIAS)),
    ("requirements", "Requirements", (FactKind.REQUIREMENT,)),
    ("equipment", "Equipment", (FactKind.EQUIPMENT,)),
    ("workplaces", "Workplaces and supervision", (FactKind.WORKPLACE, FactKind.SUPERVISOR)),
)
_FEWEST_IN_TOPIC = 3


@dataclass(frozen=True, slots=True)
class DraftSource:
    """A document as the deck names it."""

    id: str
    title: str
    fields: tuple[tuple[str, str], ...] = ()
    """Author, date, publisher and url where the document tells them."""


def quoted(text: str) -> str:
    """A text as a YAML scalar that is read back as that very text: without quotes where that is safe."""
    if (
        _SAFE.fullmatch(text)
        and not text.endswith((" ", ":"))
        and text.casefold() not in _RESOLVED
        and " #" not in text
        and ": " not in text
    ):
        return text
    escaped = (
        text.replace("\\", "\\\\")
        .replace('"', '\\"')
        .replace("\n", "\\n")
        .replace("\t", "\\t")
        .replace("\r", "\\r")
    )
    return '"' + _NOT_IN_YAML.sub(_escape, escaped) + '"'


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def commented(text: str) -> str:
    """A text that is safe within a comment."""
    return _NOT_IN_YAML.sub("\ufffd", one_line(text))


def sources_of(documents: Sequence[Document]) -> list[DraftSource]:
    """The documents as sources, with ids of their own."""
    found: list[DraftSource] = []
    taken: set[str] = set()
    for document in documents:
        stem = re.split(r"[\\/]", document.name)[-1].rsplit(".", 1)[0]
        name = unique(
            "-".join(id_of(document.title or stem).split("-")[:5]) or slug_of(stem) or "source", taken
        )
        fields = tuple(
            (key, value)
            for key in ("publisher", "author", "date", "url")
            if (value := one_line(getattr(document, key)))
        )
        found.append(DraftSource(name, one_line(document.title) or one_line(stem), fields))
    return found


def id_of(text: str) -> str:
    """A slug near a text, apostrophes left out: *who's who* → `whos-who`; may be empty."""
    return slug_of(re.sub("['’]", "", text))


def unique(wanted: str, taken: set[str]) -> str:
    """The id, or with a number behind it the first that is free; it is taken by this."""
    name, number = wanted, 2
    while name in taken:
        name = f"{wanted}-{number}"
        number += 1
    taken.add(name)
    return name


def fact_id(text: str, kind: FactKind, taken: set[str]) -> str:
    """An id for a fact, from its first words that carry meaning."""
    words = [word for word in id_of(text).split("-") if word not in _SMALL][:5]
    return unique("-".join(words) or f"{slug_of(kind.value)}-{digest(text, size=3)}", taken)


def rendered(
    slug: str,
    title: str,
    roles: Sequence[FoundRole],
    documents: Sequence[Document],
    unplaced: Sequence[Unplaced],
) -> str:
    """The YAML of the deck."""
    return "\n".join(_Writer(roles, documents).lines(slug, title, unplaced)) + "\n"


class _Writer:
    """Renders one deck."""

    def __init__(self, roles: Sequence[FoundRole], documents: Sequence[Document]) -> None:
        self._roles = roles
        self._documents = documents
        self._sources = sources_of(documents)
        taken = set(RESERVED_ROLES)
        self._ids = {
            id(role): unique(id_of(role.title) or f"role-{digest(role.title, size=3)}", taken)
            for role in roles
        }

    def lines(self, slug: str, title: str, unplaced: Sequence[Unplaced]) -> Iterator[str]:
        names = ", ".join(commented(document.name) for document in self._documents)
        yield f"# A draft made from {names}."
        yield "# Look over what bears “review: true” (its line is given above it), then take the mark out."
        yield f"deck: {slug}"
        yield f"title: {quoted(title)}"
        used = {place.document for role in self._roles for fact in role.facts for place in fact.places}
        if used:
            yield "sources:"
        for number, source in enumerate(self._sources):
            if number in used:
                yield f"  {source.id}:"
                yield f"    title: {quoted(source.title)}"
                yield from (f"    {key}: {quoted(value)}" for key, value in source.fields)
        yield from self._topics()
        yield "roles:" if self._roles else "roles: []"
        for role in self._roles:
            yield from self._role(role)
        yield from self._rest(unplaced)

    def _topics(self) -> Iterator[str]:
        counts = Counter(fact.kind for role in self._roles for fact in role.facts)
        topics = [topic for topic in _TOPICS if sum(counts[kind] for kind in topic[2]) >= _FEWEST_IN_TOPIC]
        if topics:
            yield "topics:"
            yield from (f"  {name}: {quoted(title)}" for name, title, _ in topics)
            yield "default_topics:"
            yield from (
                f"  {kind.value}: {name}" for name, _, kinds in topics for kind in kinds if counts[kind]
            )

    def _where(self, places: Sequence[Place]) -> Iterator[str]:
        """Comments that name the places, at most three."""
        for place in places[:3]:
            document = (
                f" of {commented(self._documents[place.document].name)}" if len(self._documents) > 1 else ""
            )
            page = f"page {place.page}, " if place.page else ""
            yield f"# {page}line {place.line}{document}: {commented(place.quote)} …"

    def _cited(self, places: Sequence[Place]) -> list[str]:
        return [self._sources[number].id for number in sorted({place.document for place in places})]

    def _role(self, role: FoundRole) -> Iterator[str]:
        for line in self._where(role.places[:2]):
            yield f"  {line}"
        yield f"  - id: {self._ids[id(role)]}"
        yield f"    title: {quoted(role.title)}"
        if role.note or not role.sure:
            yield f"    review: true  # {commented(role.note) or 'named in running text only'}"
        common = Counter(tuple(self._cited(fact.places)) for fact in role.facts).most_common(1)
        source = list(common[0][0]) if common else []
        if source:
            yield f"    source: {_listed(source)}"
        if role.codes:
            yield f"    codes: {{{', '.join(f'{key}: {_text(code)}' for key, code in role.codes.items())}}}"
        taken = set(LISTS)
        for name in LISTS:
            facts = role.of(FactKind(name))
            if name == "definition" and facts:
                yield from self._definition(facts[0], source)
            elif (name == "reports_to" and facts) or facts:
                yield f"    {name}:"
                for fact in facts:
                    yield from self._fact(fact, role, source, taken)

    def _definition(self, fact: FoundFact, source: list[str]) -> Iterator[str]:
        for line in self._where(fact.places):
            yield f"    {line}"
        yield "    definition:"
        yield f"      text: {quoted(fact.text)}"
        cited = self._cited(fact.places)
        if cited != source:
            yield f"      source: {_listed(cited)}"
        if not fact.sure:
            yield "      review: true"

    def _fact(self, fact: FoundFact, role: FoundRole, source: list[str], taken: set[str]) -> Iterator[str]:
        for line in self._where(fact.places):
            yield f"      {line}"
        target = ""
        if fact.kind is FactKind.SUPERVISOR:
            target = next(
                (
                    self._ids[id(other)]
                    for other in self._roles
                    if other.title.casefold() == fact.text.casefold() and other is not role
                ),
                "",
            )
        name = unique(f"reports-to-{target}", taken) if target else fact_id(fact.text, fact.kind, taken)
        yield f"      - id: {name}"
        yield f"        text: {target or quoted(fact.text)}"
        also = [self._ids[id(other)] for other in fact.also if id(other) in self._ids]
        if also:
            yield f"        also: {_listed(also)}"
        cited = self._cited(fact.places)
        if cited != source:
            yield f"        source: {_listed(cited)}"
        if not fact.sure or fact.note:
            yield f"        review: true{f'  # {commented(fact.note)}' if fact.note else ''}"
        if fact.kind is FactKind.DUTY and says_all_of(fact.text, role.title):
            yield "        ignore: [D302]"

    def _rest(self, unplaced: Sequence[Unplaced]) -> Iterator[str]:
        if unplaced:
            yield "# Not placed:"
            for one in unplaced:
                yield f"#   {self.place(one)}: {commented(one.quote)} … ({one.why})"
        for document in self._documents:
            if document.furniture:
                yield f"# Left out of {commented(document.name)} as belonging to the page: lines {spans([block.line for block in document.furniture])}"

    def place(self, one: Unplaced) -> str:
        """A place in words."""
        document = f" of {commented(self._documents[one.document].name)}" if len(self._documents) > 1 else ""
        return f"{f'page {one.page}, ' if one.page else ''}line {one.line}{document}"


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"[{', '.join(names)}]"


def _text(code: str) -> str:
    return f'"{code}"'


def spans(lines: Sequence[int]) -> str:
    """Line numbers with runs drawn together: *3-7, 20*."""
    found: list[list[int]] = []
    for line in sorted(set(lines)):
        if found and line == found[-1][1] + 1:
            found[-1][1] = line
        else:
            found.append([line, line])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in found)
