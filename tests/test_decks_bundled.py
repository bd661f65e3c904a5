"""The bundled deck: it is sound, serves the five documents it was made from in full, and contradicts itself nowhere."""

import re
from collections import Counter
from functools import cache

import pytest

from decks.checking.checks import check
from decks.library import Library, Loaded, bundled_folder
from decks.model import Deck, Fact, FactKind, Role
from decks.text import folded
from decks.truth import Truth

QUICKTAKES = "quicktakes-125921"
TECHNICIAN = "wisegeek-technician"
PSCO = "psco-3211"
DUTIES = "job-duties"
JOBS = "wisegeek-jobs"

MAIN_ROLES = (
    "imaging-technician",
    "radiologic-technologist",
    "ct-technologist",
    "mri-technologist",
    "sonographer",
    "mammographer",
    "nuclear-medicine-technologist",
    "radiation-therapist",
    "biomedical-equipment-technician",
    "cardiovascular-technologist",
    "neurodiagnostic-technologist",
    "radiologist",
)

# What each document says, in a few words, and where the deck holds it.
COVERAGE: dict[str, dict[str, list[str]]] = {
    QUICKTAKES: {
        "the four key roles": ["cards/key-roles"],
        "imaging technicians: operate X-ray, CT, MRI and ultrasound": [
            "imaging-technician/definition",
            "imaging-technician/operate-equipment",
            "cards/four-machines",
            "radiologic-technologist/tool-x-ray-machine",
            "ct-technologist/tool-ct-scanner",
            "mri-technologist/tool-mri-scanner",
            "sonographer/tool-ultrasound-machine",
        ],
        "imaging technicians: see to the quality of images": ["imaging-technician/judge-images"],
        "radiologic technologists: images by radiation": [
            "radiologic-technologist/definition",
            "radiologic-technologist/operate-x-ray",
        ],
        "radiologic technologists: trained in radiation protection": [
            "radiologic-technologist/definition",
            "radiologic-technologist/apply-protection",
        ],
        "nuclear medicine: give radiopharmaceuticals": [
            "nuclear-medicine-technologist/definition",
            "nuclear-medicine-technologist/give-radiopharmaceuticals",
        ],
        "nuclear medicine: detect gamma rays with special scanners": [
            "nuclear-medicine-technologist/detect-gamma-rays"
        ],
        "nuclear medicine: images of organs, for cancer and heart disease": [
            "nuclear-medicine-technologist/image-organs"
        ],
        "BMETs: maintenance first": [
            "biomedical-equipment-technician/maintain-equipment",
            "questions/bmet-primary-focus",
        ],
        "BMETs: repair": ["biomedical-equipment-technician/repair-equipment", "cards/bmet-focus"],
        "BMETs: calibration": [
            "biomedical-equipment-technician/calibrate-to-manual",
            "biomedical-equipment-technician/make-imaging-accurate",
            "cards/bmet-focus",
        ],
        "BMETs: abbreviation": ["biomedical-equipment-technician/title-bmet"],
        "BMETs counted in the group": ["cards/bmet-in-the-group"],
        "all contribute to diagnosis and treatment": ["cards/group-contribution"],
        "all require special training": [
            "imaging-technician/needs-special-training",
            "cards/group-contribution",
        ],
    },
    TECHNICIAN: {
        "takes pictures of the inside of the body": [
            "imaging-technician/definition",
            "imaging-technician/operate-equipment",
        ],
        "settles imaging needs with doctors": ["imaging-technician/settle-needs"],
        "tells patients what to expect": ["imaging-technician/explain-test"],
        "imaging helps diagnosis and treatment": ["cards/what-images-are-for"],
        "special training": ["imaging-technician/needs-special-training"],
        "good images at little risk": ["imaging-technician/keep-risk-low"],
        "first step: inspect the equipment": [
            "imaging-technician/inspect-equipment",
            "cards/first-step",
            "questions/first-at-work",
        ],
        "faults passed on among technicians": ["imaging-technician/pass-on-faults", "cards/first-step"],
        "radiation monitors worn": ["imaging-technician/wear-monitor", "questions/why-monitors"],
        "triage of emergency and routine": [
            "imaging-technician/see-emergencies-first",
            "cards/triage",
            "questions/who-is-scanned-first",
        ],
        "works with a scheduler": [
            "imaging-technician/work-with-scheduler",
            "imaging-scheduler/definition",
            "imaging-scheduler/keep-times",
        ],
        "gives tracers for contrast": ["nuclear-medicine-technologist/give-tracer", "cards/tracers"],
        "assists with fluoroscopy and ultrasound": [
            "radiologic-technologist/supply-live-images",
            "radiologic-technologist/run-fluoroscopy",
            "cards/live-imaging",
        ],
        "a broad variety of equipment": ["cards/broad-equipment"],
        "trains medical staff": ["imaging-technician/train-staff"],
        "works in a hospital or a clinic": ["imaging-technician/in-hospital", "imaging-technician/in-clinic"],
        "works in an imaging centre": ["mri-technologist/in-imaging-centre"],
        "no diagnosis to patients": ["imaging-technician/not-diagnose", "questions/patient-asks"],
        "may recognise common conditions": ["cards/recognise-not-diagnose"],
        "consults with doctors": [
            "imaging-technician/give-view",
            "questions/doctor-asks",
            "referring-doctor/ask-for-view",
        ],
        "the way to radiologist": ["cards/way-to-radiologist", "questions/to-become-radiologist"],
        "the radiologist is a doctor who diagnoses": [
            "radiologist/definition",
            "radiologist/diagnose",
            "radiologist/needs-medical-degree",
        ],
        "the radiologist treats, too": [
            "radiologist/use-nuclear-treatment",
            "radiologist/offer-radiation-therapy",
            "cards/therapy-dispute",
        ],
    },
    PSCO: {
        "title and code": ["cards/group-code"],
        "definition": ["cards/group-definition", "questions/purpose-of-images"],
        "tests equipment": ["imaging-technician/inspect-equipment", "cards/group-definition"],
        "radiation treatment under supervision": [
            "cards/group-supervision",
            "questions/supervised-treatment",
            "radiation-therapist/under-radiologist",
            "radiation-therapist/give-radiation",
        ],
        "eight tasks together": ["cards/group-tasks"],
        "a: operate or oversee imaging equipment": [
            "imaging-technician/operate-equipment",
            "sonographer/operate-ultrasound",
            "mri-technologist/operate-mri",
        ],
        "b: explain procedures": ["imaging-technician/explain-test"],
        "b: observe and position patients": [
            "imaging-technician/position-patient",
            "imaging-technician/report-signs",
        ],
        "b: protective devices": ["imaging-technician/use-protective-devices"],
        "c: position equipment and adjust controls": [
            "imaging-technician/place-equipment",
            "radiation-therapist/set-treatment-controls",
        ],
        "c: watch displays": ["imaging-technician/watch-display"],
        "d: judge images": ["imaging-technician/judge-images"],
        "d: record results": ["imaging-technician/record-results"],
        "e: watch patients and report signs": ["imaging-technician/report-signs"],
        "f: measure and record doses as prescribed": [
            "nuclear-medicine-technologist/measure-dose",
            "radiation-therapist/record-treatment",
            "imaging-technician/not-prescribe-radiopharmaceutical",
        ],
        "g: give radiopharmaceuticals or radiation": [
            "nuclear-medicine-technologist/give-radiopharmaceuticals",
            "nuclear-medicine-technologist/treat-with-isotopes",
            "radiation-therapist/give-radiation",
        ],
        "g: detect and map them": [
            "nuclear-medicine-technologist/detect-gamma-rays",
            "nuclear-medicine-technologist/map-radiopharmaceuticals",
            "nuclear-medicine-technologist/tool-gamma-camera",
        ],
        "h: record and dispose of radioactive material": [
            "nuclear-medicine-technologist/record-materials",
            "nuclear-medicine-technologist/dispose-of-waste",
        ],
        "h: store radiopharmaceuticals": ["nuclear-medicine-technologist/store-radiopharmaceuticals"],
        "hearing, heart and brain are tested in the group, too": [
            "audiometric-technician/definition",
            "ecg-technician/definition",
            "eeg-technician/definition",
        ],
    },
    DUTIES: {
        "gathers images by X-ray, ultrasound and more": [
            "imaging-technician/definition",
            "imaging-technician/operate-equipment",
        ],
        "what doctors use images for": ["cards/what-images-are-for", "referring-doctor/decide-care"],
        "1: prepare patients": ["imaging-technician/prepare-patient"],
        "2: prepare and maintain equipment": ["imaging-technician/look-after-equipment"],
        "3: position the patient": ["imaging-technician/position-patient"],
        "4: operate equipment": ["imaging-technician/operate-equipment"],
        "5: normal and abnormal images": ["imaging-technician/tell-normal-from-abnormal"],
        "6: first findings": [
            "imaging-technician/note-first-findings",
            "imaging-technician/not-write-interpretive-report",
        ],
        "7: communicate with physicians": ["imaging-technician/talk-about-images"],
        "8: keep records": ["imaging-technician/keep-imaging-records"],
        "radiology by radiation, sonography by sound": [
            "cards/waves",
            "questions/sonography-uses",
            "sonographer/definition",
            "radiologic-technologist/definition",
        ],
        "radiation shield": [
            "radiologic-technologist/shield-patients",
            "sonographer/not-shield-patients",
            "cards/radiation-shield",
            "questions/who-shields",
        ],
        "calls technicians radiologists": ["cards/word-radiologist"],
        "certification and licence in general": [
            "imaging-technician/needs-certification",
            "cards/whom-to-ask",
        ],
        "sonographers: programme and examination": [
            "sonographer/needs-accredited-programme",
            "sonographer/needs-specialty-examination",
            "cards/sonographer-certification",
            "questions/sonography-examination",
        ],
        "sonographers: licence in some states": ["sonographer/needs-state-licence"],
        "radiologic: licence in most states": ["radiologic-technologist/needs-state-licence"],
        "radiologic: programme, examination, ARRT": [
            "radiologic-technologist/needs-accredited-programme",
            "radiologic-technologist/needs-arrt-examination",
            "cards/arrt",
            "questions/radiologic-licence",
        ],
        "ask the state's board": ["cards/whom-to-ask", "questions/where-to-ask"],
        "demand and workplaces": [
            "cards/demand",
            "imaging-technician/in-hospital",
            "imaging-technician/in-physician-s-office",
            "imaging-technician/in-laboratory-that-does-nothing-but-medical-imaging",
        ],
        "career paths with a degree": [
            "cards/career-paths",
            "questions/step-up",
            "medical-laboratory-technician/title-medical-and-clinical-laboratory-technologist",
        ],
    },
    JOBS: {
        "three fields": ["cards/three-fields"],
        "technologists, technicians and assistants in other departments": [
            "cards/other-departments",
            "cardiovascular-technologist/in-cardiology-department",
            "sonographer/in-gynaecology-department",
        ],
        "radiology: X-rays, CT, MRI": ["cards/radiology-department", "questions/radiology-specialties"],
        "radiology: its jobs": ["cards/radiology-jobs", "radiologic-technologist/in-radiology-department"],
        "radiology: MRI technologists": ["radiologic-technologist/title-mri-technologist"],
        "radiology: who needs which degree": [
            "radiologic-technologist/needs-associate-degree",
            "radiologic-technologist/title-radiographer",
            "medical-imaging-assistant/needs-assistants-degree",
            "cards/degree-dispute",
            "questions/degree-in-wisegeek",
        ],
        "radiology: employers": [
            "imaging-technician/in-hospital",
            "imaging-technician/in-physician-s-office",
        ],
        "ultrasound: waves that help diagnosis": ["sonographer/definition", "sonographer/operate-ultrasound"],
        "ultrasound: titles": [
            "sonographer/title-ultrasound-technician",
            "sonographer/title-ultrasound-technologist",
        ],
        "ultrasound: titles depend on the facility": ["cards/titles-vary", "questions/same-job-other-title"],
        "ultrasound: specialties": ["cards/ultrasound-specialties", "sonographer/title-mammographer"],
        "ultrasound: mammography": ["cards/mammography-dispute", "questions/mammography-in-wisegeek"],
        "ultrasound: employers": [
            "cards/ultrasound-employers",
            "imaging-technician/in-clinic",
            "sonographer/in-specialist-s-office",
        ],
        "ultrasound: education": ["sonographer/needs-ultrasound-programme"],
        "nuclear medicine: radioactive drugs make the difference": [
            "cards/radiopharmaceutical-word",
            "questions/nuclear-difference",
        ],
        "nuclear medicine: contrast and detection": [
            "cards/why-radiopharmaceuticals",
            "nuclear-medicine-technologist/give-tracer",
        ],
        "nuclear medicine: chief responsibility": [
            "nuclear-medicine-technologist/give-radiopharmaceuticals",
            "cards/nuclear-first-duty",
        ],
        "nuclear medicine: the department": [
            "nuclear-medicine-technologist/in-nuclear-medicine-department",
            "questions/department-of-radiopharmaceuticals",
        ],
        "nuclear medicine: by way of ultrasound or radiology": ["cards/nuclear-by-another-way"],
        "nuclear medicine: title": ["nuclear-medicine-technologist/title-nuclear-medical-technologist"],
        "clerical: files": ["imaging-technician/maintain-files", "cards/clerical-duties"],
        "clerical: communication": [
            "imaging-technician/talk-about-images",
            "imaging-technician/keep-imaging-records",
        ],
        "titles and education vary": ["cards/titles-vary"],
    },
}

