"""Looks at progress that take milliseconds: what is due, and on which days there were answers."""
