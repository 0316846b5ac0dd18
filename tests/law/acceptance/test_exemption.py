"""Articles 18 and 19 of the block exemption with their costs: T10 to T13 of law.md, and what the texts say beside."""

import datetime as dt

from attrs import evolve

from intra_core.law.exemption.ceilings import ExemptedKind, notification_ceiling
from intra_core.law.exemption.costs import AidedCost
from intra_core.law.exemption.cumulation import cumulation
from intra_core.law.exemption.difficulty import difficulty
from intra_core.law.exemption.incentive import Act, AidApplication, incentive_effect
from intra_core.law.exemption.intensity import exempted_aid
from intra_core.law.exemption.position import Liability, Position
from intra_core.law.exemption.tied_aid import AidBasis, EligibleCost, TiedAid
from intra_core.model.money import Money
from intra_core.verdict import Verdict

ON = dt.date(2025, 3, 1)
FAIRS, CONSULTANCY = ExemptedKind.FAIRS, ExemptedKind.CONSULTANCY
MET, UNMET, UNKNOWN = Verdict.MET, Verdict.UNMET, Verdict.UNKNOWN
NO_VAT = Money(0, "EUR")


def euro(text):
    return Money.parse(f"EUR {text}")


def stand(**changes):
    lines = (
        AidedCost(id="rent", kind="stand-rent", net=euro("4000.00"), vat=NO_VAT),
        AidedCost(id="set-up", kind="stand-set-up", net=euro("3000.00"), vat=NO_VAT),
        AidedCost(id="running", kind="stand-management", net=euro("1000.00"), vat=NO_VAT),
        AidedCost(id="travel", kind="travel", net=euro("2000.00"), vat=NO_VAT),
    )
    return tuple(evolve(each, **changes) for each in lines)


def invoice(refundable, **changes):
    line = AidedCost(
        id="advice", kind="consultancy", net=euro("10000.00"), vat=euro("2200.00"), vat_refundable=refundable,
        external=True, routine=False,
    )  # fmt: skip
    return (evolve(line, **changes),)


def articles(answer):
    return " | ".join(each.article for each in answer.reasons)


def test_t10_a_fair_and_de_minimis_on_the_same_costs_and_on_others(law):
    answer = exempted_aid(FAIRS, stand(), on=ON, sme=True, law=law)
    assert (answer.verdict, str(answer.eligible), str(answer.greatest)) == (MET, "EUR 8000.00", "EUR 4000.00")
    assert [each.verdict for each in answer.lines] == [MET, MET, MET, UNMET]
    assert "Article 19(2)" in answer.lines[3].reasons[0].article
    costs = [EligibleCost(id=each.id, amount=each.net) for each in stand()]
    on_stand = ("rent", "set-up", "running")
    fair = TiedAid(basis=AidBasis.EXEMPTED, aid=FAIRS, amount=answer.greatest, costs=on_stand)
    more = {
        name: cumulation(costs, [fair], TiedAid(basis=AidBasis.DE_MINIMIS, costs=names), on=ON, law=law)
        for name, names in {"stand": on_stand, "travel": ("travel",)}.items()
    }
    assert str(more["stand"].more) == "EUR 0.00"
    assert more["stand"].verdict is UNMET
    assert "Article 8(5)" in articles(more["stand"])
    assert "2023/2831 on de minimis aid, Article 5(3)" in articles(more["stand"])
    assert str(more["travel"].more) == "EUR 2000.00"
    for amount, verdict in (("2000.00", MET), ("2000.01", UNMET)):
        new = TiedAid(basis=AidBasis.DE_MINIMIS, costs=("travel",), amount=euro(amount))
        assert cumulation(costs, [fair], new, on=ON, law=law).verdict is verdict


def test_t11_refundable_value_added_tax_does_not_count_and_other_does(law):
    answers = {told: exempted_aid(CONSULTANCY, invoice(told), on=ON, sme=True, law=law) for told in (True, False, None)}
    assert (str(answers[True].greatest), answers[True].verdict) == ("EUR 5000.00", MET)
    assert (str(answers[False].greatest), answers[False].verdict) == ("EUR 6100.00", MET)
    # Nobody has told: what is sure is the aid without the tax, and the question is asked.
    assert (str(answers[None].greatest), answers[None].verdict) == ("EUR 5000.00", UNKNOWN)
    assert str(answers[None].possible) == "EUR 6100.00"
    assert [each.fact for each in answers[None].asks] == ["cost.vat_refundable"]
    assert "as amended by Regulation (EU) 2023/1315, Article 7(1)" in articles(answers[True])


