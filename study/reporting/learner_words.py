"""What a report on a learner says in sentences: for people who know neither the program nor statistics."""

from collections.abc import Iterator, Sequence
from datetime import date

from progress.mastery.confusions import Confusion, Hub, Way
from progress.mastery.measures import CERTAINTY, ENOUGH, THRESHOLD
from progress.mastery.shares import Interval
from progress.mastery.trend import Trend
from progress.reporting.report_activity import Share
from progress.reporting.reports import COMING, Report, Subject
from progress.scheduling.exam_belief import QUESTIONS, Mark
from progress.scheduling.exam_forecast import Forecast
from progress.storage.answers import LATEST
from study.reporting.figures import many, percent

WAYS = {Way.BOTH: "both ways", Way.ONE: "one way", Way.UNKNOWN: "not known"}
CERTAINTIES = {1: "Guess", 2: "Unsure", 3: "Sure"}
RANGES = f"Every range holds the truth with a probability of {CERTAINTY:.0%}. How to read the rest is told in the details."
_NAMED = 4
_LEAST = 0.005
"""A share that is not shown as 0%."""


def day(when: date) -> str:
    """A day as people write it."""
    return f"{when.day} {when:%B %Y}"


def between(low: float, high: float) -> str:
    """An interval of shares in whole percent."""
    return f"{low * 100:.0f}–{high * 100:.0f}%"


def ranged(share: float, low: float, high: float) -> str:
    """A share with its interval."""
    return f"{percent(share)} ({between(low, high)})"


def share(found: Share, *, counted: bool = True) -> str:
    """A counted share with its interval and what it was `counted` of; nothing where nothing was."""
    if not found.of:
        return ""
    said = ranged(found.times / found.of, *found.interval)
    return f"{said} of {found.of:,}" if counted else said


def trend(found: Trend) -> str:
    """Where it goes, and by how many percentage points; nothing where that cannot be told."""
    if found.low is None or found.high is None or found.direction.value == "unknown":
        return ""
    if found.direction.value == "flat":
        return "steady"
    low, high = sorted((abs(found.low), abs(found.high)))
    return f"{found.direction.value} {low * 100:.0f}–{high * 100:.0f}"


def listed(names: Sequence[str], most: int = _NAMED) -> str:
    """Names in a sentence, the rest of many as a number."""
    if len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most} more"
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def standing(subject: Subject) -> str:
    """Where the learner stands in a subject."""
    known = subject.standing
    said = (
        f"{known.title}: {percent(known.mean)} known, between {percent(known.low)} and {percent(known.high)}"
    )
    moving = {"up": ", and rising", "down": ", and falling"}.get(known.trend.direction.value, "")
    return f"{said}{moving}; from {many(known.answers, 'answer')}."


def confusion(pair: Confusion, report: Report) -> str:
    """Which role is taken for which."""
    meant, taken = (report.titles.get(role, role) for role in (pair.role, pair.taken))
    way = {Way.BOTH: " The other way round as well.", Way.ONE: " Rarely the other way round."}.get(
        pair.way, ""
    )
    return (
        f"{meant}, taken for {taken} {pair.times} of {pair.of} times "
        f"({between(*pair.interval)} of such questions).{way}"
    )


def behind(pair: Confusion, report: Report) -> str:
    """What was asked about when one role was taken for another."""
    meant, taken = (report.titles.get(role, role) for role in (pair.role, pair.taken))
    facts = "; ".join(f"“{report.texts.get(fact, fact)}”" for fact, _ in pair.facts[:3])
    more = f" and {len(pair.facts) - 3} more" if len(pair.facts) > 3 else ""
    return f"{meant}, taken for {taken} where asked about {facts}{more}."


def hub(found: Hub, report: Report) -> str:
    """A role that others are taken for."""
    titles = [report.titles.get(role, role) for role in found.roles]
    return (
        f"{report.titles.get(found.role, found.role)} is what many roles are taken for: {found.times} of {found.of} times "
        f"that it was a wrong option ({between(*found.interval)}), for {listed(titles)}."
    )


def activity(report: Report) -> Iterator[str]:
    """What was done."""
    done = report.activity
    if not done.answers or done.first is None or done.last is None:
        return
    hours = f"{done.minutes / 60:.0f} hours" if done.minutes >= 90 else many(round(done.minutes), "minute")
    span = (
        f"on {day(done.first)}" if done.first == done.last else f"from {day(done.first)} to {day(done.last)}"
    )
    yield (
        f"{many(done.answers, 'answer')} on {many(len(done.days), 'day')} {span}: {many(done.reviews, 'card')} reviewed, "
        f"{many(done.questions, 'question')} answered; about {hours} in all."
    )
    now = f"now {many(done.streak, 'day')}" if done.streak else "none at present"
    yield f"Days on end: {now}; at most {done.longest}."
    if done.recalled.of:
        yield f"Of cards asked again a day or more later, recalled: {share(done.recalled)}."
    if done.right.of:
        yield f"Of questions, answered right: {share(done.right)}; guessing included."


