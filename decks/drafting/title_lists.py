"""Several titles in one line: set off by slashes, semicolons or commas, or by nothing."""

import re

from decks.drafting.titles import is_title, names_holder
from decks.english.wording import capitalised


def other_titles(text: str) -> list[str]:
    """The titles in a list set off by slashes, semicolons or commas; a head before brackets is shared by what is in them.

    *Fitter (gas/ boiler)* gives *Fitter (gas)* and *Fitter (boiler)*.
    """
    text = " ".join(text.split()).strip(" .;:")
    shared = re.match(r"([^\s()/,][^()/,]{0,40}?)\s*\((.*)\)$", text)
    if shared and "/" in shared.group(2) and text.count("(") == text.count(")"):
        return [f"{capitalised(shared.group(1))} ({part})" for part in _split(shared.group(2), "/")]
    parts = _split(text, "/") if "/" in text else [text]
    found: list[str] = []
    for part in parts:
        for piece in _split(part, ";"):
            found += _unglued(piece)
    if len(found) == 1 and "," in text and not _is_inverted(text):
        found = [re.sub(r"^(?:and|or)\s+", "", part) for part in re.split(r"\s*,\s*|\s+(?:and|or)\s+", text)]
    return [capitalised(one.strip(' .;,“”"')) for one in found if any(char.isalpha() for char in one)]


def _split(text: str, mark: str) -> list[str]:
    """The parts of a text between marks that stand outside brackets."""
    parts, depth, begun = [], 0, 0
    for place, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        if char == mark and depth <= 0:
            parts.append(text[begun:place])
            begun = place + 1
    parts.append(text[begun:])
    joined: list[str] = []
    for part in parts:  # "sea /fish": a lower-case rest goes on with what was begun
        if (
            mark == "/"
            and joined
            and "," in joined[-1]
            and re.match(r"\S", part)
            and part[0].islower()
            and joined[-1].endswith(" ")
        ):
            joined[-1] = f"{joined[-1].strip()} {part.strip()}"
        else:
            joined.append(part)
    return [part.strip() for part in joined if part.strip()]


def _is_inverted(text: str) -> bool:
    """Whether a title stands with its head first: *Clerk, mail*."""
    first, _, rest = text.partition(",")
    return (
        is_title(first)
        and len(first.split()) <= 2
        and "," not in rest
        and first[:1].isupper()
        and not is_title(rest.strip())
    )


def _unglued(text: str) -> list[str]:
    """Two inverted titles between which a mark is missing, parted: *Clerk, mail Clerk, post*."""
    at = next(
        (
            m.start(1)
            for m in re.finditer(r"\s([A-Z][a-z]+),\s", text)
            if m.start() > 0 and names_holder(m.group(1)) and "," in text[: m.start()]
        ),
        0,
    )
    return [text[:at].strip(), *_unglued(text[at:])] if at else [text]
