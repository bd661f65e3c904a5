"""Words that the verb rules of `decks.english.inflection` and `decks.english.verbs` cannot derive: what is a verb, what is irregular."""


def words(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


VERBS = words("""
    abrade abridge accelerate acclimatize accredit adjudicate adorn aerate affirm aim airlift amend amplify amputate animate annotate apprise arm articulate
    aspirate assay attest attract auction auscultate avert award balance baste batter bevel bid bind bisect blanch blast bleed block board bone bottle
    bounce brand breed bribe bridge broaden broil buff bundle burn burnish cage calm camouflage cancel cannulate capitalize caption caramelize caulk
    cauterize censor center chaperone charter chisel chlorinate choreograph cite civilize clad clip cluster coat coax coil commemorate commence compact
    compensate compete compress concoct condense condition confiscate confront console contest contextualize contour contract contrast converse cordon
    corroborate counteract crate crimp crochet crop cross cruise crush curb curl cycle dab damp deactivate debone debone debrief decant decipher declutter
    deduce deflate defrost defuse deglaze degrease delay delete deliberate demolish denote deodorize depict deposit derive descend desensitize designate detain
    deter deviate devote dice diffuse dignify dip disarm disassemble disclose discourage disembark disengage disguise dislodge dismiss dispel dispute
    dissolve distil distill divert divide dock dose double douse dredge drape drip dust earmark ease eject elevate embark embellish emboss embrace
    emphasize empower emulsify enact encode encounter endorse engrave enlarge enquire enumerate envision equalize escalate etch etherize euthanize evict evoke
    excavate exclude excuse exempt exfoliate exhume expel expose extrude facet famish fashion ferment ferry fertilize fetch fillet film fire flag flatten flip
    float flush foam focus forage fortify free freeze fricassee fringe frost furlough fuse galvanize garden garland glue gouge grease grout gut halve hatch
    heed herd hew hike hinder hone hook humidify hunt hurry hydrate hypnotize ice ignite imagine immunise impart impound incubate inflate infuse
    inhibit inject ink inlay inoculate inseminate instigate intensify interlace intern interrupt inure invent invoke irradiate isolate itemize jar jettison
    jog joint juggle juice julienne jump keel kick kindle knock laminate latch lather laud lecture legislate levy liaise liberate license licence ligate
    line litigate loosen lure manipulate manure marble marry mash mask maximize meditate melt microwave migrate mime mimic mobilize moisten monetize mount
    mount muffle muster nap nest net neutralize notarize number nudge obstruct oil operate oppose orbit oust outfit outlaw overcome overlay overtake oxygenate
    pad page pair palpate pan parade pare parse partner pasteurize patent paw peel penalize perch percuss perforate persist petition pickle pin pinch pitch pivot
    plait plaster playback plead pleat pluck ply polarize poll pool pound prance prefabricate prick prime prioritise probe proceed profile prohibit project prolong
    pronounce propel prospect provision prowl publicise punch puncture purge puree quantify quarantine quarry quell quench query quilt quiz race raid rally ram
    randomize ration ream rebalance rebook rebut recall recap recast recite reckon reclaim recline recollect recombine recondition reconfirm reconnect recreate
    rectify redirect redistribute reel refit reforest refrigerate refund refute regain reheat reimburse reinstall reinstate reintroduce reline rely remedy
    remodel remould remunerate rename repackage repaint repeat repel replant replay replenish repossess reprimand reprint reprocess reroute reschedule reseal
    resell reshape resort restart resurface resuscitate retail retain retell retouch retrain revamp reverse revive reward rewind rewire ripen rivet roam rock
    root rope rouse rub safeguard salt sanction saute scald scale scalp scatter scoop scorch scour scramble scratch scrutinize seat sedate seed seize sequence
    shampoo shave shelter shield shine shock shoe shorten shovel shuck shuffle shuttle sideline silence skim skip slap slide sling smelt snap soak soap soften
    soothe space spark spar spell spin spit splash split sponge spool spray sprint squeeze squirt stabilise stake stalk standardise stare starch steady
    steal steep stem stencil step stoke stop strafe strain stretch stroke strum stud stuff stump stun subcontract subdue subject submerge subpoena
    subscribe substantiate suck sum summon superintend superimpose suppose surround swap swathe swear sweeten swing swirl symbolize tabulate tack
    tailgate tame tamp tan tape target tarnish tease temper tenderize terrace thank thatch thrash thresh thrust thwart tick tilt tin tint toast toggle tone top
    toss total toughen tousle trade trail trap trawl triangulate trick trigger troll truss try tuck tug tumble tunnel tutor twist uncork undo
    unfold uninstall unite unpin unravel unroll unscrew unseal untie unveil unwind unwrap uproot urge utter varnish veer vend veto vet vindicate void volunteer vote
    waive wallpaper wander ward warm warp waterproof wean wedge wet whip whisk whittle widen wield wiggle winch winnow withhold withstand woo worm worry wring yoke zip zoom
    abide address anchor attempt back bleach break sprinkle key rule bore chip claim plot substitute expose shave shovel download grease clamp dislodge unclamp scribe
    abide absorb accept access accommodate accompany accomplish account accumulate achieve acknowledge acquaint acquire act
    activate adapt add adhere adjust administer admit adopt advertise advise advocate affix aid alert align allocate allow
    alter analyze announce answer anticipate apologize appear apply appoint appraise apprehend approve arbitrate arrange
    arrest ascertain ask assemble assert assess assign assist assume assure attach attain attend audit audition augment
    authenticate authorize automate average avoid award bake balance bandage bathe be become beg begin believe belong bend
    blend boil bolt book borrow brace braise brew brief bring broadcast brush budget build bury butcher button buy
    calculate calibrate call cancel capture care carry carve cast catalog catalogue catch categorize cater celebrate certify
    chair challenge change charge chart chase check chill chop choose circulate cite clamp clarify classify clean cleanse clear
    climb clip close coach code collaborate collate collect color colour combine comfort command comment commission commit
    communicate compare compile complete comply compose compound comprehend compute conceive concentrate conclude conduct
    confer configure confirm connect conserve consider consolidate construct consult contact contain contribute control
    convene convert convey cook cool cooperate coordinate copy correct correspond counsel count cover craft create credit
    cue cultivate cure curate customize cut deal debate debug decide declare decontaminate decorate decrease deduct
    defend define delegate deliver demonstrate deny depart deploy describe design destroy detach detail detect determine
    develop devise diagnose differ differentiate dig dilute direct disassemble disburse discard discharge discipline
    disconnect discover discuss disinfect dismantle dispatch dispense display dispose disseminate dissect distinguish
    distribute dive document donate draft drain draw dress dressmake drill drive drop dry dub dump duplicate dust dye earn edit
    educate elicit eliminate embalm embed embroider employ empty enable encourage enforce engage engineer enhance enjoy
    enlist enrich enroll enrol ensure enter entertain equip erase erect escort establish estimate evacuate evaluate examine
    exchange execute exercise exhibit exist expand expect expedite explain explore export express extend extinguish extract
    fabricate facilitate familiarize farm fasten feed feel fell fetch figure file fill filter finalize finance find finish
    fish fit fix fold follow forecast forge form format formulate forward foster frame fry fuel fulfil fulfill fumigate fund
    furnish gain garnish gather gauge generate get give glaze go govern grade graduate grant grate graze greet grill grind
    groom group grow guarantee guard guide halt hammer hand handle hang harvest haul have head heal hear heat help highlight
    hire hoist hold host house identify illustrate immerse immobilize immunize implement import impose improve improvise
    include incorporate increase index indicate induct influence inform initiate inject innovate input inquire insert inspect
    install instill instruct insulate integrate intend interact intercept interpret intervene interview introduce intubate
    inventory invest investigate invite invoice involve iron irrigate isolate issue join judge justify keep knead knit
    know label lash launch launder lay lead learn lease leave lecture lend let level liaise lift light limit link list listen
    load loan lobby locate lock log look lower lubricate machine mail maintain make manage maneuver manicure manipulate
    manoeuvre manufacture map march marinate mark market marshal massage match mean measure mediate meet melt memorize mend
    mentor merge milk mill mince mine minimize mix model moderate modify mold monitor moor mop motivate mould mount move
    multiply muster nail name narrate navigate need negotiate nominate note notify nurse nurture obey observe obtain occupy occur offer
    officiate open operate optimize orchestrate order organize orient orientate originate outline overhaul oversee own pace
    pack package paint park participate pass paste patch patrol pay perform permit persuade photocopy photograph pick pilot
    pipe place plan plane plant plaster plate play plow plough plumb point poach polish position post pot pour practice practise
    pray preach predict prefer preheat prepare prescribe present preserve preside press prevent price print prioritize process
    proclaim procure produce program programme project promote prompt proof proofread propagate propose prosecute protect
    prove provide prune publicize publish pull pump purchase purify pursue push put qualify question quote raise rake rate reach
    react read reap rearrange reassemble reassure rebuild receive recharge recognize recommend reconcile reconstruct record
    recover recruit rectify recycle redesign reduce refer referee refill refine refinish refresh refuel refuse register
    regulate rehabilitate rehearse reinforce reject relate relay release relieve relocate rely remain remember remind remove render
    renew renovate rent reorder reorganize repair replace replenish replicate report represent reproduce request require
    requisition rescue research reserve reset reshelve resolve respond restock restore restrain restrict retain retrieve
    return reveal review revise rework ride rig rinse roast roll rotate route row run safeguard sail salvage sample sand
    sanitize satisfy save saw scan scatter schedule score scout scrape screen screw scrub sculpt seal search season seat secure see
    seek segregate select sell send sense separate serve service set settle sew shadow shape share sharpen shear shelve shift ship shoot
    shop show shred shut sieve sift sign signal simmer sing sit sketch skin slaughter slice slow smoke smooth solder solicit
    solve sort source speak specialize specify spend splice splint sponsor spot spray spread stabilize stack staff stage stain
    stamp stand standardize staple start state stay steam steer sterilize stimulate stir stitch stock stop store stow straighten strap
    strategize stream strengthen stress strike string strip strive structure study style submit subtract suggest summarize
    supervise supplement supply support suppress surf survey suspend sustain suture swab sweep swim switch synchronize synthesize
    systematize tabulate tackle tag tailor take talk tally tap taste tattoo taxi teach telephone tell tend terminate test
    testify thank thaw thin think thread throw tidy tie tighten till time title tote touch tour tow trace track trade train
    transact transcribe transfer transform translate transmit transplant transport transpose travel treat triage trim troubleshoot
    trust tune turn tutor type umpire uncover undergo understand undertake unload unlock unpack update upgrade uphold
    upload use usher utilize vaccinate vacuum validate value vary ventilate verify view visit visualize wait walk
    warn wash watch water wax wear weave weed weigh welcome weld wind wipe wire withdraw witness work wrap write yield
""")
"""Verbs in base form, as they stand in descriptions of work; those in -ize and -yze stand for -ise and -yse too."""

VERBS_IN_FORM = words("""
    advance affect age agree amuse anneal apportion approach archive arise arrive author backfill bait band bargain beat befriend
    bill birth blacken blow blueprint braid braze breathe bridle buckle bunch bunt cap carpet case cash cement channel
    churn clone collapse comb combat compost conceal concern confer conform continue cope costume countersink couple credential
    crossbreed culture curdle damage dance darn debit debride debug deck decline depend deplete desire diagram dine disable do
    dismount dispossess dissent distort drag drench drift drown eat edge embed emerge emit enamel encase encrypt endure exit
    experience experiment fall fence fight fingerprint flay fluff fly force fraction fracture function gamble gown grain
    grout handwrite harden harness hitch hoe hone idle implant induce interface interlock intersect jam kill lack lag land leach
    leak lodge lose manufacture mature mishandle misfire mow mulch multiplex narrow network offend offload outfit output overlap
    overload part pave pertain photoshop pierce plug poison pollute portion portray pose precast preview prototype pry pulp
    rattle reason reengineer reflect reformat relish reposition repeal resist restage restructure restyle result resume retract
    revolve ring rip role-play rough roughen rout sandblast script seam sentence serge sever shackle shade shed shingle shrink
    shunt sight sing size skate ski sleep slim sling slit smear smell smoothen solidify sow spawn spring stick stiffen
    stripe suction surface swallow swear swell swing tamper taper tear tender thicken thresh tile tip transition
    transmit trowel truck true tuft typeset uncouple underwrite upholster videotape wave wed weight whiten win woodwork""")
"""Further verbs, known by their other forms only: as bare words most are nouns, or too rare to be told from names."""

ALSO_NOUNS = words("""
    access account act address aid answer audit award balance bandage book brief broadcast brush budget button call care cast
    catalog catalogue change charge chart check claim clip close coach code color colour command comment commission contact control
    cook copy  count cover craft credit cue cure cut deal debate design detail dispatch display document draft drain
    dress drill drive drop dust dye estimate exchange exercise exhibit export farm feed figure file fill filter finance finish fish fit
    fix fold forecast forge form format forward frame fuel  fund gauge glaze grade grant grill group guarantee guard guide
    halt hammer hand handle harvest haul head heat help highlight hire hoist host house import increase index influence input interview
    inventory invoice iron issue judge label launch lead lease lecture level lift light limit link list load loan lock log look machine
    mail map mark market massage match measure mentor mill mine mix model mold monitor mop mould move nail name need note nurse
    offer order outline overhaul pace pack package paint park pass paste patch patrol pay permit photograph pick pilot pipe place
    plan plane plant plaster plate play plot point polish position post pot practice press price print process produce program
    programme project prompt proof pump purchase question quote raise rake rate reach record referee refuse register relay release rent
    repair report request research rescue reserve return review ride rig roast roll route row run sail sample sand saw scan
    schedule score scout screen screw seal search season seat sense service set shape share shift ship shop show sign signal
    sketch skin smoke source splint sponsor spot spray spread staff stage stain stamp stand staple start state stay steam stitch stock stop
    store strap stream stress strike string strip structure study style supplement supply support surf survey suture swab switch tackle tag tailor
    talk tally tap taste tattoo taxi telephone test thread tie time title touch tour tow trace track trade train transfer transport travel treat
    trim trust tune turn tutor type umpire update upgrade use vacuum value view visit wait walk wash watch water wax weed
    welcome wind wire witness work wrap yield
""")
"""Verbs that are as often nouns, so that only what follows them tells."""

NOUNS_IN_ING = words("""accounting air-conditioning advertising banking billing bookkeeping branding briefing building cataloguing catering cleaning clothing
    coaching coding cooking counseling counselling dancing decision-making dressing drawing editing engineering evening farming filing fishing funding
    gardening grooming handling hearing heating housekeeping imaging knitting laundering learning licensing lighting
    marketing meeting modeling modelling mentoring morning networking nursing offering opening packaging painting parenting parking planning
    plumbing policing pricing printing processing programming publishing purchasing reading recording recycling
    reporting safekeeping sailing scanning scheduling scouting screening seating serving setting sewing shipping shopping shuttering singing sound-mixing
    spelling stage-managing staffing sterling surroundings swimming tailoring teaching testing ticketing timing
    tracking training troubleshooting tutoring understanding ushering warning washing welding well-being wiring wording writing""")
"""Words in -ing that are as often nouns."""

DOUBLING = words("""admit begin commit compel control equip forget format input occur patrol permit prefer program propel refer
    regret submit transfer upset unplug unzip confer transmit emit infer defer deter concur incur rebut acquit compel expel
    repel dispel rebel embed outfit babysit unwrap reset offset typeset""")
"""Verbs of several syllables that double their last letter."""

DOUBLING_IN_BRITAIN = words("""cancel catalog channel counsel dial enrol equal fuel fulfil initial label level marshal model pedal
    shovel signal spiral total travel tunnel worship""")
"""Verbs that double their last letter in one spelling and do not in another."""

IRREGULAR_PASTS = {
    "be": "been", "become": "become", "begin": "begun", "bend": "bent", "bring": "brought", "build": "built",
    "buy": "bought", "catch": "caught", "choose": "chosen", "cut": "cut", "deal": "dealt", "dig": "dug",
    "draw": "drawn", "drive": "driven", "feed": "fed", "feel": "felt", "find": "found", "get": "got", "give": "given",
    "go": "gone", "grind": "ground", "grow": "grown", "hang": "hung", "have": "had", "hear": "heard", "hold": "held",
    "keep": "kept", "know": "known", "lay": "laid", "lead": "led", "leave": "left", "lend": "lent", "let": "let",
    "light": "lit", "make": "made", "mean": "meant", "meet": "met", "oversee": "overseen", "pay": "paid", "put": "put",
    "read": "read", "ride": "ridden", "run": "run", "see": "seen", "seek": "sought", "sell": "sold", "send": "sent",
    "set": "set", "sew": "sewn", "shoot": "shot", "show": "shown", "shut": "shut", "sing": "sung", "sit": "sat",
    "speak": "spoken", "spend": "spent", "spread": "spread", "stand": "stood", "strike": "struck", "string": "strung",
    "sweep": "swept", "swim": "swum", "take": "taken", "teach": "taught", "tell": "told", "think": "thought",
    "throw": "thrown", "understand": "understood", "undertake": "undertaken", "uphold": "upheld", "wear": "worn",
    "weave": "woven", "wind": "wound", "withdraw": "withdrawn", "write": "written", "rebuild": "rebuilt",
}  # fmt: skip
"""Past participles that no rule gives."""

NOMINALS = {
    "adjustment": "adjust", "administration": "administer", "admission": "admit", "analysis": "analyse",
    "application": "apply", "arrangement": "arrange", "assembly": "assemble", "assessment": "assess",
    "calculation": "calculate", "calibration": "calibrate", "care": "care for", "choice": "choose",
    "collection": "collect", "compilation": "compile", "completion": "complete", "composition": "compose",
    "construction": "construct", "control": "control", "coordination": "coordinate", "creation": "create",
    "delivery": "deliver", "demonstration": "demonstrate", "design": "design", "detection": "detect",
    "development": "develop", "diagnosis": "diagnose", "direction": "direct", "dispatch": "dispatch",
    "display": "display", "disposal": "dispose of", "distribution": "distribute", "documentation": "document",
    "editing": "edit", "enforcement": "enforce", "estimation": "estimate", "evaluation": "evaluate",
    "examination": "examine", "execution": "execute", "identification": "identify", "implementation": "implement",
    "inspection": "inspect", "installation": "install", "instruction": "instruct", "interpretation": "interpret",
    "investigation": "investigate", "issue": "issue", "maintenance": "maintain", "management": "manage",
    "measurement": "measure", "modification": "modify", "navigation": "navigate", "negotiation": "negotiate",
    "observation": "observe", "operation": "operate", "organisation": "organise", "organization": "organize",
    "performance": "perform", "placement": "place", "preparation": "prepare", "presentation": "present",
    "preservation": "preserve", "processing": "process", "procurement": "procure", "production": "produce",
    "promotion": "promote", "protection": "protect", "provision": "provide", "purchase": "purchase",
    "receipt": "receive", "recruitment": "recruit", "registration": "register", "removal": "remove",
    "repair": "repair", "replacement": "replace", "restoration": "restore", "review": "review",
    "selection": "select", "sterilisation": "sterilise", "sterilization": "sterilize", "storage": "store",
    "supervision": "supervise", "supply": "supply", "testing": "test", "training": "train", "transfer": "transfer",
    "translation": "translate", "transport": "transport", "transportation": "transport", "treatment": "treat",
    "upkeep": "maintain", "use": "use", "verification": "verify",
}  # fmt: skip
"""Nouns of action that, followed by *of*, say the same as a verb: *maintenance of files*."""

NOT_VERBS = words("""accurate adequate affiliate appropriate associate candidate carbonate certificate chocolate climate compassionate concentrate
    considerate consulate corporate delicate directorate doctorate electorate elaborate enterprise expertise franchise fortunate immediate inmate
    intermediate intimate intricate laureate legitimate likewise magistrate merchandise monstrate nitrate otherwise paradise particulate
    phosphate pirate precise premise private profligate promise senate silicate subordinate substrate sulphate sunrise surrogate syndicate
    template treatise ultimate undergraduate vertebrate""")
"""Words with the endings of verbs that are none."""

MANNER = words("""according allowing assuring based being causing concerning containing depending during enabling ensuring excluding following
    giving having helping including involving keeping leading leaving making meaning providing regarding requiring resulting
    showing using taking""")
"""Participles after a comma that say how or to what end, rather than what else is done."""

MOSTLY_NOUNS = words("""aim arm back batter board bone bottle brand bridge bundle burn cage caption center charter chip chisel claim clip cluster coat coil condition
    contract contrast cordon crate crop cross cruise curl cycle dab delay deposit dip dock dose double drape dredge drip ease etch fashion ferry
    field figure file fillet film fire flag flip float focus foam foil frost garden garland gear glue grease grout gut hatch herd hike hook hunt ice ink interrupt jar
    jog joint juice keel key kick lather line list lure map marble mask meter microwave mount nap nest net number nudge oil outfit outlet oxygen
    pad page pair pan parade parcel partner patent pickle pin pinch pitch pivot plait plaster pleat plot plug pool poll pound prime profile project prospect purge puree
    query quiz race raid ram ration rake recall recap record reel refund remedy repeat reprint reverse revival reward ripple rock root rope rub rule salt sanction scale scoop
    seat seed sequence shampoo shelter shield shine shock shoe shovel shuttle skip slide sling soak soap space spark spell spin spit splash split sponge
    spool spray sprint stake stalk stare steel steam stem stencil step stoke strain stretch stroke stud stuff stump subject substitute swap swing swirl switch
    tack tan tape target tease temper terrace test thatch tick tilt tin tint toast toggle tone top toss total trail trap trawl trick trigger tuck tug tunnel twist
    veto vet void volunteer vote wallpaper ward warp wedge wet whip wing worry yoke zip zoom""")
"""Verbs that are nouns far more often: after *and* only an article or the like behind them shows a verb."""

NOT_ADVERBS = words(
    "apply assembly comply daily family friendly imply italy monthly multiply only rely reply supply weekly yearly early fly anomaly"
)
"""Words in -ly that are no adverbs of manner."""
