"""Expressions worked out for an application: as the measure itself works out its own lines."""

import json
import random
from fractions import Fraction

import pytest
from tests.assessment.drawing import days_of, drawn, pools_of
from tests.assessment.made import REST, measure_of
from tests.installed import CATALOGUE
from tests.soak import halved

import intra_core
from intra_core.assessment.assessment import Assessment
from intra_core.assessment.evaluation import _complaint, evaluate
from intra_core.errors import WrongInput
from intra_core.io.book_tables import REGIMES
from intra_core.model.application import Application
from intra_core.rules.language import Named
from intra_core.rules.parse import Fault
from intra_core.rules.payment import SOMETHING

MEASURES = [measure.id for measure in CATALOGUE]
NAMED_AWARDS = [measure.id for measure in CATALOGUE if isinstance(measure.rules.book.award, Named)]


def assessments(name):
    """Draw facts around the boundaries of a measure's rules, some left out, and decide them."""
    measure, rng = CATALOGUE[name], random.Random(f"evaluate {name}")
    days = days_of(measure)
    for day in rng.sample(days, min(2, len(days))):
        dated = measure.on(day, day)
        pools = pools_of(dated.edition, day)
        for missing in (0, 0.4):
            facts = drawn(pools, rng, missing)
            facts |= {"on": day, "project.submitted": day, "undertaking.fiscal_year_end": 1231}
            decided = dated.edition.decide(facts)
            yield Assessment(measure, dated, facts, Application(region=measure.region), (), {}, *decided)


def truth(assessment, clause):
    bit = 1 << assessment.dated.edition.clauses.index(clause)
    return None if assessment.unknown_bits & bit else not assessment.unmet_bits & bit


@pytest.mark.no_cover  # what it runs is covered by others, and it is far faster unmeasured
@pytest.mark.parametrize("name", halved(MEASURES))
def test_a_line_of_a_measure_comes_to_what_the_measure_says(name):
    member_state = CATALOGUE.region(CATALOGUE[name].region).region.member_state
    compared = 0
    for assessment in assessments(name):
        for clause in assessment.dated.edition.clauses:
            for version in clause.versions:
                surely = len(clause.versions) == 1 and version.period.holds(assessment.terms_day)
                if surely and version.applies is None and clause.id not in {*REGIMES, SOMETHING}:
                    found = evaluate(version.text, assessment, member_state)
                    assert found.low is found.high is truth(assessment, clause)
                    compared += 1
    assert compared or not days_of(CATALOGUE[name])


@pytest.mark.no_cover  # what it runs is covered by others, and it is far faster unmeasured
@pytest.mark.parametrize("name", NAMED_AWARDS)
def test_the_award_lies_where_the_measure_says(name):
    award = CATALOGUE[name].rules.book.award
    assert isinstance(award, Named)
    member_state = CATALOGUE.region(CATALOGUE[name].region).region.member_state
    for assessment in assessments(name):
        found = evaluate(award.name, assessment, member_state)
        for end, cents in ((found.low, assessment.low), (found.high, assessment.high)):
            assert end is None or Fraction(cents, 100) == end
        assert found.settled == (assessment.low == assessment.high)


FIGURES = """days = [{ value = 2024-12-31, source = "s", mark = "sourced" }]
proof = [{ value = true, source = "s", mark = "sourced" }]
kind = [{ value = "small", source = "s", mark = "sourced" }]
rates = [{ value = { micro = "6 %", small = "60 %", medium = "unknown", large = "1 %" },
  source = "s", mark = "sourced" }]
late = [{ value = "EUR 5.00", since = 2025-01-01, source = "s", mark = "sourced" }]
three = [{ value = "3 persons", source = "s", mark = "sourced" }]
[label]
days = { en = "the day" }
proof = { en = "the proof" }
kind = { en = "the kind" }
rates = { en = "the rates" }
late = { en = "the late one" }
three = { en = "three" }
third = { en = "third" }
"""
DEFINE = """[define]
third = { is = "costs.eligible / three", round = "down", to = "EUR 0.0001 per person" }
"""
LINES = (
    "on <= days",
    "proof",
    "undertaking.size == kind",
    "grant >= late",
    "third * three <= ceiling",
    "costs.eligible * rates[undertaking.size] <= ceiling",
)
USING = f"""[[condition]]
id = "all"
holds = "{" and ".join(LINES)}"
source = "s"
mark = "sourced"
"""
FACTS = """region = "made"
on = 2024-09-02
award = []
[undertaking]
employees = 12
headcount = 12.5
size = "small"
seat = "SI032"
insolvent = false
nace = [{ code = "25.62", revision = "2" }]
[costs]
eligible = "EUR 4000.00"
"""


