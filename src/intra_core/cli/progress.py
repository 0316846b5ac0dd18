"""How far a long run is, on standard error, where somebody looks on."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress

T = TypeVar("T")


def counted(parts: Iterable[T], count: Callable[[T], int]) -> Iterator[T]:
    """Give parts one after the other, telling how many applications they are together."""
    bar = _bar("{task.completed:,.0f} applications")
    if bar is None:
        yield from parts
        return
    with bar as shown:
        task = shown.add_task("", total=None)
        for each in parts:
            shown.advance(task, count(each))
            yield each


def in_turn(parts: Sequence[T], named: Callable[[T], str]) -> Iterator[T]:
    """Give parts one after the other, telling which of them it is the turn of, and of how many.

    >>> list(in_turn(["algarve", "slovenia"], str))
    ['algarve', 'slovenia']
    """
    bar = _bar("{task.description} ({task.completed:.0f} of {task.total:.0f})")
    if bar is None:
        yield from parts
        return
    with bar as shown:
        task = shown.add_task("", total=len(parts))
        for number, each in enumerate(parts, 1):
            shown.update(task, description=named(each), completed=number)
            shown.refresh()
            yield each


def _bar(text: str) -> "Progress | None":
    """Give what shows a text with the time that has gone; None where nobody looks on, or rich is not there."""
    stream = sys.stderr
    if stream is None or not stream.isatty():
        return None
    try:
        from rich.console import Console  # noqa: PLC0415 (only where somebody looks on)
        from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415 (likewise)
    except ImportError:
        return None
    return Progress(
        SpinnerColumn(), TextColumn(text), TimeElapsedColumn(), console=Console(stderr=True), transient=True
    )
