"""What an edit of a deck means, as text for its instructor."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from study.output import counted, text_width, wrapped

if TYPE_CHECKING:
    from decks.diffing.model import Change, Difference
    from decks.diffing.senses import Sense
    from decks.model import Deck
    from study.editing.schedules import Planned

_SECTIONS = (
    ("changed", "Meaning changed: whoever learned them is asked again, and keeps the history"),
    ("renamed", "Renamed: the history follows"),
    ("reworded", "Reworded: progress is kept"),
    ("moved", "In another topic: progress is kept"),
    ("added", "Added"),
    ("removed", "Removed: what was learned of them waits until they come back"),
)


def _section(change: "Change") -> str:
    if change.what in ("changed", "added", "removed"):
        return change.what.value
    return "renamed" if change.renamed else "reworded" if change.what == "reworded" else "moved"


def lines(
    deck: "Deck",
    found: "Difference",
    changes: "Sequence[Change]",
    mistakes: Sequence[str],
    planned: "Sequence[Planned]",
) -> Iterator[str]:
    """What changes and what it means, for a terminal: first what waits for the instructor."""
    width = text_width()
    for mistake in mistakes:
        yield from wrapped(mistake, width)
    if mistakes:
        yield ""
    if found.unclear:
        yield from wrapped(
            "Unclear: these are gone, and each could be one of several. Their history waits. "
            "Put the lines that are right into the deck:",
            width,
        )
        yield "  renames:" if not deck.renames else "  renames:  # with the lines that stand there"
        for each in found.unclear:
            for number, (name, like) in enumerate(each.choices):
                sign = "# or " if number else ""
                yield f"    {sign}{each.name}: {name}  # {like:.0%} alike"
        yield ""
    sections: defaultdict[str, list[Change]] = defaultdict(list)
    for change in changes:
        sections[_section(change)].append(change)
    for name, title in _SECTIONS:
        if sections[name]:
            yield from wrapped(title, width)
            waiting = {each.name for each in found.unclear}
            for group in _grouped(sections[name]):
                yield from _entry(deck, group, waiting, width)
            yield ""
    yield from _schedule_lines(planned, width)


def _grouped(changes: "Sequence[Change]") -> "list[list[Change]]":
    """Those that tell the same together: of one fact, or of a role that only goes by another name or title."""
    groups: dict[tuple[object, ...], list[Change]] = {}
    for change in changes:
        old, new = change.old, change.new
        key: tuple[object, ...] = (new and new.fact, old and old.fact, change.why, change.kin)
        if new and _is_of_role(change):
            key = (new.role, old and old.role)
        groups.setdefault(key, []).append(change)
    return list(groups.values())


def _is_of_role(change: "Change") -> bool:
    """Whether only its role's id, or title, is another one."""
    old, new = change.old, change.new
    if old is None or new is None or change.why or change.moved or change.kin:
        return False
    same = old.card.partition("/")[2] == new.card.partition("/")[2] and old.shown == new.shown
    return same and (old.role != new.role or (old.title != new.title and change.what == "reworded"))


def _entry(deck: "Deck", group: "Sequence[Change]", waiting: set[str], width: int | None) -> Iterator[str]:
    first = group[0]
    old, new = first.old, first.new
    shown = new or old
    if shown is None:
        return
    if old and new and _is_of_role(first):
        name = f"{old.role} is now {new.role}" if old.role != new.role else new.role
        yield from wrapped(f"{name} ({counted(len(group), 'card')})", width, "  ", "    ")
        yield from _texts(old, new, "", width)
        return
    name = shown.fact
    if first.renamed and old and new:
        name = f"{old.fact} is now {new.fact}" if old.fact != new.fact else f"{old.card} is now {new.card}"
    remarks = [first.why] if first.why else []
    if first.moved and old and new:
        remarks.append(f"{deck.topic_title(old.topic)} → {deck.topic_title(new.topic)}")
    if first.kin and shown.fact not in waiting:
        remarks.append(f"{'split off from' if new else 'went into'} {first.kin}")
    if len(group) > 1:
        remarks.append(counted(len(group), "card"))
    yield from wrapped(f"{name}{' (' + '; '.join(remarks) + ')' if remarks else ''}", width, "  ", "    ")
    if old and new:
        yield from _texts(old, new, first.why, width)
    elif not shown.is_list:
        yield from wrapped(shown.shown, width, "    ", "    ")


def _texts(old: "Sense", new: "Sense", why: str, width: int | None) -> Iterator[str]:
    """What was there and is no more, and what is there now."""
    before, after = old.shown.split("\n"), new.shown.split("\n")
    if why == "other roles":
        before, after = [", ".join(old.roles)], [", ".join(new.roles)]
    elif before == after and old.title != new.title:
        before, after = [old.title], [new.title]
    gone = [line for line in before if line and line not in after]
    come = [line for line in after if line and line not in before]
    for sign, lines in (("-", gone), ("+", come)):
        for line in lines:
            yield from wrapped(line, width, f"    {sign} ", "      ")


def _schedule_lines(planned: "Sequence[Planned]", width: int | None) -> Iterator[str]:
    from study.editing.schedules import Fate, fates

    if not planned:
        return
    counts = fates(planned)
    reviews = sum(each.reviews for each in planned)
    said = {
        Fate.KEPT: "{} when it would have been",
        Fate.AGAIN: "{} at once, to be asked again",
        Fate.UNITED: "{} by a history united with another's",
        Fate.WAITING: "{} not at all, waiting until the deck has it again",
    }
    parts = [text.format(counts[fate]) for fate, text in said.items() if counts[fate]]
    yield from wrapped(
        f"Your own schedule: {counted(len(planned), 'learned card')} with {counted(reviews, 'review')}, none of which is lost.",
        width,
    )
    yield from wrapped(f"Due: {', '.join(parts)}.", width)


def summary(changes: "Sequence[Change]", found: "Difference") -> str:
    """How many cards there are of each section, on one line."""
    if not changes and not found.unclear:
        return "No card changes"
    counts = [(name, sum(_section(each) == name for each in changes)) for name, _ in _SECTIONS]
    words = [
        f"{number} {'in another topic' if name == 'moved' else name}" for name, number in counts if number
    ]
    return ", ".join(words + [f"{len(found.unclear)} unclear"] * bool(found.unclear)) + " (cards)"
