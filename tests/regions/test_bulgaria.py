"""North-East Bulgaria: what its sources say, worked out by hand; leva and euro; the files of a case officer."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.installed import CATALOGUE

import intra_core
from intra_core import Assessment, parse_application
from intra_core.assessment.calls import state_on
from intra_core.model.exchange import exchanged
from intra_core.model.money import Money

FILES = Path(__file__).parents[2] / "examples" / "bulgaria"
MEASURES = {
    "bulgaria.clusters": "BGN",
    "bulgaria.digitalisation": "BGN",
    "bulgaria.entrepreneurship": "BGN",
    "bulgaria.fair_stands": "EUR",
    "bulgaria.fairs": "BGN",
    "bulgaria.ict_voucher": "BGN",
    "bulgaria.innovation_centre": "BGN",
}

ICT_VOUCHER = """
region = "bulgaria"
on     = 2021-03-01
[project]
submitted = 2021-02-01
[undertaking]
size       = "micro"
legal_form = "ООД"
seat       = "BG332"
nace       = [{{ code = "62.01", revision = "2", main = true }}]
[aid]
headroom = "{headroom}"
[bulgaria]
voucher_type   = "{kind}"
vat_registered = {registered}
"""
START_UP = """
region = "bulgaria"
on     = {on}
holder = [{{ natural_person = true, share = "100 %", manages_other = false, greatest_other_share = "0 %" }}]
cost   = [{{ kind = "{kind}", net = "{cost}" }}]
award  = [{award}]
[project]
submitted = {submitted}
[undertaking]
legal_form          = "ООД"
registered          = 2017-03-15
seat                = "BG331"
nace                = [{{ code = "26.51", revision = "2", main = true }}]
closed_years        = 1
autonomous          = true
headcount           = {headcount}
turnover            = "{turnover}"
balance_sheet_total = "{balance}"
[bulgaria]
registered_capital = "BGN 100000.00"
"""
PLAIN = {
    "on": "2019-05-20",
    "submitted": "2018-09-28",
    "kind": "staff",
    "cost": "BGN 200000.00",
    "award": "",
    "headcount": "4",
    "turnover": "BGN 90000.00",
    "balance": "BGN 90000.00",
}
CLUSTER = """
region = "bulgaria"
on     = 2017-10-02
award  = []
cost   = [{costs}]
member = [{{ activity = {{ code = "30.11", revision = "2" }} }}]
[project]
submitted = 2017-03-20
[undertaking]
size = "{size}"
[bulgaria]
cluster_category = "{category}"
project_place    = "{place}"
"""


def assessed(measure: str, text: str) -> Assessment:
    return CATALOGUE[measure].assess(parse_application(text))


def start_up(**told: str) -> Assessment:
    return assessed("bulgaria.entrepreneurship", START_UP.format(**{**PLAIN, **told}))


def told(assessment: Assessment) -> tuple[str, str | None]:
    return assessment.verdict.value, str(assessment.amount) if assessment.amount is not None else None


# Who it is.


def test_the_region_says_who_it_is() -> None:
    region = CATALOGUE.region("bulgaria").region
    assert region.title.in_language("en") == "North-East Bulgaria"
    assert (region.nuts, region.languages) == (("BG33",), ("bg", "en"))
    assert (region.currency, region.time_zone, region.member_state) == ("EUR", "Europe/Sofia", "BG")


def test_its_measures_are_in_the_currency_of_their_calls() -> None:
    found = {measure.id: measure.identity.currency for measure in CATALOGUE.of_region("bulgaria")}
    assert found == MEASURES


@pytest.mark.parametrize("measure", MEASURES)
def test_every_text_of_its_measures_is_in_bulgarian_too(measure: str) -> None:
    found = CATALOGUE[measure]
    book, identity = found.rules.book, found.identity
    texts = [identity.title, *(each.says for each in identity.described)]
    texts += [version.says for condition in book.conditions for version in condition.versions if version.says]
    texts += [duty.says for duty in book.duties if duty.says]
    texts += [call.title for call in identity.calls if call.title is not None]
    assert [text for text in texts if "bg" not in text.texts] == []


# Days.

DAYS = {
    "clusters": {
        "2016-12-11": "closed", "2016-12-12": "open", "2017-04-29": "open", "2017-04-30": "unknown",
        "2017-05-01": "closed",
    },
    "digitalisation": {"2020-04-30": "planned"},
    "entrepreneurship": {
        "2018-06-19": "closed", "2018-06-20": "open", "2018-09-06": "open", "2018-12-09": "open",
        "2018-12-10": "unknown", "2018-12-11": "closed",
    },
    "fair_stands": {
        "2020-12-31": "closed", "2023-12-04": "unknown", "2023-12-05": "open", "2023-12-06": "unknown",
        "2026-11-22": "unknown",
    },
    "fairs": {
        "2014-12-31": "closed", "2016-04-17": "unknown", "2016-12-13": "unknown", "2016-12-14": "closed",
        "2017-07-23": "closed", "2017-07-24": "open", "2017-07-26": "unknown", "2023-12-06": "closed",
    },
    "ict_voucher": {
        "2020-08-30": "closed", "2020-08-31": "open", "2020-10-01": "open", "2022-07-01": "open",
        "2022-07-02": "closed",
    },
    "innovation_centre": {
        "2018-12-31": "closed", "2019-10-23": "unknown", "2019-10-24": "open", "2020-01-19": "open",
        "2020-01-20": "unknown", "2020-01-21": "closed", "2020-01-30": "unknown", "2020-04-28": "unknown",
        "2020-04-29": "closed",
    },
}  # fmt: skip


@pytest.mark.parametrize("measure", DAYS)
def test_the_days_around_each_opening_and_closing(measure: str) -> None:
    identity = CATALOGUE[f"bulgaria.{measure}"].identity
    days = DAYS[measure]
    assert {day: state_on(identity, dt.date.fromisoformat(day).toordinal()).state for day in days} == days


@pytest.mark.parametrize("measure", MEASURES)
def test_a_split_of_the_budget_adds_up(measure: str) -> None:
    for call in CATALOGUE[measure].identity.calls:
        split = call.allocation.budgets if call.allocation is not None else {}
        assert not split or (
            call.budget is not None and sum(each.minor for each in split.values()) == call.budget.minor
        )


# Awards by hand.


@pytest.mark.parametrize(
    ("kind", "registered", "value"),
    [
        ("type-1", "true", "BGN 5000.00"),
        ("type-1", "false", "BGN 6000.00"),
        ("type-2", "true", "BGN 20000.00"),
        ("type-2", "false", "BGN 25000.00"),
    ],
)
def test_an_ict_voucher_is_a_fixed_sum(kind: str, registered: str, value: str) -> None:
    text = ICT_VOUCHER.format(kind=kind, registered=registered, headroom="BGN 30000.00")
    assert told(assessed("bulgaria.ict_voucher", text)) == ("eligible", value)


@pytest.mark.parametrize(
    ("cost", "grant"),
    [
        ("BGN 62500.00", "BGN 50000.00"),
        ("BGN 62500.01", "BGN 50000.00"),  # 50,000.008
        ("BGN 249999.98", "BGN 199999.98"),  # 199,999.984
        ("BGN 250000.00", "BGN 200000.00"),
        ("BGN 400000.00", "BGN 200000.00"),
        ("EUR 51129.19", "BGN 80000.00"),  # BGN 100,000.00
    ],
)
def test_a_start_up_gets_80_per_cent_up_to_200000(cost: str, grant: str) -> None:
    assert told(start_up(cost=cost)) == ("eligible", grant)


@pytest.mark.parametrize("kind", ["equipment", "materials", "software"])
def test_where_sources_disagree_on_a_cost_it_is_neither_paid_nor_refused(kind: str) -> None:
    assessment = start_up(kind=kind)
    assert (assessment.verdict.value, assessment.unknown, assessment.asks) == ("undetermined", ("worthwhile",), ())
    bounds = assessment.award_bounds
    assert bounds is not None
    assert (str(bounds.at_least), str(bounds.at_most)) == ("BGN 0.00", "BGN 160000.00")


@pytest.mark.parametrize(
    ("size", "place", "infrastructure", "abroad", "grant"),
    [
        ("micro", "BG331", "1000000.00", "0.00", "BGN 700000.00"),
        ("small", "BG331", "1000000.01", "0.00", "BGN 700000.00"),  # 700,000.007
        ("medium", "BG331", "1000000.00", "100000.00", "BGN 680000.00"),
        ("small", "BG415", "1000000.00", "100000.00", "BGN 530000.00"),
        ("medium", "BG411", "1000000.00", "100000.00", "BGN 430000.00"),
        ("small", "BG331", "2142857.15", "0.00", "BGN 1500000.00"),  # 1,500,000.005 is cut
        ("small", "BG331", "2142857.13", "0.00", "BGN 1499999.99"),  # 1,499,999.991
    ],
)
def test_a_developing_cluster_by_size_and_place(
    size: str, place: str, infrastructure: str, abroad: str, grant: str
) -> None:
    kinds = {"cluster-infrastructure": infrastructure, "cluster-internationalisation": abroad}
    costs = ", ".join(f'{{ kind = "{kind}", net = "BGN {net}" }}' for kind, net in kinds.items())
    text = CLUSTER.format(costs=costs, size=size, place=place, category="developing-cluster")
    assert told(assessed("bulgaria.clusters", text)) == ("eligible", grant)


# Leva and euro.


def past(amount: str) -> str:
    return f'{{ granted = 2018-02-01, amount = "{amount}", regime = "de-minimis", member_state = "BG" }}'


@pytest.mark.parametrize(
    ("before", "verdict"),
    [
        ("BGN 231166.00", "eligible"),  # leaves exactly 160,000.00
        ("BGN 231166.01", "ineligible"),
        ("EUR 118193.30", "eligible"),  # BGN 231,166.00
        ("EUR 118193.31", "ineligible"),  # BGN 231,166.02
    ],
)
def test_past_aid_counts_alike_in_leva_and_in_euro(before: str, verdict: str) -> None:
    assert start_up(award=past(before)).verdict.value == verdict


def test_the_headroom_of_a_measure_in_leva_follows_the_day_of_grant() -> None:
    nearly_all = past("BGN 391166.00").replace("2018-02-01", "2022-02-01")
    assert start_up(award=nearly_all, on="2023-12-29").unmet == ("de-minimis",)
    assert told(start_up(award=nearly_all, on="2024-07-01")) == ("eligible", "BGN 160000.00")  # 586,749 - 391,166


@pytest.mark.parametrize("shift", [-1, 0, 1])
def test_a_turnover_at_the_ceiling_of_an_sme_is_told_apart_to_the_stotinka(shift: int) -> None:
    told_in = {
        "headcount": "249.9999",
        "balance": "BGN 84100690.01",
        "turnover": str(Money(9_779_150_000 + shift, "BGN")),
    }
    assert start_up(**told_in).unmet == (("size",) if shift > 0 else ())


@given(cents=st.integers(4_999_999_000, 5_000_001_000))
def test_a_turnover_in_euro_decides_as_the_law_says(cents: int) -> None:
    told_in = {"headcount": "60", "balance": "EUR 43000000.01", "turnover": str(Money(cents, "EUR"))}
    assert start_up(**told_in).unmet == (("size",) if cents > 5_000_000_000 else ())


@given(stotinki=st.integers(0, 58_674_900))
def test_aid_granted_in_leva_leaves_in_euro_what_the_division_leaves(stotinki: int) -> None:
    euro = exchanged(Money(stotinki, "BGN"), "EUR")
    assert euro is not None
    text = f"""
