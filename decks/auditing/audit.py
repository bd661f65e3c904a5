"""The measured quality of a deck's questions."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from decks.auditing import verdicts
from decks.auditing.balance import (
    Balances,
    Places,
    balances,
    key_places,
    length_ratios,
    nearly_repeated,
    repeated,
)
from decks.auditing.figures import Quartiles
from decks.auditing.relations import Closeness, Relations
from decks.auditing.solver import CueRate, Solved, solve
from decks.auditing.telling import proven
from decks.auditing.truths import Truths
from decks.auditing.verdicts import State, Verdict
from decks.auditing.worst import Poor, worst
from decks.english.similarity import normalised
from decks.making.made import Dropped, Made
from decks.making.shuffling import shuffled
from decks.model import Asks, Deck, Question

Step = Callable[[int], None]
"""Told of work done, in questions: `WORK` times as many as there are, all in all."""
WORK = 4


@dataclass(frozen=True, slots=True)
class Duties:
    """How many duties are asked about."""

    all: int
    """Undisputed duties of the deck, each text of a role once."""
    asked: int
    """Of those, duties that at least one question asks about."""

    @property
    def share(self) -> float | None:
        """The share asked about, 0–1; None where the deck has no duties."""
        return self.asked / self.all if self.all else None


@dataclass(frozen=True, slots=True)
class Audit:
    """What was measured."""

    deck: Deck
    seed: int
    questions: int
    by_kind: Mapping[str, int]
    by_basis: Mapping[str, int]
    several: int
    """Questions with several right options, or to sort: they are counted, and not measured by what follows."""
    dropped: tuple[Dropped, ...]
    """What could have been asked and was not."""
    duties: Duties
    true_wrong_options: int
    """Wrong options that are true by the deck's own word."""
    solved: Solved
    shown_places: Places
    """Of keys as a learner sees them."""
    listed_places: Places
    """Of keys as the questions are listed and exported."""
    lengths: Quartiles | None
    """The key's length divided by the longest wrong option's."""
    repeated: Mapping[str, str]
    """For each question that repeats another, that one's id."""
    nearly_repeated: Mapping[str, str]
    balances: Balances
    closeness: Closeness
    worst: tuple[Poor, ...]
    verdicts: tuple[Verdict, ...]

    @property
    def failed(self) -> bool:
        """Whether some demand is not met."""
        return any(verdict.state is State.FAIL for verdict in self.verdicts)


def audit(deck: Deck, made: Made, seed: int = 0, most_worst: int = 10, step: Step = lambda _: None) -> Audit:
    """Measure the questions made of a deck; the same questions and seed give the same audit.

    Args:
        deck: what the questions were made of.
        made: its questions, and what was dropped.
        seed: decides the order of options as a learner sees them, and the folds of the solver.
        most_worst: how many of the worst questions and texts to tell of.
        step: told of progress.
    """
    single = [question for question in made.questions if question.asks is Asks.ONE]
    seen = [shuffled(question, seed) for question in single]
    solved = solve(seen, (fact.text for role in deck.roles for fact in role.facts()), seed, step)
    truths, relations = Truths(deck), Relations(deck)
    again = repeated(seen)
    nearly = {one: other for one, other in nearly_repeated(seen).items() if one not in again}
    wrong = sum(len(truths.true_wrong_options(question)) for question in seen)
    shown_places, listed_places = key_places(seen), key_places(single)
    lengths = length_ratios(seen)
    closeness = relations.closeness(seen)
    duties = _duties(deck, made)
    found = worst(solved.answered, truths, relations, again, nearly, proven(solved.cues), most_worst)
    step(len(single))
    furthest = worst_cue(solved)
    judged = [
        verdicts.true_by_the_deck(wrong, len(single)),
        verdicts.solver(solved.overall, solved.trained),
        verdicts.solver(solved.remembering, solved.trained, remembering=True),
        verdicts.single_cue(furthest.rate, furthest.cue.remembered, len(solved.cues)),
        verdicts.lengths(lengths.median if lengths else None),
        verdicts.uneven_places(min(shown_places.p, listed_places.p) if single else None, len(single)),
        verdicts.same_family(closeness.share),
        verdicts.duties_asked(duties.share),
        verdicts.repeats(len(again), len(single)),
    ]
    return Audit(
        deck=deck,
        seed=seed,
        questions=len(made.questions),
        by_kind=_counted(question.kind.value for question in made.questions),
        by_basis=_counted(question.basis.value for question in made.questions),
        several=len(made.questions) - len(single),
        dropped=made.dropped,
        duties=duties,
        true_wrong_options=wrong,
        solved=solved,
        shown_places=shown_places,
        listed_places=listed_places,
        lengths=lengths,
        repeated=again,
        nearly_repeated=nearly,
        balances=balances(seen, most_worst),
        closeness=closeness,
        worst=found,
        verdicts=tuple(judged),
    )


def worst_cue(solved: Solved) -> CueRate:
    """Return the cue that is furthest from chance: above it, or, where its opposite is a cue as well, below it."""
    return max(solved.cues, key=lambda each: each.rate.gain if each.cue.remembered else abs(each.rate.gain))


def _duties(deck: Deck, made: Made) -> Duties:
    asked = {key for question in made.questions for key in _asked(question)}
    texts = {(question.role, normalised(question.subject)) for question in made.questions}
    found = {
        (role.id, normalised(duty.text)): duty.key
        for role in deck.roles
        for duty in role.duties
        if not duty.disputed
    }
    return Duties(len(found), sum(fact in asked or key in texts for key, fact in found.items()))


def _asked(question: Question) -> Iterator[str]:
    """Yield `role/fact` of what a question asks about, wrong options from other roles left out."""
    yield question.fact.partition(":")[2]
    roles = {question.role, *(role for role, _ in question.sides)}
    for fact in question.others:
        if fact.partition("/")[0] in roles:
            yield fact


def _counted(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))
