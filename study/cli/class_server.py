"""A school's database as a source of answers for a class report."""

from contextlib import closing

from progress.classes.gathering import Gathered
from progress.classes.given import given
from progress.classes.report import Step
from progress.server.servers import Server, need_driver

_OFTEN = 1000


def first_deck_of(database: str) -> str:
    """The deck of the first answer; empty where there is none. Raises StoreProblem."""
    server = Server(database)
    need_driver()
    from progress.server.class_reading import read_class

    with closing(read_class(server)) as answers:
        return next((event.deck for _, event in answers), "")


def read_database_into(gathered: Gathered, database: str, step: Step) -> dict[str, str]:
    """Take in the answers on the deck of all whom the login may read; the class of each. Raises StoreProblem.

    Students go by their logins, whatever learner their answers name: the login is what the server vouches for.
    """
    server = Server(database)
    need_driver()
    from progress.server.class_reading import read_class, read_classes

    total = done = 0
    for done, (student, event) in enumerate(read_class(server, gathered.deck), 1):
        total = max(total, done + _OFTEN)
        gathered.take(student, given(event, gathered.catalogue.version), server.name)
        if not done % _OFTEN:
            step(done, total)
    step(max(done, 1), max(done, 1))
    groups = read_classes(server)
    return groups if len(set(groups.values())) > 1 else {}
