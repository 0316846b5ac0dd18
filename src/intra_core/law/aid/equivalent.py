"""What a loan, a guarantee or equity is worth as a grant, where the regulation tells it without assessing the risk."""

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction

from attrs import frozen

from intra_core.law.aid.regulations import Limit, Question
from intra_core.law.lawbook import Lawbook, lawbook
from intra_core.law.policies import chosen
from intra_core.law.terms import months_of
from intra_core.model.money import Money

ROOM = "aid.equivalent"
UNSOUND = "the beneficiary is insolvent or rated too low"


@frozen(kw_only=True)
class Equivalent:
    """A gross grant equivalent, rounded down to the cent; `exact` is in whole euro.

    `amount` None says that it cannot be told this way: `why` says why not, `asks` what is missing to tell.
    """

    amount: Money | None
    exact: Fraction | None
    article: str | None
    why: str | None = None
    asks: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """Give it as answers show it."""
        amount = None if self.amount is None else str(self.amount)
        return {"amount": amount, "article": self.article, "why": self.why, "asks": list(self.asks)}


def loan_equivalent(
    loan: Money,
    *,
    months: int,
    secured: Money | None,
    sound: bool | None,
    on: dt.date,
    regime: str = "de-minimis",
    member_state: str = "SI",
    sector: str | None = None,
    policies: Mapping[str, str] | None = None,
    law: Lawbook | None = None,
) -> Equivalent:
    """Give the grant equivalent of a loan as its part of the ceiling (Article 4(3)(a) and (b)).

    Args:
        loan: the amount of the loan.
        months: how long it runs.
        secured: how much of it collateral covers; None if nobody has told.
        sound: whether the beneficiary is neither in collective insolvency proceedings nor could be put there by its
            creditors and, if it is large, compares to a rating of at least B-; None if nobody has told.
        on: the day of grant.
        regime: "de-minimis" or "de-minimis-sgei".
        member_state: the state that grants it.
        sector: "road-freight" for road freight transport for hire or reward.
        policies: readings of the law other than the defaults, by policy.
        law: the law to ask; that of this library if None.

    Raises:
        ValueError: if an amount is in another currency than the ceiling.

    >>> worth = loan_equivalent(Money.parse("EUR 500000.00"), months=48, secured=Money.parse("EUR 250000.00"),
    ...                         sound=True, on=dt.date(2024, 9, 2))
    >>> str(worth.amount)
    'EUR 80000.00'
    """
    cells = _Cells.of(law or lawbook(), on, regime, member_state, sector, policies)
    if cells is None:
        return _unknown(regime, on)
    if sound is False:
        return cells.refused("loan", UNSOUND)
    if secured is not None and _less(secured, cells.rate("collateral"), loan):
        return cells.refused("loan", "collateral covers too little of the loan")
    missing = {"sound": sound, "secured": secured}
    return cells.part("loan", loan, months, missing)


def guarantee_equivalent(
    guaranteed: Money,
    *,
    loan: Money,
    months: int,
    sound: bool | None,
    shared_losses: bool | None = None,
    on: dt.date,
    regime: str = "de-minimis",
    member_state: str = "SI",
    sector: str | None = None,
    policies: Mapping[str, str] | None = None,
    law: Lawbook | None = None,
) -> Equivalent:
    """Give the grant equivalent of a guarantee as its part of the ceiling (Article 4(6)(a) and (b)).

    Args:
        guaranteed: the amount guaranteed, at its greatest.
        loan: the underlying loan at that time.
        months: how long the guarantee runs.
        sound: as with a loan.
        shared_losses: whether losses fall on lender and guarantor in proportion and recoveries lessen them so; the
            regulations of 2023 ask for it. None if nobody has told.
        on: the day of grant.
        regime: "de-minimis" or "de-minimis-sgei".
        member_state: the state that grants it.
        sector: "road-freight" for road freight transport for hire or reward.
        policies: readings of the law other than the defaults, by policy.
        law: the law to ask; that of this library if None.

    Raises:
        ValueError: if an amount is in another currency than the ceiling.

    >>> worth = guarantee_equivalent(Money.parse("EUR 900000.00"), loan=Money.parse("EUR 1125000.00"), months=36,
    ...                              sound=True, shared_losses=True, on=dt.date(2024, 9, 2))
    >>> str(worth.amount)
    'EUR 72000.00'
    """
    cells = _Cells.of(law or lawbook(), on, regime, member_state, sector, policies)
    if cells is None:
        return _unknown(regime, on)
    if sound is False:
        return cells.refused("guarantee", UNSOUND)
    if not _less(guaranteed, cells.rate("guaranteed"), loan, or_equal=True):
        return cells.refused("guarantee", "the guarantee covers too much of the loan")
    sharing = cells.asks_for_shared_losses
    if sharing and shared_losses is False:
        return cells.refused("guarantee", "losses and recoveries are not shared in proportion")
    missing = {"sound": sound, "shared_losses": shared_losses if sharing else True}
    return cells.part("guarantee", guaranteed, months, missing)


