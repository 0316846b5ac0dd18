"""The answer about a size: what is certain under every reading, its working, and what is still to be told."""

import datetime as dt
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import frozen

from intra_core.law.asking import Ask, Review
from intra_core.law.exchange import Quote
from intra_core.law.rounding import half_up
from intra_core.law.sme.bounds import ANYTHING, UNDETERMINED, Bounds, one_of
from intra_core.law.sme.category import Amounts, Size
from intra_core.law.sme.consolidation import Consolidation
from intra_core.law.sme.history import Span, Step
from intra_core.law.sme.network import LEAST, MOST, Network
from intra_core.law.sme.notes import reviews
from intra_core.law.sme.structure import Counted
from intra_core.law.sme.unknowns import asks_of, open_facts
from intra_core.model.money import Money
from intra_core.model.quantity import Share, decimal_text

if TYPE_CHECKING:
    from intra_core.law.sme.question import Question


@frozen(kw_only=True)
class PeriodStatus:
    """One accounting period: the aggregated figures, the size they make (`raw`) and the size after it (`status`).

    A figure that is not settled is None; `least` and `most` then bound it, where None of `most` is without bound.
    """

    ends: dt.date
    amounts: Amounts
    least: Amounts
    most: Amounts
    raw: str
    status: str
    estimate: bool

    def to_dict(self) -> dict[str, object]:
        """Give the period as the JSON contract has it."""
        found = {"ends": self.ends.isoformat(), **_written(self.amounts), "raw": self.raw, "status": self.status}
        if self.estimate:
            found["estimate"] = True
        if self.amounts != self.least or self.amounts != self.most:
            found["bounds"] = {"least": _written(self.least), "most": _written(self.most)}
        return found


@frozen(kw_only=True)
class CountedEnterprise:
    """Somebody whose figures count: at which share, why, and under which article of Annex I."""

    enterprise: str
    share: Share
    why: str
    article: str
    certain: bool

    def to_dict(self) -> dict[str, object]:
        """Give it as the JSON contract has it."""
        found: dict[str, object] = {
            "enterprise": self.enterprise,
            "share": self.share.decimal,
            "why": self.why,
            "article": self.article,
        }
        return found if self.certain else {**found, "certain": False}


@frozen(kw_only=True)
class SmeStatus:
    """The size of an enterprise in its group on the day of grant.

    `status` is micro, small, medium, large, not-sme (public bodies have a quarter of it) or undetermined; `type`
    autonomous, partner, linked or undetermined. `mid_cap` says whether it is a small mid-cap, for information only;
    None where that is not settled or there were none. `public` is the share that public bodies control at least.
    `starts` is the first day from which accounts are told: no size before is known.
    """

    subject: str
    on: dt.date
    status: str
    possible: tuple[str, ...]
    type: str
    mid_cap: bool | None
    public: Share
    starts: dt.date | None
    periods: tuple[PeriodStatus, ...]
    counted: tuple[CountedEnterprise, ...]
    asks: tuple[Ask, ...]
    review: tuple[Review, ...]
    policies: Mapping[str, str]
    rates: tuple[Quote, ...]
    """The rates at which accounts were turned into euro."""

    def to_dict(self) -> dict[str, object]:
        """Give the answer as the JSON contract has it."""
        return {
            "subject": self.subject,
            "on": self.on.isoformat(),
            "status": self.status,
            "possible": list(self.possible),
            "type": self.type,
            "small_mid_cap": self.mid_cap,
            "public": self.public.decimal,
            "starts": self.starts.isoformat() if self.starts is not None else None,
            "periods": [each.to_dict() for each in self.periods],
            "counted": [each.to_dict() for each in self.counted],
            "asks": [each.to_dict() for each in self.asks],
            "review": [each.to_dict() for each in self.review],
            "policies": dict(self.policies),
            "rates": [each.to_dict() for each in self.rates],
        }


