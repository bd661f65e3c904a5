"""The deck format itself: its keys, declared once; its JSON Schema; writing and rewriting files in it without losing anything."""
