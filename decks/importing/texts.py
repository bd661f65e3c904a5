"""Texts of classifications in the form that decks have: no full stop, tasks in base form, definitions without the title."""

import re

from decks.english.similarity import says_all_of, stems
from decks.english.verbs import Form, base_form, base_of, form_of, is_gerund
from decks.english.wording import capitalised
from decks.text import one_line

_ACRONYM = re.compile(r"(?<=[a-z] )[A-Z][A-Z0-9]*[A-Z]s?(?![\w(/&-])")
_ABBREVIATED = re.compile(
    r"\b(?:etc|e\.g|i\.e|inc|ltd|jr|sr|no|approx)\.$|\b[a-z](?:\.[a-z])+\.$|\.\.\.$", re.IGNORECASE
)
_RUN = re.compile(r"^[A-Za-z]+(?:(?: ?, ?(?:and |or )?| and | or )[a-z]+ing\b)*")
_ING = re.compile(r"[A-Za-z]+ing\b")
_COMMA = re.compile(r" +,\s*(?=\S)")
_ENDS = re.compile(r"[\s;,:–—-]+$")
_SENTENCES = re.compile(r"(?<=[a-z)]{3}\.) (?=[A-Z])")
_INCLUDING = re.compile(r"(?:include|includes|are|is|comprise|comprises|cover|covers)\b(?!,)", re.IGNORECASE)
_LONGEST_SUBJECT = 12
"""So many words the subject of a definition has at most."""
_BRACKETED = re.compile(r"\([^()]*\)")


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


def thing(text: str) -> str:
    """A tool, with brackets around an acronym that only repeats the words before it: *Global positioning system (GPS) receivers*."""
    text = phrase(text)
    return _ACRONYM.sub(
        lambda found: f"({found[0]})" if _repeats(found[0], text[: found.start()]) else found[0], text
    )


def _repeats(acronym: str, before: str) -> bool:
    """Whether the last words before an acronym spell it: one of them begins with each letter, or holds it."""
    letters = acronym.removesuffix("s").casefold()
    words = re.findall(r"[^\W_]+", before.casefold())[-len(letters) - 2 :]
    for first, word in enumerate(words):
        if word[0] == letters[0]:
            rest, told = iter("".join(words[first:])), sum(each[0] in letters for each in words[first:])
            if all(letter in rest for letter in letters) and 2 * told >= min(
                len(letters), len(words[first:])
            ):
                return True
    return False


def definition(text: str, title: str) -> str:
    """What a title's definition says without the title: *Surveyors measure land.* of Surveyors is *Measure land*.

    A later sentence that holds the title (*Includes surveyors at sea.*) is left out. The first one is left whole where neither
    the title nor most of its words begin it, or where what follows would be no sentence.
    """
    first, *later = _SENTENCES.split(one_line(text))
    text = phrase(" ".join([first, *(each for each in later if not says_all_of(each, title))]))
    start = one_line(title)
    if text.casefold().startswith(f"{start.casefold()} "):
        rest = text[len(start) :].lstrip()
        if not _INCLUDING.match(rest) and rest[:1] not in "(,-":
            return capitalised(rest)
    return _without_subject(text, start)


def _without_subject(text: str, title: str) -> str:
    """A definition without a subject that names the title in nearly its words: *Heavy-truck drivers, drive …*."""
    parts = text.split(" ")
    names = _named(title)
    for count in range(min(_LONGEST_SUBJECT, len(parts) - 1), 0, -1):
        subject = _BRACKETED.sub(" ", " ".join(parts[:count]))
        rest = " ".join(parts[count:])
        if (
            form_of(rest) is Form.BASE
            and not _INCLUDING.match(rest)
            and _named(subject) <= names
            and 2 * len(_named(subject)) > len(names)
            and subject.rstrip(" ,").endswith("s")
        ):
            return capitalised(rest)
    return text


def _named(title: str) -> frozenset[str]:
    return stems(_BRACKETED.sub(" ", title).replace("-", " ").replace("’", "'").replace("'", " "))
