"""Enterprises counted once, against every way in which the unknown could be, and the wrong ways of counting."""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path

import pytest
import tomli
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.law.other_laws import without
from tests.law.wrong_laws import cases, fails

from intra_core.errors import WrongInput
from intra_core.law.indicators import Count, Form, Support, checked, common_indicators, counted, counting, indicator
from intra_core.law.indicators import support as support_module
from intra_core.law.indicators.sizes import by_size
from intra_core.law.lawbook import lawbook

SIZES = ("micro", "small", "medium", "large")
FILE = Path(__file__).parents[2] / "src" / "intra_core" / "law" / "indicators.toml"
DAYS = tuple(dt.date(2022, month, 1) for month in (1, 2, 3))
CASES = {name: case for name, case in cases().items() if name.startswith("test_indicators.")}

enterprises = st.sampled_from(["A", "B", "C", None])
supports = st.builds(
    Support,
    scope=st.just("i"),
    granted=st.sampled_from(DAYS),
    enterprise=enterprises,
    form=st.sampled_from([*Form, None]),
    size=st.sampled_from(["micro", "small", None]),
    new=st.sampled_from([True, False, None]),
    completed=st.sampled_from([True, False, None]),
)
known = st.builds(
    Support,
    scope=st.sampled_from(["i", "ii"]),
    granted=st.sampled_from(DAYS),
    enterprise=st.sampled_from(["A", "B", "C"]),
    form=st.sampled_from(Form),
    size=st.sampled_from(SIZES),
    new=st.booleans(),
)


def worlds(had: Sequence[Support]) -> Iterator[list[Support]]:
    """Give every way in which the unknown could be: each who is not named is one of the others or somebody else."""
    names = sorted({each.enterprise for each in had if each.enterprise is not None})
    others = [f"other{place}" for place, each in enumerate(had) if each.enterprise is None]
    choices = [
        [
            evolve(each, enterprise=name, form=form, new=new, size=size)
            for name in ([each.enterprise] if each.enterprise else [*names, *others])
            for form in ([each.form] if each.form else Form)
            for new in ([each.new] if each.new is not None else (True, False))
            for size in ([each.size] if each.size else ("micro", "small"))
        ]
        for each in had
    ]
    return (list(world) for world in product(*choices))


def told(world: Sequence[Support]) -> dict[str, int]:
    """Count a world in which all is known, as the definitions say."""
    first: dict[str | None, Support] = {}
    for each in sorted(world, key=lambda each: each.granted):
        first.setdefault(each.enterprise, each)
    forms = {
        form: {each.enterprise for each in world if each.form is form}
        for form in (Form.GRANT, Form.OTHER_FINANCIAL, Form.NON_FINANCIAL)
    }
    return {
        "RCO01": len(first),
        "RCO02": len(forms[Form.GRANT]),
        "RCO03": len(forms[Form.OTHER_FINANCIAL]),
        "RCO04": len(forms[Form.NON_FINANCIAL]),
        "RCO05": len({each.enterprise for each in world if each.new}),
        **{f"RCO01 {size}": sum(each.size == size for each in first.values()) for size in SIZES},
    }


@given(st.lists(supports, max_size=3))
def test_the_bounds_hold_in_every_world_and_are_reached_in_some(had: list[Support]) -> None:
    found = counted(had, "2021-2027").programme
    values = [told(world) for world in worlds(had)]
    for code, count in found.items():
        seen = {each[code] for each in values}
        assert count.low <= min(seen), (code, had)
        assert max(seen) <= count.high, (code, had)
        # Only of sizes the bounds may be wider than what can be: somebody unnamed may change the size of another.
        if " " not in code:
            assert (min(seen), max(seen)) == (count.low, count.high), (code, had)


