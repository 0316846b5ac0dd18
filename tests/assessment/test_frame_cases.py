"""Measures whose columns are written in a way of their own: a frame is decided as its rows are, one by one."""

import datetime as dt
import sys
from collections.abc import Collection
from importlib import import_module
from typing import Any

import narwhals.stable.v2 as nw
import polars as pl
import pytest
from attrs import evolve
from tests.assessment.frames import KEY, as_columns, decided, facts_of, scales, types_of, types_of_records, whole
from tests.assessment.made import CALL, HEAD, REST, catalogue_of
from tests.engines import frame, read
from tests.installed import CATALOGUE

from intra_core.assessment.columnar import assess_frame
from intra_core.assessment.columnar.asked import lists_read
from intra_core.assessment.examples import assessed
from intra_core.assessment.measure import Measure
from intra_core.assessment.simulation import with_figures
from intra_core.errors import WrongInput
from intra_core.rules.functions import RuleFunction
from intra_core.rules.kinds import Number, number_of
from intra_core.rules.language import Constant, Fact, Product

Rows = list[dict[str, Any]]
ON = dt.date(2024, 9, 2)
EUROS = number_of("EUR")


def held_against_each(
    measure: Measure, rows: Rows, without: Collection[str] = (), engine: str = "polars eager", **asked: Any
) -> dict[str, Any]:
    """Hold what a frame is decided as against what its rows are one by one, and give the answer.

    `without` are facts that have no column, `… records` lists that have no frame.
    """
    facts = facts_of(measure)
    columns, lists = as_columns(rows, facts)
    kinds = lists_read({name: (fact.kind, (0, 0)) for name, fact in facts.items()})
    frames = {
        name: frame(engine, each, types_of_records(kinds[name]))
        for name, each in lists.items()
        if f"{name} records" not in without
    }
    told = {name: each for name, each in columns.items() if name not in without}
    given = frame(engine, told, types_of(facts))
    question = {"on": "on", "key": KEY, "lists": frames, "keep": [KEY], "scale": scales(facts)} | asked
    got = read(engine, assess_frame(given, measure, **question))
    assert got[KEY] == list(range(len(rows)))
    for place, row in enumerate(rows):
        verdict, award, conditions = decided(measure, row)
        found = {name: got[f"{measure.id}.conditions.{name}"][place] for name in conditions}
        assert (got[f"{measure.id}.verdict"][place], found) == (verdict, conditions), row
        assert got[f"{measure.id}.award"][place] == award, row
    return got


@pytest.mark.parametrize(
    "name", ["westmidlands.sme_grant", "slovenia.spirit_market_research", "bulgaria.entrepreneurship"]
)
def test_the_worked_examples_of_a_measure_come_out_of_a_frame(name: str) -> None:
    measure = CATALOGUE[name]
    facts = facts_of(measure)
    rows = [whole(facts, dict(assessed(measure, each).facts)) for each in measure.examples]
    rows = [row for row in rows if "on" in row]
    assert len(set(held_against_each(measure, rows)[f"{name}.verdict"])) >= 2


# A measure whose figures change within its call, and which works values out that a row may state.

