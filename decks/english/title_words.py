"""Words that the rules of `decks.english.titles` cannot derive: names, acronyms said as words, nouns of people and of fields."""

from decks.english.verb_words import words

ACRONYMS_SAID_AS_WORDS = words("""AIDS ASCII CAD CAM COVID FIFA GIS HAWK LAMPS LAN LASER LASIK LIDAR NASA NASCAR NATO NICU PACU PET PICU RADAR RAM REM RIP ROM
    SAD SCADA SCUBA SEAL SIM SONAR SPECT SPED STEM SWAT UNESCO UNICEF WAN YAG ZIP""")
"""Acronyms of up to four letters, or beginning with a vowel, that are said as words: a LAN, an ASCII file."""

PROPER = words("""Aboriginal African American Android Arabic Army Asian Australian Bengali Bible Brazilian Braille British Buddhist Bulgarian Canadian Catalan
    Catholic Chinese Christian Croatian Cyrillic Czech Danish Dutch Egyptian English Estonian European Excel Farsi Finnish Flemish
    French Gaelic German Google Greek Gregorian Hawaiian Hebrew Hindi Hindu Hungarian Icelandic Indian Indonesian Iranian
    Irish Islamic Israeli Italian Japanese Java Jewish Kenyan Korean Latin Latvian Linux Lithuanian Lutheran Malay Maltese Mandarin
    Maori McKenzie Medicaid Medicare Mexican Microsoft Mongolian Montessori Muslim Navy Nepali Nigerian Norwegian Oracle
    Persian Pilates Polish Portuguese Protestant Punjabi Python Romanian Russian Santa Scottish Serbian Slovak Slovenian
    Spanish Sunday Swahili Swedish Swiss Tamil Thai Turkish Ukrainian Urdu Vietnamese Welsh Windows Zulu""")
"""Names that keep their capital inside a sentence; other proper nouns at the start of a title cannot be told."""

PLURALS = words("""children clergy cops crew feet folk gentry ladies men mice military people personnel police staff teeth
    troops women""")
"""Nouns that mean several without an ending that shows it."""

FIELDS = words("""advice aid armaments business care catering commerce custody defence defense education finance fitness hardware health
    hospitality insurance labor labour law leisure logistics media medicine music news payroll photography policy prosthetics research
    retail sales security service software sport sports support surgery tourism trade training transport travel welfare
    wildlife work""")
"""Nouns that as titles name a field rather than a person: they take no article."""
FIELD_ENDINGS = (
    "ics",
    "ing",
    "ment",
    "tion",
    "sion",
    "logy",
    "graphy",
    "ance",
    "ence",
    "ity",
    "ship",
    "ware",
    "ism",
)
"""What further such nouns end in."""
NO_FIELDS = words("""being celebrity deity fundament hireling king mechanic sibling underling""")
"""Nouns with those endings that are none."""

PEOPLE_IN_ICS = words("""academics alcoholics clerics comics critics heretics hygienics lunatics mechanics medics mimics mystics paramedics romantics
    skeptics sceptics""")
"""Plurals of people, where *-ics* is mostly a field."""

THINGS = words("""air anchor boiler border buffer camper cancer carrier center chamber character charter cider color colour
    computer consumer container conveyor copper corner counter cover customer danger dinner disaster door elevator error fertilizer fiber filter
    floor flower gender harbor harbour heater honor humor incinerator indoor interior jumper labor ladder laser
    leather letter liquor locker lumber manor matter member meter minor mirror mortar motor newspaper number odor
    order other outdoor outer over paper pepper plaster poster power printer propeller quarter radar radiator reactor
    refrigerator rigor river rotor router rubber rumor savior sewer shelter shoulder shower silver soccer sponsor sugar summer
    sweater tanker theater tiger timber tower tractor trailer transformer trigger tumor under upper vapor vector vigor visitor
    wafer water weather winter
    accent access address advent coffee committee content current dress event express fee grant intent knee mattress nonrestaurant
    patent pendant press process progress rent restaurant stress success talent tent tree variant warrant""")
"""Nouns with the endings of nouns of people that name none."""
THING_ENDINGS = ("ment", "ness", "plant")
"""What further such nouns end in."""

PERSON_ENDINGS = (
    "er", "or", "ist", "ian", "eer", "man", "woman", "person", "ician", "yst", "grapher", "ess", "ee", "ant", "ent", "ster", "iff", "wife", "master",
)  # fmt: skip
"""What nouns of people end in."""
PEOPLE = words("""agent aide apprentice architect associate assistant attendant au-pair barista boss bouncer brewmaster captain chef chief cleric clerk coach cook crew
    dean dietitian doctor dresser driver expert firefighter governess guard guide head host judge laborer labourer legislator lieutenant maid marshal
    mate mechanic medic midwife model monk nun nurse official operative page pharmacist pilot plumber police porter potter
    priest principal professional rabbi ranger rector referee rep representative scout secretary sergeant sheriff sommelier specialist spokesperson staff steward
    superintendent surgeon teacher technician therapist trainee tutor usher valet vet warden witness worker""")
"""Nouns of people, whatever their ending."""
