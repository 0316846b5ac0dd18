"""Any fact in a made-up population: words, bands and records, spread as their table says, and nothing else moved."""

import datetime as dt
import hashlib
from collections import Counter
from importlib import resources, util

import polars as pl
import pyarrow.parquet as pq
import pytest
from tests.assessment.test_population import INVENTED, ROWS, SHARES, VOCABULARIES, table
from tests.installed import CATALOGUE

from intra_core.assessment.columnar import assess_frame
from intra_core.assessment.columnar.files import read_file
from intra_core.assessment.population import columns_of, columns_of_list, draw, draw_list, read_shares
from intra_core.assessment.population.columnar import as_parquet
from intra_core.errors import WrongInput

FACTS = """
[word]
"undertaking.legal_form" = { "d.o.o." = "25 %", "s.p." = "75 %" }
"certificate.standard" = { "ISO 9001" = "100 %" }
"undertaking.size" = { small = "100 %" }
"undertaking.fiscal_year_end" = { "--06-30" = "100 %" }
"contractor.kind" = { certification-body = "50 %", patent-attorney = "50 %" }
[band]
"undertaking.employees" = [
    { from = "1 person", below = "3 persons", share = "50 %" },
    { from = "7 persons", below = "8 persons", share = "50 %" },
]
"undertaking.tax_debt" = [{ from = "EUR 0.00", below = "EUR 0.02", share = "100 %" }]
"event.foreign_exhibitors" = [{ from = "10 %", below = "10.02 %", share = "100 %" }]
"event.stand.area" = [{ from = "9 m2", below = "11 m2", share = "100 %" }]
"certificate.obtained" = [{ from = 2024-02-28, below = 2024-03-02, share = "100 %" }]
"aid.headroom" = [{ from = "EUR 5.00", below = "EUR 5.01", share = "100 %" }]
"offer.net" = [{ from = "EUR 1.00", below = "EUR 1.02", share = "100 %" }]
"slovenia.claim_employees" = [{ from = "4 persons", below = "5 persons", share = "100 %" }]
[records]
award = { 0 = "100 %" }
contractor = { 0 = "40 %", 1 = "60 %" }
offer = { 0 = "20 %", 1 = "30 %", 3 = "50 %" }
"""
MANY = """
[size.band]
"undertaking.employees" = [{ from = "100 persons", below = "101 persons", share = "100 %" }]
"undertaking.full_time" = [{ from = "5 persons", below = "6 persons", share = "100 %" }]
[size.word]
"undertaking.legal_form" = { "d.d." = "100 %" }
"""
GAPS = """award = "20 %"
offer = "10 %"
"offer.net" = "30 %"
"undertaking.tax_debt" = "50 %"
"""
MORE = SHARES.replace('"2.1:62.10" = "100 %"\n', f'"2.1:62.10" = "100 %"\n{MANY}')
MORE = MORE.replace("[yes]\n", f'{FACTS}[yes]\n"offer.comparable" = "80 %"\n') + GAPS


@pytest.fixture(scope="module")
def others():
    """Give rows of a table with words, bands and records, and the records of its offers."""
    shares = read_shares(MORE, "more.toml", VOCABULARIES)
    records = [
        dict(zip(columns_of_list(shares, "offer"), row, strict=True))
        for row in draw_list(shares, "seme", ROWS, "offer")
    ]
    return table(text=MORE), records


def values(rows, name):
    return {each[name] for each in rows}


def test_other_facts_lie_in_their_bands_and_go_with_their_size(others):
    rows, _ = others
    few = [each for each in rows if each["undertaking.seat"] == "SI031"]
    many = [each for each in rows if each["undertaking.seat"] != "SI031"]
    assert values(few, "undertaking.legal_form") == {"d.o.o.", "s.p."}
    assert values(many, "undertaking.legal_form") == {"d.d."}
    assert values(few, "undertaking.employees") == {1, 2, 7}
    assert values(many, "undertaking.employees") == {100}
    assert values(few, "undertaking.full_time") == {None}
    assert values(many, "undertaking.full_time") == {5}
    assert values(rows, "undertaking.fiscal_year_end") == {"--06-30"}
    assert values(rows, "undertaking.size") == {"small"}
    assert values(rows, "undertaking.tax_debt") == {0, 1, None}
    assert values(rows, "event.foreign_exhibitors") == {1000, 1001}
    assert values(rows, "event.stand.area") == {9, 10}
    assert values(rows, "aid.headroom") == {500}
    assert values(rows, "certificate.obtained") == {dt.date(2024, 2, 28), dt.date(2024, 2, 29), dt.date(2024, 3, 1)}


def test_lists_have_as_many_records_as_the_table_says(others):
    rows, records = others
    assert values(rows, "award") == {True, None}
    assert values([each for each in rows if each["contractor"]], "contractor.kind") == {None}
    assert values([each for each in rows if not each["contractor"]], "contractor.kind") == {
        "certification-body",
        "patent-attorney",
    }
    number = Counter(each["id"] for each in records)
    empty = {each["id"] for each in rows if each["offer"]}
    assert set(number.values()) == {1, 3}
    assert not empty & number.keys()
    shares = {
        "no award told": sum(each["award"] is None for each in rows) / ROWS,
        "no contractor": sum(each["contractor"] is True for each in rows) / ROWS,
        "offers not told": 1 - (len(empty) + len(number)) / ROWS,
        "three offers": sum(each == 3 for each in number.values()) / ROWS,
        "comparable": sum(each["comparable"] for each in records) / len(records),
        "net not told": sum(each["net"] is None for each in records) / len(records),
    }
    wanted = {
        "no award told": 0.2,
        "no contractor": 0.4,
        "offers not told": 0.1,
        "three offers": 0.45,
        "comparable": 0.8,
        "net not told": 0.3,
    }
    assert shares == pytest.approx(wanted, abs=0.04)
    assert values(records, "net") == {100, 101, None}
    assert not any(each["invented"] for each in records)


