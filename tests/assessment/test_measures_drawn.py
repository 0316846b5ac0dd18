"""Measures and their catalogue: calls, turns, differences, expressions, templates, what is known; of any measure."""

import datetime as dt
import os
from typing import Any, cast
from unittest import mock
from zoneinfo import ZoneInfo

import tomli
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assessment.drawing import days_of
from tests.assessment.test_answers_drawn import decided
from tests.assessment.test_each_measure import MEASURES
from tests.assessment.test_evaluation import truth
from tests.installed import CATALOGUE
from tests.law.groups import firm, owns
from tests.soak import examples

from intra_core.assessment.assisted import assistance_left, working
from intra_core.assessment.calls import CallState, day, state_on
from intra_core.assessment.catalogue import load_regions
from intra_core.assessment.deadlines import deadlines
from intra_core.assessment.differences import (
    call_text,
    changes_in,
    conditions_text,
    differences,
    duty_text,
    sources_of,
)
from intra_core.assessment.evaluation import evaluate
from intra_core.assessment.given import worked_out
from intra_core.assessment.grouped import Grouped, group_of
from intra_core.assessment.known import knowledge
from intra_core.assessment.template import template
from intra_core.io.book_tables import REGIMES
from intra_core.law.aid.headroom import headroom
from intra_core.law.sme.status import sme_status
from intra_core.model.aid import PastAward
from intra_core.model.application import Application
from intra_core.model.days import FIRST, LAST
from intra_core.model.money import Money
from intra_core.model.undertaking import Undertaking
from intra_core.provenance import Mark
from intra_core.rules.language import Call as FunctionCall
from intra_core.rules.language import Constant, Unpublished, walk
from intra_core.rules.payment import SOMETHING
from intra_core.texts import LANGUAGES

DAY = dt.timedelta(days=1)
NAME = st.sampled_from(MEASURES)
REGIONS = tuple(each.region.id for each in CATALOGUE.regions)


@st.composite
def dated(draw, near=(-1, 0, 1)):
    """A measure, and a day on or beside one on which something in it turns."""
    name = draw(NAME)
    turn = draw(st.sampled_from(days_of(CATALOGUE[name]) or [dt.date(2024, 9, 2).toordinal()]))
    return name, dt.date.fromordinal(turn + draw(st.sampled_from(near)))


# --- the catalogue -------------------------------------------------------------------------------


@given(st.sampled_from(REGIONS), NAME | st.text("a.", max_size=3))
def test_a_catalogue_holds_the_measures_of_its_regions(region, name):
    every = list(CATALOGUE)
    assert CATALOGUE.measures == tuple(every)
    assert len(CATALOGUE) == len(every) == len(MEASURES)
    assert CATALOGUE.of_region(region) == tuple(each for each in every if each.id.partition(".")[0] == region)
    assert (name in CATALOGUE) == (name in MEASURES)
    if name in MEASURES:
        assert CATALOGUE[name] in CATALOGUE
        assert CATALOGUE[name].title.in_language("en") == CATALOGUE[name].identity.title.in_language("en")


MOMENTS = st.integers(1_400_000_000, 1_900_000_000).map(lambda second: dt.datetime.fromtimestamp(second, dt.UTC))


@given(st.sampled_from(REGIONS), MOMENTS)
def test_today_is_the_civil_day_of_the_region(region, now):
    zone = ZoneInfo(CATALOGUE.region(region).region.time_zone)
    assert CATALOGUE.today(region, now) == (now + zone.utcoffset(now.replace(tzinfo=None))).date()


@given(st.sampled_from(REGIONS), st.dates(), st.integers(0, 10**6))
def test_an_application_is_read_as_it_was_written(region, on, cents):
    written = f'on = {on}\n[undertaking]\nturnover = "EUR {cents // 100}.{cents % 100:02d}"\n'
    found = CATALOGUE.parse_application(written, region=region)
    assert found.undertaking is not None
    assert (found.region, found.on, found.undertaking.turnover) == (region, on, Money(cents, "EUR"))


