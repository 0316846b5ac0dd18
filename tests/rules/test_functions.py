"""Functions of a region: what they declare, what is made of their answers, and how every reading treats a call."""

import datetime as dt
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.expressions import VOCABULARY, rule, scope
from tests.rules.plain_words import PlainWords

from intra_core.errors import WrongInput
from intra_core.model.days import FIRST, LAST
from intra_core.model.money import GREATEST
from intra_core.rules import scalar
from intra_core.rules.asks import open_facts, unanswered
from intra_core.rules.book import MeasureScope
from intra_core.rules.boundary import boundary_values, through_a_function
from intra_core.rules.causes import smallest_cause
from intra_core.rules.check import check
from intra_core.rules.compared import compared_words
from intra_core.rules.counterfactual import Budget, goal, least, some_step
from intra_core.rules.figures import Figure, Known, Open
from intra_core.rules.functions import NoAnswer, RuleFunction
from intra_core.rules.kinds import RATE, Choice, Code, Day, Kind, MonthDay, Text, YesNo, kind_of, number_of
from intra_core.rules.language import Call, Fact, Least, Node, Parameter, Product, Sum, walk
from intra_core.rules.levers import Setting
from intra_core.rules.limits import lowest, whole
from intra_core.rules.parse import Fault
from intra_core.rules.possible import Possible
from intra_core.rules.settle import Settling
from intra_core.rules.steps import steps
from intra_core.rules.vocabulary import Definition

EUR, PERSONS = number_of("EUR"), number_of("persons")
FALLEN_BACK = (0, 0, -7, 7)


def made(**parts: Any) -> RuleFunction:
    declared = {"name": "made.f", "takes": ("EUR",), "gives": "yes-no", "label": {"en": "it is so"}, "call": bool}
    return RuleFunction(**{**declared, **parts})


# What is declared.


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("EUR", EUR), ("money", number_of("money")), ("rate", RATE), ("yes-no", YesNo()), ("day", Day()),
        ("days", number_of("days")), ("count persons", PERSONS), ("choice a b", Choice({"a", "b"})),
        ("choice", Choice(())), ("code nace", Code("nace")), ("text", Text()), ("day-of-year", MonthDay()),
        ("euro", None), ("list", None), ("", None), ("count", None), ("EUR day", None), ("count a b", None),
    ],
)  # fmt: skip
def test_kinds_are_written_as_in_vocabularies(words: str, kind: Kind | None) -> None:
    assert kind_of(words) == kind


def total(*values: int) -> int:
    return sum(values)


@pytest.mark.parametrize(
    ("parts", "says", "instead"),
    [
        ({"name": "check"}, "'check' is not the name of a rule function", 'write the region and a word: "slovenia'),
        ({"name": "made.two.words"}, "'made.two.words' is not the name", "write the region"),
        ({"name": "made.in"}, "'made.in' is not the name", "write the region"),
        ({"name": "Made.f"}, "'Made.f' is not the name", "write the region"),
        ({"name": 3}, "3 is not the name", "write the region"),
        ({"takes": "EUR"}, "rule function 'made.f' does not say what it takes", 'write takes = ("EUR", "day")'),
        ({"takes": ()}, "rule function 'made.f' does not say what it takes", None),
        ({"takes": ("EURO",)}, "rule function 'made.f' takes the unknown kind 'EURO'", "did you mean 'EUR'?"),
        ({"takes": ("list",)}, "rule function 'made.f' takes the unknown kind 'list'", "known here: "),
        ({"takes": (int,)}, "rule function 'made.f' takes the unknown kind <class 'int'>", "write it as text"),
        ({"gives": "yes-or-no"}, "rule function 'made.f' gives the unknown kind 'yes-or-no'", "did you mean 'yes-no'?"),
        ({"gives": "EUR"}, "rule function 'made.f' gives an amount in EUR without a least and greatest", "write least"),
        ({"gives": "EUR", "least": 0.5, "greatest": 2}, "rule function 'made.f' gives an amount", "write least"),
        ({"gives": "EUR", "least": False, "greatest": True}, "rule function 'made.f' gives an amount", "write least"),
        ({"gives": "EUR", "least": 2, "greatest": 1}, "the least of rule function 'made.f' is above", None),
        ({"gives": "EUR", "least": 0, "greatest": GREATEST + 1}, "a bound of rule function 'made.f' is beyond", "give"),
        ({"least": 0}, "rule function 'made.f' has bounds, but gives no number", "leave 'least' and 'greatest' out"),
        ({"label": {"sl": "je tako"}}, "rule function 'made.f' has no English label", "write label = "),
        ({"label": {"en": " "}}, "rule function 'made.f' has no English label", None),
        ({"label": "it is so"}, "rule function 'made.f' has no English label", None),
        ({"call": None}, "rule function 'made.f' has no function to call", "write call = the function itself"),
        ({"call": lambda: True}, "the function of rule function 'made.f' does not take one value", None),
        ({"columns": "x"}, "the columnar form of rule function 'made.f' is no function", "leave 'columns' out"),
    ],
)  # fmt: skip
def test_what_is_declared_wrongly_is_told(parts: dict[str, Any], says: str, instead: str | None) -> None:
    with pytest.raises(WrongInput) as wrong:
        made(**parts)
    (complaint,) = wrong.value.complaints
    assert complaint.says.startswith(says)
    assert (complaint.instead or "").startswith(instead or "")


