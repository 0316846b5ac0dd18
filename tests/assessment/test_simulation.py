"""Two versions of a measure over a frame: on every engine what one by one comes to; parts sum to the whole."""

import datetime as dt
import random
from typing import Any

import narwhals.stable.v2 as nw
import polars as pl
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assessment.simulated import TYPES, VOUCHER, as_frame, document, drawn, one_by_one, region, sum_of
from tests.engines import ENGINES, frame
from tests.soak import examples

from intra_core import WrongInput
from intra_core.assessment.columnar.simulation import Question, compare, comparing, tally
from intra_core.assessment.columnar.simulation.counting import counted
from intra_core.assessment.simulation import Line, whole_change, with_figures, with_text
from intra_core.assessment.simulation.distribution import DIGITS
from intra_core.assessment.simulation.report import report_of
from intra_core.assessment.simulation.tally import EVERY_OUTCOME, Counts, Tally
from intra_core.model.money import Money

TYPES_WITHOUT_LIST = {name: told for name, told in TYPES.items() if not name.startswith("undertaking.nace")}
SETTINGS = ("ceiling = EUR 6000.00", "rate.small = 75 %", "floor = EUR 1000.00")


@pytest.fixture(scope="module")
def lakes(tmp_path_factory):
    return region(tmp_path_factory.mktemp("lakes"))


@pytest.fixture(scope="module")
def voucher(lakes):
    return lakes["lakes.voucher"]


def compared(engine, rows, change, on="on"):
    return compare(as_frame(engine, rows), change.before, change, on=on, key="id")


def held_against_one_by_one(found, change, rows):
    counted = one_by_one(change, rows)
    outcomes = dict(found.outcomes)
    assert {name: each.applications for name, each in outcomes.items()} == dict(counted["outcomes"])
    for name, each in outcomes.items():
        assert (each.before.award, each.after.award) == (
            counted["sums"][name, "before"],
            counted["sums"][name, "after"],
        )
    sizes = {None if name == "unknown" else name: each.applications for name, each in found.classes("size")}
    assert sizes == dict(counted["size"])
    for (name, condition), (unmet, unknown) in found.tally.unmet.items():
        assert (unmet, unknown) == (counted["unmet"][name, condition, False], counted["unmet"][name, condition, None])
    assert max(counted["awards after"], default=0) < 10**DIGITS
    assert found.tally.awards == (dict(counted["awards before"]), dict(counted["awards after"]))
    for kind in found.tally.kinds.values():
        assert sum(kind.values(), Counts()) == found.tally.whole


@pytest.mark.no_cover  # what it runs is covered by others, and it is far faster unmeasured
@pytest.mark.parametrize("engine", ENGINES)
def test_a_frame_comes_to_what_its_applications_do_one_by_one(engine, voucher):
    rows = drawn(random.Random(engine), 400)
    change = with_figures(voucher, [*SETTINGS, "last_day = 2025-07-01"])
    found = compared(engine, rows, change)
    held_against_one_by_one(found, change, rows)
    assert {"became-eligible", "lost", "more", "less", "same", "stays-refused", "stays-undetermined"} <= {
        name for name, _ in found.outcomes
    }


@pytest.mark.no_cover  # what it runs is covered by others, and it is far faster unmeasured
@settings(max_examples=examples(4))
@given(st.integers(0, 2**32), st.lists(st.sampled_from(SETTINGS), unique=True, max_size=3))
def test_any_change_comes_to_what_its_applications_do_one_by_one(voucher, seed, chosen):
    rows = drawn(random.Random(seed), 120)
    change = with_figures(voucher, chosen)
    held_against_one_by_one(compared("polars", rows, change), change, rows)


@pytest.mark.no_cover  # what it runs is covered by others, and it is far faster unmeasured
def test_every_engine_finds_the_same(voucher):
    rows = drawn(random.Random(1), 150)
    change = with_figures(voucher, SETTINGS)
    found = [compared(engine, rows, change).to_dict() for engine in ENGINES]
    assert all(each == found[0] for each in found)


def test_no_change_changes_nothing(voucher):
    rows = drawn(random.Random(2), 300)
    for change in (
        with_figures(voucher, []),
        whole_change(voucher, voucher),
        with_figures(voucher, ["floor = EUR 500.00"]),
    ):
        found = compared("polars eager", rows, change)
        assert {name for name, _ in found.outcomes} <= {"same", "award-open", "stays-refused", "stays-undetermined"}
        assert found.tally.whole.before == found.tally.whole.after
        assert found.tally.awards[0] == found.tally.awards[1]
        assert all(found.part(line).award == found.part(line).eligible == 0 for line in change.lines)