@settings(max_examples=examples(3))
@given(st.sets(st.sampled_from(("slovenia", "algarve", "abruzzo")), max_size=2))
def test_the_regions_of_the_allow_list_are_loaded_and_no_other(names):
    with mock.patch.dict(os.environ, {"INTRA_REGIONS": ",".join(sorted(names))}):
        found = load_regions()
    assert {each.region.id for each in found.regions} == names
    assert {each.id for each in found} == {each for each in MEASURES if each.partition(".")[0] in names}


# --- calls and days ------------------------------------------------------------------------------


@given(dated(), st.none() | st.integers(0, 86_399))
def test_a_call_takes_applications_from_its_first_to_its_last_second(drawn, second):
    name, on = drawn
    measure = CATALOGUE[name]
    found = state_on(measure.identity, on.toordinal(), second)
    known = [
        each for each in measure.identity.calls
        if each.opens and each.closes and each.opens.known and each.closes.known and not each.interruptions
    ]  # fmt: skip
    if len(known) < len(measure.identity.calls) or not known:
        assert found.truth is not True or found.call in measure.identity.calls
        return
    held = set()
    for each in known:
        assert each.opens is not None
        assert each.closes is not None
        inside = each.opens.early <= on.toordinal() <= each.closes.early
        at_edge = [
            (edge, limit) for edge, limit in ((each.opens, each.opens_at), (each.closes, each.closes_at))
            if limit is not None and edge.early == on.toordinal()
        ]  # fmt: skip
        late = [
            second is not None and (second > limit if edge is each.closes else second < limit)
            for edge, limit in at_edge
        ]
        held.add(False if not inside or any(late) else None if at_edge and second is None else True)
    assert found.truth is (True if True in held else None if None in held else False)
    assert found.at_hour == (found.truth is None)


@given(dated())
def test_the_turning_days_of_a_measure_are_those_on_which_its_lines_settle_otherwise(drawn):
    name, on = drawn
    measure, turns = CATALOGUE[name], CATALOGUE[name].turning_days()
    assert list(turns) == sorted(turns)
    ordinal = on.toordinal()
    before, now = (measure.on(each, each) for each in (ordinal - 1, ordinal))
    if ordinal not in turns:
        assert [each.settled for each in before.edition.clauses] == [each.settled for each in now.edition.clauses]
    assert bool(differences(measure, on - DAY, on)) <= (ordinal in turns)
    state = now.call
    assert (state.truth, state.call) == (
        state_on(measure.identity, ordinal).truth,
        state_on(measure.identity, ordinal).call,
    )


@given(dated(), st.sampled_from((True, False, None)))
def test_that_a_call_takes_applications_is_a_line_like_others(drawn, held):
    name, on = drawn
    measure = CATALOGUE[name]
    words = {True: "open", False: "closed", None: "unknown"}
    node = measure.call_node(CallState(state=words[held], call=None), on.toordinal())
    if held is None:
        assert isinstance(node, Unpublished)
    else:
        assert isinstance(node, Constant)
        assert node.value is held


@given(st.integers(FIRST, LAST))
def test_the_ends_of_time_are_no_days(ordinal):
    assert day(ordinal) == (dt.date.fromordinal(ordinal) if FIRST < ordinal < LAST else None)
    assert day(FIRST) is day(LAST) is day(None) is None


@given(NAME)
def test_each_call_has_the_day_it_opens_and_the_day_it_closes(name):
    measure = CATALOGUE[name]
    found = list(deadlines(measure))
    assert [(each.call.id, each.opening) for each in found] == [
        (call.id, opening) for call in measure.identity.calls for opening in (True, False)
    ]
    for each in found:
        told = each.to_dict()
        mark, at = (each.call.opens, each.call.opens_at) if each.opening else (each.call.closes, each.call.closes_at)
        assert (each.mark, each.at) == (mark, at)
        assert (told["measure"], told["call"], told["what"]) == (
            name,
            each.call.id,
            "opens" if each.opening else "closes",
        )
        assert told["mark"] == each.call.basis.mark.value
        assert (each.moment is not None) == (at is not None and mark is not None and mark.known)
        if each.moment is not None:
            assert mark is not None
            local = each.moment.astimezone(ZoneInfo(measure.time_zone))
            assert local.date().toordinal() == mark.early
            assert (local.hour * 60 + local.minute) * 60 + local.second == at


