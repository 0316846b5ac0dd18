"""What is to be looked at before a size is relied on: other readings of the law, and what is taken on trust."""

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from intra_core.law.asking import Review
from intra_core.law.sme.bounds import Bounds
from intra_core.law.sme.control import is_majority
from intra_core.law.sme.network import LEAST, MOST, NONE, WHOLE, Stake, named
from intra_core.law.sme.public import public_share
from intra_core.model.days import years_later
from intra_core.model.group import PartyKind
from intra_core.model.quantity import Share

if TYPE_CHECKING:
    from intra_core.law.sme.question import Question


_LETTERS = {
    PartyKind.PUBLIC_INVESTMENT_CORPORATION: "point (a)",
    PartyKind.VENTURE_CAPITAL: "point (a)",
    PartyKind.BUSINESS_ANGEL: "point (a)",
    PartyKind.UNIVERSITY: "point (b)",
    PartyKind.RESEARCH_CENTRE: "point (b)",
    PartyKind.INSTITUTIONAL_INVESTOR: "point (c)",
    PartyKind.REGIONAL_DEVELOPMENT_FUND: "point (c)",
    PartyKind.LOCAL_AUTHORITY: "point (d)",
}
"""Where each of the investors stands in Article 3(2), second subparagraph."""


def reviews(question: "Question", found: Bounds) -> Iterator[Review]:
    """Say what is to be looked at."""
    yield from _changes(question, found)
    yield from _start(question, found)
    yield from _age(question, found)
    yield from _gone(question, found)
    yield from _holders(question, found)
    yield from _public(question, found)
    yield from _behind(question, found)
    yield from _together(question)
    yield from _consolidated(question, found)


def _changes(question: "Question", found: Bounds) -> Iterator[Review]:
    for change in found.history.changed:
        says = (
            f"a change of owners by {change.by} makes its figures those of a {change.raw.word} enterprise, "
            f"which it was not before ({change.size.word}); "
        )
        says += "this counts at once" if question.at_once else "this counts only after two accounting periods"
        yield Review(why=f"{says} (policy ownership_change)", article="Article 4(2)")


def _start(question: "Question", found: Bounds) -> Iterator[Review]:
    first, *_ = found.history.steps
    if first.closing.told:
        says = f"no size before {first.closing.ends} is known; the history starts from those accounts alone"
        yield Review(why=says, article="Article 4(2)")
    elif question.subject.estimate is not None:
        says = "no accounts are approved yet: an estimate counts, and there is no size before it"
        yield Review(why=says, article="Article 4(3)")


def _age(question: "Question", found: Bounds) -> Iterator[Review]:
    last = found.history.steps[-1].closing
    if last.told and years_later(last.ends, 2) <= question.on:
        says = f"the latest accounts told end on {last.ends}; later ones may be approved"
        yield Review(why=says, article="Article 4(1)")


def _holders(question: "Question", found: Bounds) -> Iterator[Review]:
    network = question.network(question.on)
    subject = network.number[question.subject.id]
    if not network.into[subject]:
        says = f"nobody is told to hold anything in {question.subject.id}; that is taken to be so"
        yield Review(why=says, article="Article 3(5)")
    yield from _excepted(question, found.most.excepted)
    for stake in network.into[subject]:
        if stake in found.least.excepted and stake.told.manages is None:
            says = f"{stake.told.holder} is taken to take no part in the management of {stake.told.held}"
            yield Review(why=says, article="Article 3(3), second subparagraph")
        if network.is_public(stake.holder, LEAST) and stake.told.control and not found.least.is_public:
            says = f"{stake.told.holder}, a public body, controls {stake.told.held} otherwise than by capital or votes"
            yield Review(why=says, article="Article 3(4)")


def _excepted(question: "Question", excepted: Collection[Stake]) -> Iterator[Review]:
    """Tell of the investors with a quarter, each or together, who do not count."""
    network = question.network(question.on)
    shares = {each: max(network.capital(each, MOST), network.votes(each, MOST)) for each in excepted}
    if question.tests is None or sum(shares.values()) < question.tests.quarter:
        return
    for stake in sorted(shares, key=lambda each: (each.told.holder, each.told.held, shares[each])):
        kind = network.kind(stake.holder)
        holds = f"{stake.told.holder} has {Share(shares[stake])} of {stake.told.held} and is no partner of it"
        says = f"{holds}, as such an investor ({kind.value}) without a majority or control"
        yield Review(why=says, article=f"Article 3(2), second subparagraph, {_LETTERS[kind]}")


