"""What an answer is worth as evidence."""

import pytest

from progress.mastery.measures import Asked, Tally


@pytest.mark.parametrize(
    ("kind", "options", "guess"),
    [
        (Asked.QUESTION, 4, 0.25),
        (Asked.QUESTION, 5, 0.2),
        (Asked.CARD, 0, 0.03),
        (Asked.PART, 0, 0.03),
        (Asked.CARD, 8, 0.03),
    ],
)
def test_guessing_depends_on_what_was_asked(kind, options, guess):
    assert Tally("d:r/f#k", kind, options, 1, 1).guess == guess
