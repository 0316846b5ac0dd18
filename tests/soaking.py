"""Run the tests for a long time, and go on after an interruption: `make soak`.

    python -m tests.soaking              what is not done yet at this commit
    python -m tests.soaking --anew       everything
    python -m tests.soaking --figures    what has been done, without running anything
    python -m tests.soaking -k money     a part of it; what follows goes to pytest

Two rounds: every test with 500 examples for each property, then every property with 5,000. Each test is noted as it
ends, in a line of `.pytest_cache/soak/rounds.jsonl` (round, test, outcome, examples, seconds), so that a kill loses no
more than what was running; one that failed is tried again. A change of the commit begins anew.
"""

import argparse
import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests import counts

PART = "soak"
ROUNDS = ("soak-500", "soak-5000")
LINES = counts.FOLDER / "rounds.jsonl"
PASSING = re.compile(r"(\d+) passing")


def done() -> Iterator[dict[str, Any]]:
    """Give what has been noted; a line that a kill has cut off counts for nothing."""
    if LINES.exists():
        for line in LINES.read_text("utf-8").splitlines():
            try:
                yield json.loads(line)
            except ValueError:
                continue


# As a plug-in of pytest, in each of its processes: what is done already is not run again, what ends is noted.


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what has passed in this round, and in the second what draws nothing."""
    this = os.environ["HYPOTHESIS_PROFILE"]
    passed = {each["test"] for each in done() if each["round"] == this and each["outcome"] == "passed"}
    last = this == ROUNDS[-1]
    left = [
        item for item in items if item.nodeid not in passed and (not last or hasattr(_function(item), "hypothesis"))
    ]
    out = [item for item in items if item not in {*left}]
    items[:] = left
    config.hook.pytest_deselected(items=out)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Note a test when it has ended."""
    found = yield
    outcome, seconds = item.stash.get(OUTCOME, ("passed", 0.0))
    drawn = sum(map(int, PASSING.findall(getattr(item, "hypothesis_statistics", ""))))
    line = {
        "round": os.environ["HYPOTHESIS_PROFILE"], "test": item.nodeid, "outcome": outcome, "examples": drawn,
        "seconds": round(seconds, 2),
    }  # fmt: skip
    with LINES.open("ab", buffering=0) as file:
        file.write(json.dumps(line).encode() + b"\n")
    return found


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Add up what the parts of a test come to."""
    report = yield
    outcome, seconds = item.stash.get(OUTCOME, ("passed", 0.0))
    item.stash[OUTCOME] = (outcome if report.outcome == "passed" else report.outcome, seconds + report.duration)
    return report


OUTCOME = pytest.StashKey[tuple[str, float]]()


def _function(item: pytest.Item) -> object:
    return getattr(item, "obj", None)


# As a command.


def main() -> int:
    """Run the rounds and print the figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.soaking", description=__doc__)
    parser.add_argument("--anew", action="store_true", help="forget what has been done")
    parser.add_argument("--figures", action="store_true", help="print what has been done")
    asked, further = parser.parse_known_args()
    if not asked.figures:
        before = counts.kept(PART).get("commit")
        if counts.begun(PART, anew=asked.anew)["commit"] != before or asked.anew:
            LINES.unlink(missing_ok=True)
        for each in ROUNDS:
            print(f"== {each}", flush=True)
            run(each, further)
    return figures()


def run(this: str, further: list[str]) -> None:
    """Run what is left of a round; what comes of it stands in the lines."""
    command = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "worksteal", "-p", "tests.soaking", *further]
    subprocess.run(command, check=False, cwd=Path(__file__).parents[1], env={**os.environ, "HYPOTHESIS_PROFILE": this})


def figures() -> int:
    """Print, for each round and folder, what was run, and keep the sums; the exit code is 1 if anything failed."""
    last = {(each["round"], each["test"]): each for each in done()}
    sums: dict[str, Counter[str]] = {}
    failed = []
    for (this, test), each in last.items():
        for name in (this, f"{this} {'/'.join(test.split('/')[:2]).partition('::')[0]}"):
            own = sums.setdefault(name, Counter())
            own["tests"] += 1
            own["properties"] += bool(each["examples"])
            own["examples"] += each["examples"]
            own["tenths"] += round(10 * each["seconds"])
            own["failed"] += each["outcome"] == "failed"
        if each["outcome"] == "failed":
            failed.append(f"{this}: {test}")
    print(f"commit {counts.kept(PART).get('commit', 'none yet')}")
    for name in sorted(sums):
        own = sums[name]
        print(
            f"{name}: {own['tests']} tests, {own['properties']} properties, {own['examples']:,} examples, "
            f"{own['tenths'] / 10:.0f} s, {own['failed']} failed"
        )
    for file in sorted(counts.FOLDER.glob("fuzz-*.json")):
        for reader, inputs in json.loads(file.read_text("utf-8"))["fuzz"].items():
            print(f"fuzz {reader}: {inputs:,} inputs")
    print("\n".join(["failed:", *failed]) if failed else "nothing failed")
    counts.keep(PART, lambda part: part.update({name: dict(own) for name, own in sums.items() if " " not in name}))
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
