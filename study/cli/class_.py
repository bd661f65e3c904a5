"""`study class`: what an instructor learns from the answers of a class."""

import click

from study.cli.lazy import LazyGroup

COMMANDS = {
    "report": "study.cli.class_report:report",
    "setup-database": "study.cli.class_database:setup_database",
    "add-learner": "study.cli.class_database:add_learner",
    "add-instructor": "study.cli.class_database:add_instructor",
    "remove-learner": "study.cli.class_database:remove_learner",
}
"""Every command of this group, with the place of its code."""


@click.group("class", cls=LazyGroup, commands_at=COMMANDS)
def class_() -> None:
    """A whole class: which topics are weak, who needs help, and which questions are at fault."""
