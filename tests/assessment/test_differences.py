"""What changed between two days: nothing against itself, the mirror image the other way, and the changes made below."""

import datetime as dt
import time
from itertools import pairwise

import pytest
import tomli
from tests.assessment.made import CALL, HEAD, REST, measure_of
from tests.installed import CATALOGUE
from tests.soak import halved

from intra_core.assessment.differences import Change, Wording, call_text, changes_in, conditions_text, differences
from intra_core.model.days import ALWAYS
from intra_core.provenance import Basis, Mark
from intra_core.rules.history import ConditionVersion
from intra_core.rules.kinds import YesNo
from intra_core.rules.language import Fact

INSTALLED = halved(CATALOGUE.measures)
DAY = dt.timedelta(days=1)


def some_days(measure):
    """Give up to twelve days around the turns of a measure, spread over its history."""
    first, last = dt.date(2000, 1, 1).toordinal(), dt.date(2100, 1, 1).toordinal()
    turns = [day for day in measure.turning_days() if first < day < last]
    step = max(1, len(turns) // 6)
    return sorted({dt.date.fromordinal(turn - before) for turn in turns[::step] for before in (0, 1)})


def mirrored(changes):
    return {(each.what, each.name): (each.after, each.before) for each in changes}


@pytest.mark.no_cover  # what it runs is covered by others, and it is far faster unmeasured
@pytest.mark.parametrize("measure", INSTALLED, ids=lambda measure: measure.id)
def test_nothing_changes_within_a_day(measure):
    assert [differences(measure, day, day) for day in some_days(measure)] == [()] * len(some_days(measure))


@pytest.mark.no_cover  # what it runs is covered by others, and it is far faster unmeasured
@pytest.mark.parametrize("measure", INSTALLED, ids=lambda measure: measure.id)
def test_what_comes_one_way_goes_the_other(measure):
    days = some_days(measure)
    for early, late in pairwise(days):
        there, back = differences(measure, early, late), differences(measure, late, early)
        told = {(each.what, each.name): (each.before, each.after) for each in there}
        assert mirrored(back) == told
        assert all(each.before != each.after for each in there)


@pytest.mark.parametrize("measure", INSTALLED, ids=lambda measure: measure.id)
def test_every_side_is_toml_and_rests_on_something(measure):
    days = some_days(measure)
    for early, late in pairwise(days):
        for change in differences(measure, early, late, "sl"):
            for side in filter(None, (change.before, change.after)):
                assert tomli.loads(side.toml)
                assert side.says
                assert side.bases or change.what == "figure"


@pytest.mark.no_cover  # what it runs is covered by others, and it is far faster unmeasured
@pytest.mark.parametrize("measure", INSTALLED, ids=lambda measure: measure.id)
def test_the_days_of_a_year_are_those_on_which_something_differs_from_the_day_before(measure):
    year = 2021
    told = dict(changes_in(measure, year))
    assert all(day.year == year for day in told)
    for day in (dt.date(year, 1, 1) + DAY * number for number in range(0, 365, 7)):
        assert bool(differences(measure, day - DAY, day)) == (day in told)
    for day, changes in told.items():
        assert changes == differences(measure, day - DAY, day)


CONDITIONS = """[[condition]]
id = "staff"
holds = "undertaking.employees >= least"
until = 2024-08-31
source = "s"
mark = "sourced"
[[condition]]
id = "staff"
holds = "undertaking.employees >= least"
applies = 'undertaking.size == "micro"'
since = 2024-09-01
source = "s"
mark = "sourced"
[[condition]]
id = "doubted"
holds = "undertaking.employees >= least"
source = "s"
mark = "sourced"
[[condition]]
id = "doubted"
holds = 'not undertaking.insolvent'
since = "2024-11"
source = "s"
mark = "sourced"
[[duty]]
id = "keep"
holds = "undertaking.employees >= least"
until = "call.costs.until"
since = 2024-09-01
source = "s"
mark = "sourced"
[[duty]]
id = "say"
holds = "not undertaking.insolvent"
until = "call.costs.until"
since = 2024-10-01
says = { en = "It goes on" }
source = "s"
mark = "sourced"
"""
FIGURES = """least = [
  { value = "3 persons", until = 2024-08-31, source = "s", mark = "sourced" },
  { value = "unknown", between = ["1 person", "9 persons"], since = 2024-09-01, source = "s", mark = "sourced" },
  { value = "closed", since = 2024-10-01, source = "s", mark = "sourced" },
]
[label]
least = { en = "least staff" }
"""
INEXACT = CALL.replace("closes = 2024-12-31", 'closes = "2024-11"\nuntil_funds_spent = true')


def day(text):
    return dt.date.fromisoformat(text)


@pytest.fixture
def voucher(tmp_path):
    return measure_of(tmp_path, call=INEXACT, rest=REST.replace("[label]\n", FIGURES) + CONDITIONS)


def there(side: Wording | None) -> Wording:
    """Give a side that is there."""
    assert side is not None
    return side


def sides(voucher, early, late):
    """Give what changed as the TOML of its two sides."""
    return {
        (each.what, each.name): tuple(side.toml if side is not None else None for side in (each.before, each.after))
        for each in differences(voucher, day(early), day(late))
    }


def test_a_guard_that_is_added_is_a_change_of_the_rule(voucher):
    line = 'holds = "undertaking.employees >= least"'
    found = sides(voucher, "2024-08-31", "2024-09-01")
    guard = "applies = 'undertaking.size == \"micro\"'"
    assert found["condition", "staff"] == (line, f"{line}\n{guard}")


def test_figures_are_written_as_in_the_file(voucher):
    found = sides(voucher, "2024-08-31", "2024-09-01")
    bounded = 'least = { value = "unknown", between = ["1 persons", "9 persons"] }'
    assert found["figure", "least"] == ('least = "3 persons"', bounded)
    assert sides(voucher, "2024-09-01", "2024-10-01")["figure", "least"] == (bounded, 'least = "closed"')


def test_where_nobody_knows_which_wording_holds_both_are_told(voucher):
    (change,) = (each for each in differences(voucher, day("2024-10-30"), day("2024-11-15")) if each.name == "doubted")
    assert there(change.before).toml == 'holds = "undertaking.employees >= least"'
    assert [each["holds"] for each in tomli.loads(there(change.after).toml)["condition"]] == [
        "undertaking.employees >= least",
        "not undertaking.insolvent",
    ]
    assert " | " in there(change.after).says


def test_a_duty_that_begins_is_told_in_its_own_words_or_as_a_sentence(voucher):
    found = {each.name: each for each in differences(voucher, day("2024-08-01"), day("2024-10-01"))}
    assert found["keep"].before is None
    assert there(found["keep"].after).toml == 'holds = "undertaking.employees >= least"\nuntil = "call.costs.until"'
    assert "number of employees" in there(found["keep"].after).says
    assert there(found["say"].after).says == "It goes on"


def test_a_call_is_there_from_its_opening_to_the_last_day_it_may_be_open(voucher):
    toml = """id = "one"
opens = 2024-06-21
closes = { after = 2024-10-31, by = 2024-11-30 }
costs = { since = 2024-01-01, until = 2025-12-31 }
budget = "unknown"
until_funds_spent = true"""
    assert sides(voucher, "2024-06-20", "2024-06-21")["call", "call"] == (None, toml)
    assert sides(voucher, "2024-11-30", "2024-12-01")["call", "call"] == (toml, None)
    (change,) = (each for each in differences(voucher, day("2024-06-20"), day("2024-06-21")) if each.what == "call")
    assert (change.label, change.before) == ("one", None)
    assert "between 1 November 2024 and 30 November 2024, until its funds are spent" in there(change.after).says
    assert [each.source.title for each in there(change.after).bases if each.source] == ["Source"]


def test_a_measure_without_calls_has_none_to_change(tmp_path):
    planned = measure_of(tmp_path, head=HEAD.replace("title", 'status = "planned"\ntitle', 1), call="")
    assert differences(planned, day("2020-01-01"), day("2024-01-01")) == ()


def test_a_change_without_sides_is_called_by_its_name():
    assert Change(what="figure", name="floor", before=None, after=None).label == "floor"


def test_days_nobody_knows_are_written_as_unknown(tmp_path):
    call = CALL.replace("closes = 2024-12-31", 'closes = "unknown"').replace("2025-12-31", '"unknown"')
    told = call_text(measure_of(tmp_path, call=call).identity.calls[0])
    assert 'closes = "unknown"' in told
    assert 'until = "unknown"' in told


@pytest.mark.parametrize("text", ['say "it"', "it's", "both ' and \"", 'back\\slash "q"'])
def test_lines_are_quoted_so_that_toml_reads_them_back(text):
    basis = Basis(mark=Mark.SOURCED, source=None)
    node = Fact("a", YesNo())
    version = ConditionVersion(period=ALWAYS, text=f"  {text}\n", node=node, basis=basis)
    assert tomli.loads(conditions_text((version,))) == {"holds": text}


def test_a_hundred_measures_take_less_than_two_seconds_a_year(figure):
    start = time.process_time()
    days = sum(1 for measure in INSTALLED for _ in changes_in(measure, 2021))
    spent = time.process_time() - start
    figure("seconds to tell what changes in 2021 in every measure", f"{spent:.2f} ({days} days)")
    assert spent < 2
