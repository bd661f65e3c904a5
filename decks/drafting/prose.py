"""Reading running text: sentence by sentence, whose subject is a role, or the work itself."""

import re
from collections.abc import Sequence

from decks.drafting.asides import Add, take_asides
from decks.drafting.clauses import sentences
from decks.drafting.found import FoundRole
from decks.drafting.grammar import WORKS, Said, done, required, said_by
from decks.drafting.labels import Section
from decks.drafting.roster import Roster
from decks.drafting.subjects import pieces, split_subject
from decks.drafting.titles import is_title
from decks.english.verb_words import MANNER
from decks.english.verbs import Form, base_form, form_of, strip_lead
from decks.model import FactKind

_AS = re.compile(
    r"\b(?:as|become|becoming|be)\s+(?P<role>(?:an?|the)\s+[^,.;]{3,60}?)(?=,|$|\s+(?:in|at|you|will|is|may|can)\b)",
    re.IGNORECASE,
)
_REQUIRE_OF = re.compile(
    r"\brequires?\s+(?P<who>(?:an?\s+|the\s+)?[^,.;]{2,60}?)\s+to\s+(?P<what>.+)$", re.IGNORECASE | re.DOTALL
)
_BARE_NOT = re.compile(
    r"(?:does|do|can|may|must|will|should|is|are)\s*(?:n['’]t|not)$|cannot$", re.IGNORECASE
)
_JOB_OF = re.compile(
    r"(?:it\s+is|it['’]s)\s+(?:the\s+(?:job|duty|task|role|responsibility)\s+of\s+)?(?P<who>.+?)(?:['’]s?\s+(?:job|duty|task|role|responsibility))?\s+to\s+(?P<what>.+)$",
    re.IGNORECASE,
)
_OWNED_JOB = re.compile(
    r"(?P<who>(?:an?|the)?\s*.{3,60}?)['’]s?\s+(?:main\s+|first\s+|primary\s+|chief\s+|key\s+|most\s+important\s+|\w+\s+)?(?:job|duty|duties|task|tasks|role|responsibility|responsibilities|work|aim|purpose)\s+(?:is|are|include|includes)\s+(?:mainly\s+|primarily\s+)?(?:to\s+)?(?P<what>.+)$",
    re.IGNORECASE,
)
_WHOSE_JOB = re.compile(
    r"whose\s+(?:main\s+)?(?:job|duty|task|role|work)\s+(?:it\s+)?is\s+(?:it\s+)?to\s+(?P<what>.+)$",
    re.IGNORECASE,
)
_INTRO_WORK = re.compile(
    r"^(?:while|although|though|because|since)\s+(?P<what>(?:their|his|her|its|the)\s+.+)$", re.IGNORECASE
)
_PARTICIPLE = re.compile(r"^(?P<what>speciali[sz]ing|focus(?:s)?ing|concentrating)\s+.+$", re.IGNORECASE)
_JOBS = re.compile(
    r"(?:are|is)\s+(?:(?:a\s+few|some|one|two|examples?|among|all|part)\s+(?:of\s+)?)?(?:the\s+)?(?:\w+\s+){0,4}(?:jobs|roles|positions|occupations|titles|careers)\b",
    re.IGNORECASE,
)


LONGEST_SENTENCE = 1200
"""Characters of the longest sentence that is looked into; what is longer is no sentence, and would take long."""
_NO_SUBJECT = frozenset(
    {FactKind.SUPERVISOR, FactKind.WORKPLACE, FactKind.ALIAS, FactKind.NOT_DUTY, FactKind.REQUIREMENT}
)

_STEP = re.compile(
    r"(?:^|,\s+)(?P<rest>(?:the|their|his|her|your|its)\s+(?:\w+\s+){0,3}(?:step|job|task|duty|role|focus|aim|goal|responsibility)\s+(?:is|are)\s.+)$",
    re.IGNORECASE,
)
_INTRO_DONE = re.compile(r"(?:responsible\s+for|in\s+charge\s+of|tasked\s+with)\b", re.IGNORECASE)
_IS_REQUIRED = re.compile(
    r"(?P<what>(?!it\b|this\b|that\b|what\b)[^,;]{4,90}?)\s+(?:is|are)\s+(?:usually\s+|often\s+|also\s+|generally\s+|normally\s+|always\s+|typically\s+)?(?:required|needed|essential|mandatory|compulsory|a\s+must)\b(?!\s+to\b)",
    re.IGNORECASE,
)
_BARE_LABEL = re.compile(
    r"(?:also|sometimes|otherwise|formerly)\s+(?:known|called|referred)\b.+", re.IGNORECASE
)
_WHO_BETWEEN = re.compile(r"^([^,]{3,50}),\s+who\s[^,]{3,80},\s+")
_WORK_IS = re.compile(r"\w+ing\b[^,]*\b(?:is|are)\b")
_FINITE = re.compile(r"\b(?:is|are|was|were|will|can|has|have)\b", re.IGNORECASE)


