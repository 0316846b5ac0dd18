"""The arithmetic of awards, written down as lines: the examples of the rules, and what is unknown in them."""

import datetime as dt
from fractions import Fraction
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.plain_words import PlainWords

from intra_core.rules.figures import Figure, Known, Open, Table
from intra_core.rules.kinds import RATE, Choice, Day, Records, YesNo, number_of
from intra_core.rules.language import (
    And,
    Choose,
    Compare,
    Constant,
    Element,
    Fact,
    Greatest,
    Least,
    Lookup,
    Named,
    Parameter,
    Product,
    Quotient,
    Rounded,
    Sum,
    Walk,
)
from intra_core.rules.languages import tongue
from intra_core.rules.possible import Possible
from intra_core.rules.settle import Settling
from intra_core.rules.steps import steps

EURO, AREA = number_of("EUR"), number_of("m2")
PER_AREA = EURO.times(AREA, -1)
FORM, EAST_OR_WEST = Choice({"physical", "digital"}), Choice({"east", "west"})
WORDS = PlainWords(
    labels={
        "costs.eligible": ("total of eligible costs", "vsota upravičenih stroškov"),
        "grant": ("grant", "spodbuda"), "top": ("greatest grant", "najvišja spodbuda"),
        "digital_top": ("greatest digital grant", "najvišja digitalna spodbuda"),
        "headroom": ("aid still open", "še razpoložljiva pomoč"), "unit_cost": ("unit cost", "strošek na enoto"),
        "share": ("share", "delež"), "fixed": ("fixed grant", "stalna spodbuda"), "sums": ("sums", "zneski"),
        "first": ("first", "prvi"), "second": ("second", "drugi"), "third": ("third", "tretji"),
        "least": ("smallest grant", "najnižja spodbuda"),
    },
)  # fmt: skip
FIGURES: dict[str, Figure] = {
    "rate": Known(Fraction(3, 5)), "top": Known(Fraction("9999.99")), "digital_top": Known(Fraction(300)),
    "least": Known(Fraction(500)), "base": Known(Fraction("5313.06")), "per_m2": Known(Fraction("65.2")),
    "share": Table({("east",): Known(Fraction("0.75")), ("west",): Known(Fraction("0.7"))}),
    "sums": Table({("east",): Known(Fraction(100)), ("west",): Known(Fraction(200))}),
    "since": Known(dt.date(2024, 1, 1).toordinal()), "line_top": Known(Fraction(500)),
    "allowance": Known(Fraction(30_000)), "none": Known(Fraction(0)),
}  # fmt: skip


def money(name):
    return Parameter(name, EURO)


COST = Fact("cost", Records({"net": EURO, "incurred": Day()}, "costs"))
NET = Element("x", "cost", "net", EURO)
IN_TIME = Compare("<=", Parameter("since", Day()), Element("x", "cost", "incurred", Day()))
COSTS = Named("costs.eligible", Walk("sum", "x", COST, NET, IN_TIME, EURO))
SHARE_OF_COSTS = Product(COSTS, Parameter("rate", RATE), EURO)
GRANT = Named("grant", Rounded(Least((SHARE_OF_COSTS, money("top")), EURO), "down", (1, 100), EURO))
GIVEN = ("costs.eligible",)


def told(award, facts, language="en", *, given=(), **figures):
    lines = steps(award, Settling({**FIGURES, **figures}, frozenset(given)), Possible(facts), WORDS, language)
    return tuple(line.replace("\N{NO-BREAK SPACE}", " ") for line in lines)


def costs(*nets, **more):
    day = dt.date(2024, 10, 15).toordinal()
    return tuple({"incurred": day, **({} if net is None else {"net": net}), **more} for net in nets)


@pytest.mark.parametrize(
    ("cents", "english", "slovenian"),
    [
        (
            400_000,
            "4,000.00 x 60 % = 2,400.00 (ceiling 9,999.99 not reached)",
            "4.000,00 x 60 % = 2.400,00 (zgornja meja 9.999,99 ni dosežena)",
        ),
        (
            2_000_000,
            "20,000.00 x 60 % = 12,000.00, cut to the ceiling 9,999.99",
            "20.000,00 x 60 % = 12.000,00, znižano na 9.999,99 (zgornja meja)",
        ),
        (
            1_666_665,
            "16,666.65 x 60 % = 9,999.99 (ceiling 9,999.99 just reached)",
            "16.666,65 x 60 % = 9.999,99 (zgornja meja 9.999,99 je ravno dosežena)",
        ),
        (
            1_666_666,
            "16,666.66 x 60 % = 9,999.996, cut to the ceiling 9,999.99",
            "16.666,66 x 60 % = 9.999,996, znižano na 9.999,99 (zgornja meja)",
        ),
        (
            333_333,
            "3,333.33 x 60 % = 1,999.998 (ceiling 9,999.99 not reached), rounded down to 1,999.99",
            "3.333,33 x 60 % = 1.999,998 (zgornja meja 9.999,99 ni dosežena), zaokroženo navzdol na 1.999,99",
        ),
    ],
)
def test_a_share_of_the_costs_under_a_ceiling(cents, english, slovenian):
    assert told(GRANT, {"costs.eligible": cents}, given=GIVEN) == (english,)
    assert told(GRANT, {"costs.eligible": cents}, "sl", given=GIVEN) == (slovenian,)


