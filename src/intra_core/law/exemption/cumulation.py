"""Aid on the same eligible costs (Article 8; Article 5(3) of Regulation (EU) 2023/2831): how much more there may be."""

import datetime as dt
from collections.abc import Iterable, Mapping

from attrs import frozen

from intra_core.law.exemption.decided import Decided, Reason, Rules
from intra_core.law.exemption.rooms import Site
from intra_core.law.exemption.tied_aid import AidBasis, CostRoom, EligibleCost, TiedAid
from intra_core.law.lawbook import Lawbook
from intra_core.law.policies import chosen
from intra_core.model.money import Money
from intra_core.model.quantity import Rate
from intra_core.verdict import Verdict

WHOLE = "whole"
"""The reading under which all of an aid may lie on any one of its costs."""


@frozen(kw_only=True)
class CumulationAnswer(Decided):
    """How much more aid may be given on which costs; `more` is what surely is left on those of the new aid together."""

    more: Money
    rooms: tuple[CostRoom, ...]

    def to_dict(self) -> dict[str, object]:
        """Write it as JSON has it."""
        return {**Decided.to_dict(self), "more": str(self.more), "rooms": [each.to_dict() for each in self.rooms]}


def cumulation(
    costs: Iterable[EligibleCost],
    had: Iterable[TiedAid] | None,
    new: TiedAid,
    *,
    on: dt.date,
    union_rate: Rate | None = None,
    told: Mapping[str, str] | None = None,
    law: Lawbook | None = None,
) -> CumulationAnswer:
    """Say how much more block-exempted or de minimis aid the costs may get beside the aid that they have.

    Where block-exempted aid is on a cost, all State aid and de minimis aid on it stay within the highest intensity that
    the Regulation allows such aid. De minimis aid beside State aid of a decision stays within the highest intensity of
    both. No aid goes beyond the cost. Aid tied to no cost adds nothing to any. What is left is told cost by cost, so
    that an authority that grants it says on which cost.

    Args:
        costs: the costs, in one currency.
        had: the aid that they have had; an absent list is not known, an empty one is none.
        new: the new aid, with its costs; where it has an amount, the verdict says whether that much is allowed.
        on: the day of grant.
        union_rate: the most favourable funding rate of Union law, where Union funds are on the same costs.
        told: readings of open questions by policy (`shared_costs`).
        law: the law; that of this library if None.

    Raises:
        ValueError: if a cost is named that is none, stands twice, amounts are in several currencies, or the new aid is
            neither block-exempted nor de minimis: what a decision or a programme of the Union allows is for it to say.

    >>> from intra_core.law.exemption.ceilings import ExemptedKind
    >>> rent = EligibleCost(id="rent", amount=Money.parse("EUR 8000.00"))
    >>> fair = TiedAid(
    ...     basis=AidBasis.EXEMPTED, aid=ExemptedKind.FAIRS, amount=Money.parse("EUR 3000.00"), costs=("rent",)
    ... )
    >>> answer = cumulation([rent], [fair], TiedAid(basis=AidBasis.DE_MINIMIS, costs=("rent",)), on=dt.date(2025, 3, 1))
    >>> str(answer.more)
    'EUR 1000.00'
    """
    given, earlier = tuple(costs), None if had is None else tuple(had)
    currency = _sound(given, (*(earlier or ()), new))
    if new.basis not in {AidBasis.EXEMPTED, AidBasis.DE_MINIMIS}:
        msg = f"how much new aid of the kind {new.basis.value} there may be is for its own rules to say"
        raise ValueError(msg)
    rules = Rules.of(law, on)
    policies = {"shared_costs": chosen(rules.law, ("exemption",), told)["shared_costs"]}
    site = Site(
        rules=rules,
        costs={each.id: each for each in given},
        earlier=earlier,
        new=new,
        currency=currency,
        union_rate=union_rate,
        whole=policies["shared_costs"] == WHOLE,
    )
    rooms = [site.room(each) for each in given if new.costs is None or each.id in new.costs]
    if new.costs == ():
        reasons: tuple[Reason, ...] = (_untied(new, rules),)
        verdict = reasons[0].verdict
    else:
        reasons = tuple(dict.fromkeys(reason for each in rooms for reason in each.reasons))
        verdict = _allowed(new, rooms)
    return CumulationAnswer(
        verdict=verdict,
        reasons=reasons,
        asks=site.asks() if verdict is Verdict.UNKNOWN else (),
        policies=policies,
        more=Money(int(sum(each.exact for each in rooms)), currency),
        rooms=tuple(rooms),
    )


def _sound(costs: tuple[EligibleCost, ...], aids: tuple[TiedAid, ...]) -> str:
    names = [each.id for each in costs]
    if len(set(names)) != len(names):
        msg = "two costs have one name"
        raise ValueError(msg)
    unknown = {name for each in aids for name in each.costs or ()} - set(names)
    if unknown:
        msg = f"aid is tied to costs that are not there: {', '.join(sorted(unknown))}"
        raise ValueError(msg)
    amounts = (*(each.amount for each in costs), *(each.amount for each in aids))
    currencies = {each.currency for each in amounts if each is not None}
    if len(currencies) > 1:
        msg = f"the amounts are in several currencies: {', '.join(sorted(currencies))}"
        raise ValueError(msg)
    return next(iter(currencies), "EUR")


def _allowed(new: TiedAid, rooms: list[CostRoom]) -> Verdict:
    """Say whether the amount asked for fits, or else whether anything does."""
    known = all(each.known for each in rooms) and new.costs is not None
    left = sum(each.exact for each in rooms)
    enough = left > 0 if new.amount is None else new.amount.minor <= left
    if enough and new.costs is not None and (known or new.amount is not None):
        return Verdict.MET
    return Verdict.UNMET if known else Verdict.UNKNOWN


def _untied(aid: TiedAid, rules: Rules) -> Reason:
    """Say that aid tied to no cost adds up with any that is: de minimis aid, and what Article 8(4) names."""
    says = "aid that is tied to no cost adds up with aid for costs"
    if aid.basis is AidBasis.DE_MINIMIS:
        name = "cumulation.untied_de_minimis"
        return rules.reason(name, Verdict.of(rules.holds(name)), says)
    named = aid.aid is not None and aid.aid.value in rules.law.members("gber.untied")
    holds = rules.holds("gber.cumulation.untied") if named else None
    return rules.reason("gber.cumulation.untied", Verdict.of(holds), says if named else f"it is open whether {says}")