class Prose:
    """Reads paragraphs for one document."""

    def __init__(self, roster: Roster) -> None:
        self._roster = roster
        self._first = True
        """Whether nothing has yet been said of the role being spoken of."""
        self._last: tuple[str, tuple[FoundRole, ...]] = ("", ())
        self._context: tuple[FoundRole, ...] = ()
        self.silent: list[str] = []
        """The sentences read of which nothing was made."""

    def begin(self) -> None:
        """A new role is spoken of from here."""
        self._first = True

    def mention(self, text: str) -> None:
        """Let a role that a line names be the one spoken of."""
        about = _AS.search(text)
        if about and (roles := self._roster.resolve(about["role"])):
            self._roster.current = roles
            return
        for piece in pieces(text):
            found = split_subject(piece, self._resolve)
            if found is not None and found[0]:
                self._roster.current = self._context
                return

    def _resolve(self, phrase: str) -> tuple[str, ...]:
        found = self._roster.resolve(phrase)
        if found:
            self._context = found
        return tuple(role.title for role in found)

    def read(self, text: str, add: Add, *, section: Section | None = None, strict: bool = False) -> None:
        """Hand every statement of a text to `add`, with the roles it is made of.

        `strict` takes only sentences whose subject is a role named in them.
        """
        given = 0

        def counted(roles: Sequence[FoundRole], said: Said) -> None:
            nonlocal given
            given += 1
            add(roles, said)

        for sentence in sentences(text):
            before = given
            if len(sentence) <= LONGEST_SENTENCE:
                self._roster.at(sentence)
                for piece in pieces(sentence.rstrip(" .!?")):
                    self._piece(piece, counted, section, strict)
                take_asides(sentence, self._roster, counted)
            if given == before:
                self.silent.append(sentence)

    def _piece(self, piece: str, add: Add, section: Section | None, strict: bool) -> None:
        requirements = section is Section.REQUIREMENTS
        if piece.endswith("?"):
            return
        if requirements and self._required(piece, add):
            return
        if not strict and (works := WORKS.match(piece)) and not is_title(piece.split(" include")[0]):
            about = _AS.search(piece[: works.start("list")])
            if about:
                self._take(self._roster.resolve(about["role"]))
            for said in done(works["list"]):
                add(self._roster.current, said)
            return
        for pattern in (_JOB_OF, _OWNED_JOB):
            if owned := pattern.match(piece):
                roles = self._roster.resolve(re.sub(r"^for\s+", "", owned["who"]))
                if roles:
                    self._take(roles)
                    for said in done(owned["what"]):
                        add(roles, said)
                    return
        about = _AS.match(piece) or re.match(
            r"(?:for|as|if|in\s+order\s+to)\b[^,]*?\b(?:as|become|be)\s+(?P<role>(?:an?|the)\s+[^,]{3,60}),",
            piece,
            re.IGNORECASE,
        )
        if about and (roles := self._roster.resolve(about["role"])):
            self._take(roles)
        found = split_subject(_WHO_BETWEEN.sub(r"\1 ", piece), self._resolve)
        if found is None:
            self._without_subject(piece, add, section, strict)
            return
        roles, (_, predicate, intro) = self._context, found
        if strict and intro == "" and re.match(r"(?:they|he|she|you|we)\b", piece, re.IGNORECASE):
            return
        self._take(roles)
        self._said(roles, predicate, intro, piece, add, requirements)

    def _take(self, roles: Sequence[FoundRole]) -> None:
        """Let these be the roles spoken of."""
        if roles and tuple(roles) != self._roster.current:
            self._roster.current = tuple(roles)
            self._first = not any(role.facts for role in roles)

    def _said(
        self,
        roles: tuple[FoundRole, ...],
        predicate: str,
        intro: str,
        piece: str,
        add: Add,
        requirements: bool,
    ) -> None:
        if _BARE_NOT.fullmatch(predicate.strip()) and self._last[0]:
            add(roles, Said(FactKind.NOT_DUTY, self._last[0]))
            return
        if _JOBS.match(predicate):
            self._roster.current = () if len(roles) > 1 else self._roster.current
            return
        if work := _INTRO_WORK.match(intro):
            for said in said_by(work["what"]):
                add(roles, said)
        if _PARTICIPLE.match(intro):
            for said in said_by(intro):
                add(roles, said)
        elif _INTRO_DONE.match(intro) or (
            form_of(intro) is Form.GERUND and intro.split()[0].casefold() not in MANNER
        ):
            for said in done(intro):
                add(roles, Said(said.kind, said.text, said.sure and _INTRO_DONE.match(intro) is not None))
        statements = said_by(predicate, requirements=requirements)
        duties = [said for said in statements if said.kind is FactKind.DUTY]
        opening = (
            self._first
            and not requirements
            and re.match(r"(?:an?\s|the\s|[^,]*s\s)", piece, re.IGNORECASE) is not None
        )
        defined = any(said.kind is FactKind.DEFINITION for said in statements) or _PARTICIPLE.match(intro)
        if (
            opening
            and duties
            and form_of(base_form(strip_lead(predicate))) is not None
            and not defined
            and not any(role.of(FactKind.DEFINITION) for role in roles)
            and len(roles) == 1
        ):
            add(roles, Said(FactKind.DEFINITION, strip_lead(predicate), sure=False))
        for said in statements:
            add(roles, said)
        if statements:
            self._first = False
        self._last = (duties[-1].text, roles) if duties else ("", ())
        whose = _WHOSE_JOB.search(predicate)
        if whose:
            for said in done(whose["what"]):
                add(roles, said)

    def _required(self, piece: str, add: Add) -> bool:
        """*Most places require a porter to …*"""
        found = _REQUIRE_OF.search(piece)
        if found is None:
            return False
        about = _AS.search(piece[: found.start()])
        roles = self._roster.resolve(about["role"]) if about else ()
        roles = roles or self._roster.resolve(found["who"])
        if not roles:
            return False
        self._take(roles)
        for said in required(found["what"]):
            add(roles, said)
        return True

    def _without_subject(self, piece: str, add: Add, section: Section | None, strict: bool) -> None:
        """A sentence about the work that names nobody, or one that leaves its subject out: *Runs the bar.*"""
        current = self._roster.current
        if strict or not current:
            return
        if tail := _STEP.search(piece):
            for said in said_by(tail["rest"]):
                add(current, said)
            return
        if label := _BARE_LABEL.match(piece):
            for said in said_by(f"is {label.group()}"):
                add(current, said)
            return
        if needed := _IS_REQUIRED.match(piece):
            for said in required(needed["what"]):
                add(current, said)
            return
        form = form_of(strip_lead(piece))
        statements = said_by(piece)
        kinds = {said.kind for said in statements}
        if kinds & _NO_SUBJECT and (form is Form.THIRD or FactKind.DUTY not in kinds):
            for said in statements:
                add(current, said)
        elif _WORK_IS.match(piece):
            return
        elif self._leaves_subject_out(piece, form, section):
            undefined = not any(role.of(FactKind.DEFINITION) for role in current)
            if (
                self._first
                and undefined
                and section in {Section.ABOUT, Section.ROLES}
                and FactKind.DUTY in kinds
            ):
                add(current, Said(FactKind.DEFINITION, strip_lead(piece), sure=False))
            for said in statements:
                add(current, said)
            self._first = False
        elif (
            self._first and section is Section.ABOUT and len(piece.split()) > 2 and not _FINITE.search(piece)
        ):
            if re.match(r"(?:an?|the)\s", piece, re.IGNORECASE):
                for said in said_by(f"is {piece[0].lower()}{piece[1:]}"):
                    add(current, said)
            else:
                add(current, Said(FactKind.DEFINITION, piece, sure=False))
            self._first = False

    @staticmethod
    def _leaves_subject_out(piece: str, form: Form | None, section: Section | None) -> bool:
        """Whether a sentence begins with what its role does, as notes on it do."""
        if form is Form.THIRD or re.match(
            r"(?:also\s+)?(?:responsible\s+for|in\s+charge\s+of)\b", piece, re.IGNORECASE
        ):
            return True
        if section not in {Section.ABOUT, Section.DUTIES, Section.LIMITS, Section.ROLES}:
            return False
        to_do = piece[:3].casefold() == "to " and section is Section.ABOUT
        return form is Form.GERUND or to_do or (form is Form.BASE and section is Section.DUTIES)
