"""An application: what one undertaking has told, as typed tables and as the plain mapping that rules read."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from attrs import AttrsInstance, field, frozen

from intra_core.model.aid import Aid, PastAward, PastVoucher
from intra_core.model.facts import Facts, Flattening
from intra_core.model.group import Adjacent, Enterprise, Holding, Jointly
from intra_core.model.project import (
    Certificate,
    Contractor,
    CostLine,
    Costs,
    Document,
    Event,
    Offer,
    Participant,
    Project,
    Study,
)
from intra_core.model.question import StatedRate
from intra_core.model.undertaking import Holder, Member, Undertaking

TABLES: dict[str, type[AttrsInstance]] = {
    "undertaking": Undertaking,
    "project": Project,
    "event": Event,
    "certificate": Certificate,
    "study": Study,
    "costs": Costs,
    "aid": Aid,
}
LISTS: dict[str, type[AttrsInstance]] = {
    "holder": Holder,
    "member": Member,
    "participant": Participant,
    "contractor": Contractor,
    "offer": Offer,
    "cost": CostLine,
    "document": Document,
    "award": PastAward,
    "voucher": PastVoucher,
}
GROUP: dict[str, type[AttrsInstance]] = {
    "enterprise": Enterprise,
    "holding": Holding,
    "adjacent": Adjacent,
    "jointly": Jointly,
    "rate": StatedRate,
}
"""What tells of the applicant's group, and of rates: no rule reads it, the law works out from it what rules read."""
GIVEN = frozenset({"undertaking.size", "costs.eligible", "aid.headroom"})


@frozen(kw_only=True, eq=False)
class Application:
    """What one undertaking has told. A table or list that is None is unknown; an empty list says none.

    `on` is the day of decision (the grant). `more` holds the facts that only one region knows, by table and key.

    Raises:
        ValueError: if cost lines and a given sum of costs are both there.

    >>> application = Application(region="slovenia", undertaking=Undertaking(headcount=12), award=())
    >>> dict(application.facts)
    {'undertaking.headcount': 120000, 'award': ()}
    """

    region: str | None = None
    on: dt.date | None = None
    undertaking: Undertaking | None = None
    project: Project | None = None
    event: Event | None = None
    certificate: Certificate | None = None
    study: Study | None = None
    costs: Costs | None = None
    aid: Aid | None = None
    holder: tuple[Holder, ...] | None = None
    member: tuple[Member, ...] | None = None
    participant: tuple[Participant, ...] | None = None
    contractor: tuple[Contractor, ...] | None = None
    offer: tuple[Offer, ...] | None = None
    cost: tuple[CostLine, ...] | None = None
    document: tuple[Document, ...] | None = None
    award: tuple[PastAward, ...] | None = None
    voucher: tuple[PastVoucher, ...] | None = None
    enterprise: tuple[Enterprise, ...] | None = None
    holding: tuple[Holding, ...] | None = None
    adjacent: tuple[Adjacent, ...] | None = None
    jointly: tuple[Jointly, ...] | None = None
    rate: tuple[StatedRate, ...] | None = None
    more: Mapping[str, Mapping[str, object]] = field(factory=dict)
    origin: object = field(default=None, repr=False)
    """The file it was read from, if any: where late complaints find their place."""
    facts: Facts = field(init=False, repr=False)
    """The facts with money in minor units of `currency`."""
    currency: str = field(init=False, repr=False)
    """The currency of the first amount met, euro if there is none."""
    gives: bool = field(init=False, repr=False)
    """Whether it states something that is otherwise worked out: a size or a group, a headroom, a sum of costs."""
    floats: bool = field(init=False, repr=False)
    """Whether a voucher closes on a day that stands before or after an application whose own day is not told."""
    foreign: tuple[str, ...] = field(init=False, repr=False)
    """The facts left out of `facts` because they stand in a currency without a fixed rate to `currency`."""
    span: tuple[int, int] = field(init=False, repr=False)
    """The least and the greatest whole number among the facts, days and times included."""
    words: Facts = field(init=False, repr=False)
    """The facts that are neither numbers nor yes-or-no: words, codes and lists."""
    taken_by: object = field(init=False, default=None, repr=False)
    """The region's intake that has found nothing wrong with it, so that each of its measures need not look again."""

    kept: dict[object, Any] = field(init=False, factory=dict, repr=False)
    """What the law has worked out of the applicant's group, by what it depends on."""

    def __attrs_post_init__(self) -> None:
        if self.cost is not None and self.costs is not None and self.costs.eligible is not None:
            msg = "give either cost lines ([[cost]]) or a sum ([costs] eligible), not both"
            raise ValueError(msg)
        flat = self._flattened(None)
        object.__setattr__(self, "facts", flat.facts)
        object.__setattr__(self, "currency", flat.currency or "EUR")
        object.__setattr__(self, "foreign", tuple(flat.foreign))
        numbers = [told for told in flat.facts.values() if type(told) is int]
        words = {name: told for name, told in flat.facts.items() if not isinstance(told, int)}
        object.__setattr__(self, "words", words)
        object.__setattr__(self, "span", (min(numbers, default=0), max(numbers, default=0)))
        object.__setattr__(self, "floats", self._floats())
        object.__setattr__(self, "gives", self.enterprise is not None or not GIVEN.isdisjoint(flat.facts))

    def _flattened(self, currency: str | None, submitted: dt.date | None = None) -> Flattening:
        flat = Flattening(currency, submitted)
        for name in TABLES:
            stated = getattr(self, name)
            if stated is not None:
                flat.table(name, stated)
        for name in LISTS:
            stated = getattr(self, name)
            if stated is not None:
                flat.facts[name] = tuple(flat.record(name, line) for line in stated)
        for name, stated in self.more.items():
            for key, told in stated.items():
                if not isinstance(told, list | dict):
                    flat.fact(f"{name}.{key}", told)
        return flat

    def _floats(self) -> bool:
        if self.voucher is None or (self.project is not None and self.project.submitted is not None):
            return False
        return any(isinstance(each.closed, dt.date) for each in self.voucher)

    def facts_in(self, currency: str, submitted: dt.date | None = None) -> tuple[Facts, tuple[str, ...]]:
        """Give the facts with money in a currency, and the names of those that have no fixed rate to it.

        Args:
            currency: the currency of all amounts.
            submitted: the day taken for that of application where none is told; vouchers may close before or after it.

        >>> from intra_core.model.money import Money
        >>> application = Application(undertaking=Undertaking(turnover=Money(19558300, "BGN")))
        >>> application.facts_in("EUR")
        ({'undertaking.turnover': 10000000}, ())
        """
        if currency == self.currency and not (self.floats and submitted):
            return self.facts, self.foreign
        flat = self._flattened(currency, submitted)
        return flat.facts, tuple(flat.foreign)
