"""The report on a learner as a file, for who asks for it within the app."""

from pathlib import Path
from typing import TYPE_CHECKING

from progress.files import beside

if TYPE_CHECKING:
    from decks.model import Deck
    from study.core import Study

FOLDER = "reports"
"""Where it is put, in the study home."""


def write_report(study: "Study", deck: "Deck") -> Path:
    """Write a deck's report as a page of HTML; one of the same day gives way to it. Raises OSError or StoreProblem."""
    from study.reporting.learner_page import learner_page
    from study.reporting.learner_report import learner_report
    from study.reporting.learner_view import learner_view

    report = learner_report(study, deck)
    folder = study.locations.home / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{deck.id}-{report.basis.made}.html"
    with beside(path) as draft:
        draft.write_text(learner_page(learner_view(report)), encoding="utf-8")
    return path
