"""What an answer has the law work out is what the law says when it is asked, for any group and any past aid."""

import datetime as dt

import narwhals.stable.v2 as nw
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assessment.test_each_measure import MEASURES
from tests.installed import CATALOGUE
from tests.shapes.test_shapes import CATALOGUE as SHAPES
from tests.soak import examples

from intra_core.assessment.calls import state_on
from intra_core.assessment.columnar.dated import DatedMeasure, Moment
from intra_core.assessment.columnar.intake import Source, parts_of, values
from intra_core.assessment.columnar.simulation.kinds import SIZES, size_probe
from intra_core.assessment.examples import assessed
from intra_core.assessment.turns import of_period
from intra_core.law.aid.in_group import headroom_in_group
from intra_core.law.reference_rates import stated_rates
from intra_core.law.single_undertaking import single_undertaking
from intra_core.law.sme.status import sme_status
from intra_core.model.application import Application
from intra_core.model.days import Daymark, Period
from intra_core.model.group import Enterprise, Group
from intra_core.model.undertaking import Undertaking
from intra_core.rules.columnar.facts import Table
from intra_core.rules.columnar.reading import Columnar
from intra_core.rules.kinds import DECIMAL_UNITS, KIND_WORDS, Choice, Kind, MonthDay, Number, kind_of, number_of
from intra_core.rules.language import facts_of
from intra_core.testing.strategies.aid import aid_histories
from intra_core.testing.strategies.groups import groups

DAYS = st.dates(dt.date(2024, 2, 1), dt.date(2026, 6, 30))
BRITISH = [each.id for each in CATALOGUE.of_region("westmidlands")]


@settings(max_examples=examples(20))
@given(st.sampled_from(MEASURES), groups(most=4), DAYS)
def test_a_group_is_what_the_law_makes_of_it(name, group, on):
    measure = CATALOGUE[name]
    alone = Application(region=measure.region, undertaking=Undertaking(id="A"))
    told = Application(
        region=measure.region,
        undertaking=Undertaking(id="A"),
        enterprise=group.enterprises,
        holding=group.holdings,
        adjacent=group.adjacent,
        jointly=group.jointly,
    )
    assert measure.assess(alone, on).grouped is None
    found = measure.assess(told, on).grouped
    assert found is not None
    taken = measure.policies
    assert found.status.to_dict() == sme_status(group, "A", on, policies=taken, rates=stated_rates(None)).to_dict()
    assert found.undertaking.ids == single_undertaking(group, "A", measure.member_state, on, policies=taken).ids


@settings(max_examples=examples(20))
@given(st.sampled_from(BRITISH), aid_histories(DAYS, member_state="GB", regime="mfa"), DAYS)
def test_what_is_left_of_minimal_financial_assistance_is_what_the_law_leaves(name, awards, on):
    measure = CATALOGUE[name]
    told = Application(region=measure.region, undertaking=Undertaking(id="A"), award=awards)
    assert measure.assess(Application(region=measure.region), on).assisted is None
    found = measure.assess(told, on).assisted
    assert found is not None
    alone = Group(enterprises=(Enterprise(id="A", country="GB"),))
    law = headroom_in_group(
        alone, awards, subject="A", member_state="GB", on=on, regime="mfa", policies=measure.policies,
        rates=stated_rates(None),
    )  # fmt: skip
    assert (found.headroom, found.used, found.counted) == (law.headroom, law.used, law.counted)


GRANTED = [
    (measure.id, number)
    for measure in CATALOGUE
    for number, each in enumerate(measure.examples)
    if each.expect.get("verdict") == "eligible" and " " in str(each.expect.get("award", ""))
]


@given(st.sampled_from(GRANTED))
def test_an_award_is_the_one_that_its_worked_example_has_from_the_source(place):
    name, number = place
    measure = CATALOGUE[name]
    example = measure.examples[number]
    found = assessed(measure, example)
    assert found.award is not None
    assert str(found.award.amount) == str(found.amount) == example.expect["award"]
    assert found.award.steps


@given(st.integers(1, 900), st.integers(0, 40), st.none() | st.tuples(st.integers(1, 90), st.integers(0, 40)))
def test_a_period_turns_where_it_may_begin_and_where_it_may_and_must_have_ended(early, wide, ends):
    since = Daymark(early, early + wide)
    until = Daymark(since.late + ends[0], since.late + ends[0] + ends[1]) if ends is not None else None
    period = Period(since, until)
    days = range(max(1, early - 2), (until or since).late + 3)
    seen = {day: (period.may_hold(day), period.holds(day)) for day in days}
    changes = {day for day in days[1:] if seen[day] != seen[day - 1]}
    assert changes <= set(of_period(period))
    assert {since.early, since.late} <= set(of_period(period))


