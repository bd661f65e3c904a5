"""What is told of a document that cannot be used."""


class Unreadable(Exception):
    """A document cannot be read; its text is one sentence that says why and, where that helps, what to do."""


MISSING = (
    "{name} is {what}; to read those, install what that takes: python -m pip install 'rolecall[documents]'"
)
"""What is said where the optional packages are not installed."""
