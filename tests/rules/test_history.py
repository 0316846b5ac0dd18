"""Figures and conditions on a day: what is in force, what the sources leave open, what is not in force."""

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intra_core.model.days import Daymark, Period
from intra_core.provenance import Basis, Mark
from intra_core.rules import language
from intra_core.rules.figures import Bands, Figure, Known, Open, Table
from intra_core.rules.history import (
    NOT_IN_FORCE,
    SWITCH,
    Condition,
    ConditionVersion,
    FigureVersion,
    Parameter,
    either,
    gaps,
)
from intra_core.rules.kinds import Choice, Kind, YesNo, number_of
from intra_core.rules.language import Fact, Node, Unpublished
from intra_core.rules.possible import Possible
from intra_core.rules.settle import Settling

EUR = number_of("EUR")
BASIS = Basis(mark=Mark.SOURCED)


def mark(text: str) -> Daymark:
    """Read "2020-01-01" or "2020-01-01..2020-06-30"."""
    first, _, last = text.partition("..")
    return Daymark(day(first), day(last or first))


def day(text: str) -> int:
    return dt.date.fromisoformat(text).toordinal()


def period(since: str, until: str | None = None) -> Period:
    return Period(mark(since), mark(until) if until else None)


def parameter(*versions: tuple[Period, Figure], kind: Kind = EUR) -> Parameter:
    dated = tuple(FigureVersion(period=span, figure=figure, basis=BASIS) for span, figure in versions)
    return Parameter(name="floor", kind=kind, shape=None, versions=dated)


def known(value: int) -> Known:
    return Known(Fraction(value))


def test_a_figure_on_each_side_of_a_switch_whose_day_is_not_known() -> None:
    floor = parameter(
        (period("2019-01-01", "2019-09-03..2021-02-11"), known(500)), (period("2019-09-04..2021-02-12"), known(300))
    )
    assert floor.on(day("2019-09-03")) == known(500)
    assert floor.on(day("2020-06-01")) == Open(Fraction(300), Fraction(500), frozenset(), SWITCH)
    assert floor.on(day("2021-02-12")) == known(300)
    before = floor.on(day("2018-12-31"))
    assert isinstance(before, Open)
    assert before.why == NOT_IN_FORCE
    assert before.low > 0


def test_a_first_day_known_only_to_the_month_is_not_in_force_for_sure() -> None:
    floor = parameter((period("2019-01-01..2019-01-31"), known(500)))
    figure = floor.on(day("2019-01-15"))
    assert isinstance(figure, Open)
    assert figure.low < 500 < figure.high
    assert floor.on(day("2019-01-31")) == known(500)


def test_words_that_may_be_in_force() -> None:
    kind = Choice({"payouts", "approvals"})
    way = parameter(
        (period("2019-01-01", "2020-01-01..2020-12-31"), Known("payouts")),
        (period("2020-01-02..2021-01-01"), Known("approvals")),
        kind=kind,
    )
    figure = way.on(day("2020-06-01"))
    assert isinstance(figure, Open)
    assert figure.words == {"payouts", "approvals"}
    assert way.on(day("2018-01-01")) == way.nothing()
    assert way.sign == -1


FIGURES = st.one_of(
    st.integers(-5, 5).map(known),
    st.tuples(st.integers(-5, 5), st.integers(-5, 5)).map(lambda pair: Open(Fraction(min(pair)), Fraction(max(pair)))),
)


@given(FIGURES, FIGURES)
def test_either_of_two_figures_covers_both(first: Known | Open, second: Known | Open) -> None:
    both = either(first, second)
    assert both == either(second, first) or first == second
    ends = [each.value if isinstance(each, Known) else each.low for each in (first, second, both)]
    tops = [each.value if isinstance(each, Known) else each.high for each in (first, second, both)]
    assert Fraction(ends[2]) == min(map(Fraction, ends[:2]))
    assert Fraction(tops[2]) == max(map(Fraction, tops[:2]))


