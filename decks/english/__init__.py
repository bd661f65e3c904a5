"""English as decks need it: verbs and their forms, titles in sentences, lists, and what is nearly the same text."""
