"""A page of text that is longer than the screen."""

from textual.containers import VerticalScroll

from study.screens.page import Page


class ScrollingPage(Page):
    """Scrolls what can be scrolled on it."""

    @property
    def scrolled(self) -> VerticalScroll:
        """What that is: all that there is, but where a page says otherwise."""
        return self.query_one(VerticalScroll)

    def action_up(self) -> None:
        """Up a line."""
        self.scrolled.scroll_relative(y=-1, animate=False)

    def action_down(self) -> None:
        """Down a line."""
        self.scrolled.scroll_relative(y=1, animate=False)

    def action_page_up(self) -> None:
        """Up a page."""
        self.scrolled.scroll_page_up(animate=False)

    def action_page_down(self) -> None:
        """Down a page."""
        self.scrolled.scroll_page_down(animate=False)
