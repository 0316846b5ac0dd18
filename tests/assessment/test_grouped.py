"""An applicant that tells its group: its size and past aid are worked out by the law, and the reasons show how."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from attrs import evolve
from tests.assessment.made import CALL, HEAD, REGION, REST, catalogue_of
from tests.installed import CATALOGUE
from tests.law.groups import firm, owns, person

import intra_core
from intra_core import Application, Money, Outcome, PastAward, Undertaking, WrongInput
from intra_core.model.group import AccountingPeriod, Enterprise, PartyKind
from intra_core.model.question import StatedRate

CERTIFICATION = CATALOGUE["slovenia.certification"]
DEMO = intra_core.read_application(Path(__file__).parents[2] / "examples" / "slovenia" / "certification.toml")
ON = dt.date(2024, 9, 2)
YEARS = (2022, 2023)


def euros(amount):
    return Money(amount * 100, "EUR")


def aid(amount, undertaking=None):
    return PastAward(
        granted=dt.date(2023, 5, 1),
        amount=euros(amount),
        regime="de-minimis",
        member_state="SI",
        undertaking=undertaking,
    )


def applicant(*, size=None, headcount=None):
    assert DEMO.undertaking is not None
    return evolve(DEMO.undertaking, id="A", headcount=headcount, turnover=None, balance_sheet_total=None, size=size)


def told(*enterprises, holding=(), award=(), **of_applicant):
    own = firm("A", 12, 1, 1, years=YEARS, country="SI")
    return evolve(
        DEMO, undertaking=applicant(**of_applicant), enterprise=(own, *enterprises), holding=holding, award=award
    )


def size_of(application):
    return CERTIFICATION.assess(application).facts.get("undertaking.size")


LARGE = firm("P", 900, 90, 90, years=YEARS, country="SI")


def test_the_size_is_that_of_the_group():
    assert size_of(told()) == "small"
    assert size_of(told(LARGE)) == "small"
    assert size_of(told(LARGE, holding=(owns("P", "A", 30),))) == "large"
    alone, together = (
        CERTIFICATION.assess(told(LARGE)),
        CERTIFICATION.assess(told(LARGE, holding=(owns("P", "A", 30),))),
    )
    assert (alone.verdict, together.verdict) == (Outcome.ELIGIBLE, Outcome.INELIGIBLE)
    assert together.unmet == ("size",)


def test_the_reason_shows_how_the_size_was_worked_out():
    assessment = CERTIFICATION.assess(told(LARGE, holding=(owns("P", "A", 30),)))
    reason = next(each for each in assessment.reasons if each.condition == "size")
    assert reason.facts == {"undertaking.size": "large"}
    assert any(line.startswith("P, 30 %: partner") and "Article 3(2)" in line for line in reason.working)
    assert any("AWU 282" in line and "so the size is large" in line for line in reason.working)
    other = next(each for each in assessment.reasons if each.condition == "legal-form")
    assert other.working == ()
    reasons = assessment.to_dict()["reasons"]
    assert isinstance(reasons, list)
    assert [each.get("working") for each in reasons if each["condition"] == "size"] == [list(reason.working)]
    assert CERTIFICATION.assess(DEMO).reasons[0].working == ()


def test_who_is_no_sme_is_treated_as_large():
    body = Enterprise(id="B", kind=PartyKind.PUBLIC_BODY)
    assert size_of(told(body, holding=(owns("B", "A", 25),))) == "large"


def test_a_size_that_is_not_settled_asks_for_what_the_law_needs():
    unsaid = Enterprise(id="P", country="SI")
    application = told(unsaid, holding=(owns("P", "A", 30),), headcount=12)
    assessment = CERTIFICATION.assess(application)
    assert assessment.verdict is Outcome.UNDETERMINED
    assert assessment.unknown == ("size",)
    assert {each.fact.split(".")[1] for each in assessment.asks} == {"P"}
    assert {each.type for each in assessment.asks} <= {"AWU", "money"}
    assert all(each.decides == ("size",) for each in assessment.asks)


def test_of_a_stated_size_and_that_of_the_group_the_stricter_decides():
    assert size_of(told(size="medium")) == "medium"
    application = told(LARGE, holding=(owns("P", "A", 30),), size="micro")
    assessment = CERTIFICATION.assess(application)
    assert assessment.facts["undertaking.size"] == "large"
    assumed = next(each for each in assessment.assumed if each.what == "undertaking.size")
    assert (assumed.value, "micro" in assumed.why, "large" in assumed.why) == ("large", True, True)
    agreed = CERTIFICATION.assess(told(size="small"))
    assert "given" in next(each.why for each in agreed.assumed if each.what == "undertaking.size")
    unsaid = Enterprise(id="P", country="SI")
    left_open = CERTIFICATION.assess(told(unsaid, holding=(owns("P", "A", 30),), size="small"))
    assert "undertaking.size" not in left_open.facts


def test_aid_of_the_single_undertaking_counts_and_that_of_others_does_not():
    def unmet(*awards, percent=60, country="SI"):
        small = firm("P", 1, 1, 1, years=YEARS, country=country)
        return CERTIFICATION.assess(told(small, holding=(owns("P", "A", percent),), award=awards)).unmet

    assert unmet(aid(299_000, "P")) == ("de-minimis",)
    assert unmet(aid(299_000, "P"), percent=30) == ()
    assert unmet(aid(299_000, "A")) == unmet(aid(299_000)) == ("de-minimis",)
    assert unmet(aid(299_000, "P"), country="DE") == ()


def test_aid_of_whoever_may_belong_to_the_undertaking_is_not_settled():
    nowhere = firm("P", 1, 1, 1, years=YEARS)
    assessment = CERTIFICATION.assess(told(nowhere, holding=(owns("P", "A", 60),), award=(aid(299_000, "P"),)))
    assert (assessment.verdict, assessment.unknown) == (Outcome.UNDETERMINED, ("de-minimis",))
    assert (
        CERTIFICATION.assess(told(nowhere, holding=(owns("P", "A", 60),), award=(aid(1_000, "P"),))).verdict
        is Outcome.ELIGIBLE
    )


def test_an_absent_list_of_aid_stays_unknown_in_a_group():
    assert "de-minimis" in CERTIFICATION.assess(told(award=None)).unknown


def test_autonomous_is_worked_out_too():
    facts = CERTIFICATION.assess(told()).facts
    assert facts["undertaking.autonomous"] is True
    assert CERTIFICATION.assess(told(LARGE, holding=(owns("P", "A", 30),))).facts["undertaking.autonomous"] is False
    markets = [firm(name, 1, 1, 1, years=YEARS, country="SI") for name in "B"]
    open_ = told(*markets, person("X"), holding=(owns("X", "A"), owns("X", "B")))
    assert "undertaking.autonomous" not in CERTIFICATION.assess(open_).facts


def test_a_group_without_the_applicant_is_refused():
    nobody = evolve(told(), undertaking=Undertaking())
    with pytest.raises(WrongInput, match="which of the enterprises"):
        CERTIFICATION.assess(nobody)
    with pytest.raises(WrongInput, match="which of the enterprises"):
        CERTIFICATION.assess(evolve(told(), undertaking=None))
    with pytest.raises(WrongInput, match="no enterprise 'Z'"):
        CERTIFICATION.assess(evolve(told(), undertaking=evolve(applicant(), id="Z")))


def test_each_question_is_asked_once():
    application = told(LARGE, holding=(owns("P", "A", 30),))
    assessment = CERTIFICATION.assess(application)
    assert assessment.grouped is CERTIFICATION.assess(application).grouped
    assert len(application.kept) == 1
    assert CERTIFICATION.assess(application, on=dt.date(2024, 9, 3)).grouped is not assessment.grouped


def test_a_refused_applicant_of_a_large_group_is_not_told_to_shrink():
    assessment = CERTIFICATION.assess(told(LARGE, holding=(owns("P", "A", 30),)))
    assert assessment.suggestions == ()
    waiting = CERTIFICATION.assess(told(award=(aid(299_000),)))
    assert waiting.unmet == ("de-minimis",)
    assert any("Apply on" in each.says for each in waiting.suggestions)


def test_a_region_chooses_how_the_law_is_read(tmp_path):
    size = """[[condition]]
