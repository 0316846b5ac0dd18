"""The tests of `pytest --intra-region slovenia`: the contract of the regions named, one test for each check."""

import pytest

from intra_core.testing.conformance.contract import BY_ID, CHECKS
from intra_core.testing.conformance.region_conformance import examined, told


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Make a test for each region that was named and each check."""
    if {"region", "check"} <= set(metafunc.fixturenames):
        named = list(dict.fromkeys(metafunc.config.getoption("--intra-region") or ()))
        metafunc.parametrize("region", named, scope="session")
        metafunc.parametrize("check", [each.id for each in CHECKS])


def test_contract(region: str, check: str) -> None:
    """Hold a region to one sentence of its contract."""
    found = list(BY_ID[check].breaches(examined(region)))
    assert not found, told(found)  # noqa: S101 (so pytest tells what was found)
