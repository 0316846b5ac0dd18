"""The benefits of OpenFisca's country template as measures: each of its published results comes out of them.

Nothing was added to the language for it. What the template has beside benefits is told with what the language lacks.
"""

from collections import Counter

import pytest
from tests.openfisca.adapter import BENEFITS, MISSING, REGION, amount, answer, catalogue, opened, published

RESULTS = list(published())
EXPRESSED = [each for each in RESULTS if each.variable in BENEFITS]


@pytest.mark.parametrize("case", EXPRESSED, ids=lambda each: f"{each.month:%Y-%m} {each.name}")
def test_a_measure_gives_what_is_published(case, tmp_path):
    assert answer(case, catalogue(tmp_path / "country", case.changed)) == amount(case.wanted)


def test_every_benefit_is_granted_and_refused_by_some_result():
    granted = {(each.variable, amount(each.wanted) > 0) for each in EXPRESSED}
    assert granted == {(name, grants) for name in BENEFITS for grants in (True, False)}


def test_without_the_figures_of_the_package_nothing_is_granted():
    region = opened(REGION)
    assert {answer(each, region) for each in EXPRESSED} == {None, 0}


def test_of_every_other_result_it_is_said_what_the_language_lacks(figure):
    others = Counter(each.variable for each in RESULTS if each.variable not in BENEFITS)
    assert others.keys() == MISSING.keys()
    figure("OpenFisca country template, published results", len(RESULTS))
    figure("OpenFisca country template, expressed and equal", len(EXPRESSED))
    for variable, number in others.items():
        figure(f"OpenFisca country template, not expressed, {variable}", f"{number}: {MISSING[variable]}")
