"""How much aid consultancy (Article 18) and fairs (Article 19) may get: the intensity on the costs that count."""

import datetime as dt
from collections.abc import Iterable, Mapping

from attrs import evolve, frozen

from intra_core.law.exemption.ceilings import ExemptedKind
from intra_core.law.exemption.costs import AidedCost, CountedCost, counted
from intra_core.law.exemption.decided import Decided, Reason, Rules, all_of, asked, together
from intra_core.law.exemption.validity import in_force, text_of
from intra_core.law.lawbook import Lawbook
from intra_core.law.policies import chosen
from intra_core.law.rounding import aid_within
from intra_core.model.money import Money
from intra_core.model.quantity import Share
from intra_core.verdict import Verdict

MEASURED = (ExemptedKind.CONSULTANCY, ExemptedKind.FAIRS)
LEFT_OUT = "left-out"
"""The reading under which refundable value added tax never counted."""


@frozen(kw_only=True)
class ExemptedAid(Decided):
    """What Article 18 or 19 allows for some costs. Amounts are gross, aid is rounded down to the cent.

    `eligible` are the costs that surely count, `greatest` the aid on them; `possible` is the aid if whatever is open
    counted too, None if that has no bound. Where the verdict is unmet, there is none.
    """

    aid: ExemptedKind
    intensity: Share | None
    eligible: Money
    greatest: Money
    possible: Money | None
    lines: tuple[CountedCost, ...]

    def to_dict(self) -> dict[str, object]:
        """Write it as JSON has it."""
        return {
            **Decided.to_dict(self),
            "aid": self.aid.value,
            "intensity": None if self.intensity is None else str(self.intensity),
            "eligible": str(self.eligible),
            "greatest": str(self.greatest),
            "possible": None if self.possible is None else str(self.possible),
            "lines": [each.to_dict() for each in self.lines],
        }


def exempted_aid(
    aid: ExemptedKind,
    costs: Iterable[AidedCost] | None,
    *,
    on: dt.date,
    sme: bool | None,
    scheme: bool | None = None,
    requested: Money | None = None,
    told: Mapping[str, str] | None = None,
    law: Lawbook | None = None,
) -> ExemptedAid:
    """Say how much aid Article 18 (consultancy) or 19 (fairs) allows on some costs, for whom and why.

    Args:
        aid: consultancy or fairs.
        costs: the cost lines; an absent list is not known.
        on: the day of grant.
        sme: whether the undertaking is an SME on that day (Annex I).
        scheme: whether the aid is granted under a scheme; asked only in the six months after the Regulation.
        requested: the aid asked for; then the answer is whether that much is allowed.
        told: readings of open questions by policy (`amended_scheme`, `refundable_vat`).
        law: the law; that of this library if None.

    Raises:
        ValueError: if the aid is of another kind, two lines have one name, or amounts are in several currencies.

    >>> stand = AidedCost(id="stand", kind="stand-rent", net=Money.parse("EUR 4000.00"), vat=Money(0, "EUR"))
    >>> answer = exempted_aid(ExemptedKind.FAIRS, [stand], on=dt.date(2025, 3, 1), sme=True)
    >>> str(answer.greatest), answer.verdict
    ('EUR 2000.00', <Verdict.MET: 'met'>)
    """
    if aid not in MEASURED:
        msg = f"costs are counted for {' and '.join(each.value for each in MEASURED)}, not for {aid.value}"
        raise ValueError(msg)
    lines = None if costs is None else tuple(costs)
    currency = _currency(lines or (), requested)
    book = Rules.of(law, on).law
    known = chosen(book, ("exemption",), told)
    policies = {name: known[name] for name in ("amended_scheme", "refundable_vat")}
    rules = text_of(book, on, policies["amended_scheme"])
    refundable = rules.holds("gber.costs.refundable_vat")
    if policies["refundable_vat"] == LEFT_OUT:
        refundable = False
    looked_at = [counted(each, aid, rules, currency, refundable=refundable) for each in lines or ()]
    found = [cost for cost, _ in looked_at]
    asks = [ask for _, missing in looked_at for ask in missing]
    if lines is None:
        asks.append(asked("cost", "Which costs does the project have, line by line?"))
    figure = rules.figure(f"{aid.figures}.intensity")
    intensity = None if figure is None else Share(figure.number)
    answer = ExemptedAid(
        verdict=Verdict.UNKNOWN,
        policies=policies,
        aid=aid,
        intensity=intensity,
        eligible=Money(sum(each.least.minor for each in found), currency),
        greatest=Money(0, currency),
        possible=None,
        lines=tuple(found),
    )
    whom = together(in_force(on, scheme=scheme, law=rules.law), _whom(aid, rules, sme=sme))
    if whom.verdict is Verdict.UNMET:
        nothing = Money(0, currency)
        return evolve(answer, verdict=Verdict.UNMET, reasons=whom.reasons, eligible=nothing, possible=nothing)
    open_ = lines is None or any(each.most is None for each in found)
    if intensity is not None:
        most = None if open_ else sum(each.most.minor for each in found if each.most is not None)
        answer = evolve(
            answer,
            greatest=aid_within(intensity.part, answer.eligible),
            possible=None if most is None else aid_within(intensity.part, Money(most, currency)),
        )
    costs_ = _enough(answer, rules, requested)
    return evolve(
        answer,
        verdict=all_of((whom.verdict, costs_.verdict)),
        reasons=(*whom.reasons, *(reason for each in found for reason in each.reasons), costs_),
        asks=tuple(dict.fromkeys((*whom.asks, *asks))),
    )


def _currency(lines: tuple[AidedCost, ...], requested: Money | None) -> str:
    names = [each.id for each in lines]
    if len(set(names)) != len(names):
        msg = "two cost lines have one name"
        raise ValueError(msg)
    amounts = (*(amount for each in lines for amount in (each.net, each.vat)), requested)
    currencies = {each.currency for each in amounts if each is not None}
    if len(currencies) > 1:
        msg = f"the costs are in several currencies: {', '.join(sorted(currencies))}"
        raise ValueError(msg)
    return next(iter(currencies), "EUR")


def _whom(aid: ExemptedKind, rules: Rules, *, sme: bool | None) -> Decided:
    name = f"{aid.figures}.sme_only"
    if rules.holds(name) is False:
        return Decided(verdict=Verdict.MET)
    says = {True: "the undertaking is an SME", False: "the undertaking is no SME", None: "its size is not told"}[sme]
    reason = rules.reason(name, Verdict.of(sme), f"{says}; such aid is for SMEs only")
    ask = asked("undertaking.size", "How large is the undertaking on the day of grant?")
    return Decided(verdict=reason.verdict, reasons=(reason,), asks=() if sme is not None else (ask,))


def _enough(answer: ExemptedAid, rules: Rules, requested: Money | None) -> Reason:
    """Say whether what is requested, or else anything, is allowed on the costs."""
    least, most = answer.greatest.minor, None if answer.possible is None else answer.possible.minor
    if requested is None:
        truth = True if least == most and least > 0 else False if most == 0 else None
        says = f"at most {answer.greatest} on {answer.eligible} of eligible costs"
    else:
        truth = True if requested.minor <= least else False if most is not None and requested.minor > most else None
        says = f"{requested} is asked for, at most {answer.greatest} allowed on {answer.eligible} of eligible costs"
    if truth is None and most != least:
        says += "" if answer.possible is None else f", and {answer.possible} if all that is open counted"
    return rules.reason(f"{answer.aid.figures}.intensity", Verdict.of(truth), says)