VOCABULARY = """schema = 1
[parameter]
made.most = [{ value = "unknown", unit = "EUR", source = "s", mark = "sourced" }]
[define.undertaking.programme_area]
is = '"east"'
[define.made.room]
is = "undertaking.turnover + made.most"
type = "money"
stricter = "least"
[define.made.grade]
is = '"small" if undertaking.insolvent else "large"'
words = ["small", "large"]
stricter = ["small", "large"]
[define.made.aid]
is = "sum(x.amount for x in award)"
type = "money"
stricter = "least"
[label]
made.aid = { en = "aid" }
made.most = { en = "most" }
made.room = { en = "room" }
made.grade = { en = "grade" }
[source.s]
title = "Source"
read = 2026-11-22
"""
CHANGING = """
[[condition]]
id = "room"
holds = "made.room >= floor"
source = "s"
mark = "sourced"
[[condition]]
id = "aid"
holds = "made.aid >= floor"
source = "s"
mark = "sourced"
[[condition]]
id = "grade"
holds = 'made.grade == "large"'
source = "s"
mark = "sourced"
[[condition]]
id = "established"
holds = "undertaking.registered <= project.submitted"
source = "s"
mark = "sourced"
[[condition]]
id = "in_time"
holds = "project.started <= add_months(max(undertaking.registered, opening), term)"
source = "s"
mark = "sourced"
[[condition]]
id = "fees"
holds = "sum(x.net for x in cost if x.net >= floor) >= floor"
source = "s"
mark = "sourced"
[[condition]]
id = "way"
holds = "made.way(min(undertaking.employees, team)) in slow"
source = "s"
mark = "sourced"
[[condition]]
id = "sector"
holds = "made.sector(min(undertaking.employees, team)) not in closed"
source = "s"
mark = "sourced"
[[condition]]
id = "even"
holds = "made.even(undertaking.employees)"
source = "s"
mark = "sourced"
"""
FIGURES = """[parameter]
floor = [
    { value = "EUR 100.00", source = "s", mark = "sourced" },
    { since = 2024-09-01, value = "EUR 200.00", source = "s", mark = "sourced" },
]
opening = [
    { value = 2024-02-29, source = "s", mark = "sourced" },
    { since = 2024-09-01, value = 2024-10-31, source = "s", mark = "sourced" },
]
team = [
    { value = "9 persons", source = "s", mark = "sourced" },
    { since = 2024-09-01, value = "4 persons", source = "s", mark = "sourced" },
]
term = [{ value = "12 months", source = "s", mark = "sourced" }]
"""
SETS = """[set]
slow = ["small", "medium", "large", "physical", "digital", "first", "renewal"]
closed = { nace = { "2.1" = ["01"] } }
"""
LABELS = """[label]
slow = { en = "slow" }
closed = { en = "closed" }
floor = { en = "floor" }
opening = { en = "opening" }
team = { en = "team" }
term = { en = "term" }
"""
TEXT = HEAD + CALL + REST.replace("[parameter]\n", FIGURES).replace("[label]\n", SETS + LABELS) + CHANGING


def way(persons: Any) -> Any:
    return nw.when(persons > 4).then(nw.lit("large")).otherwise(nw.lit("micro"))


def sector(persons: Any) -> Any:
    return nw.when(persons > 4).then(nw.lit("2.1:62.10")).otherwise(nw.lit("2.1:01.11"))


FUNCTIONS = (
    RuleFunction(
        name="made.way", takes=("count persons",), label={"en": "way"},
        gives="choice micro small medium large physical digital first renewal",
        call=lambda persons: "large" if persons > 4 else "micro", columns=way,
    ),
    RuleFunction(
        name="made.sector", takes=("count persons",), gives="code nace", label={"en": "sector"},
        call=lambda persons: "2.1:62.10" if persons > 4 else "2.1:01.11", columns=sector,
    ),
    RuleFunction(
        name="made.even", takes=("count persons",), gives="yes-no", label={"en": "the number is even"},
        call=lambda persons: persons % 2 == 0,
    ),
)  # fmt: skip
"""The last is not written over columns."""


@pytest.fixture(scope="module")
def changing(tmp_path_factory: pytest.TempPathFactory) -> Measure:
    return catalogue_of(tmp_path_factory.mktemp("made"), TEXT, VOCABULARY, functions=FUNCTIONS)["made.voucher"]


BASE = {
    "on": ON.toordinal(),
    "project.submitted": dt.date(2024, 8, 31).toordinal(),
    "project.started": dt.date(2025, 1, 1).toordinal(),
    "undertaking.registered": dt.date(2020, 1, 31).toordinal(),
    "undertaking.employees": 8,
    "undertaking.insolvent": False,
    "undertaking.seat": "SI031",
    "undertaking.turnover": 500_000,
    "costs.eligible": 400_000,
    "award": ({"amount": 30_000},),
    "cost": ({"net": 30_000, "kind": "fee"}, {"net": 15_000, "kind": "fee"}, {"kind": "fee"}),
}
ROWS = [
    BASE,
    *({name: told for name, told in BASE.items() if name != left_out} for left_out in BASE if left_out != "on"),
    *(BASE | more for more in (
        {"project.submitted": dt.date(2024, 9, 1).toordinal()},
        {"project.started": dt.date(2025, 3, 1).toordinal()},
        {"project.started": dt.date(2025, 10, 31).toordinal(), "project.submitted": dt.date(2024, 9, 1).toordinal()},
        {"undertaking.registered": dt.date(2024, 9, 1).toordinal()},
        {"undertaking.employees": 3},
        {"made.room": 9_999},
        {"made.room": 10_000, "undertaking.turnover": 0},
        {"made.aid": 9_999},
        {"made.aid": 40_000},
        {"made.aid": 40_000, "award": ()},
        {"made.aid": 40_000, "award": ({},)},
        {"made.grade": "large"},
        {"made.grade": "small", "undertaking.insolvent": True},
        {"made.grade": "large", "undertaking.insolvent": True},
        {"cost": ()},
        {"cost": ({"net": 10_000}, {"net": 9_999})},
    )),
]  # fmt: skip
"""A row of which all is told, one without each fact, and some that say otherwise."""


