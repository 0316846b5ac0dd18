"""Aid an undertaking has had, by award or voucher, or what a regime leaves it, given as one figure."""

import datetime as dt
from collections.abc import Mapping

from attrs import field, frozen

from intra_core.errors import did_you_mean
from intra_core.model.money import Money
from intra_core.model.typed import typed

MEMBER_STATES = frozenset({
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR", "HU", "IE", "IS", "IT", "LI",
    "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
})  # fmt: skip
"""The states that grant aid under EU or EEA rules, with the United Kingdom, by their ISO 3166 codes."""


def is_member_state(_: object, __: object, code: str | None) -> None:
    """Refuse what is no code of a Member State; as a validator of attrs."""
    if code is not None and code not in MEMBER_STATES:
        msg = f"{code!r} is not the code of a Member State; {did_you_mean(code.upper(), MEMBER_STATES)}"
        raise ValueError(msg)


@frozen(kw_only=True, field_transformer=typed)
class PastAward:
    """Aid granted before, whoever granted it. `granted` is the day the legal right to it was conferred.

    `amount` is gross, or the gross grant equivalent; the greatest one where a scheme told its undertakings only that.
    Aid that a financial intermediary receives is granted on the last day of a quarter (Regulation (EU) 2023/2831,
    Article 6(5)). `member_state` is the code of the state that granted it, such as "SI"; `undertaking` names who was
    granted it.
    """

    granted: dt.date | None = None
    amount: Money | None = None
    regime: str | None = None
    member_state: str | None = field(default=None, validator=is_member_state)
    undertaking: str | None = None


@frozen(kw_only=True, field_transformer=typed)
class Merger:
    """Undertakings that became one: `into` has all aid of the `parties` granted up to the day. `on` is the key `day`.

    An acquisition is one as well. `into` may be one of the parties.
    """

    on: dt.date = field(metadata={"key": "day"})
    parties: tuple[str, ...]
    into: str


def _equity(_: object, __: object, told: Mapping[str, Money] | None) -> None:
    if told is None:
        return
    if not all(isinstance(each, Money) for each in told.values()):
        raise TypeError("the equity of each part is money")
    if len({each.currency for each in told.values()}) > 1:
        raise ValueError("the equity of all parts is told in one currency")
    if any(each.minor < 0 for each in told.values()):
        raise ValueError("the equity of no part is below zero; leave it out where aid cannot be shared out by it")


@frozen(kw_only=True, field_transformer=typed)
class Split:
    """An undertaking that became several. `on` is the key `day`, `from_` the key `from` of the file.

    `benefits` names who takes over the activities for which its aid was used, and has that aid. Where that cannot be
    told, `equity` gives the book value of the equity capital of each by its name, on the day. `parties` names those it
    became, where neither is known: then whose its aid is stays open.
    """

    on: dt.date = field(metadata={"key": "day"})
    from_: str = field(metadata={"key": "from"})
    parties: tuple[str, ...] = ()
    benefits: str | None = None
    equity: Mapping[str, Money] | None = field(default=None, validator=_equity)


@frozen(kw_only=True, field_transformer=typed)
class Payment:
    """Money paid on a voucher. `paid` is the key `on` of the file."""

    paid: dt.date | None = field(default=None, metadata={"key": "on"})
    amount: Money | None = None


@frozen(kw_only=True, field_transformer=typed)
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


@frozen(kw_only=True, field_transformer=typed)
class Aid:
    """A given headroom, in place of the list of past aid.

    `mfa_headroom` is what the Subsidy Control Act 2022 leaves of Minimal Financial Assistance.
    """

    headroom: Money | None = None
    mfa_headroom: Money | None = None
