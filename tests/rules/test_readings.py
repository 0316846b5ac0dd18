"""All readings of a rule agree: over generated rules, complete facts, facts with gaps and figures nobody knows."""

import datetime as dt
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import assume, event, given
from hypothesis import strategies as st
from tests.rules.expressions import EUR, PERSONS, cases, condition, drawing, fewer, rule, value
from tests.rules.oracle import Undefined, evaluated

from intra_core.model.days import LAST
from intra_core.rules import scalar
from intra_core.rules.figures import Bands, Known, Open, Table
from intra_core.rules.kinds import RATE, Code, Day, MonthDay, Number, YesNo
from intra_core.rules.language import Among, Band, Call, Constant, Named, Unpublished, Walk, walk
from intra_core.rules.possible import Possible
from intra_core.rules.settle import Settling
from intra_core.rules.vocabulary import Definition

FALLEN_BACK = (0, 0, -7, 7)


def settled(case, figures=None, given=frozenset(), on=None):
    """Settle a case's rule; what is yes or no, a day or a word has one part."""
    return Settling(case.figures if figures is None else figures, given, on).settle(case.node)


def scalar_value(node, facts, parts=1):
    """What the scalar reading makes of a settled node; None where it hands on to the other."""
    decided = scalar.decide([], node, lambda _: FALLEN_BACK)(facts)
    assert decided[:2] == (0, 0)
    if decided == FALLEN_BACK:
        return None
    return Fraction(decided[2] or 0, parts) if isinstance(node.kind, Number) else decided[2]


def possible_value(found, facts):
    """What the three-valued reading makes of it: one value, or the bounds or words it may be."""
    value = Possible(facts).value(found.node)
    if isinstance(found.node.kind, Number):
        return (Fraction(value[0], found.parts), Fraction(value[1], found.parts))
    return value


def covers(kind, possible, value):
    """Whether a value is among those that are still possible."""
    if isinstance(kind, Number | Day | MonthDay):
        return possible[0] <= value <= possible[1]
    if isinstance(kind, YesNo):
        return possible is None or possible is value
    return possible is None or value in ({possible} if isinstance(possible, str) else possible)


def single(kind, value):
    """How the three-valued reading shows one value."""
    return (value, value) if isinstance(kind, Number | Day | MonthDay) else value


def narrows(kind, before, after):
    """Whether what is possible with more facts was possible with fewer."""
    if isinstance(kind, Number | Day | MonthDay):
        return before[0] <= after[0] <= after[1] <= before[1]
    if before is None:
        return True
    if isinstance(kind, YesNo) or after is None:
        return before is after
    return words(after) <= words(before)


def words(value):
    return frozenset({value}) if isinstance(value, str) else value


def exact(case, given=frozenset()):
    """What the plain evaluator says, or nothing where there is no value."""
    try:
        return evaluated(case.node, case.facts, case.figures, given)
    except Undefined:
        event("undefined")
        return None


@given(cases())
def test_complete_facts_have_one_value_in_every_reading(case):
    wanted = exact(case)
    found = settled(case)
    by_scalar = scalar_value(found.node, case.facts, found.parts)
    if wanted is not None:
        assert possible_value(found, case.facts) == single(case.node.kind, wanted)
        assert by_scalar in (wanted, None)
    elif by_scalar is not None:
        assert covers(case.node.kind, possible_value(found, case.facts), by_scalar)


def risky(node):
    """Whether a node may have no value: the greatest of no records, below a band, an unknown revision, a function."""
    return (
        isinstance(node, Band | Call)
        or (isinstance(node, Walk) and node.how in {"max", "min"})
        or (isinstance(node, Among) and isinstance(node.item.kind, Code))
    )


@given(cases())
def test_the_scalar_reading_decides_wherever_every_part_has_a_value(case):
    found = settled(case)
    if not any(map(risky, walk(found.node))):
        assert scalar_value(found.node, case.facts, found.parts) is not None


@given(cases(condition))
def test_a_condition_has_one_verdict_in_both_readings(case):
    node = settled(case).node
    unmet, unknown, low, high = scalar.decide([node, node], None, lambda _: FALLEN_BACK)(case.facts)
    held = Possible(case.facts).truth(node)
    if (low, high) == (None, None):
        assert (unmet, unknown) == ((0, 0) if held else (3, 0))


@given(cases())
def test_every_completion_lies_in_what_is_possible(case):
    wanted = exact(case)
    if wanted is not None:
        found = settled(case, case.opened)
        assert covers(case.node.kind, possible_value(found, case.fewer), wanted)


