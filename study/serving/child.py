"""The program as one browser's tab has it: started by the server, told by it what is typed, and ended with it."""

import os
import sys

from textual import events

from study.app import RolecallApp
from study.making import make_study
from study.start import Start


class ServedApp(RolecallApp):
    """The app, as long as the server that started it is there."""

    CSS_PATH = ["../app.tcss", "../screens/home.tcss"]  # noqa: RUF012 - as it is where it is inherited from
    LOOK_AFTER = 2.0
    """Seconds between two looks at whether it is."""

    def on_mount(self) -> None:
        """Remember who the server is."""
        server = os.getppid()
        self.set_interval(self.LOOK_AFTER, lambda: self._end_without(server))

    def on_app_blur(self, event: events.AppBlur) -> None:
        """Keep the keys where they are: the page does not always say that it has them again."""
        event.prevent_default()

    def _end_without(self, server: int) -> None:
        if os.getppid() != server:  # it was killed, and nobody would ever end this process
            self.exit()


def main() -> int:
    """Run until the tab is closed, or the learner quits; returns the exit status."""
    from progress.locations import locate
    from study.settings.choices import FILE, read_choices

    app = ServedApp(lambda: make_study(os.environ), Start(), read_choices(locate(os.environ).home / FILE))
    app.run()
    return app.return_code or 0


if __name__ == "__main__":
    sys.exit(main())
