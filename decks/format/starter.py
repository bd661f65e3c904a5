"""The deck to start from: sound, commented, and with what the instructor said of it already in place."""

import json
import re
from collections.abc import Iterable, Sequence

from decks.format.json_schema import FILE
from decks.format.schema import RESERVED_ROLES
from decks.text import one_line, slug_of

MODELINE = "# yaml-language-server: $schema="
"""The comment, before the schema's path, by which editors know what a YAML file is checked against."""

_BARE = re.compile(r"[^\W\d_](?:[\w ()/.,;’'–-]*[\w).’])?")
"""Texts that mean themselves in YAML without quotes, whichever program reads them."""
_WORDS = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}
_ESCAPED = re.compile("[\ufeff\ufffe\uffff\U0001fffe\U0001ffff]|[^\\u0000-\ud7ff\ue000-\U0010ffff]")


def yaml_text(text: str) -> str:
    """The text, made one harmless line, as a YAML value; in quotes where it needs them."""
    text = one_line(text)
    if _BARE.fullmatch(text) and text.lower() not in _WORDS:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\U{ord(found.group()):08X}", quoted)


def ids_of(titles: Iterable[str]) -> list[str]:
    """An id for each role's title, in their order, no two alike."""
    found: list[str] = []
    for number, title in enumerate(titles, start=1):
        near = slug_of(title)
        near = f"role-{near or number}" if near in ("", *RESERVED_ROLES) else near
        name, again = near, 2
        while name in found:
            name, again = f"{near}-{again}", again + 1
        found.append(name)
    return found


def starter(title: str, name: str, roles: Sequence[str] = (), *, schema: str = FILE) -> str:
    """The text of a new deck.

    Args:
        title: what the deck is called, in any words.
        name: its id.
        roles: titles of its first roles. Without any, three roles of a library show how it is done; with some, the
            parts that show it are comments.
        schema: where the schema lies, seen from the deck's file; empty for no mention of it.
    """
    modeline = f"{MODELINE}{schema}\n" if schema else ""
    body = _example() if not roles else _own(roles)
    return f"{modeline}{_HEAD}\ndeck: {name}\ntitle: {yaml_text(title)}\n{body}"


def _own(roles: Sequence[str]) -> str:
    listed = "".join(
        f"  - id: {name}\n    title: {yaml_text(title)}\n    definition:\n    duties:\n\n"
        for name, title in zip(ids_of(roles), roles, strict=True)
    )
    return (
        f"{_DESCRIPTION}\n{_SOURCES[0]}{_commented(_SOURCES[1])}\n{_TOPICS[0]}{_commented(_TOPICS[1])}\n"
        f"{_ROLES}#\n{_commented(_ROLE)}\nroles:\n{listed}"
        f"{_CARDS[0]}{_commented(_CARDS[1])}\n{_QUESTIONS[0]}{_commented(_QUESTIONS[1])}"
    )


def _example() -> str:
    return (
        f"{_DESCRIPTION}\n{_SOURCES[0]}{_SOURCES[1]}\n{_TOPICS[0]}{_TOPICS[1]}\n{_ROLES}roles:\n{_ROLE}\n{_MORE_ROLES}\n"
        f"{_CARDS[0]}{_CARDS[1]}\n{_QUESTIONS[0]}{_QUESTIONS[1]}"
    )


def _commented(text: str) -> str:
    return "".join(f"# {line}".rstrip() + "\n" for line in text.splitlines())


_HEAD = """\
# A deck says what roles are and do; flashcards and questions are made from it. Every text is taken as it is written.
# As you write, have it checked: study decks check FILE
#
# An id (deck, role, duty, card, question) is what learners' progress is kept under: change the words as often as you
# like, but no id once somebody learns with the deck.
"""

_DESCRIPTION = "description: Who does what, and who does not.\nlanguage: en\n"

_SOURCES = (
    "# Where it was taken from. Name a source by its id at a role, or at a single duty.\n",
    "sources:\n  handbook: {title: Staff handbook, publisher: The town library, date: 2026}\n",
)

_TOPICS = (
    "# What weak spots are reported by. default_topics gives each list of a role the topic of what names none itself.\n",
    """\
topics:
  who-is-who: Who is who
  readers: Helping readers
  collection: Care of the collection
default_topics:
  definition: who-is-who
  aliases: who-is-who
  reports_to: who-is-who
  duties: collection
  not_duties: readers
""",
)

_ROLES = """\
# The roles. A duty is true of its own role, of those in “also”, and of roles whose “broader” names its role; the
# duties of other roles become wrong options, so say what is shared. “not_duties” are known to be false.
"""

_ROLE = """\
  - id: cataloguer
    title: Cataloguer
    source: handbook
    definition: Describes each new book so that it can be found
    aliases: [Metadata librarian]
    duties:
      - id: assign-subjects
        text: Assign subject headings to new books
      - id: print-labels
        text: Print the labels for the spines
        also: [page]
        why: Whoever finds a label missing prints it.
      - id: merge-records
        text: Merge records that describe one book twice
    not_duties:
      - {id: answer-readers, text: Answer readers' questions at the desk}
"""

_MORE_ROLES = """\
  - id: desk-librarian
    title: Desk librarian
    source: handbook
    definition: Helps whoever comes in with a question
    duties:
      - {id: answer-readers, text: Answer readers' questions at the desk, topic: readers}
      - {id: issue-cards, text: Issue cards to new readers, topic: readers}
      - {id: waive-fines, text: Decide which fines are waived, topic: readers}

  - id: page
    title: Page
    source: handbook
    definition: Puts returned books back where they belong
    duties:
      - {id: sort-returns, text: Sort the returned books by shelf mark}
      - {id: read-shelves, text: Look through the shelves for misplaced books}
      - {id: mend-jackets, text: Mend torn jackets}
    reports_to: desk-librarian
"""

_CARDS = (
    "# Flashcards in your own words: front and back, front and a typed answer, or a text with {{gaps}}.\n",
    """\
cards:
  - id: spine-label
    source: handbook
    topic: collection
    front: What does the label on a spine show?
    back: The shelf mark, by which the book is put back.
  - id: due-date
    source: handbook
    topic: readers
    cloze: A book is lent for {{four weeks}} and renewed {{twice::how often?}}.
""",
)

_QUESTIONS = (
    "# Multiple-choice questions in your own words: one key, two to four distractors.\n",
    """\
questions:
  - id: torn-page
    source: handbook
    topic: collection
    stem: A reader brings back a book with a torn page. What comes first?
    key: {text: The book is set aside, why: It would tear further if lent on.}
    distractors:
      - {text: The page is glued, why: Glue stains; mending has its own tape.}
      - {text: The reader pays, why: Wear is nobody's fault.}
      - The book is thrown away
""",
)
