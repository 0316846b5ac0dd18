"""The single undertaking of de minimis aid: linked enterprises of one Member State, not those of the SME test."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping

from attrs import frozen

from intra_core.errors import Complaint, WrongInput, did_you_mean
from intra_core.law.asking import Ask, Review
from intra_core.law.lawbook import Lawbook, lawbook
from intra_core.law.policies import chosen
from intra_core.law.sme.control import Link, Linked, Reach
from intra_core.law.sme.network import LEAST, MOST, WORK, Network, Reading, Unknown, named
from intra_core.law.sme.persons import hands_of
from intra_core.model.group import Group

ARTICLE = "Regulation (EU) 2023/2831, Article 2(2)"
ABOUT = ("group", "undertaking")


@frozen(kw_only=True)
class Member:
    """An enterprise of a single undertaking, and why it is one."""

    enterprise: str
    why: str


@frozen(kw_only=True)
class SingleUndertaking:
    """Who counts as one undertaking in a Member State on a day (Article 2(2); the same in Regulation 1407/2013).

    It has only the four tests of votes and control: no partners, no shares from a quarter on, no exceptions for
    investors, nobody linked through natural persons or through the same public body. That makes it another set than
    the linked enterprises of the definition of SMEs, and another type here.

    `members` surely belong to it, the subject first; `possible` may, as something that could decide it is not told.
    """

    subject: str
    member_state: str
    on: dt.date
    members: tuple[Member, ...]
    possible: tuple[str, ...]
    asks: tuple[Ask, ...]
    review: tuple[Review, ...]
    policies: Mapping[str, str]

    @property
    def ids(self) -> tuple[str, ...]:
        """The names of those who surely belong to it."""
        return tuple(each.enterprise for each in self.members)


def single_undertaking(
    group: Group,
    subject: str,
    member_state: str,
    on: dt.date,
    *,
    policies: Mapping[str, str] | None = None,
    law: Lawbook | None = None,
) -> SingleUndertaking:
    """Find who is one undertaking with an enterprise in a Member State.

    Args:
        group: the enterprise and whoever holds it or is held by it.
        subject: the enterprise.
        member_state: the state that grants the aid, as "SI": only its enterprises are gathered (recital 5).
        on: the day of grant.
        policies: readings of the law by policy, where another than the first is wanted.
        law: the law, if it is not to be this library's.

    Raises:
        WrongInput: if nobody in the group has the subject's name, or a policy is unknown.

    >>> from intra_core.model.group import Enterprise, Holding
    >>> from intra_core.model.quantity import Share
    >>> firms = tuple(Enterprise(id=name, country=code) for name, code in (("A", "BG"), ("B", "BG"), ("P", "DE")))
    >>> all_of = Share.parse("100 %")
    >>> held = [Holding(holder="P", held=name, capital=all_of, votes=all_of, control=True) for name in "AB"]
    >>> single_undertaking(Group(enterprises=firms, holdings=tuple(held)), "A", "BG", dt.date(2024, 9, 2)).ids
    ('A', 'B')
    """
    law = law or lawbook()
    taken = chosen(law, ABOUT, policies)
    names = [each.id for each in group.enterprises]
    if subject not in names:
        says, instead = f"there is no enterprise {subject!r}", did_you_mean(subject, names)
        raise WrongInput([Complaint(says=says, instead=instead, key="subject")])
    network = Network.of(group, (each for each in group.holdings if each.on(on)))
    search = _Search(network, network.number[subject], member_state, taken)
    surely, perhaps = search.members(LEAST), search.members(MOST)
    possible = tuple(name for name in perhaps if name not in surely)
    return SingleUndertaking(
        subject=subject,
        member_state=member_state,
        on=on,
        members=tuple(Member(enterprise=name, why=why) for name, why in surely.items()),
        possible=possible,
        asks=search.asks(surely, perhaps),
        review=tuple(_review(network, group, subject)),
        policies=taken,
    )


@frozen
class _Search:
    """What is looked for in a network."""

    network: Network
    subject: int
    member_state: str
    policies: Mapping[str, str]

    def linked(self, reading: Reading) -> Linked:
        """Join whom votes and control link; persons and public bodies link nobody."""
        foreign = self.policies["foreign_parent"] == "links"

        def transmits(party: int) -> bool:
            return self.network.is_enterprise(party) and (foreign or self._is_here(party, reading))

        return Linked.of(self.network, reading, added=self.policies["votes_of_linked"] == "added", transmits=transmits)

    def members(self, reading: Reading) -> dict[str, str]:
        """Give the members with the reason of each, in the order in which links lead to them."""
        linked = self.linked(reading)
        root = linked.root(self.subject)
        beside: dict[int, list[tuple[int, Link]]] = {}
        for link in linked.links:
            if linked.root(link.one) == root:
                beside.setdefault(link.one, []).append((link.other, link))
                beside.setdefault(link.other, []).append((link.one, link))
        found = {self.subject: "the undertaking itself"}
        waiting = [self.subject]
        for party in waiting:
            for other, link in beside.get(party, ()):
                if other not in found:
                    found[other] = link.why
                    waiting.append(other)
        parties = self.network.parties
        return {
            parties[each].id: why for each, why in found.items() if each == self.subject or self._is_here(each, reading)
        }

    def _is_here(self, party: int, reading: Reading) -> bool:
        told = self.network.parties[party]
        return told.country == self.member_state if told.country is not None else reading.is_most(_country(told.id))

    def asks(self, surely: Collection[str], perhaps: Collection[str]) -> tuple[Ask, ...]:
        """Ask what would tell by itself whether somebody belongs to it; in a large group, or if nothing would, all."""
        facts = dict(self._facts(perhaps)) if len(perhaps) > len(surely) else {}
        matter = facts
        if len(facts) * (len(self.network.parties) + len(self.network.stakes)) <= WORK:
            matter = {fact: ask for fact, ask in facts.items() if self._turns(fact, surely, perhaps)} or facts
        return tuple(matter.values())

    def _turns(self, fact: Unknown, surely: Collection[str], perhaps: Collection[str]) -> bool:
        turned = frozenset({fact})
        return self.members(Reading(most=False, turned=turned)).keys() != set(surely) or self.members(
            Reading(most=True, turned=turned)
        ).keys() != set(perhaps)

    def _facts(self, perhaps: Collection[str]) -> Iterator[tuple[Unknown, Ask]]:
        """Name what nobody told of those who may belong to it, with the questions."""
        for name in perhaps:
            if self.network.parties[self.network.number[name]].country is None and name != self._subject_id:
                question = f"In which country is {name} established?"
                yield _country(name), Ask(fact=f"enterprise.{name}.country", question=question, type="text")
        linked = self.linked(MOST)
        root = linked.root(self.subject)
        for stake in self.network.stakes:
            if linked.root(stake.held) == root and self.network.is_enterprise(stake.holder):
                place, told = f"holding.{stake.told.holder}.{stake.told.held}", stake.told
                if told.votes is None:
                    question = f"What share of the votes in {told.held} does {told.holder} have?"
                    ask = Ask(fact=f"{place}.votes", question=question, type="rate")
                    yield self.network.fact(stake, "votes"), ask
                if told.control is None:
                    question = f"Does {told.holder} control {told.held} by its board, a contract or an agreement?"
                    ask = Ask(fact=f"{place}.control", question=question, type="yes-no")
                    yield self.network.fact(stake, "control"), ask

    @property
    def _subject_id(self) -> str:
        return self.network.parties[self.subject].id


def _country(name: str) -> Unknown:
    return ("enterprise", name, "country")


def _review(network: Network, group: Group, subject: str) -> Iterator[Review]:
    """Tell of natural persons who control the subject: whoever manages too is an undertaking (recital 4)."""
    reach = Reach(network, MOST, added=True)
    # Many may control the same: those are named once.
    told: dict[frozenset[int], str] = {}
    for hand in hands_of(network, group.jointly):
        controlled = reach.of(hand)
        if network.number[subject] in controlled:
            names = named(network.parties[each].id for each in hand)
            if controlled not in told:
                others = controlled - {network.number[subject]}
                among = f" and {named(network.parties[each].id for each in others)}" if others else ""
                told[controlled] = f"{subject}{among}"
            what = told[controlled]
            says = f"{names} may control {what}: whoever does and takes part in the management is an undertaking too"
            yield Review(why=says, article="Regulation (EU) 2023/2831, recital 4")