@pytest.fixture
def voucher(tmp_path):
    rest = REST.replace("[label]\n", FIGURES).replace("[define]\n", DEFINE)
    return measure_of(tmp_path, rest=rest + USING)


def told(voucher, text, facts=FACTS):
    return evaluate(text, voucher.assess(intra_core.parse_application(facts)), "SI")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("grant", "2400.00"),
        ("intensity", "60 %"),
        ("costs.eligible * intensity", "2400.00"),
        ("third", "1333.3333"),
        ("third * intensity", "799.99998"),
        ("intensity * intensity * intensity", "21.6 %"),
        ("intensity * intensity * intensity * intensity * intensity", "7.776 %"),
        ("days", "2024-12-31"),
        ("proof", True),
        ("undertaking.size", "small"),
        ("undertaking.seat", "SI032"),
        ("undertaking.nace", 1),
        ("count(undertaking.nace)", 1),
        ("undertaking.employees", 12),
        ("undertaking.headcount", "12.5"),
        ("undertaking.fiscal_year_end", "--12-31"),
        ("region.member_state", "SI"),
        ("rates[undertaking.size]", "60 %"),
        ("grant >= ceiling", False),
        ("  grant\n  >= grant  ", True),
    ],
)
def test_a_value_of_each_kind_stands_in_json_as_elsewhere(voucher, text, value):
    data = told(voucher, text).to_dict()
    assert json.loads(json.dumps(data))["value"] == value
    assert data["bounds"] == [value, value]
    assert data["expression"] == " ".join(text.split())
    assert (data["missing"], data["open"]) == ([], {})


@pytest.mark.parametrize(
    ("text", "bounds", "missing"),
    [
        ("grant", ["0.00", "9999.99"], ["cost"]),
        ("ceiling - grant", ["0.00", "9999.99"], ["cost"]),
        ("costs.eligible", ["0.00", None], ["cost"]),
        ("ceiling - costs.eligible", [None, "9999.99"], ["cost"]),
        ("undertaking.registered", [None, None], ["undertaking.registered"]),
        ("undertaking.nace", [None, None], ["undertaking.nace"]),
        ("undertaking.seat", [None, None], ["undertaking.seat"]),
        ("undertaking.insolvent", [None, None], ["undertaking.insolvent"]),
        ("on if undertaking.insolvent else days", ["2024-09-02", "2024-12-31"], ["undertaking.insolvent"]),
    ],
)
def test_what_is_not_told_leaves_bounds_and_names_the_facts(voucher, text, bounds, missing):
    found = told(voucher, text, 'region = "made"\non = 2024-09-02\n')
    data = found.to_dict()
    assert not found.settled
    assert (data["value"], data["bounds"], data["missing"]) == (None, bounds, missing)


def test_a_figure_that_is_not_known_is_named_with_the_reason(voucher):
    assert told(voucher, "late").to_dict()["open"] == {"late": "no figure in force on that day; at least EUR 0.01"}
    medium = told(voucher, "rates[undertaking.size]", FACTS.replace('"small"', '"medium"')).to_dict()
    assert medium["open"] == {"rates": "not published"}


def test_a_figure_that_no_rule_of_the_measure_names_is_that_of_the_day(voucher):
    assert told(voucher, "de_minimis.ceiling_2023").to_dict()["value"] == "300000.00"


def test_a_list_of_costs_is_counted_as_the_measure_counts_it(tmp_path):
    rest = REST.replace(
        'kinds = ["fee"]', 'kinds = ["fee"]\nwhere = "x.net > de_minimis.none"\nsource = "s"\nmark = "sourced"'
    )
    voucher = measure_of(tmp_path, rest=rest)
    costs = 'region = "made"\non = 2024-09-02\ncost = [{ kind = "fee", net = "EUR 0.00", incurred = 2024-09-01 }]\n'
    assert told(voucher, "costs.eligible", costs).to_dict()["value"] == "0.00"


@pytest.mark.parametrize(
    ("text", "says", "column"),
    [
        ("grant >= flor", "unknown name 'flor'", 10),
        ("rates", "'rates'", 1),
        ("grant = ceiling", "'=' does not compare", 7),
        ("", "there is no expression", 1),
        ("grant > 5", "the number 5 has no name", 9),
    ],
)
def test_a_fault_is_told_with_its_column(voucher, text, says, column):
    with pytest.raises(WrongInput) as wrong:
        told(voucher, text)
    (complaint,) = wrong.value.complaints
    assert says in complaint.says
    assert (complaint.file, complaint.line, complaint.column) == ("EXPRESSION", 1, column)


def test_a_fault_inside_a_definition_has_no_column_in_the_expression():
    complaint = _complaint(Fault("its own entry is faulty", 3, "mend it").under("grant"), "grant")
    assert (complaint.file, complaint.line, complaint.column) == ("EXPRESSION", None, None)
