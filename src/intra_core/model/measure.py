"""A measure's identity and its calls for applications, apart from its rules."""

from attrs import frozen

from intra_core.model.allocation import Allocation
from intra_core.model.days import Daymark, Period
from intra_core.model.money import Money
from intra_core.model.text import LocalizedText
from intra_core.provenance import Basis


@frozen(kw_only=True)
class Interruption:
    """A span in which a call took no applications, in all or in one programme area."""

    period: Period
    area: str | None = None
    note: str | None = None


@frozen(kw_only=True)
class Call:
    """One round in which applications are taken. What is None was not found in any source.

    Days are inclusive. `opens_at` and `closes_at` are seconds of the day in the region's time zone, where the source
    gives an hour. `costs_since` and `costs_until` bound the days whose costs count, as ordinals; `costs_basis` is what
    that rests on, where it is something else than the call.
    """

    id: str
    opens: Daymark | None
    closes: Daymark | None
    opens_at: int | None = None
    closes_at: int | None = None
    until_funds_spent: bool = False
    costs_since: int | None = None
    costs_until: int | None = None
    costs_basis: Basis | None = None
    budget: Money | None = None
    interruptions: tuple[Interruption, ...] = ()
    allocation: Allocation | None = None
    title: LocalizedText | None = None
    basis: Basis


@frozen(kw_only=True)
class Described:
    """What a source says of a measure or region and nothing here decides."""

    id: str | None
    title: LocalizedText | None
    says: LocalizedText
    basis: Basis


@frozen(kw_only=True)
class MeasureIdentity:
    """Who offers what."""

    id: str
    kind: str
    title: LocalizedText
    authority: str | None
    planned: bool
    currency: str
    rows: tuple[str, ...]
    calls: tuple[Call, ...]
    described: tuple[Described, ...]
    digest: str
    file: str
