"""Which folder is shared with the learner's other devices: one line in a file of the study home."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from progress.locations import Locations

FILE = "sync.toml"
_TOLD = "# The folder that your devices share; it is read and written when you begin and when you stop.\n"


class BadSetting(Exception):
    """The file cannot be understood; the message says so."""


def shared_folder(places: Locations) -> Path | None:
    """The folder that is kept in step on its own; None where none is.

    Raises BadSetting.
    """
    file = places.home / FILE
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise BadSetting(f"{file} cannot be read ({error}).") from error
    import tomllib  # costs some milliseconds, and few have the file

    try:
        folder = tomllib.loads(text).get("folder")
    except tomllib.TOMLDecodeError as error:
        raise BadSetting(f"{file} is no TOML: {error}.") from error
    if not isinstance(folder, str) or not folder:
        raise BadSetting(f'{file} names no folder; it should hold a line such as: folder = "~/Sync/rolecall"')
    return Path(folder).expanduser()


def share(places: Locations, folder: Path | None) -> Path:
    """Have that folder kept in step from now on, or none; the file that says so. Raises OSError."""
    from progress.files import beside

    file = places.home / FILE
    if folder is None:
        file.unlink(missing_ok=True)
        return file
    file.parent.mkdir(parents=True, exist_ok=True)
    with beside(file) as draft:
        draft.write_text(f"{_TOLD}folder = {json.dumps(os.fspath(folder.resolve()))}\n", encoding="utf-8")
    return file