# Every occupation title that PSCO lists under 3211, its slashes expanded and its broken words joined, and whose it is.
PSCO_TITLES: dict[str, str] = {
    "Technologist (medical radiologic)": "radiologic-technologist",
    "Technologist (chief radiologic)": "chief-radiologic-technologist",
    "Technician (audiometric)": "audiometric-technician",
    "Technician (medical (X-ray))": "radiologic-technologist",
    "Technician (electrocardiograph)": "ecg-technician",
    "Technician (electroencephalograph)": "eeg-technician",
    "Operator (audiometric equipment)": "audiometric-technician",
    "Operator (medical radiography equipment (X ray))": "radiologic-technologist",
    "Operator (medical radiography equipment (scan))": "radiologic-technologist",
    "Operator (electrocardiograph equipment)": "ecg-technician",
    "Operator (scanning equipment (optical))": "imaging-technician",
    "Operator (optical scanner)": "imaging-technician",
    "Operator (electroencephalograph equipment)": "eeg-technician",
    "Mammo grapher": "mammographer",
    "Operator, audiometric equipment": "audiometric-technician",
    "Operator, medical": "imaging-technician",
    "Operator, medical ultrasound": "sonographer",
    "Ultra sonographer": "sonographer",
    "Technician, medical radiography equipment": "radiologic-technologist",
    "Technician, MRI": "mri-technologist",
    "Technician, nuclear medicine": "nuclear-medicine-technologist",
    "Technician, polysomnography": "polysomnographic-technologist",
    "Technician, radiation therapy": "radiation-therapist",
    "Technician, scanning equipment: medical": "imaging-technician",
    "Technologist, cat scan": "ct-technologist",
    "Technologist, computer aided tomography": "ct-technologist",
    "Technologist, CT scan": "ct-technologist",
    "Technologist, magnetic resonance imaging": "mri-technologist",
    "Technologist, medical imaging": "imaging-technician",
    "Technologist, MRI": "mri-technologist",
    "Technologist, neurodiagnostic": "neurodiagnostic-technologist",
    "Technologist, nuclear medicine": "nuclear-medicine-technologist",
    "Technologist, polysomnography": "polysomnographic-technologist",
    "Technologist, radiation therapy": "radiation-therapist",
    "Therapist, medical radiation": "radiation-therapist",
    "Therapist, nuclear medicine": "nuclear-medicine-technologist",
}

