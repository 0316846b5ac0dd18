"""Figures that are set and texts that differ: which lines change, and that each mixture of them can be read."""

import random
from fractions import Fraction

import pytest
from tests.assessment.simulated import VOUCHER, as_frame, document, drawn, region, sum_of

from intra_core import WrongInput
from intra_core.assessment.columnar.simulation import compare
from intra_core.assessment.simulation import with_figures, with_text
from intra_core.regions.folder import Folder
from intra_core.rules.figures import Bands, Known, Open, Table

BANDS = (
    '[{ from = "0 persons", is = "few" }, { from = "10 persons", is = "some" }, { from = "50 persons", is = "many" }]'
)


@pytest.fixture(scope="module")
def lakes(tmp_path_factory):
    return region(tmp_path_factory.mktemp("lakes"))


@pytest.fixture(scope="module")
def voucher(lakes):
    return lakes["lakes.voucher"]


def changed(lakes, *replaced, base=VOUCHER):
    text = base
    for old, new in replaced:
        assert old in text
        text = text.replace(old, new)
    return with_text(lakes["lakes.voucher"], lakes.region("lakes").region, document(text))


# --- figures ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("setting", "before", "after"),
    [
        ("ceiling = EUR 12000.00", '"EUR 5000.00"; "EUR 9999.99"', '"EUR 12000.00"'),
        ('ceiling="EUR 12000.00"', '"EUR 5000.00"; "EUR 9999.99"', '"EUR 12000.00"'),
        ("rate.small = 75 %", '"60 %"', '"75 %"'),
        ("staff.some = 12 persons", '"10 persons"', '"12 persons"'),
        ("last_day = 2025-12-31", "2025-06-30", "2025-12-31"),
        ("min_employees = 3 persons", '"1 persons"', '"3 persons"'),
        (
            'rate = { micro = "1 %", small = "2 %", medium = "3 %", large = "4 %" }',
            '{ micro = "80 %", small = "60 %", medium = "50 %", large = "10 %" }',
            '{ micro = "1 %", small = "2 %", medium = "3 %", large = "4 %" }',
        ),
        (
            'staff = [{ from = "0 persons", is = "many" }]',
            BANDS,
            '[{ from = "0 persons", is = "many" }]',
        ),
    ],
)
def test_a_figure_is_set_in_the_notation_of_files(voucher, setting, before, after):
    change = with_figures(voucher, [setting])
    (line,) = change.lines
    assert (line.names, line.before, line.after) == ((f"parameter.{setting.partition('=')[0].strip()}",), before, after)


def test_a_figure_that_is_set_holds_on_every_day(voucher):
    parameter = with_figures(voucher, ["ceiling = EUR 12000.00"]).after.rules.book.parameters["ceiling"]
    assert [parameter.on(day) for day in (1, 738_000, 3_652_059)] == [Known(12000)] * 3


def test_only_the_row_that_is_set_changes(voucher):
    after = with_figures(voucher, ["rate.small = 75 %", "staff.some = 12 persons"]).after.rules.book.parameters
    (rates,), (staff,) = after["rate"].versions, after["staff"].versions
    assert isinstance(rates.figure, Table)
    assert [row.value for row in rates.figure.rows.values() if isinstance(row, Known)] == [
        Fraction(4, 5),
        Fraction(3, 4),
        Fraction(1, 2),
        Fraction(1, 10),
    ]
    assert staff.figure == Bands(((Fraction(0), "few"), (Fraction(12), "some"), (Fraction(50), "many")))


