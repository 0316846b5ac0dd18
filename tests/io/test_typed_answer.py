"""What somebody types as an answer is what an application file would have, or is refused with an example."""

import contextlib
import datetime as dt
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.installed import CATALOGUE

import intra_core
from intra_core.assessment.template import template
from intra_core.errors import Unreadable, WrongInput
from intra_core.io.typed_answer import typed_answer

KINDS = [
    "yes-no",
    "money",
    "day",
    "time",
    "choice",
    "text",
    "code",
    "rate",
    "m2",
    "AWU",
    "day-of-year",
    "count persons",
]
YES, NO = ("da", "yes"), ("ne", "no")


def typed(kind, text, words=()):
    return typed_answer(kind, text, "EUR", YES, NO, words)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("yes-no", "DA", True), ("yes-no", "y", True), ("yes-no", "n", False), ("yes-no", "ne", False),
        ("money", "4000", "EUR 4000.00"), ("money", "EUR 4000.5", "EUR 4000.50"), ("money", "12.34 gbp", "GBP 12.34"),
        ("day", "2024-09-02", dt.date(2024, 9, 2)), ("time", "17:00", dt.time(17)),
        ("choice", "fair", "fair"), ("text", "Zgled d.o.o.", "Zgled d.o.o."), ("code", "SI032", "SI032"),
        ("rate", "12", "12 %"), ("rate", "12.5 %", "12.5 %"), ("m2", "20.5", "20.5 m2"), ("m2", "9 m²", "9 m2"),
        ("AWU", "12.5", Decimal("12.5")), ("AWU", "12", 12), ("day-of-year", "12-31", "--12-31"),
        ("day-of-year", "--03-31", "--03-31"), ("count persons", "3", 3),
    ],
)  # fmt: skip
def test_an_answer_of_each_type(kind, text, value):
    assert typed(kind, text, ("fair",)) == value


@pytest.mark.parametrize(
    ("kind", "text", "instead"),
    [
        ("yes-no", "maybe", "type da or ne"), ("money", "4.000,00", "EUR 1000.00"), ("money", "EUR 5 EUR", "1000.00"),
        ("money", "-5", "EUR 1000.00"), ("money", "1" * 16, "EUR 1000.00"), ("day", "2. 9. 2024", "2024-09-02"),
        ("day", "20240902", "2024-09-02"), ("day", "2024-02-30", "2024-09-02"), ("time", "17", "17:00"),
        ("time", "17:00+01:00", "17:00"), ("time", "25:00", "17:00"), ("choice", "fari", "did you mean 'fair'?"),
        ("rate", "much", "12 %"), ("m2", "1,5", "20.5 m2"), ("AWU", "12,5", "3"), ("day-of-year", "31.12.", "12-31"),
        ("count persons", "3.5", "3"), ("count persons", "-3", "3"), ("count persons", "٣", "3"),
    ],
)  # fmt: skip
def test_what_is_of_another_type_is_refused_with_an_example(kind, text, instead):
    with pytest.raises(Unreadable) as wrong:
        typed(kind, text, ("fair",))
    assert instead in str(wrong.value.instead)


@given(st.sampled_from(KINDS), st.text(max_size=20))
def test_any_answer_is_read_or_refused(kind, text):
    with contextlib.suppress(Unreadable):
        assert typed(kind, text, ("fair",)) is not None


RIGHT = {
    "yes-no": "yes", "money": "1000", "day": "2024-09-02", "time": "17:00", "rate": "12", "m2": "20.5", "AWU": "2.5",
    "day-of-year": "12-31",
}  # fmt: skip


@pytest.mark.parametrize("measure", CATALOGUE.measures, ids=lambda measure: measure.id)
def test_every_question_of_a_measure_takes_an_answer_that_its_application_can_have(measure):
    for key in template(measure, "en").keys:
        if key.type in {"list", "text", "code"} or (key.type == "choice" and not key.choices):
            continue
        text = key.choices[0] if key.type == "choice" else RIGHT.get(key.type, "3")
        value = typed_answer(key.type, text, measure.identity.currency, YES, NO, key.choices if key.closed else ())
        data = {"region": measure.region}
        *tables, last = key.fact.split(".")
        holder = data
        for name in tables:
            holder = holder.setdefault(name, {})
        holder[last] = (
            float(value) if isinstance(value, Decimal) else value if isinstance(value, bool | int) else str(value)
        )
        try:
            measure.intake.take(intra_core.parse_application(json.dumps(data)))
        except WrongInput as wrong:
            pytest.fail(f"{key.fact} = {value!r}: {wrong}")
