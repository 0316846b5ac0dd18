"""Forms that authors write: what is said of a wrong one, what may stand in it, what is known of its bounds."""

import ast
import random
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engines import frame
from tests.rules.columns import differences, rows_for
from tests.rules.expressions import FUNCTIONS, VOCABULARY, amount, case, cases, rule, scope

from intra_core.rules.book import MeasureScope
from intra_core.rules.boundary import through_a_function
from intra_core.rules.checking.checker import Checker, counted, shown
from intra_core.rules.checking.reckoning import in_whole_parts
from intra_core.rules.kinds import DAYS, Code, described
from intra_core.rules.language import And, Call, Compare, Constant, Fact, Not, Product
from intra_core.rules.languages import TONGUES
from intra_core.rules.limits import whole
from intra_core.rules.magnitude import magnitude
from intra_core.rules.parse import Fault, Source
from intra_core.rules.values import Writer

NOUNS = st.sampled_from(("value", "word", "row"))


@given(st.integers(0, 9), NOUNS)
def test_things_are_counted_in_words(number, noun):
    many, things = counted(number, noun).split(" ")
    assert things == (noun if number == 1 else f"{noun}s")
    assert many == ("one" if number == 1 else str(number))


FORMS = ("costs.eligible", "size", "on", "strict", "intensity")


@given(st.sampled_from(FORMS), st.sampled_from(FORMS))
def test_a_fault_shows_each_form_as_it_was_written_and_what_it_is(one, other):
    node = rule(one).node
    assert shown(ast.parse(one, mode="eval").body, node) == f"{one!r} is {described(node.kind)}"
    kinds = {"size": "a choice", "on": "a day"}
    if other in kinds and one != other:
        with pytest.raises(Fault) as caught:
            rule(f"{other} * {one} > {one}")
        assert repr(one) in caught.value.says or repr(other) in caught.value.says or kinds[other] in caught.value.says


@given(cases(amount))
def test_a_region_s_function_takes_what_is_surely_whole_and_nothing_else(drawn):
    text = drawn.rule.text
    tree, at = ast.parse(" ".join(text.split()), mode="eval").body, Checker(Source(text), scope(), {})
    if whole(drawn.node):
        assert in_whole_parts(at, tree, drawn.node, "f") is drawn.node
    else:
        with pytest.raises(Fault, match="finer parts than 'f' takes"):
            in_whole_parts(at, tree, drawn.node, "f")


@given(st.integers(1, 5), st.integers(1, 10**6))
def test_a_rule_that_comes_to_more_than_engines_count_is_refused(deep, most):
    fact = Fact("stay", DAYS, 0, most)
    node: Any = fact
    for _ in range(deep):
        node = Product(node, fact, DAYS)
    names = MeasureScope(VOCABULARY, "EUR", {}, {}, {}, frozenset(), {})
    if magnitude(node).beyond is None:
        assert most ** (deep + 1) < 2**127
        names.bound(node)
    else:
        with pytest.raises(Fault):
            names.bound(node)


FUNCTION = next(iter(FUNCTIONS.values()))


@given(st.integers(0, 3), st.booleans(), st.booleans())
def test_a_fact_that_a_function_takes_has_bounds_that_nobody_knows(deep, taken, other):
    fact, apart = Fact("stay", DAYS), Fact("rest", DAYS)
    read = Call("f", (fact if taken else apart,), DAYS, FUNCTION)
    node: Any = Compare("<", read, fact if other else Constant(3, DAYS))
    for _ in range(deep):
        node = And((Not(node), Compare("<", apart, Constant(3, DAYS))))
    assert through_a_function(node, fact) == taken
    assert through_a_function(Compare("<", fact, Constant(3, DAYS)), fact) is False


@given(st.integers(0, 2**32), st.sampled_from(("low", "mid", "high")))
def test_a_band_and_a_year_are_read_over_columns_as_of_each_value(seed, word):
    rng = random.Random(seed)

    def pick(options):
        return rng.choice(list(options))

    lines = (f"band(costs.eligible, class_of) == '{word}'", "year(on) < year(registered)")
    drawn = [case(pick, rule(line)) for line in lines]
    rows = rows_for(drawn, rng, 20)
    assert not differences(drawn, rows, "polars eager", partial(frame, "polars eager"))


@given(
    st.sampled_from(sorted(TONGUES)),
    st.sampled_from(("2", "2.1")),
    st.from_regex(r"[0-9]{2}\.[0-9]{2}", fullmatch=True),
)
def test_a_code_is_written_with_the_revision_that_it_is_of(language, version, code):
    writer = Writer(VOCABULARY, TONGUES[language])
    written = writer.code("nace", f"{version}:{code}")
    assert code in written
    assert version in written.replace(code, "")
    assert writer.code("nace", code) == code


@given(st.sampled_from(("nace", "nuts")), st.sampled_from(("nace", "nuts")))
def test_a_code_is_called_by_its_classification(scheme, other):
    assert str(Code(scheme)) == f"{scheme.upper()} code"
    assert (str(Code(scheme)) == str(Code(other))) == (scheme == other)
