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
