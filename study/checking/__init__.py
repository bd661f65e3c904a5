"""What a deck check shows: excerpts of the file, explanations, and the forms that other programs read."""
