"""Which cost lines count: of a kind that is paid, in the window, and as the measure's own rule says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.expressions import scope

from intra_core.rules.figures import Known
from intra_core.rules.kinds import YesNo
from intra_core.rules.language import Named
from intra_core.rules.parse import Fault
from intra_core.rules.possible import Possible
from intra_core.rules.settle import Settling

WINDOW = {"call.costs.since": Known(1), "call.costs.until": Known(1_000_000)}
LINES = st.lists(
    st.fixed_dictionaries(
        {"net": st.integers(0, 1000), "kind": st.sampled_from(["fee", "travel", "rent"]), "incurred": st.just(700_000)},
        optional={"nights": st.integers(0, 3)},
    ),
    max_size=5,
)


def total(text: str) -> Named:
    names = scope()
    names.count_costs(text)
    meaning = names.meaning("costs.eligible")
    assert isinstance(meaning, Named)
    return meaning


@given(LINES)
def test_only_the_lines_of_the_rule_are_added_up(lines):
    node = Settling(WINDOW).settle(total("x.nights == x.nights and x.kind != 'travel'")).node
    sure = sum(line["net"] for line in lines if line["kind"] == "fee" and "nights" in line)
    most = sum(line["net"] for line in lines if line["kind"] == "fee")
    assert Possible({"cost": tuple(lines)}).value(node) == (sure, most)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("costs.eligible > floor", "which costs count cannot depend on their sum"),
        ("x.net", "but yes or no is wanted here"),
        ("y.net > floor", "unknown name 'y"),
        ("x.nothing == floor", "nothing"),
    ],
)
def test_what_cannot_say_which_lines_count(text, says):
    with pytest.raises(Fault, match=says):
        scope().count_costs(text)


def test_the_rule_is_one_of_yes_or_no():
    assert scope().count_costs("x.kind == 'fee'").kind == YesNo()
