"""The versions of a figure in a file: they agree in kind and form, follow each other, and a faulty one is said once."""

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.assessment.made import CALL, HEAD, REST

from intra_core.errors import WrongInput
from intra_core.io.decode import document_from
from intra_core.io.measure_file import measure
from intra_core.law.vocabulary import law_vocabulary
from intra_core.rules.figures import Known, Open, Why

BASED = 'source = "s", mark = "sourced"'
WHOLE = HEAD + CALL + REST


def read(versions, more=""):
    """Read a measure with one more figure and, after it, what uses it."""
    text = WHOLE.replace("[label]", f'p = [{versions}]\n[label]\np = {{ en = "figure" }}')
    document = document_from(text + more, "voucher.toml", "toml")
    rules = measure(document, "made", "EUR", law_vocabulary(), {})
    document.complaints = [each for each in document.complaints if each.says != "nothing uses 'p'"]
    document.close()
    return rules.book.parameters["p"]


def said(versions, more=""):
    """What is said of a measure."""
    with pytest.raises(WrongInput) as found:
        read(versions, more)
    return [complaint.says for complaint in found.value.complaints]


def version(value, **dates):
    """One version, as a file has it."""
    days = "".join(f"{key} = {day}, " for key, day in dates.items())
    return f"{{ {days}value = {value}, {BASED} }}"


def using(rule):
    """A condition."""
    return f'[[condition]]\nid = "c"\nholds = \'{rule}\'\nsource = "s"\nmark = "sourced"\n'


TABLE = '{ micro = "50 %", small = "40 %" }'
BANDS = '[{ from = "EUR 0.00", is = "low" }]'


@given(
    st.lists(st.dates(dt.date(2015, 1, 1), dt.date(2030, 12, 31)), min_size=1, max_size=5, unique=True).map(sorted),
    st.dates(dt.date(2014, 1, 1), dt.date(2031, 12, 31)),
)
def test_a_version_ends_where_the_next_begins(begins, day):
    found = read(", ".join(version(f'"EUR {place}.00"', since=since) for place, since in enumerate(begins)))
    place = sum(since <= day for since in begins) - 1
    figure = found.on(day.toordinal())
    assert figure == (Known(Fraction(place)) if place >= 0 else found.nothing())


@pytest.mark.parametrize(
    ("first", "second", "unsure"),
    [
        ("2019-01-01", '"2020-06"', ("2020-06-01", "2020-06-29")),
        ("2019-01-01", "2020", ("2020-01-01", "2020-12-30")),
        ("2019-01-01", "{ after = 2020-03-03, by = 2020-03-06 }", ("2020-03-04", "2020-03-05")),
    ],
)
def test_a_switch_on_a_day_that_is_not_known(first, second, unsure):
    one, other = version('"EUR 1.00"', since=first), version('"EUR 3.00"', since=second)
    found = read(f"{one}, {other}")
    begins, ends = (dt.date.fromisoformat(each).toordinal() for each in unsure)
    assert found.on(begins - 1) == Known(Fraction(1))
    for day in (begins, ends):
        assert found.on(day) == Open(Fraction(1), Fraction(3), why=Why.CHANGED)
    assert found.on(ends + 1) == Known(Fraction(3))


@pytest.mark.parametrize(
    ("first", "second", "says"),
    [
        (TABLE, '{ micro = "50 %" }', "this table has other rows than the versions before"),
        (TABLE, '{ micro = "50 %", large = "1 %" }', "this table has other rows than the versions before"),
        (TABLE, '"50 %"', "this is a single figure, the versions before are a table"),
        ('"50 %"', TABLE, "this is a table, the versions before are a single figure"),
        (BANDS, '"EUR 5.00"', "this is a single figure, the versions before are a list of bands"),
        (TABLE, '{ micro = "EUR 1.00", small = "EUR 1.00" }', "this is EUR, the versions before are rate"),
        ('"50 %"', '"EUR 1.00"', "this is EUR, the versions before are rate"),
        ('"small"', "true", "this is yes or no, the versions before are one of small"),
    ],
)
def test_versions_agree(first, second, says):
    assert said(f"{version(first, since=2019)}, {version(second, since=2020)}") == [says]