def test_all_that_is_wrong_with_a_declaration_is_told_together() -> None:
    with pytest.raises(WrongInput) as wrong:
        made(name="f", takes=("EURO", "dy"), gives="EUR", label={}, call=3)
    assert len(wrong.value.complaints) == 6


def test_a_function_knows_where_it_stands_if_it_is_python() -> None:
    assert made(call=total).place == (__file__, total.__code__.co_firstlineno)
    assert made(call=int).place == (None, None)


def test_a_function_that_wraps_itself_has_no_place() -> None:
    def itself(value: object) -> object:
        return value

    itself.__wrapped__ = itself  # type: ignore[attr-defined] # what a slip in a decorator may leave
    assert made(call=itself).place == (None, None)


def test_what_cannot_tell_how_much_it_takes_is_believed() -> None:
    assert made(takes=("EUR", "EUR"), gives="EUR", least=0, greatest=9, call=max).answer((3, 2), EUR) == 3


def test_what_is_declared_tells_one_function_from_another() -> None:
    first = made(takes=("choice b a", "day"), call=lambda word, day: word > day)
    assert first.declared == "made.f(one of a, b, day) yes or no None None"
    assert made(gives="EUR", least=0, greatest=9).declared != made(gives="EUR", least=0, greatest=8).declared


# What is made of its answers.


@pytest.mark.parametrize(
    ("kind", "right", "wrong"),
    [
        (EUR, (0, 900), (True, 1.0, 901, -1, "1", Fraction(1), dt.date.min)),
        (RATE, (0, 900), (0.5, False, 901)),
        (Day(), (FIRST, LAST, 739_000), (0, LAST + 1, True, dt.date(2024, 2, 29), "2024-02-29")),
        (MonthDay(), (101, 229, 1231), (0, 230, 1301, "--12-31", True)),
        (YesNo(), (True, False), (1, 0, "yes")),
        (Choice({"a", "b"}), ("a", "b"), ("c", 1, True, ("a",))),
        (Code("nace"), ("2:25.62",), (25, ["2:25.62"])),
        (Text(), ("", "SI"), (3, b"SI")),
    ],
)
def test_an_answer_is_of_the_kind_and_within_the_bounds_that_are_declared(
    kind: Kind, right: tuple[object, ...], wrong: tuple[object, ...]
) -> None:
    for each in right:
        assert answer(kind, each) is each
    for each in wrong:
        assert answer(kind, each) == NoAnswer("not allowed", repr(each))


def answer(kind: Kind, value: object) -> object:
    bounds = {"least": 0, "greatest": 900} if kind in (EUR, RATE) else {}
    return made(gives=kind, call=lambda _: value, **bounds).answer((1,), kind)