# --- differences ---------------------------------------------------------------------------------


@settings(max_examples=examples(25))
@given(dated(), st.sampled_from(LANGUAGES))
def test_what_changed_from_one_day_to_the_next(drawn, language):
    name, on = drawn
    measure = CATALOGUE[name]
    assert differences(measure, on, on, language) == ()
    there, back = differences(measure, on - DAY, on, language), differences(measure, on, on - DAY, language)
    assert {(each.what, each.name): (each.before, each.after) for each in there} == {
        (each.what, each.name): (each.after, each.before) for each in back
    }
    assert dict(changes_in(measure, on.year, language)).get(on, ()) == there
    for each in there:
        told = each.to_dict()
        assert (told["what"], told["name"], told["label"]) == (each.what, each.name, each.label)
        either = each.after or each.before
        assert either is not None
        assert each.label == either.label != ""
        for side, key in ((each.before, "before"), (each.after, "after")):
            assert (told[key] is None) == (side is None)
            if side is not None:
                plain = cast("Any", side.to_dict())
                assert (plain["says"], plain["toml"]) == (side.says, side.toml)
                assert [one["mark"] for one in plain["bases"]] == [one.mark.value for one in side.bases]
                assert set(sources_of(side.bases)) == {one.source.title for one in side.bases if one.source is not None}
    calls = {each.name: each for each in there if each.what == "call"}
    state = [state_on(measure.identity, one.toordinal()) for one in (on - DAY, on)]
    opened = [one.call is not None and one.state != "closed" for one in state]
    assert bool(calls) == (opened[0] != opened[1] or (opened[0] and state[0].call != state[1].call))


@given(NAME)
def test_the_text_of_a_rule_is_toml_that_says_it(name):
    measure = CATALOGUE[name]
    for call in measure.identity.calls:
        told = tomli.loads(call_text(call))
        assert told["id"] == call.id
        assert told["budget"] == (str(call.budget) if call.budget is not None else "unknown")
        if call.opens is not None and call.opens.known and call.opens_at is None:
            assert told["opens"].toordinal() == call.opens.early
    for each in measure.rules.book.conditions:
        for version in each.versions:
            told = tomli.loads(conditions_text((version,)))
            assert told["holds"] == " ".join(version.text.split())
            assert told.get("applies") == (" ".join(version.guard.split()) if version.guard else None)
        both = conditions_text(each.versions)
        assert both.count("holds = ") == len(each.versions)
    for duty in measure.rules.book.duties:
        told = tomli.loads(duty_text(duty))
        assert (told["holds"], told["until"]) == (" ".join(duty.text.split()), " ".join(duty.last.split()))


# --- expressions ---------------------------------------------------------------------------------


@settings(max_examples=examples(12))
@given(st.data())
def test_a_line_of_a_measure_comes_to_what_the_measure_says(data):
    found = decided(data)
    lines = [
        (clause, clause.versions[0].text)
        for clause in found.dated.edition.clauses
        if len(clause.versions) == 1 and clause.versions[0].period.holds(found.terms_day)
        and clause.versions[0].applies is None and clause.id not in {*REGIMES, SOMETHING}
    ]  # fmt: skip
    if not lines:
        return
    clause, line = data.draw(st.sampled_from(lines))
    answer = evaluate(line, found, CATALOGUE.region(found.measure.region).region.member_state)
    assert answer.low is answer.high is truth(found, clause)
    assert answer.settled == (answer.low is not None)
    told = cast("Any", answer.to_dict())
    assert told["expression"] == answer.text == " ".join(line.split())
    assert (told["value"], told["bounds"]) == (answer.low, [answer.low, answer.low])
    assert told["reads"].keys() == answer.read.keys() <= found.facts.keys()
    assert told["missing"] == list(answer.missing)
    assert not {*answer.missing} & found.facts.keys()


