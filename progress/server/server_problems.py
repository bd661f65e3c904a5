"""What can go wrong with a database server, in words for the learner. No password is ever in them."""

from __future__ import annotations

from progress.problems import StoreProblem

EXAMPLE = "postgresql+psycopg://NAME:PASSWORD@SERVER/DATABASE"


def no_address() -> StoreProblem:
    """What was given is no address; it is not shown, for a password may be anywhere in it."""
    return StoreProblem(
        f"STUDY_DATABASE is not the address of a PostgreSQL database, which looks like {EXAMPLE}."
    )


def no_extra() -> StoreProblem:
    """Psycopg is not there."""
    return StoreProblem(
        "Progress in PostgreSQL needs a part that is not installed: python -m pip install 'rolecall[postgres]'"
    )


def away(name: str, detail: str) -> StoreProblem:
    """Nothing answers there, or it says no."""
    return StoreProblem(f"{name} cannot be reached ({detail}). Check the network, and try again.")


def refused(name: str) -> StoreProblem:
    """It wants another password."""
    return StoreProblem(f"{name} does not accept this name and password. Check STUDY_DATABASE.")


def lost(name: str) -> StoreProblem:
    """It was there a moment ago."""
    return StoreProblem(
        f"The connection to {name} was lost. What was saved before is there; check the network, and try again."
    )


def busy(name: str) -> StoreProblem:
    """Another session of the same learner is writing."""
    return StoreProblem(f"{name} is in use by another program. Close that, and try again.")


def full(name: str) -> StoreProblem:
    """It has no room left."""
    return StoreProblem(
        f"The disk of {name} is full: nothing more can be saved there. Tell whoever looks after it, and try again."
    )


def forbidden(name: str, detail: str) -> StoreProblem:
    """The database's own rules say no."""
    return StoreProblem(f"{name} does not allow this ({detail}). Ask whoever looks after it.")


def unkeepable(name: str, detail: str) -> StoreProblem:
    """A value that PostgreSQL has no room for, such as a text with a zero character."""
    return StoreProblem(f"{name} cannot keep what is to be saved ({detail}).")


def failed(name: str, detail: str) -> StoreProblem:
    """Anything else."""
    return StoreProblem(f"{name} could not do what was asked ({detail}). Try again.")


def damaged(name: str, detail: str) -> StoreProblem:
    """A row that makes no sense."""
    return StoreProblem(f"{name} holds something that cannot be understood ({detail}). It was left as it is.")


def not_set_up(name: str) -> StoreProblem:
    """A database without our tables, or which this login sees nothing of."""
    return StoreProblem(
        f"{name} is not set up for Rolecall, or not for this login. "
        "Whoever looks after it does so with study class setup-database and add-learner."
    )


def older(name: str, version: int, known: int) -> StoreProblem:
    """An earlier version of this program set it up."""
    return StoreProblem(
        f"{name} was set up by an older Rolecall (format {version}; this one needs {known}). "
        "Whoever looks after it brings it up to date with study class setup-database."
    )


def newer(name: str, version: int, known: int) -> StoreProblem:
    """A later version of this program set it up."""
    return StoreProblem(
        f"{name} was set up by a newer Rolecall (format {version}; this one knows {known}). "
        "It was left as it is: upgrade Rolecall to open it."
    )


def no_learner(name: str) -> StoreProblem:
    """A login that the rules do not bind to rows of its own."""
    return StoreProblem(
        f"{name} is not a learner's login, so progress cannot be kept apart from others' with it. "
        "study class add-learner makes one."
    )


def no_instructor(name: str) -> StoreProblem:
    """A login that may not read a class."""
    return StoreProblem(
        f"{name} is not an instructor's login, which reads a class. study class add-instructor makes one."
    )


def not_here(name: str, instead: str) -> StoreProblem:
    """A command about a file, where progress is in a server."""
    return StoreProblem(f"Your progress is kept in a database server ({name}), not in a file. {instead}")
