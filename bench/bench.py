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
import headroom
import in_duckdb
import in_sql
import larger_than_memory
import reference
import rivals
import scalar
import sizes
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


PARTS: Mapping[str, Callable[[], None]] = {
    "scalar": scalar.main,
    "frames": frames.main,
    "duckdb": in_duckdb.main,
    "spark": spark,
    "rivals": rivals.main,
    "headroom": headroom.headroom,
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


def by_itself(name: str) -> list[str]:
    """Measure a part in a process of its own, which no other has filled with memory; give the goals that it missed."""
    words = [sys.executable, __file__, name]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stdout is not None
        missed = []
        for line in process.stdout:
            print(line, end="", flush=True)
            missed += [line] if "; MISSED)" in line else []
    assert not process.returncode, name
    return missed


def main() -> None:
    """Measure the part that is asked for here, or several, each by itself."""
    if len(sys.argv) == 2:
        PARTS[sys.argv[1]]()
        return
    print(machine(), flush=True)
    missed = []
    for name in sys.argv[1:] or PARTS:
        print(f"\n{name}", flush=True)
        missed += by_itself(name)
    print("\nGoals missed:" if missed else "\nEvery goal is reached.")
    print(*missed, sep="", end="")


if __name__ == "__main__":
    main()
