"""Boundary tables: a row flips between neighbours; what is signed counts, and stays so while it says the same."""

import datetime as dt
import re
from decimal import Decimal
from itertools import pairwise

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.assessment.made import REGION, VOCABULARY
from tests.installed import CATALOGUE
from tests.soak import SOAK
from tests.testing.test_case_files import MEASURE

from intra_core.assessment.catalogue import Catalogue
from intra_core.assessment.examples import assessed, differences
from intra_core.errors import WrongInput
from intra_core.io.decode import document_from
from intra_core.io.layout import laid_out
from intra_core.model.money import Money
from intra_core.regions.host import Loaded
from intra_core.regions.reading import region_in
from intra_core.rules.measure import Example
from intra_core.testing import cases_of, clock
from intra_core.testing.boundaries.flips import flips
from intra_core.testing.boundaries.kept import held_against, kept_tables
from intra_core.testing.boundaries.movers import Mover
from intra_core.testing.boundaries.moving import Move
from intra_core.testing.boundaries.read_out import ReadOut
from intra_core.testing.boundaries.shown import cells, markdown, report
from intra_core.testing.boundaries.table import boundaries
from intra_core.testing.boundaries.table_file import table_in, written_table
from intra_core.testing.cases.running import run_cases
from intra_core.testing.cases.subjects import Subjects
from intra_core.testing.ways import found, put_at, value_at, way

SIGNED = 'signed  = { name = "The intra-core contributors", on = 2026-11-23, source = "s" }\n'
LIGHT = (
    "abruzzo.digital_export_manager",
    "algarve.restart",
    "westmidlands.sme_grant",
    "slovenia.spirit_market_research",
)
"""Measures whose tables take little time; those of all are held against their rules in `make soak`."""
CHECKED = [each.id for each in CATALOGUE] if SOAK else LIGHT


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "measures").mkdir()
    (tmp_path / "measures" / "voucher.toml").write_text(MEASURE)
    (tmp_path / "vocabulary.toml").write_text(VOCABULARY)
    (tmp_path / "region.toml").write_text(REGION)
    return tmp_path


@pytest.fixture
def made(folder):
    """Give a way to read the region as it now is: the region, and its measure."""

    def read():
        region = region_in(folder, "made")
        loaded = Loaded(region=region, distribution="", version="")
        return region, Catalogue(regions=(loaded,), quarantined=())["made.voucher"]

    return read


def rows(table):
    return {row.id: row for row in table.rows}


def sides(row):
    return [(each.value, each.answer) for each in (row.first, row.second)]


# --- what stands in a table ---------------------------------------------------------------------


def test_each_figure_of_a_small_measure_is_told_from_its_neighbours(made):
    _, measure = made()
    table = boundaries(measure)
    assert table.missing == ()
    found = rows(table)
    assert list(found) == [
        "call/project.submitted", "call/project.submitted/2", "worthwhile/costs.eligible",
        "staff/undertaking.employees", "award/costs.eligible",
    ]  # fmt: skip
    eligible, refused = {"verdict": "eligible", "award": "EUR 600.00"}, {"verdict": "ineligible"}
    assert sides(found["call/project.submitted"]) == [
        (dt.date(2024, 6, 20), {**refused, "unmet": ["call"]}),
        (dt.date(2024, 6, 21), eligible),
    ]
    assert sides(found["worthwhile/costs.eligible"]) == [
        ("EUR 166.66", {**refused, "unmet": ["worthwhile"]}),
        ("EUR 166.67", {"verdict": "eligible", "award": "EUR 100.00"}),
    ]
    assert found["worthwhile/costs.eligible"].rests == ("intensity = 60 % (s)", "floor = EUR 100.00 (s)")
    assert sides(found["staff/undertaking.employees"]) == [(1, {**refused, "unmet": ["staff"]}), (2, eligible)]
    assert sides(found["award/costs.eligible"]) == [
        ("EUR 16666.64", {"verdict": "eligible", "award": "EUR 9999.98"}),
        ("EUR 16666.65", {"verdict": "eligible", "award": "EUR 9999.99"}),
    ]


def test_an_application_on_a_later_day_is_decided_no_earlier(made):
    _, measure = made()
    (example,) = measure.examples
    moved = Move("project.submitted", dt.date(2025, 1, 1)).example(example)
    assert (moved.on, moved.given["project"]) == (dt.date(2025, 1, 1), {"submitted": dt.date(2025, 1, 1)})
    moved = Move("on", dt.date(2025, 1, 1)).example(example)
    assert (moved.on, moved.given["project"]) == (dt.date(2025, 1, 1), {"submitted": dt.date(2024, 9, 2)})


