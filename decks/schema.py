"""The keys of the deck format, declared once: the parser, its error messages and the documentation all read them here."""

from dataclasses import dataclass
from enum import Enum, auto


class Shape(Enum):
    """What the value of a key looks like in YAML."""

    TEXT = auto()
    """One line of text."""
    PROSE = auto()
    """Text that may have several lines."""
    SLUG = auto()
    """An id: lower-case letters, digits and single hyphens."""
    SLUGS = auto()
    """An id or a list of ids."""
    TEXTS = auto()
    """A text or a list of texts."""
    FLAG = auto()
    """true or false."""
    TEXT_MAP = auto()
    """A mapping of keys to texts."""
    MAP = auto()
    """A mapping with a table of its own."""
    LIST = auto()
    """A list whose entries have a table of their own."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a mapping in the format."""

    name: str
    shape: Shape
    doc: str
    """What it means, in one sentence."""
    required: bool = False
    example: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The keys that a mapping may have."""

    name: str
    """What the mapping is called in messages, with its article: "a role"."""
    keys: tuple[Key, ...]

    def key(self, name: str) -> Key | None:
        """The declaration of a key, or None where the format has no such key."""
        return next((key for key in self.keys if key.name == name), None)


_ID = Key(
    "id",
    Shape.SLUG,
    "What progress is kept under: never change it once students have the deck.",
    True,
    "fit-mask",
)
_TOPIC = Key("topic", Shape.TEXT, "Id of the topic it counts towards.", example="safety")
_WHY = Key("why", Shape.PROSE, "An explanation, shown after the answer.")
_REVIEW = Key(
    "review", Shape.FLAG, "true while somebody has still to look it over: `check` then reminds of it."
)
_IGNORE = Key(
    "ignore", Shape.TEXTS, "Codes of warnings and hints that are not to be given here.", example="[D302]"
)
_SOURCE = Key(
    "source", Shape.SLUGS, "Where it was taken from: an id, or several, of `sources`.", example="handbook"
)

SOURCE = Table(
    "a source",
    (
        Key("title", Shape.TEXT, "The document's title.", True, "Ward handbook"),
        Key("publisher", Shape.TEXT, "Who published it."),
        Key("author", Shape.TEXT, "Who wrote it."),
        Key("date", Shape.TEXT, "When, as the document says it.", example="2024-12-14"),
        Key("url", Shape.TEXT, "Where it can be read."),
        Key("licence", Shape.TEXT, "Under what terms it may be used.", example="CC BY 4.0"),
    ),
)

ITEM = Table(
    "an entry",
    (
        Key(
            "id",
            Shape.SLUG,
            "What progress is kept under: unique in the role, over all its lists.",
            False,
            "fit-mask",
        ),
        Key("text", Shape.TEXT, "The fact itself, on one line, without a full stop.", True, "Fit the mask"),
        _TOPIC,
        Key("also", Shape.SLUGS, "Ids of other roles of which it is true as well.", example="[staff-nurse]"),
        _WHY,
        _SOURCE,
        Key(
            "disputed",
            Shape.PROSE,
            "Who says what, where sources disagree; nothing is asked that rests on it.",
        ),
        _REVIEW,
        _IGNORE,
    ),
)

ROLE = Table(
    "a role",
    (
        Key(
            "id",
            Shape.SLUG,
            "What progress is kept under: never change it once students have the deck.",
            True,
            "porter",
        ),
        Key(
            "title",
            Shape.TEXT,
            "What the role is called: singular, in sentence case.",
            True,
            "Theatre porter",
        ),
        Key("topic", Shape.TEXT, "The topic of its facts that name none."),
        Key("source", Shape.SLUGS, "The source of its facts that name none."),
        Key(
            "broader",
            Shape.SLUGS,
            "The role, or roles, that it is a kind of: it has their duties and boundaries too.",
        ),
        Key("codes", Shape.TEXT_MAP, "Its codes in classifications.", example='{isco-08: "3211"}'),
        Key("definition", Shape.LIST, "What the role is, without its own title."),
        Key("aliases", Shape.LIST, "Other titles of the role."),
        Key("duties", Shape.LIST, "What the role does."),
        Key(
            "not_duties",
            Shape.LIST,
            "What the role does not do or may not do: known to be false, the best wrong options.",
        ),
        Key(
            "complete", Shape.FLAG, "true where the duties are all there are, so that anything else is false."
        ),
        Key("equipment", Shape.LIST, "What the role works with."),
        Key("requirements", Shape.LIST, "What one needs to take up the role."),
        Key("works_in", Shape.LIST, "Where the role works."),
        Key("reports_to", Shape.LIST, "Under whom the role works: a role's id, or a text."),
        _REVIEW,
        _IGNORE,
    ),
)

CARD = Table(
    "a card",
    (
        _ID,
        _TOPIC,
        Key("role", Shape.SLUG, "Id of the role it is about."),
        Key("front", Shape.PROSE, "What is asked."),
        Key("back", Shape.PROSE, "What is to be recalled."),
        Key("cloze", Shape.PROSE, "A text with gaps.", example="Blood leaves the heart by the {{aorta}}."),
        Key("answer", Shape.TEXT, "What is to be typed, in place of `back`."),
        Key("accept", Shape.TEXTS, "Other answers that count as right."),
        Key("image", Shape.TEXT, "A picture to show with the front: its path from the deck's folder."),
        Key("alt", Shape.TEXT, "What the picture shows, in words; goes with `image`."),
        _WHY,
        _SOURCE,
        _REVIEW,
        _IGNORE,
    ),
)

OPTION = Table(
    "an option",
    (
        Key("text", Shape.TEXT, "The option.", True),
        Key("why", Shape.PROSE, "Why it is right or wrong."),
        Key("role", Shape.SLUG, "Id of the role that it is taken from."),
    ),
)

QUESTION = Table(
    "a question",
    (
        _ID,
        _TOPIC,
        Key("role", Shape.SLUG, "Id of the role it is about."),
        Key("stem", Shape.PROSE, "The question.", True),
        Key("key", Shape.LIST, "The right option.", True),
        Key("distractors", Shape.LIST, "Two to four wrong options.", True),
        _WHY,
        _SOURCE,
        _REVIEW,
        _IGNORE,
    ),
)

LISTS = (
    "definition",
    "aliases",
    "duties",
    "not_duties",
    "equipment",
    "requirements",
    "works_in",
    "reports_to",
)
"""The keys of a role that hold facts."""

DEFAULT_TOPICS = Table(
    "default_topics",
    tuple(Key(name, Shape.TEXT, f"The topic of `{name}` that name none.") for name in LISTS),
)

DECK = Table(
    "a deck",
    (
        Key("deck", Shape.SLUG, "The deck's own id; part of every card's identity.", True, "theatre-roles"),
        Key("title", Shape.TEXT, "The deck's title.", True, "Roles in the operating theatre"),
        Key("description", Shape.PROSE, "What it holds and for whom."),
        Key("language", Shape.TEXT, "The language of its texts.", example="en"),
        Key("licence", Shape.TEXT, "Under what terms it may be passed on."),
        Key("attribution", Shape.PROSE, "Whom it must credit."),
        Key("sources", Shape.MAP, "The documents it was made from, by id."),
        Key("topics", Shape.MAP, "Its topics: title by id; an id may nest with `/`."),
        Key(
            "default_topics",
            Shape.MAP,
            "The topic of facts that name none, by the role's list they stand in.",
        ),
        Key("roles", Shape.LIST, "The roles."),
        Key("cards", Shape.LIST, "Flashcards written by hand."),
        Key("questions", Shape.LIST, "Multiple-choice questions written by hand."),
        Key("include", Shape.TEXTS, "Other files of the deck, by their paths from this one's folder."),
        Key(
            "renames", Shape.TEXT_MAP, "Former names and what they are called now, so that progress follows."
        ),
        _IGNORE,
    ),
)

RESERVED_ROLES = ("cards", "questions")
"""Role ids that would collide with the identities of hand-written cards and questions."""
