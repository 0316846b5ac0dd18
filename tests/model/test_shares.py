"""A table of shares names each fact that it draws once, and each column stands for one."""

import datetime as dt
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from intra_core.model.shares import ACTIVITY, AMOUNTS, MAIN, SEAT, SUBMITTED, Band, ListShares, Shares, SizeShares

NAMES = [f"fact.{each}" for each in "abcdefgh"]


@st.composite
def tables(draw):
    """Draw a table: some facts yes or no, others with values, others fields of lists, sizes with some amounts."""
    kinds = draw(st.lists(st.sampled_from(["yes", "other", "list one", "list two"]), min_size=8, max_size=8))
    named = dict(zip(NAMES, kinds, strict=True))
    amounts = draw(st.lists(st.frozensets(st.sampled_from(sorted(AMOUNTS))), min_size=1, max_size=3))
    numbers = st.dictionaries(st.integers(0, 5), st.just(1), min_size=1)
    lists = tuple(
        ListShares(name=name, numbers=draw(numbers), fields=tuple(each for each in NAMES if named[each] == name))
        for name in ("list one", "list two")
    )
    shares = Shares(
        name="t", title="T", invented=True, currency="EUR", since=dt.date(2024, 1, 1), until=dt.date(2024, 12, 31),
        sizes=tuple(
            SizeShares(id=str(place), share=1, activities={}, seats={}, bands={key: (Band(0, 1, 1),) for key in of})
            for place, of in enumerate(amounts)
        ),
        yes={each: 5000 for each in NAMES if named[each] == "yes"},
        types={each: "number" for each in NAMES if named[each] != "yes"}, lists=lists, digest="",
    )  # fmt: skip
    return shares, named, frozenset().union(*amounts)


@given(tables())
def test_every_fact_of_a_table_is_a_column_or_a_field_of_a_list_that_stands_apart(drawn):
    shares, named, amounts = drawn
    columns = Counter(shares.facts)
    assert max(columns.values()) == 1
    apart = {each.name for each in shares.lists if each.apart}
    wanted = {name for name, kind in named.items() if kind not in apart}
    assert {*columns} == {*wanted, *(AMOUNTS[key] for key in amounts), "list one", "list two"} | {
        SUBMITTED, SEAT, ACTIVITY, MAIN,
    }  # fmt: skip
    assert {*shares.others} == {name for name, kind in named.items() if kind == "other"}
    assert not {*shares.usual} & {*shares.others}
    assert {name for name, kind in named.items() if kind == "yes"} <= {*shares.usual} <= {*columns}


@given(tables())
def test_a_list_stands_apart_where_an_application_may_have_two_of_it(drawn):
    for each in drawn[0].lists:
        assert each.most in each.numbers
        assert not any(number > each.most for number in each.numbers)
        assert each.apart == any(number >= 2 for number in each.numbers)