def equity_equivalent(
    injected: Money,
    *,
    on: dt.date,
    regime: str = "de-minimis",
    member_state: str = "SI",
    sector: str | None = None,
    policies: Mapping[str, str] | None = None,
    law: Lawbook | None = None,
) -> Equivalent:
    """Give what equity counts as: all of it, if that keeps within the ceiling (Article 4(4) and (5)).

    `injected` is all that public bodies put into the single undertaking.

    >>> str(equity_equivalent(Money.parse("EUR 300000.00"), on=dt.date(2024, 9, 2)).amount)
    'EUR 300000.00'
    >>> equity_equivalent(Money.parse("EUR 300000.01"), on=dt.date(2024, 9, 2)).amount is None
    True
    """
    cells = _Cells.of(law or lawbook(), on, regime, member_state, sector, policies)
    if cells is None:
        return _unknown(regime, on)
    article = f"{cells.title}, Article 4(4)"
    if cells.whole(injected) > cells.whole(cells.ceiling):
        return Equivalent(amount=None, exact=None, article=article, why="the equity is more than the ceiling")
    return Equivalent(amount=injected, exact=cells.whole(injected), article=article)


def _less(amount: Money, share: Fraction, of: Money, *, or_equal: bool = False) -> bool:
    """Say whether an amount is less than a share of another.

    Raises:
        ValueError: if they are in two currencies.
    """
    if amount.currency != of.currency:
        msg = f"{amount} and {of} are in two currencies"
        raise ValueError(msg)
    return amount.minor < share * of.minor or (or_equal and amount.minor == share * of.minor)


def _unknown(regime: str, on: dt.date) -> Equivalent:
    why = f"no figures to tell a grant equivalent under {regime} are known for {on}"
    return Equivalent(amount=None, exact=None, article=None, why=why)


@frozen(kw_only=True)
class _Cells:
    """The figures of one regulation on one day."""

    law: Lawbook
    on: dt.date
    limit: Limit
    ceiling: Money
    title: str

    @classmethod
    def of(
        cls,
        law: Lawbook,
        on: dt.date,
        regime: str,
        member_state: str,
        sector: str | None,
        policies: Mapping[str, str] | None,
    ) -> "_Cells | None":
        readings = chosen(law, ("headroom",), policies)
        asked = Question(law=law, member_state=member_state, regime=regime, sector=sector, policies=readings)
        # The ceiling of a sector takes the place of the general one.
        for limit in sorted(asked.limits(on), key=lambda each: each.sector is None):
            figure = law.figure(limit.ceiling, on)
            if limit.equivalents is not None and figure is not None:
                title = figure.basis.source.title if figure.basis.source is not None else ""
                return cls(law=law, on=on, limit=limit, ceiling=figure.money, title=title)
        return None

    def rate(self, name: str) -> Fraction:
        return self._number(f"{ROOM}.{name}")

    @property
    def asks_for_shared_losses(self) -> bool:
        figure = self.law.figure(f"{self.limit.equivalents}.shared_losses", self.on)
        return figure is None or bool(figure.value)

    def part(self, kind: str, amount: Money, months: int, told: Mapping[str, object]) -> Equivalent:
        """Give the part of the ceiling that corresponds to an amount over a time: the first cell that holds both."""
        asks = tuple(name for name, each in told.items() if each is None)
        for cell in ("short", "long"):
            most = self._number(f"{self.limit.equivalents}.{kind}_{cell}")
            longest = months_of(self.law.needed(f"{ROOM}.{cell}", self.on))
            if self.whole(amount) <= most and months <= longest:
                if asks:
                    return Equivalent(amount=None, exact=None, article=self._article(kind), asks=asks)
                exact = self.whole(self.ceiling) * self.whole(amount) / most * months / longest
                worth = Money(int(exact * 100), self.ceiling.currency)
                return Equivalent(amount=worth, exact=exact, article=self._article(kind))
        return self.refused(kind, "it is more, or runs longer, than the regulation turns into a grant without more")

    def whole(self, amount: Money) -> Fraction:
        """Give an amount in whole units.

        Raises:
            ValueError: if it is in another currency than the ceiling.
        """
        if amount.currency != self.ceiling.currency:
            msg = f"give {amount} in {self.ceiling.currency}, at the rate of the day of grant"
            raise ValueError(msg)
        return Fraction(amount.minor, 100)

    def refused(self, kind: str, why: str) -> Equivalent:
        return Equivalent(amount=None, exact=None, article=self._article(kind), why=why)

    def _article(self, kind: str) -> str:
        return f"{self.title}, Article {'4(3)' if kind == 'loan' else '4(6)'}"

    def _number(self, name: str) -> Fraction:
        return self.law.needed(name, self.on).number
