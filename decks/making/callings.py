"""How a role can be called other than by its title, so that a duty with a word of the title can be asked about.

Nothing in a deck says how wide another title is, and classifications list what people call themselves: *cryptographer* for
mathematicians, *night filler* for shelf fillers. A duty of the role need not be one of those. So *a cryptographer* stands for
the role only where the words of that title are words of the role, or spell one of its acronyms; else it is *the role that is
also called “cryptographer”*.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from decks.choosing.activities import vague_families
from decks.english.similarity import families, normalised, stem
from decks.english.verb_words import words
from decks.english.wording import role_phrase, within_quotes
from decks.model import FactKind, Role
from decks.truth import Truth

_PEOPLE = families(
    """administrator adviser advisor agent aide analyst assistant associate attendant chief clerk consultant coordinator crew
    director employee engineer executive expert foreman handler head helper hand laborer labourer lead leader manager member
    mechanic officer official operative operator person practitioner president principal professional representative scientist
    senior junior specialist staff superintendent supervisor team technician technologist tender trainee vice worker general
    certified registered licensed chartered medical machine machinery"""
)
"""Nouns for people, and words beside them, that say next to nothing of what somebody does."""
_SMALL = words("a an and at by de for in of on or the to with")
_REST = re.compile(r"\b(?:all other|not elsewhere classified|n\.?e\.?c)\b", re.IGNORECASE)
_ODD = re.compile(r"[(\[{:;/]|,\s|--")
"""Titles as an index has them, *Technician (medical (X-ray))*, read badly in a sentence."""
_SHARE = 0.1
_DUTIES = 2
"""A word of the role is one of its title or definition, or one of so many and such a share of its duties."""
_MANY = 60
"""In a deck of fewer roles it can be known whose title *Team leader* is."""
_WHOLE = 6
"""So long a word of the title can stand within another one: *neurodiagnostic* in *electroneurodiagnostic*."""
_AGENTS = ("er", "r", "or")
"""Who *drives* is a *driver*."""
_ACRONYM = re.compile(r"\b[A-Z]{2,5}\b")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Calling:
    """Another title of a role."""

    title: str
    sure: bool
    """Whether it surely means the role, and no kind or part of it."""

    @property
    def phrase(self) -> str:
        """The role as a sentence's object."""
        if self.sure:
            return role_phrase(self.title)
        return f"the role that is also called “{within_quotes(self.title)}”"


class Callings:
    """The other titles of the roles of one deck."""

    def __init__(self, roles: Mapping[str, Role], truth: Truth) -> None:
        """Look at these roles, by id."""
        self._roles = roles
        self._truth = truth
        self._known: dict[str, frozenset[str]] = {}
        self._found: dict[str, list[Calling]] = {}
        self._titles: defaultdict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
        for role in roles.values():
            for word in telling(role.title):
                self._titles[word].append((role.id, families(role.title)))

    def of(self, role: str) -> list[Calling]:
        """Return how else a question can call `role`, those first that surely mean it.

        Left out are titles of several roles, and those that say nothing of what their holders do.
        """
        if role not in self._found:
            aliases = [alias.text for alias in self._truth.own(role, FactKind.ALIAS)]
            found = [
                Calling(each, self._means(each, role, aliases))
                for each in aliases
                if self._truth.named(each) == {role} and telling(each)
            ]
            self._found[role] = sorted(
                found, key=lambda each: (not each.sure, _ODD.search(each.title) is not None)
            )
        return self._found[role]

    def says_little(self, alias: str) -> bool:
        """Whether another title says nothing of what its holders do, in a deck too large to learn all of them by heart."""
        return len(self._roles) > _MANY and not telling(alias)

    def _means(self, alias: str, role: str, aliases: list[str]) -> bool:
        """Whether another title surely means all who bear the title of the role."""
        title = self._roles[role].title
        mine, theirs = telling(title), telling(alias)
        if _ODD.search(alias) or _REST.search(title):  # what is filed under the rest is a part of it
            return False
        if _lists(title) and theirs & mine and theirs & mine < mine:
            return False  # a license clerk is one of court and license clerks
        if any(theirs <= words and other != role for word in theirs for other, words in self._titles[word]):
            return False
        spelled = families(" ".join(_spelled(alias, [title, *aliases])))
        known = self._words(role)
        return all(
            word in spelled
            or word in known
            or self._within(word, alias, title)
            or any(word.removesuffix(ending) in known for ending in _AGENTS if word.endswith(ending))
            for word in theirs
        )

    def _words(self, role: str) -> frozenset[str]:
        """The families of the words by which the role is known."""
        if role not in self._known:
            known = self._roles[role]
            duties = self._truth.listed(role, FactKind.DUTY)
            times = Counter(word for duty in duties for word in families(duty.text))
            least = max(_DUTIES, _SHARE * len(duties))
            definition = known.definition.text if known.definition else ""
            self._known[role] = (
                families(known.title)
                | families(definition)
                | {word for word, count in times.items() if count >= least}
            )
        return self._known[role]

    @staticmethod
    def _within(family: str, alias: str, title: str) -> bool:
        whole = [stem(word) for word in normalised(title).split() if len(word) >= _WHOLE]
        return any(
            stem(word).startswith(family) and stem(word).endswith(part)
            for word in normalised(alias).split()
            for part in whole
        )


def telling(title: str) -> frozenset[str]:
    """Return the families of those words of a title that say what its holders do: none of *Operations manager*."""
    return families(title) - vague_families() - _PEOPLE


def holds_a_root(title: str, text: str) -> bool:
    """Whether a word of `text` begins like one of `title`, or like a part of one: *sonogram* as *ultrasonographer*."""
    told = families(text)
    low = title.casefold()
    return bool(families(title) & told) or any(len(word) >= _WHOLE and word in low for word in told)


def _lists(title: str) -> bool:
    """Whether a title names several kinds of people or several things that they work with."""
    return re.search(r",|\band\b|\bor\b|/|&", title) is not None


def _spelled(alias: str, titles: list[str]) -> list[str]:
    """The words of `alias` that spell an acronym of `titles` by their initials, or are one that is spelled there."""
    found: list[str] = []
    for each in titles:
        for long, short in ((alias, each), (each, alias)):
            parts = [word for word in _WORD.findall(long) if word.casefold() not in _SMALL]
            initials = "".join(word[0] for word in parts).upper()
            for acronym in _ACRONYM.findall(short):
                at = initials.find(acronym)
                if at >= 0:
                    found += parts[at : at + len(acronym)] if long is alias else [acronym]
    return found