@given(cases(), st.data())
def test_another_fact_only_narrows(case, data):
    found = settled(case, case.opened)
    between = fewer(drawing(data.draw), case.facts) | case.fewer
    kind = case.node.kind
    with_few, with_more, with_all = (possible_value(found, facts) for facts in (case.fewer, between, case.facts))
    assert narrows(kind, with_few, with_more)
    assert narrows(kind, with_few, with_all)


@given(cases())
def test_a_published_figure_only_narrows(case):
    # The greatest of no records has bounds of its own, which depend on the parts that figures are counted in.
    assume(not any(isinstance(each, Walk) and each.how in {"max", "min"} for each in walk(case.node)))
    before = possible_value(settled(case, case.opened), case.fewer)
    after = possible_value(settled(case), case.fewer)
    assert narrows(case.node.kind, before, after)


@given(cases())
def test_open_figures_are_left_to_the_three_valued_reading(case):
    found = settled(case, case.opened)
    try:
        decided = scalar_value(found.node, case.facts, found.parts)
    except scalar.Incomplete:
        return
    if decided is not None:
        assert covers(case.node.kind, possible_value(found, case.facts), decided)


@given(cases(condition, beside="costs.eligible > ceiling"), st.data())
def test_a_stated_value_takes_the_place_of_what_it_is_worked_out_from(case, data):
    named = {each.name: each.kind for each in walk(case.node) if isinstance(each, Named)}
    chosen = data.draw(st.sets(st.sampled_from(sorted(named)), min_size=1))
    stated = {name: value(drawing(data.draw), named[name]) for name in chosen}
    case = evolve(case, facts={**case.facts, **stated})
    wanted = exact(case, frozenset(chosen))
    found = settled(case, given=frozenset(chosen))
    if wanted is not None:
        assert possible_value(found, case.facts) == single(case.node.kind, wanted)
        assert scalar_value(found.node, case.facts, found.parts) in (wanted, None)


@given(cases(condition, beside="on >= cutoff"))
def test_the_day_of_decision_may_be_put_in_beforehand(case):
    day = case.facts["on"]
    told = {**case.fewer, "on": day}
    node, folded = settled(case, case.opened).node, settled(case, case.opened, on=day).node
    assert Possible(told).truth(folded) == Possible(told).truth(node)


# Worked examples.


def reading(text, figures=None, defined=None):
    """Settle an expression with known figures."""
    made = rule(text, defined)
    known = {
        name: figure if isinstance(figure, Known | Open | Table | Bands) else Known(figure)
        for name, figure in (figures or {}).items()
    }
    return Settling(known).settle(made.node)


def truth(text, facts, figures=None, defined=None):
    """The verdict of the three-valued reading; the scalar one must agree where it gives one."""
    node = reading(text, figures, defined).node
    held = Possible(facts).truth(node)
    try:
        decided = scalar.decide([node], None, lambda _: FALLEN_BACK)(facts)
    except scalar.Incomplete:
        return held
    assert decided in ((int(not held), 0, None, None), FALLEN_BACK)
    return held


def number(text, facts, figures=None, defined=None):
    """The value in whole units, or its bounds; the scalar reading must agree where it gives one."""
    found = reading(text, figures, defined)
    low, high = possible_value(found, facts)
    if not any(isinstance(each, Unpublished) for each in walk(found.node)):
        assert scalar_value(found.node, facts, found.parts) in (None, low)
    return low if low == high else (low, high)


@pytest.mark.parametrize(
    ("text", "facts", "held"),
    [
        ("insolvent or first", {"first": True}, True),
        ("insolvent or first", {"first": False}, None),
        ("insolvent and first", {"first": False}, False),
        ("insolvent and first", {"first": True}, None),
        ("not (insolvent and first)", {"first": False}, True),
        ("costs.planned < aid.past <= floor", {"aid.past": 100_001}, False),
        ("min(costs.planned, aid.past) >= floor", {"aid.past": 99_999}, False),
        ("min(costs.planned, aid.past) >= floor", {"aid.past": 100_000}, None),
        ("max(costs.planned, aid.past) >= floor", {"aid.past": 100_000}, True),
        ("costs.planned == costs.planned", {}, None),
        ("costs.planned == floor", {"costs.planned": 100_000}, True),
        ("costs.planned != floor", {"costs.planned": 100_000}, False),
        ("costs.planned != floor", {"costs.planned": 99_999}, True),
        ("size in sizes.small", {}, None),
        ("size in sizes.small", {"size": "medium"}, False),
        ("size not in sizes.small", {"size": "medium"}, True),
        ("market == partner", {"market": "DE"}, None),
        ("market == partner", {"market": "DE", "partner": "DE"}, True),
        ("market in markets.near", {}, None),
        ("activity in sectors.out", {"activity": "2:10.13"}, True),
        ("activity in sectors.out", {"activity": "2.1:10.13"}, False),
        ("seat in places.east", {"seat": "SI031"}, True),
        ("seat in places.east", {"seat": "SI041"}, False),
        ("(activity if first else activity) in sectors.out", {"activity": "2:10.13"}, True),
        ("year_end >= year_end", {"year_end": 331}, True),
        ("strict", {}, False),
    ],
)
def test_verdicts(text, facts, held):
    figures = {"floor": Fraction(1000), "strict": False}
    assert truth(text, facts, figures) is held


