"""What was found out about a learner, in sentences."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from decks.model import Deck
from progress.mastery.confusions import Confusion
from study.output import counted

if TYPE_CHECKING:
    from progress.mastery.diagnosing import DiagnosticSession


def pair_titles(deck: Deck) -> Callable[[str], str]:
    """How to call a role of a deck."""
    titles = {role.id: role.title for role in deck.roles}
    return lambda role: titles.get(role, role)


def in_words(confusion: Confusion, title: Callable[[str], str]) -> str:
    """A confusion as a sentence."""
    return (
        f"You took {title(confusion.role)} for {title(confusion.taken)} "
        f"{confusion.times} of {confusion.of} times ({confusion.interval.low:.0%} to {confusion.interval.high:.0%})."
    )


def found(deck: Deck, session: "DiagnosticSession") -> list[str]:
    """What a diagnosis found, in sentences."""
    finding = session.finding()
    asked = counted(len(session.answered), "question")
    why = (
        "enough is known"
        if finding.enough
        else "less is known than it takes; study quiz --diagnose goes on from here"
    )
    lines = [f"Stopped after {asked}: {why}."]
    count = len(finding.weakest)
    among = f"one of the {count} weakest" if count > 1 else "the weakest"
    for place, each in enumerate(finding.weakest, 1):
        mastery = each.mastery
        lines.append(
            f"{place}. {deck.topic_title(each.topic)}: {mastery.mean:.0%} known, between {mastery.low:.0%} and "
            f"{mastery.high:.0%} with 80 % certainty; {among} with a probability of {each.probability:.0%}."
        )
    if count > 1:
        lines.append(
            f"Of these {count}, {finding.sure * count:.1f} can be expected to be among the {count} weakest of {finding.of} topics."
        )
    return lines
