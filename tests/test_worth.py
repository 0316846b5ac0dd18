"""What is said of the worth of tests is true: a change that matters is noticed, and one that does not is not."""

import importlib
import os
import sys
import time
from functools import partial

import pytest
from tests.model.test_days import test_days_stop_at_the_ends_of_the_calendar as days_stop
from tests.model.test_values import test_money_reads_what_it_writes as money_reads
from tests.worth.constants import FIRST, constants_of, replace
from tests.worth.forked import at_most, in_children
from tests.worth.noticed import Found, failed, running
from tests.worth.public import Public, public_functions
from tests.worth.traced import Traced, probed

from intra_core.model.days import add_days
from intra_core.model.money import Money

MADE = """
from collections.abc import Iterator
from functools import cache, cached_property
from typing import Protocol, overload

class Thing:
    def __init__(self):
        self.of = 1
    @property
    def plain(self) -> int:
        return self.of
    @cached_property
    def kept(self) -> "Thing | None":
        return self
    @classmethod
    def made(cls) -> "Thing":
        return cls()
    def __len__(self) -> int:
        return 3
    def _own(self) -> int:
        return 2

class Asked(Protocol):
    def answer(self) -> int: ...

@cache
def known(number: int, more: int = 2) -> bool:
    return number > more

def each() -> Iterator[int]:
    yield 1

def whole() -> Thing:
    return Thing()

def _hidden() -> int:
    return 1
"""


@pytest.fixture
def made(tmp_path, monkeypatch):
    """Give a module that nobody has imported before."""
    (tmp_path / "intra_core_made.py").write_text(MADE)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr("tests.worth.public.modules", lambda _rooms: ["intra_core_made"])
    yield importlib.import_module("intra_core_made")
    del sys.modules["intra_core_made"]


def noticed(job):
    """Do something in a child, and say whether it failed there."""

    def told(tell):
        tell("tried")
        job()
        tell(None)

    (done,) = in_children([("it", told)], 1)
    return failed(done.told, whole=done.whole)


def replaced(one, constant, seen_by):
    replace(one, constant)
    seen_by()


def function(module, name) -> Public:
    return next(each for each in public_functions([module]) if each.name == name)


@pytest.mark.parametrize(
    ("module", "name", "seen_by"),
    [
        ("model.money", "Money.parse", money_reads),
        ("model.money", "Money.decimal", money_reads),
        ("model.money", "Money.__str__", money_reads),
        ("model.days", "add_days", days_stop),
    ],
)
def test_a_constant_in_place_of_a_function_is_noticed_by_its_property(module, name, seen_by):
    one = function(module, name)
    for constant in constants_of(one):
        assert noticed(partial(replaced, one, constant, seen_by)) == "tried"


def test_what_is_left_as_it_is_and_what_a_property_does_not_run_is_not_noticed():
    assert noticed(money_reads) is None
    assert noticed(partial(replaced, function("model.days", "add_days"), "0", money_reads)) is None
    # What a child replaces stays with it.
    assert add_days(5, 1) == 6
    assert Money.parse("EUR 1.00") == Money(100, "EUR")


def test_public_functions_are_found_wherever_a_decorator_hides_them(made):
    found = {each.name: each.gives for each in public_functions(["made"])}
    assert found == {
        "Thing.plain": "int", "Thing.kept": "'Thing | None'", "Thing.made": "'Thing'", "Thing.__len__": "int",
        "known": "bool", "each": "Iterator[int]", "whole": "Thing",
    }  # fmt: skip
    assert made.Thing is not None


def test_the_constant_that_a_function_gives_anyhow_is_no_other_body():
    every = {each.name: each for each in public_functions(["rules.levers"])}
    assert every["Waiting.fits"].own == "True"
    assert constants_of(every["Waiting.fits"]) == ("False",)
    assert every["Setting.fits"].own == every["Waiting.size"].own == ""
    assert constants_of(every["Waiting.size"]) == ("0", "1")


