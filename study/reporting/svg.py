"""Small pictures of figures as inline SVG, for the HTML reports.

Every picture says in words what it shows, for whoever does not see it; differs by shape and place, not by colour alone; and takes its
colours from the page, so that it fits light, dark and print. Numbers are formatted here and texts escaped, so that what
comes out is safe to put into a page.
"""

from collections.abc import Sequence

from markupsafe import Markup, escape

_BAR = Markup(
    '<svg class="bar" role="img" viewBox="0 0 {width} 22" width="{width}" height="22" aria-label="{label}">'
    "<title>{label}</title>{body}</svg>"
)


def _drawn(width: int, label: str, body: Sequence[Markup]) -> Markup:
    return _BAR.format(width=width, label=label, body=Markup("").join(body))


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> Markup:
    return Markup('<line class="{}" x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}"/>').format(
        kind, x1, y1, x2, y2
    )


def _place(value: float, low: float, high: float, width: int) -> float:
    share = (value - low) / (high - low) if high > low else 0.0
    return 4 + min(max(share, 0.0), 1.0) * (width - 8)


def interval_bar(
    mean: float, low: float, high: float, label: str, mark: float | None = None, width: int = 180
) -> Markup:
    """A value between 0 and 1 as a dot, with its interval as a line with ends; `mark` is a threshold, as a dashed line."""
    a, b, m = (_place(value, 0.0, 1.0, width) for value in (low, high, mean))
    body = [_line(4, 11, width - 4, 11, "axis")]
    if mark is not None:
        body.append(_line(_place(mark, 0.0, 1.0, width), 2, _place(mark, 0.0, 1.0, width), 20, "mark"))
    body += [
        _line(a, 11, b, 11, "reach"),
        _line(a, 6, a, 16, "end"),
        _line(b, 6, b, 16, "end"),
        Markup('<circle class="dot" cx="{:.1f}" cy="11" r="4.5"/>').format(m),
    ]
    return _drawn(width, label, body)


def difference_bar(change: float, low: float, high: float, label: str, width: int = 180) -> Markup:
    """A difference between −1 and 1 likewise, around a line at nothing; its dot is hollow where the interval holds nothing."""
    a, b, m = (_place(value, -1.0, 1.0, width) for value in (low, high, change))
    clear = low > 0 or high < 0
    body = [
        _line(4, 11, width - 4, 11, "axis"),
        _line(width / 2, 1, width / 2, 21, "mark"),
        _line(a, 11, b, 11, "reach"),
        _line(a, 6, a, 16, "end"),
        _line(b, 6, b, 16, "end"),
        Markup('<circle class="{}" cx="{:.1f}" cy="11" r="4.5"/>').format("dot" if clear else "hollow", m),
    ]
    return _drawn(width, label, body)


def histogram(counts: Sequence[int], label: str, width: int = 130) -> Markup:
    """How many fall into each of several equal parts, as columns; an empty part has a line on the ground."""
    most = max(counts, default=0)
    step = width / max(len(counts), 1)
    body = []
    for place, count in enumerate(counts):
        height = max(18 * count / most, 2.0) if count else 0.6
        body.append(
            Markup(
                '<rect class="{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"><title>{}</title></rect>'
            ).format(
                "column" if count else "none", place * step + 1, 20 - height, step - 2, height, str(count)
            )
        )
    return _drawn(width, label, body)


def share_bar(share: float, label: str, width: int = 80) -> Markup:
    """A share between 0 and 1 as a filled part of a frame."""
    body = [
        Markup('<rect class="frame" x="0.5" y="5.5" width="{}" height="11"/>').format(width - 1),
        Markup('<rect class="column" x="1" y="6" width="{:.1f}" height="10"/>').format(
            min(max(share, 0.0), 1.0) * (width - 2)
        ),
    ]
    return _drawn(width, label, body)


def curve(points: Sequence[tuple[float, float, float, float]], label: str, size: int = 220) -> Markup:
    """Points (x, y, low, high) from 0 to 1 with their intervals, against the diagonal on which x and y are equal."""

    def at(x: float, y: float) -> tuple[float, float]:
        return 24 + x * (size - 32), size - 24 - y * (size - 32)

    body = [_line(*at(0, 0), *at(1, 0), "axis"), _line(*at(0, 0), *at(0, 1), "axis"), _line(*at(0, 0), *at(1, 1), "mark")]  # fmt: skip
    for x, y, low, high in points:
        body.append(_line(*at(x, low), *at(x, high), "reach"))
        cx, cy = at(x, y)
        body.append(Markup('<circle class="dot" cx="{:.1f}" cy="{:.1f}" r="4"/>').format(cx, cy))
    for text, x, y, anchor in (("0", *at(0, -0.08), "middle"), ("100 %", *at(0.95, -0.08), "middle")):
        body.append(
            Markup('<text x="{:.1f}" y="{:.1f}" text-anchor="{}">{}</text>').format(
                x, y + 4, anchor, escape(text)
            )
        )
    return Markup(
        '<svg class="curve" role="img" viewBox="0 0 {0} {0}" width="{0}" height="{0}" aria-label="{1}"><title>{1}</title>{2}</svg>'
    ).format(size, label, Markup("").join(body))
