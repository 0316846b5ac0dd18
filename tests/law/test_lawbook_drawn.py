"""The lawbook is what its files say: any figure on any day, and none on a day before it was in force."""

import datetime as dt
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intra_core.law.lawbook import Lawbook, lawbook
from intra_core.model.money import Money

SOURCE = '[source.s]\ntitle = "Source"\nread = 2024-01-01\n'


@given(st.integers(0, 10**12), st.dates(dt.date(1990, 1, 2), dt.date(2100, 1, 1)), st.integers(0, 4000))
def test_a_figure_is_what_its_file_says_from_its_first_day_on(cents, since, later):
    value = str(Money(cents, "EUR"))
    with tempfile.TemporaryDirectory() as folder:
        line = f'[parameter.aid]\nmost = [{{ since = {since}, value = "{value}", source = "s", mark = "sourced" }}]\n'
        (Path(folder) / "aid.toml").write_text(f"schema = 1\n{SOURCE}{line}", "utf-8")
        law = Lawbook.read(Path(folder))
    assert law.parameters.keys() == {"aid.most"}
    day = since + dt.timedelta(later)
    assert law.needed("aid.most", day).money == Money(cents, "EUR")
    assert law.needed("aid.most", day) == law.figure("aid.most", day)
    with pytest.raises(LookupError):
        law.needed("aid.most", since - dt.timedelta(1))


@given(st.sampled_from(sorted(lawbook().parameters)), st.dates(dt.date(2000, 1, 1), dt.date(2032, 1, 1)))
def test_a_figure_of_the_law_names_itself_and_is_needed_where_there_is_one(name, day):
    found = lawbook().figure(name, day)
    if found is None:
        with pytest.raises(LookupError):
            lawbook().needed(name, day)
    else:
        assert (found.name, lawbook().needed(name, day)) == (name, found)