def test_t11_before_july_2023_nothing_excepts_refundable_value_added_tax(law):
    for day, aid in (("2014-07-01", "6100.00"), ("2023-06-30", "6100.00"), ("2023-07-01", "5000.00")):
        on = dt.date.fromisoformat(day)
        assert exempted_aid(CONSULTANCY, invoice(True), on=on, sme=True, law=law).greatest == euro(aid)
        assert exempted_aid(CONSULTANCY, invoice(False), on=on, sme=True, law=law).greatest == euro("6100.00")
    # Where both count, nobody needs to ask whether it is refundable.
    before = exempted_aid(CONSULTANCY, invoice(None), on=dt.date(2023, 6, 30), sme=True, law=law)
    assert (before.verdict, before.greatest, before.asks) == (MET, euro("6100.00"), ())
    assert any(each.mark.value == "inferred" for each in before.reasons)


def test_the_policy_refundable_vat_decides_before_july_2023(law):
    on = dt.date(2023, 6, 30)
    aid = {
        reading: exempted_aid(CONSULTANCY, invoice(True), on=on, sme=True, told={"refundable_vat": reading}, law=law)
        for reading in ("counts", "left-out")
    }
    assert {each: str(answer.greatest) for each, answer in aid.items()} == {
        "counts": "EUR 6100.00", "left-out": "EUR 5000.00",
    }  # fmt: skip
    assert aid["left-out"].policies == {"amended_scheme": "amended", "refundable_vat": "left-out"}


def test_the_policy_amended_scheme_lets_a_scheme_keep_its_text_for_six_months(law):
    for day, amended, as_begun in (
        ("2023-06-30", "6100.00", "6100.00"),
        ("2023-07-01", "5000.00", "6100.00"),
        ("2023-12-31", "5000.00", "6100.00"),
        ("2024-01-01", "5000.00", "5000.00"),
    ):
        for reading, aid in (("amended", amended), ("as-begun", as_begun)):
            on, told = dt.date.fromisoformat(day), {"amended_scheme": reading}
            answer = exempted_aid(CONSULTANCY, invoice(True), on=on, sme=True, told=told, law=law)
            assert (answer.greatest, answer.policies["amended_scheme"]) == (euro(aid), reading)
            ceiling = notification_ceiling(FAIRS, NO_VAT, on=on, earlier=(), told=told, law=law).ceiling
            assert ceiling == euro("2000000.00" if aid == "6100.00" else "2200000.00")
    # Before the amendment there is none to adapt to.
    assert law.figure("gber.amended", dt.date(2023, 6, 30)) is None


def test_t12_a_stand_signed_for_before_the_application(law):
    signed = Act(kind="binding-contract", day=dt.date(2025, 3, 1))
    application = AidApplication.complete(dt.date(2025, 3, 10))
    answer = incentive_effect(application, [signed], on=dt.date(2025, 4, 1), law=law)
    assert (answer.verdict, answer.de_minimis, answer.started) == (UNMET, MET, dt.date(2025, 3, 1))
    assert "Article 2(23)" in articles(answer)


def limited(**changes):
    position = Position(
        liability=Liability.LIMITED, sme=True, founded=dt.date(2019, 3, 1), capital=euro("100000.00"),
        premium=euro("50000.00"), reserves=euro("10000.00"), losses=euro("90000.00"), insolvent=False,
        insolvency_criteria=False, rescue_aid=False, restructuring=False, became=dt.date(2024, 1, 1), before=False,
    )  # fmt: skip
    return evolve(position, **changes)


def test_t13_more_than_half_of_the_capital_lost(law):
    lost = difficulty(limited(), on=ON, law=law)
    assert (lost.verdict, lost.exempted, lost.de_minimis_grant, lost.de_minimis_loan) == (MET, UNMET, MET, MET)
    assert [each.letter for each in lost.grounds] == ["a"]
    assert "Article 2(18)(a)" in lost.grounds[0].reason.article
    assert "Article 1(4)(c)" in articles(lost)
    half = difficulty(limited(losses=euro("85000.00")), on=ON, law=law)
    assert (half.verdict, half.exempted) == (UNMET, MET)
    over = difficulty(limited(losses=euro("85000.01")), on=ON, law=law)
    assert (over.verdict, over.exempted) == (MET, UNMET)
    young = difficulty(limited(founded=dt.date(2022, 4, 6)), on=ON, law=law)  # 2.9 years
    assert (young.verdict, young.exempted) == (UNMET, MET)
    assert "Article 2(18)(a)-(b)" in articles(young)