@pytest.mark.parametrize(
    ("how", "amount", "rounded"),
    [
        ("down", "-0.015", "-0.02"),
        ("up", "-0.015", "-0.01"),
        ("half-up", "-0.015", "-0.01"),
        ("half-up", "-0.025", "-0.02"),
        ("half-up", "0.015", "0.02"),
        ("half-up", "0.0149", "0.01"),
        ("down", "0.0199", "0.01"),
        ("up", "0.0101", "0.02"),
        ("down", "-0.02", "-0.02"),
        ("up", "0.02", "0.02"),
    ],
)
def test_rounding_of_cents(how, amount, rounded):
    defined = {"d0": Definition(name="d0", text="costs.planned * bonus - debt", rounding=how)}
    figures = {"bonus": Fraction(0), "debt": -Fraction(amount)}
    assert number("d0", {"costs.planned": 5}, figures, defined) == Fraction(rounded)


@pytest.mark.parametrize(
    ("text", "facts", "day"),
    [
        ("add_months(registered, term)", {"registered": "2024-01-31"}, "2024-02-29"),
        ("add_months(registered, term)", {"registered": "2023-01-31"}, "2023-02-28"),
        ("add_months(registered, term)", {"registered": "2023-12-31"}, "2024-01-31"),
        ("add_years(registered, span)", {"registered": "2020-02-29"}, "2021-02-28"),
        ("add_years(registered, span)", {"registered": "9999-12-31"}, "9999-12-31"),
        ("registered + notice", {"registered": "2024-02-28"}, "2024-02-29"),
        ("registered - notice", {"registered": "2024-03-01"}, "2024-02-29"),
        ("registered - one_day", {"registered": "2024-03-01"}, "0001-01-01"),
        ("registered + one_day", {"registered": "2024-03-01"}, "9999-12-31"),
        ("min(registered, on)", {"registered": "2024-03-01", "on": "2024-02-29"}, "2024-02-29"),
        ("max(x.incurred for x in cost)", {"cost": ("2024-02-28", "2024-02-29")}, "2024-02-29"),
    ],
)
def test_days(text, facts, day):
    figures = {"term": Fraction(1), "span": Fraction(1), "notice": Fraction(1), "one_day": Fraction(10**9)}
    ordinals = {
        name: tuple({"incurred": ordinal(each)} for each in value) if isinstance(value, tuple) else ordinal(value)
        for name, value in facts.items()
    }
    found = reading(text, figures)
    assert Possible(ordinals).value(found.node) == (ordinal(day), ordinal(day))
    assert scalar_value(found.node, ordinals) == ordinal(day)


def ordinal(day):
    return dt.date.fromisoformat(day).toordinal()


@pytest.mark.parametrize(
    ("text", "early", "late", "years"),
    [
        ("years_between(registered, on)", "2020-02-29", "2021-02-27", 0),
        ("years_between(registered, on)", "2020-02-29", "2021-02-28", 1),
        ("years_between(registered, on)", "2020-02-29", "2024-02-28", 3),
        ("years_between(registered, on)", "2020-02-29", "2024-02-29", 4),
        ("years_between(registered, on)", "2021-06-15", "2021-06-14", -1),
        ("year(on)", "2020-02-29", "2021-12-31", 2021),
        ("fiscal_year(on, year_end)", "2020-02-29", "2021-03-31", 2021),
        ("fiscal_year(on, year_end)", "2020-02-29", "2021-04-01", 2022),
    ],
)
def test_years(text, early, late, years):
    assert number(text, {"registered": ordinal(early), "on": ordinal(late), "year_end": 331}) == years


def test_bounds_of_what_is_missing():
    figures = {"intensity": Fraction(3, 5), "ceiling": Fraction(99, 1)}
    assert number("min(costs.planned * intensity, ceiling)", {}, figures) == (0, 99)
    assert number(
        "costs.planned * intensity", {"costs.planned": 1_00}, {"intensity": Open(Fraction(1, 2), Fraction(3, 5))}
    ) == (
        Fraction(1, 2),
        Fraction(3, 5),
    )


