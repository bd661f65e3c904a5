"""A statistic drawn in characters: bars, or points joined by a line, told apart by their signs and not by colour alone."""

from textual.color import Color
from textual.content import Content
from textual_plotext import PlotextPlot

from study.statistics.view import Series, View

_SIGNS = ("●", "x")
_LINES = ("·", "-")
_COLOURS = ("primary", "accent")
_LABELS = 7
"""So many labels fit below a plot."""


class Plot(PlotextPlot, can_focus=False):
    """Draws one view at a time."""

    DEFAULT_CSS = "Plot { height: 1fr; min-height: 8; }"

    _view: View | None = None

    def on_mount(self) -> None:
        """Another theme has other colours."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self._redraw())

    def _redraw(self) -> None:
        if self._view is not None:
            self.draw(self._view)

    def draw(self, view: View) -> None:
        """Draw another view."""
        self._view = view
        plt = self.plt
        plt.clear_figure()
        for number, series in enumerate(view.series):
            self._draw(series, view, number % len(_SIGNS))
        known = [value for series in view.series for value in series.values if value is not None]
        if view.per_cent:
            low = max(0, int(min(known, default=0) - 5) // 25 * 25)
            plt.ylim(low, 100)
            ticks = list(range(low, 101, 25))
            plt.yticks([float(tick) for tick in ticks], [f"{tick}%" for tick in ticks])
        else:
            most = max(1, *known) if known else 1
            step = max(1, round(most / 4))
            plt.ylim(0, most)
            plt.yticks(
                [float(at) for at in range(0, int(most) + 1, step)],
                [str(at) for at in range(0, int(most) + 1, step)],
            )
        places = range(0, len(view.labels), max(1, -(-len(view.labels) // _LABELS)))
        plt.xticks([float(place) for place in places], [view.labels[place] for place in places])
        self.refresh()

    def _draw(self, series: Series, view: View, number: int) -> None:
        known = [(place, value) for place, value in enumerate(series.values) if value is not None]
        if not known:
            return
        places, values = [place for place, _ in known], [value for _, value in known]
        colour = Color.parse(self.app.theme_variables[_COLOURS[number]]).rgb
        if view.line:
            self.plt.plot(places, values, marker=_LINES[number], color=colour)
            self.plt.scatter(places, values, marker=_SIGNS[number], color=colour)
        else:
            self.plt.bar(places, values, marker="█", width=0.6, color=colour)


def legend(view: View) -> Content:
    """Which sign stands for what, where there are several; beside the plot, for in it points would lie below it."""
    drawn = [
        (number % len(_SIGNS), series.name)
        for number, series in enumerate(view.series)
        if any(value is not None for value in series.values)
    ]
    if len(drawn) < 2 or not view.line:
        return Content("")
    return Content("   ").join(
        Content.assemble((f"{_SIGNS[number]} ", f"bold ${_COLOURS[number]}"), name) for number, name in drawn
    )
