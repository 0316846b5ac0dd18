"""Every shape of rule that the sources have can be said in a measure file, and is decided as it should be."""

import datetime as dt
import random
from pathlib import Path

import pytest
from tests.assessment.drawing import days_of, drawn, pools_of
from tests.regions.test_boundaries import not_told_apart

import intra_core
from intra_core.assessment.catalogue import Catalogue
from intra_core.assessment.examples import assessed, run_example
from intra_core.assessment.measure import Measure
from intra_core.assessment.template import template
from intra_core.regions.host import Loaded
from intra_core.regions.reading import region_in
from intra_core.rules.book import SUBMITTED
from intra_core.rules.language import facts_of
from intra_core.rules.measure import Example
from intra_core.rules.payment import SOMETHING
from intra_core.verdict import Outcome

FOLDER = Path(__file__).parent / "region"
REGION = Loaded(region=region_in(FOLDER, "shapes"), distribution="shapes", version="1")
CATALOGUE = Catalogue(regions=(REGION,), quarantined=())

# Every row of regions.md 10.3, and its files.
ROWS = {
    "rate x eligible cost, clamp to min/max, below min -> refuse": ["rate_clamped"],
    "cap per person count": ["persons_capped"],
    "cap per undertaking per year, counted on payouts or approvals": ["yearly_cap"],
    "concurrent-instance limit": ["concurrent_instances"],
    "fixed-amount voucher with minimum contract value": ["fixed_amount_least_contract", "fixed_sum_by_contract"],
    "fixed amount depending on VAT registration": ["fixed_amount_by_vat"],
    "unit cost per m2 by cohesion region": ["unit_cost_by_region"],
    "rate by region/size": ["rate_by_region_and_size"],
    "ceilings per cost line plus total": ["ceilings_per_line", "ceilings_nested"],
    "class by age of group": ["class_by_age"],
    "multi-year instalments": ["instalments"],
    "NACE whitelist / section whitelist": ["nace_whitelist", "section_whitelist"],
    "applicant form whitelist, minimum employees, minimum turnover, start-up exemption": [
        "form_and_employees",
        "turnover_or_start_up",
    ],
    "ownership rule": ["ownership", "related_contractor"],
    "event definition": ["event_fair", "event_forum"],
    "offers count": ["offers_unless_catalogue"],
    "certified/accredited supplier": ["certified_supplier"],
    "order of award": ["order_first_come", "order_lottery", "order_by_merit"],
    "reserve share": ["reserve_share"],
    "call can be stopped for one region or in full; unsigned applications lapse": ["stopped_for_region"],
    "aid ceiling check against register snapshot + declaration": ["aid_ceiling", "two_sources"],
    "export-aid exclusion": ["export_aid"],
}
# What stands only in the regions' tables.
TABLES = {
    "documents with an age": ["document_age"],
    "timing against an event, and which act must come before it": ["timing_application", "timing_contract"],
    "spending that comes after the decision": ["timing_spending"],
    "lifetime counts": ["lifetime_count"],
    "at most two years in a row": ["two_years_in_a_row"],
    "registered after a date or fewer than two closed years": ["registered_or_few_years"],
    "share of members in listed sectors": ["share_of_members"],
    "deadlines with an hour": ["deadline_hour"],
    "per-line ceilings nested in a total": ["ceilings_nested"],
    "fixed sums by contract value": ["fixed_sum_by_contract"],
    "help in kind": ["in_kind"],
    "gaps in the source": ["gap_in_source"],
    "two sources for one fact": ["two_sources"],
    "share by ordinal of participation": ["share_by_ordinal"],
    "share cap per cost line of the whole project": ["line_share_of_total"],
}
# Models of other regions, which are measures of none of the six.
MODELS = {
    "IT-CHAM-MAR": ["ceiling_by_place"],
    "IT-REG-LAZ": ["lump_sum_per_fair"],
    "IT-REG-NEOEXP": ["rate_by_exporter_and_market"],
    "IT-CHAM-AV": ["one_a_year"],
    "UK-MICRO": ["ceiling_by_size_unpublished"],
}
SHAPES = sorted({name for rows in (ROWS, TABLES, MODELS) for names in rows.values() for name in names})
NO_DAYS = {
    "ceiling_by_size_unpublished",
    "ceilings_nested",
    "ceilings_per_line",
    "line_share_of_total",
    "order_lottery",
    "rate_by_exporter_and_market",
    "share_by_ordinal",
    "timing_spending",
}
"""Shapes of schemes whose days nobody found: at best they are undetermined."""
NEVER_UNMET = {"gap_in_source": {"class"}}
"""What is unknown for want of a source refuses nobody."""
EXAMPLES = [(name, example.name) for name in SHAPES for example in CATALOGUE[f"shapes.{name}"].examples]


