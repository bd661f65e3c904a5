"""The learner's settings: a TOML file to write by hand or from the app, in which a mistake costs one setting and no more.

What may stand in it is in `allowed`; how the app looks and is handled, which the first paint waits for, is read by `choices`.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from progress.scheduling.preferences import Preferences

OTHERS: tuple[str, ...] = ("app", "keys")
"""Keys (tables, for the most) that other parts of the program look after."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the file says."""

    preferences: Preferences = field(default_factory=Preferences)
    problems: tuple[str, ...] = ()
    """A sentence for each mistake: file, line, key, and what to write. The usual value holds instead."""


def read_settings(path: Path, others: Collection[str] = ()) -> Settings:
    """The settings in the file at `path`; the usual ones where there is none. Never raises for what is in it.

    `others` are keys that are read elsewhere.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        reason = error.strerror or str(error)
        return Settings(problems=(f"{path} cannot be read ({reason}); the usual settings hold.",))
    except UnicodeDecodeError:
        return Settings(
            problems=(f"{path} is not UTF-8; the usual settings hold until it is saved as such.",)
        )
    from study.settings.reading import Reading  # only where there is a file

    return Reading(path, text).settings(others)
