"""T09 of law.md and its red list: which kinds of cost are export aid, under the regulation of the day."""

import datetime as dt

from intra_core.law.cost_kinds import Standing
from intra_core.law.export_aid import export_aid, known_kinds
from intra_core.verdict import Verdict

MET, UNMET, UNKNOWN = Verdict.MET, Verdict.UNMET, Verdict.UNKNOWN
ON = dt.date(2025, 3, 1)
STANDINGS = {
    Standing.IN: (
        "stand-rent", "stand-set-up", "stand-management", "fee", "market-study", "consultancy", "legal-consulting",
        "strategy", "partner-search", "machinery", "equipment", "software", "certification", "certification-fee",
        "legal-translation", "fair-participation", "prospecting-consultancy", "plant-and-machinery",
    ),
    Standing.OUT: (
        "foreign-showroom-rent", "foreign-warehouse-rent", "foreign-office", "foreign-agent-salary", "sales-commission",
        "per-unit-bonus", "export-web-shop-operation",
    ),
    Standing.DOUBTFUL: (
        "travel", "accommodation", "delegation", "forum", "freight", "promotional-material", "advertising", "insurance",
        "digital-marketing", "staff", "export-manager", "digital-export-manager",
    ),
}  # fmt: skip


def test_t09_cost_lines_of_an_export_voucher(law):
    for kind, verdict, article in (
        ("stand-rent", MET, "recital 10"),
        ("market-study", MET, "recital 10"),
        ("certification", MET, "Article 1(1)(e)"),
        ("foreign-warehouse-rent", UNMET, "Article 1(1)(e)"),
        ("sales-commission", UNMET, "Article 1(1)(e)"),
        ("machinery", MET, "C-518/16"),
    ):
        answer = export_aid(kind, on=ON, law=law)
        assert answer.verdict is verdict
        assert article in answer.reasons[0].article
    # A machine whose aid depends on what is exported is export aid after all.
    tied = export_aid("machinery", on=ON, by_quantity=True, law=law)
    assert (tied.verdict, tied.reasons[0].article.rpartition(", ")[2]) == (UNMET, "Article 1(1)(e)")


def test_every_kind_of_cost_stands_as_the_text_says(law):
    for standing, kinds in STANDINGS.items():
        for kind in kinds:
            answer = export_aid(kind, on=ON, law=law)
            assert answer.standing is standing, kind
            assert answer.verdict is {Standing.IN: MET, Standing.OUT: UNMET, Standing.DOUBTFUL: UNKNOWN}[standing]
            assert export_aid(kind, on=ON, by_quantity=True, law=law).verdict is UNMET
    assert sorted(known_kinds(law)) == sorted(kind for kinds in STANDINGS.values() for kind in kinds)


def test_what_is_not_known_is_not_in(law):
    unknown = export_aid("a-kind-of-its-own", on=ON, law=law)
    assert (unknown.verdict, unknown.standing) == (UNKNOWN, None)
    assert [each.fact for each in unknown.asks] == ["cost.kind"]
    assert export_aid("a-kind-of-its-own", on=ON, by_quantity=True, law=law).verdict is UNMET
    for once, verdict, asks in ((None, UNKNOWN, ["cost.once"]), (True, MET, []), (False, UNKNOWN, [])):
        travel = export_aid("travel", on=ON, once=once, law=law)
        assert (travel.verdict, [each.fact for each in travel.asks]) == (verdict, asks)
        assert travel.reasons[0].mark.value == "inferred"
    assert export_aid("foreign-warehouse-rent", on=ON, once=True, law=law).verdict is UNMET


def test_the_regulation_of_the_day_is_cited(law):
    for on, excluded, fairs in (
        ("2014-01-01", "1407/2013 on de minimis aid, Article 1(1)(d)", "recital 9"),
        ("2023-12-31", "1407/2013 on de minimis aid, Article 1(1)(d)", "recital 9"),
        ("2024-01-01", "2023/2831 on de minimis aid, Article 1(1)(e)", "recital 10"),
    ):
        day = dt.date.fromisoformat(on)
        out, fair = export_aid("foreign-warehouse-rent", on=day, law=law), export_aid("stand-rent", on=day, law=law)
        assert (out.verdict, fair.verdict) == (UNMET, MET)
        assert excluded in out.reasons[0].article
        assert fairs in fair.reasons[0].article
        assert export_aid("machinery", on=day, law=law).verdict is MET
    for kind in ("foreign-warehouse-rent", "stand-rent", "machinery", "certification"):
        before = export_aid(kind, on=dt.date(2013, 12, 31), law=law)
        assert (before.verdict, before.reasons[0].article) == (UNKNOWN, "")
