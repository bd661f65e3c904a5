"""Pages from which the report on a deck can be written to a file."""

from textual import work

from decks.model import Deck
from progress.problems import StoreProblem
from study.screens.page import Notice, Page


class ReportedPage(Page):
    """A page on how one stands in a deck."""

    @property
    def reported(self) -> Deck | None:
        """The deck, once it is read."""
        raise NotImplementedError

    @work(exclusive=True, group="report")
    async def action_report(self) -> None:
        """Write the report, and say where it is: a browser would open over the terminal that this runs in, or nowhere."""
        deck, study = self.reported, self.desk.study
        if deck is None:
            return

        def write() -> str:
            from study.reporting.learner_file import write_report

            return str(write_report(study, deck))

        self.query_one(Notice).say("")
        try:
            path = await self.desk.keep(write)
        except StoreProblem as problem:
            self.query_one(Notice).say(str(problem))
        except OSError as error:
            self.query_one(Notice).say(f"The report cannot be written: {error.strerror or error}.")
        else:
            self.app.notify(
                f"{path}\nOpen it in a browser.", title="Report written", timeout=20, markup=False
            )
