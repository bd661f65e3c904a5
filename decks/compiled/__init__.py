"""What decks make, kept so that it is read and made only once: the cache, its files, and the index of all words."""
