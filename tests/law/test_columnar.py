"""Headroom over columns: row by row the headroom of one, and what a count over the days of the regulation gives."""

import datetime as dt
import importlib
import sys
from typing import Any

import narwhals.stable.v2 as nw
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal
from tests.soak import examples, part

from intra_core.errors import WrongInput
from intra_core.law.aid.headroom import headroom
from intra_core.law.aid.windows import Window
from intra_core.law.columnar import headroom_frame
from intra_core.law.columnar.intake import GREATEST
from intra_core.law.columnar.windows import first_counted
from intra_core.law.lawbook import lawbook
from intra_core.law.policies import policies
from intra_core.law.vocabulary import law_vocabulary
from intra_core.model.aid import PastAward
from intra_core.model.money import Money
from intra_core.rules.kinds import Records

CEILING = 30_000_000
SCHEMA = {
    "undertaking": pl.String,
    "granted": pl.Date,
    "amount": pl.Int64,
    "regime": pl.String,
    "member_state": pl.String,
}
OUT = {
    "ceiling": pl.Int64,
    "used": pl.Int64,
    "headroom": pl.Int64,
    "next_release_on": pl.Date,
    "next_release_amount": pl.Int64,
}
READINGS = {each.id: tuple(each.readings) for each in policies(lawbook()) if each.about == "headroom"}
EDGES = [
    dt.date(*each) for each in (
        (2020, 2, 28), (2020, 2, 29), (2020, 3, 1), (2020, 12, 31), (2021, 1, 1), (2021, 2, 28), (2021, 3, 1),
        (2021, 3, 31), (2021, 4, 1), (2022, 12, 31), (2023, 1, 3), (2023, 1, 4), (2023, 2, 28), (2023, 3, 1),
        (2023, 12, 30), (2023, 12, 31), (2024, 1, 1), (2024, 2, 28), (2024, 2, 29), (2024, 3, 1), (2024, 6, 30),
        (2024, 7, 1), (2024, 12, 15), (2024, 12, 16), (2026, 2, 28), (2026, 12, 31), (2027, 2, 27), (2027, 2, 28),
        (2027, 3, 1), (2027, 3, 2), (2029, 12, 31), (2030, 1, 1), (2031, 6, 30), (2031, 7, 1),
    )
]  # fmt: skip
NEAR = [
    *(dt.date(2024, 2, each) for each in (27, 28, 29)), dt.date(2024, 3, 1), dt.date(2024, 3, 2),
    *(dt.date(2027, 2, each) for each in (26, 27, 28)), *(dt.date(2027, 3, each) for each in (1, 2, 3)),
    *(dt.date(2025, 2, 27) + dt.timedelta(each) for each in range(4)),
    *(dt.date(2028, 2, 26) + dt.timedelta(each) for each in range(6)),
    *(dt.date(2022, 12, 30) + dt.timedelta(each) for each in range(4)),
    *(dt.date(2025, 12, 30) + dt.timedelta(each) for each in range(4)),
    dt.date(2021, 1, 1), dt.date(2021, 6, 1), dt.date(2023, 12, 31), dt.date(2024, 1, 1), dt.date(2024, 1, 2),
]  # fmt: skip
DAYS = st.sampled_from(EDGES) | st.dates(dt.date(2018, 1, 1), dt.date(2032, 12, 31))
MEMBERS = ("A", "B", "C", "D", "E")
YEAR_ENDS = ("--12-31", "--03-31", "--02-28", "--02-29", "--06-30")
ASKED = st.sampled_from([
    *(("SI", each) for each in ("de-minimis", "de-minimis", "de-minimis-sgei", "de-minimis-agriculture")),
    ("SI", "de-minimis-fishery"), ("GB", "de-minimis"), ("GB", "mfa"), ("GB", "spei"), ("GB", "tca-small-amount"),
])  # fmt: skip
REGIMES = ("de-minimis", "de-minimis-sgei", "de-minimis-agriculture", "de-minimis-fishery", "mfa", "block-exemption")


