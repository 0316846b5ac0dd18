"""The process of an isolated region, seen from outside: started, asked, timed, ended as a group, and counted."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import weakref
from collections.abc import Callable, Iterator, Mapping, Sequence
from time import monotonic, sleep
from typing import Any

from attrs import define, field

from intra_core.regions.isolated.channel import Broken, Channel
from intra_core.regions.isolated.limits import Limits

_START = (
    "import json, sys; told = json.loads(sys.argv[1]); sys.path[:] = told['path']; "
    "from intra_core.regions.isolated.inside import main; main(told)"
)
_OF_THE_SYSTEM = ("/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/localtime", "/dev/null", "/dev/urandom")
_PASSED_ON = ("HOME", "INTRA_CACHE", "LANG", "LC_ALL", "PATH", "TZ", "XDG_CACHE_HOME")
"""Of the environment no more is passed on: it may hold what a plug-in has no business to know."""
MOST_ANSWER = 131_072
"""The bytes of an answer: of the longest text that a function may give, whose letters take up to twelve in JSON."""
_LEAVE = 0.2
"""The seconds for which it is waited to learn how a process ended that has closed its pipes."""
_LATE = "did not answer in time"
_MOST_STEPS = 100
_STARTING = 10.0
"""The seconds within which the process has to be there, before any line of the plug-in has run."""


@define(eq=False)
class _Running:
    """A process that has been started, with the ends of its pipes that are held here."""

    process: subprocess.Popen[bytes]
    channel: Channel
    life: int
    born: int = field(factory=os.getpid)
    used: float = 0.0

    def end(self) -> None:
        """End it and all that it has started, at once; of a process that was copied only the original does so."""
        for each in (self.channel.reads, self.channel.writes, self.life):
            with contextlib.suppress(OSError):
                os.close(each)
        if os.getpid() != self.born:
            return
        # It has not been waited for, so its number is still its own, and so is that of its group.
        with contextlib.suppress(OSError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def how_ended(self) -> str | None:
        """Say how it has ended, without taking note of it: its number stays its own. None while it runs."""
        found = os.waitid(os.P_PID, self.process.pid, os.WEXITED | os.WNOWAIT | os.WNOHANG)
        if found is None:
            return None
        if found.si_code == os.CLD_EXITED:
            return f"left its process with code {found.si_status}"
        return f"had its process ended by {signal.Signals(found.si_status).name}"

    def why(self) -> str | None:
        """Say how it has ended, waiting a little for one that is about to."""
        until = monotonic() + _LEAVE
        while (told := self.how_ended()) is None and monotonic() < until:
            sleep(0.005)
        return told


class SetAside(Broken):
    """A region is not asked any more: too many calls in a row have cost a process."""


@define(eq=False)
class Isolated:
    """One region's process. Threads may share it: they are answered one after the other.

    `load` is what the process is told first, and `readable` what it may read beside Python's own files.
    """

    load: Mapping[str, str]
    limits: Limits
    readable: Sequence[str] = ()
    held: tuple[str, ...] = ()
    """What the process gave up before it ran the plug-in."""
    failures: int = 0
    """How many calls in a row have cost a process."""
    last: str = ""
    """What became of the last that did."""
    slowest: dict[str, float] = field(factory=dict)
    """The seconds of each function's slowest answer, without those in which a process was started."""
    steps: list[list[Any]] = field(factory=list)
    """The steps of the last loading, each with its file and line, as the process told them."""
    _running: _Running | None = field(default=None, init=False)
    _end: Callable[[], object] = field(default=lambda: None, init=False)
    _lock: threading.RLock = field(factory=threading.RLock, init=False)
    _number: int = field(default=0, init=False)
    _given: dict[str, Any] | None = field(default=None, init=False)

    def __attrs_post_init__(self) -> None:
        _ALL.add(self)

    @property
    def set_aside(self) -> bool:
        """Whether it is not asked any more."""
        return self.failures >= self.limits.failures

    @property
    def told(self) -> str:
        """Why it is not."""
        return f"is set aside: calls in a row that cost a process: {self.failures}; the last: it {self.last}"

    def given(self) -> dict[str, Any]:
        """Load the region, and give what the process told of it: "given", "complaints", or what it "raised".

        Raises:
            Broken: if it did not tell in time, or otherwise than it must.
        """
        with self._lock, self._counted():
            self._start()
            assert self._given is not None  # noqa: S101 (else it could not be started)
            return self._given

    def call(self, function: str, values: Sequence[object]) -> dict[str, Any]:
        """Ask a rule function: it "gave" a value or an "odd" one, or "raised".

        Raises:
            Broken: if it did not answer in time, or otherwise than it must.
            SetAside: if that happened too often in a row.
        """
        with self._lock:
            if self.set_aside:
                raise SetAside(self.told)
            with self._counted():
                if self._running is None or self._running.how_ended() is not None:
                    self._start()
                assert self._running is not None  # noqa: S101 (it has just been started)
                began = monotonic()
                answer = self._ask(began + self.limits.seconds, call=function, values=list(values))
                took = monotonic() - began
                self.slowest[function] = max(took, self.slowest.get(function, 0.0))
                self._running.used += took
                # One that is near the end of its time is let go of before the system ends it in the midst of a call.
                if not self.limits.kept or self._running.used > self.limits.cpu_seconds / 2:
                    self.close()
            self.failures = 0
            return answer

    def close(self) -> None:
        """End the process; the next call starts another."""
        with self._lock:
            self._running = None
            self._end()

    @contextlib.contextmanager
    def _counted(self) -> Iterator[None]:
        try:
            yield
        except Broken as broken:
            self.last = self._told(str(broken))
            self.failures += 1
            self.close()
            raise type(broken)(self.last) from broken
        except BaseException:  # whoever asked was interrupted: what comes now is the answer to an old question
            self.close()
            raise

    def _told(self, says: str) -> str:
        """Say what became of a process: how it ended, if it has."""
        if says == _LATE:
            return says
        running = self._running
        return (running.why() if running is not None else None) or says

    def _start(self) -> None:
        """Start a process and have it load the region, which must be the one that it gave before."""
        self.close()
        self.steps.clear()
        began = monotonic()
        self._running = running = _started(self.limits, self.readable)
        self._end = weakref.finalize(self, running.end)  # it ends once: here, or when nobody has a use for it any more
        self.held = tuple(map(str, running.channel.receive(began + _STARTING, MOST_ANSWER).get("held", ())))
        found = self._ask(monotonic() + self.limits.load_seconds, load=self.load)
        if self._given is not None and _without_times(found) != _without_times(self._given):
            raise Broken("was not loaded as it was first")
        self._given = found

    def _ask(self, until: float, **asked: object) -> dict[str, Any]:
        assert self._running is not None  # noqa: S101 (whoever asks has started it)
        self._number += 1
        try:
            self._running.channel.send({"id": self._number, **asked}, until)
            return self._answer(self._running.channel, until, loading="load" in asked)
        except Broken as broken:
            if monotonic() >= until:
                raise Broken(_LATE) from broken
            raise

    def _answer(self, channel: Channel, until: float, *, loading: bool) -> dict[str, Any]:
        while True:
            answer = channel.receive(until) if loading else channel.receive(until, MOST_ANSWER)
            if answer.get("id") != self._number or len(self.steps) > _MOST_STEPS:
                raise Broken("answered what it was not asked")
            if not loading or "step" not in answer:
                return answer
            self.steps.append(answer["step"])


