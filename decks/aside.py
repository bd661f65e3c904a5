"""Putting files out of the way without losing them."""

from pathlib import Path


def set_aside(path: Path) -> Path:
    """Rename a file, link or folder to a name beside it that decks are not looked for under; returns the new path.

    Raises:
        OSError: it cannot be renamed.
    """
    kept, number = path.with_name(f".{path.name}.old"), 1
    while kept.exists() or kept.is_symlink():
        number += 1
        kept = path.with_name(f".{path.name}.old-{number}")
    return path.rename(kept)
