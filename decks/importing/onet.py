"""O*NET's database in its text form: a folder of tables, one row a task, a title or a tool."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from decks.importing.occupations import MOST_BEARERS, Imported, Occupation, Source, chosen, title_key
from decks.importing.onet_release import OCCUPATIONS, TASKS, Reading, Release
from decks.importing.problems import Unimportable
from decks.importing.rows import Step, no_step
from decks.importing.soc import soc_groups
from decks.importing.texts import definition, phrase, thing
from decks.text import slug_of

_CODE = (
    "O*NET-SOC Code",
    "ONET-SOC Code",
    "O*NET-SOC 2019 Code",
    "O*NET-SOC 2010 Code",
    "onetsoc_code",
    "SOC Code",
)
_RELATED = ("Related Occupations",)
_COMMON_SHARE = 0.1
"""What a larger share of the occupations uses says nothing of any of them."""
_COMMON_COUNT = 20
"""Fewer users than this are never too many."""
_SHORT_FORM = re.compile(r"(?P<outer>.+?) \((?P<inner>.+)\)")
_NAMELESS = re.compile(r"^All .+ not (?:listed separately|elsewhere classified)\.?$", re.IGNORECASE)
_EDUCATION = re.compile(
    r"^(?:most of |some of |many of )?(?:these|most) (?:of these )?occupations (?:in this zone )?(?P<may>may |usually |often )?requires? ",
    re.IGNORECASE,
)


def onet_size(folder: Path) -> int:
    """Bytes of the tables that an import reads, for whoever shows progress."""
    names = (OCCUPATIONS, TASKS, *_TITLES, *_TOOLS)
    paths = {path for each in names if (path := Release(folder).find(each))}
    return sum(path.stat().st_size for path in paths)


def read_onet(
    folder: Path, codes: Sequence[str] = (), titles: Sequence[str] = (), step: Step = no_step
) -> Imported:
    """The occupations of a release.

    Args:
        folder: where its text files are, or the folder that holds that one.
        codes: patterns for O*NET-SOC codes, as for `chosen`.
        titles: patterns for titles, likewise.
        step: told how many bytes were read.

    Raises:
        Unimportable: a table that it needs is missing or has other columns, or no occupation matches.
    """
    files = Release(folder)
    reading = Reading(files, step)
    everyone = [
        Occupation(code, title, definition("" if _NAMELESS.match(text) else text, title))
        for code, title, text in reading.rows(
            OCCUPATIONS, {"code": _CODE, "title": ("Title",), "text": ("Description",)}, "code", "title"
        )
    ]
    kept = chosen(everyone, codes, titles) if everyone else []
    if not kept:
        raise Unimportable(f"{reading.path(OCCUPATIONS)} lists no occupation.")
    by_code = {each.code: each for each in kept}
    groups = soc_groups()
    for each in kept:
        each.topic = _topic(each.code)
        each.codes = {"onet-soc": each.code, "soc": each.code.partition(".")[0]}
    _tasks(reading, by_code)
    _titles(reading, by_code)
    _things(reading, by_code)
    _zones(reading, by_code)
    _related(reading, by_code)
    release, date = files.release()
    name = f"O*NET {release}".strip()
    notes = reading.notes()
    idle = sum(not each.duties for each in kept)
    if idle:
        notes.append(f"no tasks in this release: {idle} of {len(kept)} occupations")
    return Imported(
        deck="onet",
        title=f"Occupations of {name}",
        description=f"What occupations are and do, after the {name} Database: {len(kept)} of its occupations.",
        source=Source(
            id=slug_of(f"onet {release}"),
            title=f"{name} Database",
            publisher="U.S. Department of Labor, Employment and Training Administration (USDOL/ETA)",
            date=date,
            url="https://www.onetcenter.org/database.html",
            licence="CC BY 4.0",
        ),
        attribution=(
            f"This deck includes information from the {name} Database by the U.S. Department of Labor, Employment and "
            "Training Administration (USDOL/ETA). Used under the CC BY 4.0 license. O*NET® is a trademark of USDOL/ETA. "
            "The information was modified: occupations and titles were selected, texts shared by occupations were joined, and "
            "full stops were left out. USDOL/ETA has not approved, endorsed, or tested these modifications."
        ),
        occupations=kept,
        topics=_topics(kept, groups),
        language="en",
        notes=tuple(notes),
    )


def _tasks(reading: Reading, by_code: dict[str, Occupation]) -> None:
    columns = {"code": _CODE, "text": ("Task", "Task Statement"), "id": ("Task ID",)}
    for code, text, number in reading.rows(TASKS, columns, "code", "text"):
        if code in by_code:
            each = by_code[code]
            each.duties.append((f"task-{slug_of(number) or len(each.duties) + 1}", phrase(text)))


_TITLES = (("Sample of Reported Titles",), ("Alternate Titles", "Lay Titles"))


def _titles(reading: Reading, by_code: dict[str, Occupation]) -> None:
    """Other titles: those that people gave most often first, then those that most sources know."""
    reported, alternate = _TITLES
    in_full: dict[str, str] = {}
    ranked: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    # Also of occupations that are not wanted: what many are called says too little of any.
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    if reading.has(alternate):
        columns = {
            "code": _CODE,
            "title": ("Alternate Title", "Lay Title"),
            "short": ("Short Title",),
            "sources": ("Source(s)", "Sources", "Source"),
        }
        for code, title, short, sources in reading.rows(alternate, columns, "code", "title"):
            if short:
                in_full[title] = _in_full(title, short)
            bearers[in_full.get(title, title)].add(code)
            if code in by_code:
                ranked[code].append((2 - min(sources.count(","), 2) + 2, in_full.get(title, title)))
    if reading.has(reported):
        columns = {"code": _CODE, "title": ("Reported Job Title",), "shown": ("Shown in My Next Move",)}
        for code, title, shown in reading.rows(reported, columns, "code", "title"):
            if code in by_code:
                ranked[code].append((0 if shown == "Y" else 1, in_full.get(title, title)))
    for code, every in ranked.items():
        found = [each for each in every if len(bearers[each[1]]) <= MOST_BEARERS]
        by_key = {title_key(title): title for _, title in sorted(found, key=lambda each: -each[0])}
        rank = {title_key(title): place for place, title in sorted(found, key=lambda each: -each[0])}
        by_code[code].titles = [by_key[key] for key in sorted(by_key, key=lambda key: rank[key])]


def _in_full(title: str, short: str) -> str:
    """Of *CT Tech (CT Technician)*, whose short form is *CT Tech*, the form in full."""
    found = _SHORT_FORM.fullmatch(title)
    if not found or short not in (found["outer"], found["inner"]):
        return title
    return found["inner"] if short == found["outer"] else found["outer"]


_THING = {
    "code": _CODE,
    "example": ("Example", "T2 Example", "Workplace Example"),
    "kind": ("Commodity Code", "Commodity Title"),
    "type": ("T2 Type",),
}
_TOOLS = (("Tools Used",), ("Technology Skills",), ("Tools and Technology",))


def _things(reading: Reading, by_code: dict[str, Occupation]) -> None:
    """Equipment: tools, in the words of those who use them; software where an occupation has few tools."""
    tools, software, together = _TOOLS
    used: dict[bool, defaultdict[str, list[tuple[str, str]]]] = {
        True: defaultdict(list),
        False: defaultdict(list),
    }
    users: defaultdict[str, set[str]] = defaultdict(set)
    alike: Counter[str] = Counter()
    names = [together] if reading.path(together).is_file() else [tools, software]
    for name in names:
        if not reading.has(name):
            continue
        for code, example, kind, sort in reading.rows(name, _THING, "code", "example"):
            users[kind or example].add(code)
            alike[example] += 1
            if code in by_code:
                used[name is not software and sort != "Technology"][code].append((kind or example, example))
    everyone = len(set().union(*users.values())) if users else 0
    most = max(_COMMON_COUNT, _COMMON_SHARE * everyone)
    for code, each in by_code.items():
        for is_tool in (True, False):
            mine = used[is_tool].get(code, [])
            each.uses += [thing(example) for _, example in mine]
            counts = Counter(kind for kind, _ in mine)
            telling = [kind for kind in counts if len(users[kind]) <= most]
            telling.sort(key=lambda kind: -counts[kind] * math.log((everyone + 1) / len(users[kind])))
            best: dict[str, str] = {}
            for kind, example in sorted(mine, key=lambda pair: -alike[pair[1]]):
                best.setdefault(kind, thing(example))
            each.equipment += [best[kind] for kind in telling]


def _zones(reading: Reading, by_code: dict[str, Occupation]) -> None:
    """What it takes to begin: the job zone's name, and the schooling that it stands for."""
    zones, reference = ("Job Zones",), ("Job Zone Reference",)
    if not reading.has(zones) or not reading.has(reference):
        return
    columns = {"zone": ("Job Zone",), "name": ("Name",), "education": ("Education",)}
    texts = {
        zone: _zone(zone, name, education)
        for zone, name, education in reading.rows(reference, columns, "zone", "name")
    }
    for code, zone in reading.rows(zones, {"code": _CODE, "zone": ("Job Zone",)}, "code", "zone"):
        if code in by_code and zone in texts and not by_code[code].requirements:
            by_code[code].requirements.append(texts[zone])


