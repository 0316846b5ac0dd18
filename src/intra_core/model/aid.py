"""Aid an undertaking has had: awards under any regime, and vouchers of the same authority."""

import datetime as dt

from attrs import field, frozen

from intra_core.model.money import Money


@frozen(kw_only=True)
class PastAward:
    """Aid granted before, whoever granted it. `granted` is the day the legal right to it was conferred."""

    granted: dt.date | None = None
    amount: Money | None = None
    regime: str | None = None
    member_state: str | None = None


@frozen(kw_only=True)
class Payment:
    """Money paid on a voucher. `paid` is the key `on` of the file."""

    paid: dt.date | None = field(default=None, metadata={"key": "on"})
    amount: Money | None = None


@frozen(kw_only=True)
class PastVoucher:
    """An earlier or running voucher of the same granting authority.

    `closed` says whether, or on which day, it was settled or lapsed.
    """

    measure: str | None = None
    subject: str | None = None
    applied: dt.date | None = None
    approved: dt.date | None = None
    amount: Money | None = None
    closed: bool | dt.date | None = None
    payments: tuple[Payment, ...] | None = None


@frozen(kw_only=True)
class Aid:
    """A given headroom, in place of the list of past aid."""

    headroom: Money | None = None
