"""How the roles of one deck are called in prompts and answers, so that a learner knows which one is meant."""

from collections import Counter
from collections.abc import Iterable

from decks.english.sentences import capitalised, set_apart
from decks.english.similarity import normalised
from decks.english.tidying import trimmed, within_quotes
from decks.english.titles import is_plural, role_phrase, within_sentence
from decks.making.shown import shown_text
from decks.model import Deck, Fact, FactKind
from decks.truth import Truth

_ASKING = {
    FactKind.DEFINITION: "Which role is this: “{}”?",
    FactKind.DUTY: "Whose duty is this: “{}”?",
    FactKind.ALIAS: "Which role is also called “{}”?",
    FactKind.EQUIPMENT: "Who works with this equipment: {}?",
}
_FEW_KINDS = 3
"""So many narrower roles are named in an answer; more are summed up."""


def asking_for_role(fact: Fact) -> str:
    """Return the question that asks for the roles of a definition, duty, other title or piece of equipment."""
    text = trimmed(shown_text(fact))
    return _ASKING[fact.kind].format(within_quotes(text))


class Naming:
    """Names of roles: their titles, with the id behind it where two roles bear the same title."""

    def __init__(self, deck: Deck, truth: Truth) -> None:
        """Find the titles that two roles share."""
        times = Counter(normalised(role.title) for role in deck.roles)
        self._truth = truth
        self._phrases: dict[str, str] = {}
        self.titles: dict[str, str] = {role.id: role.title for role in deck.roles}
        self._names = {
            role.id: role.title if times[normalised(role.title)] == 1 else f"{role.title} [{role.id}]"
            for role in deck.roles
        }

    def title(self, role: str) -> str:
        """Return the role's own title; empty for no role, the id for one that the deck lacks."""
        return self.titles.get(role, role)

    def name(self, role: str) -> str:
        """Return the role's title, told apart from another role's."""
        return self._names.get(role, role)

    def phrase(self, role: str) -> str:
        """Return the role as a sentence's object: *a sonographer*, *an MRI technologist*, *nurses*."""
        if role not in self._phrases:
            self._phrases[role] = role_phrase(self.name(role))
        return self._phrases[role]

    def plural(self, role: str) -> bool:
        """Whether the role's title names its holders in the plural, so that they *are* and *do*."""
        return is_plural(self.title(role))

    def phrases(self, roles: Iterable[str], last: str = "and") -> str:
        """Return several roles as a sentence's object: *a sonographer and an MRI technologist*."""
        return set_apart([self.phrase(role) for role in roles], last)

    def listed(self, roles: Iterable[str]) -> str:
        """Return roles as an answer: *Sonographer, MRI technologist and CT technologist*."""
        return capitalised(self._in_sentence(roles))

    def _in_sentence(self, roles: Iterable[str]) -> str:
        return set_apart([within_sentence(self.name(role)) for role in roles])

    def bearers(self, fact: Fact) -> str:
        """Return the roles a fact is true of, as an answer, the one that lists it first.

        Kinds of a role are named when few, else summed up.
        """
        heads = sorted(self._truth.outermost(self._truth.holders(fact)), key=lambda role: role != fact.role)
        kinds = self._truth.in_order(self._truth.roles_of(fact) - set(heads))
        if not kinds:
            return self.listed(heads)
        if len(kinds) <= _FEW_KINDS:
            return f"{self.listed(heads)} (and so {self._in_sentence(kinds)})"
        return f"{self.listed(heads)}, and every kind of {'it' if len(heads) == 1 else 'them'}"

    def supervisor(self, fact: Fact) -> str:
        """Return whom a fact on supervision names: the title of a role of the deck, or the text itself."""
        return self.name(fact.target) if fact.target in self.titles else fact.text
