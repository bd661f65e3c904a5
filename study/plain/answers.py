"""The answer of a card or question and what belongs to it, in the same words wherever one is shown."""

from decks.model import Card, Deck, Question
from study.output import counted, letter
from study.plain.dialogue import Dialogue
from study.sessions.answers import reason


def show_prompt(dialogue: Dialogue, card: Card) -> None:
    """What the card asks."""
    dialogue.say(card.prompt)
    if card.alt:
        dialogue.say(card.alt, "Picture: ", "  ")


def enter(card: Card) -> str:
    """What to press for the answer."""
    if len(card.parts) > 1:
        return f"{counted(len(card.parts), 'line')}. Press Enter to see the answer."
    return "Press Enter to see the answer."


def show_answer(dialogue: Dialogue, card: Card) -> None:
    """The answer, a list line by line."""
    if len(card.parts) > 1:
        for number, part in enumerate(card.parts, 1):
            dialogue.say(part.text, f"{number}. ")
    else:
        dialogue.say(card.answer, "Answer: ", "  ")


def show_reasons(dialogue: Dialogue, deck: Deck, card: Card, note: str = "") -> None:
    """The learner's note, why it is so, and who says it."""
    if note:
        dialogue.say(note, "Your note: ", "  ")
    if card.why:
        dialogue.say(card.why, "Why: ", "  ")
    if card.sources:
        dialogue.say("; ".join(deck.source_title(source) for source in card.sources), "Source: ", "  ")


def show_verdict(dialogue: Dialogue, question: Question, chosen: int) -> None:
    """Of a question of which one option is right: whether the chosen one is, and what the deck says of both."""
    key = question.options[question.key]
    if chosen == question.key:
        dialogue.say("Right.")
    else:
        dialogue.say(f"{letter(question.key)}. {key.text}", "Wrong. The answer is ", "  ")
        if question.options[chosen].explanation:
            dialogue.say(question.options[chosen].explanation, f"{letter(chosen)}: ", "  ")
    if key.explanation:
        dialogue.say(key.explanation, f"{letter(question.key)}: ", "  ")


def show_reason(dialogue: Dialogue, deck: Deck, question: Question) -> None:
    """Why a question is answered so, and who says it."""
    if why := reason(question):
        dialogue.say(why, "Why: ", "  ")
    if question.sources:
        dialogue.say("; ".join(deck.source_title(source) for source in question.sources), "Source: ", "  ")
