"""Marking the lines of a list, one of the things that reviewing and learning say in the same words."""

from decks.model import Card
from study.plain.dialogue import Dialogue, numbers_in

_PROMPT = "Which lines did you recall? Numbers such as 1 3 4, a for all, n for none, Enter to be asked line by line."


def recalled_lines(dialogue: Dialogue, card: Card) -> tuple[bool, ...]:
    """Which lines of the list were recalled. Raises what `Dialogue.ask` raises."""
    total = len(card.parts)
    while True:
        answer = dialogue.ask(_PROMPT).casefold()
        if not answer:
            return tuple(_was_recalled(dialogue, part.text) for part in card.parts)
        if answer in ("a", "all", "n", "none"):
            return (answer[0] == "a",) * total
        numbers = numbers_in(answer, total)
        if numbers is not None:
            return tuple(number in numbers for number in range(1, total + 1))
        dialogue.say(f"Please name lines from 1 to {total}.")


def _was_recalled(dialogue: Dialogue, text: str) -> bool:
    choices = {"y": 1, "yes": 1, "n": 0, "no": 0}
    prompt = f"{text}: recalled? y or n"
    return (
        dialogue.choose(prompt, lambda answer: choices.get(answer.casefold()), "Please answer y or n.") == 1
    )
