"""What a learner's answers show, as both faces ask for it."""
