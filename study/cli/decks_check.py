"""`study decks check`: every problem of decks in one pass, for people, editors and build servers."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from decks.text import one_line
from study.cli.context import Told, format_option, opened
from study.cli.exits import Exit
from study.output import counted, json_line, json_text, narrate, text_width, wrapped, write

if TYPE_CHECKING:
    from decks.library import Loaded
    from decks.problems import Problem
    from study.core import Study

_LARGE = 400_000
"""Bytes of deck files from which on checking takes long enough for a progress bar."""


def _explain(value: str) -> Exit:
    """Say what a code means; no deck is looked at."""
    from decks.checking.codes import all_codes
    from decks.reading.fields import nearest
    from study.checking.explaining import explanation

    codes = all_codes()
    code = codes.get(value.strip().upper())
    if code is None:
        advice = nearest(value.upper(), list(codes)) or f"the codes go from {min(codes)} to {max(codes)}"
        raise Told(f"There is no code “{one_line(value)}”; {advice}.", Exit.USAGE)
    for line in explanation(code, text_width()):
        write(line)
    return Exit.FINE


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@format_option("text", "json", "jsonl", "github", "sarif")
@click.option("--strict", is_flag=True, help="Exit with 1 on warnings too.")
@click.option(
    "--explain",
    metavar="CODE",
    help="Say what a code such as D301 means, with an example, and exit.",
)
def check(paths: tuple[str, ...], form: str, strict: bool, explain: str | None) -> Exit:
    """Check deck files, folders of decks, or decks by name: each problem with its place and what to do.

    Without PATH, all decks of your own. Exits with 1 where there are errors, and with 2 where PATH is no deck.
    """
    if explain is not None:
        return _explain(explain)
    with opened() as study:
        decks = _to_check(study, paths)
        with _progress(decks) as step:
            problems = [problem for path, shown in decks for problem in _problems_of(path, shown, step)]
    _FORMS[form](problems)
    counts = Counter(problem.severity.value for problem in problems)
    found = ", ".join(counted(counts[name], name) for name in ("error", "warning", "hint"))
    narrate(f"{found} in {counted(len(decks), 'deck')}")
    if problems and form == "text":
        narrate(f"What a code means: study decks check --explain {problems[0].code}")
    return Exit.PROBLEMS if counts["error"] or (strict and counts["warning"]) else Exit.FINE


def _to_check(study: "Study", names: Sequence[str]) -> list[tuple[Path, str]]:
    """The decks that are meant, each with what to call it in messages."""
    from decks.library import SUFFIXES, Library
    from decks.reading.files import MAIN_FILE

    if not names:
        own = [path for path, bundled in Library([study.locations.decks]).files() if not bundled]
        if not own:
            folder = one_line(str(study.locations.decks))
            raise Told(
                f"There are no decks of your own in {folder}; name a file or a deck to check.", Exit.USAGE
            )
        return [(path, str(path)) for path in own]
    found: list[tuple[Path, str]] = []
    for name in names:
        path = Path(name)
        if path.is_dir() and not (path / MAIN_FILE).is_file():
            inside = [each for each, bundled in Library([path]).files() if not bundled]
            if not inside:
                raise Told(f"There are no deck files in the folder {one_line(name)}.", Exit.USAGE)
            found += ((each, str(each)) for each in inside)
        elif path.suffix.lower() in SUFFIXES or path.exists():
            found.append((path, name))
        else:
            loaded: Loaded = Library([study.locations.decks]).load(name)
            found.append((loaded.path, str(loaded.path)))
    return found


def _problems_of(path: Path, shown: str, step: Callable[[int], None]) -> "list[Problem]":
    from decks.checking.checks import STEPS
    from decks.checking.checks import check as check_deck
    from decks.reading.files import read_deck

    deck, problems = read_deck(path, shown, nameless=True)
    step(1)
    if deck is None:
        step(STEPS)
        return problems
    return check_deck(deck, problems, lambda: step(1))


@contextmanager
def _progress(decks: Sequence[tuple[Path, str]]) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal's standard error while much is checked; else nothing is shown."""
    from decks.checking.checks import STEPS

    if not sys.stderr.isatty() or sum(map(_size, (path for path, _ in decks))) < _LARGE:
        yield lambda _: None
        return
    with click.progressbar(length=len(decks) * (STEPS + 1), label="Checking", file=sys.stderr) as bar:
        yield bar.update


def _size(path: Path) -> int:
    """Bytes of a deck's file, or of the files of a deck's folder; none where they cannot be had."""
    try:
        return sum(each.stat().st_size for each in (path.iterdir() if path.is_dir() else (path,)))
    except OSError:
        return 0


def _as_text(problems: "Sequence[Problem]") -> None:
    from study.checking.excerpts import Excerpts

    excerpts, width = Excerpts(problems), text_width()
    for problem in problems:
        write(wrapped(str(problem), None)[0])
        for line in excerpts.of(problem, width):
            write(line)


def _as_json(problems: "Sequence[Problem]") -> None:
    from study.cli.records import problem_fields

    write(json_text(list(map(problem_fields, problems))))


def _as_jsonl(problems: "Sequence[Problem]") -> None:
    from study.cli.records import problem_fields

    for problem in problems:
        write(json_line(problem_fields(problem)))


def _as_github(problems: "Sequence[Problem]") -> None:
    from decks.checking.codes import all_codes
    from study.checking.github import github_line

    titles = {code.code: code.title for code in all_codes().values()}
    for problem in problems:
        write(github_line(problem, titles, Path.cwd()))


def _as_sarif(problems: "Sequence[Problem]") -> None:
    from decks.checking.codes import all_codes
    from study.checking.sarif import sarif_log
    from study.version import VERSION

    write(json_text(sarif_log(problems, all_codes(), Path.cwd(), VERSION)))


_FORMS: "dict[str, Callable[[Sequence[Problem]], None]]" = {
    "text": _as_text,
    "json": _as_json,
    "jsonl": _as_jsonl,
    "github": _as_github,
    "sarif": _as_sarif,
}
