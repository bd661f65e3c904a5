"""Numbers that both the review and the quick count of what is due go by."""

from datetime import timedelta

NEW_PER_DAY = 20
"""How many new cards of a deck are introduced in a study day, unless the learner chose otherwise."""

REVIEWS_PER_DAY = 200
"""How many learned cards of a deck are asked in a study day, unless the learner chose otherwise."""

AHEAD = timedelta(minutes=20)
"""How far ahead of its time a card in its learning steps is shown when nothing else is left."""
