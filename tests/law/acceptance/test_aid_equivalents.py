"""What loans, guarantees and equity count as, and what instalments are worth."""

import datetime as dt
from typing import Any

import pytest

from intra_core.law.aid.equivalent import equity_equivalent, guarantee_equivalent, loan_equivalent
from intra_core.model.money import Money

NEW, OLD = dt.date(2024, 9, 2), dt.date(2023, 9, 2)
SGEI: dict[str, Any] = {"regime": "de-minimis-sgei"}
FREIGHT: dict[str, Any] = {"sector": "road-freight"}
GENERAL: dict[str, Any] = {"regime": "de-minimis"}
LONG = "it is more, or runs longer, than the regulation turns into a grant without more"


def euro(amount):
    return Money.parse(f"EUR {amount}")


def loan(law, amount, months, on=NEW, secured=None, sound=True, **more):
    """A loan secured by half, to the cent above, unless told otherwise."""
    whole = euro(amount)
    half = Money(-(-whole.minor // 2), "EUR") if secured is None else secured
    return loan_equivalent(whole, months=months, secured=half, sound=sound, on=on, law=law, **more)


def guarantee(law, amount, months, on=NEW, loan=None, sound=True, shared_losses=True, **more):
    """A guarantee of four fifths of its loan, unless told otherwise."""
    guaranteed = euro(amount)
    whole = Money(-(-guaranteed.minor * 5 // 4), "EUR") if loan is None else loan
    return guarantee_equivalent(
        guaranteed, loan=whole, months=months, sound=sound, shared_losses=shared_losses, on=on, law=law, **more
    )


def test_t14_a_loan_and_a_guarantee_are_their_part_of_the_ceiling(law):
    assert str(loan(law, "500000.00", 48).amount) == "EUR 80000.00"
    assert str(loan(law, "600000.00", 96).amount) == "EUR 192000.00"
    assert str(guarantee(law, "900000.00", 36).amount) == "EUR 72000.00"
    assert loan(law, "500000.00", 48).article == "Regulation (EU) 2023/2831 on de minimis aid, Article 4(3)"
    assert guarantee(law, "900000.00", 36).article == "Regulation (EU) 2023/2831 on de minimis aid, Article 4(6)"


def test_at_its_bounds_a_loan_or_guarantee_is_the_whole_ceiling_and_beyond_it_is_not_told_this_way(law):
    for make, on, more, ceiling, short, long in (
        (loan, NEW, GENERAL, 300_000, 1_500_000, 750_000), (loan, OLD, GENERAL, 200_000, 1_000_000, 500_000),
        (loan, OLD, FREIGHT, 100_000, 500_000, 250_000), (loan, NEW, FREIGHT, 300_000, 1_500_000, 750_000),
        (loan, NEW, SGEI, 750_000, 3_750_000, 1_875_000), (guarantee, NEW, GENERAL, 300_000, 2_250_000, 1_125_000),
        (guarantee, OLD, GENERAL, 200_000, 1_500_000, 750_000), (guarantee, OLD, FREIGHT, 100_000, 750_000, 375_000),
        (guarantee, NEW, SGEI, 750_000, 5_625_000, 2_813_036),
    ):  # fmt: skip
        for amount, years in ((short, 5), (long, 10)):
            case = (make.__name__, on, more, amount, years)
            whole = make(law, f"{amount}.00", 12 * years, on, **more)
            assert str(whole.amount) == f"EUR {ceiling}.00", case
            assert make(law, f"{amount}.01", 12 * years, on, **more).why == LONG, case
            if years == 10:
                assert make(law, f"{amount}.00", 12 * years + 1, on, **more).why == LONG, case
        assert make(law, f"{short}.00", 61, on, **more).amount is None
        # An amount that fits both is told by the first.
        assert make(law, f"{long}.00", 60, on, **more).exact * short == ceiling * long


def test_what_the_equivalent_is_rounded_to(law):
    assert str(loan(law, "333333.33", 42).amount) == "EUR 46666.66"
    assert str(loan(law, "0.01", 1).amount) == "EUR 0.00"


def test_a_loan_is_secured_by_half_and_a_guarantee_covers_at_most_four_fifths(law):
    assert str(loan(law, "500000.00", 48, secured=euro("250000.00")).amount) == "EUR 80000.00"
    assert loan(law, "500000.00", 48, secured=euro("249999.99")).why == "collateral covers too little of the loan"
    # At a million euro, a hundredth of a per cent is a hundred euro.
    assert loan(law, "1000000.00", 48, secured=euro("499999.99")).amount is None
    assert str(loan(law, "1000000.00", 48, secured=euro("500000.00")).amount) == "EUR 160000.00"
    assert str(guarantee(law, "800000.00", 36, loan=euro("1000000.00")).amount) == "EUR 64000.00"
    assert guarantee(law, "800000.01", 36, loan=euro("1000000.00")).why == "the guarantee covers too much of the loan"


def test_the_beneficiary_is_not_insolvent(law):
    for make in (loan, guarantee):
        assert make(law, "1000.00", 12, sound=False).why == "the beneficiary is insolvent or rated too low"
        open_ = make(law, "1000.00", 12, sound=None)
        assert (open_.amount, open_.asks) == (None, ("sound",))
        # What is out of reach anyway is not asked for.
        assert make(law, "9000000.00", 12, sound=None).why == LONG


def test_losses_are_shared_in_proportion_since_2024(law):
    assert (
        guarantee(law, "1000.00", 12, shared_losses=False).why == "losses and recoveries are not shared in proportion"
    )
    assert guarantee(law, "1000.00", 12, shared_losses=None).asks == ("shared_losses",)
    assert guarantee(law, "1000.00", 12, shared_losses=False, **SGEI).amount is None
    for more in (GENERAL, FREIGHT):
        assert guarantee(law, "1000.00", 12, OLD, shared_losses=False, **more).amount is not None


def test_what_is_not_told_of_a_loan_is_asked_for(law):
    open_ = loan_equivalent(euro("1000.00"), months=12, secured=None, sound=None, on=NEW, law=law)
    assert open_.to_dict() == {
        "amount": None, "article": "Regulation (EU) 2023/2831 on de minimis aid, Article 4(3)", "why": None,
        "asks": ["sound", "secured"],
    }  # fmt: skip


def test_equity_counts_in_full_up_to_the_ceiling(law):
    for on, more, ceiling in (
        (NEW, GENERAL, 300_000),
        (OLD, GENERAL, 200_000),
        (OLD, FREIGHT, 100_000),
        (NEW, SGEI, 750_000),
    ):
        assert str(equity_equivalent(euro(f"{ceiling}.00"), on=on, law=law, **more).amount) == f"EUR {ceiling}.00"
        over = equity_equivalent(euro(f"{ceiling}.01"), on=on, law=law, **more)
        assert (over.amount, over.why) == (None, "the equity is more than the ceiling")


def test_no_equivalent_is_told_where_the_facts_have_no_figures_for_it(law):
    for on, regime in (
        (OLD, "de-minimis-sgei"),
        (dt.date(2013, 12, 31), "de-minimis"),
        (dt.date(2031, 7, 1), "de-minimis"),
    ):
        for found in (
            loan(law, "1000.00", 12, on, regime=regime), guarantee(law, "1000.00", 12, on, regime=regime),
            equity_equivalent(euro("1.00"), on=on, regime=regime, law=law),
        ):  # fmt: skip
            assert found.amount is None
            assert found.why == f"no figures to tell a grant equivalent under {regime} are known for {on}"


def test_amounts_in_another_currency_than_the_ceiling_are_refused(law):
    leva = Money.parse("BGN 1000.00")
    for ask in (
        lambda: loan(law, "1000.00", 12, secured=leva),
        lambda: guarantee(law, "1000.00", 12, loan=leva),
    ):
        with pytest.raises(ValueError, match="are in two currencies"):
            ask()
    for ask in (
        lambda: equity_equivalent(leva, on=NEW, law=law),
        lambda: loan_equivalent(leva, months=12, secured=leva, sound=True, on=NEW, law=law),
    ):
        with pytest.raises(ValueError, match="in EUR, at the rate of the day of grant"):
            ask()