def _without_times(told: Mapping[str, Any]) -> object:
    given = told.get("given")
    return {name: each for name, each in given.items() if name != "seconds"} if isinstance(given, dict) else None


_ALL: "weakref.WeakSet[Isolated]" = weakref.WeakSet()


def _started(limits: Limits, readable: Sequence[str]) -> _Running:
    asks, answers, lives = os.pipe(), os.pipe(), os.pipe()
    roots = [each for each in (*sys.path, sys.prefix, sys.base_prefix, sys.exec_prefix) if each]
    told = {
        "path": sys.path,
        "pipes": [asks[0], answers[1], lives[0]],
        "memory": limits.memory,
        "cpu_seconds": limits.cpu_seconds,
        "readable": [*roots, *_OF_THE_SYSTEM, *filter(None, [sys.pycache_prefix]), *readable],
    }
    theirs = (asks[0], answers[1], lives[0])
    cached = ["-X", f"pycache_prefix={sys.pycache_prefix}"] if sys.pycache_prefix else []
    try:
        process = subprocess.Popen(  # noqa: S603 (this Python, with this library's own line)
            [sys.executable, "-I", "-B", "-X", "utf8", *cached, "-c", _START, json.dumps(told)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={name: os.environ[name] for name in _PASSED_ON if name in os.environ},
            pass_fds=theirs,
            start_new_session=True,
        )
    except OSError as error:
        for each in (asks[1], answers[0], lives[1]):
            os.close(each)
        raise Broken(f"could not be given a process: {error.strerror or error}") from error
    finally:
        for each in theirs:
            os.close(each)
    return _Running(process=process, channel=Channel(answers[0], asks[1]), life=lives[1])


def _after_copying() -> None:
    """Let a copied process begin anew: the pipes are its original's, and a lock may have been held."""
    for each in tuple(_ALL):
        each._lock = threading.RLock()  # noqa: SLF001 (they are of this module)
        each.close()


os.register_at_fork(after_in_child=_after_copying)
