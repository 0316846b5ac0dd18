"""What is not told: a size is decided only if no value could change it, and what is asked for is what could."""

import datetime as dt
import itertools
import time
from collections import Counter

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.law import oracle_sme
from tests.law.drawn_groups import ON, groups, policies
from tests.law.forgotten import complete, forget, put, spots, values
from tests.law.groups import ask, firm, holds, money, owns, period, person, some
from tests.soak import examples

from intra_core.law.sme.status import sme_status
from intra_core.model.group import Enterprise, PartyKind


def picking(draw):
    return lambda choices: draw(st.sampled_from(choices))


def is_whole(group):
    """Nobody is held to more than the whole; drawn groups know of no such bound."""
    held: Counter[tuple[str, str]] = Counter()
    for each in group.holdings:
        held.update({(each.held, "capital"): each.capital.part, (each.held, "votes"): each.votes.part})
    return all(share <= 1 for share in held.values())


@pytest.mark.no_cover  # what it runs is covered by others, and it is far faster unmeasured
@settings(max_examples=examples(40))
@given(groups(most=5), policies, st.data())
def test_whatever_is_true_lies_within_the_answer(group, taken, data):
    lost = data.draw(st.lists(st.sampled_from(spots(group)), min_size=1, max_size=4, unique=True))
    untold = forget(group, lost)
    found = sme_status(untold, "A", ON, policies=taken)
    for _ in range(4):
        truth = complete(untold, lost, picking(data.draw))
        status, kind, periods, counted = oracle_sme.size(truth, "A", ON, taken)
        assert status in found.possible
        assert found.type in {kind, "undetermined"}
        for told, (_, figures, raw, size) in zip(found.periods, periods, strict=True):
            assert all(low <= each for low, each in zip(told.least, figures, strict=True))
            assert all(high is None or each <= high for each, high in zip(figures, told.most, strict=True))
            assert told.raw in {raw, "undetermined"}
            assert told.status in {size, "undetermined"}
        share = {each.enterprise: each.share.part for each in found.counted}
        assert all(part <= share[name] for name, part in counted.items())


@pytest.mark.no_cover  # what it runs is covered by others, and it is far faster unmeasured
@settings(max_examples=examples(40))
@given(groups(dated=False, most=4), policies, st.data())
def test_one_fact_leaves_a_size_open_only_if_two_of_its_values_differ(group, taken, data):
    spot = data.draw(st.sampled_from(spots(group)))
    untold = forget(group, [spot])
    found = sme_status(untold, "A", ON, policies=taken)
    answers = {oracle_sme.size(put(untold, spot, each), "A", ON, taken)[:2] for each in values(untold, spot)}
    assert (found.status == "undetermined") == (len({status for status, _ in answers}) > 1)
    assert (found.type == "undetermined") == (len({kind for _, kind in answers}) > 1)
    assert len(found.asks) == (len(answers) > 1)


@pytest.mark.no_cover  # what it runs is covered by others, and it is far faster unmeasured
@settings(max_examples=examples(12))
@given(groups(dated=False, most=4), policies, st.data())
def test_accounts_that_are_not_told_leave_a_size_open_only_if_they_can_differ(group, taken, data):
    of_accounts = [each for each in spots(group) if each[0] == "period"]
    lost = data.draw(st.lists(st.sampled_from(of_accounts), min_size=2, max_size=2, unique=True))
    assume(all(each.consolidated_in is None for each in group.enterprises))
    untold = forget(group, lost)
    found = sme_status(untold, "A", ON, policies=taken)
    answers = set()
    for pair in itertools.product(*(values(untold, each) for each in lost)):
        truth = untold
        for spot, value in zip(lost, pair, strict=True):
            truth = put(truth, spot, value)
        answers.add(oracle_sme.size(truth, "A", ON, taken)[0])
    assert (found.status == "undetermined") == (len(answers) > 1)


@settings(max_examples=examples(30))
@given(groups(most=5), policies, st.data())
def test_telling_more_never_opens_what_was_decided(group, taken, data):
    assume(is_whole(group))  # what is left of the whole bounds a share that is not told
    lost = data.draw(st.lists(st.sampled_from(spots(group)), min_size=1, max_size=4, unique=True))
    before = sme_status(forget(group, lost), "A", ON, policies=taken)
    after = sme_status(forget(group, lost[1:]), "A", ON, policies=taken)
    assert set(after.possible) <= set(before.possible)
    assert before.type in {after.type, "undetermined"}


