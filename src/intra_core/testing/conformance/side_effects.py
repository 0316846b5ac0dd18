"""The side effects of a call: files, sockets and processes that it opens, clocks and chance that it asks.

Files, sockets and processes are told by Python's own audit events; clocks and chance, of which there are none, by a
profile of the calls of built-in functions. Of what was asked before and kept since nothing is seen.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import get_ident
from types import FrameType
from typing import Any

from attrs import define, field

TOUCHING = (
    "open",
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.fork",
    "os.spawn",
    "os.posix_spawn",
    "urllib.",
)
"""How the names of audit events begin that a rule must not cause."""
ASKING = {
    ("time", "time"),
    ("time", "time_ns"),
    ("time", "localtime"),
    ("time", "gmtime"),
    ("time", "ctime"),
    ("time", "asctime"),
    ("time", "strftime"),
    ("time", "clock_gettime"),
    ("time", "clock_gettime_ns"),
    ("date", "today"),
    ("datetime", "now"),
    ("datetime", "today"),
    ("datetime", "utcnow"),
    ("Random", "random"),
    ("Random", "getrandbits"),
    ("posix", "urandom"),
    ("posix", "getrandom"),
}
"""Built-in functions that tell the day or chance, by module or class and name; those that only measure are let be."""


@define
class Seen:
    """What was seen while a block ran: events by name, with what they were about."""

    touched: list[str] = field(factory=list)
    asked: list[str] = field(factory=list)


_watching: dict[int, Seen] = {}
_hooked: list[bool] = []


def _audit(event: str, about: tuple[Any, ...]) -> None:
    if _watching and event.startswith(TOUCHING):
        seen = _watching.get(get_ident())
        if seen is not None:
            seen.touched.append(f"{event} {about[0]!r}" if about else event)


@contextmanager
def side_effects() -> Iterator[Seen]:
    """See what this thread does while a block runs.

    >>> import time
    >>> with side_effects() as seen:
    ...     _ = time.time()
    >>> seen.asked
    ['time.time']
    """
    if not _hooked:  # such a hook stays for the life of the process
        sys.addaudithook(_audit)
        _hooked.append(True)
    outer, seen = _watching.get(get_ident()), Seen()
    with _following(lambda frame, event, about: _profile(seen, frame, event, about)):
        _watching[get_ident()] = seen
        try:
            yield seen
        finally:
            if outer is None:
                del _watching[get_ident()]
            else:
                _watching[get_ident()] = outer


@contextmanager
def _following(calls: Callable[[FrameType, str, Any], None]) -> Iterator[None]:
    """Have the calls of this thread told to a function in place of whoever follows them, who then goes on.

    A profiler such as cProfile is no function that could be set again: it is stopped and begun again.
    """
    before: Any = sys.getprofile()
    profiler = before if before is not None and not callable(before) else None
    if profiler is not None:
        profiler.disable()
    sys.setprofile(calls)
    try:
        yield
    finally:
        sys.setprofile(before if profiler is None else None)
        if profiler is not None:
            profiler.enable()


def _profile(seen: Seen, _: FrameType, event: str, about: Any) -> None:  # noqa: ANN401 (any function)
    if event != "c_call":
        return
    owner = getattr(about, "__self__", None)
    named = getattr(owner, "__name__", None) or type(owner).__name__
    if (named, about.__name__) in ASKING:
        seen.asked.append(f"{named}.{about.__name__}")