def gaps(values):
    """Now and then nobody knows."""
    return st.integers(0, 11).flatmap(lambda n: st.none() if not n else values)


AWARDS = st.lists(
    st.tuples(
        st.sampled_from((*MEMBERS, "nobody here")),
        gaps(DAYS),
        gaps(
            st.sampled_from((0, 1, 9_999_999, 10_000_000, 15_000_000, 20_000_000, CEILING)) | st.integers(0, GREATEST)
        ),
        gaps(st.sampled_from(("de-minimis", *REGIMES))),
        gaps(st.sampled_from(("SI", "SI", "GB", "AT"))),
    ),
    max_size=12,
)


def awards_of(*rows):
    return pl.DataFrame(list(rows), schema=SCHEMA, orient="row")


def award(who="A", granted="2024-03-15", amount=12_000_000, regime="de-minimis", state="SI"):
    return (who, None if granted is None else dt.date.fromisoformat(granted), amount, regime, state)


def one(*rows, on="2027-03-15", told=True, **more):
    """The answer for one undertaking: what is used, what is left, what falls out next."""
    more = {"member_state": "SI", **more}
    undertakings = pl.DataFrame({"undertaking": ["A"], "told": [told]}, schema_overrides={"told": pl.Boolean})
    day = dt.date.fromisoformat(on)
    (found,) = headroom_frame(undertakings, awards_of(*rows), on=day, **more).rows(named=True)
    return found


def left(*rows, **more):
    return one(*rows, **more)["headroom"]


def by_one(who, members, on, asked, rows, *, told, year_end, sector, readings):
    """What the law says of one single undertaking; a list that is not known is an award of which nothing is."""
    state, regime = asked
    currency = "GBP" if regime in {"mfa", "spei", "tca-small-amount"} else "EUR"
    had = [
        PastAward(
            undertaking=whose, granted=day, amount=None if cents is None else Money(cents, currency), regime=word,
            member_state=where,
        )
        for whose, day, cents, word, where in rows
    ]  # fmt: skip
    found = headroom(
        had if told else [*had, PastAward(undertaking=who)],
        subject=who, undertakings=members, on=on, member_state=state, regime=regime, sector=sector, policies=readings,
        fiscal_year_end=year_end,
    )  # fmt: skip
    release = found.next_release
    return {
        "ceiling": found.ceiling and found.ceiling.minor,
        "used": found.used and found.used.minor,
        "headroom": found.headroom and found.headroom.minor,
        "next_release_on": release and release.on,
        "next_release_amount": release and release.amount.minor,
    }


@st.composite
def questions(draw):
    """Undertakings with what each is told to be; each shape of the frame: with and without its columns."""
    count = draw(st.integers(1, len(MEMBERS)))
    rows = {"undertaking": list(MEMBERS[:count])}

    def each(values):
        return draw(st.lists(values, min_size=count, max_size=count))

    if draw(st.booleans()):
        rows["single_undertaking"] = each(st.sampled_from(("g", "h", "A")))
    if draw(st.booleans()):
        rows["told"] = each(st.sampled_from((True, True, False, None)))
    if draw(st.booleans()):
        rows["on"] = each(gaps(DAYS))
    if draw(st.booleans()):
        rows["fiscal_year_end"] = each(st.sampled_from(YEAR_ENDS))
    return pl.DataFrame(rows, schema_overrides={key: kind for key, kind in
        {"told": pl.Boolean, "on": pl.Date}.items() if key in rows})  # fmt: skip


