"""The measured quality of a deck's questions: what gives answers away, and what good questions must reach."""