@pytest.mark.no_cover  # what it runs is covered by others, and it is far faster unmeasured
def test_tallies_of_the_halves_of_a_frame_add_up(voucher):
    rows = drawn(random.Random(3), 301)
    change = with_figures(voucher, SETTINGS)
    question = Question(on="on", key="id")

    def counted(part):
        return tally(as_frame("polars eager", part), change, question)

    assert counted(rows[:100]) + counted(rows[100:]) == counted(rows)
    assert counted([]).whole == Counts()


@pytest.mark.no_cover  # what it runs is covered by others, and it is far faster unmeasured
def test_parts_of_lines_sum_to_the_difference_of_each_outcome(voucher):
    rows = drawn(random.Random(4), 300)
    change = with_figures(voucher, SETTINGS)
    found = compared("polars", rows, change)
    whole = found.tally.whole
    assert found.way == "every-order"
    for outcome, counts in found.outcomes:
        parts = [found.parts[line, outcome] for line in change.lines]
        assert sum(part.award for part in parts) == counts.after.award - counts.before.award
        assert sum(part.eligible for part in parts) == counts.after.eligible - counts.before.eligible
    assert sum(found.part(line).award for line in change.lines) == whole.after.award - whole.before.award
    assert whole.after.award - whole.before.award == sum_of(change.after, rows) - sum_of(change.before, rows)


@pytest.mark.no_cover  # what it runs is covered by others, and it is far faster unmeasured
def test_a_part_is_what_each_mixture_comes_to_one_by_one(voucher):
    rows = drawn(random.Random(5), 120)
    change = with_figures(voucher, SETTINGS[:2])
    found = compared("polars", rows, change)
    first, second = change.lines
    sums = {chosen: sum_of(change.with_lines(chosen), rows) for chosen in ((), (first,), (second,), (first, second))}
    twice = sums[first,] - sums[()] + sums[first, second] - sums[second,]
    assert abs(2 * found.part(first).award - twice) <= 2 * len(EVERY_OUTCOME)


def test_more_than_six_lines_are_changed_in_one_order(voucher):
    rows = drawn(random.Random(6), 80)
    change = with_figures(
        voucher,
        [*SETTINGS, "rate.micro = 70 %", "rate.large = 5 %", "min_employees = 2 persons", "last_day = 2025-07-01"],
    )
    found = compared("polars", rows, change)
    assert found.way == "one-order"
    whole = found.tally.whole
    assert sum(found.part(line).award for line in change.lines) == whole.after.award - whole.before.award
    assert "one after the other" in " ".join(text for each in report_of(found).sections for text in each.text)


def test_with_a_day_every_application_counts_as_made_on_it(voucher):
    rows = drawn(random.Random(7), 100)
    day = dt.date(2024, 7, 1)
    change = with_figures(voucher, SETTINGS)
    found = compared("polars", rows, change, on=day)
    then = [{**row, "on": day, "project.submitted": None} for row in rows]
    held_against_one_by_one(found, change, then)
    assert [name for name, _ in found.classes("call")] == ["second"]
    assert [name for name, _ in found.classes("year")] == ["2024"]
    assert "made and decided on 2024-07-01" in report_of(found).subtitle
    own = compare(
        as_frame("polars", rows).rename({"project.submitted": "made"}),
        voucher,
        change,
        on=day,
        key="id",
        columns={"project.submitted": "made"},
    )
    assert own.to_dict() == found.to_dict()


def test_calls_and_years_are_those_of_the_day_of_application(voucher):
    rows = [
        {**drawn(random.Random(8), 1, gaps=0)[0], "id": number, "on": dt.date(2025, 1, 1), "project.submitted": made}
        for number, made in enumerate(
            [
                dt.date(2022, 12, 31),
                dt.date(2023, 1, 1),
                dt.date(2023, 12, 31),
                dt.date(2024, 2, 29),
                dt.date(2024, 3, 1),
                dt.date(2025, 12, 15),
                None,
            ]
        )
    ]
    found = compared("polars", rows, with_figures(voucher, SETTINGS[:1]))
    calls = {name: each.applications for name, each in found.classes("call")}
    assert calls == {"first": 2, "no call": 2, "second": 2, "second?": 1}
    years = {name: each.applications for name, each in found.classes("year")}
    assert years == {"2022": 1, "2023": 2, "2024": 2, "2025": 2}