def test_a_constant_has_the_type_that_is_given(made):
    every = {each.name: each for each in public_functions(["made"])}
    assert {name: constants_of(each) for name, each in every.items()} == {
        "Thing.plain": ("0", "1"), "Thing.kept": ("None",), "Thing.made": (FIRST,), "Thing.__len__": ("0", "1"),
        "known": ("False", "True"), "each": ("nothing to iterate over",), "whole": ("None",),
    }  # fmt: skip
    assert made.known(5)
    for name, constant in (("known", "False"), ("each", "nothing to iterate over"), ("Thing.made", FIRST)):
        replace(every[name], constant)
    replace(every["Thing.plain"], "0")
    assert made.known(5) is False, "what the cache held is forgotten"
    assert [*made.each()] == []
    assert made.Thing.made() is made.Thing.made()
    assert made.Thing().plain == 0


def test_a_probe_notes_the_first_call_and_leaves_the_function_as_it_was(made):
    functions = public_functions(["made"])
    bodies = {each.key: [one.__code__ for one in each.objects] for each in functions}
    assert made.known(5)
    with probed(functions) as called:
        assert called == set()
        assert made.known(5, more=7) is False, "what was said before in a cache does not count"
        assert [*made.each()] == [1]
        thing = made.Thing.made()
        assert (len(thing), thing.plain, thing.kept) == (3, 1, thing)
        made.whole()
        made._hidden()
        assert called == {each.key for each in functions}
        assert {each.key: [one.__code__ for one in each.objects] for each in functions} == bodies
        called.clear()
        assert made.known(6)
        assert called == set()
    with probed(functions) as called:
        pass
    assert {each.key: [one.__code__ for one in each.objects] for each in functions} == bodies


def test_what_was_found_holds_until_who_noticed_is_gone_or_somebody_new_may_notice():
    one, other = Traced("stamp", ("f",), 1.0, passed=True), Traced("new", ("f",), 1.0, passed=True)
    here, more = {"one": one}, {"one": one, "other": other}
    noticed_by, unnoticed = (Found("file", running("f", here), {"0": name}) for name in ("one", None))
    assert noticed_by.holds("file", running("f", here), here)
    assert noticed_by.holds("file", running("f", more), more)
    assert not noticed_by.holds("file", running("f", {}), {})
    assert not noticed_by.holds("changed", running("f", here), here)
    assert unnoticed.holds("file", running("f", here), here)
    assert not unnoticed.holds("file", running("f", more), more)
    assert running("f", here) != running("f", {"one": other})
    assert running("g", here) == running("g", {})


def test_a_child_that_dies_or_never_ends_has_noticed_something():
    def forever():
        with at_most(0.2):
            while True:
                time.monotonic()

    assert noticed(lambda: os._exit(3)) == "tried"
    assert noticed(forever) == "tried"
    assert noticed(lambda: time.sleep(0.01)) is None


def test_many_children_are_each_heard_whole():
    def much(number, tell):
        for _ in range(40):
            tell("x" * 1000 * number)

    found = {done.name: done for done in in_children([(str(n), partial(much, n)) for n in range(6)], 3)}
    assert {name: {len(str(text)) for text in done.told} for name, done in found.items()} == {
        str(n): {1000 * n} for n in range(6)
    }
    assert all(done.whole and len(done.told) == 40 for done in found.values())


def test_a_mutant_is_another_body_of_the_same_function(made):
    pytest.importorskip("mutmut", reason="`make mutants` needs it, and nothing else does")
    from pathlib import Path  # noqa: PLC0415

    from tests.mutants.made import changed_in, mutants_of, put_in  # noqa: PLC0415

    file = Path(made.__file__)
    found = {each.says.partition(": ")[2]: each for each in mutants_of(file)}
    # Functions with decorators are changed, values of arguments left out are too, classes and protocols stay.
    wider = found["return number > more  =>  return number >= more"]
    assert changed_in(wider, file) == (("known", 26),)
    other = found["def known(number: int, more: int = 2) -> bool:  =>  def known(number: int, more: int = 3) -> bool:"]
    assert made.known.__wrapped__(2) is False
    put_in(wider, file)
    assert made.known.__wrapped__(2) is True
    put_in(other, file)
    assert made.known.__wrapped__(2) is False
    assert "return self.of  =>  return None" not in found
