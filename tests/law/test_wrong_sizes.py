"""Each way in which implementers get the size wrong is done here on purpose, and some acceptance case must notice.

The numbers are those of the list in which such mistakes are collected; the last ones were seen in code of others.
"""

from collections.abc import Callable
from fractions import Fraction

import pytest
from attrs import evolve
from tests.law.wrong_laws import cases, fails

from intra_core.law import single_undertaking
from intra_core.law.lawbook import lawbook
from intra_core.law.sme import (
    accounts,
    answer,
    awu,
    bounds,
    consolidation,
    history,
    partners,
    persons,
    public,
    question,
    structure,
)
from intra_core.law.sme.accounts import Accounts
from intra_core.law.sme.category import Ceiling, Size, next_size, size_of
from intra_core.law.sme.investors import Exceptions
from intra_core.law.sme.network import NONE, Network, Reading
from intra_core.law.sme.persons import hands_of
from intra_core.model.group import StaffKind

CASES = {name: case for name, case in cases().items() if name.startswith(("test_sme.", "test_single_undertaking."))}
Wrong = Callable[[pytest.MonkeyPatch], None]
WRONG: dict[str, Wrong] = {}


def wrong(says: str) -> Callable[[Wrong], Wrong]:
    def keep(change: Wrong) -> Wrong:
        WRONG[says] = change
        return change

    return keep


# --- the ceilings -----------------------------------------------------------------------------------


@wrong("1 staff is rounded to whole units")
def _(patch):
    right = size_of

    def rounded(amounts, within):
        heads = amounts.headcount
        return right(amounts._replace(headcount=None if heads is None else Fraction(round(heads))), within)

    patch.setattr(history, "size_of", rounded)


@wrong("1 the staff of each enterprise is cut to whole units")
def _(patch):
    right = Accounts._of_period

    def cut(self, period):
        found = right(self, period)
        heads, turnover, balance = found.found
        return evolve(found, found=(None if heads is None else Fraction(int(heads)), turnover, balance))

    patch.setattr(Accounts, "_of_period", cut)


@wrong("1 everybody on the staff is a whole unit")
def _(patch):
    patch.setattr(awu, "_units", lambda line: Fraction(line.persons))


@wrong("1 apprentices and parents on leave are staff")
def _(patch):
    right = awu.annual_work_units
    patch.setattr(
        accounts,
        "annual_work_units",
        lambda lines, *, law: right([evolve(each, kind=StaffKind.EMPLOYEE) for each in lines], law=law),
    )


def _criteria(ceiling, amounts):
    heads, turnover, balance = amounts
    return (
        heads is not None and heads < ceiling.headcount,
        turnover is not None and turnover <= ceiling.turnover,
        balance is not None and balance <= ceiling.balance_sheet_total,
    )


@wrong("2 both financial ceilings must be met")
def _(patch):
    patch.setattr(Ceiling, "holds", lambda self, amounts: all(_criteria(self, amounts)))


@wrong("3 staff may be as many as the ceiling")
def _(patch):
    def holds(self, amounts):
        _, turnover, balance = _criteria(self, amounts)
        return amounts.headcount is not None and amounts.headcount <= self.headcount and (turnover or balance)

    patch.setattr(Ceiling, "holds", holds)


