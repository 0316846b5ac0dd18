"""Each figure of the law has a case that notices when it is wrong, and no case passes without the law."""

from collections.abc import Mapping
from functools import cache

import pytest
from attrs import evolve
from tests.law.wrong_laws import cases, fails, with_reading, wrong_laws
from tests.soak import halved

from intra_core.law.lawbook import Lawbook, lawbook
from intra_core.law.policies import policies
from intra_core.rules.history import Parameter

LAW = lawbook()
CASES = cases()


class Noting(dict[str, Parameter]):
    """Figures that note which of them are looked at."""

    def __init__(self, figures: Mapping[str, Parameter]) -> None:
        super().__init__(figures)
        self.asked: set[str] = set()

    def __getitem__(self, name: str) -> Parameter:
        self.asked.add(name)
        return super().__getitem__(name)


@cache
def asked_by_case() -> Mapping[str, frozenset[str]]:
    """Give for each case the figures that it looks at where nothing is wrong: whoever does not look sees nothing."""
    figures = Noting(LAW.parameters)
    law = evolve(LAW, parameters=figures)
    found = {}
    for name, case in CASES.items():
        figures.asked.clear()
        case(law)
        found[name] = frozenset(figures.asked)
    return found


@cache
def wrong_by_figure() -> Mapping[str, Mapping[str, Lawbook]]:
    found: dict[str, dict[str, Lawbook]] = {}
    for says, law in wrong_laws(LAW):
        found.setdefault(says.partition("[")[0], {})[says] = law
    return found


@pytest.mark.no_cover
@pytest.mark.parametrize("figure", halved(tuple(LAW.parameters)))
def test_every_wrong_version_of_a_figure_is_noticed(figure):
    # Who looks at the figure is tried first, and before all who noticed it last; but everybody is tried.
    ordered = sorted(CASES, key=lambda name: figure not in asked_by_case()[name])
    missed = []
    for says, law in wrong_by_figure()[figure].items():
        noticed = next((name for name in ordered if fails(CASES[name], law)), None)
        if noticed is None:
            missed.append(says)
        else:
            ordered.remove(noticed)
            ordered.insert(0, noticed)
    assert missed == []


@pytest.mark.no_cover
@pytest.mark.parametrize("name", CASES)
def test_no_case_passes_without_the_law(name, tmp_path):
    assert fails(CASES[name], evolve(LAW, folder=tmp_path, parameters={}, sets={}))


@pytest.mark.no_cover
@pytest.mark.parametrize(
    ("policy", "reading"),
    halved([(each.id, reading) for each in policies(LAW) for reading in each.readings if reading != each.default]),
)
def test_some_case_answers_differently_under_each_reading(policy, reading, tmp_path):
    other = with_reading(LAW, policy, reading, tmp_path)
    assert next(each.default for each in policies(other) if each.id == policy) == reading
    ordered = sorted(CASES, key=lambda name: not asked_by_case()[name])  # cases of codes alone come last: they are slow
    assert any(fails(CASES[name], other) for name in ordered)
