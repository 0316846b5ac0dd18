"""An answer of the law as JSON says what its attributes say, whatever they are, and leaves none of them out."""

import datetime as dt
import enum
import importlib
import inspect
import json
import pkgutil
import types
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
from attrs import fields, has
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.soak import examples

import intra_core.law
from intra_core.law.aid.answer import Headroom
from intra_core.law.aid.equivalent import Equivalent
from intra_core.law.exchange import Converted
from intra_core.law.exemption.limbs import Limb
from intra_core.law.exemption.tied_aid import CostRoom
from intra_core.law.reference_rates import Quote
from intra_core.law.sme.answer import CountedEnterprise, PeriodStatus, SmeStatus
from intra_core.law.sme.category import Amounts
from intra_core.model.money import Money
from intra_core.model.quantity import Share

MODULES = [
    importlib.import_module(each.name) for each in pkgutil.walk_packages(intra_core.law.__path__, "intra_core.law.")
]
ANSWERS = {
    name: each
    for module in MODULES
    for name, each in vars(module).items()
    if inspect.isclass(each) and each.__module__ == module.__name__ and "to_dict" in vars(each)
}
WORDS = st.text("abc ", min_size=1, max_size=4)
CURRENCIES = st.sampled_from(("EUR", "GBP", "BGN"))
SIMPLE = {
    str: WORDS,
    bool: st.booleans(),
    dt.date: st.dates(),
    Decimal: st.integers(0, 10**6).map(lambda parts: Decimal(parts) / 100),
    Fraction: st.integers(1, 10**6).map(lambda parts: Fraction(parts, 1000)),
    Money: st.builds(Money, st.integers(0, 10**9), CURRENCIES),
    Share: st.integers(0, 10_000).map(lambda parts: Share(Fraction(parts, 10_000))),
    Amounts: st.builds(Amounts, *[st.none() | st.integers(0, 1000).map(Fraction)] * 3),
}


def drawn(kind):
    """Draw values of a type: of a class of the law with each attribute drawn, also those that may be left out."""
    if kind in SIMPLE:
        return SIMPLE[kind]
    of = get_args(kind)
    if get_origin(kind) in {Union, types.UnionType}:
        return st.one_of(st.none(), *(drawn(each) for each in of if each is not types.NoneType))
    if get_origin(kind) is tuple:
        return st.lists(drawn(of[0]), max_size=2).map(tuple) if of[-1] is ... else st.tuples(*map(drawn, of))
    if get_origin(kind) is Mapping:
        return st.dictionaries(*map(drawn, of), max_size=2)
    if issubclass(kind, enum.Enum):
        return st.sampled_from(kind)
    return answers(kind)


def answers(kind):
    return st.builds(kind, **{name: drawn(its) for name, its in get_type_hints(kind).items()})


def plain(value):
    """Write a value as every answer does."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, Money | Share):
        return str(value)
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    return shown(value) if has(type(value)) else value


def money(value):
    return {"amount": str(value).split()[1], "currency": value.currency}


def sizes(amounts):
    """Write figures, of which whole ones are drawn; one above any ceiling is left open."""
    written = ("{}", "EUR {}.00", "EUR {}.00")
    each = zip(Amounts._fields, amounts, written, strict=True)
    return {name: None if of is None else text.format(of) for name, of, text in each}


def bounds(period):
    """Write bounds where they are apart."""
    least, most = sizes(period.least), sizes(period.most)
    return {} if least == sizes(period.amounts) == most else {"bounds": {"least": least, "most": most}}


OTHERWISE: dict[Any, dict[str, Any]] = {
    Headroom: {
        "later": lambda its: {"later": [{"granted": day.isoformat(), "amount": text} for day, text in its.later]},
        "requested": lambda its: {} if its.requested is None else shown(its.requested),
    },
    Equivalent: {"exact": lambda _: {}},
    CostRoom: {"exact": lambda _: {}},
    Converted: {
        "money": lambda its: money(its.money),
        "stated": lambda its: {"stated": money(its.stated)},
        "quotes": lambda its: {"rates": plain(its.quotes)},
    },
    Limb: {"reason": lambda its: shown(its.reason), "asks": lambda _: {}},
    Quote: {
        "value": lambda its: {"rate": f"{Decimal(its.value.numerator) / its.value.denominator:f}"},
        "since": lambda its: {"since": its.since.isoformat()} if its.since else {},
    },
    PeriodStatus: {
        "amounts": lambda its: sizes(its.amounts),
        "least": lambda _: {},
        "most": bounds,
        "estimate": lambda its: {"estimate": True} if its.estimate else {},
    },
    CountedEnterprise: {
        "share": lambda its: {"share": its.share.decimal},
        "certain": lambda its: {} if its.certain else {"certain": False},
    },
    SmeStatus: {
        "mid_cap": lambda its: {"small_mid_cap": its.mid_cap},
        "public": lambda its: {"public": its.public.decimal},
    },
}
"""What an answer writes in another way than by the name of the attribute; what it reckons with it leaves out."""


def shown(answer):
    """Write an answer attribute by attribute."""
    found: dict[str, Any] = {}
    for name in (each.name for each in fields(type(answer))):
        otherwise = OTHERWISE.get(type(answer), {}).get(name)
        found |= {name: plain(getattr(answer, name))} if otherwise is None else otherwise(answer)
    return found


@pytest.mark.parametrize("name", ANSWERS)
@settings(max_examples=examples(15))
@given(st.data())
def test_an_answer_as_json_says_what_its_attributes_say(name, data):
    answer = data.draw(answers(ANSWERS[name]))
    told = answer.to_dict()
    assert told == shown(answer)
    assert json.loads(json.dumps(told)) == told
