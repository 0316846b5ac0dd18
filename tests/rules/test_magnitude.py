"""What a rule is said to come to at most is never passed: over generated rules, figures and extreme facts."""

from fractions import Fraction
from unittest.mock import patch

import pytest
from attrs import evolve
from hypothesis import event, given, reject
from hypothesis import strategies as st
from tests.rules.expressions import AWU, COST, EUR, FACTS, TEMPLATES, cases, drawing, rule

import intra_core
from intra_core.model.days import ALWAYS, FIRST, LAST
from intra_core.model.money import GREATEST_COST
from intra_core.provenance import Basis, Mark
from intra_core.rules import language, scalar
from intra_core.rules.beyond import refused, written
from intra_core.rules.extent import Extent
from intra_core.rules.figures import LEAST, MOST, Known, Open, Table
from intra_core.rules.functions import RuleFunction
from intra_core.rules.history import FigureVersion, Parameter
from intra_core.rules.kinds import MOST_RECORDS, RATE, Choice, Day, MonthDay, Number, Records
from intra_core.rules.language import (
    Band,
    Choose,
    Compare,
    Constant,
    Element,
    Fact,
    Greatest,
    Least,
    Lookup,
    Named,
    Product,
    Quotient,
    Rounded,
    Scaled,
    Sum,
    Unpublished,
    Walk,
    walk,
)
from intra_core.rules.magnitude import COUNTED, DIVIDED, Measuring, Step, magnitude
from intra_core.rules.possible import Possible, Span
from intra_core.rules.settle import Settling
from intra_core.rules.vocabulary import Definition


class Counter:
    """The greatest number that came about, and the greatest that was divided or divided another."""

    def __init__(self):
        self.counted = self.divided = 0

    def number(self, value):
        self.counted = max(self.counted, abs(int(value)))
        return Watched(self, value)


