"""The report on a class as one page of HTML."""

from study.reporting.class_rows import ClassView
from study.reporting.class_text import common_sentence, whole_figures
from study.reporting.pages import page


def class_page(view: ClassView) -> str:
    """The page."""
    return page("class.html.jinja", view=view, whole=whole_figures(view), common=common_sentence(view))
