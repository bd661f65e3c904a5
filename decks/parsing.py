"""From a tree of nodes to a `Deck`: what is sound is kept, what is not is reported and left out."""

from decks.fields import Fields, Notes, scalar, slug
from decks.handwritten import read_card, read_question
from decks.model import Deck, Fact, FactKind, Role, Source, Topic, WrittenCard, WrittenQuestion
from decks.names import GENERAL, Names
from decks.schema import DECK, DEFAULT_TOPICS, ITEM, LISTS, RESERVED_ROLES, ROLE, SOURCE
from decks.text import digest, folded, is_slug, one_line, slug_of
from decks.tree import Node, Scalar


def build_deck(root: Node, notes: Notes) -> Deck | None:
    """The deck that a tree describes, or None where it has no id or title to be known by."""
    fields = Fields.of(root, DECK, notes)
    if fields is None:
        return None
    name, title = fields.slug("deck"), fields.text("title")
    names = Names(notes, _sources(fields, notes), _topics(fields, notes))
    default_topics = _default_topics(fields, names)
    role_fields = _declared_roles(fields, names)
    roles = [_role(each, names, default_topics) for each in role_fields]
    kept = _without_circles([role for role in roles if role is not None], role_fields, notes)
    cards = _written(fields, "cards", names)
    questions = _asked(fields, "questions", names)
    if not name or not title:
        return None
    return Deck(
        id=name,
        title=title,
        path=notes.shown,
        description=fields.text("description", prose=True),
        language=fields.text("language"),
        licence=fields.text("licence"),
        attribution=fields.text("attribution", prose=True),
        sources=tuple(names.sources.values()),
        topics=names.all_topics(),
        roles=tuple(kept),
        cards=cards,
        questions=questions,
    )


def _sources(fields: Fields, notes: Notes) -> dict[str, Source]:
    found: dict[str, Source] = {}
    for key, value in fields.pairs("sources"):
        name = slug(key, "the id of a source", notes)
        each = Fields.of(value, SOURCE, notes)
        if name and each is not None:
            title = each.text("title")
            rest = {key: each.text(key) for key in ("publisher", "author", "date", "url", "licence")}
            found[name] = Source(name, title or name, **rest)
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
        title = scalar(value, f"the title of the topic “{key.value}”", notes)
        found[key.value] = Topic(key.value, title or key.value)
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
            first = names.roles[name]
            what = f"the id “{name}” is taken by the role in line {first}"
            names.notes.error(each.values["id"], "D201", what, "give each role an id of its own")
        elif name in RESERVED_ROLES:
            what = f"“{name}” cannot be the id of a role, because the format uses it itself"
            names.notes.error(each.values["id"], "D114", what, "choose another")
        elif name:
            names.roles[name] = node.line
            found.append(each)
    return found


def _role(fields: Fields, names: Names, default_topics: dict[str, str]) -> Role | None:
    """One role, or None where it has no title or a `broader` that leads nowhere: what it inherits would be unknown."""
    role_id, title = fields.slug("id"), fields.text("title")
    broader = names.role_list(fields, "broader", but=role_id)
    codes = tuple(
        (one_line(key.value), text)
        for key, value in fields.pairs("codes")
        if (text := scalar(value, f"the code in “{one_line(key.value)}”", names.notes))
    )
    topic = names.topic(fields, "topic") if "topic" in fields else ""
    sources = names.source_list(fields)
    reader = _FactReader(names, role_id, topic, default_topics, sources)
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
        codes=codes,
        duties=lists["duties"],
        not_duties=lists["not_duties"],
        complete=complete,
        equipment=lists["equipment"],
        requirements=lists["requirements"],
        works_in=lists["works_in"],
        reports_to=lists["reports_to"],
        topic=topic,
        mark=names.notes.mark(fields.node),
    )


