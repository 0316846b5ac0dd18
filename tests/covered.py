"""Which engines have been held against the scalar reading: `python -m tests.covered` tells, and fails if one was not.

Each run that covers some leaves a file, which the next one writes anew. Spark has a run of its own, `make test-spark`.
"""

import json
import sys
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from attrs import asdict, frozen

SPARK = "Spark"
NEEDED = ("polars", "polars eager", "polars streaming", "pandas", "pyarrow", "duckdb", SPARK)
FOLDER = Path(__file__).parents[1] / ".pytest_cache"


@frozen
class Covered:
    """An engine with its version, and how much of it a run has held against the scalar reading."""

    engine: str
    version: str
    measures: int
    rows: int

    def __str__(self) -> str:
        return f"{self.engine} {self.version}: {self.measures} measures, {self.rows} rows"


def summed(notes: Iterable[tuple[str, str, int]]) -> list[Covered]:
    """Count what tests have noted: engine, measure and number of rows."""
    rows: dict[str, dict[str, int]] = {}
    for engine, measure, number in notes:
        rows.setdefault(engine, {})[measure] = number
    return [
        Covered(engine, version("pyspark" if engine == SPARK else engine.split()[0]), len(each), sum(each.values()))
        for engine, each in sorted(rows.items())
    ]


def file_of(engine: str) -> Path:
    """Give the file that a run of an engine leaves."""
    return FOLDER / ("engines-spark.json" if engine == SPARK else "engines-frames.json")


def keep(found: Iterable[Covered]) -> None:
    """Leave what a run has covered."""
    files: dict[Path, list[Covered]] = {}
    for each in found:
        files.setdefault(file_of(each.engine), []).append(each)
    FOLDER.mkdir(exist_ok=True)
    for file, engines in files.items():
        file.write_text(json.dumps([asdict(each) for each in engines], indent=1))


def kept() -> list[Covered]:
    """Read what the last runs have covered."""
    files = [file for file in dict.fromkeys(map(file_of, NEEDED)) if file.exists()]
    return [Covered(**each) for file in files for each in json.loads(file.read_text())]


def main() -> int:
    """Tell what is covered and what is missing."""
    found = {each.engine: each for each in kept()}
    for name in NEEDED:
        print(f"covered: {found[name]}" if name in found else f"MISSING: {name}")
    return 0 if found.keys() >= set(NEEDED) else 1


if __name__ == "__main__":
    sys.exit(main())
