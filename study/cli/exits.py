"""What the process tells its caller."""

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes."""

    FINE = 0
    """All went well."""
    PROBLEMS = 1
    """Problems were found, or something could not be read or kept."""
    USAGE = 2
    """The command was not understood, or names what does not exist."""
    INTERRUPTED = 130
    """Ctrl+C, as shells count it."""
    READER_GONE = 141
    """The reader of standard output has left, as shells count it."""