@pytest.mark.parametrize(
    ("setting", "says"),
    [
        ("celing = EUR 1.00", "no rule of lakes.voucher reads a figure 'celing'"),
        ("ceiling", "'ceiling' sets nothing"),
        ("= EUR 1.00", "'= EUR 1.00' sets nothing"),
        ("ceiling =", "'ceiling =' sets nothing"),
        ("ceiling = 60 %", "this is a rate, and the figure is an amount in EUR"),
        ("ceiling = 5", "the number 5 has no unit"),
        ("ceiling = unknown", "a figure that is simulated is known"),
        ("ceiling = closed", "a figure that is simulated is known"),
        ("ceiling = [1", "'[1' is not a figure"),
        ('ceiling = { a = "EUR 1.00" }', "'ceiling' is a single figure"),
        ("ceiling.small = EUR 1.00", "'ceiling' is a single figure"),
        ("ceiling = EUR -1.00", "EUR -1.00 cannot be: the rules count on 'ceiling' being above zero"),
        ("ceiling = EUR 0.00", "EUR 0.00 cannot be: the rules count on 'ceiling' being above zero"),
        ("staff.few = -5 persons", "'-5 persons' is not a figure"),
        ("rate = 60 %", "'rate' is a table, and this has other rows"),
        ("rate.tiny = 60 %", "'rate' has no row 'tiny'"),
        ("rate.small.here = 60 %", "'rate' has no row 'small.here'"),
        ("rate.small = EUR 1.00", "this is an amount in EUR, and the figure is a rate"),
        ('rate.small = { a = "60 %" }', "a row has one value"),
        ("staff = 5 persons", "'staff' is a list of bands"),
        ('staff = [{ from = "0 persons", is = "lots" }]', "'staff' is a list of bands"),
        ("staff.lots = 5 persons", "'staff' has no band 'lots'"),
        ("staff.some = 60 persons", "bands rise: 'some' would not begin between its neighbours"),
        ("staff.some = EUR 1.00", "this is an amount in EUR, and the figure is a number of persons"),
        (
            'rate = { micro = "1 %", small = "x", medium = "3 %", large = "4 %" }',
            "small: this is one of x, the rows before are rate",
        ),
    ],
)
def test_what_cannot_be_set_is_refused(voucher, setting, says):
    with pytest.raises(WrongInput) as wrong:
        with_figures(voucher, [setting])
    (complaint,) = wrong.value.complaints
    assert complaint.says == says
    assert (complaint.key or "").startswith("--set")


def test_all_that_cannot_be_set_is_told_together(voucher):
    with pytest.raises(WrongInput) as wrong:
        with_figures(
            voucher,
            [
                "ceiling = EUR 1.00",
                "ceiling = EUR 2.00",
                "rate.small = 1 %",
                "x = 1",
                "rate.micro = 2 %",
                'rate = { micro = "1 %", small = "2 %", medium = "3 %", large = "4 %" }',
            ],
        )
    assert [(each.key, each.says) for each in wrong.value.complaints] == [
        ("--set x", "no rule of lakes.voucher reads a figure 'x'"),
        ("--set ceiling", "ceiling is set as well"),
        ("--set rate", "rate.small is set as well"),
        ("--set rate", "rate.micro is set as well"),
    ]


def test_a_version_of_a_table_that_nobody_found_stays_unknown(tmp_path):
    start = VOUCHER.index("[[parameter.rate]]")
    unknown = (
        '[[parameter.rate]]\nsince = 2022-01-01\nvalue = "unknown"\nunit = "%"\nsource = "call"\nmark = "sourced"\n\n'
    )
    lakes = region(tmp_path, VOUCHER[:start] + unknown + VOUCHER[start:])
    change = with_figures(lakes["lakes.voucher"], ["rate.small = 75 %"])
    first, second = (each.figure for each in change.after.rules.book.parameters["rate"].versions)
    assert isinstance(first, Open)
    assert isinstance(second, Table)
    assert second.rows["small",] == Known(Fraction(3, 4))
    assert change.lines[0].before == '"unknown"; "60 %"'


def test_words_are_set_among_those_that_the_rules_know(tmp_path):
    text = VOUCHER.replace(
        "[define]", 'asked = [{ since = 2023-01-01, value = "some", source = "call", mark = "sourced" }]\n\n[define]', 1
    )
    text = text.replace('staff) != "many"', "staff) != asked").replace("[label]", '[label]\nasked = { en = "asked" }')
    start, end = text.index("asked = [{"), text.index("[define]")
    asked, text = text[start:end], text[:start] + text[end:]
    text = text.replace("last_day = [{", f"{asked.strip()}\nlast_day = [{{", 1)
    voucher = region(tmp_path, text)["lakes.voucher"]
    with pytest.raises(WrongInput, match="unknown word 'lots'"):
        with_figures(voucher, ["asked = lots"])
    assert with_figures(voucher, ["asked = some"]).lines[0].after == '"some"'


