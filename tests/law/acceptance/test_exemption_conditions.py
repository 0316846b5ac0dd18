"""Incentive effect, recovery orders and scope of the block exemption, from the texts of Articles 1, 2(23) and 6."""

import datetime as dt
from typing import Any

from attrs import evolve

from intra_core.law.exemption.ceilings import ExemptedKind
from intra_core.law.exemption.incentive import Act, AidApplication, incentive_effect
from intra_core.law.exemption.recovery import RecoveryOrder, recovery
from intra_core.law.exemption.scope import AidedActivity, in_scope
from intra_core.verdict import Verdict

MET, UNMET, UNKNOWN = Verdict.MET, Verdict.UNMET, Verdict.UNKNOWN
FAIRS, CONSULTANCY = ExemptedKind.FAIRS, ExemptedKind.CONSULTANCY
ON, APPLIED = dt.date(2025, 4, 1), dt.date(2025, 3, 10)
LAST, FIRST = dt.date(2014, 6, 30), dt.date(2014, 7, 1)


def effect(law, *acts, application=None, on=ON):
    return incentive_effect(application or AidApplication.complete(APPLIED), acts, on=on, law=law)


def test_the_earliest_act_that_starts_the_work_decides(law):
    for days, verdict in ((-1, UNMET), (0, UNKNOWN), (1, MET)):
        day = APPLIED + dt.timedelta(days=days)
        answer = effect(law, Act(kind="order", day=day), Act(kind="binding-contract", day=dt.date(2025, 3, 20)))
        assert (answer.verdict, answer.started) == (verdict, day)
    assert [each.fact for each in effect(law, Act(kind="order", day=APPLIED)).asks] == ["act.day"]


def test_every_act_that_starts_the_work_and_every_one_that_does_not(law):
    early = APPLIED - dt.timedelta(days=1)
    for kind, verdict in (
        ("construction", UNMET), ("order", UNMET), ("binding-contract", UNMET), ("irreversible-commitment", UNMET),
        ("take-over", UNMET), ("work-done", UNMET), ("land-purchase", MET), ("permit", MET),
        ("feasibility-study", MET), ("non-binding-reservation", MET), ("a-kind-of-its-own", UNKNOWN), (None, UNKNOWN),
    ):  # fmt: skip
        assert effect(law, Act(kind=kind, day=early)).verdict is verdict, kind
    # A study that the aid is asked for is the work itself.
    assert effect(law, Act(kind="feasibility-study", day=early, aided=True)).verdict is UNMET


def test_what_is_not_told_of_the_start_leaves_the_incentive_effect_open(law):
    whole = AidApplication.complete(APPLIED)
    assert incentive_effect(whole, (), on=ON, law=law).verdict is MET
    assert incentive_effect(whole, None, on=ON, law=law).verdict is UNKNOWN
    assert effect(law, Act(kind="order")).verdict is UNKNOWN
    assert effect(law, Act(day=APPLIED + dt.timedelta(days=1))).verdict is MET
    assert incentive_effect(None, (), on=ON, law=law).verdict is UNKNOWN
    assert incentive_effect(AidApplication.complete(None), (), on=ON, law=law).verdict is UNKNOWN
    for name in ("written", "name_and_size", "description", "location", "cost_list", "type_and_amount"):
        for told, verdict in ((False, UNMET), (None, UNKNOWN)):
            changes: dict[str, Any] = {name: told}
            answer = effect(law, application=evolve(whole, **changes))
            assert answer.verdict is verdict
            assert "Article 6(2)" in answer.reasons[-1].article


def test_the_incentive_effect_is_asked_for_since_the_regulation(law):
    application, signed = AidApplication.complete(dt.date(2014, 5, 2)), Act(kind="order", day=dt.date(2014, 5, 1))
    assert effect(law, signed, application=application, on=FIRST).verdict is UNMET
    early = effect(law, signed, application=application, on=LAST)
    assert early.verdict is UNKNOWN
    assert {each.article for each in early.reasons} == {""}
    lacking = evolve(application, written=False)
    assert effect(law, application=lacking, on=FIRST).verdict is UNMET
    assert {each.article for each in effect(law, application=lacking, on=LAST).reasons} == {""}


def test_aid_of_the_same_state_that_is_still_to_be_repaid_bars_new_aid(law):
    for order, verdict in (
        (RecoveryOrder(member_state="SI", settled=False), UNMET),
        (RecoveryOrder(member_state="SI", settled=True), MET),
        (RecoveryOrder(member_state="SI", settled=ON), MET),
        (RecoveryOrder(member_state="SI", settled=ON + dt.timedelta(days=1)), UNMET),
        (RecoveryOrder(member_state="IT", settled=False), MET),
        (RecoveryOrder(member_state="SI", settled=False, ordered=ON), UNMET),
        (RecoveryOrder(member_state="SI", settled=False, ordered=ON + dt.timedelta(days=1)), MET),
        (RecoveryOrder(member_state="SI"), UNKNOWN),
        (RecoveryOrder(member_state="IT"), MET),
        (RecoveryOrder(settled=False), UNKNOWN),
    ):
        answer = recovery([order], "SI", on=ON, scheme_excludes=True, law=law)
        assert (answer.verdict, answer.de_minimis) == (verdict, MET), order
        assert (answer.asks != ()) == (verdict is UNKNOWN)
    assert recovery((), "SI", on=ON, scheme_excludes=True, law=law).verdict is MET
    assert recovery(None, "SI", on=ON, scheme_excludes=True, law=law).verdict is UNKNOWN


