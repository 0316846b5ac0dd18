"""The pytest plug-in of the kit: pytest loads it wherever intra-core is installed, so it imports nothing too early."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

ENDINGS = (".toml", ".json")


def pytest_collect_file(file_path: "Path", parent: "pytest.Collector") -> "pytest.Collector | None":
    """Collect the cases of `cases/*.toml` and `cases/*.json`, wherever such a folder is, if their kind is "cases"."""
    if file_path.suffix not in ENDINGS or file_path.parent.name != "cases":
        return None
    from intra_core.testing.cases.collected import case_file  # noqa: PLC0415 (what is not asked for is not imported)

    return case_file(file_path, parent)


def pytest_addoption(parser: "pytest.Parser") -> None:
    """Add `--intra-region`: the contract of installed regions as tests, beside whatever else is asked for."""
    group = parser.getgroup("intra-core")
    says = "hold this installed region to its contract, one test for each check; repeat it for more"
    group.addoption("--intra-region", action="append", default=[], metavar="REGION", help=says)


def pytest_configure(config: "pytest.Config") -> None:
    """Ask for the contract of the regions that are named: alone where no file is given, else beside the files.

    Raises:
        UsageError: if a region is not installed.
    """
    named = config.getoption("--intra-region", default=[])
    if not named:
        return
    from pathlib import Path  # noqa: PLC0415 (only where it is asked for)

    _refuse_unknown(named)
    tests = str(Path(__file__).parent / "conformance" / "installed_regions.py")
    given = config.args if config.args_source is config.ArgsSource.ARGS else []
    config.args = [*given, tests]


def _refuse_unknown(named: "list[str]") -> None:
    import pytest  # noqa: PLC0415 (what is not asked for is not imported)

    from intra_core.regions.entries import installed  # noqa: PLC0415 (likewise)

    known = [each.name for each in installed()]
    unknown = [each for each in dict.fromkeys(named) if each not in known]
    if unknown:
        says = f"no region {' and none '.join(map(repr, unknown))} is installed"
        raise pytest.UsageError(f"--intra-region: {says}; installed are {', '.join(known) or 'none'}")
