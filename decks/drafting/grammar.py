"""What a predicate says of a role: the patterns in which documents speak of duties, limits, titles, places and the rest."""

import re
from dataclasses import dataclass

from decks.drafting.clauses import clauses, listed, shortened, work_listed
from decks.english.verb_words import words
from decks.english.verbs import Form, base_form, form_of, readings, strip_lead
from decks.model import FactKind


@dataclass(frozen=True, slots=True)
class Said:
    """One thing said of a role, still in the document's grammar."""

    kind: FactKind
    text: str
    sure: bool = True


_HOW = r"(?:(?:also|often|sometimes|usually|typically|commonly|generally|normally|mostly|mainly|primarily|always|currently|frequently|most\s+(?:commonly|often)|\w+ly)\s+)*"
_BE = r"(?:is|are|be|being|been|[’']s|[’']re|may\s+be|can\s+be|must\s+be|will\s+be|should\s+be|was|were)"
_LIMIT = re.compile(
    r"""(?:(?:can\s*not|can['’]t|may\s+not|must\s+not|mustn['’]t|should\s+not|shouldn['’]t|shall\s+not|will\s+not|won['’]t|would\s+not|(?:do|does|did)\s+not|don['’]t|doesn['’]t|can\s+never|must\s+never|may\s+never|will\s+never|never|no\s+longer|neither)(?:\s+(?:also|usually|normally|generally|typically|ever|themselves))*
      |(?:is|are|be)(?:n['’]t|\s+(?:not|never))\s+(?:usually\s+|normally\s+)?(?:allowed|permitted|authori[sz]ed|qualified|able|licensed|entitled|trained|supposed|meant|expected|there)\s+to
      |(?:is|are)\s+(?:forbidden|prohibited|barred|banned)\s+(?:to|from) | (?:is|are)(?:n['’]t|\s+not)\s+(?:responsible|accountable)\s+for | (?:has|have)\s+no\s+(?:authority|right|power|permission|licen[cs]e)\s+to | (?:is|are)(?:n['’]t|\s+not)\s+in\s+charge\s+of
      )(?:\s+|$)""",
    re.IGNORECASE | re.VERBOSE,
)
_NO_LIMIT = re.compile(
    r"(?:need|have\s+to|require|usually|always|only|necessarily|just|simply|matter|exist|differ|vary|be|belong|know|think|mean|want|like|get|earn|include)\b",
    re.IGNORECASE,
)
_UNDER = re.compile(
    rf"""(?:(?:will\s+|must\s+|may\s+|can\s+|should\s+)?(?:
        {_HOW}(?:works?|operates?|acts?|serves?|functions?|practi[cs]es?|performs?)\s+{_HOW}under\s+(?:the\s+)?(?:\w+\s+(?:or\s+\w+\s+)?)?(?:supervision|direction|guidance|authority|control|leadership|oversight|instruction)s?\s+of
      | {_BE}\s+{_HOW}(?:supervised|managed|led|overseen|directed|headed|line[- ]managed|instructed)\s+by | {_HOW}reports?\s+(?:directly\s+|straight\s+)?(?:in)?to | {_HOW}answers?\s+(?:directly\s+)?to | {_BE}\s+{_HOW}(?:responsible|accountable|answerable)\s+(?:directly\s+)?to
      | {_HOW}works?\s+(?:directly\s+)?under | {_HOW}receives?\s+(?:supervision|instructions?)\s+from | {_HOW}takes?\s+(?:orders|direction|instructions?)\s+from
      ))\s+(?P<who>.+)$""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
UNDER_TAIL = re.compile(
    r"[,\s]+(?:(?:working|while|always|usually|only|and)\s+)?under\s+(?:the\s+)?(?:(?:close|direct|general|indirect|overall|strict)\s+)?(?:supervision|direction|guidance|authority|oversight|control)\s+of\s+(?P<who>(?:an?\s+|the\s+|their\s+)?[^,.;()]{3,70})",
    re.IGNORECASE,
)
"""Whose supervision a statement of work names by the way."""
_ALIAS = re.compile(
    rf"(?:{_BE}|may\s+(?:also\s+)?be|can\s+(?:also\s+)?be|has\s+been)\s+{_HOW}(?:known|called|referred\s+to|termed|titled|named|designated|nicknamed|listed|advertised)(?:\s+as|\s+to\s+as)?\s+(?:the\s+|an?\s+)?(?P<names>.+)$|(?:goes|go)\s+by\s+(?:the\s+(?:name|title)\s+(?:of\s+)?)?(?P<other>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_WORKS_IN = re.compile(
    rf"(?:can\s+|may\s+|will\s+|might\s+)?(?:{_HOW}(?:works?|practi[cs]es?|serves?)|(?:{_BE})\s+{_HOW}(?:employed|found|based|needed|stationed|located|working|posted|hired|seen)|(?:finds?|gets?)\s+(?:work|jobs?|employment))\s+{_HOW}(?P<prep>in|at|for|by|on|aboard|inside|within|from|backstage|behind)\s+(?P<where>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_NO_PLACE = re.compile(
    r"(?:conjunction|close|tandem|concert|partnership|collaboration|teams?|pairs?|shifts?|accordance|order|support|charge|a\s+team|groups?|cooperation|line|all\s+weathers?|rotation|advance|high\s+demand|demand|addition|behalf|(?:\w+\s+)?(?:hours?|days?|weekends?|nights?|evenings?|holidays?|conditions?))\b",
    re.IGNORECASE,
)
_NEED = re.compile(
    rf"""(?:(?:will\s+|may\s+|must\s+|should\s+|would\s+|can\s+)?(?:also\s+)?(?:
        {_HOW}(?P<need>needs?)\s+(?!to\s+be\s+(?:able|there|on|at|in)\b)(?:to\s+(?:have|hold|be|possess)\s+)? | {_HOW}requires?\s+(?:to\s+have\s+)?
      | {_BE}\s+{_HOW}required\s+to\s+(?:(?:have|hold|be|possess)\s+|(?=(?:complete|pass|obtain|earn|undergo)\b)) | (?:must|should)\s+{_HOW}(?:have|hold|possess|(?=(?:complete|pass|obtain|earn|undergo)\b)|be\s+(?=(?:licen[cs]ed|certified|registered|qualified|trained|able|over|at\s+least|aged|fluent|fit|willing|\d|an?\s)))(?:\s+(?:gained|completed|passed|obtained))?\s*
      | {_HOW}(?:holds?|possess(?:es)?)\s+(?=an?\s+(?:\w+[’'\w]*\s+){{0,4}}(?:degree|diploma|licen[cs]e|certificate|certification|qualification|permit)) | {_HOW}(?:has|have)\s+(?=(?:an?\s+|some\s+)?(?:special(?:ised|ized)?|extensive|formal|previous|prior|strong|good|excellent|advanced|professional|relevant|proper|thorough|sound|at\s+least|several|years|(?:\w+[’'\w]*\s+){{0,3}}(?:degree|diploma|doctorate|ph\.?d|licen[cs]e|certificate|certification|qualification|training|knowledge|experience|skills?))\b)
      | {_BE}\s+{_HOW}(?=(?:trained|licen[cs]ed|certified|registered|qualified|educated|accredited)\b(?!\s+(?:staff|personnel)))
      | (?:undergo(?:es)?|complete[s]?|receives?)\s+(?=(?:\w+\s+){{0,4}}(?:training|course|apprenticeship|degree|programme?|certification)\b)
      ))(?P<what>.+)$""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_IS_A = re.compile(
    rf"(?:is|are|[’']s|[’']re)\s+{_HOW}(?P<what>(?:an?|the|one\s+of\s+the|those|people|someone|somebody|anyone|skilled|trained|qualified|senior|junior|specialist|professional|responsible\s+adults?|\w+\s+(?:professionals?|specialists?|workers?|staff|people))\b.+)$",
    re.IGNORECASE | re.DOTALL,
)
_WHO = re.compile(
    r"^(?P<noun>[^,;]*?),?\s+(?:who|that|which)\s+(?P<does>(?!is\b|are\b|was\b|were\b|has\b|have\b|means\b).+)$",
    re.IGNORECASE | re.DOTALL,
)
_WHO_IS = re.compile(
    r"^(?P<noun>[^,;]*?),?\s+(?:who|that)\s+(?P<is>(?:is|are)\s+(?:\w+ly\s+)?(?:responsible\s+for|in\s+charge\s+of)\s.+)$",
    re.IGNORECASE | re.DOTALL,
)
_SPECIALISES = re.compile(
    r"(?:speciali[sz](?:e|es|ing)|focus(?:es|ing)?|concentrat(?:e|es|ing))\s+(?:in|on)\s+(?P<what>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_FOCUS_IS = re.compile(
    r"(?:(?:the|their|his|her|its|your)\s+)?(?:(?:main|primary|chief|first|principal|central|key|only|sole|biggest|most\s+important|core|typical|usual|next|last|second)\s+)?(?:focus|task|job|duty|role|responsibility|work|aim|goal|concern|purpose|step|function|mission|part\s+of\s+(?:the|their)\s+(?:job|work))\s+(?:is|are)\s+(?:often\s+|usually\s+|always\s+|also\s+|mainly\s+|primarily\s+)?(?:on\s+|to\s+|that\s+of\s+)?(?P<what>.+)$",
    re.IGNORECASE | re.DOTALL,
)
WORKS = re.compile(
    r"""^(?:(?:\w+\s+){0,4}?)(?P<which>duties|tasks|responsibilities|functions|activities|the\s+(?:work|job|role|position|post)|(?:their|his|her|your)\s+(?:work|job|role|duties)|job|work|role|day)(?:\s+(?:of|for|as|in)\s+[^,]{3,50}?)?\s*
    (?:,?\s+(?:can|may|might|will|could|would|typically|usually|often|generally|also|most\s+likely|mostly|mainly|normally|commonly|sometimes)(?:\s+(?:also|often|typically|most\s+likely|sometimes))*)?\s*,?\s*
    (?:includes?|such\s+as|like|involves?|are|consists?\s+of|comprises?|encompass(?:es)?|entails?|ranges?\s+from|covers?|extends?\s+to)\s*:?\s+(?P<list>.+)$""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
"""A sentence whose subject is the work itself: *duties include …*."""
_NO_DUTY = words("""appear be become begin believe belong contribute cost depend differ earn enjoy exist expect feel find get go grow have hope include
    intend know lack learn like live look love make mean need occur own prefer pursue rely remain require seem shift start stay study
    suit take tend think time travel trust understand use value vary view want wear wish""")
_DUTY_ANYWAY = words(
    "find get go know learn look make rely start stay take time travel use value view wear own contribute study"
)
_SHAPELESS = re.compile(
    r"(?:make|earn|get|take)s?\s+(?:up\s+to\s+|around\s+|about\s+|between\s+)?[$€£\d]|(?:take|play|make|have)s?\s+(?:place|time|sense|pride|years|part\s+in\s+a\s+competition)\b|(?:go|look)(?:es|s)?\s+(?:forward|on\s+to)\b|(?:get|go)s?\s+(?:paid|home|started)\b|(?:learn|decide|choose|want|hope|wish|prefer|like|need|begin|start|continue|tend|happen|seem|appear)s?\s+to\b|starts?\s+(?:at|as|in|out|off|with|by)\b",
    re.IGNORECASE,
)
_EMPTY = re.compile(
    r"any\s+other\s+(?:duties|tasks|work).*|(?:(?:perform|do|carry\s+out|handle|have|complete|undertake|take\s+on|includes?)\s+)?(?:(?:a\s+(?:wide\s+|broad\s+|large\s+)?(?:variety|range|number|lot)\s+of|various|many|several|several\s+other|other|different|numerous|similar|many\s+other|various\s+other|these|all|additional|important|following)\s+)*(?:duties|tasks|jobs|roles|things|responsibilities|functions|work)(?:\s+(?:including|such\s+as|like|as\s+follows))?[.:]?$",
    re.IGNORECASE,
)
_LEFT_TO = re.compile(
    r"\b(?:is|are)\s+(?:usually\s+|often\s+)?(?:left|given|handed|assigned|delegated)\s+to\b|\b(?:is|are)\s+(?:usually\s+|often\s+)?(?:done|performed|handled|carried\s+out)\s+by\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(rf"(?:{_BE}|has|have|had)\s+", re.IGNORECASE)
_DOUBT = re.compile(
    r"^(?:may|might|can|could|sometimes|occasionally)\b|\b(?:sometimes|occasionally|in\s+some\s+(?:cases|places))\b",
    re.IGNORECASE,
)


def said_by(predicate: str, *, requirements: bool = False) -> list[Said]:
    """What a predicate, its subject left out, says of the role; empty where it says nothing that a deck holds.

    `requirements` tells that it stands in a section on what the role takes.
    """
    predicate = predicate.strip(" ,;:–—-.")
    if limit := _LIMIT.match(predicate):
        rest = predicate[limit.end() :]
        if not rest or _NO_LIMIT.match(rest):
            return []
        return [Said(FactKind.NOT_DUTY, part) for part in _alternatives(rest)]
    if under := _UNDER.match(predicate):
        return [Said(FactKind.SUPERVISOR, under["who"])]
    if alias := _ALIAS.match(
        re.sub(
            r"^(?=(?:also|sometimes|often|otherwise)\s+(?:known|called|referred))",
            "is ",
            predicate,
            flags=re.IGNORECASE,
        )
    ):
        return [
            Said(FactKind.ALIAS, name, sure=False)
            for name in listed(shortened(alias["names"] or alias["other"]))
        ]
    place = _WORKS_IN.match(predicate)
    if place and not _NO_PLACE.match(place["where"]):
        return [Said(FactKind.WORKPLACE, place["where"])]
    need = _NEED.match(predicate)
    if need and (requirements or not (need["need"] and need["what"].startswith("to "))):
        return required(need["what"])
    if requirements and (
        step := re.match(
            rf"(?:(?:can|may|will|must|should)\s+)?{_HOW}(?:needs?\s+to\s+|(?:is|are)\s+(?:\w+ly\s+)?required\s+to\s+|ha(?:s|ve)\s+to\s+)?(?P<what>(?:graduate|complete|pass|obtain|earn|undergo|hold|finish|attend|train|study|take)s?\s.+)$",
            predicate,
            re.IGNORECASE | re.DOTALL,
        )
    ):
        return required(step["what"])
    if requirements and (
        become := re.match(
            r"(?:can\s+|may\s+|will\s+)?(?:become|get|be|qualify)\s+(?:\w+\s+)?by\s+(?P<how>.+)$",
            predicate,
            re.IGNORECASE,
        )
    ):
        return [Said(FactKind.REQUIREMENT, part) for part in work_listed(become["how"])]
    if focus := _FOCUS_IS.match(predicate):
        return done(focus["what"])
    if special := _SPECIALISES.match(predicate):
        return [
            Said(
                FactKind.DEFINITION,
                f"specializes in {special['what']}"
                if "z" in predicate[:12]
                else f"specialises in {special['what']}"
                if predicate[:4].lower() == "spec"
                else predicate,
            )
        ]
    if is_a := _IS_A.match(predicate):
        return _defined(is_a["what"])
    if _LEFT_TO.search(predicate):
        return []
    stripped = strip_lead(predicate)
    if stripped == predicate and _PASSIVE.match(predicate) and form_of(predicate) is not Form.BASE:
        return []
    return done(predicate)


def _alternatives(text: str) -> list[str]:
    """*cook or plate dishes* stays one; *cook dishes or serve guests* is two."""
    return (
        clauses(re.sub(r"\s+(?:or|nor)\s+", " and ", text))
        if len(clauses(re.sub(r"\s+(?:or|nor)\s+", " and ", text))) > 1
        else [text]
    )


def required(text: str) -> list[Said]:
    """What a statement of requirements names: each certificate, skill or step by itself."""
    text = re.sub(
        r"^(?:to\s+)?(?:have|hold|possess|be)\s+(?=\w)", "", text.strip(" .;:"), flags=re.IGNORECASE
    )
    text = re.sub(r"\s+in\s+order\s+to\s+\w+$", "", text)
    inner = re.match(r"(?:to\s+)?(?:become\s+)?(?P<what>.+)$", text, re.DOTALL)
    text = inner["what"] if inner else text
    both = re.match(
        r"(?P<one>.+?),?\s+and\s+(?:to\s+)?(?P<two>be\s+(?:licen[cs]ed|certified|registered|qualified|able|over|at\s+least)\b.*)$",
        text,
        re.DOTALL,
    )
    if both:
        return [*required(both["one"]), *required(both["two"])]
    several = re.split(r",\s+(?:and\s+)?(?=an?\s)|\s+and\s+(?=an?\s)", text)
    if len(several) > 1 and re.match(r"an?\s", text):
        return [Said(FactKind.REQUIREMENT, one) for one in several]
    if form_of(text) in {Form.BASE, Form.GERUND}:
        return [Said(FactKind.REQUIREMENT, part) for part in clauses(text)]
    return [Said(FactKind.REQUIREMENT, text)]


def _defined(what: str) -> list[Said]:
    """What “is a …” says: the definition and, where it goes on with “who …”, the work."""
    who = _WHO_IS.match(what) or _WHO.match(what)
    if who is None:
        return [Said(FactKind.DEFINITION, what)]
    does = who.groupdict().get("does") or who.groupdict().get("is") or ""
    return [Said(FactKind.DEFINITION, what), *done(does)]


_CHARGED = re.compile(rf"(?:{_BE}\s+)?{_HOW}(?:responsible\s+for|in\s+charge\s+of)\s", re.IGNORECASE)


def says_nothing(text: str) -> bool:
    """Whether a duty is only a word for duties: *other tasks as required*."""
    return _EMPTY.fullmatch(text.strip(" .")) is not None


def done(text: str) -> list[Said]:
    """The duties in a predicate or a list of works."""
    found: list[Said] = []
    if _LEFT_TO.search(text):
        return found
    doubt = _DOUBT.search(text) is not None
    bare = strip_lead(text)
    for part in work_listed(bare) if form_of(bare) in {Form.GERUND, None} else clauses(bare):
        inner = strip_lead(part)
        if _CHARGED.match(text) and form_of(base_form(inner)) is None and not _EMPTY.fullmatch(inner):
            inner = f"be responsible for {inner}"  # "is responsible for the cargo": no verb says what is done
        if _LIMIT.match(inner):
            found += said_by(inner)
            continue
        verb = re.match(r"(?:\w+ly\s+)?([^\W\d_]+)", inner)
        bases = set(readings(verb.group(1)).values()) if verb else set()
        if (
            bases
            and bases <= _NO_DUTY
            and not inner.startswith("be responsible for ")
            and not bases & _DUTY_ANYWAY
        ):
            continue
        if (
            _SHAPELESS.match(inner)
            or _EMPTY.fullmatch(inner)
            or (form_of(inner) is None and bare is not text and len(inner.split()) < 2)
        ):
            continue
        found.append(Said(FactKind.DUTY, inner, sure=not doubt and _DOUBT.search(part) is None))
    return found
