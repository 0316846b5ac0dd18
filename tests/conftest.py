"""Profiles of the generated tests, and what tests count for the reader of a run."""

import gc
import os
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import Phase, settings
from tests import unmeasured
from tests.covered import keep, summed

settings.register_profile("default", deadline=None, max_examples=50)  # make test
settings.register_profile(  # .ci/run: the same draws for the same tree
    "ci", settings.get_profile("default"), max_examples=200, derandomize=True, database=None, print_blob=True
)
settings.register_profile("soak-500", settings.get_profile("default"), max_examples=500)  # make soak, first round
settings.register_profile("soak-5000", settings.get_profile("default"), max_examples=5_000)  # make soak, second round
settings.register_profile(  # tests/worth: the same draws each time, and no search for the smallest that fails
    "worth",
    settings.get_profile("default"),
    phases=(Phase.explicit, Phase.generate),
    derandomize=True,
    database=None,
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

# Regions are kept here, not in the cache of whoever runs the tests; processes that tests start have it too.
os.environ["INTRA_CACHE"] = str(Path(__file__).parents[1] / ".pytest_cache" / "regions")

# What is collected stays to the end: looking through it for garbage again and again took a third of the collecting.
gc.disable()


def pytest_collection_finish():
    """Look for garbage from here on, but only among what the tests make."""
    gc.freeze()
    gc.enable()


def pytest_unconfigure():
    """Let Python tidy up whole at the end: extension modules complain of what it leaves."""
    gc.unfreeze()


LONG = 60
"""Seconds from which a run tells how they were spent."""

ROOMS = ("assessment", "law", "model", "rules")
"""The rooms that decide: their own tests, and the examples of their docstrings, are measured."""

MEASURED = (
    "cli/test_diff.py",
    "cli/test_handbook_lists.py",
    "cli/test_lists.py",
    "cli/test_odd_measure.py",
    "io/measure_files/",
    "io/test_fuzz.py",
    "io/test_intake.py",
    "io/test_leftovers.py",
    "regions/test_folder.py",
    "regions/test_rule_functions.py",
    "test_examples.py",
)
"""Tests of other rooms that are measured too: some branch of a room that decides is reached by them alone."""


def pytest_collection_modifyitems(items):
    """Mark the tests whose coverage is not measured."""
    root = Path(__file__).parents[1]
    for item in items:
        match item.path.relative_to(root).parts if item.path.is_relative_to(root) else ():
            case ("tests", room, *_) | ("src", _, room, *_) if room in ROOMS:
                pass
            case ("tests", *below) if "/".join(below).startswith(MEASURED):
                pass
            case _:
                item.add_marker(pytest.mark.no_cover)


def pytest_configure(config):
    """Let what is said of tests that are not measured hold of those of the plug-ins too, which lie elsewhere."""
    config.addinivalue_line("markers", "no_cover: not measured; pytest-cov knows it, but Spark's tests run without")
    config.pluginmanager.register(unmeasured)


@pytest.fixture
def loaded_once(monkeypatch):
    """Let the command line answer from the regions that all tests share: it loads them anew for each command."""
    from tests.installed import CATALOGUE  # noqa: PLC0415 (not before the cache is named)

    monkeypatch.setattr("intra_core.cli.outside.load_regions", lambda: CATALOGUE)


@pytest.fixture
def figure(record_property):
    """Print a figure at the end of the run, also where the tests run in several processes."""

    def note(says, value):
        record_property("figure", f"{says}: {value}")

    return note


@pytest.fixture
def covered(record_property):
    """Note that an engine was held against the scalar reading: of which measure, and in how many rows."""

    def note(engine, measure, rows):
        record_property("covered", (engine, measure, rows))

    return note


def pytest_terminal_summary(terminalreporter):
    """Print what the tests have counted, and keep which engines they have covered."""
    reports = terminalreporter.stats.get("passed", [])
    told = [each for report in reports for each in report.user_properties]
    figures = {value for name, value in told if name == "figure"}
    if figures:
        terminalreporter.section("figures")
        for line in sorted(figures):
            terminalreporter.write_line(line)
    every = [report for each in terminalreporter.stats.values() for report in each if hasattr(report, "duration")]
    seconds: Counter[str] = Counter()
    for report in every:
        seconds["/".join(report.nodeid.partition("::")[0].split("/")[:2])] += report.duration
    if sum(seconds.values()) > LONG:
        terminalreporter.section("seconds by folder, of all processes together")
        terminalreporter.write_line(", ".join(f"{name} {spent:.0f}" for name, spent in seconds.most_common(20)))
    engines = summed(value for name, value in told if name == "covered")
    if engines:
        terminalreporter.section("engines covered")
        for each in engines:
            terminalreporter.write_line(str(each))
        keep(engines)
