"""The cues that somebody who knows nothing of the subject can go by.

None of them looks at what a role is or does. Each gives every option of a question a number; to go by the cue is to take
the option with the highest, or with the lowest.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from decks.auditing import measures
from decks.auditing.measures import Shown, Values
from decks.choosing import looks

PLACES = 5
"""Places of options that are looked at; questions have seldom more."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Something that can be seen without knowing the subject."""

    id: str
    """Its stable name, for programs."""
    high: str
    """Whoever goes by it takes this option."""
    low: str
    """Whoever goes by its opposite takes this one; empty where the opposite is no cue."""
    values: Callable[[Shown], Values]
    remembered: bool = False
    """Whether it takes having seen other questions with their answers; then only a high value can speak for an option."""


_ORDINALS = ("first", "second", "third", "fourth", "fifth")

CUES: Sequence[Cue] = (
    Cue("length", "the longest option", "the shortest option", measures.length),
    Cue(
        "middle-length",
        "the option nearest the middle in length",
        "the option furthest from the middle in length",
        measures.middle_length,
    ),
    Cue(
        "like-length",
        "the option most alike in length to another",
        "the option least alike in length to any other",
        measures.like_length,
    ),
    Cue(
        "stem-overlap",
        "the option with most of the question's words",
        "the option with fewest of the question's words",
        measures.stem_overlap,
    ),
    Cue(
        "convergence",
        "the option with most of the other options' words",
        "the option with fewest of the other options' words",
        measures.convergence,
    ),
    Cue(
        "article",
        "an option that fits “a” or “an”",
        "an option that does not fit “a” or “an”",
        measures.fitting_article,
    ),
    Cue(
        "number",
        "an option in the question's number",
        "an option in another number than the question",
        measures.fitting_number,
    ),
    Cue(
        "verb-form",
        "an option that begins like most others",
        "an option that begins otherwise than most",
        measures.verb_form,
    ),
    Cue("plural", "an option in the plural", "an option in the singular", measures.plural),
    Cue(
        "absolutes",
        "the option with most “all”, “only”, “never”",
        "the option with fewest “all”, “only”, “never”",
        measures.counting(looks.ABSOLUTES),
    ),
    Cue(
        "hedges",
        "the option with most “may”, “usually”, “as needed”",
        "the option with fewest “may”, “usually”, “as needed”",
        measures.counting(looks.HEDGES),
    ),
    Cue(
        "examples",
        "the option with “such as”, “including”",
        "the option without “such as”, “including”",
        measures.counting(looks.EXAMPLES),
    ),
    Cue(
        "listing",
        "the option with most commas, “and”, “or”",
        "the option with fewest commas, “and”, “or”",
        measures.counting(looks.LISTING),
    ),
    Cue(
        "marks",
        "the option with most brackets, quotes, dashes",
        "the option with fewest brackets, quotes, dashes",
        measures.counting(looks.MARKS),
    ),
    Cue("full-stop", "the option with a full stop", "the option without a full stop", measures.full_stop),
    Cue("capitals", "the option with most capitals", "the option with fewest capitals", measures.capitals),
    Cue("digits", "the option with most digits", "the option with fewest digits", measures.digits),
    Cue(
        "specific", "the option with the rarer words", "the option with the commoner words", measures.specific
    ),
    Cue(
        "rarest-word",
        "the option with the rarest word",
        "the option without a rare word",
        measures.rarest_word,
    ),
    Cue(
        "right-before",
        "the option that was right most often elsewhere",
        "",
        measures.right_before,
        remembered=True,
    ),
    Cue(
        "wrong-before",
        "the option that was wrong least often elsewhere",
        "",
        measures.seldom_wrong_before,
        remembered=True,
    ),
    *(Cue(f"place-{n + 1}", f"the {_ORDINALS[n]} option", "", measures.at_place(n)) for n in range(PLACES)),
)
"""All cues, in the order in which they are reported."""


def values_of(question: Shown) -> tuple[Values, ...]:
    """Return what each of `CUES` says of each option of a question."""
    return tuple(cue.values(question) for cue in CUES)


def taken(values: Values, highest: bool) -> list[int]:
    """Return the options that whoever goes by a cue may take: those with the highest value, or with the lowest."""
    best = max(values) if highest else min(values)
    return [place for place, value in enumerate(values) if abs(value - best) < 1e-9]
