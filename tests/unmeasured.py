"""What coverage is not measured of, a plug-in of pytest for all tests of a run: to trace takes as long as to run.

A test that is marked `no_cover` is not traced at all, in the processes of a run either, where pytest-cov alone does not
see to it; of a property the first examples are. A branch that these do not reach needs a test that always does.
"""

import functools
import sys
import threading

import pytest

TRACED = 10
"""So many examples of a property are traced."""


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_call(item):
    """Let nothing trace a test, or the later examples of a property."""
    tracer, of_threads = sys.gettrace(), threading.gettrace()
    if tracer is None:
        return (yield)
    whole = item.get_closest_marker("no_cover") is None
    drawn = getattr(getattr(item, "obj", None), "hypothesis", None)
    inner = drawn.inner_test if drawn is not None else None
    if not whole:
        _stop()
    elif drawn is not None:
        drawn.inner_test = _traced_at_first(inner)
    try:
        return (yield)
    finally:
        if drawn is not None:
            drawn.inner_test = inner
        threading.settrace(of_threads)
        sys.settrace(tracer)


def _stop():
    sys.settrace(None)
    threading.settrace(None)


def _traced_at_first(test):
    runs = 0

    @functools.wraps(test)
    def counted(*args, **kwargs):
        nonlocal runs
        runs += 1
        if runs > TRACED:
            _stop()
        return test(*args, **kwargs)

    return counted