def test_what_no_example_brings_to_where_it_turns_is_named(folder, made):
    text = MEASURE.replace("undertaking.employees = 3, ", "")
    (folder / "measures" / "voucher.toml").write_text(text)
    _, measure = made()
    assert boundaries(measure).missing == ("staff", "award: intensity, ceiling")


@pytest.mark.parametrize("name", CHECKED)
def test_the_answers_of_a_row_are_those_of_the_measure_and_its_values_are_neighbours(name):
    measure = CATALOGUE[name]
    examples = {each.name: each for each in measure.examples}
    table = boundaries(measure)
    assert table.rows
    for row in table.rows:
        assert row.first.answer != row.second.answer
        if row.ordered:
            decimal = any(isinstance(side.value, Decimal) for side in (row.first, row.second))
            first, second = (_steps(each.value, decimal=decimal) for each in (row.first, row.second))
            assert second - first == 1, row.id
        for side in (row.first, row.second):
            moved = Move(row.moves, side.value).example(examples[row.example])
            assert differences(assessed(measure, moved), side.answer) == (), row.id


def _steps(value, *, decimal):
    """Give a value in the steps by which it is moved: days, cents, hundredths, or one by one."""
    if decimal:
        return round(Decimal(value) * 100)
    if isinstance(value, dt.date):
        return value.toordinal()
    if not isinstance(value, str):
        return value
    number, _, unit = value.rpartition(" ")
    return round(Decimal(number) * 100) if unit in ("%", "m2") else Money.parse(value).minor


@pytest.mark.parametrize("name", CHECKED)
def test_the_file_of_a_region_says_what_its_rules_say(name):
    measure = CATALOGUE[name]
    region = CATALOGUE.region(measure.region).region
    held = held_against(measure, kept_tables(region).get(name))
    assert held.is_fresh, [*held.differs(), f"intra regions boundaries {region.id} --write"]


def test_every_measure_has_a_table_and_each_says_what_it_lacks():
    counts = {"rows": 0, "signed": 0, "missing": 0}
    for loaded in CATALOGUE.regions:
        tables = kept_tables(loaded.region)
        assert set(tables) == {each.id for each in CATALOGUE.of_region(loaded.region.id)}
        for measure in CATALOGUE.of_region(loaded.region.id):
            table = tables[measure.id]
            conditions = {"call", *(each.id for each in measure.rules.book.conditions)}
            assert conditions <= {row.of for row in table.rows} | set(table.missing), measure.id
            counts["rows"] += len(table.rows)
            counts["signed"] += sum(row.signed is not None for row in table.rows)
            counts["missing"] += len(table.missing)
    print(f"boundary tables of six regions: {counts}")


# --- the file -----------------------------------------------------------------------------------


def test_what_is_written_is_read_again(made):
    region, measure = made()
    table = boundaries(measure)
    text = written_table(table)
    document = document_from(text, "boundaries/voucher.toml", "toml")
    again = table_in(document, Subjects.of([region]))
    document.close()
    assert again is not None
    assert [row.says for row in again.rows] == [row.says for row in table.rows]
    assert written_table(again) == text


def test_an_unsigned_row_counts_for_nothing_and_a_signed_one_is_two_cases(folder, made):
    region, measure = made()
    text = written_table(boundaries(measure))
    (folder / "boundaries").mkdir()
    (folder / "boundaries" / "voucher.toml").write_text(text)
    assert {case.origin for case in cases_of(region)} == {"example"}
    (folder / "boundaries" / "voucher.toml").write_text(_with_signature(text, "worthwhile/costs.eligible"))
    below, above = (case for case in cases_of(region) if case.origin == "boundary")
    assert (below.example.name, above.example.name) == (
        "worthwhile/costs.eligible: below",
        "worthwhile/costs.eligible: above",
    )
    assert below.example.given["costs"] == {"eligible": "EUR 166.66"}
    assert (below.author, below.written) == ("The intra-core contributors", dt.date(2026, 11, 23))
    assert "title='Source'" in repr(below.source)
    assert below.file == "made/boundaries/voucher.toml"
    assert all(each.holds for each in run_cases(cases_of(region), {"made.voucher": measure}))


