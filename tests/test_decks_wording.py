"""Duties in one form, whatever form a deck has them in."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decks.cards import make_cards
from decks.diffing.senses import senses_of
from decks.english.wording import among, as_duty, first_sentence, set_apart, within_quotes
from decks.model import CardKind, Deck, Fact, FactKind, QuestionKind, Role
from decks.questions import make_questions
from decks.text import one_line


@pytest.mark.parametrize(
    "text",
    [
        "Operate and maintain cranes",
        "operate and maintain cranes",
        "Operates and maintains cranes.",
        "operating and maintaining cranes",
        "Operating and maintaining cranes;",
        "To operate and maintain cranes",
        "Operated and maintained cranes",
        "Responsible for operating and maintaining cranes",
        "is responsible for operating and maintaining cranes",
        "Must be able to operate and maintain cranes",
        "The operation and maintenance of cranes",
        "• Operates  and\nmaintains cranes",
        "“Operates and maintains cranes.”",
        '"Operate and maintain cranes".',
    ],
)
def test_a_duty_reads_alike_in_whatever_form_the_deck_has_it(text: str) -> None:
    assert as_duty(text) == "Operate and maintain cranes"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        # verbs on a par with the first
        ("planning, organising and directing", "Plan, organise and direct"),
        ("Planning, purchasing, preparing, or serving meals", "Plan, purchase, prepare, or serve meals"),
        ("cleaning rooms, ordering linen and keeping the books", "Clean rooms, order linen and keep the books"),
        ("advising on and designing hulls", "Advise on and design hulls"),
        ("visiting schools periodically and conferring with staff", "Visit schools periodically and confer with staff"),
        ("loading/unloading goods", "Load/unload goods"),
        ("Cleans rooms, orders linen and keeps the books", "Clean rooms, order linen and keep the books"),
        ("Writing reports and reporting to boards", "Write reports and report to boards"),
        ("registering guests; verifying credit and issuing keys", "Register guests; verify credit and issue keys"),
        ("Regularly inspects and services lifts", "Regularly inspect and service lifts"),
        # verbs of a phrase within the phrase
        ("guiding aircraft approaching and leaving the airport", "Guide aircraft approaching and leaving the airport"),
        ("assisting in designing, setting up and conducting experiments", "Assist in designing, setting up and conducting experiments"),
        ("selling fish, including wrapping, weighing and labelling it, and receiving payment",
         "Sell fish, including wrapping, weighing and labelling it, and receive payment"),
        ("helping with needs such as feeding, dressing, mobility and exercise, taking medicines and changing dressings",
         "Help with needs such as feeding, dressing, mobility and exercise, taking medicines and changing dressings"),
        ("assisting clients by answering questions, locating items or fetching them",
         "Assist clients by answering questions, locating items or fetching them"),
        ("watering crops by hand or using hand tools", "Water crops by hand or using hand tools"),
        ("Works with an agent who handles details, finds work, and negotiates contracts",
         "Work with an agent who handles details, finds work, and negotiates contracts"),
        # adjectives and nouns
        ("listing new and existing goods", "List new and existing goods"),
        ("meeting administrative and teaching staff", "Meet administrative and teaching staff"),
        ("operating bookkeeping and calculating machines", "Operate bookkeeping and calculating machines"),
        ("mixing raw materials and processing agents", "Mix raw materials and processing agents"),
        ("fighting fires with hoses and fire-fighting chemicals", "Fight fires with hoses and fire-fighting chemicals"),
        ("advising on health, nutrition and feeding, hygiene and care", "Advise on health, nutrition and feeding, hygiene and care"),
        ("evaluating packaging and advertising of drugs", "Evaluate packaging and advertising of drugs"),
        ("Enforces policies and rules governing students", "Enforce policies and rules governing students"),
        ("Keeps files and records of guests", "Keep files and records of guests"),
        ("Applies sutures, staples, clips, or other materials", "Apply sutures, staples, clips, or other materials"),
        ("Repaired pumps and damaged pipes", "Repair pumps and damaged pipes"),
        ("Performed CT scans and reviewed images", "Perform CT scans and review images"),
        ("Ensures that doors are shut and locks the gate", "Ensure that doors are shut and lock the gate"),
        ("escorting prisoners in transit and during leave", "Escort prisoners in transit and during leave"),
        # compounds, and what stands before the first verb
        ("Sweeping or vacuum cleaning, washing and polishing floors", "Sweep or vacuum clean, wash and polish floors"),
        ("Sweeping and vacuum cleaning floors", "Sweep and vacuum clean floors"),
        ("Cutting and spray painting frames", "Cut and spray paint frames"),
        ("Washing and dry cleaning garments", "Wash and dry clean garments"),
        ("Selling washing and dry cleaning machines", "Sell washing and dry cleaning machines"),
        ("Cleaning the sea-bed and feeding fish and molluscs", "Clean the sea-bed and feed fish and molluscs"),
        ("Set-up, programming and operating machines", "Set up, program and operate machines"),
        ("When necessary, testifying in a court of law", "When necessary, testify in a court of law"),
        ("As members of the government, directing senior officials", "As members of the government, direct senior officials"),
        ("In hospitals, assists doctors and keeps records", "In hospitals, assist doctors and keep records"),
        # spelling
        ("Co-ordinates teams", "Co-ordinate teams"),
        ("restyling furs and beating carpets", "Restyle furs and beat carpets"),
        ("setting-up and testing alarms", "Set up and test alarms"),
        ("Lace-making and weaving", "Lace-make and weave"),
        ("refuelling aircraft", "Refuel aircraft"),
        ("conferring with doctors", "Confer with doctors"),
        ("X-raying bags", "X-ray bags"),
        # nouns of action
        ("Maintenance of records", "Maintain records"),
        ("Preparation of meals and cleaning of kitchens", "Prepare meals and clean kitchens"),
        ("Training of staff", "Train staff"),
        ("in charge of the repair of lifts", "Repair lifts"),
        # what ends it
        ("Handle pens, ink, etc.", "Handle pens, ink, etc."),
        ("Report to J. Doe Inc.", "Report to J. Doe Inc."),
        ("Keep calm!", "Keep calm!"),
        ("Lift patients. Use hoists.", "Lift patients. Use hoists"),
        ("Wash , rinse ,and dry", "Wash, rinse ,and dry"),
        ("Scan at 3.5 T, 0.5 mm", "Scan at 3.5 T, 0.5 mm"),
    ],
)  # fmt: skip
def test_what_is_a_verb_becomes_its_base_form_and_the_rest_stays(text: str, shown: str) -> None:
    assert as_duty(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Customer service",
        "Record keeping",
        "Records management",
        "Nursing care of the dying",
        "Responsible for patient safety",
        "New and existing goods",
        "Beate answers the telephone",
        "MRI scans",
        "IT support",
        "OPERATES CRANES",
        "Advanced imaging of patients",
        "Training",
        "iPads are handed out",
        "Sales of tickets",
        "Goods inspection",
        "During leave, guard the gate",
        "In summer, swimming pools",
        "As needed, nursing care of the dying",
        "For adults, children and others, meetings",
        "…",
        "?",
    ],
)
def test_in_doubt_a_duty_keeps_its_words(text: str) -> None:
    assert as_duty(text) == text


WORDS = st.sampled_from(
    [
        "operating",
        "Operates",
        "operate",
        "operated",
        "maintaining",
        "and",
        "or",
        ",",
        ";",
        ".",
        ":",
        "the",
        "a",
        "of",
        "to",
        "by",
        "such",
        "as",
        "including",
        "new",
        "existing",
        "machines",
        "records",
        "orders",
        "MRI",
        "3.5",
        "T",
        "CT-scans",
        "(and",
        "planning",
        "training",
        "staff",
        "“x”",
        "responsible",
        "for",
        "is",
        "may",
        "reading",
        "reports",
        "files",
        "which",
        "that",
        "regularly",
        "daily",
        "setting-up",
        "/",
        "e.g.",
        "etc.",
        "–",
        "iPad",
    ]
)


@given(st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=14).map(" ".join)))
def test_what_comes_out_goes_in_again_unchanged(text: str) -> None:
    shown = as_duty(text)
    assert as_duty(shown) == shown
    assert bool(shown) == bool(one_line(text))


NAMES = st.from_regex(r"\A(?:[A-Z]{2,5}|[0-9]{1,4}(?:\.[0-9])?|[A-Z][A-Z0-9]{1,3}-[0-9])\Z")


@given(
    st.sampled_from(
        ["Operates", "operating", "Responsible for operating", "Operated", "to operate", "Operate"]
    ),
    st.lists(NAMES, min_size=1, max_size=5),
)
def test_numbers_and_acronyms_are_never_touched(verb: str, names: list[str]) -> None:
    text = f"{verb} the {' and '.join(names)} sets, maintaining logs"
    assert as_duty(text) == f"Operate the {' and '.join(names)} sets, maintaining logs"


@given(st.lists(WORDS.filter(str.isalpha), min_size=1, max_size=12))
def test_words_other_than_verbs_stay_in_their_order(chosen: list[str]) -> None:
    text = "Weighing the " + " ".join(chosen)
    kept = [word.casefold()[:5] for word in re.findall(r"\w+", text)][1:]
    shown = [word.casefold()[:5] for word in re.findall(r"\w+", as_duty(text))][1:]
    assert len(shown) == len(kept)
    assert all(one[:3] == other[:3] for one, other in zip(shown, kept, strict=True))


def test_quotes_within_quotes_are_single() -> None:
    assert within_quotes('Say “aah” or "ooh"') == "Say ‘aah’ or ‘ooh’"
    assert within_quotes('A 6" pipe') == 'A 6" pipe'


def test_a_sentence_does_not_end_at_an_abbreviation() -> None:
    assert first_sentence("Uses scanners, e.g. MRI. Also helps.") == "Uses scanners, e.g. MRI."
    assert first_sentence("Helps Dr. Who. Never rests.") == "Helps Dr. Who."


def hospital(*duties: str) -> Deck:
    """A deck of six roles with two duties each."""
    own = iter(duties)
    roles = []
    for name in ("porter", "nurse", "cook", "clerk", "driver", "guard"):
        facts = tuple(
            Fact(f"d{n}", FactKind.DUTY, text, name, "t", why="Because.")
            for n, text in zip("ab", own, strict=False)
        )
        roles.append(Role(name, name.capitalize(), duties=facts))
    return Deck("h", "H", "h.yaml", roles=tuple(roles))


FORMS = (
    "Moving beds.", "Opens the gates", "bathing babies", "To dress wounds", "Peeled the onions",
    "boiling and frying eggs", "Responsible for filing letters", "stamping passports", "Washes the vans",
    "Refuelling trucks", "patrolling the yard", "Watch the doors",
)  # fmt: skip


def test_cards_and_questions_show_one_form_and_keep_the_decks_own_text() -> None:
    deck = hospital(*FORMS)
    shown = {as_duty(text) for text in FORMS}
    assert {"Move beds", "Boil and fry eggs", "File letters", "Peel the onions"} <= shown
    lists = [card for card in make_cards(deck) if card.kind is CardKind.ROLE_DUTIES]
    assert lists[0].answer == "Move beds\nOpen the gates"
    assert {part.text for card in lists for part in card.parts} == shown
    asked = [card.prompt for card in make_cards(deck) if card.kind is CardKind.DUTY_ROLES]
    assert asked[0] == "Whose duty is this: “Move beds”?"
    for question in make_questions(deck):
        if question.kind is QuestionKind.DUTY_OF_ROLE:
            assert {option.text for option in question.options} <= shown
            assert question.subject in FORMS
            assert question.options[question.key].text == as_duty(question.subject)


def test_another_wording_of_the_program_edits_no_deck(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fingerprints and what is noted of a card are of the deck's own text, not of how it is shown."""
    deck = hospital(*FORMS)
    cards = make_cards(deck)
    for module in ("cards", "making.naming"):
        monkeypatch.setattr(f"decks.{module}.shown_text", lambda fact: f"Do this: {fact.text}")
    again = make_cards(deck)
    assert [card.answer for card in again] != [card.answer for card in cards]
    assert [card.fingerprint for card in again] == [card.fingerprint for card in cards]
    assert senses_of(deck, again) == senses_of(deck, cards)


def test_an_edit_of_the_deck_changes_the_fingerprints_of_its_cards() -> None:
    deck = hospital(*FORMS)
    role = deck.roles[0]
    edited = replace(role, duties=(replace(role.duties[0], text="Move the beds"), role.duties[1]))
    before, after = (
        {card.id: card.fingerprint for card in make_cards(each)}
        for each in (deck, replace(deck, roles=(edited, *deck.roles[1:])))
    )
    changed = {card for card in before if before[card] != after[card]}
    assert changed == {"h:porter/da#duty-roles", "h:porter/duties#role-duties"}


def test_a_list_of_things_that_hold_commas_can_still_be_read() -> None:
    assert set_apart(["cooks", "bakers", "waiters"]) == "cooks, bakers and waiters"
    assert set_apart(["car, taxi and van drivers", "cooks"]) == "car, taxi and van drivers; and cooks"
    assert among(["cooks", "car, taxi and van drivers", "bakers", "waiters"]) == (
        "cooks; car, taxi and van drivers; bakers; and others"
    )
