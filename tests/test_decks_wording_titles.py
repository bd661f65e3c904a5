"""Titles inside sentences: articles, capitals and number."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decks.english.titles import is_field, is_plural, role_phrase, within_sentence


@pytest.mark.parametrize(
    ("title", "phrase"),
    [
        # sound
        ("Hour-glass maker", "an hour-glass maker"),
        ("UX designer", "a UX designer"),
        ("NGO worker", "an NGO worker"),
        ("HVAC mechanic", "an HVAC mechanic"),
        ("LAN administrator", "a LAN administrator"),
        ("NICU nurse", "a NICU nurse"),
        ("SCADA engineer", "a SCADA engineer"),
        ("UNESCO officer", "a UNESCO officer"),
        ("EU official", "an EU official"),
        ("UN observer", "a UN observer"),
        ("mRNA researcher", "an mRNA researcher"),
        ("MSc student", "an MSc student"),
        ("M1A1 crewman", "an M1A1 crewman"),
        ("e-commerce manager", "an e-commerce manager"),
        ("18-wheeler driver", "an 18-wheeler driver"),
        ("180-tonne crane operator", "a 180-tonne crane operator"),
        ("1800s historian", "an 1800s historian"),
        ("Unani practitioner", "a unani practitioner"),
        ("Unarmed guard", "an unarmed guard"),
        ("Utility worker", "a utility worker"),
        ("Heir hunter", "an heir hunter"),
        # capitals
        ("MRI TECHNOLOGIST", "an MRI technologist"),
        ("CHIEF OF POLICE", "a chief of police"),
        ("French Teacher", "a French teacher"),
        ("Teacher of Braille", "a teacher of Braille"),
        ("Montessori Teacher", "a Montessori teacher"),
        ("X-Ray Technician", "an X-ray technician"),
        ("Non-commissioned Armed Forces Officers", "non-commissioned armed forces officers"),
        ("Commissioned Armed forces Officers", "commissioned armed forces officers"),
        ("Slitter-Scorer", "a slitter-scorer"),
        ("Bakers, Pastry-cooks and Confectionery Makers", "bakers, pastry-cooks and confectionery makers"),
        ("Branch manager, Leeds", "a Leeds branch manager"),
        # number
        ("Chief Executives", "chief executives"),
        ("Clergy", "clergy"),
        ("Transit and Railroad Police", "transit and railroad police"),
        ("Dancers", "dancers"),
        ("Cooks, Fast Food", "fast food cooks"),
        ("Managers, All Other", "managers, all other"),
        ("Sales Reps, Wholesale and Manufacturing, Technical and Scientific Products",
         "sales reps, wholesale and manufacturing, technical and scientific products"),
        ("Medical imaging and therapeutic equipment technicians", "medical imaging and therapeutic equipment technicians"),
        ("Armed forces occupations, other ranks", "armed forces occupations, other ranks"),
        ("Animal Producers Not Elsewhere Classified", "animal producers not elsewhere classified"),
        ("Legislators", "legislators"),
        ("Industrial Machinery Mechanics", "industrial machinery mechanics"),
        ("Car, Taxi and Van Drivers", "car, taxi and van drivers"),
        ("Rubber, Plastic and Paper Products Machine Operators", "rubber, plastic and paper products machine operators"),
        ("Legal, Social and Cultural Professionals", "legal, social and cultural professionals"),
        ("Door-to-door Salespersons", "door-to-door salespersons"),
        ("Housewives", "housewives"),
        ("Mechanic, diesel", "a diesel mechanic"),
        ("Labourer (building work)", "a labourer (building work)"),
        ("Technician, MRI", "a technician, MRI"),
        ("Cooks, Restaurant", "restaurant cooks"),
        ("Food Servers, Nonrestaurant", "nonrestaurant food servers"),
        ("Manager, fitness", "a fitness manager"),
        ("Inspector, equipment", "an equipment inspector"),
        ("Buyer, coffee", "a coffee buyer"),
        ("Officer, event", "an event officer"),
        ("Clerk, process", "a process clerk"),
        ("Governess, private", "a private governess"),
        ("Client representative, witness", "a client representative, witness"),
        ("Helpers--Production Workers", "production workers' helpers"),
        ("Helpers--Pipelayers, Plumbers, and Steamfitters", "pipelayers, plumbers, and steamfitters' helpers"),
        ("Helper--Electrician", "a helper – electrician"),
        ("Sales Clerk--Paint", "a sales clerk – paint"),
        ("Nurse [nurse-2]", "a nurse [nurse-2]"),
        ("Hostess", "a hostess"),
        ("Chef de partie", "a chef de partie"),
        # fields
        ("Logistics", "logistics"),
        ("Nursing", "nursing"),
        ("Customer Service", "customer service"),
        ("Human Resources", "human resources"),
        ("Sales", "sales"),
        ("Maintenance", "maintenance"),
    ],
)  # fmt: skip
def test_a_title_stands_in_a_sentence(title: str, phrase: str) -> None:
    assert role_phrase(title) == phrase


def test_fields_are_one_thing_and_people_are_several() -> None:
    assert is_field("Logistics")
    assert not is_plural("Logistics")
    assert not is_field("Mechanics")
    assert is_plural("Mechanics")
    assert not is_field("King")


@given(st.one_of(st.text(max_size=30), st.text("ab ,CRegs-", max_size=24)))
def test_any_title_keeps_its_words(title: str) -> None:
    assert within_sentence(title).casefold() == title.casefold()
    own, phrase = (re.findall(r"\w+", text.casefold()) for text in (title, role_phrase(title)))
    assert sorted(phrase) in (sorted(own), sorted(["a", *own]), sorted(["an", *own]))


@given(st.from_regex(r"\A[A-Z][a-z]{2,8}( [A-Za-z]{2,9}){0,3}\Z"))
def test_no_phrase_ends_in_an_article(title: str) -> None:
    assert not role_phrase(title).endswith((" a", " an"))
    assert role_phrase(title)[0] != " "