# Titles that two roles share, so that a question never sets the two against each other.
SHARED_TITLES = {
    "mammographer",
    "mammographytechnician",
    "mritechnologist",
    "nuclearmedicinephysician",
    "therapeuticradiologist",
}


@cache
def loaded() -> Loaded:
    return Library([]).load("medical-imaging")


@pytest.fixture
def deck() -> Deck:
    found = loaded().deck
    assert found is not None
    return found


def role(deck: Deck, role_id: str) -> Role:
    return next(each for each in deck.roles if each.id == role_id)


def facts(deck: Deck) -> list[Fact]:
    return [fact for each in deck.roles for fact in each.facts()]


def sources_by_key(deck: Deck) -> dict[str, tuple[str, ...]]:
    """The sources of everything that can be pointed at: `role/fact`, `cards/id`, `questions/id`."""
    found = {fact.key: fact.sources for fact in facts(deck)}
    found |= {f"cards/{card.id}": card.sources for card in deck.cards}
    return found | {f"questions/{question.id}": question.sources for question in deck.questions}


def letters(title: str) -> str:
    """A title without case, spacing and punctuation: “Ultra sonographer” is “Ultrasonographer”."""
    return re.sub(r"[^a-z0-9]", "", folded(title))


def test_it_is_bundled_and_without_problems() -> None:
    assert loaded().bundled
    assert loaded().path == bundled_folder() / "medical-imaging.yaml"
    assert [str(problem) for problem in loaded().problems] == []


