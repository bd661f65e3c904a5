"""The `study` command with its groups, and the one place where its errors become sentences and exit codes."""

import click

from study.cli.context import Told
from study.cli.exits import Exit
from study.cli.lazy import LazyGroup
from study.output import ReaderGone, narrate, speak_any_encoding
from study.version import VERSION

COMMANDS = {
    "due": "study.cli.due:due",
    "review": "study.cli.learn:review",
    "learn": "study.cli.learning:learn",
    "quiz": "study.cli.learn:quiz",
    "weak": "study.cli.weak:weak",
    "plan": "study.cli.plan:plan",
    "report": "study.cli.report:report",
    "browse": "study.cli.browse:browse",
    "stats": "study.cli.stats:stats",
    "serve": "study.cli.serve:serve",
    "decks": "study.cli.decks:decks",
    "progress": "study.cli.progress:progress",
    "class": "study.cli.class_:class_",
}
"""Every command of the first level, with the place of its code."""


@click.group(
    cls=LazyGroup,
    commands_at=COMMANDS,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(VERSION, message="rolecall %(version)s")
@click.pass_context
def root(ctx: click.Context) -> int:
    """Flashcards and quizzes on what roles are and do.

    Without a command, the app opens. DECK is a deck's name as `study decks list` shows it, or the path of a YAML file.
    """
    if ctx.invoked_subcommand is None:
        from study.cli.app import check_terminal, open_app
        from study.cli.context import opened
        from study.start import Start

        check_terminal("study review --plain")
        with opened() as study:
            return open_app(study, Start())
    return Exit.FINE


def run(arguments: list[str]) -> int:
    """Run a command line; returns its exit code."""
    speak_any_encoding()
    try:
        result = root.main(arguments, prog_name="study", standalone_mode=False)
    except click.UsageError as error:
        if error.ctx is not None:
            narrate(error.ctx.get_usage())
        narrate(f"Error: {error.format_message()}")
        return Exit.USAGE
    except Told as error:
        narrate(f"Error: {error.format_message()}")
        return error.code
    except click.Abort:
        narrate("")  # the shell's prompt goes on a line of its own
        return Exit.INTERRUPTED
    except ReaderGone:
        return Exit.READER_GONE
    return result if isinstance(result, int) else Exit.FINE
