"""Which duties nearly every occupation has, also where a verb such as *perform* hides what is done."""

import pytest

from decks.choosing.activities import activity


@pytest.mark.parametrize(
    "text",
    [
        "Perform minor repairs to machines, such as replacing worn parts",
        "Perform routine maintenance of equipment",
        "Perform administrative duties, such as keeping records",
        "Perform data entry and other clerical work",
        "Perform managerial functions",
        "Search files to find information",
        "Observe gauges to ensure that machines run properly",
        "Represent the organization at conventions and meetings",
        "Distribute sales material to customers",
    ],
)
def test_what_nearly_every_occupation_does_is_general(text: str) -> None:
    assert activity(text).general


@pytest.mark.parametrize(
    "text",
    [
        "Perform inspections of forests",
        "Perform before live audiences in concerts",
        "Perform covert surveillance",
        "Represent clients in court",
        "Search passengers for weapons",
    ],
)
def test_what_few_do_is_not(text: str) -> None:
    assert not activity(text).general