@given(st.lists(known, max_size=6))
def test_what_is_known_is_counted_and_never_contradicts_itself(had: list[Support]) -> None:
    found = counted(had, "2021-2027")
    assert all(each.known for its in found.scopes.values() for code, each in its.items() if " " not in code)
    for scope, its in found.scopes.items():
        values = told([each for each in had if each.scope == scope])
        assert {code: each.low for code, each in its.items() if " " not in code} == {
            code: value for code, value in values.items() if " " not in code
        }
        assert not checked({code: each.low for code, each in its.items() if each.known})
        assert sum(each.low for code, each in its.items() if " " in code) <= its["RCO01"].low
        assert sum(each.high for code, each in its.items() if " " in code) >= its["RCO01"].high
    for code, each in found.programme.items():
        assert each == sum((its[code] for its in found.scopes.values()), Count(0, 0))


@given(st.lists(supports, max_size=5), st.randoms(), st.sampled_from(["2014-2020", "2021-2027"]))
def test_order_and_names_say_nothing(had: list[Support], chance, period: str) -> None:
    shuffled = [evolve(each, enterprise=each.enterprise and f"firm {each.enterprise}") for each in had]
    chance.shuffle(shuffled)
    assert counted(shuffled, period).programme == counted(had, period).programme
    assert len(counted(shuffled, period).asks) == len(counted(had, period).asks)


@given(st.lists(supports, max_size=4), supports)
def test_one_support_more_never_lowers_a_number(had: list[Support], more: Support) -> None:
    before, after = (counted(each, "2014-2020").programme for each in (had, [*had, more]))
    assert all(before[code].low <= after[code].low and before[code].high <= after[code].high for code in before)


@given(st.lists(supports, min_size=1, max_size=4))
def test_a_repeated_support_changes_nothing(had: list[Support]) -> None:
    named = [each for each in had if each.enterprise is not None]
    assert counted([*named, *named], "2014-2020").programme == counted(named, "2014-2020").programme


@given(st.lists(supports, max_size=4))
def test_what_is_not_known_is_asked_and_nothing_else(had: list[Support]) -> None:
    found = counted(had, "2014-2020")
    assert bool(found.asks) == any(not each.known for each in found.programme.values())


@given(st.lists(supports, max_size=4), st.data())
def test_what_may_be_completed_counts_within_bounds(had: list[Support], data: st.DataObject) -> None:
    done = st.sampled_from([DAYS[0], DAYS[2], False, True, None])
    its = [evolve(each, enterprise=each.enterprise or "D", completed=data.draw(done)) for each in had]
    found = counted(its, "2021-2027", completed_by=DAYS[1]).programme["RCO01"]
    # Of what is completed on a day that nobody knows, any part may have been completed in time.
    open_ = [each for each in its if each.completed in {True, None}]
    sure = {each.enterprise for each in its if each.completed == DAYS[0]}
    assert found == Count(len(sure), len(sure | {each.enterprise for each in open_}))


def test_support_is_refused_that_would_count_as_somebody_else() -> None:
    good = Support(scope="i", granted=DAYS[0], enterprise="A", size="micro")
    for wrong in ({"enterprise": " A"}, {"enterprise": ""}, {"size": "tiny"}, {"scope": ""}):
        with pytest.raises(ValueError, match="Support"):
            evolve(good, **wrong)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        evolve(good, form="grant")  # type: ignore[arg-type]
    with pytest.raises(WrongInput, match="unknown period"):
        counted([], "2007-2013")
    with pytest.raises(WrongInput, match="no reading"):
        counted([], "2014-2020", told={"counted_once": "never"})


def test_contradicting_sizes_on_one_day_are_asked_for() -> None:
    had = [
        Support(scope="i", granted=DAYS[0], enterprise="A", form=Form.GRANT, new=False, size=size) for size in SIZES[:2]
    ]
    found = counted(had, "2021-2027")
    assert (found.programme["RCO01 micro"], found.programme["RCO01 small"]) == (Count(0, 1), Count(0, 1))
    assert [ask.fact for ask in found.asks] == ["support[0].size", "support[1].size"]


