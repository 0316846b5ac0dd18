"""All that is measured, as ratios of one run, against a yardstick that this project did not write (reference.py).

`make bench` runs it whole, in half an hour; `bench.py scalar frames` runs some of it.
"""

import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path

import frames
import in_duckdb
import in_sql
import larger_than_memory
import reference
import rivals
import scalar
import sizes
import timing
import yardstick

SPARK = Path(__file__).parents[1] / ".venv-spark" / "bin" / "python"
TOOLS = ("polars", "narwhals", "duckdb", "numba", "numpy", "openfisca-core", "zen-engine", "datalogic-py")


def spark() -> None:
    """Measure Spark in the environment that it has of its own."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "applications.parquet"
        frame = yardstick.dated(reference.frame(1_000_000, missing=0.1)).with_row_index("id")
        frame.write_parquet(file)
        query = in_sql.three_valued("spark", "applications")
        subprocess.run(
            [SPARK, Path(__file__).parent / "in_spark.py", file, query], check=True, stderr=subprocess.DEVNULL
        )


def by_itself(name: str) -> Callable[[], None]:
    """Give what measures a part in a process of its own, which tells how much memory it took."""

    def run() -> None:
        subprocess.run([sys.executable, Path(__file__).parent / name], check=True)

    return run


PARTS: Mapping[str, Callable[[], None]] = {
    "scalar": scalar.main,
    "frames": frames.main,
    "duckdb": in_duckdb.main,
    "spark": spark,
    "rivals": rivals.main,
    "headroom": by_itself("headroom.py"),
    "sizes": sizes.main,
    "memory": larger_than_memory.main,
}


def machine() -> str:
    """Say what this is measured on."""
    lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "?")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    tools = ", ".join(f"{each} {version(each)}" for each in TOOLS)
    return f"{model}, {os.cpu_count()} cores, {memory:.0f} GiB, Python {platform.python_version()}\n{tools}"


def main() -> None:
    """Measure what is asked for, or all."""
    print(machine(), flush=True)
    for name in sys.argv[1:] or PARTS:
        print(f"\n{name}", flush=True)
        PARTS[name]()
    print("\nGoals missed:" if timing.MISSED else "\nEvery goal is reached.")
    print(*timing.MISSED, sep="\n")


if __name__ == "__main__":
    main()