def forecast(report: Report) -> Iterator[str]:
    """The mark to expect."""
    found, basis = report.forecast, report.basis
    if found is None:
        yield "There is no forecast: the deck asks nothing about what its exam weighs."
        return
    if not report.foreseeable:
        yield (
            f"Not enough evidence for a forecast: topics that make up more than half of the exam have fewer than {ENOUGH} answers."
        )
        return
    if basis.exam and found.going_on and found.stopping:
        new = many(found.new_per_day, "new card")
        how = f"with {new} a day, the limit set" if found.new_per_day else "by reviews"
        yield (
            f"In the exam on {day(basis.exam)}, a mark of {marked(found.going_on)} is to be expected if learning goes on {how}; "
            f"{marked(found.stopping)} if it stops now, and {marked(found)} if the exam were today. study plan {basis.deck} says "
            "the same, and what leads to which mark."
        )
    else:
        yield (
            f"In an exam today, a mark of {percent(found.mean)} is to be expected; {between(found.low, found.high)} with a "
            "probability of 80%, the luck of the day included."
        )
    if found.passing is not None:
        later = found.going_on.passing if found.going_on else None
        yield f"Probability of passing: {percent(found.passing)}" + (
            "." if later is None else f" today, {percent(later)} on the day if learning goes on."
        )
    if found.unmet >= _LEAST:
        yield f"{percent(found.unmet)} of the exam is on what no card has taught yet."
    if found.unseen >= _LEAST:
        yield f"{percent(found.unseen)} of it is on topics never answered, of which only the other topics tell."
    by_facts = "topics count by their facts, for the deck does not say what its exam weighs"
    weighed = "topics count as the deck's exam weighs them" if basis.weighed else by_facts
    yield (
        f"For an exam of {QUESTIONS} questions without options to choose from; {weighed}. With {found.options} options each, "
        f"{marked(found.choosing)} if it were today."
    )


def marked(found: Mark | Forecast) -> str:
    """A mark with its range."""
    return ranged(found.mean, found.low, found.high)


def coming(report: Report) -> str:
    """What comes due."""
    found = report.coming
    later = sum(count for _, count in found.days)
    return (
        f"{many(found.overdue, 'card')} due today, and {later:,} more in the {COMING} days after, as things stand; "
        "new cards and what is forgotten on the way come on top."
    )


def recall(report: Report) -> str:
    """What would be recalled now."""
    found = report.recall
    if found is None:
        return "No card is learned yet, so there is nothing to say of recall."
    said = (
        f"Of {many(found.cards, 'learned card')}, {percent(found.share)} would be recalled if asked today "
        f"({between(*found.interval)}), by the schedule's prediction"
    )
    if report.curve.off is None:
        return f"{said}, which could not be checked against any review yet."
    return f"{said}, which was off by {report.curve.off * 100:.0f} points on average over {many(report.curve.reviews, 'review')}."


def basis(report: Report) -> Iterator[str]:
    """What the report rests on, and what it leaves out."""
    on, done = report.basis, report.activity
    yield (
        f"{many(done.ever, 'answer')} on {many(done.ever_days, 'day')}, on the deck “{on.deck}”, version {on.version}, as of {day(on.made)}. The deck makes "
        f"{many(on.cards, 'flashcard')} ({on.learned:,} reviewed so far) and {many(on.questions, 'question')}."
    )
    if on.since:
        yield (
            f"What was done, the weeks and the questions missed count from {day(on.since)} on; where you stand rests on all "
            "answers, of which later ones count more."
        )
    if done.ever > LATEST:
        yield f"Trends, confusions and certainty rest on the last {LATEST:,} answers; older ones count only in sum."
    yield "Left out: answers that were taken back, and whatever was learned elsewhere."
    if done.gone:
        yield f"Left out of topics and roles: {many(done.gone, 'answer')} to what the deck has no more."
    if done.practice:
        yield f"Left out of recall: {many(done.practice, 'review')} for practice only."


def reading() -> tuple[str, ...]:
    """How to read it."""
    return (
        "Known: the share of a topic that you can be expected to know, with lucky guesses and slips taken out. The range "
        f"behind it holds the truth with a probability of {CERTAINTY:.0%}: it misses it in about one topic of five. A wide range means few answers.",
        f"Weak: less than {THRESHOLD:.0%} known, with a probability of at least {CERTAINTY:.0%} (pictures mark that with a dashed line). Strong: the whole range lies "
        f"at {THRESHOLD:.0%} or above. Nothing is said of what has fewer than {ENOUGH} answers.",
        "Trend: how much more is known over the later half of the answers than over the earlier half, in percentage points; "
        "empty where that cannot be told.",
        "Recall: how many of the learned cards would be recalled today. Seen: the share of facts asked about at least once.",
    )


def method() -> tuple[str, ...]:
    """How it is worked out."""
    return (
        "Each answer is right with a probability that depends on what is known, on guessing (by the number of options) and on "
        "slips. What all topics have in common, and how fast knowledge moves, is learned from all answers; later answers "
        "count more as far as that shows, and many answers to one fact less than as many to different ones, as far as "
        "facts are seen to differ.",
        "Recall comes from the schedule's model of forgetting (FSRS-6). Intervals of counted shares are Wilson's.",
        "A confusion is a role chosen at least twice in another's place; its share is of the questions that had both among "
        "their options, so rare pairs have wide ranges.",
        "The forecast is that of the exam plan: what each card has taught, how this learner forgets, and what is known "
        "beside the cards, by answers to questions. A mark counts all that the deck asks and what is forgotten since; known, in "
        "the tables of topics, is as of the last answers to a topic. So a mark can lie below what is known of each topic.",
    )


def interval(found: Interval) -> str:
    """An interval on its own."""
    return between(*found)
