"""Enterprises, persons and bodies, their accounts, and who holds or controls whom."""

import datetime as dt
import enum
from decimal import Decimal

from attrs import converters, field, frozen

from intra_core.model.money import Money
from intra_core.model.quantity import Rate, Share, exact
from intra_core.model.typed import typed


class PartyKind(enum.Enum):
    """What somebody is in the eyes of Annex I of the GBER."""

    ENTERPRISE = "enterprise"
    PERSON = "person"
    PUBLIC_BODY = "public-body"
    UNIVERSITY = "university"
    RESEARCH_CENTRE = "research-centre"
    VENTURE_CAPITAL = "venture-capital"
    BUSINESS_ANGEL = "business-angel"
    PUBLIC_INVESTMENT_CORPORATION = "public-investment-corporation"
    INSTITUTIONAL_INVESTOR = "institutional-investor"
    REGIONAL_DEVELOPMENT_FUND = "regional-development-fund"
    LOCAL_AUTHORITY = "local-authority"


class StaffKind(enum.Enum):
    """As what somebody works for an enterprise (Annex I, Article 5)."""

    EMPLOYEE = "employee"
    SECONDED = "seconded"
    OWNER_MANAGER = "owner-manager"
    PARTNER = "partner"
    APPRENTICE = "apprentice"
    STUDENT = "student"
    PARENTAL_LEAVE = "parental-leave"


@frozen(kw_only=True, field_transformer=typed)
class StaffLine:
    """Persons of one kind who worked alike: for `months` of the year, `part` of full time (all of it, if None)."""

    persons: int
    kind: StaffKind = StaffKind.EMPLOYEE
    months: int = 12
    part: Rate | None = None


@frozen(kw_only=True, field_transformer=typed)
class AccountingPeriod:
    """Approved accounts of one period, named by its last day. What is None is not known and never zero.

    `months` is its length, twelve if None. `headcount` is in annual work units; `staff` are the lines it is worked out
    from where it is not given. `own_headcount` is that of the enterprise alone where its accounts are consolidated ones
    that show no staff (Annex I, Article 6(4)). `approved` is the day from which the accounts count; the last day of the
    period if None.
    """

    ends: dt.date
    headcount: Decimal | None = field(default=None, converter=converters.optional(exact))
    turnover: Money | None = None
    balance_sheet_total: Money | None = None
    months: int | None = None
    staff: tuple[StaffLine, ...] | None = None
    own_headcount: Decimal | None = field(default=None, converter=converters.optional(exact))
    approved: dt.date | None = None


@frozen(kw_only=True, field_transformer=typed)
class Estimate:
    """A bona fide estimate of a year, for an enterprise without approved accounts (Annex I, Article 4(3))."""

    headcount: Decimal | None = field(default=None, converter=converters.optional(exact))
    turnover: Money | None = None
    balance_sheet_total: Money | None = None


@frozen(kw_only=True, field_transformer=typed)
class Enterprise:
    """An enterprise, a person or a body, by the name that holdings and awards use for it.

    `period` None says that nobody has told its accounts, `()` that none are approved yet. `consolidated_in` names the
    enterprise in whose consolidated accounts it stands, `consolidated_share` how much of it does (all, if None).
    `public` says whether somebody of another kind is a public body. `market` are the relevant markets it is active on.
    """

    id: str
    kind: PartyKind = PartyKind.ENTERPRISE
    name: str | None = field(default=None, repr=False)
    country: str | None = None
    period: tuple[AccountingPeriod, ...] | None = None
    estimate: Estimate | None = None
    fiscal_year_end: str | None = None
    sector: str | None = None
    budget: Money | None = None
    inhabitants: int | None = None
    market: tuple[str, ...] | None = None
    consolidated: bool | None = None
    consolidated_in: str | None = None
    consolidated_share: Share | None = None
    public: bool | None = None


@frozen(kw_only=True, field_transformer=typed)
class Holding:
    """What one holds in another. What is None is not known: a share may be any, control may be or not.

    `control` is a right to appoint most of the board, a dominant influence by contract or articles, or sole control of
    most votes by agreement (Annex I, Article 3(3)(b) to (d)). `investment` is what a business angel has invested,
    `manages` whether an investor takes part in the management. `since` and `until` are inclusive; without them it has
    always been held, and still is.
    """

    holder: str
    held: str
    capital: Share | None = None
    votes: Share | None = None
    control: bool | None = None
    investment: Money | None = None
    manages: bool | None = None
    since: dt.date | None = None
    until: dt.date | None = None

    def on(self, day: dt.date) -> bool:
        """Say whether it is held on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@frozen(kw_only=True, field_transformer=typed)
class Adjacent:
    """Markets next to each other: directly upstream or downstream (Annex I, Article 3(3))."""

    markets: tuple[str, ...]


@frozen(kw_only=True, field_transformer=typed)
class Jointly:
    """Natural persons who act jointly, as families may (Annex I, Article 3(3))."""

    persons: tuple[str, ...]


@frozen(kw_only=True)
class Group:
    """Everybody that was told of, and who holds what; the order says nothing.

    >>> group = Group(enterprises=(Enterprise(id="A"),))
    >>> group["A"].kind
    <PartyKind.ENTERPRISE: 'enterprise'>
    """

    enterprises: tuple[Enterprise, ...]
    holdings: tuple[Holding, ...] = ()
    adjacent: tuple[Adjacent, ...] = ()
    jointly: tuple[Jointly, ...] = ()

    def __getitem__(self, name: str) -> Enterprise:
        """Give somebody by name.

        Raises:
            KeyError: if nobody has it.
        """
        for each in self.enterprises:
            if each.id == name:
                return each
        raise KeyError(name)
