"""All cards and questions of some decks: searched, sorted and acted on."""