@pytest.mark.no_cover  # every case of it asks twice for each row; what it runs is covered by the others
@settings(max_examples=examples(12))
@given(
    questions(), AWARDS, DAYS, ASKED, st.sampled_from((None, "road-freight")),
    st.fixed_dictionaries({}, optional={name: st.sampled_from(words) for name, words in READINGS.items()}),
    st.sampled_from((None, *YEAR_ENDS)),
)  # fmt: skip
def test_each_row_is_what_the_law_says_of_one(undertakings, rows, on, asked, sector, readings, year_end):
    own = set(undertakings.columns)
    more = {"member_state": asked[0], "regime": asked[1], "sector": sector, "policies": readings}
    more |= {} if "on" in own else {"on": on}
    more |= {} if "fiscal_year_end" in own else {"fiscal_year_end": year_end}
    found = headroom_frame(undertakings, awards_of(*rows), **more)
    lazy = headroom_frame(undertakings.lazy(), awards_of(*rows).lazy(), **more)
    assert isinstance(lazy, pl.LazyFrame)
    assert_frame_equal(lazy.collect(), found, check_row_order=False)
    assert found.schema == pl.Schema({"undertaking": pl.String, **({"on": pl.Date} if "on" in own else {}), **OUT})
    asks = undertakings.rows(named=True)
    assert found["undertaking"].to_list() == [each["undertaking"] for each in asks]
    key = "single_undertaking" if "single_undertaking" in own else "undertaking"
    for ask, answer in zip(asks, found.rows(named=True), strict=True):
        day = ask.get("on", on)
        if day is None:
            assert {answer[name] for name in OUT} == {None}
            continue
        group = [each for each in asks if each[key] == ask[key]]
        expected = by_one(
            ask["undertaking"], [each["undertaking"] for each in group], day, asked, rows,
            told=all(each.get("told", True) for each in group), sector=sector, readings=readings,
            year_end=ask.get("fiscal_year_end", year_end),
        )  # fmt: skip
        assert {name: answer[name] for name in OUT} == expected, ask


@pytest.mark.no_cover  # what it runs is covered by others, and it is far faster unmeasured
@pytest.mark.parametrize("ends", READINGS["window"])
@pytest.mark.parametrize("leap", READINGS["leap_day"])
def test_at_every_edge_a_column_of_days_is_each_of_them(ends, leap):
    readings = {"window": ends, "leap_day": leap}
    pairs = [(had, on) for had in NEAR for on in NEAR if dt.timedelta(0) <= on - had <= dt.timedelta(1100)]
    pairs = pairs[:: part(3, 1)]
    names = [f"{had} {on}" for had, on in pairs]
    undertakings = pl.DataFrame({"undertaking": names, "on": [on for _, on in pairs]})
    awards = awards_of(*((name, had, 1, "de-minimis", "SI") for name, (had, _) in zip(names, pairs, strict=True)))
    found = headroom_frame(undertakings, awards, member_state="SI", policies=readings)
    for (had, on), name, row in zip(pairs, names, found.rows(named=True), strict=True):
        past = PastAward(undertaking=name, granted=had, amount=Money(1, "EUR"), regime="de-minimis", member_state="SI")
        expected = headroom((past,), subject=name, on=on, member_state="SI", policies=readings)
        assert expected.used is not None
        release = expected.next_release
        assert (row["used"], row["next_release_on"]) == (expected.used.minor, release and release.on), name
    for day in NEAR[:: part(4, 1)]:
        same = found.filter(pl.col("on") == day).drop("on")
        again = headroom_frame(undertakings.select("undertaking"), awards, on=day, member_state="SI", policies=readings)
        assert_frame_equal(again.filter(pl.col("undertaking").is_in(same["undertaking"].to_list())), same)


def counted_by_hand(granted, on):
    """Regulation (EU) 2023/2831 day by day: go back from the day until the date of three years before is passed."""
    day, years = granted, 0
    while day < on:
        day += dt.timedelta(1)
        years = day.year - granted.year - ((day.month, day.day) < (granted.month, min(granted.day, 31)))
        last_of_february = (granted.month, granted.day) == (2, 29) and (day.month, day.day) >= (2, 28)
        whole = years + (last_of_february and (day.month, day.day) == (2, 28) and day.year % 4 != 0)
        anniversary = (day.month, day.day) == (granted.month, granted.day) or (
            (granted.month, granted.day) == (2, 29) and (day.month, day.day) == (2, 28) and day.year % 4 != 0
        )
        if whole > 3 or (whole == 3 and not anniversary):
            return False
    return day == on