def test_a_signed_row_notices_a_wrong_figure(folder, made):
    region, measure = made()
    (folder / "boundaries").mkdir()
    text = _with_signature(written_table(boundaries(measure)), "worthwhile/costs.eligible")
    (folder / "boundaries" / "voucher.toml").write_text(text)
    (folder / "measures" / "voucher.toml").write_text(MEASURE.replace("EUR 100.00", "EUR 100.01"))
    region, measure = made()
    failed = [each for each in run_cases(cases_of(region), {"made.voucher": measure}) if not each.holds]
    assert [each.case.example.name for each in failed] == ["worthwhile/costs.eligible: above"]


def test_a_signature_stays_while_the_row_says_what_was_signed(folder, made):
    region, measure = made()
    (folder / "boundaries").mkdir()
    text = written_table(boundaries(measure))
    for name in ("worthwhile/costs.eligible", "staff/undertaking.employees"):
        text = _with_signature(text, name)
    (folder / "boundaries" / "voucher.toml").write_text(text)
    assert held_against(measure, kept_tables(region)["made.voucher"]).is_fresh
    (folder / "measures" / "voucher.toml").write_text(MEASURE.replace("EUR 100.00", "EUR 100.01"))
    region, measure = made()
    held = held_against(measure, kept_tables(region)["made.voucher"])
    assert not held.is_fresh
    assert [row.id for row in held.fresh.rows if row.signed is not None] == ["staff/undertaking.employees"]
    assert [row.id for row in held.lost] == ["worthwhile/costs.eligible"]
    gone, come = held.differs()
    assert gone.startswith("- worthwhile/costs.eligible: EUR 166.66 -> ")
    assert come.startswith("+ worthwhile/costs.eligible: EUR 166.68 -> ")


def _with_signature(text, name):
    head, mark, rest = text.partition(f'id      = "{name}"\n')
    row, blank, more = rest.partition("\n\n")
    assert mark
    return head + mark + row + "\n" + SIGNED + blank[1:] + more


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('kind    = "boundaries"', 'kind = "cases"', "'cases' is not the kind of a boundary table"),
        ('measure = "made.voucher"', 'measure = "made.voucer"', "no measure 'made.voucer'"),
        ("[[row]]\n", "[[row]]\nnote = 1\n", "unknown key 'note'"),
        ('id      = "call/project.submitted/2"', 'id = "call/project.submitted"', "two rows are called"),
        ('verdict = "ineligible"', 'verdict = "ineligble"', "unknown verdict 'ineligble'"),
        ("value = 2024-06-20, ", "", "the key 'value' is missing"),
        ("below   =", "blow =", "unknown key 'blow'"),
        ('on = 2026-11-23, source = "s"', 'on = 3, source = "s"', "3 is not a day"),
        ('name = "The intra-core contributors", ', "", "the key 'name' is missing"),
        ('source = "s" }', "}", "the key 'source' is missing"),
        ('example = "A firm of three"', 'example = "A firm"', "made.voucher has no example called 'A firm'"),
        ('moves   = "project.submitted"', 'moves = "cost[3].net"', "nothing can be moved at 'cost[3].net'"),
        ('moves   = "project.submitted"', 'moves = "number of cost"', "nothing can be moved at 'number of cost'"),
        ('moves   = "project.submitted"', 'moves = "undertaking.employees"', "is not a whole number"),
        ("value = 2024-06-20", 'value = "soon"', "'soon' is not a day"),
    ],
)  # fmt: skip
def test_a_slip_in_a_table_is_told_at_its_place(folder, made, old, new, says):
    region, measure = made()
    (folder / "boundaries").mkdir()
    text = _with_signature(written_table(boundaries(measure)), "call/project.submitted")
    assert old in text
    (folder / "boundaries" / "voucher.toml").write_text(text.replace(old, new, 1))
    with pytest.raises(WrongInput) as caught:
        cases_of(region)
    told = [str(each) for each in caught.value.complaints]
    assert any(says in each and re.match(r"made/boundaries/voucher\.toml:\d+:", each) for each in told), told