class _FactReader:
    """Reads the lists of one role, whose facts share one space of ids."""

    def __init__(
        self, names: Names, role: str, topic: str, default_topics: dict[str, str], sources: tuple[str, ...]
    ) -> None:
        self.names = names
        self.role = role
        self.topic = topic
        self.default_topics = default_topics
        self.sources = sources
        self.taken: dict[str, int] = {}
        self.dropped_duty = False

    def facts(self, fields: Fields, name: str) -> tuple[Fact, ...]:
        """The facts of one list; only a definition is single."""
        kind = FactKind(name)
        found: list[Fact] = []
        for node in fields.entries(name):
            if kind is FactKind.DEFINITION and found:
                self.names.notes.error(node, "D110", "a role has one definition", "join them in one text")
                break
            fact = self._fact(node, kind)
            if fact is not None:
                found.append(fact)
            elif kind is FactKind.DUTY:
                self.dropped_duty = True
        return tuple(found)

    def _fact(self, node: Node, kind: FactKind) -> Fact | None:
        notes = self.names.notes
        default = self.topic or self.default_topics.get(kind.value, "") or GENERAL
        if isinstance(node, Scalar):
            text = scalar(node, f"an entry of “{kind.value}”", notes)
            if not text:
                return None
            if kind is FactKind.DUTY:
                advice = f"write “- id: {self._suggested(text)}” and, below it, “text: …”"
                notes.error(node, "D112", "a duty needs “id”, under which progress is kept", advice)
                return None
            target = text if kind is FactKind.SUPERVISOR and text in self.names.roles else ""
            fact_id = self._id("", kind, text, target, node)
            if not fact_id:
                return None
            return Fact(
                fact_id, kind, text, self.role, default, (), "", self.sources, "", target, notes.mark(node)
            )
        each = Fields.of(node, ITEM, notes)
        if each is None:
            return None
        text, given = each.text("text"), each.slug("id")
        also = self.names.role_list(each, "also", but=self.role)
        if kind is FactKind.DUTY and "id" not in each:
            advice = f"add “id: {self._suggested(text) or 'its-own-id'}”"
            notes.error(node, "D112", "a duty needs “id”, under which progress is kept", advice)
            return None
        # A fact whose id or `also` is broken is left out: with a wrong identity progress would go astray, and with
        # a role missing from `also` it could be offered as false of a role that it is true of.
        if not text or also is None or ("id" in each and not given):
            return None
        target = text if kind is FactKind.SUPERVISOR and text in self.names.roles else ""
        fact_id = self._id(given, kind, text, target, each.values.get("id", node))
        if not fact_id:
            return None
        return Fact(
            id=fact_id,
            kind=kind,
            text=text,
            role=self.role,
            topic=self.names.topic(each, "topic") if "topic" in each else default,
            also=also,
            why=each.text("why", prose=True),
            sources=self.names.source_list(each) or self.sources,
            disputed=each.text("disputed", prose=True),
            target=target,
            mark=notes.mark(node),
        )

    def _suggested(self, text: str) -> str:
        words = slug_of(text).split("-")
        return "-".join(words[:5])

    def _id(self, given: str, kind: FactKind, text: str, target: str, node: Node) -> str:
        """The fact's id, unique in its role; empty, and reported, where it is taken."""
        if kind is FactKind.DEFINITION and not given:
            given = "definition"
        elif given in LISTS:
            self.names.notes.error(
                node,
                "D114",
                f"“{given}” cannot be an id here, because the format uses it itself",
                "choose another",
            )
            return ""
        fact_id = given or (f"reports-to-{target}" if target else "~" + digest(kind.value, folded(text)))
        if fact_id in self.taken:
            first = self.taken[fact_id]
            if given:
                what = f"the id “{fact_id}” is taken by line {first} of this role"
                self.names.notes.error(node, "D201", what, "give each entry of the role an id of its own")
            else:
                what = f"the role lists this text already in line {first}"
                self.names.notes.error(node, "D201", what, "keep one of the two")
            return ""
        self.taken[fact_id] = node.line
        return fact_id


def _without_circles(roles: list[Role], fields: list[Fields], notes: Notes) -> list[Role]:
    """The roles without those that are, by way of `broader`, a kind of themselves."""
    broader = {role.id: role.broader for role in roles}
    nodes = {each.slug("id"): each.values.get("broader", each.node) for each in fields}
    kept: list[Role] = []
    for role in roles:
        seen: set[str] = set()
        ahead = list(role.broader)
        while ahead and role.id not in seen:
            name = ahead.pop()
            if name not in seen:
                seen.add(name)
                ahead.extend(broader.get(name, ()))
        if role.id in seen:
            what = f"“{role.id}” is, through “broader”, a kind of itself"
            notes.error(nodes[role.id], "D205", what, "take one link of the circle out")
        else:
            kept.append(role)
    return kept


def _written(fields: Fields, name: str, names: Names) -> tuple[WrittenCard, ...]:
    found = [read_card(node, names) for node in fields.entries(name)]
    return tuple(card for card in found if card is not None)


def _asked(fields: Fields, name: str, names: Names) -> tuple[WrittenQuestion, ...]:
    found = [read_question(node, names) for node in fields.entries(name)]
    return tuple(question for question in found if question is not None)