def test_the_checks_beyond_the_format_find_nothing(deck: Deck) -> None:
    assert [str(problem) for problem in check(deck)] == []


def test_it_has_roles_and_duties_enough(deck: Deck) -> None:
    assert len(deck.roles) >= 20
    assert sum(len(each.duties) for each in deck.roles) >= 200
    assert {
        main: len(role(deck, main).duties) for main in MAIN_ROLES if len(role(deck, main).duties) < 10
    } == {}


def test_main_roles_are_described_from_all_sides(deck: Deck) -> None:
    for main in MAIN_ROLES:
        each = role(deck, main)
        assert each.definition is not None, main
        assert each.aliases, main
        assert each.codes, main
        assert each.not_duties, main
        assert each.equipment or main == "imaging-technician", main
        assert all(fact.why for fact in each.not_duties), main


def test_it_has_cards_and_questions_written_by_hand(deck: Deck) -> None:
    assert len(deck.cards) >= 15
    assert {"cloze" if card.cloze else "typed" if card.answer else "basic" for card in deck.cards} == {
        "cloze",
        "typed",
        "basic",
    }
    assert len(deck.questions) >= 15


def test_every_statement_names_its_sources_and_every_source_serves(deck: Deck) -> None:
    named = sources_by_key(deck)
    assert [key for key, sources in named.items() if not sources] == []
    used = {source for sources in named.values() for source in sources}
    assert used == {source.id for source in deck.sources}
    assert all(source.licence for source in deck.sources)


