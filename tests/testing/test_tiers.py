"""Tiers are worked out: each step that is missing is named, and nothing after it is asked."""

from fractions import Fraction

import pytest

from intra_core.testing.conformance.check import Breach, Finding
from intra_core.testing.conformance.contract import CHECKS
from intra_core.testing.conformance.report import Report
from intra_core.testing.tiers import LEAST_SCORE, Evidence, standing


def finding(level):
    check = next(each for each in CHECKS if each.level == level and each.way != "refused")
    return Finding(check=check, breach=Breach(subject="lakes", what=f"{level} is missing"))


def report(*findings, loaded=True):
    return Report(region="lakes", loaded=loaded, findings=findings, looked_at=len(CHECKS))


def evidence(tables=None, score=Fraction(1)):
    return Evidence(tables=lambda: tables, score=lambda: score)


def never():
    raise AssertionError("this is not asked")


@pytest.mark.parametrize(
    ("found", "stands", "tier", "said"),
    [
        ((), evidence(), "gold", None),
        ((), evidence(score=LEAST_SCORE), "gold", None),
        (
            (),
            evidence(score=LEAST_SCORE - Fraction(1, 1000)),
            "silver",
            "its cases notice 94.9 % of wrong lines, not 95.0 %",
        ),
        ((finding("gold"),), Evidence(tables=lambda: None, score=never), "silver", "gold is missing"),
        ((), Evidence(tables=lambda: "the table is stale", score=never), "bronze", "the table is stale"),
        ((finding("gold"), finding("silver")), Evidence(tables=never, score=never), "bronze", "silver is missing"),
        ((finding("silver"), finding("bronze")), Evidence(tables=never, score=never), "none", "bronze is missing"),
        ((finding("bronze"), finding("bronze")), Evidence(tables=never, score=never), "none", "(and 1 more)"),
    ],
)
def test_the_tier_is_the_last_of_which_nothing_is_missing(found, stands, tier, said):
    told = standing(report(*found), stands)
    assert told.tier == tier
    assert (told.next is None) is (said is None)
    assert said is None or said in str(told.next)


def test_a_region_that_cannot_be_loaded_has_no_tier():
    told = standing(report(loaded=False), None)
    assert (told.tier, told.next) == ("none", "it cannot be loaded")


def test_a_standing_says_for_programs_what_it_says_to_people():
    told = standing(report(), evidence(score=Fraction(99, 100)))
    assert told.to_dict() == {"tier": "gold", "next": None, "score": 0.99}