@pytest.mark.parametrize(
    ("text", "facts", "bounds"),
    [
        ("(costs.planned - aid.past) * fee", {"aid.past": 10_00}, (-20, 2 * 10**9 - 20)),
        ("(costs.planned - aid.past) * fee", {"costs.planned": 10_00, "aid.past": 40_00}, (-60, -30)),
        ("debt * fee", {}, (-10, -5)),
        ("costs.planned - aid.past", {"costs.planned": 10_00}, (10 - 10**9, 10)),
        ("max(x.net for x in cost)", {"cost": ({"net": 500}, {})}, (5, 10**9)),
        ("min(x.net for x in cost)", {"cost": ({"net": 500}, {})}, (0, 5)),
        ("max(x.net for x in cost if x.settled)", {"cost": ({"net": 500, "settled": True}, {"net": 900})}, (5, 9)),
        ("min(x.net for x in cost if x.settled)", {"cost": ({"net": 500, "settled": True}, {"net": 100})}, (1, 5)),
        ("sum(x.net for x in cost if x.settled)", {"cost": ({"net": 500, "settled": True}, {"net": 900})}, (5, 14)),
        ("sum(debt for x in cost if x.settled)", {"cost": ({"settled": True}, {})}, (-10, -5)),
        ("costs.planned if first else debt", {"costs.planned": 10_00}, (-5, 10)),
    ],
)
def test_bounds_of_amounts(text, facts, bounds):
    assert number(text, facts, {"fee": Open(Fraction(1), Fraction(2)), "debt": Fraction(-5)}) == bounds


@pytest.mark.parametrize(
    ("text", "step", "exact"),
    [
        ("costs.planned / price", (1, 10_000), "3.3333"),
        ("costs.planned / (price * intensity)", (1, 10_000), "6.6666"),
        ("costs.planned / price / intensity", (1, 10_000), "6.6666"),
        ("costs.planned / (d1 / intensity)", (1, 10_000), "1.6666"),
        ("costs.planned * (price / d2)", (1, 100), "6.66"),
        ("costs.planned / stand.area", (1, 3), "10/3"),
        ("costs.planned * intensity", (7, 1), "0"),
    ],
)
def test_quotients(text, step, exact):
    defined = {
        "d0": Definition(name="d0", text=text, rounding="down", step=step),
        "d1": Definition(name="d1", text="price"),
        "d2": Definition(name="d2", text="price + price * intensity"),
    }
    figures = {"price": Fraction(3), "intensity": Fraction(1, 2)}
    facts = {"costs.planned": 10_00, "stand.area": 3_0000}
    assert number("d0", facts, figures, defined) == Fraction(exact)


@pytest.mark.parametrize("sign", ["<", "<=", ">", ">=", "==", "!="])
@pytest.mark.parametrize("day", [737_483, 737_484, 737_485])
def test_each_sign_is_folded_as_it_is_read(sign, day):
    node = rule(f"on {sign} cutoff").node
    figures = {"cutoff": Known(737_484)}
    folded = Settling(figures, on=day).truth(node)
    assert isinstance(folded, Constant)
    assert folded.value is Possible({"on": day}).truth(Settling(figures).truth(node))


def test_an_empty_list_is_none_and_an_absent_one_unknown():
    assert number("count(cost)", {"cost": ()}) == 0
    assert number("sum(x.net for x in cost)", {"cost": ()}) == 0
    assert truth("any(x.settled for x in cost)", {"cost": ()}) is False
    assert truth("all(x.settled for x in cost)", {"cost": ()}) is True
    for text in ("any(x.settled for x in cost)", "all(x.settled for x in cost)", "count(cost) >= lines"):
        assert truth(text, {}, {"lines": Fraction(1)}) is None


def test_what_no_record_could_change_is_decided_without_the_list():
    assert truth("any(x.settled and first for x in cost)", {"first": False}) is False
    assert truth("any(x.settled and first for x in cost)", {"first": True}) is None
    assert truth("all(x.settled or first for x in cost)", {"first": True}) is True
    assert number("count(x for x in cost if first)", {"first": False}) == 0
    assert number("sum(x.net for x in cost if x.settled and first)", {"first": False}) == 0
    assert number("sum(x.net * bonus for x in cost)", {}, {"bonus": Fraction(0)}) == 0


