"""`study weak --plain`: topics, weakest first, a sentence each, in the app's words."""

from collections.abc import Iterator, Sequence

from progress.mastery.weak import TopicStanding
from study.words.weak import percent, verdict

NOTHING = "No answers yet: begin with study review --plain or study quiz --plain."


def weak_lines(
    title: str, standings: Sequence[TopicStanding], next_step: str, name: str = ""
) -> Iterator[str]:
    """What is to be said, line by line; `name`: what to call the deck in commands, where topics are told of."""
    yield title
    yield "Weak topics, weakest first."
    yield ""
    for standing in standings:
        word, rest = verdict(standing)
        yield f"{standing.title}: {word}{rest}{_more(standing)}"
    if not standings:
        yield "The deck has no topics."
        return
    yield ""
    if not any(standing.answers for standing in standings):
        yield NOTHING
        return
    if next_step:
        yield next_step
    weakest = next((each for each in standings if each.weak), None)
    if weakest is not None and name:
        yield f"study quiz {name} --topic {weakest.topic} --plain: a quiz on {weakest.title}."
        yield f"study review {name} --topic {weakest.topic} --plain: its flashcards."


def _more(standing: TopicStanding) -> str:
    """What the app has in its columns."""
    if not standing.answers:
        return ""
    recall = "" if standing.recall_today is None else f", recall {percent(standing.recall_today)}"
    return f" Level {percent(standing.mean)}{recall}, covered {percent(standing.coverage)}."
