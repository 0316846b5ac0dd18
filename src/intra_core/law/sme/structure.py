"""The structure of a group as one enterprise sees it: who counts for its size, at which share and why (Article 6)."""

import datetime as dt
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache, partial

from attrs import evolve, frozen

from intra_core.law.lawbook import Lawbook
from intra_core.law.sme.control import THROUGH_OTHERS, Link, Linked
from intra_core.law.sme.investors import Exceptions
from intra_core.law.sme.network import WHOLE, Network, Reading, Stake
from intra_core.law.sme.partners import Partner, partners_of
from intra_core.law.sme.persons import hands_of, join_by_persons
from intra_core.law.sme.public import public_share
from intra_core.model.group import Group

ALONE, IN_A_GROUP = "Article 6(1)", "Article 6(2), first subparagraph"


@frozen(kw_only=True)
class Tests:
    """The figures and readings by which relations are told."""

    quarter: Fraction
    public: Fraction
    exceptions: Exceptions
    votes_added: bool
    greatest: bool
    public_by_quarter: bool

    @classmethod
    def of(cls, law: Lawbook, day: dt.date, policies: Mapping[str, str]) -> "Tests | None":
        """Take them from the law of a day; None if it has none."""
        return _tests(law, day, *(policies[name] for name in _POLICIES))


_POLICIES = ("votes_of_linked", "partner_of_several", "public_control", "managing_investor", "investors_jointly")


@lru_cache(maxsize=256)
def _tests(
    law: Lawbook, day: dt.date, votes: str, several: str, public: str, managing: str, jointly: str
) -> Tests | None:
    names = ("partner_share", "public_share", "angel_investment", "authority_budget", "authority_inhabitants")
    found = [law.figure(f"sme.{name}", day) for name in names]
    quarter, publicly, investment, budget, inhabitants = found
    if quarter is None or publicly is None or investment is None or budget is None or inhabitants is None:
        return None
    return Tests(
        quarter=quarter.number,
        public=publicly.number,
        exceptions=Exceptions(
            investment_below=investment.money.minor,
            budget_below=budget.money.minor,
            inhabitants_below=int(inhabitants.number),
            managing_excluded=managing == "excluded",
            all_together=jointly == "all-of-them",
        ),
        votes_added=votes == "added",
        greatest=several == "greatest",
        public_by_quarter=public == "quarter",
    )


@frozen(kw_only=True)
class Counted:
    """An enterprise that counts for the size of another: at which share of its figures, why, under which article."""

    party: int
    share: Fraction
    role: str
    tell: Callable[[], str]
    article: str

    @property
    def why(self) -> str:
        """Why it counts."""
        return f"{self.role}: {self.tell()}" if self.role in {"linked", "partner"} else self.tell()


@frozen(kw_only=True)
class Structure:
    """Who counts for the size of an enterprise under one reading of what is not known.

    `public` is the share that public bodies control, `by_public` the holdings that make it. `excepted` are the holdings
    in the enterprise that do not count, `unsaid` whoever may be linked through persons on markets that nobody told.
    """

    counted: tuple[Counted, ...]
    shares: Mapping[int, Fraction]
    type: str
    public: Fraction
    by_public: tuple[Stake, ...]
    is_public: bool
    excepted: frozenset[Stake]
    unsaid: frozenset[int]


def structure(subject: int, group: Group, network: Network, reading: Reading, tests: Tests) -> Structure:
    """Find everybody that counts for the size of an enterprise."""
    transmits = partial(tests.exceptions.transmits, network=network, reading=reading)
    linked = Linked.of(network, reading, added=tests.votes_added, transmits=transmits)
    unsaid = join_by_persons(linked, hands_of(network, group.jointly), group.adjacent)
    sets = _members(linked)
    ours = frozenset(sets[linked.root(subject)])
    partners = partners_of(
        ours, network, reading, linked, tests.exceptions, quarter=tests.quarter, greatest=tests.greatest
    )
    excepted = tests.exceptions.excepted(subject, network, reading, linked)
    public, by_public = public_share(
        subject,
        network,
        reading,
        excepted,
        quarter=tests.quarter if tests.public_by_quarter else None,
        added=tests.votes_added,
    )
    of_set = _linked(subject, ours, linked)
    kind = "linked" if len(of_set) > 1 else "partner" if partners else "autonomous"
    counted = (*_named(of_set, kind), *(each for one in partners for each in _partner(subject, one, sets, network)))
    return Structure(
        counted=counted,
        shares={each.party: each.share for each in counted},
        type=kind,
        public=public,
        by_public=by_public,
        is_public=public >= tests.public,
        excepted=excepted,
        unsaid=unsaid,
    )


def _members(linked: Linked) -> dict[int, list[int]]:
    sets: dict[int, list[int]] = {}
    for party in range(len(linked.network.parties)):
        sets.setdefault(linked.root(party), []).append(party)
    return sets


def _linked(subject: int, ours: frozenset[int], linked: Linked) -> list[Counted]:
    """Tell the linked enterprises in the order in which one comes to them from the subject, each by its first link."""
    beside: dict[int, list[tuple[int, Link]]] = {}
    for link in linked.links:
        if link.one in ours:
            beside.setdefault(link.one, []).append((link.other, link))
            beside.setdefault(link.other, []).append((link.one, link))
    found = {
        subject: Counted(
            party=subject, share=WHOLE, role="subject", tell=lambda: "the enterprise itself", article=ALONE
        )
    }
    waiting = [subject]
    for party in waiting:
        for other, link in beside.get(party, ()):
            if other not in found:
                # Whoever is linked with it only through others is so under another subparagraph.
                indirect = party != subject and "subparagraph" not in link.article
                article = f"{link.article}, {THROUGH_OTHERS}" if indirect else link.article
                found[other] = Counted(party=other, share=WHOLE, role="linked", tell=link.tell, article=article)
                waiting.append(other)
    return [each for each in found.values() if each.party == subject or linked.network.is_enterprise(each.party)]


def _named(of_set: list[Counted], kind: str) -> list[Counted]:
    """Name the article under which the accounts of the enterprise itself count: another one for one that is alone."""
    subject, *others = of_set
    return [subject if kind == "autonomous" else evolve(subject, article=IN_A_GROUP), *others]


def _partner(subject: int, partner: Partner, sets: Mapping[int, list[int]], network: Network) -> list[Counted]:
    """Tell a partner and those linked with it, all at its share; its own partners do not count."""
    name = network.parties[partner.first].id
    first = Counted(
        party=partner.first,
        share=partner.share,
        role="partner",
        tell=partner.tell,
        article="Article 3(2), 6(2)" if partner.of == subject else "Article 3(2), 6(3), second subparagraph",
    )
    others = [
        Counted(
            party=each,
            share=partner.share,
            role="linked with a partner",
            tell=lambda: f"linked with the partner {name}",
            article="Article 6(3), first subparagraph",
        )
        for each in sets[partner.root]
        if each != partner.first and network.is_enterprise(each)
    ]
    return [first, *others]
