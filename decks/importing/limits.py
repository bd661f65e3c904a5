"""How much of what a source tells goes into a deck. Light to import, for whoever only names it in a help text."""

OTHER_TITLES = 6
"""Other titles that a role gets at most, if nothing else is asked for, of sources that collect hundreds."""
LISTED_TITLES = 12
"""The same, of sources that list only the commonest."""
THINGS = 8
"""Pieces of equipment that a role gets at most, if nothing else is asked for."""
