"""The answer shows its working: who counts and who does not, why, and under which article."""

import datetime as dt

import pytest
from tests.law.groups import ask, firm, holds, money, owns, person, some

from intra_core.errors import WrongInput
from intra_core.model.group import Enterprise, PartyKind


def counted(*parts, **more):
    return {each.enterprise: (each.why, each.article) for each in ask(*parts, **more).counted}


def reviewed(*parts, **more):
    return [(each.why, each.article) for each in ask(*parts, **more).review]


def test_each_link_is_told_with_its_subparagraph():
    chain = [firm(name, 10, 1, 1, market=("m",)) for name in "ABCD"]
    found = counted(
        *chain, person("X"), owns("B", "A", 51), holds("C", "B", control=True), owns("X", "C"), owns("X", "D")
    )
    assert found == {
        "A": ("the enterprise itself", "Article 6(2), first subparagraph"),
        "B": ("linked: B has 51 % of the votes in A", "Article 3(3)(a)"),
        "C": ("linked: C controls B otherwise than by votes", "Article 3(3)(b) to (d), third subparagraph"),
        "D": ("linked: X controls both A and D, both on the market 'm'", "Article 3(3), fourth subparagraph"),
    }


def test_partners_are_told_by_whose_partners_they_are():
    parts = [firm(name, 10, 1, 1) for name in "ALPQR"]
    links = [owns("A", "L", 60), holds("P", "A", 30, 10), owns("P", "R", 80), owns("Q", "L", 25)]
    found = counted(*parts, *links)
    assert found["P"] == ("partner: P has 30 % of the capital and 10 % of the votes in A", "Article 3(2), 6(2)")
    assert found["Q"] == (
        "partner: Q has 25 % of the capital and 25 % of the votes in L", "Article 3(2), 6(3), second subparagraph",
    )  # fmt: skip
    assert found["R"] == ("linked with the partner P", "Article 6(3), first subparagraph")
    together = counted(*parts, owns("P", "R", 80), owns("P", "A", 15), owns("R", "A", 10))
    assert together["P"][0] == "partner: P and R together have 25 % of the capital and 25 % of the votes in A"


def test_what_nobody_told_is_not_told_as_if_it_were():
    found = counted(firm("A", 10, 1, 1), firm("P", 1, 1, 1), holds("P", "A", 30, None))
    assert found["P"][0] == "linked: P may have most of the votes in A"
    found = counted(firm("A", 10, 1, 1), firm("P", 1, 1, 1), holds("P", "A", None, 30))
    assert found["P"][0] == "partner: P has a share of the capital not told and 30 % of the votes in A"


def test_an_investor_that_does_not_count_is_told_with_its_point():
    kinds = {"venture-capital": "a", "university": "b", "institutional-investor": "c", "local-authority": "d"}
    for kind, point in kinds.items():
        investor = some(kind, "V", public=False, budget=money(9), inhabitants=9)
        found = reviewed(firm("A", 10, 1, 1), investor, owns("V", "A", 30, manages=False))
        says = f"V has 30 % of A and is no partner of it, as such an investor ({kind}) without a majority or control"
        assert (says, f"Article 3(2), second subparagraph, point ({point})") in found
        assert not any("is taken to" in why for why, _ in found)
    angel = Enterprise(id="V", kind=PartyKind.BUSINESS_ANGEL, period=())
    found = reviewed(firm("A", 10, 1, 1), angel, owns("V", "A", 30, investment=money(2)))
    assert not any("no partner" in why or "is taken to" in why for why, _ in found)


def test_the_public_quarter_is_told_by_its_holders():
    bodies = [some("public-body", name) for name in "BC"]
    found = reviewed(
        firm("A", 3, 1, 1), firm("H", 1), *bodies, owns("B", "A", 15), owns("C", "H", 60), owns("H", "A", 20)
    )
    assert ("public bodies control 35 % of A, directly or not: B 15 % and H 20 %", "Article 3(4)") in found
    found = reviewed(some("public-investment-corporation", "A"))
    assert ("A is a public body itself", "Article 3(4)") in found


def test_owners_that_are_gone_are_told():
    found = reviewed(firm("A", 10, 1, 1), firm("P", 900, 90, 90), owns("P", "A", until=dt.date(2025, 5, 1)))
    assert any(why.startswith("P counted for more when the accounts of 2024-12-31 closed") for why, _ in found)


def test_a_person_has_no_size():
    with pytest.raises(WrongInput, match="only an enterprise has a size"):
        ask(person("A"))
    with pytest.raises(WrongInput, match="no enterprise 'A'"):
        ask(firm("B"))
