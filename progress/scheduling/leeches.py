"""Leeches: cards that are forgotten again and again, and cost more time than they give."""

from progress.memory import Memory


def is_leech(memory: Memory, threshold: int) -> bool:
    """Whether it was forgotten at least so often; never with a threshold of 0."""
    return 0 < threshold <= memory.lapses


def becomes_leech(before: Memory | None, after: Memory, threshold: int) -> bool:
    """Whether an answer made it one, or one for another time: at the threshold, and after every half of it again."""
    if threshold <= 0 or before is None or after.lapses == before.lapses or after.lapses < threshold:
        return False
    return (after.lapses - threshold) % max(1, threshold // 2) == 0


def advice(memory: Memory, *, away: bool = False) -> str:
    """What to tell the learner about one; `away`: whether it was suspended for that already."""
    times = "once" if memory.lapses == 1 else f"{memory.lapses} times"
    if away:
        return (
            f"Forgotten {times}: a leech, and suspended as you wished. Add a note with a hint, reword the card or split it "
            "in two, and take it out again in Browse, which finds it by is:leech."
        )
    return (
        f"Forgotten {times}: a leech. Add a note with a hint, reword the card or split it in two, "
        "or suspend it and come back later. Browse finds it by is:leech."
    )
