"""Orders of award of real calls, as far as their sources tell; what they do not tell, the test chooses and names."""

from decimal import Decimal

import pytest
from attrs import evolve
from tests.assessment.candidates import BY_ID, SUBMITTED, rule
from tests.installed import CATALOGUE

from intra_core import Money, WrongInput
from intra_core.assessment.awarding import Choice, Chosen, Reason, award, rule_of
from intra_core.model.candidate import Candidate

HALF_SECOND = 500_000


def call_of(measure, name):
    return next(each for each in CATALOGUE[measure].identity.calls if each.id == name)


# --- export managers, 2015: in the order of application, 45 % for the roadshow (regions.md 7.3 IT-TEM-2015) ----------

EXPORT_MANAGER = call_of("abruzzo.export_manager", "2015")
BESIDE = Chosen(last="refused", beyond="ends", members="reserve-first", unused_reserve="others")
FIRST_DAY = [
    # 3,800 applications on the first day, EUR 10,000 each (Invitalia, "Grande successo dei voucher per
    # l'internazionalizzazione", https://www.invitalia.it/news-media/news/grande-successo-dei-voucher-linternazionalizzazione,
    # read 2026-11-23); that they came half a second apart is the test's
    Candidate(id=f"VI-{number:04}", award=1_000_000, submitted=number * HALF_SECOND)
    for number in range(1, 3_801)
]


def test_ten_million_make_a_thousand_vouchers_and_fifteen_million_make_five_hundred_more():
    by = rule_of(EXPORT_MANAGER, "EUR", BESIDE)
    found = award(FIRST_DAY, by)
    assert sum(each.granted > 0 for each in found) == 1_000
    assert found.of("VI-1214").says == (
        "ranked 1214th of 3800, the money open to all reached at the 1001st: nothing was left; "
        "214th on the waiting list"
    )
    more = award(FIRST_DAY, rule_of(EXPORT_MANAGER, "EUR", evolve(BESIDE, budget=Money(1_500_000_000, "EUR"))))
    assert sum(each.granted > 0 for each in more) == 1_500


def test_the_reserve_for_the_roadshow_is_forty_five_hundredths_of_the_money():
    late = [evolve(each, reserves=("roadshow",)) if number >= 3_300 else each for number, each in enumerate(FIRST_DAY)]
    found = award(late, rule_of(EXPORT_MANAGER, "EUR", BESIDE))
    assert [(each.name, each.money, each.granted) for each in found.pots] == [
        ("open", 550_000_000, 550_000_000),
        ("reserve:roadshow", 450_000_000, 450_000_000),
    ]
    assert [each.rank for each in found if each.granted] == [*range(1, 551), *range(3_301, 3_751)]
    assert found.of("VI-0551").says.startswith("ranked 551st of 3800: nothing was left of the money open to all")
    member = found.of("VI-3751")
    assert member.short == ("reserve:roadshow", "open")
    assert member.says == (
        "ranked 3751st of 3800: nothing was left of the reserve roadshow and the money open to all; "
        "2751st on the waiting list"
    )


def test_what_the_roadshow_does_not_use_others_have_or_nobody():
    few = [evolve(each, reserves=("roadshow",)) if number >= 3_790 else each for number, each in enumerate(FIRST_DAY)]
    opened = award(few, rule_of(EXPORT_MANAGER, "EUR", BESIDE))
    assert [each.rank for each in opened if each.granted] == [*range(1, 991), *range(3_791, 3_801)]
    assert [(each.name, each.granted, each.freed, each.left) for each in opened.pots] == [
        ("open", 990_000_000, 0, 0),
        ("reserve:roadshow", 10_000_000, 440_000_000, 0),
    ]
    kept = award(few, rule_of(EXPORT_MANAGER, "EUR", evolve(BESIDE, unused_reserve="kept")))
    assert sum(each.granted > 0 for each in kept) == 560
    assert kept.pots[1].left == 440_000_000


