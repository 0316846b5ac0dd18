"""Each measure's answer against its lines, read one by one: a measure that always said the same would fail here."""

import datetime as dt
import random
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assessment.drawing import days_of, pools_of
from tests.installed import CATALOGUE
from tests.soak import examples, part

from intra_core.model.application import Application
from intra_core.rules.possible import Possible
from intra_core.verdict import Outcome

pytestmark = pytest.mark.no_cover  # what it runs is covered elsewhere, and it is far faster unmeasured

MEASURES = [measure.id for measure in CATALOGUE]
MADE = ("on", "project.submitted", "undertaking.fiscal_year_end")
"""Facts that every assessment has."""


@cache
def told(name):
    """Draw what may be told to a measure around its turns; a fact that is left out is not told."""
    measure = CATALOGUE[name]
    days = days_of(measure) or [dt.date(2024, 9, 2).toordinal()]
    chosen = random.Random(f"ask {name}").sample(days, min(5, len(days)))[: part(1, 5)]
    return st.one_of([told_on(measure, day) for day in chosen])


def told_on(measure, day):
    pools = pools_of(measure.on(day, day).edition, day)
    facts = {key: st.sampled_from(values) for key, values in pools.items() if values and key not in MADE}
    made = {"on": st.just(day), "project.submitted": st.just(day), "undertaking.fiscal_year_end": st.just(1231)}
    return st.booleans().flatmap(
        lambda whole: st.fixed_dictionaries({**made, **facts} if whole else made, optional={} if whole else facts)
    )


def clauses(found):
    return [each.id for each in found.dated.edition.clauses]


@pytest.mark.parametrize("name", MEASURES)
@settings(max_examples=examples(12))
@given(data=st.data())
def test_an_answer_is_what_each_line_comes_to(name, data):
    facts = data.draw(told(name))
    found = CATALOGUE[name].decide_told(Application(region=CATALOGUE[name].region), dict(facts), ())
    hour = facts.get("project.submitted_at")
    edition = CATALOGUE[name].on(facts["project.submitted"], facts["on"], second=hour).edition
    lines = Possible(facts)
    truths = [lines.truth(each.settled) for each in edition.clauses]
    assert clauses(found) == [each.id for each in edition.clauses]
    assert [n for n in range(len(truths)) if found.unmet_bits >> n & 1] == [
        n for n, t in enumerate(truths) if t is False
    ]
    assert [n for n in range(len(truths)) if found.unknown_bits >> n & 1] == [
        n for n, t in enumerate(truths) if t is None
    ]
    refused, open_ = False in truths, None in truths
    assert found.verdict is (Outcome.INELIGIBLE if refused else Outcome.UNDETERMINED if open_ else Outcome.ELIGIBLE)
    assert found.facts == facts
