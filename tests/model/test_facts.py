"""From what was told to the facts that rules read, and back: nothing is lost, changed or added on the way."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from attrs import fields
from hypothesis import given
from hypothesis import strategies as st

from intra_core.errors import Unreadable
from intra_core.model.aid import PastVoucher
from intra_core.model.application import LISTS, TABLES, Application
from intra_core.model.facts import SAME_CODES, UNREAD, Flattening, layout, month_day
from intra_core.model.money import Money
from intra_core.model.project import Project
from intra_core.model.quantity import Area, Rate
from intra_core.model.undertaking import Place, Undertaking

TOLD = {
    "str": st.text(min_size=1, max_size=5),
    "bool": st.booleans(),
    "int": st.integers(0, 10**9),
    "date": st.dates(),
    "time": st.times().map(lambda time: time.replace(microsecond=0)),
    "Money": st.integers(0, 10**12).map(lambda minor: Money(minor, "EUR")),
    "Rate": st.integers(0, 10**6).map(Rate),
    "Area": st.integers(0, 10**9).map(Area),
    "Decimal": st.decimals(0, 10**9, places=4),
    "Place": st.sampled_from(sorted({*SAME_CODES, "2006", "2010"})).map(lambda of: Place(code="SI032", version=of)),
}
"""Values of each kind of field, by the last word of its annotation's first choice."""
ODD = {"fiscal_year_end", "closed", "member_state", "market", "nationality", "country"}  # of a form of their own
BACK = {
    dt.date: dt.date.fromordinal,
    dt.time: lambda fact: (dt.datetime(2024, 2, 29, tzinfo=dt.UTC) + dt.timedelta(seconds=fact)).time(),
    Money: lambda fact: Money(fact, "EUR"),
    Rate: Rate,
    Area: Area,
    Decimal: lambda fact: Decimal(fact) / 10_000,
}


def kind_of(annotation):
    first = str(annotation).partition(" |")[0] if not isinstance(annotation, type) else annotation.__name__
    return first.rpartition(".")[2]


def tables(kinds):
    """Draw a table with some of its fields told: those that are of one plain kind."""

    def told(record):
        plain = {each.name: TOLD[kind_of(each.type)] for each in fields(record)
                 if each.name not in ODD and kind_of(each.type) in TOLD and "tuple" not in str(each.type)}  # fmt: skip
        return st.fixed_dictionaries({}, optional=plain).map(lambda values: (values, values))

    return st.sampled_from(sorted(kinds.items())).flatmap(
        lambda named: told(named[1]).flatmap(lambda both: made(named, both[0]))
    )


def made(named, values):
    name, record = named
    try:
        return st.just((name, values, record(**values)))
    except (TypeError, ValueError):  # words that the table holds to a form, such as a country
        words = {key for key, value in values.items() if isinstance(value, str)}
        values = {key: value for key, value in values.items() if key not in words}
        return st.just((name, values, record(**values)))


def listed(**lists: Any) -> dict[str, tuple[dict[str, Any], ...]]:
    """Give the facts of an application that tells lists alone."""
    return dict(Application(**lists).facts)  # type: ignore[arg-type] # they are all lists


def led_back(fact, told):
    return BACK.get(type(told), lambda it: it)(fact)


def known(told):
    """Say whether rules are told of it: not where a seat is of a version that codes have changed since."""
    return not isinstance(told, Place) or told.version not in {"2006", "2010"}


@given(tables({**TABLES, **LISTS}))
def test_a_table_is_read_field_by_field(drawn):
    _, values, table = drawn
    read = {name: how(table) for name, how in layout(type(table))}  # type: ignore[arg-type] # a type is hashable
    assert {name: told for name, told in read.items() if told is not None} == values
    assert [*read] == [each.name for each in fields(type(table))]


@given(tables(TABLES))
def test_the_facts_of_a_table_lead_back_to_what_was_told(drawn):
    name, values, table = drawn
    wanted = {f"{name}.{key}": told for key, told in values.items() if known(told)}
    wanted = {key: told for key, told in wanted.items() if key not in UNREAD}
    facts = Application(**{name: table}).facts
    flat = Flattening("EUR")
    flat.table(name, table)
    single = Flattening("EUR")
    for key, told in wanted.items():
        single.fact(key, told)
    assert facts == flat.facts == single.facts
    assert {*facts} == {*wanted}
    for key, told in wanted.items():
        value = flat.value(key, told)
        assert value == facts[key]
        if isinstance(told, Place):
            assert value == told.code
        else:
            assert led_back(value, told) == told
        assert not isinstance(value, Decimal | float | Money | dt.date)


@given(tables(LISTS), tables(LISTS))
def test_the_facts_of_a_list_are_those_of_its_lines(one, other):
    name, values, line = one
    both = listed(**{name: (line, line)})[name]
    assert len(both) == 2
    for record in (*both, Flattening("EUR").record(name, line)):
        assert {key: led_back(fact, values[key]) for key, fact in record.items()} == values
    if other[0] != name and not {name, other[0]} >= {"cost"}:
        facts = listed(**{name: (), other[0]: (other[2],)})
        assert facts[name] == ()
        assert len(facts[other[0]]) == 1


AMOUNT = st.builds(Money, st.integers(0, 10**12), st.sampled_from(["EUR", "BGN", "GBP", "USD"]))


@given(AMOUNT, AMOUNT, st.sampled_from(["EUR", "BGN", "GBP"]))
def test_an_amount_is_a_fact_in_its_own_currency_or_where_the_rate_is_fixed_for_ever(debt, turnover, currency):
    told = {"undertaking.tax_debt": debt, "undertaking.turnover": turnover}
    application = Application(undertaking=Undertaking(tax_debt=debt, turnover=turnover))
    facts, foreign = application.facts_in(currency)
    assert {*facts} | {*foreign} == {*told}
    assert not {*facts} & {*foreign}
    for name, money in told.items():
        if money.currency == currency:
            assert facts[name] == money.minor
        else:
            assert (name in facts) == ({money.currency, currency} == {"EUR", "BGN"})
    assert application.facts_in(application.currency) == (application.facts, application.foreign)


@given(st.dates(), st.dates(), st.booleans())
def test_a_voucher_is_closed_on_a_day_if_it_closed_by_then(closed, submitted, of_project):
    application = Application(
        voucher=(PastVoucher(closed=closed),), project=Project(submitted=submitted) if of_project else None
    )
    facts, _ = application.facts_in("EUR", submitted)
    assert facts["voucher"] == ({"closed": closed <= submitted},)
    assert application.facts["voucher"] == (({"closed": closed <= submitted},) if of_project else ({},))


@given(st.integers(0, 99), st.integers(0, 99))
def test_a_day_of_every_year_is_one_that_a_leap_year_has(month, day):
    text = f"--{month:02}-{day:02}"
    try:
        there = dt.date(2000, month, day)
    except ValueError:
        with pytest.raises(Unreadable):
            month_day(text)
    else:
        assert divmod(month_day(text), 100) == (there.month, there.day)
