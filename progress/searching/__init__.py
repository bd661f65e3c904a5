"""Searching cards and questions: what is typed, what it means, what it finds, and in which order."""
