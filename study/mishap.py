"""What becomes of an error that nobody foresaw: its details go to the log, and the learner gets one sentence."""

import traceback
from datetime import datetime
from pathlib import Path

from decks.text import one_line


def noted(error: BaseException, log: Path | None, at: datetime | None) -> str:
    """Append an error to the log and say where it is; without a log, or where it cannot be written, only say what it was."""
    what = one_line(f"{type(error).__name__}: {error}")
    sentence = f"Rolecall stopped on an error of its own ({what}). Every answer before it is saved."
    if log is None:
        return sentence
    details = "".join(traceback.format_exception(error))
    try:
        with log.open("a", encoding="utf-8") as file:
            file.write(f"{at.isoformat() if at else ''} {details}\n")
    except OSError:
        return sentence
    return f"{sentence} Please report it with what {log} says."