@pytest.mark.no_cover  # what it runs is covered by others, and it is far faster unmeasured
@given(
    st.lists(st.tuples(st.sampled_from(EDGES) | st.dates(dt.date(2020, 12, 1), dt.date(2028, 4, 1)),
                       st.integers(0, 8_000_000)), max_size=6),
    st.sampled_from(EDGES[16:30]) | st.dates(dt.date(2024, 1, 1), dt.date(2028, 4, 1)),
)  # fmt: skip
def test_it_is_a_count_over_every_day(had, on):
    rows = [award(granted=day.isoformat(), amount=cents) for day, cents in had]
    used = sum(cents for day, cents in had if counted_by_hand(day, on))
    found = one(*rows, on=on.isoformat())
    assert (found["used"], found["headroom"]) == (used, max(0, CEILING - used))


@given(st.dates(dt.date(2019, 1, 1), dt.date(2032, 1, 1)), st.sampled_from(READINGS["window"]),
       st.sampled_from(READINGS["leap_day"]))  # fmt: skip
def test_the_first_day_that_counts_is_the_first(day, ends, leap):
    window = Window(kind="years", years=3, ends=ends, leap=leap)
    first = first_counted(window, day)
    assert window.counts(first, day)
    assert not window.counts(first - dt.timedelta(1), day)


def test_both_ends_count_and_29_february_ends_on_the_28th():
    assert left(award(granted="2024-03-15"), on="2027-03-15") == CEILING - 12_000_000
    assert left(award(granted="2024-03-15"), on="2027-03-16") == CEILING
    assert left(award(granted="2024-03-15"), on="2024-03-15") == CEILING - 12_000_000
    assert left(award(granted="2024-03-15"), on="2024-03-14") == CEILING
    assert left(award(granted="2024-02-29"), on="2027-02-28") == CEILING - 12_000_000
    assert left(award(granted="2024-02-29"), on="2027-03-01") == CEILING


def test_what_falls_out_next_is_all_of_that_day():
    rows = [award(granted="2024-02-29", amount=1), award(granted="2024-02-28", amount=2), award(amount=4)]
    found = one(*rows, on="2027-02-28")
    assert (found["next_release_on"], found["next_release_amount"]) == (dt.date(2027, 3, 1), 3)


def test_under_the_old_regulation_fiscal_years_count_until_the_new_one_does():
    row = award(granted="2021-06-01")
    assert one(row, on="2023-12-31")["next_release_on"] == dt.date(2024, 6, 2)
    assert one(row, on="2022-12-31", policies={"transition": "scheme-until-2024-06-30"})["next_release_on"] == dt.date(
        2024, 1, 1
    )


def test_in_the_united_kingdom_its_own_financial_years_count_whatever_those_of_the_undertaking():
    one_ = award(granted="2024-04-01", amount=100, regime="mfa", state="GB")
    for on, used in (("2027-03-31", 100), ("2027-04-01", 0)):
        found = one(one_, on=on, member_state="GB", regime="mfa", fiscal_year_end="--12-31")
        assert (found["used"], found["headroom"]) == (used, 31_500_000 - used), on
    assert one(one_, on="2024-04-01", member_state="GB", regime="mfa")["next_release_on"] == dt.date(2027, 4, 1)


def test_a_higher_ceiling_alone_changes_nothing_of_when_aid_falls_out():
    fish = award(granted="2022-05-01", amount=100, regime="de-minimis-fishery")
    for on in ("2023-10-24", "2023-10-25"):
        found = one(fish, on=on, regime="de-minimis-fishery", fiscal_year_end="--12-31")
        assert found["next_release_on"] == dt.date(2025, 1, 1), on