@pytest.mark.parametrize(
    ("lines", "first", "last"),
    [
        (
            costs(100_000, 300_000) + costs(500, incurred=1),
            "total of eligible costs: 1,000.00 + 3,000.00 = 4,000.00",
            "4,000.00 x 60 % = 2,400.00 (ceiling 9,999.99 not reached)",
        ),
        (
            costs(*[100_000] * 13),
            "total of eligible costs: 13 costs = 13,000.00",
            "13,000.00 x 60 % = 7,800.00 (ceiling 9,999.99 not reached)",
        ),
        (
            costs(100_000, None),
            "total of eligible costs: 1,000.00 + ? = at least 1,000.00",
            "(at least 1,000.00) x 60 % = at least 600.00, at most the ceiling 9,999.99",
        ),
        (
            (*costs(100_000), {"net": 300_000}),
            "total of eligible costs: 1,000.00 + (0.00 to 3,000.00) = 1,000.00 to 4,000.00",
            "(1,000.00 to 4,000.00) x 60 % = 600.00 to 2,400.00 (ceiling 9,999.99 not reached)",
        ),
    ],
)
def test_several_costs_are_added_up_first(lines, first, last):
    assert told(GRANT, {"cost": lines}) == (first, last)


@pytest.mark.parametrize(
    ("facts", "only"),
    [
        ({"cost": costs(100_000)}, "1,000.00 x 60 % = 600.00 (ceiling 9,999.99 not reached)"),
        ({"cost": ()}, "0.00 x 60 % = 0.00 (ceiling 9,999.99 not reached)"),
        ({}, "? x 60 % = ?, at most the ceiling 9,999.99"),
    ],
)
def test_less_than_two_costs_need_no_sum(facts, only):
    assert told(GRANT, facts) == (only,)


def test_all_costs_of_a_list_are_added_where_nothing_leaves_one_out():
    award = Walk("sum", "x", COST, Least((NET, money("line_top")), EURO), None, EURO)
    assert told(award, {"cost": costs(20_000, 80_000)}) == ("200.00 + 500.00 = 700.00",)


@pytest.mark.parametrize(
    ("figures", "english", "slovenian"),
    [
        (
            {"top": Open(Fraction(300), Fraction("9999.99"))},
            "4,000.00 x 60 % = 2,400.00, or the ceiling (300.00 to 9,999.99) if that is less",
            "4.000,00 x 60 % = 2.400,00 ali manj, če je nižja zgornja meja (300,00 do 9.999,99)",
        ),
        (
            {"rate": Open(Fraction(0), Fraction(10**14))},
            "4,000.00 x ? = ?, at most the ceiling 9,999.99",
            "4.000,00 x ? = ?, največ 9.999,99 (zgornja meja)",
        ),
        (
            {"rate": Open(Fraction(0), Fraction(1))},
            "4,000.00 x (0 % to 100 %) = at most 4,000.00 (ceiling 9,999.99 not reached)",
            "4.000,00 x (0 % do 100 %) = največ 4.000,00 (zgornja meja 9.999,99 ni dosežena)",
        ),
    ],
)
def test_figures_that_nobody_published_stay_open(figures, english, slovenian):
    assert told(GRANT, {"costs.eligible": 400_000}, given=GIVEN, **figures) == (english,)
    assert told(GRANT, {"costs.eligible": 400_000}, "sl", given=GIVEN, **figures) == (slovenian,)


# The unit costs of Slovenian fairs: (5,313.06 + 65.20 x m2) / m2 / share, cut to the cent, times m2 times share.

SIZE = Fact("event.stand.area", AREA, 1, 10**13)
SHARE = Lookup("share", (Fact("area", EAST_OR_WEST),), {}, RATE)
TOTAL = Sum(money("base"), Product(Parameter("per_m2", PER_AREA), SIZE, EURO), 1, EURO)
UNIT_COST = Rounded(Quotient(Quotient(TOTAL, SIZE, PER_AREA), SHARE, PER_AREA), "down", (1, 100), PER_AREA)
FAIR = Rounded(Product(Product(Named("unit_cost", UNIT_COST), SIZE, EURO), SHARE, EURO), "down", (1, 100), EURO)


