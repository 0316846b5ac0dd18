"""Undertakings in difficulty (Article 2(18)): which circumstance, and what it means for which aid."""

import datetime as dt
from collections.abc import Iterator, Mapping

from attrs import frozen

from intra_core.law.asking import Ask
from intra_core.law.exemption.decided import Decided, Reason, Rules, all_of, any_of, asked, turned
from intra_core.law.exemption.limbs import Limb, insolvency, limbs
from intra_core.law.exemption.position import Position
from intra_core.law.lawbook import Lawbook
from intra_core.law.policies import chosen
from intra_core.model.money import Money
from intra_core.verdict import Verdict

BECAME = "became-in-period"
"""The reading under which the exception of 2020 and 2021 goes by when difficulty began, not by the day of grant."""


@frozen(kw_only=True)
class DifficultyAnswer(Decided):
    """Whether an undertaking is in difficulty: met if it is. What follows is met where aid may be given in spite of it.

    `exempted` is aid under Regulation (EU) 651/2014, `de_minimis_grant` a grant and `de_minimis_loan` a loan or
    guarantee under the de minimis Regulation of the day.
    """

    limbs: tuple[Limb, ...]
    exempted: Verdict
    de_minimis_grant: Verdict
    de_minimis_loan: Verdict

    @property
    def grounds(self) -> tuple[Limb, ...]:
        """The circumstances that are there."""
        return tuple(each for each in self.limbs if each.verdict is Verdict.MET)

    def to_dict(self) -> dict[str, object]:
        """Write it as JSON has it."""
        return {
            **Decided.to_dict(self),
            "limbs": [each.to_dict() for each in self.limbs],
            "exempted": self.exempted.value,
            "de_minimis_grant": self.de_minimis_grant.value,
            "de_minimis_loan": self.de_minimis_loan.value,
        }


def difficulty(
    position: Position, *, on: dt.date, told: Mapping[str, str] | None = None, law: Lawbook | None = None
) -> DifficultyAnswer:
    """Say whether an undertaking is in difficulty on the day of grant, why, and which aid that bars.

    What is missing never passes: the answer is no only if no value of it could make it yes.

    Args:
        position: what is known of the undertaking.
        on: the day of grant.
        told: readings of open questions by policy (`pandemic`, `negative_equity`).
        law: the law; that of this library if None.

    Raises:
        ValueError: if amounts are in several currencies.

    >>> from intra_core.model.money import Money
    >>> from intra_core.law.exemption.position import Liability
    >>> lost = Position(
    ...     liability=Liability.LIMITED, sme=True, founded=dt.date(2019, 1, 1), capital=Money.parse("EUR 100000.00"),
    ...     premium=Money.parse("EUR 50000.00"), reserves=Money.parse("EUR 10000.00"),
    ...     losses=Money.parse("EUR 90000.00"),
    ... )
    >>> answer = difficulty(lost, on=dt.date(2025, 3, 1))
    >>> answer.verdict.value, answer.exempted.value, answer.de_minimis_grant.value
    ('met', 'unmet', 'met')
    """
    _one_currency(position)
    rules = Rules.of(law, on)
    known = chosen(rules.law, ("exemption",), told)
    policies = {name: known[name] for name in ("pandemic", "negative_equity")}
    found = limbs(position, rules, policies)
    verdict = any_of(each.verdict for each in found)
    relevant = found if verdict is not Verdict.MET else tuple(each for each in found if each.verdict is Verdict.MET)
    reasons, asks = [each.reason for each in relevant], [ask for each in relevant for ask in each.asks]
    exempted = turned(verdict) if rules.holds("gber.difficulty.bars") else Verdict.MET
    if rules.figure("gber.difficulty.bars") is None:
        exempted = Verdict.UNKNOWN
    if exempted is not Verdict.MET:
        excepted, why, more = _pandemic(position, rules, policies["pandemic"])
        reasons.append(
            rules.reason("gber.difficulty.bars", exempted, "aid to undertakings in difficulty is not exempt")
        )
        if excepted is not Verdict.UNMET:
            reasons.append(why)
            exempted = Verdict.MET if excepted is Verdict.MET else Verdict.UNKNOWN
            asks += more
    loan, notes, rating = _loan(position, rules)
    return DifficultyAnswer(
        verdict=verdict,
        reasons=(*reasons, *notes),
        asks=tuple(dict.fromkeys((*asks, *rating))),
        policies=policies,
        limbs=found,
        exempted=exempted,
        de_minimis_grant=_grant(rules),
        de_minimis_loan=loan,
    )


