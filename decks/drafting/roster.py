"""The roles of one document as they come up, and which of them a phrase means."""

import re
from dataclasses import replace

from decks.drafting.found import FoundRole, Place
from decks.drafting.titles import Title, bare, head_of, is_generic, is_title, key_of, title_of
from decks.english.verb_words import ALSO_NOUNS, MOSTLY_NOUNS, words
from decks.english.verbs import Form, form_of, readings

QUOTED = 5
"""Words that a place is quoted by."""
_PRONOUN = re.compile(r"(?:they|he|she|you|we|he\s+or\s+she|she\s+or\s+he|s/he|he/she|i)$", re.IGNORECASE)
_IN_GENERAL = re.compile(
    r"^(?:most|many|some|all|both|few|several|other|new|experienced|skilled|qualified|good|successful|modern|trained|professional|the\s+best|today['’]s|these|those|each|every)\s+",
    re.IGNORECASE,
)
_NO_PHRASE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|as|that|which|who|what|how|why|where|will|can|may|than|if|when|because|be|not|do|does)\b",
    re.IGNORECASE,
)
"""What no title holds."""
_NO_START = words("""after and although as at because before but by during for from how if in like of on once or since so than then there though to
    under unless until what when where whether while with without""")
_NO_ROLE = words("""patient customer guest client employer passenger visitor reader user member author student owner public parent child audience
    person people man woman colleague worker professional staff other others team management company hospital practitioner worker
    individual expert doctor physician candidate applicant employee specialist friend player tourist spectator listener viewer learner
    borrower subscriber tenant resident consumer traveler traveller diner shopper buyer seller supplier vendor contractor partner
    leader neighbour neighbor stranger actor performer artist band crew reviewer""")
"""Persons that documents on roles speak of without describing them; as headings they are roles like others."""


def quoted_words(text: str) -> str:
    """The first words of a text, to find it by."""
    return " ".join(word[:40] for word in text[:400].split()[:QUOTED])


class Roster:
    """The roles found so far, with those being spoken of."""

    def __init__(self) -> None:
        self.roles: list[FoundRole] = []
        self._by_name: dict[frozenset[str], FoundRole] = {}
        self.current: tuple[FoundRole, ...] = ()
        self.place = Place(0, 0, 0, "")
        """Where the finder is."""

    def at(self, sentence: str) -> None:
        """The finder has come to a sentence."""
        self.place = replace(self.place, quote=quoted_words(sentence))

    def named(self, text: str, *, sure: bool = True) -> FoundRole | None:
        """The role of a heading or the like, new if it has to be; None where the text is no title."""
        title = title_of(text)
        return None if title is None else self.take(title, sure=sure)

    def take(self, title: Title, *, sure: bool) -> FoundRole:
        """The role of a title, new if it has to be."""
        known = self.known(title.text)
        if known is None:
            known = FoundRole(title.text, [self.place], sure)
            self.roles.append(known)
        known.sure = known.sure or sure
        known.take(title, self.place)
        for name in known.names:
            self.call(known, name)
        return known

    def call(self, role: FoundRole, name: frozenset[str]) -> None:
        """Let a role be known by one more name, where no other has it."""
        role.names.add(name)
        self._by_name.setdefault(name, role)

    def known(self, title: str) -> FoundRole | None:
        """The role that has this title, in whatever number, order or case."""
        key = key_of(title)
        return self._by_name.get(key) if key else None

    def resolve(self, phrase: str) -> tuple[FoundRole, ...]:
        """The roles that a sentence's subject names; new ones where it reads like a title."""
        phrase = re.sub(r"\s+", " ", phrase).strip(" ,;:")
        if not phrase or len(phrase) > 160:
            return ()
        if _PRONOUN.match(phrase):
            return self.current
        phrase = re.sub(r"^both\s+|^either\s+", "", phrase, flags=re.IGNORECASE)
        if is_generic(phrase) or self._is_generic_of_field(phrase):
            return self.current
        plain = _IN_GENERAL.sub("", bare(phrase))
        plain = re.sub(r"\s*\((?![^()]*\b[A-Z]{2,}s?\))[^()]*\)", "", plain)
        if not plain or len(plain.split()) > 9 or re.search(r"[.!?:;\"“”]", plain):
            return ()
        one = self._one(plain, phrase)
        if one is not None:
            return (one,)
        parts = [
            re.sub(r"^(?:and|or|the|an?)\s+", "", part.strip())
            for part in re.split(r"\s*,\s*(?:and\s+|or\s+)?|\s+and\s+|\s+&\s+", plain)
        ]
        if len(parts) > 1 and all(part and is_title(part) for part in parts):
            found = [self._one(part, part) for part in parts]
            if all(one is not None for one in found):
                return tuple({id(role): role for role in found if role}.values())
        return ()

    def _is_generic_of_field(self, phrase: str) -> bool:
        """*These nursing professionals*: a demonstrative with a noun for any role."""
        words = phrase.casefold().split()
        return bool(self.current) and words[0] in {"these", "those", "this", "such"} and is_generic(words[-1])

    def _one(self, plain: str, phrase: str) -> FoundRole | None:
        known = self.known(plain)
        if known is not None:
            return known
        words = plain.split()
        head = head_of(plain)
        if len(words) == 1:
            for role in (*self.current, *self.roles):
                if role.head == head:
                    return role
        if len(words) == 2 and words[0].casefold() in {"own", "fellow", "same", "entire", "whole"}:
            return None
        title = title_of(plain)
        if _NO_PHRASE.search(plain) or words[0].casefold() in _NO_START:
            return None
        if title is None or not is_title(plain) or (head in _NO_ROLE and len(words) == 1):
            return None
        if re.search(r"['’]s?\s", plain) or words[0][:1].isdigit() or len(words) > 6:
            return None
        if _lacks_reference(phrase) and len(words) == 1 and not phrase.casefold().endswith("s"):
            return None
        if "," in plain or re.search(r"\s(?:and|&)\s", plain):
            parts = re.split(r"\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|&)\s+", plain)
            if all(is_title(part) for part in parts if part):
                return None
        command = Form.BASE in readings(words[0]) and words[0].casefold() not in ALSO_NOUNS | MOSTLY_NOUNS
        if form_of(plain) is Form.THIRD or (command and len(words) > 1):
            return None
        shared = {id(other) for role in self.roles for fact in role.facts for other in fact.also}
        vague = next(
            (
                role
                for role in self.roles
                if role.title.casefold() == head
                and not role.sure
                and not role.facts
                and id(role) not in shared
            ),
            None,
        )
        if (
            vague is not None and len(words) > 1
        ):  # "registrars" were named before the museum registrar is described
            vague.title = title.text
            vague.take(title, self.place)
            for name in vague.names:
                self.call(vague, name)
            return vague
        return self.take(title, sure=False)


def _lacks_reference(phrase: str) -> bool:
    """Whether a phrase has no article before it, as titles in running text have."""
    return re.match(r"(?:an?|the|each|every|our|your)\s", phrase, re.IGNORECASE) is None
