"""`intra calendar`: every known day of a call as an event that calendars can read."""

import builtins
import datetime as dt
import json
import sys

import icalendar
import pytest
from tests.installed import CATALOGUE

from intra_core.cli import main

pytestmark = pytest.mark.usefixtures("loaded_once")


def events_in(text):
    return icalendar.Calendar.from_ical(text).walk("VEVENT")


def test_days_months_and_unknown_days(intra):
    code, out, err = intra("calendar", "hills")
    assert code == 0
    assert not [line for line in err.splitlines() if "no source tells" in line]
    found = {str(each["uid"]): each for each in events_in(out)}
    assert sorted(found) == [
        f"hills.voucher.{call}.{what}@intra-core" for call in ("new", "old") for what in ("closes", "opens")
    ]
    inexact = found["hills.voucher.old.closes@intra-core"]
    assert (inexact.decoded("dtstart"), inexact.decoded("dtend")) == (dt.date(2020, 6, 1), dt.date(2020, 7, 1))
    assert "The day is not known exactly." in inexact["description"]
    assert str(found["hills.voucher.new.closes@intra-core"]["summary"]) == "last day: Fair voucher"
    assert "The call ends before if its money is spent." in found["hills.voucher.new.closes@intra-core"]["description"]
    assert str(found["hills.voucher.new.opens@intra-core"]["url"]) == "https://example.org/call"


def test_days_that_no_source_tells_are_named_beside(intra):
    code, out, err = intra("calendar", "valley")
    assert (code, events_in(out)) == (0, [])
    assert "intra: days that no source tells: valley.hidden some\n" in err


def test_how_a_day_is_known_is_told_in_the_language_of_the_calendar(capsys):
    assert main(["calendar", "algarve", "--lang", "pt"]) == 0
    told = "".join(str(each["description"]) for each in events_in(capsys.readouterr().out))
    assert "(segundo a fonte)" in told
    assert "sourced" not in told


@pytest.mark.parametrize("region", [each.region.id for each in CATALOGUE.regions])
def test_the_calendar_of_a_region_has_an_event_for_each_known_day(region, capsys):
    assert main(["calendar", region]) == 0
    found = events_in(capsys.readouterr().out)
    assert main(["calendar", region, "--json"]) == 0
    told = [each for each in json.loads(capsys.readouterr().out)["events"] if each["on"] is not None]
    assert len(found) == len(told) == len({str(each["uid"]) for each in found})
    for event, each in zip(found, told, strict=True):
        start = event.decoded("dtstart")
        if "T" in each["on"]:
            assert start.utcoffset() == dt.timedelta(0)
        else:
            first, _, last = each["on"].partition("/")
            assert start.isoformat() == first
            assert event.decoded("dtend") - dt.timedelta(days=1) == dt.date.fromisoformat(last or first)


def test_without_what_writes_calendars_it_says_what_to_install(intra, monkeypatch):
    real = builtins.__import__

    def without(name, *rest):
        if name.partition(".")[0] == "icalendar":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    for name in [each for each in sys.modules if each.partition(".")[0] == "icalendar"]:
        monkeypatch.delitem(sys.modules, name)
    code, out, err = intra("calendar", "hills")
    assert (code, out) == (2, "")
    assert err.endswith("the package icalendar is not installed\n  pip install 'intra-core[calendar]'\n")
    assert intra("calendar", "hills", "--json")[0] == 0


def test_an_unknown_region_is_told(intra):
    code, _, err = intra("calendar", "hill")
    assert code == 2
    assert "did you mean 'hills'?" in err
