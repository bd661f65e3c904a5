"""A test-wise solver: it answers questions by cues alone, having seen others and their answers, and knows no subject.

It is trained and scored in five folds. All questions of a role are in one fold, so that it never meets a role it was
trained on. One model is fitted for each kind of question of which there are enough.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from decks.auditing.cues import CUES, Cue, taken, values_of
from decks.auditing.figures import Rate, rate
from decks.auditing.learning import FOLDS, Learned, Step, learned, unlearned
from decks.auditing.measures import Seen, Values, shown
from decks.choosing.looks import Vocabulary
from decks.english.similarity import normalised
from decks.model import Question
from decks.text import digest

FEWEST = 60
"""With fewer questions nothing is learned that could be told from chance."""

_HELPS = 0.01
"""A cue that speaks for right options by fewer logits is not worth naming."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What the solver makes of one question that it was not trained on."""

    question: Question
    values: tuple[Values, ...]
    """What each of `CUES` says of each option."""
    learned: Learned
    """What follows from the values by what was learned from other questions."""


@dataclass(frozen=True, slots=True)
class CueRate:
    """How far one cue alone goes."""

    cue: Cue
    highest: bool
    """Whether the option with the highest value is taken, or that with the lowest."""
    rate: Rate
    """Over all questions; where it tells no options apart, it guesses among them."""
    telling: Rate
    """Over the questions where it tells at least two options apart."""

    @property
    def told(self) -> str:
        """What whoever goes by it takes, in words."""
        return self.cue.high if self.highest else self.cue.low


@dataclass(frozen=True, slots=True)
class Solved:
    """What the solver and each cue reach."""

    overall: Rate
    """Of who goes by how options look."""
    remembering: Rate
    """Of who remembers the answers of other questions as well, and how often each text was right and wrong."""
    by_kind: Mapping[str, Rate]
    """As `overall`, for each kind of question."""
    cues: tuple[CueRate, ...]
    answered: tuple[Answered, ...]
    """In the order of the questions."""
    goes_by: tuple[tuple[Cue, float], ...]
    """The cues that help it, most helpful first, each with how much it speaks for right options in the mean, in logits."""
    trained: bool
    """False where there were too few questions to learn from; then only single cues count."""


def solve(
    questions: Sequence[Question], texts: Iterable[str], seed: int, step: Step = lambda _: None
) -> Solved:
    """Answer questions by cues alone.

    Args:
        questions: with one right option each, and the options in the order in which a learner sees them.
        texts: of the whole deck, to know its common words by.
        seed: decides the folds.
        step: told of progress: three times as many questions as there are.
    """
    vocabulary = Vocabulary(texts)
    seen, fold_of = _seen(questions, seed)
    values: list[tuple[Values, ...]] = []
    for question in questions:
        values.append(values_of(shown(question, vocabulary, seen[fold_of[question.id]])))
        step(1)
    cues = _single(questions, values)
    step(len(questions))
    trained = len(questions) >= FEWEST
    if trained:
        made = learned(questions, values, seed, step)
    else:
        made = [unlearned(question) for question in questions]
        step(len(questions))
    answered = tuple(Answered(*each) for each in zip(questions, values, made, strict=True))
    kinds: defaultdict[str, list[Answered]] = defaultdict(list)
    for each in answered:
        kinds[each.question.kind.value].append(each)
    return Solved(
        overall=_rate(answered),
        remembering=_rate(answered, remembering=True),
        by_kind={kind: _rate(kinds[kind]) for kind in sorted(kinds)},
        cues=cues,
        answered=answered,
        goes_by=_goes_by(answered),
        trained=trained,
    )


def _goes_by(answered: Sequence[Answered]) -> tuple[tuple[Cue, float], ...]:
    mean = [
        (cue, sum(each.learned.pull[number] for each in answered) / max(len(answered), 1))
        for number, cue in enumerate(CUES)
    ]
    return tuple(
        sorted((pair for pair in mean if pair[1] >= _HELPS), key=lambda pair: (-pair[1], pair[0].id))
    )


def _rate(answered: Sequence[Answered], *, remembering: bool = False) -> Rate:
    scores = []
    for each in answered:
        likely = each.learned.remembering if remembering else each.learned.likely
        scores.append(_score(list(likely), each.question.key, highest=True))
    return rate(scores, [1 / len(each.question.options) for each in answered])


def _score(values: Values, key: int, highest: bool) -> float:
    best = taken(values, highest)
    return 1 / len(best) if key in best else 0.0


def _single(questions: Sequence[Question], values: Sequence[tuple[Values, ...]]) -> tuple[CueRate, ...]:
    """Return how far each cue goes alone, in both directions where both are cues."""
    found = []
    chance = [1 / len(question.options) for question in questions]
    for number, cue in enumerate(CUES):
        columns = [each[number] for each in values]
        tells = [max(column) - min(column) > 1e-9 for column in columns]
        for highest in (True, False) if cue.low else (True,):
            scores = [_score(c, q.key, highest) for c, q in zip(columns, questions, strict=True)]
            telling = rate(
                [score for score, told in zip(scores, tells, strict=True) if told],
                [each for each, told in zip(chance, tells, strict=True) if told],
            )
            found.append(CueRate(cue, highest, rate(scores, chance), telling))
    return tuple(found)


def _seen(questions: Sequence[Question], seed: int) -> tuple[list[Seen], dict[str, int]]:
    """Return how often each text was right and wrong outside each of five parts of the questions, and each one's part.

    The parts are drawn by question and not by role: with a whole role held back, its own texts were right in none of the
    others, and that alone would give its answers away, which no learner could make use of.
    """
    part = {question.id: int(digest(str(seed), question.id), 16) % FOLDS for question in questions}
    right = [Counter[str]() for _ in range(FOLDS)]
    wrong = [Counter[str]() for _ in range(FOLDS)]
    for question in questions:
        for place, option in enumerate(question.options):
            counts = right if place == question.key else wrong
            for fold in range(FOLDS):
                if fold != part[question.id]:
                    counts[fold][normalised(option.text)] += 1
    return [Seen(r, w) for r, w in zip(right, wrong, strict=True)], part
