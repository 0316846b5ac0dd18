"""Slovenia's vouchers: the rounds of the sources day by day, and examples of every verdict."""

import datetime as dt
from pathlib import Path

import pytest
from tests.installed import CATALOGUE

import intra_core
from intra_core.assessment.calls import state_on
from intra_core.assessment.examples import assessed
from intra_core.rules.book import WINDOW
from intra_core.rules.language import Unpublished, walk
from intra_core.rules.payment import SOMETHING
from intra_core.verdict import Outcome

APPLICATIONS = Path(__file__).parents[2] / "examples" / "slovenia"
VOUCHERS = (
    "certification", "delegation", "fair", "forum", "legal", "market_research",
    "intellectual_property", "ownership_transfer", "restructuring", "eic_proposal",
)  # fmt: skip
UNKNOWN_FIGURE = "its sources leave a figure or a day open"
NEVER_ELIGIBLE = {
    "algarve.collective_actions": UNKNOWN_FIGURE,
    "algarve.internationalisation_voucher": UNKNOWN_FIGURE,
    "algarve.joint_operations": UNKNOWN_FIGURE,
    "algarve.restart": "no call was found",
    "algarve.tech_park": UNKNOWN_FIGURE,
    "bulgaria.digitalisation": "no call was found",
    "slovenia.fair": UNKNOWN_FIGURE,
    "slovenia.legal": "no call was found",
    "slovenia.market_research": UNKNOWN_FIGURE,
    "slovenia.partnership": UNKNOWN_FIGURE,
    "slovenia.spirit_fair_2024": UNKNOWN_FIGURE,
    "extremadura.commercialisation_company": UNKNOWN_FIGURE,
    "extremadura.consolidation_plan": UNKNOWN_FIGURE,
    "extremadura.digitalisation": UNKNOWN_FIGURE,
    "extremadura.ecommerce": UNKNOWN_FIGURE,
    "extremadura.export_promotion": UNKNOWN_FIGURE,
    "extremadura.foreign_marketing": UNKNOWN_FIGURE,
    "extremadura.ict_cheque": UNKNOWN_FIGURE,
    "extremadura.internationalisation_plan": UNKNOWN_FIGURE,
    "extremadura.market_access": UNKNOWN_FIGURE,
    "extremadura.park_discount": UNKNOWN_FIGURE,
    "extremadura.trade_technician": UNKNOWN_FIGURE,
    "extremadura.trade_training": UNKNOWN_FIGURE,
    "extremadura.xpande": UNKNOWN_FIGURE,
    "extremadura.xpande_digital": UNKNOWN_FIGURE,
    "abruzzo.network_contracts": UNKNOWN_FIGURE,
    "abruzzo.simest_loan": UNKNOWN_FIGURE,
    "westmidlands.innovation_test_bed": UNKNOWN_FIGURE,
    "westmidlands.international_activity": UNKNOWN_FIGURE,
    "westmidlands.internationalisation_fund": UNKNOWN_FIGURE,
    "westmidlands.sme_grant": UNKNOWN_FIGURE,
    "westmidlands.warwickshire_growth": UNKNOWN_FIGURE,
}

