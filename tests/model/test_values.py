"""Money, rates, areas and days: exact, and refused where they are not."""

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from intra_core import Application, Area, CostLine, Costs, Event, Money, Place, Project, Rate, Stand, Undertaking
from intra_core.model.days import FIRST, LAST, Daymark, add_months, fiscal_year, years_between
from intra_core.model.exchange import exchanged
from intra_core.model.facts import month_day
from intra_core.model.group import Enterprise, Group
from intra_core.model.money import CURRENCIES
from intra_core.model.quantity import Share, plain, ten_thousandths
from intra_core.model.text import LocalizedText

DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2200, 1, 1))


@given(st.integers(1 - 10**15, 10**15 - 1), st.sampled_from(sorted(CURRENCIES)))
def test_money_reads_what_it_writes(minor: int, currency: str) -> None:
    assert Money.parse(str(Money(minor, currency))) == Money(minor, currency)


@given(st.integers(-(10**15), 10**15), st.sampled_from(sorted(CURRENCIES)))
@example(0, "EUR")
@example(0, "JPY")
@example(-1, "EUR")
def test_an_amount_is_written_as_decimals_write_it(minor: int, currency: str) -> None:
    money = Money(minor, currency)
    assert money.decimal == f"{Decimal(minor).scaleb(-CURRENCIES[currency]):f}"
    assert str(money) == f"{currency} {money.decimal}"


def test_an_amount_in_a_currency_nobody_knows_has_two_places() -> None:
    assert Money(12345, "ZZZ").decimal == "123.45"
    assert Money(-5, "ZZZ").decimal == "-0.05"


@given(st.integers(0, 10**8))
def test_rates_read_what_they_write(basis_points: int) -> None:
    assert Rate.parse(str(Rate(basis_points))) == Rate(basis_points)


@given(st.integers(0, 10**12))
def test_areas_read_what_they_write(parts: int) -> None:
    assert Area.parse(str(Area(parts))) == Area(parts)


@pytest.mark.parametrize(
    "text", ["1000", "EUR", "EUR 1,000.00", "EUR 1.5", "eur 1.00", "EUR 1.000", "EUR  1.00", "EUR 1.00 "]
)
def test_what_is_not_money(text: str) -> None:
    with pytest.raises(ValueError, match=r'is not money; write it like "EUR 1000\.00"$'):
        Money.parse(text)


def test_a_group_knows_everybody_by_name_and_nobody_else() -> None:
    group = Group(enterprises=(Enterprise(id="A"), Enterprise(id="B")))
    assert group["B"] is group.enterprises[1]
    with pytest.raises(KeyError, match="C"):
        group["C"]


def test_what_money_is_not_made_of() -> None:
    with pytest.raises(ValueError, match="unknown currency 'EUX'; did you mean 'EUR'"):
        Money.parse("EUX 1.00")
    with pytest.raises(ValueError, match='parts of a unit; JPY has none: write it like "JPY 1000"'):
        Money.parse("JPY 1000.00")
    with pytest.raises(TypeError, match="whole minor units"):
        Money(1.5, "EUR")  # type: ignore[arg-type] # the test
    with pytest.raises(TypeError, match="whole minor units"):
        Money(True, "EUR")
    with pytest.raises(ValueError, match="is not a rate"):
        Rate.parse("0.6")
    with pytest.raises(ValueError, match='is not a share; write it like "40 %"'):
        Share.parse("0.4")
    with pytest.raises(ValueError, match="is more than the whole"):
        Share.parse("100.01 %")
    with pytest.raises(ValueError, match="is not an area"):
        Area.parse("20,5 m2")
    with pytest.raises(ValueError, match="more than four decimals"):
        ten_thousandths(Decimal("1.00001"))
    for odd in ("NaN", "Infinity", "1E+999999", "-1E+16"):
        with pytest.raises(ValueError, match="is not a number that anything can be counted in"):
            ten_thousandths(Decimal(odd))
    for long in ("12.50000000000000000000000000000000000000001", "1E-2000000", "9999999999999999.00001"):
        with pytest.raises(ValueError, match="more than four decimals"):
            ten_thousandths(Decimal(long))
    with pytest.raises(TypeError, match="exact decimal"):
        Undertaking(headcount=1.5)  # type: ignore[arg-type] # the test


@given(st.decimals(-(10**15), 10**15, places=4), st.integers(0, 30))
def test_decimals_are_counted_exactly(number: Decimal, zeros: int) -> None:
    parts = ten_thousandths(number)
    assert Fraction(parts, 10_000) == Fraction(number)
    assert ten_thousandths(Decimal(f"{number:f}{'0' * zeros}")) == parts
    assert ten_thousandths(int(number)) == int(number) * 10_000


def test_decimals_are_written_plainly() -> None:
    assert [plain(Decimal(text)) for text in ("12.50", "100", "1E+2", "0.0")] == ["12.5", "100", "100", "0"]


def _half_up(number: Decimal) -> int:
    return int(number.quantize(Decimal(1), ROUND_HALF_UP))


