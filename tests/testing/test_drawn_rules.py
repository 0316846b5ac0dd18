"""Drawn expressions are right, drawn measures read without complaint, and both can be asked."""

import ast
from collections import Counter

import pytest
from hypothesis import find
from tests.installed import CATALOGUE
from tests.rules.plain_scope import PlainScope
from tests.soak import part
from tests.testing.test_strategies import QUICK, SHRINKING, drawn

from intra_core import WrongInput
from intra_core.rules import language
from intra_core.rules.check import check
from intra_core.rules.kinds import DAYS, RATE, Choice, Day, Text, YesNo, number_of
from intra_core.rules.language import Fact, walk
from intra_core.testing import applications, expressions, measure_files, measures
from intra_core.testing.strategies.expressions import scope_of
from intra_core.testing.strategies.measures import DrawnMeasure, measure_from

EUR, SIZE = number_of("EUR"), Choice({"micro", "small", "medium", "large"})
MANY = part(40, 1_000)


@pytest.mark.parametrize("kind", [YesNo(), EUR, Day(), RATE, DAYS, SIZE], ids=str)
@pytest.mark.parametrize("name", ["slovenia.fair", "slovenia.forum"])
def test_an_expression_gives_what_it_was_asked_to_give(name, kind):
    measure = CATALOGUE[name]
    for each in drawn(expressions(kind, measure), MANY // 4):
        assert each.node.kind == kind
        assert check(each.text, scope_of(measure)) == each.node


def test_expressions_use_most_of_the_language():
    kinds = (YesNo(), EUR, RATE, Day(), DAYS)
    found = Counter(
        type(node).__name__
        for kind in kinds
        for each in drawn(expressions(kind, "slovenia.fair", rounded=kind in {EUR, RATE}), MANY)
        for node in walk(each.node)
    )
    wanted = "Fact Parameter Compare Among And Or Not Choose Least Greatest Sum Product Quotient Shift Between Walk"
    assert set(wanted.split()) <= found.keys()
    assert all(hasattr(language, name) for name in found)


def test_an_expression_shrinks_to_the_part_that_matters():
    fair = CATALOGUE["slovenia.fair"]
    found = find(expressions(YesNo(), fair), lambda each: "not " in each.text, settings=SHRINKING)
    assert found.text.count(" ") <= 3
    assert find(expressions(EUR, fair), lambda _: True, settings=QUICK).text == scope_names(fair)[0]


def scope_names(measure):
    """The names of amounts, in order."""
    scope = scope_of(measure)
    return sorted(name for name in scope.names() if getattr(meant(scope, name), "kind", None) == EUR)


def meant(scope, name):
    try:
        return scope.meaning(name)
    except ValueError:
        return None


def test_a_kind_that_no_name_has_is_complained_of():
    with pytest.raises(WrongInput, match="no name stands for an amount in GBP here"):
        drawn(expressions(number_of("GBP"), "slovenia.fair"), 1)
    with pytest.raises(WrongInput, match=r"no measure 'slovenia\.fairs' is installed"):
        drawn(expressions(Text(), "slovenia.fairs"), 1)


def test_where_nothing_can_be_compared_that_is_complained_of():
    alone = PlainScope({"project.market": Fact("project.market", Text())})
    with pytest.raises(WrongInput, match="no name stands for yes or no here"):
        drawn(expressions(YesNo(), alone), 1)
    told = PlainScope({"event.active": Fact("event.active", YesNo())})
    assert {each.text.replace("not ", "") for each in drawn(expressions(YesNo(), told, depth=0), 9)} == {"event.active"}


def test_a_measure_that_is_shown_can_be_put_into_a_test():
    quoting = find(measures(), lambda each: isinstance(each, DrawnMeasure) and "\\" in each.text, settings=QUICK)
    assert isinstance(quoting, DrawnMeasure)
    called = ast.literal_eval(repr(quoting).removeprefix("measure_from(").removesuffix(")"))
    assert called.strip() == quoting.text.strip()


def test_measures_read_without_complaint_and_are_of_many_forms():
    texts = drawn(measure_files(), MANY)
    for text in texts:
        assert measure_from(text).id == "drawn.measure"
    every = "\n".join(texts)
    forms = ('"unknown"', "applies =", 'id = "c2"', "between =", "since =", '"free"', "until_funds_spent", "nuts =")
    assert [form for form in forms if form not in every] == []


def test_applications_to_drawn_measures_are_decided():
    asked = measures().flatmap(lambda measure: applications(measure).map(lambda told: (measure, told)))
    found = Counter(measure.assess(told).verdict.value for measure, told in drawn(asked, part(25, 2_000)))
    assert {"ineligible", "undetermined"} <= found.keys()


def test_a_drawn_measure_can_grant_something():
    whole = measures().flatmap(lambda each: applications(each, gaps=False).map(lambda told: (each, told)))
    measure, told = find(whole, lambda drawn: drawn[0].assess(drawn[1]).verdict.value == "eligible", settings=QUICK)
    assert str(measure.assess(told).amount) > "EUR 0.00"