class Unwritable(Exception):
    def __str__(self) -> str:
        raise RuntimeError

    __repr__ = __str__


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ValueError("no such\n number"), "ValueError: no such number"), (KeyError("x"), "KeyError: 'x'"),
        (ZeroDivisionError(), "ZeroDivisionError"), (SystemExit(3), "SystemExit: 3"),
        (RecursionError("deep"), "RecursionError: deep"), (Unwritable(), "Unwritable: (Unwritable)"),
        (ValueError("x" * 300), f"ValueError: {'x' * 120}…"),
    ],
)  # fmt: skip
def test_whatever_it_raises_is_no_answer(error: BaseException, told: str) -> None:
    def failing(_: int) -> bool:
        raise error

    assert made(call=failing).answer((1,), YesNo()) == NoAnswer("raised", told)


def test_a_person_s_wish_to_stop_stops_it() -> None:
    def stopped(_: int) -> bool:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        made(call=stopped).answer((1,), YesNo())


def test_none_is_no_answer_and_what_cannot_be_written_is_named() -> None:
    assert made(call=lambda _: None).answer((1,), YesNo()) == NoAnswer("none")
    assert made(call=lambda _: Unwritable()).answer((1,), YesNo()) == NoAnswer("not allowed", "(Unwritable)")


# How it is called.

OTHERS = "a region's own are given by its hook 'intra_rule_functions'"


@pytest.mark.parametrize(
    ("marked", "says", "instead"),
    [
        ("¦made.trimed(aid.past) > floor", "unknown function 'made.trimed'", "did you mean 'made.trimmed'?"),
        ("¦other.trimmed(aid.past) > floor", "unknown function 'other.trimmed'", "did you mean 'made.trimmed'?"),
        ("¦other.zz(aid.past) > floor", "unknown function 'other.zz'", "known here: add_months, "),
        ("¦trimmed(aid.past) > floor", "unknown function 'trimmed'", "did you mean 'made.trimmed'?"),
        ("¦aid.past(floor) > floor", "unknown function 'aid.past'", "known here: "),
        ("¦made.trimmed > floor", "'made.trimmed' is a function", "write 'made.trimmed(…)' with its values"),
        ("first in ¦made.trimmed", "'made.trimmed' is not a set", "name one under [set]"),
        ("¦made.trimmed() > floor", "'made.trimmed' takes one value, not 0", "give it an amount in EUR"),
        ("¦made.due(on) > on", "'made.due' takes 2 values, not 1", "give it a day, a number of days"),
        (
            "made.trimmed(¦staff) > floor", "'staff' is a number of persons, not an amount in EUR",
            "'made.trimmed' takes an amount in EUR",
        ),
        ("made.due(on, ¦on) > on", "'on' is a day, not a number of days", "'made.due' takes a day, a number of days"),
        ("made.sector(¦size) in sectors.old", "'size' is a word of a closed list, not a text", None),
        ('made.class_of(¦activity) == "low"', "'activity' is a code, not a number of persons", None),
        ("made.fits(¦area, first, fee)", "'area' may be 'east', which 'made.fits' does not take", None),
        ('made.fits(¦"large", first, fee)', "'large' is no word that 'made.fits' takes", "known here: medium, micro"),
        ("made.fits(¦market, first, fee)", "'market' is a text, not a word of a closed list", None),
        ("made.fits(size, ¦cost, fee)", "'cost' is a list, not yes or no", None),
        ('made.fits(size, first, ¦"fee")', "a word stands only beside the fact it is compared with", None),
        (
            "made.trimmed(¦aid.past * intensity) > floor",
            "'aid.past * intensity' may have finer parts than 'made.trimmed' takes: an amount in EUR in whole ones",
            "give it a [define] of its own that names its rounding",
        ),
        ("made.trimmed(¦d0) > floor", "'d0' may have finer parts than 'made.trimmed' takes", None),
        ("made.trimmed(¦nowhere) > floor", "unknown name 'nowhere'", None),
        ("any(¦made.trimmed(x.nights) > floor for x in cost)", "", None),
    ],
)  # fmt: skip
def test_a_call_at_fault_is_told_where_it_stands(marked: str, says: str, instead: str | None) -> None:
    text, index = marked.replace("¦", ""), marked.index("¦")
    if not says:  # the fault is inside
        index, says = text.index("x.nights"), "'x.nights' is a number of nights, not an amount in EUR"
    with pytest.raises(Fault) as found:
        check(text, scope({"d0": Definition(name="d0", text="aid.past * intensity")}), YesNo)
    assert (found.value.says[: len(says)], found.value.index) == (says, index)
    assert (found.value.instead or "").startswith(instead or "")