def test_a_change_of_holdings_that_changes_nobody_who_counts_is_no_change():
    p = Enterprise(id="P", period=(firm("P", 20, 1, 1).period[0], period(2024, 20, 1, None)))
    little = owns("Q", "A", 5, since=dt.date(2024, 6, 30))
    found = ask(firm("A", 10, 99, 9), p, firm("Q", 999), holds("P", "A", 100, 60), little)
    assert not any("change of owners" in each.why for each in found.review)
    assert found.status == "small"


def test_what_cannot_matter_is_not_asked_for():
    far = [Enterprise(id="Y"), Enterprise(id="Z"), person("X"), holds("Y", "Z", None, None, control=None)]
    open_at = ask(firm("A", 10, 1, 1), Enterprise(id="P"), owns("P", "A", 30), *far, owns("X", "Z"))
    assert {each.fact.split(".")[1] for each in open_at.asks} == {"P"}
    many = [Enterprise(id=f"P{number}", period=()) for number in range(400)]
    held = [holds(each.id, "A", None, 0) for each in many]
    asked = {each.fact.rpartition(".")[2] for each in ask(firm("A", 10, 1, 1), *many, *held, *far).asks}
    assert asked == {"capital"}, "none of the accounts could change anything before a share is told"


def test_decades_without_accounts_are_asked_for_within_a_second():
    started = time.process_time()
    found = ask(firm("A", 48, 6, 6, years=(1925, 2024)))  # found by fuzzing: it took half a minute
    assert time.process_time() - started < 1
    assert {each.fact for each in found.asks} == {
        f"enterprise.A.period.{year}-12-31.headcount" for year in range(1926, 2024)
    }


def test_of_some_years_without_accounts_only_the_one_that_can_matter_is_asked_for():
    for first in (2015, 2009):
        asks = ask(firm("A", 48, 6, 6, years=(first, 2024))).asks
        assert [each.fact for each in asks] == ["enterprise.A.period.2023-12-31.headcount"]


def test_a_figure_is_asked_for_where_it_is_to_be_told():
    member = firm("P", 10, 1, 1)
    period = member.period[1]
    untold = Enterprise(
        id="P",
        period=(
            period.__class__(ends=period.ends.replace(month=3), headcount=None, turnover=period.turnover),
            period.__class__(ends=period.ends.replace(year=2023), headcount=period.headcount, turnover=period.turnover),
        ),
    )
    asks = ask(firm("A", 45, 1, 1, years=(2024,)), untold, owns("P", "A")).asks
    assert [each.fact for each in asks] == ["enterprise.P.period.2024-03-31.headcount"]
    assert asks[0].question == "How many annual work units did P have in the period that ended on 2024-03-31?"


def test_what_an_exception_for_an_investor_rests_on_is_asked_for():
    subject = firm("A", 240, 40, 40)
    small = {"budget": money(9), "inhabitants": 4999}
    for left_out in ({"budget"}, {"inhabitants"}, {"budget", "inhabitants"}):
        authority = some("local-authority", "L", **{key: each for key, each in small.items() if key not in left_out})
        found = ask(subject, authority, owns("L", "A", 30))
        assert found.possible == ("medium", "not-sme")
        assert {each.fact for each in found.asks} == {f"enterprise.L.{each}" for each in left_out}
    angel = Enterprise(id="L", kind=PartyKind.BUSINESS_ANGEL)
    found = ask(subject, angel, owns("L", "A", 30))
    assert ("large" in found.possible, [each.fact for each in found.asks]) == (True, ["holding.L.A.investment"])
    assert found.asks[0].question == "How much has L invested in A?"


def test_on_a_day_of_which_no_definition_is_known_nothing_is_worked_out_and_that_is_said():
    found = ask(firm("A", 10, 1, 1, years=(1993, 1994)), on=dt.date(1995, 6, 30))
    assert (found.status, found.type, found.counted, found.asks) == ("undetermined", "undetermined", (), ())
    assert [each.why for each in found.review] == ["no definition in force on 1995-06-30 is known here"]
