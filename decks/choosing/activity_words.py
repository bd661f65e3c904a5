"""Words of work that say the same or nearly so: what is done (deeds), and what it is done to (matters).

Each line is a class of words in their base form. Two duties that share a class of deeds and one of matters may well be the
same activity under other words. A word may stand in several classes. The classes are of English work in general; what is
special to an occupation is not here, for special words tell roles apart.
"""

DEEDS = {
    "lead": """supervise oversee direct manage lead coordinate assign delegate head administer organize organise command
        superintend run dispatch""",
    "staff": "hire recruit interview appoint select dismiss discipline discharge fire staff promote evaluate",
    "train": "train instruct teach educate demonstrate mentor orient tutor coach lecture guide brief familiarize familiarise",
    "record": """record document log register enter chart file transcribe compile tabulate note
        code input archive catalogue catalog index""",
    "keep": "maintain keep update track",
    "report": "report write prepare draft submit present summarize summarise publish compose author disseminate edit",
    "tell": """inform notify explain communicate relay advise describe answer respond discuss report interpret provide announce
        educate signal alert call contact correspond convey brief warn""",
    "confer": """confer consult collaborate meet discuss liaise cooperate communicate coordinate work participate attend confer
        interact talk negotiate serve exchange""",
    "advise": "advise counsel recommend consult guide suggest refer propose inform assist help support encourage",
    "study": """study research investigate analyze analyse examine explore evaluate review survey assess interpret conduct
        model simulate""",
    "check": """inspect examine check test verify review observe monitor evaluate assess measure audit watch detect identify
        compare inventory sample scan validate ensure survey patrol listen""",
    "search": "search find locate retrieve look browse",
    "measure": "measure weigh calculate compute count estimate gauge determine test quantify assess record read",
    "judge": "determine decide select identify judge choose diagnose classify assess evaluate recognize recognise interpret",
    "plan": """plan design develop create formulate devise establish schedule organize organise arrange prepare program budget
        forecast implement propose coordinate set lay""",
    "draw": "draw sketch draft model design layout lay mark trace illustrate diagram plot",
    "obtain": """obtain order purchase buy procure requisition acquire collect gather request receive get solicit secure select
        inventory stock reorder replenish""",
    "supply": "provide supply distribute deliver issue give furnish serve dispense offer hand",
    "sell": "sell market promote advertise negotiate price quote demonstrate solicit bid offer upsell",
    "money": "bill charge pay budget collect compute calculate reconcile balance audit invoice fund finance process",
    "operate": "operate run control use drive start tend activate set adjust regulate monitor turn stop manipulate pilot steer",
    "adjust": "adjust set regulate calibrate align tune turn position configure program modify tighten balance",
    "repair": """repair maintain service fix overhaul replace troubleshoot restore rebuild recondition lubricate correct
        refurbish modify adjust clean test diagnose disassemble reassemble dismantle""",
    "install": """install mount assemble attach connect fasten fit build erect construct position secure bolt weld join place
        insert screw nail solder glue rivet hang set wire splice bond align""",
    "remove": "remove disassemble dismantle detach strip extract clear discard dispose unload pull demolish disconnect withdraw",
    "clean": """clean wash sterilize sterilise disinfect sanitize sanitise sweep dust polish scrub rinse wipe decontaminate mop
        vacuum flush brush scrape""",
    "shape": """cut shape trim grind saw drill bore carve mill turn sand smooth file chip bend form press stamp mold mould shear
        slice sharpen machine finish polish plane split fold roll""",
    "make": "make fabricate produce manufacture build create construct assemble craft generate compose",
    "join": "weld solder braze glue cement sew stitch bond fuse rivet seal splice tie",
    "cover": "apply spray paint coat cover spread brush seal plaster varnish stain line smear lay finish grout insulate fill",
    "mix": "mix blend stir combine prepare dilute dissolve add pour compound formulate melt",
    "heat": "heat cook bake boil melt cool freeze fry dry cure fire preheat roast grill",
    "move": """move carry transport lift load unload transfer haul deliver push pull place position stack hoist convey ship drive
        lower raise transfer feed store lay""",
    "store": "store pack stock shelve arrange package wrap label sort put display file place box",
    "treat": """treat administer give prescribe inject apply provide perform massage care medicate rehabilitate perform
        immunize vaccinate bandage dress""",
    "care": "assist help feed bathe dress lift turn position comfort support care reassure accompany escort prepare transport",
    "examine": "examine assess diagnose evaluate interview test observe monitor screen palpate auscultate take",
    "protect": "protect guard secure enforce patrol prevent ensure follow comply adhere apply maintain implement safeguard",
    "enforce": "enforce investigate arrest issue apprehend testify prosecute search seize question",
    "represent": "represent testify negotiate act argue present serve appear",
    "perform": "perform play sing dance act rehearse audition practice practise",
    "travel": "drive travel visit fly tour walk ride navigate",
    "learn": "read study attend stay keep learn review research participate maintain",
    "grow": "plant grow harvest cultivate sow irrigate prune fertilize water breed feed raise",
    "program": "program code develop test debug design write install configure implement",
    "capture": "photograph film record image scan shoot capture x-ray radiograph expose",
}
"""What is done."""

