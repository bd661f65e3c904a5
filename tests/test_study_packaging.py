"""The wheel: what is not Python is in it, and what is installed from it works without the source tree."""

import os
import subprocess
import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROGRAM = "import study, sys; print(study.__file__); from study.main import main; sys.exit(main())"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as pip builds it from the source tree, with the build tool at hand where there is one."""
    folder = tmp_path_factory.mktemp("wheel")
    offline = ["--no-build-isolation"] if find_spec("hatchling") else []
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", *offline, "-w", str(folder), str(ROOT)],
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    return built


def shipped(*patterns: str) -> set[str]:
    return {
        path.relative_to(ROOT).as_posix()
        for package in ("study", "decks", "progress")
        for pattern in patterns
        for path in (ROOT / package).rglob(pattern)
    }


def test_the_wheel_holds_all_code_decks_styles_and_the_format(wheel: Path):
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = shipped("*.py", "*.tcss", "*.jinja", "*.yaml", "*.schema.json", "FORMAT.md")
    assert {"decks/bundled/medical-imaging.yaml", "decks/FORMAT.md", "study/main.py"} <= wanted
    assert wanted <= names
    assert not {name for name in names if name.startswith("tests/") or "__pycache__" in name}


def test_the_wheel_names_the_command_and_the_licence(wheel: Path):
    with zipfile.ZipFile(wheel) as archive:
        info = next(name.partition("/")[0] for name in archive.namelist() if ".dist-info/" in name)
        assert "study = study.main:main" in archive.read(f"{info}/entry_points.txt").decode()
        assert "MIT License" in archive.read(f"{info}/licenses/LICENSE").decode()


def test_installed_from_the_wheel_the_bundled_deck_loads(wheel: Path, tmp_path: Path):
    site = tmp_path / "site"
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "install",
            "-q",
            "--no-deps",
            "--no-index",
            "--target",
            str(site),
            str(wheel),
        ],
        check=True,
        capture_output=True,
    )
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "decks", "list"],
        env={**os.environ, "PYTHONPATH": str(site), "STUDY_HOME": str(tmp_path / "home")},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    place, _, listing = done.stdout.partition("\n")
    assert Path(place).is_relative_to(site)
    assert "medical-imaging" in listing
