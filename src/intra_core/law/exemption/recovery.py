"""The Deggendorf rule (Article 1(4)(a)-(b)): nothing for whoever still has unlawful aid of the same Member State."""

import datetime as dt
from collections.abc import Iterable

from attrs import field, frozen

from intra_core.law.exemption.decided import Decided, Rules, all_of, asked
from intra_core.law.lawbook import Lawbook
from intra_core.model.aid import is_member_state
from intra_core.model.typed import typed
from intra_core.verdict import Verdict


@frozen(kw_only=True, field_transformer=typed)
class RecoveryOrder:
    """An order to recover aid after a decision of the Commission. What is None is not known.

    `member_state` is the state that had granted the aid, `ordered` the day of the order; `settled` says whether, or
    since which day, all of it is repaid.
    """

    member_state: str | None = field(default=None, validator=is_member_state)
    ordered: dt.date | None = None
    settled: bool | dt.date | None = None


@frozen(kw_only=True)
class RecoveryAnswer(Decided):
    """Whether a recovery order leaves exempted aid open. `de_minimis` is met: that Regulation has no such rule."""

    de_minimis: Verdict = Verdict.MET

    def to_dict(self) -> dict[str, object]:
        """Write it as JSON has it."""
        return {**Decided.to_dict(self), "de_minimis": self.de_minimis.value}


def recovery(
    orders: Iterable[RecoveryOrder] | None,
    member_state: str,
    *,
    on: dt.date,
    scheme_excludes: bool | None = None,
    ad_hoc: bool = False,
    law: Lawbook | None = None,
) -> RecoveryAnswer:
    """Say whether an outstanding recovery order bars exempted aid of a Member State.

    A scheme has to exclude such undertakings in so many words, or nothing under it is exempt. Many national schemes
    have the same rule for de minimis aid; Regulation (EU) 2023/2831 has none.

    Args:
        orders: the recovery orders against the undertaking; an absent list is not known, an empty one is none.
        member_state: the state that grants the new aid.
        on: the day of grant.
        scheme_excludes: whether the scheme excludes such undertakings explicitly.
        ad_hoc: whether the aid is granted outside a scheme.
        law: the law; that of this library if None.

    Raises:
        ValueError: if the code of the Member State is none.

    >>> order = RecoveryOrder(member_state="IT", settled=False)
    >>> recovery([order], "SI", on=dt.date(2025, 3, 1), scheme_excludes=True).verdict
    <Verdict.MET: 'met'>
    """
    is_member_state(None, None, member_state)
    rules, name = Rules.of(law, on), "gber.recovery.bars"
    if rules.holds(name) is False:
        return RecoveryAnswer(verdict=Verdict.MET)
    reasons, asks = [], []
    if not ad_hoc:
        says = {
            True: "the scheme excludes undertakings with an outstanding recovery order",
            False: "the scheme does not exclude undertakings with an outstanding recovery order",
            None: "nobody has told whether the scheme excludes undertakings with an outstanding recovery order",
        }[scheme_excludes]
        reasons.append(rules.reason(name, Verdict.of(scheme_excludes), says))
        if scheme_excludes is None:
            question = "Does the scheme exclude undertakings with an outstanding recovery order in so many words?"
            asks.append(asked("measure.excludes_recovery", question))
    if orders is None:
        question = "Is there an order to recover earlier aid from the undertaking that is not settled?"
        asks.append(asked("undertaking.recovery", question))
        reasons.append(rules.reason(name, Verdict.UNKNOWN, "nobody has told of recovery orders"))
    else:
        found = tuple(orders)
        if not found:
            reasons.append(rules.reason(name, Verdict.MET, "there is no recovery order"))
        for each in found:
            verdict, says = _bears(each, member_state, on)
            reasons.append(rules.reason(name, verdict, says))
            if verdict is Verdict.UNKNOWN:
                question = "Which state had granted the aid to be recovered, since when, and is it repaid?"
                asks.append(asked("undertaking.recovery", question))
    verdict = all_of(each.verdict for each in reasons)
    left = asks if verdict is Verdict.UNKNOWN else ()
    return RecoveryAnswer(verdict=verdict, reasons=tuple(reasons), asks=tuple(dict.fromkeys(left)))


def _bears(order: RecoveryOrder, member_state: str, on: dt.date) -> tuple[Verdict, str]:
    whose = f"recovery of aid of {order.member_state or 'a state that is not told'}"
    if order.ordered is not None and order.ordered > on:
        return Verdict.MET, f"{whose}: ordered only on {order.ordered}"
    if isinstance(order.settled, dt.date):
        settled: bool | None = order.settled <= on
    else:
        settled = order.settled
    if settled:
        return Verdict.MET, f"{whose}: settled"
    if order.member_state is not None and order.member_state != member_state:
        return Verdict.MET, f"{whose}: not of {member_state}"
    if order.member_state is None or settled is None:
        return Verdict.UNKNOWN, f"{whose}: it is open whether it bears on aid of {member_state}"
    return Verdict.UNMET, f"{whose}: outstanding on {on}"
