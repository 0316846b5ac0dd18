"""Functions of a region give what they declare or nothing, whatever they do, and what went wrong is counted."""

from fractions import Fraction
from types import MappingProxyType
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from intra_core.model.money import GREATEST
from intra_core.rules.function_record import BUDGET, FunctionRecord
from intra_core.rules.functions import NoAnswer, RuleFunction
from intra_core.rules.generated import function
from intra_core.rules.kinds import (
    MOST_COUNTED,
    Choice,
    Code,
    Day,
    Kind,
    MonthDay,
    Number,
    Records,
    Text,
    YesNo,
    described,
    greatest_of,
    is_amount,
    kind_of,
    number_of,
    revision_of,
)

ANYTHING = st.one_of(
    st.none(), st.booleans(), st.integers(-20, 1300), st.integers(), st.text(max_size=3), st.floats(),
    st.sampled_from(["a", "b", 738_000, (), object()]), st.builds(ValueError, st.text(max_size=3)),
)  # fmt: skip
WORDS = st.sampled_from(["EUR", "rate", "day", "day-of-year", "yes-no", "choice a b", "text", "count persons"])


def asked(told):
    if isinstance(told, Exception):
        raise told
    return told


@given(WORDS, st.integers(-10, 10), st.integers(0, 20), st.lists(ANYTHING, min_size=1, max_size=5))
def test_an_answer_is_of_the_kind_that_is_declared_or_there_is_none(words, least, wide, answers):
    number = isinstance(kind_of(words), Number)
    bounds = {"least": least, "greatest": least + wide} if number else {}
    made = RuleFunction(name="made.f", takes=("text",), gives=words, label={"en": "f"}, call=asked, **bounds)
    assert (made.low, made.high) == ((least, least + wide) if number else (0, GREATEST))
    failed = 0
    for told in answers:
        found = made.answer((told,), made.gives)
        if isinstance(found, NoAnswer):
            failed += found.how != "none"
            assert (found.how == "raised") == isinstance(told, Exception)
            assert (found.how == "none") == (told is None)
        else:
            assert found is told
            assert type(told) is {"yes-no": bool, "choice a b": str, "text": str}.get(words, int)
            assert not number or not isinstance(told, int) or made.low <= told <= made.high
            assert words != "choice a b" or told in {"a", "b"}
    assert (made.record.asked, made.record.failed) == (len(answers), failed)


@given(WORDS, WORDS, WORDS, st.integers(-5, 5))
def test_a_declaration_is_told_otherwise_where_rules_are_checked_otherwise(takes, other, gives, least):
    def declared(taken, low):
        bounds = {"least": low, "greatest": 9} if isinstance(kind_of(gives), Number) else {}
        call = asked
        made = RuleFunction(name="made.f", takes=(taken,), gives=gives, label={"en": "f"}, call=call, **bounds)
        assert made.place == (asked.__code__.co_filename, asked.__code__.co_firstlineno)
        return made.declared

    assert (declared(takes, least) == declared(other, least)) == (kind_of(takes) == kind_of(other))
    assert (declared(takes, least) != declared(takes, least + 1)) == isinstance(kind_of(gives), Number)


@given(st.lists(st.none() | st.text(min_size=1, max_size=5), max_size=6), st.floats(0, 9), st.floats(0.001, 9))
def test_a_record_complains_exactly_of_failures_and_of_time(failures, slowest, budget):
    record = FunctionRecord()
    for failed in failures:
        record.noted(0.0, failed)
    said = record.told(budget, slowest)
    bad = [each for each in failures if each is not None]
    assert (record.asked, record.failed) == (len(failures), len(bad))
    assert len(said) == bool(bad) + (slowest > budget)
    if bad:
        assert f"{len(bad)} of {len(failures)} times" in said[0]
        assert said[0].endswith(bad[-1])
    assert not any("took" in each for each in record.told(slowest=BUDGET))
    assert len(record.told(slowest=2 * BUDGET)) == 1 + bool(bad)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=5), st.integers(0, 99))
def test_the_slowest_answer_is_the_one_that_is_told(took, began):
    record = FunctionRecord()
    for seconds in took:
        with patch("intra_core.rules.function_record.perf_counter", lambda ended=began + seconds: ended):
            record.noted(began)
    assert record.slowest == max(took)


@given(st.integers(), st.integers(), st.sampled_from(["a", "twice", "_"]))
def test_a_made_function_sees_its_names_and_nothing_else(one, other, name):
    made = function(name, [f"def {name}(x):", "    return x * n - x"], MappingProxyType({"n": one}))
    assert made(other) == other * one - other
    assert function(name, [f"def {name}(x):", "    return n"], {"n": made})(0) is made


# Kinds.

UNITS = st.dictionaries(st.sampled_from(["EUR", "GBP", "m2", "persons", "AWU"]), st.integers(-2, 2).filter(bool))
NUMBERS = UNITS.map(lambda found: Number(tuple(sorted(found.items()))))
KINDS: st.SearchStrategy[Kind] = NUMBERS | st.sampled_from(
    [Day(), MonthDay(), YesNo(), Choice({"a"}), Code("nace"), Text(), Records({})]
)


@given(NUMBERS)
def test_money_is_kept_in_cents_counts_as_they_are_and_all_else_in_ten_thousandths(kind):
    single = kind.unit[0][0] if len(kind.unit) == 1 and kind.unit[0][1] == 1 else None
    money = single in {"EUR", "GBP"}
    assert kind.scale == (100 if money else 1 if single == "persons" else 10_000)
    assert kind.scale % kind.parts == 0
    assert (kind.parts == kind.scale) == (len(kind.unit) == 1)
    assert kind.currency == (single if money else None)
    assert is_amount(kind) == money
    greatest = Fraction(greatest_of(kind), kind.scale)
    assert greatest == (Fraction(GREATEST, 100) if money else 100_000 if not kind.unit else MOST_COUNTED)


@given(KINDS, KINDS)
def test_kinds_that_are_described_alike_are_of_one_sort(one, other):
    if described(one) == described(other) and isinstance(one, Number):
        assert isinstance(other, Number)
        assert str(one) == str(other)
    assert described(one).startswith(("a ", "an ", "yes"))
    assert ("amount" in described(one)) == (
        isinstance(one, Number) and any(name in {"EUR", "GBP"} and power > 0 for name, power in one.unit)
    )
    assert is_amount(one) is (isinstance(one, Number) and one.currency is not None)


@given(st.sampled_from(["1.1", "2", "2.1"]), st.text("0123456789.", min_size=1, max_size=5))
def test_the_revision_of_a_code_is_the_one_that_it_is_written_with(revision, code):
    assert revision_of(f"{revision}:{code}") == revision
    assert revision_of(code) == ""


@given(st.dictionaries(st.sampled_from("abc"), st.tuples(st.integers(), st.integers())), st.sampled_from("abcd"))
def test_a_field_has_its_own_limits_or_those_of_every_number(limits, name):
    records = Records({each: number_of("EUR") for each in "abcd"}, limits=limits)
    low, high = records.limit(name)
    assert (low, high) == limits[name] if name in limits else (low, high) == (0, GREATEST)
