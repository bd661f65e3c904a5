"""The report on a learner as one page of HTML."""

from study.reporting import learner_words as words
from study.reporting.heat import heat_map
from study.reporting.learner_view import LearnerView
from study.reporting.pages import page


def learner_page(view: LearnerView) -> str:
    """The page."""
    report = view.report
    points = [(p.predicted, p.recalled / p.reviews, *p.interval) for p in report.curve.points]
    label = "Predicted against actual recall: " + "; ".join(
        f"{x:.0%} predicted, {words.ranged(y, low, high)} recalled" for x, y, low, high in points
    )
    sections = (*view.summary, *view.details)
    return page(
        "learner.html.jinja",
        view=view,
        heat=heat_map(report.activity.days, report.basis.made),
        points=points,
        curve_label=label,
        ids={section.title: f"part-{number}" for number, section in enumerate(sections, 1)},
    )