def test_where_a_ceiling_stands_in_special_drawing_rights_no_headroom_is_told():
    small = award(granted="2021-06-01", amount=100, regime="tca-small-amount", state="GB")
    found = one(small, on="2022-06-01", member_state="GB", regime="tca-small-amount")
    assert (found["ceiling"], found["used"], found["headroom"]) == (None, 100, None)


def test_an_award_of_nothing_frees_nothing():
    assert one(award(amount=0))["next_release_on"] is None
    later = one(award(amount=0), award(granted="2024-03-16", amount=1))
    assert (later["next_release_on"], later["next_release_amount"]) == (dt.date(2027, 3, 17), 1)


def test_of_limits_that_leave_the_same_the_lowest_binds():
    found = one(award(granted="2023-06-01", amount=20_000_000), on="2023-12-31", sector="road-freight")
    assert (found["ceiling"], found["headroom"]) == (10_000_000, 0)


def test_aid_left_aside_falls_out_with_its_regulation():
    aside = {"earlier_aid": "left-aside"}
    rows = [award(granted="2023-06-01", amount=1), award(granted="2023-06-01", amount=2, regime="de-minimis-fishery")]
    found = one(*rows, on="2023-12-31", policies=aside)
    assert (found["next_release_on"], found["next_release_amount"]) == (dt.date(2024, 1, 1), 1)
    assert one(*rows, on="2024-01-01", policies=aside)["used"] == 2
    assert one(*rows, award(granted=None), on="2024-01-01", policies=aside)["used"] is None


@pytest.mark.no_cover  # what it runs is covered by others, and it is far faster unmeasured
@pytest.mark.parametrize(
    ("year_end", "granted", "on", "free"),
    [
        ("--02-29", "2018-03-01", "2021-02-28", "2021-03-01"),
        ("--02-29", "2018-02-28", "2020-02-29", "2020-03-01"),
        ("--02-28", "2018-02-28", "2020-02-28", "2020-02-29"),
        ("--02-28", "2018-03-01", "2021-02-28", "2021-03-01"),
        ("--03-31", "2018-03-31", "2020-03-31", "2020-04-01"),
        ("--12-31", "2018-01-01", "2020-12-31", "2021-01-01"),
    ],
)
def test_fiscal_years_end_on_the_day_they_are_told_to(year_end, granted, on, free):
    row, first = award(granted=granted), dt.date.fromisoformat(free)
    assert one(row, on=on, fiscal_year_end=year_end)["next_release_on"] == first
    undertakings = pl.DataFrame({"undertaking": ["A", "A"], "fiscal_year_end": [year_end, "--06-30"]})
    for day, used in ((first - dt.timedelta(1), 12_000_000), (first, 0)):
        found = headroom_frame(undertakings, awards_of(row), on=day, member_state="SI")
        assert found["used"][0] == used
        assert found["next_release_on"][0] == (first if used else None)


def test_no_list_is_unknown_and_an_empty_one_is_none():
    assert left(told=True) == CEILING
    for told in (False, None):
        found = one(told=told)
        assert found["ceiling"] == CEILING
        assert {found[name] for name in ("used", "headroom", "next_release_on", "next_release_amount")} == {None}
    assert left(award(amount=CEILING), told=False) == 0  # whatever else there is


@pytest.mark.parametrize("at", range(1, 5))
def test_what_is_not_known_of_an_award_leaves_the_headroom_unknown_unless_it_cannot_matter(at):
    whole = award()
    row = (*whole[:at], None, *whole[at + 1 :])
    assert left(row) is None
    assert one(row)["used"] is None
    assert left(row, award(amount=CEILING)) == 0
    if at != 4:
        assert left((*row[:4], "AT")) == CEILING
    if at != 1:
        assert left((row[0], dt.date(2020, 1, 1), *row[2:])) == CEILING
    if at != 3:
        assert left((*row[:3], "block-exemption", row[4])) == CEILING