@pytest.mark.parametrize(("today", "refused"), [((2026, 11, 22), True), ((2026, 11, 23), False), ((2030, 1, 1), False)])
def test_nobody_has_signed_on_a_day_that_is_still_to_come(folder, made, today, refused):
    region, measure = made()
    (folder / "boundaries").mkdir()
    text = _with_signature(written_table(boundaries(measure)), "call/project.submitted")
    (folder / "boundaries" / "voucher.toml").write_text(text)
    if not refused:
        assert len(cases_of(region, today=dt.date(*today))) == 3
        return
    with pytest.raises(WrongInput) as caught:
        cases_of(region, today=dt.date(*today))
    (complaint,) = map(str, caught.value.complaints)
    line = text[: text.rindex("on = 2026-11-23, source")].count("\n") + 1
    assert complaint.startswith(f"made/boundaries/voucher.toml:{line}:")
    assert "row[0].signed.on: signed on 2026-11-23, a day that is still to come" in complaint
    assert "write the day on which it was signed" in complaint


def test_without_a_day_the_clock_is_asked_and_a_day_has_come_as_soon_as_it_is_one_anywhere(folder, made, monkeypatch):
    region, measure = made()
    (folder / "boundaries").mkdir()
    text = _with_signature(written_table(boundaries(measure)), "call/project.submitted")
    (folder / "boundaries" / "voucher.toml").write_text(text)
    monkeypatch.setattr(clock, "now", lambda: dt.datetime(2026, 11, 22, 9, 59, tzinfo=dt.UTC))
    for read in (cases_of, kept_tables):
        with pytest.raises(WrongInput, match="still to come"):
            read(region)
    monkeypatch.setattr(clock, "now", lambda: dt.datetime(2026, 11, 22, 10, 0, tzinfo=dt.UTC))
    assert len(cases_of(region)) == 3
    assert list(kept_tables(region)) == ["made.voucher"]


@pytest.mark.parametrize("rows", ["5", "[5]", '"abc"', '{ id = "a" }', "[[]]"])
def test_rows_that_are_no_tables_are_told(folder, made, rows):  # found by fuzzing: they ended in a traceback
    region, _ = made()
    (folder / "boundaries").mkdir()
    head = 'schema = 1\nkind = "boundaries"\nmeasure = "made.voucher"\n'
    (folder / "boundaries" / "voucher.toml").write_text(f"{head}row = {rows}\n")
    with pytest.raises(WrongInput, match=r"is not (one or more \[\[row\]\] tables|a table)"):
        cases_of(region)


def test_a_row_may_say_on_which_days_duties_are_due(folder, made):
    region, measure = made()
    (folder / "boundaries").mkdir()
    text = written_table(boundaries(measure))
    due = text.replace('award = "EUR 600.00"', 'award = "EUR 600.00", due = [2025-03-02, "unknown"]', 1)
    assert due != text
    (folder / "boundaries" / "voucher.toml").write_text(due)
    kept = held_against(measure, kept_tables(region)["made.voucher"])
    assert [each[0] for each in kept.differs()] == ["-", "+"]


def test_two_files_cannot_have_the_table_of_one_measure(folder, made):
    region, measure = made()
    (folder / "boundaries").mkdir()
    for name in ("a.toml", "b.toml"):
        (folder / "boundaries" / name).write_text(written_table(boundaries(measure)))
    with pytest.raises(WrongInput, match="another file has the boundary table"):
        kept_tables(region)


@pytest.mark.parametrize(
    ("source", "known"), [("sp", False), ("nowhere", False), ("s", True), ("Letter of the fund of 3 May 2024", True)]
)
def test_a_signature_names_a_source_that_there_is(folder, made, source, known):
    region, measure = made()
    (folder / "boundaries").mkdir()
    text = _with_signature(written_table(boundaries(measure)), "worthwhile/costs.eligible")
    text = text.replace(SIGNED, SIGNED.replace('source = "s"', f'source = "{source}"'))
    (folder / "boundaries" / "voucher.toml").write_text(text)
    if known:
        assert held_against(measure, kept_tables(region)["made.voucher"]).is_fresh
        return
    with pytest.raises(WrongInput) as wrong:
        kept_tables(region)
    assert f"unknown source {source!r}" in str(wrong.value)
    assert "a source that has no key is named by its title" in str(wrong.value)


def test_as_markdown_and_as_a_report_each_row_is_one_line(made):
    _, measure = made()
    table = boundaries(measure)
    read = ReadOut(measure=measure)
    lines = [*markdown([(table, read)])]
    assert sum(line.startswith("| ") for line in lines) == len(table.rows) + 1
    section, _ = report("x", [(table, read)]).sections
    assert section.tables[0].rows == tuple((*cells(row, read)[:-1], None, None, None) for row in table.rows)
    assert {cells(row, read)[-1] for row in table.rows} == {"not signed"}


