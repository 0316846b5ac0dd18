"""The size of an enterprise in its group: GBER Annex I, case by case."""

import datetime as dt
from fractions import Fraction

from attrs import evolve
from tests.law.groups import (
    ask,
    estimate,
    firm,
    group,
    holds,
    money,
    owns,
    period,
    person,
    share,
    some,
    status,
    totals,
    years,
)

from intra_core.law.sme.status import sme_status
from intra_core.model.group import Adjacent, Enterprise, Jointly, StaffKind, StaffLine
from intra_core.model.money import Money
from intra_core.model.quantity import Rate

CENT = Fraction(1, 100_000_000)
"""A cent in millions of euro."""
SIZES = {"micro": (10, 2, 2), "small": (50, 10, 10), "medium": (250, 50, 43)}
"""Annex I Article 2: AWU below, turnover and balance sheet total in millions not above."""


# --- Article 2: the ceilings ---------------------------------------------------------------------


def test_t01_headcount_and_one_of_two_financial_ceilings(law):
    for headcount, turnover, balance, expected in (
        (249, 50, 43, "medium"),
        (249, 80, 43, "medium"),
        (249, 50 + CENT, 43 + CENT, "large"),
        (250, 1, 1, "large"),
        ("249.6", 50, 43, "medium"),
    ):
        found = ask(firm("A", headcount, turnover, balance), law=law)
        assert (found.status, found.type) == (expected, "autonomous")


def test_t02_the_financial_ceiling_may_be_another_one_for_each_size(law):
    for turnover, balance, expected in ((2.5, 1.9, "micro"), (11, 9, "small"), (12, 11, "medium")):
        assert status(firm("A", 9, turnover, balance), law=law) == expected


def test_every_ceiling_is_met_to_the_last_unit_and_not_beyond(law):
    order = [*SIZES, "large"]
    for size, (headcount, turnover, balance) in SIZES.items():
        above = order[order.index(size) + 1]
        small = Fraction(1, 10_000)
        assert status(firm("A", float(headcount - small), turnover, 99), law=law) == size
        assert status(firm("A", headcount, turnover, balance), law=law) == above
        assert status(firm("A", 1, turnover, 999), law=law) == size
        assert status(firm("A", 1, turnover + CENT, 999), law=law) != size
        assert status(firm("A", 1, 999, balance), law=law) == size
        assert status(firm("A", 1, 999, balance + CENT), law=law) != size


def test_the_definition_is_in_force_from_2005(law):
    old = firm("A", 9, 1, 1, years=(2003, 2004))
    assert status(old, on=dt.date(2005, 1, 1), law=law) == "micro"
    assert status(old, on=dt.date(2004, 12, 31), law=law) == "undetermined"
    for size, (headcount, turnover, balance) in SIZES.items():
        for figures in ((headcount - 1, turnover, 999), (headcount - 1, 999, balance)):
            assert status(firm("A", *figures, years=(2003, 2004)), on=dt.date(2005, 1, 1), law=law) == size
            assert status(firm("A", *figures, years=(2003, 2004)), on=dt.date(2004, 12, 31), law=law) == "undetermined"


# --- Article 4: accounts and their history --------------------------------------------------------

RAW = {"micro": (5, 1, 1), "small": (20, 5, 5), "medium": (100, 20, 20), "large": (300, 90, 90)}


def over_years(*sizes, first=2022):
    return years("A", {first + number: RAW[size] for number, size in enumerate(sizes)})


def test_t03_a_ceiling_counts_once_it_is_crossed_over_two_periods(law):
    def each(*sizes):
        return [one.status for one in ask(over_years(*sizes), on=dt.date(2026, 6, 30), law=law).periods]

    assert each("medium", "large", "medium") == ["medium"] * 3
    assert each("medium", "large", "large") == ["medium", "medium", "large"]
    assert each("medium", "large", "medium", "large") == ["medium"] * 4


