"""What browsing shows: a line of the list, and all of one card or question with its history."""

from collections.abc import Sequence
from datetime import date, tzinfo

from textual.content import Content

from decks.model import Asks, Card, Deck, Question
from progress.events import EventKind, Rating
from progress.memory import Phase
from progress.searching.columns import interval
from progress.storage.recorded import Past
from study.browsing.browsing import Line, state_of
from study.output import counted
from study.sessions.answers import reason
from study.widgets.columns import Cell, Columns

_MOST = 40
"""Lines of a history that are shown."""


ROLE, STATE, LEAST = 18, 14, 40
"""Cells of the columns of a list, and what is left for the first before the others are dropped."""


def line_of(line: Line, today: date, leech: int, *, marked: bool) -> Columns:
    """One line of the list."""
    state = state_of(line, today, leech)
    hidden = state in ("suspended", "buried")
    style = {"due": "bold $primary", "suspended": "$warning", "buried": "$warning"}.get(state, "$muted")
    flag = f"⚑{line.marks.flag} " if line.marks.flag else ""
    return Columns(
        Cell(
            Content.assemble(
                ("● " if marked else "  ", "bold $accent"),
                (flag, "$accent"),
                (line.text, "$muted" if hidden else ""),
            )
        ),
        Cell(Content.styled(line.role, "$muted"), ROLE, drop=2),
        Cell(Content.styled(state, style), STATE, right=True, drop=1),
        least=LEAST,
    )


def all_of(
    line: Line, deck: Deck, item: Card | Question, history: Sequence[Past], zone: tzinfo, recall: float | None
) -> Content:
    """A card or question with everything, and what the learner did with it."""
    head = " · ".join(filter(None, (line.topic, item.role_title, item.kind.value)))
    parts = [Content.styled(head, "$muted"), Content("")]
    if isinstance(item, Card):
        parts.append(Content.styled(item.prompt, "bold"))
        if item.alt:
            parts.append(Content(f"Picture: {item.alt}"))
        parts += [Content(""), Content(item.answer)]
        if len(item.accept) > 1:
            parts.append(Content.assemble(("Also right: ", "bold $muted"), "; ".join(item.accept[1:])))
    else:
        parts += [Content.styled(item.stem, "bold"), Content(""), *map(_option, _options(item))]
    if why := item.why if isinstance(item, Card) else reason(item):
        parts += [Content(""), Content.assemble(("Why: ", "bold $muted"), why)]
    if item.sources:
        titles = "; ".join(deck.source_title(source) for source in item.sources)
        parts.append(Content.assemble(("Source: ", "bold $muted"), (titles, "$muted")))
    parts += [Content(""), Content.assemble(("Memory: ", "bold $muted"), standing(line, recall))]
    if line.marks.note:
        parts.append(Content.assemble(("Note: ", "bold $muted"), line.marks.note))
    parts += [Content(""), Content.styled("History" if history else "Never answered", "bold $muted")]
    parts += [Content(past_in_words(past, zone)) for past in history[:_MOST]]
    if len(history) > _MOST:
        parts.append(Content.styled(f"and {len(history) - _MOST} more before", "$muted"))
    return Content("\n").join([*parts, Content(""), Content.styled(line.id, "$muted")])


def standing(line: Line, recall: float | None) -> str:
    """What is known of a card's memory, and what was done to it, in words."""
    said = []
    memory = line.memory
    if line.question:
        said.append("a question; only flashcards are scheduled")
    elif memory is None:
        said.append("new")
    else:
        said.append("in its steps" if memory.phase is not Phase.REVIEW else f"due on {memory.due_day}")
        if recall is not None:
            said.append(f"recall {recall:.0%} today")
        said.append(f"stability {memory.stability:.1f} days")
        said.append(f"difficulty {memory.difficulty:.1f} of 10")
        if memory.phase is Phase.REVIEW:
            said.append(f"interval {counted(round(interval(memory)), 'day')}")
        said.append(f"{counted(memory.reps, 'review')}, {counted(memory.lapses, 'lapse')}")
    if line.marks.suspended:
        said.append("suspended")
    if line.marks.buried_until is not None:
        said.append(f"buried until {line.marks.buried_until}")
    if line.marks.flag:
        said.append(f"flag {line.marks.flag}")
    return " · ".join(said)


def past_in_words(past: Past, zone: tzinfo) -> str:
    """One line of a history."""
    at = past.at.astimezone(zone).strftime("%Y-%m-%d %H:%M")
    took = f" in {past.latency_ms / 1000:.0f} s" if past.latency_ms else ""
    match past.kind:
        case EventKind.REVIEW:
            name = Rating(past.rating).name.capitalize() if past.rating else ""
            after = "practice only" if past.cram else f"until {past.due}" if past.due else ""
            return f"{at}  {name}{took}{', ' if after else ''}{after}"
        case EventKind.QUIZ:
            return f"{at}  {'right' if past.right else 'wrong'} in a quiz{took}"
        case EventKind.BURY:
            return f"{at}  buried until {past.due}" if past.due else f"{at}  taken out again"
        case EventKind.SUSPEND:
            return f"{at}  suspended"
        case EventKind.UNSUSPEND:
            return f"{at}  taken out again"
        case EventKind.FLAG:
            return f"{at}  flag {past.flag}" if past.flag else f"{at}  flag taken away"
        case EventKind.NOTE:
            return f"{at}  note written" if past.note else f"{at}  note taken away"
        case _:
            return f"{at}  put to {past.due}" if past.due else f"{at}  made new"


def _options(question: Question) -> list[tuple[str, str, bool]]:
    sides = [title for _, title in question.sides]
    found = []
    for number, option in enumerate(question.options):
        right = number in question.keys
        text = option.text
        if question.asks is Asks.SORT and len(sides) == 2:
            text, right = f"{option.text} ({sides[0] if right else sides[1]})", True
        found.append((text, option.explanation, right))
    return found


def _option(option: tuple[str, str, bool]) -> Content:
    text, why, right = option
    sign = Content.styled("✓ ", "bold $success") if right else Content.styled("✗ ", "$error")
    return sign + Content.assemble(text, (f" – {why}" if why else "", "$muted"))