def test_a_reader_sees_the_rule_as_a_sentence_the_fact_by_its_label_and_the_source_by_its_title():
    measure = CATALOGUE["westmidlands.sme_grant"]
    table = boundaries(measure)
    read = ReadOut(measure=measure)
    told = {row.id: cells(row, read) for row in table.rows}
    conditions = {each.id: each.says for each in measure.explain("en").conditions}
    for row in table.rows:
        assert told[row.id][2]  # the rule
        if row.of in conditions and not any(letter.isdigit() for letter in told[row.id][2]):
            assert told[row.id][2] == conditions[row.of]
    assert any(
        cell[3] == "number of employees on the day of application [undertaking.employees]" for cell in told.values()
    )
    resting = [each for row in table.rows for each in row.rests if not each.endswith(" = closed")]
    keys = {each.id for each in read.sources(table.rows)}
    assert keys
    for each in resting:
        assert any(each.endswith((f"({key})", f"source {key}")) for key in keys), each
    assert all(
        source.title and source.title in "\n".join(markdown([(table, read)])) for source in read.sources(table.rows)
    )


def test_the_sentence_of_a_row_has_the_figures_of_the_day_of_application():
    measure = CATALOGUE["slovenia.certification"]
    read = ReadOut(measure=measure)
    table = kept_tables(CATALOGUE.region("slovenia").region)["slovenia.certification"]
    rows = [row for row in table.rows if row.of == "first-obtained"]
    told = {read.rule(row) for row in rows}
    assert len(told) == len({row.rests for row in rows}) > 1
    for row in rows:
        day = dt.date.fromisoformat(row.rests[0].split(" = ")[1].split()[0])
        assert f"{day.day} {day:%B %Y}" in read.rule(row)


# --- looking for flips --------------------------------------------------------------------------


@given(st.integers(0, 1000), st.lists(st.integers(1, 1000), max_size=3, unique=True))
def test_every_flip_of_a_number_that_goes_one_way_is_found(at, bounds):
    mover = Mover(fact="x", what="x", facts=lambda value: {"x": value}, written=int, at=at, high=1000)
    told = [(low, high) for _, low, high in flips(mover, lambda v: {"x": sum(v >= each for each in bounds)}, ["x"])]
    assert sorted(told) == [(each - 1, each) for each in sorted(bounds)]


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_value_that_stands_out_is_found_where_it_is_the_one_told(at, other):
    mover = Mover(fact="x", what="x", facts=dict, written=int, at=at, high=10**9)
    told = [pair for _, *pair in flips(mover, lambda v: {"x": v == at}, ["x"])]
    assert told == [list(each) for each in pairwise(v for v in (at - 1, at, at + 1) if 0 <= v <= 10**9)]
    assert [*flips(mover, lambda v: {"x": v >= 0}, ["x"], [other])] == []


@pytest.mark.parametrize(
    ("what", "value"),
    [
        ("on", "soon"),
        ("on", dt.datetime.combine(dt.date(2024, 9, 2), dt.time())),
        ("number of cost", -1),
        ("number of cost", 10**9),
        ("number of cost", True),
        ("number of offer", 1),
        ("cost[1].net", "EUR 5.00"),
        ("cost.net", "EUR 5.00"),
        ("cost[0].net.x", 1),
        ("..", 1),
    ],
)
def test_what_is_not_there_cannot_be_moved(what, value):
    example = Example(name="x", on=dt.date(2024, 9, 2), given={"cost": [{"net": "EUR 5.00"}]}, expect={})
    with pytest.raises(LookupError):
        Move(what, value).example(example)


PATHS = st.lists(st.sampled_from(["undertaking", "a_b", "x-y", "net"]), min_size=1, max_size=3).map(".".join)


@given(PATHS, st.integers(), st.dictionaries(st.sampled_from(["undertaking", "net"]), st.just({}), max_size=2))
def test_what_is_put_is_found_and_nothing_else_changes(what, value, before):
    after = put_at(before, way(what), value)
    assert found(after, way(what)) == value_at(after, way(what)) == value
    first = what.partition(".")[0]
    assert {key: each for key, each in after.items() if key != first} == {k: v for k, v in before.items() if k != first}


@pytest.mark.parametrize("missing", [(), ("call", "award: floor")])
def test_a_table_is_written_as_it_is_laid_out(made, missing):
    _, measure = made()
    text = written_table(evolve(boundaries(measure), missing=missing))
    assert laid_out(text) == text
