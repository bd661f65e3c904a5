"""Stylesheets: parsed once for each theme, ahead of being wanted, and the same for all that."""

import time
from pathlib import Path
from typing import Any, TypeVar

import pytest
from conftest import PATIENCE, Staged
from textual.css.stylesheet import Stylesheet, StylesheetParseError
from textual.screen import Screen

import study.styled
from study.styled import Styled
from study.stylesheets import KeptStylesheet
from study.themes import LIGHT

S = TypeVar("S", bound=Stylesheet)
DAY = {"ink": "#102030"}
NIGHT = {"ink": "#d0e0f0"}


def filled(stylesheet: S, kinds: int = 3) -> S:
    """It, with the styles of so many kinds of widgets."""
    for number in range(kinds):
        stylesheet.add_source(f"Kind{number} {{ color: $ink; width: {number}; }}", ("", f"Kind{number}"))
    return stylesheet


def test_a_theme_that_one_comes_back_to_is_not_parsed_again() -> None:
    kept = filled(KeptStylesheet(dict(DAY)), 200)
    first = list(kept.rules)
    kept.set_variables(dict(NIGHT))
    kept.reparse()
    assert not {id(rule) for rule in kept.rules} & {id(rule) for rule in first}
    kept.set_variables(dict(DAY))
    kept.reparse()
    assert [id(rule) for rule in kept.rules] == [id(rule) for rule in first]


@pytest.mark.parametrize("variables", [DAY, NIGHT])
def test_what_is_kept_is_what_textual_would_have_parsed(variables: dict[str, str]) -> None:
    kept, plain = filled(KeptStylesheet(dict(DAY))), filled(Stylesheet(variables=dict(DAY)))
    for each in (kept, plain):
        each.parse()
        each.set_variables(dict(variables))
        each.reparse()
    assert kept.css == plain.css
    assert ("#102030" if variables is DAY else "#D0E0F0").lower() in kept.css.lower()


def test_what_is_parsed_ahead_changes_nothing_until_it_is_wanted() -> None:
    kept = filled(KeptStylesheet(dict(DAY)))
    before = list(kept.rules)
    assert len(list(kept.parse_ahead(dict(NIGHT)))) == 3, "a step for each source"
    assert list(kept.parse_ahead(dict(NIGHT))) == [], "and none for what is known"
    assert kept.rules == before
    kept.set_variables(dict(NIGHT))
    kept.reparse()
    assert "d0e0f0" in kept.css.lower()


def test_a_stylesheet_with_a_fault_leaves_the_others_as_they_were() -> None:
    kept = filled(KeptStylesheet(dict(DAY)))
    before = list(kept.rules)
    kept.add_source("Kind9 { colour: red; }", ("", "Kind9"))
    with pytest.raises(StylesheetParseError):
        kept.reparse()
    assert kept._rules == before


def test_one_is_told_of_new_kinds_only() -> None:
    told: list[None] = []
    kept = KeptStylesheet(dict(DAY), lambda: told.append(None))
    filled(filled(kept))
    assert len(told) == 3


def rules(screen: Screen[Any]) -> list[str]:
    """How all that is on a screen is styled."""
    return [node.styles.css for node in screen.walk_children(with_self=True)]


async def test_the_screens_below_follow_a_change_of_the_theme(staged: Staged) -> None:
    async with staged() as s:
        await s.sees("A kitchen brigade", "20 new")
        below = s.app.screen
        dark = rules(below)
        await s.press("t")
        await s.pilot.pause()
        light = rules(below)
        assert light != dark
        await s.press("b")
        await s.sees("found")
        await s.press("t")
        end = time.monotonic() + PATIENCE
        while below.styles.background.brightness > 0.2:
            assert time.monotonic() < end
            await s.pilot.pause()
        assert rules(below) == dark
        await s.press("t", "escape")
        await s.sees("A kitchen brigade", "20 new")
        assert s.app.screen is below
        assert rules(below) == light, "without a moment in which it is as it was"


async def test_screens_and_the_other_theme_are_read_while_one_looks_at_the_first(
    staged: Staged, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Styled, "AHEAD_AFTER", 0.01)
    paths = list(Path(study.styled.__file__).parent.glob("screens/*.tcss"))
    async with staged() as s:
        end = time.monotonic() + PATIENCE
        while s.app._ahead is not None:
            assert time.monotonic() < end
            await s.pilot.pause()
        assert all(s.app.stylesheet.has_source(str(path)) for path in paths)
        other = s.app.get_theme(LIGHT.name).to_color_system().generate()
        variables = {**s.app.get_theme_variable_defaults(), **other, **LIGHT.variables}
        assert list(s.app.stylesheet.parse_ahead(variables)) == []
        await s.press("t")
        await s.pilot.pause()
        assert s.app.get_css_variables() == variables, "the very theme that is turned to"
