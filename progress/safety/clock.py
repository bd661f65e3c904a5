"""Noticing that the computer's clock has jumped. The log keeps its order whatever the clock says (`progress.ids`)."""

from datetime import datetime, timedelta

from sqlalchemy import select

from progress.storage import notes, queries
from progress.storage.store import Store

BACK = timedelta(hours=1)
"""By how much the clocks of two devices may differ."""
AHEAD = timedelta(days=365)
"""How long a learner may stay away before the clock is suspected."""
_KEY = "clock"
_TIME = "%Y-%m-%d %H:%M UTC"


def warning(store: Store, at: datetime) -> list[str]:
    """A sentence where the clock says `at` and the last answer makes that unlikely; once for each such answer.

    Raises StoreProblem.
    """
    event = queries.EVENT.c
    with store.transaction() as connection:
        query = select(event.id, event.at).order_by(event.sequence.desc()).limit(1)
        last = connection.execute(query).first()
        if last is None:
            return []
        if at < last.at - BACK:
            said = (
                f"This computer says that it is {at.strftime(_TIME)}, but your last answer was given on "
                f"{last.at.strftime(_TIME)}. If its clock is wrong, put it right: cards come due by it. "
                "No answer gets lost, and their order is kept."
            )
        elif at > last.at + AHEAD:
            said = (
                f"Your last answer was given on {last.at.strftime(_TIME)}, and this computer says that it is "
                f"{at.strftime(_TIME)}. If its clock is wrong, put it right before you go on: cards come due by it."
            )
        else:
            return []
        if notes.read(connection, _KEY) == last.id:
            return []
        notes.write(connection, _KEY, last.id)
    return [said]
