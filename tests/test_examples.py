"""Every worked example of every installed measure holds."""

import pytest

import intra_core
from intra_core.assessment.examples import run_example

CATALOGUE = intra_core.load_regions()
EXAMPLES = [(measure.id, example.name) for measure in CATALOGUE for example in measure.examples]


def test_no_region_is_quarantined() -> None:
    assert not CATALOGUE.quarantined, "\n".join(
        str(each) for broken in CATALOGUE.quarantined for each in broken.complaints
    )


@pytest.mark.parametrize(("measure", "name"), EXAMPLES)
def test_example(measure: str, name: str) -> None:
    example = next(each for each in CATALOGUE[measure].examples if each.name == name)
    assert run_example(CATALOGUE[measure], example) == ()
