"""Files that mean harm, or were made by accident: one located sentence, in bounded time and memory."""

import json
import os
import resource
import subprocess
import sys
from itertools import combinations, islice, permutations
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SECONDS = 20
"""After so long a check is taken to hang; what is wanted is two, but a busy machine must not fail a test."""
MEGABYTES = 300
PROGRAM = """
import json, sys
from pathlib import Path
from decks.checking.checks import check
from decks.reading.files import read_deck
deck, problems = read_deck(Path(sys.argv[1]), "deck.yaml")
problems = check(deck, problems) if deck else problems
# Not ru_maxrss, which starts at the size of the process that started this one.
status = Path("/proc/self/status")
peaks = [int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")] if status.exists() else [0]
print(json.dumps({"peak": peaks[0] // 1024, "deck": deck is not None, "told": [str(problem) for problem in problems]}))
"""


def taken(path: Path) -> list[str]:
    """What is said of a file in a process of its own, with little time and memory."""

    def limits() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))

    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(path)],
        cwd=ROOT,
        capture_output=True,
        timeout=SECONDS,
        preexec_fn=limits,
        check=False,
    )
    assert done.stderr == b""
    answer = json.loads(done.stdout)
    assert answer["peak"] <= MEGABYTES
    told: list[str] = answer["told"]
    return told


HEAD = "deck: d\ntitle: T\n"
SIGN = "save it as UTF-8."
FILES: dict[str, tuple[bytes, str]] = {
    "100 MB": (
        b"# " + b"x" * (100 << 20),
        "deck.yaml:1:1: error D101: the file cannot be read (the deck is larger than 32 MB); split it into several decks.",
    ),
    "billion laughs": (
        b"a: &a [lol, lol, lol]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]\n",
        "deck.yaml:1:4: error D105: “&a” is an anchor, which decks do without; leave it out, or put the text in quotes.",
    ),
    "an alias": (
        (HEAD + "description: *all\n").encode(),
        "deck.yaml:3:14: error D105: “*all” is an alias, which decks do without; write the text out, or put it in quotes.",
    ),
    "a merge key": (
        (HEAD + "<<: {roles: []}\n").encode(),
        "deck.yaml:3:1: error D111: a deck has no key “<<”; the keys are deck, title, description, language, licence, attribution, "
        "sources, topics, default_topics, roles, cards, questions, include, renames, exam, negative_stems, ignore.",
    ),
    "deep lists": (
        b"[" * 200_000,
        "deck.yaml:1:13: error D107: lists and mappings nest more than 12 deep; write it as FORMAT.md shows.",
    ),
    "deep mappings": (
        b"{a: " * 200_000,
        "deck.yaml:1:49: error D107: lists and mappings nest more than 12 deep; write it as FORMAT.md shows.",
    ),
    "deep indentation": (
        "".join(" " * level + "a:\n" for level in range(2_000)).encode(),
        "deck.yaml:13:13: error D107: lists and mappings nest more than 12 deep; write it as FORMAT.md shows.",
    ),
    "a key twice": (
        (HEAD + "title: U\n").encode(),
        "deck.yaml:3:1: error D108: “title” stands here a second time (first in line 2); keep one of the two.",
    ),
    "tabs": (
        (HEAD + "topics:\n\ta: A\n").encode(),
        "deck.yaml:4:1: error D104: the line is indented with a tab; indent with spaces.",
    ),
    "UTF-16": ((HEAD).encode("utf-16"), f"deck.yaml:1:1: error D102: the file is UTF-16; {SIGN}"),
    "UTF-32": ((HEAD).encode("utf-32"), f"deck.yaml:1:1: error D102: the file is UTF-32; {SIGN}"),
    "UTF-16 without a mark": (
        HEAD.encode("utf-16-le"),
        "deck.yaml:1:2: error D103: there is a control character (U+0000) here; delete it.",
    ),
    "Latin-1": (
        (HEAD + "licence: frei für alle\n").encode("latin-1"),
        f"deck.yaml:3:16: error D102: the file is not UTF-8 from here on; {SIGN}",
    ),
    "NUL": (
        (HEAD + "licence: a\0b\n").encode(),
        "deck.yaml:3:11: error D103: there is a control character (U+0000) here; delete it.",
    ),
    "a Python object": (
        (HEAD + "description: !!python/object/apply:os.system [touch /tmp/x]\n").encode(),
        "deck.yaml:3:14: error D106: “!!python/object/apply:os.system” is a tag, which decks do without; "
        "leave it out, or put the text in quotes.",
    ),
    "a tag with an escape": (
        (HEAD + "description: !x%1B%5B2J y\n").encode(),
        "deck.yaml:3:14: error D106: “!x␛[2J” is a tag, which decks do without; leave it out, or put the text in quotes.",
    ),
    "a number as an id": (
        (HEAD + "roles: [{id: 1.5, title: R, complete: false}]\n").encode(),
        "deck.yaml:3:14: error D114: “1.5” is not an id (lower-case letters, digits, single hyphens); write it as “1-5”.",
    ),
    "yes for true": (
        (
            HEAD
            + "topics: {t: T}\nsources: {s: {title: S}}\nroles:\n  - {id: r, title: R, complete: on, topic: t, source: s,"
            " definition: {text: NO}, duties: [{id: a, text: Run a lot}, {id: b, text: Jump a bit}, {id: c, text: Sit on it}]}\n"
        ).encode(),
        "deck.yaml:6:33: error D115: “complete” is true or false; write one of the two, without quotes.",
    ),
    "a list of lists": (
        b"- - - - deck\n",
        "deck.yaml:1:1: error D110: a deck is a mapping; write “deck: …, title: …”.",
    ),
    "nothing but a mark": (
        b"\xef\xbb\xbf",
        "deck.yaml:1:1: error D110: the file is empty; start it with “deck: …” and “title: …”.",
    ),
}


