"""The report on a class, from what its students answered. Pure; what it says in words is the business of who shows it."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from progress.classes.comparing import by_topic, changes, group_reports
from progress.classes.gathering import Gathered, Student
from progress.classes.model import Basis, ClassReport, Need, TopicSpread
from progress.classes.questions import item_analysis, item_reports
from progress.classes.rates import windows
from progress.classes.standing import Counts, Standing, class_standings, spread

BINS = 10
COMMON = 3
"""Students who have to be weak at a topic before it can be a matter for the class."""

Step = Callable[[int, int], None]
"""Told how much of how much is done."""


def class_report(
    gathered: Gathered, groups: Mapping[str, str] | None = None, step: Step = lambda _done, _all: None
) -> ClassReport:
    """What a class's answers say. `groups`: the group of each pseudonym."""
    students = [s for s in gathered.students.values() if s.answers]
    firsts = [sorted(gathered.firsts(s), key=lambda f: f.question) for s in students]
    topics = _topics(gathered, students, step)
    common = tuple(t.topic for t in topics if t.weak >= COMMON and t.weak > t.strong)
    needs = _needs(students, [topic for topic in topics if topic.topic not in common])
    analysis, places = item_analysis(firsts, len(gathered.questions))
    items = item_reports(gathered, firsts, analysis, places)
    between = windows(gathered.first_day, gathered.last_day) if students else None
    of_topic = by_topic(gathered, firsts)
    listed = groups or {}
    basis = Basis(
        students=len(students),
        answers=gathered.answers,
        first_answers=sum(map(len, firsts)),
        days=len(set().union(*(s.days for s in students))),
        first_day=gathered.first_day,
        last_day=gathered.last_day,
        questions=len(places),
        shown=len(items),
        asked=len({first.question for row in firsts for first in row}),
    )
    return ClassReport(
        basis=basis,
        topics=topics,
        common=common,
        needs=needs,
        items=items,
        whole=analysis.whole,
        windows=between,
        changes=changes(of_topic, between) if between else (),
        groups=group_reports(students, of_topic, listed),
        ungrouped=sum(s.pseudonym not in listed for s in students) if groups else 0,
        oddities=gathered.account.told(),
    )


def _topics(gathered: Gathered, students: Sequence[Student], step: Step) -> tuple[TopicSpread, ...]:
    subjects = gathered.catalogue.subjects
    counts: dict[str, list[dict[int, list[int]]]] = {}
    for place, student in enumerate(students):
        for (subject, options), (right, wrong) in student.tallies.items():
            for name in subjects.above(subject):
                of_topic = counts.get(name) or counts.setdefault(name, [{} for _ in students])
                sums = of_topic[place].setdefault(options, [0, 0])
                sums[0] += right
                sums[1] += wrong
    found: dict[str, TopicSpread] = {}
    for done, (topic, each) in enumerate(counts.items(), 1):
        found[topic] = _topic(topic, each)
        step(done, len(counts))
    return tuple(_in_order(found))


def _in_order(found: Mapping[str, TopicSpread]) -> list[TopicSpread]:
    """The lowest mean first, and after each topic those in it, likewise."""
    inside: defaultdict[str, list[TopicSpread]] = defaultdict(list)
    for topic, each in found.items():
        inside[topic.rpartition("/")[0]].append(each)

    def below(parent: str) -> list[TopicSpread]:
        ranked = sorted(inside.get(parent, []), key=lambda t: (t.spread.mean, t.topic))
        return [each for topic in ranked for each in (topic, *below(topic.topic))]

    return below("")


def _topic(topic: str, counts: Sequence[Counts]) -> TopicSpread:
    found = class_standings(counts)
    whole = spread(found)
    assert whole is not None  # noqa: S101 - a topic is here because it has answers
    means = sorted(s.mastery.mean for s in found)
    histogram = [0] * BINS
    for mean in means:
        histogram[min(int(mean * BINS), BINS - 1)] += 1
    return TopicSpread(
        topic=topic,
        depth=topic.count("/"),
        spread=whole,
        students=len(found),
        answers=sum(s.answers for s in found),
        weak=sum(s.weak is True for s in found),
        strong=sum(s.weak is False for s in found),
        unknown=sum(s.weak is None for s in found),
        histogram=tuple(histogram),
        quartiles=(_quantile(means, 0.25), _quantile(means, 0.5), _quantile(means, 0.75)),
        standings=tuple(found),
    )


def _quantile(values: Sequence[float], share: float) -> float:
    """Linear interpolation between order statistics (Hyndman & Fan 1996, type 7)."""
    place = share * (len(values) - 1)
    low = int(place)
    high = min(low + 1, len(values) - 1)
    return values[low] + (place - low) * (values[high] - values[low])


def _needs(students: Sequence[Student], topics: Sequence[TopicSpread]) -> tuple[Need, ...]:
    """Who is weak at what. A topic with others in it is left out where the student is weak at one of these."""
    weak = {topic.topic: {s.student: s for s in topic.standings if s.weak} for topic in topics}
    found: defaultdict[int, list[tuple[str, Standing]]] = defaultdict(list)
    for topic, of_topic in weak.items():
        inner = [each for name, each in weak.items() if name.startswith(topic + "/")]
        for place, standing in of_topic.items():
            if not any(place in each for each in inner):
                found[place].append((topic, standing))
    needs = [
        Need(
            students[place].pseudonym,
            tuple(sorted(pairs, key=lambda pair: (pair[1].mastery.mean, pair[0]))),
            students[place].answers,
        )
        for place, pairs in found.items()
    ]
    return tuple(sorted(needs, key=lambda n: (-len(n.topics), n.topics[0][1].mastery.mean, n.student)))
