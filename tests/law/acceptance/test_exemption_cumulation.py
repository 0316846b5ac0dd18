"""Aid of several kinds on the same costs (Article 8; 2023/2831 Article 5(3)), beside what T10 has of it."""

import datetime as dt

from attrs import evolve

from intra_core.law.exemption.ceilings import ExemptedKind
from intra_core.law.exemption.cumulation import cumulation
from intra_core.law.exemption.tied_aid import AidBasis, EligibleCost, TiedAid
from intra_core.model.money import Money
from intra_core.model.quantity import Rate
from intra_core.verdict import Verdict

MET, UNMET, UNKNOWN = Verdict.MET, Verdict.UNMET, Verdict.UNKNOWN
ON = dt.date(2025, 3, 1)


def euro(text):
    return Money.parse(f"EUR {text}")


RENT, SET_UP = EligibleCost(id="rent", amount=euro("4000.00")), EligibleCost(id="set-up", amount=euro("1000.00"))


def exempted(amount, *costs, **changes):
    plain = TiedAid(basis=AidBasis.EXEMPTED, aid=ExemptedKind.FAIRS, amount=amount and euro(amount), costs=costs)
    return evolve(plain, **changes)


def decided(amount, *costs, rate="70 %"):
    return TiedAid(
        basis=AidBasis.DECISION, amount=amount and euro(amount), costs=costs, intensity=rate and Rate.parse(rate)
    )


def small(amount, *costs, **changes):
    return evolve(TiedAid(basis=AidBasis.DE_MINIMIS, amount=amount and euro(amount), costs=costs), **changes)


def central(amount, *costs):
    return TiedAid(basis=AidBasis.CENTRAL_UNION, amount=amount and euro(amount), costs=costs)


def left(law, new, *had, **how):
    answer = cumulation((RENT, SET_UP), had, new, on=how.pop("on", ON), law=law, **how)
    return str(answer.more), answer.verdict


def test_all_aid_on_a_cost_stays_within_the_highest_intensity_of_exempted_aid(law):
    for new in (exempted(None, "rent"), small(None, "rent")):
        assert left(law, new, exempted("1500.00", "rent")) == ("EUR 500.00", MET)
        assert left(law, new, exempted("1500.00", "rent"), small("400.00", "rent")) == ("EUR 100.00", MET)
        assert left(law, new, exempted("2000.00", "rent")) == ("EUR 0.00", UNMET)
        assert left(law, new, exempted("2500.00", "rent")) == ("EUR 0.00", UNMET)
        # A higher intensity of another exempted aid on the same cost bounds both.
        higher = exempted("1500.00", "rent", aid=None, intensity=Rate.parse("60 %"))
        assert left(law, new, higher, exempted("100.00", "rent")) == ("EUR 800.00", MET)
        # Aid on other costs takes nothing.
        assert left(law, new, exempted("500.00", "set-up")) == ("EUR 2000.00" if new.aid else "EUR 4000.00", MET)
    assert left(law, exempted(None, "rent"), small("1900.00", "rent")) == ("EUR 100.00", MET)
    assert left(law, exempted(None, "rent"), decided("1900.00", "rent")) == ("EUR 100.00", MET)
    for amount, verdict in (("500.00", MET), ("500.01", UNMET)):
        assert left(law, exempted(amount, "rent"), exempted("1500.00", "rent"))[1] is verdict
        assert left(law, small(amount, "rent"), exempted("1500.00", "rent"))[1] is verdict


def test_state_aid_alone_is_bounded_by_article_8_3_and_with_de_minimis_by_article_8_5(law):
    def articles(new, *had, on=ON):
        answer = cumulation((RENT, SET_UP), had, new, on=on, law=law)
        return [each.article.rpartition(", ")[2] for each in answer.reasons]

    assert articles(exempted(None, "rent")) == ["Article 8(3)(b)"]
    assert articles(exempted(None, "rent"), small("1.00", "rent")) == ["Article 8(5)"]
    assert articles(small(None, "rent"), exempted("1.00", "rent")) == ["Article 8(5)", "Article 5(3)"]
    assert articles(small(None, "rent"), exempted("1.00", "rent"), on=dt.date(2023, 12, 31)) == [
        "Article 8(5)", "Article 5(2)",
    ]  # fmt: skip
    assert articles(small(None, "rent"), decided("1.00", "rent")) == ["Article 5(3)"]
    assert articles(small(None, "rent"), decided("1.00", "rent"), on=dt.date(2023, 12, 31)) == ["Article 5(2)"]
    assert articles(small(None, "rent"), decided("1.00", "rent"), on=dt.date(2024, 1, 1)) == ["Article 5(3)"]


def test_de_minimis_beside_a_decision_stays_within_it_and_alone_within_the_cost(law):
    for amount, more, verdict in (("1000.00", "EUR 1800.00", MET), ("2800.00", "EUR 0.00", UNMET)):
        assert left(law, small(None, "rent"), decided(amount, "rent")) == (more, verdict)
    # Exempted aid on the cost lets the decision's higher intensity bear on nobody else.
    assert left(law, small(None, "rent"), decided("100.00", "rent"), exempted("100.00", "rent")) == ("EUR 1800.00", MET)
    assert left(law, small(None, "rent")) == ("EUR 4000.00", MET)
    assert left(law, small(None, "rent"), small("3999.99", "rent")) == ("EUR 0.01", MET)
    assert left(law, small(None, "rent"), small("4000.00", "rent")) == ("EUR 0.00", UNMET)


