"""From classifications and tables of occupations to decks."""