MATTERS = {
    "records": """record document file log chart form report documentation paperwork database register history note journal
        data information correspondence list book inventory statement transcript logbook card""",
    "reports": "report proposal paper article publication presentation document summary letter memorandum finding manuscript",
    "data": "data information statistics result finding reading measurement observation sample test database figure",
    "staff": """staff worker employee personnel crew subordinate team assistant technician operator trainee intern volunteer
        helper apprentice member aide labor labour resident activity nurse supervisor student""",
    "colleagues": """staff colleague supervisor manager professional team personnel department member engineer physician doctor
        nurse therapist specialist director official administrator board technician agency contractor vendor scientist other""",
    "public": """client customer patient patron guest visitor user public passenger participant consumer owner people person
        individual resident family parent caller buyer applicant guardian relative community group audience""",
    "sick": "patient client resident individual person family victim animal",
    "pupils": "student pupil trainee learner child class course lesson classroom participant",
    "supplies": """supply material stock inventory equipment product merchandise good item part tool ingredient medication
        linen instrument accessory resource""",
    "machines": """equipment machine machinery tool device instrument apparatus system unit appliance engine component part
        controls control facility vehicle computer hardware plant mechanism""",
    "goods": "product item part workpiece material piece merchandise component good article unit finished workmanship production",
    "faults": "defect malfunction problem fault damage wear leak error failure flaw breakage condition crack deterioration",
    "quality": """quality standard specification conformance compliance accuracy regulation requirement performance adherence
        tolerance safety code procedure policy rule law""",
    "safety": "safety hazard accident injury protection security risk precaution fire hazardous infection exposure",
    "plans": """plan program policy procedure strategy goal objective schedule method protocol guideline project activity process
        standard operation curriculum""",
    "time": "schedule appointment assignment shift time calendar arrangement itinerary deadline event meeting",
    "money": """budget cost expenditure price payment bill fee account fund income invoice salary payroll tax revenue finance
        financial sale estimate charge cash money transaction expense bid contract loan credit""",
    "contracts": "contract agreement bid proposal purchase negotiation lease term sale order",
    "meetings": "meeting conference committee seminar workshop session convention event training course",
    "knowledge": """knowledge development trend literature journal technology advance field information technique change
        education skill research abreast workshop publication""",
    "problems": "problem complaint issue concern question conflict inquiry dispute grievance request need",
    "orders": "order blueprint specification drawing instruction diagram schematic manual plan sketch request work",
    "settings": "setting control temperature pressure speed flow level valve switch dial gauge tension feed",
    "office": """clerical administrative administration secretarial office managerial management manager business personnel entry
        supervisory function""",
    "upkeep": "maintenance repair upkeep servicing cleaning housekeeping",
    "place": "area room facility workplace site building floor premise workspace station surface office shop ground",
    "vehicles": "vehicle truck car automobile bus van trailer aircraft train ship boat forklift tractor",
    "dimensions": "dimension size measurement length weight thickness diameter quantity amount angle level distance",
    "treatment": "treatment therapy care medication procedure medicine drug intervention dose plan service rehabilitation",
    "condition": "condition progress response symptom status behavior behaviour reaction sign health vital function performance",
    "tests": "test sample specimen examination analysis screening assessment experiment study research trial",
    "images": "image photograph film picture x-ray radiograph camera scan video",
    "software": "software program computer application system database network website web code model",
    "machining": "workpiece metal stock fixture chuck lathe tool blade cutter die mold jig spindle",
    "food": "food meal menu ingredient beverage dish kitchen meat produce recipe",
    "plants": "plant crop tree seed flower soil lawn garden shrub",
    "structures": "structure building wall roof floor pipe foundation frame bridge road fixture",
    "electric": "wire wiring circuit cable electrical electronic power conduit electricity",
    "rules": "law regulation rule policy procedure code standard violation legislation requirement ordinance compliance",
    "waste": "waste debris trash scrap refuse garbage residue excess dirt grease",
    "market": "market campaign promotion advertising sale customer media publicity product merchandise",
    "resources": "resource service program community assistance benefit agency referral support specialist",
    "environment": "environmental environment pollution conservation emission sustainability energy wildlife habitat",
}
"""What it is done to or about."""

