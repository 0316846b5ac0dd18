"""A report holds what can be drawn, and nothing else."""

import datetime as dt

import pytest

from intra_core.model.money import Money
from intra_core.model.quantity import Rate
from intra_core.model.report import Chart, Report, Section, Series, Table


def test_a_table_holds_words_numbers_money_rates_days_and_nothing():
    row = ("micro", -3, Money(-5, "EUR"), Rate(6000), dt.date(2026, 11, 23), None)
    table = Table(title="All", columns=tuple("abcdef"), rows=(row,))
    report = Report(title="R", subtitle="S", sections=(Section(title="One", tables=(table,)),))
    assert report.sections[0].tables[0].rows == (row,)
    assert report.invented is None


@pytest.mark.parametrize("cell", [True, 1.5, dt.datetime(2026, 11, 23, tzinfo=dt.UTC)])
def test_a_table_refuses_what_it_cannot_hold(cell):
    with pytest.raises(TypeError, match="'All' cannot hold"):
        Table(title="All", columns=("a",), rows=((cell,),))


def test_a_row_is_as_wide_as_its_columns():
    with pytest.raises(ValueError, match="'All' has 2 columns, not 1"):
        Table(title="All", columns=("a", "b"), rows=((1,),))


def test_a_series_is_as_long_as_the_labels():
    with pytest.raises(ValueError, match="'after' of 'C' has 1 values for 2 labels"):
        Chart(title="C", kind="bars", labels=("a", "b"), series=(Series(name="after", values=(1,)),))


def test_a_chart_is_of_a_kind_that_can_be_drawn():
    with pytest.raises(ValueError, match="no chart of kind 'pie'; there are bars, stacked, line"):
        Chart(title="C", kind="pie", labels=(), series=())
    assert Chart(title="C", kind="line", labels=("a",), series=(Series(name="n", values=(None,)),)).unit is None
