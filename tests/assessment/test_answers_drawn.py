"""An answer in words and for programs says what was decided: of any measure, whatever is told to it."""

import datetime as dt
import json
from collections import Counter
from typing import Any, cast

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assessment.test_each_measure import MEASURES, told
from tests.assessment.test_suggestions import REFUSED, check, refused
from tests.installed import CATALOGUE
from tests.soak import examples

from intra_core.assessment.advising import search
from intra_core.assessment.assumptions import of_language
from intra_core.assessment.calls import state_on
from intra_core.assessment.contract import call_to_dict, citations_to_list, suggestion_to_dict, unanswered_to_dict
from intra_core.assessment.examples import Difference, assessed, differences, run_example
from intra_core.assessment.moves import Moves
from intra_core.assessment.parts import Unanswered
from intra_core.assessment.scenes import MOST_DAYS, later, today
from intra_core.assessment.values import mark_to_iso, source_to_dict, value_as_json
from intra_core.assessment.words import citations, cited
from intra_core.model.application import Application
from intra_core.model.days import FIRST, Daymark
from intra_core.model.money import Money
from intra_core.provenance import Basis, Mark, Source
from intra_core.rules.kinds import Day, MonthDay, YesNo, number_of
from intra_core.rules.language import facts_of
from intra_core.rules.possible import Possible
from intra_core.testing.conformance.following import broken_promise
from intra_core.texts import LANGUAGES
from intra_core.verdict import Outcome

MOST = 10**9
"""An upper bound from which on it says nothing."""


def decided(data: Any) -> Any:
    """Give what a measure says of drawn facts, in a language; what may be told to it is worked out once for all."""
    name = data.draw(st.sampled_from(MEASURES))
    facts = data.draw(told(name))
    found = CATALOGUE[name].decide_told(Application(region=CATALOGUE[name].region), dict(facts), ())
    return found.in_language(data.draw(st.sampled_from(LANGUAGES)))


@settings(max_examples=examples(12))
@given(st.data())
def test_an_answer_is_of_its_measure_and_its_days(data):
    found = decided(data)
    assert found.title == found.measure.identity.title == found.measure.title
    assert (found.terms_day, found.law_day) == (found.facts["project.submitted"], found.facts["on"])
    assert found.day.toordinal() == found.facts["on"]
    assert found.grouped is found.assisted is None
    at = found.possible()
    truths = [at.truth(each.settled) for each in found.dated.edition.clauses]
    assert found.unmet == tuple(
        each.id for each, held in zip(found.dated.edition.clauses, truths, strict=True) if held is False
    )
    assert today(found).facts == today(found).open_facts == found.facts


@settings(max_examples=examples(12))
@given(st.data())
def test_an_award_is_told_where_it_is_settled_and_its_bounds_where_they_say_something(data):
    found = decided(data)
    currency = found.measure.identity.currency
    settled = found.verdict is Outcome.ELIGIBLE and found.low is not None and found.low == found.high
    assert (found.award is not None) == settled
    if settled:
        assert found.low is not None
        assert found.award.amount == Money(found.low, currency) == found.amount
        assert len(found.award.instalments) <= len(found.measure.rules.book.instalments)
        parts = [each.amount.minor for each in found.award.instalments]
        assert all(0 <= part <= found.low for part in parts)
    bounded = not settled and found.verdict is not Outcome.INELIGIBLE and found.high is not None and found.high < MOST
    assert (found.award_bounds is not None) == bounded
    if bounded:
        assert found.low is not None
        assert found.high is not None
        bounds = found.award_bounds
        assert (bounds.at_least, bounds.at_most) == (Money(max(found.low, 0), currency), Money(found.high, currency))


@pytest.mark.no_cover  # what it runs is covered by others, and it is far faster unmeasured
@settings(max_examples=examples(12))
@given(st.data())
def test_each_duty_follows_an_answer_that_does_not_refuse(data):
    found = decided(data)
    clauses = [each for each in found.dated.edition.clauses if each.duty is not None]
    if found.verdict is Outcome.INELIGIBLE:
        assert found.duties == ()
        return
    assert len(found.duties) == len(clauses)
    at = Possible(found.facts)
    for duty, clause in zip(found.duties, clauses, strict=True):
        low, high = at.value(found.dated.edition.settling.settle(clause.duty.until).node)
        assert duty.until == (dt.date.fromordinal(low).isoformat() if low == high else None)
        assert duty.says in {each.says for each in found.reasons}
        assert clause.duty.basis.source is None or clause.duty.basis.source in [each.source for each in duty.sources]


