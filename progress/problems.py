"""What can go wrong with the place where progress is kept, in words for the learner.

Shared by the store and the quick look, and light, because the quick look is.
"""

from __future__ import annotations


class StoreProblem(Exception):
    """Progress cannot be read or saved. `str()` is one sentence or two for the learner: what, where, what to do."""


class Outdated(StoreProblem):
    """An earlier version of this program wrote it, and only the store can bring it up to date."""


def damaged(path: object, detail: str) -> StoreProblem:
    """The file is a progress file no more."""
    from progress.safety.backups import way_out  # wanted only now

    way = way_out(str(path)) or (
        "study progress salvage recovers what can still be read. Or move it away to start afresh."
    )
    return StoreProblem(f"{path} is damaged ({detail}). It was left as it is: {way}")


def not_ours(path: object) -> StoreProblem:
    """The file never was one."""
    from progress.safety.backups import way_out

    way = way_out(str(path)) or "move it away, or set STUDY_HOME to another folder."
    return StoreProblem(f"{path} is not a progress file of Rolecall. It was left as it is: {way}")


def newer(path: object, version: int, known: int) -> StoreProblem:
    """A later version of this program wrote it."""
    return StoreProblem(
        f"{path} was written by a newer Rolecall (format {version}; this one knows {known}). "
        "It was left as it is: upgrade Rolecall to open it."
    )


def is_folder(path: object) -> StoreProblem:
    """Something else has its name."""
    return StoreProblem(f"{path} is a folder where the progress file should be. Move it away.")


def no_folder(folder: object, reason: str) -> StoreProblem:
    """The folder around it cannot be made."""
    return StoreProblem(
        f"The folder {folder} cannot be made ({reason}). Set STUDY_HOME to a folder that you may write to."
    )


def unreadable(path: object, reason: str) -> StoreProblem:
    """The system does not let us at it."""
    return StoreProblem(
        f"{path} cannot be opened ({reason}). Check the permissions of the file and its folder."
    )


def unwritable(path: object) -> StoreProblem:
    """The system lets us read only."""
    return StoreProblem(f"{path} cannot be written to. Check the permissions of the file and its folder.")


def other_learner(path: object, kept: str, asked: str) -> StoreProblem:
    """The file belongs to somebody else."""
    return StoreProblem(
        f"{path} holds the progress of learner {kept}, not of {asked}. Use another STUDY_HOME."
    )


def from_sqlite(path: object, error: BaseException) -> StoreProblem:
    """What an error of SQLite means for the learner."""
    name = str(getattr(error, "sqlite_errorname", ""))
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return StoreProblem(f"{path} is in use by another program. Close that, and try again.")
    if name == "SQLITE_FULL":
        return StoreProblem(
            f"The disk is full: nothing more can be saved in {path}. Free some space, and try again."
        )
    if name.startswith("SQLITE_READONLY"):
        return unwritable(path)
    if name.startswith(("SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")):
        return unreadable(path, str(error))
    if name.startswith("SQLITE_IOERR"):
        return StoreProblem(f"{path} cannot be read or written ({error}). Check the disk, and try again.")
    if name == "SQLITE_NOTADB":
        return not_ours(path)
    return damaged(path, str(error))