@given(st.sampled_from(KIND_WORDS), st.none() | st.sampled_from((1, 10, 100)))
def test_a_whole_number_in_a_column_counts_in_the_parts_of_its_kind(word, scale):
    kind = kind_of(word)
    assert kind is not None
    found = parts_of(kind, scale)
    if isinstance(kind, Number) and scale is not None:
        assert found == kind.scale // scale
    else:
        assert found == (kind.scale if word in DECIMAL_UNITS and isinstance(kind, Number) else 1)


@given(st.lists(st.sampled_from(MEASURES), min_size=2, max_size=3, unique=True))
def test_the_sizes_of_applicants_are_asked_by_the_figures_of_their_measure(names):
    for name in names:
        measure = CATALOGUE[name]
        probe = size_probe(measure)
        assert [each.id for each in probe.rules.book.conditions] == list(SIZES)
        assert probe.rules.book.currency == measure.rules.book.currency
        assert probe.rules.book.parameters is measure.rules.book.parameters
        assert (probe.member_state, probe.identity.calls) == (measure.member_state, ())


@given(st.lists(st.sampled_from(MEASURES), min_size=2, max_size=3, unique=True), DAYS)
def test_lines_over_columns_are_those_of_the_measure_on_each_day(names, on):
    for name in names:
        measure = CATALOGUE[name]
        reading = DatedMeasure(measure, Columnar(Table()))
        state = state_on(measure.identity, on.toordinal())
        moment = Moment(on.toordinal(), None, state)
        call = reading.call()
        assert call.calls
        assert call.node(moment) == measure.call_node(state, on.toordinal())
        for duty in measure.rules.book.duties:
            rule = reading.duty(duty)
            assert rule.periods == (duty.period,)
            held = rule.node(moment)
            assert (held is None) is not duty.period.may_hold(on.toordinal())
            assert held is None or {*facts_of(duty.holds), "on"} <= set(facts_of(held))


STOPPED = [
    (measure, each.period.since.late)
    for measure in SHAPES
    for call in measure.identity.calls
    for each in call.interruptions
    if each.area is not None
]
"""Measures with a day on which one of their calls takes no applications from some area."""


@given(st.sampled_from(MEASURES), st.sampled_from(STOPPED))
def test_a_call_that_is_interrupted_in_an_area_is_so_over_columns(other, stopped):
    measure, day = stopped
    for each in (CATALOGUE[other], measure):
        state = state_on(each.identity, day)
        found = DatedMeasure(each, Columnar(Table())).call().node(Moment(day, None, state))
        assert found == each.call_node(state, day)


CELLS = st.fixed_dictionaries({
    "word": st.lists(st.none() | st.sampled_from(["small", "smal", "micro", "big"]), min_size=1, max_size=4),
    "number": st.lists(st.none() | st.integers(-5, 5), min_size=1, max_size=4),
    "day": st.lists(st.none() | st.sampled_from(["--12-31", "12-31", "--13-01"]), min_size=1, max_size=4),
})  # fmt: skip


@given(CELLS, st.integers(-3, 3))
def test_values_that_no_fact_can_have_are_complained_of_once_each(cells, least):
    most = max(map(len, cells.values()))
    filled = {name: [*each, *[None] * (most - len(each))] for name, each in cells.items()}
    types = {"word": pl.String, "number": pl.Int64, "day": pl.String}
    frame = nw.from_native(pl.DataFrame(filled, schema=types), eager_only=True)
    kinds: dict[str, Kind] = {
        "word": Choice({"small", "micro"}), "number": number_of("persons"), "day": MonthDay(),
    }  # fmt: skip
    sources = {name: Source(column=name, kind=kind) for name, kind in kinds.items()}
    found = [(each.key, each.says) for each in values("them", frame, sources, {"number": (least, 9)})]
    wrong = [("them.word", f"unknown word {word!r}") for word in sorted({"smal", "big"} & {*cells["word"]})]
    told = [each for each in cells["number"] if each is not None]
    wrong += [("them.number", f"{min(told)} is too little")] if told and min(told) < least else []
    wrong += [
        ("them.day", f"{day!r} is not a day of the year") for day in sorted({"12-31", "--13-01"} & {*cells["day"]})
    ]
    assert found == wrong