def test_the_unit_costs_of_a_fair_in_the_west():
    lines = told(Named("grant", FAIR), {"event.stand.area": 1_200_000, "area": "west"})
    shown = "(5,313.06 + 65.20 per m² x 120 m²) / 120 m² / 70 % = 156.3935… per m²"
    assert lines == (
        f"unit cost: {shown}, rounded down to 156.39 per m²",
        "156.39 per m² x 120 m² x 70 % = 13,136.76",
    )


def test_the_unit_costs_of_a_fair_in_the_east_in_slovenian():
    lines = told(Named("grant", FAIR), {"event.stand.area": 205_000, "area": "east"}, "sl")
    shown = "(5.313,06 + 65,20/m² x 20,5 m²) / 20,5 m² / 75 % = 432,4982…/m²"
    assert lines == (
        f"strošek na enoto: {shown}, zaokroženo navzdol na 432,49/m²",
        "432,49/m² x 20,5 m² x 75 % = 6.649,53375, zaokroženo navzdol na 6.649,53",
    )


def test_where_the_seat_is_unknown_the_share_lies_between():
    lines = told(FAIR, {"event.stand.area": 1_200_000})
    shown = "(5,313.06 + 65.20 per m² x 120 m²) / 120 m² / (70 % to 75 %)"
    assert lines == (
        f"unit cost: {shown} = 145.9673… per m² to 156.3935… per m²",
        "(145.96 per m² to 156.39 per m²) x 120 m² x (70 % to 75 %) = 12,260.64 to 14,075.10",
    )


# Several amounts on the way.

HEADROOM = Named(
    "headroom", Greatest((money("none"), Sum(money("allowance"), Fact("aid.counted", EURO), -1, EURO)), EURO)
)
REDUCED = Least((GRANT, HEADROOM), EURO)


@pytest.mark.parametrize(
    ("counted", "headroom", "last"),
    [
        (0, "30,000.00 - 0.00 = 30,000.00", "2,400.00 (aid still open 30,000.00 not reached)"),
        (2_900_000, "30,000.00 - 29,000.00 = 1,000.00", "2,400.00, cut to the aid still open 1,000.00"),
        (
            3_100_000,
            "30,000.00 - 31,000.00 = -1,000.00, raised to the floor 0.00",
            "2,400.00, cut to the aid still open 0.00",
        ),
    ],
)
def test_an_award_may_be_cut_to_the_aid_still_open(counted, headroom, last):
    assert told(REDUCED, {"costs.eligible": 400_000, "aid.counted": counted}, given=GIVEN) == (
        "grant: 4,000.00 x 60 % = 2,400.00 (ceiling 9,999.99 not reached)",
        f"aid still open: {headroom}",
        last,
    )


def test_a_given_headroom_is_not_worked_out():
    facts = {"costs.eligible": 400_000, "headroom": 100_000}
    assert told(REDUCED, facts, "sl", given=(*GIVEN, "headroom")) == (
        "spodbuda: 4.000,00 x 60 % = 2.400,00 (zgornja meja 9.999,99 ni dosežena)",
        "2.400,00, znižano na 1.000,00 (meja »še razpoložljiva pomoč«)",
    )


@pytest.mark.parametrize(
    ("least", "english"),
    [
        (Known(Fraction(3000)), "4,000.00 x 60 % = 2,400.00, raised to the floor 3,000.00"),
        (Known(Fraction(500)), "4,000.00 x 60 % = 2,400.00"),
        (
            Open(Fraction(300), Fraction(5000)),
            "4,000.00 x 60 % = 2,400.00, or the floor (300.00 to 5,000.00) if that is more",
        ),
    ],
)
def test_a_floor_is_told_where_it_may_act(least, english):
    award = Greatest((SHARE_OF_COSTS, money("least")), EURO)
    assert told(award, {"costs.eligible": 400_000}, given=GIVEN, least=least) == (english,)


def test_a_floor_under_something_unknown():
    award = Greatest((SHARE_OF_COSTS, money("least")), EURO)
    assert told(award, {}, given=GIVEN) == ("? x 60 % = ?, at least the floor 500.00",)


DIGITAL = Compare("==", Fact("event.form", FORM), Constant("digital", FORM))
BY_FORM = Choose(DIGITAL, Least((SHARE_OF_COSTS, money("digital_top")), EURO), GRANT, EURO)


@pytest.mark.parametrize(
    ("facts", "english"),
    [
        ({"event.form": "digital"}, "4,000.00 x 60 % = 2,400.00, cut to the ceiling 300.00"),
        ({"event.form": "physical"}, "4,000.00 x 60 % = 2,400.00 (ceiling 9,999.99 not reached)"),
        ({}, "grant 300.00 to 2,400.00"),
    ],
)
def test_of_a_choice_only_the_branch_taken_is_told(facts, english):
    assert told(Named("grant", BY_FORM), {"costs.eligible": 400_000, **facts}, given=GIVEN) == (english,)


