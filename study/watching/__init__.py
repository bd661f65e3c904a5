"""The preview of a deck that is being written: its files watched, and what they make shown."""
