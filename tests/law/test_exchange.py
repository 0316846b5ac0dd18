"""Conversions and tables of rates, by properties; wrong ways to convert, which some acceptance case must notice."""

import datetime as dt
import io
import math
import zipfile
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.law.acceptance import test_exchange
from tests.law.wrong_laws import fails

from intra_core.errors import Unreadable, WrongInput
from intra_core.law import ecb_file, exchange
from intra_core.law.exchange import Converted, Quote, ReferenceRates, converted, converted_at
from intra_core.law.lawbook import lawbook
from intra_core.model.exchange import LEV, exchanged
from intra_core.model.money import CURRENCIES, MEASURED_IN, Money

FIRST = dt.date(2024, 1, 1)
DAY = dt.timedelta(days=1)
FIXED = ["SIT", "CYP", "MTL", "SKK", "EEK", "LVL", "LTL", "HRK", "BGN"]
AMOUNTS = st.integers(-(10**13), 10**13)
RATES = st.decimals(Decimal("0.0001"), Decimal(99999), places=5)
TABLES = st.dictionaries(st.integers(0, 60).map(lambda each: FIRST + each * DAY), RATES, min_size=1, max_size=12)


def turned(minor: int, stated: str, currency: str, rates: ReferenceRates | None = None) -> int:
    answer = converted(Money(minor, stated), currency, dt.date(2026, 1, 1), rates=rates)
    assert answer is not None
    return answer.money.minor


def table(values: dict[dt.date, Decimal], currency: str = "GBP") -> ReferenceRates:
    quotes = [Quote(currency=currency, value=value, on=day, source="a bank") for day, value in values.items()]
    return ReferenceRates.of(quotes)


# --- conversions --------------------------------------------------------------------------------


@given(AMOUNTS)
def test_leva_and_euro_are_turned_as_decimals_are_half_up(minor: int) -> None:
    with localcontext(prec=60):
        euro = (Decimal(minor) / Decimal("1.95583")).quantize(Decimal(1), ROUND_HALF_UP)
        leva = (Decimal(minor) * Decimal("1.95583")).quantize(Decimal(1), ROUND_HALF_UP)
    assert turned(minor, "BGN", "EUR") == euro
    assert turned(minor, "EUR", "BGN") == leva


@given(AMOUNTS)
def test_rules_and_law_turn_leva_at_one_rate(minor: int) -> None:
    for stated, currency in (("BGN", "EUR"), ("EUR", "BGN")):
        assert exchanged(Money(minor, stated), currency) == Money(turned(minor, stated, currency), currency)
    for name in ("exchange.fixed.BGN", "exchange.pegged.BGN"):
        figure = lawbook().figure(name, dt.date(2026, 1, 1))
        assert figure is not None
        assert figure.number * 100_000 == LEV


@given(AMOUNTS, st.sampled_from(FIXED))
def test_euro_come_back_from_a_fixed_currency_within_a_cent(minor: int, currency: str) -> None:
    assert abs(turned(turned(minor, "EUR", currency), currency, "EUR") - minor) <= 1


@given(AMOUNTS)
def test_leva_come_back_within_a_stotinka_and_euro_as_they_were(minor: int) -> None:
    assert abs(turned(turned(minor, "BGN", "EUR"), "EUR", "BGN") - minor) <= 1
    assert turned(turned(minor, "EUR", "BGN"), "BGN", "EUR") == minor


@given(AMOUNTS, AMOUNTS, st.sampled_from(FIXED), st.sampled_from(FIXED))
def test_more_is_never_less_in_another_currency_and_below_zero_is_its_mirror(
    one: int, other: int, stated: str, currency: str
) -> None:
    low, high = sorted((one, other))
    assert turned(low, stated, currency) <= turned(high, stated, currency)
    assert turned(-one, stated, currency) == -turned(one, stated, currency)


@given(AMOUNTS, st.sampled_from(FIXED), st.sampled_from(FIXED), RATES, RATES)
def test_the_euro_on_the_way_is_not_rounded(minor: int, one: str, other: str, first: Decimal, second: Decimal) -> None:
    if one == other:
        return
    rates = [Quote(currency=each, value=rate, on=FIRST, source="") for each, rate in ((one, first), (other, second))]
    exact = minor * Fraction(second) / Fraction(first)
    assert abs(converted_at(Money(minor, one), other, rates).money.minor - exact) <= Fraction(1, 2)


@pytest.mark.parametrize("currency", [each for each, places in CURRENCIES.items() if not places])
def test_a_currency_without_minor_unit_comes_in_whole_units(currency: str) -> None:
    rates = table({FIRST: Decimal("160.5")}, currency)
    yen = converted(Money.parse("EUR 100.01"), currency, FIRST, rates=rates)
    assert yen is not None
    assert str(yen.money) == f"{currency} 16052"  # 16051.605
    back = converted(Money.parse(f"{currency} 16052"), "EUR", FIRST, rates=rates)
    assert back is not None
    assert str(back.money) == "EUR 100.01"


