"""How long the block exemption applies, and above which amounts aid is notified after all."""

import datetime as dt

from intra_core.law.exemption.ceilings import ExemptedAward, ExemptedKind, notification_ceiling
from intra_core.law.exemption.validity import in_force
from intra_core.model.money import Money
from intra_core.verdict import Verdict

MET, UNMET, UNKNOWN = Verdict.MET, Verdict.UNMET, Verdict.UNKNOWN
FAIRS, CONSULTANCY = ExemptedKind.FAIRS, ExemptedKind.CONSULTANCY


def euro(text):
    return Money.parse(f"EUR {text}")


def day(text):
    return dt.date.fromisoformat(text)


def test_the_regulation_applies_from_july_2014_to_the_end_of_2026_and_six_months_for_schemes(law):
    for on, scheme, verdict in (
        ("2014-06-30", None, UNKNOWN),
        ("2014-07-01", None, MET),
        ("2020-12-31", False, MET),
        ("2026-12-31", False, MET),
        ("2027-01-01", True, MET),
        ("2027-01-01", False, UNMET),
        ("2027-01-01", None, UNKNOWN),
        ("2027-06-30", True, MET),
        ("2027-06-30", None, UNKNOWN),
        ("2027-07-01", True, UNMET),
        ("2027-07-01", None, UNMET),
    ):
        answer = in_force(day(on), scheme=scheme, law=law)
        assert answer.verdict is verdict, (on, scheme)
        assert (answer.asks != ()) == (verdict is UNKNOWN and on > "2026")
    # Aid from before is exempt if it fulfils all the conditions, which is not for this answer to say.
    assert "Article 58(1)" in in_force(day("2014-06-30"), law=law).reasons[0].article
    assert "Article 58(4)" in in_force(day("2027-06-30"), scheme=True, law=law).reasons[0].article


def test_what_the_regulation_has_had_from_the_first_it_has_since_july_2014_and_not_before(law):
    names = (
        "last_day", "adjustment", "adapting", "costs.refundable_vat", "costs.other_vat", "cumulation.same_costs",
        "cumulation.untied", "cumulation.de_minimis", "cumulation.central_union", "difficulty.lost_share",
        "difficulty.lost_share_unlimited", "difficulty.young", "difficulty.insolvency", "difficulty.rescue_aid",
        "difficulty.debt_to_equity", "difficulty.interest_cover", "difficulty.ratio_years", "difficulty.bars",
    )  # fmt: skip
    for name in names:
        assert law.figure(f"gber.{name}", day("2014-06-30")) is None, name
        assert law.figure(f"gber.{name}", day("2014-07-01")) is not None, name
    for name in ("de_minimis", "untied_de_minimis", "costs"):
        assert law.figure(f"cumulation.{name}", day("2013-12-31")) is None, name
        assert law.figure(f"cumulation.{name}", day("2014-01-01")) is not None, name


def test_each_notification_ceiling_before_and_after_july_2023(law):
    ceilings = {
        ExemptedKind.INVESTMENT: ("7500000.00", "8250000.00"),
        ExemptedKind.CONSULTANCY: ("2000000.00", "2200000.00"),
        ExemptedKind.FAIRS: ("2000000.00", "2200000.00"),
        ExemptedKind.COOPERATION: ("2000000.00", "2200000.00"),
        ExemptedKind.COOPERATION_SMALL: ("20000.00", "22000.00"),
    }
    for aid, amounts in ceilings.items():
        for on, ceiling in (("2023-06-30", amounts[0]), ("2023-07-01", amounts[1]), ("2026-12-31", amounts[1])):
            for cents, verdict in ((0, MET), (1, UNMET)):
                amount = Money(euro(ceiling).minor + cents, "EUR")
                answer = notification_ceiling(aid, amount, on=day(on), project="x", earlier=(), law=law)
                assert (answer.verdict, answer.ceiling, answer.left) == (verdict, euro(ceiling), euro(ceiling)), aid
        first = "2021-08-01" if aid is ExemptedKind.COOPERATION_SMALL else "2014-07-01"
        at_first, before = (
            notification_ceiling(aid, euro("1.00"), on=on, project="x", earlier=(), law=law)
            for on in (day(first), day(first) - dt.timedelta(days=1))
        )
        assert (at_first.ceiling, at_first.verdict) == (euro(amounts[0]), MET)
        assert (before.ceiling, before.verdict) == (None, UNKNOWN)