class Watched(int):
    """A whole number that tells its counter of whatever is worked out from it."""

    counter: Counter

    def __new__(cls, counter, value):
        made = super().__new__(cls, value)
        made.counter = counter
        return made

    def __add__(self, other):
        return self.counter.number(int(self) + int(other))

    def __sub__(self, other):
        return self.counter.number(int(self) - int(other))

    def __rsub__(self, other):
        return self.counter.number(int(other) - int(self))

    def __mul__(self, other):
        return self.counter.number(int(self) * int(other))

    def __neg__(self):
        return self.counter.number(-int(self))

    def __floordiv__(self, other):
        return self.divided(int(self), int(other))

    def __rfloordiv__(self, other):
        return self.divided(int(other), int(self))

    def divided(self, above, below):
        self.counter.divided = max(self.counter.divided, abs(above), abs(below))
        return self.counter.number(above // below)

    __radd__, __rmul__ = __add__, __mul__


ANSWER = RuleFunction.answer


def unwatched(function, values, kind):
    """Ask a region's function with plain numbers: what it reckons for itself is no step of a rule."""
    plain = [int(each) if isinstance(each, Watched) else each for each in values]
    return ANSWER(function, plain, kind)


def watched(counter, told):
    """Facts whose numbers are watched."""
    if isinstance(told, tuple):
        return tuple({name: watched(counter, each) for name, each in record.items()} for record in told)
    return told if isinstance(told, bool | str) else Watched(counter, told)


def extreme(pick, kind, low, high, told):
    """The least or the greatest value of a kind, or the one that is told."""
    if isinstance(kind, Records):
        count = max(len(told), 1)
        fields = [(name, each, *kind.limit(name)) for name, each in kind.fields.items()]
        fields = [(name, each, low, high // count if each == EUR else high) for name, each, low, high in fields]
        return tuple(
            {name: extreme(pick, each, low, high, record[name]) for name, each, low, high in fields} for record in told
        )
    return pick((low, high)) if isinstance(kind, Number) else told


@st.composite
def extremes(draw):
    """A generated rule with its figures, and facts of which many are as small or as great as they can be."""
    case = draw(cases())
    pick = drawing(draw)
    facts = {
        name: extreme(pick, FACTS[name].kind, FACTS[name].low, FACTS[name].high, told) if name in FACTS else told
        for name, told in case.facts.items()
    }
    return evolve(case, facts=facts)


def read(node, facts):
    """Read a settled node as the scalar reading does; its value, and what it took."""
    counter = Counter()
    told = {name: watched(counter, each) for name, each in facts.items()}
    with patch.object(RuleFunction, "answer", unwatched):
        decided = scalar.decide([], node, lambda _: (0, 0, None, None))(told)
    return (int(decided[2]) if isinstance(node.kind, Number) and decided[2] is not None else None), counter


def held(found, value, counter, parts=1):
    """Hold what came about, and a value in so many parts, against what was said."""
    assert counter.counted <= max(found.counted, _told(found))
    assert counter.divided <= found.divided
    if value is not None:
        low, high, said = found.extent
        assert Fraction(low, said) <= Fraction(value, parts) <= Fraction(high, said)


def _told(found):
    """A day that is told is no step."""
    return max(4_000_000, found.extent.size)


@given(extremes())
def test_a_settled_rule_never_comes_to_more(case):
    settled = Settling(case.figures).settle(case.node)
    value, counter = read(settled.node, case.facts)
    held(magnitude(settled.node), value, counter)


def histories(pick, figures):
    """Each figure among others that are in force on other days."""
    found = {}
    for name, figure in figures.items():
        template = TEMPLATES[name]
        versions = [figure, *(template.known(pick) for _ in range(pick((0, 1, 2))))]
        if isinstance(template.kind, Number) and not isinstance(figure, Table) and template.shape is None:
            versions += pick(((), (Open(Fraction(0), MOST),), (Open(LEAST, MOST),)))
        made = tuple(FigureVersion(period=ALWAYS, figure=each, basis=Basis(mark=Mark.SOURCED)) for each in versions)
        found[name] = Parameter(name=name, kind=template.kind, shape=template.shape, versions=made)
    return found


@given(extremes(), st.data())
def test_a_rule_never_comes_to_more_on_any_day(case, data):
    found = magnitude(case.node, histories(drawing(data.draw), case.figures))
    for naming in (True, False):
        settled = Settling(case.figures, naming=naming).settle(case.node)
        value, counter = read(settled.node, case.facts)
        held(found, value, counter, settled.parts)
        of_day = magnitude(settled.node)
        event(f"as great as said: {of_day.counted == found.counted}")
        assert of_day.divided <= found.divided
        assert of_day.counted <= max(found.counted, _told(found))


@given(extremes())
def test_what_is_possible_lies_within(case):
    settled = Settling(case.opened).settle(case.node)
    found = magnitude(settled.node)
    counter = Counter()
    told = {name: watched(counter, each) for name, each in case.fewer.items()}
    with patch.object(RuleFunction, "answer", unwatched):
        value = Possible(told).value(settled.node)
    # A figure without a bound reaches no engine as a number: there nothing is held against the measure.
    open_figures = [each for each in walk(settled.node) if isinstance(each, Unpublished)]
    if all(each.bounds == (each.low, each.high) for each in open_figures):
        assert counter.counted <= max(found.counted, _told(found))
        if isinstance(case.node.kind, Number | Day | MonthDay):
            assert found.extent.low <= value[0] <= value[1] <= found.extent.high


def test_to_tell_the_band_of_a_number_takes_no_number_above_it():
    rows = tuple((Constant(low, EUR), word) for low, word in ((0, "low"), (10, "mid"), (99, "high")))
    counter = Counter()
    node = Band("class_of", EURO_A, rows, Choice(frozenset({"low", "mid", "high"})))
    facts = {"costs.planned": Span(Watched(counter, 10), Watched(counter, 10**11))}
    assert Possible(facts).value(node) == {"mid", "high"}
    assert counter.counted == 0


@given(extremes(), st.data())
def test_what_is_stated_never_comes_to_more(case, data):
    names = sorted({each.name for each in walk(case.node) if isinstance(each, Named) and each.kind == EUR})
    stated = frozenset(data.draw(st.sets(st.sampled_from(names)))) if names else frozenset()
    facts = {**case.facts, **dict.fromkeys(stated, GREATEST_COST)}
    settled = Settling(case.figures, stated).settle(case.node)
    value, counter = read(settled.node, facts)
    measuring = Measuring(histories(drawing(data.draw), case.figures), dict.fromkeys(names, GREATEST_COST))
    held(measuring.of(case.node), value, counter, settled.parts)


# Worked examples.

EURO_A = Fact("costs.planned", EUR, 0, 10**11)
NET = Element("x", "cost", "net", EUR, 0, 10**11)
VAT = Element("x", "cost", "vat", EUR, 0, 10**11)
SHARE = Element("x", "cost", "share", RATE, 0, 10_000)
LIST = Fact("cost", COST)


def total(body):
    """A sum over the cost lines."""
    return Walk("sum", "x", LIST, body, None, EUR)


@pytest.mark.parametrize(
    ("body", "high"),
    [
        (NET, 10**11),
        (Sum(NET, VAT, 1, EUR), 2 * 10**11),
        (Least((NET, VAT), EUR), 10**11),
        (Greatest((NET, VAT), EUR), 2 * 10**11),
        (Product(NET, SHARE, EUR), 10**11 * 10_000),
        (Product(SHARE, NET, EUR), 10**11 * 10_000),
        (Scaled(NET, 5, EUR), 5 * 10**11),
        (Choose(Constant(True, COST.fields["settled"]), NET, VAT, EUR), 2 * 10**11),
        (Constant(100, EUR), 100 * MOST_RECORDS),
        (EURO_A, 10**11 * MOST_RECORDS),
        (SHARE, 10_000 * MOST_RECORDS),
    ],
)
def test_the_amounts_of_a_list_come_together_to_no_more_than_the_greatest_of_one(body, high):
    assert magnitude(total(body)).extent == Extent(0, high)


def test_what_is_taken_off_a_sum_is_bounded_with_it():
    assert magnitude(total(Sum(NET, VAT, -1, EUR))).extent == Extent(-(10**11), 10**11)
    rate = Fact("rate", RATE, -2, 3)
    assert magnitude(total(Product(Sum(NET, VAT, -1, EUR), rate, EUR))).extent == Extent(-5 * 10**11, 5 * 10**11)


def test_the_records_of_a_list_are_counted_to_a_limit():
    assert magnitude(Walk("count", "x", LIST, NET, None, Number((("costs", 1),)))).extent == Extent(0, MOST_RECORDS)


def test_the_least_or_greatest_of_no_records_is_beyond_both():
    assert magnitude(Walk("max", "x", LIST, NET, None, EUR)).extent == Extent(-(10**11) - 1, 10**11 + 1)


def test_beyond_the_greatest_of_no_records_is_a_part_of_the_day():
    """A day on which the figure has fewer parts reckons with greater ones."""
    rate = Parameter(
        name="intensity",
        kind=RATE,
        shape=None,
        versions=tuple(
            FigureVersion(period=ALWAYS, figure=Known(each), basis=Basis(mark=Mark.SOURCED))
            for each in (Fraction(326, 5), Fraction(1, 100))
        ),
    )
    node = Walk("max", "x", LIST, language.Parameter("intensity", RATE), None, RATE)
    settled = Settling({"intensity": Known(Fraction(326, 5))}).settle(node)
    low, high, parts = magnitude(node, {"intensity": rate}).extent
    assert Possible({"cost": ()}).value(settled.node) == (-327, 327)
    assert settled.parts == 5
    assert Fraction(low, parts) <= Fraction(-327, 5) < Fraction(327, 5) <= Fraction(high, parts)


def test_a_fraction_is_reduced_before_it_is_rounded():
    """Each of several values is rounded by itself, in its own parts."""
    text = "min(costs.planned * intensity, aid.past * bonus)"
    made = rule("d0", {"d0": Definition(name="d0", text=text, rounding="down", step=(1, 100), step_kind=EUR)})
    settled = Settling({"intensity": Known(Fraction(1, 3)), "bonus": Known(Fraction(1, 2))}).settle(made.node)
    assert magnitude(settled.node).divided == 10**11


@pytest.mark.parametrize(
    ("how", "divided"), [("down", 3 * 10**11), ("up", 3 * 10**11), ("half-up", 2 * 3 * 10**11 + 5)]
)
def test_what_is_divided_is_what_the_scalar_reading_divides(how, divided):
    made = rule(
        "d0",
        {"d0": Definition(name="d0", text="costs.planned * intensity", rounding=how, step=(1, 100), step_kind=EUR)},
    )
    found = magnitude(Settling({"intensity": Known(Fraction(3, 5))}).settle(made.node).node)
    assert found.divided == divided


def test_the_first_step_beyond_is_the_one_that_is_told():
    big = Fact("turnover", EUR)
    product = Product(big, big, EUR)
    found = magnitude(Sum(product, EURO_A, 1, EUR))
    assert found.beyond is not None
    assert (found.beyond.node, found.beyond.size, found.beyond.limit) == (product, (9 * 10**15) ** 2, COUNTED)


def test_what_fits_has_no_step_beyond():
    assert magnitude(Product(EURO_A, EURO_A, EUR), {}).beyond is not None
    assert magnitude(Sum(EURO_A, EURO_A, 1, EUR), {}).beyond is None


@pytest.mark.parametrize(("high", "fits"), [(DIVIDED - 1, True), (DIVIDED, False)])
def test_what_is_divided_stays_below_what_a_double_holds(high, fits):
    node = Rounded(Fact("costs", EUR, 0, high), "down", (1, 3), EUR)
    assert (magnitude(node).beyond is None) is fits
    assert (magnitude(Rounded(Constant(1, EUR), "down", (1, high), EUR)).beyond is None) is fits


@pytest.mark.parametrize(("high", "fits"), [(COUNTED - 1, True), (COUNTED, False)])
def test_every_step_stays_below_what_64_bits_hold(high, fits):
    assert (magnitude(Sum(Fact("costs", EUR, 0, high), Constant(0, EUR), 1, EUR)).beyond is None) is fits


def test_an_unpublished_figure_counts_only_between_two_bounds():
    def history(*figures):
        versions = tuple(FigureVersion(period=ALWAYS, figure=each, basis=Basis(mark=Mark.SOURCED)) for each in figures)
        return {"ceiling": Parameter(name="ceiling", kind=EUR, shape=None, versions=versions)}

    node = rule("ceiling").node
    assert magnitude(node, history(Open(Fraction(0), MOST))).extent == Extent(0, 0, 100)
    assert magnitude(node, history(Open(Fraction(300), Fraction(500)))).extent == Extent(30_000, 50_000, 100)
    assert magnitude(node, history(Known(Fraction(1)), Known(Fraction(7)))).extent == Extent(100, 700, 100)


@pytest.mark.parametrize(
    ("node", "says", "instead"),
    [
        (
            Product(Fact("turnover", EUR), Fact("share", RATE, 0, 10_000), EUR),
            "'turnover * share' can come to 9.0e+19 parts, beyond 2^63",
            "declare a smaller greatest for turnover or share, or keep it below a figure: min(turnover, …)",
        ),
        (
            Rounded(
                Quotient(Sum(Fact("a", EUR), Fact("b", EUR, 0, 5), -1, EUR), Fact("m", AWU, 1, 9), EUR),
                "half-up",
                (1, 100),
                EUR,
            ),
            "'(a - b) / m', before it is divided, can come to 1.8e+16 parts, beyond 2^53",
            (
                "declare a smaller greatest for a or m or b, or keep it below a figure: ",
                "min(a, …), and what divides above one: max(m, …)",
            ),
        ),
    ],
)
def test_a_refusal_names_the_step_and_what_helps(node, says, instead):
    beyond = magnitude(node).beyond
    assert beyond is not None
    fault = refused(beyond)
    assert fault.says == says
    assert fault.instead == "".join(instead)


EACH = Element("x", "cost", "net", EUR)
BOTH = Sum(Fact("a", EUR), Fact("b", EUR), 1, EUR)


@pytest.mark.parametrize(
    ("node", "text"),
    [
        (BOTH, "a + b"),
        (Product(BOTH, language.Parameter("rate", RATE), EUR), "(a + b) * rate"),
        (Greatest((Fact("a", EUR), Named("grant", BOTH)), EUR), "max(a, grant)"),
        (Walk("sum", "x", LIST, EACH, None, EUR), "sum(x.net for x in cost)"),
        (Compare(">=", Fact("a", EUR), Rounded(Fact("b", EUR), "up", (1, 1), EUR)), "a >= b"),
        (Sum(Lookup("caps", (), {}, EUR), Constant(5, EUR), -1, EUR), "caps[…] - …"),
        (Sum(Fact("c", EUR), BOTH, -1, EUR), "c - (a + b)"),
        (Sum(Fact("c", EUR), BOTH, 1, EUR), "c + a + b"),
        (Sum(BOTH, Fact("c", EUR), -1, EUR), "a + b - c"),
        (Quotient(Fact("a", EUR), Product(Fact("m", AWU), Fact("n", AWU), AWU), EUR), "a / (m * n)"),
        (Product(Fact("a", EUR), Quotient(Fact("m", AWU), Fact("n", AWU), AWU), EUR), "a * (m / n)"),
        (Quotient(Product(Fact("a", EUR), Fact("n", AWU), EUR), Fact("m", AWU), EUR), "a * n / m"),
    ],
)
def test_a_step_is_written_as_its_author_may_have(node, text):
    assert written(node) == text


ARITHMETIC = st.recursive(
    st.sampled_from("abc").map(lambda name: Fact(name, EUR)),
    lambda parts: st.one_of(
        st.builds(Sum, parts, parts, st.sampled_from((1, -1)), st.just(EUR)),
        st.builds(Product, parts, parts, st.just(EUR)),
        st.builds(Quotient, parts, parts, st.just(EUR)),
    ),
    max_leaves=6,
)


@given(ARITHMETIC)
def test_a_step_is_in_brackets_where_it_would_else_be_read_apart(node):
    numbers = {"a": Fraction(7), "b": Fraction(1, 11), "c": Fraction(-13)}

    def value(node):
        match node:
            case Fact():
                return numbers[node.name]
            case Sum():
                return value(node.left) + node.sign * value(node.right)
            case Product():
                return value(node.left) * value(node.right)
            case _:
                return value(node.left) / value(node.right)

    try:
        expected = value(node)
    except ZeroDivisionError:
        reject()
    assert eval(written(node), numbers) == expected  # noqa: S307 (three names, four signs)


def test_without_a_fact_only_the_figures_can_be_smaller():
    fault = refused(Step(Product(Constant(5, EUR), language.Parameter("rate", RATE), EUR), COUNTED))
    assert fault.says == "'… * rate' can come to 9.2e+18 parts, beyond 2^63"
    assert (fault.index, fault.instead) == (0, "take smaller figures, or of fewer decimals")


def test_an_amount_of_a_list_is_named_with_its_list():
    fault = refused(Step(Product(EACH, Fact("share", RATE, 0, 9), EUR), COUNTED))
    assert fault.instead is not None
    assert (fault.index, fault.instead.partition(",")[0]) == (0, "declare a smaller greatest for cost.net or share")


def test_nothing_is_sure_of_what_is_divided_by_what_may_be_nothing():
    node = Rounded(Quotient(Fact("a", EUR, 0, 900), Fact("m", EUR, 0, 9), EUR), "down", (1, 7), EUR)
    assert magnitude(node).extent == Extent(-130, 130)
    assert Possible({}).value(node) == (-130, 130)


def test_the_latest_of_no_days_may_be_any():
    first = Constant(737_000, Day())
    assert magnitude(Walk("max", "x", LIST, first, None, Day())).extent == Extent(FIRST, LAST)


def test_every_measure_fits():
    for measure in intra_core.load_regions():
        book = measure.rules.book
        measuring = Measuring(book.parameters)
        for node in book.nodes():
            found = measuring.of(node)
            assert found.beyond is None
            assert (found.counted < COUNTED, found.divided < DIVIDED) == (True, True)
