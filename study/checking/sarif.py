"""Problems as SARIF 2.1.0, the OASIS format that code hosts and editors take findings in."""

from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath
from urllib.parse import quote

from decks.checking.codes import Code
from decks.problems import Problem, Severity
from study.checking.github import relative
from study.output import Fields

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}


def sarif_log(problems: Iterable[Problem], codes: Mapping[str, Code], folder: Path, version: str) -> Fields:
    """One run of the checks as a SARIF log; files in `folder` by their paths from it."""
    found = list(problems)
    used = sorted({problem.code for problem in found})
    driver: Fields = {
        "name": "rolecall",
        "version": version,
        "semanticVersion": version,
        "rules": [_rule(codes[code]) for code in used],
    }
    run: Fields = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, used.index(problem.code), folder) for problem in found],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: Code) -> Fields:
    return {
        "id": code.code,
        "shortDescription": {"text": code.title},
        "fullDescription": {"text": code.why},
        "defaultConfiguration": {"level": _LEVELS[code.severity]},
    }


def _result(problem: Problem, rule: int, folder: Path) -> Fields:
    place: Fields = {
        "artifactLocation": {"uri": _uri(problem.mark.path, folder)},
        "region": {"startLine": problem.mark.line, "startColumn": problem.mark.column},
    }
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": _LEVELS[problem.severity],
        "message": {"text": f"{problem.what}; {problem.advice}."},
        "locations": [{"physicalLocation": place}],
    }


def _uri(path: str, folder: Path) -> str:
    """A path as a reference: relative where the file lies in the folder or was named so, else an absolute file URI."""
    name = relative(path, folder)
    if PurePath(name).is_absolute():
        return "file://" + quote(name.encode("utf-8", "surrogateescape"))
    return quote(name.encode("utf-8", "surrogateescape"))
