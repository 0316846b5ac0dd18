"""What bounds aid on one cost, and how much is left under all of it."""

from collections.abc import Mapping
from fractions import Fraction

from attrs import frozen

from intra_core.law.asking import Ask
from intra_core.law.exemption.ceilings import ExemptedKind
from intra_core.law.exemption.decided import Rules, asked
from intra_core.law.exemption.tied_aid import AidBasis, CostRoom, EligibleCost, TiedAid
from intra_core.model.money import Money
from intra_core.model.quantity import Rate
from intra_core.verdict import Verdict


@frozen(kw_only=True)
class Bound:
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
class Site:
    """Some costs with all aid on them, and the new aid. With `whole`, all of an aid may lie on one of its costs."""

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

    def _bounds(self, cost: EligibleCost, here: list[TiedAid]) -> list[Bound]:
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
        found.append(Bound(name="cumulation.costs", ceiling=ceiling, sure=whole is not None, had=spent))
        return [each for each in found if each.name == "cumulation.costs" or self.rules.holds(each.name) is not False]

    def _bound(self, name: str, cost: EligibleCost, highest: list[TiedAid], counted: list[TiedAid]) -> Bound:
        """Bound the sum of some aid by the highest intensity of some; what is not told could only raise it."""
        intensities = [(self._intensity(each), each.costs is not None) for each in highest]
        certain = [part for part, told in intensities if part is not None and told]
        spent = self._sum(counted, cost)
        if not certain or self.rules.holds(name) is None:
            return Bound(name=name, ceiling=None, sure=False, had=spent)
        sure = len(certain) == len(intensities)
        return Bound(name=name, ceiling=max(certain) * cost.amount.minor, sure=sure, had=spent)

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

    def _union_rate(self, cost: EligibleCost, here: list[TiedAid]) -> list[Bound]:
        """Leave centrally managed Union funds aside, but for the rate that all public money on a cost stays within."""
        name = "gber.cumulation.central_union"
        central = [each for each in here if each.basis is AidBasis.CENTRAL_UNION]
        if not central or self.new.basis is not AidBasis.EXEMPTED or self.rules.holds(name) is False:
            return []
        told = not any(each.amount is None or each.costs is None for each in central)
        rate = None if self.union_rate is None or not told else Fraction(self.union_rate.basis_points, 10_000)
        ceiling = None if rate is None else rate * cost.amount.minor
        return [Bound(name=name, ceiling=ceiling, sure=ceiling is not None, had=self._sum(here, cost))]

    def asks(self) -> tuple[Ask, ...]:
        """Ask for what is missing of the aid."""
        found = []
        if self.earlier is None:
            found.append(asked("award", "Which aid have these costs had?"))
        for each in (*(self.earlier or ()), self.new):
            what = "the new aid" if each is self.new else f"the {each.basis.value} aid"
            if each.costs is None:
                found.append(asked("award.costs", f"For which costs is {what}?"))
            if each.amount is None and each is not self.new:
                found.append(asked("award.amount", f"How much is {what}?"))
            if each.basis in {AidBasis.EXEMPTED, AidBasis.DECISION} and self._intensity(each) is None:
                found.append(asked("award.intensity", f"Which is the greatest intensity of {what}?"))
        if self.new.costs == () and self.new.basis is AidBasis.EXEMPTED:
            found.append(asked("award.article", "Under which article is the new aid exempted?"))
        if self.union_rate is None and any(each.basis is AidBasis.CENTRAL_UNION for each in self.earlier or ()):
            question = "Which is the most favourable funding rate of Union law for these costs?"
            found.append(asked("award.union_rate", question))
        return tuple(dict.fromkeys(found))