@given(st.integers(-(10**14), 10**14))
def test_leva_and_euro_at_the_fixed_rate_half_up(minor: int) -> None:
    euro = exchanged(Money(minor, "BGN"), "EUR")
    leva = exchanged(Money(minor, "EUR"), "BGN")
    assert euro is not None
    assert leva is not None
    assert euro.minor == _half_up(Decimal(minor * 100_000) / 195_583)
    assert leva.minor == _half_up(Decimal(minor * 195_583) / 100_000)
    assert exchanged(Money(minor, "GBP"), "EUR") is None
    assert exchanged(Money(minor, "EUR"), "EUR") == Money(minor, "EUR")


@given(DAYS, st.integers(-1200, 1200))
def test_months_end_where_the_month_ends(day: dt.date, months: int) -> None:
    moved = dt.date.fromordinal(add_months(day.toordinal(), months))
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day == day.day or (moved.day < day.day and (moved + dt.timedelta(1)).day == 1)


def test_months_stop_at_the_ends_of_time() -> None:
    assert add_months(FIRST, -1) == FIRST
    assert add_months(LAST, 1) == LAST


@given(DAYS, DAYS)
def test_whole_years(early: dt.date, late: dt.date) -> None:
    years = years_between(early.toordinal(), late.toordinal())
    assert add_months(early.toordinal(), 12 * years) <= late.toordinal()
    assert add_months(early.toordinal(), 12 * (years + 1)) > late.toordinal()


@given(DAYS, st.sampled_from([131, 228, 331, 630, 1231]))
def test_fiscal_years_are_named_by_the_year_they_end_in(day: dt.date, end: int) -> None:
    year = fiscal_year(day.toordinal(), end)
    month, last = divmod(end, 100)
    assert dt.date(year - 1, month, last) < day <= dt.date(year, month, last) or end == 228


@pytest.mark.parametrize(
    ("written", "early", "late"),
    [
        (dt.date(2020, 6, 19), "2020-06-19", "2020-06-19"),
        ("2020-06", "2020-06-01", "2020-06-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        (2020, "2020-01-01", "2020-12-31"),
        ({"after": dt.date(2019, 9, 3), "by": dt.date(2021, 2, 12)}, "2019-09-04", "2021-02-12"),
    ],
)
def test_days_as_files_give_them(written: object, early: str, late: str) -> None:
    mark = Daymark.parse(written)
    assert (str(dt.date.fromordinal(mark.early)), str(dt.date.fromordinal(mark.late))) == (early, late)
    assert mark.known is (early == late)
    assert str(mark) == (early if mark.known else f"between {early} and {late}")


@pytest.mark.parametrize(
    "written",
    [True, 0, 10_000, "2020", "2020-13", "0000-01", "19.6.2020", 1.5, {"after": dt.date(2020, 1, 1)}, None],
)
def test_what_is_no_day(written: object) -> None:
    with pytest.raises(ValueError, match="is not a day; write"):
        Daymark.parse(written)


def test_a_day_with_an_hour_or_ends_the_wrong_way_round() -> None:
    with pytest.raises(ValueError, match="has an hour"):
        Daymark.parse(dt.datetime(2020, 1, 1, 9, tzinfo=dt.UTC))
    with pytest.raises(ValueError, match="must lie after"):
        Daymark.parse({"after": dt.date(2020, 1, 2), "by": dt.date(2020, 1, 2)})
    with pytest.raises(ValueError, match="cannot end before"):
        Daymark(2, 1)


@pytest.mark.parametrize("text", ["12-31", "--13-01", "--02-30", "--1231", "--W01-1", ""])
def test_what_is_no_day_of_the_year(text: str) -> None:
    with pytest.raises(ValueError, match="is not a day of the year"):
        month_day(text)


def test_texts_fall_back_on_english() -> None:
    text = LocalizedText({"en": "fair", "sl": "sejem"})
    assert (text.in_language("sl"), text.in_language("bg"), str(text)) == ("sejem", "fair", "fair")
    assert text.has("sl")
    assert not text.has("bg")


def test_facts_of_every_kind() -> None:
    application = Application(
        undertaking=Undertaking(name="Zgled", seat=Place(code="SI032", version="2021"), fiscal_year_end="--03-31"),
        project=Project(submitted_at=dt.time(17, 0, 1)),
        event=Event(foreign_exhibitors=Rate(1_200), listed=("auma",), stand=Stand(area=Area(205_000), own=True)),
        cost=(CostLine(kind="fee", net=Money(100, "EUR")), CostLine(net=Money(100, "GBP"))),
    )
    assert application.facts == {
        "undertaking.seat": "SI032",
        "undertaking.fiscal_year_end": 331,
        "project.submitted_at": 61_201,
        "event.foreign_exhibitors": 1_200,
        "event.listed": ({"name": "auma"},),
        "event.stand.area": 205_000,
        "event.stand.own": True,
        "cost": ({"kind": "fee", "net": 100}, {}),
    }
    assert application.foreign == ("cost.net",)
    assert application.currency == "EUR"
    assert application.facts_in("GBP")[1] == ("cost.net",)


def test_a_seat_of_an_older_version_is_unknown_until_given_anew() -> None:
    old = Application(undertaking=Undertaking(seat=Place(code="SI012", version="2010")))
    assert "undertaking.seat" not in old.facts


def test_what_an_application_cannot_hold() -> None:
    with pytest.raises(ValueError, match="not both"):
        Application(cost=(), costs=Costs(eligible=Money(1, "EUR")))
    with pytest.raises(TypeError, match=r"slovenia\.x cannot be"):
        Application(more={"slovenia": {"x": object()}})
