"""Reading the lists of a role: its duties, titles, equipment and the rest."""

from decks.format.schema import ITEM, LISTS
from decks.model import Fact, FactKind
from decks.reading.fields import Fields, scalar
from decks.reading.names import GENERAL, Names
from decks.reading.tree import Node, Scalar
from decks.text import digest, folded, slug_of


class FactReader:
    """Reads the lists of one role, whose facts share one space of ids."""

    def __init__(
        self, names: Names, role: str, topic: str, default_topics: dict[str, str], sources: tuple[str, ...]
    ) -> None:
        self.names = names
        self.role = role
        self.topic = topic
        self.default_topics = default_topics
        self.sources = sources
        self.taken: dict[str, Node] = {}
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
                fact_id,
                kind,
                text,
                self.role,
                default,
                sources=self.sources,
                target=target,
                mark=notes.mark(node),
                text_mark=notes.mark(node),
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
        self.names.ignore(each)
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
            review=each.flag("review"),
            mark=notes.mark(node),
            text_mark=notes.mark(each.values["text"]),
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
            first = self.names.notes.where(self.taken[fact_id], node)
            if given:
                what = f"the id “{fact_id}” is taken by {first} of this role"
                self.names.notes.error(node, "D201", what, "give each entry of the role an id of its own")
            else:
                what = f"the role lists this text already in {first}"
                self.names.notes.error(node, "D201", what, "keep one of the two")
            return ""
        self.taken[fact_id] = node
        return fact_id