def test_earlier_aid_for_the_same_project_counts_and_for_another_does_not(law):
    on, new = day("2025-03-01"), euro("1000000.00")
    for project, granted, verdict, left in (
        ("x", "2019-05-01", UNMET, "EUR 999999.99"),
        ("y", "2025-02-01", MET, "EUR 2200000.00"),
        ("x", "2025-03-02", MET, "EUR 2200000.00"),
    ):
        had = ExemptedAward(aid=CONSULTANCY, amount=euro("1200000.01"), granted=day(granted), project=project)
        answer = notification_ceiling(CONSULTANCY, new, on=on, project="x", earlier=[had], law=law)
        assert (answer.verdict, str(answer.left)) == (verdict, left), project


def test_for_fairs_the_aid_of_the_year_counts_and_for_small_cooperation_only_aid_of_its_article(law):
    on, one = day("2025-03-01"), euro("1.00")
    for aid, other, granted, left in (
        (FAIRS, FAIRS, "2025-01-01", "EUR 2199999.00"),
        (FAIRS, FAIRS, "2024-12-31", "EUR 2200000.00"),
        (FAIRS, FAIRS, "2025-03-01", "EUR 2199999.00"),
        (FAIRS, FAIRS, "2025-03-02", "EUR 2200000.00"),
        (FAIRS, CONSULTANCY, "2025-01-01", "EUR 2200000.00"),
        (CONSULTANCY, FAIRS, "2019-01-01", "EUR 2199999.00"),
        (ExemptedKind.COOPERATION_SMALL, ExemptedKind.COOPERATION_SMALL, "2024-01-01", "EUR 21999.00"),
        (ExemptedKind.COOPERATION_SMALL, CONSULTANCY, "2024-01-01", "EUR 22000.00"),
    ):
        had = ExemptedAward(aid=other, amount=one, granted=day(granted), project="x")
        answer = notification_ceiling(aid, one, on=on, project="x", earlier=[had], law=law)
        assert str(answer.left) == left, (aid, other)
        assert ("Article 20a(2)" if aid is ExemptedKind.COOPERATION_SMALL else "Article 4(1)") in (
            answer.reasons[0].article
        )


def test_what_is_not_told_of_earlier_aid_matters_only_where_it_can(law):
    on, new = day("2025-03-01"), euro("2000000.00")
    whole = {"aid": CONSULTANCY, "amount": euro("200000.01"), "granted": day("2025-02-01"), "project": "x"}
    for missing, verdict in (("amount", UNKNOWN), ("granted", UNKNOWN), ("project", UNKNOWN), ("aid", UNMET)):
        had = ExemptedAward(**{**whole, missing: None})
        answer = notification_ceiling(CONSULTANCY, new, on=on, project="x", earlier=[had], law=law)
        assert (answer.verdict, [each.fact for each in answer.asks]) == (verdict, ["award"] * (verdict is UNKNOWN))
        # Where both together stay within the ceiling, it does not matter what it was for.
        little = ExemptedAward(**{**whole, "amount": euro("200000.00"), missing: None})
        told = notification_ceiling(CONSULTANCY, new, on=on, project="x", earlier=[little], law=law)
        assert told.verdict is (UNKNOWN if missing == "amount" else MET)
        assert (told.left is None) is (missing != "aid")
    nobody = notification_ceiling(CONSULTANCY, new, on=on, project="x", earlier=None, law=law)
    assert (nobody.verdict, nobody.left, [each.fact for each in nobody.asks]) == (UNKNOWN, None, ["award"])
    above = euro("2200000.01")
    assert notification_ceiling(CONSULTANCY, above, on=on, project="x", earlier=None, law=law).verdict is UNMET


def test_the_policy_fair_year_says_which_year(law):
    had = ExemptedAward(aid=FAIRS, amount=euro("1200000.01"), granted=day("2024-12-31"))
    told = {
        reading: notification_ceiling(
            FAIRS, euro("1000000.00"), on=day("2025-12-30"), earlier=[had], told={"fair_year": reading}, law=law
        ).verdict
        for reading in ("calendar", "twelve-months")
    }
    assert told == {"calendar": MET, "twelve-months": UNMET}
