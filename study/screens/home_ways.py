"""Where the keys of Home lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from study.screens.going import (
    ToBrowse,
    ToLearn,
    ToPlan,
    ToProblems,
    ToReview,
    ToSettings,
    ToSetup,
    ToStatistics,
    ToWeak,
)
from study.screens.page import Page

if TYPE_CHECKING:
    from decks.library import Loaded


class WaysFromHome(Page):
    """What can be done with the chosen deck on other pages."""

    @property
    def _chosen(self) -> Loaded | None:
        """The chosen deck."""
        raise NotImplementedError

    @property
    def _topic(self) -> str:
        """The chosen topic, or nothing."""
        raise NotImplementedError

    def action_review(self) -> None:
        """Review the chosen deck."""
        if (chosen := self._chosen) and chosen.deck:
            self.post_message(ToReview(chosen.deck.id, self._topic))

    def action_learn(self) -> None:
        """Meet the chosen deck's new cards."""
        if (chosen := self._chosen) and chosen.deck:
            self.post_message(ToLearn(chosen.deck.id))

    def action_settings(self) -> None:
        """Change settings."""
        self.post_message(ToSettings())

    def action_quiz(self) -> None:
        """Set up a quiz on the chosen deck."""
        if (chosen := self._chosen) and chosen.deck:
            self.post_message(ToSetup(chosen.deck.id))

    def action_weak(self) -> None:
        """Rank the chosen deck's topics."""
        if (chosen := self._chosen) and chosen.deck:
            self.post_message(ToWeak(chosen.deck.id))

    def action_plan(self) -> None:
        """Plan for the chosen deck's exam."""
        if (chosen := self._chosen) and chosen.deck:
            self.post_message(ToPlan(chosen.deck.id))

    def action_browse(self) -> None:
        """Look through the chosen deck."""
        if (chosen := self._chosen) and chosen.deck:
            topic = self._topic
            self.post_message(ToBrowse(chosen.deck.id, f"topic:{topic} " if topic else ""))

    def action_statistics(self) -> None:
        """See how learning goes in the chosen deck."""
        if (chosen := self._chosen) and chosen.deck:
            self.post_message(ToStatistics(chosen.deck.id))

    def action_problems(self) -> None:
        """Read what is wrong with the chosen deck."""
        if (chosen := self._chosen) and chosen.problems:
            self.post_message(ToProblems(chosen))
