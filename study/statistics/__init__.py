"""A deck's statistics, as both faces show them: each is a sentence, a table, and what a plot of it draws."""
