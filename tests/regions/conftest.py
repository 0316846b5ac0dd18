"""The shelf of three regions on which faults are tried, and what those without one answer."""

import sys

import pytest

import intra_core
from intra_core.regions import host


@pytest.fixture(scope="module")
def shelf_of_the_module(tmp_path_factory):
    """Install three regions once: those that have no fault are read once and kept."""
    from tests.regions.faulty import Shelf  # noqa: PLC0415 (it asks for the profile of hypothesis, which comes later)

    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("shelf")
        patch.syspath_prepend(str(folder))
        patch.setattr(
            sys, "dont_write_bytecode", True
        )  # a file that changes twice in a second would be taken for the old
        patch.setenv("INTRA_REGIONS", "fine,odd,later")
        patch.setenv("INTRA_CACHE", str(folder / "kept"))
        yield Shelf(folder)
        Shelf.forget()


@pytest.fixture
def shelf(shelf_of_the_module, monkeypatch):
    """Give the shelf with no fault on it, and budgets that no busy machine goes over."""
    monkeypatch.setattr(host, "BUDGET", 60.0)
    monkeypatch.setattr(host, "SLOW", 60.0)
    shelf_of_the_module.put("odd")
    return shelf_of_the_module


@pytest.fixture
def hurried(monkeypatch):
    """Give a way to set budgets that a test can go over."""

    def budgets():
        monkeypatch.setattr(host, "BUDGET", 0.3)
        monkeypatch.setattr(host, "SLOW", 0.3)

    return budgets


@pytest.fixture(scope="module")
def alone(shelf_of_the_module):
    """Give what the other regions answer where there is no third."""
    from tests.regions.faulty import ways  # noqa: PLC0415 (likewise)

    shelf = shelf_of_the_module
    shelf.take_away("odd")
    found = intra_core.load_regions()
    assert [each.region.id for each in found.regions] == ["fine", "later"]
    with pytest.MonkeyPatch.context() as patch:
        answers, beside = ways(shelf, found, patch)
    assert "odd" not in "".join(map("".join, beside.values()))
    return answers