def test_a_fiscal_year_that_is_not_known_matters_only_where_it_could():
    def asked(on, *rows):
        undertakings = pl.DataFrame({"undertaking": ["A"], "fiscal_year_end": [None]}, {"undertaking": pl.String,
            "fiscal_year_end": pl.String})  # fmt: skip
        return headroom_frame(undertakings, awards_of(*rows), on=on, member_state="SI")["headroom"].item()

    assert asked(dt.date(2023, 12, 31), award(granted="2022-06-01")) is None
    assert asked(dt.date(2023, 12, 31)) == 20_000_000
    assert asked(dt.date(2023, 12, 31), award(granted="2022-06-01", state="AT")) == 20_000_000
    assert asked(dt.date(2024, 9, 2), award(granted="2022-06-01")) == CEILING - 12_000_000


def test_a_lazy_frame_never_fails_open():
    def asked(undertakings, *rows):
        frames = (pl.LazyFrame(undertakings), awards_of(*rows).lazy())
        found = headroom_frame(*frames, on=dt.date(2027, 3, 15), member_state="SI")
        return found.collect().sort("undertaking")["headroom"].to_list()

    names = {"undertaking": ["A", "B"]}
    assert asked(names, award(who=None)) == [None, None]
    assert asked(names, award(who=None, amount=1), award(amount=CEILING)) == [0, None]
    assert asked(names, award(regime="de minimis"), award(who="B", state="Slovenia")) == [None, None]
    assert asked(names, award(amount=-1), award(who="B", amount=GREATEST + 1)) == [None, None]
    assert asked(names | {"single_undertaking": ["A", None]}, award()) == [CEILING - 12_000_000, None]


def test_members_of_one_undertaking_share_what_is_left():
    undertakings = pl.DataFrame({"undertaking": ["A", "B", "C"], "single_undertaking": [1, 1, 2]})
    rows = awards_of(award(who="A", amount=1), award(who="B", amount=2), award(who="C", amount=4), award(who="D"))
    found = headroom_frame(undertakings, rows, on=dt.date(2027, 3, 15), member_state="SI")
    assert found["used"].to_list() == [3, 3, 4]


def test_the_same_undertaking_may_ask_about_several_days():
    days = [dt.date(2023, 12, 31), dt.date(2024, 3, 14), dt.date(2027, 3, 15), dt.date(2035, 1, 1), None]
    undertakings = pl.DataFrame({"undertaking": ["A"] * 5, "on": days})
    found = headroom_frame(undertakings, awards_of(award()), member_state="SI")
    assert found["headroom"].to_list() == [20_000_000, CEILING, CEILING - 12_000_000, None, None]


def test_sums_are_exact_up_to_the_greatest_amounts():
    rows = [award(amount=GREATEST), award(amount=GREATEST - 1)] * 500
    assert one(*rows)["used"] == 1000 * GREATEST - 500
    assert 90_000_000 * GREATEST < 2**63


def test_the_greatest_award_is_that_of_the_vocabulary():
    kind = law_vocabulary().facts["award"].kind
    assert isinstance(kind, Records)
    assert kind.limits["amount"][1] == GREATEST


def test_empty_frames_give_an_empty_answer():
    undertakings = pl.DataFrame(schema={"undertaking": pl.String})
    found = headroom_frame(undertakings, awards_of(), on=dt.date(2027, 3, 15), member_state="SI")
    assert found.is_empty()
    assert found.schema == pl.Schema({"undertaking": pl.String, **OUT})


def says(**more):
    undertakings = more.pop("undertakings", pl.DataFrame({"undertaking": ["A"]}))
    rows = more.pop("awards", awards_of(award()))
    told: dict[str, Any] = {"on": dt.date(2027, 3, 15), "member_state": "SI", **more}
    with pytest.raises(WrongInput) as caught:
        headroom_frame(undertakings, rows, **told)
    return [(each.key, each.says) for each in caught.value.complaints]


