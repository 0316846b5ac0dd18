"""One question about a size, with what has been worked out of it: networks, structures, figures, histories."""

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import compress

from attrs import define, field

from intra_core.errors import Complaint, WrongInput, did_you_mean
from intra_core.law.lawbook import Lawbook
from intra_core.law.sme.accounts import Accounts
from intra_core.law.sme.category import Amounts, Ceiling, ceilings
from intra_core.law.sme.currency import InEuro
from intra_core.law.sme.history import Closing, History, Rules, closings, history
from intra_core.law.sme.network import LEAST, MOST, Network, Reading
from intra_core.law.sme.structure import Structure, Tests, structure
from intra_core.law.sme.totals import Totals
from intra_core.model.group import AccountingPeriod, Enterprise, Group, PartyKind


@define(eq=False)
class Question:
    """The group and the law of one question, with what has been worked out of it."""

    group: Group
    subject: Enterprise
    on: dt.date
    policies: Mapping[str, str]
    law: Lawbook
    tests: Tests | None
    accounts: Accounts
    is_known: bool = False
    """Whether all that could matter is told, so that one reading does."""
    _networks: dict[tuple[bool, ...], Network] = field(init=False, factory=dict)
    _structures: dict[tuple[int, Reading], Structure] = field(init=False, factory=dict)
    _totals: dict[tuple[int, Reading, Reading], Totals] = field(init=False, factory=dict)
    _dated: bool = field(init=False)
    _closings: tuple[Closing, ...] | None = field(init=False, default=None)

    @classmethod
    def of(
        cls, group: Group, subject: str, on: dt.date, policies: Mapping[str, str], law: Lawbook, euro: InEuro
    ) -> "Question":
        """Ask about somebody in a group."""
        found = {each.id: each for each in group.enterprises}
        if subject not in found:
            says, instead = f"there is no enterprise {subject!r}", did_you_mean(subject, found)
            raise WrongInput([Complaint(says=says, instead=instead, key="subject")])
        if found[subject].kind is PartyKind.PERSON:
            says = f"{subject!r} is a natural person, and only an enterprise has a size"
            instead = 'tell whoever is self-employed with kind = "enterprise"'
            raise WrongInput([Complaint(says=says, instead=instead, key="subject")])
        annualised = policies["short_period"] == "annualised"
        accounts = Accounts(law=law, on=on, in_euro=euro, annualised=annualised)
        tests = Tests.of(law, on, policies)
        question = cls(group, found[subject], on, policies, law, tests, accounts)
        question._dated = any(each.since is not None or each.until is not None for each in group.holdings)
        return question

    def network(self, day: dt.date) -> Network:
        """Give who holds what on a day."""
        holdings = self.group.holdings
        held = tuple(each.on(day) for each in holdings) if self._dated else ()
        found = self._networks.get(held)
        if found is None:
            ours = compress(holdings, held) if self._dated else holdings
            found = self._networks[held] = Network.of(self.group, ours, self.accounts.cents)
        return found

    def structure(self, day: dt.date, reading: Reading) -> Structure:
        """Give who counts, in the structure of a day."""
        assert self.tests is not None  # noqa: S101 (nobody asks for it where the law has no tests)
        network = self.network(day)
        reading = MOST if self.is_known else reading.of_relations
        key = (id(network), reading)
        found = self._structures.get(key)
        if found is None:
            number = network.number[self.subject.id]
            found = self._structures[key] = structure(number, self.group, network, reading, self.tests)
        return found

    def amounts(self, low: Reading, high: Reading, ends: dt.date, day: dt.date) -> tuple[Amounts, Amounts]:
        """Give the figures of a period in the structure of a day, at least and at most."""
        network = self.network(day)
        key = (id(network), low.of_relations, high.of_relations)
        found = self._totals.get(key)
        if found is None:
            least, most = self.structure(day, low), self.structure(day, high)
            found = self._totals[key] = Totals(network, self.accounts, least.shares, most.shares)
        return found.of(ends, low, high)

    @property
    def within(self) -> tuple[Ceiling, ...]:
        """The ceilings of the day of grant."""
        return ceilings(self.law, self.on)

    @property
    def at_once(self) -> bool:
        """Whether a change of owners counts at once."""
        return self.policies["ownership_change"] == "user_guide_immediate"

    def history(self, low: Reading = LEAST, high: Reading = MOST) -> History:
        """Fold the periods: all that may be between two readings."""
        rules = Rules(
            within=self.within,
            at_once=self.at_once,
            nearest=self.policies["crossing"] == "both-periods",
        )
        return history(self.closings(), self.on, rules, partial(self.amounts, low, high), self.is_same)

    def is_same(self, day: dt.date, other: dt.date) -> bool:
        """Say whether the same is held on two days, or whatever else is held makes surely no difference."""
        if self.network(day) is self.network(other):
            return True
        first = self.structure(day, MOST).shares
        return all(self.structure(each, reading).shares == first for each in (day, other) for reading in (LEAST, MOST))

    def closings(self) -> Sequence[Closing]:
        """Give the days on which the subject's periods close; of one without accounts the day of its estimate."""
        if self._closings is None:
            self._closings = tuple(closings(self._closed())) or (Closing(ends=self.on, told=False),)
        return self._closings

    def _closed(self) -> tuple[AccountingPeriod, ...]:
        """Give the periods of the subject, or of those in whose accounts it stands while it has none of its own."""
        by_name = {each.id: each for each in self.group.enterprises}
        party: Enterprise | None = self.subject
        seen: set[str] = set()
        while party is not None and party.id not in seen:
            seen.add(party.id)
            if found := self.accounts.closed(party):
                return found
            party = by_name.get(party.consolidated_in) if party.consolidated_in is not None else None
        return ()

    def networks(self) -> tuple[tuple[dt.date, Network], ...]:
        """Give the structures that are looked at, each by the first day that it is looked at for."""
        found: dict[int, tuple[dt.date, Network]] = {}
        for day in (*(each.ends for each in self.closings()), self.on):
            network = self.network(day)
            found.setdefault(id(network), (day, network))
        return tuple(found.values())