@settings(max_examples=examples(12))
@given(st.data())
def test_what_was_taken_for_true_is_told(data):
    found = decided(data)
    assumed = Counter(each.what for each in found.assumed)
    days = {"on": found.law_day, "project.submitted": found.terms_day}
    for name, day in days.items():
        (one,) = [each for each in found.assumed if each.what == name]
        assert one.value == dt.date.fromordinal(day).isoformat()
    assert assumed["language"] == (found.language != "en")
    bases = [
        (each.id, basis)
        for each in found.dated.edition.clauses
        for basis in ([each.duty.basis] if each.duty is not None else [version.basis for version in each.versions])
    ]
    assert {name for name, basis in bases if basis.mark is Mark.ASSUMED} <= assumed.keys()
    call = found.dated.call.call
    assert assumed["call"] == (call is not None and call.basis.mark is Mark.ASSUMED)


@given(st.sampled_from(LANGUAGES))
def test_a_language_that_nobody_has_read_is_an_assumption(language):
    assert [(each.what, each.value) for each in of_language(language)] == [("language", language)][: language != "en"]


def money(of):
    return None if of is None else str(of).split()[1]


def sources(cites):
    return [
        {
            "id": each.source.id, "title": each.source.title, "article": each.article,
            "address": each.source.address, "read": each.source.read and each.source.read.isoformat(),
        }
        for each in cites
    ]  # fmt: skip


@pytest.mark.no_cover  # what it runs is covered by others, and it is far faster unmeasured
@settings(max_examples=examples(12))
@given(st.data())
def test_an_answer_for_programs_says_what_it_says_to_people(data):
    found = decided(data)
    told_ = found.to_dict()
    assert json.loads(json.dumps(told_)) == told_
    assert (told_["measure"], told_["verdict"], told_["title"]) == (
        found.id, found.verdict.value, found.measure.title.in_language(found.language)
    )  # fmt: skip
    award, bounds = found.award, found.award_bounds
    assert (told_["award"] is None, told_["award_bounds"] is None) == (award is None, bounds is None)
    if award is not None:
        assert told_["award"]["amount"] == money(award.amount)
        assert told_["award"]["steps"] == list(award.steps)
        assert [each["amount"] for each in told_["award"]["instalments"]] == [
            money(each.amount) for each in award.instalments
        ]
    if bounds is not None:
        assert told_["award_bounds"] == {"at_least": money(bounds.at_least), "at_most": money(bounds.at_most)}
    for each, reason in zip(told_["reasons"], found.reasons, strict=True):
        assert (each["condition"], each["verdict"], each["says"]) == (
            reason.condition,
            reason.verdict.value,
            reason.says,
        )
        assert each["facts"] == reason.facts
        assert each["sources"] == sources(reason.sources) == citations_to_list(reason.sources)
    assert [each["fact"] for each in told_["asks"]] == [each.fact for each in found.asks]
    assert [each["says"] for each in told_["duties"]] == [each.says for each in found.duties]
    assert [each["what"] for each in told_["assumed"]] == [each.what for each in found.assumed]
    assert told_["suggestions"] == [suggestion_to_dict(each) for each in found.suggestions]
    refused_ = found.verdict is Outcome.INELIGIBLE
    assert (told_["advice"] is not None) == refused_
    assert found.suggestions == found.advice.suggestions
    assert refused_ or (found.suggestions, found.advice.says) == ((), "")
    state = found.dated.call
    call = call_to_dict(found)
    assert told_["call"] == call
    assert (call["id"], call["state"]) == (state.call and state.call.id, state.state)
    if state.call is not None and state.call.opens is not None and state.call.opens.known:
        assert str(call["opens"]).startswith(dt.date.fromordinal(state.call.opens.early).isoformat())


