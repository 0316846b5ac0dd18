"""The single undertaking of de minimis aid: linked enterprises of one Member State, not those of the SME test."""

import datetime as dt
from collections.abc import Iterator, Mapping

from attrs import frozen

from intra_core.errors import Complaint, WrongInput, did_you_mean
from intra_core.law.asking import Ask, Review
from intra_core.law.lawbook import Lawbook, lawbook
from intra_core.law.policies import chosen
from intra_core.law.sme.control import Linked, reached
from intra_core.law.sme.network import LEAST, MOST, Network, Reading
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
        asks=tuple(search.asks(possible)),
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
            country = self.network.parties[party].country
            return self.network.is_enterprise(party) and (foreign or country in {None, self.member_state})

        return Linked.of(self.network, reading, added=self.policies["votes_of_linked"] == "added", transmits=transmits)

    def members(self, reading: Reading) -> dict[str, str]:
        """Give the members with the reason of each, in the order in which links lead to them."""
        linked = self.linked(reading)
        root = linked.root(self.subject)
        beside: dict[int, list[tuple[int, str]]] = {}
        for link in linked.links:
            if linked.root(link.one) == root:
                beside.setdefault(link.one, []).append((link.other, link.why))
                beside.setdefault(link.other, []).append((link.one, link.why))
        found = {self.subject: "the undertaking itself"}
        waiting = [self.subject]
        for party in waiting:
            for other, why in beside.get(party, ()):
                if other not in found:
                    found[other] = why
                    waiting.append(other)
        parties = self.network.parties
        return {
            parties[each].id: why for each, why in found.items() if each == self.subject or self._is_here(each, reading)
        }

    def _is_here(self, party: int, reading: Reading) -> bool:
        country = self.network.parties[party].country
        return country == self.member_state if country is not None else reading.most

    def asks(self, possible: tuple[str, ...]) -> Iterator[Ask]:
        """Ask what would tell whether somebody belongs to it."""
        for name in possible:
            number = self.network.number[name]
            if self.network.parties[number].country is None:
                yield Ask(
                    fact=f"enterprise.{name}.country", question=f"In which country is {name} established?", type="text"
                )
        if not possible:
            return
        linked = self.linked(MOST)
        root = linked.root(self.subject)
        for stake in self.network.stakes:
            if linked.root(stake.held) == root and self.network.is_enterprise(stake.holder):
                place, told = f"holding.{stake.told.holder}.{stake.told.held}", stake.told
                if told.votes is None:
                    question = f"What share of the votes in {told.held} does {told.holder} have?"
                    yield Ask(fact=f"{place}.votes", question=question, type="rate")
                if told.control is None:
                    question = f"Does {told.holder} control {told.held} by its board, a contract or an agreement?"
                    yield Ask(fact=f"{place}.control", question=question, type="yes-no")


def _review(network: Network, group: Group, subject: str) -> Iterator[Review]:
    """Tell of natural persons who control the subject: whoever manages too is an undertaking (recital 4)."""
    for hand in hands_of(network, group.jointly):
        controlled = reached(network, MOST, hand, added=True)
        if network.number[subject] in controlled:
            names = " and ".join(sorted(network.parties[each].id for each in hand))
            others = sorted(network.parties[each].id for each in controlled if network.parties[each].id != subject)
            what = f"{subject} and {', '.join(others)}" if others else subject
            says = f"{names} may control {what}: whoever does and takes part in the management is an undertaking too"
            yield Review(why=says, article="Regulation (EU) 2023/2831, recital 4")
