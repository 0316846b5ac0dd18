"""How far a long run is, on standard error, where somebody looks on."""

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def counted(parts: Iterable[T], count: Callable[[T], int]) -> Iterator[T]:
    """Give parts one after the other, telling how many applications they are together."""
    stream = sys.stderr
    if stream is None or not stream.isatty():
        yield from parts
        return
    try:
        from rich.console import Console  # noqa: PLC0415 (only where somebody looks on)
        from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415 (likewise)
    except ImportError:
        yield from parts
        return
    text = TextColumn("{task.completed:,.0f} applications")
    with Progress(SpinnerColumn(), text, TimeElapsedColumn(), console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("", total=None)
        for each in parts:
            shown.advance(task, count(each))
            yield each
