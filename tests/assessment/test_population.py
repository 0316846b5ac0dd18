"""Made-up applications: the same from one seed everywhere, spread as their table says, and told as what they are."""

import csv
import datetime as dt
import hashlib
import io
import json
import re
from collections import Counter
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.installed import CATALOGUE
from tests.soak import examples

from intra_core.assessment.population import (
    as_csv,
    as_json_lines,
    columns_of,
    draw,
    invented_shares,
    read_shares,
)
from intra_core.assessment.population.columnar import as_parquet
from intra_core.errors import WrongInput

SHARES = """schema = 1
title = "Two sizes"
currency = "EUR"
nuts = "2021"
[submitted]
since = 2024-02-28
until = 2024-03-01
[seat]
SI031 = "100 %"
[activity]
"2.1:25" = "100 %"
[[size]]
id = "few"
share = "25 %"
headcount = [{ from = "1 AWU", below = "2 AWU", share = "50 %" }, { from = "8 AWU", below = "10 AWU", share = "50 %" }]
costs = [{ from = "EUR 10.00", below = "EUR 10.03", share = "100 %" }]
[[size]]
id = "many"
share = "75 %"
headcount = [{ from = "100 AWU", below = "200 AWU", share = "100 %" }]
[size.seat]
SI032 = "50 %"
SI033 = "50 %"
[size.activity]
"2.1:62.10" = "100 %"
[yes]
"undertaking.autonomous" = "80 %"
[missing]
"undertaking.headcount" = "10 %"
"""
ROWS = 4_000
INVENTED = invented_shares()
VOCABULARIES = [each.region.vocabulary for each in CATALOGUE.regions]
USUAL = read_shares((Path(__file__).parent / "shares" / "usual.toml").read_bytes(), "invented-shares.toml")
PAGE = (Path(__file__).parents[2] / "docs" / "population.md").read_text("utf-8")


def table(rows=ROWS, seed="seme", text=SHARES):
    shares = read_shares(text, "shares.toml", VOCABULARIES)
    return [dict(zip(columns_of(shares), row, strict=True)) for row in draw(shares, seed, rows)]


@pytest.fixture(scope="module")
def drawn():
    """Give rows of the table above."""
    return table()


def test_every_value_lies_in_its_band_and_goes_with_its_size(drawn):
    assert {each["project.submitted"] for each in drawn} == {
        dt.date(2024, 2, 28),
        dt.date(2024, 2, 29),
        dt.date(2024, 3, 1),
    }
    few = [each for each in drawn if each["undertaking.seat"] == "SI031"]
    many = [each for each in drawn if each["undertaking.seat"] != "SI031"]
    assert {each["undertaking.headcount"] for each in few} == {1, 8, 9, None}
    assert {each["costs.eligible"] for each in few} == {1000, 1001, 1002}
    assert {each["undertaking.nace.code"] for each in few} == {"2.1:25"}
    assert {each["costs.eligible"] for each in many} == {None}
    assert {each["undertaking.nace.code"] for each in many} == {"2.1:62.10"}
    assert {each["undertaking.headcount"] for each in many if each["undertaking.headcount"]} <= set(range(100, 200))


def test_shares_come_out_as_the_table_says(drawn):
    """With 4,000 rows a share of a half is off by more than four hundredths once in millions of tables."""
    shares = {
        "few": sum(each["undertaking.seat"] == "SI031" for each in drawn) / ROWS,
        "SI032": sum(each["undertaking.seat"] == "SI032" for each in drawn) / ROWS,
        "autonomous": sum(each["undertaking.autonomous"] for each in drawn) / ROWS,
        "missing": sum(each["undertaking.headcount"] is None for each in drawn) / ROWS,
        "leap day": sum(each["project.submitted"] == dt.date(2024, 2, 29) for each in drawn) / ROWS,
    }
    wanted = {"few": 0.25, "SI032": 0.375, "autonomous": 0.8, "missing": 0.1, "leap day": 1 / 3}
    assert shares == pytest.approx(wanted, abs=0.04)


def test_what_is_missing_does_not_go_with_what_is_drawn(drawn):
    told = Counter((each["undertaking.headcount"] is None, each["undertaking.autonomous"]) for each in drawn)
    gaps = told[True, True] + told[True, False]
    assert told[True, True] / gaps == pytest.approx(0.8, abs=0.08)


@settings(max_examples=examples(5))
@given(rows=st.integers(1, 12), start=st.integers(1, 10**6), seed=st.text(alphabet=st.characters(codec="utf-8")))
def test_a_row_is_the_same_however_many_are_drawn(rows, start, seed):
    assert list(draw(INVENTED, seed, rows, start=start)) == list(draw(INVENTED, seed, 12, start=start))[:rows]
    assert list(draw(INVENTED, seed, 2)) != list(draw(INVENTED, seed + "x", 2))