def test_consultancy_is_external_and_not_routine(law):
    out = {"external": ({"external": False}, "Article 18(3)"), "routine": ({"routine": True}, "Article 18(4)")}
    for changes, article in out.values():
        answer = exempted_aid(CONSULTANCY, invoice(True, **changes), on=ON, sme=True, law=law)
        assert (answer.verdict, answer.greatest) == (UNMET, NO_VAT)
        assert article in answer.lines[0].reasons[0].article
    for key in ("external", "routine", "kind"):
        answer = exempted_aid(CONSULTANCY, invoice(True, **{key: None}), on=ON, sme=True, law=law)
        assert (answer.verdict, str(answer.greatest), str(answer.possible)) == (UNKNOWN, "EUR 0.00", "EUR 5000.00")
        assert f"cost.{key}" in [each.fact for each in answer.asks]
    # A fair asks neither.
    assert exempted_aid(FAIRS, stand(external=None, routine=None), on=ON, sme=True, law=law).verdict is MET


def test_consultancy_and_fairs_are_for_smes_only(law):
    for aid, lines, article in ((CONSULTANCY, invoice(True), "18(1)"), (FAIRS, stand(), "19(1)")):
        told = {sme: exempted_aid(aid, lines, on=ON, sme=sme, law=law) for sme in (True, False, None)}
        assert [each.verdict for each in told.values()] == [MET, UNMET, UNKNOWN]
        assert told[False].greatest == told[False].possible == NO_VAT
        assert f"Article {article}" in articles(told[False])
        assert [each.fact for each in told[None].asks] == ["undertaking.size"]


def test_the_intensity_is_half_of_the_costs_and_not_a_cent_more(law):
    for aid, lines in ((CONSULTANCY, invoice(True, net=euro("1000000.00"))), (FAIRS, stand(net=euro("1000000.00")))):
        greatest = euro("500000.00") if aid is CONSULTANCY else euro("1500000.00")
        for cents, verdict in ((0, MET), (1, UNMET)):
            requested = Money(greatest.minor + cents, "EUR")
            answer = exempted_aid(aid, lines, on=ON, sme=True, requested=requested, law=law)
            assert (answer.verdict, answer.greatest) == (verdict, greatest)
        assert str(answer.intensity) == "50 %"
    odd = exempted_aid(FAIRS, stand(net=euro("0.33"))[:1], on=ON, sme=True, law=law)
    assert str(odd.greatest) == "EUR 0.16"


def test_the_articles_stand_since_the_regulation_entered_into_force(law):
    for aid, lines in ((CONSULTANCY, invoice(False)), (FAIRS, stand())):
        first, before = (
            exempted_aid(aid, lines, on=dt.date.fromisoformat(day), sme=True, law=law)
            for day in ("2014-07-01", "2014-06-30")
        )
        assert first.verdict is MET
        assert (before.verdict, before.intensity) == (UNKNOWN, None)
        assert exempted_aid(aid, lines, on=dt.date(2014, 7, 1), sme=False, law=law).verdict is UNMET
        assert exempted_aid(aid, lines, on=dt.date(2014, 6, 30), sme=False, law=law).verdict is UNKNOWN
    for change, first_day in (({"external": False}, UNMET), ({"routine": True}, UNMET)):
        for day, verdict in (("2014-07-01", first_day), ("2014-06-30", UNKNOWN)):
            on = dt.date.fromisoformat(day)
            answer = exempted_aid(CONSULTANCY, invoice(True, **change), on=on, sme=True, law=law)
            assert answer.lines[0].verdict is verdict
    # Before, nothing is said of value added tax either.
    for refundable in (True, False):
        early = exempted_aid(CONSULTANCY, invoice(refundable), on=dt.date(2014, 6, 30), sme=True, law=law)
        assert early.lines[0].verdict is UNKNOWN


def test_every_kind_of_cost_stands_as_the_articles_say(law):
    told = {
        FAIRS: {
            MET: ("stand-rent", "stand-set-up", "stand-management"),
            UNMET: ("travel", "accommodation", "staff", "freight"),
            UNKNOWN: (
                "fair-participation", "fee", "insurance", "promotional-material", "interpreting",
                "a-kind-of-its-own", None,
            ),
        },
        CONSULTANCY: {
            MET: (
                "professional-advice", "prospecting-consultancy", "e-commerce-consultancy", "industry-4-consultancy",
                "consultancy", "market-study", "legal-consulting", "tax-consulting", "strategy", "partner-search",
            ),
            UNMET: (
                "advertising", "certification-fee", "travel", "accommodation", "staff", "stand-rent", "stand-set-up",
                "stand-management", "freight",
            ),
            UNKNOWN: (
                "legal-translation", "interpreting", "training", "export-manager", "digital-export-manager",
                "digital-marketing", "a-kind-of-its-own", None,
            ),
        },
    }  # fmt: skip
    for aid, kinds in told.items():
        for verdict, names in kinds.items():
            for name in names:
                answer = exempted_aid(aid, invoice(True, kind=name), on=ON, sme=True, law=law)
                assert answer.lines[0].verdict is verdict, (aid, name)
                assert answer.lines[0].reasons[0].article.startswith("Regulation (EU) 651/2014"), (aid, name)