def test_a_region_without_functions_says_how_it_gets_one() -> None:
    names = MeasureScope(evolve(VOCABULARY, functions={}), "EUR", {}, {}, {}, frozenset(), {})
    with pytest.raises(Fault) as found:
        check("made.trimmed(aid.past) > floor", names)
    assert OTHERS in (found.value.instead or "")


# How it is read. The functions of `expressions.py` have no answer for some values.

FIGURES: dict[str, Figure] = {
    "floor": Known(Fraction(1000)), "fee": Known(Fraction(300)), "one_day": Known(Fraction(7)),
    "notice": Open(Fraction(3), Fraction(5)), "intensity": Known(Fraction(1, 3)), "ceiling": Open(1000, 1001),
}  # fmt: skip


def settled(text: str) -> Node:
    return Settling(FIGURES).settle(rule(text).node).node


@pytest.mark.parametrize(
    ("text", "facts", "value"),
    [
        ("made.trimmed(aid.past)", {"aid.past": 7}, (7, 7)),
        ("made.trimmed(aid.past - floor)", {"aid.past": 7}, (0, 0)),
        ("made.trimmed(aid.past)", {}, (0, 10**8)),
        ("made.trimmed(ceiling)", {}, (0, 10**8)),
        ("made.trimmed(min(ceiling, aid.past))", {"aid.past": 7}, (7, 7)),
        ("made.trimmed(made.trimmed(aid.past) + fee)", {"aid.past": 7}, (30_007, 30_007)),
        ("made.share(wait, one_day)", {"wait": 2}, (2857, 2857)),
        ("made.share(wait, one_day)", {"wait": 8}, (0, 10_000)),
        ("made.due(on, one_day)", {"on": 700_000}, (700_007, 700_007)),
        ("made.due(on, one_day)", {"on": LAST}, (FIRST, LAST)),
        ("made.due(on, notice)", {"on": 700_000}, (FIRST, LAST)),
        ('made.fits("micro", first, fee)', {"first": False}, True),
        ('made.fits("medium", first, fee)', {"first": False}, None),
        ("made.fits(size, first, fee)", {"first": False}, None),
        ("made.class_of(staff)", {"staff": 9}, "low"),
        ("made.class_of(staff - staff - staff)", {"staff": 9}, frozenset({"low", "mid", "high"})),
        ("made.sector(market)", {"market": "AT"}, "2.1:62.10"),
        ("made.sector(market)", {"market": "US"}, None),
        ("max(made.trimmed(x.net) for x in cost)", {"cost": ({"net": 5}, {"net": 10**9})}, (10**8, 10**8)),
        ("count(x for x in cost if made.fits(size, x.settled, x.net))", {"cost": ({"net": 5},)}, (0, 1)),
    ],
)
def test_what_a_call_comes_to(text: str, facts: dict[str, object], value: object) -> None:
    node = settled(text)
    assert Possible(facts).value(node) == value
    if "notice" not in text and "ceiling" not in text:
        decided = scalar.decide([], node, lambda _: FALLEN_BACK)(facts)
        single = value[0] if isinstance(value, tuple) and value[0] == value[1] else value
        assert decided[2] == single if isinstance(single, bool | int | str) else decided == FALLEN_BACK


@pytest.mark.parametrize(("step", "cents"), [((1, 100), 333), ((1, 1), 300), ((1000, 1), 0), ((1, 50), 332)])
def test_a_rounded_amount_is_given_in_its_smallest_parts(step: tuple[int, int], cents: int) -> None:
    definition = Definition(name="d0", text="aid.past * intensity", rounding="down", step=step, step_kind=EUR)
    node = Settling(FIGURES).settle(rule("made.trimmed(d0)", {"d0": definition}).node).node
    assert Possible({"aid.past": 1_000}).value(node) == (cents, cents)
    assert scalar.decide([], node, lambda _: FALLEN_BACK)({"aid.past": 1_000})[2] == cents


