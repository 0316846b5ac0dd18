"""The common indicators, how enterprises are counted, and the performance frameworks, to the day and the hundredth."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest

from intra_core.errors import Unreadable, WrongInput
from intra_core.law.indicators import (
    Achievement,
    Count,
    Form,
    Planned,
    Progress,
    Support,
    checked,
    counted,
    framework_2014,
    indicator,
    next_transmission,
    standing,
    transmissions,
)
from intra_core.law.indicators.codes import IndicatorKind
from intra_core.law.indicators.performance_2014 import Stage, covers
from intra_core.law.indicators.performance_2021 import Reached, deadline
from intra_core.model.money import Money

ACHIEVED, NEITHER, SERIOUS = Achievement.ACHIEVED, Achievement.NEITHER, Achievement.SERIOUS_FAILURE
OUTPUT, RESULT = IndicatorKind.OUTPUT, IndicatorKind.RESULT
IN_FORCE = dt.date(2021, 7, 1)


def asked(answer):
    return [ask.fact for ask in answer.asks]


def day(text):
    return dt.date.fromisoformat(text)


# --- the codes ---


def test_a_code_is_known_however_it_is_padded(law):
    for text in ("RCO01", "RCO 01", "RCO001", "rco1", " rco-0001 "):
        assert indicator(text, law=law).code == "RCO01"
    assert indicator("co 5", law=law).code == "CO05"
    assert indicator("RCR0104", law=law).code == "RCR104"
    assert indicator("CCO4", law=law).name.says == "SMEs supported to enhance growth and competitiveness"


def test_an_unknown_code_names_the_nearest(law):
    for text, near in (("RCO09", "RCO10"), ("CO30", "CO29"), ("RCO0104", "RCO103"), ("CCR4", "CCR03")):
        with pytest.raises(Unreadable, match=f"did you mean {near}"):
            indicator(text, law=law)
    for text in ("P13", "RCO", "01", "RCOX1", "C01"):
        with pytest.raises(Unreadable, match="not the code"):
            indicator(text, law=law)


def test_rco107_is_no_indicator_of_smes_and_says_what_it_is(law):
    found = indicator("RCO107", law=law)
    assert not found.sme
    assert found.name.says == "Investments in facilities for separate waste collection"
    assert "indicator of SMEs" in str(found.note)
    assert indicator("RCO103", law=law).sme


def test_each_statement_of_an_indicator_says_how_it_is_known(law):
    voucher = indicator("RCR04", law=law)
    assert (voucher.kind, voucher.period, voucher.any_objective) == (RESULT, "2021-2027", True)
    assert voucher.name.article == "Regulation (EU) 2021/1058 (ERDF and Cohesion Fund), Annex I, Table 1"
    assert str(voucher.measured) == "within one year of completion"
    assert voucher.assumed == ("unit", "baseline", "measured")
    firms = indicator("CO02", law=law)
    assert (str(firms.unit), firms.part_of, firms.assumed) == ("enterprises", "CO01", ())
    assert str(firms.baseline).startswith("zero")
    assert indicator("CO25", law=law).assumed == ("code",)
    assert indicator("RCO84", law=law).unit is None


# --- counting ---


def grant(name="A", when="2018-03-01", scope="3d", **more):
    return Support(
        **{"enterprise": name, "granted": day(when), "scope": scope, "form": Form.GRANT, "new": False} | more
    )


def advice(name="A", when="2018-06-01", scope="3d", **more):
    return grant(name, when, scope, **{"form": Form.NON_FINANCIAL} | more)


def values(found):
    return {code: (each.low if each.known else (each.low, each.high)) for code, each in found.programme.items()}


def test_f02_one_enterprise_with_two_vouchers_and_a_consultation_counts_once(law):
    had = [grant(), grant(when="2018-04-01"), advice()]
    assert values(counted(had, "2014-2020", law=law)) == {"CO01": 1, "CO02": 1, "CO03": 0, "CO04": 1, "CO05": 0}
    found = values(counted(had, "2021-2027", law=law))
    assert {code: found[code] for code in ("RCO01", "RCO02", "RCO03", "RCO04")} == {
        "RCO01": 1, "RCO02": 1, "RCO03": 0, "RCO04": 1,
    }  # fmt: skip
    assert not checked({"CO01": 1, "CO02": 1, "CO04": 1}, law=law)
    assert not checked({"RCO01": 1, "RCO02": 1, "RCO03": 0, "RCO04": 1}, law=law)


def test_an_enterprise_without_a_name_may_be_one_more_or_none(law):
    had = [grant("A"), grant(None)]
    assert values(counted(had, "2014-2020", law=law))["CO01"] == (1, 2)
    assert asked(counted(had, "2014-2020", law=law)) == ["support[1].enterprise"]
    assert values(counted([grant(None)], "2014-2020", law=law))["CO01"] == 1
    assert values(counted([grant(None), advice(None)], "2014-2020", law=law)) == {
        "CO01": (1, 2), "CO02": 1, "CO03": 0, "CO04": 1, "CO05": 0,
    }  # fmt: skip


def test_a_support_without_a_form_may_be_of_any(law):
    had = [grant("A"), grant("A", form=None), grant("B", form=None)]
    found = counted(had, "2014-2020", law=law)
    assert values(found) == {"CO01": 2, "CO02": (1, 2), "CO03": (0, 2), "CO04": (0, 2), "CO05": 0}
    assert asked(found) == ["support[2].form", "support[1].form"]


def test_only_what_is_completed_by_the_day_counts(law):
    had = [
        grant("A", completed=day("2018-12-31")), grant("B", completed=day("2019-01-01")), grant("C", completed=False),
        grant("D"),
    ]  # fmt: skip
    found = counted(had, "2014-2020", completed_by=day("2018-12-31"), law=law)
    assert values(found)["CO01"] == (1, 2)
    assert asked(found) == ["support[3].completed"]
    assert values(counted(had, "2014-2020", law=law))["CO01"] == 4


def test_an_enterprise_counts_once_in_each_scope_or_once_in_the_programme(law):
    had = [grant("A", scope="3b"), grant("A", scope="3d"), grant("B", scope="3d")]
    found = counted(had, "2014-2020", law=law)
    assert {scope: its["CO01"] for scope, its in found.scopes.items()} == {"3b": Count(1, 1), "3d": Count(2, 2)}
    assert values(found)["CO01"] == 3
    assert found.policies["counted_once"] == "scope"
    once = counted(had, "2014-2020", told={"counted_once": "programme"}, law=law)
    assert values(once)["CO01"] == 2


def new(law, founded, granted, project, reading=None, period="2014-2020", code="CO05"):
    had = grant(when=granted, new=None, founded=day(founded), project_started=day(project))
    policy = "new_enterprise_2014" if period == "2014-2020" else "new_enterprise_2021"
    return values(counted([had], period, told={policy: reading} if reading else None, law=law))[code]


def test_new_is_what_did_not_exist_three_years_before_the_project_started(law):
    project = "2018-05-10"
    assert new(law, "2015-05-11", "2018-09-01", project) == 1
    assert new(law, "2015-05-10", "2018-09-01", project) == 0
    assert new(law, "2015-05-12", "2020-09-01", project) == 1


def test_in_england_new_is_what_was_registered_less_than_twelve_months_before_support(law):
    england = "under-twelve-months-before-support"
    assert new(law, "2017-09-01", "2018-08-31", "2016-01-01", england) == 1
    assert new(law, "2017-09-01", "2018-09-01", "2016-01-01", england) == 0
    assert new(law, "2017-09-01", "2018-09-01", "2016-01-01") == 1


def test_for_rco05_new_is_what_is_at_most_three_years_old(law):
    told = {"period": "2021-2027", "code": "RCO05"}
    assert new(law, "2020-03-01", "2023-03-01", "2024-01-01", **told) == 1
    assert new(law, "2020-03-01", "2023-03-02", "2020-01-01", **told) == 0
    assert new(law, "2020-03-01", "2023-03-02", "2020-01-01", "three-years-before-project", **told) == 1


def test_of_an_enterprise_of_unknown_age_it_is_not_known_whether_it_is_new(law):
    found = counted([grant(new=None)], "2014-2020", law=law)
    assert values(found)["CO05"] == (0, 1)
    assert asked(found) == ["support[0].new"]
    assert values(counted([grant(new=None), grant(new=True)], "2014-2020", law=law))["CO05"] == 1
    assert values(counted([grant(new=None, founded=day("2017-01-01"))], "2014-2020", law=law))["CO05"] == (0, 1)


def test_supported_enterprises_are_broken_down_by_size(law):
    had = [
        grant("A", "2022-01-01", size="micro"), grant("A", "2023-01-01", size="small"),
        grant("B", "2022-01-01", size="large"), grant("C", "2022-01-01"),
    ]  # fmt: skip
    found = values(counted(had, "2021-2027", law=law))
    assert [found[f"RCO01 {size}"] for size in ("micro", "small", "medium", "large")] == [
        (1, 2),
        (0, 1),
        (0, 1),
        (1, 2),
    ]
    latest = values(counted(had[:3], "2021-2027", told={"counted_size": "latest-support"}, law=law))
    assert [latest[f"RCO01 {size}"] for size in ("micro", "small", "medium", "large")] == [0, 1, 0, 1]
    first = values(counted(had[:3], "2021-2027", law=law))
    assert [first[f"RCO01 {size}"] for size in ("micro", "small", "medium", "large")] == [1, 0, 0, 1]


def test_reported_values_are_held_against_each_other(law):
    assert [each.key for each in checked({"CO01": 5, "CO02": 6}, law=law)] == ["CO02"]
    assert [each.key for each in checked({"CO 01": 5, "co5": 6}, law=law)] == ["CO05"]
    assert [each.key for each in checked({"RCO01": 7, "RCO02": 2, "RCO03": 2, "RCO04": 2}, law=law)] == ["RCO01"]
    assert not checked({"RCO01": 6, "RCO02": 2, "RCO03": 2, "RCO04": 2, "RCO05": 6}, law=law)
    assert not checked({"RCO01": 7, "RCO02": 2}, law=law)
    assert not checked({"CO01": 3, "CO02": 3, "CO03": 3, "CO04": 3}, law=law)
    assert [each.key for each in checked({"RCO01": -1}, law=law)] == ["RCO01"]
    sizes = {"RCO01 micro": 2, "RCO01 small": 1, "RCO01 medium": 0, "RCO001 large": 0}
    assert not checked({"RCO01": 3, **sizes}, law=law)
    assert [each.key for each in checked({"RCO01": 4, **sizes}, law=law)] == ["RCO01"]
    assert [each.key for each in checked({"RCO01": 1, "RCO01 micro": 2}, law=law)] == ["RCO01 micro"]
    assert not checked({"RCO01": 4, "RCO01 micro": 2}, law=law)


# --- the performance framework of 2014-2020 ---


def outcome(law, *parts, stage=Stage.TARGET, **more):
    rows = [
        Progress(name=str(place), planned=100, achieved=None if part is None else Fraction(Decimal(str(part))))
        for place, part in enumerate(parts)
    ]
    return framework_2014(rows, stage, law=law, **more)


def test_f01_achieved_neither_and_serious_failure(law):
    assert outcome(law, 86, 90, 76).outcome is ACHIEVED
    assert outcome(law, 86, 90, 74).outcome is NEITHER
    assert outcome(law, 60, 64, 100).outcome is SERIOUS
    assert outcome(law, 100, 64.99).outcome is SERIOUS


def test_f01_at_every_boundary_with_one_to_four_indicators(law):
    cases = {
        (85,): ACHIEVED, (84.99,): NEITHER, (75,): NEITHER, (65,): NEITHER, (64.99,): SERIOUS,
        (85, 85): ACHIEVED, (85, 84.99): NEITHER, (100, 75): NEITHER, (100, 65): NEITHER, (100, 64.99): SERIOUS,
        (85, 85, 85): ACHIEVED, (85, 85, 75): ACHIEVED, (85, 85, 74.99): NEITHER, (85, 84.99, 84.99): NEITHER,
        (90, 90, 60): NEITHER, (90, 64.99, 65): NEITHER, (90, 64.99, 64.99): SERIOUS, (0, 0, 0): SERIOUS,
        (85, 85, 85, 75): ACHIEVED, (85, 85, 75, 75): NEITHER, (100, 100, 100, 0): NEITHER,
        (100, 100, 64.99, 64.99): SERIOUS, (100, 100, 64.99, 65): NEITHER,
    }  # fmt: skip
    for parts, expected in cases.items():
        assert outcome(law, *parts).outcome is expected, parts
        assert outcome(law, *reversed(parts)).outcome is expected, parts
        assert outcome(law, *parts, stage=Stage.MILESTONE).outcome is expected, parts


def test_achievements_are_exact(law):
    third = [Progress(name=str(place), planned=3, achieved=Fraction(255, 100)) for place in range(2)]
    assert framework_2014(third, law=law).outcome is ACHIEVED
    short = [Progress(name="a", planned=3, achieved=Fraction(255, 100) - Fraction(1, 10**30))]
    assert framework_2014(short, law=law).outcome is NEITHER


def test_what_is_not_known_leaves_open_only_what_it_could_change(law):
    assert outcome(law, 100, 100, None).outcome is None
    assert outcome(law, 100, 100, None).possible == {ACHIEVED, NEITHER}
    assert asked(outcome(law, 100, 100, None)) == ["2"]
    assert outcome(law, 60, 60, None).outcome is SERIOUS
    assert outcome(law, 60, None).outcome is SERIOUS
    assert outcome(law, 100, None).possible == {ACHIEVED, NEITHER, SERIOUS}
    assert outcome(law, 70, 70, None).outcome is NEITHER
    surely = Progress(name="c", planned=100, at_least=75)
    told = [Progress(name=name, planned=100, achieved=90) for name in "ab"]
    assert framework_2014([*told, surely], law=law).outcome is ACHIEVED
    less = Progress(name="c", planned=100, at_least=Fraction(7499, 100))
    assert framework_2014([*told, less], law=law).outcome is None


def test_the_derogation_may_be_taken_or_left(law):
    assert outcome(law, 86, 90, 76).policies == {"derogation": "taken"}
    assert outcome(law, 86, 90, 76, told={"derogation": "left-aside"}).outcome is NEITHER


def test_the_stages_end_with_2018_and_2023(law):
    found = outcome(law, 90, stage=Stage.MILESTONE)
    assert (found.by, outcome(law, 90).by) == (day("2018-12-31"), day("2023-12-31"))
    assert found.articles[-1] == "Implementing Regulation (EU) 215/2014, Article 6(4)"


def test_the_framework_of_2014_begins_with_its_act(law):
    names = (
        "milestone", "target", "achieved", "excepted", "serious", "derogation_from", "may_be_excepted", "few",
        "serious_of_few", "serious_of_many", "covered",
    )  # fmt: skip
    for name in names:
        assert law.figure(f"framework_2014.{name}", day("2014-03-09")) is not None, name
        assert law.figure(f"framework_2014.{name}", day("2014-03-08")) is None, name
    assert outcome(law, 90, on=day("2014-03-09")).outcome is ACHIEVED
    with pytest.raises(WrongInput, match="no performance framework"):
        outcome(law, 90, on=day("2014-03-08"))


def test_outputs_and_steps_stand_for_more_than_half_of_the_allocation(law):
    whole, on = Money(10_000_00, "EUR"), day("2018-12-31")
    assert covers([Money(5_000_01, "EUR")], whole, on=on, law=law) is True
    assert covers([Money(2_500_00, "EUR"), Money(2_500_00, "EUR")], whole, on=on, law=law) is False
    assert covers([Money(4_999_99, "EUR")], whole, on=on, law=law) is False
    assert covers([Money(5_000_01, "EUR"), None], whole, on=on, law=law) is True
    assert covers([Money(1, "EUR"), None], whole, on=on, law=law) is None


# --- the performance framework of 2021-2027 ---


def test_the_days_of_the_common_provisions(law):
    days = {
        "milestone": "2024-12-31", "target": "2029-12-31", "review": "2025-03-31", "final_report": "2031-02-15",
        "evaluation": "2029-06-30", "eligible_since": "2021-01-01", "eligible_until": "2029-12-31",
        "first_transmission": "2022-01-31", "last_transmission": "2030-01-31",
    }  # fmt: skip
    for name, expected in days.items():
        assert dt.date.fromordinal(int(deadline(name, IN_FORCE, law=law).number)) == day(expected), name
        assert law.figure(f"framework_2021.{name}", IN_FORCE) is not None, name
        assert law.figure(f"framework_2021.{name}", IN_FORCE - dt.timedelta(days=1)) is None, name
    with pytest.raises(WrongInput, match="not in force"):
        deadline("target", IN_FORCE - dt.timedelta(days=1), law=law)


def test_values_of_indicators_are_sent_twice_a_year_and_operations_five_times(law):
    sent = [str(each.due) for each in transmissions("operations", law=law)]
    assert sent[:6] == ["2022-01-31", "2022-04-30", "2022-07-31", "2022-09-30", "2022-11-30", "2023-01-31"]
    assert (len(sent), sent[-1]) == (8 * 5 + 1, "2030-01-31")
    values_sent = [str(each.due) for each in transmissions("indicators", law=law)]
    assert values_sent[:3] == ["2022-01-31", "2022-07-31", "2023-01-31"]
    assert (len(values_sent), values_sent[-1]) == (8 * 2 + 1, "2030-01-31")
    assert transmissions("instruments", law=law) == transmissions("indicators", law=law)
    following = next_transmission("indicators", day("2026-08-01"), law=law)
    assert following is not None
    assert (str(following.due), str(following.as_at)) == ("2027-01-31", "2026-12-31")
    assert next_transmission("operations", day("2026-07-31"), law=law) in transmissions("operations", law=law)[22:23]
    assert next_transmission("operations", day("2030-02-01"), law=law) is None


def stands(law, told, on, milestone=40, kind=OUTPUT):
    its = {day(when): value for when, value in told.items()}
    found = standing(Planned(code="RCO01", kind=kind, milestone=milestone, target=200, values=its), day(on), law=law)
    return found.milestone, found.target


def test_a_milestone_is_due_at_the_end_of_2024_and_a_target_at_the_end_of_2029(law):
    told = {"2024-12-31": 39, "2029-12-31": 199}
    assert stands(law, told, "2024-12-31") == (Reached.NOT_YET_DUE, Reached.NOT_YET_DUE)
    assert stands(law, told, "2025-01-01") == (Reached.MISSED, Reached.NOT_YET_DUE)
    assert stands(law, told, "2029-12-31") == (Reached.MISSED, Reached.NOT_YET_DUE)
    assert stands(law, told, "2030-01-01") == (Reached.MISSED, Reached.MISSED)
    told = {"2024-12-31": 40, "2029-12-31": 200}
    assert stands(law, told, "2030-01-01") == (Reached.REACHED, Reached.REACHED)
    assert stands(law, {"2024-06-30": 41}, "2024-07-01") == (Reached.REACHED, Reached.NOT_YET_DUE)


def test_a_value_of_another_day_decides_only_what_it_can(law):
    assert stands(law, {"2024-06-30": 39}, "2025-02-01")[0] is Reached.UNKNOWN
    assert stands(law, {"2024-06-30": 39, "2025-06-30": 41}, "2025-07-01")[0] is Reached.UNKNOWN
    assert stands(law, {"2025-06-30": 39}, "2025-07-01")[0] is Reached.MISSED
    assert stands(law, {"2025-06-30": 39}, "2025-06-01")[0] is Reached.UNKNOWN
    assert stands(law, {"2024-06-30": 40, "2025-06-30": 39}, "2025-07-01")[0] is Reached.UNKNOWN
    assert stands(law, {}, "2026-01-01") == (Reached.UNKNOWN, Reached.NOT_YET_DUE)
    assert stands(law, {"2024-06-30": 90}, "2025-02-01", milestone=None)[0] is Reached.UNKNOWN


def test_a_result_has_a_target_and_no_milestone(law):
    assert stands(law, {"2029-12-31": 200}, "2030-01-01", milestone=None, kind=RESULT) == (
        Reached.NONE,
        Reached.REACHED,
    )
    with pytest.raises(WrongInput, match="no milestone"):
        stands(law, {}, "2026-01-01", kind=RESULT)