def test_either_of_two_tables_is_a_table_of_either() -> None:
    first, second = Table({("a",): known(1), ("b",): known(2)}), Table({("a",): known(1), ("b",): known(4)})
    assert either(first, second) == Table(
        {("a",): known(1), ("b",): Open(Fraction(2), Fraction(4), frozenset(), SWITCH)}
    )
    for other in (Table({("a",): known(1)}), Bands(((Fraction(0), "low"),)), known(1)):
        found = either(first, other)
        assert isinstance(found, Open)
        assert found.why == SWITCH


@pytest.mark.parametrize(
    ("figures", "sign"),
    [
        ((known(1), known(2)), 1), ((known(0), known(2)), 0), ((known(-1), known(2)), -1),
        ((Open(Fraction(1), Fraction(2)),), 1), ((Open(Fraction(0), Fraction(2)),), 0),
        ((Table({("a",): known(1), ("b",): known(3)}),), 1), ((Table({}),), -1), ((), -1),
        ((Bands(((Fraction(1), "low"),)),), -1),
    ],
)  # fmt: skip
def test_the_sign_of_every_number_a_parameter_stands_for(figures: tuple[Figure, ...], sign: int) -> None:
    assert parameter(*((period("2019-01-01"), figure) for figure in figures)).sign == sign


YES, OTHER = Fact("yes", YesNo()), Fact("other", YesNo())


def condition(*versions: tuple[Period, Node, Node | None]) -> Condition:
    wordings = (
        ConditionVersion(period=span, text="", node=node, applies=applies, basis=BASIS)
        for span, node, applies in versions
    )
    return Condition(id="offers", versions=tuple(wordings))


def held(found: Condition, on: str, **facts: bool) -> object:
    node = found.on(day(on))
    return "does not bind" if node is None else Possible(facts).truth(node)


def test_a_condition_binds_while_it_is_in_force() -> None:
    offers = condition((period("2019-01-01", "2021-01-01..2021-12-31"), YES, None))
    assert held(offers, "2018-12-31", yes=False) == "does not bind"
    assert held(offers, "2020-01-01", yes=False) is False
    assert held(offers, "2021-06-01", yes=False) is None
    assert held(offers, "2021-06-01", yes=True) is True
    assert held(offers, "2022-01-01", yes=False) == "does not bind"


def test_between_two_wordings_only_what_both_say_is_said() -> None:
    offers = condition(
        (period("2019-01-01", "2020-01-01..2020-12-31"), YES, None), (period("2020-01-02..2021-01-01"), OTHER, None)
    )
    assert held(offers, "2020-06-01", yes=True, other=True) is True
    assert held(offers, "2020-06-01", yes=False, other=False) is False
    assert held(offers, "2020-06-01", yes=True, other=False) is None
    assert held(offers, "2020-06-01", yes=True) is None


def test_a_guard_lets_a_condition_bind_only_where_it_applies() -> None:
    offers = condition((period("2019-01-01"), YES, OTHER))
    assert held(offers, "2020-01-01", yes=False, other=False) is True
    assert held(offers, "2020-01-01", yes=False, other=True) is False
    assert held(offers, "2020-01-01", yes=False) is None
    assert held(offers, "2020-01-01", yes=True) is True


def test_overlaps_and_gaps() -> None:
    assert gaps([period("2019-01-01"), period("2020-01-01"), period("2021-01-01", "2021-12-31")]) == {}
    assert gaps([period("2019-01-01", "2019-12-31"), period("2020-01-01")]) == {}
    assert gaps([period("2019-01-01", "2019-12-31"), period("2019-12-31")]) == {1: ("overlap", day("2019-12-31"))}
    assert gaps([period("2019-01-01", "2019-12-31"), period("2020-01-02")]) == {1: ("gap", day("2019-12-31"))}
    assert gaps([period("2020-01-01"), period("2019-01-01")])[1][0] == "overlap"
    assert gaps([period("2020-01-01"), period("2020-01-01")])[1][0] == "overlap"


def test_an_award_settles_into_cents_whatever_parts_its_figures_have() -> None:
    fine = Unpublished("fine", EUR, 0, 0)
    settling = Settling({"fine": Open(Fraction(1, 1000), Fraction(2))})
    assert Possible({}).value(settling.parts(language.Parameter("fine", EUR), 100)) == (0, 200)
    assert Possible({}).value(settling.parts(fine, 100)) == (0, 0)