def test_the_answer_tells_what_was_stated_and_at_which_rates() -> None:
    answer = converted(Money.parse("GBP 86.00"), "BGN", FIRST, rates=table({FIRST: Decimal("0.86")}))
    assert answer is not None
    assert answer.to_dict() == {
        "amount": "195.58",
        "currency": "BGN",
        "stated": {"amount": "86.00", "currency": "GBP"},
        "rates": [
            {
                "currency": "GBP", "rate": "0.86", "on": "2024-01-01", "source": "a bank", "fixed": False,
                "mark": "sourced",
            },
            {
                "currency": "BGN", "rate": "1.95583", "on": None,
                "source": "Council of the European Union, Bulgaria to join the euro area on 1 January 2026",
                "fixed": True, "mark": "inferred",
            },
        ],
        "policies": {"fx_rule": "ecb-day", "lev_before_euro": "fixed"},
    }  # fmt: skip
    assert not answer.assumed
    assert hash(answer) == hash(answer)


def test_what_is_no_currency_no_reading_and_no_rate_is_refused() -> None:
    for wrong in (("EUX 1.00", "EUR"), ("EUR 1.00", "EUX")):
        with pytest.raises(Unreadable, match="unknown currency 'EUX'; did you mean 'EUR'"):
            converted(Money(100, wrong[0][:3]), wrong[1], FIRST)
    with pytest.raises(WrongInput, match="the policy has no reading 'month'"):
        converted(Money(100, "EUR"), "EUR", FIRST, policies={"fx_rule": "month"})
    with pytest.raises(TypeError, match=r"never the float 0\.86"):
        Quote(currency="GBP", value=0.86, on=FIRST, source="")  # type: ignore[arg-type] # the test
    for value in (0, -1):
        with pytest.raises(ValueError, match="a rate is above zero"):
            Quote(currency="GBP", value=value, on=FIRST, source="")


# --- wrong ways to convert ----------------------------------------------------------------------


def by_inverse(money: Money, quotes: list[Quote]) -> Fraction:
    exact = Fraction(money.minor)
    for quote in quotes:
        inverse = Fraction(round(1 / quote.value * 10**6), 10**6)
        exact = exact * inverse if quote.currency == money.currency else exact / inverse
    return exact


def by_short_rate(money: Money, quotes: list[Quote]) -> Fraction:
    exact = Fraction(money.minor)
    for quote in quotes:
        short = Fraction(round(quote.value * 10**4), 10**4)
        exact = exact / short if quote.currency == money.currency else exact * short
    return exact


def by_cents_of_euro(money: Money, quotes: list[Quote]) -> Fraction:
    exact = Fraction(money.minor)
    for quote in quotes:
        exact = Fraction(round(exact / quote.value)) if quote.currency == money.currency else exact * quote.value
    return exact


def exactly(money: Money, quotes: list[Quote]) -> Fraction:
    exact = Fraction(money.minor)
    for quote in quotes:
        exact = exact / quote.value if quote.currency == money.currency else exact * quote.value
    return exact


def half_up(number: Fraction) -> int:
    return math.floor(abs(number) + Fraction(1, 2)) * (-1 if number < 0 else 1)


def half_towards_more(number: Fraction) -> int:
    return math.floor(number + Fraction(1, 2))


@pytest.mark.parametrize(
    ("way", "rounding", "is_right"),
    [
        (exactly, half_up, True),
        (by_inverse, half_up, False),
        (by_short_rate, half_up, False),
        (by_cents_of_euro, half_up, False),
        (exactly, round, False),
        (exactly, math.floor, False),
        (exactly, math.ceil, False),
        (exactly, half_towards_more, False),
    ],
)
def test_a_wrong_way_to_convert_is_noticed(way, rounding, is_right, monkeypatch) -> None:
    def convert(money, currency, quotes, *, policies=None):
        turned = Money(rounding(way(money, quotes)), currency)
        return Converted(money=turned, stated=money, quotes=tuple(quotes), policies=policies or {})

    monkeypatch.setattr(exchange, "converted_at", convert)
    cases = [each for name, each in vars(test_exchange).items() if name.startswith("test_")]
    assert any(fails(case, lawbook()) for case in cases) is not is_right


def test_multiplying_by_the_inverse_fails_the_case_that_says_so() -> None:
    assert half_up(by_inverse(Money(39_116_600, "BGN"), [LEVA])) == 20_000_005
    assert half_up(by_inverse(Money(58_674_900, "BGN"), [LEVA])) == 30_000_007


LEVA = Quote(currency="BGN", value=Fraction("1.95583"), on=None, source="an act", fixed=True)


# --- tables of rates ----------------------------------------------------------------------------


