"""What the answers of a quiz show."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from decks.model import Asks, Option, Question, QuestionKind
from progress.events import Certainty, Event


@dataclass(frozen=True, slots=True)
class QuizSummary:
    """What a quiz showed, so far."""

    right: float
    """Questions answered right; one with several parts counts by the share of its parts."""
    total: int
    """Questions answered."""
    by_topic: tuple[tuple[str, float, int], ...]
    """Topic, right, asked; the worst first."""
    confusions: tuple[tuple[str, str, int], ...]
    """Id of the role that was right, of the one it was taken for, and how often; the most frequent first."""
    wrong: tuple[tuple[Question, Event], ...]
    """Questions not answered wholly right, in the order asked, with the answers."""
    sureness: tuple[tuple[Certainty, int, int], ...] = ()
    """How sure the learner was, how many of those answers were wholly right, and how many there were; the surest first."""


@dataclass(frozen=True, slots=True)
class Line:
    """One option of a question with several answers, and what the learner did with it."""

    option: Option
    chosen: bool
    """Whether it was ticked; of a question that asks to sort, whether it was given to the first role."""
    right: bool
    """Whether that was right."""


def lines_of(question: Question, event: Event) -> tuple[Line, ...]:
    """What was done with each option of a question with several answers, in the question's order.

    They go by their references: an option that the question did not have when it was answered is left out.
    """
    right = dict(event.parts)
    return tuple(
        Line(option, (place in question.keys) == right[option.ref], right[option.ref])
        for place, option in enumerate(question.options)
        if option.ref in right
    )


def share_of(event: Event) -> float:
    """How much of an answer was right, 0 to 1: of one with several parts, the share of the parts."""
    if not event.parts:
        return float(event.correct)
    return sum(right for _, right in event.parts) / len(event.parts)


def summed_up(answers: Sequence[tuple[Question, Event]]) -> QuizSummary:
    """What the answers to these questions show."""
    asked: Counter[str] = Counter()
    right: defaultdict[str, float] = defaultdict(float)
    confusions: Counter[tuple[str, str]] = Counter()
    wrong = []
    for question, event in answers:
        asked[question.topic] += 1
        right[question.topic] += share_of(event)
        if event.correct:
            continue
        wrong.append((question, event))
        confusions.update(_confusions(question, event))
    return QuizSummary(
        right=sum(right.values()),
        total=len(answers),
        by_topic=tuple(
            (topic, right[topic], n)
            for topic, n in sorted(
                asked.items(), key=lambda item: (right[item[0]] / item[1], -item[1], item[0])
            )
        ),
        confusions=tuple(
            (role, taken, times)
            for (role, taken), times in sorted(confusions.items(), key=lambda item: (-item[1], item[0]))
        ),
        wrong=tuple(wrong),
        sureness=_sureness(event for _, event in answers),
    )


def by_chance(question: Question) -> float:
    """The share of a question that somebody who knows nothing gets right on average, 0 to 1.

    Each line of a question with several answers is right half of the time.
    """
    return 1 / len(question.options) if question.asks is Asks.ONE else 0.5


def _sureness(events: Iterable[Event]) -> tuple[tuple[Certainty, int, int], ...]:
    said = [event for event in events if event.certainty is not None]
    return tuple(
        (certainty, sum(event.correct for event in group), len(group))
        for certainty in sorted(Certainty, reverse=True)
        if (group := [event for event in said if event.certainty is certainty])
    )


def _confusions(question: Question, event: Event) -> Iterator[tuple[str, str]]:
    """The roles meant and those they were taken for; nothing where the options do not tell."""
    if question.kind is QuestionKind.SUPERVISOR_OF_ROLE:
        return  # whom somebody reports to is no matter of what the two do
    sides = [role for role, _ in question.sides]
    for line in lines_of(question, event):
        role = line.option.role
        if line.right:
            continue
        if question.asks is Asks.SORT:
            yield role, sides[not line.chosen]
        elif line.chosen and role and question.role and role != question.role:
            yield question.role, role
    if event.chosen is None or not event.chosen < len(event.options):
        return
    # By reference, not by place: the deck may have changed between two halves of a quiz.
    chosen = next((o for o in question.options if o.ref == event.options[event.chosen]), None)
    meant = question.role or question.options[question.key].role
    if chosen is not None and chosen.role and meant and chosen.role != meant:
        yield meant, chosen.role
