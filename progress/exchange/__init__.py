"""The log as files that others read, and what others wrote: JSON Lines, CSV, Anki."""