def test_other_facts_and_records_can_be_drawn_again_by_hand(others):
    """After 16 numbers as before come 12 facts of 2 each, then award, contractor, offer: 1, 1 + 3, 1 + 3 * (3 + 3)."""
    rows, records = others
    shares = read_shares(MORE, "more.toml", VOCABULARIES)
    assert (len(shares.usual), len(shares.others)) == (7, 12)
    contractor, offer, gaps = 16 + 24 + 1, 16 + 24 + 1 + 4, 16 + 24 + 1 + 4 + 19
    debt = shares.others.index("undertaking.tax_debt")
    for place, row in enumerate(rows[:40], 1):
        drawn = hashlib.shake_256(f"seme\n{place}".encode()).digest(8 * (gaps + 12 + 3))
        numbers = [int.from_bytes(drawn[at : at + 8]) for at in range(0, len(drawn), 8)]
        form = "d.d." if row["undertaking.seat"] != "SI031" else "d.o.o." if numbers[16] * 4 < 2**64 else "s.p."
        assert row["undertaking.legal_form"] == form
        told = numbers[16 + 2 * debt + 1] * 2 // 2**64
        assert row["undertaking.tax_debt"] == (told if numbers[gaps + debt] * 2 >= 2**64 else None)
        assert row["award"] == (None if numbers[gaps + 12] * 5 < 2**64 else True)
        assert (row["contractor"] is True) == (numbers[contractor] * 10 < 4 * 2**64)
        tenths = numbers[offer] * 10
        many = 0 if numbers[gaps + 14] * 10 < 2**64 or tenths < 2 * 2**64 else 1 if tenths < 5 * 2**64 else 3
        wanted = [
            None if numbers[at + 2] * 10 < 3 * 2**64 else 100 + numbers[at + 1] * 2 // 2**64
            for at in range(offer + 1, offer + 1 + 6 * many, 6)
        ]
        assert [each["net"] for each in records if each["id"] == row["id"]] == wanted


def test_what_is_added_to_a_table_moves_nothing_that_was_there():
    before, after = table(), table(text=MORE.replace(MANY, ""))
    assert [{name: row[name] for name in before[0]} for row in after] == before


def test_the_shipped_table_is_the_same_whatever_regions_are_installed():
    raw = (resources.files("intra_core.assessment.population") / INVENTED.name).read_bytes()
    assert read_shares(raw, INVENTED.name, VOCABULARIES) == INVENTED
    with pytest.raises(WrongInput, match="unknown fact 'slovenia"):
        read_shares(raw, INVENTED.name, [])


@pytest.mark.parametrize("library", ["polars", "pyarrow"])
def test_a_parquet_file_says_that_it_is_invented(library, monkeypatch, tmp_path):
    found = util.find_spec
    known = lambda name: None if name == "polars" != library else found(name)  # noqa: E731 (short)
    monkeypatch.setattr("intra_core.assessment.population.columnar.find_spec", known)
    file, measures = tmp_path / "people.parquet", [CATALOGUE["slovenia.certification"]]
    for name, rows in ((None, draw(INVENTED, "seme", 5)), ("offer", draw_list(INVENTED, "seme", 5, "offer"))):
        file.write_bytes(as_parquet(INVENTED, rows, "seme", name))
        assert pq.read_metadata(file).metadata[b"intra.invented"] == b"invented-shares.toml, seed 'seme'"
        assert (
            read_file(file, [CATALOGUE["slovenia.certification"]], {}).invented == "invented-shares.toml, seed 'seme'"
        )
    shares = read_shares(MORE, "more.toml", VOCABULARIES)
    file.write_bytes(as_parquet(shares, draw(shares, "seme", 5), "seme"))
    assert read_file(file, measures, {}).invented is None


@pytest.mark.no_cover  # what it runs is covered by others, and it is far faster unmeasured
@pytest.mark.parametrize(
    ("measure", "on"),
    [
        ("slovenia.certification", "project.submitted"),
        ("slovenia.intellectual_property", "project.submitted"),
        ("abruzzo.internationalisation_fund", dt.date(2025, 10, 1)),
        ("abruzzo.digital_export_manager", dt.date(2021, 4, 1)),
        ("algarve.territorial_base", "project.submitted"),
        ("algarve.opportunities_voucher", dt.date(2018, 9, 3)),
    ],
)  # fmt: skip
def test_some_of_the_shipped_people_are_eligible_and_many_are_not(measure, on):
    people, offers = (
        pl.DataFrame(list(rows), schema=columns, orient="row", infer_schema_length=None)
        for rows, columns in (
            (draw(INVENTED, "seme", 2_000), columns_of(INVENTED)),
            (draw_list(INVENTED, "seme", 2_000, "offer"), columns_of_list(INVENTED, "offer")),
        )
    )
    frame = people if isinstance(on, str) else people.drop("project.submitted")
    lists = {"offer": offers} if measure.startswith("slovenia") else {}
    answer = assess_frame(frame, CATALOGUE[measure], on=on, key="id", lists=lists)
    found = Counter(answer[f"{measure}.verdict"].to_list())
    assert found[True] >= 100
    assert found[False] >= 1_000
    assert found[None] >= 20
