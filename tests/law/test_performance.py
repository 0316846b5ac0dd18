"""Performance frameworks against a literal reading of Article 6, over all values an unknown achievement may have."""

import datetime as dt
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.law.wrong_laws import cases, fails

from intra_core.errors import WrongInput
from intra_core.law.indicators import (
    Achievement,
    Planned,
    Progress,
    framework_2014,
    performance_2014,
    standing,
    transmissions,
)  # fmt: skip
from intra_core.law.indicators.codes import IndicatorKind
from intra_core.law.indicators.performance_2014 import covers
from intra_core.law.indicators.performance_2021 import Reached, next_transmission
from intra_core.law.lawbook import lawbook
from intra_core.model.money import Money

ORDER = list(Achievement)
EDGES = (Fraction(0), Fraction(6499, 10000), Fraction(65, 100), Fraction(7499, 10000), Fraction(75, 100),
         Fraction(8499, 10000), Fraction(85, 100), Fraction(3, 2))  # fmt: skip
CASES = {name: case for name, case in cases().items() if name.startswith("test_indicators.")}


def literal(parts):
    """Say what Article 6(2) to (4) says, word for word."""
    below = [part for part in parts if part < Fraction(85, 100)]
    if not below or (len(parts) >= 3 and len(below) == 1 and below[0] >= Fraction(75, 100)):
        return Achievement.ACHIEVED
    serious = [part for part in parts if part < Fraction(65, 100)]
    if len(parts) <= 2:
        return Achievement.SERIOUS_FAILURE if serious else Achievement.NEITHER
    return Achievement.SERIOUS_FAILURE if len(serious) >= 2 else Achievement.NEITHER


def rows(parts):
    return [
        Progress(name=str(place), planned=1000, achieved=None if part is None else part * 1000)
        for place, part in enumerate(parts)
    ]


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_it_is_what_the_article_says(count):
    for parts in product(EDGES, repeat=count):
        assert framework_2014(rows(parts)).outcome is literal(parts), parts


@given(st.lists(st.one_of(st.none(), st.sampled_from(EDGES)), min_size=1, max_size=4))
def test_an_unknown_achievement_leaves_exactly_what_it_could_lead_to(parts):
    worlds = product(*([part] if part is not None else EDGES for part in parts))
    found = framework_2014(rows(parts))
    assert found.possible == {literal(world) for world in worlds}
    assert (found.outcome is None) == (len(found.possible) > 1) == bool(found.asks)


@given(st.lists(st.sampled_from(EDGES), min_size=1, max_size=5), st.data())
def test_achieving_more_never_makes_it_worse(parts, data):
    place = data.draw(st.integers(0, len(parts) - 1))
    more = [*parts[:place], parts[place] + data.draw(st.sampled_from(EDGES)), *parts[place + 1 :]]
    before, after = (framework_2014(rows(each)).possible for each in (parts, more))
    assert min(map(ORDER.index, before)) <= min(map(ORDER.index, after))


def test_what_is_no_framework_is_refused():
    with pytest.raises(WrongInput, match="at least one"):
        framework_2014([])
    with pytest.raises(WrongInput, match="twice"):
        framework_2014([Progress(name="a", planned=1, achieved=1)] * 2)
    with pytest.raises(ValueError, match="above zero"):
        Progress(name="a", planned=0)
    with pytest.raises(ValueError, match="less than zero"):
        Progress(name="a", planned=1, achieved=-1)
    with pytest.raises(TypeError, match="exact"):
        Progress(name="a", planned=100, achieved=float("84.99"))  # type: ignore[arg-type]
    with pytest.raises(WrongInput, match="not all in EUR"):
        covers([Money(1, "BGN")], Money(2, "EUR"), on=dt.date(2018, 1, 1))


@pytest.mark.parametrize("what", ["operations", "indicators", "instruments"])
def test_each_sending_shows_the_end_of_the_month_before(what):
    sent = transmissions(what)
    assert [each.due for each in sent] == sorted(each.due for each in sent)
    for each in sent:
        assert (each.as_at + dt.timedelta(1)).day == 1
        assert 0 < (each.due - each.as_at).days <= 31
        assert next_transmission(what, each.due) == each
    with pytest.raises(WrongInput, match="unknown data"):
        transmissions("indicator")


DAYS = st.dates(dt.date(2023, 1, 1), dt.date(2031, 1, 1))


@given(st.dictionaries(DAYS, st.integers(0, 100), max_size=5), DAYS, st.integers(0, 100))
def test_of_values_that_never_fall_a_milestone_is_decided_only_by_what_shows_it(values, on, milestone):
    rising = dict(zip(sorted(values), sorted(values.values()), strict=True))
    planned = Planned(code="RCO01", kind=IndicatorKind.OUTPUT, milestone=milestone, target=1000, values=rising)
    found, end = standing(planned, on).milestone, dt.date(2024, 12, 31)
    seen = {day: value for day, value in rising.items() if day <= on}
    # Whatever stood between the values told: the least and the most it can have been at the end of 2024.
    least = max((value for day, value in seen.items() if day <= end), default=0)
    most = min((value for day, value in seen.items() if day >= end), default=10**6)
    if found is Reached.REACHED:
        assert least >= milestone
    elif found is Reached.MISSED:
        assert most < milestone
        assert on > end
    elif found is Reached.UNKNOWN:
        assert on > end
        assert most >= milestone
        assert least < milestone or milestone == 0


def test_a_value_below_zero_is_refused():
    planned = Planned(code="RCO01", kind=IndicatorKind.OUTPUT, values={dt.date(2024, 1, 1): -1})
    with pytest.raises(WrongInput, match="-1"):
        standing(planned, dt.date(2025, 1, 1))


def _no_failure(*told):
    return Achievement.ACHIEVED if told[-1][0] == 0 else Achievement.NEITHER


def _same_for_few(_, count, reached):
    short, far, serious = reached
    if short == 0 or (short == 1 and far == 0):
        return Achievement.ACHIEVED
    return Achievement.SERIOUS_FAILURE if serious >= min(count, 2) else Achievement.NEITHER


@pytest.mark.parametrize("wrong", [_no_failure, _same_for_few])
def test_a_wrong_reading_of_the_article_is_noticed(wrong, monkeypatch):
    monkeypatch.setattr(performance_2014._Rule, "_outcome", wrong)
    assert any(fails(case, lawbook()) for case in CASES.values())
