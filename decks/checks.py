"""Checking what a deck says, beyond its syntax: contradictions, hidden duplicates, answers that give themselves away."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from decks.distractors import FEWEST
from decks.model import Deck, Fact, FactKind, Mark, Role, WrittenQuestion
from decks.names import GENERAL
from decks.problems import Problem, Severity
from decks.similarity import normalised, says_all_of
from decks.truth import Truth

FEWEST_DUTIES = 3
"""A role with fewer cannot be asked about in earnest."""
FEWEST_FACTS = 3
"""A topic with fewer says nothing of what a learner is weak at."""
_FAR_LONGER = 1.5
"""A key so many times as long as the longest distractor stands out."""
_LEAST_LONGER = 10
"""And longer by so many characters at least."""
_SUMMING_UP = re.compile(
    r"(?:all|none|both|neither|any) of (?:the |these|those)(?:above|others?|options|answers)?"
)


def check(deck: Deck) -> list[Problem]:
    """Return what is wrong with a deck that could be read, in the order of its file; codes D301 to D313."""
    checker = _Checker(deck)
    problems = [
        *checker.shared_duties(),
        *checker.roles(),
        *checker.topics(),
        *checker.sources(),
        *checker.questions(),
    ]
    return sorted(problems, key=lambda each: (each.mark.line, each.mark.column, each.code))


class _Checker:
    """Looks at one deck; each method yields the problems of one sort."""

    def __init__(self, deck: Deck) -> None:
        self._deck = deck
        self._truth = Truth(deck)
        self._facts = [fact for role in deck.roles for fact in role.facts()]

    def shared_duties(self) -> Iterator[Problem]:
        """Yield duties that two roles list in the same words, where neither says that they share it."""
        listed: defaultdict[str, list[Fact]] = defaultdict(list)
        for fact in self._facts:
            if fact.kind is FactKind.DUTY:
                listed[normalised(fact.text)].append(fact)
        for same in listed.values():
            for later, fact in enumerate(same[1:], start=1):
                first = next((each for each in same[:later] if each.role != fact.role), None)
                if first and not any(fact.role in each.also or each.role in fact.also for each in same):
                    yield self._problem(
                        fact.mark,
                        "D301",
                        Severity.WARNING,
                        f"“{fact.text}” is listed for “{fact.role}” and, in the same words, for “{first.role}”",
                        self._sharing(first.role, fact.role),
                    )

    def _sharing(self, first: str, later: str) -> str:
        """Return how two roles come to share a duty."""
        for above, below in ((first, later), (later, first)):
            if above in self._truth.family(below).ancestors:
                return f"take it out of “{below}”, which has it from “{above}”"
        return f"list it once, under “{first}”, with “also: [{later}]”"

    def roles(self) -> Iterator[Problem]:
        """Yield what is odd about single roles."""
        for role in self._deck.roles:
            yield from self._texts(role)
            yield from self._boundaries(role)
            duties = self._truth.all_of(role.id, FactKind.DUTY)
            if len(duties) < FEWEST_DUTIES:
                yield self._problem(
                    role.mark,
                    "D304",
                    Severity.HINT,
                    f"“{role.id}” has {_counted(len(duties), 'duty', 'duties')}, inherited ones included",
                    f"list at least {FEWEST_DUTIES}",
                )

    def _texts(self, role: Role) -> Iterator[Problem]:
        for duty in role.duties:
            if says_all_of(duty.text, role.title):
                yield self._problem(
                    duty.mark,
                    "D302",
                    Severity.HINT,
                    f"the duty “{duty.text}” names its own role, so that no question can ask whose it is",
                    f"say it without “{role.title}”",
                )
        if role.definition and says_all_of(role.definition.text, role.title):
            yield self._problem(
                role.definition.mark,
                "D303",
                Severity.WARNING,
                f"the definition of “{role.id}” holds its title, so that no question can ask which role it is",
                f"say what the role is without “{role.title}”",
            )

    def _boundaries(self, role: Role) -> Iterator[Problem]:
        duties = {normalised(duty.text): duty for duty in self._truth.all_of(role.id, FactKind.DUTY)}
        for boundary in role.not_duties:
            duty = duties.get(normalised(boundary.text))
            if duty and not boundary.disputed:
                where = "this role" if duty.role == role.id else f"“{duty.role}”, from which it comes here,"
                yield self._problem(
                    boundary.mark,
                    "D305",
                    Severity.ERROR,
                    f"“{boundary.text}” stands in “not_duties” of “{role.id}”, but {where} lists it as a duty",
                    "take it out of one of the two lists",
                )

    def topics(self) -> Iterator[Problem]:
        """Yield topics that nothing, or next to nothing, belongs to."""
        used = Counter(fact.topic for fact in self._facts)
        used.update(card.topic for card in self._deck.cards)
        used.update(question.topic for question in self._deck.questions)
        for topic in self._deck.topics:
            if topic.id == GENERAL:
                continue  # where things without a topic end up
            count = used[topic.id]
            inside = sum(uses for each, uses in used.items() if each.startswith(f"{topic.id}/"))
            if not count and not inside:
                yield self._problem(
                    None,
                    "D306",
                    Severity.HINT,
                    f"nothing belongs to the topic “{topic.id}”",
                    "use it or take it out",
                )
            elif count + inside < FEWEST_FACTS:
                yield self._problem(
                    None,
                    "D307",
                    Severity.HINT,
                    f"the topic “{topic.id}” has only {_counted(count + inside, 'entry', 'entries')}",
                    f"give it at least {FEWEST_FACTS}, or join it with another topic",
                )

    def sources(self) -> Iterator[Problem]:
        """Yield sources that nothing is taken from and, where the deck names sources, facts without one."""
        if not self._deck.sources:
            return
        taken = [fact.sources for fact in self._facts]
        taken += [card.sources for card in self._deck.cards]
        taken += [question.sources for question in self._deck.questions]
        used = {source for sources in taken for source in sources}
        for source in self._deck.sources:
            if source.id not in used:
                yield self._problem(
                    None,
                    "D308",
                    Severity.HINT,
                    f"nothing is taken from the source “{source.id}”",
                    "name it in a “source”, or take it out",
                )
        for fact in self._facts:
            if not fact.sources:
                yield self._problem(
                    fact.mark,
                    "D309",
                    Severity.HINT,
                    f"“{fact.text}” of “{fact.role}” has no source",
                    "add “source”, or give one to the whole role",
                )

    def questions(self) -> Iterator[Problem]:
        """Yield what is wrong with hand-written questions."""
        for question in self._deck.questions:
            yield from self._options(question)
            longest = max((len(each.text) for each in question.distractors), default=0)
            length = len(question.key.text)
            if longest and length >= _FAR_LONGER * longest and length >= longest + _LEAST_LONGER:
                yield self._problem(
                    question.mark,
                    "D312",
                    Severity.WARNING,
                    f"the right option of “{question.id}” is by far the longest, which gives it away",
                    "shorten it, or word the others as fully",
                )

    def _options(self, question: WrittenQuestion) -> Iterator[Problem]:
        options = (question.key, *question.distractors)
        times = Counter(normalised(option.text) for option in options)
        for option in options:
            if times.pop(normalised(option.text), 0) > 1:
                yield self._problem(
                    question.mark,
                    "D310",
                    Severity.ERROR,
                    f"“{option.text}” stands twice among the options of “{question.id}”",
                    "word one of them differently",
                )
            if _SUMMING_UP.fullmatch(normalised(option.text)):
                yield self._problem(
                    question.mark,
                    "D313",
                    Severity.WARNING,
                    f"“{option.text}” in “{question.id}” says nothing once the options are shuffled",
                    "write a wrong option of its own",
                )
        different = len({normalised(option.text) for option in options})
        if different <= FEWEST:
            yield self._problem(
                question.mark,
                "D311",
                Severity.WARNING,
                f"“{question.id}” has {_counted(different, 'different option', 'different options')}, so it is not asked",
                f"give it at least {FEWEST} distractors",
            )

    def _problem(self, mark: Mark | None, code: str, severity: Severity, what: str, advice: str) -> Problem:
        return Problem(mark or Mark(self._deck.path, 1, 1), code, severity, what, advice)


def _counted(number: int, one: str, many: str) -> str:
    return f"{number or 'no'} {one if number == 1 else many}"
