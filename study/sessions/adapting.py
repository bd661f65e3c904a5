"""Quizzes that know what their learner confuses: the roles taken for the one that is asked about stand among the wrong options.

A question is settled together with all others of its deck, so that nothing about it gives the answer away. For one learner, one
of its wrong options gives way to another that is as safe: what the deck\'s own maker of questions lists as certainly wrong
there, of the role that this learner has taken for the right one before, and as long as the one that it takes the place of.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from decks.model import Asks, Basis, Difficulty, Option, Question, QuestionKind
from progress.mastery.confusions import role_of

if TYPE_CHECKING:
    from decks.choosing.slots import Open
    from decks.making.asking import Asking
    from decks.model import Deck
    from study.core import Study

RECENT = 2000
"""Answers that are looked at: what was confused long ago, and is not any more, goes out of sight."""
_PLAIN = frozenset(
    {
        QuestionKind.DUTY_OF_ROLE,
        QuestionKind.ROLE_OF_DUTY,
        QuestionKind.ROLE_OF_DEFINITION,
        QuestionKind.ROLE_OF_TITLE,
        QuestionKind.ROLE_OF_EQUIPMENT,
        QuestionKind.REQUIREMENT_OF_ROLE,
    }
)
"""Kinds that ask about one fact, and have options of several roles."""

Swap = tuple[str, str, str]
"""See `QuizRecord.swaps`."""


def confused_roles(study: Study, deck: Deck) -> Mapping[str, Sequence[str]]:
    """For each role, those that the learner takes it for, the surest first; small decks only. Raises StoreProblem.

    In a large deck it would take longer to find out what is safe than a learner wants to wait for a quiz.
    """
    from study.shelf import QUICKLY

    if len(study.cards(deck)) > QUICKLY or not study.locations.has_progress:
        return {}
    choices = study.store.choices(deck.id, RECENT)
    if not any(not choice.correct for choice in choices):
        return {}
    from progress.mastery.confusions import confusions

    found: dict[str, list[str]] = {}
    for pair in confusions(choices, study.questions(deck)).pairs:
        found.setdefault(pair.role, []).append(pair.taken)
    return found


def swaps_for(
    deck: Deck, questions: Iterable[Question], prefer: Mapping[str, Sequence[str]], difficulty: str
) -> tuple[Swap, ...]:
    """One swap for each question about a confused role that has none of those it is taken for among its options."""
    wanted = []
    for question in questions:
        others = prefer.get(role_of(question), ()) if _is_plain(question) else ()
        if others and not {option.role for option in question.options} & set(others):
            wanted.append((question, others))
    if not wanted:
        return ()
    maker = _Maker(deck, difficulty, prefer)
    found = []
    for question, others in wanted:
        swap = next(filter(None, (maker.swap(question, other) for other in others)), None)
        if swap is not None:
            found.append(swap)
    # What is kept is what can be made from the swaps alone, as it has to be when the quiz is taken up again.
    asked = [question for question, _ in wanted]
    made = {each.id: each for each in swapped(deck, asked, found, difficulty)}
    return tuple(swap for swap in found if swap[2] in {option.ref for option in made[swap[0]].options})


def swapped(
    deck: Deck, questions: Sequence[Question], swaps: Iterable[Swap], difficulty: str
) -> list[Question]:
    """The questions with their swaps made; one that is not safe any more, for the deck was edited, is left out."""
    by_id: dict[str, Swap] = {swap[0]: swap for swap in swaps}
    if not any(question.id in by_id for question in questions):
        return list(questions)
    prefer: dict[str, list[str]] = {}
    for question in questions:
        if swap := by_id.get(question.id):
            prefer.setdefault(role_of(question), []).append(swap[2].partition("/")[0])
    maker = _Maker(deck, difficulty, prefer)
    return [
        maker.made(question, by_id[question.id]) if question.id in by_id else question
        for question in questions
    ]


def _is_plain(question: Question) -> bool:
    return question.asks is Asks.ONE and question.kind in _PLAIN


class _Maker:
    """Looks up what could stand in a question of a deck."""

    def __init__(self, deck: Deck, difficulty: str, prefer: Mapping[str, Sequence[str]]) -> None:
        self._deck, self._difficulty, self._prefer = deck, difficulty, prefer
        self._asking: Asking | None = None
        self._wanted: dict[str, Open | None] = {}

    def swap(self, question: Question, other: str) -> Swap | None:
        """What to take out of a question for what of the other role; None where nothing of it is safe there."""
        found = self._open(question)
        if found is None:
            return None
        slot, wrong = found.slot, _wrong(question)
        best: tuple[float, float, Swap] | None = None
        for ranked in slot.pool:
            candidate = ranked.candidate
            # by the reference alone it can be told later whose it was
            if candidate.role != other or candidate.ref.partition("/")[0] != other:
                continue
            for place in wrong:
                rest = [each.text for n, each in enumerate(question.options) if n != place]
                if any(slot.alike(candidate.text, text) for text in rest):
                    continue
                out = question.options[place]
                fit = (float(abs(len(candidate.text) - len(out.text))), ranked.cost)
                if best is None or fit < best[:2]:
                    best = (*fit, (question.id, out.ref, candidate.ref))
        return best[2] if best else None

    def made(self, question: Question, swap: Swap) -> Question:
        """The question with its swap made, or as it is."""
        _, out, put = swap
        found = self._open(question)
        place = next((n for n in _wrong(question) if question.options[n].ref == out), None)
        if found is None or place is None:
            return question
        candidate = next((each.candidate for each in found.slot.pool if each.candidate.ref == put), None)
        if candidate is None or any(option.ref == put for option in question.options):
            return question
        alone = found.close([candidate])
        option: Option = alone.options[1]
        options = (*question.options[:place], option, *question.options[place + 1 :])
        stated = alone.basis is Basis.STATED and question.basis is Basis.STATED
        return replace(question, options=options, basis=Basis.STATED if stated else Basis.PRESUMED)

    def _open(self, question: Question) -> Open | None:
        if question.id not in self._wanted:
            self._wanted[question.id] = self._ask(question)
        return self._wanted[question.id]

    def _ask(self, question: Question) -> Open | None:
        from decks.choosing.slots import Open
        from decks.making.asking import Asking  # what makes questions is not wanted for a quiz from the cache
        from decks.making.shown import as_shown

        if self._asking is None:
            difficulty = Difficulty(self._difficulty or Difficulty.MEDIUM)
            self._asking = Asking(as_shown(self._deck), difficulty, self._prefer)
        name = question.fact.partition(":")[2]
        for kind, fact, reason in self._asking.to_ask():
            if kind is question.kind and fact.key == name and reason is None:
                found = self._asking.ask(question.id, kind, fact)
                return found if isinstance(found, Open) and not found.slot.key_open else None
        return None


def _wrong(question: Question) -> list[int]:
    return [place for place in range(len(question.options)) if place not in question.keys]
