"""Which days cards get that were put off beyond an exam before its day was known, or was nearer than now. Pure.

An answer is put no farther than the day before the exam (`Preferences.longest`); this does the same for what was answered before. A
card that was answered today is left alone: it is as fresh as can be, and tomorrow is another day.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from progress.memory import Memory, Phase
from progress.scheduling.spreading import bounds


def put_off(memory: Memory, exam: date, today: date) -> bool:
    """Whether a card would come only after an exam that is ahead, and should come before it."""
    if memory.phase is not Phase.REVIEW or memory.due_day < exam or exam <= today:
        return False
    return memory.last_day < today


def days_before(
    memories: Mapping[str, Memory], exam: date, today: date, a_day: int, loss: Callable[[Memory], float]
) -> dict[str, date]:
    """The new days of the cards of a deck that are put off beyond its exam.

    As late as the schedule itself would put them, or earlier where no more than `a_day` reviews fit a day. Where there
    are more than fit all days until then, those come that have most to lose by `loss`; the others stay as they are.
    """
    late = [name for name, memory in memories.items() if put_off(memory, exam, today)]
    if not late:
        return {}
    left = (exam - today).days - 1
    days = [today + timedelta(days=n) for n in range(left + 1)]
    full = Counter(
        max(memory.due_day, today)
        for memory in memories.values()
        if memory.phase is Phase.REVIEW and memory.due_day < exam
    )
    room = {day: max(0, a_day - full[day]) for day in days}
    first = bounds(left, 1, left)[0] if left else 0
    while first and sum(room[day] for day in days[first:]) < len(late):
        first -= 1
    open_ = days[first:]
    if not any(room[day] for day in open_):
        return {}
    late.sort(key=lambda name: (-loss(memories[name]), name))
    found: dict[str, date] = {}
    for name in late[: sum(room[day] for day in open_)]:
        # The emptiest day, the last of those that are equally empty.
        day = max(open_, key=lambda each: (room[each], each))
        room[day] -= 1
        found[name] = day
    return found
