"""What each command loads: quick commands stay clear of what is slow to import, package roots load nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHOW_MODULES = """
import sys
try:
    {run}
except SystemExit:
    pass
print(*sorted(sys.modules), file=sys.stderr)
"""
HEAVY = {"textual", "rich", "sqlmodel", "sqlalchemy", "pydantic", "fsrs", "yaml"}


def modules_after(run: str, home: Path, *arguments: str) -> set[str]:
    """Names of the modules that a fresh interpreter holds after running the code with these arguments."""
    done = subprocess.run(
        [sys.executable, "-c", SHOW_MODULES.format(run=run), *arguments],
        env={**os.environ, "STUDY_HOME": str(home), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
        cwd=home,
    )
    return set(done.stderr.split())


MAIN = "from study.main import main; main()"


@pytest.mark.parametrize(
    "arguments",
    [
        ("--version",),
        ("due",),
        ("due", "--format", "json"),
        ("--help",),
        ("review", "--help"),
        ("decks", "--help"),
    ],
)
def test_quick_commands_load_nothing_heavy(tmp_path: Path, arguments: tuple[str, ...]):
    loaded = modules_after(MAIN, tmp_path, *arguments)
    assert "study.main" in loaded
    assert not loaded & HEAVY


@pytest.mark.parametrize("arguments", [("--version",), ("due",)])
def test_version_and_due_do_without_click_and_metadata(tmp_path: Path, arguments: tuple[str, ...]):
    loaded = modules_after(MAIN, tmp_path, *arguments)
    assert not loaded & {"click", "importlib.metadata", "platformdirs", "inspect", "dataclasses", "json"}


@pytest.mark.parametrize("package", ["study", "decks", "progress", "study.cli", "study.plain"])
def test_package_roots_import_nothing(tmp_path: Path, package: str):
    before = modules_after("pass", tmp_path)
    parents = {package, package.partition(".")[0]}
    assert modules_after(f"import {package}", tmp_path) - before <= parents


@pytest.mark.parametrize("package", ["study", "decks", "progress"])
def test_package_roots_are_empty(package: str):
    assert (ROOT / package / "__init__.py").read_text() == ""


def test_listing_decks_needs_no_database_and_no_app(tmp_path: Path):
    loaded = modules_after(MAIN, tmp_path, "decks", "list")
    assert "yaml" in loaded
    assert not loaded & {"textual", "sqlmodel"}
