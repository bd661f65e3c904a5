"""Pages of HTML from templates: one file each that holds all it needs, without scripts and without anything fetched."""

from functools import lru_cache
from typing import TYPE_CHECKING

from decks.text import plain
from study.reporting import figures, svg

if TYPE_CHECKING:
    from jinja2 import Environment


@lru_cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    found = Environment(
        loader=PackageLoader("study", "reporting"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_harmless,
    )
    found.globals["svg"] = {
        "interval": svg.interval_bar,
        "difference": svg.difference_bar,
        "histogram": svg.histogram,
        "share": svg.share_bar,
        "curve": svg.curve,
    }
    found.filters |= {
        "many": figures.many,
        "percent": figures.percent,
        "number": figures.number,
        "signed": figures.signed,
    }
    return found


def _harmless(value: object) -> object:
    """What a page may hold: no control characters, and no signs that turn the text's direction about."""
    return plain(value) if type(value) is str else value


def page(template: str, **shown: object) -> str:
    """The page that a template of this package makes. Every text is escaped; only pictures of `svg` are not."""
    return _environment().get_template(template).render(**shown).rstrip() + "\n"