# --- texts --------------------------------------------------------------------------------------

CEILING = ('value = "EUR 9999.99"', 'value = "EUR 6000.00"')
SMALL = ('small = "60 %"', 'small = "75 %"')


def test_the_same_text_changes_nothing(lakes):
    assert changed(lakes).lines == ()
    assert (
        changed(
            lakes,
            ("The call", "Another title"),
            ('id = "in-time"\nholds = "project', 'id = "in-time"\nholds = " project'),
        ).lines
        == ()
    )


def test_each_line_of_another_text_is_told(lakes):
    change = changed(
        lakes,
        CEILING,
        SMALL,
        ("grant >= floor", "grant > floor"),
        ('round = "down"', 'round = "up"'),
        (
            'closed = { nace = { "2" = ["A"], "2.1" = ["A"] } }',
            'closed = { nace = { "2" = ["A", "J"], "2.1" = ["A"] } }',
        ),
        ('kinds = ["stand-rent"]', 'kinds = ["stand-rent", "stand-set-up"]'),
    )
    assert [line.id for line in change.lines] == [
        "costs",
        "parameter.ceiling",
        "parameter.rate",
        "set.closed",
        "define.grant",
        "condition.worthwhile",
    ]
    assert change.lines[4].before == '{"is": "min(costs.eligible * rate[undertaking.size], ceiling)", "round": "down"}'


def test_a_text_and_figures_that_say_the_same_come_to_the_same(lakes, voucher):
    rows = drawn(random.Random(1), 150)
    text = changed(lakes, CEILING, ('"EUR 5000.00"', '"EUR 6000.00"'), SMALL)
    figures = with_figures(voucher, ["ceiling = EUR 6000.00", "rate.small = 75 %"])
    one, other = (compare(as_frame("polars", rows), voucher, each, on="on", key="id") for each in (text, figures))
    assert dict(one.outcomes) == dict(other.outcomes)
    assert [one.part(line) for line in text.lines] == [other.part(line) for line in figures.lines]


def test_parts_of_conditions_and_definitions_sum_to_the_whole(lakes, voucher):
    rows = drawn(random.Random(2), 150)
    basis = 'source = "call"\nmark = "sourced"\n'
    new = f'[[condition]]\nid = "seat"\nholds = "undertaking.seat in near"\n{basis}\n[state_aid]'
    gone = f'[[condition]]\nid = "staffed"\nholds = \'band(undertaking.employees, staff) != "many"\'\n{basis}'
    change = changed(
        lakes,
        SMALL,
        ("[state_aid]", new),
        ("[set]\n", '[set]\nnear = { nuts = ["SI03"] }\n'),
        ("[label]\n", '[label]\nnear = { en = "near" }\n'),
        (gone, ""),
        (f"[[parameter.staff]]\nsince = 2023-01-01\nvalue = {BANDS}\n{basis}", ""),
        ('staff = { en = "staff" }\n', ""),
    )
    assert [line.id for line in change.lines] == ["parameter.rate", "condition.seat", "condition.staffed"]
    assert change.lines[1].before is None
    assert change.lines[2].after is None
    found = compare(as_frame("polars", rows), voucher, change, on="on", key="id")
    whole = found.tally.whole
    assert sum(found.part(line).award for line in change.lines) == whole.after.award - whole.before.award
    assert whole.after.award == sum_of(change.after, rows)
    alone = change.with_lines(change.lines[1:2])
    assert {"staffed", "seat"} <= {each.id for each in alone.rules.book.conditions}


def test_lines_that_do_not_fit_without_each_other_are_one(lakes):
    change = changed(
        lakes,
        SMALL,
        ("undertaking.employees >= min_employees", "undertaking.headcount >= min_employees"),
        ('value = "1 person"', 'value = "1 AWU"'),
    )
    assert [line.names for line in change.lines] == [
        ("parameter.min_employees", "condition.employees"),
        ("parameter.rate",),
    ]


