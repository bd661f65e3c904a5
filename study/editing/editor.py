"""The learner's own text editor: which one it is, how it takes a line, and running it to its end."""

import os
import shlex
import signal
import subprocess
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path, PurePath, PureWindowsPath
from shutil import which

from decks.model import Mark
from decks.text import one_line

FALLBACKS = ("nano", "vi")
"""What is tried where neither VISUAL nor EDITOR is set."""
_GOTO = ("code", "code-insiders", "codium", "vscodium", "code-oss", "cursor", "windsurf")
"""Visual Studio Code and its relatives."""
_COLON = ("hx", "helix")
"""Take `FILE:LINE:COLUMN` and wait by themselves."""
_COLON_WAITING = {"subl": ("--wait", "-w"), "sublime_text": ("--wait", "-w"), "zed": ("--wait", "-w")}
"""Take `FILE:LINE` and have to be told to wait."""
_FORKING = {"gvim": ("-f", "--nofork"), "mvim": ("-f", "--nofork"), "gedit": ("--wait", "-w")}
"""Take `+LINE FILE` and have to be told to wait."""


class EditorProblem(Exception):
    """No editor could be run, or it failed; the message is one sentence."""


def find_editor(environ: Mapping[str, str], find: Callable[[str], str | None] = which) -> list[str]:
    """The command of the editor with its own arguments: VISUAL, else EDITOR, else nano or vi.

    Args:
        environ: the environment.
        find: says where a program is, or None.

    Raises:
        EditorProblem: none is set and none of the usual ones is there, or what is set is not.
    """
    name = next((each for each in ("VISUAL", "EDITOR") if environ.get(each, "").strip()), None)
    if name is None:
        found = next((each for each in FALLBACKS if find(each)), None)
        if found is None:
            raise EditorProblem("No editor is set; set the variable EDITOR to the name of yours.")
        return [found]
    said = environ[name].strip()
    try:
        command = shlex.split(said, posix=os.name != "nt")
    except ValueError:
        command = []
    if not command:
        raise EditorProblem(f"{name} is “{one_line(said)}”, which is no command; set it to an editor.")
    if find(command[0]) is None:
        raise EditorProblem(
            f"{name} names “{one_line(command[0])}”, which is not there; set it to an editor."
        )
    return command


def arguments(editor: list[str], file: Path, line: int, column: int = 1) -> list[str]:
    """The whole command that opens a file at a line and ends when the editing does.

    Args:
        editor: the editor with its own arguments.
        file: the absolute path of the file.
        line: counted from 1.
        column: counted from 1, for the editors that can be told it with the line.
    """
    name = (PureWindowsPath(editor[0]) if os.name == "nt" else PurePath(editor[0])).name.lower()
    name = name.removesuffix(".exe").removesuffix(".cmd")
    place = f"{file}:{line}:{column}"
    if name in _GOTO:
        return [*editor, *_missing(editor, ("--wait", "-w")), "--goto", place]
    if name in _COLON:
        return [*editor, place]
    if name in _COLON_WAITING:
        where = place if name == "zed" else f"{file}:{line}"
        return [*editor, *_missing(editor, _COLON_WAITING[name]), where]
    if name in _FORKING:
        return [*editor, *_missing(editor, _FORKING[name]), f"+{line}", str(file)]
    return [*editor, f"+{line}", str(file)]


def _missing(editor: list[str], same: tuple[str, ...]) -> list[str]:
    """The first of options that mean the same, unless one of them is given already."""
    return [] if set(same) & set(editor[1:]) else [same[0]]


def edit(
    mark: Mark, environ: Mapping[str, str], suspended: Callable[[], AbstractContextManager[None]]
) -> None:
    """Have the learner edit the file of a mark, at its line; returns when the editor has ended.

    Args:
        mark: the place to go to; a relative path is one from the folder in which the program was started.
        environ: the environment.
        suspended: leaves the terminal to the editor while its block runs.

    Raises:
        EditorProblem: there is no editor, or it failed. Whether the file has been changed is not known then.
    """
    file = Path(mark.path).absolute()
    if not file.is_file():
        raise EditorProblem(f"{one_line(str(file))} is not there any more.")
    editor = find_editor(environ)
    name = one_line(editor[0])
    with suspended():
        ended = _run(arguments(editor, file, mark.line, mark.column))
    if isinstance(ended, str):
        raise EditorProblem(f"The editor “{name}” cannot be run: {one_line(ended)}.")
    if ended < 0:
        raise EditorProblem(f"The editor “{name}” was ended by signal {-ended}.")
    if ended:
        raise EditorProblem(f"The editor “{name}” ended with status {ended}.")


def _run(command: list[str]) -> int | str:
    """The status with which a command ends, or why it cannot be run; raises nothing, for the terminal is lent out."""
    # Ctrl+C reaches every program of the terminal: it is to end an editor that waits, not the app behind it. A handler,
    # unlike SIG_IGN, is not passed on to the editor.
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        return subprocess.run(command, check=False).returncode  # noqa: S603 - the learner's own choice
    except (OSError, ValueError) as error:
        return getattr(error, "strerror", None) or str(error)
    finally:
        signal.signal(signal.SIGINT, before)
