"""Kinds, their units and limits, and the few words that name them."""

import ast
from fractions import Fraction

import pytest

from intra_core.model.text import LocalizedText
from intra_core.rules import parse, scalar
from intra_core.rules.book import MeasureScope
from intra_core.rules.figures import Known, Open
from intra_core.rules.kinds import (
    DAYS,
    RATE,
    Choice,
    Code,
    Day,
    Kind,
    MonthDay,
    Number,
    Records,
    Text,
    YesNo,
    number_of,
)
from intra_core.rules.language import (
    Among,
    Choose,
    Constant,
    Element,
    Fact,
    Greatest,
    Least,
    Lookup,
    Named,
    Node,
    Not,
    Parameter,
    Product,
    Quotient,
    Rounded,
    Sum,
    Walk,
)
from intra_core.rules.limits import lowest, whole
from intra_core.rules.parse import Fault
from intra_core.rules.possible import Possible
from intra_core.rules.settle import Settling
from intra_core.rules.vocabulary import Vocabulary

EUR, M2 = number_of("EUR"), number_of("m2")


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (YesNo(), "yes or no"), (RATE, "rate"), (EUR, "EUR"), (EUR.times(M2, -1), "EUR per m2"),
        (Number((("m2", -1),)), "1 per m2"), (EUR.times(EUR), "EUR EUR"), (Day(), "day"),
        (MonthDay(), "day of the year"),
        (Choice({"b", "a"}), "one of a, b"), (Code("nace"), "NACE code"), (Text(), "text"), (Records({}), "list"),
    ],
)  # fmt: skip
def test_kinds_by_name(kind: Kind, said: str) -> None:
    assert str(kind) == said


def test_units_multiply_and_cancel() -> None:
    per_area = EUR.times(M2, -1)
    assert per_area.times(M2) == EUR
    assert EUR.times(EUR, -1) == RATE
    assert [each.scale for each in (EUR, M2, DAYS, RATE, per_area, Number((("m2", -1),)))] == [100, 10_000, 1] + [
        10_000
    ] * 3
    assert [each.currency for each in (EUR, M2, RATE, per_area)] == ["EUR", None, None, None]
    assert Records({}, "costs", {"net": (1, 2)}).limit("net") == (1, 2)
    assert Records({}).limit("net")[0] == 0


ABOVE, NOT_BELOW, ANY = Fact("a", EUR, 1, 9), Fact("b", EUR, 0, 9), Fact("c", EUR, -9, 9)


@pytest.mark.parametrize(
    ("node", "sign"),
    [
        (ABOVE, 1), (NOT_BELOW, 0), (ANY, -1), (Element("x", "cost", "net", EUR, 1, 9), 1),
        (Constant(3, EUR), 1), (Constant(0, EUR), 0), (Constant(-3, EUR), -1),
        (Parameter("p", EUR, 1), 1), (Parameter("p", EUR), -1), (Lookup("t", (), {}, EUR, 1), 1),
        (Named("n", ABOVE), 1),
        (Product(ABOVE, NOT_BELOW, EUR), 0), (Product(ANY, ABOVE, EUR), -1), (Quotient(ABOVE, ABOVE, EUR), 1),
        (Sum(ABOVE, NOT_BELOW, 1, EUR), 1), (Sum(ANY, ABOVE, 1, EUR), -1), (Sum(ABOVE, NOT_BELOW, -1, EUR), -1),
        (Least((ABOVE, NOT_BELOW), EUR), 0), (Greatest((ABOVE, NOT_BELOW), EUR), 1),
        (Choose(Fact("d", YesNo()), ABOVE, NOT_BELOW, EUR), 0),
    ],
)  # fmt: skip
def test_what_is_surely_above_zero(node: Node, sign: int) -> None:
    assert lowest(node) == sign


COST = Fact("cost", Records({"net": EUR}))


@pytest.mark.parametrize(
    ("node", "sure"),
    [
        (ABOVE, True), (Product(ABOVE, ABOVE, EUR), False), (Quotient(ABOVE, ABOVE, EUR), False),
        (Rounded(ABOVE, "down", (1, 100), EUR), True), (Rounded(ABOVE, "down", (1, 1000), EUR), False),
        (Named("n", Product(ABOVE, ABOVE, EUR)), False), (Sum(ABOVE, Product(ABOVE, ABOVE, EUR), 1, EUR), False),
        (Least((ABOVE, ABOVE), EUR), True), (Greatest((ABOVE, Product(ABOVE, ABOVE, EUR)), EUR), False),
        (Choose(Fact("d", YesNo()), ABOVE, ABOVE, EUR), True), (Walk("sum", "x", COST, ABOVE, None, EUR), True),
    ],
)  # fmt: skip
def test_what_surely_comes_in_whole_parts(node: Node, sure: bool) -> None:
    assert whole(node) is sure


def test_an_award_settles_into_cents_whatever_parts_its_figures_have() -> None:
    settling = Settling({"fine": Open(Fraction(1, 1000), Fraction(2)), "plain": Known(Fraction(2))})
    assert Possible({}).value(settling.parts(Parameter("fine", EUR), 100)) == (0, 200)
    assert Possible({}).value(settling.parts(Parameter("plain", EUR), 100)) == (200, 200)


def test_a_word_chosen_from_facts_stays_a_question_of_membership() -> None:
    words = Choice({"a", "b"})
    node = Among(Choose(Fact("d", YesNo()), Fact("w", words), Constant("a", words), words), frozenset({"a"}), None)
    settled = Settling({}).truth(node)
    assert isinstance(settled, Among)
    assert Possible({"d": True, "w": "b"}).truth(settled) is False
    other = Among(Choose(Fact("d", YesNo()), Constant("a", words), Fact("w", words), words), frozenset({"a"}), None)
    assert Possible({"d": True}).truth(Settling({}).truth(other)) is True


def test_a_tree_too_deep_for_the_interpreter_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def deep(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr(ast, "parse", deep)
    with pytest.raises(Fault, match="nested too deeply"):
        parse.parse("a and b")


def test_the_scalar_reading_writes_settled_nodes_only() -> None:
    with pytest.raises(AssertionError):
        scalar.decide([Not(Parameter("p", YesNo()))], None, lambda _: (0, 0, None, None))


def test_units_and_words_without_a_label_stand_for_themselves() -> None:
    words = Vocabulary(words={"fair": LocalizedText({"en": "fair"})}, units={"nights": {"en": ("night", "nights")}})
    assert words.unit_forms("boats", "sl") == ("boats", "boats")
    assert words.unit_forms("nights", "sl") == ("night", "nights")
    assert [words.word(each, "sl") for each in ("fair", "forum")] == ["fair", "forum"]


def test_eligible_costs_need_a_list_of_costs() -> None:
    scope = MeasureScope(Vocabulary(), "EUR", {}, {}, {}, frozenset({"fee"}), {})
    assert scope.meaning("costs.eligible") is None


def test_more_brackets_than_python_reads_are_a_fault() -> None:
    with pytest.raises(Fault, match="nested too deeply"):
        parse.parse("(" * 250 + "a" + ")" * 250)


def test_a_word_that_is_in_the_set_either_way_is_no_question() -> None:
    words = Choice({"a", "b"})
    chosen = Choose(Fact("d", YesNo()), Constant("a", words), Constant("b", words), words)
    for members, held in ((frozenset({"a", "b"}), True), (frozenset({"c"}), False)):
        settled = Settling({}).truth(Among(chosen, members, None))
        assert isinstance(settled, Constant)
        assert settled.value is held
