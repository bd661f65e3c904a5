"""`study class setup-database`, `add-learner` and others: a school's database, for whoever looks after it."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import quote

import click

from decks.text import one_line
from study.cli.context import F, Told
from study.cli.exits import Exit
from study.output import counted, narrate, write

if TYPE_CHECKING:
    from progress.server.servers import Server

database_option: Callable[[F], F] = click.option(
    "--database",
    metavar="URL",
    envvar="STUDY_DATABASE",
    help="The address of the database, with a login that owns it.  [default: STUDY_DATABASE]",
)


@click.command("setup-database")
@click.argument("database", metavar="[URL]", required=False, envvar="STUDY_DATABASE")
def setup_database(database: str | None) -> None:
    """Prepare a PostgreSQL database for a school.

    URL looks like postgresql+psycopg://NAME:PASSWORD@SERVER/DATABASE, with the login that owns the database and may make
    others; without it, STUDY_DATABASE says. The password may be left out where PGPASSWORD or ~/.pgpass has it.

    Makes the tables, and the rules by which the server keeps learners apart. To be done again after an upgrade of Rolecall,
    before anybody studies with the new one; it changes nothing where all is as it should be.
    """
    with _told(database) as server:
        from progress.server.school import set_up

        done = set_up(server)
        narrate(
            f"{server.name} is set up."
            if done
            else f"{server.name} was set up already; its rules were renewed."
        )
        narrate("Next: study class add-learner NAME --class CLASS")


@click.command("add-learner")
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@click.option("--class", "group", required=True, metavar="CLASS", help="The class they are in.")
@database_option
def add_learner(names: tuple[str, ...], group: str, database: str | None) -> None:
    """Make logins for learners of a class.

    For each NAME, the address with which to study is written: the line that goes into the learner's own environment. A
    learner who is there already changes to the class and keeps the password.
    """
    _add(names, group, database, "add_learner")


@click.command("add-instructor")
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@click.option("--class", "group", required=True, metavar="CLASS", help="A class whose answers they may read.")
@database_option
def add_instructor(names: tuple[str, ...], group: str, database: str | None) -> None:
    """Make logins for those who read a class.

    An instructor reads the answers of every class named so, with `study class report --database`, and changes none.
    """
    _add(names, group, database, "add_instructor")


@click.command("remove-learner")
@click.argument("name", metavar="NAME")
@click.option("--yes", is_flag=True, help="Do not ask.")
@database_option
def remove_learner(name: str, yes: bool, database: str | None) -> None:
    """Remove a learner with all answers, for good.

    The login goes too. Nothing but a backup of the whole database brings them back; to let learners keep what they have
    answered, have them write it first, with `study progress export --all`.
    """
    with _told(database) as server:
        from progress.server import school

        if not yes:
            if not sys.stdin.isatty():
                raise Told("Nothing was changed. Without a terminal to ask on, say --yes.", Exit.USAGE)
            if not click.confirm(f"Remove {one_line(name)} with all answers, for good?", err=True):
                raise Told("Nothing was changed.")
        events, login = school.remove_learner(server, name)
        narrate(f"{one_line(name)} was removed, with {counted(events, 'event')}.")
        if not login:
            narrate("The login is there still, for something else in the server belongs to it.")


def _add(names: tuple[str, ...], group: str, database: str | None, how: str) -> None:
    import secrets

    with _told(database) as server:
        from progress.server import school

        add: Callable[[Server, str, str, str], bool] = getattr(school, how)
        for name in names:
            password = secrets.token_urlsafe(15)
            try:
                made = add(server, name, group, password)
            except ValueError as error:
                raise Told(error, Exit.USAGE) from None
            if made:
                write(f"STUDY_DATABASE={server.address_of(name, quote(password))}")
            else:
                narrate(f"{name} was there already and is in class {group} now; the password stays.")


@contextmanager
def _told(database: str | None) -> "Iterator[Server]":
    from progress.problems import StoreProblem
    from progress.server.servers import Server, need_driver

    if not database:
        raise Told("Name the database, or set STUDY_DATABASE.", Exit.USAGE)
    try:
        server = Server(database)
        need_driver()
        yield server
    except StoreProblem as problem:
        raise Told(problem) from None
