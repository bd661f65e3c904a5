"""`study progress merge`: what was answered on another device, taken in."""

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from decks.text import one_line
from study.cli.context import Told, opened
from study.cli.exchanging import know_decks
from study.cli.exits import Exit
from study.output import counted, narrate

if TYPE_CHECKING:
    from progress.devices.merging import Plan


@click.command()
@click.argument("others", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="OTHER...")
@click.option("--mine", is_flag=True, help="The answers are yours, from another device; do not ask.")
@click.option("--dry-run", is_flag=True, help="Only say what would be added.")
def merge(others: tuple[Path, ...], mine: bool, dry_run: bool) -> Exit:
    """Take in the answers of other devices.

    OTHER is a database (progress.db, or a backup), which is only read, or a file that `study progress export --all` wrote.
    It makes no difference which device merges which, in what order and how often: all come to the same. A card that was
    rated on two devices counts as rated twice, in the order of time.
    """
    from progress.devices import merging

    complaints: list[str] = []
    with opened() as study, ExitStack() as stack:
        sources = [
            stack.enter_context(merging.source_of(other, study.random, complaints)) for other in others
        ]
        plan = merging.plan(study.store, sources, complaints)
        for complaint in complaints:
            narrate(one_line(complaint))
        if dry_run:
            _tell("Would add", plan)
            if plan.strangers:
                narrate(f"{_whose(plan)} You would be asked whether they are yours.")
            return Exit.PROBLEMS if complaints else Exit.FINE
        if plan.strangers and not mine:
            _ask(plan)
        merging.merge(
            study.store,
            sources,
            study.now(),
            adopt=plan.strangers,
            database=None if study.locations.address else study.locations.database,
        )
        know_decks(study, (card.partition(":")[0] for card in study.store.memories()))
    _tell("Added", plan)
    return Exit.PROBLEMS if complaints else Exit.FINE


def _ask(plan: "Plan") -> None:
    if not sys.stdin.isatty():
        raise Told(f"{_whose(plan)} Nothing was merged. If they are yours, say --mine.", Exit.USAGE)
    narrate(_whose(plan))
    if not click.confirm("Are these your own answers, given on another device?", err=True):
        raise Told("Nothing was merged.")


def _whose(plan: "Plan") -> str:
    names = ", ".join(
        f"{one_line(learner)[:8]} ({count})" for learner, count in plan.strangers.most_common(5)
    )
    total = plan.strangers.total()
    return f"{counted(total, 'answer')} {'belongs' if total == 1 else 'belong'} to another learner: {names}."


def _tell(done: str, plan: "Plan") -> None:
    for device, count in sorted(plan.new.items()):
        narrate(f"{done} {counted(count, 'event')} of {_device(device)}")
    total = plan.new.total()
    narrate(f"{done} {counted(total, 'event')} in all, {plan.known} known already")


def _device(device: str) -> str:
    return f"device {one_line(device)[:8]}" if device else "an unnamed device"