def test_many_lines_are_joined_in_their_order_too(lakes):
    change = changed(
        lakes,
        CEILING,
        SMALL,
        ("undertaking.employees >= min_employees", "undertaking.headcount >= min_employees"),
        ('value = "1 person"', 'value = "1 AWU"'),
        ('"EUR 500.00"', '"EUR 400.00"'),
        ("2025-06-30", "2025-07-30"),
        ("grant >= floor", "grant > floor"),
        ('round = "down"', 'round = "up"'),
        ('"2.1" = ["A"]', '"2.1" = ["A", "B"]'),
    )
    assert ("parameter.min_employees", "condition.employees") in [line.names for line in change.lines]
    mixed = change.with_lines(change.lines[:3])
    assert mixed.id == "lakes.voucher"


def test_what_is_wrong_with_the_other_text_is_told_with_its_lines(lakes):
    with pytest.raises(WrongInput) as wrong:
        changed(lakes, ("grant >= floor", "grnt >= floor"), CEILING)
    first = wrong.value.complaints[0]
    assert (first.file, first.says) == ("other.toml", "unknown name 'grnt'")
    assert first.line is not None


def test_another_measure_or_currency_is_refused(lakes):
    with pytest.raises(WrongInput, match=r"this is a text of 'lakes\.other', not of 'lakes\.voucher'"):
        changed(lakes, ('id = "lakes.voucher"', 'id = "lakes.other"'))
    pounds = [('kind = "voucher"\n', 'kind = "voucher"\ncurrency = "GBP"\n'), ("EUR ", "GBP ")]
    with pytest.raises(WrongInput, match="the measure is in EUR"):
        changed(lakes, *pounds)


def test_figures_may_be_set_on_top_of_another_text(lakes, voucher):
    change = with_figures(changed(lakes, SMALL), ["ceiling = EUR 6000.00"])
    assert [line.id for line in change.lines] == ["parameter.rate", "parameter.ceiling"]
    rows = drawn(random.Random(3), 600)
    found = compare(as_frame("polars", rows), voucher, change, on="on", key="id")
    first, second = change.lines
    sums = [sum_of(change.with_lines(each), rows) for each in ((), (first,), (second,), change.lines)]
    assert found.tally.whole.after.award == sums[3]
    assert sum(found.part(line).award for line in change.lines) == sums[3] - sums[0]
    assert len(set(sums)) == 4
    with pytest.raises(WrongInput, match="the other text of the measure changes it too"):
        with_figures(changed(lakes, SMALL), ["rate.micro = 75 %"])


def test_a_region_without_files_has_no_text_to_compare_with(lakes, monkeypatch):
    from attrs import evolve  # noqa: PLC0415

    place = lakes.region("lakes").region
    with pytest.raises(WrongInput, match=r"nobody knows the text of lakes\.voucher"):
        with_text(lakes["lakes.voucher"], evolve(place, folder=None), document(VOUCHER))
    monkeypatch.setattr(Folder, "document", lambda self, *_: self.complain("measures", "gone", "put it back"))
    with pytest.raises(WrongInput, match="gone"):
        with_text(lakes["lakes.voucher"], place, document(VOUCHER))


def test_names_within_names_are_lines_too(tmp_path):
    text = VOUCHER.replace("min_employees", "limits.employees").replace("floor", "limits.floor")
    assert "limits.employees = [{" in text
    catalogue = region(tmp_path, text)
    other = text.replace('"1 person"', '"2 persons"').replace('"EUR 500.00"', '"EUR 600.00"')
    change = with_text(catalogue["lakes.voucher"], catalogue.region("lakes").region, document(other))
    assert [line.id for line in change.lines] == ["parameter.limits.floor", "parameter.limits.employees"]
    first = change.with_lines(change.lines[:1]).rules.book.parameters
    assert [first[name].on(738_765) for name in ("limits.employees", "limits.floor")] == [
        Known(Fraction(1)),
        Known(Fraction(600)),
    ]
