"""`study progress fit`: the parameters of the memory model, learned from the learner's own answers."""

from collections.abc import Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from study.cli.bar import progress_bar
from study.cli.context import Told, deck_argument, format_option, opened
from study.output import counted, json_text, narrate, write

if TYPE_CHECKING:
    from progress.fitting.histories import History
    from progress.fitting.weighing import Weighed
    from study.core import Study

_KEY, FILE = "parameters", "settings.toml"
_NEEDED = ("numpy", "scipy")


@click.command()
@deck_argument
@click.option(
    "--keep/--dry-run", default=True, help="Go by them from now on if they are better, or only tell."
)
@click.option(
    "--defaults", is_flag=True, help="Go back to the parameters that hold for everybody, and fit nothing."
)
@format_option("text", "json")
def fit(deck: str | None, keep: bool, defaults: bool, form: str) -> None:
    """Learn how you forget from your own answers.

    The memory model has 21 parameters; those that it comes with hold for people in general. Here they are fitted to your
    reviews, and both are judged by reviews that were held out. Yours are kept, for all decks, where they predict better by
    more than a standard error; then all memories are worked out anew. They go into the log of answers, and with it to your
    other devices. The days that cards were put to stay; only where the log does not say them, as for reviews from elsewhere,
    are they worked out anew too. With DECK only its reviews are looked at, and nothing is kept. The fitting takes packages
    of its own: rolecall[fit].
    """
    if defaults and (deck or not keep):
        raise click.UsageError("--defaults goes alone.")
    keep = keep and deck is None
    with opened() as study:
        if defaults:
            _back(study)
            return
        from study.cli.fit_text import fields, lines

        if not all(map(find_spec, _NEEDED)):
            raise Told("To fit, install what that takes: python -m pip install 'rolecall[fit]'.")
        found = _weighed(_histories(study, study.deck(deck).id if deck else None))
        keeps = keep and found.better
        own = study.scheduler.is_own
        if form == "text":
            for line in lines(found, keep=keep, own=own):
                write(line)
        if keeps:
            _use(study, found.parameters)
        if form == "json":
            write(json_text(fields(found, kept=keeps)))


def _histories(study: "Study", deck: str | None) -> "Sequence[History]":
    from progress.fitting.histories import histories_of

    if not study.locations.has_progress:
        return []
    return histories_of(study.store.reviews(deck))


def _weighed(histories: "Sequence[History]") -> "Weighed":
    from progress.fitting.weighing import ENOUGH, TooFew, weigh

    try:
        with progress_bar("Fitting") as report:
            return weigh(histories, report)
    except TooFew as few:
        raise Told(
            f"To learn from, it takes {ENOUGH} reviews of cards on a later day than the one before; "
            f"so far there {'is' if few.answers == 1 else 'are'} {few.answers}."
        ) from None


def _back(study: "Study") -> None:
    if study.scheduler.is_own:
        _use(study, ())
    else:
        narrate("The parameters that hold for everybody are in use already.")


def _use(study: "Study", parameters: Sequence[float]) -> None:
    """Write them down, and work the memories out anew; if that is broken off, opening the database does it."""
    from progress.fitting.keeping import keep
    from progress.scheduling.scheduler import Scheduler

    file = study.locations.home / FILE
    named = bool(study.settings.preferences.parameters)
    if named:
        _take_out(file)
        study.close()
        chosen = replace(study.settings.preferences, parameters=())
        study.scheduler = Scheduler(preferences=chosen, days=study.days)
    at = study.now()
    keep(study.store, parameters, at, study.days.day_of(at))
    what = "Your own parameters" if parameters else "The parameters that hold for everybody"
    narrate(f"{what} are in use from now on, on every device that shares your answers.")
    if named:
        narrate(f"Those that stood in {file} were taken out of it.")
    narrate(f"What is remembered of {counted(len(study.store.memories()), 'card')} was worked out anew.")


def _take_out(file: Path) -> None:
    """The parameters that settings name hold on this device before any other."""
    from study.settings.writing import SettingRefused, change_setting

    try:
        change_setting(file, _KEY, None)
    except SettingRefused as refused:
        raise Told(f"{refused} Nothing was changed.") from None