id = "size"
holds = 'undertaking.size in sizes.sme'
source = "s"
mark = "sourced"
"""
    bought = owns("P", "A", since=dt.date(2024, 5, 1))
    application = evolve(told(LARGE, holding=(bought,)), region="made", more={}, cost=None, contractor=None, offer=None)
    for policy, verdict in (("", Outcome.INELIGIBLE), ('[policy]\nownership_change = "kerkosand_two_years"\n', None)):
        catalogue = catalogue_of(tmp_path, HEAD + CALL + size + REST, region=REGION + policy)
        found = catalogue["made.voucher"].decide(application, ON)
        assert ("size" in found.unmet) is (verdict is Outcome.INELIGIBLE)


def test_the_readers_of_applications_take_groups(tmp_path):
    file = tmp_path / "group.toml"
    file.write_text("""region = "slovenia"
[undertaking]
id = "A"
[[enterprise]]
id = "A"
[[enterprise.period]]
ends = 2023-12-31
headcount = 5
[[enterprise]]
id = "P"
[[holding]]
holder = "P"
held = "A"
capital = "33.3333 %"
votes = "33.3333 %"
control = false
""")
    application = intra_core.read_application(file)
    assert application.enterprise is not None
    assert [each.id for each in application.enterprise] == ["A", "P"]
    assert application.facts == {}
    assert isinstance(application, Application)


def test_accounts_abroad_count_at_the_rates_that_the_application_tells():
    pounds = AccountingPeriod(
        ends=dt.date(2023, 12, 31),
        headcount=12,
        turnover=Money(900_000_000, "GBP"),
        balance_sheet_total=Money(900_000_000, "GBP"),
    )
    own = Enterprise(id="A", country="GB", period=(pounds,))
    application = evolve(told(), enterprise=(own,))
    assert size_of(application) is None
    rate = StatedRate(currency="GBP", on=dt.date(2023, 12, 31), value=Decimal("0.87"), source="a bank")
    average = StatedRate(
        currency="GBP", on=dt.date(2023, 12, 31), since=dt.date(2023, 1, 1), value=Decimal("0.87"), source="a bank"
    )
    assert size_of(evolve(application, rate=(rate, average))) == "medium"
    cheap = evolve(rate, value=Decimal("0.90"))
    assert size_of(evolve(application, rate=(cheap, average))) == "small"


def test_rates_of_an_application_are_held_against_each_other():
    two = 'rate = [{ currency = "GBP", on = 2023-12-31, value = 0.87, source = "s" }, '
    two += '{ currency = "GBP", on = 2023-12-31, value = 0.88, source = "s" }]'
    with pytest.raises(WrongInput, match="GBP has another rate on 2023-12-31"):
        intra_core.parse_application(two)
    one = intra_core.parse_application('rate = [{ currency = "GBP", on = 2023-12-31, value = 0.87, source = "s" }]')
    assert one.rate is not None
    assert one.facts == {}