def test_a_scheme_that_does_not_exclude_them_is_not_exempt_for_anybody(law):
    for told, verdict in ((True, MET), (False, UNMET), (None, UNKNOWN)):
        assert recovery((), "SI", on=ON, scheme_excludes=told, law=law).verdict is verdict
    assert recovery((), "SI", on=ON, ad_hoc=True, law=law).verdict is MET
    order = RecoveryOrder(member_state="SI", settled=False)
    barred = recovery([order], "SI", on=FIRST, ad_hoc=True, law=law)
    assert barred.verdict is UNMET
    assert "Article 1(4)(a)-(b)" in barred.reasons[0].article
    assert recovery([order], "SI", on=LAST, ad_hoc=True, law=law).verdict is UNKNOWN


def activity(**changes):
    plain = AidedActivity(
        sector="other", also_excluded=False, separated=None, export_aid=False, domestic_goods=False, by_quantity=None,
        passed_on=None, place="none",
    )  # fmt: skip
    return evolve(plain, **changes)


def test_the_scope_by_sector_seat_and_origin(law):
    for aid in (FAIRS, CONSULTANCY):
        for changes, verdict, article in (
            ({}, MET, "Article 1(5)(a)"),
            ({"export_aid": True}, UNMET, "Article 1(2)(c)"),
            ({"export_aid": None}, UNKNOWN, "Article 1(2)(c)"),
            ({"domestic_goods": True}, UNMET, "Article 1(2)(d)"),
            ({"domestic_goods": None}, UNKNOWN, "Article 1(2)(d)"),
            ({"sector": None}, UNKNOWN, "Article 1(3)(a)"),
            ({"sector": "fishery"}, UNMET, "Article 1(3)(a)"),
            ({"sector": "primary-agriculture"}, MET if aid is CONSULTANCY else UNMET, "Article 1(3)(b)"),
            ({"sector": "agricultural-processing"}, UNKNOWN, "Article 1(3)(c)"),
            ({"sector": "agricultural-processing", "by_quantity": False, "passed_on": False}, MET, "Article 1(3)(c)"),
            ({"sector": "agricultural-processing", "by_quantity": True, "passed_on": False}, UNMET, "Article 1(3)(c)"),
            ({"sector": "agricultural-processing", "by_quantity": False, "passed_on": True}, UNMET, "Article 1(3)(c)"),
            ({"also_excluded": True, "separated": True}, MET, "Article 1(3), last subparagraph"),
            ({"also_excluded": True, "separated": False}, UNMET, "Article 1(3), last subparagraph"),
            ({"also_excluded": True}, UNKNOWN, "Article 1(3), last subparagraph"),
            ({"also_excluded": None}, UNKNOWN, "Article 1(3), last subparagraph"),
            ({"also_excluded": None, "separated": False}, UNKNOWN, "Article 1(3), last subparagraph"),
            ({"also_excluded": None, "separated": True}, MET, "Article 1(3), last subparagraph"),
            ({"place": "headquarters"}, UNMET, "Article 1(5)(a)"),
            ({"place": "predominant-establishment"}, UNMET, "Article 1(5)(a)"),
            ({"place": "establishment-at-payment"}, MET, "Article 1(5)(a)"),
            ({"place": "establishment-at-application"}, UNKNOWN, "Article 1(5)(a)"),
            ({"place": None}, UNKNOWN, "Article 1(5)(a)"),
        ):
            answer = in_scope(aid, activity(**changes), on=ON, law=law)
            assert answer.verdict is verdict, (aid, changes)
            cited = [each for each in answer.reasons if each.verdict is verdict]
            assert any(article in each.article for each in cited), (aid, changes)


def test_the_scope_is_told_since_the_regulation(law):
    for aid in (FAIRS, CONSULTANCY):
        for changes in (
            {"export_aid": True}, {"domestic_goods": True}, {"sector": "fishery"}, {"sector": "primary-agriculture"},
            {"sector": "agricultural-processing", "by_quantity": True}, {"also_excluded": True, "separated": False},
            {"place": "headquarters"},
        ):  # fmt: skip
            first = in_scope(aid, activity(**changes), on=FIRST, law=law)
            assert first.verdict is (
                MET if changes == {"sector": "primary-agriculture"} and aid is CONSULTANCY else UNMET
            )
            early = in_scope(aid, activity(**changes), on=LAST, law=law)
            assert early.verdict is UNKNOWN
            assert {each.article for each in early.reasons} == {""}