def test_a_size_is_won_as_it_is_lost_and_at_every_boundary(law):
    def last(*sizes):
        return status(over_years(*sizes), on=dt.date(2027, 6, 30), law=law)

    assert last("large", "medium") == "large"
    assert last("large", "medium", "medium") == "medium"
    assert last("medium", "small", "small") == "small"
    assert last("small", "micro", "micro") == "micro"
    assert last("micro", "small", "small") == "small"
    assert last("micro", "large", "small") == "small"
    assert last("micro", "small", "large") == "small"
    assert last("large", "micro", "medium") == "medium"
    assert last("medium", "large", "small") == "medium"
    assert last("micro", "large", "large", "large") == "large"


def test_only_approved_accounts_count(law):
    closed = period(2023, *RAW["small"])
    late = period(2024, *RAW["large"], approved=dt.date(2025, 7, 1))
    later = period(2025, *RAW["large"])
    subject = Enterprise(id="A", period=(closed, late, later))
    assert [each.ends.year for each in ask(subject, law=law).periods] == [2023]
    assert [each.ends.year for each in ask(subject, on=dt.date(2025, 7, 1), law=law).periods] == [2023, 2024]
    assert status(subject, on=dt.date(2025, 12, 31), law=law) == "large"


def test_a_year_without_accounts_is_neither_above_nor_below(law):
    gap = years("A", {2021: RAW["medium"], 2023: RAW["large"]})
    assert status(gap, law=law) == "undetermined"
    assert status(years("A", {2021: RAW["medium"], 2023: RAW["medium"]}), law=law) == "medium"
    asked = [each.fact for each in ask(gap, law=law).asks]
    assert asked
    assert all("2022" in each for each in asked)


def test_t04_a_new_enterprise_goes_by_its_estimate_and_has_no_grace_year(law):
    found = ask(Enterprise(id="A", period=(), estimate=estimate(12, 1.5)), law=law)
    assert found.status == "small"
    assert [each.estimate for each in found.periods] == [True]
    assert any(each.article == "Article 4(3)" for each in found.review)
    assert status(Enterprise(id="A", period=(), estimate=estimate(9, 1.5)), law=law) == "micro"


def test_staff_is_added_up_in_annual_work_units_and_never_rounded(law):
    a, member = firm("A", "124.6"), firm("L", "125.3")
    assert totals(a, member, owns("A", "L"), law=law)[0] == Fraction("249.9")
    assert status(firm("A", "124.7", 1, 1), firm("L", "125.3"), owns("A", "L"), law=law) == "large"
    assert status(firm("A", "4.9", 1, 1), firm("L", "5.2"), owns("A", "L"), law=law) == "small"
    assert status(firm("A", "4.6", 1, 1), firm("L", "5.3"), owns("A", "L"), law=law) == "micro"


def test_staff_is_worked_out_from_lines(law):
    lines = (
        StaffLine(persons=6),
        StaffLine(persons=4, part=Rate(5000)),
        StaffLine(persons=3, months=8),
        StaffLine(persons=1, kind=StaffKind.OWNER_MANAGER, months=6, part=Rate(5000)),
        StaffLine(persons=5, kind=StaffKind.APPRENTICE),
        StaffLine(persons=2, kind=StaffKind.PARENTAL_LEAVE),
        StaffLine(persons=7, kind=StaffKind.STUDENT),
    )
    subject = Enterprise(id="A", period=(evolve(period(2024, None, 1, 1), staff=lines),))
    assert totals(subject, law=law)[0] == 6 + 2 + 2 + Fraction(1, 4)
    assert status(subject, law=law) == "small"
    fewer = Enterprise(id="A", period=(evolve(period(2024, None, 1, 1), staff=lines[:2]),))
    assert status(fewer, law=law) == "micro"


def test_the_latest_approved_accounts_of_a_member_count_while_later_ones_wait(law):
    a = firm("A", 10, 1, 1)
    late = period(2024, 900, 90, 90, approved=dt.date(2025, 9, 1))
    p = Enterprise(id="P", period=(period(2023, 20, 1, 1), late))
    assert [each.amounts.headcount for each in ask(a, p, owns("P", "A"), law=law).periods] == [30, 30]
    untold = Enterprise(id="P", period=(period(2023, 20, 1, 1),))
    assert ask(a, untold, owns("P", "A"), law=law).periods[-1].raw == "undetermined"
    new = Enterprise(id="A", period=(), estimate=estimate(10, 1, 1))
    assert status(new, untold, owns("P", "A"), on=dt.date(2025, 3, 1), law=law) == "small"
    assert status(new, untold, owns("P", "A"), on=dt.date(2025, 12, 31), law=law) == "undetermined"


