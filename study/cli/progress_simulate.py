"""`study progress simulate`: what a desired retention costs, and what it gives."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from random import Random
from typing import TYPE_CHECKING

import click

from study.cli.context import deck_argument, format_option, opened
from study.output import Fields, counted, json_text, text_width, wrapped, write

if TYPE_CHECKING:
    from decks.model import Deck
    from progress.scheduling.habits import Habits
    from progress.scheduling.simulating import Outcome, Plan
    from study.core import Study

_RETENTIONS = (0.85, 0.9, 0.95)
_WIDTH = 80
_BAR = "#"


@dataclass(frozen=True, slots=True)
class _Found:
    """All that is told."""

    title: str
    deck: str
    cards: int
    met: int
    known: float
    own: float
    """The desired retention that is in use."""
    fitted: bool
    plan: "Plan"
    habits: "Habits"
    outcomes: "Sequence[Outcome]"


@click.command()
@deck_argument
@click.option("--days", type=click.IntRange(1, 3650), default=365, show_default=True, help="How far ahead.")
@click.option(
    "--minutes",
    type=click.FloatRange(0, 1440, min_open=True),
    help="What you have a day at most; as long as it takes without it.",
)
@click.option("--new", type=click.IntRange(0, 9999), help="New cards a day, instead of your limit.")
@click.option("--seed", type=int, default=1, show_default=True, help="Another seed, other luck.")
@format_option("text", "json")
def simulate(
    deck: str | None, days: int, minutes: float | None, new: int | None, seed: int, form: str
) -> None:
    """What a desired retention costs and gives.

    Imagines how you go on with a deck at several of them: what each costs in minutes a day, and how many cards you can expect to know at the end: from where you stand now, from
    how you rate and how long you take, and from how you forget (see `study progress fit`).
    """
    with opened() as study:
        chosen = study.deck(deck) if deck else study.default_deck()
        found = _imagined(study, chosen, days, minutes, new, seed)
    if form == "json":
        write(json_text(_fields(found)))
        return
    for line in _lines(found):
        write(line)


def _imagined(
    study: "Study", deck: "Deck", days: int, minutes: float | None, new: int | None, seed: int
) -> _Found:
    from progress.fitting.histories import histories_of
    from progress.scheduling.formulas import Formulas
    from progress.scheduling.habits import Habits, habits_of
    from progress.scheduling.simulating import Plan, known_now
    from progress.scheduling.simulating import simulate as imagine

    study.catch_up(deck)
    marks, known = study.marks(deck), study.memories(deck)
    ids = [card.id for card in study.cards(deck)]
    ids = [name for name in ids if name not in marks or not marks[name].suspended]
    memories = [known[name] for name in ids if name in known]
    preferences = study.settings.preferences
    plan = Plan(
        days=days,
        new_per_day=preferences.new_limit(deck.id) if new is None else new,
        reviews_per_day=preferences.review_limit(deck.id),
        maximum_interval=preferences.maximum_interval,
        minutes=minutes,
    )
    # Somebody's speed shows in all that they answered, whatever the deck.
    habits = Habits()
    if study.locations.has_progress:
        habits = habits_of(histories_of(study.store.reviews()))
    formulas = Formulas(study.scheduler.parameters)
    today = study.days.day_of(study.now())
    own = preferences.retention(deck.id)
    return _Found(
        title=deck.title,
        deck=deck.id,
        cards=len(ids),
        met=len(memories),
        known=known_now(memories, today, formulas),
        own=own,
        fitted=study.scheduler.is_own,
        plan=plan,
        habits=habits,
        outcomes=[
            imagine(
                memories,
                len(ids) - len(memories),
                retention,
                plan,
                habits,
                formulas,
                today,
                Random(seed),  # noqa: S311
            )
            for retention in sorted({*_RETENTIONS, own})
        ],
    )


def _fields(found: _Found) -> Fields:
    return {
        "deck": found.deck,
        "cards": found.cards,
        "met": found.met,
        "known": round(found.known, 2),
        "desired_retention": found.own,
        "fitted": found.fitted,
        **asdict(found.plan),
        "seconds_new": [round(seconds, 2) for seconds in found.habits.new_s],
        "seconds_review": [round(seconds, 2) for seconds in found.habits.review_s],
        "timed": found.habits.timed,
        "outcomes": [
            {
                "desired_retention": each.retention,
                "minutes_a_day": round(each.minutes, 3),
                "course": [round(minutes, 3) for minutes in each.course],
                "known": round(each.known, 2),
                "learned": each.learned,
                "introduced": each.introduced,
                "reviews": each.reviews,
                "recalled": round(each.recalled, 4),
                "overdue": each.waiting,
            }
            for each in found.outcomes
        ],
    }


def _lines(found: _Found) -> Iterator[str]:
    width = text_width()
    plan = found.plan
    yield from wrapped(
        f"{found.title}: {counted(found.cards, 'card')}, {found.met} met, about {found.known:.0f} known today.",
        width,
    )
    at_most = "" if plan.minutes is None else f", {plan.minutes:g} minutes"
    yield from wrapped(
        f"Imagined: {counted(plan.days, 'day')}, each with at most {counted(round(plan.new_per_day), 'new card')} and "
        f"{counted(round(plan.reviews_per_day), 'review')}{at_most}.",
        width,
    )
    yield ""
    yield from _bars(found, width or _WIDTH)
    yield ""
    yield from _course(found)
    yield ""
    for sentence in _sentences(found):
        yield from wrapped(sentence, width)


def _bars(found: _Found, width: int) -> Iterator[str]:
    room = max((min(width, _WIDTH) - 38) // 2, 4)
    dearest = max(each.minutes for each in found.outcomes)
    yield f"Retention  {'Minutes a day':{room + 8}}  Known at the end, of {found.cards}"
    for each in found.outcomes:
        minutes = _bar(each.minutes, dearest, room)
        known = _bar(each.known, found.cards, room)
        yield f"{_name(each, found)}  {each.minutes:7.1f} {minutes:{room}}  {each.known:7.0f} {known}".rstrip()


def _bar(value: float, most: float, room: int) -> str:
    return _BAR * round(room * value / most) if most else ""


def _name(outcome: "Outcome", found: _Found) -> str:
    mark = "*" if outcome.retention == found.own else " "
    return f"{f'{outcome.retention:.0%}'.rjust(8)}{mark}"


def _course(found: _Found) -> Iterator[str]:
    parts = len(found.outcomes[0].course)
    each_has = found.plan.days / parts
    length = "a day" if each_has == 1 else f"about {counted(round(each_has), 'day')}"
    yield f"Minutes a day as time goes on, each column {length}:"
    for outcome in found.outcomes:
        yield f"{_name(outcome, found)} " + "".join(f"{minutes:5.0f}" for minutes in outcome.course)


def _sentences(found: _Found) -> Iterator[str]:
    least, most = found.outcomes[0], found.outcomes[-1]
    minutes, known = most.minutes - least.minutes, most.known - least.known
    yield "* is your desired retention now."
    yield (
        f"{most.retention:.0%} rather than {least.retention:.0%} costs {abs(minutes):.1f} minutes a day "
        f"{'more' if minutes >= 0 else 'less'}, and you know {abs(known):.0f} cards "
        f"{'more' if known >= 0 else 'fewer'} at the end."
    )
    for outcome in found.outcomes:
        if outcome.waiting:
            yield (
                f"At {outcome.retention:.0%} there is more to review than you allow: "
                f"{counted(outcome.waiting, 'card')} would be overdue at the end."
            )
    habits = found.habits
    if habits.timed:
        yield f"Times are medians of your own, over {habits.timed:,} times that you took a card on a day."
    else:
        yield "Times are guesses: nothing is known yet of how long you take."
    if not found.fitted:
        yield "Forgetting is that of people in general; `study progress fit` learns yours."
