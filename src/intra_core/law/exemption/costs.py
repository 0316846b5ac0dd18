"""Cost lines under Articles 18 and 19: which of them count, with how much, and why the others fall out."""

import datetime as dt

from attrs import frozen

from intra_core.law.asking import Ask
from intra_core.law.cost_kinds import Standing, kind_rules, rule_for
from intra_core.law.exemption.ceilings import ExemptedKind
from intra_core.law.exemption.decided import Reason, Rules, asked
from intra_core.model.money import Money
from intra_core.model.typed import typed
from intra_core.verdict import Verdict

FILE, TABLE = "gber.toml", "cost"
"""Where the law says which kinds of cost an article names."""


@frozen(kw_only=True, field_transformer=typed)
class AidedCost:
    """One cost that aid is asked for. What is None is not known; a VAT of none is `Money(0, …)`.

    `external` says whether it is a service of an external consultant, `routine` whether it is continuous, periodic or
    one of the usual operating costs. `ordered` is the day of the first binding commitment, `incurred` that of the cost.
    """

    id: str
    kind: str | None = None
    net: Money | None = None
    vat: Money | None = None
    vat_refundable: bool | None = None
    external: bool | None = None
    routine: bool | None = None
    ordered: dt.date | None = None
    incurred: dt.date | None = None


@frozen(kw_only=True)
class CountedCost:
    """A cost line as an article counts it: at least `least`, at most `most`; no bound is known where that is None."""

    id: str
    verdict: Verdict
    least: Money
    most: Money | None
    reasons: tuple[Reason, ...]

    def to_dict(self) -> dict[str, object]:
        """Write it as JSON has it."""
        return {
            "id": self.id,
            "verdict": self.verdict.value,
            "least": str(self.least),
            "most": None if self.most is None else str(self.most),
            "reasons": [each.to_dict() for each in self.reasons],
        }


@frozen(kw_only=True)
class _Grounds:
    """Why a line counts or does not, and what would tell."""

    reasons: tuple[Reason, ...]
    asks: tuple[Ask, ...] = ()


def counted(
    cost: AidedCost, aid: ExemptedKind, rules: Rules, currency: str, *, refundable: bool | None
) -> tuple[CountedCost, tuple[Ask, ...]]:
    """Say whether and with how much a cost line counts.

    Args:
        cost: the line.
        aid: consultancy or fairs.
        rules: the law of the day of grant.
        currency: the currency of all lines.
        refundable: whether value added tax counts that is refundable.
    """
    grounds = [_kind(cost, aid, rules)]
    if grounds[0].reasons[0].verdict is not Verdict.UNMET and aid is ExemptedKind.CONSULTANCY:
        grounds += [_external(cost, rules), _routine(cost, rules)]
    reasons = tuple(reason for each in grounds for reason in each.reasons)
    asks = tuple(ask for each in grounds for ask in each.asks)
    verdicts = {each.verdict for each in reasons}
    nothing = Money(0, currency)
    if Verdict.UNMET in verdicts:
        out = tuple(each for each in reasons if each.verdict is Verdict.UNMET)
        return CountedCost(id=cost.id, verdict=Verdict.UNMET, least=nothing, most=nothing, reasons=out), ()
    least, most, reason, more = _amount(cost, rules, currency, refundable=refundable)
    reasons, asks = (*reasons, *reason), (*asks, *more)
    if Verdict.UNKNOWN in verdicts:
        return CountedCost(id=cost.id, verdict=Verdict.UNKNOWN, least=nothing, most=most, reasons=reasons), asks
    verdict = Verdict.of(True if least == most else None)
    return CountedCost(id=cost.id, verdict=verdict, least=least, most=most, reasons=reasons), asks


