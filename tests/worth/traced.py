"""Which public functions each property runs, and how long it takes: found once, in a run under a profile hook."""

import inspect
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from types import CodeType, FrameType

import pytest
from attrs import asdict, frozen
from tests.worth.forked import Job, Told, in_children, passes


@frozen
class Traced:
    """A property: the functions it has run, by key, how many seconds of the processor it took, whether it passed."""

    runs: tuple[str, ...]
    seconds: float
    passed: bool


def properties(items: Iterable[pytest.Item]) -> list[pytest.Item]:
    """Give those tests that draw their cases: `@given` stands on them, or on a function within."""
    return [item for item in items if isinstance(item, pytest.Function) and is_property(item)]


def is_property(item: pytest.Function) -> bool:
    """Say whether a test draws its cases."""
    return hasattr(item.obj, "hypothesis") or "@given(" in inspect.getsource(item.function)


def traced(items: Iterable[pytest.Item], keys: Mapping[CodeType, str], workers: int) -> Iterator[tuple[str, Traced]]:
    """Run each test in a child and give what it runs: what one leaves in a cache does not hide it from the next."""
    jobs: list[Job] = [(item.nodeid, partial(_trace, item, keys)) for item in items]
    for done in in_children(jobs, workers):
        if done.whole and done.told:
            told = done.told[0]
            assert isinstance(told, dict)
            yield done.name, Traced(tuple(told["runs"]), told["seconds"], told["passed"])
        else:
            yield done.name, Traced((), 0.0, passed=False)


def _trace(item: pytest.Item, keys: Mapping[CodeType, str], tell: Told) -> None:
    codes: set[CodeType] = set()

    def note(frame: FrameType, event: str, _arg: object, add: object = codes.add) -> None:
        if event == "call":
            add(frame.f_code)  # type: ignore[operator] # bound early: it is called some million times

    started = time.process_time()
    sys.setprofile(note)
    try:
        passed = passes(item)
    finally:
        sys.setprofile(None)
    runs = tuple(sorted(keys[code] for code in codes if code in keys))
    tell(asdict(Traced(runs, time.process_time() - started, passed)))
