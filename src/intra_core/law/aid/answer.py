"""What is left of a ceiling, with the awards that count, the day each falls out, and what is still to be asked."""

import datetime as dt
from collections.abc import Mapping

from attrs import field, frozen

from intra_core.law.asking import Ask, Review
from intra_core.law.exchange import Quote
from intra_core.model.money import Money


@frozen(kw_only=True)
class CountedAward:
    """A past award, or the part of one, that counts against the ceiling.

    `amount` is in the currency of the ceiling; `stated` is the whole award as it was told, `rates` are what it was
    turned at. `falls_out` is the first day on which it no longer counts. `counts_for` names whose it is now: another
    than `undertaking` after a merger or a split, None where it is one of the single undertaking but not known which.
    """

    granted: dt.date
    amount: Money
    falls_out: dt.date
    undertaking: str | None
    counts_for: str | None
    regime: str
    stated: Money
    why: str
    article: str
    rates: tuple[Quote, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """Give it as the answer shows it."""
        return {
            "granted": self.granted.isoformat(),
            "amount": str(self.amount),
            "falls_out": self.falls_out.isoformat(),
            "undertaking": self.undertaking,
            "counts_for": self.counts_for,
            "regime": self.regime,
            "stated": str(self.stated),
            "rates": [each.to_dict() for each in self.rates],
            "why": self.why,
            "article": self.article,
        }


@frozen(kw_only=True)
class Release:
    """A day on which awards fall out, and how much they are together; or on which headroom rises, and by how much."""

    on: dt.date
    amount: Money

    def to_dict(self) -> dict[str, object]:
        """Give it as the answer shows it."""
        return {"on": self.on.isoformat(), "amount": str(self.amount)}


@frozen(kw_only=True)
class Bounds:
    """Between which amounts the headroom lies; `greatest` None where no ceiling is known in a currency."""

    least: Money
    greatest: Money | None

    def to_dict(self) -> dict[str, object]:
        """Give them as the answer shows them."""
        return {"least": str(self.least), "greatest": None if self.greatest is None else str(self.greatest)}


@frozen(kw_only=True)
class Requested:
    """An award that is asked for, against the headroom.

    `allowed` says whether all of it keeps within, None if that is not known. `max_if_reduced` is what a smaller award
    could be: under the law of the Union only where the scheme permits to reduce it before the grant
    (`reduction_permitted`, None if that was not told), in the United Kingdom in any case (`partial`).
    """

    requested: Money
    allowed: bool | None
    max_if_reduced: Money | None
    reduction_permitted: bool | None
    partial: bool

    def to_dict(self) -> dict[str, object]:
        """Give it as the answer shows it."""
        return {
            "requested": str(self.requested),
            "allowed": self.allowed,
            "max_if_reduced": None if self.max_if_reduced is None else str(self.max_if_reduced),
            "reduction_permitted": self.reduction_permitted,
            "partial": self.partial,
        }


@frozen(kw_only=True)
class Headroom:
    """What aid below a ceiling a single undertaking may still be granted in a Member State on a day.

    `headroom` None says that it is not known: `asks` is what would tell it, `bounds` between which amounts
    it lies. `regime` and `article` are those in force on the day; `article` and `ceiling` None say that no regulation
    is known. `counted` are the awards that surely count, oldest first, against the limit that binds; `later` those of
    after the day, which do not. `next_release` is when the first of them fall out, `next_rise` when that, or a change
    of the law, leaves more than now: another day where more counts than the ceiling allows. `policies` are the
    readings taken, `assumed` what was taken as usual, untold.
    """

    subject: str
    on: dt.date
    member_state: str
    undertakings: tuple[str, ...]
    regime: str | None
    article: str | None = None
    ceiling: Money | None = None
    used: Money | None = None
    headroom: Money | None = None
    bounds: Bounds | None = None
    counted: tuple[CountedAward, ...] = ()
    later: tuple[tuple[dt.date, str], ...] = ()
    next_release: Release | None = None
    next_rise: Release | None = None
    requested: Requested | None = None
    asks: tuple[Ask, ...] = ()
    review: tuple[Review, ...] = ()
    policies: Mapping[str, str] = field(factory=dict)
    assumed: Mapping[str, str] = field(factory=dict)

    def to_dict(self) -> dict[str, object]:
        """Give the answer as `intra headroom --json` prints it, money and days as text.

        >>> from intra_core.law.aid.headroom import headroom
        >>> answer = headroom((), subject="A", member_state="SI", on=dt.date(2024, 9, 2)).to_dict()
        >>> answer["ceiling"], answer["headroom"], answer["next_release"]
        ('EUR 300000.00', 'EUR 300000.00', None)
        """
        told: dict[str, object] = {
            "subject": self.subject,
            "on": self.on.isoformat(),
            "member_state": self.member_state,
            "undertakings": list(self.undertakings),
            "regime": self.regime,
            "article": self.article,
            "ceiling": _text(self.ceiling),
            "used": _text(self.used),
            "headroom": _text(self.headroom),
            "bounds": None if self.bounds is None else self.bounds.to_dict(),
            "counted": [each.to_dict() for each in self.counted],
            "later": [{"granted": day.isoformat(), "amount": amount} for day, amount in self.later],
            "next_release": None if self.next_release is None else self.next_release.to_dict(),
            "next_rise": None if self.next_rise is None else self.next_rise.to_dict(),
            "asks": [each.to_dict() for each in self.asks],
            "review": [each.to_dict() for each in self.review],
            "policies": dict(self.policies),
            "assumed": dict(self.assumed),
        }
        return told | (self.requested.to_dict() if self.requested is not None else {})


def _text(money: Money | None) -> str | None:
    return None if money is None else str(money)
