"""docs/frames.md shows what is really answered."""

import doctest
from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs" / "frames.md"


def test_the_examples_of_the_page_run():
    found = doctest.testfile(str(PAGE), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert found.attempted > 5
    assert found.failed == 0
