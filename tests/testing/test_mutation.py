"""The mutation score: every kind of mutant is noticed by a case that should, and by none that should not."""

import datetime as dt
import random

import pytest
from attrs import evolve
from tests.assessment.made import catalogue_of
from tests.installed import CATALOGUE
from tests.soak import part
from tests.testing.mutated import MEASURE, START, STRONG, WEAK

from intra_core.assessment.examples import assessed, run_example
from intra_core.rules.book import ON
from intra_core.rules.kinds import DAYS, MONTHS, Day, YesNo
from intra_core.rules.language import Compare, Constant, Fact, Shift
from intra_core.rules.measure import Example
from intra_core.testing import cases_of, examples_of, region_score, score, score_of_words
from intra_core.testing.mutation.building import Building
from intra_core.testing.mutation.differing import Differing
from intra_core.testing.mutation.kinds import MutantKind
from intra_core.testing.mutation.noticing import decided, notices
from intra_core.testing.mutation.proving import alike, is_equal
from intra_core.testing.mutation.score import percent


@pytest.fixture
def made(tmp_path):
    """Give a way to make a region of one measure with some examples."""

    def make(examples, measure=MEASURE, **more):
        catalogue = catalogue_of(tmp_path, measure + examples, **more)
        return catalogue.region("made").region, catalogue["made.voucher"]

    return make


def scored(made, examples, measure=MEASURE):
    region, voucher = made(examples, measure)
    return score(region, voucher, examples_of(voucher))


def built(region, measure):
    building = Building(region, measure)
    for mutant in building.mutants():
        rules = building.built(mutant)
        if rules is not None:
            yield building, mutant, Differing(measure, rules)


# --- what notices -------------------------------------------------------------------------------


def test_examples_on_both_sides_of_every_line_notice_every_mutant(made):
    found = scored(made, STRONG)
    assert [str(each) for each in found.survivors] == []
    assert found.share == 1
    assert found.rows == STRONG.count("[[example]]")


def test_a_lone_example_far_from_every_bound_leaves_a_survivor_of_each_kind(made):
    found = scored(made, WEAK)
    assert {each.kind for each in found.survivors} == set(MutantKind)
    assert found.share < 1


def test_without_any_case_nothing_is_noticed(made):
    found = scored(made, "")
    assert (found.noticed, found.rows, found.share) == (0, 0, 0)


def test_an_example_that_does_not_hold_shows_nothing(made):
    assert scored(made, START + 'expect = { verdict = "ineligible" }\n').rows == 0


def test_each_survivor_has_its_line_as_it_stands_and_as_it_would(made):
    found = scored(made, WEAK)
    lines = MEASURE.splitlines()
    for each in found.survivors:
        key = str(next(part for part in reversed(each.path) if isinstance(part, str)))
        assert each.line is not None
        assert key in lines[each.line - 1] or lines[each.line - 1].startswith("[")
        assert str(each).startswith(f"{each.file}:{each.line}: nothing notices if ")
    told = {str(each).partition(": ")[2] for each in found.survivors}
    assert 'nothing notices if ceiling were "EUR 999.99" instead of "EUR 1000.00"' in told
    assert "nothing notices if closes of the call one were 2025-01-01 instead of 2024-12-31" in told
    assert 'nothing notices if condition form were not there: "undertaking.legal_form in forms"' in told


def test_a_line_that_the_library_would_refuse_is_no_mutant(made):
    region, measure = made(WEAK)
    building = Building(region, measure)
    refused = [each for each in building.mutants() if building.built(each) is None]
    assert {each.kind for each in refused} <= {MutantKind.PERIOD, MutantKind.SIGN, MutantKind.EXTREME}


# --- what is fast is also right -----------------------------------------------------------------


def _noticed_when_read_anew(building, mutant, measure, cases):
    rules = building.read_anew(mutant)
    whole = evolve(measure, rules=rules)
    return any(run_example(whole, each.example) for each in cases)


