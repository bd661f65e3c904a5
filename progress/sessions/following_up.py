"""The question that follows a wrong answer up: about the role that was chosen wrongly."""

from collections.abc import Callable, Collection, Iterator, Sequence
from random import Random

from decks.model import COMPOSED, Asks, Option, Question, QuestionKind
from progress.events import Event
from progress.sessions.quiz_summary import lines_of
from progress.sessions.quizzing import QuizSession

SHARE = 3
"""At most one question in so many of a quiz may follow an answer up, but always one."""
NEAREST, FARTHEST = 2, 4
"""How many places later it is asked."""
_LOOKED_AT = (
    40  # questions about a role whose options are looked at, which a large deck has to read one by one
)


def place_for(session: QuizSession, seed: str) -> int | None:
    """Where a question that follows the current one up belongs; None where the quiz is nearly over or has had enough.

    It takes the place of a question that was still to come, the last one, so that a quiz is as long as it was meant to
    be. Two of them never take each other's.
    """
    record = session.record
    last = session.total - 1
    if not record.follows or len(record.added) >= max(1, session.total // SHARE):
        return None
    if session.position + NEAREST > last or session.questions[last].id in record.added:
        return None
    chance = Random(f"{record.seed}:{seed}")  # noqa: S311 - no secret
    return min(session.position + chance.randint(NEAREST, FARTHEST), last)


def following_up(
    question: Question,
    event: Event,
    heads: Sequence[Question],
    load: Callable[[Collection[str]], Collection[Question]],
    asked: Sequence[Question],
    fits: Callable[[Question], bool] = lambda _: True,
) -> Question | None:
    """The question about the role that a wrong answer chose; None where there is none that was not asked already.

    Best is one on the very fact that was chosen; then one that has both roles among its options; then any that asks about
    the other role in the same way. `heads`: the deck's questions, of which only id, fact, kind and role are looked at;
    `load` gives those of some ids in full; `asked`: all that the quiz asks anyway; `fits`: what it keeps to.
    """
    known = {each.id for each in asked}
    facts = {fact for each in asked for fact in each.facts}
    for option in _taken(question, event):
        fact = f"{question.deck}:{option.ref}" if "/" in option.ref else ""
        found = [
            head
            for head in heads
            if head.role == option.role
            and fits(head)
            and head.kind not in COMPOSED
            and head.kind is not QuestionKind.WRITTEN
            and head.id not in known
            and head.fact not in facts
        ]
        if not found:
            continue
        found.sort(key=lambda head: (head.fact != fact, head.kind is not question.kind))
        if found[0].fact == fact:
            return next(iter(load([found[0].id])), None)
        near = load([head.id for head in found[:_LOOKED_AT]])
        both = [each for each in near if question.role in {other.role for other in each.options}]
        same = [each for each in near if each.kind is question.kind]
        return next(iter([*both, *same]), None)
    return None


def _taken(question: Question, event: Event) -> Iterator[Option]:
    """The options that were taken for right ones and belong to another role."""
    if event.correct or question.kind is QuestionKind.SUPERVISOR_OF_ROLE:
        return
    if question.asks is Asks.ONE:
        if event.chosen is None or not event.chosen < len(event.options):
            return
        ref = event.options[event.chosen]
        right = question.options[question.key].role
        yield from (o for o in question.options if o.ref == ref and o.role and o.role != right)
        return
    for line in lines_of(question, event):
        if line.right or not line.option.role:
            continue
        if question.asks is Asks.SORT or (line.chosen and line.option.role != question.role):
            yield line.option