def test_a_long_period_leaves_no_year_out(law):
    long = Enterprise(
        id="A", period=(period(2022, *RAW["small"]), period(dt.date(2024, 7, 31), *RAW["small"], months=19))
    )
    assert [each.ends for each in ask(long, law=law).periods] == [dt.date(2022, 12, 31), dt.date(2024, 7, 31)]


def test_a_short_period_is_reckoned_for_a_year(law):
    short = Enterprise(id="A", period=(period(2024, 9, 1.5 + 0.25, 99, months=9),))
    assert totals(short, law=law)[1] == Fraction("1.75") * 12 / 9
    assert status(short, law=law) == "small"
    assert status(short, short_period="as-stated", law=law) == "micro"


def test_a_small_mid_cap_is_large_wherever_sizes_are_compared(law):
    falling = years("A", {2022: (900, 200, 200), 2023: (300, 100, 100), 2024: RAW["medium"]})
    assert status(falling, law=law) == "large"
    assert status(falling, crossing="latest", law=law) == "large"


def test_the_latest_of_several_sizes_under_the_other_policy(law):
    growing = over_years("micro", "small", "large")
    assert status(growing, law=law) == "small"
    assert status(growing, crossing="latest", law=law) == "large"


# --- Article 3(2) and 6(2): partners ---------------------------------------------------------------


def test_t05_a_partner_counts_pro_rata_from_a_quarter_on(law):
    a, p = firm("A", 180, 30, 25), firm("P", 200, 60, 50)
    found = ask(a, p, holds("P", "A", 40, 30), law=law)
    assert found.periods[-1].amounts.headcount == 260
    assert (found.periods[-1].raw, found.status, found.type) == ("large", "large", "partner")
    found = ask(a, p, owns("P", "A", 25), law=law)
    assert tuple(found.periods[-1].amounts) == (230, 45_000_000, 37_500_000)
    assert (found.status, found.type) == ("medium", "partner")
    found = ask(a, p, owns("P", "A", "24.99"), law=law)
    assert (found.periods[-1].amounts.headcount, found.status, found.type) == (180, "medium", "autonomous")


def test_t06_capital_alone_never_links(law):
    a, p = firm("A", 100, 20, 10), firm("P", 200, 40, 10)
    found = ask(a, p, holds("P", "A", 60, 40), law=law)
    assert (found.type, found.status) == ("partner", "medium")
    assert tuple(found.periods[-1].amounts)[:2] == (220, 44_000_000)
    assert [(each.enterprise, each.share.decimal, each.article) for each in found.counted] == [
        ("A", "1", "Article 6(2), first subparagraph"),
        ("P", "0.6", "Article 3(2), 6(2)"),
    ]


def test_a_quarter_of_the_capital_or_of_the_votes_is_enough(law):
    a, p = firm("A", 10), firm("P", 100)
    assert totals(a, p, holds("P", "A", 25, 0), law=law)[0] == 35
    assert totals(a, p, holds("P", "A", 0, 25), law=law)[0] == 35
    assert totals(a, p, holds("P", "A", "24.99", "24.99"), law=law)[0] == 10
    assert totals(a, p, holds("P", "A", "24.999999", "25.000001"), law=law)[0] == 10 + Fraction("25.000001")
    on = dt.date(2005, 1, 1)
    a, p = firm("A", 10, years=(2003, 2004)), firm("P", 100, years=(2003, 2004))
    assert totals(a, p, holds("P", "A", 25, 0), on=on, law=law)[0] == 35
    assert not ask(a, p, holds("P", "A", 25, 0), on=dt.date(2004, 12, 31), law=law).counted


def test_partners_count_upstream_and_downstream_but_not_theirs(law):
    chain = [firm(name, 100) for name in "ABCDE"]
    links = [owns(one, other, 30) for one, other in ("AB", "BC", "CD", "DE")]
    assert totals(*chain, *links, subject="A", law=law)[0] == 130
    assert totals(*chain, *links, subject="C", law=law)[0] == 160
    assert totals(*chain, *links, subject="E", law=law)[0] == 130