def test_a_call_that_only_the_later_version_has_is_told(lakes, voucher):
    other = VOUCHER.replace("opens = 2023-01-01\ncloses", "opens = 2022-01-01\ncloses")
    change = with_text(voucher, lakes.region("lakes").region, document(other))
    assert [line.names for line in change.lines] == [("call.first",)]
    row = {**drawn(random.Random(9), 1, gaps=0)[0], "project.submitted": dt.date(2022, 6, 1)}
    assert [name for name, _ in compared("polars", [row], change).classes("call")] == ["first"]


def test_sectors_are_of_a_revision_and_seats_of_nuts_3(voucher):
    codes = ("2.1:62.10", "2:62.01", "2:01", "2.1:K", "2:98.7", "3:01", None, "2:00")
    base = drawn(random.Random(10), 1, gaps=0)[0]
    rows = [{**base, "id": number, "undertaking.nace.code": code} for number, code in enumerate(codes)]
    rows[0]["undertaking.seat"], rows[1]["undertaking.seat"], rows[2]["undertaking.seat"] = "SI031", "SI03", None
    for row in rows[3:]:
        row["undertaking.seat"] = "HR001"
    found = compared("polars", rows, with_figures(voucher, SETTINGS[:1]))
    sectors = {name: each.applications for name, each in found.classes("sector")}
    assert sectors == {
        "A (NACE Rev. 2)": 1,
        "J (NACE Rev. 2)": 1,
        "K (NACE Rev. 2.1)": 2,
        "T (NACE Rev. 2)": 1,
        "unknown": 3,
    }
    assert {name: each.applications for name, each in found.classes("seat")} == {"SI031": 1, "HR001": 5, "unknown": 2}


@pytest.mark.parametrize("engine", ENGINES)
def test_activities_may_stand_in_a_frame_of_their_own(engine, voucher):
    rows = drawn(random.Random(11), 60, gaps=0)
    change = with_figures(voucher, SETTINGS[:1])
    folded = as_frame(engine, rows)
    records = [
        (row["id"], row["undertaking.nace.code"], main)
        for row in rows
        for main in (True, False)
        if main or row["id"] % 2
    ]
    lists = {
        "undertaking.nace": frame(
            engine,
            {
                "id": [each[0] for each in records],
                "code": [each[1] for each in records],
                "main": [each[2] for each in records],
            },
            {"id": "int", "code": "text", "main": "bool"},
        )
    }
    plain = frame(
        engine,
        {name: [row[name] for row in rows] for name in TYPES_WITHOUT_LIST},
        TYPES_WITHOUT_LIST,
    )
    apart = compare(plain, voucher, change, on="on", key="id", lists=lists)
    assert apart.to_dict() == compare(folded, voucher, change, on="on", key="id").to_dict()


def test_duckdb_counts_without_another_library(voucher, monkeypatch):
    rows = drawn(random.Random(12), 100)
    change = with_figures(voucher, SETTINGS[:1])
    streamed = compared("duckdb", rows, change)
    monkeypatch.setattr(comparing, "find_spec", lambda _: None)
    assert compared("duckdb", rows, change).to_dict() == streamed.to_dict()


@pytest.mark.no_cover  # what it runs is covered by others, and it is far faster unmeasured
def test_a_measure_of_which_nobody_knows_the_lines_changes_as_a_whole(voucher):
    rows = drawn(random.Random(13), 100)
    change = with_figures(voucher, SETTINGS)
    whole = compare(as_frame("polars", rows), voucher, change.after, on="on", key="id")
    (line,) = whole.change.lines
    counts = whole.tally.whole
    assert whole.part(line).award == counts.after.award - counts.before.award
    assert dict(whole.outcomes) == dict(compared("polars", rows, change).outcomes)


@pytest.mark.no_cover  # what it runs is covered by others, and it is far faster unmeasured
def test_facts_may_have_columns_of_other_names(voucher):
    rows = drawn(random.Random(14), 60)
    change = with_figures(voucher, SETTINGS)
    names = {"project.submitted": "made", "undertaking.seat": "nuts", "undertaking.nace.code": "branch"}
    renamed = as_frame("polars", rows).rename(names)
    found = compare(renamed, voucher, change, on="on", key="id", columns=names)
    assert found.to_dict() == compared("polars", rows, change).to_dict()