ROUNDS = {
    "certification": {
        "2018-12-31": "closed", "2019-01-15": "unknown", "2019-01-31": "open", "2020-06-18": "open",
        "2020-06-19": "unknown", "2020-06-20": "closed", "2020-09-01": "closed", "2021-02-11": "closed",
        "2021-02-12": "open", "2021-02-13": "unknown", "2021-10-14": "unknown", "2021-10-15": "open",
        "2021-10-16": "unknown", "2022-09-29": "unknown", "2022-09-30": "open", "2023-03-31": "open",
        "2023-04-01": "closed", "2024-06-20": "closed", "2024-06-21": "open", "2028-03-31": "open",
        "2028-04-01": "closed",
    },
    "delegation": {
        "2019-02-21": "closed", "2019-02-22": "open", "2020-06-18": "open", "2020-06-19": "unknown",
        "2020-09-01": "closed", "2021-02-12": "open", "2021-02-13": "unknown", "2021-09-16": "unknown",
        "2021-09-17": "open", "2023-03-31": "open", "2023-04-01": "closed", "2024-04-11": "closed",
        "2024-04-12": "open", "2025-01-17": "open", "2025-01-18": "unknown", "2026-11-22": "open",
        "2028-03-31": "open", "2028-04-01": "closed",
    },
    "forum": {
        "2019-02-21": "closed", "2019-02-22": "open", "2020-09-01": "closed", "2021-02-12": "open",
        "2021-02-13": "unknown", "2021-09-17": "open", "2023-03-31": "open", "2023-04-01": "closed",
        "2024-09-02": "closed",
    },
    "market_research": {
        "2019-02-21": "closed", "2019-02-22": "open", "2020-09-01": "closed", "2021-02-12": "open",
        "2021-10-07": "unknown", "2021-10-08": "open", "2023-03-31": "open", "2023-04-01": "closed",
    },
    "fair": {
        "2019-02-21": "closed", "2019-02-22": "open", "2020-06-18": "open", "2020-06-19": "unknown",
        "2020-06-20": "closed", "2020-09-01": "closed", "2021-02-12": "closed", "2021-10-18": "closed",
    },
    "legal": {"2019-02-22": "planned", "2020-09-01": "planned", "2024-09-02": "planned"},
    "intellectual_property": {
        "2018-12-31": "closed", "2019-01-15": "unknown", "2019-02-01": "open", "2020-06-18": "open",
        "2020-06-19": "unknown", "2020-09-01": "closed", "2021-02-12": "open", "2021-09-23": "unknown",
        "2021-09-24": "open", "2023-03-31": "open", "2023-04-01": "closed", "2024-05-09": "closed",
        "2024-05-10": "open", "2028-03-31": "open", "2028-04-01": "closed",
    },
    "ownership_transfer": {
        "2024-06-21": "closed", "2024-06-22": "unknown", "2026-11-22": "open", "2028-03-31": "open",
        "2028-04-01": "closed",
    },
    "restructuring": {
        "2024-06-21": "closed", "2024-12-02": "unknown", "2024-12-03": "open", "2028-03-31": "open",
        "2028-04-01": "closed",
    },
    "eic_proposal": {
        "2024-10-28": "closed", "2024-10-29": "unknown", "2026-11-22": "open", "2028-03-31": "open",
        "2028-04-01": "closed",
    },
}  # fmt: skip


@pytest.mark.parametrize("voucher", VOUCHERS)
def test_the_days_around_each_opening_and_closing(voucher: str) -> None:
    identity = CATALOGUE[f"slovenia.{voucher}"].identity
    days = ROUNDS[voucher]
    assert {day: state_on(identity, dt.date.fromisoformat(day).toordinal()).state for day in days} == days


@pytest.mark.parametrize("measure", [measure.id for measure in CATALOGUE])
def test_examples_show_every_verdict_that_can_be_reached(measure: str) -> None:
    found = CATALOGUE[measure]
    reached = {assessed(found, example).verdict.value for example in found.examples}
    assert {"ineligible", "undetermined"} <= reached
    assert ("eligible" in reached) is (measure not in NEVER_ELIGIBLE)


@pytest.mark.parametrize("measure", sorted(NEVER_ELIGIBLE))
def test_where_nobody_is_ever_eligible_no_open_call_has_all_its_figures(measure: str) -> None:
    found = CATALOGUE[measure]
    for turn in found.turning_days():
        dated = found.on(turn, turn)
        open_figures = {
            each.name
            for clause in dated.edition.clauses
            for each in walk(clause.settled)
            if isinstance(each, Unpublished) and each.name not in WINDOW  # the sum of costs may be stated
        }
        assert dated.call.truth is not True or open_figures


@pytest.mark.parametrize("measure", [measure.id for measure in CATALOGUE])
def test_an_example_shows_a_missing_fact_that_does_not_matter(measure: str) -> None:
    """Some example is decided although a fact that its measure reads was not told."""
    found = CATALOGUE[measure]
    assert any(
        assessment.verdict.value != "undetermined" and assessment.dated.edition.uses - assessment.facts.keys()
        for assessment in (assessed(found, example) for example in found.examples)
    )