def answer(question: "Question") -> SmeStatus:
    """Answer a question under the least and the most that what is not known can be."""
    if question.tests is None or not question.within:
        return _without_law(question)
    facts = open_facts(question)
    question.is_known = not facts
    found = Bounds.of(question, LEAST, MOST)
    steps = found.history.steps
    return SmeStatus(
        subject=question.subject.id,
        on=question.on,
        status=one_of(found.possible),
        possible=found.possible,
        type=found.type,
        mid_cap=_is_mid_cap(question, found),
        public=Share(min(found.least.public, Fraction(1))),
        starts=steps[0].closing.ends,
        periods=tuple(_period(question, each) for each in steps),
        counted=tuple(_counted(question)),
        asks=asks_of(question, facts, found) if found.is_open else (),
        review=tuple(reviews(question, found)),
        policies={**question.policies, **question.accounts.in_euro.readings},
        rates=tuple(question.accounts.in_euro.quotes),
    )


def _without_law(question: "Question") -> SmeStatus:
    return SmeStatus(
        subject=question.subject.id,
        on=question.on,
        status=UNDETERMINED,
        possible=ANYTHING,
        type=UNDETERMINED,
        mid_cap=None,
        public=Share(Fraction(0)),
        starts=None,
        periods=(),
        counted=(),
        asks=(),
        review=(Review(why=f"no definition in force on {question.on} is known here", article="Article 2"),),
        policies={**question.policies, **question.accounts.in_euro.readings},
        rates=tuple(question.accounts.in_euro.quotes),
    )


def _is_mid_cap(question: "Question", found: Bounds) -> bool | None:
    if all(each.size is not Size.MID_CAP for each in question.within):
        return None
    sizes = found.history.size.sizes
    if found.least.is_public or Size.MID_CAP not in sizes:
        return False
    return True if len(sizes) == 1 and not found.most.is_public else None


def _period(question: "Question", step: Step) -> PeriodStatus:
    least, most, ends = step.least, step.most, step.closing.ends
    return PeriodStatus(
        ends=ends,
        amounts=Amounts(*(one if one == other else None for one, other in zip(least, most, strict=True))),
        least=least,
        most=most,
        raw=_size(step.raw),
        status=_size(step.size),
        estimate=not step.closing.told and question.accounts.source(question.subject, ends) is not None,
    )


def _size(span: Span) -> str:
    return one_of(tuple(dict.fromkeys(size.word for size in span.sizes)))


def _counted(question: "Question") -> Iterator[CountedEnterprise]:
    day = question.on if question.at_once else question.closings()[-1].ends
    network = question.network(day)
    least, most = question.structure(day, LEAST), question.structure(day, MOST)
    held = _held(network, most.shares)
    for each in sorted(most.counted, key=_order):
        party = network.parties[each.party]
        stands = f"; its figures stand in the consolidated accounts of {party.consolidated_in}"
        yield CountedEnterprise(
            enterprise=party.id,
            share=Share(each.share),
            why=f"{each.why}{stands if each.party in held else ''}",
            article=each.article,
            certain=least is most or least.shares.get(each.party) == each.share,
        )


def _held(network: Network, shares: Mapping[int, Fraction]) -> frozenset[int]:
    """Give those of whom nothing is added, as accounts that count hold all of it already."""
    if all(network.parties[each].consolidated_in is None for each in shares):
        return frozenset()
    within = Consolidation.of(shares, network)
    presence = within.presence(shares)
    return frozenset(each for each in shares if each in within.within and presence[each] <= within.held(each, presence))


def _order(counted: Counted) -> int:
    return ("subject", "linked", "partner", "linked with a partner").index(counted.role)


def _written(amounts: Amounts) -> dict[str, object]:
    """Write figures; money is rounded to the cent for reading only."""
    return {
        "headcount": decimal_text(amounts.headcount) if amounts.headcount is not None else None,
        "turnover": _euro(amounts.turnover),
        "balance_sheet_total": _euro(amounts.balance_sheet_total),
    }


def _euro(amount: Fraction | None) -> str | None:
    return str(Money(half_up(amount * 100), "EUR")) if amount is not None else None
