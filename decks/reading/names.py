"""What a deck's parts may refer to: its roles, topics and sources."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from decks.model import Ignore, Source, Topic
from decks.reading.fields import Fields, Notes, scalar
from decks.reading.tree import Node

GENERAL = "general"
"""The topic of a fact that has none."""


@dataclass(slots=True)
class Names:
    """The declared names of one deck, and the references to them that were looked up."""

    notes: Notes
    sources: dict[str, Source]
    topics: dict[str, Topic]
    missing: Callable[[str], str]
    """Says why the deck's folder has no file at a path; nothing where it has one."""
    ignores: list[Ignore] = field(default_factory=list)
    """Findings that are not wanted, as far as they were read."""
    roles: dict[str, Node] = field(default_factory=dict)
    """Each declared role."""
    items: dict[tuple[str, str], Node] = field(default_factory=dict)
    """Each hand-written card and question, by list and id."""

    def topic(self, fields: Fields, name: str) -> str:
        """The topic that a key names; the general one, and a report, where the deck has no such topic."""
        value = fields.text(name)
        if value in self.topics:
            return value
        if value:
            advice = self.notes.nearest(value, list(self.topics)) or f"add it to “topics”: “{value}: …”"
            self.notes.error(fields.values[name], "D203", f"the deck has no topic “{value}”", advice)
        return GENERAL

    def source_list(self, fields: Fields) -> tuple[str, ...]:
        """The sources that `source` names; those the deck lacks are reported and left out."""
        found = []
        for value, node in fields.slugs("source"):
            if value in self.sources:
                found.append(value)
            else:
                advice = (
                    self.notes.nearest(value, list(self.sources))
                    or f"add it to “sources”: “{value}: {{title: …}}”"
                )
                self.notes.error(node, "D204", f"the deck has no source “{value}”", advice)
        return tuple(found)

    def role_list(self, fields: Fields, name: str, *, but: str) -> tuple[str, ...] | None:
        """The roles that a key names, without `but` itself; None, and a report, where one is unknown."""
        found: dict[str, None] = {}
        sound = True
        values = fields.slugs(name)
        if len(values) < len(list(fields.entries(name))):
            return None
        for value, node in values:
            if value == but:
                self.notes.warning(node, "D206", f"“{value}” is this very role", "take it out")
            elif value not in self.roles:
                sound = False
                self._no_role(value, node)
            else:
                found[value] = None
        return tuple(found) if sound else None

    def role(self, fields: Fields, name: str) -> str:
        """The role that a key names; empty, and a report, where the deck has no such role."""
        value = fields.slug(name)
        if value and value not in self.roles:
            self._no_role(value, fields.values[name])
            return ""
        return value

    def _no_role(self, value: str, node: Node) -> None:
        advice = self.notes.nearest(value, list(self.roles)) or "name a role by its “id”"
        self.notes.error(node, "D202", f"the deck has no role “{value}”", advice)

    def ignore(self, fields: Fields, *, everywhere: bool = False) -> None:
        """Take in what `ignore` names, for the lines of the mapping it stands in or for the whole deck."""
        node = fields.node
        for place in fields.entries("ignore"):
            code = scalar(place, "“ignore”", self.notes)
            if not code:
                continue
            if not (len(code) == 4 and code[0] == "D" and code[1:].isdigit()):
                self.notes.error(
                    fields.keys["ignore"],
                    "D211",
                    f"“{code}” is not the code of a finding",
                    "write it as “D302”",
                )
            else:
                last = 0 if everywhere else node.last
                self.ignores.append(Ignore(code, node.path, node.line, last, self.notes.mark(place)))

    def picture(self, fields: Fields) -> tuple[str, str]:
        """Path and description of the picture that `image` and `alt` give; both empty, and a report, where one lacks."""
        image, alt = fields.text("image"), fields.text("alt")
        if image and not alt:
            self.notes.error(
                fields.keys["image"],
                "D212",
                "a picture needs “alt” for whoever does not see it",
                "add “alt: …”",
            )
        elif alt and not image:
            self.notes.error(
                fields.keys["alt"], "D212", "“alt” goes with “image”", "add “image: …”, or take it out"
            )
        elif image and (why := self.missing(image)):
            advice = "name a file in the deck's folder"
            self.notes.error(
                fields.values["image"], "D213", f"the picture “{image}” cannot be shown: {why}", advice
            )
        else:
            return image, alt
        return "", ""

    def all_topics(self, used: Iterable[str]) -> tuple[Topic, ...]:
        """The deck's topics, with the general one last where it is used but not declared."""
        topics = tuple(self.topics.values())
        general = GENERAL not in self.topics and GENERAL in used
        return (*topics, Topic(GENERAL, "General")) if general else topics

    def take_id(self, fields: Fields, name: str, value: str) -> bool:
        """Whether the id of a hand-written card or question is free in its list; it is taken by this."""
        if (name, value) in self.items:
            first = self.notes.where(self.items[name, value], fields.node)
            what = f"the id “{value}” is taken by {first}"
            self.notes.error(fields.values["id"], "D201", what, "give each an id of its own")
            return False
        self.items[name, value] = fields.node
        return True
