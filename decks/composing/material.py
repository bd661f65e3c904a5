"""What questions on several facts at once are made of: a role's own duties, and other roles' that are safely not its."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from decks.choosing.candidates import Candidate
from decks.choosing.options import Options
from decks.english.similarity import Weights, families, near, normalised, stems
from decks.english.wording import sentence
from decks.making.explaining import Explainer
from decks.making.made import Dropped, Reason
from decks.making.naming import Naming
from decks.model import (
    Basis,
    Deck,
    Fact,
    FactKind,
    Option,
    Question,
    QuestionKind,
)
from decks.text import digest
from decks.truth import Truth

DUTIES_A_QUESTION = 5
"""So many duties of a role give one question of each composed kind."""
MOST_RISK = 0.6
"""Of the risk that a plain question takes, with its three wrong options, so much is taken here, where lines are many."""
NEAR = 0.1
"""A role that is less close to one that has a family is a stranger to it …"""
_MANY = 60
"""… in a deck of more roles than these; in a smaller one nobody is."""
_KEPT = 256
"""Of so many duties the roles that lack them are kept at hand; of all of them they would fill the memory."""


class Material:
    """One deck, seen as what composed questions are made of."""

    def __init__(
        self,
        deck: Deck,
        truth: Truth,
        naming: Naming,
        options: Options,
        explainer: Explainer,
        weights: Weights,
    ) -> None:
        """Share what plain questions are made with."""
        self.deck = deck
        self.truth = truth
        self.naming = naming
        self.options = options
        self.explainer = explainer
        self.weights = weights
        self.roles = {role.id: role for role in deck.roles}
        self._titles: defaultdict[str, list[frozenset[str]]] = defaultdict(list)
        for role in deck.roles:
            words = stems(role.title)
            if words:
                # Filed under one of its words, so that a text is compared with few titles.
                self._titles[max(words, key=lambda word: (weights.of(word), word))].append(words)
        self._duties: dict[str, tuple[Fact, ...]] = {}
        self._risks: dict[str, dict[str, float]] = {}
        self._lacking: dict[str, dict[str, Candidate]] = {}

    def duties(self, role: str) -> tuple[Fact, ...]:
        """Return the duties that `role` itself lists and that may be asked about beside one another, in deck order.

        Disputed and denied ones are left out, those that have a word with the role's title in common, by which they
        would give themselves away, and all but one of those that say nearly the same.
        """
        if role not in self._duties:
            title = families(self.naming.name(role))
            kept: list[Fact] = []
            for fact in self.truth.listed(role, FactKind.DUTY):
                if self.truth.boundary(fact, role) or families(fact.text) & title:
                    continue
                if not self.alike(fact.text, (each.text for each in kept)):
                    kept.append(fact)
            self._duties[role] = tuple(kept)
        return self._duties[role]

    def anchors(self, role: str, kind: QuestionKind) -> tuple[Fact, ...]:
        """Return the duties of `role` after which its questions of `kind` are named: one for about five duties.

        They are those whose ids, hashed together with the kind, come first. So they stay the same whatever is reworded,
        reordered or changed in other roles; a duty that is added or taken away changes one of them at most.
        """
        duties = self.duties(role)
        if kind is QuestionKind.ROLE_OF_DUTIES:
            duties = tuple(fact for fact in duties if not self.names_a_role(fact.text))
        if not duties:
            return ()
        count = max(1, round(len(duties) / DUTIES_A_QUESTION))
        return tuple(sorted(duties, key=lambda fact: hashed(f"{kind.value} {fact.key}"))[:count])

    def companions(self, anchor: Fact, kind: QuestionKind) -> list[Fact]:
        """Return the other duties of the anchor's role, in an order that their ids decide anew for each anchor."""
        others = [fact for fact in self.duties(anchor.role) if fact != anchor]
        return sorted(others, key=lambda fact: hashed(f"{kind.value} {anchor.key} {fact.key}"))

    def varied(self, first: Fact, others: Iterable[Fact], count: int, *, among: int) -> list[Fact]:
        """Return `first` and up to `count` − 1 of `others`, each the one of the next `among` that is least like those before.

        Duties of one role that repeat a word would show by it that they belong together.
        """
        chosen = [first]
        left = list(others)
        while left and len(chosen) < count:
            texts = [fact.text for fact in chosen]
            best = min(left[:among], key=lambda fact: self.likeness(fact.text, texts))
            chosen.append(best)
            left.remove(best)
        return chosen

    def likeness(self, text: str, others: Sequence[str]) -> float:
        """Return how much of the weight of the words of `text` is in each of `others` as well, added up."""
        words = stems(text)
        shared = sum(self.weights.of(word) for other in others for word in sorted(words & stems(other)))
        return shared / (self.weights.total(text) or 1.0)

    def lacking(self, fact: Fact) -> dict[str, Candidate]:
        """Return the roles, by id, that may lack the duty; whether each safely does is for `Options` to say."""
        if fact.key not in self._lacking:
            if len(self._lacking) >= _KEPT:
                self._lacking.clear()
            self._lacking[fact.key] = {each.role: each for each in self.options.roles(fact)}
        return self._lacking[fact.key]

    def lacks(self, role: str, fact: Fact) -> bool:
        """Whether `role` safely lacks the duty."""
        found = self.lacking(fact).get(role)
        return found is not None and self.options.is_safe_role(found, fact)

    def hardly_has(self, role: str, fact: Fact) -> bool:
        """Whether `role` so safely lacks the duty that it can be one of many lines."""
        if role not in self._risks:
            pool = self.options.facts(role, FactKind.DUTY)
            self._risks[role] = {normalised(each.text): each.risk for each in pool}
        return self._risks[role].get(normalised(fact.text), 0.0) <= MOST_RISK and self.lacks(role, fact)

    def is_near(self, role: str, other: str) -> bool:
        """Whether it is worth while to tell two roles apart: one that has a family from anybody but strangers."""
        if len(self.roles) <= _MANY:
            return True
        kindred, family = self.options.kindred(role)
        return not kindred or other in family or self.options.closeness(role, [other]) >= NEAR

    def names_a_role(self, text: str) -> bool:
        """Whether all words of some role's title stand in `text`."""
        words = stems(text)
        return any(title <= words for word in words for title in self._titles.get(word, ()))

    def alike(self, text: str, others: Iterable[str]) -> bool:
        """Whether `text` says nearly the same as one of `others`."""
        return any(near(text, other, self.weights) for other in others)

    def question(
        self,
        kind: QuestionKind,
        anchor: Fact,
        stem: str,
        options: Sequence[Option],
        *,
        key: int = 0,
        stated: bool,
        others: Iterable[Fact] = (),
        subject: str = "",
    ) -> Question:
        """Return a question named after `anchor`, its options in an order that a hash decides."""
        apart = [each.role for each in options if each.role not in ("", anchor.role)]
        return Question(
            id=self.id_of(kind, anchor),
            kind=kind,
            deck=self.deck.id,
            role=anchor.role,
            role_title=self.naming.title(anchor.role),
            topic=anchor.topic,
            subject=subject or anchor.text,
            stem=stem,
            options=tuple(options),
            key=key,
            basis=Basis.STATED if stated else Basis.PRESUMED,
            sources=tuple(dict.fromkeys(s for fact in (anchor, *others) for s in fact.sources)),
            closeness=round(self.options.closeness(anchor.role, apart), 3),
            others=tuple(fact.key for fact in others if fact.key != anchor.key),
            mark=anchor.mark,
        )

    def told(self, fact: Fact) -> str:
        """Return what is to be said of a right option among several: the deck's own reason, or whose it is."""
        return sentence(fact.why) or self.explainer.wrong_fact(fact)

    def id_of(self, kind: QuestionKind, anchor: Fact) -> str:
        """Return the id of the question of `kind` that is named after `anchor`."""
        return f"{self.deck.id}:{anchor.key}#{kind.value}"

    def dropped(self, kind: QuestionKind, anchor: Fact, reason: Reason) -> Dropped:
        """Return the note that there is no such question."""
        return Dropped(self.id_of(kind, anchor), kind, anchor.role, anchor.mark, reason)


def hashed(text: str) -> tuple[str, str]:
    """Return a key that puts texts in an order that only they themselves decide."""
    return digest(text), text


def number(text: str, below: int) -> int:
    """Return a number from 0 to `below` − 1 that only `text` decides, each about as often."""
    return int(digest(text), 16) % below
