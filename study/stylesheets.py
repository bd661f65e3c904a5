"""Stylesheets that are parsed once for each theme.

Textual parses all of them anew whenever the theme changes or a screen comes with one of its own, and keeps no more than 64
of what it has parsed: with more than that, a widget of a kind that was not there before has all of them parsed, too.
"""

from collections.abc import Callable, Iterator
from typing import Any

from textual.cache import LRUCache
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.css.types import CSSLocation

_SOURCES = 512
"""More than there are stylesheets and kinds of widgets."""
_Parsed = LRUCache[tuple[Any, ...], list[RuleSet]]


class KeptStylesheet(Stylesheet):
    """Knows all that it has parsed, for each theme there was."""

    def __init__(self, variables: dict[str, str], grown: Callable[[], object] = lambda: None) -> None:
        """`grown` is called whenever there is something new to parse."""
        super().__init__(variables=variables)
        self._grown = grown
        self._parsed: dict[frozenset[tuple[str, str]], _Parsed] = {}
        self._parse_cache = self._known(variables)

    def _known(self, variables: dict[str, str]) -> _Parsed:
        return self._parsed.setdefault(frozenset(variables.items()), LRUCache(_SOURCES))

    def add_source(
        self,
        css: str,
        read_from: CSSLocation | None = None,
        is_default_css: bool = False,
        tie_breaker: int = 0,
        scope: str = "",
    ) -> None:
        """Have the styles of one more kind of widgets, where they are not there yet."""
        before = len(self.source)
        super().add_source(css, read_from, is_default_css, tie_breaker, scope)
        if len(self.source) > before:
            self._grown()

    def set_variables(self, variables: dict[str, str]) -> None:
        """Have other values of the variables."""
        self._parse_cache = LRUCache(1)  # which Textual empties
        super().set_variables(variables)
        self._parse_cache = self._known(variables)

    def reparse(self) -> None:
        """Parse what is not known yet; where something is wrong with it, all stays as it was."""
        self.parse()

    def parse_ahead(self, variables: dict[str, str]) -> Iterator[None]:
        """Parse all there is for other values of the variables, some milliseconds of work in each step."""
        other = KeptStylesheet(variables)
        other._parse_cache = known = self._known(variables)
        for read_from, (css, is_defaults, tie_breaker, scope) in list(self.source.items()):
            before = len(known)
            other._parse_rules(css, read_from, is_defaults, tie_breaker, scope)
            if len(known) > before:
                yield