@given(TABLES, st.integers(-3, 80))
def test_the_rate_of_a_day_is_found_as_by_looking_at_each_day_before_it(values, number) -> None:
    day = FIRST + number * DAY
    last = next((each for back in range(8) if (each := day - back * DAY) in values), None)
    quote = table(values).on("GBP", day)
    assert (quote and (quote.on, quote.value)) == (last and (last, Fraction(values[last])))
    assert table(values).on("USD", day) is None


@given(TABLES, st.integers(-3, 70), st.integers(-3, 70))
def test_the_average_is_the_mean_of_the_days_and_needs_all_of_the_time(values, one, other) -> None:
    since, until = FIRST + one * DAY, FIRST + other * DAY
    within = [values[day] for day in values if since <= day <= until]
    quote = table(values).average("GBP", since, until)
    days = sorted(day for day in values if since <= day <= until)
    covered = bool(days) and all(
        (after - before).days <= 7 for before, after in zip([since, *days], [*days, until], strict=True)
    )
    assert (quote is not None) is covered
    if quote is not None:
        assert quote.value == sum(map(Fraction, within)) / len(within)
        assert min(within) <= quote.value <= max(within)
        assert (quote.since, quote.on, quote.assumed) == (since, until, True)


def test_an_average_says_of_how_many_days_and_when_it_began() -> None:
    quote = table({FIRST: Decimal(1), FIRST + DAY: Decimal(2), FIRST + 2 * DAY: Decimal(2)}).average(
        "GBP", FIRST, FIRST + 2 * DAY
    )
    assert quote is not None
    assert quote.to_dict() == {
        "currency": "GBP", "rate": "1.666666666667", "since": "2024-01-01", "on": "2024-01-03",
        "source": "a bank, mean of 3 days", "fixed": False, "mark": "assumed",
    }  # fmt: skip
    assert table({FIRST: Decimal(1)}).average("USD", FIRST, FIRST) is None


@given(TABLES, st.randoms())
def test_a_file_says_the_same_as_its_quotes_in_any_order_packed_or_not(values, random) -> None:
    lines = [f"{day},N/A,{rate},," for day, rate in values.items()]
    random.shuffle(lines)
    raw = "\r\n".join(["Date,USD,GBP,RSD,", *lines]).encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("eurofxref-hist.csv", raw)
    bare = raw.replace(b"RSD,", b"RSD").replace(b",,", b",")
    for each in (raw, b"\xef\xbb\xbf" + raw, packed.getvalue(), bare):
        read = ReferenceRates.read(each, "hist.csv")
        for day, rate in values.items():
            quote = read.on("GBP", day)
            assert quote is not None
            assert (quote.value, quote.on) == (Fraction(rate), day)
            assert quote.source == "European Central Bank, euro foreign exchange reference rates (hist.csv)"
        assert read.on("USD", FIRST) is None


def test_an_average_that_a_table_holds_answers_for_just_its_time_and_is_assumed() -> None:
    last = FIRST + 30 * DAY
    stated = Quote(currency="GBP", value=Fraction("0.85"), on=last, source="a bank", since=FIRST)
    other = Quote(currency="GBP", value=Fraction("0.86"), on=last, source="a bank", since=FIRST)
    rates = ReferenceRates.of([stated, stated, Quote(currency="GBP", value=Fraction("0.9"), on=last, source="a bank")])
    found = rates.average("GBP", FIRST, last)
    assert found is not None
    assert (found.value, found.since, found.on, found.assumed) == (Fraction("0.85"), FIRST, last, True)
    assert rates.average("GBP", FIRST, last - DAY) is None
    assert rates.average("GBP", FIRST + DAY, last) is None
    on = rates.on("GBP", last)
    assert on is not None
    assert on.value == Fraction("0.9")
    assert ReferenceRates.of([stated]).on("GBP", last) is None
    with pytest.raises(Unreadable, match=r"GBP has two rates on 2024-01-31: 0\.85 and 0\.86"):
        ReferenceRates.of([stated, other])


def test_a_table_of_months_holds_for_each_day_of_its_month_and_no_other() -> None:
    rates = ReferenceRates.of(
        [Quote(currency="GBP", value=Fraction("0.85"), on=dt.date(2024, 5, 29), source="InforEuro")], monthly=True
    )
    held = [day for day in (dt.date(2024, 4, 1) + number * DAY for number in range(100)) if rates.on("GBP", day)]
    assert held == [dt.date(2024, 5, number) for number in range(1, 32)]
    assert rates.average("GBP", dt.date(2024, 5, 1), dt.date(2024, 5, 31)) is None


