"""What is refused as input, and what an answer tells beside its figures."""

import pytest
from attrs import evolve
from tests.law.awards import asked, day, had, told
from tests.law.other_laws import without

from intra_core.errors import Unreadable, WrongInput
from intra_core.law.aid.asking import asked_for
from intra_core.law.aid.headroom import headroom
from intra_core.law.aid.windows import Window
from intra_core.law.lawbook import lawbook
from intra_core.model.aid import PastAward
from intra_core.model.days import Daymark, Period
from intra_core.model.money import Money
from intra_core.rules.figures import Known

LAW = lawbook()


def test_every_fault_is_told_at_once():
    awards = (PastAward(regime="deminimis"), PastAward(regime="de-minimis"), PastAward(regime="SPEI"))
    with pytest.raises(WrongInput) as caught:
        headroom(
            awards, subject="A", member_state="si", on=day("2024-09-02"), regime="minimis", sector="road freight",
            request=Money(-1, "EUR"),
        )  # fmt: skip
    assert [(each.key, each.says) for each in caught.value.complaints] == [
        ("member_state", "'si' is not the code of a Member State"), ("regime", "unknown regime 'minimis'"),
        ("award[0].regime", "unknown regime 'deminimis'"), ("award[2].regime", "unknown regime 'SPEI'"),
        ("sector", "unknown sector 'road freight'"), ("request", "EUR -0.01 is below zero"),
    ]  # fmt: skip
    assert caught.value.complaints[0].instead == "did you mean 'SI'?"
    with pytest.raises(WrongInput, match="the policy has no reading 'old'"):
        asked(LAW, "2024-09-02", policies={"transition": "old"})
    with pytest.raises(Unreadable, match="'12-31' is not a day of the year"):
        asked(LAW, "2023-09-02", fiscal_year_end="12-31")


def test_the_economic_area_has_days_of_its_own():
    (review,) = asked(LAW, "2024-09-02", state="NO").review
    assert "incorporation" in review.why


def test_a_ceiling_that_has_ended_is_told_of():
    whys = [each.why for each in asked(LAW, "2031-07-01", regime="de-minimis-agriculture").review]
    assert whys == ["a ceiling up to which this aid may be cumulated is not known for 2031-07-01"]


def test_a_regime_nobody_knows_figures_of_leaves_the_headroom_unknown():
    answer = told(LAW, "2024-09-02", regime="block-exemption")
    assert (answer["headroom"], answer["bounds"], answer["asks"]) == (None, None, [])
    assert [each["why"] for each in answer["review"]] == [
        "no regulation on block-exemption is known for SI on 2024-09-02"
    ]


def test_an_answer_has_every_key_of_the_contract():
    answer = told(LAW, "2024-09-02", had("2024-01-01", 1), request=Money.parse("EUR 1.00"))
    assert list(answer) == [
        "subject", "on", "member_state", "undertakings", "regime", "article", "ceiling", "used", "headroom", "bounds",
        "counted", "later", "next_release", "next_rise", "asks", "review", "policies", "assumed", "requested",
        "allowed", "max_if_reduced", "reduction_permitted", "partial",
    ]  # fmt: skip
    assert "requested" not in told(LAW, "2024-09-02")


def test_days_at_the_end_of_the_calendar_never_fall_out():
    for window in (
        Window(kind="years", years=3), Window(kind="years", years=3, leap="from-grant"),
        Window(kind="fiscal-years", years=2, year_end=1231),
    ):  # fmt: skip
        assert window.free(day("9999-06-01")) == day("9999-12-31")


def test_without_a_time_over_which_aid_counts_nothing_is_known():
    for name in ("aid.window.general_2023", "de_minimis.window"):
        parameter = LAW.parameters[name]
        (version,) = parameter.versions
        ended = evolve(version, period=Period(Daymark(1, 1), Daymark.on(day("2026-12-31"))))
        law = evolve(LAW, parameters={**LAW.parameters, name: evolve(parameter, versions=(ended,))})
        assert str(asked(law, "2026-12-31").headroom) == "EUR 300000.00"
        answer = told(law, "2027-01-01")
        assert (answer["ceiling"], answer["used"], answer["headroom"]) == ("EUR 300000.00", None, None)


def test_a_law_with_an_unknown_way_of_counting_is_refused():
    parameter = LAW.parameters["aid.window.general_2023"]
    (version,) = parameter.versions
    odd = evolve(parameter, versions=(evolve(version, figure=Known("moons")),))
    with pytest.raises(ValueError, match="aid cannot be counted over 'moons'"):
        asked(evolve(LAW, parameters={**LAW.parameters, parameter.name: odd}), "2024-09-02")


def test_without_the_usual_end_of_fiscal_years_nothing_is_reckoned_unless_it_is_told():
    law = without(LAW, "aid.fiscal_year.ends")
    with pytest.raises(LookupError, match=r"the law has no aid\.fiscal_year\.ends on 2024-09-02"):
        asked(law, "2024-09-02")
    assert str(asked(law, "2024-09-02", fiscal_year_end="--12-31").headroom) == "EUR 300000.00"


def test_of_a_law_that_says_nothing_of_great_britain_nothing_is_told_of_it():
    law, fishery = without(LAW, "aid.union_law_in_gb.until"), "de-minimis-fishery"
    answer = asked(law, "2020-12-31", state="GB", regime=fishery)
    assert answer.headroom is None
    assert [each.why for each in answer.review] == [f"no regulation on {fishery} is known for GB on 2020-12-31"]


def test_aid_in_another_currency_counts_once_its_day_is_told():
    leva = PastAward(amount=Money.parse("BGN 195583.00"), regime="de-minimis", member_state="SI", undertaking="A")
    answer = asked(LAW, "2024-09-02", leva)
    assert (answer.headroom, answer.bounds is not None) == (None, True)
    assert "award[0].granted" in [each.fact for each in answer.asks]
    assert str(asked(LAW, "2024-09-02", evolve(leva, granted=day("2024-01-01"))).headroom) == "EUR 200000.00"


def test_an_award_of_which_nothing_is_told_is_asked_for_by_its_place():
    unsaid = [PastAward(regime="de-minimis", undertaking="A")] * 22
    asks = asked_for([f"award[{at}].amount" for at in (0, 1, 2, 3, 10, 11, 12, 20, 21)], unsaid)
    places = "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd"
    for each, place in zip(asks, places, strict=True):
        assert f"the {place} aid told (de-minimis) to A" in each.question
