"""What a learner did on a deck, and when: answers by week, and the questions most often missed. Pure."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from decks.model import Question
from progress.mastery.shares import Interval, share_interval
from progress.reporting.statistics import Statistics, streaks
from progress.storage.recorded import Given

LEAST_MISSED = 2
"""How often a question was answered wrong before it is called missed: once is chance."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many, with how sure the share is."""

    times: int
    of: int
    interval: Interval
    """Of the share, with a probability of 80 %; all of 0 to 1 where `of` is nothing."""


@dataclass(frozen=True, slots=True)
class Week:
    """What happened in one week."""

    begins: date
    """Its Monday."""
    days: int
    """Study days with answers."""
    reviews: int
    questions: int
    minutes: float
    """Time spent on answers; what took longer than a minute counts as one."""
    recalled: Share
    """Cards recalled, of learned ones asked again on a later study day."""
    right: Share
    """Questions answered right."""

    @property
    def answers(self) -> int:
        """In all."""
        return self.reviews + self.questions


@dataclass(frozen=True, slots=True)
class Missed:
    """A question that was answered wrong more than once."""

    question: Question
    wrong: Share
    last: date
    """The study day of its last answer."""
    last_right: bool
    """Whether that was right."""


@dataclass(frozen=True, slots=True)
class Activity:
    """What happened, from the first day that counts on."""

    ever: int
    """Answers of any day; the rest is about those that count."""
    ever_days: int
    """Study days with them."""
    answers: int
    reviews: int
    questions: int
    gone: int
    """Answers among them to what the deck has no more."""
    practice: int
    """Reviews among them that were practice only and moved no date."""
    first: date | None
    """The first study day; None without answers."""
    last: date | None
    days: tuple[tuple[date, int], ...]
    """Each study day with answers, the earliest first, and how many."""
    weeks: tuple[Week, ...]
    """From the first to the last, those without answers too."""
    minutes: float
    recalled: Share
    right: Share
    streak: int
    """Study days on end up to today, or up to yesterday where today has no answer yet."""
    longest: int
    """The most study days on end."""
    missed: tuple[Missed, ...]
    """Those surest to be missed often first."""


@dataclass(slots=True)
class _Sum:
    """What is added up over a week, or all of it."""

    days: int = 0
    reviews: int = 0
    questions: int = 0
    milliseconds: int = 0
    recalled: int = 0
    later: int = 0
    right: int = 0


def activity_of(
    answers: Sequence[Given],
    statistics: Statistics,
    questions: Mapping[str, Question],
    has_card: Callable[[str], bool],
    since: date | None = None,
) -> Activity:
    """What answers show, in the order of the log, undone ones left out; `statistics` of the same. Earlier days than `since` do not count."""
    first = since or date.min
    counted = [given for given in answers if given.day >= first]
    weeks: defaultdict[date, _Sum] = defaultdict(_Sum)
    whole = _Sum()
    asked: defaultdict[str, list[Given]] = defaultdict(list)
    gone = 0
    for given in counted:
        if given.quiz:
            right = given.right
            whole.right += right
            weeks[_monday(given.day)].right += right
            if given.card in questions:
                asked[given.card].append(given)
        gone += not (given.card in questions if given.quiz else has_card(given.card))
    days = {day: done for day, done in statistics.days.items() if day >= first}
    for day, done in days.items():
        for into in (whole, weeks[_monday(day)]):
            into.days += 1
            into.reviews += done.reviews
            into.questions += done.questions
            into.milliseconds += done.milliseconds
    for day, retention in statistics.retention.items():
        for into in (whole, weeks[_monday(day)]) if day >= first else ():
            into.recalled += retention.both.recalled
            into.later += retention.both.asked
    streak, longest = streaks(days, statistics.today)
    return Activity(
        ever=len(answers),
        ever_days=len(statistics.days),
        answers=len(counted),
        reviews=whole.reviews,
        questions=whole.questions,
        gone=gone,
        practice=sum(given.cram for given in counted),
        first=min(days, default=None),
        last=max(days, default=None),
        days=tuple((day, done.answers) for day, done in days.items()),
        weeks=tuple(_weeks(weeks)),
        minutes=whole.milliseconds / 60_000,
        recalled=share_of(whole.recalled, whole.later),
        right=share_of(whole.right, whole.questions),
        streak=streak,
        longest=longest,
        missed=_missed(asked, questions),
    )


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def share_of(times: int, of: int) -> Share:
    """A share with its interval."""
    return Share(times, of, share_interval(times, of))


def _weeks(found: Mapping[date, _Sum]) -> Iterable[Week]:
    if not found:
        return
    monday, last = min(found), max(found)
    while monday <= last:
        week = found.get(monday, _Sum())
        yield Week(
            monday, week.days, week.reviews, week.questions, week.milliseconds / 60_000,
            share_of(week.recalled, week.later), share_of(week.right, week.questions),
        )  # fmt: skip
        monday += timedelta(days=7)


def _missed(asked: Mapping[str, Sequence[Given]], questions: Mapping[str, Question]) -> tuple[Missed, ...]:
    found = []
    for name, answers in asked.items():
        wrong = sum(not given.right for given in answers)
        if wrong >= LEAST_MISSED:
            last = answers[-1]
            found.append(Missed(questions[name], share_of(wrong, len(answers)), last.day, last.right))
    return tuple(
        sorted(found, key=lambda each: (-each.wrong.interval.low, -each.wrong.times, each.question.id))
    )
