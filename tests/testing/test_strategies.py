"""What the public strategies draw is valid, lies beside boundaries, reaches what it should, and shrinks to little."""

import ast
import datetime as dt
import zlib
from collections import Counter

import pytest
from hypothesis import Phase, example, find, given, seed, settings
from hypothesis import strategies as st
from tests.installed import CATALOGUE
from tests.soak import part

from intra_core import Application, Money, Undertaking, parse_application
from intra_core.errors import WrongInput
from intra_core.law.aid.headroom import headroom
from intra_core.law.sme.status import sme_status
from intra_core.testing import aid_histories, applications, as_toml, beside_a_boundary, groups, money, undertakings
from intra_core.testing.strategies.applications import DrawnApplication
from intra_core.testing.strategies.flips import flip_of, leaves, outcome_of

DAY = dt.date(2024, 9, 2)
FORUM = CATALOGUE["slovenia.forum"]
DRAWS = part(4, 200)
"""So many applications are drawn for each measure."""
REGIONS = [each.region.id for each in CATALOGUE.regions]
QUICK = settings(max_examples=1_000, database=None, derandomize=True, phases=[Phase.generate], deadline=None)
SHRINKING = settings(max_examples=2_000, database=None, derandomize=True, deadline=None)


def drawn(strategy, count):
    """Draw some values, the same in each run, with every health check on."""
    found = []

    @seed(zlib.crc32(repr(strategy).encode()))
    @settings(max_examples=count, database=None, phases=[Phase.generate], deadline=None, suppress_health_check=())
    @given(strategy)
    def draw(value):
        found.append(value)

    draw()
    return found


@pytest.mark.parametrize("region", REGIONS)
def test_a_third_of_the_applications_lie_within_one_unit_of_a_boundary(region, figure):
    measures = CATALOGUE.of_region(region)[:: part(2, 1)]
    every = [(measure, told) for measure in measures for told in drawn(applications(measure), DRAWS)]
    beside = sum(beside_a_boundary(measure, told) is not None for measure, told in every)
    assert len(every) == DRAWS * len(measures)
    assert 3 * beside >= len(every)
    whole = len(every)
    figure(f"drawn applications within one unit of a boundary, {region}", f"{beside / whole:.0%} ({beside} of {whole})")


@pytest.mark.parametrize("region", REGIONS)
def test_applications_are_written_as_the_file_that_says_the_same(region):
    for told in drawn(applications(region=region), part(15, 1_000)):
        assert told.region == region
        intake = CATALOGUE.of_region(region)[0].intake
        again = intake.take(parse_application(as_toml(told)))
        assert again.facts == told.facts
        assert (again.on, again.enterprise, again.holding) == (told.on, told.enterprise, told.holding)
        assert as_toml(again) == as_toml(told)


@pytest.mark.parametrize("region", REGIONS)
def test_every_verdict_is_reached_that_worked_examples_have(region):
    measures = CATALOGUE.of_region(region)
    for measure in measures[:: part(6, 1)]:
        wanted = {each.expect["verdict"] for each in measure.examples if "verdict" in each.expect}
        for verdict in wanted:
            find(applications(measure), lambda told: measure.assess(told).verdict.value == verdict, settings=QUICK)  # noqa: B023 (asked at once)


def test_a_failing_application_is_shrunk_to_what_it_takes():
    growth = CATALOGUE["westmidlands.warwickshire_growth"]
    little = find(
        applications(growth, on=DAY), lambda told: "worthwhile" in growth.assess(told).unmet, settings=SHRINKING
    )
    assert dict(little.facts) == {"cost": ()}
    assert repr(little) == 'parse_application("""\nregion = "westmidlands"\non = 2024-09-02\ncost = []\n""")'


@given(st.text(min_size=1).filter(str.strip))
@example('in "quotes"')
@example("a \\ b")
@example('"""')
@example("two\nlines\r")
def test_an_application_that_is_shown_can_be_put_into_a_test(name):
    shown = DrawnApplication(region="slovenia", undertaking=Undertaking(name=name))
    called = ast.literal_eval(repr(shown).removeprefix("parse_application(").removesuffix(")"))
    assert as_toml(parse_application(called)) == as_toml(shown)


