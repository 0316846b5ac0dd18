"""Tests run in forked children of one process that has read them all: what a child breaks dies with it.

A child is killed when it takes far more processor time than the same test does undisturbed: that counts as a test
which failed, as nobody would wait for it. The time is the processor's, not the clock's: a busy machine fails nothing.
"""

import contextlib
import faulthandler
import json
import os
import resource
import selectors
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence

import pytest
from _pytest.runner import runtestprotocol
from attrs import define, field, frozen

Told = Callable[[object], None]
Job = tuple[str, Callable[[Told], None]]
"""A name, and what is to be done in a child; it is given a way to tell the parent something."""

PATIENCE = 600.0
"""Seconds by the clock after which a child that does not even use the processor is given up."""


@frozen
class Done:
    """What a child has told before it ended, and whether it ended of itself."""

    name: str
    told: tuple[object, ...]
    whole: bool


@define
class Child:
    """A child at work."""

    name: str
    process: int
    until: float
    text: bytes = field(default=b"")


def with_tests(arguments: Sequence[str], act: Callable[[list[pytest.Item]], int]) -> int:
    """Let pytest collect, then do something else than to run what it has found; give the exit code."""

    class Instead:
        @pytest.hookimpl(tryfirst=True)
        def pytest_runtestloop(self, session: pytest.Session) -> bool:
            warm()
            self.code = 4 if session.testsfailed else act(session.items)
            return True

    plugin = Instead()
    options = ["-q", "-q", "-s", "--no-header", "--no-summary", "-p", "no:cacheprovider", "-p", "no:faulthandler"]
    code = pytest.main([*options, *arguments], plugins=[plugin])
    return getattr(plugin, "code", int(code))


def passes(item: pytest.Item) -> bool:
    """Run one test, with its fixtures, and say whether it passed; one that is skipped has noticed nothing either."""
    return all(report.outcome != "failed" for report in runtestprotocol(item, log=False, nextitem=None))


def warm() -> None:
    """Let hypothesis read what it reads once in a process, and make no patches: both took most of a child's time."""
    sys.modules["hypothesis.extra._patching"] = None  # type: ignore[assignment] # as if libcst were not installed
    from hypothesis import given  # noqa: PLC0415 (pytest wants to import it first)
    from hypothesis import strategies as st  # noqa: PLC0415 (likewise)

    given(st.integers(), st.text(max_size=3), st.dates(), st.floats())(lambda _a, _b, _c, _d: None)()


@contextlib.contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """End this process if it takes more processor time than so many seconds."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
    yield
    signal.setitimer(signal.ITIMER_PROF, 0)


def in_children(jobs: Iterable[Job], workers: int) -> Iterator[Done]:
    """Do each job in a child of its own, so many at once, and give them as they end."""
    waiting = iter(jobs)
    with selectors.DefaultSelector() as selector:
        while True:
            while len(selector.get_map()) < workers and (job := next(waiting, None)) is not None:
                begun(*job, selector)
            if not selector.get_map():
                return
            for key, _ in selector.select(timeout=1.0):
                child: Child = key.data
                piece = os.read(key.fd, 1 << 16)
                child.text += piece
                if not piece:
                    selector.unregister(key.fd)
                    os.close(key.fd)
                    yield ended(child)
            for key in list(selector.get_map().values()):
                if time.monotonic() > key.data.until:
                    os.kill(key.data.process, signal.SIGKILL)


def begun(name: str, act: Callable[[Told], None], selector: selectors.BaseSelector) -> None:
    """Start a child."""
    out, into = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    process = os.fork()
    if process == 0:
        os.close(out)
        alone(act, into)
    os.close(into)
    selector.register(out, selectors.EVENT_READ, Child(name, process, time.monotonic() + PATIENCE))


def alone(act: Callable[[Told], None], into: int) -> None:
    """Do the job in this process, which is a child, and end it without any of the parent's leave-taking."""
    code = 1
    try:
        faulthandler.disable()
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        nowhere = os.open(os.devnull, os.O_RDWR)
        for each in (0, 1, 2):
            os.dup2(nowhere, each)
        act(lambda told: _write(into, told))
        code = 0
    finally:
        os._exit(code)


def _write(into: int, told: object) -> None:
    line = json.dumps(told).encode() + b"\n"
    while line:
        line = line[os.write(into, line) :]


def ended(child: Child) -> Done:
    """Take leave of a child."""
    _, status = os.waitpid(child.process, 0)
    lines = child.text.splitlines()
    return Done(child.name, tuple(json.loads(line) for line in lines), status == 0)
