"""What is said of an answer, in words and as data, against the answer itself: for any measure and any facts."""

import datetime as dt
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assessment.test_each_measure import told
from tests.installed import CATALOGUE
from tests.soak import SOAK, examples

from intra_core.assessment.answer import Answer
from intra_core.model.application import Application
from intra_core.model.money import Money
from intra_core.rules.possible import Possible
from intra_core.verdict import Outcome, Verdict

pytestmark = pytest.mark.no_cover  # what it runs is covered elsewhere, and it is far faster unmeasured

FEW = ("slovenia.certification", "abruzzo.internationalisation_fund", "algarve.individual_projects",
       "bulgaria.fairs", "extremadura.ecommerce", "westmidlands.tradeshow_access")  # fmt: skip
ASKED = [measure.id for measure in CATALOGUE if SOAK or measure.id in FEW]
ORDER = (Verdict.UNMET, Verdict.UNKNOWN, Verdict.MET)


@st.composite
def cases(draw, names=ASKED):
    """Draw a measure, one of its languages, and facts around its own turns."""
    name = draw(st.sampled_from(names))
    return name, draw(st.sampled_from(CATALOGUE[name].languages)), draw(told(name))


def assessed(case):
    name, language, facts = case
    measure = CATALOGUE[name]
    return measure.decide_told(Application(region=measure.region), dict(facts), ()).in_language(language)


def ids(found, bits):
    return [each.id for bit, each in enumerate(found.dated.edition.clauses) if bits >> bit & 1]


@settings(max_examples=examples(40))
@given(cases())
def test_there_is_one_reason_for_each_condition_and_it_says_how_it_stands(case):
    found = assessed(case)
    reasons = found.reasons
    assert [each.condition for each in reasons if each.verdict is Verdict.UNMET] == ids(found, found.unmet_bits)
    assert [each.condition for each in reasons if each.verdict is Verdict.UNKNOWN] == ids(found, found.unknown_bits)
    assert sorted(each.condition for each in reasons) == sorted(each.id for each in found.dated.edition.clauses)
    assert [ORDER.index(each.verdict) for each in reasons] == sorted(ORDER.index(each.verdict) for each in reasons)
    assert (list(found.unmet), list(found.unknown)) == (
        ids(found, found.unmet_bits), ids(found, found.unknown_bits)
    )  # fmt: skip
    lines = Possible(found.facts)
    by_id = {each.id: each for each in found.dated.edition.clauses}
    for reason in reasons:
        assert reason.says
        assert {*reason.facts} <= {*found.facts}
        # What is cited for a refusal refuses by itself: nothing else that was told is needed for it.
        if reason.verdict is Verdict.UNMET and reason.facts:
            alone = Possible({name: found.facts[name] for name in reason.facts})
            assert alone.truth(by_id[reason.condition].settled) is False
        assert lines.truth(by_id[reason.condition].settled) is {"met": True, "unmet": False}.get(reason.verdict.value)


@settings(max_examples=examples(40))
@given(cases())
def test_money_is_named_only_where_it_is_settled_and_bounded_only_where_it_is_open(case):
    found = assessed(case)
    currency = found.measure.identity.currency
    settled = found.verdict is Outcome.ELIGIBLE and found.low is not None and found.low == found.high
    assert found.amount == (Money(found.low, currency) if settled else None)
    assert (found.award and found.award.amount) == found.amount
    bounds = found.award_bounds
    if bounds is not None:
        assert found.amount is None
        assert found.verdict is not Outcome.INELIGIBLE
        assert 0 <= bounds.at_least.minor == max(found.low, 0) <= bounds.at_most.minor == found.high
    shown = str(found)
    assert shown.startswith(f"{found.id}: {found.verdict.value}")
    assert (str(found.amount) in shown) is settled
    assert ("unmet" in shown.partition("(")[2]) is bool(found.unmet)


@settings(max_examples=examples(40))
@given(cases())
def test_what_is_asked_is_not_told_and_bears_on_something_open(case):
    found = assessed(case)
    asks = found.asks
    open_ = {*found.unknown, "award"}
    assert not (found.verdict is Outcome.INELIGIBLE and asks)
    for ask in asks:
        assert ask.question
        assert ask.decides
        assert {*ask.decides} <= open_
        assert all(each.says and each.sources for each in found.duties)
    assert len({ask.fact for ask in asks}) == len(asks)
    assert bool(found.duties) <= (found.verdict is not Outcome.INELIGIBLE)


WORDED = ("says", "question", "label", "title", "steps", "working", "after", "in_kind")
"""Keys of an answer's data that are said in its language. What is assumed has more where a text was not reviewed."""


def codes(plain):
    """Leave out of an answer's data what is said in a language."""
    if isinstance(plain, dict):
        return {key: codes(value) for key, value in plain.items() if key not in {*WORDED, "assumed"}}
    return [codes(each) for each in plain] if isinstance(plain, list) else plain


@settings(max_examples=examples(6))
@given(cases(), st.sampled_from(("en", "sl", "bg", "es", "it", "pt")))
def test_as_data_an_answer_says_the_same_in_every_language(case, language):
    found = assessed(case)
    plain = found.to_dict()
    assert json.loads(json.dumps(plain)) == plain
    assert (plain["measure"], plain["verdict"]) == (found.id, found.verdict.value)
    assert plain["title"] == found.title.in_language(found.language)
    assert [(each["condition"], each["verdict"]) for each in plain["reasons"]] == [
        (each.condition, each.verdict.value) for each in found.reasons
    ]
    assert [each["fact"] for each in plain["asks"]] == [each.fact for each in found.asks]
    assert (plain["award"] or {}).get("amount") == (found.amount and found.amount.decimal)
    assert (plain["award_bounds"] is None) is (found.award_bounds is None)
    assert len(plain["suggestions"]) == len(found.suggestions) <= 3
    assert (plain["advice"] is None) is (found.verdict is not Outcome.INELIGIBLE)
    assert len(plain["assumed"]) == len(found.assumed)
    other = found.in_language(language)
    assert other.language == language
    assert codes(other.to_dict()) == codes(plain)
    assert other.in_language(found.language).to_dict() == plain


@settings(max_examples=examples(20))
@given(st.lists(cases(), min_size=1, max_size=4, unique_by=lambda case: case[0]))
def test_an_answer_is_its_assessments(several):
    found = [assessed(case) for case in several]
    whole = Answer(region="slovenia", version="1", on=dt.date(2024, 9, 2), assessments=tuple(found))
    assert len(whole) == len(found)
    assert [*whole] == found
    assert all(whole[each.id] is each and each.id in whole for each in found)
    assert "slovenia.nothing" not in whole
    assert str(whole).splitlines()[1:] == [f"  {each}" for each in found]
    takes = [each for each in found if each.dated.call.truth and each.verdict is not Outcome.INELIGIBLE]
    eligible = [each for each in takes if each.verdict is Outcome.ELIGIBLE]
    assert list(whole.instead()) == sorted(eligible or takes, key=lambda each: each.id)
    assert [each.language for each in whole.in_language("en")] == ["en"] * len(found)