def _kind(cost: AidedCost, aid: ExemptedKind, rules: Rules) -> _Grounds:
    rule = None if cost.kind is None else rule_for(rules.law, FILE, TABLE, aid.value, cost.kind)
    if rule is None:
        what = "its kind is not told" if cost.kind is None else f"nothing is known of costs of the kind {cost.kind!r}"
        named = [each for each in kind_rules(rules.law, FILE, TABLE) if each.about == aid.value]
        reason = Reason(verdict=Verdict.UNKNOWN, says=f"{cost.id}: {what}", article=named[0].article)
        return _Grounds(reasons=(reason,), asks=(asked("cost.kind", f"What is {cost.id} for?"),))
    truth = {Standing.IN: True, Standing.OUT: False, Standing.DOUBTFUL: None}[rule.standing]
    says = f"{cost.id}: {rule.says}"
    reason = Reason(verdict=Verdict.of(truth), says=says, article=rule.article, mark=rule.basis.mark)
    ask = asked(
        "cost.kind",
        f"Does the granting authority take {cost.id} as a cost of that article?",
    )
    return _Grounds(reasons=(reason,), asks=() if truth is not None else (ask,))


def _external(cost: AidedCost, rules: Rules) -> _Grounds:
    if not rules.holds("gber.consultancy.external"):
        return _Grounds(reasons=())
    says = {
        True: "provided by an external consultant",
        False: "not provided by an external consultant",
        None: "nobody has told whether an external consultant provides it",
    }[cost.external]
    ask = asked("cost.external", f"Does an external consultant provide {cost.id}?")
    reason = rules.reason("gber.consultancy.external", Verdict.of(cost.external), f"{cost.id}: {says}")
    return _Grounds(reasons=(reason,), asks=() if cost.external is not None else (ask,))


def _routine(cost: AidedCost, rules: Rules) -> _Grounds:
    if rules.holds("gber.consultancy.routine"):
        return _Grounds(reasons=())
    says = {
        True: "continuous, periodic or one of the usual operating costs",
        False: "neither continuous nor one of the usual operating costs",
        None: "nobody has told whether it is continuous or one of the usual operating costs",
    }[cost.routine]
    ask = asked(
        "cost.routine",
        f"Is {cost.id} continuous, periodic or one of the undertaking's usual operating costs?",
    )
    truth = None if cost.routine is None else not cost.routine
    reason = rules.reason("gber.consultancy.routine", Verdict.of(truth), f"{cost.id}: {says}")
    return _Grounds(reasons=(reason,), asks=() if truth is not None else (ask,))


def _amount(
    cost: AidedCost, rules: Rules, currency: str, *, refundable: bool | None
) -> tuple[Money, Money | None, tuple[Reason, ...], tuple[Ask, ...]]:
    """Give the least and the most that a line counts with, by what is known of its value added tax."""
    asks = []
    if cost.net is None:
        asks.append(asked("cost.net", f"How much is {cost.id} without value added tax?"))
    other = rules.holds("gber.costs.other_vat")
    counts = {True: refundable, False: other, None: refundable if refundable == other else None}[cost.vat_refundable]
    if cost.vat is not None and cost.vat.minor == 0:
        counts = False
    net = 0 if cost.net is None else cost.net.minor
    vat = None if cost.vat is None else cost.vat.minor
    least = net + (vat or 0 if counts else 0)
    most = (
        None
        if cost.net is None or (counts is not False and vat is None)
        else net + (0 if counts is False else vat or 0)
    )
    if counts is not False and vat is None:
        asks.append(asked("cost.vat", f"How much value added tax is in {cost.id}?"))
    if counts is None:
        asks.append(asked("cost.vat_refundable", f"Is the value added tax on {cost.id} refundable?"))
    reasons: tuple[Reason, ...] = ()
    if vat != 0:
        name = "gber.costs.refundable_vat" if cost.vat_refundable is not False else "gber.costs.other_vat"
        what = {True: "refundable", False: "not refundable", None: "refundable or not, which nobody has told,"}
        ends = {True: "counts", False: "does not count", None: "may count or not"}
        says = f"{cost.id}: value added tax that is {what[cost.vat_refundable]} {ends[counts]}"
        reasons = (rules.reason(name, Verdict.of(None if least != most else True), says),)
    return Money(least, currency), None if most is None else Money(most, currency), reasons, tuple(asks)
