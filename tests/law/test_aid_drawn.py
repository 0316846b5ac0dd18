"""How long aid counts, by columns and by single days; grant equivalents; what an answer adds to its figures."""

import datetime as dt
from fractions import Fraction

import narwhals.stable.v2 as nw
import polars as pl
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.law.awards import SGEI
from tests.law.test_aid_headroom import (
    CEILINGS,
    STARTS,
    counts,
    days,
    histories,
    near_the_change,
    policies,
    theirs,
)

from intra_core.errors import WrongInput
from intra_core.law.aid.equivalent import equity_equivalent, guarantee_equivalent, loan_equivalent
from intra_core.law.aid.headroom import headroom
from intra_core.law.aid.regulations import Question
from intra_core.law.aid.restructuring import Restructuring
from intra_core.law.aid.stretches import Bound, after, stretch
from intra_core.law.aid.windows import Window
from intra_core.law.columnar import windows as columns
from intra_core.law.columnar.intake import checked, complaints
from intra_core.law.lawbook import lawbook
from intra_core.law.policies import chosen
from intra_core.law.policies import policies as readings
from intra_core.model.aid import Merger, Split
from intra_core.model.money import Money

LAW = lawbook()
DAY = dt.timedelta(days=1)
WAYS = {each.id: sorted(each.readings) for each in readings(LAW) if each.about == "headroom"}
YEAR_ENDS = st.sampled_from((1231, 331, 630, 228, 229))
DAYS = st.dates(dt.date(2019, 1, 1), dt.date(2031, 12, 31))
OF_YEARS = st.builds(
    Window, kind=st.just("years"), years=st.integers(1, 3), ends=st.sampled_from(WAYS["window"]),
    leap=st.sampled_from(WAYS["leap_day"]),
)  # fmt: skip
WINDOWS = OF_YEARS | st.builds(Window, kind=st.just("fiscal-years"), years=st.integers(1, 3), year_end=YEAR_ENDS)


# --- days ----------------------------------------------------------------------------------------


@given(WINDOWS, DAYS)
def test_what_is_said_of_an_award_names_the_last_day_on_which_it_counts(window, granted):
    says = window.says(granted)
    last = dt.date.fromisoformat(says.rpartition(" up to ")[2])
    assert window.counts(granted, last)
    assert not window.counts(granted, last + DAY)
    assert f" {window.years} " in says
    assert ("fiscal year" in says) == (window.year_end is not None)


ROWS = st.lists(st.tuples(DAYS, DAYS, YEAR_ENDS), min_size=1, max_size=5)


@given(WINDOWS, ROWS)
def test_a_column_of_awards_counts_as_each_of_them(window, rows):
    frame = nw.from_native(
        pl.DataFrame(rows, schema=("granted", "on", "end"), orient="row", schema_overrides={"end": pl.Int32})
    )
    granted, on, end = nw.col("granted"), nw.col("on"), nw.col("end")
    found = frame.select(counts=columns.counts(window, granted, on, end), free=columns.free(window, granted, end))
    own = [window if window.year_end is None else evolve(window, year_end=its) for *_, its in rows]
    assert found["counts"].to_list() == [each.counts(had, day) for each, (had, day, _) in zip(own, rows, strict=True)]
    assert found["free"].to_list() == [each.free(had) for each, (had, *_) in zip(own, rows, strict=True)]


REGIMES = ("de-minimis", "de-minimis-fishery")
BOUNDS = st.builds(
    Bound, limit=st.none(), ceiling=st.just(1), least=st.just(0), window=OF_YEARS,
    counts=st.sets(st.sampled_from(REGIMES)).map(frozenset), left_aside=st.none() | DAYS,
)  # fmt: skip


