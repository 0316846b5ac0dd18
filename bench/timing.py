"""Two calls timed in turn, and a line for each figure with its goal."""

import gc
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median


def seconds(call: Callable[[], object]) -> float:
    """Time a call."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def working(call: Callable[[], object]) -> float:
    """Give the milliseconds for which a call keeps a processor busy."""
    start = time.process_time()
    call()
    return (time.process_time() - start) * 1e3


def in_turn(first: Callable[[], object], second: Callable[[], object], rounds: int = 9) -> tuple[float, float]:
    """Time two calls in turn; give the median of the first in seconds, and that of what the first takes of the second.

    Each is called once beforehand. Turn by turn, what else the machine does slows both.
    """
    first()
    second()
    gc.collect()
    times = [(seconds(first), seconds(second)) for _ in range(rounds)]
    return median(mine for mine, _ in times), median(mine / other for mine, other in times)


def alone(call: Callable[[], object], rounds: int = 9) -> float:
    """Time a call again and again; give the median in seconds. So what another leaves in memory does not slow it."""
    call()
    gc.collect()
    return median(seconds(call) for _ in range(rounds))


def greatest_memory() -> int:
    """Give the greatest memory of this process so far, in KiB; what the system keeps of it counts its parent's too."""
    status = Path("/proc/self/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))


def tell(work: str, told: str, figure: float = 0, *, at_most: float = 0, at_least: float = 0) -> None:
    """Print what was measured of some work, and whether it reached its goal where it has one."""
    missed = bool((at_most and figure > at_most) or (at_least and figure < at_least))
    wanted = f"at most {at_most:g}" if at_most else f"at least {at_least:g}" if at_least else ""
    goal = f" (goal: {wanted}{'; MISSED' if missed else ''})" if wanted else ""
    print(f"{work:52} {told}{goal}", flush=True)