def test_what_no_frame_can_be_is_refused(voucher):
    change = with_figures(voucher, SETTINGS)
    rows = drawn(random.Random(15), 3)
    for made, told, key in (
        ([1, 2], "is list, not a data frame", "frame"),
        (
            as_frame("polars", rows).with_columns(pl.lit(5).alias("undertaking.seat")),
            "is Int32, not text",
            "undertaking.seat",
        ),
        (as_frame("polars", rows).drop("on"), "there is no column 'on'", "on"),
        (as_frame("polars", rows).with_columns(pl.lit("x").alias("on")), "is String, not a date", "on"),
    ):
        with pytest.raises(WrongInput) as wrong:
            compare(made, voucher, change, on="on", key="id")
        assert [(each.says, each.key) for each in wrong.value.complaints] == [(told, key)]


def test_a_moment_is_no_day(voucher):
    moment = dt.datetime(2024, 9, 2, tzinfo=dt.UTC)
    with pytest.raises(WrongInput, match="is not a day"):
        compare(as_frame("polars", drawn(random.Random(25), 3)), voucher, with_figures(voucher, SETTINGS), on=moment)


def test_activities_without_a_key_say_nothing_of_sectors(voucher):
    rows = drawn(random.Random(16), 3)
    lists = {"undertaking.nace": pl.DataFrame({"code": ["2.1:62.10"], "main": [True]})}
    plain = as_frame("polars", rows).drop("undertaking.nace.code", "undertaking.nace.main")
    with pytest.raises(WrongInput, match="records need to know whose they are"):
        compare(plain, voucher, with_figures(voucher, SETTINGS), on="on", lists=lists)


@pytest.mark.no_cover  # what it runs is covered by others, and it is far faster unmeasured
def test_a_list_that_only_sectors_are_counted_by_is_not_asked_for(tmp_path):
    without = VOUCHER.replace(
        "not any(a.code in closed for a in undertaking.nace)", "undertaking.employees >= min_employees"
    )
    without = without.replace('[set]\nclosed = { nace = { "2" = ["A"], "2.1" = ["A"] } }\n', "")
    voucher = region(tmp_path, without.replace('closed = { en = "closed sectors" }\n', ""))["lakes.voucher"]
    rows = drawn(random.Random(17), 4, gaps=0)
    lists = {"undertaking.nace": pl.DataFrame({"id": [0, 1], "code": ["2.1:62.10", "2:62"], "main": [True, True]})}
    for engine in ("polars", "polars eager"):
        plain = as_frame(engine, rows).drop("undertaking.nace.code", "undertaking.nace.main")
        told = lists if engine == "polars eager" else {"undertaking.nace": lists["undertaking.nace"].lazy()}
        found = compare(plain, voucher, with_figures(voucher, SETTINGS), on="on", key="id", lists=told)
        sectors = {name: each.applications for name, each in found.classes("sector")}
        assert sectors == {"J (NACE Rev. 2)": 1, "K (NACE Rev. 2.1)": 1, "unknown": 2}


def test_a_lazy_list_may_stand_beside_an_eager_frame_and_the_other_way(voucher):
    rows = drawn(random.Random(18), 30, gaps=0)
    change = with_figures(voucher, SETTINGS)
    wanted = compared("polars", rows, change).to_dict()
    records = pl.DataFrame(
        {
            "id": [row["id"] for row in rows],
            "code": [row["undertaking.nace.code"] for row in rows],
            "main": [True] * len(rows),
        }
    )
    for engine, told in (("polars", records), ("polars eager", records.lazy())):
        plain = as_frame(engine, rows).drop("undertaking.nace.code", "undertaking.nace.main")
        found = compare(plain, voucher, change, on="on", key="id", lists={"undertaking.nace": told})
        assert found.to_dict() == wanted


@pytest.mark.no_cover  # what it runs is covered by others, and it is far faster unmeasured
def test_rows_that_were_made_up_say_so(voucher):
    rows = as_frame("polars", drawn(random.Random(19), 5))
    change = with_figures(voucher, SETTINGS)
    for told in (True, False, None):
        column = pl.Series("invented", [None, told, None, None, None], dtype=pl.Boolean)
        found = compare(rows.collect().with_columns(column), voucher, change, on="on", key="id")
        assert found.tally.invented is (told is True)