def measure(name: str) -> Measure:
    return CATALOGUE[f"shapes.{name}"]


def example(name: str, title: str) -> Example:
    return next(each for each in measure(name).examples if each.name == title)


def test_every_shape_has_its_file_and_every_file_its_shape() -> None:
    assert sorted(file.stem for file in (FOLDER / "measures").iterdir()) == SHAPES


@pytest.mark.parametrize("name", SHAPES)
def test_a_file_says_first_which_row_it_is_for(name: str) -> None:
    text = (FOLDER / "measures" / f"{name}.toml").read_text("utf-8")
    assert text.startswith(("# regions.md 10.3 ", "# regions-more.md 8.", "# Order, ", "# Model of another region, "))
    assert all(row.startswith(("regions.md ", "regions-more.md ")) for row in measure(name).identity.rows)
    assert measure(name).identity.rows


def test_a_row_of_the_list_is_named_by_its_files() -> None:
    unnamed = [
        (row, name)
        for row, names in {**ROWS, **MODELS}.items()
        for name in names
        if not any(row.startswith(plain_row(named)) for named in measure(name).identity.rows)
    ]
    assert unnamed == []


def plain_row(named: str) -> str:
    """Take away the sheet and the section before a row."""
    return named.split(" ", 2)[2]


@pytest.mark.parametrize(("name", "title"), EXAMPLES)
def test_example(name: str, title: str) -> None:
    assert run_example(measure(name), example(name, title)) == ()


@pytest.mark.parametrize("name", SHAPES)
def test_every_verdict_that_can_be_is_reached(name: str) -> None:
    reached = {assessed(measure(name), each).verdict for each in measure(name).examples}
    assert reached == set(Outcome) - ({Outcome.ELIGIBLE} if name in NO_DAYS else set())


@pytest.mark.parametrize("name", SHAPES)
def test_each_condition_and_duty_refuses_some_example(name: str) -> None:
    book = measure(name).rules.book
    own = {each.id for each in book.conditions} | {duty.id for duty in book.duties}
    own.discard(SOMETHING)  # the library's own, of which the next test is
    wanted = own or {"de-minimis" if name == "aid_ceiling" else "call"}
    refused = {each for one in measure(name).examples for each in assessed(measure(name), one).unmet}
    assert wanted - refused == NEVER_UNMET.get(name, set())


@pytest.mark.parametrize("name", SHAPES)
def test_each_figure_is_told_from_its_neighbours(name: str) -> None:
    assert not_told_apart(measure(name)) == set()


@pytest.mark.parametrize("name", SHAPES)
def test_an_award_that_costs_make_is_refused_where_there_are_none(name: str) -> None:
    book = measure(name).rules.book
    assert book.award is not None
    asked = facts_of(book.award)
    for one in measure(name).examples:
        answer = assessed(measure(name), one)
        if answer.unmet_bits or "cost" not in asked:
            continue
        stated = {"costs.eligible": 0} if "costs.eligible" in answer.facts else {"cost": ()}
        nothing = measure(name).decide_told(answer.application, {**answer.facts, **stated}, ())
        assert nothing.verdict is Outcome.INELIGIBLE, one.name