def test_a_table_and_bands_are_read_by_what_is_known():
    rates = Table(
        {
            ("micro",): Known(Fraction(1, 2)),
            ("small",): Known(Fraction(2, 5)),
            ("medium",): Open(Fraction(0), Fraction(1)),
        }
    )
    assert number("rate_of[size]", {"size": "small"}, {"rate_of": rates}) == Fraction(2, 5)
    assert number("rate_of[size]", {}, {"rate_of": rates}) == (0, 1)
    assert number("rate_of[size]", {"size": "giant"}, {"rate_of": rates}) == (0, 1)
    bands = Bands(((Fraction(0), "low"), (Fraction(1000), "mid"), (Fraction(10_000), "high")))
    for cents, word in ((0, "low"), (99_999, "low"), (100_000, "mid"), (999_999, "mid"), (1_000_000, "high")):
        assert (
            truth(f'band(costs.planned, class_of) == "{word}"', {"costs.planned": cents}, {"class_of": bands}) is True
        )
    assert truth('band(costs.planned, class_of) == "low"', {}, {"class_of": bands}) is None
    assert (
        truth(
            'band(costs.planned - floor, class_of) == "low"',
            {"costs.planned": 0},
            {"class_of": bands, "floor": Fraction(1)},
        )
        is None
    )


# Regressions.


def test_a_definition_may_walk_with_a_letter_that_is_in_use_where_it_is_named():
    lines = ({"net": 1, "kind": "fee", "incurred": 700_000}, {"net": 5, "kind": "fee", "incurred": 700_000})
    figures = {"floor": Fraction(1, 100), "call.costs.since": 1, "call.costs.until": LAST}
    text = "sum(x.net for x in cost if costs.eligible > floor and x.net == floor)"
    assert number(text, {"cost": lines}, figures) == Fraction(1, 100)


def test_a_code_chosen_by_a_fact_that_is_missing():
    lines = ({"code": "2:01.11", "payments": ()}, {"code": "2:25.62"})
    text = "any((x.code if insolvent else activity) in sectors.out for x in cost)"
    assert truth(text, {"cost": lines[:1], "activity": "2:10.13"}) is True
    assert truth(text, {"cost": lines[1:], "activity": "2:10.13"}) is None
    assert truth(text, {"cost": lines[1:], "activity": "2:25.62"}) is False


def test_a_sum_over_an_unknown_list_may_be_below_zero():
    assert truth("sum(x.net - x.vat for x in cost) >= floor", {}, {"floor": Fraction(0)}) is None
    assert truth("sum(x.net for x in cost) >= floor", {}, {"floor": Fraction(0)}) is True


def test_the_greatest_of_no_records_decides_nothing():
    for facts in ({}, {"cost": ()}):
        assert truth("max(x.net for x in cost) >= floor", facts, {"floor": Fraction(0)}) is None


def test_a_divisor_that_no_figure_in_force_gives():
    nothing = Open(Fraction(-(10**12)), Fraction(10**14))
    defined = {
        "d0": Definition(
            name="d0", text="costs.planned / team", rounding="down", step=(1, 100), step_kind=EUR.times(PERSONS, -1)
        )
    }
    low, high = number("d0", {"costs.planned": 100}, {"team": nothing}, defined)
    assert low < -1
    assert high > 1
    assert number("d0", {"costs.planned": 100}, {"team": Fraction(3)}, defined) == Fraction(33, 100)


def test_a_stated_divisor_of_zero_is_unknown():
    defined = {
        "d0": Definition(name="d0", text="max(costs.planned, price)"),
        "d1": Definition(name="d1", text="aid.past / d0", rounding="down", step=(1, 100), step_kind=RATE),
    }
    made = rule("d1", defined)
    found = Settling({"price": Known(Fraction(1))}, frozenset({"d0"})).settle(made.node)
    facts = {"aid.past": 100, "d0": 0}
    assert scalar_value(found.node, facts) is None
    low, high = Possible(facts).value(found.node)
    assert low < 0 < high


def test_lists_within_lists_are_read_as_deep_as_the_language_goes():
    text = "first and floor >= floor"
    for letter in "abcdefghijk":
        text = f"any({text} for {letter} in cost if insolvent)"
    facts = {"cost": ({},), "insolvent": True, "first": True}
    assert truth(text, facts, {"floor": Fraction(1, 3)}) is True
    assert truth(text, {**facts, "first": False}, {"floor": Fraction(1, 3)}) is False


def test_brackets_as_deep_as_the_language_goes_are_read():
    text = "costs.planned * intensity"
    for _ in range(18):
        text = f"min(aid.past + {text}, ceiling)"
    figures = {"intensity": Fraction(1, 3), "ceiling": Fraction(300_000)}
    assert number(text, {"costs.planned": 3_00, "aid.past": 1_00}, figures) == 19
