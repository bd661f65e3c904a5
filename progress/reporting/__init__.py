"""A learner's figures: reports, statistics, and the history of a card."""
