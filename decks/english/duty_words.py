"""Words by which it is told what is a verb in a duty: what stands before and after it, and what is none there."""

import re

from decks.english.verb_words import words

CONJUNCTIONS = words("and or nor")
PREPOSITIONS = words("""about after against at before between by during for from in into like of on than through to toward towards upon when while
    with within without""")
NO_VERBS = words(
    "according concerning during evening everything excluding including morning notwithstanding nothing pending regarding something"
)
"""Words in -ing that are prepositions or pronouns."""
LISTING = words("including involving namely e.g regarding")
"""Words that begin a list, as *such as* does."""
RELATIVE = words("that which who whom whose where")
DETERMINERS = words("""a all an another any both each either every few half her his its many most neither new no one other our own several some
    such that the their them these this those two three up out down off""")
"""Words with which the object of a verb begins."""
TAKES = {
    "cooking": words("for"), "fishing": words("for"), "meeting": words("with"), "planning": words("for"),
    "reading": words("to"), "reporting": words("to on"), "sailing": words("to"), "serving": words("on as"), "shopping": words("for"),
    "teaching": words("at"), "testing": words("for"), "writing": words("to for"),
}  # fmt: skip
"""Verbs whose gerunds are nouns as often, and the prepositions before which they are none."""
COMPOUNDS = {
    "closing": words("costs dates times"), "operating": words("conditions costs procedures room rooms system systems theatre"),
    "soldering": words("iron irons"), "wiring": words("diagram diagrams"),
}  # fmt: skip
"""Gerunds that with these nouns name a thing."""
TAKE_OF = words(
    "advising approving conceiving consisting disposing hearing knowing learning speaking thinking"
)
"""Gerunds that keep the *of* behind them."""
_ADJECTIVE = re.compile(
    r"(?:[^\W_]{2,}(?:al|ive|ic|ous|ary|able|ible|ful|less|ent|ant|ular)"
    r"|[^\W_]+-(?:[^\W_]{2,}(?:ed|ing)|term|time|scale|level|free|like|day|type))$"
)
_ADJECTIVES = words("""approved completed excavated finished injured mixed planned proposed registered related skilled big clean close cold current damaged dead dry empty extra flat free fresh full good heavy high hot human large late light live local
    long low main major minor modern new obsolete old open other outdoor indoor poor potential pre-school rare raw safe
    short small soft solid special strong thin used various waste wet whole wide wrong young""")
_NOT_ADJECTIVES = words("""available confidential necessary animal animals appeal approval arrival capital chemical child client component content department disposal document element
    environment equipment event festival fabric garment goal hospital instrument journal journals law management manual material
    materials meal mental metal music need patient parent payment personnel plant president professional proposal public
    rehearsal rental restaurant seed shipment signal student survival terminal terminals topic traffic treatment tribunal
    trial moment agent accident incident assessment statement agreement amendment judgment judgement monument
    pavement document feed bed shed speed need breed weed staff""")


def is_adjective(word: str) -> bool:
    """Whether a word is an adjective, by a list or by its ending."""
    return word in _ADJECTIVES or (word not in _NOT_ADJECTIVES and _ADJECTIVE.fullmatch(word) is not None)


ATTRIBUTIVE = words("""adjoining arriving departing ageing aging ailing alternating coming competing conflicting continuing corresponding dangling departing
    existing falling forthcoming functioning governing incoming interesting living missing neighboring neighbouring ongoing
    outgoing outstanding overhanging overlapping pending prevailing recurring remaining resulting rising sporting underlying
    upcoming willing working""")
"""Participles that before a noun without an article are adjectives: *existing goods*."""

COMPOUNDING = words("""air co cold cross cut de deep double dry fine fly hand heat hot jump machine off out over pre proof quality re role self sight spot spray steam tack
    time under up vacuum wet test""")
"""First parts of verbs with a hyphen: *hand-sewing*; with others such a word is an adjective: *energy-saving lamps*."""

VERBAL_FIRST = words("dry spray vacuum")
"""First words of verbs of two words: *vacuum cleaning floors*."""

HEADS_OF_COMPOUNDS = words("""activity assistance care communities goals objectives outcomes companies departments industries industry languages activities agents aids areas chemicals circles conditions costs devices duties engines equipment facilities fluids functions
    gear instruments jobs machine machinery machines materials mechanisms methods operations plant plants practices
    points procedures process processes products programmes programs purposes rates requirements rooms seminars software modules components irons courses classes schedules services sessions skills staff
    standards supplies system systems techniques tools units vessels work""")
"""Nouns that a gerund before them belongs to, where another gerund stands before it: *bookkeeping and calculating machines*."""


ADJECTIVAL = words("""accredited advanced aged armed associated automated biased blended broken certified chartered complicated
    computerised computerized damaged detailed diversified dried experienced extended fixed frozen hidden
    interested licensed limited mixed motorised motorized networked packed printed qualified refined related required
    restricted retired skilled sliced specialised specialized stuffed unified united used varied written""")
"""Past participles that at the start of a text are adjectives: *Advanced imaging of patients*."""

COMPOUND_SUBJECTS = words("""accounting banking billing bookkeeping catering clothing counseling counselling engineering farming fishing gardening
    housekeeping learning lighting mining nursing parking plumbing policing swimming warehousing""")
"""Words in -ing that with a noun of `HEADS_OF_COMPOUNDS` name a thing: *Nursing services*."""

FIRST_NOUNS = words("""according be being during duties everything evening goods king lodging means morning nothing outstanding regarding ring sales
    sing something spring sterling string sports series species swing thing upcoming wedding well-being""")
"""Words at the start of a text that only look like a verb in another form than the base."""

PLURAL_SUBJECTS = words(
    "accounts benefits claims contracts designs documents exhibits forms markets orders products programs programmes projects purchases records supplies studies"
)
"""Words in -s that before a noun of action name a thing: *Records management*."""
