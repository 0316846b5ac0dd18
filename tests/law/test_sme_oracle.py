"""The size of an enterprise against one worked out straight from the text of Annex I, on random groups."""

import pytest
from hypothesis import given, settings
from tests.law import oracle_sme
from tests.law.drawn_groups import ON, groups, policies
from tests.soak import examples

from intra_core.law.sme.status import sme_status

pytestmark = pytest.mark.no_cover  # likewise: the oracle is slow where lines are measured


@settings(max_examples=examples(100))
@given(groups(), policies)
def test_size_type_figures_and_shares_are_those_of_the_text(group, taken):
    status, kind, periods, counted = oracle_sme.size(group, "A", ON, taken)
    found = sme_status(group, "A", ON, policies=taken)
    assert {each.enterprise: each.share.part for each in found.counted} == counted
    assert [(each.ends, tuple(each.amounts), each.raw, each.status) for each in found.periods] == periods
    assert found.type == kind
    assert found.status == status