@wrong("13 the sizes of British company law, two criteria of three")
def _(patch):
    million = 10**6
    british = tuple(
        Ceiling(size, *map(Fraction, figures))
        for size, figures in {
            Size.MICRO: (10, million, million // 2),
            Size.SMALL: (50, 15 * million, 7 * million + million // 2),
            Size.MEDIUM: (250, 54 * million, 27 * million),
        }.items()
    )
    patch.setattr(question, "ceilings", lambda *_: british)
    patch.setattr(Ceiling, "holds", lambda self, amounts: sum(_criteria(self, amounts)) > 1)


@wrong("13 the sizes of British company law, by the test of the SME definition")
def _(patch):
    million = 10**6
    figures = {Size.SMALL: (50, 15 * million, 7 * million), Size.MEDIUM: (250, 54 * million, 27 * million)}
    patch.setattr(
        question, "ceilings", lambda *_: tuple(Ceiling(size, *map(Fraction, each)) for size, each in figures.items())
    )


@wrong("two of the three criteria are enough, as in the only open code that was found")
def _(patch):
    patch.setattr(Ceiling, "holds", lambda self, amounts: sum(_criteria(self, amounts)) > 1)


# --- the group --------------------------------------------------------------------------------------


@wrong("4 a majority of the capital links")
def _(patch):
    right = Network.votes

    def votes(self, stake, reading):
        return max(right(self, stake, reading), self.capital(stake, reading))

    patch.setattr(Network, "votes", votes)


@wrong("5 exactly a quarter is not enough for a partner")
def _(patch):
    patch.setattr(partners, "reaches", lambda share, quarter: share > quarter)


@wrong("6 only direct holdings are followed")
def _(patch):
    right = structure._linked

    def direct(subject, ours, linked):
        network = linked.network
        beside = {stake.holder for stake in network.into[subject]} | {stake.held for stake in network.out_of[subject]}
        return [each for each in right(subject, ours, linked) if each.party in {subject, *beside}]

    patch.setattr(structure, "_linked", direct)


@wrong("6 partners of partners are followed")
def _(patch):
    right = partners.partners_of

    def chained(ours, network, reading, linked, exceptions, **figures):
        found = {}
        waiting = [ours]
        for each in waiting:
            for partner in right(each, network, reading, linked, exceptions, **figures):
                if partner.root not in found and partner.root not in map(linked.root, ours):
                    found[partner.root] = partner
                    waiting.append([one for one in range(len(network.parties)) if linked.root(one) == partner.root])
        return tuple(found.values())

    patch.setattr(structure, "partners_of", chained)


@wrong("6 those linked with a partner are left out")
def _(patch):
    right = structure._partner
    patch.setattr(structure, "_partner", lambda *told: right(*told)[:1])


@wrong("6 partners of linked enterprises are left out")
def _(patch):
    right = partners.partners_of

    def own(ours, network, reading, linked, exceptions, **figures):
        return right([min(ours)], network, reading, linked, exceptions, **figures)

    patch.setattr(structure, "partners_of", own)


@wrong("7 a subsidiary in consolidated accounts is counted again")
def _(patch):
    patch.setattr(consolidation, "_told", lambda _: {})


@wrong("10 natural persons link nobody")
def _(patch):
    patch.setattr(structure, "join_by_persons", lambda *_: frozenset())


@wrong("10 natural persons link whatever the markets")
def _(patch):
    right = persons._links

    def anywhere(network, reading, hand, ours, beside):
        yield from right(network, reading, hand, ours, beside)
        for one in ours[1:]:
            yield from persons._link(network, lambda: "somebody controls", ours[0], one, "on any market")

    patch.setattr(persons, "_links", anywhere)


@wrong("10 adjacent markets do not count")
def _(patch):
    patch.setattr(persons, "_beside", lambda _: {})


@wrong("11 public bodies are looked at one by one")
def _(patch):
    right = public.public_share

    def single(held, network, reading, excepted, **figures):
        whole, ours = right(held, network, reading, excepted, **figures)
        shares = [max(network.capital(each, reading), network.votes(each, reading)) for each in ours]
        return (max(shares, default=NONE) if ours else whole), ours

    patch.setattr(structure, "public_share", single)


@wrong("11 a quarter in public hands is only a partner")
def _(patch):
    patch.setattr(structure, "public_share", lambda *_, **__: (NONE, ()))


@wrong("12 a local authority is small in budget or inhabitants")
def _(patch):
    def is_small(self, party, network, _):
        told = network.parties[party]
        budget = network.cents(told.budget)
        return (budget is not None and budget < self.budget_below) or (
            told.inhabitants is not None and told.inhabitants < self.inhabitants_below
        )

    patch.setattr(Exceptions, "is_small", is_small)


@wrong("14 the single undertaking of de minimis aid is the linked enterprises of the size")
def _(patch):
    right = single_undertaking._Search.linked

    def as_for_size(self, reading):
        linked = right(self, reading)
        group = self.network
        hands = hands_of(group, ())
        persons.join_by_persons(linked, hands, ())
        return linked

    patch.setattr(single_undertaking._Search, "linked", as_for_size)


@wrong("14 the size is that of the single undertaking")
def _(patch):
    patch.setattr(structure, "join_by_persons", lambda *_: frozenset())
    patch.setattr(structure, "partners_of", lambda *_, **__: ())


# --- the history -------------------------------------------------------------------------------------


@wrong("8 a size is won at once and lost after two periods")
def _(patch):
    right = next_size
    patch.setattr(
        history,
        "next_size",
        lambda before, last, now, *, nearest: now if now < before else right(before, last, now, nearest=nearest),
    )


@wrong("8 a size that has been lost is never won again")
def _(patch):
    right = next_size
    patch.setattr(
        history,
        "next_size",
        lambda before, last, now, *, nearest: max(before, right(before, last, now, nearest=nearest)),
    )


@wrong("the latest accounts alone make the size")
def _(patch):
    patch.setattr(history, "next_size", lambda _, __, now, *, nearest: now)  # noqa: ARG005 (of the same shape)


@wrong("9 two years of grants are compared, not two accounting periods")
def _(patch):
    right = question.Question.closings

    def of_grants(self):
        found = right(self)
        first = self.on.year - 2
        return tuple(each for each in found if each.ends.year >= first) or found[-1:]

    patch.setattr(question.Question, "closings", of_grants)


# --- what is not known --------------------------------------------------------------------------------


@wrong("what is missing counts as nothing")
def _(patch):
    patch.setattr(Reading, "is_most", lambda *_: False)


@wrong("missing accounts of a member count as nothing")
def _(patch):
    right = Reading.is_most
    patch.setattr(Reading, "is_most", lambda self, fact: fact[0] != "account" and right(self, fact))


@wrong("where the answer is open, the smallest size is taken")
def _(patch):
    for each in (bounds, answer):
        patch.setattr(each, "one_of", lambda words: words[0])


@wrong("where the answer is open, the largest size is taken")
def _(patch):
    for each in (bounds, answer):
        patch.setattr(each, "one_of", lambda words: words[-1])


@pytest.mark.no_cover
def test_every_case_passes_where_nothing_is_wrong():
    assert [name for name, case in CASES.items() if fails(case, lawbook())] == []


@pytest.mark.no_cover
@pytest.mark.parametrize("says", WRONG)
def test_a_wrong_size_is_noticed(says, monkeypatch):
    WRONG[says](monkeypatch)
    assert any(fails(case, lawbook()) for case in CASES.values()), f"no case notices: {says}"