def test_those_who_take_the_open_money_first_leave_the_reserve_to_later_members():
    early = [evolve(each, reserves=("roadshow",)) if number < 600 else each for number, each in enumerate(FIRST_DAY)]
    open_first = award(early, rule_of(EXPORT_MANAGER, "EUR", evolve(BESIDE, members="open-first")))
    reserve_first = award(early, rule_of(EXPORT_MANAGER, "EUR", BESIDE))
    assert [each.rank for each in reserve_first if each.granted] == list(range(1, 1_001))
    assert [each.rank for each in open_first if each.granted] == list(range(1, 1_001))
    first_goes = award(
        early, rule_of(EXPORT_MANAGER, "EUR", evolve(BESIDE, members="open-first", unused_reserve="kept"))
    )
    assert [each.rank for each in first_goes if each.granted] == list(range(1, 601))


# --- individual operations, 2025: by merit of at least 3.00, budgets by area (regions-more.md 8.2 PT-MPR-2025-16) -----

OPERATIONS = call_of("algarve.individual_operations", "2025")
WEIGHTS = [each.weight.basis_points for each in OPERATIONS.allocation.criteria]


def operation(name, award_, points, area="algarve", exports=0, markets=0, submitted=0):
    """Make an application; its merit is 0.40 A + 0.30 B + 0.30 C."""
    weighted = (Decimal(weight) / 10_000 * Decimal(each) for weight, each in zip(WEIGHTS, points, strict=True))
    figures = {"exports-foreseen": Decimal(exports), "markets": Decimal(markets)}
    return Candidate(
        id=name, award=award_, points=sum(weighted, Decimal(0)), area=area, figures=figures, submitted=submitted
    )


def test_merit_is_weighted_and_three_points_are_enough():
    by = rule_of(OPERATIONS, "EUR", Chosen(last="cut", beyond="ends"))
    assert by.budgets == {"algarve": 400_000_000, "lisbon": 300_000_000, "other-mainland": 5_000_000_000}
    found = award(
        [
            operation("three", 100, ("3", "3", "3")),
            operation("below", 100, ("3", "3", "2.99")),
            operation("top", 1, "555"),
        ],
        by,
    )
    assert [(each.id, each.rank) for each in found] == [("top", 1), ("three", 2), ("below", None)]
    assert found.of("three").points == 3
    assert found.of("below").reason is Reason.BELOW_MERIT
    assert found.of("below").says == "not ranked: 2.997 points, and 3 are the least"


def test_equal_merit_is_parted_by_exports_then_markets_then_the_earlier_submission():
    alike = [
        operation("late", 1, "444", exports=50_000, markets=3, submitted=2),
        operation("early", 1, "444", exports=50_000, markets=3, submitted=1),
        operation("markets", 1, "444", exports=50_000, markets=4, submitted=3),
        operation("exports", 1, "444", exports=50_001, markets=1, submitted=4),
    ]
    found = award(alike, rule_of(OPERATIONS, "EUR", Chosen(last="cut", beyond="ends")))
    assert [each.id for each in found] == ["exports", "markets", "early", "late"]


def test_the_money_of_one_area_is_not_that_of_another():
    twelve = [operation(f"A-{number}", 40_000_000, "444", exports=-number) for number in range(12)]
    found = award(
        [*twelve, operation("lisbon", 30_000_000, "333", "lisbon")],
        rule_of(OPERATIONS, "EUR", Chosen(last="cut", beyond="ends")),
    )
    assert sum(each.granted > 0 for each in found) == 11
    assert found.of("lisbon").granted == 30_000_000
    assert found.of("A-10").says == (
        "ranked 11th of 13: nothing was left of the budget of algarve; 1st on the waiting list"
    )
    assert found.of("A-11").says == (
        "ranked 12th of 13, the budget of algarve reached at the 11th: nothing was left; 2nd on the waiting list"
    )


# --- vouchers by lot (regions.md 4.3 Badajoz chamber 2020) -----------------------------------------------------------