def test_quotes_that_make_no_table_are_refused() -> None:
    one, other = (Quote(currency="GBP", value=value, on=FIRST, source="") for value in (1, 2))
    assert ReferenceRates.of([one, one]).on("GBP", FIRST) == one
    with pytest.raises(Unreadable, match="GBP has two rates on 2024-01-01: 1 and 2"):
        ReferenceRates.of([one, other])
    with pytest.raises(Unreadable, match="the quote of BGN has no day"):
        ReferenceRates.of([LEVA])
    with pytest.raises(Unreadable, match="unknown currency 'GBR'; did you mean 'GBP'"):
        ReferenceRates.of([Quote(currency="GBR", value=Fraction(1), on=FIRST, source="")])


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"", ["f.csv: the file is empty"]),
        (b"Day,USD\n", ["f.csv:1:1: the first column is 'Day', not the day"]),
        (b"Date\n", ["f.csv:1: there are no rates"]),
        (b"Date,USD,US,USD\n", ["f.csv:1:10: 'US' is no currency", "f.csv:1:13: the column 'USD' stands twice"]),
        (b"Date,USD\n2024-05-10,1,2\n", ["f.csv:2: the line has 2 rates, the first line 1 currencies"]),
        (b"Date,USD\n\n10.5.2024,1.1\n", ["f.csv:3:1: '10.5.2024' is not a day"]),
        (b"Date,USD\n2024-02-30,1.1\n", ["f.csv:2:1: '2024-02-30' is not a day"]),
        (
            b"Date,USD,GBP\n2024-05-10,1.1,0\n2024-05-11,-1,.9\n2024-05-12,1.1,0.9\n2024-05-12,1.1,0.9\n",
            [
                "f.csv:2:16: GBP: '0' is not a rate",
                "f.csv:3:12: USD: '-1' is not a rate",
                "f.csv:3:15: GBP: '.9' is not a rate",
                "f.csv:5:1: the day 2024-05-12 stands twice",
            ],
        ),
        (b"Date,USD\n2024-05-10,\xff\n", ["f.csv:2: byte 0xff is not UTF-8"]),
    ],
)
def test_each_fault_of_a_file_is_told_with_its_line(raw: bytes, told: list[str]) -> None:
    with pytest.raises(WrongInput) as caught:
        ReferenceRates.read(raw, "f.csv")
    assert [str(each).splitlines()[0] for each in caught.value.complaints] == told
    assert all(each.instead for each in caught.value.complaints)


def test_a_currency_that_is_not_known_here_is_passed_over_and_the_others_are_read() -> None:
    table = ReferenceRates.read(b"Date,ROL,USD\n2024-05-10,36000,1.0781\n", "f.csv")
    found = table.on("USD", dt.date(2024, 5, 10))
    assert found is not None
    assert found.value == Fraction("1.0781")
    assert table.on("ROL", dt.date(2024, 5, 10)) is None


def test_an_archive_that_is_not_the_banks_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", "Date,USD\n" * 100)
    raw = packed.getvalue()
    with pytest.raises(WrongInput, match="the archive cannot be read"):
        ReferenceRates.read(raw[:40] + b"\0" * 8 + raw[48:], "f.zip")
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("b.csv", "")
    with pytest.raises(WrongInput, match="the archive holds 2 tables"):
        ReferenceRates.read(packed.getvalue(), "f.zip")


def test_a_file_larger_than_any_history_is_not_read(monkeypatch) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", "Date,USD\n" * 100)
    monkeypatch.setattr(ecb_file, "MOST_BYTES", 899)
    with pytest.raises(WrongInput, match=r"f\.csv: the file is larger than 899 bytes"):
        ReferenceRates.read(b"Date,USD\n" * 100, "f.csv")
    with pytest.raises(WrongInput, match=r"f\.zip: the table is too large"):
        ReferenceRates.read(packed.getvalue(), "f.zip")
    monkeypatch.setattr(ecb_file, "MOST_BYTES", 900)
    for raw in (b"Date,USD\n" * 100, packed.getvalue()):
        with pytest.raises(WrongInput, match="'Date' is not a day"):
            ReferenceRates.read(raw, "f")


# --- currencies ---------------------------------------------------------------------------------


def test_every_currency_of_the_banks_history_is_known_but_two_that_ended_in_2005() -> None:
    header = (
        "USD,JPY,BGN,CYP,CZK,DKK,EEK,GBP,HUF,LTL,LVL,MTL,PLN,ROL,RON,SEK,SIT,SKK,CHF,ISK,NOK,HRK,RUB,TRL,TRY,AUD,BRL,"
        "CAD,CNY,HKD,IDR,ILS,INR,KRW,MXN,MYR,NZD,PHP,SGD,THB,ZAR"
    )
    assert {"EUR", *header.split(",")} - {"ROL", "TRL"} == CURRENCIES.keys() - {"XDR"}
    assert set(MEASURED_IN) <= CURRENCIES.keys()
    assert {CURRENCIES[each] for each in MEASURED_IN} == {2}