def test_a_changed_tree_is_noticed_as_the_file_read_anew_is(made):
    region, measure = made(STRONG)
    for start in (WEAK, STRONG):
        cases = [each for each in examples_of(measure) if each.example.name in start]
        rows, _ = decided(measure, cases)
        for building, mutant, differing in list(built(region, measure))[:: part(3, 1)]:
            assert (notices(differing, rows) is not None) == _noticed_when_read_anew(
                building, mutant, measure, cases
            ), mutant


@pytest.mark.parametrize("name", ["bulgaria.clusters", "algarve.qualification", "slovenia.spirit_fair_2017"])
def test_so_is_a_sample_of_the_mutants_of_a_region(name):
    region, measure = CATALOGUE.region(name.partition(".")[0]).region, CATALOGUE[name]
    cases = examples_of(measure)
    rows, _ = decided(measure, cases)
    several = {each.id for each in measure.rules.book.conditions if len(each.versions) > 1}
    for building, mutant, differing in list(built(region, measure))[::9]:
        if mutant.kind is MutantKind.CONDITION and mutant.of.removeprefix("condition ") in several:
            continue  # read anew, the wording before it would hold in its place
        assert (notices(differing, rows) is not None) == _noticed_when_read_anew(building, mutant, measure, cases), (
            mutant
        )


# --- what is proved -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["bulgaria.innovation_centre", "slovenia.spirit_fair_2024", "abruzzo.digital_bonus"])
def test_what_is_proved_to_change_nothing_never_differs_in_a_random_draw(name):
    region, measure = CATALOGUE.region(name.partition(".")[0]).region, CATALOGUE[name]
    equal = [differing for _, _, differing in built(region, measure) if is_equal(differing)]
    drawn, compared = random.Random(6), 0
    days = [day for call in measure.identity.calls for day in _days(call)]
    for differing in equal:
        for _ in range(6):
            example = _drawn(drawn, measure, days)
            before, after = assessed(measure, example), assessed(differing.measure, example)
            if before.dated.call.state == "closed" and after.dated.call.state == "closed":
                continue
            compared += 1
            assert (before.verdict, before.unmet, before.unknown, before.low, before.high) == (
                after.verdict, after.unmet, after.unknown, after.low, after.high,
            )  # fmt: skip
    assert equal
    assert compared > len(equal)


EVENT = Fact("event.starts", Day())


@pytest.mark.parametrize("sometimes_untold", [EVENT, Shift(EVENT, Constant(1, DAYS), "days", 1)])
def test_a_day_that_nobody_may_have_told_is_not_proved_to_be_met(sometimes_untold):
    later = Shift(sometimes_untold, Constant(6, MONTHS), "months", 1)
    assert not alike(Compare("<=", sometimes_untold, later), Constant(value=True, kind=YesNo()))
    always = Compare("<=", ON, Shift(ON, Constant(6, MONTHS), "months", 1))
    assert alike(always, Constant(value=True, kind=YesNo()))


def _days(call):
    for mark in (call.opens, call.closes):
        if mark is not None:
            yield from (dt.date.fromordinal(day + more) for day in (mark.early, mark.late) for more in (-1, 0, 1))


def _drawn(drawn, measure, days):
    """Mix the facts of two examples, leave some out, and move the day of application."""
    one, other = drawn.choices(measure.examples, k=2)
    given = {key: value for key, value in {**one.given, **other.given}.items() if drawn.random() < 0.9}
    if "cost" in given:
        given.pop("costs", None)
    day = drawn.choice(days)
    project = given.get("project")
    given["project"] = {**(project if isinstance(project, dict) else {}), "submitted": day}
    return Example(name="drawn", on=max(day, one.on), given=given, expect={})