def test_aid_tied_to_no_cost_adds_up_with_any(law):
    assert left(law, small("1000.00"), exempted("2000.00", "rent")) == ("EUR 0.00", MET)
    assert left(law, small(None, "rent"), small("99000.00"), exempted("1500.00", "rent")) == ("EUR 500.00", MET)
    cooperation = exempted("20000.00", aid=ExemptedKind.COOPERATION_SMALL)
    assert left(law, cooperation, exempted("2000.00", "rent")) == ("EUR 0.00", MET)
    # Which other exempted aid is tied to no cost, Article 8(4) lists; this answer does not.
    assert left(law, exempted("1.00"), exempted("2000.00", "rent"))[1] is UNKNOWN
    told = cumulation((RENT,), (), small("1.00"), on=ON, law=law)
    assert [each.article for each in told.reasons] == ["Regulation (EU) 2023/2831 on de minimis aid, Article 5(3)"]
    for on, article in (("2014-01-01", "Article 5(2)"), ("2023-12-31", "Article 5(2)"), ("2024-01-01", "Article 5(3)")):
        told = cumulation((RENT,), (), small("1.00"), on=dt.date.fromisoformat(on), law=law)
        assert (told.verdict, told.reasons[0].article.rpartition(", ")[2]) == (MET, article)
    first = cumulation((RENT,), (), cooperation, on=dt.date(2014, 7, 1), law=law)
    assert (first.verdict, first.reasons[0].article.rpartition(", ")[2]) == (MET, "Article 8(4)")


def test_funds_that_the_union_manages_are_left_aside_but_for_its_own_rate(law):
    new, funds = exempted(None, "rent"), central("2500.00", "rent")
    assert left(law, new, funds) == ("EUR 0.00", UNKNOWN)
    for rate, more in (("100 %", "EUR 1500.00"), ("70 %", "EUR 300.00"), ("50 %", "EUR 0.00")):
        verdict = MET if more != "EUR 0.00" else UNMET
        assert left(law, new, funds, union_rate=Rate.parse(rate)) == (more, verdict)
    assert left(law, new, central("500.00", "rent"), union_rate=Rate.parse("100 %")) == ("EUR 2000.00", MET)
    answer = cumulation((RENT,), [funds], new, on=ON, law=law)
    assert [each.fact for each in answer.asks] == ["award.union_rate"]
    assert "Article 8(2)" in answer.reasons[0].article
    # De minimis aid does not look at them (recital 14 of Regulation (EU) 2023/2831).
    assert left(law, small(None, "rent"), funds) == ("EUR 4000.00", MET)


def test_the_policy_shared_costs(law):
    had = exempted("2000.00", "rent", "set-up")
    told = {
        reading: left(law, small(None, "rent"), had, told={"shared_costs": reading})
        for reading in ("pro-rata", "whole")
    }
    assert told == {"pro-rata": ("EUR 400.00", MET), "whole": ("EUR 0.00", UNMET)}
    assert left(law, small(None, "rent"), had) == told["pro-rata"]


def test_what_is_not_told_of_other_aid_leaves_nothing_for_sure(law):
    new = small(None, "rent")
    for had, key in (
        (exempted(None, "rent"), "award.amount"),
        (exempted("10.00", costs=None), "award.costs"),
        (exempted("10.00", "rent", aid=None), "award.intensity"),
        (decided("10.00", "rent", rate=None), "award.intensity"),
        (small(None, "rent"), "award.amount"),
    ):
        assert left(law, new, had) == ("EUR 0.00", UNKNOWN)
        assert [each.fact for each in cumulation((RENT, SET_UP), [had], new, on=ON, law=law).asks] == [key]
    assert left(law, new, small("10.00", costs=None)) == ("EUR 3990.00", UNKNOWN)
    nobody = cumulation((RENT,), None, new, on=ON, law=law)
    assert (str(nobody.more), nobody.verdict, nobody.asks[0].fact) == ("EUR 0.00", UNKNOWN, "award")
    assert left(law, small("100.00", costs=None))[1] is UNKNOWN


def test_cumulation_is_told_since_the_regulations(law):
    first, last = dt.date(2014, 7, 1), dt.date(2014, 6, 30)
    rate = {"aid": None, "intensity": Rate.parse("50 %")}
    for new, had in (
        (exempted(None, "rent", **rate), decided("1.00", "rent")),
        (exempted(None, "rent", **rate), small("1.00", "rent")),
        (small(None, "rent"), exempted("1.00", "rent", **rate)),
        (exempted(None, "rent", **rate), central("1.00", "rent")),
    ):
        at_first = left(law, new, had, on=first, union_rate=Rate.parse("100 %"))
        assert at_first == ("EUR 2000.00" if had.basis is AidBasis.CENTRAL_UNION else "EUR 1999.00", MET)
        assert left(law, new, had, on=last, union_rate=Rate.parse("100 %")) == ("EUR 0.00", UNKNOWN)
    for name in ("same_costs", "untied", "de_minimis", "central_union"):
        assert law.figure(f"gber.cumulation.{name}", last) is None
    for had in ((), (decided("1.00", "rent"),)):
        assert left(law, small(None, "rent"), *had, on=dt.date(2014, 1, 1))[1] is MET
        assert left(law, small(None, "rent"), *had, on=dt.date(2013, 12, 31)) == ("EUR 0.00", UNKNOWN)
    assert left(law, small("1.00"), on=dt.date(2013, 12, 31))[1] is UNKNOWN