def test_inside_a_larger_calculation_choices_and_limits_are_short():
    facts = {"costs.eligible": 400_000, "event.form": "digital"}
    assert told(Sum(BY_FORM, GRANT, 1, EURO), facts, given=GIVEN) == (
        "grant: 4,000.00 x 60 % = 2,400.00 (ceiling 9,999.99 not reached)",
        "min(4,000.00 x 60 %; 300.00) + 2,400.00 = 2,700.00",
    )
    either = Choose(DIGITAL, money("line_top"), money("top"), EURO)
    most = Greatest((money("least"), money("line_top")), EURO)
    assert told(Sum(either, Sum(GRANT, most, -1, EURO), 1, EURO), facts, given=GIVEN) == (
        "grant: 4,000.00 x 60 % = 2,400.00 (ceiling 9,999.99 not reached)",
        "500.00 + (2,400.00 - max(500.00; 500.00)) = 2,400.00",
    )
    assert told(Sum(either, money("base"), 1, EURO), {}) == ("(500.00 to 9,999.99) + 5,313.06 = 5,813.06 to 15,313.05",)


def test_a_limit_inside_a_choice_is_told_once():
    inner = Choose(DIGITAL, SHARE_OF_COSTS, money("top"), EURO)
    facts = {"costs.eligible": 400_000, "event.form": "digital"}
    assert told(Least((inner, money("digital_top")), EURO), facts, given=GIVEN) == (
        "4,000.00 x 60 % = 2,400.00, cut to the ceiling 300.00",
    )


@pytest.mark.parametrize(
    ("award", "english"),
    [
        (money("fixed"), "fixed grant 10,000.00"),
        (Named("grant", money("fixed")), "grant 10,000.00"),
        (Lookup("sums", (Fact("area", EAST_OR_WEST),), {}, EURO), "sums 200.00"),
        (Choose(DIGITAL, money("fixed"), money("fixed"), EURO), "10,000.00"),
        (Constant(10, EURO), "10.00"),
    ],
)
def test_an_award_that_is_not_worked_out_is_told_by_its_name(award, english):
    assert told(award, {"area": "west"}, fixed=Known(Fraction(10_000))) == (english,)


def test_the_greatest_of_a_list_is_told_as_its_value():
    most = Walk("max", "x", COST, NET, And((IN_TIME, Constant(value=True, kind=YesNo()))), EURO)
    award = Product(most, Parameter("rate", RATE), EURO)
    assert told(award, {"cost": costs(100_000, 300_000)}) == ("3,000.00 x 60 % = 1,800.00",)


# Whatever is built: with all facts the last line ends up at the award, with none there is still a line to read.

AMOUNTS = ["first", "second", "third"]
SHARES = [Parameter("rate", RATE), Parameter("half", RATE)]


@cache
def amounts(depth):
    if not depth:
        return st.sampled_from([*(Fact(name, EURO) for name in AMOUNTS), money("top"), money("least"), GRANT])
    below = amounts(depth - 1)
    rounding = st.sampled_from(["down", "up", "half-up"])
    return (
        below
        | st.builds(Sum, below, below, st.sampled_from([1, -1]), st.just(EURO))
        | st.builds(Product, below, st.sampled_from(SHARES), st.just(EURO))
        | st.builds(lambda *parts: Least(parts, EURO), below, below)
        | st.builds(lambda *parts: Greatest(parts, EURO), below, below, below)
        | st.builds(Choose, st.just(DIGITAL), below, below, st.just(EURO))
        | st.builds(lambda body, how: Rounded(body, how, (1, 100), EURO), below, rounding)
        | st.builds(
            lambda body, share, how: Rounded(Quotient(body, share, EURO), how, (1, 100), EURO),
            below,
            st.sampled_from(SHARES),
            rounding,
        )
    )


@given(
    award=amounts(3),
    facts=st.fixed_dictionaries(
        {"event.form": st.sampled_from(["digital", "physical"]), "costs.eligible": st.integers(0, 10**8)}
    )
    | st.just({}),
    told_amounts=st.lists(st.integers(0, 10**8), min_size=3, max_size=3),
)
def test_whatever_is_built_is_worked_out_to_the_award(award, facts, told_amounts):
    half = Known(Fraction(1, 2))
    everything = {**facts, **(dict(zip(AMOUNTS, told_amounts, strict=True)) if facts else {})}
    lines = told(award, everything, given=GIVEN, half=half)
    assert all(lines)
    if facts:
        settled = Settling({**FIGURES, "half": half}, frozenset(GIVEN)).settle(award)
        low, high = Possible(everything).value(settled.node)
        assert low == high
        assert tongue("en").decimal(Fraction(low, settled.parts), 2)[0] in lines[-1]