def test_a_figure_of_days_on_which_nobody_can_apply_is_proved_to_change_nothing(made):
    before = 'ceiling = [{ value = "EUR 1000.00", source = "s", mark = "sourced" }]'
    after = """ceiling = [
        { until = 2024-06-19, value = "EUR 900.00", source = "s", mark = "sourced" },
        { since = 2024-06-20, value = "EUR 1000.00", source = "s", mark = "sourced" },
    ]"""
    found = scored(made, STRONG, MEASURE.replace(before, after))
    assert found.survivors == ()
    assert {(each.before, each.after) for each in found.equal if each.of == "ceiling"} == {
        ('"EUR 900.00"', '"EUR 899.99"'), ('"EUR 900.00"', '"EUR 900.01"'),
    }  # fmt: skip


def test_a_figure_that_nobody_published_has_no_threshold_to_move(made):
    figure = 'ceiling = [{ value = "EUR 1000.00"'
    unknown = figure.replace('"EUR 1000.00"', '"unknown", between = ["EUR 10.00", "EUR 1000.00"]')
    region, measure = made("", MEASURE.replace(figure, unknown))
    assert not [each for each in Building(region, measure).mutants() if each.of == "ceiling"]


# --- a region's own words, and the whole region -------------------------------------------------

VOCABULARY = """schema = 1
[set]
"territory.home" = { nuts = ["SI03", "SI04"] }
[parameter]
most = [{ value = "9 persons", source = "v", mark = "sourced" }]
[source.v]
title = "Source"
read = 2026-11-22
[define]
few = { is = "undertaking.employees <= most" }
[label]
"territory.home" = { en = "home" }
most = { en = "greatest number" }
few = { en = "few people" }
"""
NAMES = MEASURE.replace("[state_aid]", """[[condition]]
id = "home"
holds = "undertaking.seat in territory.home and few"
source = "s"
mark = "sourced"
[state_aid]""")  # fmt: skip


def _at_home(seat, staff, expect):
    name = f"{staff} at {seat}"
    given = f'{{ undertaking.seat = {{ code = "{seat}", version = "2021" }}, undertaking.employees = {staff} }}'
    return f'[[example]]\nname = "{name}"\nlike = "a firm at a fair"\ngiven = {given}\nexpect = {expect}\n'


def test_the_words_of_a_region_are_judged_by_the_cases_of_its_measures(made):
    inside = _at_home("SI031", 9, '{ verdict = "eligible" }') + _at_home("SI041", 9, '{ verdict = "eligible" }')
    region, measure = made(START + "expect = { }\n" + inside, NAMES, vocabulary=VOCABULARY)
    found = score_of_words(region, [measure], examples_of(measure))
    assert found is not None
    assert {str(each).partition(": ")[2] for each in found.survivors} == {
        'nothing notices if most were "10 persons" instead of "9 persons"',
    }
    beyond = _at_home("SI031", 10, '{ unmet = ["home"] }')
    region, measure = made(START + "expect = { }\n" + inside + beyond, NAMES, vocabulary=VOCABULARY)
    every = region_score(region, [measure], examples_of(measure))
    assert every.vocabulary is not None
    assert every.vocabulary.share == 1
    assert every.parts == (*every.measures, every.vocabulary)
    assert every.vocabulary.to_dict()["score"] == 1.0


def test_a_region_without_files_has_no_lines(made):
    region, measure = made(WEAK)
    nowhere = evolve(region, folder=None)
    with pytest.raises(ValueError, match="has no files"):
        score(nowhere, measure, ())


LEAST = {"abruzzo": 99, "algarve": 96, "bulgaria": 98, "extremadura": 98, "slovenia": 99, "westmidlands": 97}
"""What each region's cases notice at the least, in percent; it only rises."""


@pytest.mark.parametrize("name", sorted(LEAST)[: part(1, len(LEAST))])
def test_the_score_of_a_region(name):
    region = CATALOGUE.region(name).region
    found = region_score(region, CATALOGUE.of_region(name), cases_of(region))
    rows = sum(each.rows for each in found.measures)
    print(f"{name}: {percent(found.share)} of {sum(each.counted for each in found.parts)} mutants by {rows} cases")
    assert found.share * 100 >= LEAST[name]
