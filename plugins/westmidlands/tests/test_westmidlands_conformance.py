"""The contract of the region: docs/contract.md."""

from intra_core.testing import RegionConformance


class TestRegion(RegionConformance):
    region = "westmidlands"
    without = ("readings.columnar",)  # tests/assessment/test_frames.py asks every engine
