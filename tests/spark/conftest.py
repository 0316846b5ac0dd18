"""One Spark for all tests."""

import pytest
from tests.spark.session import started


@pytest.fixture(scope="session")
def spark():
    """Start Spark."""
    session = started()
    yield session
    session.stop()
