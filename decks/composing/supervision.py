"""“Who does a sonographer report to?”"""

import re
from collections import defaultdict
from collections.abc import Iterator

from decks.choosing.candidates import Candidate, Wanted
from decks.choosing.unrevealing import Chooser
from decks.composing.material import Material
from decks.english.similarity import normalised, says_all_of
from decks.english.wording import capitalised, first_sentence, sentence
from decks.making.made import Dropped, Reason
from decks.model import Fact, FactKind, Option, Question, QuestionKind

KIND = QuestionKind.SUPERVISOR_OF_ROLE
_ARTICLE = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)
_ABOVE_OTHERS, _BELOW, _BESIDE = 1.0, 0.8, 0.6
"""How plausible it is that somebody reports to one who is over others, who reports to him, or to whom he does too."""


class Supervision:
    """Makes questions for whom a role reports to.

    Nothing says who is *not* over a role. So a wrong option is somebody whose own place is known: one who reports to the
    role, one who reports to the same supervisor, or one who is over others. Whoever may be over the role in any sense is
    none: its supervisors' supervisors, whoever is over roles related to it, and all who are related to those. And where
    the deck names a supervisor that is none of its roles, such as “physician”, it cannot be told who else is one.
    """

    def __init__(self, material: Material, chooser: Chooser) -> None:
        """Make questions of this material; `chooser` chooses the wrong options."""
        self._material = material
        self._chooser = chooser
        self._over: defaultdict[str, list[Fact]] = defaultdict(list)
        for role in material.deck.roles:
            for fact in role.reports_to:
                for each in dict.fromkeys((role.id, *fact.also)):
                    self._over[each].append(fact)

    def ask(self, fact: Fact) -> Question | Dropped:
        """Return the question on a fact of supervision, or why there is none."""
        material, role = self._material, fact.role
        if fact.disputed:
            return material.dropped(KIND, fact, Reason.DISPUTED)
        name, key = material.id_of(KIND, fact), self._name(fact)
        title = material.naming.name(role)
        if says_all_of(title, key):  # “Who does an assistant to the bishop report to?”
            return material.dropped(KIND, fact, Reason.REVEALED)
        known = {normalised(each.text): (each, why) for each, why in self._candidates(fact)}
        pool = [each for each, _ in known.values()]
        chosen = self._chooser.pick(Wanted(name, key=key, stem=title), pool, lambda _: True)
        if isinstance(chosen, Reason):
            return material.dropped(KIND, fact, chosen)
        does = "do" if material.naming.plural(role) else "does"
        phrase = material.naming.phrase(role)
        right = sentence(fact.why) or f"Yes: {self._reports(role)} to {self._phrase(fact)}."
        options = [
            Option(key, fact.target if fact.target in material.roles else "", fact.target or fact.key, right),
            *(Option(each.text, each.role, each.ref, known[normalised(each.text)][1]) for each in chosen),
        ]
        return material.question(KIND, fact, f"Who {does} {phrase} report to?", options, stated=False)

    def _name(self, fact: Fact) -> str:
        """Whom a fact names, as an option: *Theatre manager*, whether the deck says so or “the theatre manager”."""
        return capitalised(_ARTICLE.sub("", self._material.naming.supervisor(fact), count=1).rstrip("."))

    def _phrase(self, fact: Fact) -> str:
        naming = self._material.naming
        return naming.phrase(fact.target) if fact.target in self._material.roles else f"“{fact.text}”"

    def _reports(self, role: str) -> str:
        naming = self._material.naming
        return f"{naming.phrase(role)} {'report' if naming.plural(role) else 'reports'}"

    def _candidates(self, fact: Fact) -> Iterator[tuple[Candidate, str]]:
        """Yield who could stand as a wrong answer, each with why it is one."""
        material, role = self._material, fact.role
        names, roles = self._above(role)
        mine = self._place(fact)

        def free(text: str, other: str) -> bool:
            if other and (other in roles or other == role):
                return False
            return not any(says_all_of(text, name) or says_all_of(name, text) for name in names)

        for other in material.roles:
            title = material.naming.name(other)
            facts = [each for each in self._over[other] if not each.disputed]
            if not free(title, other) or not facts:
                continue
            if any(each.target == role for each in facts):
                why = f"It is the other way round: {self._reports(other)} to {material.naming.phrase(role)}."
                yield Candidate(title, other, other, False, _BELOW), why
            elif any(self._place(each) == mine for each in facts):
                same = next(each for each in facts if self._place(each) == mine)
                why = f"{capitalised(self._reports(other))} to {self._phrase(same)} too."
                yield Candidate(title, other, other, False, _BESIDE), why
        if fact.target not in material.roles:
            return
        for other in material.roles:
            for each in self._over[other]:
                target = each.target
                if each.disputed or target not in material.roles or not free(self._name(each), target):
                    continue
                why = f"That is whom {self._reports(other)} to."
                definition = material.roles[target].definition
                if definition and not definition.disputed:
                    why += f" {material.naming.name(target)}: {first_sentence(definition.text)}"
                yield Candidate(self._name(each), target, target, False, _ABOVE_OTHERS), why

    def _place(self, fact: Fact) -> str:
        return fact.target or normalised(self._name(fact))

    def _above(self, role: str) -> tuple[set[str], set[str]]:
        """The names, and the ids, of whoever is or may be over a role, at whatever height, with all related to those."""
        truth, naming = self._material.truth, self._material.naming
        names: set[str] = set()
        roles: set[str] = set(truth.related(role))
        ahead = sorted(roles)
        seen = set(ahead)
        while ahead:
            for fact in self._over[ahead.pop()]:
                names.add(self._name(fact))
                known = truth.named(self._name(fact)) | ({fact.target} & self._material.roles.keys())
                for each in known:
                    near = truth.related(each)
                    roles |= near
                    names |= {naming.title(other) for other in near if other not in truth.related(role)}
                    ahead += sorted(near - seen)
                    seen |= near
        return names, roles

    def facts(self) -> Iterator[Fact]:
        """Yield what can be asked about, in deck order."""
        for role in self._material.deck.roles:
            yield from (fact for fact in role.reports_to if fact.kind is FactKind.SUPERVISOR)
