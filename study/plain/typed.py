"""A typed answer beside what was wanted, in the same words wherever one types."""

from collections.abc import Sequence

from decks.model import Card, Deck
from decks.typing import Stretch, compare
from study.plain.dialogue import Dialogue


def typed(dialogue: Dialogue, deck: Deck, card: Card) -> tuple[str, bool]:
    """Have the answer typed, and say how it differs; what was typed, and whether it is right. Raises what `ask` raises."""
    answer = dialogue.ask("Type the answer and press Enter.", literal=card.accept)
    comparison = compare(answer, card.accept, deck)
    if comparison.slip:
        dialogue.say(f"Right, but for a slip. You typed: {_marked(comparison.typed)}")
        dialogue.say(f"The answer is: {_marked(comparison.wanted)}")
    elif comparison.right:
        dialogue.say(f"Right: {card.answer}")
    elif answer:
        dialogue.say(f"You typed: {_marked(comparison.typed)}")
        dialogue.say(f"The answer is: {_marked(comparison.wanted)}")
    else:
        dialogue.say(f"The answer is: {card.answer}")
    return answer, comparison.right


def _marked(stretches: Sequence[Stretch]) -> str:
    """A text with what differs in brackets; without, where all does."""
    if not any(each.same for each in stretches):
        return "".join(each.text for each in stretches)
    return "".join(each.text if each.same else f"[{each.text}]" for each in stretches)
