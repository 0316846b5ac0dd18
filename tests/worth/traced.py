"""Which public functions each property runs, and how long it takes: found by probes that vanish at the first call.

A profile hook is asked at every call of anything, and made the properties several times slower. A probe stands in the
function itself, notes that it was called, and puts the function's own body back: what follows runs at full speed.
"""

import inspect
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, partial
from types import CodeType, FunctionType

import pytest
from attrs import frozen
from tests.worth.constants import body_with, copy_of
from tests.worth.forked import Job, Told, in_children, passes
from tests.worth.public import Public


@frozen
class Traced:
    """A property: the stamp of its file, the keys of what it has run, its processor's seconds, whether it passed."""

    stamp: str
    runs: tuple[str, ...]
    seconds: float
    passed: bool


def properties(items: Iterable[pytest.Item]) -> list[pytest.Item]:
    """Give those tests that draw their cases: `@given` stands on them, or on a function within."""
    return [item for item in items if isinstance(item, pytest.Function) and is_property(item)]


def is_property(item: pytest.Function) -> bool:
    """Say whether a test draws its cases."""
    return hasattr(item.obj, "hypothesis") or _draws_within(item.function)


@cache
def _draws_within(function: FunctionType) -> bool:
    """Say whether a function makes a property; a test of a thousand cases is read once, not a thousand times."""
    return "@given(" in inspect.getsource(function)


def traced(
    items: Iterable[pytest.Item], functions: Iterable[Public], stamps: Mapping[str, str], workers: int
) -> Iterator[tuple[str, Traced]]:
    """Run each test in a child and give what it runs: what one leaves in a cache does not hide it from the next."""
    with probed(functions) as called:
        jobs: list[Job] = [(item.nodeid, partial(_trace, item, called)) for item in items]
        for done in in_children(jobs, workers):
            if done.whole and done.told:
                told = done.told[0]
                assert isinstance(told, dict)
                yield done.name, Traced(stamps[done.name], tuple(told["runs"]), told["seconds"], told["passed"])
            else:
                yield done.name, Traced(stamps[done.name], (), 0.0, passed=False)


def _trace(item: pytest.Item, called: set[str], tell: Told) -> None:
    called.clear()
    started = time.process_time()
    passed = passes(item)
    tell({"runs": sorted(called), "seconds": round(time.process_time() - started, 2), "passed": passed})


@contextmanager
def probed(functions: Iterable[Public]) -> Iterator[set[str]]:
    """Put a probe into each function and empty its caches; give the set that their first calls are noted in."""
    called: set[str] = set()
    own: list[tuple[FunctionType, CodeType]] = []
    for each in functions:
        own.extend((one, one.__code__) for one in each.objects)
        for one in each.objects:
            put_probe(one, partial(called.add, each.key))
        for cached in each.caches:
            cached.cache_clear()
    try:
        yield called
    finally:
        for function, code in own:
            function.__code__ = code


def put_probe(function: FunctionType, note: Callable[[], object]) -> None:
    """Let the next call of a function be noted; from then on it is as it was."""
    own, whole = function.__code__, copy_of(function)

    def probe(*args: object, **kwargs: object) -> object:
        function.__code__ = own
        note()
        return whole(*args, **kwargs)

    function.__code__ = body_with(probe, function)
