"""Where things are kept."""

import subprocess
import sys
from pathlib import Path

from progress.locations import locate


def test_study_home_holds_everything():
    places = locate({"STUDY_HOME": "/somewhere"})
    assert (places.home, places.database) == (Path("/somewhere"), Path("/somewhere/progress.db"))
    assert (places.decks, places.log) == (Path("/somewhere/decks"), Path("/somewhere/rolecall.log"))
    assert places.cache == Path("/somewhere/cache")


def test_without_it_the_platforms_own_folder_does():
    assert locate({}).home.name == "rolecall"
    assert locate({}).cache != locate({}).home / "cache"
    assert locate({"STUDY_HOME": ""}) == locate({})


def test_study_home_saves_loading_platformdirs(tmp_path):
    code = "import sys; from progress.locations import locate; locate({'STUDY_HOME': 'x'}); print('platformdirs' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        == "False\n"
    )


def test_study_database_names_another_file_or_a_server(tmp_path):
    places = locate({"STUDY_HOME": str(tmp_path), "STUDY_DATABASE": "/else/where.db"})
    assert (places.database, places.address, places.has_progress) == (Path("/else/where.db"), "", False)
    url = "postgresql+psycopg://anna:sesame@x/y"
    places = locate({"STUDY_HOME": str(tmp_path), "STUDY_DATABASE": url})
    assert (places.database, places.address, places.has_progress) == (tmp_path / "progress.db", url, True)
    assert "sesame" not in repr(places)