def test_a_lottery_takes_no_notice_of_the_order_of_arrival():
    by = rule_of(
        call_of("extremadura.xpande_digital", "badajoz-2020"),
        "EUR",
        Chosen(budget=Money(200, "EUR"), last="refused", beyond="ends", seed="seme"),
    )
    drawn = [Candidate(id=name, award=100, submitted=0) for name in ("a", "b", "c", "d")]
    found = award(drawn, by)
    again = award([evolve(each, submitted=9 - number) for number, each in enumerate(drawn)], by)
    assert [each.id for each in found] == [each.id for each in again]
    assert [each.granted for each in found] == [100, 100, 0, 0]
    assert [each.key for each in by.chosen] == ["last", "beyond", "budget", "seed"]


# --- what the call says, and what somebody has to choose -------------------------------------------------------------


def test_what_nobody_says_is_asked_for_all_at_once():
    with pytest.raises(WrongInput) as wrong:
        rule_of(call_of("extremadura.xpande_digital", "2021-27"), "EUR")
    assert [(each.key, each.instead) for each in wrong.value.complaints] == [
        ("order", "choose first-come or lottery or competition"),
        ("last", "choose cut or refused"),
        ("beyond", "choose ends or goes-on"),
        ("budget", 'choose an amount such as "EUR 100000.00"'),
    ]
    with pytest.raises(WrongInput) as wrong:
        rule_of(EXPORT_MANAGER, "EUR", Chosen(last="cut", beyond="ends"))
    assert [each.key for each in wrong.value.complaints] == ["members", "unused_reserve"]
    assert wrong.value.complaints[1].says == "the call does not say what becomes of a reserve that is not used"


def test_what_is_chosen_stands_beside_what_the_call_says():
    chosen = Chosen(
        order="lottery",
        last="cut",
        beyond="ends",
        ties=(BY_ID,),
        seed="seme",
        least_merit=Decimal("3.5"),
        budget=Money(9, "EUR"),
        budgets={"lisbon": Money(1, "EUR"), "azores": Money(2, "EUR")},
    )
    by = rule_of(OPERATIONS, "EUR", chosen)
    assert by.chosen == (
        Choice(key="order", value="lottery", instead_of="competition"),
        Choice(key="last", value="cut"),
        Choice(key="beyond", value="ends"),
        Choice(key="ties", value="id", instead_of="exports-foreseen, markets, submitted"),
        Choice(key="least_merit", value="3.5", instead_of="3"),
        Choice(key="budget", value="EUR 0.09", instead_of="EUR 57000000.00"),
        Choice(key="budgets.lisbon", value="EUR 0.01", instead_of="EUR 3000000.00"),
        Choice(key="budgets.azores", value="EUR 0.02"),
        Choice(key="seed", value="seme"),
    )
    assert by.basis == OPERATIONS.allocation.basis


def test_what_the_call_says_too_was_not_chosen():
    same = Chosen(order="competition", least_merit=Decimal("3.00"), budget=OPERATIONS.budget, last="cut", beyond="ends")
    assert [each.key for each in rule_of(OPERATIONS, "EUR", same).chosen] == ["last", "beyond"]
    assert rule_of(OPERATIONS, "EUR", evolve(same, ties=())).chosen[-1].value == "none"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"order": "frist-come"}, ("order", "unknown word 'frist-come'")),
        ({"last": "skip"}, ("last", "unknown word 'skip'")),
        ({"members": "open-first"}, ("members", "the call keeps nothing in reserve")),
        ({"seed": "seme"}, ("seed", "nothing is drawn: the order is no lottery, and no lot parts equals")),
        ({"seed": " seme"}, ("seed", "the seed is empty, or has blanks at its ends or letters that nobody sees")),
        ({"budget": Money(1, "GBP")}, ("budget", "GBP 0.01 is not an amount in EUR, as the awards are")),
        (
            {"budgets": {"lisbon": Money(-1, "EUR")}},
            ("budgets.lisbon", "EUR -0.01 is not an amount in EUR, as the awards are"),
        ),
    ],
)
def test_what_cannot_be_chosen(said, told):
    with pytest.raises(WrongInput) as wrong:
        rule_of(OPERATIONS, "EUR", Chosen(**{"last": "cut", "beyond": "ends", **said}))
    assert told in [(each.key, each.says) for each in wrong.value.complaints]