def test_a_partner_brings_those_linked_with_it_at_its_share(law):
    parts = [firm("A", 10), firm("P", 100), firm("Q", 200), firm("R", 400), firm("X", 1000)]
    links = [owns("P", "A", 30), owns("P", "Q", 60), owns("R", "P", 80), owns("X", "Q", 30)]
    found = ask(*parts, *links, law=law)
    assert found.periods[-1].amounts.headcount == 10 + Fraction(3, 10) * 700
    assert {each.enterprise: each.share.decimal for each in found.counted} == {
        "A": "1", "P": "0.3", "Q": "0.3", "R": "0.3",
    }  # fmt: skip


def test_a_partner_of_a_linked_enterprise_counts(law):
    parts = [firm("A", 10), firm("L", 20), firm("P", 100), firm("Z", 1000)]
    links = [owns("A", "L", 70), owns("P", "L", 30), owns("Z", "P", 40)]
    found = ask(*parts, *links, law=law)
    assert found.periods[-1].amounts.headcount == 10 + 20 + 30
    assert found.type == "linked"


def test_linked_holders_reach_a_quarter_together(law):
    parts = [firm("A", 10), firm("P", 100), firm("Q", 200)]
    links = [owns("P", "Q", 60), owns("P", "A", 15), owns("Q", "A", 10)]
    assert totals(*parts, *links, law=law)[0] == 10 + Fraction(1, 4) * 300
    assert totals(*parts, links[1], links[2], law=law)[0] == 10


def test_of_cross_holdings_the_greater_counts(law):
    a, p = firm("A", 10), firm("P", 100)
    assert totals(a, p, owns("P", "A", 30), owns("A", "P", 45), law=law)[0] == 55
    assert totals(a, p, owns("P", "A", 45), owns("A", "P", 10), law=law)[0] == 55


def test_a_partner_of_two_linked_enterprises_counts_once(law):
    parts = [firm("A", 10), firm("L", 20), firm("P", 100)]
    links = [owns("A", "L"), owns("P", "A", 30), owns("P", "L", 40)]
    links[0] = owns("A", "L", 60)
    assert totals(*parts, *links, law=law)[0] == 30 + 40
    assert totals(*parts, *links, partner_of_several="added", law=law)[0] == 30 + 70


# --- Article 3(3): linked enterprises ---------------------------------------------------------------


def test_a_majority_of_votes_links_and_half_of_them_does_not(law):
    a, p = firm("A", 10), firm("P", 100)
    assert totals(a, p, holds("P", "A", 0, "50.000001"), law=law)[0] == 110
    assert totals(a, p, holds("P", "A", 0, 50), law=law)[0] == 60
    assert totals(a, p, holds("P", "A", 100, 0), law=law)[0] == 110
    assert ask(a, p, holds("P", "A", 100, 0), law=law).type == "partner"


def test_control_links_without_any_share(law):
    a, p = firm("A", 10), firm("P", 100)
    found = ask(a, p, holds("P", "A", control=True), law=law)
    assert (found.periods[-1].amounts.headcount, found.type) == (110, "linked")
    assert found.counted[1].article == "Article 3(3)(b) to (d)"


def test_linked_goes_through_any_number_of_enterprises_both_ways(law):
    parts = [firm(name, 1) for name in "ABCDEF"]
    links = [owns("B", "A", 51), owns("C", "B", 51), owns("C", "D", 51), owns("D", "E", 51), owns("F", "C", 51)]
    for subject in "ABCDEF":
        found = ask(*parts, *links, subject=subject, law=law)
        assert found.periods[-1].amounts.headcount == 6
        assert found.type == "linked"


def test_votes_of_linked_enterprises_are_a_majority_together(law):
    parts = [firm("A", 1), firm("P", 10), firm("S", 100)]
    links = [owns("P", "S", 80), owns("P", "A", 30), owns("S", "A", 30)]
    assert totals(*parts, *links, law=law)[0] == 111
    assert totals(*parts, *links, votes_of_linked="separate", law=law)[0] == 1 + Fraction(6, 10) * 110


