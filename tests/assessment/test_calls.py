"""Whether a call is open on a day: hours, interruptions, stops, and days the sources leave open."""

import datetime as dt
from pathlib import Path

import pytest
from tests.assessment.made import CALL, HEAD, measure_of

from intra_core import Application, Costs, Money, Outcome, Project, Undertaking
from intra_core.assessment.assessment import Assessment
from intra_core.assessment.measure import Measure

ENOUGH = Costs(eligible=Money(400_000, "EUR"))


def asked(measure: Measure, day: str, at: str | None = None, seat: str | None = "SI032") -> Assessment:
    submitted = dt.date.fromisoformat(day)
    time = dt.time.fromisoformat(at) if at else None
    application = Application(
        undertaking=Undertaking(seat=seat), project=Project(submitted=submitted, submitted_at=time), costs=ENOUGH
    )
    return measure.assess(application, submitted + dt.timedelta(days=3))


def state(measure: Measure, day: str, at: str | None = None) -> str:
    return asked(measure, day, at).dated.call.state


def test_the_days_around_a_call(tmp_path: Path) -> None:
    measure = measure_of(tmp_path)
    days = {"2024-06-20": "closed", "2024-06-21": "open", "2024-12-31": "open", "2025-01-01": "closed"}
    assert {day: state(measure, day) for day in days} == days
    before, after = asked(measure, "2024-06-20"), asked(measure, "2025-01-01")
    assert before.verdict is after.verdict is Outcome.INELIGIBLE
    assert before.reasons[0].says == "No call open on 20 June 2024; the next known opening is 21 June 2024"
    assert after.reasons[0].says == "No call open on 1 January 2025"
    assert [reason.condition for reason in before.reasons] == ["call", "something-to-pay"]
    assert asked(measure, "2024-06-21").amount == Money(240_000, "EUR")
    assert before.in_language("sl").reasons[0].says.startswith("20. 6. 2024 ni odprt noben poziv")


def test_an_hour_at_both_ends(tmp_path: Path) -> None:
    call = CALL.replace("2024-06-21", "2024-06-21T09:00:00").replace("2024-12-31", "2024-12-31T17:00:00")
    measure = measure_of(tmp_path, call=call)
    assert state(measure, "2024-06-21", "08:59:59") == "closed"
    assert state(measure, "2024-06-21", "09:00:00") == "open"
    assert state(measure, "2024-12-31", "17:00:00") == "open"
    assert state(measure, "2024-12-31", "17:00:01") == "closed"
    assert state(measure, "2024-09-01", "03:00:00") == state(measure, "2024-09-01") == "open"
    undecided = asked(measure, "2024-12-31")
    assert undecided.verdict is Outcome.UNDETERMINED
    assert [ask.fact for ask in undecided.asks] == ["project.submitted_at"]
    assert (
        undecided.reasons[0].says
        == "Whether the call one is open on 31 December 2024 depends on the hour of application"
    )


def test_an_interruption(tmp_path: Path) -> None:
    call = (
        CALL + "interrupted = [{ since = 2024-08-01, until = 2024-08-31 }, "
        '{ since = { after = 2024-10-01, by = 2024-10-05 }, until = "2024-11" }]\n'
    )
    measure = measure_of(tmp_path, call=call)
    days = {
        "2024-07-31": "open", "2024-08-01": "closed", "2024-08-31": "closed", "2024-09-01": "open",
        "2024-10-01": "open", "2024-10-03": "unknown", "2024-10-20": "closed",
        "2024-11-15": "unknown", "2024-12-01": "open",
    }  # fmt: skip
    assert {day: state(measure, day) for day in days} == days


def test_a_stop_for_one_programme_area(tmp_path: Path) -> None:
    call = CALL + 'stopped = [{ area = "east", since = { after = 2024-09-01, by = 2024-09-05 } }]\n'
    measure = measure_of(tmp_path, call=call)
    assert asked(measure, "2024-09-01").verdict is Outcome.ELIGIBLE
    assert asked(measure, "2024-09-03").verdict is Outcome.UNDETERMINED
    east, west = asked(measure, "2024-09-06"), asked(measure, "2024-09-06", seat="SI041")
    assert (east.verdict, west.verdict) == (Outcome.INELIGIBLE, Outcome.ELIGIBLE)
    assert east.reasons[0].says == "The call one is open on 6 September 2024, but not in every programme area"
    assert east.reasons[0].facts == {"undertaking.seat": "SI032"}
    nowhere = asked(measure, "2024-09-06", seat=None)
    assert nowhere.verdict is Outcome.UNDETERMINED
    assert [ask.fact for ask in nowhere.asks] == ["undertaking.seat"]