@pytest.mark.parametrize("value", [TABLE, BANDS, '"50 %"', '"small"', "2024-01-01", "true"])
@pytest.mark.parametrize("unknown", ['"unknown"', '"closed"'])
def test_any_figure_may_be_unknown_for_a_time(value, unknown):
    found = read(f"{version(value, since=2019)}, {version(unknown, since=2020)}")
    assert isinstance(found.on(dt.date(2021, 1, 1).toordinal()), Open)
    assert not isinstance(found.on(dt.date(2019, 12, 31).toordinal()), Open)


@pytest.mark.parametrize("unit", ["EUR", "EUR per m2", "AWU", "%", "persons", "days", "m2", "day", "yes-no"])
def test_the_unit_alone_tells_what_kind_an_unknown_figure_is(unit):
    found = read(f'{{ value = "unknown", unit = "{unit}", {BASED} }}')
    assert str(found.kind) == {"%": "rate", "yes-no": "yes or no"}.get(unit, unit)


def test_everything_about_a_faulty_figure_is_said_and_nothing_about_its_use():
    assert said('{ value = "60%%", mrk = "seed" }', using("costs.eligible > p and undertaking.sise == p")) == [
        "the key 'source' is missing",
        "'60%%' is not a figure",
        "unknown key 'mrk'",
    ]


def test_what_a_definition_makes_of_a_faulty_figure_is_not_said():
    text = WHOLE.replace("[define]\n", '[define]\nleast = { is = "p + p" }\n')
    text = text.replace("[label]\n", f'p = [{{ value = 3, {BASED} }}]\n[label]\nleast = {{ en = "least" }}\n')
    document = document_from(text + using("costs.eligible > least"), "voucher.toml", "toml")
    measure(document, "made", "EUR", law_vocabulary(), {})
    assert [complaint.says for complaint in document.complaints] == ["the number 3 has no unit"]


@pytest.mark.parametrize(
    ("step", "says"),
    [
        ('"EUR 0.01"', None),
        ('"EUR 100.00"', None),
        ('"GBP 0.01"', "this gives an amount in EUR, which is not rounded to an amount in GBP"),
        ('"0.01 %"', "this gives an amount in EUR, which is not rounded to a rate"),
        ('"EUR 0.01 per m2"', "this gives an amount in EUR, which is not rounded to an amount in EUR per m2"),
        ('"1"', "this gives an amount in EUR, which is not rounded to a rate"),
        ('"EUR 0.001"', "'EUR 0.001' is not a step to round to"),
        ('"EUR 0.00"', "'EUR 0.00' is not a step to round to"),
        ('"0"', "'0' is not a step to round to"),
        ('"small"', "'small' is not a step to round to"),
        ('"EUX 1.00"', "'EUX 1.00' is not a step to round to"),
    ],
)
def test_what_an_amount_is_rounded_to(step, says):
    text = WHOLE.replace('round = "down"', f'round = "down", to = {step}')
    document = document_from(text, "voucher.toml", "toml")
    measure(document, "made", "EUR", law_vocabulary(), {})
    assert [complaint.says for complaint in document.complaints] == ([says] if says else [])


@pytest.mark.parametrize(
    ("first", "second", "says", "instead"),
    [
        ("until = 2020-12-31", "since = 2021-01-01", None, None),
        ("since = 2020-01-01", "since = 2021-01-01", None, None),
        (
            "until = 2020-12-31",
            "since = 2021-06-01",
            "nothing is said of the days after 2020-12-31",
            "let the one before hold until then, or give this one an id of its own",
        ),
        (
            "until = 2020-12-31",
            "since = 2020-06-01",
            "the id 'c' stands for two conditions at once",
            "give each its own id, or its own days: the one before holds to 2020-12-31",
        ),
    ],
)
def test_wordings_of_one_condition_follow_each_other(first, second, says, instead):
    wordings = "".join(f"{using('costs.eligible > ceiling')}{dates}\n" for dates in (first, second))
    document = document_from(WHOLE + wordings, "voucher.toml", "toml")
    measure(document, "made", "EUR", law_vocabulary(), {})
    found = [(complaint.says, complaint.instead) for complaint in document.complaints]
    assert found == ([(says, instead)] if says else [])
