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
    """A value as it would be written after the key, on one line."""


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
_WHY = Key(
    "why",
    Shape.PROSE,
    "An explanation, shown after the answer.",
    example="Two people count, so that one can miss an item and the other see it.",
)
_REVIEW = Key(
    "review",
    Shape.FLAG,
    "true while somebody has still to look it over: `check` then reminds of it.",
    example="true",
)
_ROLE = Key("role", Shape.SLUG, "Id of the role it is about.", example="scrub-nurse")
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
        Key("publisher", Shape.TEXT, "Who published it.", example="St Anne's Hospital"),
        Key("author", Shape.TEXT, "Who wrote it.", example="A. Berg"),
        Key("date", Shape.TEXT, "When, as the document says it.", example="2024-12-14"),
        Key("url", Shape.TEXT, "Where it can be read.", example="https://example.org/handbook"),
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
            example="The handbook says so; the law leaves it to the hospital.",
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
        Key("topic", Shape.TEXT, "The topic of its facts that name none.", example="safety"),
        Key("source", Shape.SLUGS, "The source of its facts that name none.", example="handbook"),
        Key(
            "broader",
            Shape.SLUGS,
            "The role, or roles, that it is a kind of: it has their duties and boundaries too.",
            example="theatre-worker",
        ),
        Key(
            "related",
            Shape.SLUGS,
            "Roles that are likely to be taken for it, the likeliest first: the first to supply wrong options.",
            example="[staff-nurse, circulating-nurse]",
        ),
        Key("codes", Shape.TEXT_MAP, "Its codes in classifications.", example='{isco-08: "3211"}'),
        Key(
            "definition",
            Shape.LIST,
            "What the role is, without its own title.",
            example="Hands instruments to the surgeon from inside the sterile field",
        ),
        Key("aliases", Shape.LIST, "Other titles of the role.", example="[Instrument nurse]"),
        Key("duties", Shape.LIST, "What the role does.", example="[{id: fit-mask, text: Fit the mask}]"),
        Key(
            "not_duties",
            Shape.LIST,
            "What the role does not do or may not do: known to be false, the best wrong options.",
            example="[{id: close-skin, text: Close the skin, why: That is the surgeon's.}]",
        ),
        Key(
            "complete",
            Shape.FLAG,
            "true where the duties are all there are, so that anything else is false.",
            example="true",
        ),
        Key("equipment", Shape.LIST, "What the role works with.", example="[laryngoscope, ventilator]"),
        Key(
            "requirements",
            Shape.LIST,
            "What one needs to take up the role.",
            example="[A certificate in anaesthetic technology]",
        ),
        Key("works_in", Shape.LIST, "Where the role works.", example="[induction room]"),
        Key(
            "reports_to",
            Shape.LIST,
            "Under whom the role works: a role's id, or a text.",
            example="circulating-nurse",
        ),
        _REVIEW,
        _IGNORE,
    ),
)

CARD = Table(
    "a card",
    (
        _ID,
        _TOPIC,
        _ROLE,
        Key("front", Shape.PROSE, "What is asked.", example="What is checked aloud before the first cut?"),
        Key(
            "back",
            Shape.PROSE,
            "What is to be recalled.",
            example="The patient, the procedure and the side.",
        ),
        Key("cloze", Shape.PROSE, "A text with gaps.", example="Blood leaves the heart by the {{aorta}}."),
        Key("answer", Shape.TEXT, "What is to be typed, in place of `back`.", example="two"),
        Key("accept", Shape.TEXTS, "Other answers that count as right.", example='["2", two people]'),
        Key(
            "image",
            Shape.TEXT,
            "A picture to show with the front: its path from the deck's folder.",
            example="pictures/tray.png",
        ),
        Key(
            "alt",
            Shape.TEXT,
            "What the picture shows, in words; goes with `image`.",
            example="A tray with two clamps and a scalpel",
        ),
        _WHY,
        _SOURCE,
        _REVIEW,
        _IGNORE,
    ),
)

OPTION = Table(
    "an option",
    (
        Key("text", Shape.TEXT, "The option.", True, "The surgeon is told"),
        Key(
            "why",
            Shape.PROSE,
            "Why it is right or wrong.",
            example="The wound is searched before it is closed.",
        ),
        Key("role", Shape.SLUG, "Id of the role that it is taken from.", example="circulating-nurse"),
    ),
)

