"""Aid on the same eligible costs (Article 8; Article 5(3) of Regulation (EU) 2023/2831): how much more there may be."""

import datetime as dt
import enum
from collections.abc import Iterable, Mapping
from fractions import Fraction

from attrs import frozen

from intra_core.law.asking import Ask
from intra_core.law.exemption.ceilings import ExemptedKind
from intra_core.law.exemption.decided import Decided, Reason, Rules
from intra_core.law.lawbook import Lawbook
from intra_core.law.policies import chosen
from intra_core.model.money import Money
from intra_core.model.quantity import Rate
from intra_core.model.typed import typed
from intra_core.verdict import Verdict

WHOLE = "whole"
"""The reading under which all of an aid may lie on any one of its costs."""


class AidBasis(enum.Enum):
    """On what an aid rests: a block exemption, a decision of the Commission, de minimis, or funds the Union manages."""

    EXEMPTED = "block-exemption"
    DECISION = "decision"
    DE_MINIMIS = "de-minimis"
    CENTRAL_UNION = "central-union"


@frozen(kw_only=True, field_transformer=typed)
class EligibleCost:
    """A cost that can be told from others, with the amount that counts under its rule."""

    id: str
    amount: Money


@frozen(kw_only=True, field_transformer=typed)
class TiedAid:
    """Aid for identifiable costs. What is None is not known; `costs=()` is aid that is tied to no cost.

    The greatest intensity is that of Article 18 or 19 where `aid` names it, else `intensity`, as its rule or the
    decision of the Commission has it. De minimis aid has none.
    """

    basis: AidBasis
    amount: Money | None = None
    costs: tuple[str, ...] | None = None
    aid: ExemptedKind | None = None
    intensity: Rate | None = None
    granted: dt.date | None = None


