"""The plan for an exam in words, the same in the app and line by line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from study.output import counted

if TYPE_CHECKING:
    from progress.scheduling.exam_plan import Pace
    from study.exam_plan import ExamPlan, Mark, Way

NO_EXAM = "No exam is set for this deck."


def day(when: date) -> str:
    """A day as people write it."""
    return f"{when:%A}, {when.day} {when:%B} {when.year}"


def short_day(when: date) -> str:
    """The same in brief."""
    return f"{when.day} {when:%b}"


def away(days: int) -> str:
    """In how many days something is."""
    if days < 0:
        return f"{counted(-days, 'day')} ago"
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")


def head(plan: ExamPlan) -> str:
    """When it is."""
    by = "as you have set it" if plan.own else "as the deck says"
    return f"Exam on {day(plan.exam)}, {away((plan.exam - plan.today).days)}, {by}."


def row(steps: Pace, limit: int) -> str:
    """The plan in a line, for Home: what a day asks for. Empty where there is nothing to plan."""
    if not steps.unmet:
        return f"every card is met; review until the day, in {counted(steps.days, 'day')}"
    text = f"{steps.new_per_day} new a day until {short_day(steps.last_new)}"
    return f"{text}; your limit is {limit}" if limit < steps.new_per_day else f"{text} meet every card"


def rows(plan: ExamPlan) -> list[tuple[str, str]]:
    """What to expect on the day, each way with its mark."""
    found = [("As things stand", _mark(plan.now))]
    if plan.stopping is not None:
        found.append(("If you stop now", _mark(plan.stopping)))
    if plan.going_on is not None:
        found.append((f"At your limit, {plan.limit} new a day", _way(plan.going_on)))
    if plan.keeping_pace is not None and plan.pace is not None and plan.pace.new_per_day != plan.limit:
        found.append((f"By the plan, {plan.pace.new_per_day} new a day", _way(plan.keeping_pace)))
    return found


def sentences(plan: ExamPlan) -> Iterator[str]:
    """What to do until then."""
    steps = plan.pace
    if steps is None:
        when = "is today" if plan.exam == plan.today else "is over"
        yield f"The exam {when}, so there is nothing left to plan; give its next day when you know it."
        return
    if plan.going_on is None:
        yield "It is too far away to say what leads to which mark."
    else:
        yield from _reaching(plan)
    yield f"{plan.met} of {counted(plan.cards, 'card')} are met."
    if steps.unmet:
        a_day = counted(steps.new_per_day, "new card")
        rest = (
            f", and review only on the last {counted(steps.reserve, 'day')}"
            if steps.reserve > 1
            else ", and only review on the last day"
            if steps.reserve
            else ""
        )
        yield f"Plan: {a_day} a day until {day(steps.last_new)}{rest}."
        if plan.limit < steps.new_per_day:
            yield f"Your limit is {plan.limit} new a day: some cards would not be met."
    else:
        yield "Plan: review what is due each day; no card is new any more."
    yield "Whatever you leave out is shared among the days that remain: the plan is made anew each time."
    yield "No card is put off beyond the day before the exam."


def assumptions(plan: ExamPlan) -> Iterator[str]:
    """What a forecast takes for granted."""
    if plan.by_cards:
        yield (
            "These marks go by your cards alone: of most topics of the exam you have answered nothing yet. "
            "A quiz tells more."
        )
    times = "your own times" if plan.timed else "the times that are usual, for yours are not known yet"
    memory = "fitted to your answers" if plan.fitted else "that of people in general"
    yield (
        f"Imagined day by day: you learn on every day, with {times}; forgetting is {memory}; the exam asks what the cards "
        "ask; what you know beside them stays as it is. The range holds the mark of one exam with 80 % certainty, "
        "if all that is so."
    )


def _reaching(plan: ExamPlan) -> Iterator[str]:
    who = {"learner": "you want", "deck": "the deck needs to pass"}.get(plan.wanted_by, "pass most exams")
    if plan.least is None:
        yield f"The {plan.wanted} % that {who} cannot be expected by then, whatever the time a day."
    elif plan.least.minutes < 1:
        yield f"The {plan.wanted} % that {who} can be expected without another answer."
    else:
        yield f"With about {_minutes(plan.least.minutes)} a day you reach the {plan.wanted} % that {who}."


def _mark(mark: Mark) -> str:
    return f"{mark.mean * 100:.0f} % ({mark.low * 100:.0f} to {mark.high * 100:.0f} %)"


def _way(way: Way) -> str:
    return f"{_mark(way.mark)}, about {_minutes(way.minutes)} a day"


def _minutes(minutes: float) -> str:
    return counted(max(1, round(minutes)), "minute")