QUESTION = Table(
    "a question",
    (
        _ID,
        _TOPIC,
        _ROLE,
        Key(
            "stem",
            Shape.PROSE,
            "The question.",
            True,
            "A swab is missing at the last count. What comes first?",
        ),
        Key("key", Shape.LIST, "The right option.", example="The surgeon is told"),
        Key(
            "keys",
            Shape.LIST,
            "In place of `key`: one to four right options, all of which are to be found.",
            example="[The surgeon is told, The wound is searched]",
        ),
        Key(
            "distractors",
            Shape.LIST,
            "Two to four wrong options; beside `keys` one to four, so that there are three to five options in all.",
            True,
            "[The wound is closed, The bins are emptied]",
        ),
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
    tuple(
        Key(name, Shape.TEXT, f"The topic of `{name}` that name none.", example="safety") for name in LISTS
    ),
)

EXAM = Table(
    "an exam",
    (
        Key("date", Shape.TEXT, "The day of the exam.", example="2027-06-14"),
        Key("pass_mark", Shape.TEXT, "Per cent of the marks that are needed to pass.", example="60"),
        Key(
            "weights",
            Shape.TEXT_MAP,
            "How much of the exam each topic is, in marks, questions or any other unit.",
            example="{safety: 12, safety/counts: 8}",
        ),
    ),
)

DECK = Table(
    "a deck",
    (
        Key("deck", Shape.SLUG, "The deck's own id; part of every card's identity.", True, "theatre-roles"),
        Key("title", Shape.TEXT, "The deck's title.", True, "Roles in the operating theatre"),
        Key(
            "description",
            Shape.PROSE,
            "What it holds and for whom.",
            example="Who does what before, during and after an operation.",
        ),
        Key("language", Shape.TEXT, "The language of its texts.", example="en"),
        Key("licence", Shape.TEXT, "Under what terms it may be passed on.", example="CC BY 4.0"),
        Key(
            "attribution",
            Shape.PROSE,
            "Whom it must credit.",
            example="After the theatre handbook of St Anne's Hospital, used under CC BY 4.0.",
        ),
        Key(
            "sources",
            Shape.MAP,
            "The documents it was made from, by id.",
            example="{handbook: {title: Theatre handbook, date: 2024-12-14}}",
        ),
        Key(
            "topics",
            Shape.MAP,
            "Its topics: title by id; an id may nest with `/`.",
            example="{safety: Safety and counting, safety/counts: Counts}",
        ),
        Key(
            "default_topics",
            Shape.MAP,
            "The topic of facts that name none, by the role's list they stand in.",
            example="{definition: titles, duties: safety}",
        ),
        Key("roles", Shape.LIST, "The roles.", example="[{id: porter, title: Theatre porter}]"),
        Key(
            "cards",
            Shape.LIST,
            "Flashcards written by hand.",
            example="[{id: who-counts, front: How many people count the swabs?, answer: two}]",
        ),
        Key(
            "questions",
            Shape.LIST,
            "Multiple-choice questions written by hand.",
            example="[{id: lost-swab, stem: What comes first?, key: The search, distractors: [Lunch, Closing]}]",
        ),
        Key(
            "include",
            Shape.TEXTS,
            "Other files of the deck, by their paths from this one's folder.",
            example="[nurses.yaml, theatre/doctors.yaml]",
        ),
        Key(
            "renames",
            Shape.TEXT_MAP,
            "Former names and what they are called now, so that progress follows.",
            example="{scrub-nurse: instrument-nurse, porter/lift: porter/move}",
        ),
        Key(
            "exam",
            Shape.MAP,
            "The exam that it prepares for, so that a mark can be forecast.",
            example="{date: 2027-06-14, pass_mark: 60, weights: {safety: 12, safety/counts: 8}}",
        ),
        Key(
            "negative_stems",
            Shape.FLAG,
            "true where a question may ask for what is NOT so; else it asks for what is somebody else's.",
            example="true",
        ),
        _IGNORE,
    ),
)

RESERVED_ROLES = ("cards", "questions")
"""Role ids that would collide with the identities of hand-written cards and questions."""
