"""Each figure of the law has a case that notices when it is wrong, and no case passes without the law."""

import pytest
from attrs import evolve
from tests.law.wrong_laws import cases, fails, wrong_laws

from intra_core.law.lawbook import lawbook

LAW = lawbook()
CASES = cases()
WRONG = dict(wrong_laws(LAW))
NOTICED: dict[str, str] = {}
"""The case that noticed a wrong version of a figure before: it is tried first."""


@pytest.mark.no_cover
@pytest.mark.parametrize("says", WRONG)
def test_a_wrong_figure_is_noticed(says):
    figure = says.partition("[")[0]
    first = NOTICED.get(figure)
    for name in (first, *CASES) if first is not None else CASES:
        if fails(CASES[name], WRONG[says]):
            NOTICED[figure] = name
            return
    pytest.fail(f"no case notices {says}")


@pytest.mark.no_cover
@pytest.mark.parametrize("name", CASES)
def test_no_case_passes_without_the_law(name, tmp_path):
    assert fails(CASES[name], evolve(LAW, folder=tmp_path, parameters={}, sets={}))