COMMON = frozenset({"lead", "staff", "train", "record", "report", "tell", "confer", "advise", "learn"})
"""Deeds of dealing with people and papers, which nearly every occupation has a share in whatever they are about."""

VAGUE = """ability accordance activity appropriate area aspect available basis condition current different duty effective efficient
    ensure etc field general high individual information item job level matter method need necessary new operation
    organization other part particular people person place practice procedure process program project proper purpose related
    relevant required requirement result service site situation special specific standard system task technique time type
    use using various way work worker equipment material product data report record form use used based include including
    according regarding relating related accord regard variety well within whether order make perform provide ensure help
    existing completed finished done established assigned action minor preventive preventative written progress continuing professional verbal current updated daily routine additional potential possible proposed changing"""
"""Words that tell roles apart least, however rare a deck has them."""

GENERAL = (
    ("lead", "staff colleagues plans time supplies orders"),
    ("staff", "staff"),
    ("train", "staff colleagues public pupils knowledge"),
    ("record", "records data reports supplies money orders condition"),
    ("keep", "records data supplies machines place knowledge safety quality"),
    ("report", "records reports data problems faults"),
    ("tell", "public colleagues staff problems"),
    ("confer", "colleagues public staff problems plans meetings orders"),
    ("advise", "public colleagues staff problems plans quality"),
    ("study", "data records reports knowledge problems quality"),
    (
        "check",
        "goods faults quality machines records orders place safety settings supplies staff condition data",
    ),
    ("measure", "dimensions money"),
    ("judge", "orders plans resources supplies"),
    ("plan", "plans time money staff meetings"),
    ("obtain", "supplies records data"),
    ("search", "records data"),
    ("supply", "public staff colleagues supplies data market"),
    ("operate", "settings"),
    ("perform", "office upkeep"),
    ("represent", "meetings"),
    ("adjust", "settings machines"),
    ("repair", "machines"),
    ("clean", "machines place"),
    ("move", "supplies goods"),
    ("store", "supplies goods"),
    ("protect", "quality safety rules"),
    ("learn", "knowledge meetings"),
    ("money", "money"),
    ("sell", "goods supplies market"),
)
"""Deeds with the matters that make of them what occupations have in common; a word more special can still set them apart."""
