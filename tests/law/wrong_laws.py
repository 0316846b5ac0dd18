"""Laws with one figure wrong by one cent, person, day or year, and a law without any: some case must notice each."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest
from attrs import evolve

from intra_core.law.lawbook import Lawbook
from intra_core.law.policies import FILE
from intra_core.model.days import ALWAYS, Daymark
from intra_core.rules.figures import Figure, Known, Table
from intra_core.rules.history import FigureVersion, Parameter
from intra_core.rules.kinds import Kind, Number

Case = Callable[[Lawbook], None]
ACCEPTANCE = Path(__file__).parent / "acceptance"
ALONE = ("law",)
"""A case takes the law and nothing else, so that it can be run against another one."""


def modules() -> list[ModuleType]:
    return [import_module(f"tests.law.acceptance.{each.stem}") for each in sorted(ACCEPTANCE.glob("test_*.py"))]


def cases() -> dict[str, Case]:
    return {
        f"{module.__name__.rpartition('.')[2]}.{name}": each
        for module in modules()
        for name, each in vars(module).items()
        if name.startswith("test_") and each.__code__.co_varnames[: each.__code__.co_argcount] == ALONE
    }


def fails(case: Case, law: Lawbook) -> bool:
    """Whatever it raises, it has noticed."""
    try:
        case(law)
    except (Exception, pytest.fail.Exception):  # noqa: BLE001 (a figure that is not there may raise anything)
        return True
    return False


def wrong_laws(law: Lawbook) -> Iterator[tuple[str, Lawbook]]:
    for name, parameter in law.parameters.items():
        for number, version in enumerate(parameter.versions):
            for says, wrong in _wrong(parameter.kind, version):
                versions = _between(parameter.versions[:number], wrong, parameter.versions[number + 1 :])
                changed: Parameter = evolve(parameter, versions=versions)
                yield f"{name}[{number}] {says}", evolve(law, parameters={**law.parameters, name: changed})


def _wrong(kind: Kind, version: FigureVersion) -> Iterator[tuple[str, FigureVersion]]:
    for says, figure in _figures(kind, version.figure):
        yield says, evolve(version, figure=figure)
    for step in (-1, 1):
        period = version.period
        if period.since != ALWAYS.since:
            yield f"since {step:+} day", evolve(version, period=evolve(period, since=_moved(period.since, step)))
        if period.until is not None:
            yield f"until {step:+} day", evolve(version, period=evolve(period, until=_moved(period.until, step)))


def _between(
    before: tuple[FigureVersion, ...], wrong: FigureVersion, after: tuple[FigureVersion, ...]
) -> tuple[FigureVersion, ...]:
    """Put a version among the others: where its days move, those of the ones beside it move with them."""
    if before and before[-1].period.until is not None:
        end = _moved(wrong.period.since, -1)
        before = (*before[:-1], evolve(before[-1], period=evolve(before[-1].period, until=end)))
    if after and wrong.period.until is not None:
        start = _moved(wrong.period.until, 1)
        after = (evolve(after[0], period=evolve(after[0].period, since=start)), *after[1:])
    return (*before, wrong, *after)


def _moved(day: Daymark, step: int) -> Daymark:
    return Daymark(day.early + step, day.late + step)


def _figures(kind: Kind, figure: Figure) -> Iterator[tuple[str, Figure]]:
    match figure:
        case Known(value=bool() as truth):
            yield "denied", Known(not truth)
        case Known(value=str() as word):
            yield "another word", Known(f"not-{word}")
        case Known(value=Fraction() | int() as number):
            step = Fraction(1, kind.scale) if isinstance(kind, Number) else 1
            for each in (-step, step):
                yield f"{'less' if each < 0 else 'more'} than {_written(number)}", Known(number + each)
        case Table():
            for words, row in figure.rows.items():
                for says, other in _figures(kind, row):
                    yield f"{words} {says}", Table({**figure.rows, words: other})  # type: ignore[dict-item]
        case _:
            pass


def _written(number: Fraction | int) -> str:
    return dt.date.fromordinal(number).isoformat() if isinstance(number, int) else str(number)


def with_reading(law: Lawbook, policy: str, reading: str, folder: Path) -> Lawbook:
    """Give a law that takes another reading of a policy by default: the first one told."""
    for file in law.folder.iterdir():
        if file.is_file():
            (folder / file.name).write_bytes(file.read_bytes())
    text = (folder / FILE).read_text("utf-8")
    start = re.search(rf'^id\s*= "{policy}"$', text, re.MULTILINE)
    assert start is not None
    head, rest = text[: start.start()], text[start.start() :]
    table, told, after = rest.partition("[policy.reading]\n")
    lines = after.partition("\n\n")[0].splitlines(keepends=True)
    first = next(line for line in lines if line.partition("=")[0].strip().strip('"') == reading)
    ordered = "".join((first if first.endswith("\n") else f"{first}\n", *(line for line in lines if line is not first)))
    text = head + table + told + after.replace("".join(lines), ordered, 1)
    (folder / FILE).write_text(text, "utf-8")
    return evolve(law, folder=folder)