def test_a_figure_that_is_open_in_finer_parts_is_given_in_whole_ones() -> None:
    figures: dict[str, Figure] = {"floor": Open(Fraction(70_005, 10_000), Fraction(70_159, 10_000))}
    node = Settling(figures).settle(rule("made.trimmed(floor)").node).node
    assert isinstance(node, Call)
    assert Possible({}).value(node.arguments[0]) == (700, 701)


def test_a_failing_function_leaves_all_other_conditions_decided() -> None:
    nodes = [settled(text) for text in ("aid.past > floor", 'made.fits("medium", first, fee)', "aid.past < floor")]

    def slow(facts: Any) -> Any:
        truths = [Possible(facts).truth(node) for node in nodes]
        bits = range(len(nodes))
        return *(sum(1 << bit for bit in bits if truths[bit] is wanted) for wanted in (False, None)), None, None

    assert scalar.decide(nodes, None, slow)({"aid.past": 5, "first": True}) == (1, 2, None, None)


def test_calls_are_alike_by_name_and_values_and_not_by_what_is_called() -> None:
    first = Call("made.f", (Fact("a", EUR),), YesNo(), made())
    same = Call("made.f", (Fact("a", EUR),), YesNo(), made(call=lambda each: not each))
    other = Call("made.f", (Fact("b", EUR),), YesNo(), made())
    assert (first == same, hash(first) == hash(same), first == other) == (True, True, False)
    assert "function" not in repr(first)


def test_what_is_sure_of_a_call_are_its_bounds() -> None:
    amount = Fact("a", EUR)
    bounds = {-1: (-1, 5), 0: (0, 5), 1: (1, 5)}
    for sign, (low, high) in bounds.items():
        node = Call("made.f", (amount,), EUR, made(gives="EUR", least=low, greatest=high))
        assert (lowest(node), whole(node)) == (sign, True)


@pytest.mark.parametrize(
    ("text", "facts", "asks", "failed"),
    [
        ("made.trimmed(aid.past) >= floor", {}, ("aid.past",), {}),
        ("made.trimmed(aid.past) >= floor", {"aid.past": 1}, (), {}),
        ("made.due(on, notice) > registered", {}, ("registered",), {}),
        ("made.due(registered, notice) > registered", {}, ("registered",), {}),
        ("made.fits(size, first, fee)", {"size": "medium"}, ("first",), {}),
        (
            "made.fits(size, first, fee)", {"size": "medium", "first": True}, (),
            {"made.fits": NoAnswer("raised", "KeyError: 'medium'")},
        ),
        ("made.fits(size, first, fee) and insolvent", {"size": "medium", "first": True, "insolvent": False}, (), {}),
        (
            'made.fits(size, made.fits("medium", first, fee), fee)', {"first": True}, (),
            {"made.fits": NoAnswer("raised", "KeyError: 'medium'")},
        ),
        (
            "any(made.fits(size, x.settled, x.net) for x in cost)",
            {"size": "medium", "cost": ({"settled": True, "net": 4}, {"settled": True})}, ("cost.net",),
            {"made.fits": NoAnswer("raised", "KeyError: 'medium'")},
        ),
        ("made.sector(market) in sectors.out", {"market": "US"}, (), {"made.sector": NoAnswer("not allowed", "7")}),
        ("made.sector(market) in sectors.old", {"market": "AT"}, (), {}),
    ],
)  # fmt: skip
def test_what_is_asked_and_what_nobody_can_be_asked(
    text: str, facts: dict[str, object], asks: tuple[str, ...], failed: dict[str, NoAnswer]
) -> None:
    node = settled(text)
    assert open_facts(Possible(facts), [node]) == asks
    assert unanswered(Possible(facts), [node]) == failed


def test_why_a_call_is_unmet() -> None:
    node = settled('made.fits("micro", first, aid.past) and insolvent')
    facts = {"first": True, "aid.past": 5, "insolvent": True}
    assert smallest_cause(node, facts) == ("first", "aid.past")


def test_a_fact_that_a_function_takes_has_no_known_boundary_beyond_those_of_the_values_themselves() -> None:
    fact = next(each for each in walk(rule("aid.past > fee").node) if isinstance(each, Fact))
    opaque = settled("made.trimmed(aid.past) > floor")
    assert through_a_function(opaque, fact)
    assert not through_a_function(settled("aid.past > floor and made.trimmed(costs.planned) > floor"), fact)
    assert boundary_values(opaque, fact, {}) == (0, 99_999, 100_000, 100_001, 10**11)
    inside = settled('made.fits("micro", aid.past > costs.planned, fee)')
    assert {7, 8} <= set(boundary_values(inside, fact, {"costs.planned": 7}))