def test_rings_and_cross_majorities_count_everybody_once(law):
    parts = [firm(name, 7) for name in "ABC"]
    assert totals(*parts, owns("A", "B", 60), owns("B", "C", 60), owns("C", "A", 60), law=law)[0] == 21
    assert totals(*parts, owns("A", "B", 60), owns("B", "A", 60), law=law)[0] == 14


def test_persons_link_on_the_same_or_on_adjacent_markets_only(law):
    x, links = person("X"), [owns("X", "A"), owns("X", "B")]
    one, same, beside = "metal", "metal", "wood"
    a = firm("A", 10, market=(one,))
    assert totals(a, firm("B", 100, market=(same,)), x, *links, law=law)[0] == 110
    b = firm("B", 100, market=(beside,))
    assert totals(a, b, x, *links, law=law)[0] == 10
    assert totals(a, b, x, *links, Adjacent(markets=(one, beside)), law=law)[0] == 110
    assert totals(a, firm("B", 100, market=(beside, one)), x, *links, law=law)[0] == 110
    assert ask(a, b, x, *links, law=law).type == "autonomous"


def test_an_unknown_market_leaves_open_only_what_it_can_change(law):
    x, links = person("X"), [owns("X", "A"), owns("X", "B")]
    a = firm("A", 10, 1, 1, market=("metal",))
    found = ask(a, firm("B", 100), x, *links, law=law)
    assert (found.status, found.type) == ("undetermined", "undetermined")
    assert [each.fact for each in found.asks] == ["enterprise.B.market"]
    assert ask(a, firm("B", 1), x, *links, law=law).status in {"undetermined", "micro", "small"}


def test_persons_who_act_jointly_are_one(law):
    parts = [firm("A", 10, market=("m",)), firm("B", 100, market=("m",)), person("X"), person("Y")]
    links = [owns("X", "A", 30), owns("Y", "A", 30), owns("X", "B", 30), owns("Y", "B", 30)]
    found = ask(*parts, *links, law=law)
    assert found.periods[-1].amounts.headcount == 10
    assert any("C-110/13" in each.why for each in found.review)
    assert totals(*parts, *links, Jointly(persons=("X", "Y")), law=law)[0] == 110


def test_a_person_is_no_partner(law):
    assert totals(firm("A", 10), firm("B", 100), person("X"), owns("X", "A", 40), owns("X", "B", 60), law=law)[0] == 10


# --- Article 3(2), second subparagraph: the investors ------------------------------------------------


def test_investors_leave_an_enterprise_autonomous_up_to_half(law):
    kinds = ("public-investment-corporation", "venture-capital", "university", "research-centre",
             "institutional-investor", "regional-development-fund")  # fmt: skip
    for kind in kinds:
        investor = firm("V", 1000, 90, 90)
        investor = Enterprise(id="V", kind=some(kind, "V").kind, period=investor.period, public=False)
        for percent in (25, 50):
            found = ask(firm("A", 10, 1, 1), investor, owns("V", "A", percent), law=law)
            assert (found.status, found.type) == ("small", "autonomous"), kind
        assert totals(firm("A", 10), investor, owns("V", "A", "50.01"), law=law)[0] == 1010
        found = ask(firm("A", 10, 1, 1), investor, owns("V", "A", 30, manages=True), law=law)
        assert found.type == "partner"
        found = ask(
            firm("A", 10), investor, owns("V", "A", 30, manages=True), managing_investor="control-decides", law=law
        )
        assert found.type == "autonomous"


def test_investors_with_a_majority_together_are_no_exception(law):
    v, w = (
        Enterprise(id=name, kind=some("venture-capital", name).kind, period=firm(name, 100).period) for name in "VW"
    )
    assert totals(firm("A", 10), v, w, owns("V", "A", 25), owns("W", "A", 25), law=law)[0] == 10
    apart = [firm("A", 10), v, w, owns("V", "A", 26), owns("W", "A", 25)]
    assert totals(*apart, law=law)[0] == 10 + 26 + 25
    assert totals(*apart, investors_jointly="linked-ones", law=law)[0] == 10
    # The user guide's example of a university linked with an investment corporation: 55 % of the votes together.
    assert totals(*apart, owns("V", "W", 60), investors_jointly="linked-ones", law=law)[0] == 210
    assert totals(*apart, owns("V", "W", 60), law=law)[0] == 210


