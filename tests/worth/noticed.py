"""Whether a property fails when a function is replaced by a constant."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, partial
from math import inf
from types import ModuleType

import pytest
from attrs import frozen
from tests.worth.constants import constants_of, replace
from tests.worth.forked import Job, Told, at_most, in_children, passes
from tests.worth.public import Public
from tests.worth.traced import Traced

Noticed = dict[str, str | None]
"""For each constant the name of the first property that failed, or none."""


@frozen
class Found:
    """What was found of a function, and of what: the stamps of its file and of the properties that run it."""

    stamp: str
    running: str
    by: Noticed

    def holds(self, stamp: str, running: str, sound: Mapping[str, Traced]) -> bool:
        """Say whether it is still true: who noticed is still there, and nobody is new where nobody did."""
        here = all(name in sound or name is None or name == UNBEGUN for name in self.by.values())
        return self.stamp == stamp and here and (self.running == running or None not in self.by.values())


UNBEGUN = "the tests cannot even begin"


def running(key: str, sound: Mapping[str, Traced]) -> str:
    """Give a stamp of the properties that run a function."""
    lines = sorted(f"{name} {one.stamp}" for name, one in sound.items() if key in one.runs)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]


def noticed(
    functions: Iterable[Public],
    found: Mapping[str, Traced],
    items: Mapping[str, pytest.Item],
    workers: int,
    patience: float = inf,
) -> Iterator[tuple[str, Noticed]]:
    """Give for each function who notices each of its constants, as the answers come in.

    `patience` is after how many seconds of properties a constant is given up, as they take undisturbed.
    """
    waiting: dict[str, Noticed] = {}
    jobs: list[Job] = []
    for each in functions:
        constants = constants_of(each)
        waiting[each.key] = dict.fromkeys(constants)
        tried = order(each, found, items)
        if not tried:
            yield each.key, waiting.pop(each.key)
            continue
        jobs.extend(
            (f"{each.key}\t{one}", partial(_try, each, one, tried, found, items, patience)) for one in constants
        )
    left = {key: len(constants) for key, constants in waiting.items()}
    for done in in_children(jobs, workers):
        key, _, constant = done.name.partition("\t")
        waiting[key][constant] = failed(done.told, whole=done.whole)
        left[key] -= 1
        if not left[key]:
            yield key, waiting[key]


def failed(told: tuple[object, ...], *, whole: bool) -> str | None:
    """Read who noticed from what a child told: it names each test before it runs, and says `None` when all passed."""
    if whole:
        return str(told[-1]) if told and told[-1] is not None else None
    return str(told[-1]) if told else UNBEGUN


def order(function: Public, found: Mapping[str, Traced], items: Mapping[str, pytest.Item]) -> list[str]:
    """Give the properties that run a function: those first whose file names its module, run little else, are quick."""
    running = [name for name, one in found.items() if function.key in one.runs]

    def rank(name: str) -> tuple[bool, float]:
        return not names(items[name], function.module), len(found[name].runs) * (0.2 + found[name].seconds)

    return sorted(running, key=rank)


def names(item: pytest.Item, module: str) -> bool:
    """Say whether the file of a test names something of a module, or the module itself."""
    assert isinstance(item, pytest.Function)
    return module in _named_in(item.module)


@cache
def _named_in(file: ModuleType) -> frozenset[str]:
    every = [getattr(each, "__module__", None) or getattr(each, "__name__", None) for each in vars(file).values()]
    return frozenset(each for each in every if isinstance(each, str))


def _try(
    function: Public,
    constant: str,
    tried: list[str],
    found: Mapping[str, Traced],
    items: Mapping[str, pytest.Item],
    patience: float,
    tell: Told,
) -> None:
    replace(function, constant)
    spent = 0.0
    for name in tried:
        if spent > patience:
            break
        spent += found[name].seconds
        tell(name)
        with at_most(10 * found[name].seconds + 5):
            if not passes(items[name]):
                return
    tell(None)
