"""The learner's settings: the file, its values in words, and what the app offers to set."""