@given(
    BOUNDS,
    st.none() | BOUNDS,
    DAYS,
    st.lists(st.tuples(st.integers(0, 1500), st.sampled_from(REGIMES)), min_size=1, max_size=4),
)
def test_an_award_falls_out_on_the_first_day_on_which_the_law_of_that_day_does_not_count_it(
    bound, again, change, awards
):
    rows = [(change - (1 + ago) * DAY, regime) for ago, regime in awards]
    frame = nw.from_native(pl.DataFrame(rows, schema=("granted", "regime"), orient="row"))
    found = frame.select(out=columns.falls_out(bound, ((change, again),), "de-minimis", nw.lit(1231)))["out"].to_list()

    def counted(granted, regime, day):
        if day < change:
            return bound.window.counts(granted, day)
        if again is None:
            return False
        aside = regime == "de-minimis" and again.left_aside is not None and granted < again.left_aside
        return regime in again.counts and not aside and again.window.counts(granted, day)

    for (granted, regime), out in zip(rows, found, strict=True):
        day = granted
        while counted(granted, regime, day):
            day += DAY
        assert out == day


@given(st.sampled_from(("de-minimis", "de-minimis-agriculture", "de-minimis-sgei")), DAYS, YEAR_ENDS, st.data())
def test_what_counts_changes_on_just_the_days_on_which_the_law_counts_otherwise(regime, day, end, data):
    told = {name: data.draw(st.sampled_from(words)) for name, words in WAYS.items()}
    asked = Question(
        law=LAW, member_state="SI", regime=regime, sector=None, policies=chosen(LAW, ("headroom",), told)
    )  # fmt: skip

    def way(bound):
        its = bound.window
        return (its.kind, its.years, its.year_end, its.ends, its.leap), bound.counts, bound.left_aside

    for bound in stretch(asked, day, end).bounds:
        expected: list[tuple[dt.date, Bound | None]] = []
        before = bound
        for change in [each for each in asked.changes() if each > day]:
            if asked.regulation(change) is None:
                break
            same = [each for each in stretch(asked, change, end).bounds if each.limit.id == bound.limit.id]
            if not same:
                expected.append((change, None))
                break
            if way(same[0]) != way(before):
                expected.append((change, same[0]))
            assert (same[0].counting == before.counting) == (way(same[0]) == way(before))
            before = same[0]
        assert list(after(asked, bound, day, end)) == expected


NAMES = st.sampled_from("ABC")


@given(st.lists(st.tuples(DAYS, NAMES), max_size=4), st.lists(DAYS, max_size=4), DAYS, st.booleans())
def test_mergers_and_splits_are_taken_up_to_the_day_in_their_order(merged, split, day, by_activity):
    mergers = [Merger(on=on, parties=("X", name), into=name) for on, name in merged]
    splits = [Split(on=on, from_="X", parties=("A", "B")) for on in split]
    found = Restructuring.until(day, mergers, splits, by_activity=by_activity)
    assert [each.on for each in found.mergers] == sorted(each.on for each in mergers if each.on <= day)
    assert {*found.mergers} <= {*mergers}
    assert [each.on for _, each in found.splits] == sorted(on for on in split if on <= day)
    assert all(splits[at] is each for at, each in found.splits)
    assert found.by_activity is by_activity


# --- what an answer adds -------------------------------------------------------------------------


def of(awards, on, policy, **more):
    return headroom(awards, subject="A", member_state="SI", on=on, policies={"transition": policy}, **more)


def without_services(awards):
    """Leave out aid for services of general interest, which counts in other ways."""
    return [each for each in awards if each.regime != SGEI]


@given(histories.map(without_services), days | near_the_change, policies)
def test_awards_of_after_the_day_are_told_and_not_counted(awards, on, policy):
    later = [(each.granted, str(each.amount)) for each in awards if theirs(each) and each.granted > on]
    assert sorted(of(awards, on, policy).later) == sorted(later)