region = "bulgaria"
on     = 2026-03-20
cost   = [{{ kind = "stand-rent", net = "EUR 6000.00" }}]
award  = [{{ granted = 2025-02-03, amount = "{Money(stotinki, "BGN")}", regime = "de-minimis", member_state = "BG" }}]
event  = {{ organiser = "bsmepa" }}
[undertaking]
size = "micro"
seat = "BG331"
"""
    open_ends = assessed("bulgaria.fair_stands", text).unknown
    # Between nothing and all of it is paid, so the headroom is met for sure only where it takes all.
    assert ("de-minimis" in open_ends) is (30_000_000 - euro.minor < 600_000)


def test_a_voucher_in_leva_takes_a_headroom_in_euro_at_the_rate_and_not_at_its_inverse() -> None:
    enough = ICT_VOUCHER.format(kind="type-2", registered="false", headroom="EUR 12782.30")  # BGN 25,000.01
    short = ICT_VOUCHER.format(kind="type-2", registered="false", headroom="EUR 12782.29")  # BGN 24,999.99
    assert told(assessed("bulgaria.ict_voucher", enough)) == ("eligible", "BGN 25000.00")
    assert assessed("bulgaria.ict_voucher", short).unmet == ("de-minimis",)


# Files as a case officer gets them: verdict, award or bounds, what is unmet, what is asked.

EXPECTED: dict[tuple[str, str], tuple[Any, ...]] = {
    ("granted", "bulgaria.entrepreneurship"): ("eligible", "BGN 160000.00", (), ()),
    ("incomplete", "bulgaria.entrepreneurship"): (
        "undetermined", ("BGN 160000.00", "BGN 160000.00"), (), ("bulgaria.other_entities_dormant", "award"),
    ),
    ("refused", "bulgaria.clusters"): ("ineligible", None, ("members", "first-component", "soft-aid-headroom"), ()),
    ("euro", "bulgaria.fair_stands"): ("undetermined", ("EUR 0.00", "EUR 6000.00"), (), ()),
}  # fmt: skip


@pytest.mark.parametrize(("file", "measure"), EXPECTED)
def test_a_file_of_the_examples_gets_its_answer(file: str, measure: str) -> None:
    assessment = CATALOGUE[measure].assess(intra_core.read_application(FILES / f"{file}.toml"))
    bounds = assessment.award_bounds
    award = (
        str(assessment.amount) if assessment.amount else (str(bounds.at_least), str(bounds.at_most)) if bounds else None
    )
    asks = tuple(each.fact for each in assessment.asks)
    assert (assessment.verdict.value, award, assessment.unmet, asks) == EXPECTED[file, measure]


@pytest.mark.parametrize("file", sorted({file for file, _ in EXPECTED}))
def test_no_other_measure_of_the_region_asks_anything_of_that_file(file: str) -> None:
    answer = CATALOGUE.assess(intra_core.read_application(FILES / f"{file}.toml"), region="bulgaria")
    others = [each for each in answer if (file, each.id) not in EXPECTED]
    assert {each.verdict.value for each in others} == {"ineligible"}


def test_every_file_of_the_examples_has_its_answer() -> None:
    assert {file.stem for file in FILES.glob("*.toml")} == {file for file, _ in EXPECTED}


def test_the_announced_deadlines_and_the_later_ones_are_both_told() -> None:
    told = str(CATALOGUE["bulgaria.entrepreneurship"].explain())
    assert all(day in told for day in ("5 September 2018", "7 November 2018", "8 October 2018", "10 December 2018"))