def test_somebody_unnamed_may_be_a_known_enterprise_at_another_size_before_or_after() -> None:
    known = Support(scope="i", granted=dt.date(2023, 1, 1), enterprise="A", size="micro")
    for day, latest, least in (
        (dt.date(2022, 1, 1), False, 0),
        (dt.date(2024, 1, 1), False, 1),
        (dt.date(2022, 1, 1), True, 1),
        (dt.date(2024, 1, 1), True, 0),
    ):
        unnamed = Support(scope="i", granted=day, size="small")
        found = by_size([(known, True), (unnamed, True)], ("micro", "small"), latest=latest)
        assert found["micro"] == Count(least, 1), (day, latest)


def test_each_code_of_the_file_stands_once_and_is_written_in_its_one_form() -> None:
    lists = tomli.loads(FILE.read_text("utf-8"))["list"]
    codes = [each["code"] for its in lists.values() for each in its["indicator"]]
    assert len(codes) == len(set(codes)) == len(common_indicators(lawbook()))
    assert all(indicator(code).code == code for code in codes)
    for found in common_indicators(lawbook()).values():
        assert found.kind.value == ("result" if found.code[1:3] == "CR" or found.code.startswith("RCR") else "output")
        assert found.part_of is None or indicator(found.part_of).period == found.period


WRONG_LIST = """schema = 1

[list.a]
period = "2021-2027"
title  = "A"
code   = { source = "s", mark = "sourced" }

[[list.a.indicator]]
code = "RCO01"
kind = "output"
name = "Enterprises supported"

[[list.a.indicator]]
code = "RCO02"
kind = "output"

[source.s]
title = "S"
read  = 2026-11-23
"""


def test_a_name_that_rests_on_nothing_and_one_that_is_missing_are_told(tmp_path) -> None:
    (tmp_path / "indicators.toml").write_text(WRONG_LIST, encoding="utf-8")
    with pytest.raises(WrongInput) as caught:
        common_indicators(evolve(lawbook(), folder=tmp_path))
    assert [(each.line, each.says) for each in caught.value.complaints] == [
        (8, "the key 'name' is missing"),
        (11, "nothing tells what this name rests on"),
        (13, "the key 'name' is missing"),
    ]


def test_whether_somebody_was_new_is_open_on_a_day_without_an_age_in_the_law() -> None:
    law = without(lawbook(), "new_enterprise_max_age.at-most-three-years-old")
    one = Support(
        scope="i",
        granted=dt.date(2022, 1, 1),
        enterprise="A",
        founded=dt.date(2021, 1, 1),
        completed=True,
        size="micro",
        form=Form.GRANT,
    )
    told = {"new_enterprise_2021": "at-most-three-years-old"}
    assert counted([one], "2021-2027", told=told).programme["RCO05"] == Count(1, 1)
    assert counted([one], "2021-2027", told=told, law=law).programme["RCO05"] == Count(0, 1)


def _distinct_supports(records, wanted):
    truths = [each.told(wanted) for each in records]
    return Count(sum(truth is True for truth in truths), sum(truth is not False for truth in truths))


def _without_unnamed(records, wanted, right=counting._distinct):
    return right([each for each in records if each.support.enterprise is not None], wanted)


def _unknown_is_no(records, wanted, right=counting._distinct):
    return right([each for each in records if each.told(wanted)], wanted)


def _always_new(support, *_):
    return support.new is not False


WRONG = {
    "supports are counted instead of enterprises": (counting, "_distinct", _distinct_supports),
    "who is not named counts as nobody": (counting, "_distinct", _without_unnamed),
    "what is unknown counts as no": (counting, "_distinct", _unknown_is_no),
    "whoever is not said to be old is new": (counting, "is_new", _always_new),
    "three years are 1095 days": (support_module, "add_months", lambda day, months: day + months * 365 // 12),
}


@pytest.mark.parametrize("says", WRONG)
def test_a_wrong_way_of_counting_is_noticed(says, monkeypatch):
    module, name, wrong = WRONG[says]
    monkeypatch.setattr(module, name, wrong)
    assert any(fails(case, lawbook()) for case in CASES.values())
