"""How long each step of loading a plug-in takes of its own, without the time in which this library reads its files."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import perf_counter

from attrs import define, field

BUDGET = 1.0
"""The seconds that a plug-in may take of its own for each step of loading: being imported, and each of its hooks."""

IMPORT = "import"

_READING: ContextVar[list[float] | None] = ContextVar("seconds of reading", default=None)


@define
class Pace:
    """The seconds of each step: `import`, and the hooks by name; steps of one name are added up."""

    seconds: dict[str, float] = field(factory=dict)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Measure a step, also where it fails."""
        ours: list[float] = []
        token = _READING.set(ours)
        began = perf_counter()
        try:
            yield
        finally:
            took = perf_counter() - began - sum(ours)
            _READING.reset(token)
            self.seconds[name] = self.seconds.get(name, 0.0) + took

    def over(self, budget: float) -> dict[str, float]:
        """Give the steps that took longer than a budget.

        >>> Pace({"import": 0.2, "intra_region": 1.5}).over(BUDGET)
        {'intra_region': 1.5}
        """
        return {name: took for name, took in self.seconds.items() if took > budget}


@contextmanager
def reading() -> Iterator[None]:
    """Count the time inside as this library's own, not as the plug-in's that asked for it."""
    ours = _READING.get()
    began = perf_counter()
    try:
        yield
    finally:
        if ours is not None:
            ours.append(perf_counter() - began)
