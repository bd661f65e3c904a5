"""Throw broken decks at the loader and the checks: `nice python tests/fuzz_decks.py --inputs 1000000`.

Each input is a sound deck that was damaged: bytes flipped, lines moved, keys and values exchanged for hostile ones. Nothing
may raise, take long, or be refused without a word. A finding is written out with its seed and the run goes on.
"""

import argparse
import random
import re
import sys
import time
import traceback
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from decks.cards import make_cards  # noqa: E402
from decks.checking.checks import check  # noqa: E402
from decks.problems import Severity  # noqa: E402
from decks.reading.files import parse_deck  # noqa: E402
from decks.text import is_plain  # noqa: E402

SLOW = 2.0
"""Seconds that no input of this size may take."""
SMALL = """\
deck: d
title: T
sources: {s: {title: S}}
topics: {a: A, a/b: B}
default_topics: {duties: a}
include: x.yaml
renames: {q: r, r/y: r/x}
ignore: [D304]
roles:
  - id: r
    title: Role
    source: s
    codes: {isco: "3"}
    definition: {text: Does it, source: s, disputed: Who knows}
    aliases: [Other, {text: More, also: t}]
    duties:
      - {id: x, text: Do it, also: [t], why: Because, review: true}
      - id: y
        text: >-
          Do more
          of it
    not_duties: [{text: Do less}]
    complete: true
    reports_to: t
  - {id: t, title: Tee, broader: r, equipment: [saw], requirements: [A pass], works_in: [here]}
cards:
  - {id: c, topic: a, cloze: "The {{tube::hint}} and {{c2::net}}"}
  - {id: e, role: r, front: F, answer: A, accept: [b, c], image: p.png, alt: P}
  - {id: f, topic: a/b, front: "F", back: 'B'}
questions:
  - id: q
    topic: a
    stem: Which?
    key: {text: K, why: W}
    distractors: [L, {text: M, role: t}, N]
"""
HOSTILE = (
    *(
        "",
        "~",
        "null",
        "NO",
        "yes",
        "on",
        "true",
        "TRUE",
        "False",
        "0",
        "-1",
        "1e99",
        "2024-12-14",
        "0x1F",
        "1_0",
    ),
    *(
        "&a x",
        "*a",
        "!!python/object/apply:os.system [x]",
        "!x y",
        "<<",
        "? x",
        "- - - -",
        "[[[[[[[[[[[[[[[[",
        "{{{{",
    ),
    *(
        "{a: b}",
        "[a, b]",
        "[]",
        "{}",
        "|",
        ">",
        "|9",
        "'",
        '"',
        "\\",
        "#",
        "%YAML 1.2",
        "---",
        "...",
        "@",
        "`",
        ": ",
        ",",
        "]",
        "}",
    ),
    *(
        "\t",
        "\x00",
        "\x1b[2J",
        "\ufeff",
        "\u2028",
        "\x85",
        "\u202e",
        "é",
        "語",
        "😀",
        "\ud800",
        "\r\n",
        "\n\n",
        "\n---\n",
        "\n...\n",
    ),
    *(
        '"\\x00"',
        '"\\e[0m"',
        '"\\ud800"',
        '"\\U0010ffff"',
        "a" * 300,
        "../../x",
        "/etc/passwd",
        "x\\y",
        "C:\\",
        "cards",
        "questions",
    ),
    *(
        "definition",
        "duties",
        "r",
        "t",
        "a",
        "a/b",
        "a//b",
        "/",
        "{{c1::}}",
        "{{c99::x}}",
        "{{a}}{{b}}",
        "r/x",
        "r/",
        "/x",
        "D999",
        "D3021",
    ),
    *(
        "[a, [b, [c]]]",
        "{a: {b: {c: d}}}",
        "{text: X}",
        "{id: x, text: X, also: [r, r, t]}",
        "[{a: b}: c]",
        "? [a]\n: b",
    ),
)
WORDS = re.compile(rb"[\w/-]+|[^\s\w]|\s+")


def bases() -> list[bytes]:
    """The sound decks that inputs are made from."""
    whole = re.findall(
        r"```yaml\n(.*?)```", (ROOT / "decks" / "FORMAT.md").read_text(encoding="utf-8"), re.DOTALL
    )[0]
    head, _, roles = whole.partition("roles:\n")
    return [SMALL.encode()] * 6 + [
        whole.encode(),
        (head + "roles:\n" + "\n".join(roles.split("\n")[:12])).encode(),
    ]


def damaged(base: bytes, rng: random.Random) -> bytes:
    """The deck with one to six faults."""
    for _ in range(rng.choice((1, 1, 1, 2, 3, 6))):
        base = rng.choice(WAYS)(base, rng)
    return base