def test_an_unknown_end_reaches_to_the_next_call(tmp_path: Path) -> None:
    second = CALL.replace('"one"', '"two"').replace("2024-06-21", "2025-03-01").replace("2024-12-31", "2025-04-30")
    measure = measure_of(tmp_path, call=CALL.replace("2024-12-31", '"unknown"') + second)
    days = {
        "2024-06-20": "closed", "2024-06-21": "open", "2024-06-22": "unknown", "2025-02-28": "unknown",
        "2025-03-01": "open", "2025-05-01": "closed",
    }  # fmt: skip
    assert {day: state(measure, day) for day in days} == days
    undecided = asked(measure, "2024-07-01")
    assert undecided.verdict is Outcome.UNDETERMINED
    assert undecided.asks == ()
    assert undecided.reasons[0].says == "Whether a call is open on 1 July 2024 was not found in any source"
    assert undecided.award_bounds is not None


def test_a_call_of_which_only_the_year_is_known_is_open_for_certain_on_no_day(tmp_path: Path) -> None:
    """It may have closed again before the last day on which it can have opened."""
    measure = measure_of(tmp_path, call=CALL.replace("2024-06-21", "2024").replace("2024-12-31", '"unknown"'))
    days = {"2023-12-31": "closed", "2024-01-01": "unknown", "2024-12-31": "unknown", "2025-01-01": "unknown"}
    assert {day: state(measure, day) for day in days} == days


def test_an_unknown_opening(tmp_path: Path) -> None:
    second = CALL.replace('"one"', '"two"').replace("2024-06-21", '"unknown"').replace("2024-12-31", "2025-04-30")
    measure = measure_of(tmp_path, call=CALL + second)
    days = {
        "2024-12-31": "open",
        "2025-01-01": "unknown",
        "2025-04-29": "unknown",
        "2025-04-30": "open",
        "2025-05-01": "closed",
    }
    assert {day: state(measure, day) for day in days} == days
    assert asked(measure, "2025-02-01").to_dict()["call"] == {
        "id": "two", "state": "unknown", "opens": None, "closes": "2025-04-30",
    }  # fmt: skip


def test_days_known_to_the_month(tmp_path: Path) -> None:
    call = CALL.replace("2024-06-21", '"2024-06"').replace("2024-12-31", "{ after = 2024-12-29, by = 2024-12-31 }")
    measure = measure_of(tmp_path, call=call)
    days = {
        "2024-05-31": "closed", "2024-06-01": "unknown", "2024-06-29": "unknown", "2024-06-30": "open",
        "2024-12-30": "open", "2024-12-31": "unknown", "2025-01-01": "closed",
    }  # fmt: skip
    assert {day: state(measure, day) for day in days} == days
    assert asked(measure, "2024-07-01").to_dict()["call"] == {
        "id": "one", "state": "open", "opens": "2024-06-01/2024-06-30", "closes": "2024-12-30/2024-12-31",
    }  # fmt: skip


def test_funds_may_run_out(tmp_path: Path) -> None:
    measure = measure_of(tmp_path, call=CALL + "until_funds_spent = true\n")
    said = asked(measure, "2024-12-31").reasons[0].says
    assert said == "The call one is open on 31 December 2024, until its funds are spent"


def test_a_planned_measure_is_at_best_undetermined(tmp_path: Path) -> None:
    planned = asked(
        measure_of(tmp_path, head=HEAD.replace("[source.s]", 'status = "planned"\n[source.s]'), call=""), "2024-07-01"
    )
    assert planned.verdict is Outcome.UNDETERMINED
    assert planned.award is None
    assert planned.to_dict()["call"] == {"id": None, "state": "planned", "opens": None, "closes": None}
    assert planned.reasons[0].says == "No call was found: the measure was planned"


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (CALL + CALL, "the call 'one' stands twice"),
        (CALL + CALL.replace('"one"', '"two"'), "this call opens before the call 'one' has closed"),
        (CALL.replace("2024-12-31", "2024-06-20"), "the call closes before it opens"),
        (CALL.replace("2024-06-21", "2024-06-21T09:00:00+02:00"), "the hour has an offset"),
        (CALL.replace("opens = 2024-06-21\n", ""), "the key 'opens' is missing"),
        (CALL + 'stopped = [{ area = "north", since = 2024-07-01 }]\n', "'north' is not one of its words"),
        (CALL + 'budget = "3 million"\n', "'3 million' is not money"),
        (CALL.replace("2024-06-21", '"soon"'), "'soon' is not a day"),
        ("", "there is no call"),
    ],
)
def test_what_a_call_cannot_be(tmp_path: Path, call: str, told: str) -> None:
    with pytest.raises(Exception, match=told):
        measure_of(tmp_path, call=call)