@pytest.mark.parametrize("case", FILES)
def test_a_hostile_file_gets_one_located_sentence(tmp_path: Path, case: str) -> None:
    raw, sentence = FILES[case]
    path = tmp_path / "deck.yaml"
    path.write_bytes(raw)
    assert taken(path) == [sentence]


@pytest.mark.parametrize("text", ["\ufeff" + HEAD, HEAD.replace("\n", "\r\n"), HEAD.replace("\n", "\r")])
def test_marks_of_bytes_and_foreign_line_ends_do_no_harm(tmp_path: Path, text: str) -> None:
    path = tmp_path / "deck.yaml"
    path.write_bytes(text.encode())
    assert taken(path) == []


def test_texts_stay_texts(tmp_path: Path) -> None:
    from decks.reading.files import read_deck

    path = tmp_path / "deck.yaml"
    path.write_text(
        "deck: no\ntitle: NO\nlicence: 2024-12-14\ndescription: 0x1F\nlanguage: ~x\n", encoding="utf-8"
    )
    deck, problems = read_deck(path)
    assert problems == []
    assert deck is not None
    assert (deck.id, deck.title, deck.licence, deck.description) == ("no", "NO", "2024-12-14", "0x1F")


def test_a_link_out_of_the_folder_and_a_link_to_itself(tmp_path: Path) -> None:
    folder = tmp_path / "d"
    folder.mkdir()
    (tmp_path / "secret.yaml").write_text("roles: []\n", encoding="utf-8")
    (folder / "deck.yaml").write_text(HEAD + "include: [out.yaml, round.yaml]\n", encoding="utf-8")
    (folder / "out.yaml").symlink_to(tmp_path / "secret.yaml")
    (folder / "round.yaml").symlink_to(folder / "round.yaml")
    out, round_ = taken(folder)
    assert out == (
        "deck.yaml/deck.yaml:3:11: error D118: “out.yaml” cannot be included: it leads out of the deck's folder; "
        "name a file in the deck's folder."
    )
    assert round_.startswith("deck.yaml/deck.yaml:3:21: error D118: “round.yaml” cannot be included: ")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "deck.yaml")
    assert taken(tmp_path / "deck.yaml") == [
        "deck.yaml:1:1: error D101: the file cannot be read (it is not a file); check its name and permissions."
    ]