def test_business_angels_stay_below_their_limit_together(law):
    def found(first, second):
        angels = [
            Enterprise(id=name, kind=some("business-angel", name).kind, period=firm(name, 1000).period) for name in "VW"
        ]
        links = [owns("V", "A", 25, investment=money(first)), owns("W", "A", 10, investment=money(second))]
        return ask(firm("A", 10, 1, 1), *angels, *links, law=law).type

    limit = Fraction(125, 100)
    assert found(limit - CENT, 0) == "autonomous"
    assert found(limit, 0) == "partner"
    assert found(1, Fraction(25, 100) - CENT) == "autonomous"
    assert found(1, Fraction(25, 100)) == "partner"
    assert found(None, 0) == "undetermined"
    on = dt.date(2005, 1, 1)
    angel = Enterprise(id="V", kind=some("business-angel", "V").kind, period=firm("V", 1000, years=(2003, 2004)).period)
    link = owns("V", "A", 25, investment=money(1))
    assert ask(firm("A", 10, years=(2003, 2004)), angel, link, on=on, law=law).type == "autonomous"


def test_a_local_authority_is_small_in_both_budget_and_inhabitants(law):
    def found(budget, inhabitants, percent=30, on=dt.date(2025, 6, 30)):
        town = some("local-authority", "T", budget=money(budget), inhabitants=inhabitants)
        return ask(
            firm("A", 10, 1, 1, years=(2003, 2004, *range(2005, 2025))), town, owns("T", "A", percent), on=on, law=law
        ).status

    assert found(10 - CENT, 4999) == "small"
    assert found(10, 4999) == "not-sme"
    assert found(10 - CENT, 5000) == "not-sme"
    assert found(9, 4000, percent=51) == "not-sme"
    assert found(10, 4999, percent=24) == "small"
    assert found(None, 4999) == "undetermined"
    assert found(None, 5000) == "not-sme"
    assert found(9, 4999, on=dt.date(2005, 1, 1)) == "small"
    assert found(9, 4999, on=dt.date(2004, 12, 31)) == "undetermined"


def test_a_small_local_authority_links_those_it_controls_as_any_such_investor_does(law):
    def found(budget):
        parts = [
            firm("A", 10, 1, 1),
            firm("B", 100, 1, 1),
            some("local-authority", "T", budget=money(budget), inhabitants=9),
        ]
        return ask(*parts, holds("T", "A", 10, 10, control=True), holds("T", "B", 10, 10, control=True), law=law)

    small = found(9)
    assert (small.type, small.periods[-1].amounts.headcount) == ("linked", 110)
    assert [each.enterprise for each in small.counted] == ["A", "B"]
    assert found(10).type == "autonomous"
    assert found(None).type == "undetermined"


def test_a_limit_in_a_currency_with_a_fixed_rate_is_told_from_that_amount(law):
    def found(currency):
        invested = Money(130_000_000, currency)
        return ask(
            firm("A", 10, 1, 1),
            some("business-angel", "V", period=()),
            owns("V", "A", 25, investment=invested),
            law=law,
        )

    assert found("EUR").type == "partner"
    assert found("BGN").type == "autonomous"
    unsettled = found("GBP")
    assert unsettled.type == "undetermined"
    assert "holding.V.A.investment" in [each.fact for each in unsettled.asks]


# --- Article 3(4): public bodies ----------------------------------------------------------------------


def test_a_quarter_in_public_hands_is_no_sme_however_small(law):
    a = firm("A", 3, 0.1, 0.1)
    for capital, votes, expected in ((25, 0, "not-sme"), (0, 25, "not-sme"), ("24.99", "24.99", "micro")):
        assert status(a, some("public-body", "B"), holds("B", "A", capital, votes), law=law) == expected
    old = firm("A", 3, 0.1, 0.1, years=(2003, 2004))
    assert status(old, some("public-body", "B"), owns("B", "A", 25), on=dt.date(2005, 1, 1), law=law) == "not-sme"


