"""Finding what a person named: topics and roles by id or title."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from decks.model import Deck
from decks.text import folded, one_line
from study.cli.context import Told
from study.cli.exits import Exit


def find_topic(deck: Deck, name: str) -> str:
    """Id of the topic, or of one that others nest in; empty for an empty name. Raises `Told` where there is none."""
    parents = {t.id.rpartition("/")[0]: "" for t in deck.topics if "/" in t.id}
    return _find("topic", deck, name, [*((t.id, t.title) for t in deck.topics), *parents.items()])


def find_role(deck: Deck, name: str) -> str:
    """Id of the role; empty for an empty name. Raises `Told` where there is none."""
    return _find("role", deck, name, [(role.id, role.title) for role in deck.roles])


def find_kind(name: str, kinds: type[StrEnum]) -> str:
    """The name, when it is one of the kinds or empty. Raises `Told` where it is not."""
    known = [kind.value for kind in kinds]
    if name and name not in known:
        raise Told(f"There is no kind “{one_line(name)}”; the kinds are {', '.join(known)}.", Exit.USAGE)
    return name


def find_question_kinds(names: Sequence[str]) -> tuple[str, ...]:
    """The names, each once, when they are kinds of questions. Raises `Told` where one is not."""
    if not names:
        return ()
    from decks.model import QuestionKind  # not worth its imports while only help is wanted

    return tuple(dict.fromkeys(find_kind(name, QuestionKind) for name in names))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a listing is narrowed to; an empty field narrows nothing."""

    topic: str
    """Id of a topic; takes in those nested in it."""
    role: str
    kind: str

    def takes(self, topic: str, role: str, kind: str) -> bool:
        """Whether a card or question with these ids is wanted."""
        from decks.model import in_topic  # not worth its imports while only help is wanted

        return in_topic(topic, self.topic) and self.role in ("", role) and self.kind in ("", kind)


def _find(what: str, deck: Deck, name: str, known: Sequence[tuple[str, str]]) -> str:
    if not name:
        return ""
    ids = {name: name for name, _ in known}
    titles = {folded(title): name for name, title in known if title}
    found = ids.get(name) or titles.get(folded(name))
    if found is not None:
        return found
    near = get_close_matches(folded(name), [*ids, *titles], n=1)
    hint = f"; did you mean {ids.get(near[0]) or titles[near[0]]}?" if near else "."
    raise Told(f"Deck {deck.id} has no {what} “{one_line(name)}”{hint}", Exit.USAGE)
