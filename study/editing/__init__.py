"""Editing decks while they are learned: the learner's editor, and what an edit does to progress."""
