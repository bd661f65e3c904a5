"""ISCO-08, the International Standard Classification of Occupations: the ILO's sheet of structure and definitions."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from decks.importing.bullets import items
from decks.importing.columns import Synonyms, find_header, telling, value
from decks.importing.occupations import Imported, Occupation, Source, chosen, duty_id, title_key
from decks.importing.problems import Unimportable
from decks.importing.rows import Step, no_step, table
from decks.importing.texts import definition, duty, phrase

_COLUMNS: Synonyms = {
    "code": ("ISCO 08 Code", "ISCO-08 Code", "ISCO08", "ISCO Code", "Code"),
    "title": ("Title EN", "Title", "ISCO 08 Title", "Occupation title"),
    "level": ("Level",),
    "definition": ("Definition", "Definition EN", "Description"),
    "tasks": ("Tasks include", "Tasks", "Tasks include EN"),
    "included": ("Included occupations", "Included", "Occupations included"),
    "excluded": ("Excluded occupations", "Excluded", "Occupations excluded"),
}
_UNIT = 4
"""The level whose groups are occupations; its codes have as many digits."""
_EXAMPLES = re.compile(r"^\s*examples?\b[^:\n]*:\s*", re.IGNORECASE)
_ELSEWHERE = re.compile(r"^(?P<title>.+?)\s*[-–—]\s*(?P<code>\d{4})\b")
_RELATED = re.compile(r"\s*Some related occupations[^:\n]*:.*", re.IGNORECASE | re.DOTALL)
_SKILL = re.compile(
    r"\s*(?:Competent performance in|Most occupations in this)\b[^.]*\bskill levels?[^.]*\.", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Group:
    """One row."""

    code: str
    title: str
    cells: dict[str, str]

    @property
    def level(self) -> int:
        return len(self.code)


def read_isco08(
    path: Path,
    codes: Sequence[str] = (),
    titles: Sequence[str] = (),
    groups: bool = True,
    step: Step = no_step,
) -> Imported:
    """The unit groups of ISCO-08 with their tasks, and the groups above them.

    The groups above become roles with a definition alone, of which the narrower ones are kinds: the tasks that ISCO lists
    for them are done by some of their members, and a deck would pass them on to all. A group whose only member has its
    title is left out.

    Args:
        path: the sheet, as Excel file or as text.
        codes: patterns for codes of unit groups, as for `chosen`.
        titles: patterns for their titles, likewise.
        groups: whether the groups above become roles too; topics they are in any case.
        step: told how many bytes were read.

    Raises:
        Unimportable: the file cannot be read, has other columns, or no unit group matches.
    """
    found, notes = _rows(path, step)
    by_code = {group.code: group for group in found}
    units = [_unit(group) for group in found if group.level == _UNIT]
    if not units:
        raise Unimportable(f"{path} lists no unit groups, which have codes of four digits.")
    _relate(units, by_code)
    kept = chosen(units, codes, titles)
    idle = sum(not each.duties for each in kept)
    if idle:
        notes.append(f"no tasks: {idle} of {len(kept)} unit groups")
    above = _above(kept, by_code)
    occupations = [*kept]
    if groups:
        occupations = [*map(_as_role, above.values()), *kept]
        roles = {each.code for each in occupations}
        for each in occupations:
            each.broader = next((code for code in _wider(each.code) if code in roles), "")
        order = {group.code: place for place, group in enumerate(found)}
        occupations.sort(key=lambda each: order[each.code])
    return Imported(
        deck="isco-08",
        title="Occupations of ISCO-08",
        description=f"What occupations are and do, after ISCO-08: {len(kept)} of its unit groups.",
        source=Source(
            id="isco-08",
            title="International Standard Classification of Occupations, ISCO-08: structure and definitions",
            publisher="International Labour Organization (ILO)",
            date="2008",
            url="https://ilostat.ilo.org/methods/concepts-and-definitions/classification-occupation/",
            licence="© International Labour Organization: its terms of use apply",
        ),
        attribution=(
            "After the International Standard Classification of Occupations, ISCO-08, © International Labour Organization. "
            "Modified: tasks were put into base form, and titles left out of definitions. This is no publication of the ILO, "
            "which has not reviewed it. Ask the ILO before you pass it on."
        ),
        occupations=occupations,
        topics={_topic(code): group.title for code, group in sorted(by_code.items()) if group.level < _UNIT},
        language="en",
        notes=tuple(notes),
    )


def _rows(path: Path, step: Step) -> tuple[list[_Group], list[str]]:
    """The groups, their codes as texts again where the sheet has numbers; and what was left out."""
    needed = ("code", "title")
    source = table(path, step=step, telling=telling(_COLUMNS, needed))
    header, rows = find_header(source, _COLUMNS, needed)
    raw = [(number, {field: value(row, header, field) for field in _COLUMNS}) for number, row in rows]
    found: dict[str, _Group] = {}
    notes = []
    for number, cells in raw:
        code = re.sub(r"\D", "", cells["code"].partition(".")[0])
        level = cells["level"]
        # Codes that a program took for numbers have lost their zeros; the level knows how many.
        code = code.zfill(int(level)) if code and level in ("1", "2", "3", "4") else code
        if not 1 <= len(code) <= _UNIT or not cells["title"]:
            notes.append(f"row {number} was left out, for it has no code or no title")
        elif code in found:
            notes.append(f"row {number} was left out, for code {code} stands in an earlier row too")
        else:
            found[code] = _Group(code, " ".join(cells["title"].split()), cells)
    return list(found.values()), notes


def _unit(group: _Group) -> Occupation:
    made = Occupation(group.code, group.title, _definition(group), codes={"isco-08": group.code})
    names: set[str] = set()
    for place, task in enumerate(items(_RELATED.sub("", group.cells["tasks"]))):
        text = duty(task, gerunds=True)
        if text and text not in names:
            names.add(text)
            letter = chr(ord("a") + place) if place < 26 else duty_id(text)
            made.duties.append((f"task-{letter}", text))
    included = _EXAMPLES.sub("", group.cells["included"])
    made.titles = [_tidy(title) for title in items(included)] if included else []
    made.topic = _topic(group.code[: _UNIT - 1])
    return made


def _as_role(group: _Group) -> Occupation:
    topic = _topic(group.code)
    return Occupation(
        group.code, group.title, _definition(group), codes={"isco-08": group.code}, topic=topic, is_group=True
    )


def _definition(group: _Group) -> str:
    return definition(_SKILL.sub("", group.cells["definition"]), group.title)


def _tidy(title: str) -> str:
    return phrase(title).strip("- ")


def _relate(units: Sequence[Occupation], by_code: dict[str, _Group]) -> None:
    """Give unit groups the occupations that others say are classified there."""
    by_unit = {each.code: each for each in units}
    for each in units:
        cell = by_code[each.code].cells["excluded"]
        for line in cell.split("\n"):
            found = _ELSEWHERE.match(line.strip(" -–—\t"))
            there = by_unit.get(found["code"]) if found else None
            if found and there and there is not each:
                title = _tidy(found["title"])
                if title_key(title) not in map(title_key, there.titles):
                    there.titles.append(title)


def _wider(code: str) -> Iterator[str]:
    """The codes of the groups above, the nearest first."""
    return (code[:length] for length in range(len(code) - 1, 0, -1))


def _above(units: Sequence[Occupation], by_code: dict[str, _Group]) -> dict[str, _Group]:
    """The groups above these, without those that only repeat the title of one below."""
    needed = {code: by_code[code] for each in units for code in _wider(each.code) if code in by_code}
    kept: dict[str, _Group] = {}
    titles = {title_key(each.title) for each in units}
    for code in sorted(needed, key=lambda each: (-len(each), each)):
        key = title_key(needed[code].title)
        if key not in titles:
            titles.add(key)
            kept[code] = needed[code]
    return kept


def _topic(code: str) -> str:
    return "/".join(f"isco-{code[:length]}" for length in range(1, len(code) + 1))
