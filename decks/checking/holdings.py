"""What a deck declares and uses: topics, sources, former names, and what is still to be looked over."""

from collections import Counter
from collections.abc import Iterator

from decks.checking.subject import Subject, counted
from decks.model import Mark
from decks.problems import Problem
from decks.reading.names import GENERAL

FEWEST_FACTS = 3
"""A topic with fewer says nothing of what a learner is weak at."""


def check_holdings(subject: Subject) -> Iterator[Problem]:
    """Yield what is declared and not used, used and not declared, or left to be done."""
    yield from _topics(subject)
    yield from _sources(subject)
    yield from _renames(subject)
    yield from _reviews(subject)


def _topics(subject: Subject) -> Iterator[Problem]:
    deck = subject.deck
    used = Counter(fact.topic for fact in subject.facts)
    used.update(card.topic for card in deck.cards)
    used.update(question.topic for question in deck.questions)
    within: Counter[str] = Counter()
    for each, uses in used.items():
        parts = each.split("/")
        for depth in range(1, len(parts) + 1):
            within["/".join(parts[:depth])] += uses
    for topic in deck.topics:
        if topic.id == GENERAL:
            continue  # where things without a topic end up
        count = within[topic.id]
        if not count:
            yield subject.problem(
                topic.mark, "D306", f"nothing belongs to the topic “{topic.id}”", "use it or take it out"
            )
        elif count < FEWEST_FACTS:
            yield subject.problem(
                topic.mark,
                "D307",
                f"the topic “{topic.id}” has only {counted(count, 'entry', 'entries')}",
                f"give it at least {FEWEST_FACTS}, or join it with another topic",
            )


def _sources(subject: Subject) -> Iterator[Problem]:
    deck = subject.deck
    if not deck.sources:
        if subject.facts:
            yield subject.problem(
                None, "D334", "the deck names no source of its facts", "add “sources: {handbook: {title: …}}”"
            )
        return
    taken = [fact.sources for fact in subject.facts]
    taken += [card.sources for card in deck.cards]
    taken += [question.sources for question in deck.questions]
    used = {source for sources in taken for source in sources}
    for source in deck.sources:
        if source.id not in used:
            yield subject.problem(
                source.mark,
                "D308",
                f"nothing is taken from the source “{source.id}”",
                "name it in a “source”, or take it out",
            )
    for fact in subject.facts:
        if not fact.sources:
            yield subject.problem(
                fact.mark,
                "D309",
                f"“{fact.text}” of “{fact.role}” has no source",
                "add “source”, or give one to the whole role",
            )


def _renames(subject: Subject) -> Iterator[Problem]:
    facts = {fact.key for fact in subject.facts}
    marks: list[Mark | None] = [*subject.deck.rename_marks]
    marks += [None] * (len(subject.deck.renames) - len(marks))
    for (old, new), mark in zip(subject.deck.renames, marks, strict=True):
        if not (new in subject.roles or new in facts):
            wanted = "a fact is named as “role/fact”" if "/" in new else "a role is named by its “id”"
            yield subject.problem(
                mark, "D325", f"“{old}” is renamed to “{new}”, which the deck does not have", wanted
            )
        if old in subject.roles or old in facts:
            yield subject.problem(
                mark,
                "D326",
                f"“{old}” is said to be called “{new}” now, but the deck still has “{old}”",
                "take it out of “renames”, or give the present one another id",
            )


def _reviews(subject: Subject) -> Iterator[Problem]:
    deck = subject.deck
    left = [(role.mark, f"the role “{role.id}”") for role in deck.roles if role.review]
    left += [(fact.mark, f"“{fact.text}” of “{fact.role}”") for fact in subject.facts if fact.review]
    left += [(card.mark, f"the card “{card.id}”") for card in deck.cards if card.review]
    left += [
        (question.mark, f"the question “{question.id}”") for question in deck.questions if question.review
    ]
    for mark, what in left:
        yield subject.problem(
            mark,
            "D324",
            f"{what} has still to be looked over",
            "compare it with its source, then take “review” out",
        )