def test_a_call_of_which_nothing_is_told_can_be_chosen_for_whole():
    bare = call_of("extremadura.icex_next", "2023-2")
    by = rule_of(bare, "EUR", Chosen(order="first-come", last="cut", beyond="ends", budgets={"east": Money(5, "EUR")}))
    assert (by.budget, by.budgets, by.basis, by.ties) == (None, {"east": 5}, None, ())


# --- what applications cannot be -------------------------------------------------------------------------------------

ONE = Candidate(id="V-1", award=100, submitted=1)


@pytest.mark.parametrize(
    ("candidates", "by", "told"),
    [
        ([ONE, ONE], rule(1), "the id stands more than once: V-1"),
        ([evolve(ONE, id=" V")], rule(1), "1 ids are empty, or have blanks or hidden letters at their ends"),
        ([evolve(ONE, id="")], rule(1), "1 ids are empty, or have blanks or hidden letters at their ends"),
        ([evolve(ONE, award=0)], rule(1), "nothing is asked for by V-1"),
        ([evolve(ONE, least_award=101)], rule(1), "the least award is not between nothing and the award of V-1"),
        ([evolve(ONE, least_award=0)], rule(1), "the least award is not between nothing and the award of V-1"),
        ([ONE], rule(1, least_merit=Decimal(3)), "no points for V-1"),
        ([ONE], rule(1, order="competition"), "no points for V-1"),
        ([ONE], rule(1, order="lottery"), "no number drawn for V-1"),
        ([evolve(ONE, lot=1)], rule(1, order="lottery", seed="s"), "there is a seed, and a number is drawn for V-1"),
        ([evolve(ONE, submitted=None)], rule(1), "no moment of application for V-1"),
        ([ONE], rule(budgets={"east": 1}), "no area for V-1"),
        ([evolve(ONE, area="wst")], rule(budgets={"west": 1}), "the area 'wst' of V-1 has no budget"),
        ([evolve(ONE, reserves=("roadshow",))], rule(1), "there is no reserve 'roadshow', as V-1 would have it"),
        (
            [evolve(ONE, id=f"V-{number}") for number in range(12)],
            rule(1),
            "nothing parts V-0, V-1, V-2, V-3, V-4, V-5, V-6, V-7 and 4 more: they are equal in submitted",
        ),
    ],
)
def test_what_cannot_be_put_in_order(candidates, by, told):
    with pytest.raises(WrongInput) as wrong:
        award(candidates, by)
    assert told in [each.says for each in wrong.value.complaints]


def test_equals_are_parted_by_what_is_said_in_turn():
    alike = [
        Candidate(id="c", award=3, submitted=1, points=Decimal("4.0"), lot=2),
        Candidate(id="b", award=3, submitted=1, points=Decimal("4.00"), lot=3),
        Candidate(id="a", award=5, submitted=1, points=Decimal(4), lot=1),
    ]

    def order(*ties):
        return "".join(each.id for each in award(alike, rule(9, order="competition", ties=ties)))

    assert order(BY_ID) == "abc"
    assert order(evolve(BY_ID, first="most")) == "cba"
    assert order(SUBMITTED, evolve(BY_ID, by="award"), BY_ID) == "bca"
    assert order(evolve(BY_ID, by="award", first="most"), BY_ID) == "abc"
    assert order(evolve(BY_ID, by="lot")) == "acb"
    assert order(evolve(BY_ID, by="points"), BY_ID) == "abc"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"budget": None}, "a rule has a budget"),
        ({"budget": None, "budgets": {"east": 1}, "reserves": {"r": 1}}, "a rule has a budget"),
        ({"budget": -1}, "no amount is below zero"),
        ({"budget": 5, "reserves": {"r": 6}}, "what is kept is part of the budget"),
        ({"budget": 5, "reserves": {"r": 1}, "members": None}, "with reserves, a rule says"),
        ({"budget": 5, "order": "by-size"}, "'order' must be in"),
    ],
)
def test_what_is_no_rule(said, told):
    with pytest.raises(ValueError, match=told):
        rule(**said)


