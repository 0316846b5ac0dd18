"""Every suggestion to every worked example, followed to the letter; the check of a region follows those of a few."""

import pytest
from tests.installed import CATALOGUE
from tests.soak import halved

from intra_core.assessment.examples import assessed
from intra_core.testing.conformance.following import broken_promise


@pytest.mark.no_cover  # what it finds is covered elsewhere too, and it is far faster unmeasured
@pytest.mark.parametrize("name", halved([measure.id for measure in CATALOGUE]))
def test_an_application_changed_as_its_answer_says_is_granted_what_that_says(name: str) -> None:
    measure = CATALOGUE[name]
    followed = [
        (example.name, broken_promise(measure, example, told))
        for example in measure.examples
        for told in assessed(measure, example).suggestions
    ]
    assert [each for each in followed if each[1] is not None] == []