@settings(max_examples=examples(12))
@given(st.data())
def test_what_a_definition_comes_to_is_what_its_bounds_enclose(data):
    found = decided(data)
    book, facts = found.measure.rules.book, found.facts
    for name in book.derived.keys() - facts.keys():
        if name in found.measure.reads:
            worked = worked_out(name, book, found.dated.edition, facts, found.law_day)
            answer = evaluate(name, found, CATALOGUE.region(found.measure.region).region.member_state)
            assert (worked is not None) == (answer.low is not None and answer.low == answer.high), name
            if isinstance(worked, str):
                assert worked == answer.low


# --- templates, and what is known ----------------------------------------------------------------


@given(NAME, st.sampled_from(LANGUAGES))
def test_a_template_asks_for_what_the_rules_read_and_is_an_application_once_filled_in(name, language):
    measure = CATALOGUE[name]
    found = template(measure, language)
    lines = found.lines()
    assert str(found) == "\n".join(lines)
    assert (found.measure, found.region, found.language) == (name, measure.region, language)
    every = [one for key in found.keys for one in key.every()]
    told = cast("Any", found.to_dict())
    assert (told["measure"], told["title"]) == (name, measure.title.in_language(language))
    assert [each["fact"] for each in told["facts"]] == [each.fact for each in every if not each.instead]
    assert [each["fact"] for each in told["instead"]] == [each.fact for each in every if each.instead]
    for plain, each in zip(told["facts"], [one for one in every if not one.instead], strict=True):
        assert (plain["question"], plain["type"], plain["choices"]) == (each.question, each.type, list(each.choices))
    assert {each.fact for each in every} == {
        each.fact
        for key in found.keys
        for each in (key, *key.fields, *(low for below in key.fields for low in below.fields))
    }
    facts = measure.vocabulary.facts
    asked = {
        entry.input_key for fact, entry in facts.items() if fact in measure.reads and not entry.of_list and fact != "on"
    }
    assert asked <= {each.fact for each in found.keys}
    assert all(any(each.question in line for line in lines) for each in every)
    # Each key that is filled in by its example is read without a complaint, but for those in place of others.
    needed = evolve(found, keys=tuple(key for key in found.keys if not key.instead)).lines()
    nothing = {f"#{key.fact} = []" for key in found.keys}
    filled = "\n".join(line.removeprefix("#") for line in needed if not line.startswith("# ") and line not in nothing)
    application = CATALOGUE.parse_application(filled, region=measure.region)
    assert application.region == measure.region
    assert measure.assess(application).id == name


@given(st.sampled_from(REGIONS), st.sets(NAME, max_size=6))
def test_what_is_known_of_measures_is_what_is_known_of_each(region, names):
    vocabulary = CATALOGUE.region(region).region.vocabulary
    measures = tuple(CATALOGUE[name] for name in sorted(names))
    found, none = knowledge(measures, vocabulary), knowledge((), vocabulary)
    single = [knowledge((each,), vocabulary) for each in measures]
    assert (found.measures, found.without_python) == (len(measures), sum(each.without_python for each in single))
    assert found.missing == tuple(one for each in single for one in each.missing)
    for mark in (*(each.value for each in Mark), "unknown"):
        assert found.marks[mark] - none.marks[mark] == sum(each.marks[mark] - none.marks[mark] for each in single)
    told = found.to_dict()
    assert (told["measures"], told["figures"]) == (len(measures), dict(found.marks))
    assert told["missing"] == [each.to_dict() for each in found.missing]
    for each, one in zip(measures, single, strict=True):
        calls = [
            (call.id, what)
            for call in each.identity.calls
            for what in ("opens", "closes", "budget")
            if getattr(call, what) is None
        ]
        open_ = [missing.what for missing in one.missing]
        assert open_[len(open_) - len(calls) :] == [f"{call} {what}" for call, what in calls]
        assert all(
            missing.to_dict()
            == {"measure": each.id, "what": missing.what, "label": missing.label, "authority": missing.authority}
            for missing in one.missing
        )
        functions = [node for root in each.rules.book.nodes() for node in walk(root) if isinstance(node, FunctionCall)]
        assert one.without_python == (not functions)
        own = [
            version
            for key, parameter in each.rules.book.parameters.items()
            if key not in vocabulary.parameters
            for version in parameter.versions
        ]
        assert sum(one.marks.values()) - sum(none.marks.values()) <= len(own)
        assert sum(one.marks.values()) > sum(none.marks.values()) or not own


