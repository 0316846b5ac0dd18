"""What docs/documents.md shows is what happens, and what it names is there."""

import doctest
import re
from importlib import import_module
from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs" / "documents.md"


def test_what_the_page_shows_happens(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = doctest.testfile(str(PAGE), module_relative=False)
    assert found.failed == 0
    assert found.attempted > 10
    assert sorted(file.name for file in tmp_path.joinpath("out").iterdir()) == [
        "1-budget-by-size.csv", "budget.png", "report.html", "report.xlsx",
    ]  # fmt: skip


def test_every_function_that_the_page_names_is_there():
    named = re.findall(r"`(page|charts|sheets|csv_file)\.(\w+)", PAGE.read_text("utf-8"))
    assert len(named) == 6
    assert all(callable(getattr(import_module(f"intra_core.documents.{module}"), name)) for module, name in named)
