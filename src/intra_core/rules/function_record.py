"""What became of asking a rule function in this process: how often, how long it took, and what went wrong."""

from time import perf_counter

from attrs import define

BUDGET = 0.1
"""The seconds that a rule function may take for one answer; one that takes longer is named."""


@define(eq=False)
class FunctionRecord:
    """A count that changes no answer. Threads share it; of two that write at once one count may be lost."""

    asked: int = 0
    failed: int = 0
    """How often it raised, or gave what it may not give; that it has no value is no failure."""
    last: str = ""
    """What it raised or gave when it last failed."""
    slowest: float = 0.0
    """The seconds of the slowest answer."""

    def noted(self, began: float, failed: str | None = None) -> None:
        """Count an answer that was asked for at a moment of `perf_counter`, and what went wrong with it if anything."""
        self.slowest = max(self.slowest, perf_counter() - began)
        self.asked += 1
        if failed is not None:
            self.failed += 1
            self.last = failed

    def told(self, budget: float = BUDGET, slowest: float | None = None) -> tuple[str, ...]:
        """Say what went wrong; `slowest` stands in for what was measured here, where others have measured it better.

        >>> FunctionRecord(asked=3, failed=2, last="raised ValueError: no luck", slowest=0.25).told()
        ('gave no usable answer 2 of 3 times; last it raised ValueError: no luck', 'took 0.25 s; its budget is 0.1 s')
        """
        said = []
        if self.failed:
            said.append(f"gave no usable answer {self.failed} of {self.asked} times; last it {self.last}")
        took = self.slowest if slowest is None else slowest
        if took > budget:
            said.append(f"took {took:.2f} s; its budget is {budget:g} s")
        return tuple(said)
