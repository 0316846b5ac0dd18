"""Money across currencies: T15, rates fixed by law from their first day on, published rates, currencies of states."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

from intra_core.law.accounts_abroad import accounts_in
from intra_core.law.exchange import Quote, ReferenceRates, converted, currency_of
from intra_core.law.sme.status import sme_status
from intra_core.model.group import AccountingPeriod, Enterprise, Estimate, Group
from intra_core.model.money import Money
from intra_core.provenance import Mark

GRANTED = dt.date(2024, 5, 10)
DAY = dt.timedelta(days=1)


def answer_of(text, currency, law, day=GRANTED, **asked):
    return converted(Money.parse(text), currency, day, law=law, **asked)


def turned(text, currency, law, day=GRANTED, **asked):
    answer = answer_of(text, currency, law, day, **asked)
    return None if answer is None else str(answer.money)


def table(*days, currency="GBP", value="0.86018", **form):
    quotes = [Quote(currency=currency, value=Fraction(value), on=day, source="a bank") for day in days]
    return ReferenceRates.of(quotes, **form)


# --- the rate that law has fixed ----------------------------------------------------------------


def test_t15_leva_are_divided_by_the_fixed_rate(law):
    assert turned("BGN 391166.00", "EUR", law) == "EUR 200000.00"
    assert turned("BGN 586749.00", "EUR", law) == "EUR 300000.00"
    assert turned("BGN 123456789.00", "EUR", law) == "EUR 63122453.89"


def test_t15_the_rate_its_source_and_what_it_rests_on_are_told(law):
    answer = answer_of("BGN 391166.00", "EUR", law, GRANTED)
    assert answer.stated == Money.parse("BGN 391166.00")
    (rate,) = answer.quotes
    assert (rate.currency, rate.decimal, rate.on) == ("BGN", "1.95583", None)
    assert rate.fixed
    assert rate.mark is Mark.INFERRED
    assert answer.policies == {"lev_before_euro": "fixed"}
    since = answer_of("BGN 391166.00", "EUR", law, dt.date(2026, 1, 1))
    assert (
        since.quotes[0].source == "Regulation (EC) 2866/98 on the conversion rates of the euro, as amended, Article 1"
    )
    assert since.quotes[0].mark is Mark.SOURCED
    assert since.policies == {}


def test_the_lev_counts_at_its_fixed_rate_before_the_euro_and_from_its_first_day(law):
    published = {"policies": {"lev_before_euro": "published"}}
    for day in (dt.date(2007, 1, 1), dt.date(2025, 12, 31), dt.date(2026, 1, 1), dt.date(2030, 1, 1)):
        assert turned("BGN 391166.00", "EUR", law, day) == "EUR 200000.00"
        assert turned("EUR 300000.00", "BGN", law, day) == "BGN 586749.00"
    assert turned("BGN 391166.00", "EUR", law, dt.date(2006, 12, 31)) is None
    assert turned("BGN 391166.00", "EUR", law, dt.date(2025, 12, 31), **published) is None
    assert turned("BGN 391166.00", "EUR", law, dt.date(2026, 1, 1), **published) == "EUR 200000.00"


def test_the_policy_on_the_lev_before_the_euro_decides_which_rate_counts(law):
    rates = table(GRANTED, currency="BGN", value="1.9558")
    asked = {fixed: {"rates": rates, "policies": {"lev_before_euro": fixed}} for fixed in ("fixed", "published")}
    assert turned("BGN 391166.00", "EUR", law, **asked["fixed"]) == "EUR 200000.00"
    assert turned("BGN 391166.00", "EUR", law, **asked["published"]) == "EUR 200003.07"


def test_half_a_cent_goes_up_and_what_is_paid_back_is_what_was_paid(law):
    assert turned("EUR 500.00", "BGN", law) == "BGN 977.92"  # 977.915
    assert turned("EUR -500.00", "BGN", law) == "BGN -977.92"
    assert turned("EUR 1500.00", "BGN", law) == "BGN 2933.75"  # 2933.745
    assert turned("EUR 499.99", "BGN", law) == "BGN 977.90"  # 977.8954…
    assert turned("BGN 0.00", "EUR", law) == "EUR 0.00"
    assert turned("BGN -391166.00", "EUR", law) == "EUR -200000.00"
    assert turned("BGN 0.01", "EUR", law) == "EUR 0.01"  # 0.0051…


def test_each_currency_the_euro_replaced_has_its_rate_from_the_first_day_on(law):
    replaced = {
        "SIT": ("239.640", dt.date(2007, 1, 1)),
        "CYP": ("0.585274", dt.date(2008, 1, 1)),
        "MTL": ("0.429300", dt.date(2008, 1, 1)),
        "SKK": ("30.1260", dt.date(2009, 1, 1)),
        "EEK": ("15.6466", dt.date(2011, 1, 1)),
        "LVL": ("0.702804", dt.date(2014, 1, 1)),
        "LTL": ("3.45280", dt.date(2015, 1, 1)),
        "HRK": ("7.53450", dt.date(2023, 1, 1)),
        "BGN": ("1.95583", dt.date(2026, 1, 1)),
    }
    for currency, (rate, since) in replaced.items():
        answer = answer_of("EUR 1000000.00", currency, law, since)
        assert answer.quotes[0].value == Fraction(rate)
        assert answer.money.minor == Fraction(rate) * 100_000_000
        assert answer_of(str(answer.money), "EUR", law, since).money == Money.parse("EUR 1000000.00")
        before = answer_of("EUR 1.00", currency, law, since - DAY)
        assert before is None or before.policies, currency


def test_one_national_currency_becomes_another_through_the_euro(law):
    day = dt.date(2026, 1, 1)
    assert turned("HRK 753450.00", "BGN", law, day) == "BGN 195583.00"
    # 1 lev is 0.5112918… euro, 3.8523…87 kuna; rounded to two decimals of euro on the way it would be 3.84.
    assert turned("BGN 1.00", "HRK", law, day) == "HRK 3.85"
    assert len(answer_of("BGN 1.00", "HRK", law, day).quotes) == 2


# --- published rates ----------------------------------------------------------------------------


def test_a_published_rate_is_that_of_the_day_else_the_last_before_it_within_a_week(law):
    rates = table(GRANTED)
    for day in (GRANTED, GRANTED + DAY, GRANTED + 7 * DAY):
        answer = answer_of("GBP 100.00", "EUR", law, day, rates=rates)
        assert str(answer.money) == "EUR 116.25"  # 116.2547…
        assert (answer.quotes[0].on, answer.quotes[0].source) == (GRANTED, "a bank")
        assert answer.policies == {"fx_rule": "ecb-day"}
    assert turned("GBP 100.00", "EUR", law, GRANTED + 8 * DAY, rates=rates) is None
    assert turned("GBP 100.00", "EUR", law, GRANTED - DAY, rates=rates) is None


def test_without_a_rate_nothing_is_known_but_the_same_currency_needs_none(law):
    assert turned("GBP 100.00", "EUR", law) is None
    assert turned("GBP 100.00", "USD", law, rates=table(GRANTED)) is None
    assert turned("GBP 100.00", "GBP", law) == "GBP 100.00"
    assert answer_of("GBP 100.00", "GBP", law, GRANTED).quotes == ()
    assert turned("GBP 100.00", "BGN", law, rates=table(GRANTED)) == "BGN 227.37"  # 195.583 / 0.86018


def test_the_rate_of_the_day_and_that_of_the_month_are_not_taken_for_each_other(law):
    daily, monthly = table(GRANTED), table(dt.date(2024, 5, 1), value="0.85", monthly=True)
    month = {"fx_rule": "inforeuro-month"}
    assert turned("GBP 85.00", "EUR", law, rates=monthly, policies=month) == "EUR 100.00"
    assert turned("GBP 85.00", "EUR", law, dt.date(2024, 5, 31), rates=monthly, policies=month) == "EUR 100.00"
    assert turned("GBP 85.00", "EUR", law, dt.date(2024, 6, 1), rates=monthly, policies=month) is None
    assert turned("GBP 85.00", "EUR", law, dt.date(2024, 4, 30), rates=monthly, policies=month) is None
    assert turned("GBP 85.00", "EUR", law, rates=monthly) is None
    assert turned("GBP 85.00", "EUR", law, rates=daily, policies=month) is None
    assert turned("GBP 85.00", "EUR", law, rates=daily) == "EUR 98.82"


def test_what_the_euro_replaced_had_published_rates_before(law):
    rates = table(dt.date(2022, 12, 30), currency="HRK", value="7.5365")
    assert turned("HRK 753650.00", "EUR", law, dt.date(2022, 12, 31), rates=rates) == "EUR 100000.00"
    assert turned("HRK 753450.00", "EUR", law, dt.date(2023, 1, 1), rates=rates) == "EUR 100000.00"


def test_an_average_over_a_period_needs_rates_for_all_of_it_and_is_assumed(law):
    first, last = dt.date(2024, 1, 1), dt.date(2024, 1, 22)
    days = (first, first + 7 * DAY, first + 14 * DAY)
    rates = table(*days, value="0.85")
    mean = rates.average("GBP", first, last - DAY, law=law)
    assert (mean.value, mean.since, mean.on, mean.assumed) == (Fraction("0.85"), first, last - DAY, True)
    assert rates.average("GBP", first, last, law=law).value == Fraction("0.85")
    assert rates.average("GBP", first, last + DAY, law=law) is None
    assert rates.average("GBP", first - 7 * DAY, last, law=law).value == Fraction("0.85")
    assert rates.average("GBP", first - 8 * DAY, last, law=law) is None
    assert table(first, first + 8 * DAY).average("GBP", first, first + 8 * DAY, law=law) is None


# --- accounts of group members abroad -----------------------------------------------------------


def accounts(law, rates, months=None, **policies):
    stated = AccountingPeriod(
        ends=dt.date(2024, 6, 30),
        headcount=Decimal("12.5"),
        turnover=Money.parse("GBP 9000000.00"),
        balance_sheet_total=Money.parse("GBP 9000000.00"),
        months=months,
    )
    return accounts_in(stated, "EUR", rates=rates, law=law, policies=policies or None)


def half_years():
    """A pound to the euro to the end of 2023, two pounds from then on; three on the last day of June."""
    day, end = dt.date(2023, 7, 1), dt.date(2024, 6, 30)
    days = [day + number * DAY for number in range((end - day).days)]
    values = [Quote(currency="GBP", value=1 + (each.year == 2024), on=each, source="a bank") for each in days]
    return ReferenceRates.of([*values, Quote(currency="GBP", value=3, on=end, source="a bank")])


def test_turnover_is_turned_at_the_average_of_its_period_and_the_balance_sheet_at_closing(law):
    year, half = accounts(law, half_years()), accounts(law, half_years(), months=6)
    # 184 days at 1, 181 at 2, one at 3: 549 / 366; of the half year alone 365 / 182.
    assert year.turnover.quotes[0].value == Fraction(549, 366)
    assert year.turnover.quotes[0].since == dt.date(2023, 7, 1)
    assert half.turnover.quotes[0].value == Fraction(365, 182)
    assert str(year.period.turnover) == "EUR 6000000.00"
    assert str(half.period.turnover) == "EUR 4487671.23"
    assert str(year.period.balance_sheet_total) == str(half.period.balance_sheet_total) == "EUR 3000000.00"
    assert year.period.headcount == Decimal("12.5")
    assert year.assumed
    assert year.turnover.policies == {"fx_rule": "ecb-day", "accounts_abroad": "average-and-closing"}


def test_the_size_of_a_group_counts_accounts_abroad_and_names_rates_and_readings(law):
    stated = AccountingPeriod(
        ends=dt.date(2024, 6, 30),
        headcount=Decimal(30),
        turnover=Money.parse("GBP 20000000.00"),
        balance_sheet_total=Money.parse("GBP 90000000.00"),
    )
    group = Group(enterprises=(Enterprise(id="A", country="GB", period=(stated,)),))

    def size(**asked):
        return sme_status(group, "A", dt.date(2024, 9, 2), law=law, **asked)

    # EUR 13,333,333.33 at the average, 6,666,666.67 at closing.
    average, closing = (size(rates=half_years(), policies=told) for told in ({}, {"accounts_abroad": "closing"}))
    assert (average.status, closing.status, size().status) == ("medium", "small", "undetermined")
    assert {"fx_rule": "ecb-day", "accounts_abroad": "average-and-closing"}.items() <= average.policies.items()
    assert closing.policies["accounts_abroad"] == "closing"
    assert [each.assumed for each in average.rates] == [True, False]
    assert not any(each.assumed for each in closing.rates)
    assert "fx_rule" not in size().policies


def test_an_estimate_in_another_currency_counts_at_the_rate_of_the_day_of_grant(law):
    estimate = Estimate(headcount=Decimal(30), turnover=Money.parse("GBP 10000000.00"))
    group = Group(enterprises=(Enterprise(id="A", country="GB", period=(), estimate=estimate),))
    for value, status in (("1", "small"), ("0.99", "undetermined")):
        rates = table(GRANTED, value=value)
        found = sme_status(group, "A", GRANTED, rates=rates, law=law)
        assert (found.status, [each.on for each in found.rates]) == (status, [GRANTED])


def test_the_policy_on_accounts_abroad_decides_the_rate_of_turnover(law):
    closing = accounts(law, half_years(), accounts_abroad="closing")
    assert str(closing.period.turnover) == "EUR 3000000.00"
    assert not closing.assumed


def test_accounts_without_a_rate_are_unknown_and_never_zero(law):
    part = accounts(law, table(dt.date(2024, 6, 30), value="3"))
    assert (part.period.turnover, part.without_rate) == (None, ("turnover",))
    assert str(part.period.balance_sheet_total) == "EUR 3000000.00"
    none = accounts(law, None)
    assert none.without_rate == ("turnover", "balance_sheet_total")
    assert (none.period.turnover, none.period.balance_sheet_total, none.assumed) == (None, None, False)
    leva = AccountingPeriod(ends=dt.date(2024, 12, 31), turnover=Money.parse("BGN 19558300.00"))
    told = accounts_in(leva, "EUR", law=law)
    assert told.turnover is not None
    assert (str(told.period.turnover), told.without_rate) == ("EUR 10000000.00", ())
    assert told.turnover.policies == {"lev_before_euro": "fixed"}


# --- currencies of states -----------------------------------------------------------------------


def test_the_currency_of_each_state_by_the_day(law):
    assert currency_of("BG", dt.date(2025, 12, 31), law=law) == "BGN"
    assert currency_of("BG", dt.date(2026, 1, 1), law=law) == "EUR"
    assert currency_of("SI", dt.date(2006, 12, 31), law=law) == "SIT"
    assert currency_of("SI", dt.date(2007, 1, 1), law=law) == "EUR"
    for state in ("ES", "PT", "IT"):
        assert currency_of(state, dt.date(1999, 1, 1), law=law) == "EUR"
        assert currency_of(state, dt.date(1998, 12, 31), law=law) is None
    assert currency_of("GB", GRANTED, law=law) == "GBP"
    assert currency_of("XX", GRANTED, law=law) is None
