"""What is said of a region of which one file has a fault."""

import pytest
from tests.assessment.made import REGION, VOCABULARY
from tests.io.measure_files.faulty import MEASURE

from intra_core.errors import WrongInput
from intra_core.regions.reading import region_in


@pytest.fixture
def complaints(tmp_path):
    """Write a region and give what is said of it."""

    def told(measure=MEASURE, vocabulary=VOCABULARY, region=REGION):
        (tmp_path / "measures").mkdir()
        files = {"measures/voucher.toml": measure, "vocabulary.toml": vocabulary, "region.toml": region}
        for name, text in files.items():
            (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        try:
            region_in(tmp_path, "made")
        except WrongInput as error:
            return [str(complaint) for complaint in error.complaints]
        return []

    return told