@pytest.mark.no_cover  # what it runs is covered by others, and it is far faster unmeasured
def test_a_report_has_what_was_found(voucher):
    rows = drawn(random.Random(21), 200)
    found = compared("polars", rows, with_figures(voucher, [*SETTINGS, "last_day = 2025-07-01"]))
    report = report_of(found, invented="The population is invented.", notes=("read somewhere",))
    assert report.invented == "The population is invented."
    assert report.notes[0] == "read somewhere"
    tables: dict[str, Any] = {table.title: table for section in report.sections for table in section.tables}
    total = found.tally.whole
    assert tables["Before and after"].rows[-1] == (
        "sum of awards",
        Money(total.before.award, "EUR"),
        Money(total.after.award, "EUR"),
        Money(total.after.award - total.before.award, "EUR"),
    )
    for name in (
        "By size of the undertaking",
        "By NACE section",
        "By seat, NUTS 3",
        "By call",
        "By year of application",
    ):
        assert sum(row[1] for row in tables[name].rows) == total.applications
        assert sum(row[-1].minor for row in tables[name].rows) == total.after.award - total.before.award
    assert tables["Part of each line"].rows[-1][-1].minor == total.after.award - total.before.award
    assert (
        sum(row[3] for row in tables["Awards between round bounds"].rows)
        == total.after.eligible - total.after.unsettled
    )
    assert len(tables["Deciles of awards"].rows) == 10
    reasons = tables["Why those that stay not eligible are not"]
    assert [row[1] for row in reasons.rows] == sorted((row[1] for row in reasons.rows), reverse=True)


def test_functions_that_were_asked_or_not_are_noted(voucher):
    found = compared("polars", drawn(random.Random(22), 5), with_figures(voucher, SETTINGS[:1]))
    told = evolve(found, tally=evolve(found.tally, asked={"lakes.f": 5}, unanswered={"lakes.g": 3}))
    notes = " ".join(report_of(told).notes)
    assert "lakes.f was asked row by row, for 5 rows" in notes
    assert "lakes.g was not asked: what it decides is unknown in 3 rows" in notes


def test_without_a_change_a_report_shares_nothing(voucher):
    found = compared("polars", drawn(random.Random(23), 5), with_figures(voucher, []))
    assert "Which line has which part" not in [each.title for each in report_of(found).sections]
    assert found.change.lines == ()


def test_lines_are_told_apart_by_their_places():
    assert Line(names=("parameter.a", "condition.b"), before=None, after="x").id == "parameter.a, condition.b"
    assert Tally().mixture(0) == (0, 0)


def test_a_frame_that_is_not_computed_yet_is_counted_as_one_that_is():
    verdicts = {"verdict 0": [True, False, None, True], "verdict 1": [True, True, None, True]}
    awards = {"award 0": [5, None, None, 1_234_567], "award 1": [7, 5, None, None]}
    more = {"condition x": [True, False, None, True], "moved": ["more", "award-open", "award-open", "award-open"]}
    named = {
        "size": ["micro", None, "micro", "small"],
        "sector": ["2.1:62", "2:01", None, "9"],
        "year": [2024, None, 2025, 2024],
    }
    told = {"unanswered": ["lakes.f", None, "lakes.f", "lakes.g"], "invented": [False, None, True, None]}
    rows = pl.DataFrame({**verdicts, **awards, **more, **named, **told})
    kinds = ("size", "sector", "year")
    found = [counted(nw.from_native(each), kinds, ("x",), 2) for each in (rows, rows.lazy())]
    assert found[0] == found[1]
    assert found[0].unanswered == {"lakes.f": 2, "lakes.g": 1}
    assert found[0].invented
    assert found[0].awards == ({5: 1, 1_234_560: 1}, {7: 1, 5: 1})
    assert {name: each.applications for name, each in found[0].kinds["year"].items()} == {2024: 2, 2025: 1, None: 1}


def test_what_is_not_in_the_frame_is_not_in_the_report(voucher):
    plain = as_frame("polars", drawn(random.Random(24), 5)).drop("undertaking.seat")
    found = compare(plain, voucher, with_figures(voucher, SETTINGS), on="on", key="id")
    assert found.classes("seat") == []
    assert "By seat, NUTS 3" not in [each.title for each in report_of(found).sections]
