"""Problems as GitHub Actions' workflow commands, which it shows beside the changed lines."""

from pathlib import Path, PurePath

from decks.problems import Problem, Severity
from decks.text import one_line

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}


def github_line(problem: Problem, titles: dict[str, str], folder: Path) -> str:
    """The command for one problem; `titles` by code, and the path from `folder`, where the run's checkout is."""
    mark = problem.mark
    properties = {
        "file": relative(mark.path, folder),
        "line": str(mark.line),
        "col": str(mark.column),
        "title": f"{problem.code}: {titles.get(problem.code, problem.what)}",
    }
    given = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[problem.severity]} {given}::{_data(f'{problem.what}; {problem.advice}.')}"


def relative(path: str, folder: Path) -> str:
    """A path from a folder, with “/”, where the file lies in it; else as it is."""
    pure = PurePath(path)
    if pure.is_absolute() and pure.is_relative_to(folder):
        pure = pure.relative_to(folder)
    return pure.as_posix()


def _data(text: str) -> str:
    """A message with what would end it, or be taken for an escape, escaped."""
    return one_line(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """The value of a property, in which colons and commas are escaped as well."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