def test_public_bodies_count_together(law):
    parts = [firm("A", 3, 0.1, 0.1), some("public-body", "B"), some("public-body", "C")]
    assert status(*parts, owns("B", "A", 15), owns("C", "A", 10), law=law) == "not-sme"
    assert status(*parts, owns("B", "A", 15), owns("C", "A", "9.99"), law=law) == "micro"


def test_public_bodies_count_through_those_they_control(law):
    parts = [firm("A", 3, 0.1, 0.1), firm("H", 1), some("public-body", "B"), some("public-body", "C")]
    assert status(*parts, owns("H", "A", 30), owns("B", "H", 51), law=law) == "not-sme"
    assert status(*parts, owns("H", "A", 30), owns("B", "H", 30), owns("C", "H", 30), law=law) == "not-sme"
    found = ask(*parts, owns("H", "A", 30), owns("B", "H", 30), law=law)
    assert found.status == "micro"
    assert any("C-516/19" in each.why for each in found.review)
    assert status(*parts, owns("H", "A", 30), owns("B", "H", 30), public_control="quarter", law=law) == "not-sme"


def test_a_public_body_is_no_sme_itself(law):
    body = some("public-investment-corporation", "A", period=firm("A", 3, 0.1, 0.1).period)
    assert status(body, law=law) == "not-sme"
    university = some("university", "A", period=firm("A", 3, 0.1, 0.1).period)
    found = ask(university, law=law)
    assert (found.possible, [each.fact for each in found.asks]) == (("micro", "not-sme"), ["enterprise.A.public"])


def test_a_university_that_is_a_public_body_and_has_a_majority_makes_no_sme(law):
    university = Enterprise(id="U", kind=some("university", "U").kind, period=firm("U", 1000).period, public=True)
    assert status(firm("A", 3, 0.1, 0.1), university, owns("U", "A", 40), law=law) == "micro"
    assert status(firm("A", 3, 0.1, 0.1), university, owns("U", "A", 60), law=law) == "not-sme"
    unsaid = Enterprise(id="U", kind=university.kind, period=firm("U", 1, 0.1, 0.1).period)
    found = ask(firm("A", 3, 0.1, 0.1), unsaid, owns("U", "A", 60), law=law)
    assert found.possible == ("micro", "not-sme")
    assert [each.fact for each in found.asks] == ["enterprise.U.public"]


# --- Article 6: accounts of the group ------------------------------------------------------------------


def test_consolidated_accounts_are_not_counted_twice(law):
    a = firm("A", 10, 1, 1, consolidated_in="P")
    p, s = firm("P", 100, 20, 20, consolidated=True), firm("S", 40, 5, 5, consolidated_in="P")
    links = [owns("P", "A"), owns("P", "S")]
    assert totals(a, p, s, *links, law=law) == (100, 20, 20)
    apart = firm("S", 40, 5, 5)
    assert totals(a, p, apart, *links, law=law) == (140, 25, 25)
    part = firm("S", 40, 5, 5, consolidated_in="P", consolidated_share=share(60))
    assert totals(a, p, part, *links, law=law) == (116, 22, 22)


def test_consolidated_accounts_of_a_partner_hold_its_own_at_its_share(law):
    p, s = firm("P", 100, 20, 20, consolidated=True), firm("S", 40, 5, 5, consolidated_in="P")
    assert totals(firm("A", 10, 1, 1), p, s, owns("P", "A", 30), owns("P", "S"), law=law) == (40, 7, 7)


def test_consolidated_accounts_without_staff_leave_that_of_each_to_be_added(law):
    p = Enterprise(
        id="P", consolidated=True, period=tuple(period(year, None, 20, 20, own_headcount=30) for year in (2023, 2024))
    )
    parts = [firm("A", 10, 1, 1, consolidated_in="P"), p, firm("S", 40, 5, 5, consolidated_in="P")]
    assert totals(*parts, owns("P", "A"), owns("P", "S"), law=law) == (80, 20, 20)


def test_accounts_that_would_hold_themselves_hold_nobody(law):
    a, b = firm("A", 10, 1, 1, consolidated_in="B"), firm("B", 30, 3, 3, consolidated_in="A")
    assert totals(a, b, owns("B", "A"), law=law) == (40, 4, 4)