def _zone(zone: str, name: str, education: str) -> str:
    """A job zone in words. Its number stands first: who has a degree has been to school too, but is of one zone."""
    needed = name.partition(":")[2].strip() or name
    text = f"Job zone {zone}: {phrase(re.sub(r' needed$', '', needed, flags=re.IGNORECASE)).lower()}"
    first = re.split(r"(?<=[a-z]{3})[.;,] (?=[A-Z]|but )|(?<=[a-z]{3})\. For example", education, maxsplit=1)[
        0
    ]
    found = _EDUCATION.match(first)
    if not found:
        return text
    often = {"may": "in some cases", "often": "often"}.get((found["may"] or "").strip().lower(), "usually")
    return f"{text}, {often} {phrase(first[found.end() :])}"


def _related(reading: Reading, by_code: dict[str, Occupation]) -> None:
    """The occupations that are most like each, by the release's own order."""
    if not reading.path(_RELATED).is_file():
        return
    columns = {
        "code": _CODE,
        "other": (
            "Related O*NET-SOC Code",
            "Related ONET-SOC Code",
            "Related O*NET-SOC 2019 Code",
            "related_onetsoc_code",
            "Related SOC Code",
        ),
        "index": ("Index", "Related Index"),
    }
    ranked: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for code, other, index in reading.rows(_RELATED, columns, "code", "other"):
        if code in by_code:
            place = int(index) if index.isascii() and index.isdigit() else len(ranked[code]) + 1
            ranked[code].append((place, other))
    for code, found in ranked.items():
        by_code[code].related = [other for _, other in sorted(found, key=lambda each: each[0])]


def _topic(code: str) -> str:
    return f"soc-{code[:2]}/{code[:4]}" if re.match(r"\d\d-\d", code) else ""


def _topics(occupations: Sequence[Occupation], groups: dict[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for topic in sorted({each.topic for each in occupations if each.topic}):
        major, _, minor = topic.partition("/")
        found.setdefault(major, groups.get(major[4:], f"SOC {major[4:]}"))
        found[topic] = groups.get(minor, f"SOC {minor}")
    return found
