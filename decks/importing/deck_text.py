"""Writing a deck of imported roles, line by line."""

from collections.abc import Iterator, Sequence

from decks.format.starter import yaml_text
from decks.importing.occupations import Entry, Imported, RoleEntry


def deck_lines(
    imported: Imported, roles: Sequence[RoleEntry], deck: str = "", title: str = ""
) -> Iterator[str]:
    """The lines of the deck's file, without their ends.

    Args:
        imported: the source.
        roles: what was made of its occupations.
        deck: the deck's id, where it is not the suggested one.
        title: the deck's title, likewise.
    """
    source = imported.source
    yield f"deck: {deck or imported.deck}"
    yield f"title: {_value(title or imported.title)}"
    yield f"description: {_value(imported.description)}"
    if imported.language:
        yield f"language: {imported.language}"
    if source.licence:
        yield f"licence: {_value(source.licence)}"
    yield f"attribution: {_value(imported.attribution)}"
    yield "sources:"
    yield f"  {source.id}:"
    for name in ("title", "publisher", "date", "url", "licence"):
        if text := getattr(source, name):
            yield f"    {name}: {_value(text)}"
    used = {role.occupation.topic for role in roles}
    topics = [each for each in imported.topics if any(f"{one}/".startswith(f"{each}/") for one in used)]
    if topics:
        yield "topics:"
        yield from (f"  {_value(each)}: {_value(imported.topics[each])}" for each in topics)
    yield "roles:"
    for role in roles:
        yield from _role(role, source.id)


def _role(role: RoleEntry, source: str) -> Iterator[str]:
    occupation = role.occupation
    yield f"  - id: {_value(role.id)}"
    yield f"    title: {_value(occupation.title)}"
    if occupation.topic:
        yield f"    topic: {_value(occupation.topic)}"
    yield f"    source: {source}"
    if role.broader:
        yield f"    broader: {_value(role.broader)}"
    if role.related:
        yield f"    related: {_ids(role.related)}"
    if occupation.codes:
        listed = ", ".join(f"{name}: {_quoted(code)}" for name, code in occupation.codes.items())
        yield f"    codes: {{{listed}}}"
    if occupation.is_group:
        yield "    ignore: [D304] # a group: what its members do stands with them"
    if occupation.definition:
        yield f"    definition: {_value(occupation.definition)}"
    yield from _list("aliases", role.aliases)
    yield from _list("duties", role.duties)
    yield from _list("equipment", role.equipment)
    yield from _list("requirements", [Entry(text) for text in occupation.requirements])


def _list(name: str, entries: Sequence[Entry]) -> Iterator[str]:
    if entries:
        yield f"    {name}:"
    for entry in entries:
        if not entry.id and not entry.also:
            yield f"      - {_value(entry.text)}"
            continue
        first = "- "
        for key, value in (
            ("id", _value(entry.id) if entry.id else ""),
            ("text", _value(entry.text)),
            ("also", _ids(entry.also)),
        ):
            if value:
                yield f"      {first}{key}: {value}"
                first = "  "


def _ids(names: Sequence[str]) -> str:
    return f"[{', '.join(map(_value, names))}]" if names else ""


def _value(text: str) -> str:
    """A text as YAML, in quotes where it would be taken for a number elsewhere."""
    return _quoted(text) if text[:1].isdigit() else yaml_text(text)


def _quoted(text: str) -> str:
    written = yaml_text(text)
    return written if written.startswith('"') else f'"{written}"'
