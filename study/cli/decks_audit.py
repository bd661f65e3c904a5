"""`study decks audit`: the measured quality of a deck's questions."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from study.cli.context import deck_argument, format_option, opened
from study.cli.exits import Exit
from study.output import json_text, text_width, write

if TYPE_CHECKING:
    from decks.auditing.audit import Audit
    from decks.model import Deck, Difficulty

_MADE = 0.5
"""The part of the work that making the questions is taken for."""
_WHOLE = 1000


@click.command()
@deck_argument
@format_option("text", "json")
@click.option(
    "--difficulty",
    type=click.Choice(["easy", "medium", "hard"]),
    default="medium",
    show_default=True,
    help="How near the roles of wrong options are to the one asked about.",
)
@click.option(
    "--seed",
    type=int,
    default=0,
    show_default=True,
    help="Decides the order of options, and on which questions the solver learns.",
)
@click.option(
    "--worst",
    type=click.IntRange(0, 1000),
    default=10,
    show_default=True,
    metavar="N",
    help="How many of the worst questions to show.",
)
@click.option("--strict", is_flag=True, help="Exit with 1 where a demand is not met.")
def audit(deck: str | None, form: str, difficulty: str, seed: int, worst: int, strict: bool) -> Exit:
    """The measured quality of a deck's questions.

    What could be asked and is not, and why; what a student gets right who knows nothing of the subject and goes by how
    options look; where the right option stands; how long it is; what repeats; and the worst questions, with their lines.

    The JSON has: deck title seed questions by_kind by_basis several verdicts duties dropped true_wrong_options solver cues
    key_places length_ratio repeated nearly_repeated texts closeness worst. A rate in it is right, questions, share, chance,
    low and high, shares from 0 to 1 with 95 % limits.
    """
    from decks.auditing.fields import audit_fields
    from decks.model import Difficulty

    with opened() as study:
        chosen = study.deck(deck) if deck else study.default_deck()
    found = _audited(chosen, Difficulty(difficulty), seed, worst)
    if form == "json":
        write(json_text(audit_fields(found)))
    else:
        from study.cli.audit_text import audit_lines

        for line in audit_lines(found, text_width()):
            write(line)
    return Exit.PROBLEMS if strict and found.failed else Exit.FINE


def _audited(deck: "Deck", difficulty: "Difficulty", seed: int, worst: int) -> "Audit":
    from decks.auditing.audit import WORK
    from decks.auditing.audit import audit as measure
    from decks.questions import make

    with _bar() as reached:
        made = make(deck, difficulty=difficulty, progress=lambda done, of: reached(_MADE * done / max(of, 1)))
        work, done = max(WORK * len(made.questions), 1), 0

        def step(more: int) -> None:
            nonlocal done
            done += more
            reached(_MADE + (1 - _MADE) * done / work)

        found = measure(deck, made, seed, worst, step)
        reached(1.0)
    return found


@contextmanager
def _bar() -> Iterator[Callable[[float], None]]:
    """A bar on a terminal's standard error; what it gives is told of the part that is done, 0–1."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    with click.progressbar(length=_WHOLE, label="Measuring", file=sys.stderr) as bar:
        yield lambda part: bar.update(max(int(part * _WHOLE) - bar.pos, 0))