def test_staff_that_the_accounts_above_do_not_show_is_looked_for_above_them(law):
    silent = tuple(period(year, None, 20, 20, own_headcount=30) for year in (2023, 2024))
    p = Enterprise(id="P", consolidated=True, period=silent, consolidated_in="T")
    parts = [firm("A", 10, 1, 1, consolidated_in="P"), p, firm("T", 200, 40, 40, consolidated=True)]
    assert totals(*parts, owns("P", "A"), owns("T", "P"), law=law) == (200, 40, 40)


def test_missing_accounts_of_a_member_never_count_as_nothing(law):
    p = Enterprise(id="P")
    found = ask(firm("A", 10, 1, 1), p, owns("P", "A", 30), law=law)
    assert (found.status, found.type) == ("undetermined", "partner")
    assert found.periods[-1].amounts.headcount is None
    assert {each.fact.split(".")[1] for each in found.asks} == {"P"}
    assert status(firm("A", 250, 1, 1), p, owns("P", "A", 30), law=law) == "large"
    half = Enterprise(id="P", period=(period(2023, 5, 1, None), period(2024, 5, 1, None)))
    assert status(firm("A", 10, 1, 1), half, owns("P", "A", 30), law=law) == "small"


def test_members_with_another_financial_year_count_by_their_latest_accounts_before(law):
    march = dt.date(2024, 3, 31)
    p = Enterprise(
        id="P",
        period=(
            period(dt.date(2023, 3, 31), 50, 0, 0),
            period(march, 100, 0, 0),
            period(dt.date(2025, 3, 31), 900, 0, 0),
        ),
    )
    a = years("A", {2023: (10, 0, 0), 2024: (10, 0, 0)})
    found = ask(a, p, owns("P", "A", 60), law=law)
    assert [each.amounts.headcount for each in found.periods] == [60, 110]


def test_a_change_of_owners_counts_at_once_or_after_two_periods(law):
    a, p = firm("A", 10, 1, 1, years=(2022, 2023, 2024)), firm("P", 900, 90, 90, years=(2022, 2023, 2024))
    bought = owns("P", "A", since=dt.date(2024, 5, 1))
    at_once = ask(a, p, bought, law=law)
    assert at_once.status == "large"
    assert any(each.article == "Article 4(2)" and "at once" in each.why for each in at_once.review)
    slowly = ask(a, p, bought, ownership_change="kerkosand_two_years", law=law)
    assert slowly.status == "small"
    assert any("two accounting periods" in each.why for each in slowly.review)
    now = owns("P", "A", since=dt.date(2025, 5, 1))
    assert status(a, p, now, law=law) == "large"
    assert status(a, p, now, ownership_change="kerkosand_two_years", law=law) == "small"
    assert status(a, p, owns("P", "A", until=dt.date(2021, 5, 1)), law=law) == "small"


# --- Small mid-caps ----------------------------------------------------------------------------------


def test_small_mid_caps_are_large_and_told_apart(law):
    since = dt.date(2025, 5, 21)

    def found(headcount, turnover, balance, on=since):
        each = ask(firm("A", headcount, turnover, balance), on=on, law=law)
        assert each.status == "large"
        return each.mid_cap

    assert found(749, 150, 999) is True
    assert found("749.9999", 150, 999) is True
    assert found(750, 150, 129) is False
    assert found(300, 150 + CENT, 129) is True
    assert found(300, 150, 129 + CENT) is True
    assert found(300, 150 + CENT, 129 + CENT) is False
    assert found(300, 150, 129, on=dt.date(2025, 5, 20)) is None
    assert ask(firm("A", 5, 1, 1), on=since, law=law).mid_cap is False


def test_the_size_does_not_depend_on_whoever_is_unrelated(law):
    a = firm("A", 100, 20, 10)
    assert status(a, firm("Z", 9000, 900, 900), person("X"), owns("X", "Z"), law=law) == "medium"
    found = sme_status(group(a), "A", dt.date(2025, 6, 30), law=law)
    assert found.to_dict()["counted"] == [
        {"enterprise": "A", "share": "1", "why": "the enterprise itself", "article": "Article 6(1)"}
    ]