def _bytes(text: bytes, rng: random.Random) -> bytes:
    at, size = rng.randrange(len(text) + 1), rng.choice((0, 1, 1, 4))
    return text[:at] + bytes(rng.randrange(256) for _ in range(rng.choice((0, 1, 1, 3)))) + text[at + size :]


def _char(text: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(text) + 1)
    return (
        text[:at]
        + rng.choice(b" :-[]{},'\"#&*!|>%@`?\n\t\\/~<=ab01").to_bytes(1, "big")
        + text[at + rng.choice((0, 1)) :]
    )


def _hostile(text: bytes, rng: random.Random) -> bytes:
    tokens = [match for match in WORDS.finditer(text) if not match[0].isspace()]
    if not tokens:
        return text
    token = rng.choice(tokens)
    put = rng.choice(HOSTILE).encode("utf-8", "surrogatepass")
    return text[: token.start()] + put + text[token.end() :]


def _exchanged(text: bytes, rng: random.Random) -> bytes:
    tokens = [match for match in WORDS.finditer(text) if not match[0].isspace()]
    if len(tokens) < 2:
        return text
    one, other = sorted(rng.sample(tokens, 2), key=lambda match: match.start())
    return text[: one.start()] + other[0] + text[one.end() : other.start()] + one[0] + text[other.end() :]


def _lines(text: bytes, rng: random.Random) -> bytes:
    lines = text.split(b"\n")
    at, to = rng.randrange(len(lines)), rng.randrange(len(lines))
    way = rng.randrange(5)
    if way == 0:
        del lines[at]
    elif way == 1:
        lines.insert(to, lines[at])
    elif way == 2:
        lines[at], lines[to] = lines[to], lines[at]
    elif way == 3:
        lines[at] = rng.choice((b" ", b"  ", b"    ", b"\t")) + lines[at]
    else:
        lines[at] = lines[at][rng.choice((1, 2, 4)) :]
    return b"\n".join(lines)


def _cut(text: bytes, rng: random.Random) -> bytes:
    return text[: rng.randrange(len(text) + 1)]


def _encoded(text: bytes, rng: random.Random) -> bytes:
    plain = text.decode("utf-8", "replace")
    return rng.choice((plain.encode("utf-16"), plain.encode("utf-8-sig"), plain.encode("latin-1", "replace"),
                       text.replace(b"\n", b"\r\n"), text.replace(b"\n", b"\r")))  # fmt: skip


WAYS = (
    _bytes,
    _char,
    _char,
    _hostile,
    _hostile,
    _hostile,
    _hostile,
    _exchanged,
    _exchanged,
    _lines,
    _lines,
    _lines,
    _cut,
    _encoded,
)


def complaint(text: bytes, thorough: bool) -> str:
    """What is wrong with how an input was taken; empty where all is well."""
    start = time.perf_counter()
    try:
        deck, problems = parse_deck(text, "f.yaml")
        if deck is not None and thorough:
            problems = [*problems, *check(deck)]
            make_cards(deck)
    except Exception:  # noqa: BLE001 - to find every kind is what this is for
        return traceback.format_exc()
    taken = time.perf_counter() - start
    if taken > SLOW:
        return f"took {taken:.1f} s"
    if deck is None and not any(problem.severity is Severity.ERROR for problem in problems):
        return "no deck, and no error that says why"
    last = len(re.split(rb"\r\n|[\n\r]|\xc2\x85|\xe2\x80[\xa8\xa9]", text)) + 1
    for problem in problems:
        if not (1 <= problem.mark.line <= last and problem.mark.column >= 1):
            return f"no such place: {problem}"
        if "\n" in str(problem) or not is_plain(str(problem)):
            return f"not one plain line: {str(problem)!r}"
    return ""


def say(text: str) -> None:
    """Write a line at once, for whoever follows a long run."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def main() -> int:
    """Run; returns the number of inputs that were taken badly, at most 100."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0, help="number of the first input")
    parser.add_argument(
        "--thorough", type=int, default=10, help="every so many inputs are checked and made into cards too"
    )
    options = parser.parse_args()
    decks, found, started = bases(), 0, time.monotonic()
    seen: set[str] = set()
    for number in range(options.seed, options.seed + options.inputs):
        rng = random.Random(number)  # so that each input can be made again from its number
        text = damaged(rng.choice(decks), rng)
        wrong = complaint(text, number % options.thorough == 0)
        if wrong:
            found += 1
            kind = re.sub(r"[\d“”]+", "", wrong.splitlines()[-1])[:60]
            if kind not in seen:
                seen.add(kind)
                say(f"--- input {number}\n{text!r}\n{wrong}")
        done = number - options.seed + 1
        if done % 50_000 == 0:
            say(f"{done} inputs, {found} taken badly, {time.monotonic() - started:.0f} s")
    say(f"{options.inputs} inputs, {found} taken badly, {time.monotonic() - started:.0f} s")
    return min(found, 100)


if __name__ == "__main__":
    raise SystemExit(main())
