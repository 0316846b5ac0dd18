"""One Spark for all tests."""

import pytest
from tests.spark.session import started


@pytest.fixture(scope="session")
def spark(tmp_path_factory):
    """Start Spark."""
    session = started(tmp_path_factory.mktemp("java"))
    yield session
    session.stop()