def test_onet_is_credited(deck: Deck) -> None:
    assert (
        "O*NET 30.1 Database by the U.S. Department of Labor, Employment and Training Administration (USDOL/ETA), "
        "used under CC BY 4.0; facts restated"
    ) in deck.attribution


def test_every_topic_has_something_to_learn(deck: Deck) -> None:
    learnt = Counter(fact.topic for fact in facts(deck))
    learnt.update(card.topic for card in deck.cards)
    learnt.update(question.topic for question in deck.questions)
    # Every deck has the topic “general”, for facts that name none; here all of them do.
    assert set(learnt) == {topic.id for topic in deck.topics} - {"general"}
    assert {topic: count for topic, count in learnt.items() if count < 8} == {}


@pytest.mark.parametrize(
    ("document", "statement"), [(document, said) for document, table in COVERAGE.items() for said in table]
)
def test_each_statement_of_each_document_is_held(deck: Deck, document: str, statement: str) -> None:
    named = sources_by_key(deck)
    for key in COVERAGE[document][statement]:
        assert key in named, f"{key} is not in the deck"
        assert document in named[key], f"{key} does not name {document}"


@pytest.mark.parametrize("title", PSCO_TITLES)
def test_each_occupation_title_of_psco_is_a_role_or_another_title_of_one(deck: Deck, title: str) -> None:
    each = role(deck, PSCO_TITLES[title])
    assert letters(title) in {letters(each.title), *(letters(alias.text) for alias in each.aliases)}
    assert dict(each.codes).get("psco") == "3211"