@pytest.mark.parametrize("measure", [measure.id for measure in CATALOGUE])
def test_every_figure_and_condition_has_its_source_and_mark(measure: str) -> None:
    book = CATALOGUE[measure].rules.book
    bases = [version.basis for parameter in book.parameters.values() for version in parameter.versions]
    bases += [
        version.basis for condition in book.conditions for version in condition.versions if condition.id != SOMETHING
    ]
    bases += [call.basis for call in CATALOGUE[measure].identity.calls]
    assert all(basis.source is not None and basis.source.read is not None for basis in bases)


def test_the_unit_cost_formula_to_the_cent() -> None:
    examples = CATALOGUE["slovenia.spirit_fair"].examples
    awards = {example.expect.get("award") for example in examples}
    assert {"EUR 13136.76", "EUR 13136.40"} <= awards


# What a case officer's file answers: the verdict, the award in cents, what is not met, and the keys that are asked for.
FILES = {
    ("certification", "certification"): (Outcome.ELIGIBLE, 240_000, (), ()),
    ("group", "certification"): (Outcome.ELIGIBLE, 240_000, (), ()),
    ("refused", "delegation"): (Outcome.INELIGIBLE, None, ("in-time", "participants", "nights"), ()),
    ("incomplete", "certification"): (
        Outcome.UNDETERMINED,
        None,
        (),
        (
            "undertaking.tax_debt", "contractor.affiliated", "contractor.managed_by_applicant_side",
            "contractor.held_by_applicant_side", "voucher", "award", "slovenia.same_certificate",
        ),
    ),
    ("near", "certification"): (Outcome.INELIGIBLE, None, ("worthwhile",), ()),
    ("patent", "intellectual_property"): (Outcome.ELIGIBLE, 297_000, (), ()),
    ("transfer", "ownership_transfer"): (
        Outcome.INELIGIBLE, None, ("preparation-once", "competences-worthwhile"), (),
    ),
}  # fmt: skip


def answered(file: str, measure: str) -> intra_core.Assessment:
    application = intra_core.read_application(APPLICATIONS / f"{file}.toml")
    answer = CATALOGUE.assess(application)
    return next(each for each in answer.assessments if each.id == f"slovenia.{measure}")


def test_every_application_has_its_expected_answer() -> None:
    assert {file for file, _ in FILES} == {path.stem for path in APPLICATIONS.glob("*.toml")}


@pytest.mark.parametrize(("file", "measure"), FILES)
def test_an_application_is_answered_as_its_first_lines_say(file: str, measure: str) -> None:
    verdict, cents, unmet, asks = FILES[file, measure]
    found = answered(file, measure)
    assert found.verdict is verdict
    assert (found.amount.minor if found.amount is not None else None) == cents
    assert found.unmet == unmet
    assert tuple(ask.fact for ask in found.asks) == asks


def test_the_fair_grants_of_2018_and_2019_differ_by_what_is_cut() -> None:
    """5,313.06 + 65.20 x 120 = 13,137.06; cut per square metre in the West 156.39 x 120 x 70 % = 13,136.76."""
    awards = {
        name: {example.expect.get("award") for example in CATALOGUE[f"slovenia.{name}"].examples}
        for name in ("spirit_fair_2018", "spirit_fair")
    }
    assert "EUR 13137.06" in awards["spirit_fair_2018"]
    assert "EUR 13137.06" not in awards["spirit_fair"]


def test_the_planned_legal_voucher_stays_beside_the_one_for_patents() -> None:
    application = intra_core.read_application(APPLICATIONS / "patent.toml")
    answers = {each.id: each.verdict for each in CATALOGUE.assess(application).assessments}
    assert answers["slovenia.intellectual_property"] is Outcome.ELIGIBLE
    assert answers["slovenia.legal"] is not Outcome.ELIGIBLE