def test_the_words_that_a_function_takes_are_words_to_choose_from() -> None:
    node = settled("made.fits(size, first, fee)")
    assert compared_words([node], "size") == {"micro", "small", "medium"}
    assert compared_words([settled("made.sector(market) in sectors.old")], "market") == frozenset()


# The search for changes cannot see into a function: it tries, and says when it could not try everything.

STRANGE = made(takes=("EUR",), call=lambda amount: amount == 700_001)
STRANGE_NODE = Call("made.f", (Fact("a", EUR),), YesNo(), STRANGE)


def more(most: int) -> Setting:
    return Setting(fact="a", way="rise", effort=1, values=range(most))


def found(node: Node, most: int, readings: int) -> tuple[object, bool]:
    def holds(steps: tuple[int, ...]) -> bool:
        return Possible({"a": steps[0]}).truth(node) is True

    budget = Budget(readings)
    return least([goal(node, {"a": 0})], {"a": 0}, [more(most)], holds, budget), budget.spent


def test_the_search_finds_the_least_step_if_it_may_try_them_all() -> None:
    few = Call("made.f", (Fact("a", EUR),), YesNo(), made(call=lambda amount: amount in {7, 9, 11}))
    assert found(few, 20, 1_000) == ((7,), False)
    assert found(few, 7, 1_000) == (None, False)


def test_a_search_that_ends_before_every_step_is_tried_claims_no_proof() -> None:
    assert found(STRANGE_NODE, 1_000_000, 1_500) == (None, True)
    assert some_step(more(1_000_000), lambda steps: Possible({"a": steps[0]}).truth(STRANGE_NODE) is True) is None


@given(st.integers(0, 10**11))
def test_a_function_is_never_surely_out_of_reach_while_its_bounds_allow_it(amount: int) -> None:
    node = settled('made.trimmed(aid.past) >= floor and made.fits("medium", first, fee)')
    assert goal(node, {"aid.past": amount}).may_hold(Possible({})) is not False


# How it is written in an award.

COSTS, SIZE = Fact("costs.planned", EUR), Fact("size", Choice({"micro", "small"}))
PREMIUM = made(
    name="made.premium", takes=("EUR", "choice micro small"), gives="EUR", least=0, greatest=500_000,
    call=lambda costs, size: costs // 10 if size == "small" else None,
)  # fmt: skip
CALLED = Call("made.premium", (COSTS, SIZE), EUR, PREMIUM)


@pytest.mark.parametrize(
    ("award", "size", "lines"),
    [
        (CALLED, "small", ("premium (4,000.00; small) = 400.00",)),
        (
            Sum(Product(CALLED, Parameter("rate", RATE), EUR), CALLED, 1, EUR), "small",
            ("premium (4,000.00; small) = 400.00", "400.00 x 60 % + 400.00 = 640.00"),
        ),
        (
            Least((Product(COSTS, Parameter("rate", RATE), EUR), CALLED), EUR), "small",
            ("premium (4,000.00; small) = 400.00", "4,000.00 x 60 % = 2,400.00, cut to the premium 400.00"),
        ),
        (
            Least((Product(COSTS, Parameter("rate", RATE), EUR), CALLED), EUR), None,
            (
                "premium (4,000.00; ?) = at most 5,000.00",
                "4,000.00 x 60 % = 2,400.00, or the premium (0.00 to 5,000.00) if that is less",
            ),
        ),
    ],
)  # fmt: skip
def test_an_award_shows_what_a_function_was_given_and_what_it_gave(
    award: Node, size: str | None, lines: tuple[str, ...]
) -> None:
    words = PlainWords(labels={"made.premium": ("premium", "dodatek")})
    facts: dict[str, object] = {"costs.planned": 400_000, **({"size": size} if size else {})}
    day = Settling({"rate": Known(Fraction(3, 5))})
    assert steps(award, day, Possible(facts), words, "en") == lines
