"""Nothing traces a test that is marked `no_cover`: a plug-in of pytest, for all tests of a run."""

import sys
import threading

import pytest


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_call(item):
    """Let nothing trace a test whose coverage is not measured: in the processes of a run, pytest-cov alone does not."""
    if item.get_closest_marker("no_cover") is None:
        return (yield)
    tracer, of_threads = sys.gettrace(), threading.gettrace()
    sys.settrace(None)
    threading.settrace(None)
    try:
        return (yield)
    finally:
        threading.settrace(of_threads)
        sys.settrace(tracer)
