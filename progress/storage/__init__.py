"""Where progress is kept: the log of answers, what is derived from it, and the one store that all the program asks."""