@settings(max_examples=examples(12))
@given(st.data())
def test_a_reason_cites_the_source_of_its_condition_first_and_each_place_once(data):
    found = decided(data)
    for clause, reason in [
        (each, one) for each in found.dated.edition.clauses for one in found.reasons if one.condition == each.id
    ]:
        cites = citations(found, clause)
        assert cites == reason.sources
        assert len({(each.source.id, each.article) for each in cites}) == len(cites)
        if clause.id != "call" and clause.duty is None and clause.versions:
            basis = clause.versions[0].basis
            if basis.source is not None:
                assert (cites[0].source, cites[0].article) == (basis.source, basis.article or basis.source.article)


WORDS = st.text("abc", min_size=1, max_size=3)
SOURCES = st.builds(
    Source, id=st.sampled_from("xyz"), title=WORDS, article=st.none() | WORDS, read=st.none() | st.dates()
)
BASES = st.builds(Basis, mark=st.sampled_from(Mark), source=st.none() | SOURCES, article=st.none() | WORDS)


@given(st.lists(BASES, max_size=5))
def test_places_in_sources_are_cited_once_in_their_order(bases):
    places = [(each.source.id, each.article or each.source.article) for each in bases if each.source is not None]
    assert [(each.source.id, each.article) for each in cited(bases)] == list(dict.fromkeys(places))


@given(SOURCES, st.none() | WORDS)
def test_a_source_for_programs_has_its_place_and_the_day_it_was_read(source, article):
    found = source_to_dict(source, article)
    assert (found["id"], found["title"], found["article"]) == (source.id, source.title, article)
    assert (found["read"] and dt.date.fromisoformat(str(found["read"]))) == source.read


@given(
    st.lists(
        st.builds(Unanswered, function=WORDS, label=WORDS, says=WORDS, decides=st.lists(WORDS).map(tuple)), max_size=3
    )
)
def test_functions_without_an_answer_are_told_if_there_are_any(unanswered):
    found = cast("Any", unanswered_to_dict(unanswered))
    assert found.keys() == ({"unanswered"} if unanswered else set())
    for each, its in zip(found.get("unanswered", ()), unanswered, strict=True):
        assert each == {"function": its.function, "label": its.label, "says": its.says, "decides": list(its.decides)}


@given(st.dates(dt.date(1, 1, 2), dt.date(9999, 12, 30)), st.integers(0, 400), st.none() | st.integers(0, 86_399))
def test_a_day_is_written_as_far_as_it_is_known(day, more, second):
    early = day.toordinal()
    late = min(early + more, dt.date(9999, 12, 30).toordinal())
    found = mark_to_iso(Daymark(early, late), second)
    assert found is not None
    if early == late:
        assert found.partition("T")[0] == day.isoformat()
        clock = dt.time.fromisoformat(found.partition("T")[2] or "00:00")
        assert (clock.hour * 60 + clock.minute) * 60 + clock.second == (second or 0)
    else:
        assert [dt.date.fromisoformat(each).toordinal() for each in found.split("/")] == [early, late]
    assert mark_to_iso(None, second) is mark_to_iso(Daymark(FIRST, FIRST), second) is None


@given(st.integers(0, 10**9), st.dates(), st.booleans(), st.sampled_from(("EUR", "persons", "")))
def test_a_value_for_programs_is_read_back_as_it_was(parts, day, truth, unit):
    written = value_as_json(number_of(unit) if unit else number_of("EUR"), parts)
    assert written == parts if unit == "persons" else Money.parse(f"EUR {written}").minor == parts
    assert dt.date.fromisoformat(str(value_as_json(Day(), day.toordinal()))) == day
    assert value_as_json(MonthDay(), day.month * 100 + day.day) == f"--{day:%m-%d}"
    assert value_as_json(YesNo(), truth) is truth


# --- examples, and what would help ---------------------------------------------------------------

EXAMPLES = [(measure.id, number) for measure in CATALOGUE for number in range(len(measure.examples))]


@given(st.sampled_from(EXAMPLES), st.data())
def test_a_worked_example_holds_and_one_that_expects_something_else_does_not(place, data):
    measure = CATALOGUE[place[0]]
    example = measure.examples[place[1]]
    assert run_example(measure, example) == ()
    answer = assessed(measure, example)
    key = data.draw(st.sampled_from(sorted(example.expect)))
    wrong = evolve(example, expect={**example.expect, key: "something else"})
    (found,) = differences(answer, wrong.expect)
    assert (found.key, found.wanted) == (key, "something else")
    assert run_example(measure, wrong) == (str(found),)
    assert str(found) == f"{key}: 'something else' is expected, but it is {found.found!r}"
    assert isinstance(found, Difference)


