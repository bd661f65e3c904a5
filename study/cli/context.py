"""What commands have in common: the composition root they work on, their options, and how its errors are told."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

import click

from study.cli.exits import Exit
from study.output import narrate

if TYPE_CHECKING:
    from pathlib import Path

    from study.core import Study

F = TypeVar("F", bound=Callable[..., object])


class Told(click.ClickException):
    """An error whose sentence is all that its reader needs."""

    def __init__(self, sentence: object, code: Exit = Exit.PROBLEMS) -> None:
        super().__init__(str(sentence))
        self.code = code


def own_file(study: "Study", instead: str) -> "Path":
    """The learner's database where it is a file; where it is on a server, the command says what to do `instead`."""
    if study.locations.address:
        from progress.server.server_problems import not_here
        from progress.server.servers import Server

        raise not_here(Server(study.locations.address).name, instead)
    return study.locations.database


@contextmanager
def opened() -> Iterator["Study"]:
    """The composition root, closed at the end; what goes wrong with decks or storage is told in one sentence."""
    import os

    from decks.library import DeckNotFound
    from progress.problems import StoreProblem
    from study.core import DeckBroken, NoQuestions
    from study.making import make_study

    study = make_study(os.environ)
    for problem in study.settings.problems:
        narrate(problem)
    study.making = _making
    try:
        yield study
    except DeckNotFound as error:
        raise Told(error, Exit.USAGE) from None
    except (DeckBroken, NoQuestions, StoreProblem) as error:
        raise Told(error) from None
    finally:
        study.close()
        for followed in study.followed.values():
            narrate(followed.sentence())


@contextmanager
def _making() -> Iterator[Callable[[int, int], None]]:
    """A bar while the questions of a large deck are made, which has to be done once; none where nobody would see it."""
    from study.cli.bar import progress_bar

    with progress_bar("Making the questions of this deck, once") as report:
        yield report


def format_option(*formats: str) -> Callable[[F], F]:
    """The `--format` option; the first format is what is written without it."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help="How to write it.",
    )


deck_argument = click.argument("deck", required=False, metavar="[DECK]")
"""The deck to work on; the first one of the library where it is left out."""
