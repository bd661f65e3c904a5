"""What `study decks draft` finds, gets wrong and misses, against what a careful reader lists.

Run it as `python tests/benchmarks/bench_draft.py [-v] [NAME…]`. The documents lie in `drafts/`, each with its list in
NAME.gold, written by hand; a further five are read from `../shared/seeds`, where they are. The rules have since been tuned on
all of them, so the figures guard against getting worse; they say little of a document never seen (try a new one for that).
In a list, what a reader might as well leave out stands after “?”: it counts neither as missed nor as wrong.
"""

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from decks.drafting.drafting import draft
from decks.drafting.titles import key_of
from decks.english.similarity import stems
from decks.model import FactKind

HERE = Path(__file__).parent / "drafts"
SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
BOTH = 0.5
"""Two texts are the same fact when the stems they share are so much of the longer …"""
EITHER = 0.7
"""… and so much of the shorter."""

Entry = tuple[str, str, str]
"""Role, kind and text."""


@dataclass
class Result:
    """One document's figures."""

    name: str
    wanted: int = 0
    found: list[Entry] = field(default_factory=list)
    wrong: list[Entry] = field(default_factory=list)
    missed: list[Entry] = field(default_factory=list)
    roles: str = ""


def gold_of(path: Path) -> tuple[list[Entry], list[Entry]]:
    """What must be found, and what may be."""
    must: list[Entry] = []
    may: list[Entry] = []
    role, role_optional = "", False
    for line in filter(str.strip, path.read_text(encoding="utf-8").splitlines()):
        kind, _, text = (part.strip() for part in line.partition("|"))
        optional = kind.startswith("?")
        kind = kind.lstrip("?")
        if kind == "role":
            role, role_optional = text, optional
        (may if optional or role_optional else must).append((role, kind, text))
    return must, may


def entries_of(path: Path) -> list[Entry]:
    """What the draft says, `also` written out."""
    made = draft([(path, path.name)])
    found: list[Entry] = []
    for role in made.roles:
        found.append((role.title, "role", role.title))
        found += [(role.title, "codes", code) for code in role.codes.values()]
        for fact in role.facts:
            for owner in (role, *(fact.also if fact.note == "" else ())):
                found.append((owner.title, fact.kind.value, fact.text))
    return found


def same(one: Entry, other: Entry) -> bool:
    """Whether two entries say the same of the same role."""
    if one[1] != other[1] or key_of(one[0]) != key_of(other[0]):
        return False
    if one[1] == "role":
        return True
    if one[1] in {"aliases", "codes"}:
        return re.sub(r"\W", "", one[2]).casefold() == re.sub(r"\W", "", other[2]).casefold()
    mine, theirs = (stems(text.casefold().replace("z", "s")) for text in (one[2], other[2]))
    shared = len(mine & theirs)
    if one[1] in {FactKind.EQUIPMENT, FactKind.WORKPLACE, FactKind.SUPERVISOR, FactKind.DEFINITION}:
        return shared >= EITHER * min(len(mine), len(theirs)) > 0
    return shared >= BOTH * max(len(mine), len(theirs)) and shared >= EITHER * min(len(mine), len(theirs)) > 0


def measured(name: str, document: Path, gold: Path) -> Result:
    """Compare a draft with its list."""
    must, may = gold_of(gold)
    entries = entries_of(document)
    result = Result(name, len(must))
    for entry in must:
        (result.found if any(same(entry, one) for one in entries) else result.missed).append(entry)
    result.wrong = [one for one in entries if not any(same(one, entry) for entry in (*must, *may))]
    return result


def documents(names: Sequence[str]) -> list[tuple[str, Path, Path]]:
    """Documents with their lists: ours, then the seeds that are there."""
    found: list[tuple[str, Path, Path]] = []
    for gold in sorted(HERE.glob("*.gold")):
        ours = [path for path in HERE.glob(f"{gold.stem}.*") if path.suffix != ".gold"]
        seeds = (
            sorted(SEEDS.glob(f"{gold.stem.removeprefix('seed-')}_*"))
            if gold.stem.startswith("seed-")
            else []
        )
        found += [(gold.stem, path, gold) for path in ours + seeds]
    return [one for one in found if not names or one[0] in names]


def main(arguments: Sequence[str]) -> None:
    """Print the table and, with -v, what is wrong and missed."""
    names = [name for name in arguments if name != "-v"]
    total = [0, 0, 0, 0]
    print(f"{'document':12} {'wanted':>7} {'found':>6} {'wrong':>6} {'missed':>7}")
    for name, document, gold in documents(names):
        result = measured(name, document, gold)
        row = [result.wanted, len(result.found), len(result.wrong), len(result.missed)]
        total = [sum(pair) for pair in zip(total, row, strict=True)]
        print(f"{name:12} {row[0]:7} {row[1]:6} {row[2]:6} {row[3]:7}")
        if "-v" in arguments:
            for sign, entries in (("wrong ", result.wrong), ("missed", result.missed)):
                for role, kind, text in entries:
                    print(f"    {sign} {role} | {kind} | {text}")
    print(f"{'all':12} {total[0]:7} {total[1]:6} {total[2]:6} {total[3]:7}")


if __name__ == "__main__":
    main(sys.argv[1:])