def test_what_is_no_frame_is_refused():
    assert says(undertakings=[], awards={}) == [
        ("undertakings", "is list, not a data frame"),
        ("awards", "is dict, not a data frame"),
    ]


class OfAnotherLibrary:
    """A frame of a library of which narwhals knows only that it speaks its protocol."""

    _implementation = nw.Implementation.UNKNOWN
    _version = nw.DataFrame._version

    def __narwhals_dataframe__(self):
        return self

    def _with_version(self, _):
        return self


def test_frames_of_two_libraries_are_refused():
    assert says(awards=OfAnotherLibrary()) == [("awards", "is a frame of unknown, while undertakings is one of polars")]


def test_each_wrong_column_has_its_complaint():
    wrong = awards_of(award()).with_columns(pl.col("amount") / 100, pl.col("granted").dt.to_string("iso"))
    assert says(undertakings=pl.DataFrame({"id": ["A"], "told": ["yes"]}), awards=wrong.drop("regime")) == [
        ("undertakings.undertaking", "there is no such column"),
        ("undertakings.told", "is String, not yes or no (Boolean)"),
        ("awards.granted", "is String, not a date"),
        ("awards.amount", "is Float64, not a whole number (Int64)"),
        ("awards.regime", "there is no such column"),
    ]
    assert says(undertakings=pl.DataFrame({"undertaking": [1]})) == [
        ("awards.undertaking", "is String, while that of undertakings is Int64")
    ]


def test_each_wrong_value_has_its_complaint():
    rows = awards_of(
        award(who=None), award(amount=-1), award(amount=GREATEST + 1), award(regime="de minimis"), award(state="UK")
    )
    undertakings = pl.DataFrame({
        "undertaking": ["A", "A", None], "single_undertaking": [1, 2, 1],
        "fiscal_year_end": ["--02-30", None, "--12-31"],
    })  # fmt: skip
    assert says(undertakings=undertakings, awards=rows) == [
        ("undertakings.undertaking", "1 row without a value"),
        ("undertakings.single_undertaking", "1 of them are in more than one single undertaking"),
        ("undertakings.fiscal_year_end", "'--02-30' is not a day of the year"),
        ("awards.undertaking", "1 row without a value"),
        ("awards.amount", "-1 is below zero"),
        ("awards.amount", f"{GREATEST + 1} is above a billion"),
        ("awards.regime", "unknown word 'de minimis'"),
        ("awards.member_state", "unknown word 'UK'"),
    ]


def test_each_wrong_argument_has_its_complaint():
    assert says(on=None) == [("on", "no day of grant")]
    assert says(undertakings=pl.DataFrame({"undertaking": ["A"], "on": [dt.date(2024, 9, 2)]})) == [
        ("on", "the day of grant is told twice")
    ]
    assert says(member_state="XX", regime="deminimis") == [
        ("member_state", "unknown word 'XX'"),
        ("regime", "unknown word 'deminimis'"),
    ]
    assert says(policies={"window": "4 years"}) == [("window", "the policy has no reading '4 years'")]
    assert says(fiscal_year_end="31.12.") == [("fiscal_year_end", "'31.12.' is not a day of the year")]


def test_an_unknown_sector_is_no_sector():
    with pytest.raises(WrongInput, match="sector: unknown word 'road_freight'"):
        headroom_frame(
            pl.DataFrame({"undertaking": ["A"]}),
            pl.DataFrame(schema=SCHEMA),
            on=dt.date(2023, 3, 1),
            member_state="SI",
            sector="road_freight",
        )


@pytest.mark.parametrize(
    ("absent", "says"), [("narwhals", "pip install intra-core"), ("intra_core.law.columnar.headroom", "halted")]
)
def test_without_the_extra_the_import_says_what_to_install(monkeypatch, absent, says):
    for name in [each for each in sys.modules if each.startswith("intra_core.law.columnar")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, absent, None)
    with pytest.raises(ModuleNotFoundError, match=says):
        importlib.import_module("intra_core.law.columnar")
