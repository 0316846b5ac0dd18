"""Applications that wait for their turn, read from tables and JSON; what is wrong is told with its line and column."""

import contextlib
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intra_core.errors import WrongInput
from intra_core.io import candidates_file
from intra_core.io.candidates_file import Columns, candidates_from
from intra_core.model.allocation import Criterion
from intra_core.model.candidate import Candidate
from intra_core.model.quantity import Rate

EURO = Columns(currency="EUR")
MERIT = Columns(
    currency="EUR",
    criteria=(Criterion(id="A", weight=Rate(4000)), Criterion(id="B", weight=Rate(6000))),
    figures=("markets",),
)
UNWEIGHTED = Columns(currency="EUR", criteria=(Criterion(id="A"),))


def read(text, columns=EURO):
    return candidates_from(text, "them.csv", columns)


def faults(text, columns=EURO):
    with pytest.raises(WrongInput) as wrong:
        read(text, columns)
    return [(each.line, each.column, each.says) for each in wrong.value.complaints]


def test_a_row_tells_everything_that_an_order_may_ask_for():
    (found,) = read(
        "id,award,least_award,submitted,points,area,reserves,lot,#name,markets,criterion.A\n"
        'V-17,EUR 1000.00,"300.00",2015-09-22T10:00:00.000001,3.25,east,roadshow women,7,"Rossi, Mobili",4,2\n',
        MERIT,
    )
    assert found == Candidate(
        id="V-17",
        award=100_000,
        least_award=30_000,
        submitted=found.submitted,
        points=Decimal("3.25"),
        area="east",
        reserves=("roadshow", "women"),
        lot=7,
        figures={"markets": Decimal(4), "criterion.A": Decimal(2)},
    )
    assert found.submitted % 1_000_000 == 1


def test_json_says_the_same_as_a_table():
    table = "id,award,submitted,points,reserves\nV-1,1000.00,2015-09-22,3.25,a b\nV-2,5,2015-09-23,,\n"
    rows = [
        {"id": "V-1", "award": "EUR 1000.00", "submitted": "2015-09-22", "points": 3.25, "reserves": ["a", "b"]},
        {"id": "V-2", "award": 5, "submitted": "2015-09-23"},
    ]
    assert read(json.dumps({"candidates": rows})) == read(table)
    assert read(table.encode("utf-8-sig")) == read(table)
    assert read(table.replace(",", ";")) == read(table.replace(",", "\t")) == read(table.replace("\n", "\r\n\r\n"))


def test_merit_is_worked_out_where_the_points_of_all_criteria_are_told():
    rows = "id,award,points,criterion.A,criterion.B\n1,1,,3.5,4\n2,1,3.80,3.5,4\n3,1,2,3.5,\n4,1,2,,\n"
    assert [each.points for each in read(rows, MERIT)] == [Decimal("3.8"), Decimal("3.8"), 2, 2]
    assert faults("id,award,points,criterion.A,criterion.B\n1,1,3.9,3.5,4\n", MERIT) == [
        (2, 5, "3.9 points are told, and the criteria make 3.8")
    ]
    assert read("id,award,criterion.A\n1,1,3\n", UNWEIGHTED)[0].points is None


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("2015-09-22T10:00", "2015-09-22T10:00:00.000001"),
        ("2015-09-22T23:59:59.999999", "2015-09-23T00:00"),
        ("2015-09-22T10:00:00+02:00", "2015-09-22T10:00:00+01:00"),
        ("2015-10-25T02:30:00+02:00", "2015-10-25T01:31:00Z"),
        ("2015-09-22", "2015-09-23"),
    ],
)
def test_moments_are_told_apart_to_the_microsecond(earlier, later):
    first, second = read(f"id,award,submitted\n1,1,{earlier}\n2,1,{later}\n")
    assert first.submitted < second.submitted


