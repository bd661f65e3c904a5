"""The singular of the nouns in titles: *Nurses*, *Salesmen*, *Housewives*, and what only looks like a plural."""

import re

from decks.english.verb_words import words

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


def one_of(phrase: str) -> str:
    """A noun phrase, its last word in the singular."""
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
