"""Learning the parameters of FSRS-6 from a learner's own reviews, and judging them."""
