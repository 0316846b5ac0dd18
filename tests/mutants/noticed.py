"""Whether a test fails with a mutant in place."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

import pytest
from tests.mutants.made import Mutant, Place, put_in
from tests.worth.forked import Job, Told, at_most, in_children, passes
from tests.worth.noticed import failed
from tests.worth.traced import Traced


def noticed(
    mutants: Iterable[tuple[Mutant, tuple[Place, ...]]],
    file: Path,
    found: Mapping[str, Traced],
    items: Mapping[str, pytest.Item],
    workers: int,
) -> Iterator[tuple[Mutant, str | None]]:
    """Give for each mutant the first test that failed, or none, as the answers come in."""
    by_number = {str(each.number): each for each, _ in mutants}
    lately: list[str] = []
    jobs: Iterator[Job] = (
        (str(each.number), partial(_try, each, file, order(places, file, found, lately), found, items))
        for each, places in mutants
    )
    for done in in_children(jobs, workers):
        by = failed(done.told, whole=done.whole)
        if by is not None and by in found:
            lately[:] = [by, *(each for each in lately if each != by)][:50]
        yield by_number[done.name], by


def order(places: Iterable[Place], file: Path, found: Mapping[str, Traced], lately: list[str]) -> list[str]:
    """Give the tests that run a changed function: those that have lately noticed something, then the quick ones."""
    changed = {f"{file}:{name}" for name, _ in places}
    running = [name for name, one in found.items() if changed & {*one.runs}]
    return sorted(
        running, key=lambda name: (lately.index(name) / 20 if name in lately else 3) + 5 * found[name].seconds
    )


def _try(
    mutant: Mutant,
    file: Path,
    tried: list[str],
    found: Mapping[str, Traced],
    items: Mapping[str, pytest.Item],
    tell: Told,
) -> None:
    put_in(mutant, file)
    for name in tried:
        tell(name)
        with at_most(10 * found[name].seconds + 5):
            if not passes(items[name]):
                return
    tell(None)