# --- groups, and assistance ----------------------------------------------------------------------


@st.composite
def grouped(draw):
    """An application with its group: an applicant, somebody else, and what that one holds."""
    staff, others, share = (
        draw(st.integers(0, 300)),
        draw(st.none() | st.integers(0, 300)),
        draw(st.sampled_from((10, 30, 60))),
    )
    own = firm("A", staff, 1, 1, years=(2022, 2023), country="SI")
    other = firm("P", others, 1, 1, years=(2022, 2023), country="SI")
    award = tuple(
        PastAward(
            undertaking=who,
            granted=dt.date(2024, 1, 10),
            amount=Money(cents, "EUR"),
            regime="de-minimis",
            member_state="SI",
        )
        for who, cents in draw(
            st.lists(st.tuples(st.sampled_from((None, "A", "P", "X")), st.integers(0, 10**7)), max_size=3)
        )
    )
    return Application(
        region="slovenia", on=dt.date(2024, 9, 2), undertaking=Undertaking(id="A"), enterprise=(own, other),
        holding=(owns("P", "A", share),), award=award,
    )  # fmt: skip


@given(grouped())
def test_the_size_of_an_applicant_is_that_which_the_law_gives_its_group(application):
    group = group_of(application, application.enterprise)
    assert (group.enterprises, group.holdings) == (application.enterprise, application.holding)
    found = Grouped.of(application, application.on, "SI", {})
    assert found is not None
    status = sme_status(group, "A", application.on)
    assert found.size == {"not-sme": "large", "undetermined": None}.get(status.status, status.status)
    assert Grouped.of(evolve(application, enterprise=None), application.on, "SI", {}) is None
    assert found.asks == status.asks
    lines = found.working()
    assert len(lines) == len(status.periods) + len(status.counted) + len(status.review)
    assert all(any(each.enterprise in line and each.why in line for line in lines) for each in status.counted)
    ours = {None, *found.undertaking.ids}
    records = tuple({"undertaking": each.undertaking, "amount": each.amount.minor} for each in application.award)
    facts = cast("Any", found.facts({"award": records, "other": 1}))
    assert facts["other"] == 1
    assert facts.get("undertaking.size") == found.size
    assert [each["amount"] for each in facts["award"]] == [
        each.amount.minor for each in application.award if each.undertaking in {*ours, *found.undertaking.possible}
    ]


@given(
    st.lists(st.tuples(st.dates(dt.date(2020, 4, 1), dt.date(2024, 8, 1)), st.integers(0, 10**7)), max_size=3),
    st.sampled_from(("GB", "SI")),
)
def test_assistance_that_is_left_is_what_the_law_leaves_of_past_aid(had, state):
    on = dt.date(2024, 9, 2)
    award = tuple(
        PastAward(granted=granted, amount=Money(pence, "GBP"), regime="mfa", member_state="GB")
        for granted, pence in had
    )
    application = Application(region="westmidlands", on=on, award=award)
    found = assistance_left(application, on, state, {})
    assert (found is None) == (state != "GB")
    assert assistance_left(evolve(application, award=None), on, state, {}) is None
    if found is not None:
        own = [evolve(each, undertaking="applicant") for each in award]
        expected = headroom(own, subject="applicant", member_state="GB", on=on, regime="mfa")
        assert (found.headroom, found.used) == (expected.headroom, expected.used)
        lines = working(found)
        assert len(lines) == 1 + len(found.counted)
        assert str(found.used) in lines[0]
        assert all(
            each.granted.isoformat() in line and str(each.amount) in line
            for each, line in zip(found.counted, lines[1:], strict=True)
        )