@pytest.mark.parametrize("engine", ["polars eager", "pyarrow"])
def test_figures_that_change_within_a_call(engine: str, changing: Measure) -> None:
    held_against_each(changing, ROWS, engine=engine)


def test_one_day_of_decision_for_all_rows(changing: Measure) -> None:
    got = held_against_each(changing, ROWS, on=ON)
    assert {True, False, None} == set(got["made.voucher.verdict"])


def test_a_list_may_be_told_by_its_records_alone(changing: Measure) -> None:
    rows = [row for row in ROWS if row.get("award") != ()]
    held_against_each(changing, rows, {"award"})


def test_a_list_that_has_no_records_is_told_by_nothing(changing: Measure) -> None:
    rows = [{name: told for name, told in row.items() if name != "award"} for row in ROWS]
    held_against_each(changing, rows, {"award", "award records"})
    held_against_each(changing, rows, {"award records"})


# Functions that are not written over columns.


def test_a_function_is_asked_row_by_row_where_rows_can_be_read(changing: Measure) -> None:
    given = pl.DataFrame({"undertaking.employees": [8, 3, None, 8]})
    told: dict[str, int] = {}
    answer = assess_frame(given, changing, on=ON, batch=lambda name, rows: told.update({name: rows}))
    assert answer["made.voucher.conditions.even"].to_list() == [True, False, None, True]
    assert told == {"made.even": 4}
    assert answer.equals(assess_frame(given, changing, on=ON))


def test_what_such_a_function_decides_is_unknown_where_nothing_is_computed_yet(changing: Measure) -> None:
    given = pl.LazyFrame({"undertaking.employees": [8, 3, None]})
    answer = assess_frame(given, changing, on=ON).collect()
    assert answer["made.voucher.conditions.even"].to_list() == [None, None, None]
    assert answer["made.voucher.unanswered"].to_list() == ["made.even", "made.even", None]


# Types of columns.


@pytest.mark.parametrize("whole_number", [pl.Int8, pl.Int16, pl.Int32, pl.UInt8, pl.UInt16, pl.UInt32, pl.Int64])
def test_a_column_of_few_bits_is_reckoned_with_in_full(whole_number: Any, changing: Measure) -> None:
    given = pl.DataFrame({"undertaking.employees": [8, 3], "undertaking.turnover": [127, 0]})
    plain = assess_frame(given, changing, on=ON, bounds=True)
    assert assess_frame(given.cast(whole_number), changing, on=ON, bounds=True)[:, 2:].equals(plain[:, 2:])


def test_a_time_of_day_is_a_column_of_times() -> None:
    research = CATALOGUE["slovenia.spirit_market_research"]
    day = dt.date(2017, 1, 27)
    times = [dt.time(13, 0, 0), dt.time(13, 0, 1), None]
    given = pl.DataFrame({"project.submitted": [day] * 3, "project.submitted_at": pl.Series(times, dtype=pl.Time)})
    answer = assess_frame(given, research, on=day)
    assert answer["slovenia.spirit_market_research.conditions.call"].to_list() == [True, False, None]


def test_a_moment_without_a_time_zone_is_its_day(changing: Measure) -> None:
    days = [dt.date(2025, 2, 28), dt.date(2025, 3, 1), dt.date(2025, 10, 31), None]
    moments = [dt.datetime.combine(day, dt.time(23, 59)) if day is not None else None for day in days]
    registered = [dt.date(2020, 1, 31)] * 4
    found = [
        assess_frame(
            pl.DataFrame({"project.started": told, "undertaking.registered": registered}),
            changing,
            on=dt.date(2024, 8, 1),
        )["made.voucher.conditions.in_time"].to_list()
        for told in (days, moments)
    ]
    assert found == [[True, False, False, None]] * 2


