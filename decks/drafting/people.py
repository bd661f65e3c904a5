"""Which words name who holds a role: nouns that are known to, nouns that only look as if they did, and endings."""

import re

from decks.english.verb_words import words

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


def names_person(word: str, *, qualified: bool) -> bool:
    """Whether a word, in the singular, may name who holds a role."""
    if word in _ROLE_NOUNS:
        return qualified or word not in _QUALIFIED_ONLY
    if word in _NOT_ROLES or len(word) < 4:
        return False
    if "-" in word and not word.startswith("x-"):
        return names_person(word.rsplit("-", 1)[1], qualified=True)
    return ends_like_one(word) or any(word.endswith(f"-{noun}") for noun in ("chef", "clerk", "nurse"))


def ends_like_one(word: str) -> bool:
    """Whether a word ends as those do that name who does something: *-er*, *-ist*, *-man*, …"""
    return _ENDINGS.fullmatch(word) is not None
