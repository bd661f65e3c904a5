"""What there is to know about one kind of finding, for people."""

from collections.abc import Iterator

from decks.checking.codes import Code
from decks.problems import Severity
from study.output import wrapped

_CONSEQUENCES = {
    Severity.ERROR: "Error: what it stands at is left out, and the check fails.",
    Severity.WARNING: "Warning: it is used, but teaches or asks badly; the check fails with --strict.",
    Severity.HINT: "Hint: it could be better; the check passes.",
}


def explanation(code: Code, width: int | None) -> Iterator[str]:
    """Yield the lines that explain a code: what is wrong, how bad it is, why, and an example."""
    yield from wrapped(f"{code.code}: {code.title}", width)
    yield ""
    yield from wrapped(_CONSEQUENCES[code.severity], width)
    yield ""
    yield from wrapped(code.why, width)
    for heading, example in (("Not so:", code.wrong), ("But so:", code.right)):
        if example:
            yield ""
            yield heading
            yield from (f"    {line}" for line in example.split("\n"))
    if code.severity is not Severity.ERROR:
        yield ""
        yield from wrapped(
            f"Where it is meant so, say “ignore: [{code.code}]” there, or on the deck for all of it.", width
        )