def test_a_failing_test_shows_the_file_that_fails():
    @settings(database=None, max_examples=50, derandomize=True)
    @given(applications("westmidlands.warwickshire_growth", on=DAY))
    def nobody_has_costs(told):
        assert told.cost is None

    with pytest.raises(AssertionError) as raised:
        nobody_has_costs()
    assert raised.value.__notes__[0].split("\n")[1:] == [
        '    told=parse_application("""',
        '    region = "westmidlands"',
        "    on = 2024-09-02",
        "    cost = []",
        '    """),',
        ")",
    ]


def test_what_is_given_is_told_as_it_is_and_what_is_not_to_be_told_is_left_out():
    given_ = {
        "undertaking.size": "small",
        "undertaking.tax_debt": st.sampled_from([Money(4_999, "EUR"), Money(5_000, "EUR")]),
        "costs.eligible": Money(100_000, "EUR"),
        "cost": None,
        "award": [],
        "document.kind": "tax-clearance",
        "event.form": None,
        "project.submitted": dt.date(2022, 6, 1),
    }
    debts = set()
    for told in drawn(applications("forum", region="slovenia", on=st.just(DAY), given=given_), part(25, 300)):
        facts = told.facts
        assert (facts["undertaking.size"], facts["costs.eligible"], facts["award"]) == ("small", 100_000, ())
        assert told.on == DAY
        assert facts["project.submitted"] == dt.date(2022, 6, 1).toordinal()
        assert "cost" not in facts
        assert "event.form" not in facts
        assert {each.get("kind") for each in facts.get("document", ())} <= {"tax-clearance"}
        debts.add(facts["undertaking.tax_debt"])
    assert debts == {4_999, 5_000}


def test_a_sum_that_is_given_stands_without_cost_lines_and_given_lines_without_a_sum():
    line = {"kind": "fee", "net": "EUR 1000.00", "contractor": "k9"}
    for given_, told_, not_told in (
        ({"costs.eligible": "EUR 1000.00"}, "costs.eligible", "cost"),
        ({"cost": [line]}, "cost", "costs.eligible"),
    ):
        for told in drawn(applications("slovenia.forum", given=given_), part(10, 200)):
            assert told_ in told.facts
            assert not_told not in told.facts


def test_a_group_can_be_given_and_is_drawn_now_and_then():
    group = groups(most=2)
    given_ = {"undertaking.id": "A", "enterprise": group.map(lambda each: each.enterprises)}
    for told in drawn(applications("slovenia.forum", given=given_), 10):
        assert [each.id for each in told.enterprise] == ["A", "B"]
    found = drawn(applications("slovenia.forum"), part(60, 1_000))
    assert 0 < sum(each.enterprise is not None for each in found) < len(found) / 4


def test_without_gaps_everything_is_told_that_the_rules_read():
    measure = CATALOGUE["slovenia.forum"]
    for told in drawn(applications(measure, gaps=False), part(15, 300)):
        wanted = {name for name in measure.reads if name in measure.vocabulary.facts and "." in name}
        tops = {name for name in wanted if not measure.vocabulary.facts[name].of_list} - {"project.submitted"}
        assert tops <= told.facts.keys() | {"undertaking.fiscal_year_end"}


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (applications("slovenia.form"), "no measure 'slovenia.form' is installed\n  did you mean 'slovenia.forum'?"),
        (applications("form", region="slovenia"), "no measure 'slovenia.form' is installed"),
        (applications(region="slovenja"), "no region 'slovenja' is installed\n  did you mean 'slovenia'?"),
        (
            applications("slovenia.forum", given={"undertaking.headcont": 3}),
            "applications() was given 'undertaking.headcont', which no application to slovenia tells",
        ),
    ],
)
def test_a_wrong_name_is_complained_of_with_the_nearest_one(asked, says):
    with pytest.raises(WrongInput) as raised:
        drawn(asked, 1)
    assert str(raised.value).startswith(says)
    assert len(raised.value.complaints) == 1


def test_an_answer_flips_between_the_two_values_that_are_found():
    flips = 0
    for told in drawn(applications("slovenia.forum"), part(8, 200)):
        assessment = FORUM.assess(told)
        for leaf in leaves(assessment):
            flip = flip_of(assessment, leaf)
            if flip is not None:
                outcome = outcome_of(assessment, leaf)
                assert abs(flip[0] - flip[1]) == 1
                assert outcome(flip[0]) != outcome(flip[1])
                flips += 1
    assert flips > 8


