"""The law as it is, for cases that also run against laws with one figure wrong."""

import pytest

from intra_core.law.lawbook import lawbook


@pytest.fixture
def law():
    return lawbook()
