"""`study progress`: the learner's own data, where it lies, out and in again, and kept safe."""

import click

from study.cli.lazy import LazyGroup

COMMANDS = {
    "where": "study.cli.progress_where:where",
    "export": "study.cli.progress_export:export",
    "import": "study.cli.progress_import:import_answers",
    "import-anki": "study.cli.progress_import_anki:import_anki",
    "merge": "study.cli.progress_merge:merge",
    "sync": "study.cli.progress_sync:sync",
    "backup": "study.cli.progress_backup:backup",
    "backups": "study.cli.progress_backups:backups",
    "restore": "study.cli.progress_restore:restore",
    "check": "study.cli.progress_check:check",
    "rebuild": "study.cli.progress_rebuild:rebuild",
    "salvage": "study.cli.progress_salvage:salvage",
    "fit": "study.cli.progress_fit:fit",
    "simulate": "study.cli.progress_simulate:simulate",
}
"""Every command of this group, with the place of its code."""


@click.group(cls=LazyGroup, commands_at=COMMANDS)
def progress() -> None:
    """What you know: where it is, out and in again, and kept safe."""
