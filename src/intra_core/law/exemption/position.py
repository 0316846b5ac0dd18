"""What tells whether an undertaking is in difficulty: its capital and losses, its proceedings, its ratios."""

import datetime as dt
import enum
from fractions import Fraction

from attrs import Attribute, field, frozen

from intra_core.model.money import Money
from intra_core.model.typed import typed


class Liability(enum.Enum):
    """How members answer for the debt of a company; an undertaking that is no company has `NO_COMPANY`."""

    LIMITED = "limited"
    UNLIMITED = "unlimited"
    NO_COMPANY = "no-company"


def _signed(year: object, each: "Attribute[Money | None]", value: Money | None) -> None:
    if type(value) not in {Money, type(None)}:
        msg = f"{type(year).__name__}.{each.name} is Money or None, not {value!r}"
        raise TypeError(msg)


@frozen(kw_only=True)
class RatioYear:
    """One closed financial year, named by its last day. Equity and EBITDA may lie below zero; None is not known."""

    ends: dt.date
    debt: Money | None = field(default=None, validator=_signed)
    equity: Money | None = field(default=None, validator=_signed)
    ebitda: Money | None = field(default=None, validator=_signed)
    interest: Money | None = field(default=None, validator=_signed)


@frozen(kw_only=True, field_transformer=typed)
class Position:
    """The state of an undertaking on the day of grant. What is None is not known, and never taken to be nothing.

    `capital` is the subscribed share capital, in a company with unlimited liability the capital that its accounts show;
    `premium` the share premium. `reserves` are the reserves and whatever else counts as own funds, `losses` the
    accumulated ones. `insolvent` says whether it is in collective insolvency proceedings, `insolvency_criteria` whether
    it could be put there at the request of its creditors. `rescue_aid` says whether it has rescue aid that is not
    repaid or whose guarantee runs on, `restructuring` whether it has had restructuring aid and its plan still runs.
    `rated` says whether it is rated at least B- or comparable, which counts for large undertakings that take loans.
    `became` is the day on which it came into difficulty, `before` whether it was in difficulty on 31 December 2019.
    """

    liability: Liability | None = None
    sme: bool | None = None
    founded: dt.date | None = None
    capital: Money | None = None
    premium: Money | None = None
    reserves: Money | None = None
    losses: Money | None = None
    insolvent: bool | None = None
    insolvency_criteria: bool | None = None
    rescue_aid: bool | None = None
    restructuring: bool | None = None
    years: tuple[RatioYear, ...] | None = None
    rated: bool | None = None
    became: dt.date | None = None
    before: bool | None = None


@frozen
class Span:
    """An amount known to lie between two, both included; None is without bound."""

    low: Fraction
    high: Fraction | None

    @classmethod
    def of(cls, amount: Money | None) -> "Span":
        """Take an amount that is not below zero: exactly, or anything from zero on."""
        return cls(Fraction(0), None) if amount is None else cls(Fraction(amount.minor), Fraction(amount.minor))

    def __add__(self, other: "Span") -> "Span":
        high = None if self.high is None or other.high is None else self.high + other.high
        return Span(self.low + other.low, high)


def disappeared(capital: Span, reserves: Span, losses: Span, part: Fraction) -> bool | None:
    """Say whether losses, less reserves, have eaten more than a part of the capital, for all that they may be.

    >>> disappeared(Span.of(Money(100, "EUR")), Span.of(None), Span.of(Money(50, "EUR")), Fraction(1, 2))
    False
    """
    # Less reserves and more losses and less capital make it worse: the worst case decides no, the best case yes.
    worst = None if losses.high is None else losses.high - reserves.low
    if worst is not None and (worst <= 0 or worst <= capital.low * part):
        return False
    if reserves.high is None or capital.high is None:
        return None
    best = losses.low - reserves.high
    return True if best > 0 and best > capital.high * part else None
