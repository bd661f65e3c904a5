"""From a tree of nodes to a `Deck`: what is sound is kept, what is not is reported and left out."""

from collections.abc import Callable

from decks.format.schema import DECK, DEFAULT_TOPICS, LISTS, RESERVED_ROLES, ROLE, SOURCE
from decks.model import Deck, Role, Source, Topic, WrittenCard, WrittenQuestion
from decks.reading.exam import read_exam
from decks.reading.facts import FactReader
from decks.reading.fields import Fields, Notes, scalar, slug
from decks.reading.handwritten import read_card, read_question
from decks.reading.kinds import in_circles, too_many_above
from decks.reading.names import Names
from decks.reading.tree import Node
from decks.text import is_slug, one_line, slug_of


def build_deck(
    root: Node, notes: Notes, missing: Callable[[str], str], *, nameless: bool = False
) -> Deck | None:
    """The deck that a tree describes, or None where it has no id or title to be known by, unless `nameless` lets that pass.

    `missing` says why the deck's folder has no file at a path, and nothing where it has one.
    """
    fields = Fields.of(root, DECK, notes)
    if fields is None:
        return None
    name, title = fields.slug("deck"), fields.text("title")
    names = Names(notes, _sources(fields, notes), _topics(fields, notes), missing)
    names.ignore(fields, everywhere=True)
    default_topics = _default_topics(fields, names)
    role_fields = _declared_roles(fields, names)
    roles = [_role(each, names, default_topics) for each in role_fields]
    kept = _without_circles([role for role in roles if role is not None], role_fields, notes)
    cards = _written(fields, "cards", names)
    questions = _asked(fields, "questions", names)
    renames = tuple(
        (one_line(key.value), new, notes.mark(key))
        for key, value in fields.pairs("renames")
        if (new := scalar(value, "a name", notes))
    )
    if not (nameless or (name and title)):
        return None
    used = {fact.topic for role in kept for fact in role.facts()}
    used.update(card.topic for card in cards)
    used.update(question.topic for question in questions)
    return Deck(
        id=name,
        title=title,
        path=notes.shown,
        description=fields.text("description", prose=True),
        language=fields.text("language"),
        licence=fields.text("licence"),
        attribution=fields.text("attribution", prose=True),
        sources=tuple(names.sources.values()),
        topics=names.all_topics(used),
        roles=tuple(kept),
        cards=cards,
        questions=questions,
        renames=tuple((old, new) for old, new, _ in renames),
        rename_marks=tuple(mark for _, _, mark in renames),
        ignores=tuple(names.ignores),
        exam=read_exam(fields, names),
        negative_stems=fields.flag("negative_stems"),
    )


def _sources(fields: Fields, notes: Notes) -> dict[str, Source]:
    found: dict[str, Source] = {}
    for key, value in fields.pairs("sources"):
        name = slug(key, "the id of a source", notes)
        each = Fields.of(value, SOURCE, notes)
        if name and each is not None:
            title = each.text("title")
            rest = {key: each.text(key) for key in ("publisher", "author", "date", "url", "licence")}
            found[name] = Source(name, title or name, **rest, mark=notes.mark(key))
    return found


def _topics(fields: Fields, notes: Notes) -> dict[str, Topic]:
    found: dict[str, Topic] = {}
    for key, value in fields.pairs("topics"):
        if not all(is_slug(part) for part in key.value.split("/")):
            near = "/".join(filter(None, map(slug_of, key.value.split("/"))))
            advice = (
                f"write it as “{near}”" if near else "write it with lower-case letters, digits and hyphens"
            )
            notes.error(key, "D114", f"“{one_line(key.value)}” is not the id of a topic", advice)
            continue
        title = scalar(value, f"the title of the topic “{one_line(key.value)}”", notes)
        found[key.value] = Topic(key.value, title or key.value, notes.mark(key))
    return found


