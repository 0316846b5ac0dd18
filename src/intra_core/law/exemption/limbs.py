"""The five circumstances of an undertaking in difficulty (Article 2(18)(a) to (e)), each yes, no or not known."""

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction

from attrs import frozen

from intra_core.law.asking import Ask
from intra_core.law.exemption.decided import Reason, Rules, any_of, asked
from intra_core.law.exemption.position import Liability, Position, RatioYear, Span, disappeared
from intra_core.law.terms import later
from intra_core.model.money import Money
from intra_core.model.quantity import decimal_text
from intra_core.verdict import Verdict

EXCEEDED = "exceeded"
"""The reading under which no equity carries any debt."""


@frozen(kw_only=True)
class Limb:
    """Whether one circumstance is there: met if it is. `letter` is that of Article 2(18)."""

    letter: str
    verdict: Verdict
    reason: Reason
    asks: tuple[Ask, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """Write it as JSON has it."""
        return {"letter": self.letter, **self.reason.to_dict()}


def limbs(position: Position, rules: Rules, policies: Mapping[str, str]) -> tuple[Limb, ...]:
    """Look at each circumstance of Article 2(18) on the day of the rules."""
    return (
        _capital("a", Liability.LIMITED, position, rules),
        _capital("b", Liability.UNLIMITED, position, rules),
        _insolvency(position, rules),
        _rescue(position, rules),
        _ratios(position, rules, policies),
    )


def _limb(
    letter: str, name: str, *, truth: bool | None, says: str, rules: Rules, asks: tuple[Ask | None, ...] = ()
) -> Limb:
    reason = rules.reason(name, Verdict.of(truth), says)
    left = tuple(each for each in asks if each is not None) if reason.verdict is Verdict.UNKNOWN else ()
    return Limb(letter=letter, verdict=reason.verdict, reason=reason, asks=left)


def _ask(value: object, key: str, question: str) -> Ask | None:
    """Ask for a fact of the undertaking where it is not told."""
    return asked(f"undertaking.{key}", question) if value is None else None


def _capital(letter: str, liability: Liability, position: Position, rules: Rules) -> Limb:
    name = "gber.difficulty.lost_share" if letter == "a" else "gber.difficulty.lost_share_unlimited"
    if position.liability not in {None, liability}:
        return _limb(letter, name, truth=False, says=f"not a company with {liability.value} liability", rules=rules)
    share = rules.figure(name)
    if share is None:
        return _limb(letter, name, truth=None, says="", rules=rules)
    young = _young(position, rules)
    if young:
        says = f"an SME founded only on {position.founded}"
        return _limb(letter, "gber.difficulty.young", truth=False, says=says, rules=rules)
    limited = liability is Liability.LIMITED
    capital = Span.of(position.capital) + Span.of(position.premium) if limited else Span.of(position.capital)
    reserves = Span.of(position.reserves) if limited else Span.of(Money(0, "EUR"))
    lost = disappeared(capital, reserves, Span.of(position.losses), share.number)
    truth = None if lost and (young is None or position.liability is None) else lost
    whose = "subscribed share capital" if limited else "capital as the accounts show it"
    ends = {
        True: f"more than half of the {whose} has disappeared as a result of losses",
        False: f"not more than half of the {whose} has disappeared as a result of losses",
        None: f"it is open whether more than half of the {whose} has disappeared as a result of losses",
    }
    asks = (
        _ask(position.liability, "liability", "Is it a company, and is the liability of all members limited?"),
        _ask(position.capital, "capital", f"How much is the {whose}?"),
        _ask(position.premium if limited else 0, "premium", "How much share premium has been paid in?"),
        _ask(position.reserves if limited else 0, "reserves", "How much are reserves and other own funds?"),
        _ask(position.losses, "losses", "How much are the accumulated losses?"),
        *_age_asks(young, position),
    )
    return _limb(
        letter, name, truth=truth, says=ends[truth] + _compared(position, limited=limited), rules=rules, asks=asks
    )


def _compared(position: Position, *, limited: bool) -> str:
    """Show the amounts that were compared, where all are known."""
    capital, losses = position.capital, position.losses
    if capital is None or losses is None:
        return ""
    if not limited:
        return f": {losses} of losses against {capital}"
    if position.premium is None or position.reserves is None:
        return ""
    left = Money(position.reserves.minor - losses.minor, capital.currency)
    return f": {left} against {Money(capital.minor + position.premium.minor, capital.currency)}"


def _young(position: Position, rules: Rules) -> bool | None:
    """Say whether it is an SME in existence for less than three years; on the day of three years it no longer is."""
    years = rules.figure("gber.difficulty.young")
    if position.sme is False or years is None:
        return None if years is None else False
    if position.founded is None:
        return None
    if rules.on >= later(position.founded, years):
        return False
    return True if position.sme else None


def _age_asks(young: bool | None, position: Position) -> tuple[Ask | None, ...]:
    if young is not None:
        return ()
    return (
        _ask(position.sme, "size", "Is the undertaking an SME on the day of grant?"),
        _ask(position.founded, "founded", "On which day was the undertaking founded?"),
    )


def _either(one: bool | None, other: bool | None) -> bool | None:
    verdict = any_of((Verdict.of(one), Verdict.of(other)))
    return None if verdict is Verdict.UNKNOWN else verdict is Verdict.MET


def insolvency(position: Position) -> bool | None:
    """Say whether it is in collective insolvency proceedings, or could be put there at the request of its creditors."""
    return _either(position.insolvent, position.insolvency_criteria)


def _insolvency(position: Position, rules: Rules) -> Limb:
    name = "gber.difficulty.insolvency"
    truth = insolvency(position)
    says = {
        True: "in collective insolvency proceedings, or could be put there at the request of its creditors",
        False: "neither in collective insolvency proceedings nor to be put there at the request of its creditors",
        None: "it is open whether it is in collective insolvency proceedings or could be put there by its creditors",
    }[truth]
    asks = (
        _ask(position.insolvent, "insolvent", "Is it in collective insolvency proceedings?"),
        _ask(
            position.insolvency_criteria,
            "insolvency_criteria",
            "Does it fulfil the criteria for collective insolvency proceedings at the request of its creditors?",
        ),
    )
    return _limb("c", name, truth=truth if rules.holds(name) else False, says=says, rules=rules, asks=asks)


def _rescue(position: Position, rules: Rules) -> Limb:
    name = "gber.difficulty.rescue_aid"
    truth = _either(position.rescue_aid, position.restructuring)
    says = {
        True: "rescue aid is not repaid, or a restructuring plan still runs",
        False: "no rescue aid is open and no restructuring plan runs",
        None: "it is open whether rescue aid is not repaid or a restructuring plan still runs",
    }[truth]
    asks = (
        _ask(position.rescue_aid, "rescue_aid", "Has it rescue aid that is not repaid or ended?"),
        _ask(position.restructuring, "restructuring", "Is it under a plan of restructuring aid?"),
    )
    return _limb("d", name, truth=truth if rules.holds(name) else False, says=says, rules=rules, asks=asks)


def _ratios(position: Position, rules: Rules, policies: Mapping[str, str]) -> Limb:
    name = "gber.difficulty.ratio_years"
    if position.sme:
        return _limb("e", name, truth=False, says="an SME: the ratios are not looked at", rules=rules)
    wanted = rules.figure(name)
    debt, cover = rules.figure("gber.difficulty.debt_to_equity"), rules.figure("gber.difficulty.interest_cover")
    if wanted is None or debt is None or cover is None:
        return _limb("e", name, truth=None, says="", rules=rules)
    count = int(wanted.number)
    closed = sorted((each for each in position.years or () if each.ends <= rules.on), key=_ends, reverse=True)[:count]
    exceeds = policies["negative_equity"] == EXCEEDED
    found = [
        _both(_indebted(each, debt.number, exceeds=exceeds), _uncovered(each, cover.number)) for each in closed
    ] + [None] * (count - len(closed))
    truth: bool | None = False if False in found else None if None in found else True
    if truth and position.sme is None:
        truth = None
    says = {
        True: f"in each of the past {count} years debt was more than {decimal_text(debt.number)} times the equity "
        f"and EBITDA less than {decimal_text(cover.number)} times the interest",
        False: f"not in each of the past {count} years both ratios were as bad",
        None: f"it is open how the ratios of the past {count} years were",
    }[truth]
    missing = any(each is None for each in found)
    asks = (
        _ask(position.sme, "size", "Is the undertaking an SME on the day of grant?"),
        asked(
            "undertaking.years",
            f"Debt, equity, EBITDA and interest of the past {count} years?",
        )
        if missing
        else None,
    )
    return _limb("e", name, truth=truth, says=says, rules=rules, asks=asks)


def _ends(year: RatioYear) -> dt.date:
    return year.ends


def _both(one: bool | None, other: bool | None) -> bool | None:
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


def _indebted(year: RatioYear, times: Fraction, *, exceeds: bool) -> bool | None:
    """Say whether debt is more than some times the equity. Below zero equity has no ratio that means anything."""
    if year.debt is not None and year.debt.minor <= 0:
        return False
    if year.debt is None or year.equity is None:
        return None
    if year.equity.minor < 0:
        return exceeds
    return year.debt.minor > times * year.equity.minor


def _uncovered(year: RatioYear, times: Fraction) -> bool | None:
    """Say whether EBITDA is less than some times the interest. Where there is no interest, nothing is uncovered."""
    if year.interest is not None and year.interest.minor <= 0:
        return False
    if year.interest is None or year.ebitda is None:
        return None
    return year.ebitda.minor < times * year.interest.minor