@given(histories.map(without_services), near_the_change, policies)
def test_the_usual_end_of_the_year_is_taken_and_said_where_an_award_may_count_by_it(awards, on, policy):
    answer = of(awards, on, policy)
    # No fiscal years reach farther back than those that end on the day itself.
    may_count = [each for each in awards if theirs(each) and counts(each.granted, on, policy, (on.month, on.day))]
    matters = on < STARTS[policy] and any(each.amount.minor for each in may_count)
    assert answer.assumed == ({"fiscal_year_end": "--12-31"} if matters else {})
    said = [each.why for each in answer.review if "was not told: it is taken to end on --12-31" in each.why]
    assert bool(said) == matters
    assert of(awards, on, policy, fiscal_year_end="--12-31").used == answer.used


# --- grant equivalents ---------------------------------------------------------------------------

ON = dt.date(2024, 9, 2)
CEILING = CEILINGS[True]
UNIT = 100_000_00
AMOUNTS = st.integers(1, 30 * UNIT) | st.sampled_from((5 * UNIT, 10 * UNIT, 10 * UNIT + 1, 15 * UNIT))
MONTHS = st.integers(1, 130) | st.sampled_from((60, 61, 120, 121))


def euro(cents):
    return Money(cents, "EUR")


def part(amount, months, cells):
    """Give the part of the ceiling that an amount over a time is, in cents; nothing where no cell holds it."""
    for most, longest in cells:
        if amount <= most and months <= longest:
            return Fraction(CEILING) * amount / most * months / longest
    return None


def told(worth):
    return None if worth is None else euro(int(worth))


@given(AMOUNTS, MONTHS, AMOUNTS)
def test_a_loan_is_its_part_of_the_ceiling(loan, months, secured):
    answer = loan_equivalent(euro(loan), months=months, secured=euro(secured), sound=True, on=ON)
    worth = part(loan, months, ((15 * UNIT, 60), (15 * UNIT // 2, 120))) if 2 * secured >= loan else None
    assert answer.amount == told(worth)
    assert answer.exact == (None if worth is None else worth / 100)


@given(AMOUNTS, MONTHS, AMOUNTS)
def test_a_guarantee_is_its_part_of_the_ceiling(guaranteed, months, loan):
    answer = guarantee_equivalent(
        euro(guaranteed), loan=euro(loan), months=months, sound=True, shared_losses=True, on=ON
    )
    cells = ((45 * UNIT // 2, 60), (45 * UNIT // 4, 120))
    worth = part(guaranteed, months, cells) if 5 * guaranteed <= 4 * loan else None
    assert answer.amount == told(worth)


@given(AMOUNTS)
def test_equity_counts_whole_up_to_the_ceiling(injected):
    assert equity_equivalent(euro(injected), on=ON).amount == (euro(injected) if injected <= CEILING else None)


# --- frames --------------------------------------------------------------------------------------

FAULTS = {
    "amount": (-1, "-1 is below zero"),
    "regime": ("tea", "unknown word 'tea'"),
    "member_state": ("XX", "unknown word 'XX'"),
    "undertaking": (None, "1 row without a value"),
}


@given(st.sets(st.sampled_from(sorted(FAULTS))), st.sets(st.sampled_from(("granted", "regime"))))
def test_each_fault_of_a_frame_of_awards_is_told_and_nothing_else(wrong, missing):
    row = {"undertaking": "A", "granted": ON, "amount": 1, "regime": "de-minimis", "member_state": "SI"}
    good = row | {name: FAULTS[name][0] for name in wrong}
    kinds = {"undertaking": pl.String, "amount": pl.Int64, "granted": pl.Date}
    awards = pl.DataFrame([row, good], schema_overrides=kinds).drop(missing)
    frames = nw.from_native(pl.DataFrame({"undertaking": ["A"]})), nw.from_native(awards)
    expected = {f"awards.{name}": "there is no such column" for name in missing}
    if not missing:
        expected = {f"awards.{name}": FAULTS[name][1] for name in wrong}
    known = frozenset({"de-minimis"})
    assert {each.key: each.says for each in complaints(*frames, known)} == expected
    if expected:
        with pytest.raises(WrongInput) as caught:
            checked(*frames, known, [])
        assert len(caught.value.complaints) == len(expected)
    else:
        checked(*frames, known, [])