# --- sentences -------------------------------------------------------------------------------------------------------


def asking(*awards, **more):
    return [Candidate(id=str(number), award=each, submitted=number, **more) for number, each in enumerate(awards, 1)]


SMALLER_BUT_TOO_LARGE = (
    "2nd of 3, the budget reached at the 1st: EUR 0.50 was left, and EUR 2.00 is asked for; 2nd on the waiting list"
)


@pytest.mark.parametrize(
    ("candidates", "by", "said"),
    [
        (asking(100, 100), rule(150), "1st of 2: granted EUR 1.00"),
        (
            asking(200),
            rule(150),
            "1st of 1: granted EUR 1.50 of EUR 2.00, all that was left of the budget; 1st on the waiting list",
        ),
        (
            asking(200),
            rule(150, last="refused"),
            "1st of 1: EUR 1.50 was left of the budget, and EUR 2.00 is asked for; 1st on the waiting list",
        ),
        (
            asking(300, 200, 100),
            rule(50, last="refused", beyond="goes-on"),
            SMALLER_BUT_TOO_LARGE,
        ),
        (
            asking(200, 100),
            rule(150, last="refused"),
            "2nd of 2, the budget reached at the 1st: the list ended there; 2nd on the waiting list",
        ),
        (
            asking(200, least_award=200),
            rule(150),
            "1st of 1: EUR 1.50 was left of the budget, and EUR 2.00 is asked for; 1st on the waiting list",
        ),
    ],
)
def test_a_decision_says_why(candidates, by, said):
    found = list(award(candidates, by))
    assert f"ranked {said}" in [each.says for each in found]


def test_a_cut_award_is_made_whole_by_what_a_reserve_leaves():
    found = award(asking(100), rule(100, reserves={"r": 40}))
    assert found.of("1").says == "ranked 1st of 1: granted EUR 1.00"
    twice = award(asking(100), rule(90, reserves={"r": 40}))
    assert twice.of("1").says.startswith("ranked 1st of 1: granted EUR 0.90 of EUR 1.00")
    two = [*asking(80, reserves=("r",)), evolve(asking(60)[0], id="2", submitted=2)]
    assert [each.granted for each in award(two, rule(100, reserves={"r": 40}, members="open-first"))] == [80, 20]


def test_what_was_cut_by_the_budget_of_an_area_stays_so_when_a_reserve_is_opened():
    found = award(asking(90, area="east"), rule(200, budgets={"east": 50}, reserves={"r": 40}))
    assert found.of("1").says == (
        "ranked 1st of 1: granted EUR 0.50 of EUR 0.90, all that was left of the budget of east; "
        "1st on the waiting list"
    )


def test_the_rest_of_an_area_goes_by_rank_once_more_when_a_reserve_is_opened():
    west = rule(14, budgets={"west": 14}, reserves={"r": 1})
    found = award(asking(12, 2, 2, area="west"), west)
    assert [each.granted for each in found] == [12, 2, 0]
    assert found.of("3").says == "ranked 3rd of 3: nothing was left of the budget of west; 1st on the waiting list"


def test_the_list_of_ids_can_be_held_against_the_published_one():
    assert len(award(asking(1, 1), rule(1))) == 2
    assert award(asking(1, 1), rule(1)).digest == award(asking(5, 5), rule(9)).digest
    assert award(asking(1), rule(1)).digest == "4355a46b19d348dc2f57c046f8ef63d4538ebb936000f3c9ee954a27460dd865"
