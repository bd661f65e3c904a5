"""The plan for an exam in words, the same in the app and line by line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from study.output import counted

if TYPE_CHECKING:
    from progress.scheduling.exam_belief import Mark
    from progress.scheduling.exam_plan import Pace
    from study.insights.exam_plan import ExamPlan, Way

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
        return f"review for {counted(steps.days, 'day')}; every card is met"
    text = f"{steps.new_per_day} new a day until {short_day(steps.last_new)}"
    return f"{text}; your limit is {limit}" if limit < steps.new_per_day else f"{text} meet every card"


def brief_row(steps: Pace) -> str:
    """The same where there is room for the days alone."""
    if not steps.unmet:
        return f"review for {counted(steps.days, 'day')}"
    return f"{steps.new_per_day} new a day to {short_day(steps.last_new)}"


def rows(plan: ExamPlan) -> list[tuple[str, str]]:
    """What to expect on the day, each way with its mark."""
    found = [("As things stand", _mark(plan.now))]
    if plan.stopping is not None:
        found.append(("If you stop now", _mark(plan.stopping)))
    unmet = plan.pace.unmet if plan.pace else 0
    if plan.going_on is not None:
        label = f"At your limit, {plan.limit} new a day" if unmet else "If you review what is due"
        found.append((label, _way(plan.going_on)))
    if plan.keeping_pace is not None and unmet and plan.keeping_pace.new_per_day != plan.limit:
        found.append((f"By the plan, {plan.keeping_pace.new_per_day} new a day", _way(plan.keeping_pace)))
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
    yield (
        "No card is put off beyond the day before the exam; what had been comes sooner, as far as your limit of reviews a "
        "day allows."
    )


def assumptions(plan: ExamPlan) -> Iterator[str]:
    """What a mark means, and what a forecast takes for granted."""
    from progress.scheduling.exam_belief import QUESTIONS

    yield (
        f"A mark here is the share that you answer right, of {QUESTIONS} questions on what this deck asks and without options to "
        "choose from. Of ten such exams, about eight end within the range; two do better or worse."
    )
    later = plan.going_on
    yield (
        f"If each question shows {plan.options} options, as in a quiz here, expect more: {_mark(plan.now_choosing)} as things "
        f"stand{f', {_mark(later.choosing)} if you go on at your limit' if later else ''}."
    )
    if plan.by_cards:
        yield (
            "Few questions have been answered yet, so what you know beside your cards is taken to be what is usual. "
            "A quiz tells more."
        )
    if later is None:
        return
    times = "your own times" if plan.timed else "the times that are usual, for yours are not known yet"
    memory = "fitted to your answers" if plan.fitted else "as people in general forget"
    days = round(10 * (1 - plan.missed))
    yield (
        f"The days until then are imagined one by one: {times}; {memory}, corrected by how your own reviews went; study on "
        f"{'every day' if days == 10 else f'{days} of 10 days'}. Minutes are those of a day with study. The more you have "
        "answered, the narrower the range."
    )


def _reaching(plan: ExamPlan) -> Iterator[str]:
    who = {"learner": "you want", "deck": "the deck needs to pass"}.get(plan.wanted_by, "pass most exams")
    way = plan.least
    if way is None:
        yield f"The {plan.wanted} % that {who} cannot be expected by then, whatever the time a day."
    elif not way.minutes:
        yield f"The {plan.wanted} % that {who} can be expected without another answer."
    else:
        new = counted(way.new_per_day, "new card") if way.new_per_day else "no new card"
        yield (
            f"With about {_minutes(way.minutes)} a day and {new} you can expect to reach the {plan.wanted} % that {who}: "
            f"{_mark(way.mark)}."
        )


def _mark(mark: Mark) -> str:
    return f"{mark.mean * 100:.0f} % ({mark.low * 100:.0f} to {mark.high * 100:.0f} %)"


def _way(way: Way) -> str:
    return f"{_mark(way.mark)}, about {_minutes(way.minutes)} a day"


def _minutes(minutes: float) -> str:
    return counted(max(1, round(minutes)), "minute")
