"""What every importer makes of its source, and how that becomes roles: ids, and who shares what with whom."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from decks.english.similarity import normalised, stem
from decks.format.starter import ids_of
from decks.importing.limits import OTHER_TITLES, THINGS
from decks.importing.problems import Unimportable
from decks.text import one_line, slug_of

MOST_BEARERS = 4
"""Another title that more occupations than these have says too little of any of them."""


@dataclass(slots=True)
class Occupation:
    """One occupation as its source tells of it."""

    code: str
    """Its code, digits as they are written; may be empty."""
    title: str
    definition: str = ""
    duties: list[tuple[str, str]] = field(default_factory=list)
    """Ids and texts, in the source's order."""
    titles: list[str] = field(default_factory=list)
    """All its other titles, the best first."""
    equipment: list[str] = field(default_factory=list)
    """What it is best to know of its equipment, the best first."""
    uses: list[str] = field(default_factory=list)
    """All its equipment, so that what it shares with others is known."""
    requirements: list[str] = field(default_factory=list)
    topic: str = ""
    """Id of its topic."""
    broader: str = ""
    """Code of the occupation that it is a kind of."""
    related: list[str] = field(default_factory=list)
    """Codes of the occupations that are most like it, the likest first."""
    codes: dict[str, str] = field(default_factory=dict)
    """Codes by classification."""
    is_group: bool = False
    """Whether it only gathers others, so that it has no duties of its own."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where it all comes from."""

    id: str
    title: str
    publisher: str = ""
    date: str = ""
    url: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """A source that was read."""

    deck: str
    """Suggested id of the deck, the same for every release."""
    title: str
    description: str
    source: Source
    attribution: str
    """Whom the deck must credit, and what was changed."""
    occupations: Sequence[Occupation]
    topics: Mapping[str, str]
    """Titles by id, wider ones first."""
    language: str = ""
    notes: tuple[str, ...] = ()
    """What whoever imports should know, one sentence each."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact of a role."""

    text: str
    id: str = ""
    also: tuple[str, ...] = ()


@dataclass(slots=True)
class RoleEntry:
    """One role of the deck."""

    id: str
    occupation: Occupation
    broader: str = ""
    related: Sequence[str] = ()
    duties: Sequence[Entry] = ()
    aliases: Sequence[Entry] = ()
    equipment: Sequence[Entry] = ()


def chosen(
    occupations: Sequence[Occupation], codes: Sequence[str], titles: Sequence[str]
) -> list[Occupation]:
    """Those whose code or title matches one of the patterns; all where there are none.

    In patterns `*` and `?` stand for other characters. Without them, a code matches by its start and a title by any part.

    Raises:
        Unimportable: nothing matches.
    """
    if not codes and not titles:
        return list(occupations)
    by_code = [each if set(each) & set("*?[") else f"{each}*" for each in codes]
    by_title = [each if set(each) & set("*?") else f"*{each}*" for each in map(str.casefold, titles)]
    kept = [
        each
        for each in occupations
        if any(fnmatchcase(each.code, pattern) for pattern in by_code)
        or any(fnmatchcase(each.title.casefold(), pattern) for pattern in by_title)
    ]
    if not kept:
        asked = ", ".join(f"“{one_line(each)}”" for each in (*codes, *titles))
        first = occupations[0]
        raise Unimportable(
            f"No occupation matches {asked}; there are {len(occupations)}, such as “{first.code}”, “{first.title}”."
        )
    return kept


def title_key(title: str) -> str:
    """What a title and its plural have in common."""
    return " ".join(stem(word) for word in normalised(title).split())


def make_roles(
    occupations: Sequence[Occupation], *, other_titles: int = OTHER_TITLES, things: int = THINGS
) -> list[RoleEntry]:
    """Roles of occupations: each fact that several share stands once, at the first, and names the others.

    Args:
        occupations: in the deck's order.
        other_titles: how many other titles a role gets at most, those that it shares included.
        things: how many pieces of equipment, likewise.
    """
    ids = ids_of(each.title for each in occupations)
    by_code = {each.code: name for each, name in zip(occupations, ids, strict=True) if each.code}
    roles = [
        RoleEntry(
            name,
            each,
            by_code.get(each.broader, ""),
            [by_code[code] for code in dict.fromkeys(each.related) if by_code.get(code, name) != name],
        )
        for name, each in zip(ids, occupations, strict=True)
    ]
    duties = _placed([role.occupation.duties for role in roles], ids, normalised)
    taken = {title_key(each.title) for each in occupations}
    all_titles = [
        [("", text) for text in role.occupation.titles if title_key(text) not in taken] for role in roles
    ]
    aliases = _placed(all_titles, ids, title_key, limit=other_titles, bearers=MOST_BEARERS)
    used = [[("", text) for text in role.occupation.uses] for role in roles]
    best = [[("", text) for text in role.occupation.equipment] for role in roles]
    equipment = _placed(best, ids, normalised, limit=things, borne=used)
    for place, role in enumerate(roles):
        role.duties, role.aliases, role.equipment = duties[place], aliases[place], equipment[place]
    return roles


def _placed(
    lists: Sequence[Sequence[tuple[str, str]]],
    ids: Sequence[str],
    key: Callable[[str], str],
    *,
    limit: int | None = None,
    bearers: int | None = None,
    borne: Sequence[Sequence[tuple[str, str]]] | None = None,
) -> list[list[Entry]]:
    """The entries that each role lists itself.

    Args:
        lists: ids and texts by role.
        ids: of the roles.
        key: what equal texts have in common.
        limit: how many entries a role gets, those of others that name it included.
        bearers: entries that more roles than these have are left out.
        borne: all that the roles have, where `lists` is only what is best of it.
    """
    having: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for name, texts in zip(ids, borne or lists, strict=True):
        for _, text in texts:
            having[key(text)][name] = None
    done: set[str] = set()
    held: Counter[str] = Counter()
    placed: list[list[Entry]] = []
    for name, texts in zip(ids, lists, strict=True):
        own: list[Entry] = []
        names: set[str] = set()
        for given, text in texts:
            same = key(text)
            if not same or same in done or (bearers is not None and len(having[same]) > bearers):
                continue
            if limit is not None and held[name] >= limit:
                break
            done.add(same)
            also = tuple(each for each in having[same] if each != name)
            held.update((name, *also))
            own.append(Entry(text, _unique(given, names) if given else "", also))
        placed.append(own)
    return placed


def _unique(name: str, taken: set[str]) -> str:
    found, again = name, 2
    while found in taken:
        found, again = f"{name}-{again}", again + 1
    taken.add(found)
    return found


def duty_id(text: str, words: int = 6) -> str:
    """An id from the first words of a duty that has none in its source."""
    return "-".join(slug_of(text).split("-")[:words]) or "duty"