@pytest.mark.parametrize("name", SHAPES)
def test_a_shape_explains_itself(name: str) -> None:
    told = "\n".join(measure(name).explain("en").lines())
    assert measure(name).title.in_language("en") in told
    assert "{" not in told
    for each in measure(name).examples:
        assert all(reason.says for reason in assessed(measure(name), each).reasons)


@pytest.mark.parametrize("name", SHAPES)
def test_its_template_is_an_application_that_tells_nothing_and_refuses_nobody(name: str) -> None:
    application = intra_core.parse_application(str(template(measure(name), "en")))
    assert application.region == "shapes"
    assert dict(application.facts) == {}
    applied = assessed(measure(name), measure(name).examples[0]).terms_day
    assert measure(name).assess(application, on=dt.date.fromordinal(applied)).verdict is not Outcome.INELIGIBLE


@pytest.mark.parametrize("name", SHAPES)
def test_its_readings_agree(name: str) -> None:
    rng = random.Random(name)
    days = days_of(measure(name)) or [each.on.toordinal() for each in measure(name).examples[:1]]
    for day in rng.sample(days, min(3, len(days))):
        dated = measure(name).on(day, day)
        pools = pools_of(dated.edition, day)
        for _ in range(8):
            beside = {"on": day, SUBMITTED: day, "undertaking.fiscal_year_end": 1231}
            facts = {**drawn(pools, rng, 0), **beside}
            unmet, unknown, _, _ = whole = dated.edition.decide(facts)
            assert whole == dated.edition.decide_possibly(facts)
            fewer = {key: value for key, value in facts.items() if key in beside or rng.random() < 0.6}
            unmet_of_fewer, unknown_of_fewer, _, _ = dated.edition.decide(fewer)
            decided = ~unknown_of_fewer
            assert unmet & decided == unmet_of_fewer
            assert unknown & decided == 0


# --- what only some shapes have -------------------------------------------------------------------


def test_instalments_add_up_to_the_grant() -> None:
    answer = assessed(measure("instalments"), example("instalments", "Three years"))
    assert answer.award is not None
    parts = [str(each.amount) for each in answer.award.instalments]
    assert parts == ["EUR 15000.00", "EUR 10000.00", "EUR 5000.00"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("order_first_come", "in the order of application"),
        ("order_lottery", "by lot"),
        ("order_by_merit", "at least 3 points to be considered"),
        ("reserve_share", "45 % kept for those who were at the roadshow of ICE"),
        ("reserve_share", "5 % kept for enterprises with the legality rating"),
        ("in_kind", "three group trainings and three individual tutorials"),
        ("stopped_for_region", "Applications without a signed contract lapse when the call is stopped."),
    ],
)
def test_what_is_decided_elsewhere_is_said(name: str, said: str) -> None:
    assert said in "\n".join(measure(name).explain("en").lines())


@pytest.mark.parametrize(
    ("title", "value", "says"),
    [
        ("Both say the same", "3000.00", "given, not worked out"),
        (
            "The register knows of a cent more: it decides",
            "2999.99",
            "given as EUR 3,000.00, but worked out as EUR 2,999.99: the stricter decides",
        ),
        (
            "The declaration knows of a cent more: it decides",
            "2999.99",
            "given as EUR 2,999.99, but worked out as EUR 3,000.00: the stricter decides",
        ),
        ("The declaration alone does", "3000.00", "given, not worked out"),
        (
            "An entry of the register without its amount may be stricter",
            "unknown",
            "given as EUR 3,000.00, but what it is worked out from may be stricter: that decides once it is settled",
        ),
    ],
)
def test_of_two_sources_the_answer_says_that_they_differ(title: str, value: str, says: str) -> None:
    answer = assessed(measure("two_sources"), example("two_sources", title))
    (told,) = [each for each in answer.assumed if each.what == "aid.headroom"]
    assert (told.value, told.why) == (value, says)


def test_a_gap_is_neither_rounded_nor_asked_for() -> None:
    title = "A day younger: neither 8,000 nor 5,000, nor a question, as nobody could answer it"
    answer = assessed(measure("gap_in_source"), example("gap_in_source", title))
    assert (answer.unknown, answer.asks, answer.award) == (("class",), (), None)
