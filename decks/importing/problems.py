"""What is told of a source that cannot be imported."""


class Unimportable(Exception):
    """The source cannot become a deck; the text is one sentence: where, what is wrong, and what to do where that helps."""


MISSING = (
    "{path} is an Excel file; to read those, install what that takes: python -m pip install 'rolecall[xlsx]'."
)
"""What is said where the optional package is not installed."""