def _default_topics(fields: Fields, names: Names) -> dict[str, str]:
    node = fields.values.get("default_topics")
    each = Fields.of(node, DEFAULT_TOPICS, names.notes) if node is not None else None
    if each is None:
        return {}
    return {name: names.topic(each, name) for name in LISTS if name in each}


def _declared_roles(fields: Fields, names: Names) -> list[Fields]:
    """The roles' fields, once each id is known, so that roles can refer to later ones."""
    found: list[Fields] = []
    for node in fields.entries("roles"):
        each = Fields.of(node, ROLE, names.notes)
        if each is None:
            continue
        name = each.slug("id")
        if name in names.roles:
            first = names.notes.where(names.roles[name], node)
            what = f"the id “{name}” is taken by the role in {first}"
            names.notes.error(each.values["id"], "D201", what, "give each role an id of its own")
        elif name in RESERVED_ROLES:
            what = f"“{name}” cannot be the id of a role, because the format uses it itself"
            names.notes.error(each.values["id"], "D114", what, "choose another")
        elif name:
            names.roles[name] = node
            found.append(each)
    return found


def _role(fields: Fields, names: Names, default_topics: dict[str, str]) -> Role | None:
    """One role, or None where it has no title or a `broader` that leads nowhere: what it inherits would be unknown."""
    role_id, title = fields.slug("id"), fields.text("title")
    broader = names.role_list(fields, "broader", but=role_id)
    related = names.role_list(fields, "related", but=role_id) or ()
    codes = tuple(
        (one_line(key.value), text)
        for key, value in fields.pairs("codes")
        if (text := scalar(value, f"the code in “{one_line(key.value)}”", names.notes))
    )
    names.ignore(fields)
    topic = names.topic(fields, "topic") if "topic" in fields else ""
    sources = names.source_list(fields)
    reader = FactReader(names, role_id, topic, default_topics, sources)
    lists = {name: reader.facts(fields, name) for name in LISTS}
    complete = fields.flag("complete") and not reader.dropped_duty
    if not title or broader is None:
        return None
    return Role(
        id=role_id,
        title=title,
        definition=next(iter(lists["definition"]), None),
        aliases=lists["aliases"],
        broader=broader,
        related=related,
        codes=codes,
        duties=lists["duties"],
        not_duties=lists["not_duties"],
        complete=complete,
        equipment=lists["equipment"],
        requirements=lists["requirements"],
        works_in=lists["works_in"],
        reports_to=lists["reports_to"],
        topic=topic,
        review=fields.flag("review"),
        mark=names.notes.mark(fields.node),
        last=fields.node.last,
    )


def _without_circles(roles: list[Role], fields: list[Fields], notes: Notes) -> list[Role]:
    """The roles without those that are, by way of `broader`, a kind of themselves or of far too many others."""
    nodes = {each.slug("id"): each.values.get("broader", each.node) for each in fields}
    circles = in_circles({role.id: role.broader for role in roles})
    many = too_many_above({role.id: role.broader for role in roles if role.id not in circles})
    for role in roles:
        if role.id in circles:
            what = f"“{role.id}” is, through “broader”, a kind of itself"
            notes.error(nodes[role.id], "D205", what, "take one link of the circle out")
        elif role.id in many:
            what = f"with “{role.id}” the deck has too many roles that are kinds of kinds of others"
            notes.error(nodes[role.id], "D205", what, "name fewer roles in “broader”")
    return [role for role in roles if role.id not in circles and role.id not in many]


def _written(fields: Fields, name: str, names: Names) -> tuple[WrittenCard, ...]:
    found = [read_card(node, names) for node in fields.entries(name)]
    return tuple(card for card in found if card is not None)


def _asked(fields: Fields, name: str, names: Names) -> tuple[WrittenQuestion, ...]:
    found = [read_question(node, names) for node in fields.entries(name)]
    return tuple(question for question in found if question is not None)
