"""docs/strategies.md: its code runs as it stands, and shows what it says."""

import doctest
import os
import re
from pathlib import Path

from hypothesis import settings

import intra_core.testing

PAGE = (Path(__file__).parents[1] / "docs" / "strategies.md").read_text("utf-8")
PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "default")
BLOCKS = re.findall(r"^```(python|pycon)\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


def test_the_code_of_the_page_runs_and_shows_what_it_says():
    shown = 0
    before = settings().max_examples
    settings.register_profile("page", max_examples=20, derandomize=True, database=None, deadline=None)
    settings.load_profile("page")
    try:
        names: dict[str, object] = {}
        for language, block in BLOCKS:
            if language == "python":
                exec(compile(block, "docs/strategies.md", "exec"), names)  # noqa: S102 (the page's own)
            else:
                block = re.sub(r"\n\n(?!>>>)", "\n<BLANKLINE>\n", block)  # noqa: PLW2901 (as doctest has it)
                test = doctest.DocTestParser().get_doctest(block, names, "strategies", "docs/strategies.md", 0)
                runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS)
                shown += runner.run(test, clear_globs=False).attempted
                names = test.globs
                assert runner.failures == 0
    finally:
        settings.load_profile(PROFILE)
    assert settings().max_examples == before
    assert shown > 8


def test_the_page_tells_of_every_strategy():
    homes = intra_core.testing._HOMES
    names = [name for home, each in homes.items() if home.startswith("strategies.") for name in each]
    assert [name for name in names if name not in PAGE] == []