def _grant(rules: Rules) -> Verdict:
    """Say whether difficulty leaves de minimis grants open: no de minimis Regulation has a rule against them."""
    barred = rules.holds("de_minimis_difficulty.grant_barred")
    return Verdict.of(None if barred is None else not barred)


def _loan(position: Position, rules: Rules) -> tuple[Verdict, tuple[Reason, ...], tuple[Ask, ...]]:
    """Say whether a loan or guarantee may be de minimis aid: not in insolvency, and if large only with a rating."""
    name = "de_minimis_difficulty.insolvency_bars_loans"
    bars = rules.holds(name)
    if bars is None:
        return Verdict.UNKNOWN, (rules.reason(name, Verdict.UNKNOWN, ""),), ()
    open_ = turned(Verdict.of(insolvency(position))) if bars else Verdict.MET
    says = "de minimis loans and guarantees are open only outside collective insolvency"
    notes = [rules.reason(name, open_, says)]
    if position.sme or not rules.holds("de_minimis_difficulty.rating_of_large"):
        return open_, tuple(notes), ()
    rated = Verdict.of(position.rated if position.rated or position.sme is False else None)
    says = "de minimis loans and guarantees to large undertakings need a rating of at least B- or comparable"
    notes.append(rules.reason("de_minimis_difficulty.rating_of_large", rated, says))
    ask = asked("undertaking.rated", "Is it rated at least B-, or in a comparable situation?")
    return all_of((open_, rated)), tuple(notes), (ask,) if position.rated is None else ()


def _pandemic(position: Position, rules: Rules, reading: str) -> tuple[Verdict, Reason, tuple[Ask, ...]]:
    """Say whether the exception for those who came into difficulty in 2020 and 2021 applies."""
    name = "gber.difficulty.pandemic"
    first, last = rules.figure(f"{name}.first_day"), rules.figure(f"{name}.last_day")
    reference = rules.figure(f"{name}.reference")
    if first is None or last is None or reference is None:
        return Verdict.UNMET, rules.reason(f"{name}.last_day", Verdict.UNMET, ""), ()
    start, end, then = (dt.date.fromordinal(int(each.number)) for each in (first, last, reference))
    within = reading == BECAME or start <= rules.on <= end
    came = None if position.became is None else start <= position.became <= end
    if not within or came is False or position.before:
        verdict = Verdict.UNMET
    else:
        verdict = Verdict.of(True if came and position.before is False else None)
    says = f"the exception for those not in difficulty on {then} who came into it from {start} to {end}"
    asks = []
    if verdict is Verdict.UNKNOWN:
        if came is None:
            asks.append(asked("undertaking.became", "On which day did it come into difficulty?"))
        if position.before is None:
            asks.append(asked("undertaking.before", f"Was it in difficulty on {then}?"))
    return verdict, rules.reason(f"{name}.last_day", verdict, says), tuple(asks)


def _one_currency(position: Position) -> None:
    amounts = [position.capital, position.premium, position.reserves, position.losses, *_of_years(position)]
    currencies = {each.currency for each in amounts if each is not None}
    if len(currencies) > 1:
        msg = f"the amounts are in several currencies: {', '.join(sorted(currencies))}"
        raise ValueError(msg)


def _of_years(position: Position) -> Iterator[Money | None]:
    for each in position.years or ():
        yield from (each.debt, each.equity, each.ebitda, each.interest)