def test_a_row_can_be_drawn_again_by_hand():
    numbers = hashlib.shake_256(b"seme\n3").digest(8 * 15)
    first, day = int.from_bytes(numbers[:8]), int.from_bytes(numbers[8:16])
    third = table(3)[2]
    assert third["undertaking.seat"] == ("SI031" if first * 10_000 // 2**64 < 2_500 else third["undertaking.seat"])
    assert third["project.submitted"] == dt.date(2024, 2, 28) + dt.timedelta(day * 3 // 2**64)


def test_the_bytes_of_a_seed_are_these():
    """A table without words, bands and records draws what it drew before there were any."""
    written = b"".join(as_csv(columns_of(USUAL), draw(USUAL, "seme", 1_000)))
    assert hashlib.sha256(written).hexdigest() == "37ef2cba85807ad0d6577e8616cff46333cae09c43267b2706b91c41d15ec61d"
    lines = b"".join(as_json_lines(columns_of(USUAL), draw(USUAL, "seme", 1_000)))
    assert hashlib.sha256(lines).hexdigest() == "374d36b8619b1df19ec450859a641e2440207ddb7a7c03ddf5d89b3328cffce5"


def test_the_page_has_the_digest_of_the_shipped_table():
    written = b"".join(as_csv(columns_of(INVENTED), draw(INVENTED, "seme", 2_000)))
    assert hashlib.sha256(written).hexdigest() in PAGE


def test_every_form_says_the_same_and_that_it_is_invented():
    columns, rows = columns_of(INVENTED), list(draw(INVENTED, "seme", 10_001))
    told = [{name: value for name, value in zip(columns, row, strict=True) if value is not None} for row in rows]
    parquet = pl.read_parquet(io.BytesIO(as_parquet(INVENTED, rows, "seme")))
    assert [{key: each for key, each in row.items() if each is not None} for row in parquet.to_dicts()] == told
    assert parquet["invented"].all()
    plain = [{key: str(each) if isinstance(each, dt.date) else each for key, each in row.items()} for row in told]
    assert [json.loads(line) for line in b"".join(as_json_lines(columns, rows)).splitlines()] == plain
    texts = [
        {key: str(each).lower() if isinstance(each, bool) else str(each) for key, each in row.items()} for row in told
    ]
    read = csv.DictReader(io.StringIO(b"".join(as_csv(columns, rows)).decode()))
    assert [{key: each for key, each in row.items() if each} for row in read] == texts


def test_the_table_that_is_shipped_says_first_that_it_is_invented():
    assert INVENTED.name == "invented-shares.toml"
    assert INVENTED.invented
    assert "invented" in INVENTED.title.lower()


def test_what_writes_parquet_has_to_be_installed(monkeypatch):
    monkeypatch.setattr("intra_core.assessment.population.columnar.find_spec", lambda _: None)
    with pytest.raises(WrongInput, match="Parquet needs a data-frame library"):
        as_parquet(INVENTED, [], "seme")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"25 %"', '"24 %"', "the shares come to 99 %, not to 100 %"),
        ('SI031 = "100 %"', 'SI031 = "99.99 %"', "the shares come to 99.99 %, not to 100 %"),
        ('share = "50 %" }]', 'share = "40 %" }]', "the shares come to 90 %, not to 100 %"),
        ('SI031 = "100 %"', 'SI031 = "sure"', "'sure' is not a rate"),
        ('"80 %"', '"180 %"', "180 % is more than the whole"),
        ("SI031", "SI039", "SI039"),
        ('"2.1:25"', '"25"', "'25' does not say its revision"),
        ('"2.1:25"', '"2.1:C"', "'2.1:C' is not a division, group or class"),
        ('"2.1:62.10"', '"2.1:62.01"', "NACE Rev. 2.1 has no code 62.01"),
        ('"undertaking.autonomous"', '"undertaking.atonomous"', "unknown fact 'undertaking.atonomous'"),
        ('"undertaking.headcount" =', '"undertaking.turnover" =', "unknown fact 'undertaking.turnover'"),
        ('id = "few"\nshare = "25 %"', 'id = "few"', "the key 'share' is missing"),
        ('"1 AWU"', '"1 person"', "'1 person' is not a headcount"),
        ('"2 AWU"', '"1 AWU"', "nothing lies in this band"),
        ('"EUR 10.00"', '"GBP 10.00"', "unknown currency 'GBP'"),
        ('"EUR 10.00"', '"EUR -1.00"', "EUR -1.00 is no amount that can be drawn"),
        ('currency = "EUR"', 'currency = "USD"', "unknown currency 'USD'"),
        ('id = "many"', 'id = "few"', "the size 'few' stands twice"),
        ("until = 2024-03-01", "until = 2024-02-01", "the last day is before the first"),
        ('[activity]\n"2.1:25" = "100 %"\n', "", "nothing says what share each activity has"),
        ("[submitted]\nsince = 2024-02-28\nuntil = 2024-03-01\n", "", "the key 'submitted' is missing"),
        ('below = "2 AWU", ', "", "the key 'below' is missing"),
        ('title = "Two sizes"\n', "", "the key 'title' is missing"),
        ('headcount = [{ from = "100', 'heads = [{ from = "100', "unknown key 'heads'"),
    ],
)  # fmt: skip
def test_what_a_table_cannot_be(old, new, told):
    assert old in SHARES
    with pytest.raises(WrongInput) as wrong:
        read_shares(SHARES.replace(old, new, 1), "shares.toml", VOCABULARIES)
    assert any(told in each.says for each in wrong.value.complaints)
    assert all(each.line for each in wrong.value.complaints if "is missing" not in each.says)


def test_a_table_without_sizes_is_none():
    with pytest.raises(WrongInput, match="the key 'size' is missing"):
        read_shares(SHARES.partition("[[size]]")[0], "shares.toml")


def test_the_table_on_the_page_can_be_drawn_from():
    (shown,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    shares = read_shares(shown, "page.toml")
    assert len(list(draw(shares, "seme", 10))) == 10
    assert not shares.invented
