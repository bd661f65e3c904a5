"""Texts of classifications in the form that decks have: no full stop, tasks in base form, definitions without the title."""

import re

from decks.similarity import says_all_of
from decks.text import one_line
from decks.verbs import Form, base_form, base_of, form_of, is_gerund
from decks.wording import capitalised

_ABBREVIATED = re.compile(
    r"\b(?:etc|e\.g|i\.e|inc|ltd|jr|sr|no|approx)\.$|\b[a-z](?:\.[a-z])+\.$|\.\.\.$", re.IGNORECASE
)
_RUN = re.compile(r"^[A-Za-z]+(?:(?: ?, ?(?:and |or )?| and | or )[a-z]+ing\b)*")
_ING = re.compile(r"[A-Za-z]+ing\b")
_COMMA = re.compile(r" +,\s*(?=\S)")
_ENDS = re.compile(r"[\s;,:–—-]+$")
_SENTENCES = re.compile(r"(?<=[a-z)]{3}\.) (?=[A-Z])")
_INCLUDING = re.compile(r"(?:include|includes|are|is|comprise|comprises|cover|covers)\b", re.IGNORECASE)


def phrase(text: str) -> str:
    """The text on one line, without the full stops, semicolons or dashes at its end, its commas and brackets set right."""
    text = _ENDS.sub("", _COMMA.sub(", ", one_line(text)))
    while text.endswith(".") and not _ABBREVIATED.search(text):
        text = _ENDS.sub("", text[:-1])
    return text


def duty(text: str, gerunds: bool = False) -> str:
    """A task as a duty: in base form where it begins with a gerund or a third person, else in its own words.

    Args:
        text: the task.
        gerunds: whether its source is known to write tasks with gerunds, so that *dressing in robes* is what somebody does.
    """
    text = phrase(text)
    form = form_of(text)
    if form in (Form.GERUND, Form.THIRD):
        text = base_form(text) or text
    if gerunds:
        text = _RUN.sub(_based, text, count=1)
    return capitalised(text)


def _based(run: re.Match[str]) -> str:
    """The verbs with which a text begins, *planning, buying and serving*, each in base form."""
    return _ING.sub(
        lambda found: base_of(found[0].lower(), Form.GERUND) if is_gerund(found[0].lower()) else found[0],
        run[0],
    )


def definition(text: str, title: str) -> str:
    """What a title's definition says without the title: *Surveyors measure land.* of Surveyors is *Measure land*.

    A later sentence that holds the title (*Includes surveyors at sea.*) is left out. The first one is left whole where the
    title does not begin it, or where what follows would be no sentence.
    """
    first, *later = _SENTENCES.split(one_line(text))
    text = phrase(" ".join([first, *(each for each in later if not says_all_of(each, title))]))
    start = one_line(title)
    if not text.casefold().startswith(f"{start.casefold()} "):
        return text
    rest = text[len(start) :].lstrip()
    return text if _INCLUDING.match(rest) or rest[:1] in "(,-" else capitalised(rest)
