"""Asking about one fact of a role: its stem, its right option, and the wrong ones that are chosen for it."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from decks.choosing.balancing import Balance
from decks.choosing.candidates import Candidate, Wanted
from decks.choosing.generality import Generality
from decks.choosing.options import Options
from decks.choosing.sights import Looks
from decks.choosing.slots import Open, Slot
from decks.choosing.unrevealing import Chooser
from decks.composing.composer import Composer, Material
from decks.english.similarity import Weights, near, normalised, says_all_of, stems
from decks.making.callings import Callings, holds_a_root
from decks.making.explaining import Explainer
from decks.making.made import Dropped, Reason
from decks.making.naming import Naming, asking_for_role
from decks.model import Basis, Deck, Difficulty, Fact, FactKind, Option, Question, QuestionKind
from decks.truth import Truth

_ASKED = {
    FactKind.DEFINITION: (QuestionKind.ROLE_OF_DEFINITION,),
    FactKind.ALIAS: (QuestionKind.ROLE_OF_TITLE,),
    FactKind.DUTY: (QuestionKind.DUTY_OF_ROLE, QuestionKind.ROLE_OF_DUTY),
    FactKind.EQUIPMENT: (QuestionKind.ROLE_OF_EQUIPMENT,),
    FactKind.REQUIREMENT: (QuestionKind.REQUIREMENT_OF_ROLE,),
}
_OF_ROLE = {
    QuestionKind.DUTY_OF_ROLE: "Which of these is a duty of {}?",
    QuestionKind.REQUIREMENT_OF_ROLE: "Which of these is required of {}?",
}

_UNASKED = 0.09
"""Of so many duties none need be asked about, where a question would show its right option."""


class Asking:
    """Makes the questions of one deck."""

    def __init__(
        self, deck: Deck, difficulty: Difficulty, prefer: Mapping[str, Sequence[str]] | None
    ) -> None:
        """Ask about this deck; see `make` for the settings."""
        self._deck = deck
        self._roles = {role.id: role for role in deck.roles}
        self._truth = Truth(deck)
        self._naming = Naming(deck, self._truth)
        self._callings = Callings(self._roles, self._truth)
        self._generality = Generality(deck.roles)
        self._explainer = Explainer(self._roles, self._truth, self._naming)
        weights = Weights(fact.text for role in deck.roles for fact in role.facts())
        self._options = Options(
            deck, self._truth, self._naming, weights, difficulty=difficulty, prefer=prefer
        )
        keyed = Counter(
            normalised(self._key(kind, fact)) for kind, fact, reason in self._plain() if not reason
        )
        looks = Looks(fact.text for role in deck.roles for fact in role.facts())
        facts = Chooser(lambda one, other: near(one, other, weights), keyed, looks)
        titles = Chooser(_titles_alike, keyed, looks)
        self._choosers = {kind: facts if kind in _OF_ROLE else titles for kind in QuestionKind}
        material = Material(deck, self._truth, self._naming, self._options, self._explainer, weights)
        self._composer = Composer(material, self._choosers)
        self._balance = Balance(looks)

    def to_ask(self) -> Iterator[tuple[QuestionKind, Fact, Reason | None]]:
        """Yield what could be asked, in deck order, and why it is not, where that is known beforehand.

        The role of a text is asked for once, however many roles list the text.
        """
        yield from self._plain()
        for kind, fact in self._composer.to_ask():
            yield kind, fact, None

    def _plain(self) -> Iterator[tuple[QuestionKind, Fact, Reason | None]]:
        """Yield what could be asked of a single fact."""
        seen: set[tuple[QuestionKind, str]] = set()
        for role in self._roles.values():
            for fact in role.facts():
                for kind in _ASKED.get(fact.kind, ()):
                    reason = self._against(kind, fact)
                    if kind not in _OF_ROLE and reason is None:
                        key = (kind, normalised(fact.text))
                        reason = Reason.SHARED if key in seen else None
                        seen.add(key)
                    yield kind, fact, reason

    def _key(self, kind: QuestionKind, fact: Fact) -> str:
        return fact.text if kind in _OF_ROLE else self._naming.name(fact.role)

    def _against(self, kind: QuestionKind, fact: Fact) -> Reason | None:
        """What speaks against asking about a fact, whatever the wrong options."""
        if fact.disputed:
            return Reason.DISPUTED
        if self._truth.boundary(fact, fact.role):
            return Reason.DENIED
        if kind not in _OF_ROLE and says_all_of(fact.text, self._roles[fact.role].title):
            return Reason.REVEALED
        if kind is QuestionKind.ROLE_OF_TITLE and self._callings.says_little(fact.text):
            return Reason.VAGUE
        if kind is QuestionKind.ROLE_OF_DUTY and self._generality.tells_little(fact.text):
            return Reason.GENERAL
        return None

    def settle(
        self, questions: Sequence[Open], asked: Mapping[str, int], step: Callable[[int, int], None]
    ) -> None:
        """Settle the options of all questions, in the order given.

        Args:
            questions: all that are open.
            asked: how many other questions ask about each fact.
            step: told how many of how many have been gone over.
        """
        self._options.forget()
        # By their words, for a text that roles share is asked about in one of them, and it must not matter in which.
        said = {duty.key: normalised(duty.text) for role in self._deck.roles for duty in role.duties}
        duties = {said[duty.key] for role in self._deck.roles for duty in role.duties if not duty.disputed}
        times = Counter[str]()
        for fact, count in asked.items():
            times[said.get(fact, fact)] += count
        open_now = {fact for each in questions for fact in each.slot.facts} | times.keys()
        spare = int(_UNASKED * len(duties)) - len(duties - open_now)
        self._balance.settle([each.slot for each in questions], times, max(0, spare), step)

    def ask(self, question: str, kind: QuestionKind, fact: Fact) -> Open | Question | Dropped:
        """Return one question, or why it is not asked; one whose wrong options can be chosen is still open.

        The right option of an open one is first.
        """
        if kind in self._composer.kinds:
            return self._composer.ask(kind, fact)
        key = Option(
            self._key(kind, fact),
            fact.role,
            fact.key if kind in _OF_ROLE else fact.role,
            self._explainer.right(fact),
        )
        found: Slot | Reason = Reason.TOO_FEW
        kindred, family = self._options.kindred(fact.role)

        def of_family(each: Candidate) -> bool:
            return each.stated or each.role in family

        kin = of_family if kindred else None
        if kind in _OF_ROLE:
            for name, phrase in self._calling(fact):
                stem = _OF_ROLE[kind].format(phrase)
                found = self._choosers[kind].pool(
                    Wanted(question, key=fact.text, stem=name, topic=fact.topic),
                    self._options.facts(fact.role, fact.kind),
                    lambda each: self._options.is_safe_fact(each, fact.role, fact.kind),
                    kind=kind.value,
                    facts=_duty(fact),
                    kin=kin,
                )
                if found is not Reason.REVEALED:
                    break
        else:
            stem = asking_for_role(fact)
            found = self._choosers[kind].pool(
                Wanted(question, key=key.text, stem=fact.text),
                self._options.roles(fact),
                lambda each: self._options.is_safe_role(each, fact),
                kind=kind.value,
                facts=_duty(fact),
                kin=kin,
                kindred=kindred,
            )
        if isinstance(found, Reason):
            return Dropped(question, kind, fact.role, fact.mark, found)
        found.role = fact.role if kind is QuestionKind.DUTY_OF_ROLE else ""
        found.general = kind is QuestionKind.DUTY_OF_ROLE and not self._options.tells(fact)
        found.strange = kin is not None and sum(each.kin for each in found.pool) < kindred
        why = Reason.IMPLAUSIBLE if found.strange else Reason.GENERAL if found.general else Reason.REVEALED
        return Open(
            found,
            lambda chosen: self._made(question, kind, fact, stem, key, chosen),
            Dropped(question, kind, fact.role, fact.mark, Reason.TOO_FEW),
            Dropped(question, kind, fact.role, fact.mark, why),
        )

    def _made(
        self,
        question: str,
        kind: QuestionKind,
        fact: Fact,
        stem: str,
        key: Option,
        chosen: Sequence[Candidate],
    ) -> Question:
        return Question(
            id=question,
            kind=kind,
            deck=self._deck.id,
            role=fact.role,
            role_title=self._naming.title(fact.role),
            topic=fact.topic,
            subject=fact.text,
            stem=stem,
            options=(key, *(self._wrong(kind, fact, each) for each in chosen)),
            key=0,
            basis=Basis.STATED if all(each.stated for each in chosen) else Basis.PRESUMED,
            why=fact.why,
            sources=fact.sources,
            closeness=round(
                self._options.closeness(fact.role, [each.role for each in chosen if each.role]), 3
            ),
            mark=fact.mark,
        )

    def _calling(self, fact: Fact) -> Iterator[tuple[str, str]]:
        """Yield what a role can be called in a question, and the same as the sentence's object.

        That is its title; then such other titles of it alone as have no word in common with the fact, which would give it
        away.
        """
        yield self._naming.name(fact.role), self._naming.phrase(fact.role)
        for calling in self._callings.of(fact.role):
            if not holds_a_root(calling.title, fact.text):
                yield calling.title, calling.phrase

    def _wrong(self, kind: QuestionKind, fact: Fact, candidate: Candidate) -> Option:
        if kind in _OF_ROLE:
            why = self._explainer.wrong_fact(self._options.fact(candidate))
        else:
            why = self._explainer.wrong_role(kind, fact, candidate.role)
        return Option(candidate.text, candidate.role, candidate.ref, why)


def _duty(fact: Fact) -> tuple[str, ...]:
    """What the fact says if it is a duty: of those, few may be left without a question."""
    return (normalised(fact.text),) if fact.kind is FactKind.DUTY else ()


def _titles_alike(one: str, other: str) -> bool:
    return normalised(one) == normalised(other) or stems(one) == stems(other) or says_all_of(one, other)