def test_the_coverage_tables_leave_no_psco_title_of_the_deck_out(deck: Deck) -> None:
    listed = {letters(title) for title in PSCO_TITLES}
    held = [
        alias for each in deck.roles for alias in each.aliases if PSCO in alias.sources and not alias.disputed
    ]
    assert [alias.text for alias in held if letters(alias.text) not in listed] == []


def test_two_roles_share_a_title_only_where_it_is_meant(deck: Deck) -> None:
    holders: dict[str, set[str]] = {}
    for each in deck.roles:
        for title in (each.title, *(alias.text for alias in each.aliases)):
            holders.setdefault(letters(title), set()).add(each.id)
    assert {title for title, roles in holders.items() if len(roles) > 1} == SHARED_TITLES


def test_a_shared_title_is_disputed_wherever_it_is_another_role_s_own(deck: Deck) -> None:
    own = {letters(each.title): each.id for each in deck.roles}
    for each in deck.roles:
        for alias in each.aliases:
            if own.get(letters(alias.text), each.id) != each.id:
                assert alias.disputed, f"{alias.key} is the title of {own[letters(alias.text)]}"


def test_no_duty_is_written_twice(deck: Deck) -> None:
    texts = Counter(letters(duty.text) for each in deck.roles for duty in each.duties)
    assert [text for text, count in texts.items() if count > 1] == []


def test_no_role_has_among_its_duties_what_lies_outside_it(deck: Deck) -> None:
    truth = Truth(deck)
    for each in deck.roles:
        true = {letters(fact.text) for fact in truth.all_of(each.id, FactKind.DUTY)}
        outside = {letters(fact.text) for fact in truth.all_of(each.id, FactKind.NOT_DUTY)}
        assert true & outside == set(), each.id


def test_texts_keep_to_the_style(deck: Deck) -> None:
    for fact in facts(deck):
        assert len(fact.text) <= 90, fact.key
        assert not fact.text.endswith("."), fact.key
        if fact.kind in (FactKind.DUTY, FactKind.NOT_DUTY, FactKind.DEFINITION):
            assert fact.text[0].isupper(), fact.key
    for each in deck.roles:
        assert each.definition is not None, each.id
        assert folded(each.title) not in folded(each.definition.text), each.id


def test_no_question_gives_itself_away(deck: Deck) -> None:
    for question in deck.questions:
        lengths = [len(wrong.text) for wrong in question.distractors]
        assert len(lengths) >= 2, question.id
        assert all(wrong.why for wrong in question.distractors), question.id
        assert len(question.key.text) <= max(lengths), f"{question.id}: the key is the longest option"
        assert not re.search(r"\b(not|never|except)\b", question.stem, re.IGNORECASE), question.id


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("mammographer", "sonographer"),
        ("mammographer", "radiologic-technologist"),
        ("mammographer", "chief-radiologic-technologist"),
        ("mri-technologist", "radiologic-technologist"),
        ("ct-technologist", "radiologic-technologist"),
        ("ecg-technician", "cardiovascular-technologist"),
        ("radiation-oncologist", "radiologist"),
        ("radiation-oncologist", "interventional-radiologist"),
        ("nuclear-medicine-physician", "radiologist"),
    ],
)
def test_roles_whose_borders_the_sources_dispute_are_never_played_off_against_each_other(
    deck: Deck, one: str, other: str
) -> None:
    truth = Truth(deck)
    for owner, asked in ((one, other), (other, one)):
        offered = [duty.key for duty in role(deck, owner).duties if truth.may_be_wrong(duty, asked)]
        assert offered == []


def test_the_disputes_are_on_record(deck: Deck) -> None:
    disputed = {fact.key for fact in facts(deck) if fact.disputed}
    assert disputed >= {
        "mammographer/compress-breast",
        "mammographer/work-with-x-rays",
        "radiologic-technologist/needs-associate-degree",
        "radiologic-technologist/title-radiographer",
        "radiologist/offer-radiation-therapy",
        "sonographer/title-mammographer",
    }
