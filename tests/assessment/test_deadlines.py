"""Openings and deadlines as moments, across the hour that a region's clocks lose or gain."""

import datetime as dt

import pytest
from tests.assessment.made import CALL, measure_of
from tests.installed import CATALOGUE

from intra_core.assessment.deadlines import deadlines

INSTALLED = CATALOGUE.measures


@pytest.mark.parametrize(
    ("closes", "moment"),
    [
        ("2024-03-30T12:00:00", "2024-03-30T11:00:00+00:00"),  # winter time
        ("2024-03-31T12:00:00", "2024-03-31T10:00:00+00:00"),  # the day on which the clocks go forward
        ("2024-10-26T23:59:59", "2024-10-26T21:59:59+00:00"),
        ("2024-10-27T23:59:59", "2024-10-27T22:59:59+00:00"),  # the day on which they go back
    ],
)
def test_an_hour_is_that_of_the_region_on_that_day(tmp_path, closes, moment):
    call = CALL.replace("opens = 2024-06-21", "opens = 2024-01-02").replace("2024-12-31", closes)
    opening, closing = deadlines(measure_of(tmp_path, call=call))
    assert closing.moment == dt.datetime.fromisoformat(moment)
    assert closing.to_dict()["on"] == closes
    assert opening.moment is None, "a day without an hour is a day"


@pytest.mark.parametrize(("closes", "on"), [('"2024-11"', "2024-11-01/2024-11-30"), ('"unknown"', None)])
def test_a_day_not_known_exactly_is_no_moment(tmp_path, closes, on):
    _, closing = deadlines(measure_of(tmp_path, call=CALL.replace("2024-12-31", closes)))
    assert closing.moment is None
    assert closing.to_dict() == {
        "measure": "made.voucher",
        "call": "one",
        "what": "closes",
        "on": on,
        "time_zone": "Europe/Ljubljana",
        "source": "Source",
        "mark": "sourced",
    }


@pytest.mark.parametrize("measure", INSTALLED, ids=lambda measure: measure.id)
def test_every_call_opens_and_closes_once(measure):
    found = list(deadlines(measure))
    assert [(each.call.id, each.opening) for each in found] == [
        (call.id, opening) for call in measure.identity.calls for opening in (True, False)
    ]