@pytest.mark.parametrize(
    ("employees", "day", "beside"),
    [
        (0, dt.date(2022, 6, 15), "undertaking.employees"),
        (1, dt.date(2022, 6, 15), "undertaking.employees"),
        (2, dt.date(2022, 6, 15), None),
        (2, dt.date(2021, 9, 16), "project.submitted"),
        (2, dt.date(2021, 9, 17), "project.submitted"),
        (2, dt.date(2021, 9, 18), None),
        (2, dt.date(2023, 3, 31), "project.submitted"),
        (2, dt.date(2023, 4, 1), "project.submitted"),
    ],
)
def test_what_lies_beside_a_boundary(employees, day, beside):
    told = Application(on=day, undertaking=Undertaking(employees=employees))
    assert beside_a_boundary(FORUM, told) == beside


def test_money_lies_between_its_limits_and_mostly_beside_what_matters():
    asked = money(low="EUR 1.00", high=Money(60_000, "EUR"), near=["EUR 500.00", Money(1_000_000, "EUR")])
    found = [each for some in drawn(st.lists(asked, min_size=20, max_size=20), 10) for each in some]
    assert {each.currency for each in found} == {"EUR"}
    assert all(100 <= each.minor <= 60_000 for each in found)
    assert 3 * sum(abs(each.minor - 50_000) <= 1 for each in found) >= len(found)
    assert find(money(near=["EUR 500.00"]), lambda _: True) == Money(0, "EUR")
    assert find(money("JPY"), lambda each: each.minor >= 7) == Money(7, "JPY")


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"near": ["BGN 1.00"]}, "BGN 1.00 is not in EUR"),
        ({"low": "EUR 2.00", "high": "EUR 1.00"}, "no amount lies between EUR 2.00 and EUR 1.00"),
        ({"low": "2 euro"}, "'2 euro' is not money"),
    ],
)
def test_amounts_that_cannot_be_are_refused(wrong, says):
    with pytest.raises(ValueError, match=says):
        money(**wrong)


def test_groups_are_such_as_a_file_may_tell_and_of_every_size():
    sizes: Counter[str] = Counter()
    for group in drawn(groups(most=3), part(25, 500)):
        told = Application(
            region="slovenia", on=DAY, undertaking=Undertaking(id="A"), enterprise=group.enterprises,
            holding=group.holdings, adjacent=group.adjacent or None, jointly=group.jointly or None,
        )  # fmt: skip
        again = parse_application(as_toml(told))
        assert (again.enterprise, again.holding) == (told.enterprise, told.holding)
        sizes[sme_status(group, "A", dt.date(2025, 6, 30)).status] += 1
    assert {"micro", "small", "medium", "not-sme"} <= sizes.keys()
    least = find(groups(), lambda _: True, settings=QUICK)
    assert ([each.id for each in least.enterprises], len(least.holdings)) == (["A", "B"], 1)


def test_histories_of_aid_leave_all_a_cent_or_nothing():
    left: Counter[int] = Counter()
    for history in drawn(aid_histories(DAY, undertaking="A"), part(60, 1_000)):
        assert all(each.granted is not None and each.amount is not None for each in history)
        found = headroom(history, subject="A", member_state="SI", on=DAY).headroom
        assert found is not None
        left[found.minor] += 1
    assert {0, 1, 30_000_000} <= left.keys()
    some = drawn(aid_histories(st.just(DAY), gaps=True), 50)
    assert any(each.granted is None for history in some for each in history)
    assert {each.undertaking for history in some for each in history} == {None}
    nothing = Money(0, "EUR")
    nothing_left = find(
        aid_histories(DAY, undertaking="A"),
        lambda had: headroom(had, subject="A", member_state="SI", on=DAY).headroom == nothing,
    )
    assert [str(each.amount) for each in nothing_left] == ["EUR 300000.00"]


def test_undertakings_lie_on_both_sides_of_every_ceiling():
    found = [each for some in drawn(st.lists(undertakings(DAY), min_size=20, max_size=20), 10) for each in some]
    heads = {str(each.headcount) for each in found if each.headcount is not None}
    assert {"9.9999", "10", "10.0001", "49.9999", "50", "249.9999", "250"} <= heads
    assert find(undertakings(DAY), lambda _: True) == Undertaking()
    whole = drawn(undertakings(DAY, gaps=False, seats=("ITF11",), currency="BGN"), 20)
    assert all(
        each.seat == "ITF11" and each.turnover.currency == "BGN" and each.insolvent is not None for each in whole
    )
