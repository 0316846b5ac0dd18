"""A test of pytest for each sentence of the contract: what a region's own tests inherit, in two lines."""

import os
from collections.abc import Iterable, Iterator
from functools import cache
from typing import ClassVar

import pytest

from intra_core.assessment.catalogue import load_regions
from intra_core.errors import Complaint, WrongInput, did_you_mean
from intra_core.regions.entries import installed
from intra_core.testing.conformance.check import Finding
from intra_core.testing.conformance.contract import BY_ID, CHECKS
from intra_core.testing.conformance.examined import Examined

MOST_TOLD = 10
"""So many findings of a check are written out."""


def examined(region: str) -> Examined:
    """Load a region once for all its tests; what it was asked is kept.

    The cache of regions is not used: what is checked is what stands in the files.

    Raises:
        WrongInput: if there is no such region.
    """
    found = _loaded(region)
    if isinstance(found, WrongInput):
        raise found
    return found


@cache
def _loaded(region: str) -> Examined | WrongInput:
    """Load a region; that there is none is kept as well, or each test of a misspelt one would load all regions."""
    before = os.environ.get("INTRA_CACHE")
    os.environ["INTRA_CACHE"] = ""
    try:
        return Examined.of(load_regions(), region)
    except WrongInput as wrong:
        return wrong
    finally:
        if before is None:
            del os.environ["INTRA_CACHE"]
        else:
            os.environ["INTRA_CACHE"] = before


class RegionConformance:
    """The contract of a region as tests: one for each check.

    A region's own tests inherit it and name the region:

    >>> class TestRegion(RegionConformance):
    ...     region = "slovenia"
    """

    region: ClassVar[str] = ""
    """The id of an installed region."""
    without: ClassVar[tuple[str, ...]] = ()
    """Ids of checks that are asked elsewhere; say where."""

    def pytest_generate_tests(self, metafunc: pytest.Metafunc) -> None:  # noqa: ARG002 (as pytest calls it)
        """Refuse, once for all tests of the class, a region that is not installed and a check that there is not."""
        wrong = "\n".join(map(str, _misnamed(self.region, self.without)))
        if wrong:
            pytest.fail(f"{type(self).__name__}: {wrong}", pytrace=False)

    @pytest.mark.parametrize("check", [each.id for each in CHECKS])
    def test_contract(self, check: str) -> None:
        """Hold the region to one sentence of its contract."""
        if check in self.without:
            pytest.skip("asked elsewhere")
        found = list(BY_ID[check].breaches(examined(self.region)))
        assert not found, told(found)  # noqa: S101 (so pytest tells what was found)


def _misnamed(region: str, without: Iterable[str]) -> Iterator[Complaint]:
    known = [each.name for each in installed()]
    if region not in known:
        yield Complaint(says=f"no region {region!r} is installed", instead=did_you_mean(region, known))
    for check in without:
        if check not in BY_ID:
            yield Complaint(says=f"no check is called {check!r}", instead=did_you_mean(check, BY_ID))


def told(findings: Iterable[Finding]) -> str:
    """Write findings out."""
    every = list(findings)
    more = [f"and {len(every) - MOST_TOLD} more"] if len(every) > MOST_TOLD else []
    return "\n\n".join(["", *map(str, every[:MOST_TOLD]), *more])