CELLS = "cells, and there are 2 columns"
SEVEN = "2015-09-22T10:00:00.1234567"
MIXED = (
    '{"candidates": [{"id": "1", "award": "5", "submitted": "2015-09-22"},'
    ' {"id": "2", "award": "5", "submitted": "2015-09-22T10:00"}]}'
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("id,award\n1,1000.0\n", [(2, 3, "'1000.0' is not an amount")]),
        ('id,award\n1,"1.000,00"\n', [(2, 3, "'1.000,00' is not an amount")]),
        ("id,award\n1,-5.00\n", [(2, 3, "'-5.00' is not an amount")]),
        ("id,award\n1,GBP 5.00\n", [(2, 3, "'GBP 5.00' is not in EUR, as the call is")]),
        ("id,award\n,5.00\n", [(2, 1, "no id is given")]),
        ("id,award\n1,\n", [(2, 3, "no award is given")]),
        ("id,award\n1\n", [(2, None, f"this line has 1 {CELLS}"), (2, None, "no award is given")]),
        ("id,award,lot\n1,5,x\n", [(2, 5, "'x' is not a number that can be drawn")]),
        ("id,award,points\n1,5,3.12345\n", [(2, 5, "'3.12345' is not a number")]),
        ("id,award,points\n1,5,٣\n", [(2, 5, "'٣' is not a number")]),
        ("id,award,submitted\n1,5,2015-02-30\n", [(2, 5, "'2015-02-30' is not a moment")]),
        ("id,award,submitted\n1,5,22.9.2015\n", [(2, 5, "'22.9.2015' is not a moment")]),
        ("id,award,submitted\n1,5,2015-09-22T10:00:00.1234567\n", [(2, 5, f"'{SEVEN}' is not a moment")]),
        (
            "id,award,submitted\n1,5,2015-09-22\n2,5,\n3,5,2015-09-22T10:00\n4,5,2015-09-23T10:00Z\n",
            [(4, 5, "here stand local hours, above days")],
        ),
        ("id,award,ponts\n1,5,3\n", [(1, 10, "unknown column 'ponts'")]),
        ("id,award,id\n1,5,3\n", [(1, 10, "the column 'id' stands twice")]),
        ("award\n5\n", [(1, None, "the column 'id' is missing")]),
        ("", [(1, None, "the column 'id' is missing"), (1, None, "the column 'award' is missing")]),
        ('id,award\n1,"5" 6\n', [(2, None, "this is no table: ',' expected after '\"'")]),
        ('{"candidates": [{"id": "1"}]}', [(1, 17, "no award is given")]),
        ('{"candidates": [{"id": "1", "award": "5", "ponts": 3}]}', [(1, 43, "unknown key 'ponts'")]),
        ('{"candidates": [{"id": "1", "award": ["5"]}]}', [(1, 38, "a list is not a text or a number")]),
        ('{"candidates": [{"id": true, "award": "5"}]}', [(1, 24, "true is not a text or a number")]),
        ('{"candidates": [{"id": "1", "award": "5", "reserves": [1]}]}', [(1, 55, "a list is not a text or a number")]),
        ('{"candidate": []}', [(1, 1, "the key 'candidates' is missing"), (1, 2, "unknown key 'candidate'")]),
        (MIXED, [(1, 110, "here stand local hours, above days")]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place(text, told):
    assert faults(text) == told


def test_yen_have_no_parts():
    assert faults("id,award\n1,5.00\n", Columns(currency="JPY")) == [(2, 3, "'5.00' is not an amount")]
    assert read("id,award\n1,5\n", Columns(currency="JPY"))[0].award == 5


def test_a_table_in_which_all_is_wrong_is_not_read_to_its_end(monkeypatch):
    monkeypatch.setattr(candidates_file, "MOST_FAULTS", 3)
    found = faults("id,award\n" + "1,x\n" * 10)
    assert found[-1] == (4, None, "nothing below was read: too much is wrong")
    assert len(found) == 4


def test_a_file_that_is_too_large_or_no_text_is_refused(monkeypatch):
    monkeypatch.setattr(candidates_file, "MOST_BYTES", 10)
    assert faults("id,award\n1,5\n") == [(None, None, "the file is larger than 10 bytes")]
    assert faults(b"\xff") == [(1, None, "byte 0xff is not UTF-8")]


@given(text=st.text() | st.text(alphabet='id,award\n"1;\t5.0{}#: []'))
def test_whatever_is_read_is_read_or_complained_of(text):
    with contextlib.suppress(WrongInput):
        read(text)
