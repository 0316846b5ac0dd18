"""That an award comes to something is a condition where nothing else sees to it, and what nobody found is something."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intra_core.model.days import ALWAYS, FIRST, Daymark, Period
from intra_core.provenance import Basis, Mark
from intra_core.rules.figures import LEAST, MOST, Bands, Figure, Known, Open, Table
from intra_core.rules.history import Condition, ConditionVersion, FigureVersion, Parameter
from intra_core.rules.kinds import RATE, Choice, Kind, YesNo, number_of
from intra_core.rules.language import And, Compare, Constant, Fact, Least, Node, Or
from intra_core.rules.language import Parameter as Named
from intra_core.rules.payment import SOMETHING, above_nothing, something_to_pay
from intra_core.texts import LANGUAGES, text

EUR = number_of("EUR")
COSTS = Fact("costs.eligible", EUR, 0, 9_999)
AWARD = Least((COSTS, Named("ceiling", EUR, sign=1)), EUR)
OTHER = Fact("costs.planned", EUR, 0, 9_999)
BASIS = Basis(mark=Mark.SOURCED)
YES = Fact("yes", YesNo())
EVER = Period(Daymark(FIRST, FIRST))


def figure(sign):
    return Named("floor", EUR, sign=sign)


def asking(*nodes, periods=(EVER,), applies=None):
    """A condition with one wording in each period."""
    words = (
        ConditionVersion(period=period, text="t", node=node, applies=applies, basis=BASIS)
        for period, node in zip(periods, nodes, strict=True)
    )
    return Condition(id="worthwhile", versions=tuple(words))


def day(number):
    return Daymark(number, number)


def test_it_is_made_for_an_award_that_may_be_nothing():
    made = something_to_pay(AWARD, ())
    assert made is not None
    (wording,) = made.versions
    assert (made.id, wording.text, wording.period) == (SOMETHING, "award > 0", ALWAYS)
    assert wording.node == Compare(">", AWARD, Constant(0, EUR))
    assert wording.basis == Basis(mark=Mark.INFERRED)
    assert wording.says is not None
    for language in LANGUAGES:
        assert wording.says.in_language(language) == text(language, "answer", SOMETHING)
        assert wording.says.has(language)


def test_it_is_not_made_where_nothing_that_is_told_makes_the_award_greater_or_less_or_it_is_above_nothing_anyhow():
    assert something_to_pay(figure(0), ()) is None
    assert something_to_pay(Fact("costs.eligible", EUR, 1, 9), ()) is None
    assert something_to_pay(Fact("costs.eligible", EUR, 0, 9), ()) is not None
    assert something_to_pay(Fact("costs.eligible", EUR, 1, 9), [asking(YES)]) is None


ENOUGH = Compare(">=", AWARD, figure(1))


@pytest.mark.parametrize(
    ("node", "asks"),
    [
        (ENOUGH, True),
        (Compare(">=", AWARD, figure(0)), False),
        (Compare(">", AWARD, figure(0)), True),
        (Compare(">", AWARD, figure(1)), True),
        (Compare(">", AWARD, figure(-1)), False),
        (Compare(">=", AWARD, Constant(1, EUR)), True),
        (Compare(">=", OTHER, figure(1)), False),
        (Compare(">", OTHER, figure(1)), False),
        (Compare("==", AWARD, figure(1)), False),
        (And((YES, ENOUGH)), True),
        (And((YES, Compare(">=", OTHER, figure(1)))), False),
        (Or((YES, ENOUGH)), False),
    ],
)
def test_it_is_not_made_where_a_condition_asks_for_something(node: Node, asks):
    assert (something_to_pay(AWARD, [asking(YES), asking(node)]) is None) is asks
    assert something_to_pay(AWARD, [asking(node, applies=YES)]) is not None


@pytest.mark.parametrize(
    ("periods", "asks"),
    [
        ((EVER,), True),
        ((Period(day(FIRST + 1)),), False),
        ((Period(Daymark(FIRST, FIRST + 1)),), False),
        ((Period(day(FIRST), day(800_000)),), False),
        ((Period(day(FIRST), day(700_000)), Period(day(700_001))), True),
        ((Period(day(700_001)), Period(day(700_002))), False),
    ],
)
def test_a_condition_that_does_not_hold_on_every_day_asks_for_nothing_on_the_others(periods, asks):
    assert (something_to_pay(AWARD, [asking(*[ENOUGH] * len(periods), periods=periods)]) is None) is asks


def test_each_wording_of_a_condition_has_to_ask_for_something():
    both = Period(day(FIRST), day(700_000)), Period(day(700_001))
    for nodes in ((YES, ENOUGH), (ENOUGH, YES)):
        assert something_to_pay(AWARD, [asking(*nodes, periods=both)]) is not None


# --- what nobody found ---------------------------------------------------------------------------


def parameter(kind: Kind):
    version = FigureVersion(period=EVER, figure=Known(Fraction(1)), basis=BASIS)
    return Parameter(name="p", kind=kind, shape=None, versions=(version,))


def taken(found: Figure, kind: Kind) -> Figure:
    (figure,) = above_nothing({"p": found}, {"p": parameter(kind)}).values()
    return figure


NUMBERS = st.sampled_from([LEAST, Fraction(0), Fraction(1, 200), Fraction(1, 2), Fraction(1), Fraction(7)])
UPPER = st.sampled_from([Fraction(0), Fraction(1, 200), Fraction(1, 2), Fraction(1), Fraction(2), Fraction(9), MOST])


@given(NUMBERS, UPPER, st.sampled_from([RATE, EUR, number_of("persons")]))
def test_a_number_that_nobody_found_is_at_least_one_or_one_percent_and_a_rate_not_all(low, high, kind):
    found = taken(Open(low, high), kind)
    assert isinstance(found, Open)
    least = Fraction(1, 100) if kind == RATE else Fraction(1)
    assert found.low == (low if low > 0 else min(least, high))
    assert found.high == (Fraction(99, 100) if kind == RATE and high == 1 and found.low < 1 else high)
    table = taken(Table({("small",): Open(low, high), ("micro",): Known(Fraction(3))}), kind)
    assert table == Table({("small",): found, ("micro",): Known(Fraction(3))})


def test_what_is_known_and_what_is_no_number_stays_as_it_is():
    bands = Bands(((Fraction(0), "small"),))
    for each in (Known(Fraction(0)), bands):
        assert taken(each, EUR) == each
    word = Open(words=frozenset({"a", "b"}))
    assert taken(word, Choice({"a", "b"})) == word
    assert above_nothing({"p": Open(0, 5)}, {}) == {"p": Open(0, 5)}