def test_a_day_of_the_year_is_written_as_one() -> None:
    bonus = CATALOGUE["abruzzo.digital_bonus"]
    given = pl.DataFrame({"undertaking.fiscal_year_end": ["--12-31", "12-31", "--13-01", None]})
    with pytest.raises(WrongInput) as refused:
        assess_frame(given, bonus, on=ON)
    assert [each.says for each in refused.value.complaints] == [
        "'--13-01' is not a day of the year", "'12-31' is not a day of the year",
    ]  # fmt: skip
    assert assess_frame(given[[0, 3]], bonus, on=ON).height == 2
    with pytest.raises(WrongInput, match='is Int64, not text such as "--12-31"'):
        assess_frame(pl.DataFrame({"undertaking.fiscal_year_end": [1231]}), bonus, on=ON)


@pytest.mark.parametrize(
    ("columns", "records", "says"),
    [
        ({"made.grade": [1]}, {}, "made.grade: is Int64, not text"),
        ({}, {"amuont": [1]}, "award.amuont: no rule reads such a field; did you mean 'amount'?"),
        ({}, {"amount": ["much"]}, "award.amount: is String, not a whole number (Int64)"),
        ({}, {"amount": [-1]}, "award.amount: -1 is too little"),
    ],
)
def test_a_fault_is_told_with_its_column(columns: Any, records: Any, says: str, changing: Measure) -> None:
    given = pl.DataFrame({"id": [1], **columns})
    with pytest.raises(WrongInput) as refused:
        assess_frame(given, changing, on=ON, key="id", lists={"award": pl.DataFrame({"id": [1], **records})})
    assert says in str(refused.value).replace("\n  ", "; ")


def test_a_column_of_records_that_is_like_no_field_is_left_alone(changing: Measure) -> None:
    awards = pl.DataFrame({"id": [1], "amount": [10_000], "remark": ["see file"]})
    answer = assess_frame(pl.DataFrame({"id": [1]}), changing, on=ON, key="id", lists={"award": awards})
    assert answer["made.voucher.conditions.aid"].to_list() == [False]


# What is asked of a frame.


def test_an_answer_may_be_asked_for_nothing(changing: Measure) -> None:
    answer = assess_frame(pl.DataFrame({"id": [1, 2]}), changing, on=ON, only=())
    assert answer.to_dict(as_series=False) == {"id": [1, 2]}


def test_what_no_column_can_hold_is_refused_with_its_measure(changing: Measure) -> None:
    book = changing.rules.book
    turnover, times = Fact("undertaking.turnover", EUROS, 0, 10**15), Constant(10**6, Number())
    large = evolve(changing, rules=evolve(changing.rules, book=evolve(book, award=Product(turnover, times, EUROS))))
    with pytest.raises(WrongInput, match=r"made\.voucher: a step .* can come to 10{20,}, more than a column"):
        assess_frame(pl.DataFrame({"undertaking.turnover": [1]}), large, on=ON)


def test_a_figure_may_be_in_force_where_those_that_keep_it_small_are_not() -> None:
    measure = with_figures(CATALOGUE["algarve.territorial_base"], ["base_rate = 45 %"]).after
    facts = facts_of(measure)
    rows = [whole(facts, dict(assessed(measure, each).facts)) for each in measure.examples]
    early = dt.date(2022, 6, 1).toordinal()
    rows += [row | {"on": early, "project.submitted": early} for row in rows]
    rows += [row | {"algarve.chain_bonus": most, "costs.eligible": 0} for row in rows for most in (0, 10**9)]
    held_against_each(measure, [row for row in rows if "on" in row])


def test_only_what_a_frame_needs_is_named_as_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    name = "intra_core.assessment.columnar"
    for each in [each for each in sys.modules if each.startswith(name)]:
        monkeypatch.delitem(sys.modules, each)
    monkeypatch.setitem(sys.modules, f"{name}.frame", None)
    with pytest.raises(ModuleNotFoundError, match=f"import of {name}.frame halted"):
        import_module(name)
