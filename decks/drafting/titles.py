"""Titles of roles: telling them from other words, and bringing them to one form, singular and in sentence case."""

import re
from dataclasses import dataclass
from functools import lru_cache

from decks.english.similarity import stem
from decks.english.verb_words import words
from decks.english.wording import capitalised, within_sentence
from decks.text import slug_of

_ROLE_NOUNS = words("""
    accountant merchant superintendent correspondent sergeant bellhop bellboy copilot valet page doorman mannequin model nanny nun shopkeeper employee trainee referee
    seamstress waitress hostess stewardess actress governess headmistress mistress aspirant informant commandant adjutant cinematographer maitre comptroller acolyte
    acrobat actress acupuncturist adjuster administrator adviser advisor aesthetician agent agronomist aide analyst announcer
    apprentice architect artist assistant associate athlete attendant attorney au-pair auditor author bailiff barback barista
    bartender bookkeeper boss bosun boulanger broker busboy busser butcher butler cadet captain caretaker carpenter cashier chair
    chairman chairperson chaplain chargehand chauffeur chef chief cleaner clerk clinician coach commis companion concierge
    conductor consultant controller cook coordinator copywriter counsel crew croupier curator custodian dean deckhand delegate
    deputy detective dietitian diplomat director dishwasher dispatcher docent doctor dresser electrician employee engineer ensign
    entremetier executive expediter expeditor expert farmhand fellow firefighter fireman flyman foreman friar gaffer garde-manger
    governess grip groom guard guide hand handyman head headmaster helmsman helper host hostess housekeeper inspector intermediary
    intern janitor journalist judge juggler keeper lawyer lead leadhand lecturer liaison librarian lieutenant lifeguard lineman
    linesman loadmaster locksmith maid maitre marshaller mason master mate mechanic medic midwife minister musician navigator
    nurse officer operative operator orderly organist page painter paralegal paramedic pastor pathologist patissier patternmaker
    pharmacist physician pilot plasterer plongeur plumber poet poissonnier porter postman potter practitioner preceptor president
    priest principal producer professional professor prompter psychologist purser rabbi ranger receptionist referee registrar rep
    reporter representative researcher rigger rotisseur runner sailor salesperson saucier scientist scout secretary sergeant
    servant shepherd sheriff signalman sitter skipper smith sommelier specialist spokesperson staff stagehand steward stewardess
    strategist supervisor supporter surgeon surveyor swing tailor teacher tech technician technologist teller therapist tournant
    trader trainee translator treasurer tutor typist umpire understudy undertaker underwriter usher vet veterinarian volunteer
    waiter waitress warden watchman weaver welder worker workman yardmaster zookeeper
""")
_ENDINGS = re.compile(
    r"(?:[a-z]{2,}(?:er|or|ist|ian|eer|yst|aire|eur|ier|smith|wright|herd|maker|keeper|monger|man|woman|person))$"
)
_NOT_ROLES = words("""
    accent access accident achievement adapter address adjacent adjustment adult advent after agree
    agreement alter amplifier amusement anger announcement another answer ant apartment appointment
    argument arrangement assessment assignment assist attachment bachelor banner barrier basement beaker
    better bigger bitter blender boiler booster border bother brilliant buffer bumper burglar business
    butter calendar cancer career cellar center chamber chapter character charger charter checklist
    cheer clever client cluster coffee collar colleague color colour comment commitment committee
    competent compliant component compressor computer condenser conditioner confident consent consider
    consist consistent constant container content convenient converter cooker cooler corner counter
    cover current customer cylinder danger darker daughter december deer degree deliver dent department
    dependent deployment detector development differ different difficult dinner disaster discover
    disorder display document dollar door drawer dress dryer during dynamometer each eager earlier
    easier efficient either element elevator employer employment engagement enter environment equipment
    error establishment event ever evident excellent exist express extent extinguisher extractor factor
    fall faster father feature fee fever fewer fiber filler filter finger fire first fitness flavor
    flier floor flower flyer folder footer former free freezer frequent further garment gather gender
    generator government greater greener grinder guarantee guest gutter hammer harbor harbour harder
    header heater helicopter her higher hour however humor hunger ignition illness important improvement
    incident independent indicator infer inner insist instant instrument insulator intent interior
    investment january job judgement judgment june junior kitchen knee labor labour ladder larger later
    lawnmower layer leather ledger less letter lever lighter liquor liter locker longer lower lumber
    major man management manner margin matter measurement member men mess meter mirror mixer modem
    moment monitor mother motor movement network never newer newsletter november number object october
    offer old older or order ornament other outdoor outer oven over owner paper parameter parent
    parliament particular passenger patent patient pavement payment pendant people pepper per percent
    permanent persist person pigment placement planner plant platter playlist pointer poor popular
    poster power prayer prefer present press printer procedure process processor progress projector
    proper quarter radar radiator razor reader receiver recent recorder recover refer refugee register
    regular regulator relevant remember render rent replacement requirement resist resistor restaurant
    river roller room router rubber ruler rumor scanner sector see segment semester senior sensor sent
    september server shelter shipment shorter shortlist shoulder shower shutter significant silent
    silver similar simulator sister smaller solar solvent sooner spanner starter statement steamer
    sticker stopper stress student success suffer sufficient sugar summer super superior supper
    supplement sweater talent tanker temper tender tent termometer than theater theatre their
    thermometer three timer toffee together toner torment tower tractor trailer transfer transformer
    transistor treatment tree trigger trimmer tumor twist under unit unless upper urgent user utter
    vapor vent ventilator veteran viewer vigor visitor wafer wager want warrant water weather wellness
    went whatever whether whisper winter woman women wonder wrist younger
""")
_QUALIFIED_ONLY = words(
    "chair head hand lead master mate page swing staff crew people person employee worker rep boss member fellow host guide runner chief grip guard groom cook coach scout porter lead principal associate executive expert minister head keeper professional practitioner specialist helper operative"
)
"""Nouns that are roles for certain only with a word before them."""
_GENERIC = words(
    "staff employee worker professional specialist practitioner person people individual member expert candidate applicant holder successful-candidate postholder incumbent jobholder"
)
"""Heads that may name any role spoken of."""
_GENERIC_PAIRS = frozenset(
    {
        "post holder",
        "job holder",
        "successful candidate",
        "successful applicant",
        "role holder",
        "ideal candidate",
    }
)
_SPLIT_HEAD = re.compile(
    r"\s*(?:,|\(|–|—|:|\b(?:of|in|at|for|to|with|de|du|d[’']|on|from)\b).*", re.IGNORECASE | re.DOTALL
)
_ARTICLE = re.compile(
    r"^(?:an?|the|each|every|any|some|many|most|all|your|our|both|these|those|this|that|another|few|several|one|two|three)\s+",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_SHARES = words(
    "technician technologist assistant operator worker clerk manager officer engineer attendant aide helper specialist supervisor tech"
)
"""Heads that, after a slash or *or*, share the words before the first one: *stores clerk or assistant*."""
_SINGULARS = {
    "lenses": "lens",
    "gases": "gas",
    "buses": "bus",
    "knives": "knife",
    "shelves": "shelf",
    "scissors": "scissors",
    "pliers": "pliers",
    "goggles": "goggles",
    "premises": "premises",
    "shears": "shears",
    "clippers": "clippers",
    "series": "series",
}
_IN_ICS = words("academics clinics comics critics fabrics mechanics medics paramedics topics")
_KEEP_S = words(
    "commis sous concierges' chassis boss hostess stewardess waitress governess actress mistress press princess headmistress seamstress"
)
_ACRONYMS = words(
    "IT HR TV VIP PR AV FOH BOH CEO CFO COO QA UX UI GP ER OR ICU VFX 2D 3D RN LPN EMT HGV VAT PA"
)
_SHORT = {
    "tech": "technician",
    "asst": "assistant",
    "mgr": "manager",
    "rep": "representative",
    "snr": "senior",
    "sr": "senior",
    "jr": "junior",
    "jnr": "junior",
    "engr": "engineer",
    "asst.": "assistant",
    "supt": "superintendent",
}
_CODE = re.compile(
    r"(?:(?P<scheme>[A-Z][A-Za-z*]{1,7}(?:[- ]?\d\d)?)[\s:-]+(?:code\s*:?\s*)?)?(?P<code>\d{2,6}(?:[.-]\d{1,5}){0,2})(?:\s*[-–—:.)]\s*|\s+)(?=[A-Za-z])"
)
_CODE_AFTER = re.compile(
    r"\s*[\(\[–—-]\s*(?:(?P<scheme>[A-Z][A-Za-z*]{1,9}(?:-\d\d)?)[\s:-]+(?:code\s*:?\s*)?)?(?P<code>\d{2,6}(?:[.-]\d{1,5}){0,2})\s*[\)\]]?\s*$"
)
_BRACKET = re.compile(r"\s*\(([^()]{2,60})\)\s*")
_ALIAS_LEAD = re.compile(
    r"^(?:also\s+)?(?:known\s+as|called|or|aka|a\.k\.a\.|abbreviated(?:\s+as)?|i\.e\.)\s*:?\s*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Title:
    """A role as a heading or sentence names it."""

    text: str
    """Singular, in sentence case."""
    aliases: tuple[str, ...] = ()
    """Other titles that stand with it: in brackets, after a slash or *or*."""
    codes: tuple[tuple[str, str], ...] = ()
    """Pairs of classification and code."""


@lru_cache(maxsize=16_384)
def singular(title: str) -> str:
    """The title of one holder: *Nurses* → *Nurse*, *Chefs de partie* → *Chef de partie*, *Salesmen* → *Salesman*."""
    tail = _SPLIT_HEAD.search(title)
    head, rest = (
        (title, "") if tail is None or tail.start() == 0 else (title[: tail.start()], title[tail.start() :])
    )
    parts = re.split(r"(\s+(?:and|or|&|/)\s+|\s*/\s*)", head)
    done = [
        _one(part) if place == len(parts) - 1 or _role_head(_one(part)) else part
        for place, part in enumerate(parts)
    ]
    return "".join(done) + rest


def _one(phrase: str) -> str:
    words = phrase.split(" ")
    last = words[-1]
    low = last.casefold()
    if re.fullmatch(r"[A-Z]{2,}s", last):
        last = last[:-1]
    elif low.endswith("men") and low not in {"specimen", "regimen", "abdomen", "men", "women"}:
        last = last[:-2] + ("an" if last.islower() or (last[:1].isupper() and not last.isupper()) else "AN")
    elif low.endswith("people") and low != "people":
        last = last[:-6] + "person"
    elif low.endswith("ies") and len(low) > 4:
        last = last[:-3] + ("Y" if last.isupper() else "y")
    elif low.endswith(("sses", "shes", "ches", "xes")):
        last = last[:-2]
    elif low.endswith("wives"):
        last = last[:-3] + ("FE" if last.isupper() else "fe")
    elif low in _SINGULARS:
        last = _SINGULARS[low]
    elif low in _IN_ICS or (
        low.endswith("s")
        and not low.endswith(("ss", "us", "is", "ics", "'s", "’s"))
        and low not in _KEEP_S
        and len(low) > 3
    ):
        last = last[:-1]
    return " ".join([*words[:-1], last])


def _cased(title: str) -> str:
    """Sentence case; words in capitals throughout lose them unless they are acronyms."""
    letters = [char for char in title if char.isalpha()]
    if letters and all(char.isupper() for char in letters) and len(letters) > 4:
        title = " ".join(
            word if word.strip("(),/") in _ACRONYMS or not re.search("[AEIOUY]", word) else word.lower()
            for word in title.split()
        )
        return capitalised(title)
    return capitalised(within_sentence(title))


def _role_head(phrase: str) -> bool:
    words = [word.casefold() for word in _WORD.findall(phrase)]
    if not words:
        return False
    return _names_person(words[-1], qualified=len(words) > 1)


def _names_person(word: str, *, qualified: bool) -> bool:
    """Whether a word, in the singular, may name who holds a role."""
    if word in _ROLE_NOUNS:
        return qualified or word not in _QUALIFIED_ONLY
    if word in _NOT_ROLES or len(word) < 4:
        return False
    if "-" in word and not word.startswith("x-"):
        return _names_person(word.rsplit("-", 1)[1], qualified=True)
    return _ENDINGS.fullmatch(word) is not None or any(
        word.endswith(f"-{noun}") for noun in ("chef", "clerk", "nurse")
    )


@lru_cache(maxsize=16_384)
def heads_role(text: str) -> bool:
    """Whether a heading may be a title although its noun alone would not show it: *Guide*, *Porter*, *Server*.

    For headings below which work is described; elsewhere such words mean other things too often.
    """
    words = _WORD.findall(bare(text))
    if not words or len(words) > 5 or text.rstrip().endswith((".", "?", "!")):
        return False
    word = _one((_SPLIT_HEAD.sub("", bare(text)) or bare(text)).split()[-1].casefold())
    return _names_person(word, qualified=True) or (len(word) > 4 and _ENDINGS.fullmatch(word) is not None)


def is_generic(phrase: str) -> bool:
    """Whether a phrase may name whatever role is spoken of: *these professionals*, *staff*, *the post holder*."""
    words = [word.casefold() for word in _WORD.findall(_ARTICLE.sub("", phrase.strip()))]
    return (len(words) == 1 and _one(words[0]) in _GENERIC) or " ".join(words) in _GENERIC_PAIRS


@lru_cache(maxsize=16_384)
def is_title(text: str) -> bool:
    """Whether a phrase reads like the title of a role: a short noun phrase whose head names a person."""
    text = re.sub(r"^\d{1,2}[.)]\s+", "", bare(text))
    words = _WORD.findall(text)
    if not words or len(words) > 9 or len(text) > 90 or re.search(r"[.!?;]\s|[?!;]$", text):
        return False
    if "," in text:
        first, _, rest = text.partition(",")
        return is_title(first) and len(rest.split()) <= 6
    head = _SPLIT_HEAD.sub("", text) or text
    parts = re.split(r"\s+(?:and|or|&)\s+|\s*/\s*", head)
    return all(len(part.split()) <= 6 for part in parts) and _role_head(_one(parts[-1].strip()))


def bare(phrase: str) -> str:
    """A phrase without the articles before it and the marks after it."""
    phrase = phrase.strip(" \t.,;:–—-*_“”\"'")
    before = None
    while before != phrase:
        before = phrase
        phrase = _ARTICLE.sub("", phrase, count=1).strip()
    return phrase


def title_of(text: str) -> Title | None:
    """The title, other titles and codes in a heading or the like; None where nothing is left of it."""
    text = re.sub(r"^(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4})[.)]\s+", "", " ".join(text.split()).strip(" .:*_"))
    codes: list[tuple[str, str]] = []
    for pattern in (_CODE, _CODE_AFTER):
        found = pattern.match(text) if pattern is _CODE else pattern.search(text)
        if found and not re.fullmatch(r"(?:19|20)\d\d", found["code"]):
            scheme = (found["scheme"] or "").casefold()
            codes.append((slug_of(scheme) or "code", found["code"]))
            text = (text[: found.start()] + " " + text[found.end() :]).strip()
    aliases: list[str] = []
    for inner in _BRACKET.findall(text):
        name = _ALIAS_LEAD.sub("", inner).strip()
        if (
            _ALIAS_LEAD.match(inner)
            or is_title(name)
            or (name.islower() and heads_role(name))
            or re.fullmatch(r"[A-Z][A-Za-z&]{1,7}s?", name)
        ):
            aliases += re.split(r"\s*(?:,|/|\bor\b)\s*", name)
            text = text.replace(f"({inner})", " ")
    text = bare(re.sub(r"\s+", " ", text))
    known = re.search(r",?\s+(?:also\s+(?:known\s+as|called)|aka|a\.k\.a\.)\s+(.*)$", text, re.IGNORECASE)
    if known:
        aliases += re.split(r"\s*(?:,|/|\bor\b)\s*", known.group(1))
        text = text[: known.start()]
    parts = re.split(r"\s*/\s*|\s+or\s+", text)
    if len(parts) > 1 and all(part and is_title(part) for part in parts):
        before_head = " ".join(parts[0].split()[:-1])
        shares = before_head and " / " not in text
        text = parts[0]
        aliases += [
            f"{before_head} {part}" if shares and singular(part).casefold() in _SHARES else part
            for part in parts[1:]
        ]
    if not text or not any(char.isalpha() for char in text):
        return None
    return Title(
        _cased(singular(text)), tuple(_cased(singular(bare(a))) for a in aliases if bare(a)), tuple(codes)
    )


@lru_cache(maxsize=16_384)
def key_of(title: str) -> frozenset[str]:
    """What two forms of one title have in common: its stems, whatever their order and number."""
    low = bare(title).casefold()
    words = [_SHORT.get(word, word) for word in _WORD.findall(low)]
    return frozenset(
        stem(_one(word)) for word in words if word not in {"of", "and", "the", "a", "an", "for", "in", "or"}
    )


@lru_cache(maxsize=16_384)
def head_of(title: str) -> str:
    """The noun that a title is built on, in the singular: *technician* of *Technicians of light*."""
    text = title.split(",")[0] if "," in title else (_SPLIT_HEAD.sub("", title) or title)
    words = _WORD.findall(_one(text.strip()).casefold())
    return _SHORT.get(words[-1], words[-1]) if words else ""


def other_titles(text: str) -> list[str]:
    """The titles in a list set off by slashes, semicolons or commas; a head before brackets is shared by what is in them.

    *Fitter (gas/ boiler)* gives *Fitter (gas)* and *Fitter (boiler)*.
    """
    text = " ".join(text.split()).strip(" .;:")
    shared = re.match(r"([^\s()/,][^()/,]{0,40}?)\s*\((.*)\)$", text)
    if shared and "/" in shared.group(2) and text.count("(") == text.count(")"):
        return [f"{capitalised(shared.group(1))} ({part})" for part in _split(shared.group(2), "/")]
    parts = _split(text, "/") if "/" in text else [text]
    found: list[str] = []
    for part in parts:
        for piece in _split(part, ";"):
            found += _unglued(piece)
    if len(found) == 1 and "," in text and not _is_inverted(text):
        found = [re.sub(r"^(?:and|or)\s+", "", part) for part in re.split(r"\s*,\s*|\s+(?:and|or)\s+", text)]
    return [capitalised(one.strip(' .;,“”"')) for one in found if any(char.isalpha() for char in one)]


def _split(text: str, mark: str) -> list[str]:
    """The parts of a text between marks that stand outside brackets."""
    parts, depth, begun = [], 0, 0
    for place, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        if char == mark and depth <= 0:
            parts.append(text[begun:place])
            begun = place + 1
    parts.append(text[begun:])
    joined: list[str] = []
    for part in parts:  # "sea /fish": a lower-case rest goes on with what was begun
        if (
            mark == "/"
            and joined
            and "," in joined[-1]
            and re.match(r"\S", part)
            and part[0].islower()
            and joined[-1].endswith(" ")
        ):
            joined[-1] = f"{joined[-1].strip()} {part.strip()}"
        else:
            joined.append(part)
    return [part.strip() for part in joined if part.strip()]


def _is_inverted(text: str) -> bool:
    """Whether a title stands with its head first: *Clerk, mail*."""
    first, _, rest = text.partition(",")
    return (
        is_title(first)
        and len(first.split()) <= 2
        and "," not in rest
        and first[:1].isupper()
        and not is_title(rest.strip())
    )


def _unglued(text: str) -> list[str]:
    """Two inverted titles between which a mark is missing, parted: *Clerk, mail Clerk, post*."""
    at = next(
        (
            m.start(1)
            for m in re.finditer(r"\s([A-Z][a-z]+),\s", text)
            if m.start() > 0 and _role_head(m.group(1)) and "," in text[: m.start()]
        ),
        0,
    )
    return [text[:at].strip(), *_unglued(text[at:])] if at else [text]