@pytest.mark.no_cover  # what it finds is covered elsewhere too, and it is far faster unmeasured
@settings(max_examples=examples(15))
@given(st.sampled_from(REFUSED), st.sampled_from(LANGUAGES))
def test_what_is_suggested_helps_and_is_what_the_search_has_found(place, language):
    assessment = refused(*place).in_language(language)
    found = search(assessment)
    assert found.outcome is not Outcome.INELIGIBLE
    assert len(assessment.suggestions) == len(found.ways)
    assert bool(assessment.advice.says) == (not found.ways)
    ranks = []
    for way, told_ in zip(found.ways, assessment.suggestions, strict=True):
        check(assessment, found.outcome, way)
        assert way.effort == sum(lever.effort for lever in way.levers)
        assert told_.verdict is way.decided.verdict
        assert told_.award == way.decided.amount
        plain = cast("Any", suggestion_to_dict(told_))
        assert (plain["says"], plain["verdict"], plain["award"]) == (
            told_.says,
            told_.verdict.value,
            money(told_.award),
        )
        assert [each["fact"] for each in plain["changes"]] == [each.fact for each in told_.changes]
        ranks.append((len(way.levers), way.effort, sorted(lever.fact for lever in way.levers)))
        assert way.rank == ranks[-1]
    assert ranks == sorted(ranks)
    measure = CATALOGUE[place[0]]
    if language == "en" and assessment.suggestions:
        assert broken_promise(measure, measure.examples[place[1]], assessment.suggestions[0]) is None


@settings(max_examples=examples(15))
@given(st.sampled_from(REFUSED))
def test_the_scenes_to_come_are_days_on_which_a_call_may_be_open(place):
    assessment = refused(*place)
    last = max(assessment.terms_day, assessment.law_day)
    scenes = list(later(assessment))
    identity, changes = assessment.measure.identity, assessment.measure.vocabulary.changes
    turns = [last + 1, *assessment.measure.turns.terms]
    to_come = [day for day in turns if last < day <= last + MOST_DAYS and state_on(identity, day).truth]
    assert scenes or not (to_come and ("project.submitted", "later") in changes)
    for scene in scenes:
        assert scene.waiting is not None
        days = scene.waiting.days
        assert days[0] > last
        last = days[-1]
        assert scene.dated.call.truth is not False
        assert scene.facts["on"] == scene.facts["project.submitted"] == days[0]
    levers = Moves(assessment.measure, assessment.facts).levers()
    assert all((lever.fact, lever.way) in changes for lever in levers)
    read = {name for node in assessment.measure.rules.book.nodes() for name in facts_of(node)}
    yes = {name for name, way in changes if way == "yes" and assessment.facts.get(name) is False and name in read}
    assert yes <= {lever.fact for lever in levers}, "whoever says no may come to say yes"
    for way in search(assessment).ways:
        waits = [lever for lever in way.levers if lever.fact == "project.submitted"]
        assert {id(each) for each in waits} <= {id(way.scene.waiting)}
        assert {each.fact for each in way.levers if each not in waits} <= {each.fact for each in levers}


@pytest.mark.no_cover  # what it runs is covered by others, and it is far faster unmeasured
@settings(max_examples=examples(3))
@given(
    st.sampled_from([each.region.id for each in CATALOGUE.regions]), st.dates(dt.date(2016, 1, 1), dt.date(2027, 1, 1))
)
def test_the_answer_of_a_region_has_each_of_its_measures(region, day):
    answer = CATALOGUE.assess(Application(region=region, on=day))
    told_ = cast("Any", answer.to_dict())
    assert (told_["region"], told_["on"], told_["version"]) == (region, day.isoformat(), answer.version)
    assert [each["measure"] for each in told_["assessments"]] == [
        each.id for each in CATALOGUE if each.region == region
    ]
    for each, one in zip(told_["assessments"], answer, strict=True):
        plain = one.to_dict()
        assert {**each, "instead": []} == plain
        wanted = one.verdict is Outcome.INELIGIBLE and not one.suggestions
        assert [other["measure"] for other in each["instead"]] == (
            [other.id for other in answer.instead()] if wanted else []
        )