@frozen(kw_only=True)
class CostRoom:
    """One cost: what it may get at most, what it has had, and what surely is left, all rounded down.

    `ceiling` is None where it is not known; `known` says that nothing that is missing could change what is left, and
    `reasons` name the rules that bound it. `exact` is what is left, in parts of a cent.
    """

    id: str
    ceiling: Money | None
    had: Money
    left: Money
    known: bool
    reasons: tuple[Reason, ...]
    exact: Fraction

    def to_dict(self) -> dict[str, object]:
        """Write it as JSON has it."""
        return {
            "id": self.id,
            "ceiling": None if self.ceiling is None else str(self.ceiling),
            "had": str(self.had),
            "left": str(self.left),
            "known": self.known,
            "reasons": [each.to_dict() for each in self.reasons],
        }


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
    site = _Site(
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


@frozen(kw_only=True)
class _Bound:
    """One rule that bounds aid on a cost: `ceiling` None where it is not known, `sure` if nothing could change it."""

    name: str
    ceiling: Fraction | None
    sure: bool
    had: Fraction

    @property
    def left(self) -> Fraction:
        """What surely is left under it."""
        return Fraction(0) if self.ceiling is None else max(Fraction(0), self.ceiling - self.had)


@frozen(kw_only=True)
class _Site:
    """The costs with all aid on them."""

    rules: Rules
    costs: Mapping[str, EligibleCost]
    earlier: tuple[TiedAid, ...] | None
    new: TiedAid
    currency: str
    union_rate: Rate | None
    whole: bool

    def room(self, cost: EligibleCost) -> CostRoom:
        """Work out what is left on one cost. Whatever is not known makes it less."""
        here = [each for each in self.earlier or () if each.costs is None or cost.id in each.costs]
        counted = [each for each in here if each.basis is not AidBasis.CENTRAL_UNION]
        bounds = [*self._bounds(cost, counted), *self._union_rate(cost, here)]
        tightest = min(bounds, key=lambda each: each.left)
        open_ = self.earlier is None or any(each.amount is None for each in counted)
        known = not open_ and all(each.sure for each in bounds) and not any(each.costs is None for each in counted)
        # What is left at the most is nothing in any case, so that nothing that is missing matters.
        known = known or any(each.sure and each.ceiling is not None and each.ceiling <= 0 for each in bounds)
        left = Fraction(0) if open_ else tightest.left
        at_most = "not known" if tightest.ceiling is None else str(self._money(tightest.ceiling))
        says = f"{cost.id}: aid of at most {at_most}, of which it has had {self._money(tightest.had)}"
        verdict = Verdict.of((left > 0) if known else None)
        return CostRoom(
            id=cost.id,
            ceiling=None if tightest.ceiling is None else self._money(tightest.ceiling),
            had=self._money(tightest.had),
            left=self._money(left),
            known=known,
            reasons=tuple(self.rules.reason(each.name, verdict, says) for each in bounds if each.left == tightest.left),
            exact=left,
        )

    def _money(self, exact: Fraction) -> Money:
        return Money(int(exact), self.currency)

    def _bounds(self, cost: EligibleCost, here: list[TiedAid]) -> list[_Bound]:
        """Give every rule that bounds aid on a cost."""
        aids = [*here, self.new]
        exempted = [each for each in aids if each.basis is AidBasis.EXEMPTED]
        decided = [each for each in aids if each.basis is AidBasis.DECISION]
        small = [each for each in aids if each.basis is AidBasis.DE_MINIMIS]
        state = [each for each in here if each.basis is not AidBasis.DE_MINIMIS]
        found = []
        if exempted and self.new.basis is AidBasis.EXEMPTED:
            found.append(self._bound("gber.cumulation.same_costs", cost, exempted, state))
        if exempted and small:
            found.append(self._bound("gber.cumulation.de_minimis", cost, exempted, here))
        if (exempted or decided) and self.new.basis is AidBasis.DE_MINIMIS:
            found.append(self._bound("cumulation.de_minimis", cost, [*exempted, *decided], here))
        whole = self.rules.figure("cumulation.costs")
        ceiling = None if whole is None else whole.number * cost.amount.minor
        spent = self._sum(here, cost)
        found.append(_Bound(name="cumulation.costs", ceiling=ceiling, sure=whole is not None, had=spent))
        return [each for each in found if each.name == "cumulation.costs" or self.rules.holds(each.name) is not False]

    def _bound(self, name: str, cost: EligibleCost, highest: list[TiedAid], counted: list[TiedAid]) -> _Bound:
        """Bound the sum of some aid by the highest intensity of some; what is not told could only raise it."""
        intensities = [(self._intensity(each), each.costs is not None) for each in highest]
        certain = [part for part, told in intensities if part is not None and told]
        spent = self._sum(counted, cost)
        if not certain or self.rules.holds(name) is None:
            return _Bound(name=name, ceiling=None, sure=False, had=spent)
        sure = len(certain) == len(intensities)
        return _Bound(name=name, ceiling=max(certain) * cost.amount.minor, sure=sure, had=spent)

    def _intensity(self, aid: TiedAid) -> Fraction | None:
        if aid.intensity is not None:
            return Fraction(aid.intensity.basis_points, 10_000)
        if aid.aid in {ExemptedKind.CONSULTANCY, ExemptedKind.FAIRS}:
            day = aid.granted if aid.granted is not None else self.rules.on
            figure = self.rules.law.figure(f"{aid.aid.figures}.intensity", day)
            return None if figure is None else figure.number
        return None

    def _sum(self, aids: list[TiedAid], cost: EligibleCost) -> Fraction:
        return sum((self._on(each, cost) for each in aids), Fraction(0))

    def _on(self, aid: TiedAid, cost: EligibleCost) -> Fraction:
        """Say how much of an aid lies on a cost; all of it may where nobody knows."""
        if aid.amount is None:
            return Fraction(0)
        if aid.costs is None or self.whole:
            return Fraction(aid.amount.minor)
        together = sum(self.costs[name].amount.minor for name in aid.costs)
        return Fraction(aid.amount.minor * cost.amount.minor, together) if together else Fraction(aid.amount.minor)

    def _union_rate(self, cost: EligibleCost, here: list[TiedAid]) -> list[_Bound]:
        """Leave centrally managed Union funds aside, but for the rate that all public money on a cost stays within."""
        name = "gber.cumulation.central_union"
        central = [each for each in here if each.basis is AidBasis.CENTRAL_UNION]
        if not central or self.new.basis is not AidBasis.EXEMPTED or self.rules.holds(name) is False:
            return []
        told = not any(each.amount is None or each.costs is None for each in central)
        rate = None if self.union_rate is None or not told else Fraction(self.union_rate.basis_points, 10_000)
        ceiling = None if rate is None else rate * cost.amount.minor
        return [_Bound(name=name, ceiling=ceiling, sure=ceiling is not None, had=self._sum(here, cost))]

    def asks(self) -> tuple[Ask, ...]:
        """Ask for what is missing of the aid."""
        found = []
        if self.earlier is None:
            found.append(Ask(fact="award", question="Which aid have these costs had?"))
        for each in (*(self.earlier or ()), self.new):
            what = "the new aid" if each is self.new else f"the {each.basis.value} aid"
            if each.costs is None:
                found.append(Ask(fact="award.costs", question=f"For which costs is {what}?"))
            if each.amount is None and each is not self.new:
                found.append(Ask(fact="award.amount", question=f"How much is {what}?"))
            if each.basis in {AidBasis.EXEMPTED, AidBasis.DECISION} and self._intensity(each) is None:
                found.append(Ask(fact="award.intensity", question=f"Which is the greatest intensity of {what}?"))
        if self.new.costs == () and self.new.basis is AidBasis.EXEMPTED:
            found.append(Ask(fact="award.article", question="Under which article is the new aid exempted?"))
        if self.union_rate is None and any(each.basis is AidBasis.CENTRAL_UNION for each in self.earlier or ()):
            question = "Which is the most favourable funding rate of Union law for these costs?"
            found.append(Ask(fact="award.union_rate", question=question))
        return tuple(dict.fromkeys(found))