def _public(question: "Question", found: Bounds) -> Iterator[Review]:
    """Tell what makes the quarter that public bodies have."""
    if not found.most.is_public:
        return
    network, name = question.network(question.on), question.subject.id
    surely = found.least.is_public
    if not found.most.by_public:
        says = f"{name} {'is' if surely else 'may be'} a public body itself"
    else:
        parts = (
            f"{stake.told.holder} {Share(max(network.capital(stake, MOST), network.votes(stake, MOST)))}"
            for stake in found.most.by_public
        )
        who = named(parts)
        does = "control" if surely else "may control"
        says = f"public bodies {does} {Share(min(WHOLE, found.most.public))} of {name}, directly or not: {who}"
    yield Review(why=says, article="Article 3(4)")


def _gone(question: "Question", found: Bounds) -> Iterator[Review]:
    """Tell of those whose figures make the size of the last accounts although they do not count on the day."""
    last = found.history.steps[-1].closing.ends
    if question.is_same(last, question.on):
        return
    network = question.network(question.on)
    before = question.structure(last, MOST).shares
    gone = [network.parties[each].id for each, share in before.items() if share > found.most.shares.get(each, NONE)]
    if gone:
        says = f"{named(gone)} counted for more when the accounts of {last} closed than on {question.on}"
        why = f"{says}: a size that others made is left only after two accounting periods"
        yield Review(why=why, article="Article 4(2)")


def _behind(question: "Question", found: Bounds) -> Iterator[Review]:
    """Tell of public bodies that hold a quarter of a holder without controlling it (C-516/19)."""
    tests, network = question.tests, question.network(question.on)
    if tests is None or tests.public_by_quarter or found.most.is_public:
        return
    subject = network.number[question.subject.id]
    share, _ = public_share(subject, network, MOST, frozenset(), quarter=tests.quarter, added=tests.votes_added)
    if share >= tests.public and found.most.public < tests.public:
        says = "public bodies hold a quarter of somebody who holds it, or are among the excepted investors"
        yield Review(why=f"{says}: whether they control it indirectly is to be seen (C-516/19)", article="Article 3(4)")


def _together(question: "Question") -> Iterator[Review]:
    """Tell of natural persons who have a majority together in several enterprises: they may act jointly."""
    network = question.network(question.on)
    subject = network.number[question.subject.id]
    persons = {each.holder for each in network.into[subject] if network.kind(each.holder) is PartyKind.PERSON}
    joint = [frozenset(network.number[name] for name in each.persons) for each in question.group.jointly]
    if len(persons) < 2 or any(persons <= each for each in joint):  # noqa: PLR2004 (nobody acts jointly alone)
        return
    others: dict[int, list[int]] = {}
    for person in sorted(persons):
        for stake in network.out_of[person]:
            if stake.held != subject:
                others.setdefault(stake.held, []).append(person)
    for held, holders in others.items():
        if len(holders) > 1 and all(
            is_majority(sum((network.votes(each, MOST) for each in network.into[one] if each.holder in holders), NONE))
            for one in (subject, held)
        ):
            names = named(network.parties[each].id for each in holders)
            says = f"{names} have most votes in both {question.subject.id} and {network.parties[held].id}"
            yield Review(why=f"{says}: whether they act jointly is to be seen (C-110/13)", article="Article 3(3)")


def _consolidated(question: "Question", found: Bounds) -> Iterator[Review]:
    network = question.network(question.on)
    parties = [network.parties[each.party] for each in found.most.counted]
    whole = [each.id for each in parties if each.consolidated]
    apart = [each.id for each in parties if each.consolidated_in is None and not each.consolidated]
    if whole and apart:
        says = f"accounts of {named(whole)} are consolidated; {named(apart)} not said to stand in them"
        yield Review(why=f"{says} and added", article="Article 6(2), 6(3)")