def test_includes_in_a_circle_and_without_end(tmp_path: Path) -> None:
    folder = tmp_path / "d"
    folder.mkdir()
    (folder / "deck.yaml").write_text(HEAD + "include: a0.yaml\n", encoding="utf-8")
    (folder / "a0.yaml").write_text("include: [a1.yaml, a0.yaml]\n", encoding="utf-8")
    for number in range(1, 700):
        (folder / f"a{number}.yaml").write_text(f"include: a{number + 1}.yaml\n", encoding="utf-8")
    assert taken(folder) == [
        "deck.yaml/a0.yaml:1:20: error D119: “a0.yaml” is included a second time; include each file once.",
        "deck.yaml/a499.yaml:1:10: error D119: the deck has more than 500 files; join some.",
    ]


LARGE = {
    "many keys": "".join(f"k{n}: v\n" for n in range(200_000)),
    "millions of entries": HEAD + "roles:\n" + "- a\n" * 6_000_000,
    "a long chain of kinds": HEAD
    + "roles:\n"
    + "".join(f"  - {{id: r{n}, title: R, broader: r{n + 1}}}\n" for n in range(20_000)),
    "all kinds of all": HEAD
    + "roles:\n"
    + "".join(
        f"  - {{id: r{n}, title: R, broader: [{', '.join(f'r{m}' for m in range(n))}]}}\n"
        for n in range(1, 700)
    )
    + "  - {id: r0, title: R}\n",
    "many unknown roles": HEAD
    + "roles:\n"
    + "".join(f"  - {{id: role-{n}, title: R, broader: rolle-{n}}}\n" for n in range(5_000)),
    "the same words in any order": HEAD
    + "roles:\n  - id: r\n    title: R\n    duties:\n"
    + "".join(
        f"      - {{id: d{n}, text: {' '.join(words)}}}\n"
        for n, words in enumerate(
            islice(permutations(("Lift", "box", "crane", "truck", "gate", "ship", "dock")), 5_000)
        )
    ),
    "some of the same words": HEAD
    + "roles:\n  - id: r\n    title: R\n    duties:\n"
    + "".join(
        f"      - {{id: d{n}, text: {' '.join(words)}}}\n"
        for n, words in enumerate(
            islice(combinations([f"w{a}{b}" for a in "abcd" for b in "vwxyz"], 6), 10_000)
        )
    ),
    "the same title over and over": HEAD
    + "roles:\n"
    + "".join(f"  - {{id: r{n}, title: R, aliases: [S]}}\n" for n in range(10_000)),
    "many topics": HEAD + "topics:\n" + "".join(f"  t{n}: T\n" for n in range(50_000)),
    "many ignores": HEAD
    + "cards:\n"
    + "".join(
        f"  - {{id: c{n}, front: F, back: B, review: true, ignore: [D324, D301]}}\n" for n in range(10_000)
    ),
    "one long text": HEAD + "description: " + "x" * (30 << 20) + "\n",
    "many roles that name one another": HEAD
    + "roles:\n"
    + "".join(f"  - {{id: r{n}, title: R, broader: r{n + 1}}}\n" for n in range(3_000))
    + "  - {id: r3000, title: R, broader: r0}\n",
    "many duties of the same words": HEAD
    + "roles:\n  - id: r\n    title: R\n    duties:\n"
    + "".join(f"      - {{id: d{n}, text: Lift the box number {n}}}\n" for n in range(6_000)),
    "many gaps": HEAD + "cards: [{id: c, cloze: '" + "{{a}}" * 20_000 + "'}]\n",
    "braces that never close": HEAD + "cards: [{id: c, cloze: '" + "{{c1::a" * 20_000 + "'}]\n",
}


@pytest.mark.parametrize("case", LARGE)
def test_a_large_file_is_checked_in_bounded_time_and_memory(tmp_path: Path, case: str) -> None:
    path = tmp_path / "deck.yaml"
    path.write_text(LARGE[case], encoding="utf-8")
    assert taken(path) or case == "one long text"
